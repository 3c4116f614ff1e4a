//! Names in the header of a wide table: those not on the roster are told once, and not at every cell below.
//!
//! In: a table whose further headers are names. Out: columns of nobody on the roster, which are left out as
//! the office's own remarks; a name that is nearly one of the roster is an error.

use std::collections::BTreeMap;

use super::gather::named::is_said_outside;
use super::people::{Beside, People, Resolved};
use crate::base::problem::{Fault, Problem};
use crate::rubric::model;
use crate::sheet::excerpt;
use crate::sheet::table::{Cell, Named, Row, Table, Value};

/// Columns under a header that is no name of the roster; takes back what was said about their cells.
pub(super) fn strangers(table: &Table, rule: &model::Table, people: &People, problems: &mut Vec<Problem>) -> Vec<u32> {
    let unknown = unknown(table, rule, people);
    if unknown.is_empty() {
        return Vec::new();
    }
    let below = |problem: &Problem| problem.place.row > table.header_row && unknown.contains_key(&problem.place.column);
    problems.retain(|problem| !table.holds(&problem.place) || !below(problem));
    for (column, named) in &unknown {
        let nearest = people.nearest(&named.name, 1, table.folder.as_deref());
        if !nearest.is_empty() && !is_said_outside(named) {
            let place = table.place.at(table.header_row, *column);
            let problem = Problem::new(Fault::NearName { nearest }, place, &named.name);
            problems.push(problem.excerpt(excerpt::of_header(table.header_row, &named.name)));
        }
    }
    unknown.into_keys().collect()
}

/// Whether the row is a cell of a wide table in one of these columns.
pub(super) fn is_below(row: &Row, rule: &model::Table, columns: &[u32]) -> bool {
    let across = rule.wide.as_ref().and_then(|wide| row.cells.get(&wide.across));
    across.is_some_and(|cell| columns.contains(&cell.column))
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
