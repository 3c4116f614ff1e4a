//! A table of the engine to rows with typed values: the first layer of the plan.
//!
//! ```text
//! raw texts ─► values read ─► values with what follows from columns beside them, faults, whether the row counts
//! ```

use super::cells::{empty, narrowed, Cells, Empty};
use super::dialect::Dialect;
use super::needs::{count, header, key, roles, told_role, told_signers, Need};
use super::table_name;
use super::words::escaped;
use crate::base::period::Period;
use crate::rubric::model::{Column, ColumnKind};

/// Writes the rows of one table.
pub(super) struct Rows<'n, 'r> {
    pub sql: Dialect,
    pub need: &'n Need<'r>,
    pub period: &'n Period,
    /// Columns that together are a subject's key, where the table is the roster.
    pub keys: &'n [String],
    /// The roster's column with the name, where somebody rates.
    pub name: Option<&'n str>,
}

/// The column that a reserved name of the engine's table fills.
pub(super) struct Reserved {
    pub name: &'static str,
    pub pattern: &'static str,
    pub fault: &'static str,
}

const ROW: Reserved = Reserved { name: "row", pattern: "^[0-9]{1,18}$", fault: "not-whole" };
const SIGNERS: Reserved = Reserved { name: "signers", pattern: "^[1-9][0-9]{0,3}$", fault: "not-whole" };
const POSITION: Reserved = Reserved { name: "position", pattern: "^[1-9][0-9]{0,3}$", fault: "not-whole" };

