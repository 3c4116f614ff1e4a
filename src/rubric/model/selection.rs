//! How the outstanding subjects are proposed.

use super::composition::{Condition, TieBreak};
use crate::base::exact::{Exact, RoundMode};

/// How the outstanding subjects are proposed.
#[derive(Debug, Clone)]
pub struct Selection {
    /// 优秀代表.
    pub name: String,
    /// 表扬 or 表彰.
    pub word: String,
    /// How many.
    pub quota: Quota,
    /// Group column within each peer group; none: the peer group itself.
    pub per: Option<String>,
    /// Ties at the edge.
    pub ties: Edge,
    /// Not to be selected when one holds.
    pub barred: Vec<Condition>,
    /// Places that go to a kind of subject.
    pub floors: Vec<Bound>,
    /// Places that a kind of subject has at most.
    pub ceilings: Vec<Bound>,
    /// How near to the last who is in somebody must be to be told; without it, within 1 % as [`Margin::Percent`] says.
    pub margin: Option<Margin>,
    /// What is laid before the committee of those tied and those near.
    pub shows: Vec<TieBreak>,
}

/// How near to the last who is in by rank somebody is told.
#[derive(Debug, Clone, PartialEq)]
pub enum Margin {
    /// So many points below.
    Points(Exact),
    /// So many people below.
    Places(u64),
    /// So many of a hundred of the distance between the highest and the lowest total of the group.
    Percent(Exact),
}

/// How many may be selected.
#[derive(Debug, Clone)]
pub struct Quota {
    /// Size.
    pub size: QuotaSize,
    /// Never fewer than this, if there are so many.
    pub at_least: u64,
}

/// The size of a quota.
#[derive(Debug, Clone)]
pub enum QuotaSize {
    /// A fixed number.
    Number(u64),
    /// So many are selected, and up to so many may be.
    Range(u64, u64),
    /// A percentage.
    Percent {
        /// 20 for 20 %.
        percent: Exact,
        /// Of whom.
        of: QuotaBase,
        /// Rounding to whole places: `Down`, `HalfUp`; `None` for up.
        rounding: Option<RoundMode>,
    },
}

/// Of whom a percentage is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuotaBase {
    /// Everyone on the list.
    All,
    /// The ranked.
    Ranked,
    /// The ranked who are not barred.
    Eligible,
}

/// Ties at the edge of the quota.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// All of them in.
    Include,
    /// All of them out.
    Exclude,
    /// Left to the committee.
    Committee,
    /// Drawn by lot from a seed; left to the committee as long as there is none. Only of a selection.
    Lot,
}

/// At least, or at most, so many of the places go to subjects of a kind.
#[derive(Debug, Clone)]
pub struct Bound {
    /// Roster column.
    pub column: String,
    /// Its words that make the kind.
    pub is: Vec<String>,
    /// How many.
    pub size: BoundSize,
    /// Reason to print.
    pub reason: Option<String>,
}

/// How many of the places.
#[derive(Debug, Clone, PartialEq)]
pub enum BoundSize {
    /// So many.
    Number(u64),
    /// A percentage of the places.
    Percent {
        /// 20 for 20 %.
        percent: Exact,
        /// Rounding to whole places; none for up.
        rounding: Option<RoundMode>,
    },
}

impl Bound {
    /// Whether this roster value makes the kind.
    pub fn takes(&self, value: Option<&String>) -> bool {
        value.is_some_and(|word| self.is.contains(word))
    }

    /// Whether the other is for the same words, in whatever order.
    pub fn is_for_same(&self, other: &Self) -> bool {
        self.is.len() == other.is.len() && self.is.iter().all(|word| other.is.contains(word))
    }

    /// Whether it asks for more than the other, as far as both are written in the same way.
    pub fn is_above(&self, other: &Self) -> bool {
        match (&self.size, &other.size) {
            (BoundSize::Number(own), BoundSize::Number(others)) => own > others,
            (BoundSize::Percent { percent: own, .. }, BoundSize::Percent { percent: others, .. }) => own > others,
            (BoundSize::Number(_), BoundSize::Percent { .. }) | (BoundSize::Percent { .. }, BoundSize::Number(_)) => false,
        }
    }
}
