//! What somebody could have got in the time in office.
//!
//! Only criteria with an upper end are looked at, each weighed as it weighs in the total: by its dimension and its part. Where a number
//! gathers over time (events, sums) and the rubric does not prorate it, what was possible is taken in proportion to the time in office:
//! who came in October could make a quarter of a year's visits. Rates, means and judgements are possible in full at any time, and so is
//! what the rubric itself prorates.

use crate::base::exact::Exact;
use crate::fact::evidence::Subject;
use crate::rubric::model::{Criterion, Measure, Points, Prorate, Rubric};
use crate::score::card::Scorecard;

/// Points, and what was possible, over the criteria with an upper end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Possible {
    /// Points.
    pub got: Exact,
    /// What could be got in the whole period.
    pub whole: Exact,
    /// What could be got in the time in office.
    pub in_office: Exact,
}

impl Possible {
    /// The part of what was possible; none of nothing.
    pub fn share(&self) -> Option<Exact> {
        self.got.over(&self.in_office)
    }
}

/// What this subject got and could get; none where no criterion with a value has an upper end.
pub fn possible(rubric: &Rubric, subject: &Subject, card: &Scorecard) -> Option<Possible> {
    let mut all = Possible { got: Exact::zero(), whole: Exact::zero(), in_office: Exact::zero() };
    for (criterion, item) in rubric.criteria.iter().zip(&card.items) {
        let (Some(points), Some(attainable)) = (&item.points, criterion.attainable()) else { continue };
        let weight = weight(rubric, criterion);
        let whole = &attainable * &weight;
        let exposure = if falls_with_time(criterion) { subject.exposure.clone() } else { Exact::one() };
        all.got = all.got + points * &weight;
        all.in_office = all.in_office + &whole * &exposure;
        all.whole = all.whole + whole;
    }
    all.in_office.is_positive().then_some(all)
}

/// How points weigh in the total; those of a bonus stand outside what can be attained.
fn weight(rubric: &Rubric, criterion: &Criterion) -> Exact {
    let Some(dimension) = rubric.dimension(&criterion.dimension).filter(|dimension| !dimension.bonus) else { return Exact::zero() };
    let part = rubric.parts.iter().find(|part| part.id == dimension.part);
    part.map_or_else(|| dimension.weight.clone(), |part| &dimension.weight * &part.weight)
}

/// Whether less can be got in less time: as the rubric prorates, else where it gathers over time.
fn falls_with_time(criterion: &Criterion) -> bool {
    match criterion.prorate {
        Prorate::Points | Prorate::Cap => true,
        Prorate::Measure | Prorate::Target => false,
        Prorate::No => gathers(criterion),
    }
}

/// Whether points come with events or sums, and not with a rate, a mean or a judgement.
fn gathers(criterion: &Criterion) -> bool {
    let counts = match &criterion.query.measure {
        Measure::Count | Measure::Sum(_) | Measure::Distinct(_) => true,
        Measure::Share(_)
        | Measure::Ratio { .. }
        | Measure::Mean { .. }
        | Measure::Rating { .. }
        | Measure::Value(_)
        | Measure::Last(_) => false,
    };
    let rises = match &criterion.points {
        Points::Each(_) | Points::First { .. } | Points::Target { .. } | Points::Needed { .. } | Points::Full { .. } | Points::Bands(_) => {
            true
        }
        Points::AllOrNothing { .. } | Points::Start { .. } | Points::Judged(_) | Points::JudgedBy { .. } => false,
    };
    counts && rises && criterion.normalise.is_none()
}
