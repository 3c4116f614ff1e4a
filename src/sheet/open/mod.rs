//! Workbooks of every kind to grids; what a file is stands in its bytes, whatever its ending says.
//!
//! In: the path of a file. Out: its sheets, or the problem of the whole file. It knows no rubric.

mod address;
mod batch;
mod book;
mod bounds;
mod child;
mod columnar;
mod hidden;
mod kind;
mod legacy;
mod near;
mod page;
mod quick;
#[cfg(any(test, fuzzing))]
pub(super) mod roads;
mod taker;
mod wire;
mod xlsx;

use std::path::{Path, PathBuf};

use self::book::Sheet;
use self::kind::Kind;
use self::taker::{About, Measured, Taker};
use super::grid::RawSheet;
use super::{delimited, spanned};
use crate::base::guard;
use crate::base::problem::Fault;
use crate::base::text::Say;

pub(super) use batch::batches;
pub(super) use bounds::columns_fit;
pub use bounds::{limit, Limits};
pub use child::{answer, asked};

/// Opens a file and reads all its sheets, hidden ones too; `stem` names the sheet of a file that has no sheets.
pub fn workbook(path: &Path, stem: &str) -> Result<Vec<RawSheet>, Fault> {
    let mut found = Ok(Vec::new());
    workbooks(&[(path.to_path_buf(), stem.to_owned())], None, |told| found = told);
    found
}

/// Opens files and reads all their sheets, hidden ones too: `each` gets what each file holds, or its problem, one after the
/// other. A file comes with the name of its sheet, should it have no sheets. Sheets of more rows than `pack` are packed.
pub(super) fn workbooks(files: &[(PathBuf, String)], pack: Option<usize>, each: impl FnMut(Result<Vec<RawSheet>, Fault>)) {
    child::sheets(files, pack, each);
}

/// Some rows of a parquet file, by their numbers in the sheet in order, with its header.
pub fn some_rows(path: &Path, stem: &str, numbers: &[u32]) -> Result<RawSheet, Fault> {
    guarded(|| columnar::some_rows(path, stem.to_owned(), numbers).map(RawSheet::from))
}

/// Reads a file in this process.
fn here(path: &Path, stem: &str, taker: &mut impl Taker) -> Result<(), Fault> {
    let sheets = match kind::of(path)? {
        Kind::Workbook(_) => return of_today(path, taker),
        Kind::Old(format) => legacy::sheets(path, format)?,
        Kind::Page => page::sheets(path, stem)?,
        Kind::Columns => vec![columnar::sheet(path, stem.to_owned())?],
        Kind::Text => vec![text(path, stem.to_owned())?],
    };
    let mut taker = Measured::to(taker);
    for sheet in sheets {
        sheet.hand_over(&mut taker).map_err(unreadable)?;
    }
    taker.fits()
}

/// Reads a workbook of today in this process.
fn of_today(path: &Path, taker: &mut impl Taker) -> Result<(), Fault> {
    let mut taker = Measured::to(taker);
    xlsx::sheets(path, &mut taker)?;
    taker.fits()
}

fn text(path: &Path, name: String) -> Result<Sheet, Fault> {
    let cells = delimited::cells(&std::fs::read(path).map_err(unreadable)?)?;
    let regions = spanned::regions(&cells);
    let sheet = Sheet::plain(name, false, cells);
    Ok(Sheet { about: About { regions, ..sheet.about }, ..sheet })
}

/// Some broken files make a reader panic; that is a fault of the file.
fn guarded<T>(read: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    guard::guarded(read).unwrap_or_else(|_| Err(because("工作簿已损坏", "the workbook is damaged")))
}

fn unreadable(why: impl std::fmt::Display) -> Fault {
    Fault::FileUnreadable { why: Say::new(why.to_string(), why.to_string()) }
}

fn because(zh: &str, en: &str) -> Fault {
    Fault::FileUnreadable { why: Say::new(zh, en) }
}
