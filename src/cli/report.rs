//! `duly report`: folders of results in, the figures of a year's report or a page to look at out.

use std::ffi::OsStr;
use std::io::{Error, ErrorKind};
use std::path::Path;

use super::args::ReportArgs;
use super::show::Show;
use super::Exit;
use crate::report::{self, page, year, Document, Output, PageReview, Part};
use crate::run::{problems_of, read_back, Failure, ScoredFolder, Stage};

/// What is to be written, by the ending of the file's name.
enum Kind {
    Document(Document),
    Page,
}

pub(super) fn report(options: &ReportArgs, show: &mut Show) -> Result<Exit, Failure> {
    let kind = kind(&options.out)?;
    show.progress(Stage::Find);
    let folders = read_back(&options.dirs, options.inputs.as_deref())?;
    show.progress(Stage::Write);
    let bytes = match kind {
        Kind::Document(document) => written(options, &folders, document, show)?,
        Kind::Page => shown(options, &folders, show)?,
    };
    let name = options.out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = options.out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    report::store(&[Output { name, bytes }], folder)?;
    show.finish_progress();
    let written = vec![crate::base::place::slashed(&options.out)];
    show.say(&format!("已写出：{}", written.concat()), &format!("Written: {}", written.concat()));
    show.json_summary("report", Exit::Done, &[], &[], &written);
    Ok(Exit::Done)
}

fn kind(out: &Path) -> Result<Kind, Failure> {
    match out.extension().and_then(OsStr::to_str).map(str::to_lowercase).as_deref() {
        Some("docx") => Ok(Kind::Document(Document::Docx)),
        Some("md") => Ok(Kind::Document(Document::Markdown)),
        Some("html" | "htm") => Ok(Kind::Page),
        Some(_) | None => {
            let why = format!("--out: {}：文件名请以 .docx、.md 或 .html 结尾 / end the name in .docx, .md or .html", out.display());
            Err(Error::new(ErrorKind::InvalidInput, why).into())
        }
    }
}

fn parts(folders: &[ScoredFolder]) -> Vec<Part<'_>> {
    folders.iter().map(|folder| Part { scored: &folder.scored, rubric: &folder.chosen.rubric }).collect()
}

fn written(options: &ReportArgs, folders: &[ScoredFolder], document: Document, show: &Show) -> Result<Vec<u8>, Failure> {
    let language = folders.last().map(|folder| folder.chosen.rubric.locale).unwrap_or_default();
    let template = match &options.template {
        Some(path) => std::fs::read_to_string(path).map_err(|error| Error::new(error.kind(), format!("{}: {error}", path.display())))?,
        None => report::template(language).to_owned(),
    };
    let as_of = folders.last().map(ScoredFolder::as_of).unwrap_or_default();
    let (bytes, gaps) = year(&parts(folders), as_of, &template, document).map_err(|error| Failure::Internal(error.to_string()))?;
    show.finish_progress();
    for gap in &gaps {
        show.say(
            &format!("  未记录：{{{{{0}}}}}（办法的 [figures] 中没有，或这一期的表里没有）", gap.0),
            &format!("  not recorded: {{{{{0}}}}} (not in the rubric's [figures], or in none of the period's sheets)", gap.0),
        );
    }
    Ok(bytes)
}

fn shown(options: &ReportArgs, folders: &[ScoredFolder], show: &Show) -> Result<Vec<u8>, Failure> {
    let Some(last) = folders.last() else { return Ok(Vec::new()) };
    let problems = if options.internal { problems_of(last, &|stage| show.progress(stage))? } else { Some(Vec::new()) };
    if problems.is_none() {
        show.say(
            "  输入文件不在原处或已改动，页面上没有数据问题；用 --inputs 指明现在的文件夹。",
            "  The inputs are not where they were, or changed: the page shows no problems; say with --inputs where they lie.",
        );
    }
    let problems = problems.unwrap_or_default();
    let review = PageReview { parts: parts(folders), problems: &problems, as_of: last.as_of(), internal: options.internal };
    page(&review).map_err(|error| Failure::Internal(error.to_string()))
}
