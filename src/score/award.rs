//! Measure to points, and the rule in words.

use std::collections::BTreeMap;

use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::rubric::model::{Band, Points};

/// The points of a measure.
pub(super) fn award(points: &Points, measure: &Exact) -> Exact {
    match points {
        Points::Each(each) => each * measure,
        Points::First { count, points, then } => {
            let first = measure.clone().min(count.clone());
            let further = (measure - count).max(Exact::zero());
            points * &first + then * &further
        }
        Points::Target { target, at, step, step_down } => {
            let off = measure - target;
            at + &(if off.is_negative() { step_down } else { step } * &off)
        }
        Points::Needed { needed, full } => full * &measure.over(needed).unwrap_or_default().min(Exact::one()),
        Points::Full { full, of } => full * &measure.over(of).unwrap_or_default(),
        Points::AllOrNothing { points, at_least, below } => {
            let within = at_least.as_ref().is_none_or(|least| measure >= least) && below.as_ref().is_none_or(|below| measure < below);
            if within {
                points.clone()
            } else {
                Exact::zero()
            }
        }
        Points::Start { start, less } => start - &(less * measure),
        Points::Bands(bands) => Band::of(bands, measure),
        Points::Judged(_) | Points::JudgedBy { .. } => measure.clone(),
    }
}

/// The ranges in which a judged number may lie; `None` where the count that decides has no value. Other points have no limits.
pub(super) fn ranges<'a>(points: &'a Points, counts: &BTreeMap<String, Option<Exact>>) -> Option<Vec<&'a (Exact, Exact)>> {
    match points {
        Points::Judged(ranges) => Some(ranges.iter().collect()),
        Points::JudgedBy { count, bands } => {
            let number = counts.get(count)?.as_ref()?;
            let band = bands.iter().find(|band| band.from.as_ref().is_none_or(|from| from <= number));
            Some(band.map(|band| &band.between).into_iter().collect())
        }
        Points::Each(_)
        | Points::First { .. }
        | Points::Target { .. }
        | Points::Needed { .. }
        | Points::Full { .. }
        | Points::AllOrNothing { .. }
        | Points::Start { .. }
        | Points::Bands(_) => Some(Vec::new()),
    }
}

/// The rule with its numbers and the measure put in.
pub(super) fn spell(points: &Points, measure: &Exact) -> Say {
    let m = measure.plain();
    let (zh, en) = match points {
        Points::Each(each) => (format!("每计 1 得 {0} 分：{0} × {m}", each.plain()), format!("{} each: {0} × {m}", each.plain())),
        Points::First { count, points, then } => (
            format!("前 {} 个每个 {} 分，其余每个 {} 分，计 {m}", count.plain(), points.plain(), then.plain()),
            format!("{} for each of the first {}, {} for each further one, of {m}", points.plain(), count.plain(), then.plain()),
        ),
        Points::Target { target, at, step, step_down } => (
            format!(
                "{} 个得 {} 分，每多 1 个 {} 分，每少 1 个减 {} 分，计 {m}",
                target.plain(),
                at.plain(),
                step.plain(),
                step_down.plain()
            ),
            format!(
                "{} at {}, {} for each above, less {} for each below, of {m}",
                at.plain(),
                target.plain(),
                step.plain(),
                step_down.plain()
            ),
        ),
        Points::Needed { needed, full } => (
            format!("满 {1} 得 {0} 分：{0} × {m} ÷ {1}，至多满分", full.plain(), needed.plain()),
            format!("{0} at {1}: {0} × {m} ÷ {1}, at most in full", full.plain(), needed.plain()),
        ),
        Points::Full { full, of } => (
            format!("满分 {0}：{0} × {m} ÷ {1}", full.plain(), of.plain()),
            format!("{0} in full: {0} × {m} ÷ {1}", full.plain(), of.plain()),
        ),
        Points::AllOrNothing { points, at_least, below } => {
            let points = points.plain();
            match (at_least.as_ref().map(Exact::plain), below.as_ref().map(Exact::plain)) {
                (Some(least), Some(below)) => (
                    format!("达到 {least} 且低于 {below} 得 {points} 分，否则 0 分，计 {m}"),
                    format!("{points} from {least} on and below {below}, else 0, of {m}"),
                ),
                (None, Some(below)) => {
                    (format!("低于 {below} 得 {points} 分，否则 0 分，计 {m}"), format!("{points} below {below}, else 0, of {m}"))
                }
                (least, None) => {
                    let least = least.unwrap_or_default();
                    (format!("达到 {least} 得 {points} 分，否则 0 分，计 {m}"), format!("{points} from {least} on, else 0, of {m}"))
                }
            }
        }
        Points::Start { start, less } => (
            format!("起始 {0} 分，每计 1 减 {1} 分：{0} − {1} × {m}", start.plain(), less.plain()),
            format!("{0} to start with, {1} less for each: {0} − {1} × {m}", start.plain(), less.plain()),
        ),
        Points::Bands(_) => (format!("按档，计 {m}"), format!("by band, of {m}")),
        Points::Judged(ranges) => {
            let ranges = spans(ranges.iter());
            (format!("评定分（{}）", ranges.zh), format!("judged, {}", ranges.en))
        }
        Points::JudgedBy { .. } => ("评定分".to_owned(), "judged".to_owned()),
    };
    Say::new(zh, en)
}

/// `8 至 10、4 至 7`.
pub(super) fn spans<'a>(ranges: impl Iterator<Item = &'a (Exact, Exact)>) -> Say {
    let ranges: Vec<(String, String)> = ranges.map(|(low, high)| (low.plain(), high.plain())).collect();
    let each = |word: &str| ranges.iter().map(|(low, high)| format!("{low} {word} {high}")).collect::<Vec<_>>();
    Say::new(each("至").join("、"), each("to").join(", "))
}
