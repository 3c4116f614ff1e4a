//! One sheet while it is filled: cells in the order of the page, heights, merged cells, links.

use rust_xlsxwriter::{Format, XlsxError};

use super::words::Words;
use super::Looks;

/// Most characters that a cell holds, counted as in UTF-16, and most that a link has.
const MOST_TEXT: usize = 32_767;
const MOST_LINK: usize = 2_080;
/// Rows of a sheet.
const ROWS: u32 = 1 << 20;

/// A sheet that is filled from above, each row from the left.
pub(in crate::report) struct Leaf<'l, 'a> {
    looks: &'l mut Looks<'a>,
    words: &'l mut Words,
    written: Written,
}

/// What a sheet holds.
#[derive(Default)]
pub(super) struct Written {
    /// In order of rows and, within a row, of columns.
    pub cells: Vec<Cell>,
    /// Height of each row from the first, in quarters of a point; `None` for the usual one.
    pub heights: Vec<Option<u32>>,
    /// Row, first and last column.
    pub merged: Vec<(u32, u16, u16)>,
    /// Row, column, target and text.
    pub links: Vec<(u32, u16, String, String)>,
    /// Rows that begin a page.
    pub breaks: Vec<u32>,
    /// The row that every page repeats.
    pub repeated: Option<u32>,
}

/// A cell.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    pub row: u32,
    pub column: u16,
    /// Number of its format.
    pub look: u32,
    pub content: Content,
}

/// What a cell holds.
#[derive(Clone, Copy)]
pub(super) enum Content {
    Blank,
    /// The number of the text.
    Text(u32),
    Number(f64),
}

impl<'l, 'a> Leaf<'l, 'a> {
    pub(super) fn new(looks: &'l mut Looks<'a>, words: &'l mut Words) -> Self {
        Self { looks, words, written: Written::default() }
    }

    pub(super) fn written(self) -> Written {
        self.written
    }

    /// A text; an empty one leaves the cell blank.
    pub fn text(&mut self, row: u32, column: u16, text: &str, format: &'a Format) -> Result<(), XlsxError> {
        if text.is_empty() {
            return self.blank(row, column, format);
        }
        if is_longer(text, MOST_TEXT) {
            return Err(XlsxError::MaxStringLengthExceeded);
        }
        let content = Content::Text(self.words.number(text));
        self.put(row, column, content, format)
    }

    /// A number; what a spreadsheet has no number for is told in words.
    pub fn number(&mut self, row: u32, column: u16, number: f64, format: &'a Format) -> Result<(), XlsxError> {
        match number {
            number if number.is_finite() => self.put(row, column, Content::Number(number), format),
            f64::INFINITY => self.text(row, column, "INF", format),
            f64::NEG_INFINITY => self.text(row, column, "-INF", format),
            _ => self.text(row, column, "NAN", format),
        }
    }

    /// A cell with nothing but its format.
    pub fn blank(&mut self, row: u32, column: u16, format: &'a Format) -> Result<(), XlsxError> {
        self.put(row, column, Content::Blank, format)
    }

    /// Joins the cell written last with blank ones to its right, up to this column.
    pub fn merge_to(&mut self, last: u16, format: &'a Format) -> Result<(), XlsxError> {
        let Some(Cell { row, column, .. }) = self.written.cells.last().copied() else { return Ok(()) };
        for further in column + 1..=last {
            self.blank(row, further, format)?;
        }
        if last > column {
            self.written.merged.push((row, column, last));
        }
        Ok(())
    }

    /// A text that leads to a cell of the workbook: `'张三'!A1`.
    pub fn link(&mut self, row: u32, column: u16, text: &str, to: &str, format: &'a Format) -> Result<(), XlsxError> {
        if is_longer(to, MOST_LINK) {
            return Err(XlsxError::MaxUrlLengthExceeded);
        }
        let text = if text.is_empty() { to } else { text };
        self.written.links.push((row, column, to.to_owned(), text.to_owned()));
        self.text(row, column, text, format)
    }

    /// The height of a row, in points.
    #[expect(
        clippy::float_arithmetic,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "points of paper, not of a score"
    )]
    pub fn height(&mut self, row: u32, points: f64) -> Result<(), XlsxError> {
        within(row)?;
        // Spreadsheets keep heights in dots of three quarters of a point.
        let dots = (points * 4.0 / 3.0).round() as u32;
        let index = row as usize;
        if self.written.heights.len() <= index {
            self.written.heights.resize(index + 1, None);
        }
        if let Some(height) = self.written.heights.get_mut(index) {
            *height = Some(dots * 3);
        }
        Ok(())
    }

    /// The row begins a page.
    pub fn break_at(&mut self, row: u32) {
        if row > 0 && self.written.breaks.last() != Some(&row) {
            self.written.breaks.push(row);
        }
    }

    /// Every page repeats the row.
    pub fn repeat(&mut self, row: u32) {
        self.written.repeated = Some(row);
    }

    fn put(&mut self, row: u32, column: u16, content: Content, format: &'a Format) -> Result<(), XlsxError> {
        within(row)?;
        let look = self.looks.number(format);
        self.written.cells.push(Cell { row, column, look, content });
        Ok(())
    }
}

fn within(row: u32) -> Result<(), XlsxError> {
    if row < ROWS {
        Ok(())
    } else {
        Err(XlsxError::RowColumnLimitError)
    }
}

/// Most texts are so short that their bytes tell it.
fn is_longer(text: &str, most: usize) -> bool {
    text.len() > most && text.encode_utf16().count() > most
}
