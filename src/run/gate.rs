//! The second gate: what the rubric refuses to score, and which peer groups errors stop.

use std::collections::BTreeSet;

use crate::base::place::Place;
use crate::base::problem::{Fault, Problem};
use crate::fact::evidence::{Aside, Evidence, Subject};
use crate::rank::standing::Outcome;
use crate::rubric::model::{Criterion, Missing, NoValue, Rubric};
use crate::score::card::{Refusal, Scorecard};
use crate::tally::{trace, Uncounted};

/// What the rubric refuses, with the cell where it can be named.
pub(super) fn refusals(rubric: &Rubric, evidence: &Evidence, cards: &[Scorecard]) -> Result<Vec<Problem>, Uncounted> {
    let mut problems = Vec::new();
    for (index, criterion) in rubric.criteria.iter().enumerate() {
        let refused = cards.iter().enumerate().filter_map(|(number, card)| Some((number, card.items.get(index)?.refused.as_ref()?)));
        let refused: Vec<(usize, &Refusal)> = refused.collect();
        if refused.is_empty() {
            continue;
        }
        let rows = rows(rubric, evidence, criterion)?;
        for (number, refusal) in refused {
            let Some(subject) = evidence.subjects.get(number) else { continue };
            // What is not recorded stands in blank cells; two values, or one out of range, in rows that count.
            let wanted = matches!(refusal, Refusal::NoValue(_)).then_some(Aside::NoValue(NoValue::NotRecorded));
            let own = rows.iter().filter(|(owner, aside, _)| *owner == number && *aside == wanted);
            let own: Vec<&Place> = own.map(|(_, _, place)| place).collect();
            let place = own.first().map_or_else(|| subject.place.clone(), |place| (*place).clone());
            let named = (criterion.name.clone(), subject.name.clone());
            let (fault, found) = match refusal {
                Refusal::NoValue(kind) => (Fault::NotRecorded { criterion: named.0, subject: named.1 }, kind.id().to_owned()),
                Refusal::TwoValues => (Fault::TwoValues { criterion: named.0, subject: named.1 }, String::new()),
                Refusal::OutOfRange(low, high) => {
                    let measure = cards.get(number).and_then(|card| card.items.get(index)?.measure.clone()).unwrap_or_default();
                    (Fault::OutOfRange { low: low.plain(), high: high.plain() }, measure.plain())
                }
            };
            let mut problem = Problem::new(fault, place, found).of_subject(u32::try_from(number).unwrap_or(u32::MAX));
            problem.related = own.into_iter().skip(1).cloned().collect();
            problems.push(problem);
        }
    }
    problems.extend(missing_parts(rubric, evidence, cards));
    Ok(problems)
}

/// Rows of the criterion: number of the subject, why it does not count, place.
fn rows(rubric: &Rubric, evidence: &Evidence, criterion: &Criterion) -> Result<Vec<(usize, Option<Aside>, Place)>, Uncounted> {
    let traced = trace(evidence, rubric, &criterion.query)?.into_iter();
    let rows = traced.filter_map(|one| {
        let entry = evidence.table(&one.table)?.entries.get(one.entry)?;
        Some((one.subject as usize, one.aside, entry.place.clone()))
    });
    Ok(rows.collect())
}

fn missing_parts(rubric: &Rubric, evidence: &Evidence, cards: &[Scorecard]) -> Vec<Problem> {
    if !rubric.blend.declared || rubric.blend.missing != Missing::Refuse {
        return Vec::new();
    }
    let mut problems = Vec::new();
    for ((subject, card), number) in evidence.subjects.iter().zip(cards).zip(0u32..) {
        let scored = card.items.iter().any(|item| item.points.is_some());
        for (part, _) in rubric.parts.iter().zip(&card.parts).filter(|(_, score)| scored && score.points.is_none()) {
            let fault = Fault::PartMissing { part: part.name.clone() };
            problems.push(Problem::new(fault, subject.place.clone(), &subject.name).of_subject(number));
        }
    }
    problems
}

/// Peer groups with an error; all of them when an error belongs to no subject.
pub(super) fn stopped(subjects: &[Subject], problems: &[Problem]) -> Vec<String> {
    let errors: Vec<&Problem> = problems.iter().filter(|problem| problem.is_error()).collect();
    let of_all = errors.iter().any(|problem| problem.subject.is_none());
    let named: BTreeSet<u32> = errors.iter().filter_map(|problem| problem.subject).collect();
    let stopped = subjects.iter().zip(0u32..).filter(|(_, number)| of_all || named.contains(number));
    let peers: BTreeSet<String> = stopped.map(|(subject, _)| subject.peer.clone()).collect();
    peers.into_iter().collect()
}

/// Ties at the edge of a quota that are left to the committee.
pub(super) fn ties(subjects: &[Subject], rubric: &Rubric, outcome: &Outcome) -> Vec<Problem> {
    let left = rubric.selection.as_ref().is_some_and(|selection| selection.ties == crate::rubric::model::Edge::Committee);
    let tied = outcome.quotas.iter().filter(|line| left && !line.tied.is_empty());
    let problems = tied.map(|line| {
        let names = line.tied.iter().filter_map(|index| subjects.get(*index)).map(|subject| subject.name.clone()).collect();
        let fault = Fault::TieAtEdge { names, places: line.places_at_edge };
        Problem::new(fault, Place::default(), &line.group)
    });
    problems.collect()
}
