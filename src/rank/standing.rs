//! Where a subject stands.

use std::collections::BTreeMap;

use super::lots::Lot;
use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::rubric::model::Rubric;
use crate::score::card::Step;
use crate::score::condition::Looked;

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
    /// Tied at the edge, or in the open part of a range: left to the committee.
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
    /// How many are ranked there.
    pub ranked: u64,
    /// Rank within each declared group (within the peer group).
    pub rank_in: BTreeMap<String, u32>,
    /// Grade.
    pub grade: Option<String>,
    /// The grades that it may have, best first, where the rubric leaves several open.
    pub grades_open: Vec<String>,
    /// Ids of the vetoes that struck.
    pub vetoes: Vec<String>,
    /// Whether proposed.
    pub selected: Selected,
    /// Why it was passed over although its rank would do, or could not be selected.
    pub barred: Vec<Say>,
    /// Why it gave way to others, or was held back by a ceiling, although its rank would do.
    pub held_back: Option<Say>,
    /// Rounding, vetoes, grade.
    pub steps: Vec<Step>,
    /// What follows for it.
    pub notices: Vec<Noticed>,
}

impl Standing {
    /// The total that grades and conditions look at: the rounded or the exact one, as the rubric says.
    pub fn graded(&self, rubric: &Rubric) -> Option<&Exact> {
        if rubric.rounding.grade_on_rounded {
            self.total.as_ref()
        } else {
            self.exact.as_ref()
        }
    }

    /// The grade; where several are open, all of them.
    pub fn grade_or_open(&self) -> String {
        self.grade.clone().unwrap_or_else(|| self.grades_open.join("/"))
    }
}

/// A notice that holds of a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noticed {
    /// Id of the notice.
    pub id: String,
    /// What its condition looked at, in each of its periods, this one first.
    pub looked_at: Vec<Option<Looked>>,
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
    /// Places as the rubric gives them, whether or not there are so many people; floors and ceilings are taken of these.
    pub offered: u64,
    /// Places that can be filled.
    pub places: u64,
    /// With those that a range leaves to the committee.
    pub most: u64,
    /// Numbers of the subjects proposed, in order of rank.
    pub selected: Vec<usize>,
    /// Numbers of those tied at the edge.
    pub tied: Vec<usize>,
    /// Places that were left for those tied.
    pub places_at_edge: u64,
    /// Numbers of those whom a range leaves to the committee.
    pub open: Vec<usize>,
    /// The eligible.
    pub eligible: u64,
    /// One for each floor of the rubric.
    pub floors: Vec<BoundLine>,
    /// Numbers of those who are in for a floor's sake, in order of rank.
    pub brought: Vec<usize>,
    /// Numbers of those who gave way to them.
    pub gave_way: Vec<usize>,
    /// One for each ceiling of the rubric.
    pub ceilings: Vec<BoundLine>,
    /// Numbers of those whom a ceiling holds back although their rank would do.
    pub held: Vec<usize>,
    /// Numbers of those who moved up for them.
    pub moved_up: Vec<usize>,
    /// How a tie at the edge was parted by lot.
    pub lot: Option<Lot>,
    /// Who is not in and near to the line.
    pub near: Option<Near>,
}

/// Who is not in and near to the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// The lowest total of those who are in by rank, or left to the committee.
    pub line: Exact,
    /// The distance between the highest and the lowest total of the ranked; none where nobody is ranked.
    pub span: Option<Exact>,
    /// So many points below it; none where the margin is a number of places.
    pub points: Option<Exact>,
    /// The next so many below it; none where the margin is a number of points.
    pub places: Option<u64>,
    /// Numbers of those within, in order of rank.
    pub members: Vec<usize>,
}

/// What a floor or a ceiling came to.
#[derive(Debug, Clone, Default)]
pub struct BoundLine {
    /// The exact number before rounding; none for a fixed number.
    pub exact: Option<Exact>,
    /// How many places at least, or at most.
    pub places: u64,
    /// How many eligible subjects are of its kind.
    pub eligible: u64,
}

/// How the places of grades by rank were filled in one peer group.
#[derive(Debug, Clone, Default)]
pub struct Allotment {
    /// Peer group.
    pub peer: String,
    /// How many are to have a grade.
    pub graded: u64,
    /// At least and at most so many places of each grade.
    pub demands: Vec<Option<(u64, u64)>>,
    /// Possible numbers by grade; none where none fits.
    pub options: Vec<Vec<u64>>,
    /// Whether there are more than those.
    pub more: bool,
    /// Numbers of those whose grade is open, in order of subjects.
    pub open: Vec<usize>,
}

/// All standings of a run.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// One for each subject.
    pub standings: Vec<Standing>,
    /// One for each group in which a quota was filled.
    pub quotas: Vec<QuotaLine>,
    /// One for each peer group with grades by rank.
    pub allotments: Vec<Allotment>,
    /// Numbers of the subjects in the order of the lists: peer, rank (none last), key.
    pub order: Vec<usize>,
}
