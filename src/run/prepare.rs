//! Which rubric, which period; and the rubric's own examples.

use std::path::Path;

use super::{Failure, Request};
use crate::base::period::Period;
use crate::base::place::Place;
use crate::base::problem::{Fault, Problem};
use crate::base::text::Say;
use crate::rubric::library::built_in;
use crate::rubric::model::Rubric;
use crate::rubric::read;
use crate::score::check_examples;
use crate::sheet::table::Source;

/// A rubric and where it came from.
#[derive(Debug)]
pub struct Chosen {
    /// The rubric.
    pub rubric: Rubric,
    /// Path as given, with `/`, or the built-in name.
    pub name: String,
}

/// The rubric and the period of a request.
pub fn choose_rubric(request: &Request, sources: &[Source]) -> Result<(Chosen, Period), Failure> {
    let named = named_period(request, sources)?;
    let candidates = load_rubric(&request.rubric)?;
    let fitting: Vec<Chosen> = candidates
        .into_iter()
        .filter(|chosen| request.rubric_id.as_ref().is_none_or(|id| chosen.rubric.id == *id))
        .filter(|chosen| chosen_alone(&request.rubric) || named.as_ref().is_some_and(|period| in_force(&chosen.rubric, period)))
        .collect();
    let ids = fitting.iter().map(|chosen| format!("{} {}", chosen.rubric.id, chosen.rubric.version)).collect::<Vec<_>>().join(", ");
    let mut fitting = fitting.into_iter();
    let (Some(chosen), None) = (fitting.next(), fitting.next()) else {
        let period = named.map_or_else(|| Say::new("（未知考核期）", "(a period not known)"), |period| Say::new(&period.id, &period.id));
        let why = if ids.is_empty() {
            Say::new(format!("没有在 {} 施行的办法", period.zh), format!("no rubric here is in force in {}", period.en))
        } else {
            Say::new(format!("在 {} 施行的办法不止一份", period.zh), format!("several rubrics here are in force in {}", period.en))
        };
        return Err(stop(Fault::RubricNotInForce { why }, Place::file(&request.rubric), &ids));
    };
    let period = named.or_else(|| chosen.rubric.period.clone());
    let Some(period) = period else { return Err(stop(Fault::PeriodUnknown, Place::default(), "")) };
    if !in_force(&chosen.rubric, &period) {
        let (from, to) = chosen.rubric.in_force;
        let (id, to) = (&period.id, to.map(|to| to.to_string()));
        let why = Say::new(
            format!("办法自 {from} 起施行{}，不适用于 {id}", to.as_ref().map(|to| format!("，至 {to} 止")).unwrap_or_default()),
            format!("the rubric is in force from {from}{}, not in {id}", to.as_ref().map(|to| format!(" to {to}")).unwrap_or_default()),
        );
        return Err(stop(Fault::RubricNotInForce { why }, Place::file(&chosen.name), ""));
    }
    Ok((chosen, period))
}

fn stop(fault: Fault, place: Place, found: &str) -> Failure {
    Failure::Problems(vec![Problem::new(fault, place, found)])
}

/// A file or a built-in rubric is taken as it is; of a folder the version in force.
fn chosen_alone(rubric: &str) -> bool {
    !Path::new(rubric).is_dir()
}

fn in_force(rubric: &Rubric, period: &Period) -> bool {
    rubric.in_force.0 <= period.to && rubric.in_force.1.is_none_or(|to| period.from <= to)
}

/// The period that the command names, else the one that the inputs' folders name.
fn named_period(request: &Request, sources: &[Source]) -> Result<Option<Period>, Failure> {
    if let Some(text) = &request.period {
        let period = Period::parse(text);
        return period.map(Some).ok_or_else(|| stop(Fault::PeriodUnknown, Place::default(), text));
    }
    let mut periods: Vec<Period> = sources.iter().filter_map(|source| source.period.clone()).collect();
    periods.sort();
    periods.dedup();
    if periods.len() > 1 {
        let periods = periods.into_iter().map(|period| period.id).collect();
        return Err(stop(Fault::PeriodSeveral { periods }, Place::default(), ""));
    }
    Ok(periods.pop())
}

/// The rubrics under this name: a file's, a folder's, or a built-in one.
pub fn load_rubric(name: &str) -> Result<Vec<Chosen>, Failure> {
    let path = Path::new(name);
    let mut texts = Vec::new();
    if path.is_dir() {
        let mut files: Vec<_> = std::fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
        files.sort();
        for file in files.into_iter().filter(|file| file.extension().is_some_and(|ending| ending == "toml")) {
            texts.push((file.to_string_lossy().replace('\\', "/"), std::fs::read_to_string(&file)?));
        }
    } else if let (false, Some(text)) = (path.exists(), built_in(name)) {
        texts.push((name.to_owned(), text.to_owned()));
    } else {
        let text = std::fs::read_to_string(path).map_err(|error| std::io::Error::new(error.kind(), format!("{name}: {error}")))?;
        texts.push((name.replace('\\', "/"), text));
    }
    let (mut rubrics, mut problems) = (Vec::new(), Vec::new());
    for (name, text) in texts {
        match read(&name, &text) {
            Ok(rubric) => rubrics.push(Chosen { rubric, name }),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() {
        Ok(rubrics)
    } else {
        Err(Failure::Problems(problems))
    }
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
