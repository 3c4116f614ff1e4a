//! Files in memory to a folder, all or nothing as far as a file system can.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::Path;

use super::Output;
use crate::base::whole::{about, held, Pending};

/// Writes every output beside its place, and renames them only when all are written, the manifest last.
///
/// # Errors
///
/// An error names the file it is about. A file that another program holds open (Windows refuses to replace it) is
/// found before anything is renamed.
pub fn store(outputs: &[Output], folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder).map_err(|error| about(&error, folder))?;
    let mut written = Vec::new();
    for output in outputs {
        written.push(Pending::with(&output.bytes, &folder.join(&output.name))?);
    }
    for target in written.iter().map(Pending::target).filter(|target| target.exists()) {
        OpenOptions::new().append(true).open(target).map_err(|error| held(&error, target))?;
    }
    written.sort_by_key(|file| file.target().file_name().is_some_and(|name| name == super::manifest::NAME));
    written.into_iter().try_for_each(|file| file.finish().map(drop))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(name: &str, text: &str) -> Output {
        Output { name: name.into(), bytes: text.into() }
    }

    #[test]
    fn a_second_run_replaces_the_first_and_leaves_nothing_else() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let target = folder.path().join("out");
        store(&[output("manifest.json", "1"), output("results.json", "1")], &target)?;
        store(&[output("manifest.json", "2"), output("results.json", "2")], &target)?;
        let mut names: Vec<_> = fs::read_dir(&target)?.map(|entry| entry.map(|entry| entry.file_name())).collect::<Result<_, _>>()?;
        names.sort();
        assert_eq!(names, ["manifest.json", "results.json"]);
        assert_eq!(fs::read_to_string(target.join("results.json"))?, "2");
        Ok(())
    }

    #[test]
    fn a_target_that_cannot_be_replaced_is_named_and_nothing_changes() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("results.json"), "old")?;
        fs::create_dir(folder.path().join("ranking.xlsx"))?;
        let result = store(&[output("results.json", "new"), output("ranking.xlsx", "x")], folder.path());
        let Err(error) = result else { panic!("a folder stands where the workbook should") };
        assert!(error.to_string().contains("ranking.xlsx"), "{error}");
        assert_eq!(fs::read_to_string(folder.path().join("results.json"))?, "old");
        assert_eq!(fs::read_dir(folder.path())?.count(), 2, "no temporary file is left");
        Ok(())
    }
}
