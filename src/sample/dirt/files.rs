//! Files that lie about in an office's folder beside the good ones.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::whole;

use super::{Planted, FILE_TWICE, FILE_UNREADABLE};

/// Leaves a copy of this file and half a workbook beside it; `folder` is its folder within the sample.
pub(in crate::sample) fn plant(file: &Path, folder: &Path) -> io::Result<(Vec<PathBuf>, Vec<Planted>)> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let ending = file.extension().unwrap_or_default().to_string_lossy();
    let copy = file.with_file_name(format!("{stem} - 副本.{ending}"));
    whole::write(&fs::read(file)?, &copy)?;
    let torn = file.with_file_name("新建工作表.xlsx");
    // The first bytes of a package: somebody pulled out the stick too early.
    whole::write(b"PK\x03\x04\x14\0\0\0\x08\0", &torn)?;
    let planted = |code, path: &Path| {
        let parts: Vec<_> = folder.iter().chain(path.file_name()).map(|part| part.to_string_lossy()).collect();
        Planted { code, file: Some(parts.join("/")), sheet: None, cell: None }
    };
    let faults = vec![planted(FILE_TWICE, &copy), planted(FILE_UNREADABLE, &torn)];
    Ok((vec![copy, torn], faults))
}
