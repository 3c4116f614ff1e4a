//! The inputs of an earlier run, wherever they lie now.
//!
//! In: a manifest, and a folder where its inputs may have gone. Out: those found with the same bytes, and the others.

use std::path::{Path, PathBuf};

use super::Previous;
use crate::base::period::Period;
use crate::report::{sha256, Manifest, RESULTS};
use crate::sheet::Given;

/// What became of the inputs of a manifest.
#[derive(Debug, Default)]
pub struct Again {
    /// Files with the same bytes.
    pub here: Vec<Given>,
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
                Some(path) => again.here.push(Given {
                    name: input.path.clone(),
                    path,
                    period: input.period.as_deref().and_then(Period::parse),
                    folder: input.folder.clone(),
                }),
                None => again.lost(&input.path, folder),
            }
        }
        for previous in &manifest.previous {
            let results = format!("{}/{RESULTS}", previous.path);
            match locate(&results, &previous.sha256, folder) {
                Some(path) => {
                    let folder = path.parent().map(|path| Previous { name: previous.path.clone(), path: path.to_owned() });
                    again.previous.extend(folder);
                }
                None => again.lost(&results, folder),
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
fn locate(name: &str, hash: &str, folder: Option<&Path>) -> Option<PathBuf> {
    let parts: Vec<&str> = name.split('/').collect();
    let moved =
        folder.into_iter().flat_map(|folder| (0..parts.len()).map(|skipped| folder.join(parts.iter().skip(skipped).collect::<PathBuf>())));
    let was = folder.is_none().then(|| PathBuf::from(name));
    was.into_iter().chain(moved).find(|path| std::fs::read(path).is_ok_and(|bytes| sha256(&bytes) == hash))
}
