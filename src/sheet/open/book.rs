//! What the process that reads a file hands to the one that asked for it.
//!
//! In and out: sheets as cells and merged regions, written one after another, so that neither side holds them twice.

use std::io::{self, Read, Write};

use chrono::Datelike;

use super::bounds::Spent;
use crate::base::period::Day;
use crate::sheet::arriving::Rows;
use crate::sheet::grid::{Hidden, RawCell, RawSheet, Region};

/// A sheet as it is read.
pub(super) struct Sheet {
    pub name: String,
    /// Whether the format has sheets.
    pub named: bool,
    pub cells: Vec<(u32, u32, RawCell)>,
    pub regions: Vec<Region>,
    /// What the file does not show.
    pub hidden: Hidden,
    /// Why reading stopped, and the last cell read.
    pub broken: Option<(String, (u32, u32))>,
}

impl From<Sheet> for RawSheet {
    fn from(sheet: Sheet) -> Self {
        let mut raw = Self::new(sheet.name, sheet.cells, &sheet.regions);
        raw.named = sheet.named;
        raw.hidden = sheet.hidden;
        raw.broken = sheet.broken;
        raw
    }
}

/// Writes sheets so that [`read`] reads the same.
pub(super) fn write(sheets: Vec<Sheet>, to: &mut impl Write) -> io::Result<()> {
    put_length(to, sheets.len())?;
    for sheet in sheets {
        put_text(to, &sheet.name)?;
        put(to, u32::from(sheet.named))?;
        put(to, u32::from(sheet.broken.is_some()))?;
        if let Some((why, (row, column))) = &sheet.broken {
            put_text(to, why)?;
            put(to, *row)?;
            put(to, *column)?;
        }
        put_length(to, sheet.regions.len())?;
        for region in sheet.regions {
            for end in [region.top, region.bottom, region.left, region.right] {
                put(to, end)?;
            }
        }
        put_hidden(to, &sheet.hidden)?;
        put_length(to, sheet.cells.len())?;
        for (row, column, cell) in sheet.cells {
            put(to, row)?;
            put(to, column)?;
            put_cell(to, &cell)?;
        }
    }
    Ok(())
}

