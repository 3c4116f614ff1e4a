//! Workbooks of every kind to grids; what a file is stands in its bytes, whatever its ending says.
//!
//! In: the path of a file. Out: its sheets, or the problem of the whole file. It knows no rubric.

mod apart;
mod child;
mod columnar;
mod hidden;
mod kind;
mod legacy;
mod page;
mod xlsx;

use std::cell::Cell;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::path::Path;

use self::kind::Kind;
use super::delimited;
use super::grid::RawSheet;
use crate::base::problem::Fault;
use crate::base::text::Say;

pub use child::{answer, answers, is_asked};

/// Opens a file and reads all its sheets, hidden ones too; `stem` names the sheet of a file that has no sheets.
pub fn workbook(path: &Path, stem: &str) -> Result<Vec<RawSheet>, Fault> {
    // Some broken files make a reader panic; that is a fault of the file.
    guarded(|| match kind::of(path)? {
        Kind::Workbook => xlsx::sheets(path),
        Kind::Apart(format) => child::sheets(path, format, stem),
        Kind::Columns => columnar::sheet(path, stem.to_owned()).map(|sheet| vec![sheet]),
        Kind::Text => delimited::sheet(path, stem.to_owned()).map(|sheet| vec![sheet]),
    })
}

fn guarded<T>(read: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    let before = GUARDED.replace(true);
    let read = catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(before);
    read.unwrap_or_else(|_| Err(because("工作簿已损坏", "the workbook is damaged")))
}

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic of this thread becomes a problem of the file, so that nothing need be printed about it.
pub fn is_guarded() -> bool {
    GUARDED.get()
}

fn unreadable(why: impl std::fmt::Display) -> Fault {
    Fault::FileUnreadable { why: Say::new(why.to_string(), why.to_string()) }
}

fn because(zh: &str, en: &str) -> Fault {
    Fault::FileUnreadable { why: Say::new(zh, en) }
}
