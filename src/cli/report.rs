//! `duly report`: folders of results in, the figures of a year's report or a page to look at out.

use std::ffi::OsStr;
use std::io::{Error, ErrorKind};
use std::path::Path;

use super::args::ReportArgs;
use super::show::Show;
use super::Exit;
use crate::base::text::Language;
use crate::report::{self, page, year, Counted, Differing, Document, Output, PageReview, Part, PeriodParts};
use crate::run::{problems_of, read_periods, Failure, PeriodFolders, ScoredFolder, Stage};

/// What is to be written, by the ending of the file's name.
enum Kind {
    Document(Document),
    Page,
}

pub(super) fn report(options: &ReportArgs, show: &mut Show) -> Result<Exit, Failure> {
    let kind = kind(&options.out)?;
    show.progress(Stage::Find);
    let periods = read_periods(&options.dirs, options.inputs.as_deref())?;
    show.progress(Stage::Write);
    let bytes = match kind {
        Kind::Document(document) => written(options, &periods, document, show)?,
        Kind::Page => shown(options, &periods, show)?,
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

fn parts(periods: &[PeriodFolders]) -> Vec<PeriodParts<'_>> {
    periods
        .iter()
        .map(|period| PeriodParts { main: period.main.as_ref().map(part), beside: period.beside.iter().map(part).collect() })
        .collect()
}

fn part(folder: &ScoredFolder) -> Part<'_> {
    Part { scored: &folder.scored, rubric: &folder.chosen.rubric }
}

/// Whose people are counted and listed: the main folder of the last period, which has one.
fn main_of(periods: &[PeriodFolders]) -> Option<&ScoredFolder> {
    periods.last()?.main.as_ref()
}

fn written(options: &ReportArgs, periods: &[PeriodFolders], document: Document, show: &Show) -> Result<Vec<u8>, Failure> {
    let language = main_of(periods).map(|folder| folder.chosen.rubric.locale).unwrap_or_default();
    let template = match &options.template {
        Some(path) => own_template(path)?,
        None => report::template(language).to_owned(),
    };
    let as_of = main_of(periods).map(ScoredFolder::as_of).unwrap_or_default();
    let written = year(&parts(periods), as_of, &template, document).map_err(|error| Failure::Internal(error.to_string()))?;
    show.finish_progress();
    for gap in &written.gaps {
        show.say(
            &format!("  未记录：{{{{{0}}}}}（所给各文件夹的办法的 [figures] 中没有，或这一期的表里没有）", gap.0),
            &format!(
                "  not recorded: {{{{{0}}}}} (in no [figures] of the rubrics of these folders, or in none of the period's sheets)",
                gap.0
            ),
        );
    }
    written.differing.iter().for_each(|differing| tell(differing, show));
    Ok(written.bytes)
}

/// The office's own template, in whatever encoding its editor stores text.
fn own_template(path: &Path) -> Result<String, Failure> {
    let bytes = std::fs::read(path).map_err(|error| Error::new(error.kind(), format!("--template {}: {error}", path.display())))?;
    let text = crate::sheet::decode(&bytes).map_err(|_| {
        let why = format!("--template {}：认不出编码，请另存为 UTF-8 / its encoding is not known: store it as UTF-8", path.display());
        Error::new(ErrorKind::InvalidInput, why)
    })?;
    Ok(text.into_owned())
}

/// Which folders do not agree, and what to do.
fn tell(differing: &Differing, show: &Show) {
    let Differing { id, name, period, numbers } = differing;
    let each = |language: Language| {
        let one = |counted: &Counted| match language {
            Language::Chinese => format!("{} 为 {}（{}）", counted.rubric, counted.value.plain(), counted.sources.join("；")),
            Language::English => format!("{} under {} ({})", counted.value.plain(), counted.rubric, counted.sources.join("; ")),
        };
        numbers.iter().map(one).collect::<Vec<_>>().join(if language == Language::Chinese { "，" } else { ", " })
    };
    let rubric = numbers.first().map_or("", |counted| counted.rubric.as_str());
    show.say(
        &format!("  数字不一致：{period} {name} {{{{{id}}}}}：{}。请核对台账；或在模板里写明用哪一个，如 {{{{{id}@{rubric}}}}}", each(Language::Chinese)),
        &format!(
            "  numbers differ: {period} {name} {{{{{id}}}}}: {}. Compare the registers, or say in the template which one is meant, as {{{{{id}@{rubric}}}}}",
            each(Language::English)
        ),
    );
}

fn shown(options: &ReportArgs, periods: &[PeriodFolders], show: &Show) -> Result<Vec<u8>, Failure> {
    let Some(last) = main_of(periods) else { return Ok(Vec::new()) };
    let problems = if options.internal { problems_of(last, &|stage| show.progress(stage))? } else { Some(Vec::new()) };
    if problems.is_none() {
        show.say(
            "  输入文件不在原处或已改动，页面上没有数据问题；用 --inputs 指明现在的文件夹。",
            "  The inputs are not where they were, or changed: the page shows no problems; say with --inputs where they lie.",
        );
    }
    let problems = problems.unwrap_or_default();
    let review = PageReview { periods: parts(periods), problems: &problems, as_of: last.as_of(), internal: options.internal };
    page(&review).map_err(|error| Failure::Internal(error.to_string()))
}
