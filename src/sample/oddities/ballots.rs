//! Three ways to arrange ballots: all for one, a block copied to another delegate, one tally filled down.

use super::{at, ordinary, renumber};
use crate::sample::grid::{Cell, Grid};
use crate::sample::half::Half;
use crate::sample::town::Town;

/// Ballots that one delegate gets, all alike.
const STUFFED: usize = 45;
/// Ballots that two delegates get, in one order.
const COPIED: usize = 40;
/// Delegates with one tally, and what it is.
const FILLED: usize = 5;
const TALLY: [i64; 4] = [22, 6, 2, 1];
/// Invited, came, handed out, returned.
const CHAIN: [i64; 4] = [37, 32, 32, 31];

/// On the sheet of single ballots: one delegate with nothing but 满意, two with the same order.
pub(super) fn single(town: &Town, half: Half, grid: &mut Grid) -> Vec<(&'static str, Vec<String>)> {
    let dice = &mut town.dice(half, "oddities ballots");
    let [Some(one), Some(two), Some(three)] = with_rows(town, grid) else { return Vec::new() };
    let order: Vec<&str> = (0..COPIED).map(|_| dice.weigh(&[("满意", 60), ("基本满意", 25), ("不满意", 15)])).collect();
    for (name, choices) in [(&one, vec!["满意"; STUFFED]), (&two, order.clone()), (&three, order)] {
        replace(grid, name, &choices);
    }
    renumber(grid);
    let [one, two, three] = [&one, &two, &three].map(|name| first_and_last(grid, name));
    vec![("ballots/all-alike", one), ("ballots/same-order", [two, three].concat())]
}

/// As the names stand on the sheet, of the first three delegates that have ballots.
fn with_rows(town: &Town, grid: &Grid) -> [Option<Cell>; 3] {
    let mut names = ordinary(town).into_iter().map(|person| Cell::text(town.spread_out(person)));
    let mut next = || names.find(|name| grid.rows.iter().any(|row| row.contains(name)));
    [next(), next(), next()]
}

/// The rows of this delegate become as many as there are choices.
fn replace(grid: &mut Grid, name: &Cell, choices: &[&str]) {
    let (Some(first), Some(choice)) = (grid.rows.iter().position(|row| row.contains(name)), at(grid, "评价")) else { return };
    let Some(form) = grid.rows.get(first).cloned() else { return };
    grid.rows.retain(|row| !row.contains(name));
    let rows = choices.iter().map(|word| {
        let mut row = form.clone();
        if let Some(cell) = row.get_mut(choice) {
            *cell = Cell::text(*word);
        }
        row
    });
    grid.rows.splice(first..first, rows);
}

fn first_and_last(grid: &Grid, name: &Cell) -> Vec<String> {
    let rows: Vec<usize> = (0..grid.rows.len()).filter(|row| grid.rows.get(*row).is_some_and(|row| row.contains(name))).collect();
    let ends = [rows.first(), rows.last()].into_iter().flatten();
    ends.filter_map(|row| Some(grid.address(*row, at(grid, "评价")?))).collect()
}

/// On the sheet of counts: one row filled down over the next ones.
pub(super) fn counted(town: &Town, _half: Half, grid: &mut Grid) -> Vec<(&'static str, Vec<String>)> {
    let names: Vec<Cell> = ordinary(town).into_iter().map(|person| Cell::text(town.spread_out(person))).collect();
    let rows: Vec<usize> =
        (0..grid.rows.len()).filter(|row| grid.rows.get(*row).is_some_and(|row| names.iter().any(|name| row.contains(name)))).collect();
    let (Some(invited), Some(best)) = (at(grid, "应到"), at(grid, "满意")) else { return Vec::new() };
    if rows.len() < FILLED {
        return Vec::new();
    }
    let valid: i64 = TALLY.iter().sum();
    let mut cells = Vec::new();
    for row in rows.into_iter().take(FILLED) {
        for (offset, number) in CHAIN.into_iter().chain([valid]).enumerate() {
            grid.set(row, invited + offset, Cell::Whole(number));
        }
        for (offset, number) in TALLY.into_iter().enumerate() {
            grid.set(row, best + offset, Cell::Whole(number));
        }
        cells.push(grid.address(row, best));
    }
    let summed: Vec<usize> = (invited..best + TALLY.len()).collect();
    grid.add_totals("合计", &summed);
    vec![("ballots/same-tally", cells)]
}
