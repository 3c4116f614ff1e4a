//! Who voted: the numbers of the turnout, each taken once a source row, whatever the row counts.
//!
//! In: entries of tables with `turnout`. Out: for each subject the numbers added up over its rows.

use std::collections::{BTreeMap, BTreeSet};

use super::{Tally, Traced};
use crate::base::exact::Exact;
use crate::base::place::Place;
use crate::fact::evidence::{Aside, Entry, Evidence, Fact};
use crate::fact::passes;
use crate::rubric::model::{Measure, Poll, Query, Rubric, Table};

/// The numbers of a subject's turnout; one that a row leaves blank has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Turnout(BTreeMap<Poll, Option<u64>>);

impl Turnout {
    /// The number, where every row tells it.
    pub fn of(&self, poll: Poll) -> Option<u64> {
        self.0.get(&poll).copied().flatten()
    }

    /// One number ÷ another; `None` where one is not told, or the divisor is 0.
    pub fn share(&self, of: Poll, over: Poll) -> Option<Exact> {
        Exact::from(self.of(of)?).over(&Exact::from(self.of(over)?))
    }

    /// Takes a number that was added up elsewhere, or that it is not told; none where the same was told before.
    pub(super) fn tell(&mut self, poll: Poll, number: Option<u64>) -> Option<()> {
        self.0.insert(poll, number).is_none().then_some(())
    }

    fn add(&mut self, entry: &Entry, table: &Table) {
        for (poll, column) in table.turnout.iter().flat_map(|turnout| &turnout.columns) {
            let number = match entry.values.get(column) {
                Some(Fact::Number(number)) => u64::try_from(number / 1_000_000).ok(),
                Some(Fact::Text(_) | Fact::NoValue(_)) | None => None,
            };
            self.0.entry(*poll).and_modify(|sum| *sum = sum.zip(number).map(|(sum, number)| sum + number)).or_insert(number);
        }
    }
}

/// Puts the turnout of a query's tables beside its tallies.
pub(super) fn add(tallies: &mut [Tally], evidence: &Evidence, rubric: &Rubric, query: &Query) {
    if query.measure.ballots().is_none() {
        return;
    }
    for table in query.from.iter().filter_map(|id| rubric.table(id)).filter(|table| table.turnout.is_some()) {
        let mut seen = BTreeSet::new();
        for entry in evidence.table(&table.id).into_iter().flat_map(|gathered| &gathered.entries) {
            let place = &entry.place;
            // A cell that is void or blank says nothing of the numbers beside it.
            let counts = matches!(entry.aside, None | Some(Aside::Void | Aside::Blank)) && fits(entry, table, query);
            if counts && tells(entry, table) && seen.insert((entry.subject, &place.file, &place.sheet, place.row)) {
                if let Some(tally) = tallies.get_mut(entry.subject as usize) {
                    tally.turnout.add(entry, table);
                }
            }
        }
    }
}

/// Whether the row tells any number; in a long table the turnout may stand in one of several rows.
fn tells(entry: &Entry, table: &Table) -> bool {
    table.turnout.iter().flat_map(|turnout| &turnout.columns).any(|(_, column)| matches!(entry.values.get(column), Some(Fact::Number(_))))
}

/// Whether the query takes the row; a condition on what is counted in it is none on the row.
fn fits(entry: &Entry, table: &Table, query: &Query) -> bool {
    let of_cell = |column: &str| table.wide.as_ref().is_some_and(|wide| wide.across == column || wide.cell == column);
    let measured = query.measure.columns();
    let mut filters = query.filters.iter().filter(|filter| {
        let column = filter.column.as_str();
        table.column(column).is_some() && !of_cell(column) && !measured.contains(&column)
    });
    filters.all(|filter| passes(&filter.test, entry.values.get(&filter.column)))
}

/// The sum of such a column takes each source row once, and looks at no count.
pub(super) fn once_a_row(traced: &mut [Traced], query: &Query, rubric: &Rubric, row: impl Fn(&Traced) -> Option<Place>) {
    let Measure::Sum(column) = &query.measure else { return };
    let mut seen = BTreeSet::new();
    for one in traced.iter_mut().filter(|one| one.aside.is_none()) {
        let turnout = rubric.table(&one.table).and_then(|table| table.turnout.as_ref());
        if !turnout.is_some_and(|turnout| turnout.holds(column)) {
            continue;
        }
        one.n = 1;
        if row(one).is_some_and(|row| !seen.insert((one.subject, row))) {
            one.aside = Some(Aside::SameRow);
        }
    }
}
