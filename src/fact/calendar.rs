//! Days on which something was to be held, and whether it was: a row for each subject and day.
//!
//! In: a calendar of the rubric, the entries of the table that tells what was held, the rows of the table of holidays, and today.
//! Out: the entries of a table that is read from no sheet.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{Datelike, Days, Months, Weekday};

use super::evidence::{Entry, Evidence, EvidenceTable, Fact, Subject};
use crate::base::by_name::ByName;
use crate::base::period::{Day, Period};
use crate::base::place::Place;
use crate::rubric::model::calendar::{FIXED, HELD, HELD_ON, KIND, MISSED, MOVED, OTHER_DAY, OUTCOME, WORK};
use crate::rubric::model::follow::AHEAD;
use crate::rubric::model::{Calendar, Rubric};
use crate::sheet::table::{Table, Value};

/// Fills in the tables that calendars make.
pub fn calendars(evidence: &mut Evidence, tables: &[Table], rubric: &Rubric, today: Day) {
    for calendar in &rubric.calendars {
        let days = planned(calendar, &Off::of(calendar, tables), &evidence.period);
        let mut made = EvidenceTable { id: calendar.id.clone(), present: true, ..EvidenceTable::default() };
        for (number, subject) in (0_u32..).zip(&evidence.subjects) {
            let held = held(evidence.table(&calendar.held), number, today);
            made.entries.extend(of_subject(calendar, number, subject, &days, &held, today));
        }
        // As source rows they are of nobody, like those of a sheet.
        made.rows = made.entries.iter().map(|entry| Entry { subject: 0, ..entry.clone() }).collect();
        evidence.tables.retain(|table| table.id != calendar.id);
        evidence.tables.push(made);
    }
}

/// Days off, and days worked although they are of a weekend.
struct Off {
    weekends: bool,
    free: BTreeSet<Day>,
    worked: BTreeSet<Day>,
}

impl Off {
    fn of(calendar: &Calendar, tables: &[Table]) -> Self {
        let mut days = Self { weekends: calendar.weekends_off, free: BTreeSet::new(), worked: BTreeSet::new() };
        let holidays = tables.iter().filter(|table| Some(&table.id) == calendar.holidays.as_ref());
        for row in holidays.flat_map(|table| &table.rows) {
            let Some(Value::Date(day)) = row.cells.get("date").map(|cell| &cell.value) else { continue };
            let works = row.cells.get(KIND).is_some_and(|cell| cell.value == Value::Word(WORK.to_owned()));
            if works { &mut days.worked } else { &mut days.free }.insert(*day);
        }
        days
    }

    fn holds(&self, day: Day) -> bool {
        let weekend = self.weekends && matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        (weekend || self.free.contains(&day)) && !self.worked.contains(&day)
    }
}

/// A day on which it is to be held: the fixed one, and the one to which that is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Planned {
    day: Day,
    fixed: Day,
}

/// A fixed day is moved by this many days at most.
const LONGEST_HOLIDAY: u64 = 31;

/// The days of the calendar that, moved, lie in the period, in order.
fn planned(calendar: &Calendar, off: &Off, period: &Period) -> Vec<Planned> {
    let first = period.from.with_day(1).and_then(|day| day.checked_sub_months(Months::new(2)));
    let mut months = std::iter::successors(first, |month| month.checked_add_months(Months::new(1))).peekable();
    let last = period.to.checked_add_months(Months::new(2)).unwrap_or(period.to);
    let mut days = BTreeSet::new();
    while let Some(month) = months.next_if(|month| *month <= last) {
        for number in calendar.days.iter().filter(|_| calendar.months.contains(&month.month())) {
            let Some(fixed) = (0..4).find_map(|less| month.with_day(number.saturating_sub(less))) else { continue };
            let day = moved(calendar, off, fixed);
            if period.contains(day) {
                days.insert(Planned { day, fixed });
            }
        }
    }
    days.into_iter().collect()
}

fn moved(calendar: &Calendar, off: &Off, fixed: Day) -> Day {
    let step = |count: u64| {
        if calendar.backward {
            fixed.checked_sub_days(Days::new(count))
        } else {
            fixed.checked_add_days(Days::new(count))
        }
    };
    (0..=LONGEST_HOLIDAY).filter_map(step).find(|day| !off.holds(*day)).unwrap_or(fixed)
}

/// The days on which the subject held it, each with the first row that tells.
fn held(table: Option<&EvidenceTable>, subject: u32, today: Day) -> BTreeMap<Day, &Entry> {
    let mut days = BTreeMap::new();
    let entries = table.into_iter().flat_map(|table| &table.entries);
    for entry in entries.filter(|entry| entry.subject == subject && entry.aside.is_none()) {
        if let Some(day) = entry.day.filter(|day| *day <= today) {
            days.entry(day).or_insert(entry);
        }
    }
    days
}

fn of_subject(
    calendar: &Calendar,
    number: u32,
    subject: &Subject,
    days: &[Planned],
    held: &BTreeMap<Day, &Entry>,
    today: Day,
) -> Vec<Entry> {
    let days: Vec<Planned> = days.iter().copied().filter(|planned| subject.term.holds(planned.day)).collect();
    let mut taken: BTreeSet<Day> = days.iter().map(|planned| planned.day).filter(|day| held.contains_key(day)).collect();
    let mut own = taken.clone();
    let mut entries = Vec::new();
    for planned in days {
        let (outcome, on) = if own.remove(&planned.day) {
            (if planned.day == planned.fixed { HELD } else { MOVED }, Some(planned.day))
        } else if let Some(day) = held.keys().find(|day| !taken.contains(day) && stands_for(calendar, planned, **day)) {
            taken.insert(*day);
            (OTHER_DAY, Some(*day))
        } else {
            (if planned.day > today { AHEAD } else { MISSED }, None)
        };
        let row = on.and_then(|day| held.get(&day));
        entries.push(entry(calendar, number, planned, outcome, on, row.copied(), &subject.place));
    }
    entries
}

/// Whether another day may stand for the one that was planned.
fn stands_for(calendar: &Calendar, planned: Planned, day: Day) -> bool {
    match calendar.within {
        Some(within) => (day - planned.day).num_days().unsigned_abs() <= u64::from(within),
        None => (day.year(), day.month()) == (planned.fixed.year(), planned.fixed.month()),
    }
}

/// A row of the made table; its place is the row that tells that it was held, else that of the subject.
fn entry(calendar: &Calendar, subject: u32, planned: Planned, outcome: &str, on: Option<Day>, row: Option<&Entry>, home: &Place) -> Entry {
    let text = |text: String| Fact::Text(text);
    let mut values: ByName<Fact> = ByName::new();
    values.insert(FIXED.to_owned(), text(planned.fixed.to_string()));
    values.insert("date".to_owned(), text(planned.day.to_string()));
    values.insert(OUTCOME.to_owned(), text(outcome.to_owned()));
    values.extend(on.map(|day| (HELD_ON.to_owned(), text(day.to_string()))));
    let shown = calendar.show.iter().filter_map(|column| Some((format!("held.{column}"), row?.values.get(column)?.clone())));
    values.extend(shown);
    Entry {
        subject,
        role: None,
        signers: 1,
        position: 1,
        rater: None,
        n: 1,
        values: Arc::new(values),
        day: Some(planned.day),
        folder: None,
        place: row.map_or_else(|| home.clone(), |row| row.place.clone()),
        aside: None,
    }
}
