//! Which rubric, which period; and the rubric's own examples.
//!
//! In: a request and the files found. Out: one rubric and one period, or every problem that stands in the way.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Failure, Request};
use crate::base::period::Period;
use crate::base::place::{slashed, Place};
use crate::base::problem::{Fault, Problem};
use crate::base::text::Say;
use crate::rubric::library::{built_in, BUILT_IN};
use crate::rubric::model::Rubric;
use crate::rubric::{read, Sound};
use crate::score::check_examples;
use crate::sheet::table::Source;

/// A rubric and where it came from.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// The rubric.
    pub rubric: Rubric,
    /// Path as given, with `/`, or the built-in name.
    pub name: String,
    /// What its author should look at.
    pub warnings: Vec<Problem>,
}

impl Chosen {
    /// The same rubric, told by another name.
    fn renamed(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        for warning in &mut self.warnings {
            warning.place = Place::file(name).at(warning.place.row, warning.place.column);
        }
        self
    }
}

/// What lies under the name of a rubric.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Rubrics that could be read.
    pub rubrics: Vec<Chosen>,
    /// Problems of the others.
    pub problems: Vec<Problem>,
}

/// The rubric and the period of a request.
pub fn choose_rubric(request: &Request, sources: &[Source]) -> Result<(Chosen, Period), Failure> {
    let Loaded { mut rubrics, mut problems } = load_rubric(&request.rubric)?;
    let named = named_period(request, sources);
    let fit = named.and_then(|named| if problems.is_empty() { fit(request, &rubrics, named.as_ref()).map(Some) } else { Ok(None) });
    match fit {
        Ok(Some((index, period))) => {
            let chosen = rubrics.swap_remove(index);
            let chosen = if let Some(name) = &request.rubric_name { chosen.renamed(name) } else { chosen };
            return Ok((chosen, period));
        }
        Ok(None) => {}
        Err(problem) => problems.push(*problem),
    }
    // Of a folder nobody knows yet which version is meant.
    if !Path::new(&request.rubric).is_dir() {
        for chosen in &rubrics {
            problems.extend(chosen.warnings.iter().cloned());
            problems.extend(examples(chosen)?);
        }
    }
    Err(Failure::Problems(problems))
}

/// The only rubric in force in the period named, else in its own; its number and the period.
fn fit(request: &Request, rubrics: &[Chosen], named: Option<&Period>) -> Result<(usize, Period), Box<Problem>> {
    let wanted = |chosen: &Chosen| request.rubric_id.as_ref().is_none_or(|id| chosen.rubric.id == *id);
    let meant: Vec<(usize, &Chosen)> = rubrics.iter().enumerate().filter(|(_, chosen)| wanted(chosen)).collect();
    let Some((_, first)) = meant.first() else { return Err(no_such(request, rubrics)) };
    let period_of = |chosen: &Chosen| named.cloned().or_else(|| chosen.rubric.period.clone());
    let dated: Vec<(usize, &Chosen, Period)> =
        meant.iter().filter_map(|(index, chosen)| Some((*index, *chosen, period_of(chosen)?))).collect();
    let Some((.., period)) = dated.first() else { return Err(told(Fault::PeriodUnknown, "")) };
    let fitting: Vec<_> = dated.iter().filter(|(_, chosen, period)| is_in_force(&chosen.rubric, period)).collect();
    match fitting.as_slice() {
        [(index, _, period)] => Ok((*index, period.clone())),
        [] if meant.len() == 1 => Err(not_in_force(first, period)),
        [] => Err(none(request, named, &meant)),
        several => Err(too_many(request, named, &several.iter().map(|(_, chosen, _)| *chosen).collect::<Vec<_>>())),
    }
}

/// Whether the rubric is in force on any day of the period.
pub fn is_in_force(rubric: &Rubric, period: &Period) -> bool {
    rubric.in_force.0 <= period.to && rubric.in_force.1.is_none_or(|to| period.from <= to)
}

/// A problem of the command line, which has no place.
fn told(fault: Fault, found: &str) -> Box<Problem> {
    Box::new(Problem::new(fault, Place::default(), found))
}

fn unfit(place: &str, why: Say, choices: Vec<String>) -> Box<Problem> {
    Box::new(Problem::new(Fault::RubricNotInForce { why, choices }, Place::file(place), ""))
}

