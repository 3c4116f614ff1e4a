//! Who voted: the numbers of the turnout, each taken once a row of the sheet, whatever the row counts.
//!
//! ```text
//! rows (with t_due, t_present, …) ─► duly_voting_TABLE (of people in office) ─► duly_turnout_N (numbers of a query) ─► sums
//! ```
//!
//! What stands across in one row of the sheet is several rows of the engine's table; each of them has the numbers.

use super::cells::Cells;
use super::dialect::Dialect;
use super::line::Line;
use super::needs::{counted_across, header, rows_compete, Need};
use super::query::Asked;
use super::rows::Rows;
use super::table_name;
use super::words::escaped;
use crate::rubric::model::{Column, Filter, Poll, Table};

/// The numbers that the table tells, in order.
fn polls(table: &Table) -> Vec<(Poll, &Column)> {
    let columns = table.turnout.iter().flat_map(|turnout| &turnout.columns);
    columns.filter_map(|(poll, id)| Some((*poll, table.column(id)?))).collect()
}

/// The column of the rows with a number of the turnout.
fn name(poll: Poll) -> String {
    format!("t_{}", poll.id())
}

impl Rows<'_, '_> {
    /// The columns of the turnout: its numbers, whether a cell of the row is void, and whether the row tells any number at all.
    pub(super) fn turnout(&self) -> Vec<String> {
        if !self.need.turnout {
            return Vec::new();
        }
        let numbers = || polls(self.need.table).into_iter().map(|(poll, column)| (poll, self.number_told(column)));
        let any = numbers().map(|(_, number)| format!("{number} IS NOT NULL")).collect::<Vec<_>>().join(" OR ");
        let void = self.void();
        // A cell that is void or blank says nothing of the numbers beside it.
        let kept = self.kept().join(" AND ");
        let kept = if kept.is_empty() { None } else { Some(format!("({void} OR {kept})")) };
        let told: Vec<String> = self.in_period().into_iter().chain(kept).chain([format!("({any})")]).collect();
        let mut columns: Vec<String> = numbers().map(|(poll, number)| format!("{number} AS {}", name(poll))).collect();
        columns.push(format!("CASE WHEN {void} THEN 1 ELSE 0 END AS void"));
        columns.push(format!("CASE WHEN {} THEN 1 ELSE 0 END AS tells", told.join(" AND ")));
        columns
    }

    fn void(&self) -> String {
        let any: Vec<String> = self.voids().into_iter().map(|void| format!("COALESCE({void}, FALSE)")).collect();
        if any.is_empty() {
            "FALSE".to_owned()
        } else {
            format!("({})", any.join(" OR "))
        }
    }

    /// Whole millionths; null where the cell is void.
    fn number_told(&self, column: &Column) -> String {
        let (value, voids) = (self.value(column), Cells::new(self.sql, column).voids());
        if voids.is_empty() {
            return value;
        }
        format!("CASE WHEN {} THEN CAST(NULL AS BIGINT) ELSE {value} END", voids.join(" OR "))
    }

    /// What is wrong with the numbers of a row by itself: a condition, the column, what, and the text found.
    pub(super) fn turnout_faults(&self) -> Vec<(String, String, &'static str, String)> {
        if !self.need.turnout {
            return Vec::new();
        }
        let told: Vec<(&Column, String)> =
            polls(self.need.table).into_iter().map(|(_, column)| (column, self.number_told(column))).collect();
        let fault =
            |condition: String, column: &Column, what| (condition, header(column).to_owned(), what, Cells::new(self.sql, column).raw());
        let part = told.iter().map(|(column, number)| fault(format!("{number} < 0 OR {number} % 1000000 <> 0"), column, "not-whole"));
        let above = told.iter().enumerate().skip(1).map(|(at, (column, number))| {
            let before: Vec<&str> = told.iter().take(at).rev().map(|(_, number)| number.as_str()).collect();
            fault(format!("{number} > COALESCE({})", before.join(", ")), column, "turnout-above")
        });
        part.chain(above).collect()
    }
}

/// What is wrong with the rows that one row of the sheet has become: numbers that are not the same in all, counts that do not add up.
pub(super) fn faults(sql: Dialect, need: &Need) -> Vec<String> {
    let table = need.table;
    if !need.turnout || !rows_compete(table) {
        return Vec::new();
    }
    let line = |column: &str, what: &str, having: &str| {
        let words = sql.text(&format!("{};{};{what}", escaped(&table.id), escaped(column)));
        let rows = table_name(sql, "rows", &table.id);
        let place = sql.as_text("place");
        let rest =
            format!("(SELECT MIN({place}) AS sheet_row, 1 AS one FROM {rows} GROUP BY subject, place HAVING {having}) AS odd GROUP BY one");
        Line { found: Some("MIN(sheet_row)"), ..Line::of_evidence("fault", &words) }.text(sql, &rest)
    };
    let differs = polls(table).into_iter().map(|(poll, column)| {
        let number = name(poll);
        let having = format!("MIN({number}) <> MAX({number}) OR COUNT({number}) > 0 AND COUNT({number}) < COUNT(*)");
        line(header(column), "turnout-differs", &having)
    });
    let sums = sums(sql, table).into_iter().map(|(column, having)| line(&column, "turnout-sums", &having));
    differs.chain(sums).collect()
}

