//! Ballots that look arranged: all alike, two delegates' in one order, counts that several delegates share.
//!
//! Each is held against what chance gives when voters choose as they did for all others; less than one case in a thousand
//! registers is told. Rows are told from–to, never a ballot.

use std::collections::{BTreeMap, BTreeSet};

use super::eyes::{text, Eyes};
use super::{Figure, Flag, Kind, Look, Source};
use crate::base::place::Place;
use crate::base::text::Say;
use crate::fact::evidence::{Entry, EvidenceTable};
use crate::rubric::model::{Column, Measure, Table};
use crate::stats::chance;

/// Expected number of cases in a register of which it is told.
const RARE: f64 = 0.001;
/// With fewer ballots nothing is told.
const FEWEST: u64 = 10;
/// Two delegates at one meeting often have one tally; three seldom.
const FEWEST_ALIKE: usize = 3;

/// A table of ballots.
struct Urn<'e> {
    rule: &'e Table,
    words: Vec<&'e str>,
    of: BTreeMap<u32, Pile<'e>>,
    /// Counts of all by option.
    all: Vec<u64>,
}

/// The ballots on one delegate.
#[derive(Default)]
struct Pile<'e> {
    /// Number of the option and how many, in order of place.
    ballots: Vec<(usize, u64)>,
    first: Option<&'e Place>,
    last: Option<&'e Place>,
    counts: Vec<u64>,
}

impl Pile<'_> {
    fn all(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// From the first to the last row, of one sheet.
    fn sources(&self) -> Vec<Source> {
        match (self.first, self.last) {
            (Some(first), Some(last)) if first.at(0, 0) == last.at(0, 0) => vec![Source::rows(first, last.row)],
            (Some(first), Some(last)) => vec![Source::cell(first.at(0, 0), ""), Source::cell(last.at(0, 0), "")],
            (_, _) => Vec::new(),
        }
    }
}

impl Urn<'_> {
    /// Counts of all but these.
    fn others(&self, but: &[u32]) -> Vec<u64> {
        let mut left = self.all.clone();
        for pile in but.iter().filter_map(|subject| self.of.get(subject)) {
            for (left, count) in left.iter_mut().zip(&pile.counts) {
                *left = left.saturating_sub(*count);
            }
        }
        left
    }

    /// As the office writes it.
    fn word(&self, option: usize) -> String {
        let id = self.words.get(option).copied().unwrap_or_default();
        let written = self.rule.columns.iter().flat_map(Column::words).find(|(word, _)| word == id);
        written.and_then(|(_, forms)| forms.first().cloned()).unwrap_or_else(|| id.to_owned())
    }
}

fn urns<'e>(eyes: &Eyes<'e>) -> Vec<Urn<'e>> {
    let rated = |rule: &Table| {
        let mut on_it = eyes.rubric.criteria.iter().filter(|criterion| criterion.query.from.contains(&rule.id));
        on_it.find_map(|criterion| match &criterion.query.measure {
            Measure::Rating { column, .. } => Some(column.as_str()),
            Measure::Count
            | Measure::Sum(_)
            | Measure::Distinct(_)
            | Measure::Share(_)
            | Measure::Ratio { .. }
            | Measure::Mean { .. }
            | Measure::Value(_)
            | Measure::Last(_) => None,
        })
    };
    eyes.tables().filter_map(|(rule, table)| Some(of_table(rule, table, rule.column(rated(rule)?)?.id.as_str()))).collect()
}

fn of_table<'e>(rule: &'e Table, table: &'e EvidenceTable, column: &str) -> Urn<'e> {
    let words: Vec<&str> = rule.column(column).into_iter().flat_map(Column::words).map(|(word, _)| word.as_str()).collect();
    let mut of: BTreeMap<u32, Pile> = BTreeMap::new();
    for entry in table.entries.iter().filter(|entry| entry.aside.is_none()) {
        let Some(option) = text(entry, column).and_then(|word| words.iter().position(|known| *known == word)) else { continue };
        add(of.entry(entry.subject).or_default(), entry, option, words.len());
    }
    // Two mandates of one person have the same ballots, which count once here.
    let mut seen: BTreeSet<&Place> = BTreeSet::new();
    of.retain(|_, pile| pile.first.is_none_or(|first| seen.insert(first)));
    let mut all = vec![0; words.len()];
    for pile in of.values() {
        for (sum, count) in all.iter_mut().zip(&pile.counts) {
            *sum += count;
        }
    }
    Urn { rule, words, of, all }
}

fn add<'e>(pile: &mut Pile<'e>, entry: &'e Entry, option: usize, options: usize) {
    pile.ballots.push((option, entry.n));
    pile.first = pile.first.or(Some(&entry.place));
    pile.last = Some(&entry.place);
    pile.counts.resize(options, 0);
    if let Some(count) = pile.counts.get_mut(option) {
        *count += entry.n;
    }
}

fn look(eyes: &Eyes, kind: Kind, urns: &[&Urn]) -> Look {
    let read: Vec<(&str, Vec<&str>)> = urns.iter().map(|own| (own.rule.id.as_str(), Vec::new())).collect();
    eyes.look(kind, &read, urns.iter().map(|own| own.of.len()).sum())
}

