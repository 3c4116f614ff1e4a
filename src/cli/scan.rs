//! `duly scan`: workbooks that are to be published, whoever made or edited them, looked through for what they must not carry.

use std::io::{Error, ErrorKind};

use super::args::ScanArgs;
use super::show::Show;
use super::Exit;
use crate::base::place::slashed;
use crate::base::problem::in_order;
use crate::report;
use crate::run::Failure;

pub(super) fn scan(options: &ScanArgs, show: &mut Show) -> Result<Exit, Failure> {
    let mut problems = Vec::new();
    for file in &options.files {
        if file.is_dir() {
            let why = format!("{}: 是文件夹，请写明文件 / this is a folder; name the file", file.display());
            return Err(Error::new(ErrorKind::InvalidInput, why).into());
        }
        let bytes = std::fs::read(file).map_err(|error| Error::new(error.kind(), format!("{}: {error}", file.display())))?;
        problems.extend(report::scan(&slashed(file), &bytes, &options.allow));
    }
    let problems = in_order(problems);
    show.problems(&problems);
    show.count(&problems);
    let exit = if problems.iter().any(crate::base::problem::Problem::is_error) { Exit::Errors } else { Exit::Done };
    if problems.is_empty() {
        show.say(
            "没有发现不得公开的内容；内容是否准确，请对照原件。",
            "Nothing was found that must not be published; whether it is right, compare with the originals.",
        );
    }
    show.json_summary("scan", exit, &problems, &[], &[]);
    Ok(exit)
}
