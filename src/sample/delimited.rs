//! The same sheets as comma-separated files in UTF-8, one a sheet, with the
//! title rows and the empty merged cells that a spreadsheet leaves when it saves so.

use std::path::Path;

use super::grid::{Cell, Grid};
use crate::base::whole;

/// Writes the sheet.
pub(super) fn write(grid: &Grid, path: &Path) -> std::io::Result<()> {
    let mut writer = csv::WriterBuilder::new().flexible(false).from_writer(Vec::new());
    let width = grid.columns.len();
    writer.write_record(padded(vec![grid.title.clone()], width))?;
    writer.write_record(padded(vec![grid.note.clone()], width))?;
    for record in headers(grid) {
        writer.write_record(record)?;
    }
    for row in grid.rows.iter().chain(&grid.totals) {
        writer.write_record(row.iter().map(text))?;
    }
    if let Some(foot) = &grid.foot {
        writer.write_record(padded(vec![foot.clone()], width))?;
    }
    whole::write(&writer.into_inner().map_err(csv::IntoInnerError::into_error)?, path)
}

fn headers(grid: &Grid) -> Vec<Vec<String>> {
    let own = |group_wanted: bool| {
        grid.columns
            .iter()
            .map(|column| if column.group.is_some() == group_wanted { column.header.clone() } else { String::new() })
            .collect::<Vec<_>>()
    };
    if grid.header_rows() == 1 {
        return vec![own(false)];
    }
    let mut upper = own(false);
    let mut above: Option<&String> = None;
    for (cell, column) in upper.iter_mut().zip(&grid.columns) {
        if let Some(group) = column.group.as_ref().filter(|group| above != Some(*group)) {
            cell.clone_from(group);
        }
        above = column.group.as_ref();
    }
    vec![upper, own(true)]
}

fn padded(mut record: Vec<String>, width: usize) -> Vec<String> {
    record.resize(width, String::new());
    record
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Whole(number) | Cell::Sum(number) => number.to_string(),
        Cell::Error(error) => (*error).to_owned(),
        Cell::Tenths(number) => tenths(*number),
        Cell::Date(day) => day.format("%Y-%m-%d").to_string(),
        // As a spreadsheet shows and saves it.
        Cell::LongNumber(number) => format!("{number:.5e}").replace('e', "E+"),
    }
}

/// 5 is `0.5`, 20 is `2`.
pub(super) fn tenths(number: i64) -> String {
    match number % 10 {
        0 => (number / 10).to_string(),
        rest => format!("{}.{rest}", number / 10),
    }
}
