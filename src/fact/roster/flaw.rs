//! Rows of the roster that have a fault: whom they are about is known as far as it could be read.
//!
//! In: tables as they were read, and what was told of their cells. Out: every row, sound or not, in order; of those that
//! are not, the cell and which columns could not be read.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::place::Place;
use crate::base::problem::Problem;
use crate::rubric::model::SubjectRule;
use crate::sheet::seen::Whence;
use crate::sheet::table::{Row, Table};

/// What is wrong with a row of the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::fact) struct Flaw {
    /// The first cell at fault; the row, where none is.
    pub place: Place,
    /// Columns without a value that can be relied on.
    pub unread: BTreeSet<String>,
}

impl Flaw {
    /// A row whose key is also somebody else's.
    pub fn of_key(place: Place, subject: &SubjectRule) -> Self {
        Self { place, unread: subject.key.iter().cloned().collect() }
    }

    /// Whether the person could be another one than it seems.
    pub fn leaves_open_who(&self, subject: &SubjectRule) -> bool {
        let telling = subject.key.iter().chain([&subject.name]).chain(&subject.tell_apart).chain(&subject.mandate);
        self.hides(telling)
    }

    /// Whether it is not known when the person was in office.
    pub fn leaves_open_when(&self, subject: &SubjectRule) -> bool {
        let term = &subject.term;
        self.hides([&term.from, &term.to, &term.pause, &term.resume].into_iter().flatten())
    }

    fn hides<'c>(&self, mut columns: impl Iterator<Item = &'c String>) -> bool {
        columns.any(|column| self.unread.contains(column))
    }
}

/// Columns of the cells that were told to be wrong, by row.
pub(super) struct Told(BTreeMap<Place, BTreeSet<u32>>);

impl Told {
    pub fn of(problems: &[Problem]) -> Self {
        let mut told: BTreeMap<Place, BTreeSet<u32>> = BTreeMap::new();
        for place in problems.iter().filter(|problem| problem.is_error()).map(|problem| &problem.place) {
            told.entry(place.at(place.row, 0)).or_default().insert(place.column);
        }
        Self(told)
    }

    fn flaw(&self, table: &Table, row: &Row) -> Flaw {
        let columns = self.0.get(&table.place.at(row.number, 0));
        let within = columns.into_iter().flatten().filter(|column| table.holds(&table.place.at(row.number, **column)));
        let columns: BTreeSet<u32> = within.copied().collect();
        let place = columns.first().map_or_else(|| table.row_place(row.number), |column| table.place.at(row.number, *column));
        let is_unread = |from: &Whence, id: &String| match from {
            Whence::Header(head) => columns.contains(&head.column),
            Whence::Sheet | Whence::Folder => !row.cells.contains_key(id),
            Whence::Nowhere => false,
        };
        let unread = table.seen.taken.iter().filter(|taken| is_unread(&taken.from, &taken.id)).map(|taken| taken.id.clone());
        Flaw { place, unread: unread.collect() }
    }
}

/// All rows of a table, in order; those that were left out with what is wrong with them.
pub(super) fn rows<'t>(table: &'t Table, told: &Told) -> Vec<(Cow<'t, Row>, Option<Flaw>)> {
    let sound = table.rows.iter().map(|row| (Cow::Borrowed(row), None));
    let left_out = table.left_out.iter().map(|((number, _), cells)| {
        let row = Row { number: *number, cells: cells.clone() };
        let flaw = told.flaw(table, &row);
        (Cow::Owned(row), Some(flaw))
    });
    let mut rows: Vec<(Cow<Row>, Option<Flaw>)> = sound.chain(left_out).collect();
    rows.sort_by_key(|(row, _)| row.number);
    rows
}
