//! What the results of an earlier period say of one subject.

use std::collections::BTreeMap;

use crate::base::exact::Exact;

/// One subject in one earlier period.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Past {
    /// Exact points by criterion.
    pub points: BTreeMap<String, Exact>,
    /// The rounded total.
    pub total: Option<Exact>,
    /// The exact total.
    pub exact: Option<Exact>,
    /// Rank in the peer group.
    pub rank: Option<u32>,
    /// How many were ranked there.
    pub ranked: u64,
    /// Grade.
    pub grade: Option<String>,
    /// Whether it was proposed.
    pub proposed: Proposed,
    /// Ids of the vetoes that struck.
    pub vetoes: Vec<String>,
    /// The part of that period in office; none where the results do not say.
    pub exposure: Option<Exact>,
}

/// Whether somebody was proposed in an earlier period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Proposed {
    /// Proposed.
    Yes,
    /// Not proposed.
    #[default]
    No,
    /// Left to the committee, whose decision the results do not hold.
    Open,
}
