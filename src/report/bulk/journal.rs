//! What is written already, so that a run that was cut short goes on where it was.
//!
//! The journal lies in the output folder as long as the work is unfinished. A line is added behind each workbook that stands under
//! its name; nothing in it is ever changed, so it can be cut short at any byte. A workbook counts as done only where the run
//! depends on the same ([`super::write()`]'s key) and the file has the bytes of its line, so neither a kill between the two nor a
//! loss of power can make a wrong one count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::list::{self, head, line, sections, Entry, Section};
use super::{sweep, LIST};
use crate::base::whole::about;

/// Name of the journal; it tells everybody that the folder is not finished, and that it holds no inputs.
pub use crate::sheet::UNFINISHED;

/// Whether a run into this folder was cut short, or is at work.
pub fn is_unfinished(folder: &Path) -> bool {
    folder.join(UNFINISHED).exists()
}

/// The journal of a run at work.
pub(super) struct Journal {
    file: Mutex<File>,
    done: Vec<Entry>,
    old: Vec<Entry>,
}

impl Journal {
    /// Opens the journal of this folder, which no other run may have open, and looks up what is done.
    pub(super) fn begin(folder: &Path, key: &str) -> io::Result<Self> {
        fs::create_dir_all(folder).map_err(|error| about(&error, folder))?;
        let path = folder.join(UNFINISHED);
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(&path).map_err(|error| about(&error, &path))?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(busy(&path)),
            // Some network drives know no locks.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        let mut known = Vec::new();
        file.read_to_end(&mut known)?;
        let mut known = sections(&String::from_utf8_lossy(&known));
        let is_begun = known.last().is_some_and(|last| last.key == key);
        // A line cut short by a kill ends here.
        let mut more = String::from("\n");
        if !is_begun {
            let listed = fs::read_to_string(folder.join(LIST)).map(|text| sections(&text)).unwrap_or_default();
            let (own, others): (Vec<Section>, Vec<Section>) = listed.into_iter().partition(|section| section.key == key);
            more.extend(others.iter().map(list::section));
            more += &head(key);
            more.extend(own.iter().flat_map(|section| &section.entries).map(|entry| line(&entry.sha256, &entry.path)));
        }
        file.write_all(more.as_bytes()).map_err(|error| about(&error, &path))?;
        known.extend(sections(&more));
        sweep::leftovers(folder)?;
        let (own, others): (Vec<Section>, Vec<Section>) = known.into_iter().partition(|section| section.key == key);
        let all = |sections: Vec<Section>| sections.into_iter().flat_map(|section| section.entries).collect();
        Ok(Self { file: Mutex::new(file), done: all(own), old: all(others) })
    }

    /// The hash of each workbook that is done, by its path.
    pub(super) fn done(&self) -> BTreeMap<&str, &str> {
        self.done.iter().map(|entry| (entry.path.as_str(), entry.sha256.as_str())).collect()
    }

    /// A workbook stands under its name.
    pub(super) fn note(&self, sha256: &str, path: &str) -> io::Result<()> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(line(sha256, path).as_bytes())
    }

    /// What remains to be done once everything else is stored; `places` are those of the workbooks of this run.
    pub(super) fn keeper(self, folder: &Path, places: &[String]) -> Keeper {
        let own: BTreeSet<String> = places.iter().map(|place| place.to_lowercase()).collect();
        // Also those of this key: its columns are the same, but the names in them may have been others when it was cut short.
        let others = self.old.into_iter().chain(self.done).filter(|entry| !own.contains(&entry.path.to_lowercase()));
        Keeper { folder: folder.to_owned(), file: self.file.into_inner().unwrap_or_else(PoisonError::into_inner), stale: others.collect() }
    }
}

/// Holds the folder until all is stored.
#[derive(Debug)]
pub struct Keeper {
    folder: PathBuf,
    file: File,
    stale: Vec<Entry>,
}

impl Keeper {
    /// Takes workbooks of earlier runs away that this one does not have, unless somebody has changed them; the folder is finished.
    pub fn close(self) -> io::Result<()> {
        sweep::remove(&self.folder, &self.stale)?;
        // Windows removes no file that is open.
        drop(self.file);
        fs::remove_file(self.folder.join(UNFINISHED))
    }
}

fn busy(path: &Path) -> io::Error {
    let path = path.display();
    let why = format!(
        "{path}：另一个 duly 正在写这个文件夹，请等它写完，或另选 --out / another duly is writing into this folder; wait for it, or name another --out"
    );
    io::Error::new(io::ErrorKind::ResourceBusy, why)
}
