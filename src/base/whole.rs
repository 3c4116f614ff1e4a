//! Files that stand under their names only when they are whole.
//!
//! In: bytes. Out: a file, or an error that names it; what was begun and not finished is gone.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// A file that is being written, beside its place; it goes away unless it is finished.
#[derive(Debug)]
pub struct Pending {
    file: NamedTempFile<File>,
    target: PathBuf,
}

impl Pending {
    /// Begins a file with the folder's usual permissions, which a plain temporary file would not have.
    ///
    /// # Errors
    ///
    /// When nothing can be written into the folder.
    pub fn begin(target: &Path) -> io::Result<Self> {
        let create = |path: &Path| OpenOptions::new().write(true).create_new(true).open(path);
        let begun = Builder::new().prefix(BEGINNING).suffix(END).make_in(target.parent().unwrap_or(Path::new("")), create);
        Ok(Self { file: begun.map_err(|error| about(&error, target))?, target: target.to_owned() })
    }

    /// A file with all its bytes, still beside its place.
    ///
    /// # Errors
    ///
    /// When they cannot be written.
    pub fn with(bytes: &[u8], target: &Path) -> io::Result<Self> {
        let mut pending = Self::begin(target)?;
        pending.file.as_file_mut().write_all(bytes).map_err(|error| about(&error, target))?;
        Ok(pending)
    }

    /// The file, to be written to elsewhere.
    ///
    /// # Errors
    ///
    /// When the system has no more files to give.
    pub fn file(&self) -> io::Result<File> {
        self.file.as_file().try_clone().map_err(|error| about(&error, &self.target))
    }

    /// Where it will stand.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// It is whole, and stands under its name.
    ///
    /// # Errors
    ///
    /// When another program holds a file of that name.
    pub fn finish(self) -> io::Result<PathBuf> {
        let Self { file, target } = self;
        match file.persist(&target) {
            Ok(_) => Ok(target),
            Err(failed) => Err(held(&failed.error, &target)),
        }
    }
}

/// One file, written beside its place and renamed when whole: nobody ever sees half of it.
///
/// # Errors
///
/// An error names the file.
pub fn write(bytes: &[u8], target: &Path) -> io::Result<()> {
    Pending::with(bytes, target)?.finish().map(drop)
}

/// Whether a file is one that a killed run left beside its place.
pub fn is_half_written(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(BEGINNING) && name.ends_with(END))
}

const BEGINNING: &str = ".duly-";
const END: &str = ".part";

/// The same error, told with the file that it is about.
pub fn about(error: &io::Error, path: &Path) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// Permission denied and sharing violation on an existing file mean, as a rule, that it is open in Excel or WPS.
pub fn held(error: &io::Error, path: &Path) -> io::Error {
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

/// Whether a write failed as there is no room: the disk is full, what this user may have is used up, or the file may not be so long.
pub fn is_full(error: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_is_not_finished_goes_away() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let target = folder.path().join("a.xlsx");
        let pending = Pending::begin(&target)?;
        pending.file()?.write_all(b"half")?;
        let names = || fs::read_dir(folder.path()).into_iter().flatten().flatten().map(|entry| entry.path()).collect::<Vec<_>>();
        assert!(names().iter().all(|path| is_half_written(path)) && names().len() == 1);
        drop(pending);
        assert_eq!(names(), Vec::<PathBuf>::new());
        write(b"whole", &target)?;
        assert_eq!((names(), fs::read(&target)?), (vec![target], b"whole".to_vec()));
        Ok(())
    }

    #[test]
    fn an_error_keeps_its_kind() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        assert!(is_full(&about(&full, Path::new("a.xlsx"))) && about(&full, Path::new("a.xlsx")).to_string().starts_with("a.xlsx: "));
        assert!(!is_full(&io::Error::from(io::ErrorKind::NotFound)));
    }
}
