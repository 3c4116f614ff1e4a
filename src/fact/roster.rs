//! The roster: who is assessed, since when, in which peer group.
//!
//! Rosters of several sub-periods are one roster over time, matched by key; the later one's columns hold. Whose row has a
//! fault is known as far as it could be read, and not scored.

mod flaw;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use flaw::Flaw;

use super::evidence::Subject;
use super::people::Person;
use super::two_keys::{self, Seen};
use super::value::{fact_of, passes};
use crate::base::period::{Day, Period, Term};
use crate::base::place::Place;
use crate::base::problem::{Fault, Problem};
use crate::base::text::{join_spaced, name_form, squeeze, tidy};
use crate::rubric::model::{ColumnKind, Rubric};
use crate::sheet::cell::names;
use crate::sheet::table::{Row, Table, Value};

/// Subjects of the period, and everyone on the roster.
pub(super) struct Roster {
    /// Those who are scored, then those whose row has a fault.
    pub subjects: Vec<Subject>,
    /// What is wrong with the rows of the latter, in the same order.
    pub flaws: Vec<Flaw>,
    pub persons: Vec<Person>,
    /// Key of each roster row, by place of its row.
    pub keys: BTreeMap<Place, String>,
}

/// What the rosters say under one key.
pub(super) struct Line {
    pub name: String,
    pub notes: Vec<String>,
    /// The columns that may be shown, as text.
    pub columns: BTreeMap<String, String>,
    pub term: Term,
    /// The row that holds.
    pub place: Place,
    /// Its cell with the key.
    pub key_cell: Place,
    pub home: Option<String>,
    /// Every row.
    pub seen: Vec<Seen>,
    /// What is wrong with the row that holds.
    pub flaw: Option<Flaw>,
}

pub(super) fn read(tables: &[Table], rubric: &Rubric, period: &Period, problems: &mut Vec<Problem>) -> Roster {
    let mut lines: BTreeMap<String, Line> = BTreeMap::new();
    let mut keys = BTreeMap::new();
    let mut rejected = Vec::new();
    let mut of_roster: Vec<&Table> = tables.iter().filter(|table| table.id == rubric.subject.table).collect();
    of_roster.retain(|table| table.period.as_ref().is_none_or(|folder| folder.from <= period.to && period.from <= folder.to));
    // The later period's row holds, whatever the files are called.
    of_roster.sort_by_key(|table| table.period.as_ref().map(|folder| folder.from));
    let keep = rubric.table(&rubric.subject.table).map(|rule| rule.keep.as_slice()).unwrap_or_default();
    let told = flaw::Told::of(problems);
    let rows = of_roster.into_iter().flat_map(|table| flaw::rows(table, &told).into_iter().map(move |(row, flaw)| (table, row, flaw)));
    for (table, row, flaw) in rows {
        let unread = |column: &String| flaw.as_ref().is_some_and(|flaw| flaw.unread.contains(column));
        let kept = keep.iter().all(|filter| unread(&filter.column) || passes(&filter.test, fact_of(&row, &filter.column).as_ref()));
        if !kept {
            continue;
        }
        let key: Vec<String> = rubric.subject.key.iter().map(|column| shown(&row, column)).collect();
        let line = Line { flaw, ..line(table, &row, rubric) };
        if is_reversed(&line.term) {
            problems.push(Problem::new(Fault::TermReversed, line.place.clone(), &line.name));
        }
        if line.flaw.is_none() {
            keys.insert(line.place.clone(), key.join("/"));
        } else if key.iter().any(String::is_empty) {
            rejected.push(line);
            continue;
        }
        let key = key.join("/");
        match lines.get_mut(&key) {
            Some(known) => rejected.extend(merge(known, line, &key, problems)),
            None => {
                lines.insert(key, line);
            }
        }
    }
    two_keys::check(&lines, &rubric.subject, problems);
    let known: BTreeSet<String> = lines.values().map(|line| name_form(&line.name)).collect();
    // Without a key nobody can tell whether it is a further row of somebody who is known.
    rejected.retain(|line| !line.name.is_empty() && (line.flaw.is_none() || !known.contains(&name_form(&line.name))));
    for line in rejected.iter_mut().filter(|line| line.flaw.is_none()) {
        line.flaw = Some(Flaw::of_key(line.key_cell.clone(), &rubric.subject));
    }
    let mut roster = Roster { subjects: Vec::new(), flaws: Vec::new(), persons: Vec::new(), keys };
    let (flawed, sound): (Vec<_>, Vec<_>) = lines.into_iter().partition(|(_, line)| line.flaw.is_some());
    for (key, line) in sound.into_iter().chain(flawed).chain(rejected.into_iter().map(|line| (String::new(), line))) {
        roster.take(key, line, rubric, period);
    }
    // Where several are told, they are told by key.
    roster.persons.sort_by(|one, other| one.key.cmp(&other.key));
    roster
}

