//! Which rows are taken and what number is got from them: `rows of a table → where → once → split, times → measure`.

use super::measure::Measure;
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
    /// Rows of other tables that decide whether a row counts; all must let it pass.
    pub links: Vec<Link>,
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

/// Rows of another table that decide whether a row counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The other table.
    pub table: String,
    /// A row counts when there is another one (`in`), or when there is none (`not-in`).
    pub wanted: bool,
    /// Columns that must agree: the row's own, and the other's.
    pub by: Vec<(String, String)>,
    /// Which rows of the other table count.
    pub filters: Vec<Filter>,
    /// The other row must name the same subject.
    pub same_subject: bool,
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
