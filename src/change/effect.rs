//! Where everybody stands before and after.
//!
//! In: the states of all subjects, twice. Out: who stands otherwise, largest difference first, and how many.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::State;
use crate::base::exact::Exact;
use crate::rank::standing::Selected;

/// Where one subject stands.
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

/// One subject, before and after.
#[derive(Debug, Clone)]
pub struct Shift {
    /// Key.
    pub key: String,
    /// Name.
    pub name: String,
    /// Peer group.
    pub peer: String,
    /// Before; none where it is not assessed.
    pub before: Option<Stand>,
    /// After.
    pub after: Option<Stand>,
}

/// All of them.
#[derive(Debug, Clone, Default)]
pub struct Effect {
    /// Those who stand otherwise: the largest difference of totals first, then of ranks, then by key.
    pub shifts: Vec<Shift>,
    /// Subjects, before or after.
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
    /// Selected the one time and not the other, or left to the committee.
    pub selected: usize,
}

impl Shift {
    /// By how much the total changes, where both have one.
    pub fn difference(&self) -> Option<Exact> {
        let total = |stand: &Option<Stand>| stand.as_ref().and_then(|stand| stand.total.clone());
        Some(total(&self.after)? - total(&self.before)?)
    }

    /// Whether the two differ in something.
    pub fn differs<T: PartialEq>(&self, of: impl Fn(&Stand) -> T) -> bool {
        self.before.as_ref().map(&of) != self.after.as_ref().map(&of)
    }

    /// By how much total and rank change.
    pub(super) fn size(&self) -> (Exact, u32) {
        let difference = self.difference().unwrap_or_default();
        let size = if difference.is_negative() { -difference } else { difference };
        let rank = |stand: &Option<Stand>| stand.as_ref().and_then(|stand| stand.rank);
        let ranks = rank(&self.before).zip(rank(&self.after)).map_or(0, |(before, after)| before.abs_diff(after));
        (size, ranks)
    }
}

/// Everybody, before and after, in order of keys.
pub(super) fn shifts(before: &BTreeMap<String, State>, after: &BTreeMap<String, State>) -> Vec<Shift> {
    let mut shifts: BTreeMap<String, Shift> = BTreeMap::new();
    for (key, state) in before {
        shifts.insert(key.clone(), Shift { before: Some(state.stand.clone()), ..shift(key, state) });
    }
    for (key, state) in after {
        let known = shifts.entry(key.clone()).or_insert_with(|| shift(key, state));
        known.after = Some(state.stand.clone());
    }
    shifts.into_values().collect()
}

/// Counts who stands otherwise.
pub fn effect(before: &BTreeMap<String, State>, after: &BTreeMap<String, State>) -> Effect {
    let all = shifts(before, after);
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

fn shift(key: &str, state: &State) -> Shift {
    Shift { key: key.to_owned(), name: state.name.clone(), peer: state.peer.clone(), before: None, after: None }
}