impl Roster {
    /// How many are scored: the first of the subjects.
    pub fn sound(&self) -> usize {
        self.subjects.len() - self.flaws.len()
    }

    fn take(&mut self, key: String, line: Line, rubric: &Rubric, period: &Period) {
        let exposure = line.term.exposure(period, rubric.exposure);
        let number = u32::try_from(self.subjects.len()).ok().filter(|_| line.term.touches(period));
        self.persons.push(person(number, &key, &line, rubric));
        if number.is_some() {
            self.flaws.extend(line.flaw);
            self.subjects.push(Subject {
                key,
                peer: peer(&line.columns, rubric),
                groups: rubric.groups.iter().map(|group| (group.clone(), label(rubric, group, &line.columns))).collect(),
                name: shown_name(&line.name, &line.notes),
                columns: line.columns,
                term: line.term,
                exposure,
                place: line.place,
                past: Vec::new(),
            });
        }
    }
}

fn person(subject: Option<u32>, key: &str, line: &Line, rubric: &Rubric) -> Person {
    let told = rubric.subject.tell_apart.iter().filter_map(|column| line.columns.get(column));
    let marks = told.chain(&line.notes).map(|mark| squeeze(mark)).chain([squeeze(key)]).filter(|mark| !mark.is_empty());
    Person {
        subject,
        name: line.name.clone(),
        key: key.to_owned(),
        home: line.home.clone(),
        place: line.place.clone(),
        mandate: rubric.subject.mandate.as_ref().and_then(|column| line.columns.get(column).cloned()),
        marks: marks.collect(),
        unsure: line.flaw.as_ref().is_some_and(|flaw| flaw.leaves_open_who(&rubric.subject)),
    }
}

fn line(table: &Table, row: &Row, rubric: &Rubric) -> Line {
    let (name, notes) = name_and_notes(&shown(row, &rubric.subject.name));
    let columns = row.cells.keys().map(|id| (id.to_string(), shown(row, id))).filter(|(_, text)| !text.is_empty()).collect();
    let term = &rubric.subject.term;
    let day = |column: &Option<String>| column.as_ref().and_then(|column| date(row, column));
    let pauses = day(&term.pause).map(|pause| (pause, day(&term.resume))).into_iter().collect();
    let place = table.row_place(row.number);
    let home = table.folder.clone();
    let seen = vec![(place.clone(), table.period.clone())];
    let key_column = rubric.subject.key.iter().filter_map(|column| row.cells.get(column)).map(|cell| cell.column).next();
    let key_cell = table.place.at(row.number, key_column.unwrap_or(0));
    let term = Term { from: day(&term.from), to: day(&term.to), pauses };
    Line { name, notes, columns, term, place, key_cell, home, seen, flaw: None }
}

/// Takes a further row of one key in; gives it back where it is somebody else's.
fn merge(known: &mut Line, later: Line, key: &str, problems: &mut Vec<Problem>) -> Option<Line> {
    let both_named = !known.name.is_empty() && !later.name.is_empty();
    let two_names = both_named && name_form(&known.name) != name_form(&later.name);
    let beside = known.place.file == later.place.file;
    if two_names || beside && (known.differs(&later) || known.term != later.term && known.flaw.is_none() && later.flaw.is_none()) {
        let told = |line: &Line| format!("{}（{}）", line.name, line.columns.values().cloned().collect::<Vec<_>>().join("，"));
        let names = if two_names { vec![known.name.clone(), later.name.clone()] } else { vec![told(known), told(&later)] };
        problems.push(Problem::new(Fault::KeyOfTwo { names }, later.key_cell.clone(), key).related(known.key_cell.clone()));
        return Some(later);
    }
    if known.flaw.is_some() || later.flaw.is_some() {
        // What the sound row says is enough to know the person by.
        if known.flaw.is_some() && later.flaw.is_none() {
            *known = Line { seen: [known.seen.clone(), later.seen.clone()].concat(), ..later };
        }
        return None;
    }
    if beside {
        // A row that is the same in every cell was told of when the sheet was read.
        let told =
            |problem: &Problem| problem.fault == Fault::RowTwice && problem.place.at(later.place.row, later.place.column) == later.place;
        if !problems.iter().any(|problem| told(problem) && problem.place.row == later.place.row) {
            problems.push(Problem::new(Fault::RowTwice, later.place, &later.name).related(known.place.clone()));
        }
        return None;
    }
    known.term.from = earliest(known.term.from, later.term.from);
    known.term.to = later.term.to.or(known.term.to);
    for (pause, back) in later.term.pauses {
        known.term.pauses.retain(|(start, _)| *start != pause);
        known.term.pauses.push((pause, back));
    }
    known.seen.extend(later.seen);
    known.place = later.place;
    known.key_cell = later.key_cell;
    known.columns.extend(later.columns);
    known.notes.extend(later.notes);
    None
}

