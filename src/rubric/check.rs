//! What a rubric refers to is declared, and its parts agree.

use toml::de::{DeTable, DeValue};
use toml::Spanned;

use super::fields::{nearest, Reader};
use super::model::{ColumnKind, Condition, Filter, Measure, Of, Query, Rubric, TieBreak, VetoEffect};
use crate::base::problem::Fault;
use crate::base::text::Say;

/// Checks every reference of the rubric; mistakes are marked at the value in the file.
pub(super) fn references(rubric: &Rubric, reader: &Reader, root: &DeTable) {
    let check = Check { rubric, reader, root };
    check.subject();
    check.tables();
    for criterion in &rubric.criteria {
        check.id("criteria", &criterion.id, &criterion.dimension, &ids(&rubric.dimensions, |dimension| &dimension.id));
        check.query("criteria", &criterion.id, &criterion.query);
    }
    for count in &rubric.counts {
        check.query("counts", &count.id, &count.query);
    }
    for figure in &rubric.figures {
        check.query("figures", &figure.id, &figure.query);
    }
    let parts = ids(&rubric.parts, |part| &part.id);
    for dimension in &rubric.dimensions {
        check.id("dimensions", &dimension.id, &dimension.part, &parts);
    }
    check.composition(&parts);
}

fn ids<T>(things: &[T], id: impl Fn(&T) -> &String) -> Vec<String> {
    things.iter().map(|thing| id(thing).clone()).collect()
}

struct Check<'a> {
    rubric: &'a Rubric,
    reader: &'a Reader<'a>,
    root: &'a DeTable<'a>,
}

