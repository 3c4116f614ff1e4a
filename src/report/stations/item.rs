//! One item that is followed, as its row tells it today.

use crate::base::exact::Exact;
use crate::base::period::Day;
use crate::fact::evidence::{Entry, Fact};
use crate::report::roll::Roll;
use crate::rubric::model::follow::{AGE, CLOSED, DEADLINE, OPEN, PAST_DUE, PROGRESS, TIMELY};
use crate::rubric::model::{Follow, Table};
use crate::tally::Listed;

/// An item.
#[derive(Clone, Copy)]
pub(super) struct Item<'a> {
    pub entry: &'a Entry,
    pub listed: &'a Listed,
}

/// The items of a follow that may be shown, in order of place.
pub(super) fn all<'a>(roll: &Roll<'a>, follow: &Follow) -> Vec<Item<'a>> {
    let review = roll.review;
    let table = review.evidence.table(follow.table());
    let listed = review.lists.get(&format!("follow.{}", follow.id)).map(Vec::as_slice).unwrap_or_default();
    let items = listed.iter().filter_map(|listed| Some(Item { entry: table?.rows.get(listed.row)?, listed }));
    items.filter(|item| super::listed::names(roll, item.listed).is_some()).collect()
}

impl Item<'_> {
    fn text(&self, column: &str) -> &str {
        match self.entry.values.get(column) {
            Some(Fact::Text(text)) => text,
            Some(Fact::Number(_) | Fact::NoValue(_)) | None => "",
        }
    }

    /// A date of the row.
    pub fn day(&self, column: &str) -> Option<Day> {
        self.text(column).parse().ok()
    }

    pub fn is_open(&self) -> bool {
        self.text(PROGRESS) == OPEN
    }

    pub fn is_closed(&self) -> bool {
        self.text(PROGRESS) == CLOSED
    }

    /// Whether it was closed in time, and so on.
    pub fn is(&self, timely: &str) -> bool {
        self.text(TIMELY) == timely
    }

    pub fn deadline(&self) -> Option<Day> {
        self.day(DEADLINE)
    }

    /// Days since it was opened, or from opening to closing.
    pub fn age(&self) -> Option<Exact> {
        self.number(AGE)
    }

    pub fn past_due(&self) -> Option<Exact> {
        self.number(PAST_DUE)
    }

    fn number(&self, column: &str) -> Option<Exact> {
        match self.entry.values.get(column) {
            Some(Fact::Number(number)) => Some(Exact::fixed(*number, 6)),
            Some(Fact::Text(_) | Fact::NoValue(_)) | None => None,
        }
    }

    /// Whether it has this word, or none at all.
    pub fn has(&self, column: &str, word: Option<&str>) -> bool {
        match word {
            Some(word) => self.text(column) == word,
            None => self.text(column).is_empty(),
        }
    }

    /// Who is responsible; empty where nobody is named.
    pub fn by(&self, follow: &Follow) -> String {
        follow.by.as_ref().map_or("", |by| self.text(by)).to_owned()
    }

    /// Whether the item is one of this subject.
    pub fn of(&self, subject: usize) -> bool {
        self.listed.subjects.iter().any(|number| *number as usize == subject)
    }

    /// Whether a step was taken by today.
    pub fn has_taken(&self, step: &str, today: Day) -> bool {
        self.day(step).is_some_and(|day| day <= today)
    }

    /// The last step taken by today: its column and day.
    pub fn last_step<'f>(&self, follow: &'f Follow, today: Day) -> Option<(&'f str, Day)> {
        let mut taken = follow.way().into_iter().filter_map(|step| Some((step, self.day(step)?)));
        taken.rfind(|(_, day)| *day <= today)
    }
}

/// Whether the table of a follow names subjects.
pub(super) fn names_subjects(items: &[Item], table: Option<&Table>) -> bool {
    use crate::rubric::model::ColumnKind;
    let named = |table: &Table| table.columns.iter().any(|column| matches!(column.kind, ColumnKind::Name | ColumnKind::Names));
    table.is_some_and(named) || items.iter().any(|item| !item.listed.subjects.is_empty())
}
