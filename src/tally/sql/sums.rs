//! The rows that stay, added up by class, and what stands beside them in the table of tallies.

use super::line::Line;
use super::query::{Asked, COUNTING};
use super::words::escaped;
use crate::rubric::model::Measure;

impl Asked<'_> {
    /// The rows of the table of tallies.
    pub fn outputs(&self, id: &str, is_criterion: bool, has_terms: bool) -> Vec<String> {
        let (sql, taken) = (self.sql, self.name("taken"));
        let line = |kind, words: &str, rows: &str, rest: &str| Line { kind, words, rows, ..Line::of(id) }.text(sql, rest);
        let (from, condition) = if self.has_order() { (self.name("kept"), "1 = 1") } else { (taken.clone(), COUNTING) };
        let mut outputs = vec![self.classes(id, &from, condition)];
        outputs.extend(self.turnout_lines(id));
        if matches!(self.query.measure, Measure::Distinct(_)) {
            let rest = format!("{from} WHERE {condition} AND positive = 1 GROUP BY subject, part");
            outputs.push(line("distinct", "''", "COUNT(DISTINCT told)", &rest));
        }
        if !matches!(self.query.measure, Measure::Count) {
            let rest = format!("{taken} WHERE outside = 0 AND nothing <> '' AND part >= 0 GROUP BY subject, part, nothing");
            outputs.push(line("no-value", "nothing", "SUM(n)", &rest));
        }
        if has_terms {
            outputs.push(line("outside-term", "''", "COUNT(*)", &format!("{taken} WHERE outside = 1 GROUP BY subject, part")));
        }
        if is_criterion && self.parts.len() > 1 {
            let tables = self.tables().into_iter().enumerate();
            let names = tables
                .map(|(order, table)| format!(" WHEN {order} THEN {}", sql.text(&format!("{};date;no-sub-period", escaped(&table.id)))));
            let words = format!("CASE source{} END", names.collect::<String>());
            let fault = Line { subject: "''", part: "0", kind: "fault", words: &words, ..Line::of(id) };
            outputs.push(fault.text(sql, &format!("{taken} WHERE outside = 0 AND part < 0 GROUP BY source")));
        }
        outputs
    }

    fn classes(&self, id: &str, from: &str, condition: &str) -> String {
        let sql = self.sql;
        let (n, number, below) = (sql.wide("n"), sql.wide("number"), sql.wide("below"));
        let sum = |product: &str| if self.numbers().is_empty() { "'0'".to_owned() } else { sql.as_text(&format!("SUM({product})")) };
        let (first, second, third) =
            (sum(&format!("{n} * {number}")), sum(&format!("{n} * {number} * {number}")), sum(&format!("{n} * {below}")));
        let line = Line {
            kind: "class",
            role: Some("role"),
            signers: "signers",
            position: "position",
            words: "words",
            rows: "SUM(n)",
            sums: [&first, &second, &third],
            ..Line::of(id)
        };
        line.text(sql, &format!("{from} WHERE {condition} GROUP BY subject, part, role, signers, position, words"))
    }
}
