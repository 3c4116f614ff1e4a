//! What a rubric refers to is declared, and its parts agree.
//!
//! In: a rubric as read, and its file. Out: problems, each marked at the value that is wrong.
//! It knows no input; that a rubric is sound does not say that its sheets are.

mod bounds;
mod conditions;
mod coverage;
mod doubts;
mod examples;
mod following;
mod links;
mod numbers;
mod places;
mod publication;
mod references;
mod stages;
mod turnout;
mod types;

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::{DeTable, DeValue};
use toml::Spanned;

use super::fields::{nearest, Reader};
use super::model::{Column, Query, Rubric};
use crate::base::problem::Fault;
use crate::base::text::Say;

/// Checks the whole rubric; mistakes are marked at the value in the file.
pub(super) fn check(rubric: &Rubric, reader: &Reader, root: &DeTable) {
    let check = Check { rubric, reader, root };
    check.references();
    check.types();
    check.links();
    check.coverage();
    check.numbers();
    check.conditions();
    check.places();
    check.publication();
    check.examples();
    check.stages();
    check.turnouts();
    check.following();
}

/// Looks through a rubric without mistakes for what is perhaps not meant; the marks are warnings.
pub(super) fn doubts(rubric: &Rubric, reader: &Reader, root: &DeTable) {
    Check { rubric, reader, root }.doubts();
}

struct Check<'a> {
    rubric: &'a Rubric,
    reader: &'a Reader<'a>,
    root: &'a DeTable<'a>,
}

impl<'a> Check<'a> {
    /// The id must be one of those known; a key that is missing has been told before.
    fn id(&self, path: &[&str], id: &str, known: &[String]) {
        if known.iter().any(|word| word == id) {
            return;
        }
        if id.is_empty() {
            if self.at(path).is_some_and(|value| find(value, "").is_some()) {
                let expected = Say::new("已声明的 id，不得为空", "an id that is declared, not an empty text");
                self.reader.fault(Fault::RubricValue { expected }, &self.span(path, id), "\"\"");
            }
            return;
        }
        let fault = Fault::RubricReference { known: known.to_vec(), nearest: nearest(id, known) };
        self.reader.fault(fault, &self.span(path, id), id);
    }

    fn ids(&self, path: &[&str], ids: &[String], known: &[String]) {
        for id in ids {
            self.id(path, id, known);
        }
    }

    /// The value at `path` is not what is expected there.
    fn value(&self, path: &[&str], found: &str, expected: Say) {
        self.reader.fault(Fault::RubricValue { expected }, &self.span(path, found), found);
    }

    /// What stands at `path` does not agree with the rest; marked at `text` within it, where it is found.
    fn conflict(&self, path: &[&str], text: &str, why: Say) {
        self.reader.fault(Fault::RubricConflict { why }, &self.span(path, text), text);
    }

    /// What stands at `path` is allowed and perhaps not meant; marked at `text` within it, where it is found.
    fn doubt(&self, path: &[&str], text: &str, found: &str, fault: Fault) {
        self.reader.fault(fault, &self.span(path, text), found);
    }

    /// Whether the file has this very key.
    fn declares(&self, path: &[&str], key: &str) -> bool {
        let Some((section, steps)) = path.split_first() else { return false };
        let mut here = self.root.iter().find(|(name, _)| name.get_ref() == section).map(|(_, value)| value);
        for step in steps {
            here = here.and_then(|value| value.get_ref().get(*step));
        }
        here.is_some_and(|table| table.get_ref().get(key).is_some())
    }

    /// Columns of a table that is not there are not looked for.
    fn has_tables(&self, query: &Query) -> bool {
        query.from.iter().all(|table| self.rubric.table(table).is_some())
    }

    /// No text stands twice in the list.
    fn once_each(&self, path: &[&str], list: &[String]) {
        let mut seen = BTreeSet::new();
        if let Some(text) = list.iter().find(|text| !seen.insert(*text)) {
            let why = Say::new(format!("“{text}”写了两次"), format!("`{text}` is named twice"));
            self.conflict(path, text, why);
        }
    }

