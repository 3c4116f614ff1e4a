//! No word that can occur is left without a meaning, and no filter is idle.

use std::collections::BTreeMap;

use super::{ids, Check};
use crate::base::text::{squeeze, Say};
use crate::rubric::model::{Blank, ColumnKind, Filter, FilterTest, Query, Table, Times, TABLE};

impl Check<'_> {
    pub(super) fn coverage(&self) {
        for table in &self.rubric.tables {
            self.filters_at_work(&["tables", &table.id, "where"], &table.keep);
            self.ways_apart(table);
        }
        for (section, owner, query) in self.queries() {
            self.filters_at_work(&[section, owner, "where"], &query.filters);
            for times in &query.times {
                self.times_covered(section, owner, query, times);
            }
            self.measure_covered(section, owner, query);
            self.weights_cover(section, owner, query);
        }
    }

    /// A way to write a word stands for one word only.
    fn ways_apart(&self, table: &Table) {
        for column in &table.columns {
            let mut seen: BTreeMap<String, &str> = BTreeMap::new();
            for (word, ways) in column.words() {
                for way in ways.iter().chain([word]) {
                    let other = seen.insert(squeeze(way), word);
                    if let Some(other) = other.filter(|other| other != word) {
                        let why = Say::new(
                            format!("“{way}”既写在 {other} 下，又写在 {word} 下"),
                            format!("“{way}” stands for both `{other}` and `{word}`"),
                        );
                        self.conflict(&["tables", &table.id, "columns", &column.id, "words"], way, why);
                    }
                }
            }
        }
    }

    pub(super) fn filters_at_work(&self, path: &[&str], filters: &[Filter]) {
        for filter in filters {
            let why = match &filter.test {
                FilterTest::Is(words) if words.is_empty() => Say::new("没有列出词，条件永不成立", "no word is listed, so it never holds"),
                FilterTest::IsNot(words) if words.is_empty() => Say::new("没有列出词，条件总成立", "no word is listed, so it always holds"),
                FilterTest::Number(range) if range.is_open() => Say::new(
                    "条件须写 at-least、above、at-most、below、not 或 present",
                    "a condition on a column needs at-least, above, at-most, below, not or present",
                ),
                FilterTest::Number(range) if range.is_empty() => {
                    Say::new("下限不低于上限，条件永不成立", "its lower end is not under its upper end, so it never holds")
                }
                FilterTest::Is(_) | FilterTest::IsNot(_) | FilterTest::Number(_) | FilterTest::Present(_) => continue,
            };
            self.conflict(path, &filter.column, why);
        }
    }

    /// Every word that passes `where` has a factor, and so has a blank where one can occur.
    fn times_covered(&self, section: &str, owner: &str, query: &Query, times: &Times) {
        let path = [section, owner, "times"];
        let words = self.words(&query.from, &times.column);
        if times.otherwise.is_some() || words.is_empty() {
            return;
        }
        let listed = ids(&times.factors, |(word, _)| word);
        let missing: Vec<String> = words.into_iter().filter(|word| passes(query, &times.column, word) && !listed.contains(word)).collect();
        if !missing.is_empty() {
            self.conflict(&path, &times.column, uncovered("times", &times.column, &missing));
        } else if self.may_be_blank(query, &times.column) {
            let column = &times.column;
            let why = Say::new(
                format!("“{column}”可能空缺：times 须以 else 说明空缺如何计"),
                format!("`{column}` may be blank: `times` needs an `else` to say what a blank gives"),
            );
            self.conflict(&path, column, why);
        }
    }

    /// Every class of ballots has a weight, and every ballot is of a class.
    fn weights_cover(&self, section: &str, owner: &str, query: &Query) {
        let Some(weights) = query.measure.weights() else { return };
        let path = [section, owner, "measure", "weights"];
        let listed = ids(&weights.of, |(class, _)| class);
        let classes = self.classes(query, weights).into_iter();
        let missing: Vec<String> = classes.filter(|class| passes(query, &weights.column, class) && !listed.contains(class)).collect();
        let column = if weights.column == TABLE { "table" } else { &weights.column };
        if !missing.is_empty() {
            self.conflict(&path, column, uncovered("weights", column, &missing));
        } else if weights.column != TABLE && self.may_be_blank(query, column) {
            let why = Say::new(
                format!("“{column}”可能空缺，空缺的票没有权重：在 where 中写 {column} = {{ present = true }}"),
                format!("`{column}` may be blank, and such ballots have no weight: add {column} = {{ present = true }} to `where`"),
            );
            self.conflict(&path, column, why);
        }
    }

    fn measure_covered(&self, section: &str, owner: &str, query: &Query) {
        let Some((column, listed)) = query.measure.column().zip(query.measure.words()) else { return };
        let missing: Vec<String> = self.words(&query.from, column).into_iter().filter(|word| !listed.contains(word)).collect();
        if !missing.is_empty() {
            self.conflict(&[section, owner, "measure"], column, uncovered("measure", column, &missing));
        }
    }

    /// Whether a row that passes `where` may have no word in the column, or its people no role.
    fn may_be_blank(&self, query: &Query, column: &str) -> bool {
        let filled = query.filters.iter().any(|filter| {
            filter.column == column && matches!(filter.test, FilterTest::Is(_) | FilterTest::Present(true) | FilterTest::Number(_))
        });
        let tables = query.from.iter().filter_map(|id| self.rubric.table(id));
        // What only tells the turnout has no ballots.
        let mut tables = tables.filter(|table| !table.tells_only_turnout(query.measure.column()));
        !filled
            && tables.any(|table| {
                if column == "role" {
                    let mut people = table.columns.iter().filter(|column| matches!(column.kind, ColumnKind::Name | ColumnKind::Names));
                    return table.id == self.rubric.subject.table || people.any(|column| column.role.is_none() && column.id != "rater");
                }
                table.column(column).is_none_or(|column| column.optional && !matches!(column.blank, Blank::Word(_)))
            })
    }
}

/// Whether a row with this word passes the query's `where`.
fn passes(query: &Query, column: &str, word: &String) -> bool {
    query.filters.iter().filter(|filter| filter.column == column).all(|filter| match &filter.test {
        FilterTest::Is(words) => words.contains(word),
        FilterTest::IsNot(words) => !words.contains(word),
        FilterTest::Present(wanted) => *wanted,
        FilterTest::Number(_) => true,
    })
}

fn uncovered(key: &str, column: &str, missing: &[String]) -> Say {
    let words = missing.join(" ");
    Say::new(
        format!("{key} 没有说明“{column}”的这些词如何计：{words}"),
        format!("`{key}` does not say what these words of `{column}` give: {words}"),
    )
}
