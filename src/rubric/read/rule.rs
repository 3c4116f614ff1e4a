//! `[criteria.ID]`, `[counts.ID]`, `[figures.ID]`.

use super::super::fields::{Fields, Item};
use super::super::model::{
    Count, Criterion, Effects, Example, ExampleRow, Expected, Figure, Filter, FilterTest, Measure, NoRows, NoValue, Once, Points, Prorate,
    Query, Range, Share, Split, Times,
};
use super::points::points;
use super::stage::{normalise, per, totals};
use crate::base::exact::Exact;
use crate::base::text::Say;

pub(super) const NO_VALUES: [(&str, NoValue); 4] = [
    ("not-required", NoValue::NotRequired),
    ("excused", NoValue::Excused),
    ("not-in-office", NoValue::NotInOffice),
    ("not-recorded", NoValue::NotRecorded),
];

pub(super) fn criterion(id: String, fields: Fields, inherited: Effects) -> Criterion {
    const PRORATE: [(&str, Prorate); 4] =
        [("none", Prorate::No), ("measure", Prorate::Measure), ("points", Prorate::Points), ("cap", Prorate::Cap)];
    let examples = fields.get("examples").map(|item| item.list()).unwrap_or_default();
    let criterion = Criterion {
        id,
        name: fields.text("name"),
        clause: fields.text("clause"),
        dimension: fields.text("dimension"),
        query: Query { per: per(&fields), ..query(&fields) },
        prorate: fields.choice("prorate", &PRORATE, Prorate::No),
        normalise: normalise(&fields),
        points: fields.need("points").and_then(|item| points(&item)).unwrap_or(Points::Each(Exact::zero())),
        floor: fields.number("floor"),
        cap: fields.number("cap"),
        totals: totals(&fields),
        effects: fields.get("no-value").map_or(inherited, |item| super::effects(&item, inherited)),
        examples: examples.iter().filter_map(example).collect(),
    };
    fields.finish();
    criterion
}

pub(super) fn count(id: String, fields: Fields) -> Count {
    let count = Count { id, name: fields.text("name"), query: query(&fields) };
    fields.finish();
    count
}

pub(super) fn figure(id: String, fields: Fields) -> Figure {
    // A figure counts rows, not people: it has no factors, so that `once`, `split` and `times` are unknown keys.
    let figure = Figure { id, name: fields.text("name"), unit: fields.text("unit"), query: rows(&fields) };
    fields.finish();
    figure
}

fn query(fields: &Fields) -> Query {
    let mut words: Vec<(&str, NoRows)> = NO_VALUES.iter().map(|(word, kind)| (*word, NoRows::NoValue(*kind))).collect();
    words.push(("zero", NoRows::Zero));
    let rows = rows(fields);
    Query {
        once: fields.get("once").and_then(|item| once(&item)),
        split: fields.get("split").and_then(|item| split(&item)),
        times: fields.get("times").map(|item| times(&item)).unwrap_or_default(),
        no_rows: fields.choice("none", &words, rows.no_rows),
        ..rows
    }
}

/// `from`, `where` and `measure`.
fn rows(fields: &Fields) -> Query {
    let (measure, no_rows, few) =
        fields.get("measure").and_then(|item| measure(&item)).unwrap_or((Measure::Count, NoRows::Zero, NoValue::NotRecorded));
    Query {
        from: fields.need("from").map(|item| item.some_texts()).unwrap_or_default(),
        filters: fields.get("where").map(|item| filters(&item)).unwrap_or_default(),
        per: None,
        once: None,
        split: None,
        times: Vec::new(),
        measure,
        no_rows,
        few,
    }
}

pub(super) fn filters(item: &Item) -> Vec<Filter> {
    let entries = item.fields().map(|fields| fields.entries()).unwrap_or_default();
    entries.into_iter().filter_map(|(column, item)| Some(Filter { column, test: filter_test(&item)? })).collect()
}

fn filter_test(item: &Item) -> Option<FilterTest> {
    if !item.is_table() {
        return Some(FilterTest::Is(item.texts()));
    }
    let fields = item.fields()?;
    let present = fields.flag("present");
    let not = fields.get("not").map(|item| item.texts());
    let range = range(&fields);
    fields.finish();
    Some(match (present, not) {
        (Some(present), _) => FilterTest::Present(present),
        (None, Some(words)) => FilterTest::IsNot(words),
        (None, None) => FilterTest::Number(Box::new(range)),
    })
}

