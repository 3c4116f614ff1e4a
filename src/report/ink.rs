//! Cells with formats, written quickly. The library hashes a whole format for each cell that is written with one, which takes longer
//! than the cell itself; so only the first cell of each format is, and the others get theirs in rectangles at the end.
//!
//! In: cells row by row, each with a format that lives as long as the style. Out: the worksheet, the same to the byte as with a format
//! given to each cell. It does not know what the cells say.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// A worksheet and the formats that its cells have yet to get.
pub(super) struct Ink<'a> {
    /// The worksheet; what is written to it directly has its format at once.
    pub page: Worksheet,
    /// Formats that the worksheet knows. It numbers them in the order in which cells first have them.
    known: Vec<&'a Format>,
    /// Complete rectangles, and those that the next row may make longer.
    done: Vec<Area<'a>>,
    open: Vec<Area<'a>>,
    /// Cells of one row beside each other with the same format.
    run: Option<Area<'a>>,
    /// Behind the last row and the last column that have a cell.
    end: (u32, u16),
    /// Whether rows leave the memory when the next one begins, so that each cell gets its format at once.
    streamed: bool,
    /// The last row of a page that is streamed.
    last: Option<u32>,
}

/// Cells of the same format, first and last row and column.
#[derive(Clone, Copy)]
struct Area<'a> {
    rows: (u32, u32),
    columns: (u16, u16),
    format: &'a Format,
}

impl Area<'_> {
    /// Whether the other one stands directly below, as wide and with the same format.
    fn goes_on_as(&self, below: &Self) -> bool {
        self.rows.1 + 1 == below.rows.0 && self.columns == below.columns && std::ptr::eq(self.format, below.format)
    }

    /// Whether the other one stands directly to the right, as high and with the same format.
    fn is_before(&self, right: &Self) -> bool {
        self.rows == right.rows && self.columns.1 + 1 == right.columns.0 && std::ptr::eq(self.format, right.format)
    }
}

impl<'a> Ink<'a> {
    pub fn new(page: Worksheet) -> Self {
        Self { page, known: Vec::new(), done: Vec::new(), open: Vec::new(), run: None, end: (0, 0), streamed: false, last: None }
    }

    /// On a page that keeps only the last row.
    pub fn streamed(page: Worksheet) -> Self {
        Self { streamed: true, ..Self::new(page) }
    }

    /// Tells which row is the last one that is written.
    pub fn ends_with(&mut self, row: u32) {
        self.last = Some(row).filter(|_| self.streamed);
    }

    /// The height of a row. The last one of a page that is streamed is left to the spreadsheet to fit: the library writes it a second time
    /// where it has a height of its own, and a file with one row twice is damaged.
    pub fn height(&mut self, row: u32, height: f64) -> Result<(), XlsxError> {
        if self.last != Some(row) {
            self.page.set_row_height(row, height)?;
        }
        Ok(())
    }

    /// A text; an empty one leaves the cell blank.
    pub fn text(&mut self, row: u32, column: u16, text: &str, format: &'a Format) -> Result<(), XlsxError> {
        if text.is_empty() {
            return self.blank(row, column, format);
        }
        if self.is_first(format) {
            self.page.write_string_with_format(row, column, text, format)?;
        } else {
            self.page.write_string(row, column, text)?;
        }
        self.later(row, column, format);
        Ok(())
    }

    /// A number.
    pub fn number(&mut self, row: u32, column: u16, number: f64, format: &'a Format) -> Result<(), XlsxError> {
        if self.is_first(format) {
            self.page.write_number_with_format(row, column, number, format)?;
        } else {
            self.page.write_number(row, column, number)?;
        }
        self.later(row, column, format);
        Ok(())
    }

    /// A cell with nothing but its format.
    pub fn blank(&mut self, row: u32, column: u16, format: &'a Format) -> Result<(), XlsxError> {
        // A format that is given later does not make the sheet larger.
        let widens = row >= self.end.0 || column >= self.end.1;
        if self.is_first(format) || widens {
            self.page.write_blank(row, column, format)?;
        }
        self.later(row, column, format);
        Ok(())
    }

