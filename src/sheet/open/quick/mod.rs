//! The cells of a sheet that is written as programs write large ones: shared texts, numbers, dates, and nothing else.
//!
//! In: the part of a workbook that holds a sheet. Out: the same cells in the same order as the reader of workbooks gives them, in a third of
//! its time. That reader comes first: its first cells say which styles are dates, and every one of them must be found here too. At the first
//! thing that is not as expected (a formula, a text in the cell, another prefix, a style not met before) the count of cells is given
//! back, and the reader of workbooks goes on from there. So nothing rests on what is understood here alone.

mod scan;
mod strings;
mod tags;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

use zip::ZipArchive;

use self::scan::{Next, Scan, Written};
pub(super) use self::strings::Strings;
use super::taker::Taker;
use super::xlsx::Dated;
use crate::sheet::held::Held;

type Archive = ZipArchive<BufReader<File>>;

/// Cells that the reader of workbooks gives before.
pub(super) const FIRST: usize = 4_096;
/// Styles that are told apart.
const MOST_STYLES: usize = 1 << 16;

/// What the reader of workbooks says of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Known {
    Text(String),
    Number(f64),
    /// A number, and how it is shown as a date.
    Date(f64, Dated),
    Nothing,
    /// What is not read here.
    Other,
}

/// How a style shows a number.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Shows {
    Number,
    Date(Dated),
}

/// How far it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Went {
    /// Cells from the beginning of the sheet on, those left blank counted.
    pub cells: usize,
    /// The last that was given.
    pub last: Option<(u32, u32)>,
    /// Whether there are no more.
    pub ended: bool,
}

/// Gives the cells of a sheet behind those that are known.
pub(super) fn cells(path: &Path, part: &str, strings: &Strings, known: &[((u32, u32), Known)], taker: &mut impl Taker) -> io::Result<Went> {
    let nowhere = Went { cells: 0, last: None, ended: false };
    let archive = File::open(path).ok().and_then(|file| Archive::new(BufReader::new(file)).ok());
    let Some(mut archive) = archive else { return Ok(nowhere) };
    let Ok(entry) = archive.by_name(part) else { return Ok(nowhere) };
    let Some(mut scan) = Scan::begun(entry) else { return Ok(nowhere) };
    let mut styles = Styles::default();
    for (place, known) in known {
        match scan.next() {
            Next::Cell(found, written) if found == *place && styles.agree(known, written, strings) => {}
            Next::Cell(..) | Next::End | Next::Doubt => return Ok(nowhere),
        }
    }
    let mut went = Went { cells: known.len(), ..nowhere };
    loop {
        let (place, written) = match scan.next() {
            Next::Cell(place, written) => (place, written),
            Next::End => return Ok(Went { ended: true, ..went }),
            Next::Doubt => return Ok(went),
        };
        let held = match written {
            Written::Nothing => None,
            Written::Shared(number) => match strings.get(number) {
                Some(text) => Some(Held::Text(text)),
                None => return Ok(went),
            },
            Written::Number(number, style) => match styles.of(style) {
                Some(Shows::Number) => Some(Held::Number(number)),
                Some(Shows::Date(dated)) => Some(dated.held(number)),
                None => return Ok(went),
            },
        };
        if let Some(held) = held {
            taker.cell(place.0, place.1, held)?;
        }
        (went.cells, went.last) = (went.cells + 1, Some(place));
    }
}

/// How styles show numbers, by the first cells.
#[derive(Default)]
struct Styles {
    plain: Option<Shows>,
    numbered: Vec<Option<Shows>>,
}

impl Styles {
    fn of(&self, style: Option<u32>) -> Option<Shows> {
        match style {
            None => Some(self.plain.unwrap_or(Shows::Number)),
            Some(style) => self.numbered.get(usize::try_from(style).ok()?).copied().flatten(),
        }
    }

    /// Whether what is written is what is known, and no style shows numbers in two ways.
    fn agree(&mut self, known: &Known, written: Written, strings: &Strings) -> bool {
        match (known, written) {
            (Known::Nothing, Written::Nothing) => true,
            (Known::Text(text), Written::Shared(number)) => strings.get(number) == Some(text),
            (Known::Number(known), Written::Number(number, style)) => {
                known.to_bits() == number.to_bits() && self.show(style, Shows::Number)
            }
            (Known::Date(known, dated), Written::Number(number, style)) => {
                known.to_bits() == number.to_bits() && self.show(style, Shows::Date(*dated))
            }
            (
                Known::Text(_) | Known::Number(_) | Known::Date(..) | Known::Nothing | Known::Other,
                Written::Nothing | Written::Shared(_) | Written::Number(..),
            ) => false,
        }
    }

    fn show(&mut self, style: Option<u32>, shows: Shows) -> bool {
        let Some(style) = style.map(|style| usize::try_from(style).unwrap_or(usize::MAX)) else {
            return *self.plain.get_or_insert(shows) == shows;
        };
        if style >= MOST_STYLES {
            return false;
        }
        if style >= self.numbered.len() {
            self.numbered.resize(style + 1, None);
        }
        self.numbered.get_mut(style).is_some_and(|known| *known.get_or_insert(shows) == shows)
    }
}
