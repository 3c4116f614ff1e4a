//! What is handed from the process that reads a file to the one that asked for it.
//!
//! In and out: sheets as cells and merged regions; as JSON, in which a number keeps its bits.

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use crate::base::period::Day;
use crate::sheet::grid::{RawCell, RawSheet, Region};

/// A sheet as it is read.
pub(super) struct Sheet {
    pub name: String,
    /// Whether the format has sheets.
    pub named: bool,
    pub cells: Vec<(u32, u32, RawCell)>,
    pub regions: Vec<Region>,
    /// Why reading stopped.
    pub broken: Option<String>,
}

#[derive(Serialize, Deserialize)]
pub(super) enum Told {
    Sheets(Vec<Handed>),
    Password,
    Unreadable(String, String),
}

#[derive(Serialize, Deserialize)]
pub(super) struct Handed {
    name: String,
    named: bool,
    cells: Vec<(u32, u32, HandedCell)>,
    regions: Vec<[u32; 4]>,
    broken: Option<String>,
}

/// A number is handed over by its bits: no digit of it is lost.
#[derive(Serialize, Deserialize)]
enum HandedCell {
    Text(String),
    Number(u64),
    /// Days from 1 January of the year 1.
    Date(i32),
    Bool(bool),
    Error(String),
    Unfinished,
}

impl From<Sheet> for RawSheet {
    fn from(sheet: Sheet) -> Self {
        let mut raw = Self::new(sheet.name, sheet.cells, &sheet.regions);
        raw.named = sheet.named;
        raw.broken = sheet.broken.map(|why| (why, (1, 1)));
        raw
    }
}

impl From<Sheet> for Handed {
    fn from(sheet: Sheet) -> Self {
        let cells = sheet.cells.into_iter().map(|(row, column, cell)| (row, column, cell.into()));
        let regions = sheet.regions.iter().map(|region| [region.top, region.bottom, region.left, region.right]);
        Self { name: sheet.name, named: sheet.named, cells: cells.collect(), regions: regions.collect(), broken: sheet.broken }
    }
}

impl From<Handed> for Sheet {
    fn from(handed: Handed) -> Self {
        let cells = handed.cells.into_iter().map(|(row, column, cell)| (row, column, cell.into()));
        let regions = handed.regions.into_iter().map(|[top, bottom, left, right]| Region { top, bottom, left, right });
        Self { name: handed.name, named: handed.named, cells: cells.collect(), regions: regions.collect(), broken: handed.broken }
    }
}

impl From<RawCell> for HandedCell {
    fn from(cell: RawCell) -> Self {
        match cell {
            RawCell::Text(text) => Self::Text(text),
            RawCell::Number(number) => Self::Number(number.to_bits()),
            RawCell::Date(day) => Self::Date(day.num_days_from_ce()),
            RawCell::Bool(truth) => Self::Bool(truth),
            RawCell::Error(text) => Self::Error(text),
            RawCell::Unfinished => Self::Unfinished,
        }
    }
}

impl From<HandedCell> for RawCell {
    fn from(cell: HandedCell) -> Self {
        match cell {
            HandedCell::Text(text) => Self::Text(text),
            HandedCell::Number(bits) => Self::Number(f64::from_bits(bits)),
            HandedCell::Date(days) => Day::from_num_days_from_ce_opt(days).map_or(Self::Unfinished, Self::Date),
            HandedCell::Bool(truth) => Self::Bool(truth),
            HandedCell::Error(text) => Self::Error(text),
            HandedCell::Unfinished => Self::Unfinished,
        }
    }
}
