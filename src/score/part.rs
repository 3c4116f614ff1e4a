//! Dimensions to parts: base, bonus, and what is compared within a group.

use super::card::{PartScore, Scorecard};
use super::condition::View;
use super::dimension;
use super::item::{Ledger, Steps};
use super::normal::{normalised, Group};
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::text::Say;
use crate::fact::evidence::Subject;
use crate::rubric::model::{Dimension, Part, Rubric};

/// The base points given.
pub(super) fn base(rubric: &Rubric, subject: &Subject, card: &Scorecard) -> Exact {
    let view = View::of_card(rubric, subject, card);
    let given = rubric.base.as_ref().filter(|base| base.conditions.iter().all(|condition| view.holds(condition)));
    given.map(|base| base.points.clone()).unwrap_or_default()
}

/// The points of a part before normalising.
pub(super) fn summed(rubric: &Rubric, part: &Part, card: &Scorecard, period: &Period, kept: Steps) -> PartScore {
    let of_part = || rubric.dimensions.iter().zip(&card.dimensions).filter(|(dimension, _)| dimension.part == part.id);
    let regular = || of_part().filter(|(dimension, _)| !dimension.bonus);
    let full = |dimension: &Dimension| dimension::full(dimension, period);
    let all: Exact = regular().filter_map(|(dimension, _)| full(dimension)).sum();
    let lost: Exact = regular().filter(|(_, score)| score.points.is_none()).filter_map(|(dimension, _)| full(dimension)).sum();
    let mut score = PartScore { weight: part.weight.clone(), scale: Exact::one(), ..PartScore::default() };
    let nothing_left = if all.is_zero() { regular().all(|(_, score)| score.points.is_none()) } else { all == lost };
    let only_bonus = regular().next().is_none();
    if nothing_left && !only_bonus {
        return score;
    }
    score.scale = all.over(&(&all - &lost)).filter(|_| !lost.is_zero()).unwrap_or_else(Exact::one);
    let mut ledger = Ledger::new(&mut score.steps, kept);
    let mut points: Exact = regular()
        .filter_map(|(dimension, score)| Some((dimension, score.points.clone()?)))
        .map(|(dimension, points)| if dimension.full.is_some() { &points * &score.scale } else { points })
        .sum();
    let said = || {
        let spread = if lost.is_zero() { String::new() } else { format!("（× {}）", score.scale) };
        Say::new(format!("各分项合计{spread}"), format!("sum of the dimensions{spread}"))
    };
    ledger.step(said, &points);
    if let Some(base) = rubric.base.as_ref().filter(|base| base.part == part.id) {
        score.base = card.base.clone();
        points = points + card.base.clone();
        let (zh, en) = if card.base.is_zero() && !base.points.is_zero() {
            ("（条件不符，不给）", " (its conditions fail)")
        } else {
            ("", "")
        };
        ledger.step(
            || Say::new(format!("加基础分 {}{zh}，累计", card.base.plain()), format!("plus base {}{en}, together", card.base.plain())),
            &points,
        );
    }
    let bonuses = of_part().filter(|(dimension, _)| dimension.bonus);
    let bonus: Exact = bonuses.filter_map(|(_, score)| score.points.clone()).sum();
    score.bonus = rubric.bonus_cap.clone().map_or_else(|| bonus.clone(), |cap| bonus.clone().min(cap));
    if !score.bonus.is_zero() || score.bonus != bonus {
        points = points + score.bonus.clone();
        let capped = || if score.bonus == bonus { String::new() } else { format!("（{} → {}）", bonus.plain(), score.bonus.plain()) };
        let said = || {
            let (added, capped) = (score.bonus.plain(), capped());
            Say::new(format!("加附加分 {added}{capped}，累计"), format!("plus bonus {added}{capped}, together"))
        };
        ledger.step(said, &points);
    }
    score.points = Some(points);
    score
}

/// The points after normalising.
pub(super) fn finish(part: &Part, score: &mut PartScore, group: Option<&Group>, kept: Steps) {
    let (Some(rule), Some(group), Some(points)) = (&part.normalise, group, &score.points) else { return };
    let (result, what) = normalised(rule, points, group);
    Ledger::new(&mut score.steps, kept).step(|| what, &result);
    score.points = Some(result);
}
