//! The record of one item: when it was opened, what was done on which day, by when it was to be closed.

use chrono::{Days, Months};

use super::holds;
use crate::base::period::Day;
use crate::rubric::model::{Due, Follow, Span};
use crate::sheet::table::{Row, Value};

/// What a row says of its item.
pub(super) struct Record<'f> {
    pub opened: Option<Day>,
    /// What is done on the way, in order, each with its day where one is written.
    pub way: Vec<(&'f str, Option<Day>)>,
    /// The day on which it was closed, unless that lies after today.
    pub closed: Option<Day>,
    /// By when it is to be closed.
    pub due: Option<Day>,
    /// The column in which that stands, where one is named.
    due_in: Option<&'f str>,
    today: Day,
}

impl<'f> Record<'f> {
    /// Of a row, as it stands today.
    pub fn of(row: &Row, follow: &'f Follow, today: Day) -> Self {
        let opened = date(row, &follow.opened);
        let written = date(row, &follow.closed);
        let at_once = || opened.filter(|_| !follow.at_once.is_empty() && holds(&follow.at_once, row));
        Self {
            opened,
            way: follow.way().into_iter().map(|step| (step, date(row, step))).collect(),
            closed: written.or_else(at_once).filter(|closed| *closed <= today),
            due: due(row, follow, opened),
            due_in: match rule(row, follow) {
                Some(Due::On(column)) => Some(column),
                Some(Due::After { .. }) | None => None,
            },
            today,
        }
    }

    /// The day on which a step was taken, as it is written.
    pub fn day_of(&self, step: &str) -> Option<Day> {
        self.way.iter().find(|(known, _)| *known == step).and_then(|(_, day)| *day)
    }

    /// The first step dated before one that comes before it: the step and its day, the earlier one and its day.
    pub fn out_of_order(&self, opened: &'f str) -> Option<(&'f str, Day, &'f str, Day)> {
        let mut last = self.opened.map(|day| (opened, day));
        for (step, day) in self.way.iter().filter_map(|(step, day)| Some((*step, (*day)?))) {
            match last {
                Some((earlier, before)) if day < before => return Some((step, day, earlier, before)),
                Some(_) | None => last = Some((step, day)),
            }
        }
        None
    }

    /// The column of a deadline that was over before the item was opened, its day, and the day of opening.
    pub fn due_before_opened(&self) -> Option<(&'f str, Day, Day)> {
        let (column, due, opened) = (self.due_in?, self.due?, self.opened?);
        (due < opened).then_some((column, due, opened))
    }

    /// Whether something was done on the way and nothing since, though the deadline is over: the last step, its day, and the days since.
    pub fn stalled(&self) -> Option<(&'f str, Day, i64)> {
        self.due.filter(|due| self.closed.is_none() && *due < self.today)?;
        let taken = self.way.iter().filter_map(|(step, day)| Some((*step, (*day)?))).filter(|(_, day)| *day <= self.today);
        let (step, day) = taken.max_by_key(|(step, _)| self.way.iter().position(|(known, _)| known == step))?;
        Some((step, day, (self.today - day).num_days()))
    }
}

/// What says by when the row's item is to be closed.
fn rule<'f>(row: &Row, follow: &'f Follow) -> Option<&'f Due> {
    let extended = follow.extended.as_ref().filter(|(_, filters)| holds(filters, row)).map(|(due, _)| due);
    extended.or(follow.due.as_ref())
}

fn due(row: &Row, follow: &Follow, opened: Option<Day>) -> Option<Day> {
    match rule(row, follow)? {
        Due::On(column) => date(row, column),
        Due::After { from, span } => {
            let from = from.as_ref().map_or(opened, |column| date(row, column))?;
            match span {
                Span::Days(days) => from.checked_add_days(Days::new(u64::from(*days))),
                Span::Months(months) => from.checked_add_months(Months::new(*months)),
            }
        }
    }
}

fn date(row: &Row, column: &str) -> Option<Day> {
    match row.cells.get(column).map(|cell| &cell.value) {
        Some(Value::Date(day)) => Some(*day),
        Some(
            Value::Text(_) | Value::Number(_) | Value::Count(_) | Value::Word(_) | Value::Names(_) | Value::NoValue(_) | Value::Void(_),
        )
        | None => None,
    }
}