/// Delegates all of whose ballots name one option, which the others' do not.
pub(super) fn alike(eyes: &Eyes) -> (Look, Vec<Flag>) {
    let urns = urns(eyes);
    let mut flags = Vec::new();
    for own in &urns {
        for (subject, pile) in own.of.iter().filter(|(_, pile)| pile.all() >= FEWEST) {
            let Some(option) = pile.counts.iter().position(|count| *count == pile.all()) else { continue };
            let others = own.others(&[*subject]);
            let (same, all) = (others.get(option).copied().unwrap_or(0), others.iter().sum::<u64>());
            if all == 0 || !chance::all_alike(pile.all(), same, all, own.of.len() as u64).is_some_and(|expected| expected < RARE) {
                continue;
            }
            let (ballots, word) = (pile.all(), own.word(option));
            flags.push(Flag {
                kind: Kind::BallotsAlike,
                who: vec![*subject],
                sources: pile.sources(),
                figures: vec![
                    Figure::new("ballots", "票数", "ballots", &ballots),
                    Figure::new("option", "选项", "option", &word),
                    Figure::new("others", "其他代表的同类票", "the same on all others", &format!("{same} / {all}")),
                ],
                seen: Say::new(
                    format!("{ballots} 张票全部是“{word}”；其他代表的 {all} 张票中“{word}”为 {same} 张。"),
                    format!("All {ballots} ballots say “{word}”; of the {all} on the others {same} do."),
                ),
            });
        }
    }
    (look(eyes, Kind::BallotsAlike, &urns.iter().collect::<Vec<_>>()), flags)
}

/// Pairs whose single ballots stand in the same order.
pub(super) fn in_order(eyes: &Eyes) -> (Look, Vec<Flag>) {
    let urns = urns(eyes);
    let single: Vec<&Urn> = urns.iter().filter(|own| own.rule.wide.is_none()).collect();
    let mut flags = Vec::new();
    for own in &single {
        let mut orders: BTreeMap<Vec<usize>, Vec<u32>> = BTreeMap::new();
        for (subject, pile) in own.of.iter().filter(|(_, pile)| pile.all() >= FEWEST && is_mixed(pile)) {
            orders.entry(pile.ballots.iter().map(|(option, _)| *option).collect()).or_default().push(*subject);
        }
        let people = own.of.len() as u64;
        for (order, who) in orders.into_iter().filter(|(_, who)| who.len() > 1) {
            let ballots = order.len() as u64;
            let pairs = people * people.saturating_sub(1) / 2;
            if !chance::same_order(ballots, &own.others(&who), pairs).is_some_and(|expected| expected < RARE) {
                continue;
            }
            let sources = who.iter().filter_map(|subject| own.of.get(subject)).flat_map(Pile::sources).collect();
            let count = who.len();
            flags.push(Flag {
                kind: Kind::BallotsInOrder,
                who,
                sources,
                figures: vec![
                    Figure::new("delegates", "代表", "delegates", &count),
                    Figure::new("ballots", "每人票数", "ballots each", &ballots),
                ],
                seen: Say::new(
                    format!("{count} 名代表各 {ballots} 张票，选项的先后次序完全相同。"),
                    format!("{count} delegates have {ballots} ballots each, with the options in exactly the same order."),
                ),
            });
        }
    }
    (look(eyes, Kind::BallotsInOrder, &single), flags)
}

/// Whether the ballots are not sorted by option: then one order would only mean one tally.
fn is_mixed(pile: &Pile) -> bool {
    let used = pile.counts.iter().filter(|count| **count > 0).count();
    let turns = pile.ballots.windows(2).filter(|pair| matches!(pair, [one, other] if one.0 != other.0)).count();
    used > 1 && turns >= 2 * used
}

/// Three delegates or more with the same counts by option.
pub(super) fn tallies(eyes: &Eyes) -> (Look, Vec<Flag>) {
    let urns = urns(eyes);
    let mut flags = Vec::new();
    for own in &urns {
        let mut same: BTreeMap<&[u64], Vec<u32>> = BTreeMap::new();
        let mut of_size: BTreeMap<u64, u64> = BTreeMap::new();
        for (subject, pile) in own.of.iter().filter(|(_, pile)| pile.all() >= FEWEST) {
            same.entry(&pile.counts).or_default().push(*subject);
            *of_size.entry(pile.all()).or_default() += 1;
        }
        for (tally, who) in same.into_iter().filter(|(_, who)| who.len() >= FEWEST_ALIKE) {
            let ballots: u64 = tally.iter().sum();
            let subjects = of_size.get(&ballots).copied().unwrap_or(0);
            let others = own.others(&who);
            let expected = chance::same_tally(tally, &others, who.len() as u64, subjects);
            if others.iter().sum::<u64>() == 0 || !expected.is_some_and(|expected| expected < RARE) {
                continue;
            }
            let counts = tally.iter().enumerate().map(|(option, count)| format!("{} {count}", own.word(option))).collect::<Vec<_>>();
            let sources = who.iter().filter_map(|subject| own.of.get(subject)).flat_map(Pile::sources).collect();
            let (count, told) = (who.len(), counts.join("，"));
            flags.push(Flag {
                kind: Kind::TalliesAlike,
                who,
                sources,
                figures: vec![
                    Figure::new("delegates", "代表", "delegates", &count),
                    Figure::new("of-this-size", "票数同为此数的代表", "delegates with as many ballots", &subjects),
                    Figure::new("tally", "票数", "counts", &told),
                ],
                seen: Say::new(
                    format!("{count} 名代表各 {ballots} 张票，各选项票数完全相同（{told}）。"),
                    format!("{count} delegates with {ballots} ballots each have exactly the same counts ({told})."),
                ),
            });
        }
    }
    (look(eyes, Kind::TalliesAlike, &urns.iter().collect::<Vec<_>>()), flags)
}
