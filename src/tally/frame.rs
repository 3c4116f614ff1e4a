//! The relational steps on rows: where, then once, with a fixed order.
//!
//! In: entries and a query. Out: what becomes of each. Only whole numbers and texts are compared, and nothing is copied: a town's rows
//! are asked for many times in a run.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::division;
use super::link::Links;
use super::plan::{class, ends, factor};
use super::{turnout, Class, Traced};
use crate::base::exact::Exact;
use crate::base::period::Day;
use crate::base::place::Place;
use crate::fact::evidence::{Aside, Entry, Evidence, EvidenceTable, Fact};
use crate::fact::passes;
use crate::rubric::model::{Filter, FilterTest, NoValue, Query, Rubric};

/// The entries of each table.
pub(super) struct Frames<'a> {
    evidence: &'a Evidence,
    tables: BTreeMap<&'a str, &'a [Entry]>,
}

impl<'a> Frames<'a> {
    /// An entry for each person named.
    pub fn of_entries(evidence: &'a Evidence) -> Self {
        Self::of(evidence, |table| &table.entries)
    }

    /// An entry for each source row, whoever it names.
    pub fn of_rows(evidence: &'a Evidence) -> Self {
        Self::of(evidence, |table| &table.rows)
    }

    fn of(evidence: &'a Evidence, entries: impl Fn(&'a EvidenceTable) -> &'a [Entry]) -> Self {
        let tables = evidence.tables.iter().map(|table| (table.id.as_str(), entries(table))).collect();
        Self { evidence, tables }
    }

    /// The entry that was traced.
    pub fn entry(&self, traced: &Traced) -> Option<&'a Entry> {
        self.tables.get(traced.table.as_str())?.get(traced.entry)
    }
}

/// What becomes of each entry of the query's tables.
pub(super) fn run(frames: &Frames, query: &Query, rubric: &Rubric) -> Vec<Traced> {
    let mut traced = Vec::new();
    let parts = division::parts(&frames.evidence.period, query);
    let links = Links::new(query, frames.evidence);
    let measured = query.measure.columns();
    for table in &query.from {
        let Some(entries) = frames.tables.get(table.as_str()) else { continue };
        if rubric.table(table).is_some_and(|table| table.tells_only_turnout(query.measure.column())) {
            continue;
        }
        let conditions: Vec<Condition> = query.filters.iter().map(|filter| Condition::new(filter, rubric, table)).collect();
        let mut factors: BTreeMap<Class, Exact> = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            let passes = conditions.iter().all(|condition| condition.holds(entry));
            let aside = if passes { None } else { Some(Aside::Where) };
            let aside = aside.or_else(|| links.aside(entry)).or(entry.aside).or_else(|| no_value(entry, &measured));
            let (sub_period, aside) = division::place(entry, aside, &frames.evidence.period, &parts);
            let class = class(entry, table, query);
            let factor = factors.entry(class).or_insert_with_key(|class| factor(class, query)).clone();
            traced.push(Traced { subject: entry.subject, table: table.clone(), entry: index, sub_period, n: entry.n, factor, aside });
        }
    }
    // The rows of a made table are of no sheet: those of one subject may have one place, and are different all the same.
    let made = |table: &str| rubric.table(table).is_some_and(|table| table.made);
    keep_highest(&mut traced, frames, None, &made);
    if let Some(once) = &query.once {
        keep_highest(&mut traced, frames, Some(&once.per), &made);
    }
    turnout::once_a_row(&mut traced, query, rubric, |one| {
        let place = &frames.entry(one)?.place;
        Some(place.at(place.row, 0))
    });
    traced
}

/// A condition of the query's `where` on the rows of one table.
struct Condition<'q> {
    filter: &'q Filter,
    /// Of a range of numbers its ends, in millionths.
    ends: Vec<(&'static str, i64)>,
    /// Whether the table has the column; what no table has is blank throughout.
    declared: bool,
}

impl<'q> Condition<'q> {
    fn new(filter: &'q Filter, rubric: &Rubric, table: &str) -> Self {
        let ends = match &filter.test {
            FilterTest::Number(range) => ends(range),
            FilterTest::Is(_) | FilterTest::IsNot(_) | FilterTest::Present(_) => Vec::new(),
        };
        let known = rubric.table(table);
        // Where a key alone tells whose row it is, columns of these names tell just that.
        let people = matches!(filter.column.as_str(), "signers" | "position") && known.is_some_and(|known| known.by_key().is_some());
        let declared = !people && known.is_some_and(|known| known.column(&filter.column).is_some());
        Self { filter, ends, declared }
    }

