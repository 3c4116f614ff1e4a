//! Worked examples of a criterion.

use super::super::fields::Item;
use super::super::model::{Example, ExampleRow, Expected, Linked};
use super::rule::NO_VALUES;
use crate::base::exact::Exact;

pub(super) fn example(item: &Item) -> Option<Example> {
    let fields = item.fields()?;
    let rows = fields.need("rows").map(|item| item.list()).unwrap_or_default();
    let points = fields.need("points");
    let kind = points.and_then(|item| item.is_text().then(|| item.text())?);
    let no_value = kind.and_then(|text| NO_VALUES.iter().find(|(word, _)| *word == text).map(|(_, kind)| *kind));
    let expected = match no_value {
        Some(kind) => Expected::NoValue(kind),
        None => Expected::Points(points.and_then(|item| item.number())?),
    };
    let example = Example {
        why: fields.text("why"),
        rows: rows.iter().filter_map(example_row).collect(),
        counts: fields.get("counts").map(|item| item.numbers_by_word()).unwrap_or_default(),
        exposure: fields.number("exposure").unwrap_or_else(Exact::one),
        among: fields.get("among").map(|item| item.list()).unwrap_or_default().iter().filter_map(Item::number).collect(),
        period: fields.get("period").and_then(|item| super::period(&item)),
        expected,
        line: fields.line(),
    };
    fields.finish();
    Some(example)
}

fn example_row(item: &Item) -> Option<ExampleRow> {
    let mut row = ExampleRow::default();
    for (column, item) in item.fields()?.entries() {
        match column.as_str() {
            "table" => row.table = item.text(),
            "linked" => row.linked = linked(&item)?,
            "role" => row.role = item.text(),
            "signers" => row.signers = item.whole().and_then(|number| u32::try_from(number).ok()),
            "position" => row.position = item.whole().and_then(|number| u32::try_from(number).ok()),
            "n" => row.n = item.whole(),
            "blank" => row.blank = item.choice(&NO_VALUES),
            _ if item.is_number() => row.numbers.push((column, item.number()?)),
            _ => row.texts.push((column, item.day_text().or_else(|| item.text())?)),
        }
    }
    Some(row)
}

/// `true`, or the tables in which the row's links find another row.
fn linked(item: &Item) -> Option<Linked> {
    if item.is_text() || item.is_list() {
        return Some(Linked::In(item.some_texts()));
    }
    Some(if item.flag()? { Linked::Everywhere } else { Linked::Nowhere })
}
