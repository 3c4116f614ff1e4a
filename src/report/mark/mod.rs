//! Copies of an office's workbooks with the cells in question coloured and commented.
//!
//! In: the bytes of an `.xlsx` or `.xlsm`, and what is to be said at which cell. Out: the bytes of the copy. Only what a mark needs
//! is written into the package (docs/decisions/0006): cells, formats, formulas and every other part stay byte for byte.

mod cells;
mod comments;
mod section;
mod shapes;
mod sheet;
mod styles;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use self::cells::Area;
use self::sheet::Sheet;
use self::styles::Looks;
use crate::base::place::Place;
use crate::base::problem::Problem;
use crate::base::text::{Language, Say};
use crate::report::broken::Broken;
use crate::report::package::Package;
use crate::report::xml::tags_outside;
use crate::sheet::is_list;

/// Who comments.
const AUTHOR: &str = "duly";

/// What is said at one cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Note {
    is_error: bool,
    text: String,
    /// What is coloured: the cell, or the merged range whose first cell it is.
    area: Area,
}

/// Notes of a sheet, by row and column.
type Notes = BTreeMap<(u32, u32), Note>;

/// The copy of a file.
#[derive(Debug, PartialEq, Eq)]
pub enum Copy {
    /// With marks.
    Marked(Vec<u8>),
    /// Nothing is to be said at a cell; marks of an earlier run were taken away.
    Cleaned(Vec<u8>),
    /// As it was.
    Same,
    /// It is the list of problems of an earlier run, of which there is no copy.
    List,
}

/// Why a file could not be marked.
#[derive(Debug)]
pub enum Unmarked {
    /// It is of a format that carries no marks.
    Format,
    /// The workbook has a fault.
    Broken(Say),
}

impl Unmarked {
    fn new(zh: &str, en: impl std::fmt::Display) -> Self {
        Self::Broken(Say::new(zh, en.to_string()))
    }

    /// In words.
    pub fn said(&self) -> Say {
        match self {
            Self::Format => Say::new("这种格式带不了标注，请另存为 xlsx", "its format carries no marks; save it as xlsx"),
            Self::Broken(why) => why.clone(),
        }
    }
}

impl From<Broken> for Unmarked {
    fn from(Broken(why): Broken) -> Self {
        Self::Broken(why)
    }
}

impl From<quick_xml::Error> for Unmarked {
    fn from(error: quick_xml::Error) -> Self {
        Broken::from(error).into()
    }
}

/// The workbook with a mark at every place in it that a problem names; a problem of a whole row stands at its first cell, one of a
/// whole sheet at A1, one within merged cells at the first of them. Marks of an earlier run are taken away first.
///
/// # Errors
///
/// Nothing is written by halves: where one sheet cannot be marked, the workbook is not.
pub fn marked(bytes: &[u8], problems: &[&Problem], language: Language) -> Result<Copy, Unmarked> {
    let mut by_sheet: BTreeMap<&str, Vec<&Problem>> = BTreeMap::new();
    for problem in problems.iter().filter(|problem| !problem.place.sheet.is_empty()) {
        by_sheet.entry(&problem.place.sheet).or_default().push(problem);
    }
    let Some(mut package) = Package::open(bytes)? else {
        return if problems.is_empty() { Ok(Copy::Same) } else { Err(Unmarked::Format) };
    };
    let sheets = package.sheets()?;
    if matches!(sheets.as_slice(), [(name, _)] if is_list(name)) {
        return Ok(Copy::List);
    }
    let looks = if by_sheet.is_empty() { Looks::default() } else { styles::add(&mut package)? };
    for (name, part) in sheets {
        let problems = by_sheet.remove(name.as_str()).unwrap_or_default();
        let text = package.needed(&part)?;
        let tags = tags_outside(&text, "sheetData")?;
        let sheet = Sheet { part, text, tags };
        let notes = notes(&problems, &sheet, language);
        let drawing = comments::write(&mut package, &sheet, &notes)?;
        sheet::write(&mut package, &sheet, &notes, looks, &drawing);
    }
    if let Some(name) = by_sheet.keys().next() {
        return Err(Unmarked::new(&format!("没有找到工作表“{name}”"), format!("the sheet “{name}” was not found in it")));
    }
    if package.is_same() {
        return Ok(Copy::Same);
    }
    let bytes = package.close()?;
    Ok(if problems.iter().any(|problem| !problem.place.sheet.is_empty()) { Copy::Marked(bytes) } else { Copy::Cleaned(bytes) })
}

fn notes(problems: &[&Problem], sheet: &Sheet, language: Language) -> Notes {
    let merged = cells::merged(&sheet.tags);
    let mut notes = Notes::new();
    for problem in problems {
        let cell = (problem.place.row.max(1), problem.place.column.max(1));
        let area = cells::shown(cell, &merged);
        let first = (area.top, area.left);
        let note = notes.entry(first).or_default();
        note.area = area;
        note.is_error |= problem.is_error();
        if !note.text.is_empty() {
            note.text.push_str("\n\n");
        }
        // Where the mark had to move, it says which cell or row it is about.
        if first != cell {
            let place = Place { file: "".into(), sheet: "".into(), ..problem.place.clone() };
            note.text.push_str(place.told(language).trim_start());
            note.text.push_str(": ");
        }
        note.text.push_str(&said(problem, language));
    }
    notes
}

fn said(problem: &Problem, language: Language) -> String {
    let (expected, fix) = (problem.expected(language), problem.fix(language));
    let lines = match language {
        Language::Chinese => [problem.message(language), format!("应为：{expected}"), format!("改法：{fix}")],
        Language::English => [problem.message(language), format!("Expected: {expected}"), format!("Fix: {fix}")],
    };
    lines.join("\n")
}
