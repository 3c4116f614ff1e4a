//! Rows that are the same in every cell.
//!
//! In: rows of one sheet. Out: the first row that a row is the same as. Only where a table describes
//! what happened in a text, such as a title: ballots and attendances may be alike without being the same.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::grid::{RawCell, RawRow, RawSheet};
use super::plan::Plan;
use crate::rubric::model::ColumnKind;

/// Rows seen.
pub struct Twins<'s> {
    sheet: &'s RawSheet,
    looked_for: bool,
    seen: BTreeMap<u64, Vec<u32>>,
}

impl<'s> Twins<'s> {
    /// For the rows of this sheet, which is this table.
    pub fn new(sheet: &'s RawSheet, plan: &Plan) -> Self {
        let described = |plan: &super::plan::ColumnPlan| plan.column.kind == ColumnKind::Text && plan.has_header() && !plan.column.optional;
        Self { sheet, looked_for: plan.columns.iter().any(described), seen: BTreeMap::new() }
    }

    /// The first row that is the same in every cell, numbers of rows included.
    pub fn first_like(&mut self, row: &RawRow) -> Option<u32> {
        if !self.looked_for {
            return None;
        }
        let alike = self.seen.entry(mark(row)).or_default();
        let first = alike.iter().copied().find(|first| self.sheet.row(*first).is_some_and(|first| first.cells == row.cells));
        if first.is_none() {
            alike.push(row.number);
        }
        first
    }
}

fn mark(row: &RawRow) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (column, cell) in &row.cells {
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
