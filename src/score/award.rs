//! Measure to points, and the rule in words.

use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::rubric::model::Points;

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
        Points::AllOrNothing { points, at_least } => {
            if measure >= at_least {
                points.clone()
            } else {
                Exact::zero()
            }
        }
        Points::Bands(bands) => {
            let band = bands.iter().find(|band| band.from.as_ref().is_none_or(|from| from <= measure));
            band.map(|band| band.points.clone()).unwrap_or_default()
        }
        Points::Judged { .. } => measure.clone(),
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
        Points::AllOrNothing { points, at_least } => (
            format!("达到 {} 得 {} 分，否则 0 分，计 {m}", at_least.plain(), points.plain()),
            format!("{} from {} on, else 0, of {m}", points.plain(), at_least.plain()),
        ),
        Points::Bands(_) => (format!("按档，计 {m}"), format!("by band, of {m}")),
        Points::Judged { low, high } => {
            (format!("评定分（{} 至 {}）", low.plain(), high.plain()), format!("judged, {} to {}", low.plain(), high.plain()))
        }
    };
    Say::new(zh, en)
}
