//! Items that outlast a period: known by their number from register to register, and taken as long as they are not closed.
//!
//! The office carries an open item into the next register under its number. Its first register tells when it was opened; what
//! the last one leaves blank of its way, those before it tell.

use std::collections::{BTreeMap, BTreeSet};

use super::record::Record;
use crate::base::period::Day;
use crate::base::text::{squeeze, Say};
use crate::rubric::model::Follow;
use crate::sheet::table::{Cell, Row, Table, Value};

/// Whether the item of a row was opened before this day and not closed before it.
pub fn is_carried(row: &Row, follow: &Follow, since: Day) -> bool {
    if follow.carried.is_none() {
        return false;
    }
    let opened = Record::of(row, follow, Day::MAX).opened;
    opened.is_some_and(|opened| opened < since) && is_open(row, follow, since)
}

/// What tells an item: the congress, where there are several, and its number.
type Number = (Option<String>, String);

/// A row of a register, by the first day of the register's period.
type Kept = (Day, Row);

/// Of rows with one number in registers of several periods the last one's stays, with the first day and the way of those before
/// it. What was closed before the last of them begins is an item of its own: an office may begin its numbers anew.
pub(super) fn merge(tables: &mut [Table], follow: &Follow) {
    let Some(column) = &follow.carried else { return };
    let firsts = |tables: &[Table]| tables.iter().filter(|table| table.id == follow.table()).filter_map(first).collect::<BTreeSet<_>>();
    if firsts(tables).len() < 2 {
        return;
    }
    let mut known: BTreeMap<Number, Vec<Kept>> = BTreeMap::new();
    for table in tables.iter().filter(|table| table.id == follow.table()) {
        let Some(from) = first(table) else { continue };
        for row in &table.rows {
            let Some(number) = number(table, row, column) else { continue };
            known.entry(number).or_default().push((from, row.clone()));
        }
    }
    for table in tables.iter_mut().filter(|table| table.id == follow.table()) {
        let Some(from) = first(table) else { continue };
        let mut gone = Vec::new();
        let mut stay = Vec::new();
        for mut row in std::mem::take(&mut table.rows) {
            let all = number(table, &row, column).and_then(|number| known.get(&number)).map(Vec::as_slice).unwrap_or_default();
            let last = all.iter().map(|(other, _)| *other).max().unwrap_or(from);
            if from < last && is_open(&row, follow, last) {
                gone.push(row.number);
                continue;
            }
            let mut before: Vec<&Kept> = all.iter().filter(|(other, earlier)| *other < from && is_open(earlier, follow, from)).collect();
            before.sort_by_key(|(other, _)| *other);
            complete(&mut row, &before.iter().map(|(_, earlier)| earlier).collect::<Vec<_>>(), follow);
            stay.push(row);
        }
        table.rows = stay;
        let reason = Say::new("后一期登记表中有同一编号", "a later register has its number");
        table.set_aside.extend(gone.into_iter().map(|number| (number, reason.clone())));
    }
}

/// An open item that the register of the last period has not, though that register carries others.
pub(super) struct Forgotten {
    /// Which of the tables it stands in, and the number of its row.
    pub at: (usize, u32),
    /// Its number, as it is written.
    pub number: String,
    /// The first day of the last period.
    pub since: Day,
}

