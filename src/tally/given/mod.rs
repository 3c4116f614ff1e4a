//! Tallies that an engine has counted, from the table that the plan's statement gives.
//!
//! In: a file, the rubric, and who is in office. Out: the same [`Tallies`] as from rows, and what the engine found wrong with its
//! evidence. Tables of another plan, of another roster, or cut off on the way are refused.

mod build;
mod columns;
mod records;
mod term;

use std::path::Path;

use self::build::Building;
use super::Tallies;
use crate::base::period::Period;
use crate::fact::evidence::Subject;
use crate::rubric::model::Rubric;

/// What the file says.
#[derive(Debug, Default)]
pub struct Given {
    /// Tallies of every query.
    pub tallies: Tallies,
    /// What the engine could not read of its evidence.
    pub faults: Vec<EvidenceFault>,
    /// Keys that only one of the two rosters has in office, or with different terms.
    pub unlike: Vec<String>,
}

/// Cells or rows of an engine's table that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceFault {
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
    /// What is wrong, by its word in the plan: `unknown-word`, `blank`, …
    pub what: String,
    /// How many rows.
    pub rows: u64,
    /// One of the texts found.
    pub found: Option<String>,
}

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It cannot be opened, or is neither Parquet nor CSV.
    Unreadable(String),
    /// It lacks a column, or the column is of another type.
    Column(&'static str),
    /// A row, counted from 1, is none of the plan's.
    Row(u64),
    /// Its end is missing.
    CutOff,
    /// It was made by another plan.
    OtherPlan(String),
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'t> {
    plan: &'t str,
    query: &'t str,
    subject: &'t str,
    part: i128,
    kind: &'t str,
    role: &'t str,
    signers: i128,
    position: i128,
    words: &'t str,
    rows: i128,
    number: i128,
    squares: i128,
    below: i128,
    found: &'t str,
}

/// Reads the tallies that were counted by the plan with this id.
pub fn given(path: &Path, id: &str, rubric: &Rubric, period: &Period, subjects: &[Subject]) -> Result<Given, Refused> {
    let mut building = Building::new(id, rubric, period, subjects);
    records::each(path, &mut |record| building.take(&record))?;
    building.finish()
}
