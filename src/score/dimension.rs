//! Items to dimensions: summed, in sub-periods where the rubric says so, compared within a group, weighted.

use std::sync::Arc;

use super::card::{DimensionScore, Item};
use super::item::{Ledger, Steps};
use super::normal::{normalised, Group};
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::text::Say;
use crate::rubric::model::{Dimension, Rubric};

/// The numbers of the criteria of a dimension.
pub(super) fn own(rubric: &Rubric, dimension: &Dimension) -> Vec<usize> {
    (0..).zip(&rubric.criteria).filter(|(_, criterion)| criterion.dimension == dimension.id).map(|(number, _)| number).collect()
}

/// The points of a dimension before normalising and weight; `own` are the numbers of its items.
pub(super) fn clamped(dimension: &Dimension, own: &[usize], items: &mut [Arc<Item>], period: &Period, kept: Steps) -> DimensionScore {
    if let Some(per) = dimension.per {
        let own = (0..).zip(items).filter(|(number, _)| own.contains(number)).map(|(_, item)| Arc::make_mut(item));
        return divided(dimension, &mut own.collect::<Vec<_>>(), &period.parts(per), kept);
    }
    let score = summed(dimension, own.iter().filter_map(|number| items.get(*number)).map(|item| &**item), kept);
    if score.scale != ONE {
        for number in own {
            if let Some(item) = items.get_mut(*number).filter(|item| item.attainable.is_some()) {
                let item = Arc::make_mut(item);
                item.entered = &item.entered * &score.scale;
            }
        }
    }
    score
}

/// An item's scale where nothing is left out.
const ONE: Exact = Exact::one();

/// The points after normalising and weight.
pub(super) fn finish(dimension: &Dimension, score: &mut DimensionScore, group: Option<&Group>, kept: Steps) {
    let Some(mut points) = score.points.take() else { return };
    let mut ledger = Ledger::new(&mut score.steps, kept);
    if let Some((rule, group)) = dimension.normalise.as_ref().zip(group) {
        let (result, what) = normalised(rule, &points, group);
        ledger.step(|| what, &result);
        points = result;
    }
    if dimension.weight != Exact::one() {
        points = &points * &dimension.weight;
        ledger.step(|| Say::new(format!("权重 × {}", dimension.weight.plain()), format!("weight × {}", dimension.weight.plain())), &points);
    }
    score.points = Some(points);
}

/// What the dimension counts towards its part: `full` × weight, as often as there are sub-periods.
pub fn full(dimension: &Dimension, period: &Period) -> Option<Exact> {
    let often = dimension.per.map_or(1, |per| period.parts(per).len() as u64);
    dimension.full.as_ref().map(|full| &(full * &dimension.weight) * &Exact::from(often))
}

/// The dimension in each sub-period as if that were the period, added.
fn divided(dimension: &Dimension, own: &mut [&mut Item], periods: &[Period], kept: Steps) -> DimensionScore {
    let mut each = Vec::new();
    for (index, period) in periods.iter().enumerate() {
        let score = summed(dimension, own.iter().filter_map(|item| item.sub_periods.get(index)), kept);
        for item in own.iter_mut().filter_map(|item| item.sub_periods.get_mut(index)).filter(|item| item.attainable.is_some()) {
            item.entered = &item.entered * &score.scale;
        }
        each.push((period.say(), score));
    }
    for item in own.iter_mut() {
        item.entered = item.sub_periods.iter().map(|part| part.entered.clone()).sum();
    }
    let mut score = DimensionScore { scale: Exact::one(), ..DimensionScore::default() };
    for (name, part) in &each {
        score.steps.extend(part.steps.iter().map(|step| step.under(name)));
    }
    let there: Vec<&Exact> = each.iter().filter_map(|(_, part)| part.points.as_ref()).collect();
    if there.is_empty() {
        score.no_value = each.iter().find_map(|(_, part)| part.no_value);
        return score;
    }
    let mut ledger = Ledger::new(&mut score.steps, kept);
    let mut points: Exact = there.iter().copied().cloned().sum();
    ledger.step(|| Say::new("各段合计", "sum of the sub-periods"), &points);
    let (all, valued) = (each.len(), there.len());
    if let (true, Some(factor)) = (all > valued && dimension.full.is_some(), Exact::from(all as u64).over(&Exact::from(valued as u64))) {
        points = &points * &factor;
        ledger.step(
            || {
                Say::new(
                    format!("{all} 段中有值的 {valued} 段，折满 × {factor}"),
                    format!("{valued} of {all} have a value, made up for × {factor}"),
                )
            },
            &points,
        );
    }
    score.points = Some(ledger.clamp_all(points, &dimension.totals));
    score
}

/// The sum of the items, those left out made up for, between floor and cap. What each enters is to be multiplied by the scale.
fn summed<'i>(dimension: &Dimension, own: impl Iterator<Item = &'i Item> + Clone, kept: Steps) -> DimensionScore {
    let all: Exact = own.clone().filter_map(|item| item.attainable.clone()).sum();
    let lost: Exact = own.clone().filter(|item| item.left_out).filter_map(|item| item.attainable.clone()).sum();
    let nothing_left = if all.is_zero() { own.clone().all(|item| item.left_out) } else { all == lost };
    let mut score = DimensionScore { scale: Exact::one(), ..DimensionScore::default() };
    if nothing_left && own.clone().next().is_some() {
        score.no_value = own.clone().find_map(|item| item.no_value);
        return score;
    }
    if !lost.is_zero() {
        score.scale = all.over(&(&all - &lost)).unwrap_or_else(Exact::one);
    }
    let scale = score.scale.clone();
    let scaled = |item: &Item| if scale != ONE && item.attainable.is_some() { &item.entered * &scale } else { item.entered.clone() };
    let sum: Exact = own.map(scaled).sum();
    let said = || {
        if lost.is_zero() {
            return Say::new("各项合计", "sum of the items");
        }
        Say::new(
            format!("各项合计（{} 分不计，其余 × {scale}）", lost.plain()),
            format!("sum of the items ({} left out, the others × {scale})", lost.plain()),
        )
    };
    let mut ledger = Ledger::new(&mut score.steps, kept);
    ledger.step(said, &sum);
    score.points = Some(ledger.clamp(sum, dimension.floor.as_ref(), dimension.cap.as_ref()));
    score
}
