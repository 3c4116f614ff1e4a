//! One subject's ballots as an urn to draw from, and what a draw makes of its points.
//!
//! In: kinds of ballots and the engine that scores a criterion again. Out: the points of each draw. As many ballots are drawn
//! as were cast in each stratum: ballots that count for the same criteria, of one class of respondents, with one factor.

use std::collections::BTreeMap;

use super::memo::Memo;
use super::Facts;
use crate::base::exact::Exact;
use crate::rubric::model::{Criterion, Measure};
use crate::score::{measure, Again};
use crate::stats::random::Stream;
use crate::tally::{counted, factor, word, Alike, Said, Tally};

/// A criterion that rests on ballots, for one subject.
pub(super) struct Rated<'a> {
    /// Its number in the rubric.
    pub criterion: usize,
    /// Its place among the queries for which the ballots were taken apart.
    pub query: usize,
    /// The rule.
    pub rule: &'a Criterion,
    /// What was counted.
    pub tally: &'a Tally,
}

/// The points of one criterion of one subject in every draw: which of the points found it was.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// For each draw the place of its points.
    pub cells: Vec<u16>,
    /// The points found.
    pub points: Vec<f64>,
}

impl Drawn {
    /// The points in one draw.
    pub fn at(&self, draw: usize) -> f64 {
        let cell = self.cells.get(draw).map_or(0, |cell| usize::from(*cell));
        self.points.get(cell).copied().unwrap_or(0.0)
    }
}

/// An urn: strata of ballots, each ballot the number of its kind.
pub(super) struct Urn<'a> {
    kinds: &'a [Alike],
    strata: Vec<Vec<usize>>,
}

/// What ballots of a stratum have in common: for each query whether it counts them, in which class, with which factor.
type Common = Vec<Option<(String, Exact)>>;

impl<'a> Urn<'a> {
    /// Of these kinds of ballots under these criteria, one for each query.
    pub fn new(kinds: &'a [Alike], rules: &[&Criterion]) -> Self {
        let mut strata: BTreeMap<Common, Vec<usize>> = BTreeMap::new();
        for (kind, alike) in kinds.iter().enumerate() {
            let common = rules.iter().zip(&alike.said).map(|(rule, said)| said.as_ref().and_then(|said| common(rule, said)));
            let ballots = usize::try_from(alike.n).unwrap_or(0);
            strata.entry(common.collect()).or_default().extend(std::iter::repeat_n(kind, ballots));
        }
        // What counts for nothing is not drawn, and neither is a stratum whose ballots all say the same.
        let drawn = |(common, ballots): &(Common, Vec<usize>)| {
            common.iter().any(Option::is_some) && ballots.first().is_some_and(|first| ballots.iter().any(|kind| kind != first))
        };
        Self { kinds, strata: strata.into_iter().filter(drawn).map(|(_, ballots)| ballots).collect() }
    }

    /// How many of each kind there are when one stratum holds this kind only.
    fn all_alike(&self, stratum: &[usize], kind: usize) -> Vec<u64> {
        let mut counts = self.cast();
        for drawn in stratum {
            counts.get_mut(*drawn).into_iter().for_each(|count| *count -= 1);
        }
        counts.get_mut(kind).into_iter().for_each(|count| *count += stratum.len() as u64);
        counts
    }

    /// How many of each kind were cast.
    fn cast(&self) -> Vec<u64> {
        self.kinds.iter().map(|alike| alike.n).collect()
    }

    /// The tally of a criterion from so many of each kind.
    fn tally(&self, rated: &Rated, counts: &[u64]) -> Tally {
        counted(rated.tally, rated.query, self.kinds.iter().zip(counts.iter().copied()))
    }

    /// The points of each criterion in each draw; nothing for one that no draw can change.
    pub fn draw(&self, rated: &[Rated], again: &Again, subject: usize, seed: u64, draws: usize) -> Vec<Option<Drawn>> {
        let mut memos: Vec<Option<Memo>> = rated.iter().map(|rated| self.memo(rated)).collect();
        let mut found: Vec<Option<Drawn>> = memos.iter().map(|memo| memo.as_ref().map(|_| Drawn::default())).collect();
        if memos.iter().all(Option::is_none) {
            return found;
        }
        let mut stream = Stream::new(seed, subject as u64);
        let fixed = self.fixed();
        for _ in 0..draws {
            let mut counts = fixed.clone();
            for stratum in &self.strata {
                for _ in 0..stratum.len() {
                    let kind = stratum.get(stream.below(stratum.len())).and_then(|kind| counts.get_mut(*kind));
                    if let Some(count) = kind {
                        *count += 1;
                    }
                }
            }
            for ((rated, memo), drawn) in rated.iter().zip(&mut memos).zip(&mut found) {
                let (Some(memo), Some(points)) = (memo, drawn) else { continue };
                let cell = memo.cell(&counts, || {
                    let scored = again.points(rated.criterion, subject, &self.tally(rated, &counts));
                    points.points.push(scored.map_or(0.0, |scored| scored.to_f64()));
                });
                points.cells.push(cell);
            }
        }
        found
    }

    /// How many of each kind stay in every draw.
    fn fixed(&self) -> Vec<u64> {
        let mut counts = self.cast();
        for kind in self.strata.iter().flatten() {
            counts.get_mut(*kind).into_iter().for_each(|count| *count -= 1);
        }
        counts
    }

