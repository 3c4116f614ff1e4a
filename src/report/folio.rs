//! Pages that stand upright: a notice to hang up, a dossier to sign. In contrast to [`super::sheet`] tables of different columns
//! stand under one another, with paragraphs between them.
//!
//! In: blocks. Out: a sheet of the [`Press`], A4 upright, one page wide. It does not know what the blocks say.

use rust_xlsxwriter::{Format, FormatAlign, XlsxError};

use super::paper::Letterhead;
use super::press::{Leaf, Press, Setup};
use super::sheet::Cell;
use super::style::Style;
use super::widths::{height, title_points};

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
pub(super) fn write<'a>(
    press: &mut Press<'a>,
    folio: &Folio,
    (style, looks): (&'a Style, &'a Looks),
    letterhead: &Letterhead,
) -> Result<(), XlsxError> {
    // GB/T 9704-2012: 37 mm above, 28 mm at the binding edge, a text block of 156 mm; below 35 mm less the page number.
    let margins = if folio.narrow { (0.98, 0.71, 0.79, 0.79) } else { (1.1, 1.02, 1.2, 1.0) };
    let safe = |text: &str| text.replace('&', "&&");
    let footer = format!("&L&9{}&C{}", safe(&super::paper::shortened(&letterhead.footer)), letterhead.pages);
    let over: Vec<String> = letterhead.draft.iter().chain(&letterhead.mark).map(|text| safe(text)).collect();
    let header = if over.is_empty() { String::new() } else { format!("&C&\"黑体,Bold\"{}", over.join(" ")) };
    let draft = letterhead.draft.as_deref().unwrap_or("");
    let setup = Setup { name: &folio.name, widths: &folio.widths, margins, header: &header, footer: &footer };
    press.sheet(&setup, |leaf| {
        let mut pen = Pen { leaf, style, row: 0, widths: &folio.widths, looks, least: folio.row_height };
        for (number, block) in folio.blocks.iter().enumerate() {
            if folio.repeated == Some(number) {
                pen.leaf.repeat(pen.row);
            }
            pen.block(block, draft)?;
        }
        Ok(())
    })
}

/// Formats that only pages have.
pub(super) struct Looks {
    prose: Format,
    closing: Format,
}

impl Looks {
    /// Those that go with the style.
    pub fn of(style: &Style) -> Self {
        let prose = style.note.clone().set_font_size(14).set_align(FormatAlign::VerticalCenter);
        Self { closing: prose.clone().set_align(FormatAlign::Right), prose }
    }
}

struct Pen<'p, 'l, 'a> {
    leaf: &'p mut Leaf<'l, 'a>,
    style: &'a Style,
    row: u32,
    widths: &'p [u16],
    looks: &'a Looks,
    least: f64,
}

impl<'a> Pen<'_, '_, 'a> {
    fn block(&mut self, block: &Block, draft: &str) -> Result<(), XlsxError> {
        let (style, looks) = (self.style, self.looks);
        match block {
            Block::Title(text) => {
                let text = format!("{draft}{text}");
                let height = title_points(&text, self.widths.iter().sum());
                self.whole(&text, &style.title, 1.0, f64::from(height.max(40)))
            }
            Block::Line(text) => self.whole(text, &style.line, 1.0, 18.0),
            Block::Prose(text) => self.whole(text, &looks.prose, PROSE, 26.0),
            Block::Closing(text) => self.whole(text, &looks.closing, PROSE, 26.0),
            Block::Caption(text) => self.whole(text, &style.caption, 1.15, 24.0),
            Block::Note(text) => self.whole(text, &style.note, 1.0, 18.0),
            Block::Row(slots) => self.slots(slots),
            Block::Break => {
                self.leaf.break_at(self.row);
                Ok(())
            }
            Block::Gap => self.ends(9.0),
        }
    }

    /// The row is so high, in points, and the next one begins.
    fn ends(&mut self, height: f64) -> Result<(), XlsxError> {
        self.leaf.height(self.row, height)?;
        self.row += 1;
        Ok(())
    }

    /// A line over the whole width, as high as its text needs in type of this size.
    fn whole(&mut self, text: &str, format: &'a Format, size: f64, lowest: f64) -> Result<(), XlsxError> {
        self.leaf.text(self.row, 0, text, format)?;
        self.leaf.merge_to(u16::try_from(self.widths.len()).unwrap_or(1).saturating_sub(1), format)?;
        let room: u16 = self.widths.iter().sum();
        self.ends(scaled(text, room, size).max(lowest))
    }

    fn slots(&mut self, slots: &[Slot]) -> Result<(), XlsxError> {
        let (style, row) = (self.style, self.row);
        let mut column = 0_u16;
        let mut rooms = Vec::with_capacity(slots.len());
        for slot in slots {
            let next = column + slot.span.max(1);
            let body = match &slot.cell {
                Cell::Number(_, show) | Cell::Live(_, _, show) => style.number(*show),
                Cell::Long(_) => &style.long,
                Cell::Link(..) => &style.link,
                Cell::Empty | Cell::Text(_) | Cell::Spark(_) => &style.text,
            };
            let format = if slot.head { &style.head } else { body };
            match (&slot.cell, &slot.link) {
                (Cell::Text(text), Some(to)) => self.leaf.link(row, column, text, to, format)?,
                (Cell::Number(value, _) | Cell::Live(_, value, _), _) => self.leaf.number(row, column, *value, format)?,
                // No form leads to files.
                (Cell::Text(text) | Cell::Long(text) | Cell::Link(text, _), _) => self.leaf.text(row, column, text, format)?,
                // No form draws lines.
                (Cell::Empty | Cell::Spark(_), _) => self.leaf.blank(row, column, format)?,
            }
            self.leaf.merge_to(next - 1, format)?;
            rooms.push((slot.cell.as_text(), self.widths.iter().skip(usize::from(column)).take(usize::from(slot.span)).sum()));
            column = next;
        }
        self.ends(height(rooms).max(self.least))
    }
}

#[expect(clippy::float_arithmetic, reason = "points of paper, not of a score")]
fn scaled(text: &str, room: u16, size: f64) -> f64 {
    // Larger type has room for fewer characters, and takes higher lines.
    let tenths = (size * 10.0).round();
    let room = (1_u16..=room).rev().find(|less| f64::from(*less) * tenths <= f64::from(room) * 10.0).unwrap_or(1);
    height([(text, room)]) * size
}
