//! Items to dimensions, dimensions to parts, parts to the total.

use super::card::{DimensionScore, Item, PartScore, Scorecard, Step};
use super::condition::View;
use super::item::Ledger;
use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::fact::evidence::Subject;
use crate::rubric::model::{Dimension, Missing, Part, Rubric};

/// Fills in dimensions, base, parts and total.
pub(super) fn complete(rubric: &Rubric, subject: &Subject, mut card: Scorecard) -> Scorecard {
    for known in &rubric.dimensions {
        let score = dimension(rubric, known, &mut card.items);
        card.dimensions.push(score);
    }
    card.base = base(rubric, subject, &card);
    card.parts = rubric.parts.iter().map(|known| part(rubric, known, &card)).collect();
    let any_value = card.items.iter().any(|item| item.points.is_some());
    if any_value {
        card.total = blend(rubric, &mut card);
    }
    card
}

fn dimension(rubric: &Rubric, dimension: &Dimension, items: &mut [Item]) -> DimensionScore {
    let own = rubric.criteria.iter().zip(items.iter_mut()).filter(|(criterion, _)| criterion.dimension == dimension.id);
    let mut own: Vec<&mut Item> = own.map(|(_, item)| item).collect();
    let all: Exact = own.iter().filter_map(|item| item.attainable.clone()).sum();
    let lost: Exact = own.iter().filter(|item| item.left_out).filter_map(|item| item.attainable.clone()).sum();
    let nothing_left = if all.is_zero() { own.iter().all(|item| item.left_out) } else { all == lost };
    let mut score = DimensionScore { scale: Exact::one(), ..DimensionScore::default() };
    if nothing_left && !own.is_empty() {
        score.no_value = own.iter().find_map(|item| item.no_value);
        return score;
    }
    let mut ledger = Ledger { steps: &mut score.steps };
    if !lost.is_zero() {
        score.scale = all.over(&(&all - &lost)).unwrap_or_else(Exact::one);
        for item in own.iter_mut().filter(|item| item.attainable.is_some()) {
            item.entered = &item.entered * &score.scale;
        }
    }
    let sum: Exact = own.iter().map(|item| item.entered.clone()).sum();
    let (zh, en) = if lost.is_zero() {
        (String::new(), String::new())
    } else {
        (
            format!("（{} 分不计，其余 × {}）", lost.plain(), score.scale),
            format!(" ({} left out, the others × {})", lost.plain(), score.scale),
        )
    };
    ledger.step(Say::new(format!("各项合计{zh}"), format!("sum of the items{en}")), &sum);
    let mut points = ledger.clamp(sum, dimension.floor.as_ref(), dimension.cap.as_ref());
    if dimension.weight != Exact::one() {
        points = &points * &dimension.weight;
        ledger.step(Say::new(format!("权重 × {}", dimension.weight.plain()), format!("weight × {}", dimension.weight.plain())), &points);
    }
    score.points = Some(points);
    score
}

fn base(rubric: &Rubric, subject: &Subject, card: &Scorecard) -> Exact {
    let view = View::of_card(rubric, subject, card);
    let given = rubric.base.as_ref().filter(|base| base.conditions.iter().all(|condition| view.holds(condition)));
    given.map(|base| base.points.clone()).unwrap_or_default()
}

fn part(rubric: &Rubric, part: &Part, card: &Scorecard) -> PartScore {
    let of_part = || rubric.dimensions.iter().zip(&card.dimensions).filter(|(dimension, _)| dimension.part == part.id);
    let regular = || of_part().filter(|(dimension, _)| !dimension.bonus);
    let full = |dimension: &Dimension| dimension.full.as_ref().map(|full| full * &dimension.weight);
    let all: Exact = regular().filter_map(|(dimension, _)| full(dimension)).sum();
    let lost: Exact = regular().filter(|(_, score)| score.points.is_none()).filter_map(|(dimension, _)| full(dimension)).sum();
    let mut score = PartScore { weight: part.weight.clone(), scale: Exact::one(), ..PartScore::default() };
    let nothing_left = if all.is_zero() { regular().all(|(_, score)| score.points.is_none()) } else { all == lost };
    let only_bonus = regular().next().is_none();
    if nothing_left && !only_bonus {
        return score;
    }
    score.scale = all.over(&(&all - &lost)).filter(|_| !lost.is_zero()).unwrap_or_else(Exact::one);
    let mut ledger = Ledger { steps: &mut score.steps };
    let mut points: Exact = regular()
        .filter_map(|(dimension, score)| Some((dimension, score.points.clone()?)))
        .map(|(dimension, points)| if dimension.full.is_some() { &points * &score.scale } else { points })
        .sum();
    let spread = if lost.is_zero() { String::new() } else { format!("（× {}）", score.scale) };
    ledger.step(Say::new(format!("各分项合计{spread}"), format!("sum of the dimensions{spread}")), &points);
    if let Some(base) = rubric.base.as_ref().filter(|base| base.part == part.id) {
        score.base = card.base.clone();
        points = points + card.base.clone();
        let (zh, en) = if card.base.is_zero() && !base.points.is_zero() {
            ("（条件不符，不给）", " (its conditions fail)")
        } else {
            ("", "")
        };
        ledger.step(
            Say::new(format!("加基础分 {}{zh}，累计", card.base.plain()), format!("plus base {}{en}, together", card.base.plain())),
            &points,
        );
    }
    let bonuses = of_part().filter(|(dimension, _)| dimension.bonus);
    let bonus: Exact = bonuses.filter_map(|(_, score)| score.points.clone()).sum();
    score.bonus = rubric.bonus_cap.clone().map_or(bonus.clone(), |cap| bonus.clone().min(cap));
    if !score.bonus.is_zero() || score.bonus != bonus {
        points = points + score.bonus.clone();
        let capped = if score.bonus == bonus { String::new() } else { format!("（{} → {}）", bonus.plain(), score.bonus.plain()) };
        let added = score.bonus.plain();
        ledger.step(Say::new(format!("加附加分 {added}{capped}，累计"), format!("plus bonus {added}{capped}, together")), &points);
    }
    score.points = Some(points);
    score
}

fn blend(rubric: &Rubric, card: &mut Scorecard) -> Option<Exact> {
    if !rubric.blend.declared {
        return card.parts.first()?.points.clone();
    }
    let missing = card.parts.iter().any(|part| part.points.is_none());
    if missing {
        match rubric.blend.missing {
            Missing::Refuse => return None,
            Missing::Zero => {}
            Missing::Renormalise => spread(&mut card.parts)?,
        }
    }
    let mut total = Exact::zero();
    for (known, part) in rubric.parts.iter().zip(&card.parts) {
        let points = part.points.clone().unwrap_or_default();
        let added = &points * &part.weight;
        total = total + added.clone();
        let (points, weight, added) = (points.plain(), part.weight.plain(), added.plain());
        let what = Say::new(
            format!("加{} {points} × {weight}（{added}），累计", known.name),
            format!("plus {} {points} × {weight} ({added}), together", known.name),
        );
        card.steps.push(Step { what, after: Some(total.clone()) });
    }
    Some(total)
}

/// Spreads the weights of parts without value over the others, in proportion.
fn spread(parts: &mut [PartScore]) -> Option<()> {
    let all: Exact = parts.iter().map(|part| part.weight.clone()).sum();
    let there: Exact = parts.iter().filter(|part| part.points.is_some()).map(|part| part.weight.clone()).sum();
    let factor = all.over(&there)?;
    for part in parts {
        part.weight = if part.points.is_some() { &part.weight * &factor } else { Exact::zero() };
    }
    Some(())
}
