//! Evidence to tallies: how many rows of which class each subject has, as exact whole numbers.
//!
//! In: entries. Out: [`Tallies`]; and, asked again for one subject, which entry was kept and which set aside.
//! It knows no points; factors are taken from the rubric only to find the largest.

mod ballots;
mod division;
mod frame;
mod given;
mod link;
mod listed;
mod plan;
mod reduce;
pub mod sql;
mod turnout;
mod unit;

use std::collections::BTreeMap;

use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::fact::evidence::{Aside, Evidence};
use crate::rubric::model::{NoValue, Query, Rubric};

pub use ballots::{ballots, counted, Alike, Said};
pub use given::{given, EvidenceFault, Given, Refused};
pub use listed::{listed, Listed};
pub use plan::{factor, word};
pub use turnout::Turnout;
pub use unit::{is_by_row, unit};

/// Why something could not be counted. The engine's own error, so that no floor above names the engine; always a bug.
pub use polars::prelude::PolarsError as Uncounted;

/// With fewer ballots than this, who voted how could be guessed; what they say is not told apart.
pub const FEWEST_TOLD: u64 = 5;

/// Tallies of every query.
#[derive(Debug, Default)]
pub struct Tallies {
    /// The time assessed.
    pub period: Period,
    /// One for each criterion and count, by id: tallies by number of subject.
    pub queries: BTreeMap<String, Vec<Tally>>,
    /// Of criteria with sub-periods, those of each in order; above stand those of all of them together.
    pub divided: BTreeMap<String, Vec<Vec<Tally>>>,
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
    /// Different texts of a `distinct` measure, of rows with a factor above 0.
    pub distinct: u64,
    /// Who voted, where the tables tell it.
    pub turnout: Turnout,
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
    /// Words of the columns that the query's `times` and measure look at; the table or the number itself, where the measure
    /// looks at those.
    pub words: Vec<(String, String)>,
}

/// Whole-number sums of a class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    /// Σ n.
    pub rows: u64,
    /// Σ n × number, in millionths.
    pub number: i128,
    /// Σ n × number², in millionths of millionths.
    pub squares: i128,
    /// Σ n × the number below the line of a ratio, in millionths.
    pub below: i128,
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
    /// Index of its sub-period; 0 where the query has none.
    pub sub_period: usize,
    /// How many times it counts.
    pub n: u64,
    /// Its factor.
    pub factor: Exact,
    /// Why it does not count; none when kept.
    pub aside: Option<Aside>,
}

/// Counts everything that the rubric's criteria and counts ask for.
pub fn tally(evidence: &Evidence, rubric: &Rubric) -> Result<Tallies, Uncounted> {
    let frames = frame::Frames::of_entries(evidence);
    let mut tallies = Tallies { period: evidence.period.clone(), ..Tallies::default() };
    let subjects = evidence.subjects.len();
    for (id, query) in rubric.queries() {
        let traced = frame::run(&frames, query, rubric);
        let mut tally = match query.per {
            None => reduce::by_subject(&traced, &frames, query, subjects),
            Some(per) => {
                let divided = division::by_sub_period(&traced, &frames, query, subjects, tallies.period.parts(per).len());
                let together = division::together(&divided, subjects);
                tallies.divided.insert(id.to_owned(), divided);
                together
            }
        };
        turnout::add(&mut tally, evidence, rubric, query);
        tallies.queries.insert(id.to_owned(), tally);
    }
    Ok(tallies)
}

/// Counts what one query asks for of the only subject there is.
pub fn tally_one(evidence: &Evidence, rubric: &Rubric, query: &Query) -> Result<Tally, Uncounted> {
    let frames = frame::Frames::of_entries(evidence);
    let traced = frame::run(&frames, query, rubric);
    let mut tally = reduce::by_subject(&traced, &frames, query, 1);
    turnout::add(&mut tally, evidence, rubric, query);
    Ok(tally.pop().unwrap_or_default())
}

/// The same in each of so many sub-periods.
pub fn tally_one_divided(evidence: &Evidence, rubric: &Rubric, query: &Query, parts: usize) -> Result<Vec<Tally>, Uncounted> {
    let frames = frame::Frames::of_entries(evidence);
    let traced = frame::run(&frames, query, rubric);
    Ok(division::by_sub_period(&traced, &frames, query, 1, parts).into_iter().flatten().collect())
}

/// Tells which entries a query kept and which it set aside; asked for many queries, it arranges the entries once.
pub struct Tracer<'a> {
    frames: frame::Frames<'a>,
    rubric: &'a Rubric,
}

impl<'a> Tracer<'a> {
    /// Of this evidence.
    pub fn new(evidence: &'a Evidence, rubric: &'a Rubric) -> Result<Self, Uncounted> {
        Ok(Self { frames: frame::Frames::of_entries(evidence), rubric })
    }

    /// The entries of the query's tables, of all subjects.
    pub fn trace(&self, query: &Query) -> Result<Vec<Traced>, Uncounted> {
        Ok(frame::run(&self.frames, query, self.rubric))
    }
}

/// The figures of the report, in order of the rubric: each with its tally over all source rows, each row once, and what
/// became of the rows.
pub fn figures(evidence: &Evidence, rubric: &Rubric) -> Result<Vec<(Tally, Vec<Traced>)>, Uncounted> {
    let frames = frame::Frames::of_rows(evidence);
    let counted = rubric.figures.iter().map(|figure| {
        let traced = frame::run(&frames, &figure.query, rubric);
        let tally = reduce::by_subject(&traced, &frames, &figure.query, 1).pop().unwrap_or_default();
        Ok((tally, traced))
    });
    counted.collect()
}
