//! `[follow.ID]`, `[calendar.ID]`, `[summaries.ID]`.

use super::super::fields::{Fields, Item};
use super::super::model::{
    Calendar, Column, Due, Expectation, Filter, Follow, Listing, Measure, NoRows, NoValue, Query, Rubric, Span, Summary, Table,
};
use super::rule::{filters, links, once};
use crate::base::problem::Fault;
use crate::base::text::Say;

pub(super) fn follow(id: String, fields: Fields) -> Follow {
    let follow = Follow {
        id,
        name: fields.filled("name"),
        query: listed(&fields),
        opened: fields.text("opened"),
        steps: fields.texts("steps"),
        closed: fields.text("closed"),
        at_once: conditions(&fields, "at-once"),
        carried: fields.text_or_none("carried"),
        due: fields.get("due").and_then(|item| due(&item)),
        extended: fields.get("extended").and_then(|item| extended(&item)),
        expects: fields.get("expects").map(|item| item.list()).unwrap_or_default().iter().filter_map(expectation).collect(),
        by: fields.text_or_none("by"),
        show: fields.texts("show"),
        apart: fields.texts("apart"),
        timeline: fields.flag("timeline").unwrap_or(false),
    };
    if follow.extended.is_some() && follow.due.is_none() {
        fields.conflict(Say::new("extended 须与 due 同写", "`extended` stands beside `due`"));
    }
    fields.finish();
    follow
}

/// `from`, `where` and `link` of rows that are listed.
fn listed(fields: &Fields) -> Query {
    Query {
        from: fields.need("from").and_then(|item| item.text()).into_iter().collect(),
        filters: conditions(fields, "where"),
        per: None,
        links: fields.get("link").map(|item| links(&item)).unwrap_or_default(),
        once: None,
        split: None,
        times: Vec::new(),
        measure: Measure::Count,
        no_rows: NoRows::Zero,
        few: NoValue::NotRecorded,
    }
}

fn conditions(fields: &Fields, key: &'static str) -> Vec<Filter> {
    fields.get(key).map(|item| filters(&item)).unwrap_or_default()
}

fn due(item: &Item) -> Option<Due> {
    if item.is_text() {
        return item.text().map(Due::On);
    }
    let fields = item.fields()?;
    let due = after(&fields);
    fields.finish();
    due
}

fn extended(item: &Item) -> Option<(Due, Vec<Filter>)> {
    let fields = item.fields()?;
    let due = after(&fields);
    fields.need("where");
    let filters = conditions(&fields, "where");
    fields.finish();
    Some((due?, filters))
}

/// Days or months after a day.
fn after(fields: &Fields) -> Option<Due> {
    let from = fields.text_or_none("from");
    let (days, months) = (length(fields, "days"), length(fields, "months"));
    let span = match (days, months) {
        (Some(days), None) => Some(Span::Days(days)),
        (None, Some(months)) => Some(Span::Months(months)),
        (None, None) | (Some(_), Some(_)) => {
            fields.conflict(Say::new("期限须写 days、months 之一", "a deadline has one of `days` and `months`"));
            None
        }
    };
    Some(Due::After { from, span: span? })
}

/// No deadline is longer than this many days or months.
const LONGEST: u64 = 10_000;

fn length(fields: &Fields, key: &'static str) -> Option<u32> {
    let item = fields.get(key)?;
    within(&item, 1, LONGEST)
}

/// A whole number in this range.
fn within(item: &Item, least: u64, most: u64) -> Option<u32> {
    let number = item.whole()?;
    if number < least || number > most {
        let expected = Say::new(format!("{least} 到 {most} 的整数"), format!("a whole number from {least} to {most}"));
        item.fault(Fault::RubricValue { expected }, &number.to_string());
    }
    u32::try_from(number).ok()
}

fn expectation(item: &Item) -> Option<Expectation> {
    let fields = item.fields()?;
    fields.need("where");
    let columns = |key: &'static str| fields.get(key).map(|item| item.some_texts()).unwrap_or_default();
    let expectation = Expectation { filters: conditions(&fields, "where"), filled: columns("filled"), blank: columns("blank") };
    if fields.get("filled").is_none() && fields.get("blank").is_none() {
        fields.conflict(Say::new("expects 须写 filled、blank 至少之一", "an expectation has `filled`, `blank` or both"));
    }
    fields.finish();
    Some(expectation)
}

pub(super) fn calendar(id: String, fields: Fields) -> Calendar {
    let numbers = |key: &'static str, most: u64| {
        let items = fields.get(key).map(|item| item.list());
        items.map(|items| items.iter().filter_map(|item| within(item, 1, most)).collect::<Vec<u32>>())
    };
    fields.need("days");
    let calendar = Calendar {
        id,
        name: fields.filled("name"),
        held: fields.text("held"),
        days: numbers("days", 31).unwrap_or_default(),
        months: numbers("months", 12).unwrap_or_else(|| (1..=12).collect()),
        weekends_off: fields.choice("weekends", &[("keep", false), ("move", true)], false),
        holidays: fields.text_or_none("holidays"),
        backward: fields.choice("move", &[("next", false), ("previous", true)], false),
        within: fields.get("within").and_then(|item| within(&item, 0, 366)),
        show: fields.texts("show"),
    };
    fields.finish();
    calendar
}

pub(super) fn summary(id: String, fields: Fields) -> Summary {
    let summary = Summary {
        id,
        name: fields.filled("name"),
        numbers: fields.texts("numbers"),
        chart: fields.text_or_none("chart"),
        list: fields.get("list").and_then(|item| listing(&item)),
        note: fields.text_or_none("note"),
    };
    fields.finish();
    summary
}

fn listing(item: &Item) -> Option<Listing> {
    let fields = item.fields()?;
    let listing = Listing {
        name: fields.filled("name"),
        query: Query { once: fields.get("once").and_then(|item| once(&item)), ..listed(&fields) },
        show: fields.need("show").map(|item| item.some_texts()).unwrap_or_default(),
    };
    fields.finish();
    Some(listing)
}

/// What follows and calendars make: columns of the tables that are followed, and a table for each calendar.
pub(super) fn made(rubric: &mut Rubric) {
    for follow in &rubric.follows {
        let Some(table) = rubric.tables.iter_mut().find(|table| table.id == follow.table()) else { continue };
        let known = |column: &Column| table.columns.iter().any(|known| known.id == column.id);
        let fresh: Vec<Column> = follow.derived().into_iter().filter(|column| !known(column)).collect();
        table.columns.extend(fresh);
    }
    let fresh: Vec<Table> = rubric.calendars.iter().map(Calendar::table).filter(|table| rubric.table(&table.id).is_none()).collect();
    rubric.tables.extend(fresh);
}
