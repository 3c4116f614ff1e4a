//! Sheets that are copies of others: a forgotten copy would be counted twice.
//!
//! In: all tables read. Out: a problem for each sheet of which most rows stand in an earlier sheet of the same
//! table, period and folder (another folder is another congress). Rosters repeat from period to period, and ballots are alike by nature; they are not compared.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{Reading, Row, Table, Value};
use crate::base::period::Period;
use crate::base::problem::{Fault, Problem};
use crate::rubric::model::{self, ColumnKind, Rubric};

/// Fewer equal rows are no sign of a copy.
const LEAST: usize = 3;

/// Tells of each sheet that repeats another.
pub fn tell(reading: &mut Reading, rubric: &Rubric) {
    let mut told = Vec::new();
    for rule in rubric.tables.iter().filter(|rule| rule.id != rubric.subject.table && describes_events(rule)) {
        let mut beside: BTreeMap<(Option<&Period>, &str), Vec<&Table>> = BTreeMap::new();
        for table in reading.tables.iter().filter(|table| table.id == rule.id) {
            beside.entry((table.period.as_ref(), folder(table))).or_default().push(table);
        }
        // A table with none beside it is not looked at.
        for tables in beside.into_values().filter(|tables| tables.len() > 1) {
            told.extend(copies_among(&tables));
        }
    }
    reading.problems.extend(told);
}

/// Those of these tables of which most rows stand in one before it.
fn copies_among(tables: &[&Table]) -> Vec<Problem> {
    let mut told = Vec::new();
    let rows: Vec<BTreeSet<Vec<(&str, &Value)>>> = tables.iter().map(|table| table.rows.iter().map(said).collect()).collect();
    for (index, (table, own)) in tables.iter().zip(&rows).enumerate() {
        let earlier = tables.iter().zip(&rows).take(index);
        let most = earlier.map(|(other, theirs)| (own.intersection(theirs).count(), other)).max_by_key(|(count, _)| *count);
        let Some((repeated, other)) = most.filter(|(count, _)| *count >= LEAST && *count * 2 >= own.len()) else { continue };
        let fault = Fault::SheetCopy { repeated: repeated as u64, rows: own.len() as u64 };
        told.push(Problem::new(fault, table.place.clone(), "").related(other.place.clone()));
    }
    told
}

fn folder(table: &Table) -> &str {
    table.place.file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether two equal rows are one event told twice: it has a title or number, or a meeting in its header.
pub fn describes_events(rule: &model::Table) -> bool {
    let across = rule.wide.as_ref().and_then(|wide| rule.column(&wide.across));
    let titled = rule.columns.iter().any(|column| column.kind == ColumnKind::Text && !column.headers.is_empty() && !column.optional);
    titled || across.is_some_and(|column| matches!(column.kind, ColumnKind::Text | ColumnKind::Name))
}

/// What a row says, wherever it stands.
fn said(row: &Row) -> Vec<(&str, &Value)> {
    row.cells.iter().map(|(column, cell)| (column.as_str(), &cell.value)).collect()
}
