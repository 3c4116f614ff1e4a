//! `duly score`: a period's spreadsheets in, ranked workbooks out.

use std::io::ErrorKind;
use std::path::Path;

use super::args::ScoreArgs;
use super::folder::{apart, close, failed, internal, named, stale};
use super::show::Show;
use super::{each, flags, nation, summary, Exit};
use crate::base::text::Say;
use crate::report::{self, Arguments, Format, Output, CHANGES};
use crate::run::{run_on, Failure, Previous, Run, Stage};
use crate::sheet::find;

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
        let changes = run.compared.is_none().then_some(CHANGES);
        close(keeper, &formats, &options.out, stale.into_iter().chain(changes))?;
    }
    let (written, told) = named(&outputs, bound.as_ref(), &options.out, show);
    let exit = if run.errors() > 0 { Exit::Errors } else { Exit::Done };
    show.problems(&run.problems);
    flags::print(&run, show);
    summary::all(&run, &outputs, &told, show);
    show.json_summary("score", exit, &run.problems, &run.evidence.accounts, &written);
    // The program ends here. To take all of the run apart, value by value, would take longer than writing a workbook of it.
    std::mem::forget(run);
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

/// A workbook for each congress is a workbook.
fn with_workbooks(options: &ScoreArgs, formats: &[Format]) -> Result<(), Failure> {
    if options.each.is_empty() || formats.contains(&Format::Xlsx) {
        return Ok(());
    }
    let why = "--each: 各单位的结果是工作簿，请在 --format 中写上 xlsx / it writes workbooks; name xlsx among --format";
    Err(std::io::Error::new(ErrorKind::InvalidInput, why).into())
}
