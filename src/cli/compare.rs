//! `duly compare`: folders of results in, what changed between them out.

use std::path::Path;

use super::args::CompareArgs;
use super::show::Show;
use super::Exit;
use crate::base::text::Say;
use crate::compare::{compare as changes, Comparison, Interval, Pair};
use crate::report::{self, comparison, sha256, ComparisonReview, FolderEntry, Output, Part, RESULTS};
use crate::run::{crossed, read_back, Failure, ScoredFolder, Stage};

pub(super) fn compare(options: &CompareArgs, show: &mut Show) -> Result<Exit, Failure> {
    let Made { folders, found, left_out, outputs } = made(&options.dirs, options.inputs.as_deref(), show)?;
    show.progress(Stage::Write);
    report::store(&outputs, &options.out)?;
    show.finish_progress();
    let written: Vec<String> = outputs.iter().map(|output| super::folder::shown(&options.out, &output.name)).collect();
    tell(&folders, &found, show);
    for (folder, why) in &left_out {
        show.say(
            &format!("{folder} 未按另一期的办法重算：{}", why.zh),
            &format!("{folder} was not scored under the other rules: {}", why.en),
        );
    }
    show.say("已写出：", "Written:");
    for path in &written {
        show.line(&format!("  {path}"));
    }
    show.json_summary("compare", Exit::Done, &[], &[], &written);
    Ok(Exit::Done)
}

/// A comparison before it is written.
pub(super) struct Made {
    folders: Vec<ScoredFolder>,
    found: Comparison,
    /// Folders that could not be scored under the rules of their neighbour, and why.
    pub left_out: Vec<(String, Say)>,
    /// The files.
    pub outputs: Vec<Output>,
}

/// Compares folders, oldest first, with their inputs where they were or in the folder given.
pub(super) fn made(dirs: &[impl AsRef<Path>], inputs: Option<&Path>, show: &Show) -> Result<Made, Failure> {
    show.progress(Stage::Find);
    let folders = read_back(dirs, inputs)?;
    let (mut crosses, mut left_out) = (Vec::new(), Vec::new());
    for (before, after) in folders.iter().zip(folders.iter().skip(1)) {
        let (cross, without) = crossed(before, after, &|stage| show.progress(stage))?;
        crosses.push(cross);
        left_out.extend(without);
    }
    let scored: Vec<_> = folders.iter().map(|folder| folder.scored.clone()).collect();
    let found = changes(&scored, &crosses);
    let as_of = folders.last().map(ScoredFolder::as_of).unwrap_or_default();
    let parts = folders.iter().map(|folder| Part { scored: &folder.scored, rubric: &folder.chosen.rubric }).collect();
    let entries = folders.iter().zip(dirs).map(|(folder, dir)| {
        let bytes = std::fs::read(dir.as_ref().join(RESULTS))?;
        Ok(FolderEntry { path: folder.name.clone(), sha256: sha256(&bytes) })
    });
    let entries = entries.collect::<Result<_, std::io::Error>>()?;
    let review = ComparisonReview { parts, comparison: &found, left_out: &left_out, as_of, folders: entries };
    let outputs = comparison(&review).map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(Made { folders, found, left_out, outputs })
}

/// How many single subjects rose and fell beyond chance, or why nothing is told of them.
fn tell_single(called: &str, pair: &Pair, show: &Show) {
    let count =
        |wanted: fn(&Interval) -> bool| pair.changes.iter().filter_map(|change| change.interval.as_ref()).filter(|one| wanted(one)).count();
    let (up, down, all) = (count(Interval::is_up), count(Interval::is_down), count(|_| true));
    if all == 0 {
        return show.say(
            &format!("  单个{called}不判断升降：两期评分时都要加 --seed，才有区间"),
            "  no rise or fall of single subjects is told: for an interval, score both periods with --seed",
        );
    }
    let within = all - up - down;
    show.say(
        &format!("  单个{called}：↑ {up}，↓ {down}，在波动之内 {within}，不判断 {}", pair.changes.len() - all),
        &format!("  single subjects: ↑ {up}, ↓ {down}, within the noise {within}, not told {}", pair.changes.len() - all),
    );
}

/// A few lines for each two periods.
fn tell(folders: &[ScoredFolder], found: &Comparison, show: &Show) {
    for (number, pair) in found.pairs.iter().enumerate() {
        let id = |number: usize| folders.get(number).map_or("", |folder| folder.scored.period.id.as_str());
        let (stayed, came, left) = (pair.changes.len(), pair.came.len(), pair.left.len());
        show.say(
            &format!("{} → {}：两期都在 {stayed}，新增 {came}，减少 {left}", id(number), id(number + 1)),
            &format!("{} → {}: {stayed} in both, {came} came, {left} left", id(number), id(number + 1)),
        );
        for group in pair.groups.iter().filter(|group| group.group.is_none()) {
            let mean = |stand: &crate::compare::GroupStand| {
                stand.mean.as_ref().map_or_else(|| "—".to_owned(), |mean| mean.print(2, crate::base::exact::RoundMode::HalfUp))
            };
            let clear = if group.is_clear() { ("", "") } else { ("（在波动之内）", " (within the noise)") };
            let (before, after) = (mean(&group.before), mean(&group.after));
            // Where the rubric forms no peer groups, all are one.
            let peer = |all| if group.peer.is_empty() { all } else { group.peer.as_str() };
            show.say(
                &format!("  {} 均分 {before} → {after}{}", peer("全体"), clear.0),
                &format!("  {} mean {before} → {after}{}", peer("all"), clear.1),
            );
        }
        let called = folders.first().map_or("", |folder| folder.chosen.rubric.subject.called.as_str());
        let called = if called.is_empty() { "人" } else { called };
        tell_single(called, pair, show);
    }
}
