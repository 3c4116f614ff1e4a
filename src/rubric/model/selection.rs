//! How the outstanding subjects are proposed.

use super::composition::Condition;
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
    pub floors: Vec<Floor>,
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
}

/// At least so many of the places go to subjects of a kind.
#[derive(Debug, Clone)]
pub struct Floor {
    /// Roster column.
    pub column: String,
    /// Its words that make the kind.
    pub is: Vec<String>,
    /// How many.
    pub size: FloorSize,
    /// Reason to print.
    pub reason: Option<String>,
}

/// How many of the places.
#[derive(Debug, Clone, PartialEq)]
pub enum FloorSize {
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
