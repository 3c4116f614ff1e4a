//! What is to be made of each value of a column, where it stands in a row of data.
//!
//! In: a value. Out: whether something may be to be said of its row; else a number, the same for values of which nobody can tell the
//! difference.

use super::super::cell::{self, Calendar};
use super::super::fit::Layout;
use super::super::grid::RawCell;
use super::super::header::Head;
use super::super::held::Held;
use super::super::line;
use super::super::plan::ColumnPlan;
use super::super::plan::Plan;
use super::super::table::Value;
use super::super::values::Values;
use super::super::words::HeaderWords;
use super::Looked;
use crate::base::text::squeeze;
use crate::rubric::model::ColumnKind;

/// The row may be no data: it is kept, with those around it.
pub const STRANGE: u32 = u32::MAX;
/// The row has a fault: it is kept.
pub const FAULTY: u32 = u32::MAX - 1;
/// Numbers of values that are told from all others begin here.
const OWN: u32 = 64;
/// Characters with which a total, a note or a signature begins.
const BEGIN_OTHERS: &str = "备注说填制审签统负联监计总合小共累平人";

/// Judges the values of a sheet.
pub struct Judge<'j> {
    pub plan: &'j Plan<'j>,
    pub layout: &'j Layout,
    pub words: &'j HeaderWords,
    pub calendar: Calendar<'j>,
    pub looked: &'j Looked,
}

/// How the values of a column are told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    /// Each from all others.
    Value,
    /// By the days between cuts.
    Days,
    /// Only by what they are.
    Sort,
}

impl Judge<'_> {
    /// Of each value of a column, the first that of a blank, what is to be made of it.
    pub fn column(&self, column: u32, values: &Values) -> Vec<u32> {
        let taken = self.plan.columns.iter().zip(&self.layout.taken);
        let own = taken.filter_map(|(plan, head)| Some((plan, head.as_ref()?))).find(|(_, head)| head.column == column);
        let Some((plan, head)) = own else {
            let unread = (1..=values.len()).map(|number| values.get(u32::try_from(number).unwrap_or(u32::MAX)));
            return std::iter::once(0).chain(unread.map(|cell| cell.map_or(STRANGE, |cell| self.unread(cell)))).collect();
        };
        let by = self.by(plan);
        let blank = self.read(plan, head, None, 0, by);
        let others = (1..=u32::try_from(values.len()).unwrap_or(u32::MAX)).map(|number| match values.get(number) {
            Some(Held::Text(text)) if plan.column.kind == ColumnKind::Text && by == By::Sort && self.is_usual(text, head) => {
                sort(true, false)
            }
            Some(cell) => self.read(plan, head, Some(cell), number, by),
            None => STRANGE,
        });
        std::iter::once(blank).chain(others).collect()
    }

    fn by(&self, plan: &ColumnPlan) -> By {
        let tells_whose = matches!(plan.column.kind, ColumnKind::Name | ColumnKind::Names | ColumnKind::Key | ColumnKind::Count);
        let (id, table) = (&plan.column.id, self.plan.table);
        let joined = plan.column.only_with.is_some() || self.plan.columns.iter().any(|other| other.column.only_with.as_ref() == Some(id));
        let parts = ["role", "rater", "signers", "position"].contains(&id.as_str());
        let kept = table.keep.iter().any(|filter| filter.column == *id);
        if tells_whose || joined || parts || kept || self.looked.columns.contains(id) {
            By::Value
        } else if id == "date" {
            By::Days
        } else {
            By::Sort
        }
    }

    /// A value that no column of the table takes.
    fn unread(&self, cell: Held) -> u32 {
        let cell = RawCell::from(cell);
        if self.is_strange(&cell, None) {
            STRANGE
        } else {
            sort(matches!(cell, RawCell::Text(_)), line::is_number(&cell))
        }
    }

    /// A value of a column of the table, or its blank.
    fn read(&self, plan: &ColumnPlan, head: &Head, cell: Option<Held>, number: u32, by: By) -> u32 {
        let cell = cell.map(RawCell::from);
        if cell.as_ref().is_some_and(|cell| self.is_strange(cell, Some(head))) {
            return STRANGE;
        }
        let outcome = cell::read(plan, cell.as_ref(), &head.text, self.calendar);
        let (None, value) = (outcome.fault, outcome.value) else { return FAULTY };
        match (&value, by) {
            (Some(Value::Void(_)), _) => FAULTY,
            (_, By::Value) => number.saturating_add(OWN).min(FAULTY),
            (Some(Value::Date(day)), By::Days) => {
                let before = self.looked.cuts.partition_point(|cut| cut <= day);
                u32::try_from(before).map_or(FAULTY, |before| before.saturating_add(OWN))
            }
            (None, _) => u32::from(cell.is_some()),
            (
                Some(
                    Value::Text(_)
                    | Value::Number(_)
                    | Value::Count(_)
                    | Value::Date(_)
                    | Value::Word(_)
                    | Value::Names(_)
                    | Value::NoValue(_),
                ),
                By::Days | By::Sort,
            ) => cell.as_ref().map_or(2, |cell| sort(matches!(cell, RawCell::Text(_)), line::is_number(cell))),
        }
    }

    /// Whether the row with this cell may be no data: totals, a note, a heading, a header once more.
    fn is_strange(&self, cell: &RawCell, head: Option<&Head>) -> bool {
        let RawCell::Text(text) = cell else { return matches!(cell, RawCell::Number(number) if number.is_nan()) };
        line::is_remark(cell)
            || line::is_numbered_heading(cell)
            || self.words.knows(text)
            || head.is_some_and(|head| head.repeats(&squeeze(text)))
    }

    /// Whether a text is none of these, and no long number that was cut, as can be told at a glance.
    fn is_usual(&self, text: &str, head: &Head) -> bool {
        let is_chinese = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
        let plain = text.chars().all(|letter| is_chinese(letter) || letter.is_ascii_digit());
        let usual = text.starts_with(|first| is_chinese(first) && !BEGIN_OTHERS.contains(first)) && !text.ends_with('计');
        plain && usual && !self.words.knows_plain(text) && !head.repeats(text)
    }
}

/// A value that is only told apart by what it is.
fn sort(is_text: bool, is_number: bool) -> u32 {
    4 + 2 * u32::from(is_text) + u32::from(is_number)
}
