//! A workbook's values, found by sheet, subject and heading.

use std::path::Path;

use calamine::{open_workbook, Data, Range, Reader, Xlsx};
use duly::base::exact::Exact;
use duly::rubric::model::Rubric;

use super::Address;
use crate::program::project;

/// A workbook's values.
pub(super) struct Book {
    names: Vec<String>,
    sheets: Vec<Range<Data>>,
    pub rubric: Rubric,
}

impl Book {
    pub fn open(path: &Path) -> Self {
        let mut book: Xlsx<_> = open_workbook(path).unwrap_or_else(|error: calamine::XlsxError| panic!("{}: {error}", path.display()));
        let names = book.sheet_names();
        let sheets = names.iter().map(|name| book.worksheet_range(name).unwrap_or_else(|error| panic!("{name}: {error}"))).collect();
        let text = std::fs::read_to_string(project().join("rubrics/township.toml")).unwrap_or_else(|error| panic!("{error}"));
        let rubric = duly::rubric::read("township.toml", &text).unwrap_or_else(|problems| panic!("{} problems", problems.len()));
        Self { names, sheets, rubric }
    }

    pub fn sheet(&self, name: &str) -> usize {
        self.names.iter().position(|other| other == name).unwrap_or_else(|| panic!("no sheet {name} in {:?}", self.names))
    }

    fn cell(&self, sheet: usize, row: usize, column: usize) -> String {
        let place = (u32::try_from(row).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX));
        self.sheets.get(sheet).and_then(|range| range.get_value(place)).map(ToString::to_string).unwrap_or_default()
    }

    /// The number of a cell to nine decimals, or its text.
    pub fn number(&self, address: &Address) -> String {
        let (row, column) = place(&address.1);
        let found = self.cell(address.0, row, column);
        found.parse().map(rounded).unwrap_or(found)
    }

    /// Row and column of the first cell whose text fits.
    pub fn find(&self, sheet: usize, fits: impl Fn(&str) -> bool) -> Option<(usize, usize)> {
        let range = self.sheets.get(sheet)?;
        let (row, column) = range.start().unwrap_or_default();
        let (down, right, _) = range.used_cells().find(|(_, _, cell)| fits(&cell.to_string()))?;
        Some((usize::try_from(row).unwrap_or(0) + down, usize::try_from(column).unwrap_or(0) + right))
    }

    /// The cell of a subject under a heading.
    pub fn under(&self, sheet: usize, key: &str, heading: impl Fn(&str) -> bool) -> Option<Address> {
        let (row, _) = self.find(sheet, |text| text == key)?;
        let (_, column) = self.find(sheet, heading)?;
        Some((sheet, named(row, column)))
    }

    /// The cell of a subject's points under a criterion; its measure stands before them.
    pub fn item(&self, key: &str, criterion: &str) -> Address {
        let sheet = self.sheet("分项得分");
        let name = self.rubric.criterion(criterion).map(|criterion| criterion.name.clone()).unwrap_or_default();
        let (Some((row, _)), Some((_, column))) = (self.find(sheet, |text| text == key), self.find(sheet, |text| text == name)) else {
            panic!("no cell for {key} and {name}")
        };
        (sheet, named(row, column + 1))
    }

    pub fn assert_no_errors(&self) {
        for (name, sheet) in self.names.iter().zip(&self.sheets) {
            for (row, column, cell) in sheet.used_cells() {
                assert!(!matches!(cell, Data::Error(_)), "{name}, row {row}, column {column}: {cell}");
            }
        }
    }
}

/// `B12` as row and column from 0.
fn place(address: &str) -> (usize, usize) {
    let letters = address.bytes().take_while(u8::is_ascii_uppercase);
    let column = letters.fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1);
    let row: usize = address.trim_start_matches(|letter: char| letter.is_ascii_uppercase()).parse().unwrap_or(0);
    (row.saturating_sub(1), column.saturating_sub(1))
}

fn named(row: usize, column: usize) -> String {
    let column = u32::try_from(column + 1).unwrap_or(u32::MAX);
    format!("{}{}", duly::base::place::column_name(column), row + 1)
}

pub(super) fn rounded(number: f64) -> String {
    format!("{number:.9}")
}

pub(super) fn exact(text: &str) -> String {
    let number = Exact::parse(text).unwrap_or_else(|| panic!("not a number: {text}"));
    rounded(number.to_f64())
}
