//! `points = { … }`: how a measure becomes points.

use super::super::fields::{Fields, Item};
use super::super::model::{Band, JudgedBand, Points};
use crate::base::exact::Exact;
use crate::base::text::Say;

pub(super) fn points(item: &Item) -> Option<Points> {
    let fields = item.fields()?;
    let points = kind(&fields);
    fields.finish();
    points
}

fn kind(fields: &Fields) -> Option<Points> {
    if fields.has("each") {
        return Some(Points::Each(fields.need_number("each")));
    }
    if fields.has("first") {
        return first(fields);
    }
    if fields.has("target") {
        let step = fields.need_number("step");
        let step_down = fields.number("step-down").unwrap_or_else(|| step.clone());
        return Some(Points::Target { target: fields.need_number("target"), at: fields.need_number("at"), step, step_down });
    }
    if fields.has("needed") {
        return above_zero(fields, fields.need_number("needed")).map(|needed| Points::Needed { needed, full: fields.need_number("full") });
    }
    if fields.has("full") {
        let full = fields.need_number("full");
        return above_zero(fields, fields.number("of").unwrap_or_else(Exact::one)).map(|of| Points::Full { full, of });
    }
    if fields.has("all-or-nothing") {
        return Some(all_or_nothing(fields));
    }
    if fields.has("start") {
        return Some(Points::Start { start: fields.need_number("start"), less: fields.need_number("less") });
    }
    if fields.has("bands") {
        return bands(fields);
    }
    if let Some(item) = fields.get("judged") {
        return judged(&item, fields);
    }
    fields.conflict(Say::new(
        "points 须为 each、first、target、needed、full、all-or-nothing、start、bands、judged 之一",
        "`points` is one of each, first, target, needed, full, all-or-nothing, start, bands, judged",
    ));
    None
}

fn first(fields: &Fields) -> Option<Points> {
    let first = fields.get("first").and_then(|item| item.fields())?;
    let count = first.number("count").unwrap_or_else(Exact::one);
    let points = first.need_number("points");
    first.finish();
    Some(Points::First { count, points, then: fields.need_number("then") })
}

fn bands(fields: &Fields) -> Option<Points> {
    let mut bands = Vec::new();
    for item in fields.get("bands")?.list() {
        let band = item.fields()?;
        let (from, to) = published(&band);
        let (points, rises_to) = band.need("points").map(|item| rising(&item)).unwrap_or_default();
        let ends_somewhere = !bands.is_empty() || from.as_ref().zip(to.as_ref()).is_some_and(|(from, to)| from < to);
        if rises_to.is_some() && !(from.is_some() && ends_somewhere) {
            band.conflict(Say::new(
                "分数均匀上升的档须写 from，第一档还须写高于它的 to",
                "a band whose points rise needs a `from`, and the first band a `to` above it",
            ));
        }
        bands.push(Band { from, to, points, rises_to });
        band.finish();
    }
    // A last band whose points rise begins somewhere; below it there are none.
    let rises = bands.last().is_some_and(|band| band.rises_to.is_some());
    let from = bands.iter().map(|band| band.from.as_ref()).chain(rises.then_some(None));
    without_gaps(fields, &from.collect::<Vec<_>>());
    Some(Points::Bands(bands))
}

/// Points, or the points at the lower and at the upper end.
fn rising(item: &Item) -> (Exact, Option<Exact>) {
    if item.is_list() {
        return item.pair().map(|(low, high)| (low, Some(high))).unwrap_or_default();
    }
    (item.number().unwrap_or_default(), None)
}

/// Bands go from high to low and take in everything.
fn without_gaps(fields: &Fields, from: &[Option<&Exact>]) {
    let falls = from.windows(2).all(|pair| match pair {
        [above, below] => above.is_some() && below < above,
        _ => true,
    });
    if !falls || from.last().is_none_or(Option::is_some) {
        fields.conflict(Say::new(
            "各档须由高到低，最后一档不写 from，才不留空档",
            "bands go from high to low and the last has no `from`, so that no gap is left",
        ));
    }
}

fn all_or_nothing(fields: &Fields) -> Points {
    let (at_least, below) = (fields.number("at-least"), fields.number("below"));
    if at_least.as_ref().zip(below.as_ref()).is_some_and(|(least, below)| least >= below) {
        fields.conflict(Say::new("at-least 不低于 below，永远得不到分", "`at-least` is not under `below`, so nothing is ever given"));
    }
    let at_least = if below.is_none() { at_least.or_else(|| Some(Exact::one())) } else { at_least };
    Points::AllOrNothing { points: fields.need_number("all-or-nothing"), at_least, below }
}

/// One range, several, or one for each band of a count.
fn judged(item: &Item, fields: &Fields) -> Option<Points> {
    let list = item.list();
    let by = fields.text_or_none("by");
    if let Some(count) = by {
        let bands: Vec<JudgedBand> = list.iter().filter_map(judged_band).collect();
        without_gaps(fields, &bands.iter().map(|band| band.from.as_ref()).collect::<Vec<_>>());
        return Some(Points::JudgedBy { count, bands });
    }
    if list.iter().any(Item::is_table) {
        fields.conflict(Say::new("judged 分档时须以 by 写明看哪个 count", "`judged` by bands needs `by`, the count that it looks at"));
        return None;
    }
    if !list.is_empty() && list.iter().all(Item::is_list) {
        return Some(Points::Judged(list.iter().filter_map(Item::pair).collect()));
    }
    item.pair().map(|range| Points::Judged(vec![range]))
}

fn judged_band(item: &Item) -> Option<JudgedBand> {
    let fields = item.fields()?;
    let band = JudgedBand { from: fields.number("from"), between: fields.need("between").and_then(|item| item.pair()).unwrap_or_default() };
    fields.finish();
    Some(band)
}

/// The range of a band or grade as it is published: `from` decides, `to` is told.
pub(super) fn published(fields: &Fields) -> (Option<Exact>, Option<Exact>) {
    let (from, to) = (fields.number("from"), fields.number("to"));
    if from.as_ref().zip(to.as_ref()).is_some_and(|(from, to)| to < from) {
        fields.conflict(Say::new("to 低于 from", "`to` is below `from`"));
    }
    (from, to)
}

fn above_zero(fields: &Fields, number: Exact) -> Option<Exact> {
    if !number.is_positive() {
        fields.conflict(Say::new("除数须大于 0", "what is divided by must be above 0"));
        return None;
    }
    Some(number)
}
