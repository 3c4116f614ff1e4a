//! `[criteria.ID]`, `[counts.ID]`, `[figures.ID]`.

use super::super::fields::{Fields, Item};
use super::super::model::{
    Count, Criterion, Effects, Figure, Filter, FilterTest, Link, Measure, NoRows, NoValue, Once, Points, Prorate, Query, Range, Split,
    Times,
};
use super::example::example;
use super::measure::measure;
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
    const PRORATE: [(&str, Prorate); 5] = [
        ("none", Prorate::No),
        ("measure", Prorate::Measure),
        ("points", Prorate::Points),
        ("cap", Prorate::Cap),
        ("target", Prorate::Target),
    ];
    let examples = fields.get("examples").map(|item| item.list()).unwrap_or_default();
    let criterion = Criterion {
        id,
        name: fields.text("name"),
        clause: fields.text("clause"),
        dimension: fields.text("dimension"),
        query: Query { per: per(&fields), ..query(&fields) },
        over: fields.text_or_none("over"),
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
    let count = Count { id, name: fields.text("name"), query: query(&fields), over: fields.text_or_none("over") };
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
        links: fields.get("link").map(|item| links(&item)).unwrap_or_default(),
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
        links: Vec::new(),
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

/// One link, or a list of them.
pub(super) fn links(item: &Item) -> Vec<Link> {
    let items = if item.is_list() { item.list() } else { vec![*item] };
    items.iter().filter_map(link).collect()
}

fn link(item: &Item) -> Option<Link> {
    let fields = item.fields()?;
    let (within, without) = (fields.text_or_none("in"), fields.text_or_none("not-in"));
    if within.is_some() == without.is_some() {
        fields.conflict(Say::new("link 须写 in、not-in 之一", "a link has one of `in` and `not-in`"));
    }
    let by = fields.need("by").and_then(|item| item.fields()).map(|fields| fields.entries()).unwrap_or_default();
    if by.is_empty() && fields.has("by") {
        fields.conflict(Say::new("by 须至少写一对列", "`by` names at least one pair of columns"));
    }
    let link = Link {
        wanted: within.is_some(),
        table: within.or(without).unwrap_or_default(),
        by: by.into_iter().filter_map(|(own, item)| Some((own, item.text()?))).collect(),
        filters: fields.get("where").map(|item| filters(&item)).unwrap_or_default(),
        same_subject: fields.choice("who", &[("same", true), ("anyone", false)], true),
    };
    fields.finish();
    Some(link)
}

pub(super) fn once(item: &Item) -> Option<Once> {
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
