//! What the process that reads a file hands to the one that asked for it.
//!
//! In and out: sheets, each its cells and then what else is known of it, written one after another, so that neither side holds them twice.

use std::io::{self, Read, Write};

use super::taker::{About, Shelf, Taker};
use super::wire::{take_cells, Cells};
use crate::sheet::grid::{Hidden, RawCell, RawSheet, Region};
use crate::sheet::held::Held;

/// A sheet of which the reader holds the cells.
pub(super) struct Sheet {
    pub about: About,
    pub cells: Vec<(u32, u32, RawCell)>,
}

impl Sheet {
    /// A sheet without merged regions, of which all is shown.
    pub fn plain(name: String, named: bool, cells: Vec<(u32, u32, RawCell)>) -> Self {
        Self { about: About { name, named, ..About::default() }, cells }
    }

    /// Gives it to a taker.
    pub fn hand_over(self, to: &mut impl Taker) -> io::Result<()> {
        for (row, column, cell) in &self.cells {
            to.cell(*row, *column, Held::from(cell))?;
        }
        to.sheet(self.about)
    }
}

impl From<Sheet> for RawSheet {
    fn from(sheet: Sheet) -> Self {
        let About { name, named, regions, hidden, broken } = sheet.about;
        let mut raw = Self::new(name, sheet.cells, &regions);
        (raw.named, raw.hidden, raw.broken) = (named, hidden, broken);
        raw
    }
}

/// Stands before each sheet of a file.
pub(super) const SHEET: u32 = 6;

/// Writes sheets so that [`read`] reads the same.
pub(super) struct Handing<'w, W> {
    pub to: &'w mut W,
    begun: Option<Cells>,
}

impl<'w, W: Write> Handing<'w, W> {
    /// To this output.
    pub fn to(to: &'w mut W) -> Self {
        Self { to, begun: None }
    }

    /// Leaves a sheet that is not read to its end.
    pub fn leave(&mut self) -> io::Result<()> {
        self.begun.take().map_or(Ok(()), |_| Cells::abandon(self.to))
    }

    fn begin(&mut self) -> io::Result<Cells> {
        put(self.to, SHEET)?;
        Ok(Cells::new())
    }
}

impl<W: Write> Taker for Handing<'_, W> {
    fn cell(&mut self, row: u32, column: u32, cell: Held) -> io::Result<()> {
        if self.begun.is_none() {
            self.begun = Some(self.begin()?);
        }
        self.begun.as_mut().map_or(Ok(()), |cells| cells.put(self.to, (row, column), cell))
    }

    fn sheet(&mut self, about: About) -> io::Result<()> {
        let cells = self.begun.take().map_or_else(|| self.begin(), Ok)?;
        cells.end(self.to)?;
        put_text(self.to, &about.name)?;
        put(self.to, u32::from(about.named))?;
        put(self.to, u32::from(about.broken.is_some()))?;
        if let Some((why, (row, column))) = &about.broken {
            put_text(self.to, why)?;
            put(self.to, *row)?;
            put(self.to, *column)?;
        }
        put_length(self.to, about.regions.len())?;
        for region in about.regions {
            for end in [region.top, region.bottom, region.left, region.right] {
                put(self.to, end)?;
            }
        }
        put_hidden(self.to, &about.hidden)
    }
}

/// Reads a sheet behind its [`SHEET`], as far as the memory goes; nothing is kept of one that is not read to its end.
pub(super) fn read(from: &mut impl Read, shelf: &mut Shelf) -> io::Result<()> {
    if !take_cells(from, &mut |row, column, cell| shelf.cell(row, column, cell))? {
        return Ok(());
    }
    let name = take_text(from)?;
    let named = take(from)? == 1;
    let is_broken = take(from)? == 1;
    let broken = if is_broken { Some((take_text(from)?, (take(from)?, take(from)?))) } else { None };
    let mut regions = Vec::new();
    for _ in 0..take(from)? {
        shelf.spend(size_of::<Region>())?;
        regions.push(Region { top: take(from)?, bottom: take(from)?, left: take(from)?, right: take(from)? });
    }
    let hidden = take_hidden(from, shelf)?;
    shelf.sheet(About { name, named, regions, hidden, broken })
}

