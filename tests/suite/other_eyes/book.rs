//! A workbook from outside: its values, and copies of it with other cached values.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use calamine::{open_workbook, Data, Range, Reader, Xlsx};
use duly::base::exact::Exact;
use duly::rubric::model::Rubric;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::program::{folder, project};

/// A sheet's place in the workbook, and a cell.
pub(super) type Address = (usize, String);

/// A cell as the sheet's XML has it.
pub(super) struct RawCell<'a> {
    pub(super) address: &'a str,
    pub(super) formula: bool,
    pub(super) value: &'a str,
}

/// Writes a copy of a workbook in which cells have other values; sheets count from 0 in the workbook's order.
pub(super) fn rewrite(from: &Path, to: &Path, change: &dyn Fn(usize, &RawCell) -> Option<String>) {
    let bytes = std::fs::read(from).unwrap_or_else(|error| panic!("{error}"));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap_or_else(|error| panic!("{error}"));
    let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap_or_else(|error| panic!("{error}"));
        let name = entry.name().map_or_else(|error| panic!("{error}"), std::borrow::Cow::into_owned);
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap_or_else(|error| panic!("{error}"));
        if let Some(sheet) = sheet_number(&name) {
            content = rewritten(&String::from_utf8_lossy(&content), &|cell| change(sheet, cell)).into_bytes();
        }
        copy.start_file(name, SimpleFileOptions::default()).unwrap_or_else(|error| panic!("{error}"));
        copy.write_all(&content).unwrap_or_else(|error| panic!("{error}"));
    }
    let bytes = copy.finish().unwrap_or_else(|error| panic!("{error}")).into_inner();
    std::fs::write(to, bytes).unwrap_or_else(|error| panic!("{error}"));
}

/// `xl/worksheets/sheet3.xml` is the third sheet, so number 2.
fn sheet_number(name: &str) -> Option<usize> {
    let number: usize = name.strip_prefix("xl/worksheets/sheet")?.strip_suffix(".xml")?.parse().ok()?;
    number.checked_sub(1)
}

fn rewritten(xml: &str, change: &dyn Fn(&RawCell) -> Option<String>) -> String {
    const START: &str = "<c r=\"";
    let mut pieces = xml.split(START);
    let mut copy = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        copy.push_str(START);
        let found = raw(piece).and_then(|(before, cell, after)| Some((before, change(&cell)?, after)));
        match found {
            Some((before, value, after)) => copy.extend([before, &value, after]),
            None => copy.push_str(piece),
        }
    }
    copy
}

/// The cell that a piece of XML begins with, and what stands before and after its value.
fn raw(piece: &str) -> Option<(&str, RawCell<'_>, &str)> {
    let (cell, _) = piece.split_once("</c>")?;
    let (address, _) = cell.split_once('"')?;
    let start = cell.find("<v>")? + 3;
    let (before, after) = piece.split_at_checked(start)?;
    let (value, _) = after.split_once("</v>")?;
    let after = after.strip_prefix(value)?;
    Some((before, RawCell { address, formula: cell.contains("<f>"), value }, after))
}

/// The formula cells of a workbook and their cached results.
pub(super) fn formulas(workbook: &Path) -> BTreeMap<Address, String> {
    let found = std::cell::RefCell::new(BTreeMap::new());
    let place = folder();
    rewrite(workbook, &place.path().join("copy.xlsx"), &|sheet, cell| {
        if cell.formula {
            found.borrow_mut().insert((sheet, cell.address.to_owned()), cell.value.to_owned());
        }
        None
    });
    found.into_inner()
}

/// A workbook's values.
pub(super) struct Book {
    names: Vec<String>,
    sheets: Vec<Range<Data>>,
    pub(super) rubric: Rubric,
}

impl Book {
    pub(super) fn open(path: &Path) -> Self {
        let mut book: Xlsx<_> = open_workbook(path).unwrap_or_else(|error: calamine::XlsxError| panic!("{}: {error}", path.display()));
        let names = book.sheet_names();
        let sheets = names.iter().map(|name| book.worksheet_range(name).unwrap_or_else(|error| panic!("{name}: {error}"))).collect();
        let text = std::fs::read_to_string(project().join("rubrics/township.toml")).unwrap_or_else(|error| panic!("{error}"));
        let sound = duly::rubric::read("township.toml", &text).unwrap_or_else(|problems| panic!("{} problems", problems.len()));
        let rubric = sound.rubric;
        Self { names, sheets, rubric }
    }

    pub(super) fn sheet(&self, name: &str) -> usize {
        self.names.iter().position(|other| other == name).unwrap_or_else(|| panic!("no sheet {name} in {:?}", self.names))
    }

    fn cell(&self, sheet: usize, row: usize, column: usize) -> String {
        let place = (u32::try_from(row).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX));
        self.sheets.get(sheet).and_then(|range| range.get_value(place)).map(ToString::to_string).unwrap_or_default()
    }

    /// The number of a cell to nine decimals, or its text.
    pub(super) fn number(&self, address: &Address) -> String {
        let (row, column) = place(&address.1);
        let found = self.cell(address.0, row, column);
        found.parse().map(rounded).unwrap_or(found)
    }

    /// Row and column of the first cell whose text fits.
    fn find(&self, sheet: usize, fits: impl Fn(&str) -> bool) -> Option<(usize, usize)> {
        let range = self.sheets.get(sheet)?;
        let (row, column) = range.start().unwrap_or_default();
        // A heading may be broken into lines.
        let text = |cell: &Data| cell.to_string().replace(char::is_whitespace, "");
        let (down, right, _) = range.used_cells().find(|(_, _, cell)| fits(&text(cell)))?;
        Some((usize::try_from(row).unwrap_or(0) + down, usize::try_from(column).unwrap_or(0) + right))
    }

    /// The cell of a subject under a heading.
    pub(super) fn under(&self, sheet: usize, key: &str, heading: impl Fn(&str) -> bool) -> Option<Address> {
        let (row, _) = self.find(sheet, |text| text == key)?;
        let (_, column) = self.find(sheet, heading)?;
        Some((sheet, named(row, column)))
    }

    /// The cell of a subject's points under a criterion; its measure stands before them.
    pub(super) fn item(&self, key: &str, criterion: &str) -> Address {
        let sheet = self.sheet("分项得分");
        let name = self.rubric.criterion(criterion).map(|criterion| criterion.name.clone()).unwrap_or_default();
        let (Some((row, _)), Some((_, column))) = (self.find(sheet, |text| text == key), self.find(sheet, |text| text == name)) else {
            panic!("no cell for {key} and {name}")
        };
        (sheet, named(row, column + 1))
    }

    pub(super) fn assert_no_errors(&self) {
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
