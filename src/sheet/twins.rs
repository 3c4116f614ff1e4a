//! Rows that are the same in every cell, where a blank one stands for the cell above it too.
//!
//! In: rows of one sheet. Out: the first row that a row is the same as. Only where rows can be told apart: a table describes
//! what happened in a text, such as a title; or the row says who came (a secret), and then the running number does not
//! matter. Ballots and attendances may be alike without being the same.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::fit::Layout;
use super::grid::{RawCell, RawRow, RawSheet};
use super::plan::{ColumnPlan, Plan};
use crate::base::text::squeeze;
use crate::rubric::model::ColumnKind;

/// Rows seen.
pub struct Twins<'s> {
    sheet: &'s RawSheet,
    /// Whether the table describes what happened.
    described: bool,
    /// Columns that say who came.
    secret: Vec<u32>,
    /// The column of running numbers that no rule reads.
    serial: Option<u32>,
    seen: BTreeMap<u64, Vec<Seen<'s>>>,
}

/// The number of a row, and the cells above that blank ones of it stand for.
type Seen<'s> = (u32, Vec<(u32, &'s RawCell)>);

impl<'s> Twins<'s> {
    /// For the rows of this sheet, which is this table and stands as the layout says.
    pub fn new(sheet: &'s RawSheet, plan: &Plan, layout: &Layout) -> Self {
        let describes = |plan: &ColumnPlan| plan.column.kind == ColumnKind::Text && plan.has_header() && !plan.column.optional;
        let taken = || plan.columns.iter().zip(&layout.taken).filter_map(|(plan, head)| Some((plan, head.as_ref()?.column)));
        let is_serial = |cell: &RawCell| matches!(squeeze(&cell.text()).as_str(), "序号" | "no." | "no");
        // Above a header of two rows the number's cell is merged, and stands in the first of them.
        let mut header = (layout.top..=layout.bottom).filter_map(|row| sheet.row(row)).flat_map(|row| &row.cells);
        let serial = header.find(|(column, cell)| is_serial(cell) && taken().all(|(_, own)| own != *column));
        Self {
            sheet,
            described: plan.columns.iter().any(describes),
            secret: taken().filter(|(plan, _)| plan.is_secret()).map(|(_, column)| column).collect(),
            serial: serial.map(|(column, _)| *column),
            seen: BTreeMap::new(),
        }
    }

    /// The first row that is the same in every cell; `above` are the cells, by column, that blank ones of this row stand for.
    pub fn first_like(&mut self, row: &RawRow, above: impl FnOnce() -> Vec<(u32, &'s RawCell)>) -> Option<u32> {
        let says_who = self.secret.iter().any(|column| row.cell(*column).is_some());
        if !says_who && !self.described {
            return None;
        }
        let (passed_over, above) = (self.serial.filter(|_| says_who), above());
        let own = cells(row, &above, passed_over);
        let alike = self.seen.entry(mark(&own)).or_default();
        let same = |(first, above): &&Seen| self.sheet.row(*first).is_some_and(|first| cells(first, above, passed_over) == own);
        let first = alike.iter().find(same).map(|(first, _)| *first);
        if first.is_none() {
            alike.push((row.number, above));
        }
        first
    }
}

/// The cells but those of one column, in order of columns.
fn cells<'c>(row: &'c RawRow, above: &[(u32, &'c RawCell)], passed_over: Option<u32>) -> Vec<(u32, &'c RawCell)> {
    let own = row.cells.iter().map(|(column, cell)| (*column, cell));
    let mut cells: Vec<(u32, &RawCell)> = own.chain(above.iter().copied()).filter(|(column, _)| passed_over != Some(*column)).collect();
    cells.sort_unstable_by_key(|(column, _)| *column);
    cells
}

fn mark(cells: &[(u32, &RawCell)]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (column, cell) in cells {
        column.hash(&mut hasher);
        match cell {
            RawCell::Text(text) | RawCell::Error(text) => text.hash(&mut hasher),
            RawCell::Number(number) => number.to_bits().hash(&mut hasher),
            RawCell::Date(day) => day.hash(&mut hasher),
            RawCell::Bool(truth) => truth.hash(&mut hasher),
            RawCell::Unfinished => {}
        }
    }
    hasher.finish()
}