impl Check<'_> {
    /// The id must be one of those known.
    fn id(&self, section: &str, owner: &str, id: &str, known: &[String]) {
        if !id.is_empty() && !known.iter().any(|word| word == id) {
            let fault = Fault::RubricReference { known: known.to_vec(), nearest: nearest(id, known) };
            self.reader.fault(fault, &self.span(section, owner, id), id);
        }
    }

    fn conflict(&self, section: &str, owner: &str, why: Say) {
        self.reader.fault(Fault::RubricConflict { why }, &self.span(section, owner, ""), owner);
    }

    /// Where `text` stands within `[section.owner]`; the section's start when it is not found.
    fn span(&self, section: &str, owner: &str, text: &str) -> std::ops::Range<usize> {
        let part = self.root.iter().find(|(name, _)| name.get_ref() == section).map(|(_, value)| value);
        let part = part.and_then(|value| value.get_ref().get(owner)).or(part);
        part.and_then(|value| find(value.get_ref(), text)).or_else(|| part.map(Spanned::span)).unwrap_or(0..0)
    }

    fn subject(&self) {
        let rule = &self.rubric.subject;
        self.id("rubric", "subject", &rule.table, &ids(&self.rubric.tables, |table| &table.id));
        let Some(roster) = self.rubric.table(&rule.table) else { return };
        let columns = ids(&roster.columns, |column| &column.id);
        let term = &rule.term;
        let terms = [&term.from, &term.to, &term.pause, &term.resume, &rule.mandate];
        let named = rule.key.iter().chain([&rule.name]).chain(rule.tell_apart.iter()).chain(terms.into_iter().flatten());
        for column in named {
            self.id("rubric", "subject", column, &columns);
        }
        for column in self.rubric.peers.iter().chain(&self.rubric.groups) {
            self.id("rubric", "", column, &columns);
        }
        for column in rule.key.iter().chain(&self.rubric.peers).chain(&self.rubric.groups) {
            if roster.column(column).is_some_and(|column| column.kind == ColumnKind::Secret) {
                self.conflict("rubric", "subject", Say::new("secret 列不得用作编号或分组", "a secret column is never a key or a group"));
            }
        }
    }

    fn tables(&self) {
        for table in &self.rubric.tables {
            let columns = ids(&table.columns, |column| &column.id);
            let wide = table.wide.iter().flat_map(|wide| [&wide.across, &wide.cell]);
            for column in wide.chain(table.columns.iter().filter_map(|column| column.only_with.as_ref())) {
                self.id("tables", &table.id, column, &columns);
            }
            self.filters("tables", &table.id, std::slice::from_ref(&table.id), &table.keep);
        }
    }

    fn query(&self, section: &str, owner: &str, query: &Query) {
        let tables = ids(&self.rubric.tables, |table| &table.id);
        for table in &query.from {
            self.id(section, owner, table, &tables);
        }
        // Columns of a table that is not there are not looked for.
        if !query.from.iter().all(|table| tables.contains(table)) {
            return;
        }
        self.filters(section, owner, &query.from, &query.filters);
        let columns = self.columns(&query.from);
        for column in query.once.iter().flat_map(|once| &once.per) {
            self.id(section, owner, column, &columns);
        }
        for times in &query.times {
            self.id(section, owner, &times.column, &with_role(&columns));
            let words = self.words(&query.from, &times.column);
            for (word, _) in &times.factors {
                self.id(section, owner, word, &words);
            }
            let missing: Vec<String> =
                words.iter().filter(|word| !times.factors.iter().any(|(known, _)| known == *word)).cloned().collect();
            let narrowed = query.filters.iter().any(|filter| filter.column == times.column);
            if times.otherwise.is_none() && !narrowed && !missing.is_empty() {
                self.conflict(section, owner, uncovered("times", &times.column, &missing));
            }
        }
        self.measure(section, owner, query, &columns);
    }

    fn measure(&self, section: &str, owner: &str, query: &Query, columns: &[String]) {
        let (column, words): (&String, Vec<&String>) = match &query.measure {
            Measure::Count => return,
            Measure::Sum(column) | Measure::Distinct(column) | Measure::Value(column) | Measure::Mean { column, .. } => {
                (column, Vec::new())
            }
            Measure::Share(share) => {
                let words = share.credit.iter().map(|(word, _)| word);
                (&share.column, words.chain(&share.excused).chain(&share.not_required).collect())
            }
            Measure::Rating { column, values, not_counted, .. } => {
                (column, values.iter().map(|(word, _)| word).chain(not_counted).collect())
            }
        };
        self.id(section, owner, column, columns);
        if words.is_empty() {
            return;
        }
        let known = self.words(&query.from, column);
        for word in &words {
            self.id(section, owner, word, &known);
        }
        let missing: Vec<String> = known.into_iter().filter(|word| !words.contains(&word)).collect();
        if !missing.is_empty() {
            self.conflict(section, owner, uncovered("measure", column, &missing));
        }
    }

    fn filters(&self, section: &str, owner: &str, tables: &[String], filters: &[Filter]) {
        for filter in filters {
            self.id(section, owner, &filter.column, &with_role(&self.columns(tables)));
            let words = self.words(tables, &filter.column);
            let named = match &filter.test {
                super::model::FilterTest::Is(words) | super::model::FilterTest::IsNot(words) => words.as_slice(),
                super::model::FilterTest::Number { .. } | super::model::FilterTest::Present(_) => &[],
            };
            for word in named {
                if !words.is_empty() {
                    self.id(section, owner, word, &words);
                }
            }
        }
    }

    fn composition(&self, parts: &[String]) {
        let rubric = self.rubric;
        if let Some(base) = &rubric.base {
            self.id("base", "", &base.part, parts);
            self.conditions("base", "", &base.conditions);
        }
        let grades = ids(&rubric.grades, |grade| &grade.name);
        for veto in &rubric.vetoes {
            self.conditions("vetoes", &veto.id, std::slice::from_ref(&veto.condition));
            if let VetoEffect::GradeAtMost(grade) = &veto.effect {
                self.id("vetoes", &veto.id, grade, &grades);
            }
        }
        self.conditions("standing", "", &rubric.standing.list_if);
        for key in &rubric.standing.tie_breaks {
            let (id, known) = match key {
                TieBreak::Criterion(id) => (id, ids(&rubric.criteria, |criterion| &criterion.id)),
                TieBreak::Dimension(id) => (id, ids(&rubric.dimensions, |dimension| &dimension.id)),
                TieBreak::Part(id) => (id, parts.to_vec()),
                TieBreak::Count(id) => (id, ids(&rubric.counts, |count| &count.id)),
            };
            self.id("standing", "", id, &known);
        }
        if let Some(selection) = &rubric.selection {
            self.conditions("selection", "", &selection.barred);
            if let Some(per) = &selection.per {
                self.id("selection", "", per, &rubric.groups);
            }
        }
        let falls = rubric.grades.windows(2).all(|pair| match pair {
            [above, below] => above.from.is_some() && below.from < above.from,
            _ => true,
        });
        if !falls || rubric.grades.last().is_some_and(|grade| grade.from.is_some()) {
            let why = Say::new("等次须由高到低，最后一等不写 from", "grades go from best to worst and the last has no `from`");
            self.conflict("grades", "", why);
        }
    }

    fn conditions(&self, section: &str, owner: &str, conditions: &[Condition]) {
        let rubric = self.rubric;
        for condition in conditions {
            let (id, known) = match &condition.of {
                Of::Count(id) => (id, ids(&rubric.counts, |count| &count.id)),
                Of::Criterion(id) => (id, ids(&rubric.criteria, |criterion| &criterion.id)),
                Of::Dimension(id) => (id, ids(&rubric.dimensions, |dimension| &dimension.id)),
                Of::Part(id) => (id, ids(&rubric.parts, |part| &part.id)),
                Of::Column(id) => (id, self.columns(std::slice::from_ref(&rubric.subject.table))),
                Of::Veto(Some(id)) => (id, ids(&rubric.vetoes, |veto| &veto.id)),
                Of::Total | Of::Exposure | Of::Veto(None) | Of::Grade => continue,
            };
            self.id(section, owner, id, &known);
        }
    }

    /// The columns of these tables.
    fn columns(&self, tables: &[String]) -> Vec<String> {
        let mut columns: Vec<String> =
            tables.iter().filter_map(|id| self.rubric.table(id)).flat_map(|table| ids(&table.columns, |column| &column.id)).collect();
        columns.sort();
        columns.dedup();
        columns
    }

    /// The words of a column in these tables; for `role` the roles of their columns.
    fn words(&self, tables: &[String], column: &str) -> Vec<String> {
        let columns = tables.iter().filter_map(|id| self.rubric.table(id)).flat_map(|table| &table.columns);
        let mut words: Vec<String> = if column == "role" {
            columns.filter_map(|column| column.role.clone()).collect()
        } else {
            columns.filter(|known| known.id == column).flat_map(|column| column.words().iter().map(|(word, _)| word.clone())).collect()
        };
        let mut seen = Vec::new();
        words.retain(|word| {
            !seen.contains(word) && {
                seen.push(word.clone());
                true
            }
        });
        words
    }
}

fn uncovered(key: &str, column: &str, missing: &[String]) -> Say {
    let words = missing.join(" ");
    Say::new(
        format!("{key} 没有说明“{column}”的这些词如何计：{words}"),
        format!("`{key}` does not say what these words of `{column}` give: {words}"),
    )
}

fn with_role(columns: &[String]) -> Vec<String> {
    let mut all = columns.to_vec();
    all.push("role".into());
    all
}

/// The span of the first string or key that reads `text`.
fn find(value: &DeValue, text: &str) -> Option<std::ops::Range<usize>> {
    let inside = |value: &Spanned<DeValue>| match value.get_ref().as_str() {
        Some(read) => (read == text).then(|| value.span()),
        None => find(value.get_ref(), text),
    };
    if let Some(table) = value.as_table() {
        return table.iter().find_map(|(name, value)| if name.get_ref() == text { Some(name.span()) } else { inside(value) });
    }
    value.as_array()?.iter().find_map(inside)
}
