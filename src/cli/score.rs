//! `duly score`: a period's spreadsheets in, ranked workbooks out.

use std::path::Path;

use super::args::ScoreArgs;
use super::show::Show;
use super::{summary, Exit};
use crate::report::{self, Arguments, Format, Output, ReportError};
use crate::run::{run, Failure, Run, Stage};

pub(super) fn score(options: &ScoreArgs, show: &mut Show) -> Result<Exit, Failure> {
    let run = match run(&options.input.request(options.draft), &|stage| show.progress(stage)) {
        Ok(run) => run,
        Err(Failure::Problems(problems)) => {
            show.problems(&problems);
            show.count(&problems);
            show.json_summary("score", Exit::Errors, &problems, &[], &[]);
            return Ok(Exit::Errors);
        }
        Err(other) => return Err(other),
    };
    show.progress(Stage::Write);
    let formats: Vec<Format> = options.format.iter().map(|format| format.format()).collect();
    let outputs = if run.nothing_sound() { only_problems(&run, show)? } else { all(&run, &formats)? };
    report::store(&outputs, &options.out)?;
    let written: Vec<String> = outputs.iter().map(|output| shown(&options.out, &output.name)).collect();
    let exit = if run.errors() > 0 { Exit::Errors } else { Exit::Done };
    show.problems(&run.problems);
    summary::all(&run, &written, show);
    show.json_summary("score", exit, &run.problems, &run.evidence.accounts, &written);
    Ok(exit)
}

/// Every file of a run, with its manifest.
pub(super) fn all(run: &Run, formats: &[Format]) -> Result<Vec<Output>, Failure> {
    let review = run.review();
    let mut outputs = report::write(&review, formats).map_err(internal)?;
    let arguments = Arguments { rubric: &run.chosen.name, ..Arguments::default() };
    outputs.push(report::manifest(&review, &outputs, &arguments).map_err(internal)?);
    Ok(outputs)
}

/// Where no peer group is sound: no ranking; an earlier one stays untouched.
fn only_problems(run: &Run, show: &Show) -> Result<Vec<Output>, Failure> {
    let bytes = report::problems_book(&run.problems, show.language).map_err(internal)?;
    Ok(vec![Output { name: "problems.xlsx".into(), bytes }])
}

#[expect(clippy::needless_pass_by_value, reason = "the form that map_err takes")]
fn internal(error: ReportError) -> Failure {
    Failure::Internal(error.to_string())
}

fn shown(folder: &Path, name: &str) -> String {
    folder.join(name).to_string_lossy().replace('\\', "/")
}
