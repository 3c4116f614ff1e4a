//! A run once more, as its manifest tells it.
//!
//! In: a manifest, and where its files lie now. Out: the request and the files for [`super::run_on()`], and what is lost.

use std::path::{Path, PathBuf};

use super::{Previous, Request, TalliesFile};
use crate::base::hash::is_of;
use crate::base::period::{Day, Period};
use crate::confidence::{Chance, MOST_DRAWS};
use crate::report::{InputEntry, Manifest, RESULTS, RUBRIC};
use crate::sheet::Given;

/// What became of the inputs of a manifest.
#[derive(Debug, Default)]
pub struct Again {
    /// Files with the same bytes.
    pub here: Vec<Given>,
    /// The table of tallies with the same bytes.
    pub tallies: Option<TalliesFile>,
    /// Folders of earlier results with the same bytes.
    pub previous: Vec<Previous>,
    /// Names of files that lie where they were, and have changed.
    pub changed: Vec<String>,
    /// Names of files that are found nowhere.
    pub missing: Vec<String>,
}

impl Again {
    /// Looks for the inputs where they were, or in this folder.
    pub fn of(manifest: &Manifest, folder: Option<&Path>) -> Self {
        let mut again = Self::default();
        for input in &manifest.inputs {
            match locate(&input.path, &input.sha256, folder) {
                Some(path) => again.here.push(given(input, path)),
                None => again.lost(&input.path, folder),
            }
        }
        if let Some(tallies) = &manifest.tallies {
            match locate(&tallies.path, &tallies.sha256, folder) {
                Some(path) => again.tallies = Some(TalliesFile { name: tallies.path.clone(), path }),
                None => again.lost(&tallies.path, folder),
            }
        }
        for previous in &manifest.previous {
            let results = format!("{}/{RESULTS}", previous.path);
            match locate(&results, &previous.sha256, folder) {
                Some(path) => {
                    let is_alone = previous.inputs.as_ref().is_some_and(Vec::is_empty);
                    let name = || previous.path.clone();
                    again.previous.extend(path.parent().map(|path| Previous { name: name(), path: path.to_owned(), is_alone }));
                }
                None => again.lost(&results, folder),
            }
            // Files of earlier results of this period, which say why a score changed.
            for input in previous.inputs.iter().flatten() {
                let is_input = manifest.inputs.iter().any(|own| own.sha256 == input.sha256);
                if !is_input && locate(&input.path, &input.sha256, folder).is_none() {
                    again.missing.push(input.path.clone());
                }
            }
        }
        again
    }

    /// Whether everything is there as it was.
    pub fn is_whole(&self) -> bool {
        self.changed.is_empty() && self.missing.is_empty()
    }

    fn lost(&mut self, name: &str, folder: Option<&Path>) {
        let here = folder.is_none() && Path::new(name).exists();
        if here { &mut self.changed } else { &mut self.missing }.push(name.to_owned());
    }
}

/// The file with these bytes: where it was, or at the longest end of its path under the folder given.
pub fn locate(name: &str, hash: &str, folder: Option<&Path>) -> Option<PathBuf> {
    let parts: Vec<&str> = name.split('/').collect();
    let moved =
        folder.into_iter().flat_map(|folder| (0..parts.len()).map(|skipped| folder.join(parts.iter().skip(skipped).collect::<PathBuf>())));
    let was = folder.is_none().then(|| PathBuf::from(name));
    was.into_iter().chain(moved).find(|path| is_of(path, hash))
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
        each: manifest.each.clone(),
        chance: manifest.seed.zip(manifest.draws).map(|(seed, draws)| Chance { seed, draws: draws.min(MOST_DRAWS), jobs: 0 }),
        ..Request::default()
    }
}
