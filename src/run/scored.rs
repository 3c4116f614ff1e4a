//! Folders that `duly score` wrote, read back: what they say, and the same inputs scored under other rules.
//!
//! In: folders. Out: for the comparison a [`Scored`] each, and for two neighbours under different rules each period
//! under the rules of the other, where its inputs are still there.

use std::path::Path;

use super::prepare::one_rubric;
use super::results::{self, number, ItemIn, Opened, Results, SourceIn, SubjectIn};
use super::{under, Again, Chosen, Failure, Request, Run, Stage};
use crate::base::exact::Exact;
use crate::base::period::{Day, Period};
use crate::base::place::{slashed, Place};
use crate::base::problem::{Fault, Problem};
use crate::base::text::{Language, Say};
use crate::compare::{Crossed, Figure, Item, Member, Scored};
use crate::report::{self, Format, Manifest, RESULTS, RUBRIC};
use crate::sheet;

/// A folder of results.
#[derive(Debug)]
pub struct ScoredFolder {
    /// As given, with `/`.
    pub name: String,
    /// What its results say.
    pub scored: Scored,
    /// The rubric that ran.
    pub chosen: Chosen,
    /// Its manifest.
    pub manifest: Manifest,
    /// Its inputs.
    pub again: Again,
}

impl ScoredFolder {
    /// Today of that run; where it cannot be read, the period's last day.
    pub fn as_of(&self) -> Day {
        Day::parse_from_str(&self.manifest.as_of, "%Y-%m-%d").unwrap_or(self.scored.period.to)
    }
}

/// Reads folders back, oldest first as given; everything wrong with any of them at once.
pub fn read_back(folders: &[impl AsRef<Path>], inputs: Option<&Path>) -> Result<Vec<ScoredFolder>, Failure> {
    let (read, mut problems) = all(folders, inputs);
    for (earlier, later) in read.iter().zip(read.iter().skip(1)) {
        let (then, now) = (&earlier.scored.period, &later.scored.period);
        if then.to >= now.from {
            let fault = Fault::PreviousNotBefore { next: now.id.clone() };
            problems.push(Problem::new(fault, Place::file(&earlier.name), &then.id));
        }
        let [before, after] = [earlier, later].map(|folder| &folder.chosen.rubric.subject.called);
        if before != after {
            let why = Say::new(
                format!("评的是{before}，{} 评的是{after}，不能相比", later.name),
                format!("it is about {before} and {} about {after}, which are not compared", later.name),
            );
            problems.push(Problem::new(Fault::PreviousNone { why }, Place::file(&earlier.name), before));
        }
    }
    if problems.is_empty() {
        Ok(read)
    } else {
        Err(Failure::Problems(problems))
    }
}

/// Reads each folder back, and what is wrong with the others.
pub(super) fn all(folders: &[impl AsRef<Path>], inputs: Option<&Path>) -> (Vec<ScoredFolder>, Vec<Problem>) {
    let (mut read, mut problems) = (Vec::new(), Vec::new());
    for folder in folders {
        match one(folder.as_ref(), inputs) {
            Ok(folder) => read.push(folder),
            Err(fault) => problems.push(Problem::new(fault, Place::file(&slashed(folder.as_ref())), "")),
        }
    }
    (read, problems)
}

fn one(folder: &Path, inputs: Option<&Path>) -> Result<ScoredFolder, Fault> {
    let Opened { manifest, results, period, .. } = results::open(folder)?;
    results::written(&manifest, folder, RUBRIC)?;
    let Ok(chosen) = one_rubric(&folder.join(RUBRIC).to_string_lossy()) else {
        return Err(results::none("rubric.toml 已不能读", "its rubric.toml cannot be read any more"));
    };
    let again = Again::of(&manifest, inputs);
    Ok(ScoredFolder { name: slashed(folder), scored: scored((results, period)), chosen, manifest, again })
}

/// Each of two neighbours under the rules of the other; what could not be scored is told.
pub fn crossed(before: &ScoredFolder, after: &ScoredFolder, progress: &dyn Fn(Stage)) -> Result<(Crossed, Vec<(String, Say)>), Failure> {
    if before.chosen.rubric.text == after.chosen.rubric.text {
        return Ok((Crossed { same_rules: true, ..Crossed::default() }, Vec::new()));
    }
    let mut left_out = Vec::new();
    let mut rescored = |folder: &ScoredFolder, rules: &ScoredFolder| match rescored(folder, rules, progress)? {
        Ok(scored) => Ok::<_, Failure>(Some(scored)),
        Err(why) => {
            left_out.push((folder.name.clone(), why));
            Ok(None)
        }
    };
    let before_under_after = rescored(before, after)?;
    let after_under_before = rescored(after, before)?;
    Ok((Crossed { before_under_after, after_under_before, same_rules: false }, left_out))
}

/// The problems of a folder's own run, where its inputs are still there.
pub fn problems_of(folder: &ScoredFolder, progress: &dyn Fn(Stage)) -> Result<Option<Vec<Problem>>, Failure> {
    let own = folder.again.is_whole().then(|| one_rubric(&folder.chosen.name).ok()).flatten();
    own.map(|chosen| again_under(folder, chosen, progress).map(|run| run.problems)).transpose()
}