fn no_such(request: &Request, rubrics: &[Chosen]) -> Box<Problem> {
    let why = match &request.rubric_id {
        Some(id) if !rubrics.is_empty() => Say::new(format!("这里没有 id 为“{id}”的办法"), format!("no rubric here has the id {id}")),
        Some(_) | None => Say::new("此文件夹中没有办法（.toml 文件）", "there is no rubric (no .toml file) in this folder"),
    };
    unfit(&request.rubric, why, ids(rubrics.iter()))
}

fn not_in_force(chosen: &Chosen, period: &Period) -> Box<Problem> {
    let (from, to) = chosen.rubric.in_force;
    let (id, to) = (&period.id, to.map(|to| to.to_string()));
    let why = Say::new(
        format!("办法自 {from} 起施行{}，不适用于 {id}", to.as_ref().map(|to| format!("，至 {to} 止")).unwrap_or_default()),
        format!("the rubric is in force from {from}{}, not in {id}", to.as_ref().map(|to| format!(" to {to}")).unwrap_or_default()),
    );
    unfit(&chosen.name, why, Vec::new())
}

fn none(request: &Request, named: Option<&Period>, meant: &[(usize, &Chosen)]) -> Box<Problem> {
    let period = named.map_or_else(|| Say::new("所写的考核期", "the period it names"), |period| Say::new(&period.id, &period.id));
    let each = meant.iter().map(|(_, chosen)| {
        let (from, to) = chosen.rubric.in_force;
        format!("{} {} ({from}–{})", chosen.rubric.id, chosen.rubric.version, to.map(|to| to.to_string()).unwrap_or_default())
    });
    let each: Vec<String> = each.collect();
    let why = Say::new(
        format!("这里的办法都不在 {} 施行：{}", period.zh, each.join("、")),
        format!("no rubric here is in force in {}: {}", period.en, each.join(", ")),
    );
    unfit(&request.rubric, why, Vec::new())
}

fn too_many(request: &Request, named: Option<&Period>, fitting: &[&Chosen]) -> Box<Problem> {
    let each: Vec<String> = fitting.iter().map(|chosen| format!("{} {}", chosen.rubric.id, chosen.rubric.version)).collect();
    let period = named.map_or_else(Say::default, |period| Say::new(format!("在 {} ", period.id), format!(" in {}", period.id)));
    let why = Say::new(
        format!("{}施行的办法不止一份：{}", period.zh, each.join("、")),
        format!("several rubrics here are in force{}: {}", period.en, each.join(", ")),
    );
    // Two versions of one id are told apart by their files only.
    let ids = ids(fitting.iter().copied());
    unfit(&request.rubric, why, if ids.len() > 1 { ids } else { Vec::new() })
}

fn ids<'a>(rubrics: impl Iterator<Item = &'a Chosen>) -> Vec<String> {
    let ids: BTreeSet<String> = rubrics.map(|chosen| chosen.rubric.id.clone()).collect();
    ids.into_iter().collect()
}

/// The period that the command names, else the one that the inputs' folders name.
fn named_period(request: &Request, sources: &[Source]) -> Result<Option<Period>, Box<Problem>> {
    if let Some(text) = &request.period {
        let period = Period::parse(text);
        return period.map(Some).ok_or_else(|| told(Fault::PeriodUnknown, text));
    }
    let mut periods: Vec<Period> = sources.iter().filter_map(|source| source.period.clone()).collect();
    periods.sort();
    periods.dedup();
    if periods.len() > 1 {
        let periods = periods.into_iter().map(|period| period.id).collect();
        return Err(told(Fault::PeriodSeveral { periods }, ""));
    }
    Ok(periods.pop())
}

/// The period that the command, the inputs or else one of these rubrics names.
pub(super) fn period_of(request: &Request, sources: &[Source], rubrics: &[&Rubric]) -> Result<Period, Failure> {
    let named = named_period(request, sources).map_err(|problem| Failure::Problems(vec![*problem]))?;
    let period = named.or_else(|| rubrics.iter().find_map(|rubric| rubric.period.clone()));
    period.ok_or_else(|| Failure::Problems(vec![*told(Fault::PeriodUnknown, "")]))
}

