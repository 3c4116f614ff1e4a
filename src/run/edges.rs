//! Ranks whom errors do not stop: which peer groups they stop, and what the rubric leaves to the committee.

use std::collections::BTreeSet;

use super::{Request, Run};
use crate::base::place::Place;
use crate::base::problem::{Fault, Problem};
use crate::fact::evidence::Subject;
use crate::rank::standing::{Allotment, Outcome};
use crate::rank::{persons, ranked};
use crate::rubric::model::{Edge, Rubric};
use crate::score::card::Scorecard;
use crate::score::Steps;

/// Ranks whom errors do not stop; grades that cannot be given stop their groups too.
pub(super) fn standings(
    (request, kept): (&Request, Steps),
    rubric: &Rubric,
    subjects: &[Subject],
    cards: &[Scorecard],
    problems: &mut Vec<Problem>,
) -> (Vec<String>, Outcome) {
    let stopping = |problems: &[Problem]| if request.draft { Vec::new() } else { stopped(rubric, subjects, problems) };
    let mut named = stopping(problems);
    let mut outcome = ranked(rubric, subjects, cards, &named, (request.seed, kept));
    let unfit = unfit(subjects, rubric, &outcome);
    if !unfit.is_empty() {
        problems.extend(unfit);
        named = stopping(problems);
        outcome = ranked(rubric, subjects, cards, &named, (request.seed, kept));
    }
    problems.extend(open_grades(subjects, rubric, &outcome));
    problems.extend(ties(subjects, rubric, &outcome));
    (named, outcome)
}

impl Run {
    /// Whether every peer group is stopped, or there is none.
    pub fn nothing_sound(&self) -> bool {
        let stopped: BTreeSet<&String> = self.stopped.iter().collect();
        self.evidence.subjects.iter().all(|subject| stopped.contains(&subject.peer))
    }
}

/// Peer groups with an error; all of them when an error belongs to no subject. Where one of a person's mandates
/// decides whether another is ranked, an error in the one stops the group of the other.
pub(super) fn stopped(rubric: &Rubric, subjects: &[Subject], problems: &[Problem]) -> Vec<String> {
    let errors: Vec<&Problem> = problems.iter().filter(|problem| problem.is_error()).collect();
    let of_all = errors.iter().any(|problem| problem.subject.is_none());
    let named: BTreeSet<u32> = errors.iter().filter_map(|problem| problem.subject).collect();
    let stopped = subjects.iter().zip(0u32..).filter(|(_, number)| of_all || named.contains(number));
    let mut peers: BTreeSet<String> = stopped.map(|(subject, _)| subject.peer.clone()).collect();
    let persons = if peers.is_empty() { Vec::new() } else { persons(rubric, subjects) };
    let mut before = 0;
    while before < peers.len() {
        before = peers.len();
        for person in &persons {
            let own: Vec<&String> = person.iter().filter_map(|index| subjects.get(*index)).map(|subject| &subject.peer).collect();
            if own.iter().any(|peer| peers.contains(*peer)) {
                peers.extend(own.into_iter().cloned());
            }
        }
    }
    peers.into_iter().collect()
}

/// Peer groups whose grades fit no allotment; each is told at its first ranked subject, whose group it then stops.
pub(super) fn unfit(subjects: &[Subject], rubric: &Rubric, outcome: &Outcome) -> Vec<Problem> {
    let unfit = outcome.allotments.iter().filter(|line| line.options.is_empty());
    let problems = unfit.filter_map(|line| {
        let (subject, number) = subjects.iter().zip(0u32..).find(|(subject, _)| subject.peer == line.peer)?;
        let demands = rubric.grades.iter().zip(&line.demands).map(|(grade, bounds)| (grade.name.clone(), *bounds)).collect();
        let fault = Fault::GradePlaces { graded: line.graded, demands };
        Some(Problem::new(fault, Place::default(), &subject.peer).of_subject(number))
    });
    problems.collect()
}

/// Grades that the rubric leaves open.
pub(super) fn open_grades(subjects: &[Subject], rubric: &Rubric, outcome: &Outcome) -> Vec<Problem> {
    let open = outcome.allotments.iter().filter(|line| !line.open.is_empty());
    let problems = open.map(|line| {
        let fault = Fault::GradeOpen { names: names(subjects, &line.open), options: named(rubric, line), more: line.more };
        Problem::new(fault, Place::default(), &line.peer)
    });
    problems.collect()
}

fn named(rubric: &Rubric, line: &Allotment) -> Vec<Vec<(String, u64)>> {
    let grades = || rubric.grades.iter().map(|grade| grade.name.clone());
    line.options.iter().map(|option| grades().zip(option.iter().copied()).collect()).collect()
}

fn names(subjects: &[Subject], indices: &[usize]) -> Vec<String> {
    indices.iter().filter_map(|index| subjects.get(*index)).map(|subject| subject.name.clone()).collect()
}

/// Ties at the edge of a quota that are left to the committee, or to a lot that was not drawn yet.
pub(super) fn ties(subjects: &[Subject], rubric: &Rubric, outcome: &Outcome) -> Vec<Problem> {
    let at_edge = rubric.selection.as_ref().map_or(Edge::Exclude, |selection| selection.ties);
    let tied = outcome.quotas.iter().filter(|line| at_edge != Edge::Exclude && !line.tied.is_empty());
    let problems = tied.map(|line| {
        let fault = Fault::TieAtEdge { names: names(subjects, &line.tied), places: line.places_at_edge, lot: at_edge == Edge::Lot };
        Problem::new(fault, Place::default(), &line.group)
    });
    problems.collect()
}
