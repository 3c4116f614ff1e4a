//! `duly score … --each`: a workbook for each congress, and their roll-up.

use std::path::Path;

use super::show::Show;
use crate::base::text::Say;
use crate::report::bulk::{self, again, entries, Bound, Common, Entry, Keeper, Put, Work, LIST};
use crate::report::{self, Arguments, Output};
use crate::run::{Divided, Failure, Run, Stage};

/// Writes the workbooks into this folder; none where there is nothing to rank.
pub(super) fn write(run: &Run, folder: &Path, jobs: usize, show: &Show) -> Result<Option<(Bound, Keeper)>, Failure> {
    if run.each.is_empty() || run.nothing_sound() {
        return Ok(None);
    }
    written(run, &run.congresses()?, folder, jobs, show).map(Some)
}

/// Writes the workbooks of these congresses of a run.
pub(super) fn written(run: &Run, congresses: &dyn Divided, folder: &Path, jobs: usize, show: &Show) -> Result<(Bound, Keeper), Failure> {
    worked(run, congresses, jobs, show, |work, key| {
        bulk::write(work, folder, key, |put: &mut Put| congresses.put_all(put).map_err(Failure::from))
    })
}

/// The same in memory, to compare.
pub(super) fn made_again(run: &Run, show: &Show) -> Result<Vec<Output>, Failure> {
    if run.each.is_empty() || run.nothing_sound() {
        return Ok(Vec::new());
    }
    congresses_again(run, &run.congresses()?, show)
}

/// Those of these congresses, in memory.
pub(super) fn congresses_again(run: &Run, congresses: &dyn Divided, show: &Show) -> Result<Vec<Output>, Failure> {
    let made =
        worked(run, congresses, 0, show, |work, key| again(work, key, |put: &mut Put| congresses.put_all(put).map_err(Failure::from)));
    made.map(|bound| bound.outputs)
}

fn worked<T>(
    run: &Run,
    congresses: &dyn Divided,
    jobs: usize,
    show: &Show,
    work: impl FnOnce(&Work, &str) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let review = run.review();
    let arguments = Arguments { rubric: &run.chosen.name, previous: &run.previous, seed: run.seed };
    let key = report::key(&review, &arguments).map_err(|error| Failure::Internal(error.to_string()))?;
    let names = congresses.names();
    let of = names.len();
    let common = Common {
        rubric: review.rubric,
        rubric_sha256: &review.rubric_sha256,
        period: review.period,
        as_of: review.as_of,
        draft: review.draft,
        each: review.each,
    };
    show.progress(Stage::Bind { done: 0, of });
    let told = |done| show.progress(Stage::Bind { done, of });
    work(&Work { common, names: &names, jobs, told: &told }, &key)
}

/// The workbooks that the list in this folder names; none where there is no list.
pub(super) fn listed(folder: &Path) -> Vec<Entry> {
    std::fs::read_to_string(folder.join(LIST)).map(|text| entries(&text)).unwrap_or_default()
}

/// The paths in which two lists differ.
pub(super) fn differing(listed: &[Entry], again: &[Output]) -> Vec<String> {
    let again = again.iter().find(|output| output.name == LIST).map(|output| entries(&String::from_utf8_lossy(&output.bytes)));
    let again = again.unwrap_or_default();
    let lacks = |list: &[Entry], entry: &&Entry| list.binary_search(entry).is_err();
    let sorted = |list: &[Entry]| {
        let mut list = list.to_vec();
        list.sort();
        list
    };
    let (one, other) = (sorted(listed), sorted(&again));
    let mut paths: Vec<String> = one.iter().filter(|entry| lacks(&other, entry)).map(|entry| entry.path.clone()).collect();
    paths.extend(other.iter().filter(|entry| lacks(&one, entry)).map(|entry| entry.path.clone()));
    paths.sort();
    paths.dedup();
    paths
}

/// How many workbooks there are, and how many of them an earlier run had written.
pub(super) fn told(bound: &Bound, folder: &str) -> Say {
    let (all, kept) = (bound.workbooks, bound.kept);
    let zh = if kept > 0 { format!("，其中 {kept} 个上次已写好") } else { String::new() };
    let en = if kept > 0 { format!(", {kept} of them by an earlier run") } else { String::new() };
    Say::new(format!("{folder}（{all} 个工作簿{zh}）"), format!("{folder} ({all} workbook(s){en})"))
}
