//! Sheets that are copies of others: a forgotten copy would be counted twice.
//!
//! In: all tables read. Out: a problem for each sheet of which most rows stand in an earlier sheet of the same
//! table, period and folder (another folder is another congress). Rosters repeat from period to period, and ballots are alike by nature; they are not compared.
//!
//! A file that lies unchanged in the folders of two periods is read for each. Of a roster nothing is said. Of other tables it is more often
//! a file that nobody replaced: where a run assesses both periods, what it tells of happened once, else it is a warning.

mod rows;

use std::collections::{BTreeMap, BTreeSet};

use self::rows::{Rows, Side};
use super::fold::Said;
use super::table::{Reading, Source, Table};
use crate::base::period::Period;
use crate::base::place::Place;
use crate::base::problem::{Fault, Problem};
use crate::rubric::model::{self, ColumnKind, Rubric};

/// Fewer equal rows are no sign of a copy.
const LEAST: usize = 3;

/// Tells of each sheet that repeats another; `period` is the time assessed, `packed` what the sheets say of which rows stand for others.
pub fn tell(reading: &mut Reading, packed: &BTreeMap<Place, Said>, sources: &[&Source], rubric: &Rubric, period: &Period) {
    let mut told = Vec::new();
    let unchanged = unchanged(sources);
    for rule in rubric.tables.iter().filter(|rule| rule.id != rubric.subject.table && describes_events(rule)) {
        // An item that is still open stands in the registers of two periods.
        let is_carried = rubric.follows.iter().any(|follow| follow.carried.is_some() && follow.query.from.contains(&rule.id));
        let mut beside: BTreeMap<(Option<&Period>, &str), Vec<&Table>> = BTreeMap::new();
        for table in reading.tables.iter().filter(|table| table.id == rule.id) {
            let first = unchanged.get(&*table.place.file).filter(|first| !is_carried && both_assessed(first, table, period));
            let (of, file) = first.map_or((&table.period, &*table.place.file), |first| (&first.period, &first.name));
            beside.entry((of.as_ref(), folder(file))).or_default().push(table);
        }
        // A table with none beside it is not looked at.
        for tables in beside.into_values().filter(|tables| tables.len() > 1) {
            let columns: Vec<&str> = rule.columns.iter().map(|column| column.id.as_str()).collect();
            told.extend(copies_among(&tables, packed, &columns));
        }
    }
    let held = reading.tables.iter().filter(|table| table.id != rubric.subject.table && !table.rows.is_empty());
    let held: BTreeSet<&str> = held.map(|table| &*table.place.file).collect();
    let is_told = |name: &str| told.iter().any(|problem: &Problem| *problem.place.file == *name);
    let again = unchanged.iter().filter(|(name, _)| held.contains(*name) && !is_told(name));
    let again = again.map(|(name, first)| Problem::new(Fault::FileOfOtherPeriod, Place::file(name), "").related(Place::file(&first.name)));
    let again: Vec<Problem> = again.collect();
    reading.problems.extend(told.into_iter().chain(again));
}

/// Files with the same bytes as an earlier one of another period, by name.
fn unchanged<'s>(sources: &[&'s Source]) -> BTreeMap<&'s str, &'s Source> {
    let mut firsts: BTreeMap<&str, &Source> = BTreeMap::new();
    let mut found = BTreeMap::new();
    for source in sources {
        let first = *firsts.entry(&source.sha256).or_insert(source);
        if first.period != source.period {
            found.insert(source.name.as_str(), first);
        }
    }
    found
}

/// Whether the periods of both lie in the time assessed.
fn both_assessed(first: &Source, table: &Table, period: &Period) -> bool {
    [&first.period, &table.period].iter().all(|own| own.as_ref().is_some_and(|own| period.covers(own)))
}

/// Those of these tables of which most rows stand in one before it.
fn copies_among(tables: &[&Table], packed: &BTreeMap<Place, Said>, columns: &[&str]) -> Vec<Problem> {
    let mut told = Vec::new();
    let rows = Rows::new(&tables.iter().map(|table| side(table, packed)).collect::<Vec<_>>(), columns);
    for (index, table) in tables.iter().enumerate() {
        let earlier = tables.iter().enumerate().take(index);
        let most = earlier.map(|(before, other)| (rows.repeated(index, before), other)).max_by_key(|(count, _)| *count);
        let own = rows.distinct(index);
        let Some((repeated, other)) = most.filter(|(count, _)| *count >= LEAST && *count * 2 >= own) else { continue };
        let fault = Fault::SheetCopy { repeated: repeated as u64, rows: own as u64 };
        told.push(Problem::new(fault, table.place.clone(), "").related(other.place.clone()));
    }
    told
}

fn side<'t>(table: &'t Table, packed: &'t BTreeMap<Place, Said>) -> Side<'t> {
    packed.get(&table.place).map_or(Side::Read(table), |said| Side::Packed(table, said))
}

fn folder(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether two equal rows are one event told twice: it has a title or number, or a meeting in its header.
fn describes_events(rule: &model::Table) -> bool {
    let across = rule.wide.as_ref().and_then(|wide| rule.column(&wide.across));
    let titled = rule.columns.iter().any(|column| column.kind == ColumnKind::Text && !column.headers.is_empty() && !column.optional);
    titled || across.is_some_and(|column| matches!(column.kind, ColumnKind::Text | ColumnKind::Name))
}
