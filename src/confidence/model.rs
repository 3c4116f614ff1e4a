//! The scorecards of one peer group as a model that totals can be drawn from.
//!
//! In: rubric, cards, standings, and which items are drawn. Out: a [`Model`] whose totals are the official ones as long as
//! nothing is drawn and no weight moved; [`fits`] proves it.

use super::Facts;
use crate::base::exact::Exact;
use crate::rank::standing::Standing;
use crate::rubric::model::{self as rule, Missing, VetoEffect, Within};
use crate::score::card::Scorecard;
use crate::score::full;
use crate::stats::composite::{same, Dimension, Model, Part, Points};
use crate::stats::ranks::{LooksAt, Ranking};
use crate::stats::scale::{Method, Scale};

/// An item that is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    /// Place among the members of the group.
    pub member: usize,
    /// Number of the criterion.
    pub criterion: usize,
}

/// The model of a peer group; `members` are numbers of subjects, those without rank included.
pub(super) fn model(facts: &Facts, members: &[usize], slots: &[Slot]) -> Model {
    let rubric = facts.rubric;
    let card = |number: &usize| facts.cards.get(*number);
    let dimensions = rubric.dimensions.iter().enumerate().map(|(index, known)| Dimension {
        part: rubric.parts.iter().position(|part| part.id == known.part).unwrap_or(0),
        bonus: known.bonus,
        full: full(known, &facts.tallies.period).map(|full| full.to_f64()),
        weight: known.weight.to_f64(),
        floor: known.floor.as_ref().map(Exact::to_f64),
        cap: known.cap.as_ref().map(Exact::to_f64),
        scale: known.normalise.as_ref().map(|rule| scale(facts, rule, members)),
        points: points(facts, index, known, members, slots),
    });
    let part = |(index, known): (usize, &rule::Part)| Part {
        weight: if rubric.blend.declared { known.weight.to_f64() } else { 1.0 },
        scale: known.normalise.as_ref().map(|rule| scale(facts, rule, members)),
        base: members
            .iter()
            .map(|number| card(number).and_then(|card| card.parts.get(index)).map_or(0.0, |part| part.base.to_f64()))
            .collect(),
    };
    Model {
        people: members.len(),
        dimensions: dimensions.collect(),
        parts: rubric.parts.iter().enumerate().map(part).collect(),
        bonus_cap: rubric.bonus_cap.as_ref().map(Exact::to_f64),
        spread_missing: rubric.blend.declared && rubric.blend.missing == Missing::Renormalise,
        struck: members.iter().map(|number| facts.outcome.standings.get(*number).is_some_and(|standing| struck(facts, standing))).collect(),
    }
}

/// Whether a veto leaves a total of 0.
fn struck(facts: &Facts, standing: &Standing) -> bool {
    let zero = facts.rubric.vetoes.iter().filter(|veto| veto.effect == VetoEffect::Zero);
    zero.into_iter().any(|veto| standing.vetoes.contains(&veto.id))
}

fn points(facts: &Facts, index: usize, known: &rule::Dimension, members: &[usize], slots: &[Slot]) -> Vec<Points> {
    let of_dimension = |criterion: usize| facts.rubric.criteria.get(criterion).is_some_and(|criterion| criterion.dimension == known.id);
    let drawn = slots.iter().any(|slot| of_dimension(slot.criterion));
    let point = |(member, number): (usize, &usize)| {
        let Some(card) = facts.cards.get(*number) else { return Points::Nothing };
        let Some(score) = card.dimensions.get(index) else { return Points::Nothing };
        let Some(points) = &score.points else { return Points::Nothing };
        // All or none of the group: what is compared within it must be of one kind.
        if !drawn {
            return Points::Fixed(points.to_f64());
        }
        // Slots are in order of the members.
        let own = slots.iter().enumerate().skip(slots.partition_point(|slot| slot.member < member));
        let own = own.take_while(|(_, slot)| slot.member == member).filter(|(_, slot)| of_dimension(slot.criterion));
        let items: Vec<(usize, usize)> = own.map(|(item, slot)| (item, slot.criterion)).collect();
        Points::Drawn {
            rest: rest(card, &of_dimension, &items).to_f64(),
            items: items.into_iter().map(|(item, criterion)| (item, entering(card, criterion, &score.scale))).collect(),
        }
    };
    members.iter().enumerate().map(point).collect()
}

/// Points of the dimension's items that are not drawn, as they enter it.
fn rest(card: &Scorecard, of_dimension: &dyn Fn(usize) -> bool, drawn: &[(usize, usize)]) -> Exact {
    let fixed = |criterion: &usize| of_dimension(*criterion) && drawn.iter().all(|(_, known)| known != criterion);
    let entered = card.items.iter().enumerate().filter(|(criterion, _)| fixed(criterion));
    entered.map(|(_, item)| item.entered.clone()).sum()
}

/// The factor with which an item enters its dimension.
fn entering(card: &Scorecard, criterion: usize, scale: &Exact) -> f64 {
    let attainable = card.items.get(criterion).is_some_and(|item| item.attainable.is_some());
    if attainable {
        scale.to_f64()
    } else {
        1.0
    }
}

fn scale(facts: &Facts, known: &rule::Normalise, members: &[usize]) -> Scale {
    let names: Vec<&str> = members
        .iter()
        .map(|number| match &known.within {
            Within::Peer => "",
            Within::Group(column) => facts.subjects.get(*number).and_then(|one| one.groups.get(column)).map_or("", String::as_str),
        })
        .collect();
    let mut distinct = names.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let method = match &known.method {
        rule::Method::Goalposts(from, to) => Method::Goalposts(from.to_f64(), to.to_f64()),
        rule::Method::Highest => Method::Highest,
        rule::Method::MinMax => Method::MinMax,
        rule::Method::Percentile => Method::Percentile,
        rule::Method::ZScore { at, spread } => Method::ZScore { at: at.to_f64(), spread: spread.to_f64() },
    };
    Scale {
        method,
        to: known.to.as_ref().map(|(low, high)| (low.to_f64(), high.to_f64())),
        if_alone: known.if_alone.as_ref().map_or(0.0, Exact::to_f64),
        groups: names.iter().map(|name| distinct.partition_point(|known| known < name)).collect(),
    }
}

/// How the rubric ranks; `rounded` where ranks look at what is printed.
pub(super) fn ranking(facts: &Facts, members: &[usize], rounded: bool) -> Ranking {
    let rounding = facts.rubric.rounding;
    let units = Exact::parse(&format!("1{}", "0".repeat(rounding.decimals as usize))).unwrap_or_else(Exact::one);
    Ranking {
        looks_at: if rounded { LooksAt::Rounded(units.to_f64(), rounding.mode) } else { LooksAt::Exact },
        dense: facts.rubric.standing.ties == rule::Ties::Dense,
        breaks: members.iter().map(|number| facts.breaks.get(*number).copied().unwrap_or(0)).collect(),
    }
}

/// Whether the model gives the official totals and ranks of these members; `totals` and `ranks` are theirs, in their order.
pub(super) fn fits(facts: &Facts, ranked: &[usize], totals: &[Option<f64>], ranks: &[u32]) -> bool {
    ranked.iter().zip(totals).zip(ranks).all(|((number, total), rank)| {
        let standing = facts.outcome.standings.get(*number);
        let exact = standing.and_then(|standing| standing.exact.as_ref()).map(Exact::to_f64);
        exact.zip(*total).is_some_and(|(exact, total)| same(exact, total)) && standing.and_then(|one| one.rank) == Some(*rank)
    })
}
