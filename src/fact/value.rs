//! A cell's value as evidence keeps it, and whether it passes a condition.

use super::evidence::Fact;
use crate::base::exact::Exact;
use crate::rubric::model::FilterTest;
use crate::sheet::table::{Row, Value};

/// A value of the row as evidence keeps it; people named are kept as entries and not as values.
pub(super) fn fact_of(row: &Row, column: &str) -> Option<Fact> {
    fact(&row.cells.get(column)?.value)
}

/// A value as evidence keeps it, where it keeps one.
pub fn fact(value: &Value) -> Option<Fact> {
    match value {
        Value::Text(text) | Value::Word(text) => Some(Fact::Text(text.clone())),
        Value::Number(number) => Some(Fact::Number(*number)),
        Value::Date(date) => Some(Fact::Text(date.to_string())),
        Value::NoValue(kind) => Some(Fact::NoValue(*kind)),
        Value::Count(_) | Value::Void(_) | Value::Names(_) => None,
    }
}

/// Whether a value passes a condition.
pub fn passes(condition: &FilterTest, fact: Option<&Fact>) -> bool {
    let present = matches!(fact, Some(Fact::Text(_) | Fact::Number(_)));
    match condition {
        FilterTest::Present(wanted) => present == *wanted,
        FilterTest::Is(listed) => matches!(fact, Some(Fact::Text(text)) if listed.contains(text)),
        FilterTest::IsNot(listed) => !matches!(fact, Some(Fact::Text(text)) if listed.contains(text)),
        FilterTest::Number(range) => match fact {
            Some(Fact::Number(number)) => range.holds(&Exact::fixed(*number, 6)),
            Some(Fact::Text(_) | Fact::NoValue(_)) | None => false,
        },
    }
}
