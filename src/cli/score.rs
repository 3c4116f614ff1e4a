//! `duly score`: a period's spreadsheets in, ranked workbooks out.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::args::ScoreArgs;
use super::show::Show;
use super::{each, flags, nation, summary, Exit};
use crate::base::place::slashed;
use crate::base::text::Say;
use crate::report::bulk::{self, FOLDER};
use crate::report::{self, Arguments, Format, Manifest, Output, ReportError, CHANGES, PROBLEMS, PUBLICATION, RANKING};
use crate::run::{run_on, Failure, Previous, Run, Stage};
use crate::sheet::find;

/// The problems of a run that ranked nothing, beside the files of an earlier one that did.
pub(super) const FAILED: &str = "problems-failed.xlsx";

pub(super) fn score(options: &ScoreArgs, show: &mut Show) -> Result<Exit, Failure> {
    let request = options.request();
    let formats: Vec<Format> = options.format.iter().map(|format| format.format()).collect();
    with_workbooks(options, &formats)?;
    kept(&options.out, &request.previous)?;
    show.progress(Stage::Find);
    let found = find(&request.inputs)?;
    if nation::takes(&formats, &request) {
        if let Some(exit) = nation::score(options, &request, &found, &formats, show)? {
            return Ok(exit);
        }
    } else {
        let why = Say::new("--format 不只是 parquet", "--format is not parquet alone");
        nation::slow(&found, &why, show);
    }
    let run = run_on(&request, found, &|stage| show.progress(stage))?;
    apart(&options.out, &request.inputs, &run)?;
    show.progress(Stage::Write);
    let bound = each::write(&run, &options.out, options.threads(), show)?;
    let (bound, keeper) = bound.map_or((None, None), |(bound, keeper)| (Some(bound), Some(keeper)));
    let more = bound.as_ref().map(|bound| bound.outputs.clone()).unwrap_or_default();
    let mut outputs = outputs(&run, &formats, more)?;
    let failed = failed(&options.out, run.nothing_sound(), &mut outputs);
    let stale = stale(&options.out, &formats, &run);
    report::store(&outputs, &options.out)?;
    if !failed {
        forget(&options.out, FAILED)?;
        if run.compared.is_none() {
            forget(&options.out, CHANGES)?;
        }
        for name in stale {
            forget(&options.out, name)?;
        }
        match keeper {
            Some(keeper) => keeper.close()?,
            None if formats.contains(&Format::Xlsx) => bulk::withdraw(&options.out)?,
            None => {}
        }
    }
    let mut written: Vec<String> = outputs.iter().map(|output| shown(&options.out, &output.name)).collect();
    let folder = bound.as_ref().map(|_| shown(&options.out, FOLDER));
    let told = bound.iter().zip(&folder).map(|(bound, folder)| each::told(bound, folder).text(show.language).to_owned());
    let told: Vec<String> = written.iter().cloned().chain(told).collect();
    written.extend(folder);
    let exit = if run.errors() > 0 { Exit::Errors } else { Exit::Done };
    show.problems(&run.problems);
    flags::print(&run, show);
    summary::all(&run, &told, show);
    show.json_summary("score", exit, &run.problems, &run.evidence.accounts, &written);
    // The program ends here. To take all of the run apart, value by value, would take longer than writing a workbook of it.
    std::mem::forget(run);
    Ok(exit)
}

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

/// Earlier results that are looked at are not written over.
fn kept(out: &Path, previous: &[Previous]) -> Result<(), Failure> {
    let whole = |path: &Path| std::fs::canonicalize(path).ok();
    let same = previous.iter().find(|previous| whole(&previous.path).is_some_and(|path| Some(path) == whole(out)));
    let Some(same) = same else { return Ok(()) };
    let why = format!("--out: {} 又是 --previous，会覆盖上次的结果，请写到别的文件夹 / it is --previous too, and the earlier results would be lost; write to another folder", same.name);
    Err(std::io::Error::new(ErrorKind::InvalidInput, why).into())
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

/// Every file of a run, with these further ones and its manifest; where no peer group is sound, its problems instead of a ranking.
pub(super) fn outputs(run: &Run, formats: &[Format], more: Vec<Output>) -> Result<Vec<Output>, Failure> {
    let review = run.review();
    let written = if run.nothing_sound() { report::write_problems(&review) } else { report::write(&review, formats) };
    let mut outputs = written.map_err(internal)?;
    outputs.extend(more);
    let arguments = Arguments { rubric: &run.chosen.name, previous: &run.previous, seed: run.seed };
    outputs.push(report::manifest(&review, &outputs, &arguments).map_err(internal)?);
    Ok(outputs)
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

/// A workbook for each congress is a workbook.
fn with_workbooks(options: &ScoreArgs, formats: &[Format]) -> Result<(), Failure> {
    if options.each.is_empty() || formats.contains(&Format::Xlsx) {
        return Ok(());
    }
    let why = "--each: 各单位的结果是工作簿，请在 --format 中写上 xlsx / it writes workbooks; name xlsx among --format";
    Err(std::io::Error::new(ErrorKind::InvalidInput, why).into())
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
