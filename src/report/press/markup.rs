//! The XML of one upright sheet, element by element in the order that the standard asks for.

use std::fmt::Write;

use crate::base::place::column_name;
use crate::report::package::{HEAD_LINE, MAIN, RELATIONS};
use crate::report::xml::escape::{push_text, push_value};

use super::leaf::{Cell, Content, Written};
use super::Setup;

/// A row that is not told otherwise is so high, in quarters of a point.
const USUAL: u32 = 60;
/// So many rows share what the first and the last column are that have a cell.
const BLOCK: u32 = 16;

/// The part of a sheet; the first one is shown when the workbook is opened.
pub(super) fn sheet(setup: &Setup, written: &Written, is_first: bool) -> String {
    let mut xml = String::with_capacity(1024 + written.cells.len() * 48);
    let rows = Rows::of(written);
    let selected = if is_first { " tabSelected=\"1\"" } else { "" };
    let dimension = rows.dimension();
    let _ = write!(
        xml,
        "{HEAD_LINE}<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>\
         <dimension ref=\"{dimension}\"/><sheetViews><sheetView{selected} workbookViewId=\"0\"/></sheetViews>\
         <sheetFormatPr defaultRowHeight=\"15\"/>"
    );
    columns(&mut xml, setup.widths);
    rows.write(&mut xml, written);
    merged(&mut xml, written, &rows);
    links(&mut xml, written, &rows);
    page(&mut xml, setup);
    breaks(&mut xml, written);
    xml.push_str("</worksheet>");
    xml
}

/// Columns beside each other with the same width are told together.
fn columns(xml: &mut String, widths: &[u16]) {
    if widths.is_empty() {
        return;
    }
    xml.push_str("<cols>");
    let mut first = 1;
    for same in widths.chunk_by(|left, right| left == right) {
        let last = first + same.len() - 1;
        let width = drawn(same.first().copied().unwrap_or_default());
        let _ = write!(xml, "<col min=\"{first}\" max=\"{last}\" width=\"{width}\" customWidth=\"1\"/>");
        first = last + 1;
    }
    xml.push_str("</cols>");
}

/// The width of so many characters and what is free beside them: seven dots each and five, told in 256ths of a character.
#[expect(clippy::float_arithmetic, reason = "a width on paper")]
fn drawn(width: u16) -> f64 {
    let dots = (u32::from(width) * 7 + 5).min(1790);
    f64::from(dots * 256 / 7) / 256.0
}

/// How large the sheet is, and the names of its columns.
struct Rows {
    names: Vec<String>,
    count: u32,
}

impl Rows {
    fn of(written: &Written) -> Self {
        let columns = written.cells.iter().map(|cell| cell.column + 1).max().unwrap_or_default();
        let last = written.cells.last().map_or(0, |cell| cell.row + 1);
        let told = u32::try_from(written.heights.len()).unwrap_or(u32::MAX);
        Self { names: (1..=u32::from(columns)).map(column_name).collect(), count: last.max(told) }
    }

    fn name(&self, column: u16) -> &str {
        self.names.get(usize::from(column)).map_or("", String::as_str)
    }

    fn dimension(&self) -> String {
        match (self.names.last(), self.count) {
            (None, 0 | 1) => "A1".to_owned(),
            (None, count) => format!("A1:A{count}"),
            (Some(last), count) if self.names.len() > 1 || count > 1 => format!("A1:{last}{count}"),
            (Some(_), _) => "A1".to_owned(),
        }
    }

    fn write(&self, xml: &mut String, written: &Written) {
        if self.count == 0 {
            xml.push_str("<sheetData/>");
            return;
        }
        xml.push_str("<sheetData>");
        let mut rest = written.cells.as_slice();
        let mut spans = String::new();
        let mut row_name = String::new();
        for row in 0..self.count {
            if row % BLOCK == 0 {
                spans = block(rest, row + BLOCK);
            }
            let here = rest.partition_point(|cell| cell.row == row);
            let (cells, further) = rest.split_at(here);
            rest = further;
            let height = written.heights.get(row as usize).copied().flatten();
            if cells.is_empty() && height.is_none() {
                continue;
            }
            row_name.clear();
            push_number(&mut row_name, row + 1);
            xml.push_str("<row r=\"");
            xml.push_str(&row_name);
            xml.push('"');
            xml.push_str(&spans);
            push_height(xml, height.unwrap_or(USUAL));
            if cells.is_empty() {
                xml.push_str("/>");
                continue;
            }
            xml.push('>');
            for cell in cells {
                self.cell(xml, cell, &row_name);
            }
            xml.push_str("</row>");
        }
        xml.push_str("</sheetData>");
    }

