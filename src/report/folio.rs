//! Pages that stand upright: a notice to hang up, a dossier to sign. In contrast to [`super::sheet`] tables of different columns
//! stand under one another, with paragraphs between them.
//!
//! In: blocks. Out: a worksheet, A4 upright, one page wide. It does not know what the blocks say.

use rust_xlsxwriter::{Format, FormatAlign, Url, Worksheet, XlsxError};

use super::ink::Ink;
use super::paper::Letterhead;
use super::sheet::Cell;
use super::style::Style;
use super::widths::height;

/// One worksheet of pages.
pub(super) struct Folio {
    /// Name on the tab.
    pub name: String,
    /// Widths of the columns of the grid that all tables share, in half-width characters.
    pub widths: Vec<u16>,
    /// What stands on it, from above.
    pub blocks: Vec<Block>,
    /// The row of heads (from 0, counted in blocks) that every page repeats.
    pub repeated: Option<usize>,
    /// Least height of a row of a table, in points.
    pub row_height: f64,
    /// With narrow margins: pages that are filed, with much on them, and not put up.
    pub narrow: bool,
}

/// One piece, over the whole width.
pub(super) enum Block {
    /// The title.
    Title(String),
    /// A line under the title, in small type.
    Line(String),
    /// A paragraph as in an official letter.
    Prose(String),
    /// A line over a table.
    Caption(String),
    /// A remark in small type.
    Note(String),
    /// A line at the right: who signs, and when.
    Closing(String),
    /// A row of a table.
    Row(Vec<Slot>),
    /// What follows begins a page.
    Break,
    /// A free line.
    Gap,
}

/// A cell of a row, over so many columns of the grid.
pub(super) struct Slot {
    pub cell: Cell,
    pub span: u16,
    /// Whether it is a head.
    pub head: bool,
    /// The cell that it leads to: `'张三'!A1`.
    pub link: Option<String>,
}

impl Slot {
    /// A cell with content.
    pub fn of(cell: Cell, span: u16) -> Self {
        Self { cell, span, head: false, link: None }
    }

    /// A head.
    pub fn head(text: impl Into<String>, span: u16) -> Self {
        Self { cell: Cell::Text(text.into()), span, head: true, link: None }
    }

    /// A text that leads to a cell.
    pub fn link(text: impl Into<String>, to: String) -> Self {
        Self { cell: Cell::Text(text.into()), span: 1, head: false, link: Some(to) }
    }
}

/// Points of the type of paragraphs, against that of tables.
const PROSE: f64 = 1.4;

/// Writes the pages.
pub(super) fn write(folio: &Folio, style: &Style, letterhead: &Letterhead) -> Result<Worksheet, XlsxError> {
    let mut page = Worksheet::new();
    page.set_name(&folio.name)?;
    for (column, width) in (0_u16..).zip(&folio.widths) {
        page.set_column_width(column, f64::from(*width))?;
    }
    page.set_portrait().set_paper_size(9).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    // GB/T 9704-2012: 37 mm above, 28 mm at the binding edge, a text block of 156 mm; below 35 mm less the page number.
    let (left, right, top, bottom) = if folio.narrow { (0.98, 0.71, 0.79, 0.79) } else { (1.1, 1.02, 1.2, 1.0) };
    page.set_margins(left, right, top, bottom, 0.4, 0.4);
    let safe = |text: &str| text.replace('&', "&&");
    page.set_footer(format!("&L&9{}&C{}", safe(&super::paper::shortened(&letterhead.footer)), letterhead.pages));
    let over: Vec<String> = letterhead.draft.iter().chain(&letterhead.mark).map(|text| safe(text)).collect();
    if !over.is_empty() {
        page.set_header(format!("&C&\"黑体,Bold\"{}", over.join(" ")));
    }
    let looks = Looks::of(style);
    let mut pen =
        Pen { ink: Ink::new(page), style, row: 0, widths: &folio.widths, breaks: Vec::new(), looks: &looks, least: folio.row_height };
    let draft = letterhead.draft.as_deref().unwrap_or("");
    for (number, block) in folio.blocks.iter().enumerate() {
        if folio.repeated == Some(number) {
            pen.ink.page.set_repeat_rows(pen.row, pen.row)?;
        }
        pen.block(block, draft)?;
    }
    let mut page = pen.ink.dried()?;
    page.set_page_breaks(&pen.breaks)?;
    Ok(page)
}