impl<'r> Rows<'_, 'r> {
    /// The columns that are read, in order of the rubric.
    pub(super) fn columns(&self) -> Vec<&'r Column> {
        let table = self.need.table;
        table.columns.iter().filter(|column| self.need.columns.contains(column.id.as_str()) && is_read(column)).collect()
    }

    /// The names of the columns that the engine's table must have, with what they hold.
    pub fn sources(&self) -> Vec<(String, &'static str)> {
        let table = self.need.table;
        let keys = self.keys.iter().filter_map(|id| table.column(id)).map(|column| (header(column).to_owned(), "key"));
        let mut sources: Vec<(String, &'static str)> = if self.need.is_roster { keys.collect() } else { Vec::new() };
        if self.need.subject && !self.need.is_roster {
            sources.push((self.subject_column(), "key"));
        }
        let of = |column: &&Column| match column.kind {
            ColumnKind::Number => "number",
            ColumnKind::Count => "count",
            ColumnKind::Date => "date",
            ColumnKind::Word(_) => "word",
            ColumnKind::Text | ColumnKind::Key | ColumnKind::Name | ColumnKind::Names | ColumnKind::Secret => "text",
        };
        sources.extend(self.columns().iter().map(|column| (header(column).to_owned(), of(column))));
        sources.extend(self.raters().map(|column| (header(column).to_owned(), "text")));
        sources.extend(self.need.role.then(|| ("role".to_owned(), "word")));
        sources.extend(self.reserved().map(|reserved| (reserved.name.to_owned(), "number")));
        sources.sort();
        sources.dedup_by(|one, other| one.0 == other.0);
        sources
    }

    pub(super) fn reserved(&self) -> impl Iterator<Item = Reserved> {
        let need = self.need;
        let all = [(need.row, ROW), (need.signers, SIGNERS), (need.position, POSITION)];
        all.into_iter().filter(|(wanted, _)| *wanted).map(|(_, reserved)| reserved)
    }

    /// Who rates; and on the roster, how a rater is called.
    pub(super) fn raters(&self) -> impl Iterator<Item = &'r Column> {
        let table = self.need.table;
        let own = self.need.rater.then(|| table.column("rater")).flatten();
        own.into_iter().chain(self.name.filter(|_| self.need.is_roster).and_then(|name| table.column(name)))
    }

    pub(super) fn subject_column(&self) -> String {
        key(self.need.table).map_or("subject", header).to_owned()
    }

    /// The common table expression.
    pub fn text(&self) -> String {
        let (raw, read, last) = (self.raw(), self.read(), self.last());
        let source = self.sql.name(&self.need.table.id);
        let lines = |parts: &[String], indent: &str| parts.join(&format!(",\n{indent}"));
        format!(
            "{} AS (\n  SELECT\n    {}\n  FROM (\n    SELECT\n      *,\n      {}\n    FROM (\n      SELECT\n        {}\n      FROM {source}\n    ) AS raw\n  ) AS cells\n)",
            table_name(self.sql, "rows", &self.need.table.id),
            lines(&last, "    "),
            lines(&read, "      "),
            lines(&raw, "        "),
        )
    }

    fn raw(&self) -> Vec<String> {
        let (sql, table) = (self.sql, self.need.table);
        let cast = |name: &str, as_name: &str| format!("{} AS {}", sql.as_text(&sql.name(name)), sql.name(as_name));
        let mut raw: Vec<String> = self.columns().iter().map(|column| cast(header(column), &format!("raw_{}", column.id))).collect();
        raw.extend(self.columns().into_iter().filter_map(|column| Cells::new(sql, column).trimmed()));
        if self.need.is_roster {
            let parts: Vec<String> =
                self.keys.iter().filter_map(|id| table.column(id)).map(|column| sql.as_text(&sql.name(header(column)))).collect();
            raw.push(format!("{} AS raw_subject", parts.join(" || '/' || ")));
        } else if self.need.subject {
            raw.push(cast(&self.subject_column(), "raw_subject"));
        }
        raw.extend(self.raters().map(|column| cast(header(column), "raw_called")));
        raw.extend(self.need.role.then(|| cast("role", "raw_role")));
        raw.extend(self.reserved().map(|reserved| cast(reserved.name, &format!("raw_{}", reserved.name))));
        if raw.is_empty() {
            raw.push("1 AS raw_nothing".to_owned());
        }
        raw
    }

    fn read(&self) -> Vec<String> {
        let sql = self.sql;
        let mut read: Vec<String> = Vec::new();
        for column in self.columns() {
            let cells = Cells::new(sql, column);
            read.push(format!("{} AS {}", cells.value(), cells.read()));
        }
        if self.need.role {
            let known: Vec<String> = roles(self.need.table).into_iter().map(escaped).collect();
            read.push(format!("CASE WHEN TRIM(raw_role) IN ({}) THEN TRIM(raw_role) END AS read_role", sql.texts(&known)));
        }
        for reserved in self.reserved() {
            let raw = format!("raw_{}", reserved.name);
            let number = format!("CASE WHEN {} THEN TRY_CAST({raw} AS BIGINT) END", sql.fits(&raw, reserved.pattern));
            read.push(format!("{number} AS read_{}", reserved.name));
        }
        if read.is_empty() {
            read.push("1 AS read_nothing".to_owned());
        }
        read
    }

    fn last(&self) -> Vec<String> {
        let sql = self.sql;
        let none = |kind: &str| format!("CAST(NULL AS {kind})");
        let given = |wanted: bool, name: &str, otherwise: &str| {
            if wanted {
                format!("COALESCE(read_{name}, {otherwise}) AS {name}")
            } else {
                format!("{otherwise} AS {name}")
            }
        };
        let subject = if self.need.subject { "NULLIF(raw_subject, '')".to_owned() } else { none(sql.text_type()) };
        let called = if self.raters().next().is_some() { self.called() } else { none(sql.text_type()) };
        let mut last = vec![
            format!("{subject} AS subject"),
            format!("{} AS day", self.day().unwrap_or_else(|| none("DATE"))),
            format!("{} AS n", self.n()),
            self.role().unwrap_or_else(|| given(self.need.role, "role", &none(sql.text_type()))),
            self.signers().unwrap_or_else(|| given(self.need.signers, "signers", "CAST(1 AS BIGINT)")),
            given(self.need.position, "position", "CAST(1 AS BIGINT)"),
            format!("{} AS place", if self.need.row { "read_row" } else { "CAST(0 AS BIGINT)" }),
            format!("{called} AS called"),
        ];
        for column in self.columns() {
            last.push(format!("{} AS {}", self.value(column), sql.name(&format!("v_{}", column.id))));
            last.push(format!("{} AS {}", self.kind(column), sql.name(&format!("k_{}", column.id))));
        }
        let (fault, found) = self.faults();
        last.extend(self.turnout());
        last.push(format!("{} AS counts", self.counts()));
        last.push(format!("{fault} AS fault"));
        last.push(format!("{found} AS found"));
        last
    }

    pub(super) fn day(&self) -> Option<String> {
        let dated = self.columns().into_iter().find(|column| column.id == "date" && column.kind == ColumnKind::Date)?;
        Some(Cells::new(self.sql, dated).read())
    }

    /// The part played, where the rubric has a column for it.
    fn role(&self) -> Option<String> {
        let column = told_role(self.need.table).filter(|column| self.need.columns.contains(column.id.as_str()))?;
        Some(format!("{} AS role", Cells::new(self.sql, column).read()))
    }

    /// How many sign, where the rubric has a column for it.
    fn signers(&self) -> Option<String> {
        let column = told_signers(self.need.table).filter(|column| self.need.columns.contains(column.id.as_str()))?;
        let whole = self.sql.quotient(&Cells::new(self.sql, column).read(), "1000000");
        Some(format!("COALESCE({whole}, 1) AS signers"))
    }

    /// How many times the row counts.
    fn n(&self) -> String {
        count(self.need.table).map_or_else(
            || "CAST(1 AS BIGINT)".to_owned(),
            |column| format!("COALESCE({}, 1)", self.sql.quotient(&Cells::new(self.sql, column).read(), "1000000")),
        )
    }

    /// A name as it is compared: without spaces, in lower case, with one dot for the usual ones.
    pub(super) fn called(&self) -> String {
        let bare = format!("LOWER(REPLACE({}, ' ', ''))", narrowed(self.sql, "raw_called"));
        format!("NULLIF(REPLACE(REPLACE({bare}, '.', '·'), '。', '·'), '')")
    }

    /// A date is a text, as evidence keeps it; a number without the column beside it is none.
    pub(super) fn value(&self, column: &Column) -> String {
        let read = Cells::new(self.sql, column).read();
        match (&column.kind, &column.only_with) {
            (ColumnKind::Date, _) => self.sql.as_text(&read),
            (_, Some(other)) => format!("CASE WHEN {} IS NOT NULL THEN {read} END", self.sql.name(&format!("read_{other}"))),
            (_, None) => read,
        }
    }

    /// Which of the four kinds of nothing a null is; null where it is none of them.
    fn kind(&self, column: &Column) -> String {
        let kind = |column: &Column| if let Empty::NoValue(kind) = empty(column) { Some(self.sql.text(kind.id())) } else { None };
        let none = format!("CAST(NULL AS {})", self.sql.text_type());
        let read = |id: &str| self.sql.name(&format!("read_{id}"));
        let own = kind(column).map(|kind| format!(" WHEN {} IS NULL THEN {kind}", read(&column.id)));
        let other = column.only_with.as_ref().and_then(|other| {
            let of_other = kind(self.need.table.column(other)?)?;
            Some(format!(" WHEN {} IS NULL THEN {of_other}", read(other)))
        });
        let cases: String = own.into_iter().chain(other).collect();
        if cases.is_empty() {
            none
        } else {
            format!("CASE{cases} ELSE {none} END")
        }
    }
}

/// Whether the column's own cells are looked at; people are told by reserved columns.
fn is_read(column: &Column) -> bool {
    !matches!(column.kind, ColumnKind::Name | ColumnKind::Names | ColumnKind::Key | ColumnKind::Secret)
}
