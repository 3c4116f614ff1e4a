//! One query of the rubric: its rows with their class, then those that stay, then the sums.
//!
//! ```text
//! entries ─ where, link ─► duly_taken_N ─ one of a row, one of `once` ─► duly_kept_N ─► sums by class
//! ```

use std::collections::BTreeSet;

use super::condition::test;
use super::dialect::Dialect;
use super::factor::Factor;
use super::needs::{looks_at_place, looks_at_signers, names_several, roles, takes_row_once};
use super::table_name;
use super::words::escaped;
use crate::base::period::Period;
use crate::rubric::model::{Column, ColumnKind, Filter, Link, Measure, NoValue, Query, Rubric, Table, TABLE};

/// Writes one query.
pub(super) struct Asked<'r> {
    pub sql: Dialect,
    pub rubric: &'r Rubric,
    pub query: &'r Query,
    /// Sub-periods; none where the query has no `per`.
    pub parts: Vec<Period>,
    /// None where no factor is asked for.
    pub factor: Option<Factor<'r>>,
    /// Which of the plan's queries it is.
    pub number: usize,
}

/// The value of a column in an entry; none where the table lacks it.
fn value(sql: Dialect, table: &Table, id: &str, of: &str) -> Option<String> {
    match &table.column(id)?.kind {
        ColumnKind::Key => Some(format!("{of}.subject")),
        ColumnKind::Text | ColumnKind::Number | ColumnKind::Date | ColumnKind::Word(_) => {
            Some(format!("{of}.{}", sql.name(&format!("v_{id}"))))
        }
        ColumnKind::Count | ColumnKind::Name | ColumnKind::Names | ColumnKind::Secret => None,
    }
}

fn is_number(column: Option<&Column>) -> bool {
    column.is_some_and(|column| column.kind == ColumnKind::Number)
}

