//! `duly new`: a workspace: the rubric, and blank workbooks to fill in.

use std::path::Path;

use super::args::NewArgs;
use super::show::Show;
use super::Exit;
use crate::report::{rubric_file, store};
use crate::run::{begin, Failure};

pub(super) fn new(options: &NewArgs, show: &mut Show) -> Result<Exit, Failure> {
    let beginning = begin(&options.request(), &options.dir)?;
    let mut written = Vec::new();
    for (folder, files) in &beginning.folders {
        store(files, folder)?;
        written.extend(files.iter().map(|file| slashed(&folder.join(&file.name))));
    }
    let rubric = &beginning.chosen.rubric;
    let period = beginning.period.say();
    let (count, folder) = (written.len(), options.dir.display());
    show.say(
        &format!("已按《{}》写出 {count} 个文件到 {folder}，考核期 {}：", rubric.name, period.zh),
        &format!("{count} files written to {folder} for “{}”, period {}:", rubric.name, period.en),
    );
    for path in &written {
        show.line(&format!("  {path}"));
    }
    if beginning.is_assumed {
        show.say(
            "没有指明考核期，取办法施行后的第一个整年；要别的考核期，请加 --period 2025-H1 另建。",
            "No period was named, so it is the first whole year in which the rubric is in force; name another one with --period 2025-H1.",
        );
    }
    let rule = slashed(&options.dir.join(rubric_file(rubric)));
    let inputs = if beginning.inputs == "." { slashed(&options.dir) } else { slashed(&options.dir.join(&beginning.inputs)) };
    show.say(
        &format!("填好以后：duly check {inputs} --rubric {rule}"),
        &format!("When they are filled in: duly check {inputs} --rubric {rule}"),
    );
    show.json_summary("new", Exit::Done, &[], &[], &written);
    Ok(Exit::Done)
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
