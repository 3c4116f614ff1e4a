//! A [`Sheet`] to a worksheet as an office prints it: A4 landscape, title, heads repeated on each page, page numbers.
//!
//! It does not know what the tables hold.

mod flow;
mod lines;

use crate::base::place::column_name;
use rust_xlsxwriter::{Color, ConditionalFormatFormula, Formula, Sparkline, Url, Worksheet, XlsxError};

use super::ink::Ink;
use super::sheet::{Cell, Emphasis, Grid, Head, Sheet};
use super::spread::{spread, Spread};
use super::style::Style;
use super::widths::{points, widths};
use flow::{Paper, Piece};
use lines::Across;

/// What all pages of a workbook say.
#[derive(Default)]
pub(super) struct Letterhead {
    /// Issuer, period and day, under every title.
    pub line: String,
    /// `单位：分`, behind it on sheets of points.
    pub unit: String,
    /// Left of the page number.
    pub footer: String,
    /// `第 &P 页 共 &N 页`.
    pub pages: String,
    /// Set over every page of what is not to be published.
    pub mark: Option<String>,
    /// Set in front of every title of a draft.
    pub draft: Option<String>,
    /// Places to sign.
    pub signatures: String,
}

/// Writes a sheet.
pub(super) fn write(sheet: &Sheet, style: &Style, letterhead: &Letterhead) -> Result<Worksheet, XlsxError> {
    write_with(Ink::new(Worksheet::new()), sheet, style, letterhead)
}

/// Writes a sheet on an empty page: row by row from above to below, so that the page need not keep them.
pub(super) fn write_with<'s>(ink: Ink<'s>, sheet: &Sheet, style: &'s Style, letterhead: &Letterhead) -> Result<Worksheet, XlsxError> {
    let mut pen = Pen::new(ink, sheet, style)?;
    let draft = letterhead.draft.as_deref().unwrap_or("");
    pen.set_up_page(sheet, letterhead)?;
    pen.title(&format!("{draft}{}", sheet.title))?;
    let unit = if sheet.points { letterhead.unit.as_str() } else { "" };
    pen.under_title(&format!("{}{unit}", letterhead.line))?;
    for lead in &sheet.leads {
        pen.paragraph(lead, &style.line)?;
    }
    let mut pieces = Vec::new();
    for (number, grid) in sheet.grids.iter().enumerate() {
        let mut from = 0;
        if number > 0 {
            pen.row += sheet.gap.max(1);
            from = pen.row;
        }
        let fresh = number > 0 && ((sheet.beside > 0 && sheet.gap > 0) || grid.fresh);
        let body = pen.grid(grid, &sheet.emphasis)?;
        pieces.push(Piece { from, body, to: pen.row, fresh });
        if grid.room > 0 {
            // A chart is not parted.
            let to = pen.row + grid.room;
            pieces.push(Piece { from: pen.row, body: to, to, fresh: false });
            pen.row = to;
        }
    }
    let end = pen.row;
    for note in &sheet.notes {
        pen.paragraph(note, &style.note)?;
    }
    if sheet.signed || !sheet.signatures.is_empty() {
        pen.row += 1;
    }
    for line in &sheet.signatures {
        pen.merged(line, &style.line, 24)?;
    }
    if sheet.signed {
        pen.merged(&letterhead.signatures, &style.line, 24)?;
    }
    pieces.push(Piece { from: end, body: pen.row, to: pen.row, fresh: false });
    if sheet.grids.len() > 1 {
        pen.repeat_head(sheet, &pieces)?;
    }
    let breaks = pen.breaks(&pieces, sheet.tall);
    if !breaks.is_empty() {
        pen.ink.page.set_page_breaks(&breaks)?;
    }
    for (row, column, chart) in &sheet.charts {
        pen.ink.page.insert_chart(*row, *column, chart)?;
    }
    pen.ink.dried()
}

/// The worksheet and the row where writing goes on.
struct Pen<'a> {
    ink: Ink<'a>,
    style: &'a Style,
    row: u32,
    widths: Vec<u16>,
    /// Columns over which lines run, for each page beside another.
    across: Vec<Across>,
    /// Points of the rows written; 0 where none are set.
    heights: Vec<u16>,
}

