//! `manifest.json`, schema `duly.manifest/1`: what a run read, under which rubric and options, and what it wrote.
//!
//! It holds all that a second run on the same files needs to give the same bytes, and nothing that may differ between
//! two runs of the same input: no time, user, host, output folder or jobs.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Output, Review};
pub use crate::base::hash::sha256;
use crate::base::place::Place;
use crate::base::problem::{Fault, Problem};
use crate::base::text::Say;

/// Name of the file.
pub const NAME: &str = "manifest.json";

/// What the command line says beyond the review itself.
#[derive(Debug, Clone, Default)]
pub struct Arguments<'a> {
    /// Path of the rubric as given, with `/`, or its built-in name.
    pub rubric: &'a str,
    /// Earlier results that were read.
    pub previous: &'a [PreviousEntry],
    /// Seed, where one was given.
    pub seed: Option<u64>,
}

/// What a run read and wrote.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Manifest {
    schema: String,
    program: Program,
    /// The period's id.
    pub period: String,
    /// Today, `2025-12-31`.
    pub as_of: String,
    /// Scored although there are errors.
    pub draft: bool,
    /// The seed, where one was given.
    pub seed: Option<u64>,
    /// How often was drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draws: Option<u32>,
    /// Roster columns that name a congress, where each has a workbook of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub each: Vec<String>,
    /// The rubric that ran.
    pub rubric: RubricEntry,
    /// Files that were read, in order of path.
    pub inputs: Vec<InputEntry>,
    /// The table of tallies that was given in place of rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tallies: Option<FileEntry>,
    unread: Vec<Unread>,
    /// Earlier results that were read.
    pub previous: Vec<PreviousEntry>,
    stopped: Vec<String>,
    /// Files that were written, but for the manifest itself.
    pub outputs: Vec<FileEntry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Program {
    name: String,
    version: String,
}

/// A rubric.
#[derive(Debug, Serialize, Deserialize)]
pub struct RubricEntry {
    /// Path as given, or the built-in name.
    pub path: String,
    id: String,
    version: String,
    /// Hash of its text.
    pub sha256: String,
}

/// A file that was read.
#[derive(Debug, Serialize, Deserialize)]
pub struct InputEntry {
    /// Path as given.
    pub path: String,
    /// Hash of its bytes.
    pub sha256: String,
    /// Id of the period that its folders name.
    pub period: Option<String>,
    /// The folder between the period's and the file.
    pub folder: Option<String>,
}

/// A folder of earlier results that was read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PreviousEntry {
    /// The folder as given, with `/`.
    pub path: String,
    /// Hash of its `results.json`.
    pub sha256: String,
    /// Of results of the same period: the files that they were compared by; empty where those are gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inputs: Option<Vec<FileEntry>>,
}

/// A file that was written, or read by an earlier run.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FileEntry {
    /// Name within the output folder.
    pub path: String,
    /// Hash of its bytes.
    pub sha256: String,
}

/// A file that was found and not read, which is a problem of the run.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "code")]
enum Unread {
    #[serde(rename = "file/twice", rename_all = "kebab-case")]
    Twice { path: String, same_as: String },
    #[serde(rename = "file/unreadable")]
    Unreadable { path: String, zh: String, en: String },
}

impl Unread {
    fn of(problem: &Problem) -> Option<Self> {
        let path = problem.place.file.to_string();
        if let Fault::FileUnreadable { why } = &problem.fault {
            return Some(Self::Unreadable { path, zh: why.zh.clone(), en: why.en.clone() });
        }
        let first = problem.related.first().filter(|_| problem.fault == Fault::FileTwice)?;
        Some(Self::Twice { path, same_as: first.file.to_string() })
    }

    fn problem(&self) -> Problem {
        match self {
            Self::Twice { path, same_as } => Problem::new(Fault::FileTwice, Place::file(path), "").related(Place::file(same_as)),
            Self::Unreadable { path, zh, en } => Problem::new(Fault::FileUnreadable { why: Say::new(zh, en) }, Place::file(path), ""),
        }
    }
}

impl Manifest {
    /// Reads the manifest of a folder.
    ///
    /// # Errors
    ///
    /// When there is none, or it is not what a run writes.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let path = folder.join(NAME);
        let named = |why: String| io::Error::new(io::ErrorKind::InvalidData, format!("{}: {why}", path.display()));
        let bytes = std::fs::read(&path).map_err(|error| named(error.to_string()))?;
        serde_json::from_slice(&bytes).map_err(|error| named(error.to_string()))
    }

    /// Problems of the files that were found and not read.
    pub fn unread(&self) -> Vec<Problem> {
        self.unread.iter().map(Unread::problem).collect()
    }

    /// Whether the run wrote more than its problems.
    pub fn is_ranked(&self) -> bool {
        self.outputs.iter().any(|output| output.path != super::PROBLEMS && output.path != super::RUBRIC)
    }
}

/// The manifest of these outputs.
pub(super) fn manifest(review: &Review, outputs: &[Output], arguments: &Arguments) -> Result<Output, serde_json::Error> {
    let rubric = review.rubric;
    let read: BTreeSet<&str> = review.sources.iter().map(|source| source.name.as_str()).collect();
    let unread = review.problems.iter().filter(|problem| !read.contains(&*problem.place.file));
    let inputs = review.sources.iter().map(|source| InputEntry {
        path: source.name.clone(),
        sha256: source.sha256.clone(),
        period: source.period.as_ref().map(|period| period.id.clone()),
        folder: source.folder.clone(),
    });
    let manifest = Manifest {
        schema: "duly.manifest/1".to_owned(),
        program: Program { name: env!("CARGO_PKG_NAME").to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        period: review.period.id.clone(),
        as_of: review.as_of.to_string(),
        draft: review.draft,
        seed: arguments.seed,
        draws: review.confidence.map(|confidence| confidence.draws),
        each: review.each.to_vec(),
        rubric: RubricEntry {
            path: arguments.rubric.to_owned(),
            id: rubric.id.clone(),
            version: rubric.version.clone(),
            sha256: review.rubric_sha256.clone(),
        },
        inputs: inputs.collect(),
        tallies: review.tallied.cloned(),
        unread: unread.filter_map(Unread::of).collect(),
        previous: arguments.previous.to_vec(),
        stopped: review.stopped.to_vec(),
        outputs: outputs.iter().map(|output| FileEntry { path: output.name.clone(), sha256: sha256(&output.bytes) }).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&manifest)?;
    bytes.push(b'\n');
    Ok(Output { name: NAME.to_owned(), bytes })
}