/// Where the last register of a congress carries items over by their number, those that it has lost; the others still count.
pub(super) fn forgotten(tables: &[Table], follow: &Follow) -> Vec<Forgotten> {
    let Some(column) = &follow.carried else { return Vec::new() };
    let mut lasts: BTreeMap<Option<&str>, Day> = BTreeMap::new();
    for table in tables.iter().filter(|table| table.id == follow.table()) {
        if let Some(from) = first(table) {
            let last = lasts.entry(table.folder.as_deref()).or_insert(from);
            *last = from.max(*last);
        }
    }
    let mut in_last: BTreeSet<Number> = BTreeSet::new();
    let mut before: BTreeMap<Number, (Day, bool, Forgotten)> = BTreeMap::new();
    for (index, table) in tables.iter().enumerate().filter(|(_, table)| table.id == follow.table()) {
        let (Some(from), Some(since)) = (first(table), lasts.get(&table.folder.as_deref()).copied()) else { continue };
        for row in &table.rows {
            let Some(number) = number(table, row, column) else { continue };
            if from == since {
                in_last.insert(number);
                continue;
            }
            // Of one item in several earlier registers the latest tells how it stands.
            if before.get(&number).is_none_or(|(known, ..)| *known <= from) {
                let forgotten = Forgotten { at: (index, row.number), number: number.1.clone(), since };
                before.insert(number, (from, is_open(row, follow, since), forgotten));
            }
        }
    }
    before.retain(|_, (_, open, _)| *open);
    let carries: BTreeSet<Option<String>> =
        before.keys().filter(|number| in_last.contains(*number)).map(|(folder, _)| folder.clone()).collect();
    let lost = before.into_iter().filter(|(number, _)| carries.contains(&number.0) && !in_last.contains(number));
    lost.map(|(_, (.., forgotten))| forgotten).collect()
}

/// A row with the number of another one of the same period.
pub(super) struct Twice {
    /// Which of the tables it stands in, and the number of its row.
    pub at: (usize, u32),
    /// The same of the first row with the number.
    pub first: (usize, u32),
    /// The number, as it is written.
    pub number: String,
}

/// Rows of registers of one period that have one number: nobody could tell which of them goes on in the next.
pub(super) fn twice(tables: &[Table], follow: &Follow) -> Vec<Twice> {
    let Some(column) = &follow.carried else { return Vec::new() };
    let mut firsts: BTreeMap<(Option<Day>, Number), (usize, u32)> = BTreeMap::new();
    let mut twice = Vec::new();
    for (index, table) in tables.iter().enumerate().filter(|(_, table)| table.id == follow.table()) {
        for row in &table.rows {
            let Some(number) = number(table, row, column) else { continue };
            let (at, written) = ((index, row.number), number.1.clone());
            match firsts.get(&(first(table), number.clone())) {
                Some(first) => twice.push(Twice { at, first: *first, number: written }),
                None => _ = firsts.insert((first(table), number), at),
            }
        }
    }
    twice
}

/// The first day of its register's period.
fn first(table: &Table) -> Option<Day> {
    table.period.as_ref().map(|period| period.from)
}

/// Whether the item was not closed before that day.
fn is_open(row: &Row, follow: &Follow, day: Day) -> bool {
    Record::of(row, follow, Day::MAX).closed.is_none_or(|closed| closed >= day)
}

/// The first day of opening, and the steps that the row leaves blank.
fn complete(row: &mut Row, before: &[&Row], follow: &Follow) {
    let day = |row: &Row, column: &str| match row.cells.get(column).map(|cell| &cell.value) {
        Some(Value::Date(day)) => Some(*day),
        Some(
            Value::Text(_) | Value::Number(_) | Value::Count(_) | Value::Word(_) | Value::Names(_) | Value::NoValue(_) | Value::Void(_),
        )
        | None => None,
    };
    let first = before.iter().filter_map(|earlier| day(earlier, &follow.opened)).min();
    if let Some(first) = first.filter(|first| day(row, &follow.opened).is_none_or(|own| *first < own)) {
        put(row, &follow.opened, first);
    }
    for step in follow.way() {
        let told = before.iter().rev().find_map(|earlier| day(earlier, step));
        if let Some(told) = told.filter(|_| day(row, step).is_none()) {
            put(row, step, told);
        }
    }
}

/// A day that another register tells; the place stays that of this one's cell.
fn put(row: &mut Row, column: &str, day: Day) {
    let at = row.cells.get(column).map_or(0, |cell| cell.column);
    row.cells.insert(column, Cell { column: at, value: Value::Date(day) });
}

fn number(table: &Table, row: &Row, column: &str) -> Option<Number> {
    match row.cells.get(column).map(|cell| &cell.value) {
        Some(Value::Text(text)) => Some((table.folder.clone(), squeeze(text))).filter(|(_, text)| !text.is_empty()),
        Some(
            Value::Number(_) | Value::Count(_) | Value::Date(_) | Value::Word(_) | Value::Names(_) | Value::NoValue(_) | Value::Void(_),
        )
        | None => None,
    }
}
