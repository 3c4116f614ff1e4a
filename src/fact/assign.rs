//! Which subject a problem in a cell concerns, so that it stops only that peer group.
//!
//! In: problems of cells, and what could be read of their rows. Out: the same problems, with the subject
//! where the row names exactly one; of a correction that does not fit, one of those whom the row names that it is about, where they
//! are of one peer group. Whoever cannot be told stays untold: such a problem stops all.

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::Subject;
use super::people::{Beside, People, Resolved};
use crate::base::by_name::ByName;
use crate::base::place::Place;
use crate::base::problem::Problem;
use crate::rubric::model::{self, ColumnKind, Rubric};
use crate::sheet::corrections::Aim;
use crate::sheet::seen::Whence;
use crate::sheet::table::{BySheet, Cell, Reading, Table, Value};

/// Who is on the roster.
pub(super) struct Roll<'a> {
    pub people: &'a People,
    /// Key of each roster row, by place of its row.
    pub keys: &'a BTreeMap<Place, String>,
    /// Number of each subject, by key.
    pub numbers: &'a BTreeMap<&'a str, u32>,
    /// Those of them who are scored: the first.
    pub subjects: &'a [Subject],
}

/// Tells each problem of a cell whom it concerns.
pub(super) fn assign(problems: &mut [Problem], reading: &Reading, rubric: &Rubric, roll: &Roll) {
    let tables = BySheet::new(&reading.tables);
    for problem in problems.iter_mut().filter(|problem| problem.subject.is_none() && problem.place.row > 0) {
        let place = &problem.place;
        if let Some(aim) = reading.aims.get(&place.at(place.row, 0)) {
            problem.subject = roll.aimed_at(aim, reading, rubric);
            continue;
        }
        let Some(table) = tables.at(place) else { continue };
        let found = if table.id == rubric.subject.table {
            roll.on_the_roster(table, place.row)
        } else {
            let cells = table.left_out.get(&(place.row, place.column)).or_else(|| table.left_out.get(&(place.row, 0)));
            let named = rubric.table(&table.id).zip(cells).and_then(|(rule, cells)| roll.named(cells, rule, rubric, table));
            named.filter(|named| named.len() == 1).and_then(|named| named.first().copied().flatten())
        };
        problem.subject = found.filter(|subject| roll.is_scored(*subject));
    }
}

impl Roll<'_> {
    fn is_scored(&self, subject: u32) -> bool {
        (subject as usize) < self.subjects.len()
    }

    fn on_the_roster(&self, table: &Table, row: u32) -> Option<u32> {
        let key = self.keys.get(&table.row_place(row))?;
        self.numbers.get(key.as_str()).copied()
    }

    /// One of those whom a correction concerns, where all are of one peer group.
    fn aimed_at(&self, aim: &Aim, reading: &Reading, rubric: &Rubric) -> Option<u32> {
        let is_it = |table: &&Table| table.id == aim.table && table.place == aim.row.at(0, 0) && table.holds(&aim.row);
        let table = reading.tables.iter().find(is_it)?;
        if tells_who(table, aim, rubric) {
            return None;
        }
        let mut concerned: BTreeSet<u32> = BTreeSet::new();
        if table.id == rubric.subject.table {
            concerned.insert(self.on_the_roster(table, aim.row.row)?);
        } else {
            let rule = rubric.table(&table.id)?;
            let own = |column: u32| aim.column.is_none_or(|aimed| column == aimed) || !is_across(table, aim);
            let rows = table.rows.iter().filter(|row| row.number == aim.row.row).map(|row| &row.cells);
            let left_out = table.left_out.range((aim.row.row, 0)..=(aim.row.row, u32::MAX)).map(|(_, cells)| cells);
            let across = |cells: &ByName<Cell>| rule.wide.as_ref().and_then(|wide| cells.get(&wide.across)).map(|cell| cell.column);
            for cells in rows.chain(left_out).filter(|cells| across(cells).is_none_or(own)) {
                concerned.extend(self.named(cells, rule, rubric, table)?.into_iter().flatten());
            }
        }
        let peers: BTreeSet<&String> =
            concerned.iter().map(|number| self.subjects.get(*number as usize).map(|subject| &subject.peer)).collect::<Option<_>>()?;
        if peers.len() == 1 {
            concerned.first().copied()
        } else {
            None
        }
    }

    /// The subjects that these cells name, `None` among them for people not in office; nothing when a name is not known.
    fn named(&self, cells: &ByName<Cell>, rule: &model::Table, rubric: &Rubric, table: &Table) -> Option<BTreeSet<Option<u32>>> {
        let text = |column: &str| match cells.get(column).map(|cell| &cell.value) {
            Some(Value::Text(text) | Value::Word(text)) => Some(text.as_str()),
            _ => None,
        };
        let key = rule.columns.iter().find(|column| column.kind == ColumnKind::Key).and_then(|column| text(&column.id));
        if rule.by_key().is_some() {
            return self.people.by_key(key?).map(|subject| BTreeSet::from([subject]));
        }
        let beside = Beside { key, mandate: rubric.subject.mandate.as_deref().and_then(text), home: table.folder.as_deref() };
        let mut found = BTreeSet::new();
        for column in rule.columns.iter().filter(|column| names_people(column)) {
            let names = match cells.get(&column.id).map(|cell| &cell.value) {
                Some(Value::Names(names)) => names,
                None if column.optional => continue,
                _ => return None,
            };
            for named in &names.people {
                let Resolved::Found(subjects) = self.people.resolve(named, beside) else { return None };
                found.extend(subjects);
            }
        }
        Some(found)
    }
}

fn names_people(column: &model::Column) -> bool {
    matches!(column.kind, ColumnKind::Name | ColumnKind::Names) && column.id != "rater"
}

/// Whether the cell stands under a further header of a wide table.
fn is_across(table: &Table, aim: &Aim) -> bool {
    table.seen.across.iter().any(|head| Some(head.column) == aim.column)
}

/// Whether the cell tells whom the row is about, so that a correction of it concerns somebody else too.
fn tells_who(table: &Table, aim: &Aim, rubric: &Rubric) -> bool {
    let subject = &rubric.subject;
    let column = table.seen.taken.iter().find_map(|taken| match &taken.from {
        Whence::Header(head) if Some(head.column) == aim.column => Some(&taken.id),
        Whence::Header(_) | Whence::Sheet | Whence::Folder | Whence::Nowhere => None,
    });
    if aim.removal {
        return false;
    }
    // Where no column was found, any may be meant.
    let Some(id) = column else { return aim.column.is_none() };
    if table.id == subject.table {
        let telling = subject.key.iter().chain([&subject.name]).chain(&subject.tell_apart).chain(&subject.mandate);
        return telling.chain(&rubric.peers).any(|column| column == id);
    }
    let column = rubric.table(&table.id).and_then(|rule| rule.column(id));
    subject.mandate.as_ref() == Some(id) || column.is_some_and(|column| column.kind == ColumnKind::Key || names_people(column))
}
