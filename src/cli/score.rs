//! `duly score`: a period's spreadsheets in, ranked workbooks out.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::args::ScoreArgs;
use super::show::Show;
use super::{flags, summary, Exit};
use crate::base::place::slashed;
use crate::report::{self, Arguments, Format, Manifest, Output, ReportError, CHANGES, PROBLEMS, PUBLICATION};
use crate::run::{run, Failure, Previous, Run, Stage};

/// The problems of a run that ranked nothing, beside the files of an earlier one that did.
const FAILED: &str = "problems-failed.xlsx";

pub(super) fn score(options: &ScoreArgs, show: &mut Show) -> Result<Exit, Failure> {
    let request = options.request();
    kept(&options.out, &request.previous)?;
    let run = run(&request, &|stage| show.progress(stage))?;
    apart(&options.out, &request.inputs, &run)?;
    show.progress(Stage::Write);
    let formats: Vec<Format> = options.format.iter().map(|format| format.format()).collect();
    let mut outputs = outputs(&run, &formats)?;
    let earlier = Manifest::read(&options.out).is_ok_and(|manifest| manifest.is_ranked());
    let failed = run.nothing_sound() && earlier;
    if failed {
        // What was ranked earlier stays whole, its problems and its manifest included.
        outputs.retain(|output| output.name == PROBLEMS);
        for output in &mut outputs {
            FAILED.clone_into(&mut output.name);
        }
    }
    let stale = stale_notice(&options.out, &formats, &run);
    report::store(&outputs, &options.out)?;
    if !failed {
        forget(&options.out, FAILED)?;
        if run.compared.is_none() {
            forget(&options.out, CHANGES)?;
        }
        if stale {
            forget(&options.out, PUBLICATION)?;
        }
    }
    let written: Vec<String> = outputs.iter().map(|output| shown(&options.out, &output.name)).collect();
    let exit = if run.errors() > 0 { Exit::Errors } else { Exit::Done };
    show.problems(&run.problems);
    flags::print(&run, show);
    summary::all(&run, &written, show);
    show.json_summary("score", exit, &run.problems, &run.evidence.accounts, &written);
    Ok(exit)
}

/// Earlier results that are looked at are not written over.
fn kept(out: &Path, previous: &[Previous]) -> Result<(), Failure> {
    let whole = |path: &Path| std::fs::canonicalize(path).ok();
    let same = previous.iter().find(|previous| whole(&previous.path).is_some_and(|path| Some(path) == whole(out)));
    let Some(same) = same else { return Ok(()) };
    let why = format!("--out: {} 又是 --previous，会覆盖上次的结果，请写到别的文件夹 / it is --previous too, and the earlier results would be lost; write to another folder", same.name);
    Err(std::io::Error::new(ErrorKind::InvalidInput, why).into())
}

/// A folder with results is no input any more, so none in which inputs were found may become one.
fn apart(out: &Path, inputs: &[PathBuf], run: &Run) -> Result<(), Failure> {
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

/// Every file of a run, with its manifest; where no peer group is sound, its problems instead of a ranking.
pub(super) fn outputs(run: &Run, formats: &[Format]) -> Result<Vec<Output>, Failure> {
    let review = run.review();
    let written = if run.nothing_sound() { report::write_problems(&review) } else { report::write(&review, formats) };
    let mut outputs = written.map_err(internal)?;
    let arguments = Arguments { rubric: &run.chosen.name, previous: &run.previous, seed: run.seed };
    outputs.push(report::manifest(&review, &outputs, &arguments).map_err(internal)?);
    Ok(outputs)
}

/// Whether the folder holds the public list of an earlier run, as that run wrote it, and this one writes none: such a list beside a
/// new ranking would be put up by mistake. One that somebody has edited stays.
fn stale_notice(folder: &Path, formats: &[Format], run: &Run) -> bool {
    let listed = |manifest: Manifest| manifest.outputs.into_iter().find(|output| output.path == PUBLICATION);
    let earlier = Manifest::read(folder).ok().and_then(listed);
    let found = std::fs::read(folder.join(PUBLICATION)).ok();
    let same = earlier.zip(found).is_some_and(|(earlier, found)| report::sha256(&found) == earlier.sha256);
    same && formats.contains(&Format::Xlsx) && run.published.bytes.is_none()
}

/// What an earlier attempt wrote, and this one does not, is no longer of the folder.
fn forget(folder: &Path, name: &str) -> Result<(), Failure> {
    match std::fs::remove_file(folder.join(name)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        Ok(()) | Err(_) => Ok(()),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the form that map_err takes")]
fn internal(error: ReportError) -> Failure {
    Failure::Internal(error.to_string())
}

pub(super) fn shown(folder: &Path, name: &str) -> String {
    slashed(&folder.join(name))
}
