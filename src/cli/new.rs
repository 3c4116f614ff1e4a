//! `duly new`: a workspace: the rubric, and blank workbooks to fill in.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::show::Show;
use super::Exit;
use crate::base::place::slashed;
use crate::report::{rubric_file, store};
use crate::run::{begin, Failure, Request};

#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// Folder to begin in: a new one, or an empty one
    dir: PathBuf,
    /// The rubric: a file, a folder of versions, or the name of a built-in one
    #[arg(long, value_name = "NAME", default_value = "township")]
    rubric: String,
    /// Which rubric, where a folder holds several
    #[arg(long, value_name = "ID")]
    rubric_id: Option<String>,
    /// The time to be assessed: 2025, 2025-H1, 2025-Q3, 2025-03 or 2018-09-01..2020-08-31; otherwise the one that DIR
    /// names, the rubric's, or the first whole year in which the rubric is in force
    #[arg(long)]
    period: Option<String>,
}

impl NewArgs {
    fn request(&self) -> Request {
        let (rubric, rubric_id, period) = (self.rubric.clone(), self.rubric_id.clone(), self.period.clone());
        Request { rubric, rubric_id, period, ..Request::default() }
    }
}

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
    show.json(&json!({
        "type": "workspace",
        "rubric": rubric.id,
        "version": rubric.version,
        "period": beginning.period.id,
        "assumed": beginning.is_assumed,
    }));
    show.json_summary("new", Exit::Done, &[], &[], &written);
    Ok(Exit::Done)
}
