//! Rows with a problem, any of which could be the record that somebody lacks.
//!
//! In: the sheets as read, and which of their rows have a problem. Out: whether such a row names a subject, and how many name
//! nobody of the roster, so that they could be about anybody. Names are compared as they are written; who else is meant by them
//! is not asked.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::by_name::ByName;
use crate::base::period::{Day, Period};
use crate::base::place::Place;
use crate::base::text::name_form;
use crate::fact::evidence::{Evidence, SheetAccount, Subject};
use crate::rubric::model::{self, ColumnKind, Rubric};
use crate::sheet::table::{BySheet, Cell, Reading, Table, Value};

/// The rows of each table of the rubric.
#[derive(Default)]
pub(super) struct Awaited<'a> {
    tables: BTreeMap<&'a str, Faulty>,
}

/// Rows of one table that have a problem.
#[derive(Default)]
struct Faulty {
    /// Days of those that name somebody, by name or key; none where it could not be read.
    own: BTreeMap<String, BTreeSet<Option<Day>>>,
    /// First place and number of those that name nobody of the roster, by day.
    anybody: BTreeMap<Option<Day>, (Place, u64)>,
}

/// What the rows with a problem have to do with one subject.
pub(super) struct Theirs {
    /// Whether one of them names the subject.
    pub own: bool,
    /// How many may be about anybody.
    pub anybody: u64,
    /// The first of the latter.
    pub first: Option<Place>,
}

impl<'a> Awaited<'a> {
    pub(super) fn of(rubric: &'a Rubric, evidence: &'a Evidence, reading: &'a Reading) -> Self {
        let flawed = evidence.flawed.iter().flat_map(|flawed| &flawed.evidence.subjects);
        let known: BTreeSet<String> = evidence.subjects.iter().chain(flawed).flat_map(called).collect();
        let sheets = BySheet::new(&reading.tables);
        let mut awaited = Self::default();
        for account in evidence.accounts.iter().filter(|account| account.table != rubric.subject.table) {
            let Some((first, _)) = account.problems.runs().first() else { continue };
            let table = sheets.at(&account.place.at(*first, account.seen.columns.0));
            let (Some(rule), Some(table)) = (rubric.table(&account.table), table) else { continue };
            awaited.tables.entry(&account.table).or_default().take(rule, table, account, &known);
        }
        awaited
    }

    /// Rows of these tables that could be the subject's and of this time.
    pub(super) fn theirs(&self, tables: &[String], subject: &Subject, period: &Period) -> Theirs {
        let mut theirs = Theirs { own: false, anybody: 0, first: None };
        let fits = |day: &Option<Day>| day.is_none_or(|day| period.contains(day));
        for faulty in tables.iter().filter_map(|id| self.tables.get(id.as_str())) {
            theirs.own |= called(subject).iter().filter_map(|name| faulty.own.get(name)).flatten().any(fits);
            for (place, number) in faulty.anybody.iter().filter(|(day, _)| fits(day)).map(|(_, rows)| rows) {
                theirs.anybody += number;
                theirs.first = theirs.first.into_iter().chain([place.clone()]).min();
            }
        }
        theirs
    }
}

/// Name and key, as they are compared.
fn called(subject: &Subject) -> [String; 2] {
    [name_form(&subject.name), name_form(&subject.key)]
}

impl Faulty {
    fn take(&mut self, rule: &model::Table, table: &Table, account: &SheetAccount, known: &BTreeSet<String>) {
        for row in account.problems.runs().iter().flat_map(|(first, last)| *first..=*last) {
            let mut parts: Vec<(u32, &ByName<Cell>)> =
                table.left_out.range((row, 0)..=(row, u32::MAX)).map(|((_, column), cells)| (*column, cells)).collect();
            if parts.is_empty() {
                let read = table.rows.iter().skip(table.rows.partition_point(|own| own.number < row));
                parts.extend(read.take_while(|own| own.number == row).map(|own| (0, &own.cells)));
            }
            for (column, cells) in parts {
                let names: Vec<String> = cells.iter().flat_map(|(id, cell)| named(rule, id, cell)).collect();
                let day = match cells.get("date").map(|cell| &cell.value) {
                    Some(Value::Date(day)) => Some(*day),
                    Some(_) | None => None,
                };
                if names.is_empty() || !names.iter().all(|name| known.contains(name)) {
                    self.anybody.entry(day).or_insert_with(|| (table.place.at(row, column), 0)).1 += 1;
                }
                for name in names {
                    self.own.entry(name).or_default().insert(day);
                }
            }
        }
    }
}

/// Whom a cell names; nobody, if it tells who rates.
fn named(rule: &model::Table, id: &str, cell: &Cell) -> Vec<String> {
    let is_key = || rule.column(id).is_some_and(|column| column.kind == ColumnKind::Key);
    match &cell.value {
        Value::Names(names) if id != "rater" => names.people.iter().map(|person| name_form(&person.name)).collect(),
        Value::Text(text) if is_key() => vec![name_form(text)],
        Value::Names(_)
        | Value::Text(_)
        | Value::Number(_)
        | Value::Count(_)
        | Value::Date(_)
        | Value::Word(_)
        | Value::NoValue(_)
        | Value::Void(_) => Vec::new(),
    }
}
