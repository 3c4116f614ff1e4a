//! Parquet to a grid: the names of the columns are row 1.
//!
//! In: the path of a file. Out: one sheet. It knows no rubric.

use std::fs::File;
use std::path::Path;

use polars::prelude::{AnyValue, DataFrame, ParquetReader, SerReader};

use super::book::Sheet;
use super::bounds::columns_fit;
use super::{because, unreadable};
use crate::base::period::Day;
use crate::base::problem::Fault;
use crate::sheet::grid::RawCell;

/// Reads a file as one sheet named like it.
pub(super) fn sheet(path: &Path, name: String) -> Result<Sheet, Fault> {
    let frame = ParquetReader::new(File::open(path).map_err(unreadable)?).finish().map_err(unreadable)?;
    columns_fit(frame.width())?;
    Ok(Sheet::plain(name, false, cells(&frame)?))
}

/// Rows of a file at a time.
const AT_A_TIME: usize = 1 << 16;

/// Some rows of a file, by their numbers in the sheet in order, with its header.
pub(super) fn some_rows(path: &Path, name: String, numbers: &[u32]) -> Result<Sheet, Fault> {
    let open = || File::open(path).map(ParquetReader::new).map_err(unreadable);
    let frame = open()?.with_slice(Some((0, 0))).finish().map_err(unreadable)?;
    let mut found = cells(&frame)?;
    let index = |number: u32| (number as usize).saturating_sub(2);
    for near in numbers.chunk_by(|one, other| index(*one) / AT_A_TIME == index(*other) / AT_A_TIME) {
        let (Some(first), Some(last)) = (near.first(), near.last()) else { continue };
        let start = index(*first);
        let frame = open()?.with_slice(Some((start, index(*last) - start + 1))).finish().map_err(unreadable)?;
        for (column, at) in frame.columns().iter().zip(1u32..) {
            for number in near {
                let value = column.get(index(*number) - start).map_err(unreadable)?;
                found.extend(cell(&value, column.name())?.map(|cell| (*number, at, cell)));
            }
        }
    }
    Ok(Sheet::plain(name, false, found))
}

fn cells(frame: &DataFrame) -> Result<Vec<(u32, u32, RawCell)>, Fault> {
    let mut cells = Vec::new();
    for (column, number) in frame.columns().iter().zip(1u32..) {
        cells.push((1, number, RawCell::Text(column.name().to_string())));
        for (value, row) in column.as_materialized_series().iter().zip(2u32..) {
            cells.extend(cell(&value, column.name())?.map(|cell| (row, number, cell)));
        }
    }
    Ok(cells)
}

/// A date is days from 1970; kinds that no spreadsheet has are said.
fn cell(value: &AnyValue, column: &str) -> Result<Option<RawCell>, Fault> {
    // Whole numbers are read as they are written: a float would lose digits of a long one.
    if value.is_integer() {
        return Ok(Some(RawCell::Text(value.to_string())));
    }
    if let AnyValue::Date(days) = value {
        let day = Day::from_num_days_from_ce_opt(days.saturating_add(719_163));
        let beyond = || because(&format!("列 {column} 中的日期超出范围"), &format!("a date in column {column} is out of range"));
        return day.map(|day| Some(RawCell::Date(day))).ok_or_else(beyond);
    }
    let number = value.is_float().then(|| value.extract::<f64>()).flatten();
    let cell = value
        .get_str()
        .map(|text| RawCell::Text(text.to_owned()))
        .or(number.map(RawCell::Number))
        .or(value.extract_bool().map(RawCell::Bool));
    if cell.is_none() && !value.is_null() {
        let kind = value.dtype();
        return Err(because(
            &format!("列 {column} 的类型 {kind} 不能读取"),
            &format!("column {column} is of type {kind}, which is not read"),
        ));
    }
    Ok(cell)
}
