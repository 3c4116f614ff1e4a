//! The rows of a file, Parquet or CSV, one after another.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{columns, Record, Refused};

/// The columns, in the order of a record.
pub(super) const COLUMNS: [&str; 14] =
    ["plan", "query", "subject", "part", "kind", "role", "signers", "position", "words", "rows", "number", "squares", "below", "found"];

/// A row whose cells can be asked for by the number of the column.
pub(super) trait Cells {
    /// Its text; nothing for a blank.
    fn text(&self, column: usize) -> &str;
    /// Its whole number.
    fn whole(&self, column: usize) -> Option<i128>;
}

/// Hands over each row; the first that is refused ends it.
pub(super) fn each(path: &Path, take: &mut dyn FnMut(Record) -> Result<(), Refused>) -> Result<(), Refused> {
    let unreadable = |error: std::io::Error| Refused::Unreadable(error.to_string());
    let mut begin = [0_u8; 4];
    let parquet = File::open(path).map_err(unreadable)?.read_exact(&mut begin).is_ok() && begin == *b"PAR1";
    if parquet {
        columns::each(path, take)
    } else {
        delimited(path, take)
    }
}

/// The row as a record; its number is for telling.
pub(super) fn record<'c>(cells: &'c dyn Cells, number: u64) -> Result<Record<'c>, Refused> {
    let whole = |column: usize| cells.whole(column).ok_or(Refused::Row(number));
    Ok(Record {
        plan: cells.text(0),
        query: cells.text(1),
        subject: cells.text(2),
        part: whole(3)?,
        kind: cells.text(4),
        role: cells.text(5),
        signers: whole(6)?,
        position: whole(7)?,
        words: cells.text(8),
        rows: whole(9)?,
        number: whole(10)?,
        squares: whole(11)?,
        below: whole(12)?,
        found: cells.text(13),
    })
}

/// A row of text with where each column stands.
struct Delimited<'r> {
    row: &'r csv::StringRecord,
    at: &'r [usize],
}

impl Cells for Delimited<'_> {
    fn text(&self, column: usize) -> &str {
        self.at.get(column).and_then(|at| self.row.get(*at)).unwrap_or_default()
    }

    fn whole(&self, column: usize) -> Option<i128> {
        self.text(column).parse().ok()
    }
}

fn delimited(path: &Path, take: &mut dyn FnMut(Record) -> Result<(), Refused>) -> Result<(), Refused> {
    let unreadable = |error: csv::Error| Refused::Unreadable(error.to_string());
    let mut reader = csv::Reader::from_path(path).map_err(unreadable)?;
    let heads = reader.headers().map_err(unreadable)?.clone();
    let place = |name: &&'static str| {
        let found = heads.iter().position(|head| head.trim_start_matches('\u{feff}') == *name);
        found.ok_or(Refused::Column(name))
    };
    let at = COLUMNS.iter().map(place).collect::<Result<Vec<usize>, Refused>>()?;
    for (row, number) in reader.records().zip(1..) {
        let row = row.map_err(|_| Refused::Row(number))?;
        take(record(&Delimited { row: &row, at: &at }, number)?)?;
    }
    Ok(())
}
