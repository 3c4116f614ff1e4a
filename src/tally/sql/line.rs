//! A row of the table of tallies, as a `SELECT`.

use super::dialect::Dialect;

/// What stands in the columns, each an expression.
#[derive(Clone, Copy)]
pub(super) struct Line<'l> {
    /// Id of the criterion or count; empty for what is told of the evidence.
    pub query: &'l str,
    pub subject: &'l str,
    pub part: &'l str,
    pub kind: &'l str,
    pub role: Option<&'l str>,
    pub signers: &'l str,
    pub position: &'l str,
    pub words: &'l str,
    pub rows: &'l str,
    /// Number, squares, below.
    pub sums: [&'l str; 3],
    pub found: Option<&'l str>,
}

impl<'l> Line<'l> {
    /// Of a query, one for each subject and sub-period.
    pub fn of(query: &'l str) -> Self {
        Self {
            query,
            subject: "subject",
            part: "part",
            kind: "",
            role: None,
            signers: "0",
            position: "0",
            words: "''",
            rows: "COUNT(*)",
            sums: ["'0'"; 3],
            found: None,
        }
    }

    /// Of the evidence.
    pub fn of_evidence(kind: &'l str, words: &'l str) -> Self {
        Self { kind, words, subject: "''", part: "0", ..Self::of("") }
    }

    /// The statement, from these rows.
    pub fn text(&self, sql: Dialect, rest: &str) -> String {
        let none = format!("CAST(NULL AS {})", sql.text_type());
        let [number, squares, below] = self.sums;
        let columns = [
            (sql.text(self.query), "query_id"),
            (self.subject.to_owned(), "subject_key"),
            (self.part.to_owned(), "part_number"),
            (sql.text(self.kind), "line_kind"),
            (self.role.map_or(none.clone(), str::to_owned), "role_played"),
            (self.signers.to_owned(), "signers_named"),
            (self.position.to_owned(), "position_named"),
            (self.words.to_owned(), "words_said"),
            (self.rows.to_owned(), "rows_counted"),
            (number.to_owned(), "number_sum"),
            (squares.to_owned(), "squares_sum"),
            (below.to_owned(), "below_sum"),
            (self.found.map_or(none, str::to_owned), "text_found"),
        ];
        let columns: Vec<String> = columns.into_iter().map(|(value, name)| format!("{value} AS {name}")).collect();
        format!("  SELECT {}\n  FROM {rest}", columns.join(", "))
    }
}

/// The table of tallies out of all its rows; what is told of the evidence stands last, so that a file that was cut off lacks it.
pub(super) fn table(sql: Dialect, id: &str, lines: &[String]) -> String {
    let whole = |value: &str, name: &str| format!("CAST({value} AS BIGINT) AS {}", sql.name(name));
    let same = |value: &str, name: &str| format!("{value} AS {}", sql.name(name));
    let columns = [
        format!("{} AS {}", sql.text(id), sql.name("plan")),
        same("query_id", "query"),
        same("subject_key", "subject"),
        whole("part_number", "part"),
        same("line_kind", "kind"),
        same("role_played", "role"),
        whole("signers_named", "signers"),
        whole("position_named", "position"),
        same("words_said", "words"),
        whole("rows_counted", "rows"),
        same("number_sum", "number"),
        same("squares_sum", "squares"),
        same("below_sum", "below"),
        same("text_found", "found"),
    ];
    format!(
        "SELECT\n  {}\nFROM (\n{}\n) AS tallies\nORDER BY CASE WHEN query_id = '' THEN 1 ELSE 0 END, query_id, subject_key, part_number, line_kind,\n  role_played NULLS FIRST, signers_named, position_named, words_said\n",
        columns.join(",\n  "),
        lines.join("\n  UNION ALL\n"),
    )
}
