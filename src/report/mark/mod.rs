//! Copies of an office's workbooks with the cells in question coloured and commented.
//!
//! In: the bytes of an `.xlsx` or `.xlsm`, and what is to be said at which cell. Out: the bytes of the copy. Only what a mark needs
//! is written into the package (docs/decisions/0006): cells, formats, formulas and every other part stay byte for byte.

mod comments;
mod package;
mod sheet;
mod styles;
#[cfg(test)]
mod tests;
mod xml;

use std::collections::BTreeMap;

use self::package::Package;
use crate::base::place::Place;
use crate::base::problem::Problem;
use crate::base::text::{Language, Say};

/// Who comments: the marks of an earlier run are known by it.
const AUTHOR: &str = "duly";

/// What is said at one cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Note {
    is_error: bool,
    text: String,
}

/// Notes of a sheet, by row and column.
type Notes = BTreeMap<(u32, u32), Note>;

/// Why a workbook could not be marked.
#[derive(Debug)]
pub struct Unmarked(pub Say);

impl Unmarked {
    fn new(zh: &str, why: impl std::fmt::Display) -> Self {
        Self(Say::new(format!("{zh}：{why}"), format!("the workbook cannot be marked: {why}")))
    }
}

impl From<zip::result::ZipError> for Unmarked {
    fn from(error: zip::result::ZipError) -> Self {
        Self::new("无法标注", error)
    }
}

impl From<quick_xml::Error> for Unmarked {
    fn from(error: quick_xml::Error) -> Self {
        Self::new("无法标注", error)
    }
}

impl From<std::io::Error> for Unmarked {
    fn from(error: std::io::Error) -> Self {
        Self::new("无法标注", error)
    }
}

/// The workbook with a mark at every place in it that a problem names; a problem of a whole row stands at its first cell, one of a
/// whole sheet at A1. Marks of an earlier run are taken away first. `None` where nothing is to be said.
pub fn marked(bytes: &[u8], problems: &[&Problem], language: Language) -> Result<Option<Vec<u8>>, Unmarked> {
    let mut sheets: BTreeMap<&str, Notes> = BTreeMap::new();
    for problem in problems.iter().filter(|problem| !problem.place.sheet.is_empty()) {
        let note = sheets.entry(&problem.place.sheet).or_default().entry(cell(&problem.place)).or_default();
        note.is_error |= problem.is_error();
        if !note.text.is_empty() {
            note.text.push_str("\n\n");
        }
        note.text.push_str(&said(problem, language));
    }
    if sheets.is_empty() {
        return Ok(None);
    }
    let mut package = Package::open(bytes)?;
    let looks = styles::add(&mut package)?;
    for (index, (name, part)) in package.sheets()?.into_iter().enumerate() {
        let none = Notes::new();
        let notes = sheets.get(name.as_str()).unwrap_or(&none);
        let drawing = comments::write(&mut package, &part, index + 1, notes)?;
        sheet::write(&mut package, &part, notes, looks, drawing.as_deref())?;
    }
    package.close().map(Some)
}

fn cell(place: &Place) -> (u32, u32) {
    (place.row.max(1), place.column.max(1))
}

fn said(problem: &Problem, language: Language) -> String {
    let (expected, fix) = (problem.expected(language), problem.fix(language));
    let lines = match language {
        Language::Chinese => [problem.message(language), format!("应为：{expected}"), format!("改法：{fix}")],
        Language::English => [problem.message(language), format!("Expected: {expected}"), format!("Fix: {fix}")],
    };
    lines.join("\n")
}
