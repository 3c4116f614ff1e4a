//! Those whose row of the roster has a fault: what the rubric would refuse of them is told before the roster is mended.
//!
//! In: their evidence, kept apart. Out: problems of their rows elsewhere, and no score. Where it is open when they were in
//! office, only what stands in a row of theirs is told, not that a row is missing.

use std::sync::Arc;

use super::awaited::Awaited;
use super::{ballots, gate};
use crate::base::problem::{Fault, Problem};
use crate::fact::evidence::Evidence;
use crate::rubric::model::Rubric;
use crate::score::card::{Refusal, Scorecard};
use crate::score::score;
use crate::sheet::table::Reading;
use crate::tally::{tally, Uncounted};

/// Problems of the rows of those who are not scored as their row of the roster has a fault.
pub(super) fn problems(rubric: &Rubric, evidence: &Evidence, (reading, awaited): (&Reading, &Awaited)) -> Result<Vec<Problem>, Uncounted> {
    let Some(flawed) = evidence.flawed.as_deref() else { return Ok(Vec::new()) };
    let evidence = &flawed.evidence;
    let tallies = tally(evidence, rubric)?;
    let mut cards = score(rubric, &evidence.subjects, &tallies);
    for card in &mut cards {
        settle(card, rubric);
    }
    let mut problems = gate::without_sub_period(rubric, evidence)?;
    problems.extend(ballots::unlike_turnout(rubric, evidence, &tallies, None));
    problems.extend(gate::refusals(rubric, evidence, (reading, awaited), &cards)?);
    let reads_roster = rubric.criteria.iter().any(|criterion| criterion.query.from.contains(&rubric.subject.table));
    problems.retain(|problem| !(reads_roster && matches!(problem.fault, Fault::PartMissing { .. })));
    problems.retain(|problem| {
        let number = problem.subject.and_then(|subject| usize::try_from(subject).ok());
        let own = |number: usize| evidence.subjects.get(number).is_some_and(|subject| subject.place == problem.place);
        let open = |number: usize| flawed.open.get(number).copied().unwrap_or(true);
        number.is_some_and(|number| !own(number) || !open(number))
    });
    // The fault on the roster stops what has to be stopped.
    for problem in &mut problems {
        problem.subject = None;
    }
    Ok(problems)
}

/// Takes back what is refused only as the rows of the roster itself, or the numbers of the others, are not there.
fn settle(card: &mut Scorecard, rubric: &Rubric) {
    for (item, criterion) in card.items.iter_mut().zip(&rubric.criteria) {
        let of_roster = criterion.query.from.contains(&rubric.subject.table);
        let item = Arc::make_mut(item);
        for item in std::iter::once(&mut item.refused).chain(item.sub_periods.iter_mut().map(|part| &mut part.refused)) {
            let compared = criterion.normalise.is_some() && matches!(item, Some(Refusal::OutOfRange(_)));
            if of_roster || compared {
                *item = None;
            }
        }
    }
}
