//! Tallies and rubric to scorecards: exact arithmetic that a lawyer could follow.
//!
//! It knows no frame, no sheet and no file. Scoring cannot fail: what the rubric refuses is noted on the card.

mod award;
pub mod card;
pub mod condition;
mod example;
mod item;
mod measure;
mod total;

pub use example::{check as check_examples, Mismatch};
pub use item::{item, Context};
pub use measure::{measure, Measured};

use std::collections::BTreeMap;

use self::card::Scorecard;
use crate::base::exact::Exact;
use crate::fact::evidence::Subject;
use crate::rubric::model::Rubric;
use crate::tally::{Tallies, Tally};

/// A scorecard for each subject.
pub fn score(rubric: &Rubric, subjects: &[Subject], tallies: &Tallies) -> Vec<Scorecard> {
    let nothing = Tally::default();
    let of = |id: &str, number: usize| tallies.queries.get(id).and_then(|tallies| tallies.get(number)).unwrap_or(&nothing);
    let cards = subjects.iter().enumerate().map(|(number, subject)| {
        let counts = rubric.counts.iter().map(|count| {
            let measured = measure(&count.query, of(&count.id, number));
            (count.id.clone(), measured.value())
        });
        let counts: BTreeMap<String, Option<Exact>> = counts.collect();
        let context = Context { exposure: &subject.exposure, counts: &counts };
        let items = rubric.criteria.iter().map(|criterion| item(criterion, of(&criterion.id, number), &context)).collect();
        total::complete(rubric, subject, Scorecard { items, counts, ..Scorecard::default() })
    });
    cards.collect()
}
