//! Rows to entries: those that count, of people in office in the period, with whether they were in office on the day.

use super::dialect::Dialect;
use super::needs::Need;
use super::table_name;

/// The common table expression `duly_entries_TABLE`.
pub(super) fn text(sql: Dialect, need: &Need, has_terms: bool) -> String {
    let outside = outside(need, has_terms);
    let own = if need.rater { format!("\n  WHERE {outside} = 1 OR {NOT_OWN}") } else { String::new() };
    let table = &need.table.id;
    format!(
        "{} AS (\n  SELECT r.*, {outside} AS outside\n  FROM (SELECT * FROM {} WHERE counts = 1) AS r\n  JOIN (SELECT * FROM duly_roster WHERE office = 1) AS o ON r.subject = o.roster_key{own}\n)",
        table_name(sql, "entries", table),
        table_name(sql, "rows", table),
    )
}

/// The common table expression `duly_voting_TABLE`: the rows whose turnout is taken. A void cell says nothing of the row, nor do the
/// subject's term and who rates.
pub(super) fn voting(sql: Dialect, need: &Need, has_terms: bool) -> String {
    let own = if need.rater { format!(" AND ({NOT_OWN})") } else { String::new() };
    let (outside, table) = (outside(need, has_terms), &need.table.id);
    format!(
        "{} AS (\n  SELECT r.*\n  FROM (SELECT * FROM {} WHERE tells = 1) AS r\n  JOIN (SELECT * FROM duly_roster WHERE office = 1) AS o ON r.subject = o.roster_key\n  WHERE r.void = 1 OR {outside} = 0{own}\n)",
        table_name(sql, "voting", table),
        table_name(sql, "rows", table),
    )
}

/// Rows that nobody gives to himself.
const NOT_OWN: &str = "r.called IS NULL OR r.called <> o.roster_name";

/// 1 on a day on which the subject is not in office.
fn outside(need: &Need, has_terms: bool) -> String {
    let before = "r.day < o.first_day OR r.day > o.last_day";
    let paused = "(r.day >= o.pause_day AND (o.back_day IS NULL OR r.day < o.back_day))";
    // A row of the roster is its own subject's, whenever it is dated.
    let dated = has_terms && !need.is_roster && need.columns.contains("date");
    if dated {
        format!("CASE WHEN {before} OR {paused} THEN 1 ELSE 0 END")
    } else {
        "0".to_owned()
    }
}
