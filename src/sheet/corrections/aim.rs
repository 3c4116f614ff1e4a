//! Which row a line of corrections is about, also where the line does not fit: whom its fault concerns.

use std::collections::BTreeMap;

use super::cells;
use super::target::{named, spot, Files};
use super::Asked;
use crate::base::place::Place;
use crate::sheet::table::Table;

/// The row that a line of corrections names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aim {
    /// The row of the sheet.
    pub row: Place,
    /// Id of the only table that has it.
    pub table: String,
    /// The column; none where all of the row is meant, or none was found.
    pub column: Option<u32>,
    /// All of the row is to be left out.
    pub removal: bool,
}

/// What each line is about, by the place of the line; lines of which it is not known are not there.
pub fn aims(asked: &[Asked], files: &Files) -> BTreeMap<Place, Aim> {
    asked.iter().filter_map(|asked| Some((asked.from.clone(), files.aim(asked)?))).collect()
}

impl Files<'_> {
    fn aim(&self, asked: &Asked) -> Option<Aim> {
        let sheet = self.sheet(asked).ok()?;
        let (row, column) = spot(asked).ok().or_else(|| one_row(asked).map(|row| (row, None)))?;
        let in_row = |table: &&Table| table.place == sheet && table.area.top <= row && row <= table.area.bottom;
        let tables: Vec<&Table> =
            self.tables.iter().filter(in_row).filter(|table| column.is_none_or(|at| table.area.holds(row, at))).collect();
        let [table] = tables.as_slice() else { return None };
        let by_header = || (!asked.column.is_empty()).then(|| named(asked, &tables).ok()).flatten().map(|(_, column)| column);
        let column = column.or_else(by_header);
        Some(Aim { row: sheet.at(row, 0), table: table.id.clone(), column, removal: asked.removal })
    }
}

/// The row where no column is named; none where two are.
fn one_row(asked: &Asked) -> Option<u32> {
    let own = cells::row(&asked.row);
    let of_cell = cells::row(&asked.cell).or_else(|| cells::cell(&asked.cell).map(|(row, _)| row));
    match (own, of_cell) {
        (Some(own), Some(of_cell)) => (own == of_cell).then_some(own),
        (own, of_cell) => own.or(of_cell),
    }
}
