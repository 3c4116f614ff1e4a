//! The folder that `duly score` writes into: what of an earlier run stays in it and what goes, and how its files are told.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::each;
use super::show::Show;
use crate::base::place::slashed;
use crate::report::bulk::{self, Bound, Keeper, FOLDER};
use crate::report::{self, Format, Manifest, Output, ReportError, PROBLEMS, PUBLICATION, RANKING};
use crate::run::{Failure, Run};

/// The problems of a run that ranked nothing, beside the files of an earlier one that did.
pub(super) const FAILED: &str = "problems-failed.xlsx";

/// Whether nobody is ranked where somebody was earlier: what was ranked stays whole, its problems and its manifest included, and
/// only the problems of this run are written, beside it.
pub(super) fn failed(out: &Path, nothing_sound: bool, outputs: &mut Vec<Output>) -> bool {
    let failed = nothing_sound && Manifest::read(out).is_ok_and(|manifest| manifest.is_ranked());
    if failed {
        outputs.retain(|output| output.name == PROBLEMS);
        for output in outputs {
            FAILED.clone_into(&mut output.name);
        }
    }
    failed
}

/// A folder with results is no input any more, so none in which inputs were found may become one.
pub(super) fn apart(out: &Path, inputs: &[PathBuf], run: &Run) -> Result<(), Failure> {
    let whole = |path: &Path| std::fs::canonicalize(path).ok();
    let Some(out) = whole(out) else { return Ok(()) };
    let searched = inputs.iter().filter_map(|input| whole(input)).any(|input| input.is_dir() && out.starts_with(input));
    let found = run.sources.iter().find(|source| whole(&source.path).is_some_and(|path| path.starts_with(&out)));
    match found.filter(|_| searched) {
        None => Ok(()),
        Some(source) => {
            let name = &source.name;
            let why = format!("--out: {name} 在此文件夹中，结果请写到别的文件夹 / {name} lies in it; write the results to another folder");
            Err(std::io::Error::new(ErrorKind::InvalidInput, why).into())
        }
    }
}

/// The public list and the ranking of an earlier run, as that run wrote them, where this one writes none: such a list beside a new
/// ranking would be put up by mistake. One that somebody has edited stays.
pub(super) fn stale(folder: &Path, formats: &[Format], run: &Run) -> Vec<&'static str> {
    if !formats.contains(&Format::Xlsx) {
        return Vec::new();
    }
    let manifest = Manifest::read(folder).ok();
    let is_as_written = |name: &str| {
        let earlier = manifest.iter().flat_map(|manifest| &manifest.outputs).find(|output| output.path == name);
        let found = std::fs::read(folder.join(name)).ok();
        earlier.zip(found).is_some_and(|(earlier, found)| report::sha256(&found) == earlier.sha256)
    };
    let unwritten = [(PUBLICATION, run.published.bytes.is_none()), (RANKING, !run.each.is_empty())];
    unwritten.into_iter().filter(|(name, unwritten)| *unwritten && is_as_written(name)).map(|(name, _)| name).collect()
}

/// Takes away what is no longer of the folder, once everything is stored: these files, and the workbooks of congresses that this run
/// does not have.
pub(super) fn close(
    keeper: Option<Keeper>,
    formats: &[Format],
    out: &Path,
    gone: impl Iterator<Item = &'static str>,
) -> Result<(), Failure> {
    for name in [FAILED].into_iter().chain(gone) {
        forget(out, name)?;
    }
    match keeper {
        Some(keeper) => Ok(keeper.close()?),
        None if formats.contains(&Format::Xlsx) => Ok(bulk::withdraw(out)?),
        None => Ok(()),
    }
}

/// What was written, as a program reads it and as a person does.
pub(super) fn named(outputs: &[Output], bound: Option<&Bound>, out: &Path, show: &Show) -> (Vec<String>, Vec<String>) {
    let mut written: Vec<String> = outputs.iter().map(|output| shown(out, &output.name)).collect();
    let folder = bound.map(|_| shown(out, FOLDER));
    let workbooks = bound.iter().zip(&folder).map(|(bound, folder)| each::told(bound, folder).text(show.language).to_owned());
    let told = written.iter().cloned().chain(workbooks).collect();
    written.extend(folder);
    (written, told)
}

/// What an earlier attempt wrote, and this one does not, is no longer of the folder.
pub(super) fn forget(folder: &Path, name: &str) -> Result<(), Failure> {
    match std::fs::remove_file(folder.join(name)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        Ok(()) | Err(_) => Ok(()),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the form that map_err takes")]
pub(super) fn internal(error: ReportError) -> Failure {
    Failure::Internal(error.to_string())
}

pub(super) fn shown(folder: &Path, name: &str) -> String {
    slashed(&folder.join(name))
}
