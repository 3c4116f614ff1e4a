//! What the table of tallies tells of the evidence: faults, who is in office, how many rows were read.

use super::dialect::Dialect;
use super::line::Line;
use super::needs::{header, key, Need};
use super::words::escaped;
use super::{roster, table_name, turnout};
use crate::base::period::Period;
use crate::rubric::model::Rubric;

/// The rows about the evidence.
pub(super) fn lines(sql: Dialect, rubric: &Rubric, period: &Period, needs: &[Need]) -> Vec<String> {
    let mut lines = Vec::new();
    for need in needs {
        let (table, rows) = (escaped(&need.table.id), table_name(sql, "rows", &need.table.id));
        let words = format!("{} || fault", sql.text(&format!("{table};")));
        lines.push(
            Line { found: Some("MIN(found)"), ..Line::of_evidence("fault", &words) }
                .text(sql, &format!("{rows} WHERE fault <> '' GROUP BY fault")),
        );
        lines.push(Line::of_evidence("table", &sql.text(&table)).text(sql, &rows));
        if need.subject && !need.is_roster {
            lines.push(unknown(sql, need, period, &rows));
        }
        lines.extend(turnout::faults(sql, need));
        if need.rater {
            lines.push(rater_of_two(sql, rubric, need, &rows));
        }
    }
    let terms = roster::terms(sql);
    let in_office = Line { subject: "roster_key", rows: "1", ..Line::of_evidence("subject", &terms) };
    lines.push(in_office.text(sql, "duly_roster WHERE office = 1"));
    let table = sql.text(&format!("{};{};twice", escaped(&rubric.subject.table), escaped(&rubric.subject.key.join("/"))));
    let twice = "(SELECT roster_key, 1 AS one FROM duly_roster GROUP BY roster_key HAVING COUNT(*) > 1) AS twice GROUP BY one";
    lines.push(Line { found: Some("MIN(roster_key)"), ..Line::of_evidence("fault", &table) }.text(sql, twice));
    lines
}

/// Rows of the period, of somebody who is not on the roster.
fn unknown(sql: Dialect, need: &Need, period: &Period, rows: &str) -> String {
    let column = key(need.table).map_or("subject", header);
    let words = sql.text(&format!("{};{};unknown-subject", escaped(&need.table.id), escaped(column)));
    let rest = format!(
        "(SELECT r.subject AS stranger, 1 AS one FROM {rows} AS r LEFT JOIN duly_roster AS o ON r.subject = o.roster_key WHERE (r.day IS NULL OR r.day BETWEEN DATE '{}' AND DATE '{}') AND r.subject IS NOT NULL AND o.roster_key IS NULL) AS strangers GROUP BY one",
        period.from, period.to
    );
    Line { found: Some("MIN(stranger)"), ..Line::of_evidence("fault", &words) }.text(sql, &rest)
}

/// A rater whose name several on the roster have: nobody could tell whose own rating it is.
fn rater_of_two(sql: Dialect, rubric: &Rubric, need: &Need, rows: &str) -> String {
    let column = need.table.column("rater").map_or("rater", header);
    let words = sql.text(&format!("{};{};name-of-two", escaped(&need.table.id), escaped(column)));
    // Mandates of one person have one name.
    let one = if rubric.subject.mandate.is_some() { "COUNT(DISTINCT roster_mandate)" } else { "1" };
    let rest = format!(
        "(SELECT r.called AS rater, 1 AS one FROM {rows} AS r JOIN (SELECT roster_name FROM duly_roster GROUP BY roster_name HAVING COUNT(*) > {one}) AS several ON r.called = several.roster_name WHERE r.counts = 1) AS raters GROUP BY one"
    );
    Line { found: Some("MIN(rater)"), ..Line::of_evidence("fault", &words) }.text(sql, &rest)
}
