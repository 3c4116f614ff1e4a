//! The commands: arguments to requests, runs to what a person or a program reads.

mod args;
mod changes;
mod check;
mod compare;
mod corrected;
mod corrections;
mod each;
mod explain;
mod flags;
mod folder;
mod ledger;
mod limits;
mod mark;
mod nation;
mod new;
mod plan;
mod progress;
mod report;
mod rubric;
mod sample;
mod scan;
mod score;
mod sheets;
mod show;
mod summary;
mod verify;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use self::args::{Arguments, Command};
use self::show::Show;
use crate::base::whole::is_full;
use crate::run::Failure;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// Done, perhaps with warnings.
    Done,
    /// The user's files have errors, or a rubric or example fails.
    Errors,
    /// The program could not run.
    Failed,
    /// A fault of the program itself; the number with which a panic ends, too.
    Bug,
}

impl Exit {
    fn number(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Errors => 1,
            Self::Failed => 2,
            Self::Bug => 101,
        }
    }
}

/// Runs the program on these arguments; `limit_memory` sets how many bytes it may have at once.
pub fn main(arguments: impl IntoIterator<Item = OsString>, limit_memory: &dyn Fn(usize)) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if let Some(bytes) = crate::sheet::asked(&arguments) {
        limit_memory(bytes);
        return crate::sheet::answer(&arguments).map_or(ExitCode::from(2), |()| ExitCode::SUCCESS);
    }
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version go to standard output and are no failure; clap knows which is which.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    if let Some(jobs) = arguments.jobs() {
        // Polars takes its number of threads from here only, and reads it once.
        std::env::set_var("POLARS_MAX_THREADS", jobs.to_string());
    }
    crate::sheet::limit(arguments.limits());
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !crate::base::guard::is_guarded() {
            usual(panic);
        }
    }));
    let mut show = Show::new(arguments.lang, arguments.json);
    ExitCode::from(run(arguments.command, &mut show).number())
}

fn run(command: Command, show: &mut Show) -> Exit {
    let name = command.name();
    let exit = match command {
        Command::Check(options) => check::check(&options, show),
        Command::Score(options) => score::score(&options, show),
        Command::Explain(options) => explain::explain(&options, show),
        Command::Compare(options) => compare::compare(&options, show),
        Command::Report(options) => report::report(&options, show),
        Command::Verify(options) => verify::verify(&options, show),
        Command::Scan(options) => scan::scan(&options, show),
        Command::Rubric(options) => rubric::rubric(&options, show),
        Command::Plan(options) => plan::plan(&options, show),
        Command::New(options) => new::new(&options, show),
        Command::Sample(options) => sample::sample(&options, show),
    };
    exit.unwrap_or_else(|failure| failed(failure, name, show))
}

/// What is to be done where a file found no room.
const FULL: (&str, &str) = (
    "磁盘已满，或超出了允许的空间：没有留下写了一半的文件。请腾出空间或换到别的磁盘，再运行一次同样的命令。",
    "The disk is full, or more is not allowed: no file is left half written. Make room, or choose another disk, and run the same command again.",
);

/// Says why the command did not come to its end.
fn failed(failure: Failure, command: &str, show: &Show) -> Exit {
    let (exit, problems) = match failure {
        Failure::Problems(problems) => {
            show.problems(&problems);
            show.count(&problems);
            (Exit::Errors, problems)
        }
        Failure::Io(error) => {
            show.complain(&error.to_string());
            if is_full(&error) {
                show.complain_in(FULL.0, FULL.1);
            }
            (Exit::Failed, Vec::new())
        }
        Failure::Internal(why) => {
            show.complain(&format!("internal error, please report it: {why}"));
            (Exit::Bug, Vec::new())
        }
    };
    show.json_summary(command, exit, &problems, &[], &[]);
    exit
}

#[cfg(test)]
mod tests {
    use crate::cli::{failed, Exit, Show};
    use crate::run::Failure;

    #[test]
    fn a_bug_is_no_fault_of_the_arguments() {
        let show = Show::new(None, true);
        let exit = failed(Failure::Internal("something that cannot be".into()), "check", &show);
        assert_eq!((exit, exit.number()), (Exit::Bug, 101));
    }
}
