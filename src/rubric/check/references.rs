//! Every id that is named is declared, and none is declared twice.

use super::{ids, with_people, with_role, Check};
use crate::base::text::Say;
use crate::rubric::model::{Blank, Filter, FilterTest, Points, Query, Table, VetoEffect, Weights, TABLE};

impl Check<'_> {
    pub(super) fn references(&self) {
        self.subject();
        for table in &self.rubric.tables {
            self.table(table);
        }
        self.composition();
        for (section, owner, query) in self.queries() {
            self.query(section, owner, query);
        }
        self.standing();
    }

    fn subject(&self) {
        let rule = &self.rubric.subject;
        self.id(&["rubric", "subject", "table"], &rule.table, &ids(&self.rubric.tables, |table| &table.id));
        let Some(roster) = self.rubric.table(&rule.table) else { return };
        let columns = ids(&roster.columns, |column| &column.id);
        let term = &rule.term;
        self.id(&["rubric", "subject", "name"], &rule.name, &columns);
        self.ids(&["rubric", "subject", "key"], &rule.key, &columns);
        self.ids(&["rubric", "subject", "tell-apart"], &rule.tell_apart, &columns);
        self.ids(&["rubric", "peers"], &self.rubric.peers, &columns);
        self.ids(&["rubric", "groups"], &self.rubric.groups, &columns);
        for (key, column) in [("from", &term.from), ("to", &term.to), ("pause", &term.pause), ("resume", &term.resume)] {
            self.ids(&["rubric", "subject", "term", key], column.as_slice(), &columns);
        }
        self.ids(&["rubric", "subject", "mandate"], rule.mandate.as_slice(), &columns);
        self.once_each(&["rubric", "subject", "key"], &rule.key);
        self.once_each(&["rubric", "peers"], &self.rubric.peers);
        self.once_each(&["rubric", "groups"], &self.rubric.groups);
    }

    fn table(&self, table: &Table) {
        let path = ["tables", table.id.as_str()];
        let columns = ids(&table.columns, |column| &column.id);
        if let Some(wide) = &table.wide {
            self.id(&["tables", &table.id, "across"], &wide.across, &columns);
            self.id(&["tables", &table.id, "cell"], &wide.cell, &columns);
        }
        for column in &table.columns {
            let path = ["tables", table.id.as_str(), "columns", column.id.as_str()];
            self.ids(&path, column.only_with.as_slice(), &columns);
            if let Blank::Word(word) = &column.blank {
                self.id(&path, word, &ids(column.words(), |(word, _)| word));
            }
        }
        self.filters(&path, std::slice::from_ref(&table.id), &table.keep, &columns);
        if let Some(turnout) = &table.turnout {
            let path = ["tables", table.id.as_str(), "turnout"];
            for (poll, column) in &turnout.columns {
                self.id(&[&path, [poll.id()].as_slice()].concat(), column, &columns);
            }
            let across = table.wide.as_ref().and_then(|wide| table.column(&wide.across));
            let words = across.map(|column| ids(column.words(), |(word, _)| word)).unwrap_or_default();
            self.ids(&[&path, ["void"].as_slice()].concat(), &turnout.void, &words);
        }
    }

    fn query(&self, section: &str, owner: &str, query: &Query) {
        self.ids(&[section, owner, "from"], &query.from, &ids(&self.rubric.tables, |table| &table.id));
        self.once_each(&[section, owner, "from"], &query.from);
        if !self.has_tables(query) {
            return;
        }
        let columns = self.columns(&query.from);
        // A figure looks at rows, not at the people they name.
        let tested = if section == "figures" { columns.clone() } else { with_people(&columns) };
        self.filters(&[section, owner], &query.from, &query.filters, &tested);
        if let Some(once) = &query.once {
            self.ids(&[section, owner, "once"], &once.per, &columns);
        }
        for times in &query.times {
            self.id(&[section, owner, "times"], &times.column, &with_role(&columns));
            let words = self.words(&query.from, &times.column);
            if times.column == "role" || !words.is_empty() {
                self.ids(&[section, owner, "times", &times.column], &ids(&times.factors, |(word, _)| word), &words);
            }
        }
        self.measured(section, owner, query, &columns);
    }

    fn measured(&self, section: &str, owner: &str, query: &Query, columns: &[String]) {
        let path = [section, owner, "measure"];
        for column in query.measure.columns() {
            self.id(&path, column, columns);
        }
        let words = query.measure.words().unwrap_or_default();
        let known = self.words(&query.from, query.measure.column().unwrap_or_default());
        if !known.is_empty() {
            self.ids(&path, &words, &known);
        }
        self.once_each(&path, &words);
        if let Some(weights) = query.measure.weights() {
            let path = [section, owner, "measure", "weights"];
            let known = self.classes(query, weights);
            if weights.column != TABLE {
                self.id(&path, &weights.column, columns);
            }
            if !known.is_empty() {
                self.ids(&path, &ids(&weights.of, |(class, _)| class), &known);
            }
        }
    }

    /// The words, or the tables, that ballots are weighed by.
    pub(super) fn classes(&self, query: &Query, weights: &Weights) -> Vec<String> {
        if weights.column == TABLE {
            let only = |id: &String| self.rubric.table(id).is_some_and(|table| table.tells_only_turnout(query.measure.column()));
            query.from.iter().filter(|id| !only(id)).cloned().collect()
        } else {
            self.words(&query.from, &weights.column)
        }
    }

    pub(super) fn filters(&self, owner: &[&str], tables: &[String], filters: &[Filter], columns: &[String]) {
        for filter in filters {
            let path = [owner, &["where"]].concat();
            self.id(&path, &filter.column, columns);
            let named = match &filter.test {
                FilterTest::Is(words) | FilterTest::IsNot(words) => words.as_slice(),
                FilterTest::Number(_) | FilterTest::Present(_) => &[],
            };
            let known = self.words(tables, &filter.column);
            if filter.column == "role" && columns.contains(&filter.column) || !known.is_empty() {
                self.ids(&[&path, [filter.column.as_str()].as_slice()].concat(), named, &known);
            }
        }
    }

    fn composition(&self) {
        let rubric = self.rubric;
        let (dimensions, parts) = (ids(&rubric.dimensions, |dimension| &dimension.id), ids(&rubric.parts, |part| &part.id));
        for criterion in &rubric.criteria {
            self.id(&["criteria", &criterion.id, "dimension"], &criterion.dimension, &dimensions);
            if let Points::JudgedBy { count, .. } = &criterion.points {
                self.id(&["criteria", &criterion.id, "points"], count, &ids(&rubric.counts, |count| &count.id));
            }
        }
        for dimension in &rubric.dimensions {
            self.id(&["dimensions", &dimension.id, "part"], &dimension.part, &parts);
        }
        if let Some(base) = &rubric.base {
            self.id(&["base", "part"], &base.part, &parts);
        }
        for count in rubric.counts.iter().filter(|count| rubric.criterion(&count.id).is_some()) {
            let why = Say::new("counts 与 criteria 不得用同一个 id", "a count and a criterion must not share an id");
            self.conflict(&["counts", &count.id], &count.id, why);
        }
    }

    fn standing(&self) {
        let rubric = self.rubric;
        for (index, key) in rubric.standing.tie_breaks.iter().enumerate() {
            self.named_number(&["standing", "tie-break", &index.to_string()], key);
        }
        let grades = ids(&rubric.grades, |grade| &grade.name);
        self.once_each(&["grades"], &grades);
        for veto in &rubric.vetoes {
            if let VetoEffect::GradeAtMost(grade) = &veto.effect {
                self.id(&["vetoes", &veto.id, "effect"], grade, &grades);
            }
        }
        for per in rubric.selection.iter().filter_map(|selection| selection.per.as_ref()) {
            if self.rubric.table(&rubric.subject.table).is_some() {
                self.id(&["selection", "per"], per, &rubric.groups);
            }
        }
    }
}
