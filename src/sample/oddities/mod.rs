//! What a person should look at, planted on purpose and remembered with its cells: copied suggestions, ballots that were
//! arranged, people at two places at one time. It is laid over sheets that are made already, so that a sample without it
//! stays what it is.

mod ballots;
mod papers;
mod presence;
mod suggestions;

use serde::Serialize;

use super::grid::{Book, Cell, Column, Grid};
use super::half::Half;
use super::people::{Fate, Level, Person};
use super::town::Town;

/// A planted oddity, by the kind under which a check reports it; `file` is relative to the folder of the sample.
#[derive(Serialize, Clone, Debug, PartialEq, Eq)]
pub(super) struct Planted {
    pub(super) kind: &'static str,
    pub(super) file: String,
    pub(super) sheet: String,
    pub(super) cells: Vec<String>,
}

/// Plants into the workbooks of one congress and half year; `name` gives the path of a sheet's file.
pub(super) fn plant(town: &Town, half: Half, books: &mut [Book], name: &dyn Fn(&Book, Option<&Grid>) -> String) -> Vec<Planted> {
    type Planter = fn(&Town, Half, &mut Grid) -> Vec<(&'static str, Vec<String>)>;
    let planters: [(&str, Planter); 4] =
        [("建议台账", suggestions::copied), ("测评票", ballots::single), ("计票表", ballots::counted), ("活动台账", presence::doubled)];
    let mut planted = Vec::new();
    for (sheet, planter) in planters {
        for book in books.iter_mut() {
            let Some(index) = book.grids.iter().position(|grid| grid.sheet == sheet) else { continue };
            let found = book.grids.get_mut(index).map(|grid| planter(town, half, grid)).unwrap_or_default();
            let file = name(book, book.grids.get(index));
            planted.extend(found.into_iter().map(|(kind, cells)| Planted { kind, file: file.clone(), sheet: sheet.to_owned(), cells }));
        }
    }
    planted
}

/// Town delegates of whom nothing else out of the ordinary is told, and whose names no other name holds.
fn ordinary(town: &Town) -> Vec<&Person> {
    let alone = |person: &&Person| town.people.iter().filter(|other| other.name.contains(&person.name)).count() == 1;
    let usual = |person: &&Person| {
        person.level == Level::Town
            && person.fate == Fate::Ordinary
            && !person.shared_name
            && person.left.is_none()
            && person.suspended.is_none()
    };
    town.people.iter().filter(usual).filter(alone).collect()
}

/// Where a column stands.
fn at(grid: &Grid, header: &str) -> Option<usize> {
    grid.columns.iter().position(|column| column.header == header)
}

/// A column more, blank, before the one of this header.
fn add_column(grid: &mut Grid, before: &str, column: Column) -> Option<usize> {
    let place = at(grid, before)?;
    grid.columns.insert(place, column);
    for row in &mut grid.rows {
        row.insert(place.min(row.len()), Cell::Blank);
    }
    Some(place)
}

/// Numbers the first column anew.
fn renumber(grid: &mut Grid) {
    for (number, row) in grid.rows.iter_mut().enumerate() {
        if let Some(first) = row.first_mut() {
            *first = Cell::count(number + 1);
        }
    }
}
