//! Items followed from opening to closing: what is known of each on a day, and where its record does not hold.
//!
//! In: rows of the tables that the rubric follows, and today. Out: the same rows with the columns that a follow makes; rows whose
//! record contradicts itself are problems and left out. What lies after today has not happened.

mod carried;
mod record;

use std::collections::BTreeSet;

use super::evidence::Fact;
use super::value::{fact_of, passes};
use crate::base::period::{Day, Period};
use crate::base::problem::{Fault, Problem};
use crate::base::text::squeeze;
use crate::rubric::model::follow::{
    days_to, AGE, AHEAD, CARRIED, CLOSED, DEADLINE, LATE, NEW, NO_DEADLINE, ON_TIME, OPEN, ORIGIN, OVERDUE, PAST_DUE, PENDING, PROGRESS,
    TIMELY,
};
use crate::rubric::model::{Expectation, Filter, Follow, Rubric};
use crate::sheet::excerpt;
use crate::sheet::table::{Cell, Reading, Row, Table, Value};

pub use carried::is_carried;
use carried::{Forgotten, Twice};
use record::Record;

/// Fills in the columns that follows make; what is wrong is pushed to `problems`.
pub fn follow(reading: &mut Reading, rubric: &Rubric, period: &Period, today: Day, problems: &mut Vec<Problem>) {
    in_tables(&mut reading.tables, rubric, period, today, problems);
    if let Some(uncorrected) = &mut reading.uncorrected {
        in_tables(&mut uncorrected.tables, rubric, period, today, &mut Vec::new());
    }
}

fn in_tables(tables: &mut [Table], rubric: &Rubric, period: &Period, today: Day, problems: &mut Vec<Problem>) {
    for follow in &rubric.follows {
        problems.extend(carried::forgotten(tables, follow).iter().filter_map(|forgotten| not_carried(tables, rubric, follow, forgotten)));
        problems.extend(carried::twice(tables, follow).iter().filter_map(|twice| number_twice(tables, rubric, follow, twice)));
        carried::merge(tables, follow);
        for table in tables.iter_mut().filter(|table| table.id == follow.table()) {
            let mut wrong = BTreeSet::new();
            let mut told = Vec::new();
            for row in &table.rows {
                let record = Record::of(row, follow, today);
                let faults = faults(table, row, follow, &record, rubric);
                if faults.iter().any(Problem::is_error) {
                    wrong.insert(row.number);
                }
                told.extend(faults);
            }
            problems.extend(told);
            leave_out(table, &wrong);
            for row in &mut table.rows {
                let record = Record::of(row, follow, today);
                blank_what_is_ahead(row, follow, &record, today);
                fill(row, follow, &record, today);
                if follow.carried.is_some() {
                    let word = if is_carried(row, follow, period.from) { CARRIED } else { NEW };
                    row.cells.insert(ORIGIN, Cell { column: 0, value: Value::Word(word.to_owned()) });
                }
            }
        }
    }
}

/// An item that a later register has lost.
fn not_carried(tables: &[Table], rubric: &Rubric, follow: &Follow, forgotten: &Forgotten) -> Option<Problem> {
    let fault = Fault::NotCarried { since: forgotten.since.to_string(), closed: header(rubric, follow, &follow.closed) };
    of_number(tables, rubric, follow, forgotten.at, fault, &forgotten.number)
}

/// Two rows with one number.
fn number_twice(tables: &[Table], rubric: &Rubric, follow: &Follow, twice: &Twice) -> Option<Problem> {
    let problem = of_number(tables, rubric, follow, twice.at, Fault::NumberTwice, &twice.number)?;
    let table = tables.get(twice.first.0)?;
    let row = table.rows.iter().find(|row| row.number == twice.first.1)?;
    Some(problem.related(table.place.at(row.number, column_of(table, rubric, row, follow.carried.as_ref()?))))
}

/// What is told at the number of a row: which of the tables it stands in, and which row it is.
fn of_number(tables: &[Table], rubric: &Rubric, follow: &Follow, at: (usize, u32), fault: Fault, number: &str) -> Option<Problem> {
    let table = tables.get(at.0)?;
    let row = table.rows.iter().find(|row| row.number == at.1)?;
    let column = column_of(table, rubric, row, follow.carried.as_ref()?);
    let problem = Problem::new(fault, table.place.at(row.number, column), number.to_owned());
    Some(match rubric.table(&table.id) {
        Some(rule) => problem.excerpt(excerpt::of_row(table, rule, row, column, number)),
        None => problem,
    })
}

/// Rows whose record contradicts itself say nothing that could be counted.
fn leave_out(table: &mut Table, wrong: &BTreeSet<u32>) {
    let (out, sound): (Vec<Row>, Vec<Row>) = std::mem::take(&mut table.rows).into_iter().partition(|row| wrong.contains(&row.number));
    table.rows = sound;
    for row in out {
        table.faulty.push(row.number);
        table.left_out.insert((row.number, 0), row.cells);
    }
}

/// Whether the row passes all of these.
fn holds(filters: &[Filter], row: &Row) -> bool {
    filters.iter().all(|filter| passes(&filter.test, fact_of(row, &filter.column).as_ref()))
}

/// What is filled in only when an item is closed, as `expects` says, is blank until that day.
fn blank_what_is_ahead(row: &mut Row, follow: &Follow, record: &Record, today: Day) {
    let is_ahead = |step: &String| follow.is_at_the_end(step) && record.day_of(step).is_some_and(|day| day > today);
    let ahead = follow.expects.iter().filter(|expectation| expectation.filled.iter().any(is_ahead) && holds(&expectation.filters, row));
    let columns: Vec<&str> = ahead.flat_map(Expectation::told).filter(|column| !follow.chooses_by(column)).collect();
    for column in columns {
        // A date tells by itself whether it has come.
        if !matches!(row.cells.get(column).map(|cell| &cell.value), Some(Value::Date(_))) {
            row.cells.remove(column);
        }
    }
}

