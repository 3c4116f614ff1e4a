//! `duly score` on large files: the rows of results and a workbook for each congress, without a word on each subject.

use super::args::ScoreArgs;
use super::folder::{apart, close, failed, internal, named, stale};
use super::show::Show;
use super::{each, summary, Exit};
use crate::base::text::Say;
use crate::bulk::rows;
use crate::report::bulk::{Bound, Keeper};
use crate::report::{self, Arguments, Format, Output, CHANGES, RESULTS_PARQUET};
use crate::run::{bulk, Bulk, Failure, Large, Request, Stage};
use crate::sheet::Found;

/// Whether the road of large files writes what was asked for: the rows of results, a workbook for each congress, or both.
pub(super) fn takes(formats: &[Format], request: &Request) -> bool {
    let written = |format: &Format| *format == Format::Parquet || *format == Format::Xlsx && !request.each.is_empty();
    !formats.is_empty() && formats.iter().all(written)
}

/// Scores files that the road of large ones takes; nothing where it does not take them.
pub(super) fn score(
    options: &ScoreArgs,
    request: &Request,
    found: &Found,
    formats: &[Format],
    show: &Show,
) -> Result<Option<Exit>, Failure> {
    let mut bound: Option<(Bound, Keeper)> = None;
    let scored = bulk(request, found, options.threads(), &|stage| show.progress(stage), &mut |run, congresses| {
        apart(&options.out, &request.inputs, run)?;
        show.progress(Stage::Write);
        bound = Some(each::written(run, congresses, &options.out, options.threads(), show)?);
        Ok(())
    })?;
    let mut bulk = match scored {
        Large::Scored(bulk) => bulk,
        Large::Not(why) => {
            slow(found, &why, show);
            return Ok(None);
        }
    };
    apart(&options.out, &request.inputs, &bulk.run)?;
    show.progress(Stage::Write);
    let (bound, keeper) = bound.map_or((None, None), |(bound, keeper)| (Some(bound), Some(keeper)));
    let more = bound.as_ref().map(|bound| bound.outputs.clone()).unwrap_or_default();
    let mut outputs = outputs(&mut bulk, formats, more)?;
    let run = &bulk.run;
    let failed = failed(&options.out, bulk.numbers.nothing_sound(), &mut outputs);
    let stale = stale(&options.out, formats, run);
    report::store(&outputs, &options.out)?;
    if !failed {
        close(keeper, formats, &options.out, stale.into_iter().chain([CHANGES]))?;
    }
    let (written, told) = named(&outputs, bound.as_ref(), &options.out, show);
    let exit = if run.errors() > 0 { Exit::Errors } else { Exit::Done };
    show.problems(&run.problems);
    summary::bulk(&bulk, &told, show);
    show.json_summary("score", exit, &run.problems, &run.evidence.accounts, &written);
    Ok(Some(exit))
}

/// The files of such a run and what stands in its folder beside them, made again in memory; nothing where this road does not take it.
pub(super) fn made_again(request: &Request, found: &Found, formats: &[Format], show: &Show) -> Result<Option<Again>, Failure> {
    if !takes(formats, request) {
        return Ok(None);
    }
    let mut bound = Vec::new();
    let scored = bulk(request, found, 0, &|stage| show.progress(stage), &mut |run, congresses| {
        bound = each::congresses_again(run, congresses, show)?;
        Ok(())
    })?;
    match scored {
        Large::Scored(mut bulk) => Ok(Some(Again { outputs: outputs(&mut bulk, formats, bound.clone())?, bound })),
        Large::Not(why) => {
            slow(found, &why, show);
            Ok(None)
        }
    }
}

/// A run made again.
pub(super) struct Again {
    /// Every file.
    pub outputs: Vec<Output>,
    /// Those among them that tell of the workbooks of congresses.
    pub bound: Vec<Output>,
}

/// More rows than this take long on the way of all sheets, and much memory.
const MANY: u64 = 5_000_000;

/// Says of many rows why they go the way of all sheets.
pub(super) fn slow(found: &Found, why: &Say, show: &Show) {
    let rows = if show.is_json() { 0 } else { rows(&found.sources) };
    if rows > MANY {
        show.finish_progress();
        show.say(
            &format!("{rows} 行不能按大数据的方式读取，会用很多时间和内存：{}。见 docs/nation.md。", why.zh),
            &format!("These {rows} rows cannot be read by column, and take much time and memory: {}. See docs/nation.md.", why.en),
        );
    }
}

/// What was asked for, the rubric and the manifest; the problems where nobody is ranked, or workbooks are written.
fn outputs(bulk: &mut Bulk, formats: &[Format], more: Vec<Output>) -> Result<Vec<Output>, Failure> {
    let results = std::mem::take(&mut bulk.results);
    let review = bulk.run.review();
    let nothing_sound = bulk.numbers.nothing_sound();
    let mut outputs = if nothing_sound || formats.contains(&Format::Xlsx) {
        report::write_problems(&review).map_err(internal)?
    } else {
        vec![report::rubric(&review)]
    };
    if formats.contains(&Format::Parquet) && !nothing_sound {
        let before_rubric = outputs.len().saturating_sub(1);
        outputs.insert(before_rubric, Output { name: RESULTS_PARQUET.to_owned(), bytes: results });
    }
    outputs.extend(more);
    let arguments = Arguments { rubric: &bulk.run.chosen.name, previous: &bulk.run.previous, seed: bulk.run.seed };
    outputs.push(report::manifest(&review, &outputs, &arguments).map_err(internal)?);
    Ok(outputs)
}
