//! The highest points that a rule, a dimension and the total can give; none where there is no end to them.
//!
//! Where the exact bound is not plain a higher one is taken: a warning must be right.

use crate::base::exact::Exact;
use crate::rubric::model::{
    Ballots, Band, Column, ColumnKind, Criterion, Dimension, Measure, Method, Missing, NoRows, Normalise, Per, Points, Prorate, Query,
    Rubric, Split, Totals,
};

/// Where a number lies; an end that is not known is none.
pub(super) struct Range {
    least: Option<Exact>,
    most: Option<Exact>,
}

impl Range {
    /// This number and no other.
    pub fn of(number: &Exact) -> Self {
        Self { least: Some(number.clone()), most: Some(number.clone()) }
    }

    fn over<'a>(numbers: impl Iterator<Item = &'a Exact> + Clone) -> Self {
        Self { least: numbers.clone().min().cloned(), most: numbers.max().cloned() }
    }

    fn times(&self, factor: &Exact) -> Option<Exact> {
        let end = if factor.is_negative() { &self.least } else { &self.most };
        if factor.is_zero() {
            Some(Exact::zero())
        } else {
            end.as_ref().map(|end| end * factor)
        }
    }

    fn reaches(&self, number: &Exact) -> bool {
        self.most.as_ref().is_none_or(|most| most >= number)
    }
}

/// The highest points of a measure in this range.
pub(super) fn highest(points: &Points, range: &Range) -> Option<Exact> {
    match points {
        Points::Each(each) => range.times(each),
        Points::First { count, points, then } => {
            let first = range.most.clone().map_or(count.clone(), |most| most.min(count.clone())).max(Exact::zero());
            let further = match &range.most {
                Some(most) => (most - count).max(Exact::zero()),
                None if then.is_positive() => return None,
                None => Exact::zero(),
            };
            Some(&points.clone().max(Exact::zero()) * &first + &then.clone().max(Exact::zero()) * &further)
        }
        Points::Target { target, at, step, step_down } => {
            let above = Range { least: Some(Exact::zero()), most: range.most.as_ref().map(|most| (most - target).max(Exact::zero())) };
            let below = Range { least: Some(Exact::zero()), most: range.least.as_ref().map(|least| (target - least).max(Exact::zero())) };
            let (more, less) = (above.times(step)?.max(Exact::zero()), below.times(&-step_down.clone())?.max(Exact::zero()));
            Some(at + &more.max(less))
        }
        Points::Needed { needed, full } => {
            let share = range.most.as_ref().and_then(|most| most.over(needed)).map_or_else(Exact::one, |share| share.min(Exact::one()));
            Some((full * &share).max(Exact::zero()))
        }
        Points::Full { full, of } => range.times(&full.over(of)?),
        Points::AllOrNothing { points, at_least, below } => {
            let reached = at_least.as_ref().is_none_or(|least| range.reaches(least));
            let stays = below.as_ref().is_none_or(|below| range.least.as_ref().is_none_or(|least| least < below));
            Some(if reached && stays { points.clone().max(Exact::zero()) } else { Exact::zero() })
        }
        Points::Start { start, less } => Some(start + &range.times(&-less.clone())?),
        Points::Bands(bands) => {
            let mut reached = bands.iter().filter(|band| band.from.as_ref().is_none_or(|from| range.reaches(from)));
            // In the highest band that can be reached points rise no further than the measure; those below are passed through.
            let top = reached.next().map(|top| match &range.most {
                Some(most) => Band::of(bands, most),
                None => top.rises_to.clone().unwrap_or_else(|| top.points.clone()),
            });
            top.into_iter().chain(reached.flat_map(|band| [Some(band.points.clone()), band.rises_to.clone()]).flatten()).max()
        }
        Points::Judged(ranges) => within(range, ranges.iter().map(|(_, high)| high)),
        Points::JudgedBy { bands, .. } => within(range, bands.iter().map(|band| &band.between.1)),
    }
}

/// A judged number is no higher than its measure, and no higher than the highest range.
fn within<'a>(range: &Range, ends: impl Iterator<Item = &'a Exact>) -> Option<Exact> {
    let high = ends.max()?.clone();
    Some(range.most.clone().map_or(high.clone(), |most| most.min(high)))
}

/// The highest points of a criterion: of what is asked for in part, whatever the part.
fn of_any_part(criterion: &Criterion, range: &Range) -> Option<Exact> {
    let whole = highest(&criterion.points, range);
    let part = if criterion.prorate == Prorate::Target { criterion.points.prorated(&Exact::zero()) } else { None };
    match (part, &criterion.points) {
        (Some(_), Points::AllOrNothing { points, .. }) => Some(points.clone().max(Exact::zero())),
        (Some(part), _) => Some(whole?.max(highest(&part, range)?)),
        (None, _) => whole,
    }
}

