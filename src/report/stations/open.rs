//! Lists of items: what is open and with whom, and what is closed without what comes after closing, so that every matter has an answer
//! and everybody hears of it.

use super::item::Item;
use super::listed::{cell, head, names, title, who};
use crate::base::exact::Exact;
use crate::base::period::Day;
use crate::report::roll::Roll;
use crate::report::sheet::{Cell, Grid, Head, Sheet};
use crate::rubric::model::{Follow, Table};

/// Makes the sheets, each where there is anything to list.
pub(super) fn sheets(roll: &Roll, follow: &Follow, table: &Table, items: &[Item], by_subject: bool) -> Vec<Sheet> {
    let listing = Listing { roll, follow, table, by_subject };
    let open: Vec<&Item> = items.iter().filter(|item| item.is_open()).collect();
    let name = format!("{}{}", follow.name, roll.pick("在办", " open"));
    let title = format!("{}{}", follow.name, roll.pick("在办清单", ": open items"));
    let mut sheets: Vec<Sheet> = listing.sheet(name, &title, open, open_heads, open_cells).into_iter().collect();
    for step in follow.after_closing() {
        let untold = items.iter().filter(|item| item.is_closed() && !item.has_taken(step, roll.review.as_of)).collect();
        let header = super::listed::title(roll, table, step);
        let name = format!("{}{}{header}", follow.name, roll.pick("缺", " without "));
        let title = roll.pick_owned(format!("{}办结未填{header}", follow.name), format!("{}: closed, “{header}” blank", follow.name));
        sheets.extend(listing.sheet(name, &title, untold, closed_heads, closed_cells));
    }
    sheets
}

/// What lists of one follow have in common.
struct Listing<'a> {
    roll: &'a Roll<'a>,
    follow: &'a Follow,
    table: &'a Table,
    by_subject: bool,
}

impl Listing<'_> {
    /// By subject and by who is responsible, the oldest first; none where there are no items.
    fn sheet(
        &self,
        name: String,
        title: &str,
        mut items: Vec<&Item>,
        heads_of: fn(&Self) -> Vec<Head>,
        cells_of: fn(&Self, &Item) -> Vec<Cell>,
    ) -> Option<Sheet> {
        let place = |item: &Item| self.roll.lines().position(|line| item.of(line.number)).unwrap_or(usize::MAX);
        items.sort_by_key(|item| (place(item), item.by(self.follow), item.day(&self.follow.opened)));
        items.first()?;
        // What the office keeps no column of, or left blank in all of these, is no column here.
        let kept = |column: &&String| items.iter().any(|item| item.entry.values.contains_key(column));
        let shown: Vec<&String> = self.follow.by.iter().chain(&self.follow.show).filter(kept).chain([&self.follow.opened]).collect();
        let mut heads = if self.by_subject { vec![who(self.roll)] } else { Vec::new() };
        heads.extend(shown.iter().map(|column| head(self.roll, self.table, column)));
        heads.extend(heads_of(self));
        let rows = items.iter().map(|item| {
            let subject = || Cell::text(names(self.roll, item.listed).unwrap_or_default());
            let mut row = if self.by_subject { vec![subject()] } else { Vec::new() };
            row.extend(shown.iter().map(|column| cell(self.roll, self.table, item.entry, column)));
            row.extend(cells_of(self, item));
            row
        });
        let count = items.len();
        let title = self.roll.pick_owned(format!("{title}（{count} 件）"), format!("{title} ({count})"));
        let grid = Grid { heads, rows: rows.collect(), filter: true, ..Grid::default() };
        Some(Sheet { name, title: self.roll.titled(&title), grids: vec![grid], frozen: 1, signed: true, ..Sheet::default() })
    }
}

fn open_heads(listing: &Listing) -> Vec<Head> {
    let roll = listing.roll;
    vec![
        Head::new(roll.pick("已历天数", "Days open"), 7, 9),
        Head::new(roll.pick("应办结日", "Deadline"), 10, 12),
        Head::new(roll.pick("逾期天数", "Days past due"), 7, 9),
        Head::new(roll.pick("最近一步", "Last step"), 10, 22),
    ]
}

fn open_cells(listing: &Listing, item: &Item) -> Vec<Cell> {
    let whole = |number: Option<Exact>| number.and_then(|number| number.to_whole()).map_or_else(Cell::dash, Cell::whole);
    let step = item.last_step(listing.follow, listing.roll.review.as_of);
    let told = |(step, day): (&str, Day)| Cell::text(format!("{} {day}", title(listing.roll, listing.table, step)));
    let deadline = item.deadline().map_or_else(Cell::dash, |day| Cell::text(day.to_string()));
    vec![whole(item.age()), deadline, whole(item.past_due()), step.map_or_else(Cell::dash, told)]
}

fn closed_heads(listing: &Listing) -> Vec<Head> {
    let days = listing.roll.pick("办结以来天数", "Days since");
    vec![Head::new(listing.roll.pick("办结日", "Closed"), 10, 12), Head::new(days, 7, 9)]
}

fn closed_cells(listing: &Listing, item: &Item) -> Vec<Cell> {
    // Closed at once: on the day it was opened.
    let closed = item.day(&listing.follow.closed).or_else(|| item.day(&listing.follow.opened));
    let days = closed.map(|day| (listing.roll.review.as_of - day).num_days());
    vec![closed.map_or_else(Cell::dash, |day| Cell::text(day.to_string())), days.map_or_else(Cell::dash, Cell::whole)]
}
