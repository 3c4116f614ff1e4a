//! Files in memory to a folder, all or nothing as far as a file system can.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::Output;

/// Writes every output beside its place, and renames them only when all are written, the manifest last.
///
/// # Errors
///
/// An error names the file it is about. A file that another program holds open (Windows refuses to replace it) is
/// found before anything is renamed.
pub fn store(outputs: &[Output], folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder).map_err(|error| about(&error, folder))?;
    let mut written: Vec<(NamedTempFile, PathBuf)> = Vec::new();
    for output in outputs {
        let target = folder.join(&output.name);
        let file = beside(folder, &output.bytes).map_err(|error| about(&error, &target))?;
        written.push((file, target));
    }
    for (_, target) in &written {
        if target.exists() {
            OpenOptions::new().append(true).open(target).map_err(|error| held(&error, target))?;
        }
    }
    written.sort_by_key(|(_, target)| target.file_name().is_some_and(|name| name == super::manifest::NAME));
    for (file, target) in written {
        file.persist(&target).map_err(|failed| held(&failed.error, &target))?;
    }
    Ok(())
}

/// One file, written beside its place and renamed when whole: nobody ever sees half of it.
pub(super) fn one(bytes: &[u8], target: &Path) -> io::Result<()> {
    let folder = target.parent().unwrap_or(Path::new(""));
    let file = beside(folder, bytes).map_err(|error| about(&error, target))?;
    file.persist(target).map(drop).map_err(|failed| held(&failed.error, target))
}

/// Whether a file is one that a killed run left beside its place.
pub(super) fn is_half_written(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(BEGINNING) && name.ends_with(END))
}

const BEGINNING: &str = ".duly-";
const END: &str = ".part";

/// A new file with the folder's usual permissions, which a plain temporary file would not have.
fn beside(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let create = |path: &Path| OpenOptions::new().write(true).create_new(true).open(path);
    let mut file: NamedTempFile<File> = Builder::new().prefix(BEGINNING).suffix(END).make_in(folder, create)?;
    file.write_all(bytes)?;
    file.flush()?;
    Ok(file)
}

fn about(error: &io::Error, path: &Path) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// Permission denied and sharing violation on an existing file mean, as a rule, that it is open in Excel or WPS.
fn held(error: &io::Error, path: &Path) -> io::Error {
    const SHARING_VIOLATION: i32 = 32;
    const LOCK_VIOLATION: i32 = 33;
    let code = error.raw_os_error();
    let locked =
        error.kind() == io::ErrorKind::PermissionDenied || cfg!(windows) && matches!(code, Some(SHARING_VIOLATION | LOCK_VIOLATION));
    if !locked {
        return about(error, path);
    }
    io::Error::new(
        io::ErrorKind::PermissionDenied,
        format!(
            "{}: 文件被其他程序占用或不可写，请关闭后重试 / the file is open in another program or may not be written: {error}",
            path.display()
        ),
    )
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