    /// Where `text` stands at `path`; all that stands there when it is not found.
    fn span(&self, path: &[&str], text: &str) -> Range<usize> {
        self.at(path).map_or(0..0, |value| find(value, text).unwrap_or_else(|| value.span()))
    }

    /// What stands at `path`, or as far along it as the file goes; a list is walked by number.
    fn at(&self, path: &[&str]) -> Option<&'a Spanned<DeValue<'a>>> {
        let (section, steps) = path.split_first()?;
        let mut here = self.root.iter().find(|(name, _)| name.get_ref() == section).map(|(_, value)| value)?;
        for step in steps {
            let inside = match step.parse::<usize>() {
                Ok(index) if here.get_ref().is_array() => here.get_ref().get(index),
                _ => here.get_ref().get(*step),
            };
            match inside {
                Some(value) => here = value,
                None => break,
            }
        }
        Some(here)
    }

    /// Section, id and rows of everything that counts.
    fn queries(&self) -> Vec<(&'static str, &'a str, &'a Query)> {
        let rubric = self.rubric;
        let criteria = rubric.criteria.iter().map(|criterion| ("criteria", criterion.id.as_str(), &criterion.query));
        let counts = rubric.counts.iter().map(|count| ("counts", count.id.as_str(), &count.query));
        let figures = rubric.figures.iter().map(|figure| ("figures", figure.id.as_str(), &figure.query));
        criteria.chain(counts).chain(figures).collect()
    }

    /// The columns of these tables.
    fn columns(&self, tables: &[String]) -> Vec<String> {
        let tables = tables.iter().filter_map(|id| self.rubric.table(id));
        let mut columns: Vec<String> = tables.flat_map(|table| ids(&table.columns, |column| &column.id)).collect();
        columns.sort();
        columns.dedup();
        columns
    }

    /// The words of a column in these tables; for `role` the roles of their columns, or the words of the column that tells it.
    fn words(&self, tables: &[String], column: &str) -> Vec<String> {
        let columns = tables.iter().filter_map(|id| self.rubric.table(id)).flat_map(|table| &table.columns);
        let words: Vec<String> = if column == "role" {
            let told = |column: &'a Column| if column.id == "role" { ids(column.words(), |(word, _)| word) } else { Vec::new() };
            columns.flat_map(|column| column.role.iter().cloned().chain(told(column))).collect()
        } else {
            columns.filter(|known| known.id == column).flat_map(|column| ids(column.words(), |(word, _)| word)).collect()
        };
        let mut seen = BTreeSet::new();
        words.into_iter().filter(|word| seen.insert(word.clone())).collect()
    }
}

fn ids<T>(things: &[T], id: impl Fn(&T) -> &String) -> Vec<String> {
    things.iter().map(|thing| id(thing).clone()).collect()
}

fn with_role(columns: &[String]) -> Vec<String> {
    let mut all = columns.to_vec();
    all.push("role".into());
    all
}

/// What `where` may look at in criteria and counts.
fn with_people(columns: &[String]) -> Vec<String> {
    let mut all = with_role(columns);
    all.extend(PEOPLE.map(str::to_owned));
    all
}

/// How many people a row names, and the place among them.
const PEOPLE: [&str; 2] = ["signers", "position"];

/// The span of the first string or key that reads `text`.
fn find(value: &Spanned<DeValue>, text: &str) -> Option<Range<usize>> {
    let inside = value.get_ref();
    if let Some(read) = inside.as_str() {
        return (read == text).then(|| value.span());
    }
    if let Some(table) = inside.as_table() {
        return table.iter().find_map(|(name, value)| if name.get_ref() == text { Some(name.span()) } else { find(value, text) });
    }
    inside.as_array()?.iter().find_map(|value| find(value, text))
}
