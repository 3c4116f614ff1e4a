//! Stations whose numbers contradict each other, the register of receptions, or their own opening day.

use std::collections::BTreeMap;

use super::columns::{column, date, Role};
use super::eyes::{quantity, text, Eyes};
use super::{Figure, Flag, Kind, Look, Source};
use crate::base::exact::Exact;
use crate::base::place::Place;
use crate::base::text::{squeeze, Say};
use crate::fact::evidence::{Aside, Entry, EvidenceTable};
use crate::rubric::model::{ColumnKind, Table};

/// Numbers that must not be above another: which, and of which.
const WITHIN: [(&str, Role, Role); 3] = [
    ("solved-passed", Role::Solved, Role::Received),
    ("opened-planned", Role::Opened, Role::Planned),
    ("cases-visits", Role::Cases, Role::Visits),
];
/// What becomes of what was received.
const OUTCOMES: [Role; 4] = [Role::Solved, Role::Passed, Role::Explained, Role::Pending];

pub(super) fn look(eyes: &Eyes) -> (Look, Vec<Flag>) {
    let (mut flags, mut read, mut compared) = (Vec::new(), Vec::new(), 0);
    let registers = registers(eyes);
    for (rule, table) in eyes.tables().filter(|(rule, _)| is_of_stations(rule) && rule.id != eyes.rubric.subject.table) {
        let roles = [Role::Station, Role::Visits, Role::Cases, Role::Received, Role::Opened, Role::Planned, Role::OpenedOn];
        let columns = roles.iter().chain(&OUTCOMES).filter_map(|role| column(rule, *role));
        read.push((rule.id.as_str(), columns.map(|column| column.id.as_str()).collect::<Vec<_>>()));
        for row in table.rows.iter().filter(|row| row.aside != Some(Aside::OtherPeriod)) {
            compared += 1;
            flags.extend(within(eyes, rule, row));
            flags.extend(beside_register(eyes, rule, row, &registers));
        }
    }
    if !read.is_empty() {
        for (register, _) in &registers {
            let columns = [Role::Station, Role::Visits, Role::Received].iter().filter_map(|role| column(register, *role));
            read.push((register.id.as_str(), columns.map(|column| column.id.as_str()).collect()));
        }
    }
    (eyes.look(Kind::StationNumbers, &read, compared), flags)
}

/// A row for each station and nobody named.
fn is_of_stations(rule: &Table) -> bool {
    let names = |kind: &ColumnKind| matches!(kind, ColumnKind::Name | ColumnKind::Names);
    let numbers = [Role::Visits, Role::Received, Role::Opened, Role::OpenedOn].iter().any(|role| column(rule, *role).is_some());
    column(rule, Role::Station).is_some() && numbers && !rule.columns.iter().any(|column| names(&column.kind))
}

/// A table with a row for each reception, by folder and station.
type Register<'e> = (&'e Table, BTreeMap<(&'e str, String), Vec<&'e Entry>>);

fn registers<'e>(eyes: &Eyes<'e>) -> Vec<Register<'e>> {
    let own = |rule: &Table| date(rule).is_some() && column(rule, Role::Visits).is_some() && !is_of_stations(rule);
    let register = |(rule, table): (&'e Table, &'e EvidenceTable)| {
        let station = column(rule, Role::Station).filter(|_| own(rule))?;
        let mut of: BTreeMap<(&str, String), Vec<&Entry>> = BTreeMap::new();
        for entry in &table.rows {
            if let Some(name) = text(entry, &station.id) {
                of.entry((folder(&entry.place), squeeze(name))).or_default().push(entry);
            }
        }
        Some((rule, of))
    };
    eyes.tables().filter_map(register).collect()
}

/// A number with its cell and header.
struct Told {
    number: Exact,
    cell: Place,
    header: String,
}

fn told(eyes: &Eyes, rule: &Table, entry: &Entry, wanted: Role) -> Option<Told> {
    let column = column(rule, wanted)?;
    let header = column.headers.first().cloned().unwrap_or_else(|| column.id.clone());
    Some(Told { number: quantity(entry, &column.id)?, cell: eyes.cell(&rule.id, entry, &column.id), header })
}

