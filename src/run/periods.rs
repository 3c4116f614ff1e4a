//! Folders of results put together by period, for the report: those of one period stand beside each other.
//!
//! In: folders in any order. Out: periods, oldest first, each with the folder whose people are counted and those that add
//! figures. That folder is the first one given of the last period; in earlier periods it is the one under the same rubric, or
//! else the first about the same kind of subject.

use std::collections::BTreeMap;
use std::path::Path;

use super::scored::{all, ScoredFolder};
use super::Failure;
use crate::base::period::Day;
use crate::base::place::Place;
use crate::base::problem::{Fault, Problem};
use crate::base::text::Say;

/// The folders of one period.
#[derive(Debug, Default)]
pub struct PeriodFolders {
    /// Whose people are counted; none where no folder of this period is about the same kind of subject.
    pub main: Option<ScoredFolder>,
    /// The others, in the order given.
    pub beside: Vec<ScoredFolder>,
}

/// Reads folders back and puts those of one period together; everything wrong with any of them at once.
pub fn read_periods(folders: &[impl AsRef<Path>], inputs: Option<&Path>) -> Result<Vec<PeriodFolders>, Failure> {
    let (read, mut problems) = all(folders, inputs);
    let mut periods: BTreeMap<(Day, Day), Vec<ScoredFolder>> = BTreeMap::new();
    for folder in read {
        periods.entry((folder.scored.period.from, folder.scored.period.to)).or_default().push(folder);
    }
    problems.extend(periods.values().flat_map(|period| twice(period.as_slice())));
    for (earlier, later) in periods.values().zip(periods.values().skip(1)) {
        let (Some(earlier), Some(later)) = (earlier.first(), later.first()) else { continue };
        if earlier.scored.period.to >= later.scored.period.from {
            let fault = Fault::PreviousNotBefore { next: later.scored.period.id.clone() };
            problems.push(Problem::new(fault, Place::file(&earlier.name), &earlier.scored.period.id));
        }
    }
    if !problems.is_empty() {
        return Err(Failure::Problems(problems));
    }
    let first = periods.values().next_back().and_then(|last| last.first());
    let Some((id, called)) = first.map(|first| (first.chosen.rubric.id.clone(), first.chosen.rubric.subject.called.clone())) else {
        return Ok(Vec::new());
    };
    Ok(periods.into_values().map(|period| apart(period, &id, &called)).collect())
}

/// Two folders of one period under one rubric would count everything twice.
fn twice(period: &[ScoredFolder]) -> Vec<Problem> {
    let same = |one: &ScoredFolder, other: &ScoredFolder| one.chosen.rubric.id == other.chosen.rubric.id;
    let again = period.iter().enumerate().filter_map(|(number, folder)| {
        let earlier = period.iter().take(number).find(|earlier| same(earlier, folder))?;
        let (id, rubric) = (&folder.scored.period.id, &folder.chosen.rubric.id);
        let why = Say::new(
            format!("和 {} 都是 {id} 按 {rubric} 评的；一期一种办法只给一个文件夹", earlier.name),
            format!("it and {} are both {id} under {rubric}; give one folder a period and rubric", earlier.name),
        );
        Some(Problem::new(Fault::PreviousNone { why }, Place::file(&folder.name), id))
    });
    again.collect()
}

fn apart(mut folders: Vec<ScoredFolder>, id: &str, called: &str) -> PeriodFolders {
    let same_rubric = folders.iter().position(|folder| folder.chosen.rubric.id == id);
    let main = same_rubric.or_else(|| folders.iter().position(|folder| folder.chosen.rubric.subject.called == called));
    let main = main.map(|place| folders.remove(place));
    PeriodFolders { main, beside: folders }
}