/// Where a criterion's measure lies, after proration.
pub(super) fn measured(rubric: &Rubric, criterion: &Criterion) -> Range {
    let query = &criterion.query;
    let mut range = of_rows(rubric, query);
    if query.no_rows == NoRows::Zero {
        range = Range { least: range.least.map(|least| least.min(Exact::zero())), most: range.most.map(|most| most.max(Exact::zero())) };
    }
    if criterion.prorate == Prorate::Measure {
        // A short time in office makes any number as large as one likes.
        range.most = range.most.filter(|most| !most.is_positive());
        range.least = range.least.filter(|least| !least.is_negative());
    }
    match &criterion.normalise {
        Some(rule) => compared(rule),
        None => range,
    }
}

/// What a comparison within a group can give.
fn compared(rule: &Normalise) -> Range {
    if rule.to.is_none() && matches!(rule.method, Method::ZScore { .. }) {
        return Range { least: None, most: None };
    }
    let (low, high) = rule.to.clone().unwrap_or_else(|| (Exact::zero(), Exact::one()));
    // The highest of a group may be above 0 and others far below; at least 0 is taken of them.
    Range::over([&low, &high].into_iter().chain(&rule.if_alone))
}

fn of_rows(rubric: &Rubric, query: &Query) -> Range {
    let factors = factors(query);
    let zero = || Some(Exact::zero());
    let one_row = query.once.as_ref().is_some_and(|once| once.per.is_empty()) && !counts_many(rubric, query);
    let not_below = factors.least.as_ref().is_some_and(|least| !least.is_negative());
    match &query.measure {
        Measure::Count => Range { least: if not_below { zero() } else { None }, most: factors.most.filter(|_| one_row) },
        Measure::Distinct(_) => Range { least: zero(), most: one_row.then(Exact::one) },
        Measure::Sum(column) => {
            let positive = between(rubric, query, column).least.is_some_and(|least| !least.is_negative());
            Range { least: if not_below && positive { zero() } else { None }, most: None }
        }
        Measure::Share(share) => Range::over(share.credit.iter().map(|(_, credit)| credit)),
        Measure::Ratio { done, planned } => {
            let positive = |column| between(rubric, query, column).least.is_some_and(|least| !least.is_negative());
            Range { least: if positive(done) && positive(planned) { zero() } else { None }, most: None }
        }
        Measure::Rating { values, ballots, .. } if not_below => weighed(Range::over(values.iter().map(|(_, value)| value)), ballots),
        Measure::Mean { column, ballots, .. } if not_below => weighed(between(rubric, query, column), ballots),
        // Ballots that count below nothing carry a mean beyond its numbers.
        Measure::Rating { .. } | Measure::Mean { .. } => Range { least: None, most: None },
        Measure::Value(column) | Measure::Last(column) => between(rubric, query, column),
    }
}

/// The range of a mean whose classes are weighed.
fn weighed(range: Range, ballots: &Ballots) -> Range {
    let Some(weights) = &ballots.weights else { return range };
    let all: Exact = weights.of.iter().map(|(_, weight)| weight.clone()).sum();
    let missing = weights.missing == Missing::Zero;
    let end = |end: Option<Exact>, further: fn(Exact, Exact) -> Exact| {
        end.map(|end| &all * &if missing { further(end, Exact::zero()) } else { end })
    };
    Range { least: end(range.least, Exact::min), most: end(range.most, Exact::max) }
}

/// Whether a row of these tables may count several times.
fn counts_many(rubric: &Rubric, query: &Query) -> bool {
    let tables = query.from.iter().filter_map(|id| rubric.table(id));
    tables.flat_map(|table| &table.columns).any(|column| column.kind == ColumnKind::Count)
}

/// The range that the column has in all tables.
fn between(rubric: &Rubric, query: &Query, column: &str) -> Range {
    let columns: Vec<&Column> = query.from.iter().filter_map(|id| rubric.table(id)?.column(column)).collect();
    let ends: Vec<_> = columns.iter().filter_map(|column| column.between.as_ref()).collect();
    if ends.len() < columns.len() {
        return Range { least: None, most: None };
    }
    Range { least: ends.iter().map(|(low, _)| low.clone()).min(), most: ends.iter().map(|(_, high)| high.clone()).max() }
}

