//! `manifest.json`, schema `duly.manifest/1`: what a run read, under which rubric and options, and what it wrote.
//!
//! It holds nothing that may differ between two runs of the same input: no time, user, host, output folder or jobs.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{Output, Review};

/// Name of the file.
pub const NAME: &str = "manifest.json";

/// What the command line says beyond the review itself.
#[derive(Debug, Clone, Default)]
pub struct Arguments<'a> {
    /// Path of the rubric as given, with `/`, or its built-in name.
    pub rubric: &'a str,
    /// Folders of earlier results as given, with `/`.
    pub previous: &'a [String],
    /// Seed, where chance plays a part.
    pub seed: Option<u64>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Manifest<'a> {
    schema: &'static str,
    program: Program,
    period: &'a str,
    as_of: String,
    draft: bool,
    seed: Option<u64>,
    rubric: RubricEntry<'a>,
    inputs: Vec<FileEntry<'a>>,
    previous: &'a [String],
    stopped: &'a [String],
    outputs: Vec<FileEntry<'a>>,
}

#[derive(Serialize)]
struct Program {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct RubricEntry<'a> {
    path: &'a str,
    id: &'a str,
    version: &'a str,
    sha256: &'a str,
}

#[derive(Serialize)]
struct FileEntry<'a> {
    path: &'a str,
    sha256: String,
}

/// The manifest of these outputs.
pub(super) fn manifest(review: &Review, outputs: &[Output], arguments: &Arguments) -> Result<Output, serde_json::Error> {
    let rubric = review.rubric;
    let manifest = Manifest {
        schema: "duly.manifest/1",
        program: Program { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        period: &review.period.id,
        as_of: review.as_of.to_string(),
        draft: review.draft,
        seed: arguments.seed,
        rubric: RubricEntry { path: arguments.rubric, id: &rubric.id, version: &rubric.version, sha256: &review.rubric_sha256 },
        inputs: review.sources.iter().map(|source| FileEntry { path: &source.name, sha256: source.sha256.clone() }).collect(),
        previous: arguments.previous,
        stopped: review.stopped,
        outputs: outputs.iter().map(|output| FileEntry { path: &output.name, sha256: sha256(&output.bytes) }).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&manifest)?;
    bytes.push(b'\n');
    Ok(Output { name: NAME.to_owned(), bytes })
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    let nibbles = Sha256::digest(bytes);
    let nibbles = nibbles.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    nibbles.filter_map(|nibble| char::from_digit(u32::from(nibble), 16)).collect()
}
