//! Standings to workbooks and files.
//!
//! In: a [`Review`]. Out: files in memory ([`write()`]), their manifest ([`manifest`]), and files in a folder ([`store`]).
//! The floor reckons no scores; where a workbook shows a formula, it was checked to give the engine's number.

mod articles;
mod book;
mod broken;
pub mod bulk;
mod comparison;
mod dossier;
mod error;
mod figure;
#[cfg(test)]
mod fixture;
mod flat;
mod folio;
mod ink;
mod live;
mod manifest;
mod mark;
mod package;
mod page;
mod paper;
mod press;
mod publication;
pub mod record;
mod results;
mod roll;
mod said;
mod scan;
mod sheet;
mod sheets;
mod spread;
mod stations;
mod store;
mod style;
mod taken;
mod template;
#[cfg(test)]
mod tests;
mod widths;
mod wording;
mod xml;
mod year;

use std::collections::{BTreeMap, BTreeSet};

pub use self::articles::{alike, articles, changes, Article, Change as ArticleChange, ChangeKind, Chapter, Fact, Point};
pub use self::comparison::{comparison, ComparisonManifest, ComparisonReview, FolderEntry, Part, COMPARISON, COMPARISON_JSON};
pub use self::dossier::MOST as MOST_DOSSIERS;
pub use self::error::ReportError;
pub use self::figure::FigureValue;
pub use self::flat::{pieces as flat_pieces, Flat, Row as FlatRow, Rows as FlatRows};
pub use self::manifest::{sha256, Arguments, FileEntry, InputEntry, Manifest, PreviousEntry};
pub use self::mark::{marked, Copy, Unmarked};
pub use self::page::{page, PageReview};
pub use self::publication::{publish, Published};
pub use self::results::SCHEMA as RESULTS_SCHEMA;
pub use self::scan::scan;
pub use self::store::store;
pub use self::taken::{Counted, PeriodParts};
pub use self::template::{rubric_file, workspace, Workspace};
pub use self::year::{template, year, Differing, Document};
pub use sheets::changes::left_out as not_compared_in_words;

use crate::base::period::{Day, Period};
use crate::base::problem::Problem;
use crate::base::text::{Language, Say};
use crate::change::{Cause, Change, Compared};
use crate::confidence::Confidence;
use crate::fact::evidence::Evidence;
use crate::flag::Findings;
use crate::rank::standing::{Outcome, Selected};
use crate::rubric::model::Rubric;
use crate::score::card::Scorecard;
use crate::sheet::corrections::Correction;
use crate::sheet::table::Source;
use crate::tally::{Listed, Tallies};

/// Ranks, proposals and points of everybody.
pub const RANKING: &str = "ranking.xlsx";
/// Every problem of a run.
pub const PROBLEMS: &str = "problems.xlsx";
/// Notices, what a person should look at, agreement of raters, the record of the term, fairness: not to be published, and
/// only where there is any of them.
pub const INTERNAL: &str = "internal.xlsx";
/// Who changed since earlier results of the same period, and why.
pub const CHANGES: &str = "changes.xlsx";
/// A dossier of every subject, to be signed.
pub const DOSSIERS: &str = "dossiers.xlsx";
/// What is put on public display.
pub const PUBLICATION: &str = "publication.xlsx";
/// What was held, followed and listed, where the rubric has a calendar, a follow or a summary.
pub const STATIONS: &str = "stations.xlsx";
/// All scores, for other programs and for the next period.
pub const RESULTS: &str = "results.json";
/// The same, a row a subject.
pub const RESULTS_PARQUET: &str = "results.parquet";
/// The rubric that ran.
pub const RUBRIC: &str = "rubric.toml";

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
    /// The table of tallies that was given in place of rows.
    pub tallied: Option<&'a FileEntry>,
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
    /// What a person should look at.
    pub findings: &'a Findings,
    /// The rows that are followed or listed, by `follow.ID` and `summaries.ID`.
    pub lists: &'a BTreeMap<String, Vec<Listed>>,
    /// Problems, in order.
    pub problems: &'a [Problem],
    /// Peer groups that are not ranked because of errors in them.
    pub stopped: &'a [String],
    /// Scored although there are errors; every page is marked.
    pub draft: bool,
    /// Earlier periods whose results were given and lead up to this one, the last first.
    pub earlier: &'a [EarlierPeriod],
    /// Corrections that were made.
    pub corrections: &'a [Correction],
    /// Everybody who would stand otherwise without them.
    pub effects: &'a [Change],
    /// What is other than in earlier results of the same period.
    pub compared: Option<&'a Compared>,
    /// How sure ranks are, where a seed was given.
    pub confidence: Option<&'a Confidence>,
    /// The public list, made and scanned; none where there is none to be written.
    pub published: Option<&'a [u8]>,
    /// Roster columns that name a congress, outermost first, where each has a workbook of its own ([`bulk`]) and there is no
    /// `ranking.xlsx`.
    pub each: &'a [String],
}

/// A period before this one whose results were given.
#[derive(Debug, Clone)]
pub struct EarlierPeriod {
    /// The period.
    pub period: Period,
    /// Id and version of its rubric.
    pub rubric: String,
    /// Key and name of those who were assessed then and are not on the list now.
    pub gone: Vec<(String, String)>,
}

