//! Evidence to tallies: how many rows of which class each subject has, as exact whole numbers.
//!
//! In: entries. Out: [`Tallies`], and a trace of which entry was kept and which set aside. It knows no points;
//! factors are taken from the rubric only to find the largest.

use std::collections::BTreeMap;

use crate::base::exact::Exact;
use crate::fact::evidence::Aside;
use crate::rubric::model::NoValue;

/// Tallies of every query, by query id.
#[derive(Debug, Default)]
pub struct Tallies {
    /// One for each criterion and count: tallies by number of subject.
    pub queries: BTreeMap<String, Vec<Tally>>,
    /// For each query, what became of each entry, in order of subject, day and place.
    pub traces: BTreeMap<String, Vec<Traced>>,
}

/// What is counted for one subject and one query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Kept rows by class.
    pub classes: BTreeMap<Class, Sums>,
    /// Entries without a value in the measure's column, by kind.
    pub no_values: BTreeMap<NoValue, u64>,
    /// Entries set aside as outside the term.
    pub outside_term: u64,
    /// Different texts of a `distinct` measure.
    pub distinct: u64,
}

/// What rows have in common that the score may look at.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Class {
    /// Part played.
    pub role: Option<String>,
    /// People named in the row.
    pub signers: u32,
    /// Place among them.
    pub position: u32,
    /// Words of the columns that the query's `times` and measure look at.
    pub words: Vec<(String, String)>,
}

/// Whole-number sums of a class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    /// Σ n.
    pub rows: u64,
    /// Σ n × number, in millionths.
    pub number: i128,
}

/// What became of one entry under one query.
#[derive(Debug, Clone)]
pub struct Traced {
    /// Number of the subject.
    pub subject: u32,
    /// Table id.
    pub table: String,
    /// Index among the table's entries.
    pub entry: usize,
    /// Its factor.
    pub factor: Exact,
    /// Why it does not count; none when kept.
    pub aside: Option<Aside>,
}
