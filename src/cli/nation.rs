//! `duly score` on large files: the rows of results, without a word on each subject.

use super::args::ScoreArgs;
use super::score::{apart, failed, forget, internal, shown, FAILED};
use super::show::Show;
use super::{summary, Exit};
use crate::report::{self, Arguments, Output, CHANGES, RESULTS_PARQUET};
use crate::run::{bulk, Bulk, Failure, Request, Stage};
use crate::sheet::Found;

/// Scores files that the road of large ones takes; nothing where it does not take them.
pub(super) fn score(options: &ScoreArgs, request: &Request, found: &Found, show: &Show) -> Result<Option<Exit>, Failure> {
    let Some(mut bulk) = bulk(request, found, options.threads(), &|stage| show.progress(stage))? else { return Ok(None) };
    apart(&options.out, &request.inputs, &bulk.run)?;
    show.progress(Stage::Write);
    let mut outputs = outputs(&mut bulk)?;
    let failed = failed(&options.out, bulk.numbers.nothing_sound(), &mut outputs);
    report::store(&outputs, &options.out)?;
    if !failed {
        forget(&options.out, FAILED)?;
        forget(&options.out, CHANGES)?;
    }
    let run = &bulk.run;
    let written: Vec<String> = outputs.iter().map(|output| shown(&options.out, &output.name)).collect();
    let exit = if run.errors() > 0 { Exit::Errors } else { Exit::Done };
    show.problems(&run.problems);
    summary::bulk(&bulk, &written, show);
    show.json_summary("score", exit, &run.problems, &run.evidence.accounts, &written);
    Ok(Some(exit))
}

/// The rows of the results, the rubric and the manifest; the problems where nobody is ranked.
fn outputs(bulk: &mut Bulk) -> Result<Vec<Output>, Failure> {
    let results = std::mem::take(&mut bulk.results);
    let review = bulk.run.review();
    let mut outputs = if bulk.numbers.nothing_sound() {
        report::write_problems(&review).map_err(internal)?
    } else {
        vec![Output { name: RESULTS_PARQUET.to_owned(), bytes: results }, report::rubric(&review)]
    };
    let arguments = Arguments { rubric: &bulk.run.chosen.name, previous: &bulk.run.previous, seed: bulk.run.seed };
    outputs.push(report::manifest(&review, &outputs, &arguments).map_err(internal)?);
    Ok(outputs)
}
