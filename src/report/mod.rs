//! Standings to workbooks and files.

use crate::base::exact::Exact;
use crate::base::period::{Day, Period};
use crate::base::place::Place;
use crate::base::problem::Problem;
use crate::base::text::Say;
use crate::fact::evidence::Evidence;
use crate::rank::standing::Outcome;
use crate::rubric::model::Rubric;
use crate::score::card::Scorecard;
use crate::sheet::table::Source;
use crate::tally::Tallies;

/// All that a run found out; what reports are written from.
#[derive(Debug)]
pub struct Review<'a> {
    /// The rubric that ran.
    pub rubric: &'a Rubric,
    /// SHA-256 of the rubric's file.
    pub rubric_sha256: String,
    /// The time assessed.
    pub period: &'a Period,
    /// Today, for printed dates and properties of workbooks.
    pub as_of: Day,
    /// Input files.
    pub sources: &'a [Source],
    /// Subjects and entries.
    pub evidence: &'a Evidence,
    /// Counts.
    pub tallies: &'a Tallies,
    /// Scores, in order of subjects.
    pub cards: &'a [Scorecard],
    /// Ranks, grades, selection.
    pub outcome: &'a Outcome,
    /// Figures of the report.
    pub figures: &'a [FigureValue],
    /// Problems, in order.
    pub problems: &'a [Problem],
    /// Peer groups that are not ranked because of errors in them.
    pub stopped: &'a [String],
    /// Scored although there are errors; every page is marked.
    pub draft: bool,
}

/// A figure of the work report.
#[derive(Debug, Clone)]
pub struct FigureValue {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Unit: 人次, 件.
    pub unit: String,
    /// Value.
    pub value: Exact,
    /// Sheets and rows it was counted from: the sheet, its first and last row.
    pub sources: Vec<(Place, u32, u32)>,
    /// What is to be said beside it.
    pub note: Option<Say>,
}
