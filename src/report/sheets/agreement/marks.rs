//! Marks that known raters gave: who gave which subject how many points, and the aspects of one questionnaire.
//!
//! Only tables with a column `rater` are looked at for raters: voters' ballots have none, and are never told by rater. A rater who is
//! blank or a code stays so.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::exact::Exact;
use crate::base::place::Place;
use crate::base::text::name_form;
use crate::fact::evidence::{Entry, Fact};
use crate::fact::passes;
use crate::report::roll::{Peer, Roll};
use crate::rubric::model::{ColumnKind, Criterion, Measure, Table};

/// The marks of one criterion within one peer group.
pub(super) struct Marks<'a> {
    pub criterion: &'a Criterion,
    /// Whether marks are words with values, of which only the order is sure.
    pub worded: bool,
    pub raters: Vec<Rater>,
    /// As the sheet writes each of them first.
    pub written: Vec<String>,
    /// A row for each subject somebody rated, a column for each rater; of several aspects their mean.
    pub rows: Vec<Vec<Option<Exact>>>,
    /// Ballots with a mark for every aspect.
    pub aspects: Vec<Vec<Exact>>,
}

/// Who rates.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rater {
    /// A name or a code, without what does not tell it from another.
    Written(String),
    /// A row of a sheet with one row a rater, where nothing is written.
    Row(Place),
    /// Nobody knows whether it is the same as another.
    Unknown(Place, u32),
}

/// A mark, with what it is about.
struct Mark<'e> {
    rater: Option<Rater>,
    written: &'e str,
    subject: u32,
    value: Exact,
    /// Its row, and the aspect that it rates there.
    row: Place,
    aspect: Option<&'e str>,
}

impl<'a> Marks<'a> {
    /// Of each peer group, in order; none of those with neither raters nor aspects.
    pub fn by_peer<'r>(roll: &'r Roll<'a>, criterion: &'a Criterion) -> Vec<(&'r Peer<'a>, Self)> {
        if criterion.query.measure.ballots().is_none() {
            return Vec::new();
        }
        let lines = roll.peers.iter().enumerate().flat_map(|(peer, of)| of.lines.iter().map(move |line| (line.number, peer)));
        let peer_of: BTreeMap<usize, usize> = lines.collect();
        let mut marks: Vec<Vec<Mark>> = roll.peers.iter().map(|_| Vec::new()).collect();
        for table in criterion.query.from.iter().filter_map(|id| roll.rubric().table(id)) {
            for entry in roll.review.evidence.table(&table.id).into_iter().flat_map(|gathered| &gathered.entries) {
                let own = peer_of.get(&(entry.subject as usize)).and_then(|peer| marks.get_mut(*peer));
                if let (Some(own), Some(mark)) = (own, mark(entry, table, criterion)) {
                    own.push(mark);
                }
            }
        }
        roll.peers.iter().zip(&marks).filter_map(|(peer, marks)| Some((peer, Self::of(criterion, marks)?))).collect()
    }

    fn of(criterion: &'a Criterion, marks: &[Mark]) -> Option<Self> {
        let mut given: BTreeMap<(u32, &Rater), Vec<&Exact>> = BTreeMap::new();
        let (mut seen, mut raters, mut written) = (BTreeSet::new(), Vec::new(), Vec::new());
        for (rater, mark) in marks.iter().filter_map(|mark| Some((mark.rater.as_ref()?, mark))) {
            given.entry((mark.subject, rater)).or_default().push(&mark.value);
            if seen.insert(rater) {
                raters.push(rater.clone());
                written.push(mark.written.to_owned());
            }
        }
        let subjects: BTreeSet<u32> = given.keys().map(|(subject, _)| *subject).collect();
        let row = |subject: &u32| raters.iter().map(|rater| mean(given.get(&(*subject, rater))?)).collect::<Vec<_>>();
        let rows = subjects.iter().map(row).collect();
        let worded = matches!(criterion.query.measure, Measure::Rating { .. });
        let found = Self { criterion, worded, rows, aspects: aspects(marks), written, raters };
        (found.raters.len() > 1 || !found.aspects.is_empty()).then_some(found)
    }

    /// How many marks there are.
    pub fn count(&self) -> usize {
        self.rows.iter().flatten().flatten().count()
    }

    /// The marks as doubles, for statistics.
    pub fn doubles(&self) -> Vec<Vec<Option<f64>>> {
        self.rows.iter().map(|row| row.iter().map(|mark| mark.as_ref().map(Exact::to_f64)).collect()).collect()
    }

    /// The same where every rater rated everybody.
    pub fn complete(&self) -> Option<Vec<Vec<f64>>> {
        self.doubles().into_iter().map(|row| row.into_iter().collect()).collect()
    }

    /// The marks of one rater.
    pub fn by(&self, rater: usize) -> Vec<&Exact> {
        self.rows.iter().filter_map(|row| row.get(rater)?.as_ref()).collect()
    }
}