fn fill(row: &mut Row, follow: &Follow, record: &Record, today: Day) {
    let mut put = |id: &str, value: Value| {
        row.cells.insert(id, Cell { column: 0, value });
    };
    let word = |word: &str| Value::Word(word.to_owned());
    let days = |from: Day, to: Day| Value::Number((to - from).num_days() * 1_000_000);
    let ahead = record.opened.is_some_and(|opened| opened > today);
    put(
        PROGRESS,
        word(if record.closed.is_some() {
            CLOSED
        } else if ahead {
            AHEAD
        } else {
            OPEN
        }),
    );
    let ended = record.closed.unwrap_or(today);
    put(
        TIMELY,
        word(match (record.due, record.closed) {
            (None, _) => NO_DEADLINE,
            (Some(due), Some(closed)) if closed <= due => ON_TIME,
            (Some(_), Some(_)) => LATE,
            (Some(due), None) if today <= due || ahead => PENDING,
            (Some(_), None) => OVERDUE,
        }),
    );
    if let Some(opened) = record.opened.filter(|opened| *opened <= ended) {
        put(AGE, days(opened, ended));
    }
    if let Some(due) = record.due {
        put(DEADLINE, Value::Date(due));
        put(PAST_DUE, days(due, if ahead { due } else { ended.max(due) }));
    }
    for (step, day) in &record.way {
        if let Some(taken) = record.opened.zip(*day).filter(|(_, day)| *day <= today) {
            put(&days_to(step), days(taken.0, taken.1));
        }
    }
    // Closed at once: no day is written, so it is the day of opening.
    if let (Some(closed), None) = (record.closed, record.day_of(&follow.closed)) {
        put(&days_to(&follow.closed), days(record.opened.unwrap_or(closed), closed));
    }
}

/// What is wrong with the record of a row.
fn faults(table: &Table, row: &Row, follow: &Follow, record: &Record, rubric: &Rubric) -> Vec<Problem> {
    let told = |fault: Fault, column: &str, found: String| {
        let at = column_of(table, rubric, row, column);
        let problem = Problem::new(fault, table.place.at(row.number, at), found.clone());
        match rubric.table(&table.id) {
            Some(rule) => problem.excerpt(excerpt::of_row(table, rule, row, at, &found)),
            None => problem,
        }
    };
    let named = |column: &str| header(rubric, follow, column);
    let mut faults = Vec::new();
    let due = record.due_before_opened().map(|(column, due, opened)| (column, due, follow.opened.as_str(), opened));
    for (step, day, earlier, before) in record.out_of_order(&follow.opened).into_iter().chain(due) {
        let fault = Fault::StepOutOfOrder { step: named(step), earlier: named(earlier), before: before.to_string() };
        let related = table.place.at(row.number, column_of(table, rubric, row, earlier));
        faults.push(told(fault, step, day.to_string()).related(related));
    }
    for expectation in follow.expects.iter().filter(|expectation| holds(&expectation.filters, row)) {
        let state = || expectation.filters.first().map(|filter| said(table, rubric, row, &filter.column)).unwrap_or_default();
        if let Some(column) = expectation.filled.iter().find(|column| !is_filled(row, column)) {
            faults.push(told(Fault::StepUnrecorded { header: named(column), state: state() }, column, String::new()));
        } else if let Some(column) = expectation.blank.iter().find(|column| is_filled(row, column)) {
            let found = said(table, rubric, row, column);
            faults.push(told(Fault::StepContradicted { header: named(column), state: state() }, column, found));
        }
    }
    // One fault of a row is enough: that nothing came after it may be the other side of it.
    if let Some((step, day, days)) = record.stalled().filter(|_| faults.is_empty()) {
        faults.push(told(Fault::NothingAfter { step: named(step), days }, step, day.to_string()));
    }
    faults
}

fn is_filled(row: &Row, column: &str) -> bool {
    matches!(fact_of(row, column), Some(Fact::Text(_) | Fact::Number(_)))
}

/// What the rubric calls a column.
fn header(rubric: &Rubric, follow: &Follow, column: &str) -> String {
    let known = rubric.table(follow.table()).and_then(|table| table.column(column));
    known.and_then(|column| column.headers.first()).map_or(column, String::as_str).to_owned()
}

/// A value of the row as it is written first in the rubric.
fn said(table: &Table, rubric: &Rubric, row: &Row, column: &str) -> String {
    let Some(Fact::Text(value)) = fact_of(row, column) else { return String::new() };
    let known = rubric.table(&table.id).and_then(|rule| rule.column(column));
    let written = known.and_then(|known| known.words().iter().find(|(word, _)| *word == value)).and_then(|(_, ways)| ways.first().cloned());
    written.unwrap_or(value)
}

/// Where the column stands in the sheet; 0 where it is not there.
fn column_of(table: &Table, rubric: &Rubric, row: &Row, id: &str) -> u32 {
    if let Some(cell) = row.cells.get(id).filter(|cell| cell.column > 0) {
        return cell.column;
    }
    let headers: Vec<String> = rubric
        .table(&table.id)
        .and_then(|rule| rule.column(id))
        .map(|column| column.headers.iter().map(|text| squeeze(text)).collect())
        .unwrap_or_default();
    let found = table.heads.iter().find(|(_, head)| headers.contains(&squeeze(head)));
    found.map_or(0, |(column, _)| *column)
}
