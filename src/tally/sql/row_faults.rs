//! What is wrong with a row of the engine's table, told by its first cell that cannot be read.

use super::cells::{empty, Cells, Empty};
use super::factor::MOST_SIGNERS;
use super::needs::{header, key};
use super::rows::Rows;
use super::words::escaped;

/// One name without notes, in the form in which names are compared.
const NAME: &str = "^[a-z0-9'\u{3400}-\u{4dbf}\u{4e00}-\u{9fff}·-]*$";

impl Rows<'_, '_> {
    /// The first thing that is wrong with the row, as `column;what` (else empty), and the text found.
    pub(super) fn faults(&self) -> (String, String) {
        let mut faults: Vec<(String, String, String)> = Vec::new();
        let mut add = |condition: String, column: &str, what: &str, raw: String| {
            faults.push((condition, format!("{};{what}", escaped(column)), raw));
        };
        for column in self.columns() {
            let cells = Cells::new(self.sql, column);
            for (condition, what) in cells.faults() {
                add(condition, header(column), what, cells.raw());
            }
        }
        if self.need.is_roster || self.need.subject && key(self.need.table).is_some_and(|column| !column.optional) {
            let name = self.keys.first().filter(|_| self.need.is_roster).and_then(|id| self.need.table.column(id));
            let name = name.map_or_else(|| self.subject_column(), |column| header(column).to_owned());
            add("raw_subject IS NULL OR raw_subject = ''".to_owned(), &name, "blank", "raw_subject".to_owned());
        }
        if let Some(column) = self.raters().next() {
            let plain = self.sql.fits(&self.called(), NAME);
            add(format!("NOT {plain}"), header(column), "not-a-name", "raw_called".to_owned());
            if !self.need.is_roster && empty(column) == Empty::Fault {
                add(format!("{} IS NULL", self.called()), header(column), "blank", "raw_called".to_owned());
            }
        }
        if self.need.role {
            add("read_role IS NULL AND COALESCE(TRIM(raw_role), '') <> ''".to_owned(), "role", "unknown-word", "raw_role".to_owned());
        }
        for reserved in self.reserved() {
            let (read, raw) = (format!("read_{}", reserved.name), format!("raw_{}", reserved.name));
            let most = if reserved.name == "row" { String::new() } else { format!(" OR {read} > {MOST_SIGNERS}") };
            add(format!("{read} IS NULL{most}"), reserved.name, reserved.fault, raw);
        }
        for (condition, column, what, raw) in self.turnout_faults() {
            add(condition, &column, what, raw);
        }
        let none = format!("CAST(NULL AS {})", self.sql.text_type());
        if faults.is_empty() {
            return ("''".to_owned(), none);
        }
        let case = |then: &dyn Fn(&(String, String, String)) -> String, otherwise: &str| {
            let each = faults.iter().map(|fault| format!("\n      WHEN {} THEN {}", fault.0, then(fault)));
            format!("CASE{} ELSE {otherwise} END", each.collect::<String>())
        };
        (case(&|(_, what, _)| self.sql.text(what), "''"), case(&|(.., raw)| raw.clone(), &none))
    }
}