    /// What tells measures apart; none where all draws measure the same.
    fn memo(&self, rated: &Rated) -> Option<Memo> {
        let trim = match &rated.rule.query.measure {
            Measure::Mean { trim, .. } => trim.as_ref(),
            Measure::Rating { .. }
            | Measure::Count
            | Measure::Sum(_)
            | Measure::Distinct(_)
            | Measure::Share(_)
            | Measure::Ratio { .. }
            | Measure::Value(_)
            | Measure::Last(_) => None,
        };
        if let Some(trim) = trim {
            return self.trimmed(rated, trim);
        }
        let (mut worth, mut range) = (Vec::new(), Exact::zero());
        for stratum in &self.strata {
            let mut kinds: Vec<usize> = stratum.iter().filter(|kind| self.says(rated, **kind).is_some()).copied().collect();
            kinds.sort_unstable();
            kinds.dedup();
            // The measure is a weighed mean: what a ballot is worth shows when all of its stratum are like it.
            let measured = |kind: usize| {
                let tally = self.tally(rated, &self.all_alike(stratum, kind));
                measure(&rated.rule.query, &tally).value()
            };
            let values = kinds.iter().map(|kind| Some((*kind, measured(*kind)?))).collect::<Option<Vec<_>>>()?;
            let all = || values.iter().map(|(_, value)| value);
            let (Some(lowest), Some(highest)) = (all().min().cloned(), all().max().cloned()) else { continue };
            let ballots = Exact::from(stratum.len() as u64);
            range = range + (&highest - &lowest);
            worth.extend(values.into_iter().filter_map(|(kind, value)| Some((kind, (&value - &lowest).over(&ballots)?))));
        }
        Memo::new(self.kinds.len(), &worth, &range, None)
    }

    fn says(&self, rated: &Rated, kind: usize) -> Option<&Said> {
        self.kinds.get(kind)?.said.get(rated.query)?.as_ref()
    }

    /// The same for a mean without the outermost; ballots that are not drawn are cut off, too.
    fn trimmed(&self, rated: &Rated, trim: &Exact) -> Option<Memo> {
        let number = |kind: usize| Some((kind, Exact::fixed(self.says(rated, kind)?.number, 6)));
        let numbers: Vec<(usize, Exact)> = (0..self.kinds.len()).filter_map(number).collect();
        let lowest = numbers.iter().map(|(_, number)| number).min()?;
        let worth: Vec<(usize, Exact)> = numbers.iter().map(|(kind, own)| (*kind, own - lowest)).collect();
        let all: u64 = rated.tally.classes.values().map(|sums| sums.rows).sum();
        let off = if *trim < Exact::one() { (trim * &Exact::from(all)).floor() } else { trim.clone() };
        let off = off.to_whole().and_then(|off| u64::try_from(off).ok())?;
        let left = all.checked_sub(2 * off).filter(|left| *left > 0)?;
        let most = worth.iter().map(|(_, worth)| worth).max()?;
        Memo::new(self.kinds.len(), &worth, &(most * &Exact::from(left)), Some(off))
    }
}

/// The points of each criterion that rests on the subject's ballots, in each draw.
pub(super) fn ballots(facts: &Facts, number: usize, seed: u64, draws: usize) -> Vec<(usize, Drawn)> {
    let (Some(kinds), Some(card)) = (facts.ballots.get(number), facts.cards.get(number)) else { return Vec::new() };
    let nothing = Tally::default();
    let tally = |id: &str| facts.tallies.queries.get(id).and_then(|tallies| tallies.get(number)).unwrap_or(&nothing);
    // Who has no value for too few ballots has none in any draw: how many ballots there are is not drawn.
    let has_value = |criterion: usize| card.items.get(criterion).is_some_and(|item| item.no_value.is_none() && item.points.is_some());
    let rated = facts.rated.iter().enumerate().filter(|(_, (criterion, _))| has_value(*criterion));
    let rated: Vec<Rated> =
        rated.map(|(query, (criterion, rule))| Rated { criterion: *criterion, query, rule, tally: tally(&rule.id) }).collect();
    let rules: Vec<_> = facts.rated.iter().map(|(_, rule)| *rule).collect();
    let points = Urn::new(kinds, &rules).draw(&rated, &facts.again, number, seed, draws);
    rated.iter().zip(points).filter_map(|(rated, points)| Some((rated.criterion, points?))).collect()
}

/// None where the query does not count the ballot.
fn common(rule: &Criterion, said: &Said) -> Option<(String, Exact)> {
    let counts = match &rule.query.measure {
        Measure::Rating { column, values, .. } => values.iter().any(|(known, _)| known == word(&said.class, column)),
        Measure::Mean { .. }
        | Measure::Count
        | Measure::Sum(_)
        | Measure::Distinct(_)
        | Measure::Share(_)
        | Measure::Ratio { .. }
        | Measure::Value(_)
        | Measure::Last(_) => true,
    };
    let class = rule.query.measure.weights().map(|weights| word(&said.class, &weights.column).to_owned());
    counts.then(|| (class.unwrap_or_default(), factor(&said.class, &rule.query)))
}
