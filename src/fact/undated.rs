//! Months and quarters where a day is expected: an error where it matters which day is meant.
//!
//! In: what was said when such cells were read. Out: the same, a fault where the days meant lie partly in the period, in two of
//! the parts of it that a rule adds up, or partly within the term of somebody whom the row names.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::period::{Day, Per, Period, Term};
use crate::base::place::Place;
use crate::base::problem::{Fault, Problem};
use crate::rubric::model::Rubric;
use crate::sheet::table::{Row, Table, Value};

/// Cells whose date is a month or a quarter.
#[derive(Default)]
pub(super) struct Undated {
    /// Those that leave open where their rows belong.
    open: BTreeSet<Place>,
    /// First and last day of the others.
    spans: BTreeMap<Place, (Day, Day)>,
}

impl Undated {
    /// Whether there is any that does not leave it open.
    pub fn has_spans(&self) -> bool {
        !self.spans.is_empty()
    }

    /// Whether the row, or the header above its cell, has such a date.
    pub fn holds(&self, table: &Table, row: &Row) -> bool {
        !self.open.is_empty() && dates(row).any(|column| of(self.open.iter(), table, row, column).is_some())
    }

    /// The cell with the days of which one is the row's, where that leaves open whether somebody with this term was in office.
    pub fn cuts(&self, table: &Table, row: &Row, term: &Term) -> Option<&Place> {
        dates(row).filter(|_| !self.spans.is_empty()).find_map(|column| {
            let place = of(self.spans.keys(), table, row, column)?;
            let (from, to) = self.spans.get(place)?;
            let mut days = from.iter_days().take_while(|day| day <= to);
            days.any(|day| term.holds(day) != term.holds(*from)).then_some(place)
        })
    }
}

/// Columns of the row's dates.
fn dates(row: &Row) -> impl Iterator<Item = u32> + '_ {
    row.cells.values().filter(|cell| matches!(cell.value, Value::Date(_))).map(|cell| cell.column)
}

/// Which of the places is the row's cell in this column, or the header above it.
fn of<'p>(mut places: impl Iterator<Item = &'p Place>, table: &Table, row: &Row, column: u32) -> Option<&'p Place> {
    let own = table.place.at(row.number, column);
    places.find(|place| **place == own || place.row <= table.header_row && place.column == column && place.at(0, 0) == table.place)
}

/// Makes an error of a warning that leaves open where a row belongs.
pub(super) fn check(problems: &mut [Problem], tables: &[Table], rubric: &Rubric, period: &Period) -> Undated {
    let mut undated = Undated::default();
    for problem in problems {
        let Fault::DateWithoutDay { from, to } = &problem.fault else { continue };
        let (Ok(from), Ok(to)) = (from.parse(), to.parse()) else { continue };
        let table = tables.iter().find(|table| table.place == problem.place.at(0, 0));
        let parted = table.into_iter().flat_map(|table| parts_of(&table.id, rubric)).any(|per| is_parted(from, to, per, period));
        let inside = period.contains(from) && period.contains(to);
        if parted || !inside && from <= period.to && period.from <= to {
            problem.fault = Fault::DateUnclear;
            undated.open.insert(problem.place.clone());
        } else {
            undated.spans.insert(problem.place.clone(), (from, to));
        }
    }
    undated
}

/// Into which parts of the period rules take the rows of this table apart.
fn parts_of<'r>(table: &'r str, rubric: &'r Rubric) -> impl Iterator<Item = Per> + 'r {
    let reads = move |from: &[String]| from.iter().any(|id| id == table);
    let criteria = rubric.criteria.iter().filter(move |criterion| reads(&criterion.query.from));
    let own = criteria.clone().filter_map(|criterion| criterion.query.per);
    let of_dimension = criteria.filter_map(|criterion| rubric.dimension(&criterion.dimension)?.per);
    let counts = rubric.counts.iter().filter(move |count| reads(&count.query.from)).filter_map(|count| count.query.per);
    own.chain(of_dimension).chain(counts)
}

/// Whether the days lie in two parts of the period.
fn is_parted(from: Day, to: Day, per: Per, period: &Period) -> bool {
    let touches = |part: &Period| part.from <= to && from <= part.to;
    period.parts(per).iter().filter(|part| touches(part)).count() > 1
}
