//! The page on cells: every row of its tables is read as it says.

use super::*;
use crate::sheet::cell::{self, Calendar, Outcome};
use crate::sheet::grid::RawCell;
use crate::sheet::plan::Plan;
use crate::sheet::table::More;

const PAGE: &str = include_str!("../../../docs/inputs/cells.md");

/// A row of a table: what stands in the cell, its value, the code told.
struct Written<'p> {
    cell: &'p str,
    value: &'p str,
    code: &'p str,
}

/// What one table is about: the kind of column, the period, and its rows.
struct Section<'p> {
    kind: ColumnKind,
    period: &'p str,
    rows: Vec<Written<'p>>,
}

fn sections() -> Vec<Section<'static>> {
    PAGE.split("<!-- run: ").skip(1).map(section).collect()
}

fn section(text: &'static str) -> Section<'static> {
    let Some((title, body)) = text.split_once(" -->") else { panic!("an open mark: {text}") };
    let (kind, period) = title.split_once(" in ").unwrap_or((title, "2024-H1"));
    let kind = match kind {
        "number" => ColumnKind::Number,
        "count" => ColumnKind::Count,
        "date" => ColumnKind::Date,
        "key" => ColumnKind::Key,
        "secret" => ColumnKind::Secret,
        "name" => ColumnKind::Name,
        "names" => ColumnKind::Names,
        "word" => listed_words(body),
        other => panic!("{other} is no type of column"),
    };
    let table = body.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    Section { kind, period, rows: table.skip(2).map(written).collect() }
}

fn written(line: &'static str) -> Written<'static> {
    let cells: Vec<&str> = line.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`')).collect();
    let [cell, value, code] = cells.as_slice() else { panic!("three columns: {line}") };
    Written { cell, value, code }
}

fn listed_words(body: &str) -> ColumnKind {
    let toml = body.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_default();
    let Ok(table) = toml.parse::<toml::Table>() else { panic!("TOML: {toml}") };
    let text = |value: &toml::Value| value.as_str().unwrap_or_default().to_owned();
    let listed = |value: &toml::Value| value.as_array().map(|ways| ways.iter().map(text).collect()).unwrap_or_default();
    let words = table.get("words").and_then(toml::Value::as_table).map(|words| words.iter().map(|(id, ways)| (id.clone(), listed(ways))));
    ColumnKind::Word(words.map(Iterator::collect).unwrap_or_default())
}

fn raw(written: &str) -> RawCell {
    match written.strip_prefix('#') {
        Some(error) if error.starts_with('#') => RawCell::Error(error.to_owned()),
        Some(number) => RawCell::Number(number.parse().unwrap_or_else(|error| panic!("{number}: {error}"))),
        None => RawCell::Text(written.replace('␣', " ").replace('□', "\u{3000}").replace('⏎', "\n")),
    }
}

/// The value as the page shows it.
fn shown(outcome: &Outcome) -> String {
    match &outcome.value {
        None => String::new(),
        Some(Value::Text(text) | Value::Word(text)) => text.clone(),
        Some(Value::Number(millionths)) => Exact::fixed(*millionths, 6).plain(),
        Some(Value::Count(count)) => count.to_string(),
        Some(Value::Date(day)) => day.to_string(),
        Some(Value::NoValue(_)) => "blank".into(),
        Some(Value::Void(why)) => why.say().en,
        Some(Value::Names(names)) => {
            let people = names.people.iter().map(|named| match named.notes.as_slice() {
                [] => named.name.clone(),
                notes => format!("{}[{}]", named.name, notes.join(",")),
            });
            let total = |more: &More| more.total.map_or_else(|| "?".to_owned(), |total| total.to_string());
            let more = names.more.as_ref().map(|more| format!(" +{}", total(more))).unwrap_or_default();
            people.collect::<Vec<_>>().join(" · ") + &more
        }
    }
}

/// Value and code of a cell of this kind of column, as the page shows them.
fn read(section: &Section, written: &str) -> (String, &'static str) {
    // What a blank gives is the rubric's to say; here it shows that the cell was taken for one.
    let blank = Blank::NoValue(NoValue::NotRecorded);
    let table = table("t", "表", vec![Column { blank, ..column("c", &["表头"], section.kind.clone()) }]);
    let plan = Plan::new(&table);
    let (Some(column), Some(period)) = (plan.columns.first(), Period::parse(section.period)) else { panic!("{}", section.period) };
    let outcome = cell::read(column, Some(&raw(written)), "表头", Calendar { period: &period, language: Language::Chinese });
    let code = outcome.fault.as_ref().map(crate::base::problem::Fault::code).unwrap_or_default();
    let value = if outcome == Outcome::default() || code == "cell/blank" { "blank".to_owned() } else { shown(&outcome) };
    (value, if code == "cell/blank" { "" } else { code })
}

#[test]
fn every_row_of_the_page_is_read_as_it_says() {
    let sections = sections();
    let wrong: Vec<String> = sections
        .iter()
        .flat_map(|section| section.rows.iter().map(move |row| (row, read(section, row.cell))))
        .filter(|(row, (value, code))| row.value != value || row.code != *code)
        .map(|(row, (value, code))| format!("{}: the page says {} {}, it is {value} {code}", row.cell, row.value, row.code))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let rows: usize = sections.iter().map(|section| section.rows.len()).sum();
    assert!(sections.len() >= 10 && rows >= 200, "only {rows} rows of {} tables were found", sections.len());
}
