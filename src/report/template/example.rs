//! A row as it looks when it is filled in: what each column could hold.
//!
//! It stands on the sheet of notes only, never among the rows that are counted.

use chrono::Days;

use super::form::{Events, Field, Form, Takes};
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::text::{Language, Say};
use crate::report::wording::pick;
use crate::rubric::model::{ColumnKind, Rubric};

/// A column of the example.
pub(super) struct Filled {
    /// Over its header, where that has two rows.
    pub over: Option<String>,
    /// Its header.
    pub head: String,
    /// Its cell.
    pub cell: String,
}

/// The example row of a form.
pub(super) fn of(form: &Form, rubric: &Rubric, period: &Period) -> Vec<Filled> {
    // Whoever stands in a column alone is not named again in the next.
    let named = |index: usize| form.fields.iter().take(index).filter(|field| field.takes == Takes::Name).count();
    let own = form.fields.iter().enumerate();
    let own =
        own.map(|(index, field)| Filled { over: None, head: field.header.clone(), cell: value(field, named(index), form, rubric, period) });
    let mut columns: Vec<Filled> = own.collect();
    columns.extend(form.events.iter().flat_map(|events| self::events(events, rubric, period)));
    columns.extend(form.remarks.map(|remarks| Filled { over: None, head: remarks.to_owned(), cell: String::new() }));
    columns
}

fn value(field: &Field, named: usize, form: &Form, rubric: &Rubric, period: &Period) -> String {
    let subject = &rubric.subject;
    let id = &field.column.id;
    if form.table.id == subject.table && *id == subject.name {
        return person(rubric.locale, 0).to_owned();
    }
    let numbered = form.table.id == subject.table && subject.key == [id.as_str()] || field.column.kind == ColumnKind::Key;
    let is_key = numbered || rubric.queries().any(|(_, query)| query.once.as_ref().is_some_and(|once| once.per.contains(id)));
    let term = &subject.term;
    let open = [&term.from, &term.to, &term.pause, &term.resume].into_iter().flatten().any(|of| of == id);
    match (&field.takes, &field.column.kind) {
        (Takes::Text, ColumnKind::Secret) => String::new(),
        (Takes::Text, _) if is_key => "001".to_owned(),
        (Takes::Date, _) if open && form.table.id == subject.table => String::new(),
        (takes @ (Takes::Name | Takes::Names), _) => written(takes, rubric.locale, period, named, None),
        (takes, _) => written(takes, rubric.locale, period, 0, field.column.units.first().map(|(unit, _)| unit.as_str())),
    }
}

/// Two further columns are enough to show how they are headed.
fn events(events: &Events, rubric: &Rubric, period: &Period) -> Vec<Filled> {
    let unit = events.cell.units.first().map(|(unit, _)| unit.as_str());
    let cell = |place: usize| written(&events.takes, rubric.locale, period, place, unit);
    if !events.heads.is_empty() {
        return events.heads.iter().enumerate().map(|(place, head)| Filled { over: None, head: head.clone(), cell: cell(place) }).collect();
    }
    let head = |place: usize| {
        if events.lower == Takes::Text {
            return Say::new(format!("第{}次会议", place + 1), format!("No. {}", place + 1)).text(rubric.locale).to_owned();
        }
        written(&events.lower, rubric.locale, period, place + 1, None)
    };
    let upper = |place: usize| events.upper.as_ref().map(|words| words.get(place % words.len().max(1)).cloned().unwrap_or_default());
    (0..2).map(|place| Filled { over: upper(place), head: head(place), cell: cell(place) }).collect()
}

fn written(takes: &Takes, language: Language, period: &Period, place: usize, unit: Option<&str>) -> String {
    match takes {
        Takes::Text => pick(language, "××", "…").to_owned(),
        Takes::Name => person(language, place).to_owned(),
        Takes::Names => format!("{}{}{}", person(language, place), pick(language, "、", "; "), person(language, place + 1)),
        Takes::Words(words) => words.get(place % words.len().max(1)).cloned().unwrap_or_default(),
        Takes::Number { ranges, .. } => ranges.first().map_or_else(|| "1".to_owned(), |(_, high)| high.clone().min(ninety()).plain()),
        Takes::Measured => format!("1{}", unit.unwrap_or_default()),
        Takes::Whole => "20".to_owned(),
        Takes::Date | Takes::DateInPeriod | Takes::DateCarried => {
            let days = u64::try_from(place).unwrap_or(0) * 7 + 9;
            let day = period.from.checked_add_days(Days::new(days)).unwrap_or(period.from);
            day.min(period.to).to_string()
        }
    }
}

/// People of no place.
fn person(language: Language, place: usize) -> &'static str {
    let zh = ["张三", "李四", "王五", "赵六"];
    let en = ["Jane Doe", "John Roe", "Mary Major", "Richard Miles"];
    let names = match language {
        Language::Chinese => zh,
        Language::English => en,
    };
    names.get(place % names.len()).copied().unwrap_or_default()
}

fn ninety() -> Exact {
    Exact::from(90_i64)
}
