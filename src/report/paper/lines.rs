//! Lines that run over the columns of a page: title, what stands under it, notes, places to sign.
//!
//! Columns that stay in view are printed on every page beside another: where the sheet is parted, lines begin behind them, so that
//! no page shows the beginning of a line that stands on the first.

use rust_xlsxwriter::{Format, XlsxError};

use super::Pen;
use crate::report::widths::{points, title_points};

/// The columns of a page over which lines run: the first one, and the one behind the last.
pub(super) type Across = (u16, u16);

impl Pen<'_> {
    /// The title, as high as its lines, on every page beside another.
    pub(super) fn title(&mut self, text: &str) -> Result<(), XlsxError> {
        let height = self.across.iter().map(|across| title_points(text, self.room(*across))).max().unwrap_or(0);
        self.on_each_page(text, &self.style.title, height)
    }

    /// What stands under the title, likewise.
    pub(super) fn under_title(&mut self, text: &str) -> Result<(), XlsxError> {
        let height = self.across.iter().map(|across| points([(text, self.room(*across))])).max().unwrap_or(0);
        self.on_each_page(text, &self.style.line, height)
    }

    /// A merged line; a spreadsheet does not fit the height of merged rows, so it is reckoned here.
    pub(super) fn paragraph(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        let room = self.across.first().map_or(0, |across| self.room(*across));
        self.merged(text, format, points([(text, room)]))
    }

    pub(super) fn merged(&mut self, text: &str, format: &Format, height: u16) -> Result<(), XlsxError> {
        self.over(self.across.first().copied().unwrap_or((0, 1)), text, format)?;
        self.ends(height)
    }

    fn on_each_page(&mut self, text: &str, format: &Format, height: u16) -> Result<(), XlsxError> {
        for across in self.across.clone() {
            self.over(across, text, format)?;
        }
        self.ends(height)
    }

    fn over(&mut self, (first, behind): Across, text: &str, format: &Format) -> Result<(), XlsxError> {
        let (page, row, last) = (&mut self.ink.page, self.row, behind.saturating_sub(1));
        if last <= first {
            page.write_string_with_format(row, first, text, format)?;
        } else {
            page.merge_range(row, first, row, last, text, format)?;
        }
        Ok(())
    }

    fn ends(&mut self, height: u16) -> Result<(), XlsxError> {
        self.set_height(self.row, height)?;
        self.row += 1;
        Ok(())
    }

    fn room(&self, (first, behind): Across) -> u16 {
        self.widths.iter().take(usize::from(behind)).skip(usize::from(first)).sum()
    }
}
