//! Where a subject stands.

use std::collections::BTreeMap;

use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::score::card::Step;

/// What a subject is in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// Has a rank.
    #[default]
    Ranked,
    /// Listed without a rank, with a reason.
    Listed,
    /// Excluded by a veto, with a reason.
    Excluded,
}

/// Whether a subject is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Selected {
    /// Proposed.
    Yes,
    /// Not proposed.
    #[default]
    No,
    /// Tied at the edge, left to the committee.
    Committee,
}

/// Where one subject stands; in the order of subjects.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// Ranked, listed or excluded.
    pub status: Status,
    /// Why it is not ranked.
    pub reason: Option<Say>,
    /// The exact total after vetoes.
    pub exact: Option<Exact>,
    /// The exact total before a veto set it to 0.
    pub exact_before: Option<Exact>,
    /// The total rounded as the rubric says.
    pub total: Option<Exact>,
    /// Rank in the peer group.
    pub rank: Option<u32>,
    /// Rank within each declared group (within the peer group).
    pub rank_in: BTreeMap<String, u32>,
    /// Grade.
    pub grade: Option<String>,
    /// Ids of the vetoes that struck.
    pub vetoes: Vec<String>,
    /// Whether proposed.
    pub selected: Selected,
    /// Why it was passed over although its rank would do, or could not be selected.
    pub barred: Vec<Say>,
    /// Rounding, vetoes, grade.
    pub steps: Vec<Step>,
}

/// The arithmetic of one quota.
#[derive(Debug, Clone, Default)]
pub struct QuotaLine {
    /// Peer group.
    pub peer: String,
    /// Peer group, and group within it where the quota is per group.
    pub group: String,
    /// Number of whom the percentage is taken; none for a fixed number.
    pub base: Option<u64>,
    /// The exact quota before rounding: 64/5.
    pub exact: Exact,
    /// Places.
    pub places: u64,
    /// Numbers of the subjects proposed, in order of rank.
    pub selected: Vec<usize>,
    /// Numbers of those tied at the edge.
    pub tied: Vec<usize>,
    /// Places that were left for those tied.
    pub places_at_edge: u64,
    /// The eligible.
    pub eligible: u64,
}

/// All standings of a run.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// One for each subject.
    pub standings: Vec<Standing>,
    /// One for each group in which a quota was filled.
    pub quotas: Vec<QuotaLine>,
    /// Numbers of the subjects in the order of the lists: peer, rank (none last), key.
    pub order: Vec<usize>,
}
