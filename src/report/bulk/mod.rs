//! A workbook for each of many congresses, and a workbook that rolls them up.
//!
//! In: one [`Congress`] after another, whoever scored it. Out: files below [`FOLDER`], written side by side and each seen under
//! its name only when whole, and what is to be stored beside them: [`ROLL_UP`] with its table for programs, and [`LIST`] with
//! the hash of every workbook. A run that was cut short goes on where it was (`journal.rs`).
//!
//! So many congresses are held at once as there are threads, and as many wait; of the others only a line each is kept. It knows
//! neither where the congresses come from nor the rules that scored them.

mod book;
mod figures;
mod journal;
mod list;
mod place;
mod queue;
mod roll_up;
mod sheets;
mod sweep;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

pub use self::journal::{is_unfinished, Keeper, UNFINISHED};
pub use self::list::{entries, Entry};
pub use self::sweep::withdraw;

use self::journal::Journal;
use self::queue::Job;
use self::roll_up::RollUp;
use super::{sha256, Output};
use crate::base::hash::is_of;
use crate::base::period::{Day, Period};
use crate::base::problem::Problem;
use crate::base::whole::{self, about};
use crate::fact::evidence::Subject;
use crate::rank::standing::Outcome;
use crate::rubric::model::Rubric;
use crate::score::card::Scorecard;

/// Folder of the workbooks.
pub const FOLDER: &str = "congresses";
/// The workbook by county and province.
pub const ROLL_UP: &str = "congresses.xlsx";
/// The same for programs.
pub const TABLE: &str = "congresses.csv";
/// Every workbook with its hash, as `sha256sum --check` reads it.
pub const LIST: &str = "congresses.sha256";

/// What all workbooks of a run have in common.
#[derive(Debug, Clone, Copy)]
pub struct Common<'a> {
    /// The rubric that ran.
    pub rubric: &'a Rubric,
    /// SHA-256 of the rubric's file.
    pub rubric_sha256: &'a str,
    /// The time assessed.
    pub period: &'a Period,
    /// Today, for printed dates and properties of workbooks.
    pub as_of: Day,
    /// Scored although there are errors.
    pub draft: bool,
    /// Roster columns that name a congress, outermost first: province, county, congress.
    pub each: &'a [String],
}

/// One congress, scored. Its peer groups are wholly its own; subjects are numbered from 0.
#[derive(Debug, Clone, Default)]
pub struct Congress {
    /// Its value in each of the columns that name it.
    pub names: Vec<String>,
    /// Its subjects, in order of key.
    pub subjects: Vec<Subject>,
    /// Their scores.
    pub cards: Vec<Scorecard>,
    /// Their standings.
    pub outcome: Outcome,
    /// Its peer groups that are not ranked because of errors.
    pub stopped: Vec<String>,
    /// Problems of its own; where a group of it is stopped, those too that stop every group.
    pub problems: Vec<Problem>,
}

/// Why a workbook was not written.
#[derive(Debug)]
pub enum Failed {
    /// The disk.
    Disk(io::Error),
    /// It could not be made, or is not the one that was announced: a bug.
    Book(String),
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Disk(error) => write!(formatter, "{error}"),
            Self::Book(why) => write!(formatter, "{why}"),
        }
    }
}

impl std::error::Error for Failed {}

/// What became of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Made {
    sha256: String,
    /// Whether an earlier run had written it.
    kept: bool,
}

/// All workbooks written.
#[derive(Debug)]
pub struct Bound {
    /// [`ROLL_UP`], [`TABLE`] and [`LIST`], to be stored beside the manifest.
    pub outputs: Vec<Output>,
    /// How many workbooks there are.
    pub workbooks: usize,
    /// How many of them an earlier run had written.
    pub kept: usize,
}

/// Takes congresses one after another, in the order of the names that were announced.
pub type Put<'a> = dyn FnMut(Congress) -> Result<(), Failed> + 'a;

/// How the work is done.
pub struct Work<'a> {
    /// What all workbooks have in common.
    pub common: Common<'a>,
    /// The names of all congresses, in order.
    pub names: &'a [Vec<String>],
    /// Threads; 0 for as many as the machine has.
    pub jobs: usize,
    /// Is told how many workbooks are done.
    pub told: &'a dyn Fn(usize),
}

/// Writes a workbook for each congress that `feed` puts. `key` stands for everything that they depend on: workbooks that a run
/// with the same key has written stay. The outputs are the caller's to store; then it closes the keeper.
pub fn write<E: From<Failed>>(
    work: &Work,
    folder: &Path,
    key: &str,
    feed: impl FnOnce(&mut Put) -> Result<(), E>,
) -> Result<(Bound, Keeper), E> {
    let (places, common) = (places(work), work.common);
    let journal = Journal::begin(folder, key).map_err(Failed::from)?;
    let done: BTreeMap<&str, &str> = journal.done();
    let bind = |job: Job| {
        let place = places.get(job.number).map(String::as_str).unwrap_or_default();
        let target = folder.join(place);
        if let Some(known) = done.get(place).filter(|known| is_of(&target, known)) {
            return Ok(Made { sha256: (*known).to_owned(), kept: true });
        }
        let bytes = book::book(&common, job.congress).map_err(|why| Failed::Book(format!("{place}: {why}")))?;
        target.parent().map_or(Ok(()), fs::create_dir_all).map_err(|error| about(&error, &target))?;
        whole::write(&bytes, &target)?;
        let sha256 = sha256(&bytes);
        journal.note(&sha256, place).map_err(|error| about(&error, &folder.join(UNFINISHED)))?;
        Ok(Made { sha256, kept: false })
    };
    let bound = bound(work, (&places, Some(folder)), key, &bind, feed)?;
    let keeper = journal.keeper(folder, &places);
    Ok((bound, keeper))
}

/// What [`write()`] would give, in memory only.
pub fn again<E: From<Failed>>(work: &Work, key: &str, feed: impl FnOnce(&mut Put) -> Result<(), E>) -> Result<Bound, E> {
    let common = work.common;
    let bind = |job: Job| {
        let bytes = book::book(&common, job.congress).map_err(Failed::Book)?;
        Ok(Made { sha256: sha256(&bytes), kept: false })
    };
    bound(work, (&places(work), None), key, &bind, feed)
}

fn places(work: &Work) -> Vec<String> {
    place::places(work.names, work.common.rubric.locale)
}

/// `folder` is where a sheet goes while it is written; that of the system where there is none.
fn bound<E: From<Failed>>(
    work: &Work,
    (places, folder): (&[String], Option<&Path>),
    key: &str,
    bind: &(dyn Fn(Job) -> Result<Made, Failed> + Sync),
    feed: impl FnOnce(&mut Put) -> Result<(), E>,
) -> Result<Bound, E> {
    let mut roll_up = RollUp::new(work.common);
    let made = queue::side_by_side(work, bind, |put| {
        feed(&mut |congress| {
            roll_up.add(&congress, places);
            put(congress)
        })
    })?;
    if made.len() != places.len() {
        return Err(Failed::Book(format!("{} congresses of {}", made.len(), places.len())).into());
    }
    let entries = made.iter().zip(places).map(|(made, place)| Entry { sha256: made.sha256.clone(), path: place.clone() });
    let list = Output { name: LIST.to_owned(), bytes: list::text(key, entries).into_bytes() };
    let mut outputs = roll_up.outputs(folder)?;
    outputs.push(list);
    Ok(Bound { outputs, workbooks: made.len(), kept: made.iter().filter(|made| made.kept).count() })
}
