//! `manifest.json` of a comparison, schema `duly.comparison-manifest/1`: which folders were compared, and what was written.
//!
//! Such a folder is no input of `duly score`, and `duly verify` can tell whether it is as it was written.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::super::manifest::{sha256, FileEntry, NAME};
use super::super::Output;
use super::ComparisonReview;

const SCHEMA: &str = "duly.comparison-manifest/1";

/// What was compared and written.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ComparisonManifest {
    schema: String,
    program: String,
    version: String,
    /// Folders, oldest first.
    pub folders: Vec<FolderEntry>,
    /// Folders that could not be scored under the rules of their neighbour.
    pub not_split: Vec<String>,
    /// Files that were written, but for the manifest itself.
    pub outputs: Vec<FileEntry>,
}

/// A folder of results.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FolderEntry {
    /// As given, with `/`.
    pub path: String,
    /// Hash of its `results.json`.
    pub sha256: String,
}

impl ComparisonManifest {
    /// Reads the manifest of a folder.
    ///
    /// # Errors
    ///
    /// When there is none, or it is not that of a comparison.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let path = folder.join(NAME);
        let named = |why: String| io::Error::new(io::ErrorKind::InvalidData, format!("{}: {why}", path.display()));
        let bytes = std::fs::read(&path).map_err(|error| named(error.to_string()))?;
        let manifest: Self = serde_json::from_slice(&bytes).map_err(|error| named(error.to_string()))?;
        if manifest.schema == SCHEMA {
            Ok(manifest)
        } else {
            Err(named(format!("schema {}", manifest.schema)))
        }
    }
}

/// The manifest of these outputs.
pub(super) fn manifest(review: &ComparisonReview, outputs: &[Output]) -> Result<Output, serde_json::Error> {
    let manifest = ComparisonManifest {
        schema: SCHEMA.to_owned(),
        program: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        folders: review.folders.clone(),
        not_split: review.left_out.iter().map(|(folder, _)| folder.clone()).collect(),
        outputs: outputs.iter().map(|output| FileEntry { path: output.name.clone(), sha256: sha256(&output.bytes) }).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&manifest)?;
    bytes.push(b'\n');
    Ok(Output { name: NAME.to_owned(), bytes })
}
