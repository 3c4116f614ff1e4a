//! `duly check`: every problem of the inputs; writes nothing.

use super::args::CheckArgs;
use super::show::Show;
use super::summary;
use super::Exit;
use crate::run::{run, Failure};

pub(super) fn check(options: &CheckArgs, show: &mut Show) -> Result<Exit, Failure> {
    let run = match run(&options.input.request(false), &|stage| show.progress(stage)) {
        Ok(run) => run,
        Err(Failure::Problems(problems)) => {
            show.problems(&problems);
            show.count(&problems);
            show.json_summary("check", Exit::Errors, &problems, &[], &[]);
            return Ok(Exit::Errors);
        }
        Err(other) => return Err(other),
    };
    show.problems(&run.problems);
    summary::rows(&run, show);
    show.line("");
    show.count(&run.problems);
    let exit = if run.errors() > 0 { Exit::Errors } else { Exit::Done };
    show.json_summary("check", exit, &run.problems, &run.evidence.accounts, &[]);
    Ok(exit)
}