/// The columns that the counts of a row must agree with, each with the condition under which they do not.
fn sums(sql: Dialect, table: &Table) -> Vec<(String, String)> {
    let (Some((across, cell)), Some(turnout)) = (counted_across(table), &table.turnout) else { return Vec::new() };
    let (word, n) = (sql.name(&format!("v_{}", across.id)), sql.name(&format!("v_{}", cell.id)));
    let sum = |condition: &str| format!("SUM(CASE WHEN {condition} THEN COALESCE({n}, 0) ELSE 0 END)");
    let all = sum(&format!("{word} IS NOT NULL"));
    let void: Vec<String> = turnout.void.iter().map(|word| escaped(word)).collect();
    let valid = if void.is_empty() { all.clone() } else { sum(&format!("{word} NOT IN ({})", sql.texts(&void))) };
    let told = |poll| format!("MAX({})", name(poll));
    let column = |poll| turnout.column(poll).and_then(|id| table.column(id)).map(|column| header(column).to_owned());
    let of_valid = column(Poll::Valid).map(|column| (column, format!("{valid} <> {}", told(Poll::Valid))));
    let of_returned = column(Poll::Returned).map(|name| {
        let returned = told(Poll::Returned);
        let unlike = match (void.is_empty(), turnout.column(Poll::Valid)) {
            (false, _) => format!("{all} <> {returned}"),
            (true, None) => format!("{all} > {returned}"),
            (true, Some(_)) => format!("{} IS NULL AND {all} > {returned}", told(Poll::Valid)),
        };
        (name, unlike)
    });
    of_valid.into_iter().chain(of_returned).collect()
}

impl Asked<'_> {
    /// The tables whose turnout stands beside the query's tallies.
    fn voted(&self) -> Vec<&Table> {
        let ballots = self.query.measure.ballots().is_some();
        let tables = self.query.from.iter().filter_map(|id| self.rubric.table(id));
        tables.filter(|table| ballots && table.turnout.is_some()).collect()
    }

    /// The common table expression: a row for each number that a row of a sheet should tell, null where it does not.
    pub(super) fn turnout(&self) -> Option<String> {
        let parts: Vec<String> = self.voted().into_iter().flat_map(|table| self.numbers_told(table)).collect();
        (!parts.is_empty()).then(|| format!("{} AS (\n{}\n)", self.name("turnout"), parts.join("\n  UNION ALL\n")))
    }

    fn numbers_told(&self, table: &Table) -> Vec<String> {
        let filters = self.query.filters.iter().filter(|filter| self.is_of_row(table, filter));
        let conditions: Vec<String> = filters.map(|filter| self.filter(table, filter, "e")).collect();
        let conditions = if conditions.is_empty() { String::new() } else { format!(" WHERE {}", conditions.join(" AND ")) };
        let voting = format!("{} AS e{conditions}", table_name(self.sql, "voting", &table.id));
        let each = polls(table).into_iter().map(|(poll, _)| {
            let (id, number) = (self.sql.text(poll.id()), name(poll));
            if rows_compete(table) {
                format!("  SELECT e.subject AS subject, {id} AS poll, MAX(e.{number}) AS number FROM {voting} GROUP BY e.subject, e.place")
            } else {
                format!("  SELECT e.subject AS subject, {id} AS poll, e.{number} AS number FROM {voting}")
            }
        });
        each.collect()
    }

    /// Whether the condition looks at the row; one on what is counted in it is none on the row.
    fn is_of_row(&self, table: &Table, filter: &Filter) -> bool {
        let column = filter.column.as_str();
        let of_cell = table.wide.as_ref().is_some_and(|wide| wide.across == column || wide.cell == column);
        table.column(column).is_some() && !of_cell && !self.query.measure.columns().contains(&column)
    }

    /// The rows of the table of tallies.
    pub(super) fn turnout_lines(&self, id: &str) -> Vec<String> {
        if self.voted().is_empty() {
            return Vec::new();
        }
        let (sql, from) = (self.sql, self.name("turnout"));
        let sum = sql.as_text(&format!("SUM({})", sql.wide("number")));
        let told = Line { part: "0", kind: "turnout", words: "poll", sums: [&sum, "'0'", "'0'"], ..Line::of(id) };
        let untold = Line { kind: "no-turnout", sums: ["'0'"; 3], ..told };
        let lines = [(told, "="), (untold, "<")];
        lines.map(|(line, sign)| line.text(sql, &format!("{from} GROUP BY subject, poll HAVING COUNT(number) {sign} COUNT(*)"))).to_vec()
    }
}
