//! `duly check`: every problem of the inputs; writes nothing, unless marked copies are asked for.

use super::args::CheckArgs;
use super::corrections;
use super::mark;
use super::sheets;
use super::show::Show;
use super::Exit;
use crate::run::{self, Failure};

pub(super) fn check(options: &CheckArgs, show: &mut Show) -> Result<Exit, Failure> {
    if let Some(folder) = &options.mark {
        mark::allow(folder, &options.input.inputs)?;
    }
    let run = run::check(&options.input.request(false), &|stage| show.progress(stage));
    if options.mark.is_some() && matches!(run, Err(Failure::Problems(_))) {
        show.say(
            "没有抄写文件：以下问题解决后才能逐表核对。",
            "No copies were written: the sheets are checked when what follows is solved.",
        );
    }
    let run = run?;
    show.problems(&run.problems);
    sheets::all(&run, options.columns, show);
    corrections::all(&run, false, show);
    show.line("");
    show.count(&run.problems);
    let written = options.mark.as_ref().map_or(Ok(Vec::new()), |folder| mark::write(&run, folder, show))?;
    let exit = if run.errors() > 0 { Exit::Errors } else { Exit::Done };
    show.json_summary("check", exit, &run.problems, &run.evidence.accounts, &written);
    Ok(exit)
}
