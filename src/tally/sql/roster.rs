//! The roster: who is in office in the period, and since when.

use super::dialect::Dialect;
use super::table_name;
use crate::base::period::Period;
use crate::rubric::model::{Rubric, TermColumns};

/// The common table expression `duly_roster`: a row for each key, with its term and whether it has a day in office.
pub(super) fn text(sql: Dialect, rubric: &Rubric, period: &Period) -> String {
    let TermColumns { from, to, pause, resume } = &rubric.subject.term;
    let (from, to, pause, resume) = (day(sql, rubric, from), day(sql, rubric, to), day(sql, rubric, pause), day(sql, rubric, resume));
    let mandate =
        rubric.subject.mandate.as_deref().map_or_else(|| format!("CAST(NULL AS {})", sql.text_type()), |id| sql.name(&format!("v_{id}")));
    let keep = format!("    FROM {}\n    WHERE counts = 1 AND subject IS NOT NULL", table_name(sql, "rows", &rubric.subject.table));
    let later = format!("CASE WHEN first_day > DATE '{0}' THEN first_day ELSE DATE '{0}' END", period.from);
    let earlier = format!("CASE WHEN last_day < DATE '{0}' THEN last_day ELSE DATE '{0}' END", period.to);
    let whole = "COALESCE(pause_day <= begins AND (back_day IS NULL OR back_day > ends), FALSE)";
    format!(
        "duly_roster AS (\n  SELECT *, CASE WHEN begins <= ends AND NOT {whole} THEN 1 ELSE 0 END AS office\n  FROM (\n    SELECT *, {later} AS begins, {earlier} AS ends\n    FROM (\n    SELECT subject AS roster_key, called AS roster_name, {mandate} AS roster_mandate, {from} AS first_day, {to} AS last_day, {pause} AS pause_day, {resume} AS back_day\n{keep}\n    ) AS terms\n  ) AS spans\n)"
    )
}

/// A date column of the roster; null where it has none.
fn day(sql: Dialect, rubric: &Rubric, column: &Option<String>) -> String {
    let known = column.as_deref().filter(|id| rubric.table(&rubric.subject.table).is_some_and(|table| table.column(id).is_some()));
    let value = known.map_or_else(|| "NULL".to_owned(), |id| sql.name(&format!("v_{id}")));
    format!("CAST({value} AS DATE)")
}

/// Whether anybody's term is told.
pub(super) fn has_terms(rubric: &Rubric) -> bool {
    let term = &rubric.subject.term;
    [&term.from, &term.to, &term.pause].into_iter().any(Option::is_some)
}

/// The term of each subject in office, in the form in which the reader of the table writes it, too.
pub(super) fn terms(sql: Dialect) -> String {
    let day = |column: &str| format!("COALESCE({}, '')", sql.as_text(column));
    format!("{} || ';' || {} || ';' || {} || ';' || {}", day("first_day"), day("last_day"), day("pause_day"), day("back_day"))
}