    fn cell(&self, xml: &mut String, cell: &Cell, row: &str) {
        xml.push_str("<c r=\"");
        xml.push_str(self.name(cell.column));
        xml.push_str(row);
        xml.push_str("\" s=\"");
        push_number(xml, cell.look);
        match cell.content {
            Content::Blank => xml.push_str("\"/>"),
            Content::Text(number) => {
                xml.push_str("\" t=\"s\"><v>");
                push_number(xml, number);
                xml.push_str("</v></c>");
            }
            Content::Number(number) => {
                xml.push_str("\"><v>");
                xml.push_str(zmij::Buffer::new().format_finite(number));
                xml.push_str("</v></c>");
            }
        }
    }
}

/// ` spans="1:6"` of the cells above a row; nothing where there is none.
fn block(cells: &[Cell], end: u32) -> String {
    let within = || cells.iter().take_while(|cell| cell.row < end).map(|cell| cell.column + 1);
    match (within().min(), within().max()) {
        (Some(first), Some(last)) => format!(" spans=\"{first}:{last}\""),
        (None, _) | (_, None) => String::new(),
    }
}

fn push_height(xml: &mut String, quarters: u32) {
    if quarters == USUAL {
        return;
    }
    xml.push_str(" ht=\"");
    push_number(xml, quarters / 4);
    xml.push_str(match quarters % 4 {
        1 => ".25",
        2 => ".5",
        3 => ".75",
        _ => "",
    });
    xml.push_str("\" customHeight=\"1\"");
}

/// Appends the digits; quicker than the way of all formats, for each cell.
fn push_number(xml: &mut String, number: u32) {
    if number >= 10 {
        push_number(xml, number / 10);
    }
    xml.push(char::from(b'0' + u8::try_from(number % 10).unwrap_or_default()));
}

fn merged(xml: &mut String, written: &Written, rows: &Rows) {
    if written.merged.is_empty() {
        return;
    }
    let _ = write!(xml, "<mergeCells count=\"{}\">", written.merged.len());
    for (row, first, last) in &written.merged {
        xml.push_str("<mergeCell ref=\"");
        xml.push_str(rows.name(*first));
        push_number(xml, row + 1);
        xml.push(':');
        xml.push_str(rows.name(*last));
        push_number(xml, row + 1);
        xml.push_str("\"/>");
    }
    xml.push_str("</mergeCells>");
}

fn links(xml: &mut String, written: &Written, rows: &Rows) {
    if written.links.is_empty() {
        return;
    }
    xml.push_str("<hyperlinks>");
    for (row, column, target, text) in &written.links {
        xml.push_str("<hyperlink ref=\"");
        xml.push_str(rows.name(*column));
        push_number(xml, row + 1);
        xml.push_str("\" location=\"");
        push_value(xml, target);
        xml.push_str("\" display=\"");
        push_value(xml, text);
        xml.push_str("\"/>");
    }
    xml.push_str("</hyperlinks>");
}

/// A4 upright, one page wide, as many high as it takes.
fn page(xml: &mut String, setup: &Setup) {
    let (left, right, top, bottom) = setup.margins;
    let _ = write!(
        xml,
        "<printOptions horizontalCentered=\"1\"/><pageMargins left=\"{left}\" right=\"{right}\" top=\"{top}\" bottom=\"{bottom}\" \
         header=\"0.4\" footer=\"0.4\"/><pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"portrait\" horizontalDpi=\"200\" \
         verticalDpi=\"200\"/>"
    );
    if setup.header.is_empty() && setup.footer.is_empty() {
        return;
    }
    xml.push_str("<headerFooter>");
    for (tag, text) in [("oddHeader", setup.header), ("oddFooter", setup.footer)] {
        if !text.is_empty() {
            let _ = write!(xml, "<{tag}>");
            push_text(xml, text);
            let _ = write!(xml, "</{tag}>");
        }
    }
    xml.push_str("</headerFooter>");
}

fn breaks(xml: &mut String, written: &Written) {
    if written.breaks.is_empty() {
        return;
    }
    let count = written.breaks.len();
    let _ = write!(xml, "<rowBreaks count=\"{count}\" manualBreakCount=\"{count}\">");
    for row in &written.breaks {
        let _ = write!(xml, "<brk id=\"{row}\" max=\"16383\" man=\"1\"/>");
    }
    xml.push_str("</rowBreaks>");
}
