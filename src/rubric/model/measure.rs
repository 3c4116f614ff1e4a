//! What number is got from the rows that count.

use super::composition::Missing;
use super::turnout::LeastTurnout;
use crate::base::exact::Exact;

/// The number got from the rows.
#[derive(Debug, Clone)]
pub enum Measure {
    /// Σ n × factor.
    Count,
    /// Σ n × number × factor.
    Sum(String),
    /// How many different texts.
    Distinct(String),
    /// A share of rows by word.
    Share(Share),
    /// Σ n × done ÷ Σ n × planned.
    Ratio {
        /// Number column that is summed above the line.
        done: String,
        /// And below it.
        planned: String,
    },
    /// Mean of numbers.
    Mean {
        /// Number column.
        column: String,
        /// Which ballots make a mean.
        ballots: Ballots,
        /// So many of the highest and of the lowest are left out; below 1 a share of all.
        trim: Option<Exact>,
    },
    /// Mean of the values of words.
    Rating {
        /// Word column.
        column: String,
        /// Value of each word.
        values: Vec<(String, Exact)>,
        /// Words not counted.
        not_counted: Vec<String>,
        /// Which ballots make a mean.
        ballots: Ballots,
    },
    /// The number in the subject's only row.
    Value(String),
    /// The number in the last table that has one.
    Last(String),
}

/// Which ballots make a mean.
#[derive(Debug, Clone)]
pub struct Ballots {
    /// Least number of rows.
    pub minimum: u64,
    /// Least turnout.
    pub turnout: Option<LeastTurnout>,
    /// The mean within each class first, weighed.
    pub weights: Option<Weights>,
}

/// Classes of ballots and their weights.
#[derive(Debug, Clone)]
pub struct Weights {
    /// Word column, or [`TABLE`].
    pub column: String,
    /// Weight of each word, or of each table.
    pub of: Vec<(String, Exact)>,
    /// What a class without a mean does.
    pub missing: Missing,
    /// A class with fewer ballots is missing.
    pub minimum_each: u64,
}

/// What stands for the table that a row is of; no column of a sheet has this id.
pub const TABLE: &str = "#table";

/// Σ n × credit ÷ Σ n.
#[derive(Debug, Clone)]
pub struct Share {
    /// Word column.
    pub column: String,
    /// Credit of each word in the denominator.
    pub credit: Vec<(String, Exact)>,
    /// Words that leave the denominator as excused.
    pub excused: Vec<String>,
    /// Words that leave it as not required.
    pub not_required: Vec<String>,
}

impl Measure {
    /// The columns that are measured; of a ratio the one above the line first.
    pub fn columns(&self) -> Vec<&str> {
        match self {
            Self::Count => Vec::new(),
            Self::Share(share) => vec![&share.column],
            Self::Ratio { done, planned } => vec![done, planned],
            Self::Sum(column)
            | Self::Distinct(column)
            | Self::Value(column)
            | Self::Last(column)
            | Self::Mean { column, .. }
            | Self::Rating { column, .. } => vec![column],
        }
    }

    /// The column that is measured.
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::Count => None,
            Self::Share(share) => Some(&share.column),
            Self::Ratio { done, .. } => Some(done),
            Self::Sum(column)
            | Self::Distinct(column)
            | Self::Value(column)
            | Self::Last(column)
            | Self::Mean { column, .. }
            | Self::Rating { column, .. } => Some(column),
        }
    }

    /// The words that the measure names, where it goes by words.
    pub fn words(&self) -> Option<Vec<String>> {
        let ids = |valued: &[(String, Exact)]| valued.iter().map(|(word, _)| word.clone()).collect::<Vec<_>>();
        match self {
            Self::Share(share) => Some([ids(&share.credit), share.excused.clone(), share.not_required.clone()].concat()),
            Self::Rating { values, not_counted, .. } => Some([ids(values), not_counted.clone()].concat()),
            Self::Count | Self::Sum(_) | Self::Distinct(_) | Self::Ratio { .. } | Self::Mean { .. } | Self::Value(_) | Self::Last(_) => {
                None
            }
        }
    }

    /// How ballots are weighed, where the measure is a mean of them.
    pub fn weights(&self) -> Option<&Weights> {
        self.ballots()?.weights.as_ref()
    }

    /// Which ballots make a mean, where the measure is one.
    pub fn ballots(&self) -> Option<&Ballots> {
        match self {
            Self::Mean { ballots, .. } | Self::Rating { ballots, .. } => Some(ballots),
            Self::Count | Self::Sum(_) | Self::Distinct(_) | Self::Share(_) | Self::Ratio { .. } | Self::Value(_) | Self::Last(_) => None,
        }
    }
}
