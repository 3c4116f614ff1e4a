//! Months and quarters where a day is expected: an error where it matters which day is meant.
//!
//! In: what was said when such cells were read. Out: the same, a fault where the days meant lie partly in the period, or in two of
//! the parts of it that a rule adds up.

use std::collections::BTreeSet;

use crate::base::period::{Day, Per, Period};
use crate::base::place::Place;
use crate::base::problem::{Fault, Problem};
use crate::rubric::model::Rubric;
use crate::sheet::table::{Row, Table, Value};

/// Cells whose date leaves open where their rows belong.
pub(super) struct Undated(BTreeSet<Place>);

impl Undated {
    /// Whether the row, or the header above its cell, has such a date.
    pub fn holds(&self, table: &Table, row: &Row) -> bool {
        let dates = row.cells.values().filter(|cell| matches!(cell.value, Value::Date(_)));
        dates.filter(|_| !self.0.is_empty()).any(|cell| {
            let of_header = |place: &Place| place.row <= table.header_row && place.column == cell.column && place.at(0, 0) == table.place;
            self.0.contains(&table.place.at(row.number, cell.column)) || self.0.iter().any(of_header)
        })
    }
}

/// Makes an error of a warning that leaves open where a row belongs.
pub(super) fn check(problems: &mut [Problem], tables: &[Table], rubric: &Rubric, period: &Period) -> Undated {
    let mut undated = BTreeSet::new();
    for problem in problems {
        let Fault::DateWithoutDay { from, to } = &problem.fault else { continue };
        let (Ok(from), Ok(to)) = (from.parse(), to.parse()) else { continue };
        let table = tables.iter().find(|table| table.place == problem.place.at(0, 0));
        let parted = table.into_iter().flat_map(|table| parts_of(&table.id, rubric)).any(|per| is_parted(from, to, per, period));
        let inside = period.contains(from) && period.contains(to);
        if parted || !inside && from <= period.to && period.from <= to {
            problem.fault = Fault::DateUnclear;
            undated.insert(problem.place.clone());
        }
    }
    Undated(undated)
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
