//! A run once more, as its manifest tells it.
//!
//! In: a manifest, and where its files lie now. Out: the request and the files for [`super::run_on()`].

use std::path::{Path, PathBuf};

use super::{Previous, Request};
use crate::base::period::{Day, Period};
use crate::confidence::{Chance, MOST_DRAWS};
use crate::report::{sha256, InputEntry, Manifest, RUBRIC};
use crate::sheet::Given;

/// The file with these bytes: where it was, or at the longest end of its path under the folder given.
pub fn locate(name: &str, hash: &str, folder: Option<&Path>) -> Option<PathBuf> {
    let parts: Vec<&str> = name.split('/').collect();
    let moved =
        folder.into_iter().flat_map(|folder| (0..parts.len()).map(|skipped| folder.join(parts.iter().skip(skipped).collect::<PathBuf>())));
    let was = folder.is_none().then(|| PathBuf::from(name));
    was.into_iter().chain(moved).find(|path| std::fs::read(path).is_ok_and(|bytes| sha256(&bytes) == hash))
}

/// An input that lies here now.
pub fn given(input: &InputEntry, path: PathBuf) -> Given {
    Given { name: input.path.clone(), path, period: input.period.as_deref().and_then(Period::parse), folder: input.folder.clone() }
}

/// What the run was asked; its rubric lies in its folder.
pub fn request(manifest: &Manifest, folder: &Path, previous: Vec<Previous>) -> Request {
    Request {
        rubric: folder.join(RUBRIC).to_string_lossy().into_owned(),
        rubric_name: Some(manifest.rubric.path.clone()),
        period: Some(manifest.period.clone()),
        as_of: Day::parse_from_str(&manifest.as_of, "%Y-%m-%d").ok(),
        previous,
        draft: manifest.draft,
        seed: manifest.seed,
        chance: manifest.seed.zip(manifest.draws).map(|(seed, draws)| Chance { seed, draws: draws.min(MOST_DRAWS), jobs: 0 }),
        ..Request::default()
    }
}