/// Reads what [`write`] wrote, as far as the memory goes.
pub(super) fn read(from: &mut impl Read, spent: &mut Spent) -> io::Result<Vec<RawSheet>> {
    let mut sheets = Vec::new();
    for _ in 0..take(from)? {
        let name = take_text(from)?;
        let named = take(from)? == 1;
        let is_broken = take(from)? == 1;
        let broken = if is_broken { Some((take_text(from)?, (take(from)?, take(from)?))) } else { None };
        let mut regions = Vec::new();
        for _ in 0..take(from)? {
            spent.more(size_of::<Region>())?;
            regions.push(Region { top: take(from)?, bottom: take(from)?, left: take(from)?, right: take(from)? });
        }
        let hidden = take_hidden(from, spent)?;
        let mut rows = Rows::default();
        for _ in 0..take(from)? {
            let (row, column, cell) = (take(from)?, take(from)?, take_cell(from)?);
            spent.more(size_of::<(u32, u32, RawCell)>() + length(&cell))?;
            rows.push(row, column, cell);
        }
        let mut sheet = RawSheet::of_rows(name, rows, &regions);
        (sheet.named, sheet.hidden, sheet.broken) = (named, hidden, broken);
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// Bytes of a cell's own text.
fn length(cell: &RawCell) -> usize {
    match cell {
        RawCell::Text(text) | RawCell::Error(text) => text.len(),
        RawCell::Number(_) | RawCell::Date(_) | RawCell::Bool(_) | RawCell::Unfinished => 0,
    }
}

fn put_hidden(to: &mut impl Write, hidden: &Hidden) -> io::Result<()> {
    put(to, u32::from(hidden.sheet))?;
    put_length(to, hidden.rows.len())?;
    hidden.rows.iter().try_for_each(|row| put(to, *row))?;
    put_length(to, hidden.columns.len())?;
    hidden.columns.iter().try_for_each(|(first, last)| put(to, *first).and_then(|()| put(to, *last)))
}

fn take_hidden(from: &mut impl Read, spent: &mut Spent) -> io::Result<Hidden> {
    let mut hidden = Hidden { sheet: take(from)? == 1, ..Hidden::default() };
    for _ in 0..take(from)? {
        spent.more(size_of::<u32>())?;
        hidden.rows.push(take(from)?);
    }
    for _ in 0..take(from)? {
        spent.more(size_of::<(u32, u32)>())?;
        hidden.columns.push((take(from)?, take(from)?));
    }
    Ok(hidden)
}

const TEXT: u32 = 0;
const NUMBER: u32 = 1;
const DATE: u32 = 2;
const BOOL: u32 = 3;
const ERROR: u32 = 4;
const UNFINISHED: u32 = 5;

/// A number is handed over by its bits: no digit of it is lost.
fn put_cell(to: &mut impl Write, cell: &RawCell) -> io::Result<()> {
    match cell {
        RawCell::Text(text) => put(to, TEXT).and_then(|()| put_text(to, text)),
        RawCell::Number(number) => put(to, NUMBER).and_then(|()| to.write_all(&number.to_bits().to_le_bytes())),
        // Days from 1 January of the year 1.
        RawCell::Date(day) => put(to, DATE).and_then(|()| to.write_all(&day.num_days_from_ce().to_le_bytes())),
        RawCell::Bool(truth) => put(to, BOOL).and_then(|()| put(to, u32::from(*truth))),
        RawCell::Error(text) => put(to, ERROR).and_then(|()| put_text(to, text)),
        RawCell::Unfinished => put(to, UNFINISHED),
    }
}

fn take_cell(from: &mut impl Read) -> io::Result<RawCell> {
    Ok(match take(from)? {
        TEXT => RawCell::Text(take_text(from)?),
        NUMBER => RawCell::Number(f64::from_bits(u64::from_le_bytes(taken(from)?))),
        DATE => RawCell::Date(Day::from_num_days_from_ce_opt(i32::from_le_bytes(taken(from)?)).ok_or(io::ErrorKind::InvalidData)?),
        BOOL => RawCell::Bool(take(from)? == 1),
        ERROR => RawCell::Error(take_text(from)?),
        UNFINISHED => RawCell::Unfinished,
        _ => return Err(io::ErrorKind::InvalidData.into()),
    })
}

pub(super) fn put(to: &mut impl Write, number: u32) -> io::Result<()> {
    to.write_all(&number.to_le_bytes())
}

fn put_length(to: &mut impl Write, length: usize) -> io::Result<()> {
    put(to, u32::try_from(length).map_err(|_| io::ErrorKind::FileTooLarge)?)
}

pub(super) fn put_text(to: &mut impl Write, text: &str) -> io::Result<()> {
    put_length(to, text.len())?;
    to.write_all(text.as_bytes())
}

pub(super) fn take(from: &mut impl Read) -> io::Result<u32> {
    taken(from).map(u32::from_le_bytes)
}

fn taken<const LENGTH: usize>(from: &mut impl Read) -> io::Result<[u8; LENGTH]> {
    let mut bytes = [0; LENGTH];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// A text as long as it says; one that breaks off is an error.
pub(super) fn take_text(from: &mut impl Read) -> io::Result<String> {
    let length = u64::from(take(from)?);
    let mut text = String::new();
    let read = from.take(length).read_to_string(&mut text)?;
    if u64::try_from(read).is_ok_and(|read| read == length) {
        Ok(text)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        let cells = [
            RawCell::Text("张三\n".into()),
            RawCell::Number(0.300_000_000_000_000_04),
            Day::from_ymd_opt(1899, 12, 31).map_or(RawCell::Unfinished, RawCell::Date),
            RawCell::Bool(true),
            RawCell::Error("#REF!".into()),
            RawCell::Unfinished,
        ];
        let cells = (1..).zip(cells).map(|(column, cell)| (7, column, cell)).collect();
        let regions = vec![Region { top: 7, bottom: 9, left: 1, right: 1 }];
        let hidden = Hidden { sheet: true, rows: vec![7, 9], columns: vec![(2, 3)] };
        Sheet { name: "表".into(), named: true, cells, regions, hidden, broken: Some(("why".into(), (7, 6))) }
    }

    #[test]
    fn what_is_written_is_read() -> io::Result<()> {
        let mut bytes = Vec::new();
        write(vec![sheet(), Sheet { named: false, broken: None, ..sheet() }], &mut bytes)?;
        let found = read(&mut bytes.as_slice(), &mut Spent::within(1000))?;
        let expected = RawSheet::from(sheet());
        for sheet in &found {
            assert_eq!(sheet.rows.first().map(|row| &row.cells), expected.rows.first().map(|row| &row.cells));
            assert_eq!(sheet.region(9, 1), expected.region(9, 1));
            assert_eq!((sheet.hidden.sheet, &sheet.hidden.rows, &sheet.hidden.columns), (true, &vec![7, 9], &vec![(2, 3)]));
        }
        let told = |sheet: &RawSheet| (sheet.name.clone(), sheet.named, sheet.broken.clone());
        let broken = Some(("why".to_owned(), (7, 6)));
        assert_eq!(found.iter().map(told).collect::<Vec<_>>(), [("表".into(), true, broken), ("表".into(), false, None)]);
        Ok(())
    }

    #[test]
    fn what_breaks_off_or_is_too_much_is_an_error() -> io::Result<()> {
        let mut bytes = Vec::new();
        write(vec![sheet()], &mut bytes)?;
        for length in 0..bytes.len() {
            let piece = bytes.get(..length).unwrap_or_default();
            assert!(read(&mut &*piece, &mut Spent::within(1000)).is_err(), "{length} bytes");
        }
        let error = read(&mut bytes.as_slice(), &mut Spent::within(100)).err().map(|error| error.kind());
        assert_eq!(error, Some(io::ErrorKind::OutOfMemory));
        Ok(())
    }
}