fn within(eyes: &Eyes, rule: &Table, row: &Entry) -> Vec<Flag> {
    let mut flags = Vec::new();
    for (id, part, whole) in WITHIN {
        let Some(whole) = told(eyes, rule, row, whole) else { continue };
        let parts: Vec<Told> = if part == Role::Solved {
            OUTCOMES.iter().filter_map(|role| told(eyes, rule, row, *role)).collect()
        } else {
            told(eyes, rule, row, part).into_iter().collect()
        };
        let sum = parts.iter().fold(Exact::zero(), |sum, part| &sum + &part.number);
        if parts.is_empty() || sum <= whole.number {
            continue;
        }
        let names = parts.iter().map(|part| format!("{} {}", part.header, part.number.plain())).collect::<Vec<_>>().join(" + ");
        let more = &sum - &whole.number;
        flags.push(Flag {
            kind: Kind::StationNumbers,
            who: Vec::new(),
            sources: parts.iter().chain([&whole]).map(|told| Source::cell(told.cell.clone(), &told.header)).collect(),
            figures: vec![
                Figure::new(id, "比对", "compared", &format!("{} > {}", sum.plain(), whole.number.plain())),
                Figure::new("more", "多出", "more by", &more.plain()),
            ],
            seen: Say::new(
                format!("{}：{names}，大于{} {}。", station(rule, row), whole.header, whole.number.plain()),
                format!("{}: {names} is more than {} {}.", station(rule, row), whole.header, whole.number.plain()),
            ),
        });
    }
    flags
}

/// The same numbers, and the opening day, beside the register of receptions in the same folder.
fn beside_register(eyes: &Eyes, rule: &Table, row: &Entry, registers: &[Register]) -> Vec<Flag> {
    let mut flags = Vec::new();
    for (register, of) in registers {
        let Some(own) = of.get(&(folder(&row.place), squeeze(station(rule, row)))) else { continue };
        for role in [Role::Visits, Role::Received] {
            flags.extend(sum_differs(eyes, (rule, row), (register, own), role));
        }
        flags.extend(before_opening(eyes, (rule, row), (register, own)));
    }
    flags
}

fn sum_differs(eyes: &Eyes, (rule, station_row): (&Table, &Entry), (register, own): (&Table, &[&Entry]), wanted: Role) -> Option<Flag> {
    let (told, summed) = (told(eyes, rule, station_row, wanted)?, column(register, wanted)?);
    // A sum without the rows that could not be read says nothing.
    if eyes.evidence.accounts.iter().any(|account| account.table == register.id && account.problems.count() > 0) {
        return None;
    }
    let sum = own.iter().filter_map(|entry| quantity(entry, &summed.id)).fold(Exact::zero(), |sum, number| &sum + &number);
    if sum == told.number {
        return None;
    }
    let (first, last) = (own.first()?, own.last()?);
    let (said, summed) = (told.number.plain(), sum.plain());
    let rows = Source::rows(&first.place, last.place.row);
    Some(Flag {
        kind: Kind::StationNumbers,
        who: Vec::new(),
        sources: vec![Source::cell(told.cell, &told.header), rows],
        figures: vec![Figure::new("said", "台账", "said", &said), Figure::new("summed", "登记合计", "summed", &summed)],
        seen: Say::new(
            format!("{}：台账的{}为 {said}，接待登记逐行合计为 {summed}。", station(rule, station_row), told.header),
            format!("{}: {} is {said}, while the register's rows sum to {summed}.", station(rule, station_row), told.header),
        ),
    })
}

fn before_opening(eyes: &Eyes, (rule, row): (&Table, &Entry), (register, own): (&Table, &[&Entry])) -> Option<Flag> {
    let opened = column(rule, Role::OpenedOn)?;
    let day = text(row, &opened.id)?;
    let early: Vec<&&Entry> = own.iter().filter(|entry| entry.day.is_some_and(|own| own.to_string().as_str() < day)).collect();
    let count = early.len();
    let mut sources = vec![Source::cell(eyes.cell(&rule.id, row, &opened.id), day)];
    sources.extend(
        early
            .iter()
            .map(|entry| Source::cell(eyes.cell(&register.id, entry, "date"), entry.day.map(|day| day.to_string()).unwrap_or_default())),
    );
    (count > 0).then(|| Flag {
        kind: Kind::StationNumbers,
        who: Vec::new(),
        sources,
        figures: vec![
            Figure::new("opened-on", "启用日期", "opened on", &day),
            Figure::new("early", "启用前的接待", "receptions before", &count),
        ],
        seen: Say::new(
            format!("{}：{day} 启用，却有 {count} 次接待记在此前。", station(rule, row)),
            format!("{}: opened on {day}, yet {count} reception(s) are dated before.", station(rule, row)),
        ),
    })
}

fn station<'e>(rule: &Table, row: &'e Entry) -> &'e str {
    column(rule, Role::Station).and_then(|column| text(row, &column.id)).unwrap_or_default()
}

/// The folder of a file: the same congress and period.
fn folder(place: &Place) -> &str {
    place.file.rsplit_once('/').map_or("", |(folder, _)| folder)
}
