//! Tallies and rubric to scorecards: exact arithmetic that a lawyer could follow.
//!
//! It knows no frame, no sheet and no file. Scoring cannot fail: what the rubric refuses is noted on the card.

mod again;
mod award;
mod ballots;
pub mod card;
pub mod condition;
mod dimension;
mod divided;
mod example;
mod few;
mod item;
mod items;
mod measure;
mod normal;
mod part;
mod total;

pub use again::Again;
pub use dimension::full;
pub use divided::{divided, SubPeriod};
pub use example::{check as check_examples, Mismatch};
pub use few::Few;
pub use item::{item, Context, Steps};
pub use measure::{measure, parts, Measured};
pub use normal::Group;

use self::card::{DimensionScore, PartScore, Scorecard};
use self::normal::Groups;
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::fact::evidence::Subject;
use crate::rubric::model::Rubric;
use crate::tally::Tallies;

/// A scorecard for each subject. All subjects take each stage together, as numbers may be compared within a group:
/// items, then dimensions, then parts, then totals.
pub fn score(rubric: &Rubric, subjects: &[Subject], tallies: &Tallies) -> Vec<Scorecard> {
    let mut cards = items::score(rubric, subjects, tallies);
    compose(rubric, subjects, &mut cards, &tallies.period, Steps::Told);
    cards
}

/// The later stages: cards with counts and items get dimensions, base, parts and total.
pub fn compose(rubric: &Rubric, subjects: &[Subject], cards: &mut [Scorecard], period: &Period, kept: Steps) {
    for known in &rubric.dimensions {
        let own = dimension::own(rubric, known);
        let mut scores: Vec<DimensionScore> =
            cards.iter_mut().map(|card| dimension::clamped(known, &own, &mut card.items, period, kept)).collect();
        let groups = known.normalise.as_ref().map(|rule| {
            let numbers: Vec<Option<Exact>> = scores.iter().map(|score| score.points.clone()).collect();
            Groups::of(rule, subjects, &numbers)
        });
        for (number, (card, score)) in cards.iter_mut().zip(&mut scores).enumerate() {
            dimension::finish(known, score, groups.as_ref().and_then(|groups| groups.with(number)), kept);
            card.dimensions.push(std::mem::take(score));
        }
    }
    for (subject, card) in subjects.iter().zip(cards.iter_mut()) {
        card.base = part::base(rubric, subject, card);
    }
    for known in &rubric.parts {
        let mut scores: Vec<PartScore> = cards.iter().map(|card| part::summed(rubric, known, card, period, kept)).collect();
        let groups = known.normalise.as_ref().map(|rule| {
            let numbers: Vec<Option<Exact>> = scores.iter().map(|score| score.points.clone()).collect();
            Groups::of(rule, subjects, &numbers)
        });
        for (number, (card, score)) in cards.iter_mut().zip(&mut scores).enumerate() {
            part::finish(known, score, groups.as_ref().and_then(|groups| groups.with(number)), kept);
            card.parts.push(std::mem::take(score));
        }
    }
    for card in cards {
        card.total = total::total(rubric, card, kept);
    }
}
