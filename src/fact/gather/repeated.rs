//! One person in two rows of an attendance sheet: it would count twice in every meeting.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fate, Sheet};
use crate::base::problem::{Fault, Problem};
use crate::fact::evidence::Entry;
use crate::rubric::model::{self, ColumnKind};
use crate::sheet::excerpt;
use crate::sheet::table::{Row, Value};

/// Whether the further columns of the table are things that happened, at each of which a person is once.
fn is_of_events(rule: &model::Table) -> bool {
    let across = rule.wide.as_ref().and_then(|wide| rule.column(&wide.across));
    across.is_some_and(|column| matches!(column.kind, ColumnKind::Text | ColumnKind::Date))
}

impl Sheet<'_> {
    /// Tells of each row that names somebody of an earlier row, and takes its entries back.
    pub(super) fn tell_repeated(&mut self, entries: &mut Vec<Entry>) {
        if !is_of_events(self.rule) {
            return;
        }
        let mut first: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        let mut repeated: BTreeMap<u32, u32> = BTreeMap::new();
        for entry in entries.iter() {
            let row = *first.entry((entry.subject, entry.place.column)).or_insert(entry.place.row);
            if row != entry.place.row {
                repeated.entry(entry.place.row).or_insert(row);
            }
        }
        for (number, first) in &repeated {
            let rows = |wanted: &u32| self.table.rows.iter().find(|row| row.number == *wanted);
            let (Some(row), Some(earlier)) = (rows(number), rows(first)) else { continue };
            let (at, name) = self.person_in(row);
            let excerpt = excerpt::of_row(self.table, self.rule, row, at, &name);
            let problem = Problem::new(Fault::PersonTwice, self.table.place.at(*number, at), &name);
            let related = self.table.place.at(*first, self.person_in(earlier).0);
            self.problems.push(problem.related(related).excerpt(excerpt));
        }
        self.take_back(entries, &repeated.into_keys().collect());
    }

    /// Rows that turned out to be a problem: their entries do not count.
    pub(super) fn take_back(&mut self, entries: &mut Vec<Entry>, rows: &BTreeSet<u32>) {
        self.fates.extend(rows.iter().map(|row| (*row, Fate::Problem)));
        entries.retain(|entry| !rows.contains(&entry.place.row));
    }

    /// Column and text of the first name in the row.
    fn person_in(&self, row: &Row) -> (u32, String) {
        let cells = self.rule.columns.iter().filter_map(|column| row.cells.get(&column.id));
        let named = cells.filter_map(|cell| match &cell.value {
            Value::Names(names) => names.people.first().map(|named| (cell.column, named.name.clone())),
            Value::Text(_) | Value::Number(_) | Value::Count(_) | Value::Date(_) | Value::Word(_) | Value::NoValue(_) | Value::Void(_) => {
                None
            }
        });
        named.min().unwrap_or((0, String::new()))
    }
}