/// A folder's inputs under other rules, or why they cannot be scored so.
fn rescored(folder: &ScoredFolder, rules: &ScoredFolder, progress: &dyn Fn(Stage)) -> Result<Result<Scored, Say>, Failure> {
    if !folder.again.is_whole() {
        let names: Vec<&str> = folder.again.missing.iter().chain(&folder.again.changed).map(String::as_str).collect();
        let why = Say::new(
            format!("输入文件不在原处或已改动（{}），用 --inputs 指明", names.join("、")),
            format!("its inputs are not where they were, or changed ({}); say with --inputs where they lie", names.join(", ")),
        );
        return Ok(Err(why));
    }
    let Ok(chosen) = one_rubric(&rules.chosen.name) else {
        return Ok(Err(Say::new("另一期的 rubric.toml 已不能读", "the rubric.toml of the other period cannot be read any more")));
    };
    let (version, other) = (rules.chosen.rubric.version.clone(), rules.chosen.rubric.id.clone());
    let run = match again_under(folder, chosen, progress) {
        // Tallies are those of one rubric.
        Err(Failure::Problems(_)) if folder.again.tallies.is_some() => {
            let why = Say::new(
                "是按另一份办法的计数表评的分，没有逐行的依据",
                "it was scored from tallies of its own rubric, behind which there are no rows",
            );
            return Ok(Err(why));
        }
        run => run?,
    };
    if let Some(problem) = run.problems.iter().find(|problem| problem.is_error()) {
        let place = |language| problem.location(language);
        let why = Say::new(
            format!(
                "按 {other} {version} 有 {} 个错误，如 {}：{}",
                run.errors(),
                place(Language::Chinese),
                problem.message(Language::Chinese)
            ),
            format!(
                "{} error(s) under {other} {version}, the first at {}: {}",
                run.errors(),
                place(Language::English),
                problem.message(Language::English)
            ),
        );
        return Ok(Err(why));
    }
    let outputs = report::write(&run.review(), &[Format::Json]).map_err(|error| Failure::Internal(error.to_string()))?;
    let results = outputs.iter().find(|output| output.name == RESULTS).and_then(|output| Results::parse(&output.bytes));
    results.map(|results| Ok(scored(results))).ok_or_else(|| Failure::Internal("results that cannot be read back".into()))
}

/// The inputs of a folder under a rubric, whether or not that is in force in the period.
fn again_under(folder: &ScoredFolder, chosen: Chosen, progress: &dyn Fn(Stage)) -> Result<Run, Failure> {
    let (as_of, previous, seed) = (Some(folder.as_of()), folder.again.previous.clone(), folder.manifest.seed);
    let request = Request { as_of, previous, seed, tallies: folder.again.tallies.clone(), ..Request::default() };
    let found = sheet::given(folder.again.here.clone(), folder.manifest.unread())?;
    under(&request, chosen, folder.scored.period.clone(), found, progress)
}

/// What the comparison takes of results.
fn scored((results, period): (Results, Period)) -> Scored {
    let (ranked, mut errors) = (results.ranked(), results.errors());
    // A text table has no sheets.
    let source = |source: SourceIn| match source.sheet.as_str() {
        "" => format!("{} {}", source.file, source.rows),
        sheet => format!("{} [{sheet}] {}", source.file, source.rows),
    };
    let figures = results.figures.into_iter().filter_map(|figure| {
        let sources = figure.sources.into_iter().map(source).collect();
        Some(Figure { id: figure.id, value: Exact::parse(&figure.value)?, unit: figure.unit, sources })
    });
    let members = results.subjects.into_iter().map(|subject| {
        let ranked = ranked.get(&subject.peer).copied().unwrap_or(0);
        let error = errors.remove(&subject.key);
        (subject.key.clone(), Member { error, ..member(subject, ranked) })
    });
    Scored { period, members: members.collect(), figures: figures.collect() }
}

fn member(subject: SubjectIn, ranked: u64) -> Member {
    // Whoever is only listed and lacks a dimension, as a department that was not rated, has a total of the rest: nothing to compare.
    let is_part = subject.rank.is_none() && subject.dimensions.iter().any(|of| of.exact.is_none());
    let official = number(subject.total.as_ref());
    Member {
        exposure: Exact::parse(&subject.exposure).unwrap_or_default(),
        total: official.clone().filter(|_| !is_part),
        official,
        dimensions: subject.dimensions.into_iter().filter_map(|of| Some((of.id, number(of.exact.as_ref())?))).collect(),
        items: subject.items.into_iter().map(item).collect(),
        name: subject.name,
        peer: subject.peer,
        groups: subject.groups,
        rank: subject.rank,
        ranked,
        grade: subject.grade,
        reason: subject.reason,
        selected: subject.selected == serde_json::Value::Bool(true),
        error: None,
    }
}

fn item(item: ItemIn) -> (String, Item) {
    let of = item.of.and_then(|of| Some((Exact::parse(&of.numerator)?, Exact::parse(&of.denominator)?)));
    let (measure, points) = (number(item.measure.as_ref()), number(item.exact.as_ref()));
    (item.criterion, Item { measure, of, points, no_value: item.no_value, too_few: item.too_few })
}
