//! Workbooks of many upright pages, written straight as the XML that they are. The library for workbooks keeps every cell in a tree,
//! hashes a whole format for each, and starts a thread for each sheet; for eighty dossiers that is most of a run.
//!
//! In: cells row by row, each with a format that lives as long as the style. Out: the bytes of the workbook, the same as the library
//! writes of the same cells: what looks and styles are in XML is still its own. It knows what pages need and no more: texts, numbers,
//! merged cells, links within the workbook, breaks; no formulas, filters or charts. It does not know what the cells say.

mod frame;
mod leaf;
mod markup;
mod parcel;
#[cfg(test)]
mod tests;
mod words;

use rust_xlsxwriter::utility::check_sheet_name;
use rust_xlsxwriter::{Format, XlsxError};

use crate::base::period::Day;

pub(super) use self::leaf::Leaf;
use self::words::Words;

/// A workbook to which sheets are added one after the other.
#[derive(Default)]
pub(super) struct Press<'a> {
    looks: Looks<'a>,
    words: Words,
    sheets: Vec<Sheet>,
}

/// What the parts around the sheets say of one, and its XML.
struct Sheet {
    name: String,
    /// The row that every printed page repeats, from 0.
    repeated: Option<u32>,
    xml: String,
}

/// What stands around the cells of an upright sheet.
pub(super) struct Setup<'s> {
    /// Name on the tab.
    pub name: &'s str,
    /// Widths of columns in half-width characters.
    pub widths: &'s [u16],
    /// Left, right, top, bottom, in inches.
    pub margins: (f64, f64, f64, f64),
    /// With the codes of a spreadsheet: `第 &P 页`. Empty for none.
    pub header: &'s str,
    pub footer: &'s str,
}

impl<'a> Press<'a> {
    /// Adds a sheet that `write` fills from above.
    pub fn sheet<F>(&mut self, setup: &Setup, write: F) -> Result<(), XlsxError>
    where
        F: FnOnce(&mut Leaf<'_, 'a>) -> Result<(), XlsxError>,
    {
        check_sheet_name(setup.name)?;
        if self.sheets.iter().any(|sheet| sheet.name.to_lowercase() == setup.name.to_lowercase()) {
            return Err(XlsxError::SheetnameReused(setup.name.to_lowercase()));
        }
        let mut leaf = Leaf::new(&mut self.looks, &mut self.words);
        write(&mut leaf)?;
        let written = leaf.written();
        let xml = markup::sheet(setup, &written, self.sheets.is_empty());
        self.sheets.push(Sheet { name: setup.name.to_owned(), repeated: written.repeated, xml });
        Ok(())
    }

    /// The bytes of the workbook; the only time in it is this day.
    pub fn bound(self, day: Day) -> Result<Vec<u8>, XlsxError> {
        let frame = frame::frame(&self.sheets, !self.words.is_empty(), &self.looks.different, day)?;
        let mut parcel = parcel::Parcel::new();
        for (name, xml) in &frame.before {
            parcel.put(name, xml)?;
        }
        for (number, sheet) in (1_u32..).zip(&self.sheets) {
            parcel.put(&format!("xl/worksheets/sheet{number}.xml"), &sheet.xml)?;
        }
        if !self.words.is_empty() {
            parcel.put("xl/sharedStrings.xml", &self.words.xml())?;
        }
        for (name, xml) in &frame.behind {
            parcel.put(name, xml)?;
        }
        parcel.closed()
    }
}

/// The formats of a workbook, numbered in the order in which cells first have them. Number 0 is that of cells without a format.
#[derive(Default)]
struct Looks<'a> {
    /// Formats by where they live, and their numbers.
    known: Vec<(&'a Format, u32)>,
    /// Those that look different, from number 1.
    different: Vec<&'a Format>,
}

impl<'a> Looks<'a> {
    fn number(&mut self, format: &'a Format) -> u32 {
        if let Some((_, number)) = self.known.iter().find(|(known, _)| std::ptr::eq(*known, format)) {
            return *number;
        }
        let alike = self.different.iter().position(|other| *other == format);
        let index = alike.unwrap_or(self.different.len());
        if alike.is_none() {
            self.different.push(format);
        }
        let number = u32::try_from(index).unwrap_or(u32::MAX - 1) + 1;
        self.known.push((format, number));
        number
    }
}
