//! What the results of one period say.

use std::collections::BTreeMap;

use crate::base::exact::Exact;
use crate::base::period::Period;

/// A scored period.
#[derive(Debug, Clone, Default)]
pub struct Scored {
    /// The period.
    pub period: Period,
    /// Subjects by key.
    pub members: BTreeMap<String, Member>,
    /// Figures of the report.
    pub figures: Vec<Figure>,
}

/// A figure of the report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figure {
    /// Id.
    pub id: String,
    /// Value.
    pub value: Exact,
    /// Unit.
    pub unit: String,
    /// Files, sheets and rows that it was counted from, each as one text.
    pub sources: Vec<String>,
}

/// A subject in one period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Member {
    /// Name.
    pub name: String,
    /// Peer group.
    pub peer: String,
    /// Values of the declared groups.
    pub groups: BTreeMap<String, String>,
    /// Part of the period in office.
    pub exposure: Exact,
    /// The rounded total, which people see: of lists, that tell one period.
    pub official: Option<Exact>,
    /// The same, where it can be compared with another one: of changes, and of lines over several periods.
    pub total: Option<Exact>,
    /// Rank in the peer group; none unless ranked.
    pub rank: Option<u32>,
    /// How many are ranked there.
    pub ranked: u64,
    /// Grade.
    pub grade: Option<String>,
    /// Why it is not ranked.
    pub reason: Option<String>,
    /// Whether it was proposed.
    pub selected: bool,
    /// Exact points of dimensions by id.
    pub dimensions: BTreeMap<String, Exact>,
    /// Items by criterion.
    pub items: BTreeMap<String, Item>,
    /// Standard error of the total, in points; none where the run was scored without a seed.
    pub error: Option<Exact>,
}

/// A criterion's measure and exact points.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// Measure.
    pub measure: Option<Exact>,
    /// What a rate was made of: numerator and denominator, as they were counted.
    pub of: Option<(Exact, Exact)>,
    /// Points.
    pub points: Option<Exact>,
    /// Which no-value it is.
    pub no_value: Option<String>,
    /// What there are too few of, where it is that.
    pub too_few: Option<String>,
}

impl Member {
    /// The share of the other ranked who stand behind: 1 for the first, 0 for the last; none where nobody else is ranked.
    pub fn percentile(&self) -> Option<Exact> {
        let others = self.ranked.checked_sub(1)?;
        let behind = self.ranked.checked_sub(u64::from(self.rank?))?;
        Exact::from(behind).over(&Exact::from(others))
    }
}

impl Scored {
    /// The total of a subject.
    pub fn total(&self, key: &str) -> Option<&Exact> {
        self.members.get(key)?.total.as_ref()
    }
}
