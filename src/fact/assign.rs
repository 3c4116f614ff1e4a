//! Which subject a problem in a cell concerns, so that it stops only that peer group.
//!
//! In: problems of cells, and what could be read of their rows. Out: the same problems, with the subject
//! where the row names exactly one. Whoever cannot be told stays untold: such a problem stops all.

use std::collections::BTreeMap;

use super::people::{Beside, People, Resolved};
use crate::base::place::Place;
use crate::base::problem::Problem;
use crate::rubric::model::{self, ColumnKind, Rubric};
use crate::sheet::table::{BySheet, Cell, Reading, Value};

/// Who is on the roster.
pub(super) struct Roll<'a> {
    pub people: &'a People,
    /// Key of each roster row, by place of its row.
    pub keys: &'a BTreeMap<Place, String>,
    /// Number of each subject, by key.
    pub numbers: &'a BTreeMap<&'a str, u32>,
}

/// Tells each problem of a cell whom it concerns.
pub(super) fn assign(problems: &mut [Problem], reading: &Reading, rubric: &Rubric, roll: &Roll) {
    let tables = BySheet::new(&reading.tables);
    for problem in problems.iter_mut().filter(|problem| problem.subject.is_none() && problem.place.row > 0) {
        let place = &problem.place;
        let Some(table) = tables.at(place) else { continue };
        if table.id == rubric.subject.table {
            let key = roll.keys.get(&table.row_place(place.row));
            problem.subject = key.and_then(|key| roll.numbers.get(key.as_str())).copied();
        } else if let Some(rule) = rubric.table(&table.id) {
            let cells = table.left_out.get(&(place.row, place.column)).or_else(|| table.left_out.get(&(place.row, 0)));
            problem.subject = cells.and_then(|cells| only_one(cells, rule, rubric, roll.people, table.folder.as_deref()));
        }
    }
}

/// The one subject that these cells name; none when they name several, or when a name is not known.
fn only_one(cells: &BTreeMap<String, Cell>, rule: &model::Table, rubric: &Rubric, people: &People, home: Option<&str>) -> Option<u32> {
    let text = |column: &str| match cells.get(column).map(|cell| &cell.value) {
        Some(Value::Text(text) | Value::Word(text)) => Some(text.as_str()),
        _ => None,
    };
    let key = rule.columns.iter().find(|column| column.kind == ColumnKind::Key).and_then(|column| text(&column.id));
    if rule.by_key().is_some() {
        return people.by_key(key?)?;
    }
    let beside = Beside { key, mandate: rubric.subject.mandate.as_deref().and_then(text), home };
    let mut found = None;
    for column in rule.columns.iter().filter(|column| matches!(column.kind, ColumnKind::Name | ColumnKind::Names) && column.id != "rater") {
        let names = match cells.get(&column.id).map(|cell| &cell.value) {
            Some(Value::Names(names)) => names,
            None if column.optional => continue,
            _ => return None,
        };
        for named in &names.people {
            let Resolved::Found(subjects) = people.resolve(named, beside) else { return None };
            for subject in subjects {
                let subject = subject?;
                if found.replace(subject).is_some_and(|other| other != subject) {
                    return None;
                }
            }
        }
    }
    found
}
