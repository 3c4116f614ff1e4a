//! Rows to entries: those that count, of people in office in the period, with whether they were in office on the day.

use super::dialect::Dialect;
use super::needs::Need;
use super::table_name;

/// The common table expression `duly_entries_TABLE`.
pub(super) fn text(sql: Dialect, need: &Need, has_terms: bool) -> String {
    let table = &need.table.id;
    let before = "r.day < o.first_day OR r.day > o.last_day";
    let paused = "(r.day >= o.pause_day AND (o.back_day IS NULL OR r.day < o.back_day))";
    // A row of the roster is its own subject's, whenever it is dated.
    let dated = has_terms && !need.is_roster && need.columns.contains("date");
    let outside = if dated { format!("CASE WHEN {before} OR {paused} THEN 1 ELSE 0 END") } else { "0".to_owned() };
    let own = if need.rater { format!("\n  WHERE {outside} = 1 OR r.called IS NULL OR r.called <> o.roster_name") } else { String::new() };
    format!(
        "{} AS (\n  SELECT r.*, {outside} AS outside\n  FROM (SELECT * FROM {} WHERE counts = 1) AS r\n  JOIN (SELECT * FROM duly_roster WHERE office = 1) AS o ON r.subject = o.roster_key{own}\n)",
        table_name(sql, "entries", table),
        table_name(sql, "rows", table),
    )
}