/// The only rubric under this name. A folder with several is a failure: nobody knows which is meant.
pub fn one_rubric(name: &str) -> Result<Chosen, Failure> {
    let Loaded { mut rubrics, problems } = load_rubric(name)?;
    match (rubrics.pop(), problems.is_empty()) {
        (Some(chosen), true) if rubrics.is_empty() => Ok(chosen),
        (_, false) => Err(Failure::Problems(problems)),
        (None | Some(_), true) => Err(std::io::Error::other(format!("{name}: not one rubric but a folder of them; name the file")).into()),
    }
}

/// The rubrics under this name: a file's, a folder's, or a built-in one. A file that cannot be opened is a failure
/// where it is the one named, and a problem where it lies in a folder.
pub fn load_rubric(name: &str) -> Result<Loaded, Failure> {
    let path = Path::new(name);
    let mut loaded = Loaded::default();
    if path.is_dir() {
        let mut files: Vec<_> = std::fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
        files.sort();
        for file in files.into_iter().filter(|file| file.extension().is_some_and(|ending| ending == "toml")) {
            let name = slashed(&file);
            match std::fs::read(&file) {
                Ok(bytes) => loaded.take(name, bytes),
                Err(error) => {
                    let fault = Fault::FileUnreadable { why: Say::new(error.to_string(), error.to_string()) };
                    loaded.problems.push(Problem::new(fault, Place::file(&name), ""));
                }
            }
        }
    } else if let (false, Some(text)) = (path.exists(), built_in(name)) {
        loaded.take(name.to_owned(), text.into());
    } else {
        let bytes = std::fs::read(path).map_err(|error| std::io::Error::new(error.kind(), unfound(name, &error)))?;
        loaded.take(name.replace('\\', "/"), bytes);
    }
    Ok(loaded)
}

/// A name that is neither a file nor built in, with those that read alike.
fn unfound(name: &str, error: &std::io::Error) -> String {
    if error.kind() != std::io::ErrorKind::NotFound {
        return format!("{name}: {error}");
    }
    let like: Vec<&str> = BUILT_IN.iter().map(|(known, _)| *known).filter(|known| strsim::damerau_levenshtein(known, name) <= 2).collect();
    let (zh, en) = match like.as_slice() {
        [] => (String::new(), String::new()),
        like => (format!("，是不是 {}？", like.join("、")), format!("; did you mean {}?", like.join(" or "))),
    };
    format!(
        "{name}：没有这个文件，也没有这个名字的自带办法{zh}（duly rubric list 列出全部） / no such file, and no rubric of this name comes with the program{en} (duly rubric list names them)"
    )
}

impl Loaded {
    fn take(&mut self, name: String, bytes: Vec<u8>) {
        let text = String::from_utf8(bytes).map_err(|error| vec![not_utf8(&name, error.as_bytes(), error.utf8_error().valid_up_to())]);
        match text.and_then(|text| read(&name, &text)) {
            Ok(Sound { rubric, warnings }) => self.rubrics.push(Chosen { rubric, name, warnings }),
            Err(found) => self.problems.extend(found),
        }
    }
}

/// The first byte that is no UTF-8, by its line.
fn not_utf8(name: &str, bytes: &[u8], at: usize) -> Problem {
    let before: Vec<&[u8]> = bytes.get(..at).unwrap_or_default().split(|byte| *byte == b'\n').collect();
    let begun = String::from_utf8_lossy(before.last().copied().unwrap_or_default()).chars().count();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let fault = Fault::RubricSyntax { why: "不是 UTF-8 编码 / not UTF-8".to_owned() };
    Problem::new(fault, Place::file(name).at(number(before.len()), number(begun + 1)), "")
}

/// Runs the rubric's worked examples; those that fail are problems.
pub fn examples(chosen: &Chosen) -> Result<Vec<Problem>, Failure> {
    let (_, mismatches) = check_examples(&chosen.rubric)?;
    let problems = mismatches.into_iter().map(|mismatch| {
        let fault = Fault::RubricExample { expected: mismatch.expected.en, why: mismatch.why };
        Problem::new(fault, Place::file(&chosen.name).at(mismatch.line, 1), mismatch.found.en)
    });
    Ok(problems.collect())
}
