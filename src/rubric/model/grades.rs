//! Grades: by band, by rank, or both.

use super::selection::{Edge, QuotaBase};
use crate::base::exact::{Exact, RoundMode};

/// A grade: totals in `[from, the one above)`, or so many places in order of rank.
#[derive(Debug, Clone)]
pub struct Grade {
    /// Name.
    pub name: String,
    /// Least total; none for the last.
    pub from: Option<Exact>,
    /// Its upper end as published; it is told and decides nothing.
    pub to: Option<Exact>,
    /// How many may have it; none where all who reach it do.
    pub places: Option<Places>,
    /// Ties at the edge of the places.
    pub ties: Edge,
}

/// How many of a peer group have a grade.
#[derive(Debug, Clone, PartialEq)]
pub enum Places {
    /// So many.
    Number(u64),
    /// At least and at most so many.
    Range(u64, u64),
    /// A percentage.
    Percent {
        /// 20 for 20 %.
        percent: Exact,
        /// Of whom; never of the eligible.
        of: QuotaBase,
        /// Rounding to whole places; none for up.
        rounding: Option<RoundMode>,
    },
}