impl<'r> Asked<'r> {
    /// The tables whose rows are entries of the query.
    pub(super) fn tables(&self) -> Vec<&'r Table> {
        let tables = self.query.from.iter().filter_map(|id| self.rubric.table(id));
        tables.filter(|table| !table.tells_only_turnout(self.query.measure.column())).collect()
    }

    /// The common table expressions.
    pub fn text(&self) -> Vec<String> {
        let taken: Vec<String> = self.tables().into_iter().enumerate().map(|(order, table)| self.taken(order, table)).collect();
        let mut all = vec![format!("{} AS (\n{}\n)", self.name("taken"), taken.join("\n  UNION ALL\n"))];
        if self.has_order() {
            all.push(format!("{} AS (\n{}\n)", self.name("kept"), self.kept()));
        }
        all.extend(self.turnout());
        all
    }

    pub(super) fn name(&self, step: &str) -> String {
        format!("duly_{step}_{}", self.number)
    }

    /// Whether rows compete with each other.
    pub(super) fn has_order(&self) -> bool {
        self.query.once.is_some() || self.has_rows()
    }

    /// Whether one subject may stand in several rows of the table that are one row of the sheet, of which one stays.
    fn is_by_row(&self, table: &Table) -> bool {
        names_several(table) || takes_row_once(self.query, table) && table.wide.is_some()
    }

    fn has_rows(&self) -> bool {
        self.tables().into_iter().any(|table| self.is_by_row(table))
    }

    fn taken(&self, order: usize, table: &'r Table) -> String {
        let (sql, query) = (self.sql, self.query);
        let own = |id: &str| value(sql, table, id, "e");
        let none = format!("CAST(NULL AS {})", sql.text_type());
        let role_of = |id: &str| if id == "role" { (!roles(table).is_empty()).then(|| "e.role".to_owned()) } else { own(id) };
        let split = looks_at_signers(query);
        let by_role = split || query.times.iter().any(|times| times.column == "role");
        let mut columns = vec![
            "e.subject AS subject".to_owned(),
            format!("{} AS part", self.part()),
            format!("{order} AS source"),
            "e.place AS place".to_owned(),
            "e.day AS day".to_owned(),
            format!("{} AS n", self.n(table)),
            format!("{} AS role", if by_role { "e.role" } else { &none }),
            format!("{} AS signers", if split { "e.signers" } else { "CAST(1 AS BIGINT)" }),
            format!("{} AS position", if split && looks_at_place(query) { "e.position" } else { "CAST(1 AS BIGINT)" }),
            format!("{} AS words", self.words(table)),
            "e.outside AS outside".to_owned(),
            format!("{} AS nothing", self.nothing(table)),
        ];
        let numbers = ["number", "below"].into_iter().zip(self.numbers().into_iter().map(Some).chain([None, None]));
        for (name, id) in numbers {
            let number = id.and_then(own).map_or_else(|| "CAST(0 AS BIGINT)".to_owned(), |number| format!("COALESCE({number}, 0)"));
            columns.push(format!("{number} AS {name}"));
        }
        let told = if let Measure::Distinct(id) = &query.measure { own(id) } else { None };
        columns.push(format!("{} AS told", told.unwrap_or_else(|| none.clone())));
        let factor = |wanted: bool| self.factor.as_ref().filter(|_| wanted);
        let order = factor(self.has_order()).map_or_else(|| "0".to_owned(), |factor| factor.order(sql, &role_of));
        let above = factor(told_by_factor(query)).map_or_else(|| "1".to_owned(), |factor| factor.above(sql, &role_of));
        columns.push(format!("{order} AS factor"));
        columns.push(format!("CASE WHEN {above} > 0 THEN 1 ELSE 0 END AS positive"));
        columns.push(format!("{} AS column_of_role", column_of_role(sql, table)));
        for (number, id) in self.once().iter().enumerate() {
            let key = own(id).map(|key| if is_number(table.column(id)) { sql.as_text(&key) } else { key });
            columns.push(format!("{} AS once_{number}", key.unwrap_or_else(|| none.clone())));
        }
        let conditions = self.conditions(table);
        let conditions = if conditions.is_empty() { String::new() } else { format!("\n  WHERE {}", conditions.join("\n    AND ")) };
        format!("  SELECT\n    {}\n  FROM {} AS e{conditions}", columns.join(",\n    "), table_name(sql, "entries", &table.id))
    }

    /// How many times the row counts; a number of the turnout is taken once.
    fn n(&self, table: &'r Table) -> String {
        if takes_row_once(self.query, table) {
            format!("CASE WHEN {} = '' THEN 1 ELSE e.n END", self.nothing(table))
        } else {
            "e.n".to_owned()
        }
    }

    pub(super) fn numbers(&self) -> Vec<&'r str> {
        match &self.query.measure {
            Measure::Sum(_) | Measure::Ratio { .. } | Measure::Mean { .. } | Measure::Value(_) | Measure::Last(_) => {
                self.query.measure.columns()
            }
            Measure::Count | Measure::Distinct(_) | Measure::Share(_) | Measure::Rating { .. } => Vec::new(),
        }
    }

    fn once(&self) -> Vec<&'r str> {
        self.query.once.iter().flat_map(|once| &once.per).map(String::as_str).collect()
    }

    /// The number of the sub-period; −1 where a row without a day fits none.
    fn part(&self) -> String {
        match self.parts.as_slice() {
            [] | [_] => "0".to_owned(),
            parts => {
                let each = parts.iter().enumerate().map(|(number, part)| format!(" WHEN e.day <= DATE '{}' THEN {number}", part.to));
                format!("CASE{} ELSE -1 END", each.collect::<String>())
            }
        }
    }

    /// Words of the class, in order of column, as `tally::plan::class` takes them.
    fn words(&self, table: &'r Table) -> String {
        let query = self.query;
        let measured = match &query.measure {
            Measure::Share(share) => Some(share.column.as_str()),
            Measure::Rating { column, .. } => Some(column.as_str()),
            Measure::Mean { column, trim, .. } => trim.as_ref().map(|_| column.as_str()),
            Measure::Last(_) => Some(TABLE),
            Measure::Count | Measure::Sum(_) | Measure::Distinct(_) | Measure::Ratio { .. } | Measure::Value(_) => None,
        };
        let times = query.times.iter().map(|times| times.column.as_str()).filter(|column| *column != "role");
        let weighed = query.measure.weights().map(|weights| weights.column.as_str());
        let columns: BTreeSet<&str> = times.chain(weighed).chain(measured).collect();
        let words = columns.into_iter().filter_map(|column| {
            let sign = format!("{}=", escaped(column));
            if column == TABLE {
                return Some(self.sql.text(&format!("{sign}{};", escaped(&table.id))));
            }
            let word = value(self.sql, table, column, "e")?;
            let text = if is_number(table.column(column)) { self.sql.as_text(&word) } else { word.clone() };
            Some(format!("CASE WHEN {word} IS NOT NULL THEN {} || {text} || ';' ELSE '' END", self.sql.text(&sign)))
        });
        let words: Vec<String> = words.collect();
        if words.is_empty() {
            "''".to_owned()
        } else {
            words.join(" || ")
        }
    }

    /// Why the measure has no value in the row, of two kinds the one that is told first; empty where it has one.
    fn nothing(&self, table: &'r Table) -> String {
        if matches!(self.query.measure, Measure::Count) {
            return "''".to_owned();
        }
        let unrecorded = self.sql.text(NoValue::NotRecorded.id());
        let is_key = |id: &str| table.column(id).is_some_and(|column| column.kind == ColumnKind::Key);
        let kind = |id: &str| match value(self.sql, table, id, "e") {
            // An entry is always somebody's.
            Some(_) if is_key(id) => "''".to_owned(),
            Some(value) => {
                let kind = self.sql.name(&format!("k_{id}"));
                format!("CASE WHEN {value} IS NULL THEN COALESCE(e.{kind}, {unrecorded}) ELSE '' END")
            }
            None => unrecorded.clone(),
        };
        let kinds: Vec<String> = self.query.measure.columns().into_iter().map(kind).collect();
        let cases = NoValue::STRONGEST.into_iter().map(|strongest| {
            let id = self.sql.text(strongest.id());
            let any = kinds.iter().map(|kind| format!("{kind} = {id}")).collect::<Vec<_>>().join(" OR ");
            format!(" WHEN {any} THEN {id}")
        });
        format!("CASE{} ELSE '' END", cases.collect::<String>())
    }

    fn conditions(&self, table: &'r Table) -> Vec<String> {
        let filters = self.query.filters.iter().map(|filter| self.filter(table, filter, "e"));
        filters.chain(self.query.links.iter().map(|link| self.link(table, link))).collect()
    }

    pub(super) fn filter(&self, table: &Table, filter: &Filter, of: &str) -> String {
        let column = table.column(&filter.column);
        let found = match filter.column.as_str() {
            "role" => (!roles(table).is_empty()).then(|| format!("{of}.role")),
            people @ ("signers" | "position") if column.is_none() => {
                // In whole millionths, as the columns are.
                Some(format!("({of}.{people} * 1000000)"))
            }
            id => value(self.sql, table, id, of),
        };
        test(self.sql, column, found.as_deref(), filter)
    }

    fn link(&self, table: &'r Table, link: &Link) -> String {
        let Some(other) = self.rubric.table(&link.table) else { return "TRUE".to_owned() };
        let agree = link.by.iter().map(|(own, of_other)| {
            let (own, of_other) = (value(self.sql, table, own, "e"), value(self.sql, other, of_other, "x"));
            own.zip(of_other).map_or_else(|| "FALSE".to_owned(), |(own, of_other)| format!("{of_other} = {own}"))
        });
        let mut all: Vec<String> = agree.collect();
        if link.same_subject {
            all.push("x.subject = e.subject".to_owned());
            all.push("x.outside = 0".to_owned());
        } else {
            all.push("x.counts = 1".to_owned());
        }
        all.extend(link.filters.iter().map(|filter| self.filter(other, filter, "x")));
        let step = if link.same_subject { "entries" } else { "rows" };
        let not = if link.wanted { "" } else { "NOT " };
        format!("{not}EXISTS (SELECT 1 FROM {} AS x WHERE {})", table_name(self.sql, step, &other.id), all.join(" AND "))
    }

    /// Of the rows that agree the one with the largest factor, then by day, then by place; the rest of the order only makes it total.
    fn kept(&self) -> String {
        let order = "factor DESC, CASE WHEN day IS NULL THEN 1 ELSE 0 END, day, source, place, column_of_role, role, signers, position, words, number, below, n, told";
        let counting = format!("{} WHERE {COUNTING}", self.name("taken"));
        let by_row = format!("ROW_NUMBER() OVER (PARTITION BY subject, source, place ORDER BY {order})");
        // Tables of which each row is one of the sheet need no place.
        let apart = self.tables().into_iter().enumerate().filter(|(_, table)| !self.is_by_row(table));
        let apart: Vec<String> = apart.map(|(number, _)| number.to_string()).collect();
        let in_row = if apart.is_empty() { by_row } else { format!("CASE WHEN source IN ({}) THEN 1 ELSE {by_row} END", apart.join(", ")) };
        let of_row = format!("SELECT *, {in_row} AS in_row FROM {counting}");
        let rows = if self.has_rows() {
            format!("SELECT * FROM ({of_row}) AS in_rows WHERE in_row = 1")
        } else {
            format!("SELECT * FROM {counting}")
        };
        let Some(once) = &self.query.once else { return format!("  {rows}") };
        let keys: Vec<String> = (0..once.per.len()).map(|number| format!("once_{number}")).collect();
        let agree: String = keys.iter().map(|key| format!(", {key}")).collect::<Vec<_>>().concat();
        let blank: String = keys.iter().map(|key| format!(" OR {key} IS NULL")).collect::<Vec<_>>().concat();
        format!(
            "  SELECT * FROM (\n    SELECT *, ROW_NUMBER() OVER (PARTITION BY subject, part{agree} ORDER BY {order}) AS in_all\n    FROM ({rows}) AS counted\n  ) AS ordered\n  WHERE in_all = 1{blank}"
        )
    }
}

/// Rows that count, where no two compete.
pub(super) const COUNTING: &str = "outside = 0 AND nothing = '' AND part >= 0";

/// Whether the measure looks at whether a factor is above 0.
fn told_by_factor(query: &Query) -> bool {
    matches!(query.measure, Measure::Distinct(_))
}

/// Which of the table's columns with a role comes first.
fn column_of_role(sql: Dialect, table: &Table) -> String {
    let roles = roles(table);
    if roles.is_empty() {
        return "0".to_owned();
    }
    let each = roles.iter().enumerate().map(|(number, role)| format!(" WHEN {} THEN {number}", sql.text(&escaped(role))));
    format!("CASE e.role{} ELSE {} END", each.collect::<String>(), roles.len())
}
