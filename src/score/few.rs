//! Why there are too few ballots for a value. What that counts as is for the rubric to say; it is nobody's leave of absence.

use crate::base::text::Say;
use crate::rubric::model::{Measure, Poll, Query};

/// What there are too few of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Few {
    /// Fewer ballots than the least number.
    Ballots(u64),
    /// Fewer marks than the least number.
    Marks(u64),
    /// A turnout that is less than the vote needs.
    Turnout(Poll),
    /// Nothing is left without the highest and the lowest.
    Trimmed,
}

impl Few {
    /// Fewer than the least number of what the query measures.
    pub(super) fn than(least: u64, query: &Query) -> Self {
        if matches!(query.measure, Measure::Rating { .. }) {
            Self::Ballots(least)
        } else {
            Self::Marks(least)
        }
    }

    /// `ballots`, `turnout` or `trim`, as results tell it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Ballots(_) | Self::Marks(_) => "ballots",
            Self::Turnout(_) => "turnout",
            Self::Trimmed => "trim",
        }
    }

    /// In words.
    pub fn say(self) -> Say {
        match self {
            Self::Ballots(0 | 1) => Say::new("没有计入的票", "no ballot that counts"),
            Self::Marks(0 | 1) => Say::new("没有计入的评分", "no mark that counts"),
            Self::Ballots(least) => Say::new(format!("票数不足（少于 {least} 张）"), format!("too few ballots (fewer than {least})")),
            Self::Marks(least) => Say::new(format!("份数不足（少于 {least} 份）"), format!("too few marks (fewer than {least})")),
            Self::Turnout(of) => Say::new(format!("{}不足", of.say().zh), format!("too few {}", of.say().en)),
            Self::Trimmed => Say::new("去掉最高最低后没有剩余", "nothing left without the highest and the lowest"),
        }
    }
}
