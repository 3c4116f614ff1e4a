//! Which rows count, before any query: those of the period that are neither void nor kept out by the table's `where`.

use super::cells::Cells;
use super::condition::test;
use super::rows::Rows;
use crate::rubric::model::ColumnKind;

impl Rows<'_, '_> {
    /// 1 for rows that count.
    pub(super) fn counts(&self) -> String {
        let sound = self.voids().into_iter().map(|void| format!("COALESCE(NOT ({void}), TRUE)"));
        let all: Vec<String> = self.in_period().into_iter().chain(sound).chain(self.kept()).collect();
        if all.is_empty() {
            "1".to_owned()
        } else {
            format!("CASE WHEN {} THEN 1 ELSE 0 END", all.join("\n        AND "))
        }
    }

    /// A row without a day belongs to the period.
    pub(super) fn in_period(&self) -> Option<String> {
        let day = self.day()?;
        Some(format!("({day} IS NULL OR {day} BETWEEN DATE '{}' AND DATE '{}')", self.period.from, self.period.to))
    }

    /// Each cell that makes its row void.
    pub(super) fn voids(&self) -> Vec<String> {
        self.columns().into_iter().flat_map(|column| Cells::new(self.sql, column).voids()).collect()
    }

    /// The conditions of the table's `where`.
    pub(super) fn kept(&self) -> Vec<String> {
        let table = self.need.table;
        let filters = table.keep.iter().map(|filter| {
            let column = table.column(&filter.column);
            let value = column.and_then(|column| match column.kind {
                ColumnKind::Key => Some("NULLIF(raw_subject, '')".to_owned()),
                ColumnKind::Text | ColumnKind::Number | ColumnKind::Count | ColumnKind::Date | ColumnKind::Word(_) => {
                    Some(format!("({})", self.value(column)))
                }
                ColumnKind::Name | ColumnKind::Names | ColumnKind::Secret => None,
            });
            test(self.sql, column, value.as_deref(), filter)
        });
        filters.collect()
    }
}
