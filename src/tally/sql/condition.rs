//! Conditions on values, as the reducers hold them.

use super::dialect::Dialect;
use super::words::escaped;
use crate::rubric::model::{Column, ColumnKind, Filter, FilterTest, Range};

/// A condition on a value; `value` is none where the table lacks the column.
pub(super) fn test(sql: Dialect, column: Option<&Column>, value: Option<&str>, filter: &Filter) -> String {
    let is_word = filter.column == "role" || column.is_some_and(|column| matches!(column.kind, ColumnKind::Word(_)));
    let listed =
        |words: &[String]| sql.texts(&words.iter().map(|word| if is_word { escaped(word) } else { word.clone() }).collect::<Vec<_>>());
    match (&filter.test, value) {
        (FilterTest::Is(words), Some(value)) => format!("COALESCE({value} IN ({}), FALSE)", listed(words)),
        (FilterTest::IsNot(words), Some(value)) => format!("COALESCE({value} NOT IN ({}), TRUE)", listed(words)),
        (FilterTest::Present(true), Some(value)) => format!("{value} IS NOT NULL"),
        (FilterTest::Present(false), Some(value)) => format!("{value} IS NULL"),
        (FilterTest::Number(range), Some(value)) => within(range, value),
        (FilterTest::Is(_) | FilterTest::Number(_) | FilterTest::Present(true), None) => "FALSE".to_owned(),
        (FilterTest::IsNot(_) | FilterTest::Present(false), None) => "TRUE".to_owned(),
    }
}

/// Whole millionths within a range; a blank is in none.
fn within(range: &Range, value: &str) -> String {
    let ends = crate::tally::plan::ends(range).into_iter().map(|(sign, end)| format!("{value} {sign} {end}"));
    let ends: Vec<String> = ends.collect();
    if ends.is_empty() {
        "TRUE".to_owned()
    } else {
        format!("COALESCE({}, FALSE)", ends.join(" AND "))
    }
}
