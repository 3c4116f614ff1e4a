//! How much one file may cost, and how much a sheet may hold. docs/inputs/limits.md tells of them.
//!
//! In: what the user allows. Out: the bounds that every format is held to.

use std::io;
use std::sync::OnceLock;
use std::time::Duration;

use crate::base::place::column_name;
use crate::base::problem::Fault;
use crate::base::text::Say;
use crate::sheet::held::Held;

/// What reading one file may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Memory, in MiB.
    pub mebibytes: u32,
    /// Time, in seconds.
    pub seconds: u32,
}

impl Default for Limits {
    /// A full sheet of a million rows and ten columns needs about 1.4 GiB; an office's largest workbook a few seconds.
    fn default() -> Self {
        Self { mebibytes: 2048, seconds: 60 }
    }
}

impl Limits {
    pub(super) fn bytes(self) -> usize {
        usize::try_from(self.mebibytes).map_or(usize::MAX, |mebibytes| mebibytes.saturating_mul(1 << 20))
    }

    pub(super) fn time(self) -> Duration {
        Duration::from_secs(self.seconds.into())
    }
}

static LIMITS: OnceLock<Limits> = OnceLock::new();

/// Sets what reading a file may take and says that this executable calls [`super::answer`] when it starts, so that it may be
/// started for a file. Without it files are read in the process that asks, and only the file's own bounds hold.
pub fn limit(limits: Limits) {
    let _ = LIMITS.set(limits);
}

/// What was set.
pub(super) fn limits() -> Option<Limits> {
    LIMITS.get().copied()
}

/// Memory spent on what was handed over.
#[derive(Debug)]
pub(super) struct Spent {
    left: usize,
    over: bool,
}

impl Spent {
    pub fn within(bytes: usize) -> Self {
        Self { left: bytes, over: false }
    }

    /// Spends so many bytes more; an error where there are none left.
    pub fn more(&mut self, bytes: usize) -> io::Result<()> {
        let left = self.left.checked_sub(bytes);
        self.over |= left.is_none();
        self.left = left.ok_or(io::ErrorKind::OutOfMemory)?;
        Ok(())
    }

    /// Whether more was asked for than there was.
    pub fn is_over(&self) -> bool {
        self.over
    }
}

/// What spreadsheets can hold.
pub(super) const MOST_COLUMNS: u32 = 16_384;
pub(super) const MOST_ROWS: u32 = 1_048_576;
/// Characters of a cell, counted as spreadsheets do.
const MOST_CHARACTERS: usize = 32_767;
/// No office has so many in one workbook; readers look each up among all.
const MOST_SHEETS: usize = 4096;

/// Too many worksheets.
pub(super) fn sheets_fit(sheets: usize) -> Result<(), Fault> {
    let zh = format!("有 {sheets} 张工作表，最多 {MOST_SHEETS} 张");
    fit(sheets <= MOST_SHEETS, zh, format!("it has {sheets} worksheets, and at most {MOST_SHEETS} are read"))
}

/// Too many columns.
pub(in crate::sheet) fn columns_fit(columns: usize) -> Result<(), Fault> {
    let zh = format!("一行有 {columns} 列，最多 {MOST_COLUMNS} 列");
    let fits = u32::try_from(columns).is_ok_and(|columns| columns <= MOST_COLUMNS);
    fit(fits, zh, format!("a row has {columns} columns, and at most {MOST_COLUMNS} are read"))
}

/// Too many rows of a web page.
pub(super) fn rows_fit(rows: usize) -> Result<(), Fault> {
    let zh = format!("有 {rows} 行，最多 {MOST_ROWS} 行");
    let fits = u32::try_from(rows).is_ok_and(|rows| rows <= MOST_ROWS);
    fit(fits, zh, format!("it has {rows} rows, and at most {MOST_ROWS} are read"))
}

/// A text that no spreadsheet can hold.
pub(super) fn text_fits(row: u32, column: u32, cell: Held) -> Result<(), Fault> {
    // Bytes are never fewer than characters.
    let Held::Text(text) = cell else { return Ok(()) };
    if text.len() <= MOST_CHARACTERS {
        return Ok(());
    }
    let length = text.encode_utf16().count();
    let cell = format!("{}{row}", column_name(column));
    let zh = format!("单元格 {cell} 有 {length} 个字符，最多 {MOST_CHARACTERS} 个");
    fit(length <= MOST_CHARACTERS, zh, format!("cell {cell} holds {length} characters, and at most {MOST_CHARACTERS} are read"))
}

/// A file that needs more memory than it may.
pub(super) fn too_much(Limits { mebibytes, .. }: Limits) -> Fault {
    let zh = format!("读取它需要的内存超过 {mebibytes} MiB");
    too_large(zh, format!("reading it takes more than {mebibytes} MiB of memory"))
}

/// A file that needs more time than it may.
pub(super) fn too_long(Limits { seconds, .. }: Limits) -> Fault {
    too_large(format!("{seconds} 秒之内没有读完"), format!("it was not read within {seconds} seconds"))
}

fn fit(fits: bool, zh: String, en: String) -> Result<(), Fault> {
    fits.then_some(()).ok_or_else(|| too_large(zh, en))
}

pub(super) fn too_large(zh: String, en: String) -> Fault {
    Fault::FileTooLarge { why: Say::new(zh, en) }
}
