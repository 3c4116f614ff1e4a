//! Grades and the selection: how many places, for whom, and who decides between those tied.

use super::super::fields::{Fields, Item};
use super::super::model::{Bound, BoundSize, Edge, Grade, Margin, Places, Quota, QuotaBase, QuotaSize, Selection};
use super::composition::{conditions, tie_break};
use crate::base::exact::RoundMode;
use crate::base::text::Say;

const EDGES: [(&str, Edge); 3] = [("include", Edge::Include), ("exclude", Edge::Exclude), ("committee", Edge::Committee)];
const SELECTION_EDGES: [(&str, Edge); 4] =
    [("include", Edge::Include), ("exclude", Edge::Exclude), ("committee", Edge::Committee), ("lot", Edge::Lot)];
const ROUNDINGS: [(&str, Option<RoundMode>); 3] = [("floor", Some(RoundMode::Down)), ("half-up", Some(RoundMode::HalfUp)), ("ceil", None)];

pub(super) fn grade(item: &Item) -> Option<Grade> {
    let fields = item.fields()?;
    let (from, to) = super::points::published(&fields);
    let grade = Grade {
        name: fields.text("name"),
        from,
        to,
        places: fields.get("places").and_then(|item| item.fields()).map(places),
        ties: fields.choice("ties", &EDGES, Edge::Committee),
    };
    if fields.has("ties") && !fields.has("places") {
        fields.conflict(Say::new("没有 places 就没有名额，不写 ties", "without `places` there is no edge: leave `ties` out"));
    }
    fields.finish();
    Some(grade)
}

fn places(fields: Fields) -> Places {
    const BASES: [(&str, QuotaBase); 2] = [("all", QuotaBase::All), ("ranked", QuotaBase::Ranked)];
    let places = if fields.has("number") {
        Places::Number(fields.whole("number").unwrap_or(0))
    } else if let Some((least, most)) = range(&fields) {
        Places::Range(least, most)
    } else {
        Places::Percent {
            percent: fields.need_number("percent"),
            of: fields.choice("of", &BASES, QuotaBase::Ranked),
            rounding: fields.choice("rounding", &ROUNDINGS, Some(RoundMode::Down)),
        }
    };
    fields.finish();
    places
}

/// `range = [4, 6]`; none where the table has no such key.
fn range(fields: &Fields) -> Option<(u64, u64)> {
    fields.has("range").then(|| fields.get("range").and_then(|item| item.whole_pair()).unwrap_or((1, 1)))
}

pub(super) fn selection(fields: Fields) -> Selection {
    let quota = fields.need("quota").and_then(|item| item.fields()).map(quota);
    let selection = Selection {
        name: fields.text("name"),
        word: fields.text_or_none("word").unwrap_or_default(),
        quota: quota.unwrap_or(Quota { size: QuotaSize::Number(0), at_least: 0 }),
        per: fields.text_or_none("per").filter(|per| per != "peer"),
        ties: fields.choice("ties", &SELECTION_EDGES, Edge::Committee),
        barred: conditions(&fields, "barred"),
        floors: fields.get("floors").map(|item| item.list()).unwrap_or_default().iter().filter_map(bound).collect(),
        ceilings: fields.get("ceilings").map(|item| item.list()).unwrap_or_default().iter().filter_map(bound).collect(),
        margin: fields.get("margin").and_then(|item| item.fields()).map(margin),
        shows: fields.get("shows").map(|item| item.list()).unwrap_or_default().iter().filter_map(tie_break).collect(),
    };
    fields.finish();
    selection
}

/// The columns of `[fairness]`.
pub(super) fn fairness(fields: Fields) -> Vec<String> {
    let by = fields.need("by").map(|item| item.texts()).unwrap_or_default();
    fields.finish();
    by
}

fn quota(fields: Fields) -> Quota {
    const BASES: [(&str, QuotaBase); 3] = [("all", QuotaBase::All), ("ranked", QuotaBase::Ranked), ("eligible", QuotaBase::Eligible)];
    let size = if fields.has("number") {
        QuotaSize::Number(fields.whole("number").unwrap_or(0))
    } else if let Some((least, most)) = range(&fields) {
        QuotaSize::Range(least, most)
    } else {
        QuotaSize::Percent {
            percent: fields.need_number("percent"),
            of: fields.choice("of", &BASES, QuotaBase::Eligible),
            rounding: fields.choice("rounding", &ROUNDINGS, Some(RoundMode::Down)),
        }
    };
    // The lower end of a range says already how few there may be.
    let at_least = if matches!(size, QuotaSize::Range(..)) { 0 } else { fields.whole("at-least").unwrap_or(0) };
    fields.finish();
    Quota { size, at_least }
}

fn margin(fields: Fields) -> Margin {
    let margin = if fields.has("points") {
        Margin::Points(fields.need_number("points"))
    } else if fields.has("places") {
        Margin::Places(fields.whole("places").unwrap_or(0))
    } else {
        Margin::Percent(fields.need_number("percent"))
    };
    fields.finish();
    margin
}

/// A floor or a ceiling.
fn bound(item: &Item) -> Option<Bound> {
    let fields = item.fields()?;
    let size = if fields.has("number") {
        BoundSize::Number(fields.whole("number").unwrap_or(0))
    } else {
        BoundSize::Percent {
            percent: fields.need_number("percent"),
            rounding: fields.choice("rounding", &ROUNDINGS, Some(RoundMode::Down)),
        }
    };
    let bound = Bound {
        column: fields.text("column"),
        is: fields.need("is").map(|item| item.some_texts()).unwrap_or_default(),
        size,
        reason: fields.text_or_none("reason"),
    };
    fields.finish();
    Some(bound)
}
