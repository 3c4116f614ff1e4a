//! The scorecards of one peer group as a model that totals can be drawn from.
//!
//! In: rubric, cards, standings, and which items are drawn. Out: a [`Model`] whose totals are the official ones as long as
//! nothing is drawn and no weight moved; [`fits`] proves it.

use super::plan::What;
use super::strikes::strikes;
use super::Facts;
use crate::base::exact::Exact;
use crate::rank::standing::Status;
use crate::rubric::model::{self as rule, Criterion, Missing, Within};
use crate::score::card::Item;
use crate::score::full;
use crate::stats::composite::{same, Dimension, DrawnSum, Model, Part, Points, Term};
use crate::stats::ranks::{LooksAt, Ranking};
use crate::stats::scale::{Method, Scale};

/// Something of a member that is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    /// Place among the members of the group.
    pub member: usize,
    /// What it is.
    pub what: What,
    /// Index of its sub-period; 0 where it has none.
    pub part: usize,
}

/// What is drawn of one member: each with its place among all that is drawn.
#[derive(Debug, Default)]
pub(super) struct Own(Vec<(usize, Slot)>);

impl Own {
    /// Where this is drawn.
    pub fn at(&self, what: What, part: usize) -> Option<usize> {
        self.0.iter().find(|(_, slot)| slot.what == what && slot.part == part).map(|(place, _)| *place)
    }

    /// The points of a criterion as they are drawn; none where nothing of it is.
    pub fn term(&self, index: usize, rule: &Criterion, item: &Item) -> Option<Term> {
        let what = What::Criterion(index);
        if rule.query.per.is_none() {
            return self.at(what, 0).map(Term::Number);
        }
        let drawn = |part: usize| self.at(what, part);
        (0..item.sub_periods.len()).find_map(drawn)?;
        let factor = made_up(item.sub_periods.iter());
        let fixed = item.sub_periods.iter().enumerate().filter(|(part, _)| drawn(*part).is_none());
        let rest: Exact = fixed.filter_map(|(_, item)| item.points.clone()).sum();
        let terms = (0..item.sub_periods.len()).filter_map(drawn).map(|place| (Term::Number(place), factor.to_f64()));
        let (floor, cap) = (number(rule.totals.floor.as_ref()), number(rule.totals.cap.as_ref()));
        Some(Term::Sum(DrawnSum { rest: (&rest * &factor).to_f64(), terms: terms.collect(), floor, cap }))
    }
}

/// The model of a peer group; `members` are numbers of subjects, those without rank included.
pub(super) fn model(facts: &Facts, members: &[usize], slots: &[Slot]) -> Model {
    let rubric = facts.rubric;
    let card = |number: &usize| facts.cards.get(*number);
    let mut own: Vec<Own> = members.iter().map(|_| Own::default()).collect();
    for (place, slot) in slots.iter().enumerate() {
        own.get_mut(slot.member).into_iter().for_each(|own| own.0.push((place, *slot)));
    }
    let dimensions = rubric.dimensions.iter().enumerate().map(|(index, known)| Dimension {
        part: rubric.parts.iter().position(|part| part.id == known.part).unwrap_or(0),
        bonus: known.bonus,
        full: full(known, &facts.tallies.period).map(|full| full.to_f64()),
        weight: known.weight.to_f64(),
        scale: known.normalise.as_ref().map(|rule| scale(facts, rule, members)),
        points: points(facts, index, known, members, &own),
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
        strikes: strikes(facts, members, &own),
    }
}

fn points(facts: &Facts, index: usize, known: &rule::Dimension, members: &[usize], own: &[Own]) -> Vec<Points> {
    let is_of = |criterion: usize| facts.rubric.criteria.get(criterion).is_some_and(|criterion| criterion.dimension == known.id);
    let of_dimension = |slot: &Slot| matches!(slot.what, What::Criterion(criterion) if is_of(criterion));
    let drawn = own.iter().any(|own| own.0.iter().any(|(_, slot)| of_dimension(slot)));
    let point = |(number, own): (&usize, &Own)| {
        let Some(card) = facts.cards.get(*number) else { return Points::Nothing };
        let Some(points) = card.dimensions.get(index).and_then(|score| score.points.as_ref()) else { return Points::Nothing };
        // All or none of the group: what is compared within it must be of one kind.
        if !drawn {
            return Points::Fixed(points.to_f64());
        }
        let items = facts.rubric.criteria.iter().zip(&card.items).enumerate();
        let items: Vec<Summand> =
            items.filter(|(_, (rule, _))| rule.dimension == known.id).map(|(index, (rule, item))| Summand { index, rule, item }).collect();
        Points::Drawn(if known.per.is_some() { divided(known, &items, own) } else { whole(known, &items, own) })
    };
    members.iter().zip(own).map(point).collect()
}

/// A criterion of a dimension, and what came of it.
struct Summand<'a> {
    index: usize,
    rule: &'a Criterion,
    item: &'a Item,
}

