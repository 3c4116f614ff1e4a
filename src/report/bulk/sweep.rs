//! What is taken away: files that a killed run left half written, and workbooks of runs that are no more.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::list::{entries, Entry};
use super::{FOLDER, LIST, ROLL_UP, TABLE, UNFINISHED};
use crate::base::hash::is_of;
use crate::base::whole::is_half_written;

/// Removes what was being written when a run was killed; none of it stands under its final name.
pub(super) fn leftovers(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        take(&entry?.path())?;
    }
    below(&folder.join(FOLDER))
}

fn below(folder: &Path) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        // A link is left alone, wherever it leads.
        if entry.file_type()?.is_dir() {
            below(&entry.path())?;
        } else {
            take(&entry.path())?;
        }
    }
    Ok(())
}

fn take(path: &Path) -> io::Result<()> {
    if is_half_written(path) && path.is_file() {
        fs::remove_file(path)?;
    }
    Ok(())
}

/// Removes workbooks that are as they were written, and folders that hold nothing then.
pub(super) fn remove(folder: &Path, workbooks: &[Entry]) -> io::Result<()> {
    let mut emptied = BTreeSet::new();
    for entry in workbooks {
        let path = folder.join(&entry.path);
        if is_of(&path, &entry.sha256) {
            fs::remove_file(&path)?;
            emptied.extend(path.ancestors().skip(1).take_while(|above| *above != folder).map(Path::to_path_buf));
        }
    }
    // The deepest first; one that still holds something refuses, as it should.
    for above in emptied.iter().rev() {
        let _ = fs::remove_dir(above);
    }
    Ok(())
}

/// Takes away what a run with a workbook for each congress wrote into this folder, as far as nobody has changed it: beside the
/// results of a run without, it would be taken for theirs.
pub fn withdraw(folder: &Path) -> io::Result<()> {
    let listed = |name: &str| fs::read_to_string(folder.join(name)).map(|text| entries(&text)).unwrap_or_default();
    let workbooks: Vec<Entry> = listed(LIST).into_iter().chain(listed(UNFINISHED)).collect();
    if workbooks.is_empty() && !folder.join(UNFINISHED).exists() {
        return Ok(());
    }
    remove(folder, &workbooks)?;
    leftovers(folder)?;
    for name in [ROLL_UP, TABLE, LIST, UNFINISHED] {
        match fs::remove_file(folder.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}