/// The mark of an entry; none where it does not count, or has no value.
fn mark<'e>(entry: &'e Entry, table: &Table, criterion: &Criterion) -> Option<Mark<'e>> {
    let query = &criterion.query;
    let column = query.measure.column()?;
    if entry.aside.is_some() || !query.filters.iter().all(|filter| passes(&filter.test, entry.values.get(&filter.column))) {
        return None;
    }
    let value = match (entry.values.get(column)?, &query.measure) {
        (Fact::Number(number), _) => Exact::fixed(*number, 6),
        (Fact::Text(word), Measure::Rating { values, .. }) => values.iter().find(|(known, _)| known == word)?.1.clone(),
        (Fact::Text(_) | Fact::NoValue(_), _) => return None,
    };
    let row = entry.place.at(entry.place.row, 0);
    let wide = table.wide.as_ref().filter(|wide| wide.cell == column);
    let across = wide.and_then(|wide| table.column(&wide.across)).filter(|across| across.kind != ColumnKind::Name);
    let aspect = across.and_then(|across| match entry.values.get(&across.id)? {
        Fact::Text(text) => Some(text.as_str()),
        Fact::Number(_) | Fact::NoValue(_) => None,
    });
    let rater = table.column("rater").is_some().then(|| match &entry.rater {
        Some(written) => Rater::Written(name_form(written)),
        None if wide.is_some() => Rater::Row(row.clone()),
        None => Rater::Unknown(entry.place.clone(), entry.subject),
    });
    // A count says how many ballots said so, and nothing of who did.
    let counted = table.columns.iter().any(|column| column.kind == ColumnKind::Count);
    let written = entry.rater.as_deref().unwrap_or_default();
    (!counted).then_some(Mark { rater, written, subject: entry.subject, value, row, aspect })
}

/// The mean; `None` of nothing.
pub(super) fn mean(marks: &[&Exact]) -> Option<Exact> {
    let sum: Exact = marks.iter().map(|mark| (*mark).clone()).sum();
    sum.over(&Exact::from(marks.len() as u64))
}

/// Ballots (a row and a subject) with a mark for every aspect that any ballot has.
fn aspects(marks: &[Mark]) -> Vec<Vec<Exact>> {
    let mut names: Vec<&str> = marks.iter().filter_map(|mark| mark.aspect).collect();
    names.sort_unstable();
    names.dedup();
    if names.len() < 2 {
        return Vec::new();
    }
    let mut ballots: BTreeMap<(&Place, u32), BTreeMap<&str, &Exact>> = BTreeMap::new();
    for mark in marks {
        if let Some(aspect) = mark.aspect {
            ballots.entry((&mark.row, mark.subject)).or_default().insert(aspect, &mark.value);
        }
    }
    let whole = |ballot: &BTreeMap<&str, &Exact>| names.iter().map(|name| ballot.get(name).map(|mark| (*mark).clone())).collect();
    ballots.values().filter_map(whole).collect()
}
