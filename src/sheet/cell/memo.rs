//! Cells of one column whose texts repeat: each text is read once.
//!
//! In: cells of a column, one after the other. Out: for each what [`super::read`] gives. A column of texts that do not repeat, such as
//! titles, is soon given up on, and no more than so many texts are kept.

use std::collections::BTreeMap;

use super::{read, Calendar, Outcome};
use crate::sheet::grid::RawCell;
use crate::sheet::plan::ColumnPlan;

/// Texts that are kept.
const MOST_TEXTS: usize = 1 << 14;
/// A longer text is seldom written twice.
const LONGEST: usize = 64;
/// Cells looked at before a column is judged.
const FIRST: u32 = 512;

/// What was read in a column under one header.
#[derive(Default)]
pub struct Memo {
    outcomes: BTreeMap<String, Outcome>,
    asked: u32,
    known: u32,
}

impl Memo {
    /// Reads the cell; `plan`, `header` and `calendar` are the same for all of the column.
    pub fn read(&mut self, plan: &ColumnPlan, cell: Option<&RawCell>, header: &str, calendar: Calendar) -> Outcome {
        let Some(RawCell::Text(text)) = cell.filter(|_| self.is_worth_it()) else { return read(plan, cell, header, calendar) };
        self.asked = self.asked.saturating_add(1);
        if let Some(outcome) = self.outcomes.get(text) {
            self.known = self.known.saturating_add(1);
            return outcome.clone();
        }
        let outcome = read(plan, cell, header, calendar);
        if text.len() <= LONGEST && self.outcomes.len() < MOST_TEXTS {
            self.outcomes.insert(text.clone(), outcome.clone());
        }
        outcome
    }

    /// Whether at least half of the texts were known so far.
    fn is_worth_it(&self) -> bool {
        self.asked < FIRST || self.known.saturating_mul(2) >= self.asked
    }
}
