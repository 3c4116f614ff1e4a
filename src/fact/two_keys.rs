//! One person with two keys: within a roster, and in the rosters of several sub-periods.
//!
//! In: the roster by key. Out: an error for each pair that nothing but the key tells apart.

use std::collections::BTreeMap;

use super::roster::Line;
use crate::base::period::Period;
use crate::base::place::Place;
use crate::base::problem::{Fault, Problem};
use crate::base::text::{name_form, squeeze};
use crate::rubric::model::SubjectRule;

/// A row of a roster, and the period of its folder.
pub(super) type Seen = (Place, Option<Period>);

/// Tells of those who have two keys.
pub(super) fn check(lines: &BTreeMap<String, Line>, subject: &SubjectRule, problems: &mut Vec<Problem>) {
    let mut by_name: BTreeMap<String, Vec<(&String, &Line)>> = BTreeMap::new();
    for (key, line) in lines.iter().filter(|(_, line)| !line.name.is_empty()) {
        by_name.entry(name_form(&line.name)).or_default().push((key, line));
    }
    for people in by_name.into_values() {
        for (at, one) in people.iter().enumerate() {
            for other in people.iter().skip(at + 1).filter(|other| is_one_person(one.1, other.1, subject)) {
                let (earlier, later) = if one.1.place <= other.1.place { (one, other) } else { (other, one) };
                let keys = vec![earlier.0.clone(), later.0.clone()];
                let problem = Problem::new(Fault::KeysOfOne { keys }, later.1.key_cell.clone(), &later.1.name);
                problems.push(problem.related(earlier.1.key_cell.clone()));
            }
        }
    }
}

fn is_one_person(one: &Line, other: &Line, subject: &SubjectRule) -> bool {
    if one.home != other.home || marks(&one.notes) != marks(&other.notes) {
        return false;
    }
    let column = |column: &str| (one.columns.get(column), other.columns.get(column));
    if subject.mandate.as_deref().is_some_and(|mandate| column(mandate).0 != column(mandate).1) {
        return false;
    }
    let apart = |id: &String| matches!(column(id), (Some(one), Some(other)) if one != other);
    if subject.tell_apart.iter().any(apart) {
        return false;
    }
    let flaws = || one.flaw.iter().chain(&other.flaw);
    if flaws().any(|flaw| flaw.leaves_open_who(subject) || flaw.leaves_open_when(subject)) {
        return false;
    }
    if in_turn(one, other) {
        return !follow(one, other) && !follow(other, one);
    }
    // On one roster two people may have one name; only where all that shall tell them apart is the same they do not.
    let told = |id: &String| matches!(column(id), (Some(_), Some(_)));
    let is_key = |id: &&String| subject.key.contains(id);
    let same = |id: &String| column(id).0 == column(id).1;
    let ids = || one.columns.keys().chain(other.columns.keys()).filter(|id| !is_key(id));
    flaws().next().is_none()
        && !subject.tell_apart.is_empty()
        && subject.tell_apart.iter().all(told)
        && ids().all(same)
        && one.term == other.term
}

fn marks(notes: &[String]) -> Vec<String> {
    let mut marks: Vec<String> = notes.iter().map(|note| squeeze(note)).collect();
    marks.sort();
    marks
}

/// Whether no roster holds both, and those that hold them are of different times.
fn in_turn(one: &Line, other: &Line) -> bool {
    let apart =
        |(_, one): &Seen, (_, other): &Seen| matches!((one, other), (Some(one), Some(other)) if one.to < other.from || other.to < one.from);
    one.seen.iter().all(|one| other.seen.iter().all(|other| apart(one, other)))
}

/// Whether the second took office after the first had left it.
fn follow(first: &Line, second: &Line) -> bool {
    matches!((first.term.to, second.term.from), (Some(left), Some(entered)) if left < entered)
}
