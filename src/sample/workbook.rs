//! Sheets into an Excel workbook that looks like one from an office.

use std::path::Path;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError};

use super::grid::{letters, Book, Cell, Grid};
use crate::base::archive::of_no_system;
use crate::base::whole;

/// Fonts and borders of the parts of a sheet.
struct Looks {
    title: Format,
    note: Format,
    head: Format,
    body: Format,
    date: Format,
    total: Format,
}

impl Looks {
    fn new() -> Self {
        let cell = || {
            Format::new()
                .set_border(FormatBorder::Thin)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap()
        };
        let body = || cell().set_font_name("仿宋").set_font_size(11);
        Self {
            title: Format::new()
                .set_font_name("方正小标宋简体")
                .set_font_size(20)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            note: Format::new().set_font_name("仿宋").set_font_size(11),
            head: cell().set_font_name("黑体").set_font_size(11),
            body: body(),
            date: body().set_num_format("yyyy-mm-dd"),
            total: body().set_bold(),
        }
    }
}

/// Writes the workbook; `made` is the day its properties name.
pub(super) fn write(book: &Book, made: NaiveDate, path: &Path) -> std::io::Result<()> {
    let bytes = build(book, made).and_then(|mut workbook| workbook.save_to_buffer()).map_err(std::io::Error::other)?;
    whole::write(&of_no_system(bytes), path)
}

fn build(book: &Book, made: NaiveDate) -> Result<Workbook, XlsxError> {
    let looks = Looks::new();
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&excel_date(made)?));
    for grid in &book.grids {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&grid.sheet)?;
        fill(sheet, grid, &looks)?;
    }
    Ok(workbook)
}

fn fill(sheet: &mut Worksheet, grid: &Grid, looks: &Looks) -> Result<(), XlsxError> {
    let last_column = index(grid.columns.len().saturating_sub(1));
    sheet.merge_range(0, 0, 0, last_column, &grid.title, &looks.title)?;
    sheet.set_row_height(0, 32)?;
    sheet.merge_range(1, 0, 1, last_column, &grid.note, &looks.note)?;
    headers(sheet, grid, looks)?;
    let start = grid.body_start();
    for (row, cells) in grid.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            put(sheet, line(start + row), index(column), cell, start, looks)?;
        }
        sheet.set_row_height(line(start + row), height(grid, cells))?;
    }
    for down in &grid.merged {
        let (first, last) = (line(start + down.first), line(start + down.last));
        let column = index(down.column);
        sheet.merge_range(first, column, last, column, "", &looks.body)?;
        if let Some(cell) = grid.cell(down.first, down.column) {
            put(sheet, first, column, cell, start, looks)?;
        }
    }
    let mut end = start + grid.rows.len();
    if let Some(totals) = &grid.totals {
        for (column, cell) in totals.iter().enumerate() {
            put(sheet, line(end), index(column), cell, start, looks)?;
        }
        end += 1;
    }
    if let Some(foot) = &grid.foot {
        sheet.write_with_format(line(end), 0, foot, &looks.note)?;
    }
    print_setup(sheet, start, grid.columns.len())
}

fn headers(sheet: &mut Worksheet, grid: &Grid, looks: &Looks) -> Result<(), XlsxError> {
    let most = grid.columns.iter().map(|column| lines(&column.header, column.width)).max();
    for row in 2..grid.body_start() {
        sheet.set_row_height(line(row), f64::from(if grid.header_rows() == 1 { 16 * most.unwrap_or(1) + 2 } else { 20 }))?;
    }
    let two = grid.header_rows() == 2;
    let mut place = 0;
    while let Some(column) = grid.columns.get(place) {
        let at = index(place);
        sheet.set_column_width(at, f64::from(column.width))?;
        match &column.group {
            Some(group) => {
                sheet.write_with_format(3, at, &column.header, &looks.head)?;
                let first = place == 0 || grid.columns.get(place - 1).is_none_or(|before| before.group != column.group);
                if first {
                    let rest = grid.columns.get(place..).unwrap_or_default();
                    let width = rest.iter().take_while(|next| next.group == column.group).count();
                    across(sheet, at, index(place + width - 1), group, &looks.head)?;
                }
            }
            None if two => {
                sheet.merge_range(2, at, 3, at, &column.header, &looks.head)?;
            }
            None => {
                sheet.write_with_format(2, at, &column.header, &looks.head)?;
            }
        }
        place += 1;
    }
    Ok(())
}

