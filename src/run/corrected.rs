//! What the corrections did: the same period scored without them, beside the run with them.
//!
//! In: tables with and without corrections, and the run. Out: the corrections made, and everybody whom they changed.

use std::collections::BTreeMap;

use super::tallied::Counting;
use super::Failure;
use crate::base::period::Day;
use crate::change::{causes, changes, states, Change, Evidenced};
use crate::fact::evidence::Evidence;
use crate::fact::{calendars, gather};
use crate::rank::rank;
use crate::rank::standing::Outcome;
use crate::rubric::model::Rubric;
use crate::score::card::Scorecard;
use crate::score::score;
use crate::sheet::corrections::Correction;
use crate::sheet::table::Reading;

/// Corrections and what they did.
#[derive(Debug, Default)]
pub struct Corrected {
    /// Those that were made, in order of their sheets.
    pub made: Vec<Correction>,
    /// Everybody who would stand otherwise without them.
    pub changes: Vec<Change>,
    /// The entries without them.
    pub before: Evidence,
}

/// Scores without the corrections, and tells who changes with them. Whom errors would stop is compared all the same: what a
/// correction mends may be an error.
pub(super) fn corrected(
    reading: &Reading,
    rubric: &Rubric,
    evidence: &Evidence,
    cards: &[Scorecard],
    outcome: &Outcome,
    today: Day,
    counting: &Counting,
) -> Result<Corrected, Failure> {
    let Some(uncorrected) = &reading.uncorrected else { return Ok(Corrected::default()) };
    let mut before = gather(uncorrected, rubric, counting.period, &mut Vec::new());
    calendars(&mut before, &uncorrected.tables, rubric, today);
    for subject in &mut before.subjects {
        // What was in earlier periods stays.
        let same = evidence.subjects.iter().find(|other| other.key == subject.key);
        subject.past = same.map(|same| same.past.clone()).unwrap_or_default();
    }
    let tallies = counting.count(&before, &mut Vec::new())?;
    let without = score(rubric, &before.subjects, &tallies);
    let ranked = rank(rubric, &before.subjects, &without, &[], counting.request.seed);
    let was = states(rubric, &before.subjects, &without, &ranked.standings);
    let is = states(rubric, &evidence.subjects, cards, &outcome.standings);
    let mut changes = changes(&was, &is, rubric);
    let of = |evidence, corrections| Evidenced { rubric, evidence, corrections, renamed: BTreeMap::new() };
    causes(&of(&before, &[]), &of(evidence, &reading.corrections), &mut changes)?;
    Ok(Corrected { made: reading.corrections.clone(), changes, before })
}
