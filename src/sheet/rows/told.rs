//! What is shown of a row beside a problem in it.

use std::collections::BTreeMap;

use super::super::excerpt::Shown;
use super::super::grid::{short, RawCell, RawRow};
use super::super::header::Head;
use super::super::plan::ColumnPlan;
use super::Reader;

impl Reader<'_> {
    /// The first two columns of the table in the sheet and the one with the problem; secrets as `…`.
    pub(super) fn shown(&self, row: &RawRow, head: &Head) -> Vec<Shown> {
        let own =
            self.plan.columns.iter().zip(&self.layout.taken).filter_map(|(plan, head)| head.as_ref().map(|head| (hidden(plan), head)));
        let mut columns: BTreeMap<u32, (bool, &Head)> = own.map(|(secret, head)| (head.column, (secret, head))).collect();
        let secret = columns.get(&head.column).is_some_and(|(secret, _)| *secret);
        let third = columns.keys().nth(2).copied();
        columns.retain(|column, (secret, _)| third.is_none_or(|third| *column < third) && !*secret);
        columns.insert(head.column, (secret, head));
        let shown = |(column, (secret, shown)): (&u32, &(bool, &Head))| Shown {
            header: short(&shown.text),
            value: if *secret { "…".into() } else { row.cell(*column).map(RawCell::shown).unwrap_or_default() },
            marked: *column == head.column,
        };
        columns.iter().map(shown).collect()
    }
}

/// Not to be shown beside a problem: secrets, and who gave a mark.
fn hidden(plan: &ColumnPlan) -> bool {
    plan.is_secret() || plan.column.id == "rater"
}
