//! Widths of columns and heights of rows, reckoned from texts, since a spreadsheet that only prints does not fit them.
//!
//! Widths are in half-width characters of the text's size; a Chinese character takes two.

use unicode_width::UnicodeWidthStr;

use super::sheet::{Cell, Grid, Sheet, Show};

/// A table of few columns is stretched to this, so that titles have room.
const LEAST_WIDTH: u16 = 90;
/// A small line.
const SPARK: usize = 16;
/// Points that a line of text takes.
const LINE: usize = 15;
/// A spreadsheet takes rows of 409 points at most.
const HIGHEST: u16 = 400;
/// Pixels of a half-width character in columns, and in a title of 22 points.
const CHARACTER: u32 = 7;
const TITLE_CHARACTER: u32 = 15;
/// Points that a line of a title takes.
const TITLE_LINE: usize = 38;

/// The width of every column: of the widest text, between the least and the greatest that the head names.
pub(super) fn widths(sheet: &Sheet, decimals: u32) -> Vec<u16> {
    let columns = sheet.grids.iter().map(|grid| grid.heads.len()).max().unwrap_or(0).max(1);
    let of_grid = |grid: &Grid, column: usize| {
        let (least, most) = grid.heads.get(column)?.width;
        let texts = grid.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell_width(cell, decimals as usize));
        Some(texts.max().unwrap_or(0).clamp(least, most.max(least)))
    };
    let of_column = |column| sheet.grids.iter().filter_map(|grid| of_grid(grid, column)).max().unwrap_or(8);
    let mut widths: Vec<u16> = (0..columns).map(of_column).collect();
    if sheet.beside > 0 {
        widths.push(sheet.beside);
    }
    let total: u16 = widths.iter().sum();
    if total < LEAST_WIDTH {
        let more = (LEAST_WIDTH - total).div_ceil(u16::try_from(widths.len()).unwrap_or(1));
        widths = widths.into_iter().map(|width| width + more).collect();
    }
    widths
}

/// The height of a row that shows all of these texts in columns of these widths.
pub(super) fn height<'a>(cells: impl IntoIterator<Item = (&'a str, u16)>) -> f64 {
    f64::from(points(cells))
}

/// The same as a whole number of points.
pub(super) fn points<'a>(cells: impl IntoIterator<Item = (&'a str, u16)>) -> u16 {
    let lines = cells.into_iter().map(|(text, width)| lines(text, width)).max().unwrap_or(1);
    u16::try_from(lines * LINE + 3).unwrap_or(u16::MAX).min(HIGHEST)
}

/// The points that a title takes over columns of this width in all; its type has room for fewer characters than widths are reckoned in.
pub(super) fn title_points(title: &str, width: u16) -> u16 {
    let room = u32::from(width) * CHARACTER / TITLE_CHARACTER;
    let lines = lines(title, u16::try_from(room).unwrap_or(u16::MAX));
    u16::try_from(lines * TITLE_LINE).unwrap_or(u16::MAX).min(HIGHEST)
}

/// Lines of a text in a column of this width.
fn lines(text: &str, width: u16) -> usize {
    let room = usize::from(width).saturating_sub(2).max(2);
    text.lines().map(|line| line.width().div_ceil(room).max(1)).sum::<usize>().max(1)
}

fn cell_width(cell: &Cell, decimals: usize) -> u16 {
    let width = match cell {
        Cell::Empty => 0,
        Cell::Spark(_) => SPARK,
        Cell::Text(text) | Cell::Long(text) | Cell::Link(text, _) => text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0) + 2,
        Cell::Number(value, show) | Cell::Live(_, value, show) => number_width(*value, *show, decimals) + 2,
    };
    u16::try_from(width).unwrap_or(u16::MAX)
}

fn number_width(value: f64, show: Show, decimals: usize) -> usize {
    let whole = format!("{value:.0}").len();
    match show {
        Show::Whole | Show::Quantity => whole,
        Show::WholeByEngine => whole + 1,
        Show::Points => whole + 1 + decimals,
        Show::PointsByEngine | Show::HalfPoints => whole + 2 + decimals,
        Show::Hundredths => whole + 3,
        Show::Percent => 6,
        Show::Share => 8,
        Show::FinePercent => 7,
        Show::PercentagePoints => 12,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_gets_the_lines_it_needs() {
        let one = height([("六个字的表头", 14)]);
        assert!(height([("会议期间履职情况说明", 8)]) > one * 2.0);
        assert!((height([("", 3), ("一行", 8)]) - one).abs() < 1e-9);
    }

    #[test]
    fn a_title_gets_a_line_for_every_twenty_characters_of_a_narrow_sheet() {
        // 90 half-widths of 7 pixels are 42 of 15, of which two stay free: twenty Chinese characters.
        assert_eq!(title_points(&"字".repeat(20), 90), 38);
        assert_eq!(title_points(&"字".repeat(21), 90), 76);
        assert_eq!(title_points(&"字".repeat(41), 90), 114);
        assert_eq!(title_points("", 90), 38);
    }
}
