//! `points = { … }`: how a measure becomes points.

use super::super::fields::{Fields, Item};
use super::super::model::{Band, Points};
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
        let at_least = fields.number("at-least").unwrap_or_else(Exact::one);
        return Some(Points::AllOrNothing { points: fields.need_number("all-or-nothing"), at_least });
    }
    if fields.has("bands") {
        return bands(fields);
    }
    if let Some(item) = fields.get("judged") {
        return item.pair().map(|(low, high)| Points::Judged { low, high });
    }
    fields.conflict(Say::new(
        "points 须为 each、first、target、needed、full、all-or-nothing、bands、judged 之一",
        "`points` is one of each, first, target, needed, full, all-or-nothing, bands, judged",
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
        bands.push(Band { from, to, points: band.need_number("points") });
        band.finish();
    }
    let falls = bands.windows(2).all(|pair| match pair {
        [above, below] => above.from.is_some() && below.from < above.from,
        _ => true,
    });
    if !falls || bands.last().is_none_or(|band| band.from.is_some()) {
        fields.conflict(Say::new(
            "bands 须由高到低，最后一档不写 from，才不留空档",
            "bands go from high to low and the last has no `from`, so that no gap is left",
        ));
    }
    Some(Points::Bands(bands))
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