/// Where the factor of one row lies.
fn factors(query: &Query) -> Range {
    let (zero, one) = (Exact::zero(), Exact::one());
    let shares: Vec<&Exact> = match &query.split {
        None | Some(Split::EachFull) => vec![&one],
        Some(Split::LeadOnly | Split::Equal | Split::LeadAndRest { .. }) => vec![&zero, &one],
        Some(Split::Pair { lead, joint, sole, .. }) => [&zero, lead, joint].into_iter().chain(sole).collect(),
    };
    let mut all = Range::over(shares.into_iter());
    for times in &query.times {
        let own = Range::over(times.factors.iter().map(|(_, factor)| factor).chain(&times.otherwise));
        let ends = [&all.least, &all.most].into_iter().flatten();
        let products: Vec<Exact> =
            ends.flat_map(|end| [&own.least, &own.most].into_iter().flatten().map(move |other| end * other)).collect();
        all = Range::over(products.iter());
    }
    all
}

/// The highest points of a criterion, between its floor and cap.
pub(super) fn capped(rubric: &Rubric, criterion: &Criterion) -> Option<Exact> {
    let most = of_any_part(criterion, &measured(rubric, criterion));
    let most = most.map(|most| criterion.floor.iter().cloned().fold(most, Exact::max));
    let most = match (most, &criterion.cap) {
        (Some(most), Some(cap)) => Some(most.min(cap.clone())),
        (most, cap) => most.or_else(|| cap.clone()),
    };
    in_all(most, criterion.query.per, &criterion.totals)
}

/// In all sub-periods together: how many there are is not known here.
fn in_all(most: Option<Exact>, per: Option<Per>, totals: &Totals) -> Option<Exact> {
    if per.is_none() {
        return most;
    }
    let most = most.filter(|most| !most.is_positive()).map(|most| totals.floor.iter().cloned().fold(most, Exact::max));
    match (most, &totals.cap) {
        (Some(most), Some(cap)) => Some(most.min(cap.clone())),
        (most, cap) => most.or_else(|| cap.clone()),
    }
}

/// Sums of what can be reached.
pub(super) struct Most<'a> {
    pub rubric: &'a Rubric,
}

impl Most<'_> {
    /// All criteria of a dimension together.
    pub fn items(&self, dimension: &str) -> Option<Exact> {
        let own = self.rubric.criteria.iter().filter(|criterion| criterion.dimension == dimension);
        let each: Option<Vec<Exact>> = own.map(|criterion| capped(self.rubric, criterion)).collect();
        each.map(|each| each.into_iter().sum())
    }

    fn dimension(&self, dimension: &Dimension) -> Option<Exact> {
        let most = match (self.items(&dimension.id), &dimension.cap) {
            (Some(most), Some(cap)) => Some(most.min(cap.clone())),
            (most, cap) => most.or_else(|| cap.clone()),
        };
        let most = most.map(|most| dimension.floor.iter().cloned().fold(most, Exact::max));
        let most = match &dimension.normalise {
            Some(rule) => compared(rule).most,
            None => in_all(most, dimension.per, &dimension.totals),
        };
        most.map(|most| &most * &dimension.weight)
    }

    fn part(&self, id: &str) -> Option<Exact> {
        let of_part = |bonus: bool| self.rubric.dimensions.iter().filter(move |dimension| dimension.part == id && dimension.bonus == bonus);
        let regular: Option<Vec<Exact>> = of_part(false).map(|dimension| self.dimension(dimension)).collect();
        let bonus: Option<Vec<Exact>> = of_part(true).map(|dimension| self.dimension(dimension)).collect();
        let bonus = match (bonus.map(|each| each.into_iter().sum::<Exact>()), self.rubric.bonus_cap.clone()) {
            (Some(bonus), Some(cap)) => Some(bonus.min(cap)),
            (bonus, cap) => bonus.or(cap),
        };
        let base = self.rubric.base.as_ref().filter(|base| base.part == id).map(|base| base.points.clone());
        let rule = self.rubric.parts.iter().find(|part| part.id == id).and_then(|part| part.normalise.as_ref());
        if let Some(rule) = rule {
            return compared(rule).most;
        }
        Some(regular?.into_iter().sum::<Exact>() + base.unwrap_or_default().max(Exact::zero()) + bonus?)
    }

    /// The highest total.
    pub fn total(&self) -> Option<Exact> {
        let parts = &self.rubric.parts;
        let points: Option<Vec<Exact>> = parts.iter().map(|part| self.part(&part.id)).collect();
        let points = points?;
        let blended = parts.iter().zip(&points).map(|(part, points)| &part.weight * points).sum();
        if self.rubric.blend.declared && self.rubric.blend.missing == Missing::Renormalise {
            // Where the weaker parts are missing, the best one has all the weight.
            let weights: Exact = parts.iter().map(|part| part.weight.clone()).sum();
            return points.into_iter().max().map(|best| &weights * &best).max(Some(blended));
        }
        Some(blended)
    }
}