/// A header over one column or over several merged ones.
fn across(sheet: &mut Worksheet, first: u16, last: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
    if first == last {
        sheet.write_with_format(2, first, text, format)?;
    } else {
        sheet.merge_range(2, first, 2, last, text, format)?;
    }
    Ok(())
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, start: usize, looks: &Looks) -> Result<(), XlsxError> {
    match cell {
        Cell::Blank => sheet.write_blank(row, column, &looks.body)?,
        Cell::Text(text) => sheet.write_with_format(row, column, text, &looks.body)?,
        Cell::Whole(number) => sheet.write_with_format(row, column, *number, &looks.body)?,
        Cell::Tenths(tenths) => sheet.write_with_format(row, column, decimal(*tenths), &looks.body)?,
        Cell::LongNumber(number) => sheet.write_with_format(row, column, *number, &looks.body)?,
        Cell::Error(error) => sheet.write_with_format(row, column, Formula::new("NA()").set_result(*error), &looks.body)?,
        Cell::Date(day) => sheet.write_with_format(row, column, &excel_date(*day)?, &looks.date)?,
        Cell::Sum(sum) => {
            let name = letters(usize::from(column));
            let formula = Formula::new(format!("SUM({name}{}:{name}{row})", start + 1));
            sheet.write_with_format(row, column, formula.set_result(sum.to_string()), &looks.total)?
        }
    };
    Ok(())
}

/// Points for the lines that the fullest cell of the row takes.
fn height(grid: &Grid, cells: &[Cell]) -> f64 {
    let lines = cells.iter().zip(&grid.columns).map(|(cell, column)| match cell {
        Cell::Text(text) => lines(text, column.width),
        Cell::Blank | Cell::Whole(_) | Cell::Tenths(_) | Cell::Date(_) | Cell::Sum(_) | Cell::LongNumber(_) | Cell::Error(_) => 1,
    });
    f64::from(16 * lines.max().unwrap_or(1))
}

/// Lines of the text in a column of this width; a Chinese character is two wide.
fn lines(text: &str, width: u16) -> u32 {
    let room = usize::from(width.max(2));
    let taken = |line: &str| line.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let lines: usize = text.split('\n').map(|line| taken(line).div_ceil(room).max(1)).sum();
    u32::try_from(lines).unwrap_or(1)
}

/// A4 across, header rows on every page, one page wide; a matrix with a column
/// for each delegate goes over several pages, the raters on each.
fn print_setup(sheet: &mut Worksheet, start: usize, columns: usize) -> Result<(), XlsxError> {
    let last = line(start.saturating_sub(1));
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(index(columns.div_ceil(28)), 0);
    sheet.set_repeat_rows(2, last)?;
    if columns > 28 {
        sheet.set_repeat_columns(0, 1)?;
    }
    sheet.set_freeze_panes(line(start), 0)?;
    sheet.set_footer("&C第 &P 页 共 &N 页");
    Ok(())
}

/// 5 tenths as 0.5.
fn decimal(tenths: i64) -> f64 {
    super::delimited::tenths(tenths).parse().unwrap_or_default()
}

fn excel_date(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(
        u16::try_from(day.year()).unwrap_or(1900),
        u8::try_from(day.month()).unwrap_or(1),
        u8::try_from(day.day()).unwrap_or(1),
    )
}

fn index(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

fn line(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}
