//! Both ways through a workbook, to be held against each other: the reader of workbooks alone, and the quick way behind its first cells.
//!
//! In: a file. Out: what each way told, cell by cell, or the first difference.

use std::io;
use std::path::Path;

use super::taker::{About, Taker};
use super::{guarded, xlsx};
use crate::sheet::grid::RawCell;
use crate::sheet::held::Held;

/// The cells of a sheet in the order in which they came.
type Cells = Vec<(u32, u32, RawCell)>;

/// All that was told of a file.
#[derive(Debug, Default)]
pub(in crate::sheet) struct Told {
    /// Each sheet: its cells, and what else is known of it.
    pub sheets: Vec<(Cells, String)>,
    /// Of a sheet that is not read to its end.
    cells: Cells,
    /// Why it was not read to its end.
    pub fault: Option<String>,
    /// Cells that came the quick way.
    pub quickly: usize,
}

impl Taker for Told {
    fn cell(&mut self, row: u32, column: u32, cell: Held) -> io::Result<()> {
        self.cells.push((row, column, cell.into()));
        Ok(())
    }

    fn sheet(&mut self, about: About) -> io::Result<()> {
        self.sheets.push((std::mem::take(&mut self.cells), format!("{about:?}")));
        Ok(())
    }
}

/// What is told of a file, the quick way behind the first so many cells, or without it.
pub(in crate::sheet) fn told(path: &Path, first: Option<usize>) -> Told {
    let mut told = Told::default();
    match guarded(|| xlsx::sheets_by(path, first, &mut told)) {
        Ok(quickly) => told.quickly = quickly,
        Err(fault) => told.fault = Some(format!("{fault:?}")),
    }
    told
}

/// What both ways tell of a file.
///
/// # Errors
///
/// The first thing that they tell differently.
pub(in crate::sheet) fn both(path: &Path, first: usize) -> Result<Told, String> {
    let (one, other) = (told(path, None), told(path, Some(first)));
    if one.fault != other.fault {
        return Err(format!("{:?} alone, {:?} quickly", one.fault, other.fault));
    }
    if one.sheets.len() != other.sheets.len() {
        return Err(format!("{} sheets alone, {} quickly", one.sheets.len(), other.sheets.len()));
    }
    let kept = [("the sheet that is not read to its end", (&one.cells, &other.cells))];
    let sheets = one.sheets.iter().zip(&other.sheets);
    for (about, (cells, others)) in sheets.clone().map(|(one, other)| (one.1.as_str(), (&one.0, &other.0))).chain(kept) {
        if let Some((one, other)) = cells.iter().zip(others).find(|(one, other)| !alike(one, other)) {
            return Err(format!("{one:?} alone, {other:?} quickly, in {about}"));
        }
        if cells.len() != others.len() {
            return Err(format!("{} cells alone, {} quickly, in {about}", cells.len(), others.len()));
        }
    }
    for (one, other) in sheets {
        if one.1 != other.1 {
            return Err(format!("{} alone, {} quickly", one.1, other.1));
        }
    }
    Ok(other)
}

/// Whether place, kind and value are the same, a number to its last bit.
fn alike(one: &(u32, u32, RawCell), other: &(u32, u32, RawCell)) -> bool {
    let value = match (&one.2, &other.2) {
        (RawCell::Number(one), RawCell::Number(other)) => one.to_bits() == other.to_bits(),
        (one, other) => one == other,
    };
    value && (one.0, one.1) == (other.0, other.1)
}
