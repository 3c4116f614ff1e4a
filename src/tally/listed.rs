//! Which rows of a table a query takes, whoever they name: for lists.
//!
//! In: a query's `from`, `where` and `link`. Out: source rows, each with the subjects that it names.

use std::collections::BTreeMap;

use super::{frame, Uncounted};
use crate::base::place::Place;
use crate::fact::evidence::Evidence;
use crate::rubric::model::{ColumnKind, Query, Rubric};

/// A source row that is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Index among the table's rows.
    pub row: usize,
    /// Numbers of the subjects that it names, in order.
    pub subjects: Vec<u32>,
}

/// The rows that a query takes, in order of place. Where the table names subjects, a row is taken that names one in office.
pub fn listed(evidence: &Evidence, rubric: &Rubric, query: &Query) -> Result<Vec<Listed>, Uncounted> {
    let Some(table) = query.from.first().and_then(|id| evidence.table(id)) else { return Ok(Vec::new()) };
    let rule = rubric.table(&table.id);
    let names = rule.is_some_and(|rule| {
        rule.id == rubric.subject.table
            || rule.by_key().is_some()
            || rule.columns.iter().any(|column| matches!(column.kind, ColumnKind::Name | ColumnKind::Names) && column.id != "rater")
    });
    let frames = if names { frame::Frames::of_entries(evidence) } else { frame::Frames::of_rows(evidence) };
    let mut taken: BTreeMap<&Place, Vec<u32>> = BTreeMap::new();
    for one in frame::run(&frames, query, rubric).iter().filter(|one| one.aside.is_none()) {
        let entries = if names { &table.entries } else { &table.rows };
        let Some(entry) = entries.get(one.entry) else { continue };
        let subjects = taken.entry(&entry.place).or_default();
        if names && !subjects.contains(&one.subject) {
            subjects.push(one.subject);
        }
    }
    let mut rows: Vec<Listed> = Vec::new();
    for (row, entry) in table.rows.iter().enumerate() {
        rows.extend(taken.get(&entry.place).map(|subjects| Listed { row, subjects: subjects.clone() }));
    }
    rows.sort_by_key(|listed| table.rows.get(listed.row).map(|entry| (entry.place.clone(), listed.row)));
    Ok(rows)
}