fn put_hidden(to: &mut impl Write, hidden: &Hidden) -> io::Result<()> {
    put(to, u32::from(hidden.sheet))?;
    put_length(to, hidden.rows.len())?;
    hidden.rows.iter().try_for_each(|row| put(to, *row))?;
    put_length(to, hidden.columns.len())?;
    hidden.columns.iter().try_for_each(|(first, last)| put(to, *first).and_then(|()| put(to, *last)))
}

fn take_hidden(from: &mut impl Read, shelf: &mut Shelf) -> io::Result<Hidden> {
    let mut hidden = Hidden { sheet: take(from)? == 1, ..Hidden::default() };
    for _ in 0..take(from)? {
        shelf.spend(size_of::<u32>())?;
        hidden.rows.push(take(from)?);
    }
    for _ in 0..take(from)? {
        shelf.spend(size_of::<(u32, u32)>())?;
        hidden.columns.push((take(from)?, take(from)?));
    }
    Ok(hidden)
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
    use super::super::bounds::Spent;
    use super::*;
    use crate::base::period::Day;

    fn sheet() -> Sheet {
        let cells = [
            RawCell::Text("张三\n".into()),
            RawCell::Number(0.300_000_000_000_000_04),
            Day::from_ymd_opt(1899, 12, 31).map_or(RawCell::Unfinished, RawCell::Date),
            RawCell::Bool(true),
            RawCell::Error("#REF!".into()),
            RawCell::Unfinished,
        ];
        let mut cells: Vec<_> = (1..).zip(cells).map(|(column, cell)| (7, column, cell)).collect();
        cells.extend([(8, 1, RawCell::Text("长".repeat(100))), (12, 3, RawCell::Number(-0.0)), (2, 2, RawCell::Text("late".into()))]);
        let regions = vec![Region { top: 7, bottom: 9, left: 1, right: 1 }];
        let hidden = Hidden { sheet: true, rows: vec![7, 9], columns: vec![(2, 3)] };
        Sheet { about: About { name: "表".into(), named: true, regions, hidden, broken: Some(("why".into(), (7, 6))) }, cells }
    }

    fn written() -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        sheet().hand_over(&mut Handing::to(&mut bytes))?;
        Ok(bytes)
    }

    fn read_back(bytes: &[u8], most: usize) -> io::Result<Vec<RawSheet>> {
        let mut shelf = Shelf::packing(None);
        shelf.spent = Some(Spent::within(most));
        let mut rest = bytes;
        if take(&mut rest)? != SHEET {
            return Err(io::ErrorKind::InvalidData.into());
        }
        read(&mut rest, &mut shelf)?;
        Ok(shelf.sheets)
    }

    #[test]
    fn what_is_written_is_read() -> io::Result<()> {
        let (found, expected) = (read_back(&written()?, 2000)?, RawSheet::from(sheet()));
        assert_eq!(found.len(), 1);
        for sheet in &found {
            let cells = |sheet: &RawSheet| sheet.rows.iter().map(|row| (row.number, row.cells.clone())).collect::<Vec<_>>();
            assert_eq!(cells(sheet), cells(&expected));
            assert_eq!(sheet.region(9, 1), expected.region(9, 1));
            assert_eq!((sheet.hidden.sheet, &sheet.hidden.rows, &sheet.hidden.columns), (true, &vec![7, 9], &vec![(2, 3)]));
            assert_eq!((sheet.name.as_str(), sheet.named, &sheet.broken), ("表", true, &Some(("why".to_owned(), (7, 6)))));
        }
        Ok(())
    }

    #[test]
    fn what_breaks_off_or_is_too_much_is_an_error() -> io::Result<()> {
        let bytes = written()?;
        for length in 0..bytes.len() {
            assert!(read_back(bytes.get(..length).unwrap_or_default(), 2000).is_err(), "{length} bytes");
        }
        assert_eq!(read_back(&bytes, 100).err().map(|error| error.kind()), Some(io::ErrorKind::OutOfMemory));
        Ok(())
    }

    #[test]
    fn nothing_is_kept_of_a_sheet_that_is_abandoned() -> io::Result<()> {
        let mut bytes = Vec::new();
        let mut handing = Handing::to(&mut bytes);
        handing.cell(1, 1, Held::Text("姓名"))?;
        handing.leave()?;
        assert!(read_back(&bytes, 2000)?.is_empty());
        Ok(())
    }
}
