//! A worked example speaks of columns and words that its rule can meet.

use super::{ids, Check, PEOPLE};
use crate::base::exact::Exact;
use crate::base::period::Day;
use crate::base::text::Say;
use crate::rubric::model::{Column, ColumnKind, Criterion, ExampleRow, Linked};

impl<'a> Check<'a> {
    pub(super) fn examples(&self) {
        for criterion in &self.rubric.criteria {
            for (index, example) in criterion.examples.iter().enumerate() {
                let index = index.to_string();
                let path = ["criteria", criterion.id.as_str(), "examples", index.as_str()];
                if !example.exposure.is_positive() || example.exposure > Exact::one() {
                    let expected = Say::new("大于 0、不大于 1 的数", "a number above 0 and not above 1");
                    self.value(&[&path, ["exposure"].as_slice()].concat(), &example.exposure.plain(), expected);
                }
                self.ids(
                    &[&path, ["counts"].as_slice()].concat(),
                    &ids(&example.counts, |(count, _)| count),
                    &ids(&self.rubric.counts, |count| &count.id),
                );
                for (number, row) in example.rows.iter().enumerate() {
                    self.example_row(&[&path, ["rows", &number.to_string()].as_slice()].concat(), criterion, row);
                }
            }
        }
    }

    fn example_row(&self, path: &[&str], criterion: &Criterion, row: &ExampleRow) {
        if !self.has_tables(&criterion.query) {
            return;
        }
        if let Linked::In(tables) = &row.linked {
            self.ids(path, tables, &ids(&criterion.query.links, |link| &link.table));
        }
        self.ids(path, row.table.as_slice(), &criterion.query.from);
        let of_row: Vec<String> = row.table.iter().chain(&criterion.query.from).take(1).cloned().collect();
        let tables = if row.table.is_some() { &of_row } else { &criterion.query.from };
        let mut known = self.columns(tables);
        // With `per` a date says the sub-period, also where rows are dated by their folder.
        known.extend(criterion.query.per.map(|_| "date".to_owned()));
        let named = ids(&row.texts, |(column, _)| column).into_iter().chain(ids(&row.numbers, |(column, _)| column));
        for column in named {
            self.id(path, &column, &known);
        }
        self.ids(path, row.role.as_slice(), &self.words(tables, "role"));
        for (id, text) in &row.texts {
            for column in self.columns_called(tables, id).into_iter().take(1) {
                self.example_text(path, column, text);
            }
        }
        for (id, number) in &row.numbers {
            for column in self.columns_called(tables, id).into_iter().take(1) {
                self.example_number(&[path, &[id]].concat(), column, number);
            }
        }
        self.reserved(path, tables, row);
    }

    fn example_text(&self, path: &[&str], column: &Column, text: &str) {
        let path = [path, &[column.id.as_str()]].concat();
        match &column.kind {
            ColumnKind::Word(words) => self.id(&path, text, &ids(words, |(word, _)| word)),
            ColumnKind::Number | ColumnKind::Count => {
                self.value(&path, text, Say::new("一个数，不加引号", "a number, without quotes"));
            }
            ColumnKind::Date if Day::parse_from_str(text, "%Y-%m-%d").is_err() => {
                self.value(&path, text, Say::new("日期，如 2025-01-01", "a date such as 2025-01-01"));
            }
            ColumnKind::Date | ColumnKind::Text | ColumnKind::Name | ColumnKind::Names | ColumnKind::Key | ColumnKind::Secret => {}
        }
    }

    fn example_number(&self, path: &[&str], column: &Column, number: &Exact) {
        let shown = number.plain();
        if column.kind != ColumnKind::Number {
            let expected = match &column.kind {
                ColumnKind::Count => Say::new("行的份数写作 n = 20", "how often a row counts, written n = 20"),
                ColumnKind::Text
                | ColumnKind::Number
                | ColumnKind::Date
                | ColumnKind::Word(_)
                | ColumnKind::Name
                | ColumnKind::Names
                | ColumnKind::Key
                | ColumnKind::Secret => Say::new("带引号的文字，或日期", "a text in quotes, or a date"),
            };
            self.value(path, &shown, expected);
        } else if (number * &Exact::from(1_000_000i64)).to_whole().is_none() {
            self.value(path, &shown, Say::new("至多六位小数的数，与表中相同", "a number with at most 6 decimals, as in a sheet"));
        }
    }

    /// The keys of an example's row that have a meaning of their own are not those of a column.
    fn reserved(&self, path: &[&str], tables: &[String], row: &ExampleRow) {
        let used = [
            ("table", row.table.is_some()),
            ("linked", row.linked != Linked::Nowhere),
            ("signers", row.signers.is_some()),
            ("position", row.position.is_some()),
            ("n", row.n.is_some()),
            ("blank", row.blank.is_some()),
        ];
        for (key, _) in used.into_iter().filter(|(_, used)| *used) {
            // Where a key alone tells whose row it is, these columns tell the very same.
            let same = PEOPLE.contains(&key) && tables.iter().filter_map(|id| self.rubric.table(id)).all(|table| table.by_key().is_some());
            if !same && self.columns_called(tables, key).iter().any(|column| column.kind != ColumnKind::Count) {
                let why = Say::new(
                    format!("算例中的 {key} 另有含义，列须另取 id"),
                    format!("`{key}` has a meaning of its own in examples: the column needs another id"),
                );
                self.conflict(path, key, why);
            }
        }
    }

    fn columns_called(&self, tables: &[String], id: &str) -> Vec<&'a Column> {
        let rubric = self.rubric;
        tables.iter().filter_map(|table| rubric.table(table)?.column(id)).collect()
    }
}
