//! What a change of the rubric does to everybody: one input scored under two rubrics.
//!
//! In: two runs on the same files. Out: who stands otherwise, largest difference first, and how many.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Run;
use crate::base::exact::Exact;
use crate::fact::evidence::Subject;
use crate::rank::standing::{Selected, Standing, Status};

/// Where one subject stands under one of the rubrics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    /// Rounded total.
    pub total: Option<Exact>,
    /// Rank in its peer group; none unless ranked.
    pub rank: Option<u32>,
    /// Grade.
    pub grade: Option<String>,
    /// Whether proposed.
    pub selected: Selected,
}

/// One subject under both.
#[derive(Debug, Clone)]
pub struct Shift {
    /// Key.
    pub key: String,
    /// Name.
    pub name: String,
    /// Peer group.
    pub peer: String,
    /// Under the first rubric; none where it is not assessed.
    pub before: Option<Stand>,
    /// Under the second.
    pub after: Option<Stand>,
}

/// All of them.
#[derive(Debug, Clone, Default)]
pub struct Effect {
    /// Those who stand otherwise: the largest difference of totals first, then of ranks, then by key.
    pub shifts: Vec<Shift>,
    /// Subjects under either rubric.
    pub subjects: usize,
    /// Totals that rise.
    pub up: usize,
    /// Totals that fall.
    pub down: usize,
    /// Totals that stay, or that only one of the two has.
    pub same: usize,
    /// Other ranks.
    pub ranks: usize,
    /// Other grades.
    pub grades: usize,
    /// Selected under one and not under the other, or left to the committee.
    pub selected: usize,
}

impl Shift {
    /// By how much the total changes, where both have one.
    pub fn difference(&self) -> Option<Exact> {
        let total = |stand: &Option<Stand>| stand.as_ref().and_then(|stand| stand.total.clone());
        Some(total(&self.after)? - total(&self.before)?)
    }

    fn differs<T: PartialEq>(&self, of: impl Fn(&Stand) -> T) -> bool {
        self.before.as_ref().map(&of) != self.after.as_ref().map(&of)
    }

    fn size(&self) -> (Exact, u32) {
        let difference = self.difference().unwrap_or_default();
        let size = if difference.is_negative() { -difference } else { difference };
        let rank = |stand: &Option<Stand>| stand.as_ref().and_then(|stand| stand.rank);
        let ranks = rank(&self.before).zip(rank(&self.after)).map_or(0, |(before, after)| before.abs_diff(after));
        (size, ranks)
    }
}

/// Compares two runs.
pub fn effect(before: &Run, after: &Run) -> Effect {
    let mut shifts: BTreeMap<String, Shift> = BTreeMap::new();
    for (subject, standing) in before.evidence.subjects.iter().zip(&before.outcome.standings) {
        shifts.insert(subject.key.clone(), Shift { before: Some(stand(standing)), ..shift(subject) });
    }
    for (subject, standing) in after.evidence.subjects.iter().zip(&after.outcome.standings) {
        let known = shifts.entry(subject.key.clone()).or_insert_with(|| shift(subject));
        known.after = Some(stand(standing));
    }
    let all: Vec<Shift> = shifts.into_values().collect();
    let count = |test: &dyn Fn(&Shift) -> bool| all.iter().filter(|shift| test(shift)).count();
    let up = count(&|shift| shift.difference().is_some_and(|difference| difference.is_positive()));
    let down = count(&|shift| shift.difference().is_some_and(|difference| difference.is_negative()));
    let (ranks, grades) = (count(&|shift| shift.differs(|stand| stand.rank)), count(&|shift| shift.differs(|stand| stand.grade.clone())));
    let selected = count(&|shift| shift.differs(|stand| stand.selected));
    let (subjects, same) = (all.len(), all.len() - up - down);
    let mut shifts: Vec<Shift> = all.into_iter().filter(|shift| shift.before != shift.after).collect();
    // The sort is stable: equal ones stay in order of their keys.
    shifts.sort_by_cached_key(|shift| Reverse(shift.size()));
    Effect { shifts, subjects, up, down, same, ranks, grades, selected }
}

fn shift(subject: &Subject) -> Shift {
    let (key, name, peer) = (subject.key.clone(), subject.name.clone(), subject.peer.clone());
    Shift { key, name, peer, before: None, after: None }
}

fn stand(standing: &Standing) -> Stand {
    Stand {
        total: standing.total.clone(),
        rank: standing.rank.filter(|_| standing.status == Status::Ranked),
        grade: standing.grade.clone(),
        selected: standing.selected,
    }
}