/// The sum of a dimension without sub-periods.
fn whole(known: &rule::Dimension, items: &[Summand], own: &Own) -> DrawnSum {
    let scale = made_up(items.iter().map(|one| one.item));
    summed(known, &scale, items.iter().map(|one| (one.item, own.term(one.index, one.rule, one.item))))
}

/// The sum of one whose sub-periods are each held between its bounds, and made up for where one has no value.
fn divided(known: &rule::Dimension, items: &[Summand], own: &Own) -> DrawnSum {
    let parts = items.iter().map(|one| one.item.sub_periods.len()).max().unwrap_or(0);
    let mut sums = Vec::new();
    for part in 0..parts {
        let of_part: Vec<(usize, &Item)> = items.iter().filter_map(|one| Some((one.index, one.item.sub_periods.get(part)?))).collect();
        let each = || of_part.iter().map(|(_, item)| *item);
        if nothing_left(each()) {
            continue;
        }
        let term = |index: usize| own.at(What::Criterion(index), part).map(Term::Number);
        sums.push(summed(known, &made_up(each()), of_part.iter().map(|(index, item)| (*item, term(*index)))));
    }
    let whole = |count: usize| Exact::from(count as u64);
    let factor = whole(parts).over(&whole(sums.len())).filter(|_| known.full.is_some()).unwrap_or_else(Exact::one);
    let terms = sums.into_iter().map(|sum| (Term::Sum(sum), factor.to_f64())).collect();
    DrawnSum { rest: 0.0, terms, floor: number(known.totals.floor.as_ref()), cap: number(known.totals.cap.as_ref()) }
}

/// Items that are drawn enter with the scale, where anything can be attained; the others as they entered.
fn summed<'a>(known: &rule::Dimension, scale: &Exact, items: impl Iterator<Item = (&'a Item, Option<Term>)>) -> DrawnSum {
    let (mut rest, mut terms) = (Exact::zero(), Vec::new());
    for (item, term) in items {
        match term {
            Some(term) => terms.push((term, if item.attainable.is_some() { scale.to_f64() } else { 1.0 })),
            None => rest = rest + item.entered.clone(),
        }
    }
    DrawnSum { rest: rest.to_f64(), terms, floor: number(known.floor.as_ref()), cap: number(known.cap.as_ref()) }
}

/// What could be attained, and how much of it is left out.
fn attainable<'a>(items: impl Iterator<Item = &'a Item>) -> (Exact, Exact) {
    let (mut all, mut lost) = (Exact::zero(), Exact::zero());
    for item in items {
        let own = item.attainable.clone().unwrap_or_default();
        lost = if item.left_out { lost + own.clone() } else { lost };
        all = all + own;
    }
    (all, lost)
}

/// The factor that makes up for items left out.
fn made_up<'a>(items: impl Iterator<Item = &'a Item>) -> Exact {
    let (all, lost) = attainable(items);
    all.over(&(&all - &lost)).filter(|_| !lost.is_zero()).unwrap_or_else(Exact::one)
}

fn nothing_left<'a>(items: impl Iterator<Item = &'a Item> + Clone) -> bool {
    let (all, lost) = attainable(items.clone());
    if all.is_zero() {
        items.clone().next().is_some() && items.into_iter().all(|item| item.left_out)
    } else {
        all == lost
    }
}

/// The place of the first of them that is meant.
pub(super) fn place<T>(things: &[T], is: impl Fn(&T) -> bool) -> Option<usize> {
    things.iter().position(is)
}

pub(super) fn number(number: Option<&Exact>) -> Option<f64> {
    number.map(Exact::to_f64)
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

/// What is printed of a total.
pub(super) fn rounded(facts: &Facts) -> LooksAt {
    let rounding = facts.rubric.rounding;
    let units = Exact::parse(&format!("1{}", "0".repeat(rounding.decimals as usize))).unwrap_or_else(Exact::one);
    LooksAt::Rounded(units.to_f64(), rounding.mode)
}

/// How the rubric ranks; `printed` where ranks look at what is printed.
pub(super) fn ranking(facts: &Facts, members: &[usize], printed: bool) -> Ranking {
    Ranking {
        looks_at: if printed { rounded(facts) } else { LooksAt::Exact },
        dense: facts.rubric.standing.ties == rule::Ties::Dense,
        breaks: members.iter().map(|number| facts.breaks.get(*number).copied().unwrap_or(0)).collect(),
    }
}

/// Whether the model gives the official totals and ranks of these members, and no rank to whom the rules take it; `totals` and `ranks`
/// are theirs, in their order.
pub(super) fn fits(facts: &Facts, contenders: &[usize], totals: &[(Option<f64>, bool)], ranks: &[u32]) -> bool {
    contenders.iter().zip(totals).zip(ranks).all(|((number, (total, out)), rank)| {
        let standing = facts.outcome.standings.get(*number);
        if standing.is_none_or(|standing| standing.status != Status::Ranked) {
            return *out;
        }
        let exact = standing.and_then(|standing| standing.exact.as_ref()).map(Exact::to_f64);
        let same = exact.zip(*total).is_some_and(|(exact, total)| same(exact, total));
        same && !out && standing.and_then(|one| one.rank) == Some(*rank)
    })
}
