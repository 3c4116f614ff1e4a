//! A workbook's cells as its XML has them, and copies in which some have other values.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::Address;
use crate::program::folder;

/// A cell as the sheet's XML has it.
pub(super) struct RawCell<'a> {
    pub address: &'a str,
    pub formula: bool,
    pub value: &'a str,
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
