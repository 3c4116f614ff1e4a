//! What stands beside, below or in place of a table.

use super::FileReading;
use crate::base::place::Place;
use crate::base::problem::{Fault, Problem};
use crate::base::text::Say;
use crate::sheet::excerpt;
use crate::sheet::fit::Layout;
use crate::sheet::grid::{short, RawSheet};
use crate::sheet::words::Heading;

/// What is said of a table on a sheet of tables that no table of the rubric takes.
pub(super) fn other_table(part: &RawSheet, heading: Heading, nearest: Say, place: &Place) -> Option<Problem> {
    let last = part.rows.last()?.number;
    let row = part.row(heading.top)?;
    let (column, _) = row.cells.first()?;
    let found = row.cells.iter().map(|(_, cell)| cell.shown()).collect::<Vec<_>>().join("、");
    Some(Problem::new(Fault::OtherTable { last, nearest }, place.at(heading.top, *column), short(&found)))
}

/// The rows of a part that is no table stand below another table: they are accounted for there.
pub(super) fn set_aside(part: &RawSheet, above: Option<usize>, file: &mut FileReading) {
    let Some(table) = above.and_then(|above| file.reading.tables.get_mut(above)) else { return };
    let why = Say::new("下方另一张表，未读取", "another table below, not read");
    table.set_aside.extend(part.rows.iter().map(|row| (row.number, why.clone())));
}

/// What is said of each column that a table lacks.
pub(super) fn lacking<'l>(table: &'l str, layout: &'l Layout, place: &'l Place) -> impl Iterator<Item = Problem> + 'l {
    layout.missing.iter().map(move |headers| {
        let fault = Fault::ColumnMissing { table: table.to_owned(), headers: headers.clone(), nearest: layout.like(headers) };
        Problem::new(fault, place.clone(), "").excerpt(excerpt::header(layout, None))
    })
}
