//! Names in the header of a wide table: those not on the roster are told once, and not at every cell below.
//!
//! In: a table whose further headers are names. Out: columns of nobody on the roster. One whose cells hold values is somebody's
//! whose name is wrong, an error; one without them is the office's own remarks and left out.

use std::collections::{BTreeMap, BTreeSet};

use super::gather::named::is_said_outside;
use super::people::{Beside, People, Resolved};
use crate::base::problem::{Fault, Problem};
use crate::rubric::model;
use crate::sheet::excerpt;
use crate::sheet::table::{Cell, Named, Row, Table, Value};

/// Columns under a header that is no name of the roster; takes back what was said about the cells of remarks.
pub(super) fn strangers(table: &Table, rule: &model::Table, people: &People, problems: &mut Vec<Problem>) -> Vec<u32> {
    let unknown = unknown(table, rule, people);
    if unknown.is_empty() {
        return Vec::new();
    }
    let below = |problem: &Problem| problem.place.row > table.header_row && unknown.contains_key(&problem.place.column);
    problems.retain(|problem| !table.holds(&problem.place) || !below(problem));
    let valued: BTreeSet<u32> =
        table.rows.iter().filter(|row| has_value(row, rule)).filter_map(|row| across(row, rule)).map(|cell| cell.column).collect();
    for (column, named) in unknown.iter().filter(|(_, named)| !is_said_outside(named)) {
        let (home, place) = (table.folder.as_deref(), table.place.at(table.header_row, *column));
        let near = people.nearest(&named.name, 1, home);
        let fault = match (near.is_empty(), valued.contains(column)) {
            (false, _) => Fault::NearName { nearest: near },
            // What a question of a survey says has been looked at as a sentence, and told of.
            (true, true) if table.survey.is_some() => continue,
            (true, true) => Fault::UnknownName { nearest: people.nearest(&named.name, 2, home), several: false },
            (true, false) => continue,
        };
        let problem = Problem::new(fault, place, &named.name);
        problems.push(problem.excerpt(excerpt::of_header(table.header_row, &named.name)));
    }
    unknown.into_keys().collect()
}

/// Whether the row is a cell of a wide table in one of these columns.
pub(super) fn is_below(row: &Row, rule: &model::Table, columns: &[u32]) -> bool {
    across(row, rule).is_some_and(|cell| columns.contains(&cell.column))
}

/// Whether the cell of the wide table says something: a blank is a value of nobody.
fn has_value(row: &Row, rule: &model::Table) -> bool {
    let cell = rule.wide.as_ref().and_then(|wide| row.cells.get(&wide.cell));
    cell.is_some_and(|cell| !matches!(cell.value, Value::NoValue(_) | Value::Void(_)))
}

/// The cell of the wide table's header.
fn across<'r>(row: &'r Row, rule: &model::Table) -> Option<&'r Cell> {
    rule.wide.as_ref().and_then(|wide| row.cells.get(&wide.across))
}

fn unknown<'t>(table: &'t Table, rule: &model::Table, people: &People) -> BTreeMap<u32, &'t Named> {
    let Some(wide) = &rule.wide else { return BTreeMap::new() };
    let rows = table.rows.iter().map(|row| &row.cells).chain(table.left_out.values());
    let beside = Beside { home: table.folder.as_deref(), ..Beside::default() };
    let headers = rows.filter_map(|cells| header(cells.get(&wide.across)?));
    let mut seen: BTreeMap<u32, Option<&Named>> = BTreeMap::new();
    for (column, named) in headers {
        seen.entry(column).or_insert_with(|| (people.resolve(named, beside) == Resolved::Unknown).then_some(named));
    }
    seen.into_iter().filter_map(|(column, named)| Some((column, named?))).collect()
}

fn header(cell: &Cell) -> Option<(u32, &Named)> {
    if let (Value::Names(names), 1..) = (&cell.value, cell.column) {
        names.people.first().map(|named| (cell.column, named))
    } else {
        None
    }
}
