//! What the values of a packed sheet are taken for.
//!
//! In: a packed sheet that is one plain table. Out: for each of its columns the number of the value in each row, and each value as the reader
//! of rows takes it.

use std::collections::BTreeMap;

use super::super::cell::{self, Calendar};
use super::super::fit::Layout;
use super::super::grid::RawCell;
use super::super::header::Head;
use super::super::packed::Packed;
use super::super::plan::{ColumnPlan, Plan};
use super::super::table::Value;
use super::super::values::NOTHING;

/// The values of a sheet.
pub struct Said<'s> {
    packed: &'s Packed,
    /// By id, of the columns that the sheet has.
    columns: BTreeMap<&'s str, (&'s ColumnPlan<'s>, &'s Head)>,
    calendar: Calendar<'s>,
}

impl<'s> Said<'s> {
    /// Of this sheet; nothing where a value is taken in another way because of what stands beside it.
    pub(super) fn new(packed: &'s Packed, plan: &'s Plan<'s>, layout: &'s Layout, calendar: Calendar<'s>) -> Option<Self> {
        if plan.columns.iter().any(|plan| plan.column.only_with.is_some()) {
            return None;
        }
        let taken = plan.columns.iter().zip(&layout.taken);
        let columns = taken.filter_map(|(plan, head)| Some((plan.column.id.as_str(), (plan, head.as_ref()?)))).collect();
        Some(Self { packed, columns, calendar })
    }

    /// Whether the sheet has this column.
    pub fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    /// The place among the rows of the row with this number in the sheet.
    pub fn at(&self, row: u32) -> Option<usize> {
        self.packed.numbers().binary_search(&row).ok()
    }

    /// The number of the value that each row has in a column; rows at the end that hold nothing there are left out.
    pub fn numbers(&self, column: &str) -> &'s [u32] {
        let own = self.columns.get(column).and_then(|(_, head)| self.packed.column(head.column));
        own.map(|(numbers, _)| numbers).unwrap_or_default()
    }

    /// How many values a column has; their numbers go from 0, that of a blank, up to this.
    pub fn last(&self, column: &str) -> u32 {
        let own = self.columns.get(column).and_then(|(_, head)| self.packed.column(head.column));
        own.and_then(|(_, values)| u32::try_from(values.len()).ok()).unwrap_or(NOTHING)
    }

    /// What the value with this number is taken for.
    pub fn value(&self, column: &str, number: u32) -> Option<Value> {
        let (plan, head) = self.columns.get(column)?;
        let cell = self.packed.column(head.column).and_then(|(_, values)| values.get(number)).map(RawCell::from);
        cell::read(plan, cell.as_ref(), &head.text, self.calendar).value
    }
}