    fn holds(&self, entry: &Entry) -> bool {
        let number = match (self.filter.column.as_str(), self.declared) {
            // How many people the row names, and the place among them.
            ("signers", false) => Some(Fact::Number(i64::from(entry.signers) * 1_000_000)),
            ("position", false) => Some(Fact::Number(i64::from(entry.position) * 1_000_000)),
            (_, true | false) => None,
        };
        let role = (self.filter.column == "role").then(|| entry.role.clone().map(Fact::Text)).flatten();
        let fact = number.as_ref().or(role.as_ref()).or_else(|| entry.values.get(&self.filter.column).filter(|_| self.declared));
        match (&self.filter.test, fact) {
            (FilterTest::Number(_), Some(Fact::Number(number))) => self.within(*number),
            (FilterTest::Number(_), Some(Fact::Text(_) | Fact::NoValue(_)) | None) => false,
            (test, fact) => passes(test, fact),
        }
    }

    fn within(&self, number: i64) -> bool {
        self.ends.iter().all(|(sign, end)| match *sign {
            ">=" => number >= *end,
            ">" => number > *end,
            "<=" => number <= *end,
            _ => number < *end,
        })
    }
}

/// Why the entry has no value in the measure's columns; of two kinds the one that is told first.
pub(super) fn no_value(entry: &Entry, measured: &[&str]) -> Option<Aside> {
    let kinds = measured.iter().filter_map(|column| match entry.values.get(column) {
        Some(Fact::NoValue(kind)) => Some(*kind),
        Some(Fact::Text(_) | Fact::Number(_)) => None,
        None => Some(NoValue::NotRecorded),
    });
    let strength = |kind: &NoValue| NoValue::STRONGEST.iter().position(|strongest| strongest == kind);
    kinds.min_by_key(strength).map(Aside::NoValue)
}

/// What entries of one subject must agree in, so that only one of them stays.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'e> {
    /// Nothing: it is the only one of its kind.
    Own(usize),
    /// Their row.
    Row(&'e str, &'e Place),
    /// Sub-period and columns.
    Columns(usize, Vec<Part<'e>>),
}

/// The value of a column that must agree; a blank agrees with nothing.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Part<'e> {
    Fact(&'e Fact),
    Blank(usize),
}

/// What decides which one stays, the least first: factor, day, place, and the number among all.
type Before<'e> = (Reverse<u32>, Day, &'e Place, usize);

/// Of a subject's entries that agree, the one with the largest factor stays; equal ones by date, then by place.
/// They agree in their row (`per` none) or in the columns of `once`.
fn keep_highest(traced: &mut [Traced], frames: &Frames, per: Option<&Vec<String>>, made: &dyn Fn(&str) -> bool) {
    let order = ranks_of_factors(traced);
    let mut kept: Vec<((u32, Key), Before)> = Vec::new();
    for (index, one) in traced.iter().enumerate().filter(|(_, one)| one.aside.is_none()) {
        let Some(entry) = frames.entry(one) else { continue };
        let key = match per {
            None if made(&one.table) => Key::Own(index),
            None => Key::Row(&one.table, &entry.place),
            Some(columns) => Key::Columns(one.sub_period, columns.iter().map(|column| part(entry, column, index)).collect()),
        };
        let factor = order.get(&one.factor).copied().unwrap_or(0);
        kept.push(((one.subject, key), (Reverse(factor), entry.day.unwrap_or(Day::MAX), &entry.place, index)));
    }
    kept.sort_unstable();
    let again = kept.windows(2).filter_map(|pair| match pair {
        [(first, _), (second, (.., index))] if first == second => Some(*index),
        _ => None,
    });
    let again: Vec<usize> = again.collect();
    let reason = if per.is_some() { Aside::Once } else { Aside::SameRow };
    for index in again {
        if let Some(one) = traced.get_mut(index) {
            one.aside = Some(reason);
        }
    }
}

/// Factors in order, smallest 0: a whole number in place of a fraction.
fn ranks_of_factors(traced: &[Traced]) -> BTreeMap<Exact, u32> {
    let distinct: BTreeSet<&Exact> = traced.iter().map(|one| &one.factor).collect();
    distinct.into_iter().cloned().zip(0..).collect()
}

fn part<'e>(entry: &'e Entry, column: &str, index: usize) -> Part<'e> {
    match entry.values.get(column) {
        Some(fact @ (Fact::Text(_) | Fact::Number(_))) => Part::Fact(fact),
        Some(Fact::NoValue(_)) | None => Part::Blank(index),
    }
}