/// Formats that only pages have.
struct Looks {
    prose: Format,
    closing: Format,
}

impl Looks {
    fn of(style: &Style) -> Self {
        let prose = style.note.clone().set_font_size(14).set_align(FormatAlign::VerticalCenter);
        Self { closing: prose.clone().set_align(FormatAlign::Right), prose }
    }
}

struct Pen<'a> {
    ink: Ink<'a>,
    style: &'a Style,
    row: u32,
    widths: &'a [u16],
    breaks: Vec<u32>,
    looks: &'a Looks,
    least: f64,
}

impl Pen<'_> {
    fn block(&mut self, block: &Block, draft: &str) -> Result<(), XlsxError> {
        let style = self.style;
        match block {
            Block::Title(text) => self.whole(&format!("{draft}{text}"), &style.title, 1.0, 40.0),
            Block::Line(text) => self.whole(text, &style.line, 1.0, 18.0),
            Block::Prose(text) => self.whole(text, &self.looks.prose, PROSE, 26.0),
            Block::Closing(text) => self.whole(text, &self.looks.closing, PROSE, 26.0),
            Block::Caption(text) => self.whole(text, &style.caption, 1.15, 24.0),
            Block::Note(text) => self.whole(text, &style.note, 1.0, 18.0),
            Block::Row(slots) => self.slots(slots),
            Block::Break => {
                self.breaks.push(self.row);
                Ok(())
            }
            Block::Gap => {
                self.ink.page.set_row_height(self.row, 9)?;
                self.row += 1;
                Ok(())
            }
        }
    }

    /// A line over the whole width, as high as its text needs in type of this size.
    fn whole(&mut self, text: &str, format: &Format, size: f64, lowest: f64) -> Result<(), XlsxError> {
        let last = u16::try_from(self.widths.len()).unwrap_or(1).saturating_sub(1);
        if last == 0 {
            self.ink.page.write_string_with_format(self.row, 0, text, format)?;
        } else {
            self.ink.page.merge_range(self.row, 0, self.row, last, text, format)?;
        }
        let room: u16 = self.widths.iter().sum();
        self.ink.page.set_row_height(self.row, scaled(text, room, size).max(lowest))?;
        self.row += 1;
        Ok(())
    }

    fn slots(&mut self, slots: &[Slot]) -> Result<(), XlsxError> {
        let mut column = 0_u16;
        let mut rooms = Vec::new();
        for slot in slots {
            let next = column + slot.span.max(1);
            let body = match &slot.cell {
                Cell::Number(_, show) | Cell::Live(_, _, show) => self.style.number(*show),
                Cell::Long(_) => &self.style.long,
                Cell::Link(..) => &self.style.link,
                Cell::Empty | Cell::Text(_) | Cell::Spark(_) => &self.style.text,
            };
            let format = if slot.head { &self.style.head } else { body };
            if next - column > 1 {
                self.ink.page.merge_range(self.row, column, self.row, next - 1, "", format)?;
            }
            match &slot.cell {
                Cell::Text(text) if slot.link.is_some() => {
                    let to = slot.link.as_deref().unwrap_or_default();
                    self.ink.page.write_url_with_format(self.row, column, Url::new(format!("internal:{to}")).set_text(text), format)?;
                }
                Cell::Link(text, target) => {
                    self.ink.page.write_url_with_format(self.row, column, super::paper::beside(text, target), format)?;
                }
                Cell::Number(value, _) | Cell::Live(_, value, _) => self.ink.number(self.row, column, *value, format)?,
                Cell::Text(text) | Cell::Long(text) => self.ink.text(self.row, column, text, format)?,
                // No form draws lines.
                Cell::Empty | Cell::Spark(_) => self.ink.blank(self.row, column, format)?,
            }
            rooms.push((slot.cell.as_text(), self.widths.iter().skip(usize::from(column)).take(usize::from(slot.span)).sum()));
            column = next;
        }
        self.ink.page.set_row_height(self.row, height(rooms).max(self.least))?;
        self.row += 1;
        Ok(())
    }
}

#[expect(clippy::float_arithmetic, reason = "points of paper, not of a score")]
fn scaled(text: &str, room: u16, size: f64) -> f64 {
    // Larger type has room for fewer characters, and takes higher lines.
    let tenths = (size * 10.0).round();
    let room = (1_u16..=room).rev().find(|less| f64::from(*less) * tenths <= f64::from(room) * 10.0).unwrap_or(1);
    height([(text, room)]) * size
}