    /// Gives the cells their formats.
    pub fn dried(mut self) -> Result<Worksheet, XlsxError> {
        self.end_run();
        for Area { rows, columns, format } in self.done.iter().chain(&self.open) {
            self.page.set_range_format(rows.0, columns.0, rows.1, columns.1, format)?;
        }
        Ok(self.page)
    }

    /// Whether the cell is to be written with its format: as none was so far, or all are.
    fn is_first(&mut self, format: &'a Format) -> bool {
        if self.streamed {
            return true;
        }
        let is_known = self.known.iter().any(|known| std::ptr::eq(*known, format));
        if !is_known {
            self.known.push(format);
        }
        !is_known
    }

    /// The cell gets its format with its neighbours; the first one of a format gets it again, so that rectangles have no holes.
    fn later(&mut self, row: u32, column: u16, format: &'a Format) {
        if self.streamed {
            return;
        }
        self.end = (self.end.0.max(row + 1), self.end.1.max(column + 1));
        let cell = Area { rows: (row, row), columns: (column, column), format };
        match &mut self.run {
            Some(run) if run.is_before(&cell) => run.columns.1 = column,
            Some(_) | None => {
                self.end_run();
                self.run = Some(cell);
            }
        }
    }

    fn end_run(&mut self) {
        let Some(run) = self.run.take() else { return };
        if let Some(above) = self.open.iter_mut().find(|above| above.goes_on_as(&run)) {
            above.rows.1 = run.rows.1;
            return;
        }
        let (open, done) = self.open.iter().partition::<Vec<Area>, _>(|area| area.rows.1 + 1 >= run.rows.0);
        self.done.extend(done);
        self.open = open;
        self.open.push(run);
    }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{FormatAlign, Workbook};

    use super::*;

    /// What a cell of the table below is: a text, a number or nothing.
    fn cells() -> impl Iterator<Item = (u32, u16, u32)> {
        (0..7_u32).flat_map(|row| (0..5_u16).map(move |column| (row, column, row / 3 + u32::from(column) / 2)))
    }

    fn saved(page: Worksheet) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2025, 12, 31)?;
        workbook.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&day));
        workbook.push_worksheet(page);
        workbook.save_to_buffer()
    }

    #[test]
    fn the_file_is_the_same_as_with_a_format_for_each_cell() -> Result<(), XlsxError> {
        let formats = [Format::new().set_bold(), Format::new().set_italic(), Format::new().set_align(FormatAlign::Right)];
        let [text, number, blank] = &formats;
        let (mut ink, mut plain) = (Ink::new(Worksheet::new()), Worksheet::new());
        for (row, column, kind) in cells() {
            match kind {
                0 | 1 => {
                    ink.text(row, column, "甲", text)?;
                    plain.write_string_with_format(row, column, "甲", text)?;
                }
                2 => {
                    ink.number(row, column, 0.5, number)?;
                    plain.write_number_with_format(row, column, 0.5, number)?;
                }
                3 => {
                    ink.text(row, column, "", blank)?;
                    plain.write_string_with_format(row, column, "", blank)?;
                }
                _ => {
                    ink.blank(row, column, blank)?;
                    plain.write_blank(row, column, blank)?;
                }
            }
        }
        ink.end_run();
        assert_eq!(ink.done.len() + ink.open.len(), 7, "cells beside each other share a rectangle");
        assert_eq!(saved(ink.dried()?)?, saved(plain)?);
        Ok(())
    }

    #[test]
    fn blank_cells_at_the_edge_belong_to_the_sheet() -> Result<(), XlsxError> {
        let format = Format::new().set_bold();
        let (mut ink, mut plain) = (Ink::new(Worksheet::new()), Worksheet::new());
        for (row, column) in [(0, 0), (0, 1), (1, 0), (2, 3)] {
            ink.blank(row, column, &format)?;
            plain.write_blank(row, column, &format)?;
        }
        assert_eq!(saved(ink.dried()?)?, saved(plain)?);
        Ok(())
    }
}