impl Line {
    /// Whether the other row says something else in a column that could be read in both.
    fn differs(&self, other: &Self) -> bool {
        let unread = |column: &String| [self, other].iter().filter_map(|line| line.flaw.as_ref()).any(|flaw| flaw.unread.contains(column));
        let columns = || self.columns.keys().chain(other.columns.keys());
        columns().any(|column| !unread(column) && self.columns.get(column) != other.columns.get(column))
    }
}

fn is_reversed(term: &Term) -> bool {
    let ends_early = term.from.zip(term.to).is_some_and(|(from, to)| to < from);
    ends_early || term.pauses.iter().any(|(pause, back)| back.is_some_and(|back| back < *pause))
}

/// An open beginning is the earliest.
fn earliest(one: Option<Day>, other: Option<Day>) -> Option<Day> {
    one.zip(other).map(|(one, other)| one.min(other))
}

fn date(row: &Row, column: &str) -> Option<Day> {
    match row.cells.get(column).map(|cell| &cell.value) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    }
}

/// A value as text: words by their id.
fn shown(row: &Row, column: &str) -> String {
    match row.cells.get(column).map(|cell| &cell.value) {
        Some(Value::Text(text) | Value::Word(text)) => tidy(text),
        Some(Value::Date(day)) => day.to_string(),
        Some(Value::Number(number)) => crate::base::exact::Exact::fixed(*number, 6).plain(),
        Some(Value::Count(number)) => number.to_string(),
        Some(Value::Names(names)) => names.people.iter().map(|named| named.name.clone()).collect::<Vec<_>>().join("、"),
        Some(Value::NoValue(_) | Value::Void(_)) | None => String::new(),
    }
}

/// `王伟（东村，女）` → the name and its notes, as in the tables.
fn name_and_notes(text: &str) -> (String, Vec<String>) {
    match names::read(text, false).people.into_iter().next() {
        Some(named) => (join_spaced(&named.name), named.notes),
        None => (join_spaced(text), Vec::new()),
    }
}

/// The name with the notes that tell people apart; those on sex and ethnicity are left out.
fn shown_name(name: &str, notes: &[String]) -> String {
    let telling: Vec<&str> =
        notes.iter().map(String::as_str).filter(|note| !matches!(*note, "女" | "男") && !note.ends_with('族')).collect();
    match (telling.is_empty(), name.is_ascii()) {
        (true, _) => name.to_owned(),
        (false, true) => format!("{name} ({})", telling.join(", ")),
        (false, false) => format!("{name}（{}）", telling.join("，")),
    }
}

/// Whether a text of the roster is the name as it is shown, without notes.
pub fn is_plain_name(text: &str) -> bool {
    let usual = text.chars().all(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter)) && text.chars().nth(4).is_none();
    let (name, notes) = if usual { (text.to_owned(), Vec::new()) } else { name_and_notes(&tidy(text)) };
    notes.is_empty() && name == text
}

/// The office's word for a value: the first way in which the rubric writes it.
pub fn label(rubric: &Rubric, column: &str, columns: &BTreeMap<String, String>) -> String {
    let Some(value) = columns.get(column) else { return String::new() };
    let kind = rubric.table(&rubric.subject.table).and_then(|table| table.column(column)).map(|column| &column.kind);
    let Some(ColumnKind::Word(words)) = kind else { return value.clone() };
    let written = words.iter().find(|(word, _)| word == value).and_then(|(_, ways)| ways.first());
    written.unwrap_or(value).clone()
}

fn peer(columns: &BTreeMap<String, String>, rubric: &Rubric) -> String {
    let levels = rubric.peers.iter().map(|column| label(rubric, column, columns));
    levels.filter(|level| !level.is_empty()).collect::<Vec<_>>().join("/")
}
