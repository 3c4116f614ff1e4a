//! A workspace to begin with: which rubric, which period, and where the blank workbooks go.
//!
//! In: a folder and what the user asks for. Out: the files to write. No clock is read: a period that nobody names is
//! the first whole year in which the rubric is in force.

use std::path::{Path, PathBuf};

use chrono::Datelike;

use super::prepare::{choose_rubric, examples, load_rubric};
use super::{Chosen, Failure, Request};
use crate::base::period::{Day, Period};
use crate::report::{workspace, Output};
use crate::rubric::model::Rubric;
use crate::sheet;

/// What to write into which folder.
#[derive(Debug)]
pub struct Beginning {
    /// The rubric.
    pub chosen: Chosen,
    /// The period that the workbooks are for.
    pub period: Period,
    /// Whether nobody named that period.
    pub is_assumed: bool,
    /// Folder of the blank workbooks, as seen from the workspace; `.` where that is itself the period's.
    pub inputs: String,
    /// Folders with their files.
    pub folders: Vec<(PathBuf, Vec<Output>)>,
}

/// A workspace in this folder.
///
/// # Errors
///
/// The rubric cannot be read or fails, is not in force in the period, or the folder holds something already.
pub fn begin(request: &Request, folder: &Path) -> Result<Beginning, Failure> {
    is_free(folder)?;
    let named = sheet::period_of_folder(folder);
    let known = request.period.is_some() || named.is_some();
    let assumed = if known { None } else { assumed(&request.rubric)? };
    let period = request.period.clone().or_else(|| named.as_ref().or(assumed.as_ref()).map(|period| period.id.clone()));
    let (chosen, period) = choose_rubric(&Request { period, ..request.clone() }, &[])?;
    let failing = examples(&chosen)?;
    if !failing.is_empty() {
        return Err(Failure::Problems(failing));
    }
    let inputs = if named.as_ref() == Some(&period) { ".".to_owned() } else { period.id.clone() };
    let made = workspace(&chosen.rubric, &period, &inputs).map_err(|error| Failure::Internal(error.to_string()))?;
    let within = if inputs == "." { folder.to_path_buf() } else { folder.join(&inputs) };
    let mut folders = vec![(folder.to_path_buf(), made.papers)];
    for (below, workbook) in made.workbooks {
        let place = below.map_or_else(|| within.clone(), |below| within.join(below));
        match folders.iter_mut().find(|(known, _)| *known == place) {
            Some((_, files)) => files.push(workbook),
            None => folders.push((place, vec![workbook])),
        }
    }
    Ok(Beginning { chosen, period, is_assumed: assumed.is_some(), inputs, folders })
}

/// Nothing of the user's is ever written over: the folder must be new or empty.
pub fn is_free(folder: &Path) -> Result<(), Failure> {
    let held = |why: &str| Failure::Io(std::io::Error::new(std::io::ErrorKind::AlreadyExists, format!("{}: {why}", folder.display())));
    if !folder.exists() {
        return Ok(());
    }
    if !folder.is_dir() {
        return Err(held("是一个文件，请另取文件夹名 / a file has this name; name another folder"));
    }
    let about = |error: std::io::Error| std::io::Error::new(error.kind(), format!("{}: {error}", folder.display()));
    if std::fs::read_dir(folder).map_err(about)?.next().is_some() {
        return Err(held("文件夹里已有文件，请另取一个空的 / the folder is not empty; name another one"));
    }
    Ok(())
}

/// The period of a rubric whose period nobody names and which names none itself.
fn assumed(name: &str) -> Result<Option<Period>, Failure> {
    let loaded = load_rubric(name)?;
    Ok(match loaded.rubrics.as_slice() {
        [only] if only.rubric.period.is_none() => first_year(&only.rubric),
        _ => None,
    })
}

/// The first whole year in force; where there is none, all the days in force.
fn first_year(rubric: &Rubric) -> Option<Period> {
    let (from, to) = rubric.in_force;
    let begun = Day::from_ymd_opt(from.year(), 1, 1)? < from;
    let year = Period::parse(&(from.year() + i32::from(begun)).to_string())?;
    match to.filter(|to| *to < year.to) {
        Some(to) => Period::parse(&format!("{from}..{to}")),
        None => Some(year),
    }
}

#[cfg(test)]
mod tests {
    use crate::run::begin::first_year;
    use crate::run::one_rubric;

    #[test]
    fn the_first_whole_year_in_force_is_taken_where_nobody_names_a_period() {
        let of = |in_force: (&str, Option<&str>)| {
            let mut chosen = one_rubric("township").ok()?;
            chosen.rubric.in_force = (in_force.0.parse().ok()?, in_force.1.and_then(|day| day.parse().ok()));
            first_year(&chosen.rubric).map(|period| period.id)
        };
        assert_eq!(of(("2024-01-01", None)).as_deref(), Some("2024"));
        assert_eq!(of(("2022-08-19", None)).as_deref(), Some("2023"));
        assert_eq!(of(("2022-08-19", Some("2023-12-31"))).as_deref(), Some("2023"));
        assert_eq!(of(("2022-08-19", Some("2023-06-30"))).as_deref(), Some("2022-08-19..2023-06-30"));
    }
}