/// The ends of a comparison, one on either side at most.
pub(super) fn range(fields: &Fields) -> Range {
    let range = Range {
        at_least: fields.number("at-least"),
        above: fields.number("above"),
        at_most: fields.number("at-most"),
        below: fields.number("below"),
    };
    if range.is_double() {
        fields.conflict(Say::new(
            "at-least 与 above 只写其一，at-most 与 below 也只写其一",
            "a comparison has one of at-least and above, and one of at-most and below",
        ));
    }
    range
}

fn once(item: &Item) -> Option<Once> {
    let fields = item.fields()?;
    fields.choice("keep", &[("highest", ())], ());
    let once = Once { per: fields.need("per")?.texts() };
    fields.finish();
    Some(once)
}

fn split(item: &Item) -> Option<Split> {
    if item.is_text() {
        let words = [("lead-only", 0), ("each-full", 1), ("equal", 2)];
        return item.choice(&words).map(|word| match word {
            0 => Split::LeadOnly,
            1 => Split::EachFull,
            _ => Split::Equal,
        });
    }
    let fields = item.fields()?;
    let lead = fields.need_number("lead");
    let most = fields.whole("most").and_then(|most| u32::try_from(most).ok());
    let (joint, sole) = (fields.number("joint"), fields.number("sole"));
    fields.choice("others", &[("equal", ())], ());
    if sole.is_some() && joint.is_none() {
        fields.conflict(Say::new(
            "sole 与 joint 同写；其余由他人平分时，独自署名者总得 1",
            "`sole` stands beside `joint`; where others share the rest, a sole signer gets 1",
        ));
    }
    fields.finish();
    Some(match joint {
        Some(joint) => Split::Pair { lead, joint, sole, most },
        None => Split::LeadAndRest { lead, most },
    })
}

fn times(item: &Item) -> Vec<Times> {
    let entries = item.fields().map(|fields| fields.entries()).unwrap_or_default();
    let mut all = Vec::new();
    for (column, item) in entries {
        let mut factors = item.numbers_by_word();
        let otherwise = factors.iter().position(|(word, _)| word == "else").map(|index| factors.remove(index).1);
        all.push(Times { column, factors, otherwise });
    }
    all
}

fn measure(item: &Item) -> Option<(Measure, NoRows, NoValue)> {
    if item.is_text() {
        return item.choice(&[("count", ())]).map(|()| (Measure::Count, NoRows::Zero, NoValue::NotRecorded));
    }
    let fields = item.fields()?;
    let few = fields.choice("few", &NO_VALUES, NoValue::NotRecorded);
    let not_recorded = NoRows::NoValue(NoValue::NotRecorded);
    let named = |key| fields.text_or_none(key);
    let read = if let Some(column) = named("sum") {
        (Measure::Sum(column), NoRows::Zero)
    } else if let Some(column) = named("distinct") {
        (Measure::Distinct(column), NoRows::Zero)
    } else if let Some(column) = named("share-of") {
        (Measure::Share(share(column, &fields)), not_recorded)
    } else if let Some(column) = named("mean") {
        (Measure::Mean { column, minimum: fields.whole("minimum").unwrap_or(1) }, not_recorded)
    } else if let Some(column) = named("value") {
        (Measure::Value(column), not_recorded)
    } else {
        (rating(fields.text("rating"), &fields), not_recorded)
    };
    fields.finish();
    Some((read.0, read.1, few))
}

fn share(column: String, fields: &Fields) -> Share {
    Share {
        column,
        credit: fields.need("credit").map(|item| item.numbers_by_word()).unwrap_or_default(),
        excused: fields.texts("excused"),
        not_required: fields.texts("not-required"),
    }
}

fn rating(column: String, fields: &Fields) -> Measure {
    Measure::Rating {
        column,
        values: fields.need("values").map(|item| item.numbers_by_word()).unwrap_or_default(),
        not_counted: fields.texts("not-counted"),
        minimum: fields.whole("minimum").unwrap_or(1),
    }
}

fn example(item: &Item) -> Option<Example> {
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
