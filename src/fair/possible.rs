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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::rubric::read;
    use crate::score::card::Item;

    const RUBRIC: &str = r#"
[rubric]
id = "possible"
name = "possible"
version = "1"
in-force = { from = 2025-01-01 }
subject = { table = "roster", name = "name", key = ["name"] }
[tables.roster]
sheet = ["roster"]
columns.name = { header = ["name"], type = "text" }
columns.state = { header = ["state"], type = "word", words = { good = ["good"], bad = ["bad"] } }
[parts.duty]
name = "duty"
weight = 0.7
[parts.voters]
name = "voters"
weight = 0.3
[dimensions]
work = { name = "work", part = "duty" }
extra = { name = "extra", part = "duty", bonus = true }
votes = { name = "votes", part = "voters" }
[criteria.visits]
name = "visits"
clause = "1"
dimension = "work"
from = "roster"
points = { each = 2 }
cap = 20
[criteria.prorated]
name = "prorated"
clause = "2"
dimension = "work"
from = "roster"
prorate = "measure"
points = { needed = 3, full = 10 }
[criteria.without-end]
name = "without end"
clause = "3"
dimension = "work"
from = "roster"
points = { each = 1 }
[criteria.honour]
name = "honour"
clause = "4"
dimension = "extra"
from = "roster"
points = { each = 5 }
cap = 5
[criteria.votes]
name = "votes"
clause = "5"
dimension = "votes"
from = "roster"
measure = { rating = "state", values = { good = 100, bad = 0 } }
points = { full = 100, of = 100 }
"#;

    /// By hand, for a quarter of the period. Visits: 20 × 0.7 × 1/4 = 3.5 possible, 4 × 0.7 = 2.8 got; prorated by the rubric: 10 × 0.7 = 7,
    /// 5 × 0.7 = 3.5 got; votes: 100 × 0.3 = 30, 24 got. Without end and bonus: not looked at. 30.3 of 40.5; of the whole 51.
    #[test]
    fn what_gathers_over_time_is_possible_in_proportion_and_the_rest_in_full() {
        let rubric = read("possible", RUBRIC).unwrap_or_else(|problems| panic!("{problems:?}")).rubric;
        let exact = |text: &str| Exact::parse(text).unwrap_or_default();
        let subject = Subject { exposure: exact("1/4"), ..Subject::default() };
        let items = ["4", "5", "9", "5", "80"].map(|points| Item { points: Some(exact(points)), ..Item::default() });
        let card = Scorecard { items: items.map(Arc::new).into(), ..Scorecard::default() };
        let expected = Possible { got: exact("30.3"), whole: exact("51"), in_office: exact("40.5") };
        assert_eq!(possible(&rubric, &subject, &card), Some(expected.clone()));
        assert_eq!(expected.share(), Some(exact("101/135")));
        let excused = Scorecard { items: (0..5).map(|_| Arc::default()).collect(), ..Scorecard::default() };
        assert_eq!(possible(&rubric, &subject, &excused), None);
    }
}
