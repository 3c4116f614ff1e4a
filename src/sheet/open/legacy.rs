//! Older and other workbooks to grids, through calamine's whole ranges.
//!
//! In: the path of an `.xls`, `.et`, `.xlsb` or `.ods` file. Out: its sheets, or the problem of the whole file. A
//! damaged file can make its readers ask for all memory there is, or panic.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{Data, Dimensions, Ods, OdsError, Range, Reader, SheetType, Xls, XlsError, XlsOptions, Xlsb, XlsbError};

use super::book::Sheet;
use super::bounds;
use super::kind::Format;
use super::taker::About;
use super::xlsx::{day, regions};
use super::{because, unreadable};
use crate::base::problem::Fault;
use crate::sheet::grid::RawCell;
use crate::sheet::spanned;

type Cells = Vec<(u32, u32, RawCell)>;

/// Opens a workbook and reads all its sheets, hidden ones too.
pub(super) fn sheets(path: &Path, format: Format) -> Result<Vec<Sheet>, Fault> {
    let file = BufReader::new(File::open(path).map_err(unreadable)?);
    match format {
        Format::Xls => {
            let mut options = XlsOptions::default();
            options.force_codepage = is_wide(&std::fs::read(path).map_err(unreadable)?).then_some(UTF_16);
            let mut book = Xls::new_with_options(file, options).map_err(|error| told(matches!(error, XlsError::Password), &error))?;
            all(&mut book, |book, name| book.merge_cells_by_sheet_name(name).ok())
        }
        Format::Xlsb => {
            let mut book = Xlsb::new(file).map_err(|error| told(matches!(error, XlsbError::Password), &error))?;
            all(&mut book, |_, _| None)
        }
        Format::Ods => {
            let mut book = Ods::new(file).map_err(|error| told(matches!(error, OdsError::Password), &error))?;
            all(&mut book, |_, _| None)
        }
    }
}

/// The code page of UTF-16.
const UTF_16: u16 = 1200;

/// Whether it is a workbook of Excel 97 to 2003 and no older one, whose texts are UTF-16 whatever code page it names besides. The
/// reader would decode them by that code page: a Chinese program that writes 936 there gets other characters.
fn is_wide(bytes: &[u8]) -> bool {
    // A workbook begins with its version, and that it is a workbook and not one of its sheets.
    let begins = |version: u8| bytes.windows(8).any(|window| matches!(window, [9, 8, _, 0, 0, found, 5, 0] if *found == version));
    begins(6) && !begins(5)
}

fn told(password: bool, error: &impl std::fmt::Display) -> Fault {
    if password {
        Fault::FilePassword
    } else {
        unreadable(error)
    }
}

fn all<B: Reader<BufReader<File>>>(book: &mut B, merged: impl Fn(&B, &str) -> Option<Vec<Dimensions>>) -> Result<Vec<Sheet>, Fault>
where
    B::Error: std::fmt::Display,
{
    let names: Vec<String> =
        book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).map(|sheet| sheet.name.clone()).collect();
    if names.is_empty() {
        return Err(because("其中没有工作表", "it has no worksheet"));
    }
    bounds::sheets_fit(names.len())?;
    Ok(names.into_iter().map(|name| sheet(book, name, &merged)).collect())
}

fn sheet<B: Reader<BufReader<File>>>(book: &mut B, name: String, merged: &impl Fn(&B, &str) -> Option<Vec<Dimensions>>) -> Sheet
where
    B::Error: std::fmt::Display,
{
    let mut broken = None;
    let mut cells = match book.worksheet_range(&name) {
        Ok(range) => values(&range),
        Err(error) => {
            broken = Some((error.to_string(), (1, 1)));
            Vec::new()
        }
    };
    if let Ok(formulas) = book.worksheet_formula(&name) {
        cells.extend(unfinished(&formulas, &cells));
    }
    // Formats whose merged cells the reader does not tell are read as a text file is.
    let regions = match merged(book, &name) {
        Some(merged) => {
            let merged = regions(&merged);
            [spanned::unmerged(&cells, &merged), merged].concat()
        }
        None => spanned::regions(&cells),
    };
    Sheet { about: About { name, named: true, regions, broken, ..About::default() }, cells }
}

fn values(range: &Range<Data>) -> Cells {
    let (top, left) = range.start().unwrap_or_default();
    let cells = range.used_cells().filter_map(|(row, column, data)| Some((at(top, row), at(left, column), raw(data)?)));
    cells.collect()
}

/// Formulas without a stored result.
fn unfinished(formulas: &Range<String>, cells: &Cells) -> Cells {
    let known: std::collections::BTreeSet<(u32, u32)> = cells.iter().map(|(row, column, _)| (*row, *column)).collect();
    let (top, left) = formulas.start().unwrap_or_default();
    let places = formulas.used_cells().filter(|(_, _, formula)| !formula.is_empty());
    let places = places.map(|(row, column, _)| (at(top, row), at(left, column)));
    places.filter(|place| !known.contains(place)).map(|(row, column)| (row, column, RawCell::Unfinished)).collect()
}

/// Rows and columns are counted from 1.
fn at(start: u32, offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX).saturating_add(start).saturating_add(1)
}

fn raw(data: &Data) -> Option<RawCell> {
    match data {
        Data::Int(number) => number.to_string().parse().ok().map(RawCell::Number),
        Data::Float(number) => Some(RawCell::Number(*number)),
        Data::String(text) | Data::DurationIso(text) => Some(RawCell::Text(text.clone())),
        Data::DateTimeIso(text) => Some(RawCell::Text(text.split('T').next().unwrap_or(text).to_owned())),
        Data::Bool(truth) => Some(RawCell::Bool(*truth)),
        Data::DateTime(moment) => Some(day(moment).map_or(RawCell::Number(moment.as_f64()), RawCell::Date)),
        Data::Error(error) => Some(RawCell::Error(error.to_string())),
        Data::Empty => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_of_wide_text_begins_with_its_version() {
        let wide = b"\xD0\xCF\x09\x08\x10\x00\x00\x06\x05\x00\xBB".as_slice();
        let narrow = b"\x09\x08\x08\x00\x00\x05\x05\x00".as_slice();
        let sheet = b"\x09\x08\x10\x00\x00\x06\x10\x00".as_slice();
        assert!(is_wide(wide));
        assert!(!is_wide(narrow) && !is_wide(sheet) && !is_wide(&[narrow, wide].concat()));
    }
}