/// A file in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Name within the output folder.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// Copies of the inputs and what is said of them, for the list beside them.
#[derive(Debug)]
pub struct Copies<'a> {
    /// All problems; those in a file that was copied name the copy, by its path from the list.
    pub problems: &'a [Problem],
    /// Paths of the copies.
    pub files: &'a BTreeSet<&'a str>,
    /// Copies with problems that carry no marks.
    pub without: &'a [&'a str],
}

/// A kind of output that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// `ranking.xlsx`, `problems.xlsx` and, where there is anything for it, `internal.xlsx`.
    Xlsx,
    /// `results.json`.
    Json,
    /// `results.parquet`.
    Parquet,
    /// `results.csv`.
    Csv,
}

/// All files of a run but the manifest: those of the formats asked for, and the rubric byte for byte.
pub fn write(review: &Review, formats: &[Format]) -> Result<Vec<Output>, ReportError> {
    let mut outputs = Vec::new();
    let mut add = |name: &'static str, bytes: Result<Vec<u8>, String>| match bytes {
        Ok(bytes) => {
            outputs.push(Output { name: name.to_owned(), bytes });
            Ok(())
        }
        Err(why) => Err(ReportError { file: name, why }),
    };
    if formats.contains(&Format::Xlsx) {
        if review.each.is_empty() {
            add(RANKING, book::ranking_book(review).map_err(|error| error.to_string()))?;
        }
        add(PROBLEMS, book::problem_book(review).map_err(|error| error.to_string()))?;
        if review.compared.is_some() {
            add(CHANGES, book::change_book(review).map_err(|error| error.to_string()))?;
        }
        let internal = book::internal_book(review).map_err(|error| ReportError { file: INTERNAL, why: error.to_string() })?;
        internal.map_or(Ok(()), |bytes| add(INTERNAL, Ok(bytes)))?;
        if dossier::is_written(review) {
            add(DOSSIERS, dossier::book(review))?;
        }
        if let Some(bytes) = review.published {
            add(PUBLICATION, Ok(bytes.to_owned()))?;
        }
    }
    if formats.contains(&Format::Xlsx) && stations::are_there(review.rubric) {
        add(STATIONS, book::stations_book(review).map_err(|error| error.to_string()))?;
    }
    if formats.contains(&Format::Json) {
        add(RESULTS, results::json(review).map_err(|error| error.to_string()))?;
    }
    if formats.contains(&Format::Parquet) {
        add(RESULTS_PARQUET, flat::parquet(review))?;
    }
    if formats.contains(&Format::Csv) {
        add("results.csv", flat::csv(review).map_err(|error| error.to_string()))?;
    }
    outputs.push(rubric(review));
    Ok(outputs)
}

/// Who issued the rubric's text, what kind of body that is, and how much of it the rubric says.
pub fn origin_in_words(rubric: &Rubric) -> Say {
    said::head::origin(rubric)
}

/// How sure the rank of a subject, by its number, is; in a sentence.
pub fn sure_in_words(rubric: &Rubric, confidence: &Confidence, number: usize, language: Language) -> String {
    sheets::sure::of_subject(rubric, confidence, number, language)
}

/// How many changed since earlier results of the same period, in a sentence.
pub fn changed_in_words(compared: &Compared) -> Say {
    sheets::changes::summary(compared)
}

/// A row that made points other ones, in a line.
pub fn cause_in_words(cause: &Cause) -> Say {
    sheets::changes::told(cause)
}

/// Whether somebody is proposed, in words.
pub fn selected_in_words(selected: Selected) -> Say {
    sheets::changes::selected(selected)
}

/// What a correction did, of all that the corrections changed: a line for everybody whom it touched.
pub fn effect_in_words(correction: &Correction, changes: &[Change], rubric: &Rubric, language: Language) -> String {
    sheets::corrections::effect(correction, changes, rubric.rounding, language)
}

/// What stands for everything that the outputs of a run depend on: the hash of its manifest without outputs.
pub fn key(review: &Review, arguments: &Arguments) -> Result<String, ReportError> {
    Ok(sha256(&manifest(review, &[], arguments)?.bytes))
}

/// The manifest of these outputs, itself to be stored beside them.
pub fn manifest(review: &Review, outputs: &[Output], arguments: &Arguments) -> Result<Output, ReportError> {
    manifest::manifest(review, outputs, arguments).map_err(|error| ReportError { file: manifest::NAME, why: error.to_string() })
}

/// `problems.xlsx` and the rubric alone, when nothing may be ranked.
pub fn write_problems(review: &Review) -> Result<Vec<Output>, ReportError> {
    let why = |error: rust_xlsxwriter::XlsxError| ReportError { file: PROBLEMS, why: error.to_string() };
    let bytes = book::problem_book(review).map_err(why)?;
    Ok(vec![Output { name: PROBLEMS.to_owned(), bytes }, rubric(review)])
}

/// `problems.xlsx` beside copies of the inputs.
pub fn problem_list(review: &Review, copies: &Copies, language: Language) -> Result<Output, ReportError> {
    let bytes = book::problem_list(review, copies, language);
    let bytes = bytes.map_err(|error| ReportError { file: PROBLEMS, why: error.to_string() })?;
    Ok(Output { name: PROBLEMS.to_owned(), bytes })
}

/// The rubric that ran, byte for byte.
pub fn rubric(review: &Review) -> Output {
    Output { name: RUBRIC.to_owned(), bytes: review.rubric.text.clone().into_bytes() }
}
