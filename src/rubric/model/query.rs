//! Which rows are taken and what number is got from them: `rows of a table → where → once → split, times → measure`.

use super::nothing::{NoRows, NoValue};
use super::range::Range;
use crate::base::exact::Exact;
use crate::base::period::Per;

/// Which rows are taken and what number is got from them.
#[derive(Debug, Clone)]
pub struct Query {
    /// Tables.
    pub from: Vec<String>,
    /// Conditions on rows; all must hold.
    pub filters: Vec<Filter>,
    /// Rows are taken apart by such parts of the period, before `once`.
    pub per: Option<Per>,
    /// Of rows that agree, one stays.
    pub once: Option<Once>,
    /// Share of a joint item.
    pub split: Option<Split>,
    /// Factors by word.
    pub times: Vec<Times>,
    /// The number got.
    pub measure: Measure,
    /// What no row at all means.
    pub no_rows: NoRows,
    /// What too few ballots mean.
    pub few: NoValue,
}

/// A condition on one column; `role`, `signers` and `position` stand for the part played, how many sign and the place among them.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// Column id.
    pub column: String,
    /// What must hold.
    pub test: FilterTest,
}

/// What must hold of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum FilterTest {
    /// One of these words.
    Is(Vec<String>),
    /// None of these words; a blank passes.
    IsNot(Vec<String>),
    /// A number in this range; a blank fails.
    Number(Box<Range>),
    /// There is a value, or there is none.
    Present(bool),
}

/// Of a subject's rows that agree in these columns the one with the largest factor stays.
#[derive(Debug, Clone)]
pub struct Once {
    /// Columns; empty: one row in the period.
    pub per: Vec<String>,
}

/// The share of a joint item that a signer gets.
#[derive(Debug, Clone, PartialEq)]
pub enum Split {
    /// The lead all, others nothing.
    LeadOnly,
    /// Everyone all.
    EachFull,
    /// 1 ÷ signers each.
    Equal,
    /// The lead this share, the others equal shares of the rest.
    LeadAndRest {
        /// The lead's share.
        lead: Exact,
        /// Those named after this many get nothing.
        most: Option<u32>,
    },
    /// Fixed factors.
    Pair {
        /// The lead's.
        lead: Exact,
        /// Each other's.
        joint: Exact,
        /// A sole signer's, where it is not the lead's.
        sole: Option<Exact>,
        /// Those named after this many get nothing.
        most: Option<u32>,
    },
}

/// Factors by the word in a column (or by `role`).
#[derive(Debug, Clone)]
pub struct Times {
    /// Column id or `role`.
    pub column: String,
    /// Factor of each word.
    pub factors: Vec<(String, Exact)>,
    /// Factor of words not listed, and of a blank.
    pub otherwise: Option<Exact>,
}

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
    /// Mean of numbers.
    Mean {
        /// Number column.
        column: String,
        /// Least number of rows.
        minimum: u64,
    },
    /// Mean of the values of words.
    Rating {
        /// Word column.
        column: String,
        /// Value of each word.
        values: Vec<(String, Exact)>,
        /// Words not counted.
        not_counted: Vec<String>,
        /// Least number of rows counted.
        minimum: u64,
    },
    /// The number in the subject's only row.
    Value(String),
}

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
