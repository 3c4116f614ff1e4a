//! One period scored twice: whose points, total, rank, grade or selection are other ones the second time, and which rows did it.
//!
//! In: what everybody was and is ([`State`]), and the evidence of both times where it is known ([`Evidenced`]). Out: a
//! [`Change`] for everybody who is not as before, with its [`Cause`]s down to cells and corrections. It scores nothing and
//! knows no file: where the first scoring comes from, and whether its rows are known, is the caller's to say.

mod ballots;
mod cause;
mod differing;
mod effect;

use std::cmp::Reverse;
use std::collections::BTreeMap;

pub use self::cause::{causes, Cause, Evidenced, Kind, Told};
pub use self::effect::{effect, Effect, Shift, Stand};

use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::fact::evidence::Subject;
use crate::rank::standing::{Standing, Status};
use crate::rubric::model::Rubric;
use crate::score::card::Scorecard;
use crate::sheet::corrections::Correction;

/// What one subject is in one scoring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Name.
    pub name: String,
    /// Peer group.
    pub peer: String,
    /// Total, rank, grade, selection.
    pub stand: Stand,
    /// Exact points by criterion.
    pub points: BTreeMap<String, Option<Exact>>,
}

/// One who is not as before.
#[derive(Debug, Clone)]
pub struct Change {
    /// Who, and where it stood and stands.
    pub shift: Shift,
    /// Criteria with other points, in order of the rubric.
    pub items: Vec<ItemChange>,
    /// What is other on the roster.
    pub causes: Vec<Cause>,
}

/// A criterion with other points.
#[derive(Debug, Clone)]
pub struct ItemChange {
    /// Its id.
    pub criterion: String,
    /// Its name.
    pub name: String,
    /// Points before.
    pub before: Option<Exact>,
    /// Points after.
    pub after: Option<Exact>,
    /// The rows that are other ones.
    pub causes: Vec<Cause>,
}

/// A scoring beside an earlier one of the same period.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// The folder of the earlier results, as given.
    pub folder: String,
    /// How many stand otherwise.
    pub effect: Effect,
    /// Everybody who is not as before: the largest difference of totals first, then of ranks, then by key.
    pub changes: Vec<Change>,
    /// Whether the rows of the earlier scoring are known.
    pub has_rows: bool,
    /// Whether the rubric is another one.
    pub other_rubric: bool,
    /// Peer groups that are not ranked this time, and so not compared.
    pub left_out: Vec<String>,
}

impl Change {
    /// Whether nothing of its own is other: it moved because others did.
    pub fn is_by_others(&self) -> bool {
        let total = |stand: &Stand| stand.total.clone();
        self.items.is_empty()
            && self.causes.is_empty()
            && self.shift.before.is_some()
            && self.shift.after.is_some()
            && !self.shift.differs(total)
    }
}

impl ItemChange {
    /// By how many points, where both have some.
    pub fn difference(&self) -> Option<Exact> {
        Some(self.after.clone()? - self.before.clone()?)
    }
}

impl Compared {
    /// How many moved only because others did.
    pub fn by_others(&self) -> usize {
        self.changes.iter().filter(|change| change.is_by_others()).count()
    }

    /// Why the points of an item are other ones although no row is; nothing where its rows say it.
    pub fn without_rows(&self, item: &ItemChange) -> Option<Say> {
        if !item.causes.is_empty() {
            return None;
        }
        Some(if self.other_rubric {
            Say::new("办法有改动", "the rubric was changed")
        } else if self.has_rows {
            Say::new("按同组其他人的数折算", "scaled by what others of the group have")
        } else {
            Say::new("上次的表格已不在，不能指明是哪一行", "the earlier sheets are gone, so no row can be named")
        })
    }
}

/// What everybody is in a scoring, by key.
pub fn states(rubric: &Rubric, subjects: &[Subject], cards: &[Scorecard], standings: &[Standing]) -> BTreeMap<String, State> {
    let all = subjects.iter().zip(cards).zip(standings);
    let states = all.map(|((subject, card), standing)| {
        let points = rubric.criteria.iter().zip(&card.items).map(|(criterion, item)| (criterion.id.clone(), item.points.clone()));
        let stand = Stand {
            total: standing.total.clone(),
            rank: standing.rank.filter(|_| standing.status == Status::Ranked),
            grade: standing.grade.clone(),
            selected: standing.selected,
        };
        (subject.key.clone(), State { name: subject.name.clone(), peer: subject.peer.clone(), stand, points: points.collect() })
    });
    states.collect()
}

/// Everybody who is not as before, without causes yet.
pub fn changes(before: &BTreeMap<String, State>, after: &BTreeMap<String, State>, rubric: &Rubric) -> Vec<Change> {
    let of = |states: &BTreeMap<String, State>, key: &str, criterion: &str| {
        states.get(key).and_then(|state| state.points.get(criterion).cloned()).flatten()
    };
    let mut changes: Vec<Change> = Vec::new();
    for shift in effect::shifts(before, after) {
        let items = rubric.criteria.iter().map(|criterion| ItemChange {
            criterion: criterion.id.clone(),
            name: criterion.name.clone(),
            before: of(before, &shift.key, &criterion.id),
            after: of(after, &shift.key, &criterion.id),
            causes: Vec::new(),
        });
        let items: Vec<ItemChange> = items.filter(|item| item.before != item.after).collect();
        if shift.before != shift.after || !items.is_empty() {
            changes.push(Change { shift, items, causes: Vec::new() });
        }
    }
    // The sort is stable: equal ones stay in order of their keys.
    changes.sort_by_cached_key(|change| Reverse(change.shift.size()));
    changes
}

/// What one correction did, of all that changed: those whose rows it touched, with the criteria.
pub fn effects<'c>(changes: &'c [Change], correction: &Correction) -> Vec<(&'c Change, Vec<&'c ItemChange>)> {
    let by_it = |causes: &[Cause]| causes.iter().any(|cause| cause.corrections.iter().any(|(one, _)| one.from == correction.from));
    let touched = changes.iter().map(|change| {
        let all = by_it(&change.causes);
        let items: Vec<&ItemChange> = change.items.iter().filter(|item| all || by_it(&item.causes)).collect();
        (change, items, all)
    });
    touched.filter(|(_, items, all)| *all || !items.is_empty()).map(|(change, items, _)| (change, items)).collect()
}
