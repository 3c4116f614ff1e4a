//! `[publication]`: what is put on public display.

use crate::base::problem::Fault;
use crate::base::text::Say;
use crate::base::workdays::Workdays;
use crate::rubric::fields::{Fields, Item};
use crate::rubric::model::{ListOrder, Listed, Publication, Shown};

const LISTED: [(&str, Listed); 3] = [("selected", Listed::Selected), ("ranked", Listed::Ranked), ("all", Listed::All)];
const ORDERS: [(&str, ListOrder); 2] = [("strokes", ListOrder::Strokes), ("rank", ListOrder::Rank)];

pub(super) fn publication(fields: Fields) -> Publication {
    let usual = Publication::default();
    let filled = |key| fields.get(key).and_then(|item| item.filled());
    let columns = fields.get("columns").map(|item| item.some_texts().iter().map(|word| Shown::of(word)).collect());
    let publication = Publication {
        name: filled("name"),
        who: fields.choice("who", &LISTED, usual.who),
        columns: columns.unwrap_or(usual.columns),
        order: fields.choice("order", &ORDERS, usual.order),
        days: fields.get("days").and_then(|item| at_least_one(&item)).unwrap_or(usual.days),
        workdays: Workdays { off: days(&fields, "holidays"), on: days(&fields, "workdays") },
        contact: filled("contact"),
        objection: filled("objection"),
        issuer: filled("issuer"),
        ratings: fields.texts("ratings"),
    };
    fields.finish();
    publication
}

/// A notice of a year is longer than any; beyond it lies a slip of the pen.
const LONGEST: u64 = 366;

fn at_least_one(item: &Item) -> Option<u64> {
    let days = item.whole()?;
    if !(1..=LONGEST).contains(&days) {
        let expected = Say::new("1 到 366 的整数", "a whole number from 1 to 366");
        item.fault(Fault::RubricValue { expected }, &days.to_string());
    }
    Some(days)
}

fn days<T: FromIterator<crate::base::period::Day>>(fields: &Fields, key: &'static str) -> T {
    fields.get(key).map(|item| item.list()).unwrap_or_default().iter().filter_map(Item::day).collect()
}