impl<'a> Pen<'a> {
    fn new(mut ink: Ink<'a>, sheet: &Sheet, style: &'a Style) -> Result<Self, XlsxError> {
        ink.page.set_name(&sheet.name)?;
        ink.ends_with(sheet.last_row());
        let widths = widths(sheet, style.decimals);
        for (column, width) in (0_u16..).zip(&widths) {
            ink.page.set_column_width(column, f64::from(*width))?;
        }
        let across = vec![(0, u16::try_from(widths.len()).unwrap_or(u16::MAX))];
        Ok(Self { ink, style, row: 0, widths, across, heights: Vec::new() })
    }

    #[expect(clippy::float_arithmetic, reason = "inches of paper, not points of a score")]
    fn set_up_page(&mut self, sheet: &Sheet, letterhead: &Letterhead) -> Result<(), XlsxError> {
        self.ink.page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, sheet.tall).set_print_center_horizontally(true);
        let [left, right, top, bottom] = flow::margins(&self.widths).map(|hundredths| f64::from(hundredths) / 100.0);
        self.ink.page.set_margins(left, right, top, bottom, 0.4, 0.4);
        let safe = |text: &str| text.replace('&', "&&");
        self.ink.page.set_footer(format!("&L&9{}&C{}", safe(&shortened(&letterhead.footer)), letterhead.pages));
        let over: Vec<String> = letterhead.draft.iter().chain(&letterhead.mark).chain(&sheet.over).map(|text| safe(text)).collect();
        if !over.is_empty() {
            self.ink.page.set_header(format!("&C&\"黑体,Bold\"{}", over.join(" ")));
        }
        if let Some(Spread { breaks, scale }) = spread(sheet, &self.widths) {
            self.ink.page.set_print_scale(scale).set_repeat_columns(0, sheet.frozen - 1)?;
            self.ink.page.set_vertical_page_breaks(&breaks.iter().map(|column| u32::from(*column)).collect::<Vec<_>>())?;
            let firsts = std::iter::once(sheet.frozen).chain(breaks.iter().copied());
            let end = u16::try_from(self.widths.len()).unwrap_or(u16::MAX);
            self.across = firsts.zip(breaks.iter().copied().chain([end])).collect();
        }
        if let Some(grid) = sheet.grids.first() {
            let first = Sheet::first_row(sheet.leads.len(), grid.caption.is_some(), grid.is_double());
            let head = first - 1 - u32::from(grid.is_double());
            // Over a chart a head would stand without its table.
            if sheet.grids.len() == 1 && grid.room == 0 {
                self.ink.page.set_repeat_rows(head, first - 1)?;
                self.ink.page.set_freeze_panes(first, sheet.frozen)?;
            }
        }
        Ok(())
    }

    /// Rows that begin a page; only where the sheet is as many pages tall as it takes.
    fn breaks(&self, pieces: &[Piece], tall: u16) -> Vec<u32> {
        if tall > 0 || self.across.len() > 1 {
            return pieces.iter().filter(|piece| piece.fresh).map(|piece| piece.from).collect();
        }
        flow::breaks(pieces, &self.heights, Paper::of(&self.widths))
    }

    /// Of several tables, the last ones with one head repeat it on the pages on which a long one of them goes on.
    fn repeat_head(&mut self, sheet: &Sheet, pieces: &[Piece]) -> Result<(), XlsxError> {
        let Some(double) = sheet.grids.last().map(Grid::is_double) else { return Ok(()) };
        let alike =
            sheet.grids.iter().rev().take_while(|grid| grid.room == 0 && sheet.grids.last().is_some_and(|last| grid.has_head_of(last)));
        let (above, below) = sheet.grids.split_at(sheet.grids.len() - alike.count());
        if above.iter().any(|grid| grid.room > 0) || sheet.beside > 0 || sheet.tall > 0 {
            return Ok(());
        }
        let tables = pieces.get(above.len()..above.len() + below.len()).unwrap_or_default();
        let Some(first) = tables.first() else { return Ok(()) };
        if flow::goes_on(first.from, tables, &self.heights, Paper::of(&self.widths)) {
            self.ink.page.set_repeat_rows(first.body - 1 - u32::from(double), first.body - 1)?;
        }
        Ok(())
    }

    fn set_height(&mut self, row: u32, height: u16) -> Result<(), XlsxError> {
        let at = usize::try_from(row).unwrap_or(usize::MAX);
        if self.heights.len() <= at {
            self.heights.resize(at + 1, 0);
        }
        if let Some(known) = self.heights.get_mut(at) {
            *known = height;
        }
        self.ink.height(row, f64::from(height))
    }

    /// Writes a table; the first row below its head.
    fn grid(&mut self, grid: &Grid, emphases: &[Emphasis]) -> Result<u32, XlsxError> {
        if let Some(caption) = &grid.caption {
            self.paragraph(caption, &self.style.caption)?;
        }
        self.heads(&grid.heads, grid.is_double())?;
        let top = self.row;
        for row in &grid.rows {
            for (column, cell) in (0_u16..).zip(row) {
                self.cell(column, cell)?;
            }
            let texts = row.iter().zip(&self.widths).map(|(cell, width)| (cell.as_text(), *width));
            let height = points(texts);
            self.set_height(self.row, height)?;
            self.row += 1;
        }
        let last = u16::try_from(grid.heads.len()).unwrap_or(1).saturating_sub(1);
        if grid.filter && self.row > top {
            self.ink.page.autofilter(top - 1, 0, self.row - 1, last)?;
        }
        if self.row > top {
            for emphasis in emphases {
                let cell = format!("${}{}", column_name(u32::from(emphasis.column) + 1), top + 1);
                let rule = Formula::new(format!("ISNUMBER(FIND(\"{}\",{cell}))", emphasis.text));
                let format = ConditionalFormatFormula::new().set_rule(rule).set_format(Style::emphasis(emphasis));
                self.ink.page.add_conditional_format(top, 0, self.row - 1, last, &format)?;
            }
        }
        Ok(top)
    }

    fn heads(&mut self, heads: &[Head], double: bool) -> Result<(), XlsxError> {
        let head = &self.style.head;
        let under = self.row + u32::from(double);
        let texts = heads.iter().zip(&self.widths).map(|(head, width)| (head.text.as_str(), *width));
        let height = points(texts);
        self.set_height(under, height)?;
        let mut upper = Vec::new();
        let mut column = 0_u16;
        for group in heads.chunk_by(|left, right| left.over.is_some() && left.over == right.over) {
            let next = column + u16::try_from(group.len()).unwrap_or(1);
            match group.first().and_then(|first| first.over.as_ref()) {
                Some(over) if group.len() > 1 => {
                    upper.push((over.as_str(), self.widths.iter().skip(usize::from(column)).take(group.len()).sum()));
                    self.ink.page.merge_range(self.row, column, self.row, next - 1, over, head)?;
                }
                Some(over) => {
                    upper.push((over.as_str(), self.widths.get(usize::from(column)).copied().unwrap_or(1)));
                    self.ink.page.write_string_with_format(self.row, column, over, head)?;
                }
                None => {}
            }
            for (offset, each) in (column..next).zip(group) {
                if double && each.over.is_none() {
                    self.ink.page.merge_range(self.row, offset, under, offset, &each.text, head)?;
                } else {
                    self.ink.page.write_string_with_format(under, offset, &each.text, head)?;
                }
            }
            column = next;
        }
        if double {
            self.set_height(self.row, points(upper))?;
        }
        self.row = under + 1;
        Ok(())
    }

    fn cell(&mut self, column: u16, cell: &Cell) -> Result<(), XlsxError> {
        let (ink, row, style) = (&mut self.ink, self.row, self.style);
        match cell {
            Cell::Empty => ink.blank(row, column, &style.text)?,
            Cell::Text(text) => ink.text(row, column, text, &style.text)?,
            Cell::Long(text) => ink.text(row, column, text, &style.long)?,
            Cell::Link(text, target) => {
                ink.page.write_url_with_format(row, column, beside(text, target), &style.link)?;
            }
            Cell::Number(value, show) => ink.number(row, column, *value, style.number(*show))?,
            Cell::Spark(cells) => {
                let name = ink.page.name();
                let line = Sparkline::new().set_range((name.as_str(), row, column.saturating_sub(*cells), row, column.saturating_sub(1)));
                ink.blank(row, column, &style.text)?;
                ink.page.add_sparkline(
                    row,
                    column,
                    &line.show_markers(true).set_markers_color(Color::Black).set_sparkline_color(Color::Black).set_line_weight(1.25),
                )?;
            }
            Cell::Live(text, value, show) => {
                let formula = Formula::new(format!("={text}")).set_result(value.to_string());
                ink.page.write_formula_with_format(row, column, formula, style.number(*show))?;
            }
        }
        Ok(())
    }
}

/// A text that leads to a file beside the workbook.
pub(super) fn beside(text: &str, target: &str) -> Url {
    Url::new(format!("file:///{target}")).set_text(text)
}

/// A footer may hold 255 characters in all.
pub(super) fn shortened(text: &str) -> String {
    text.chars().take(100).collect()
}
