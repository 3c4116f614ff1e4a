//! Earlier results: read, checked against their manifests, and put in order.
//!
//! In: folders that earlier runs wrote. Out: what was of each subject in the periods before this one, and problems.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::results::{self, number, Opened, Results};
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::place::{slashed, Place};
use crate::base::problem::{Fault, Problem};
use crate::change::{Stand, State};
use crate::fact::evidence::Subject;
use crate::fact::past::{Past, Proposed};
use crate::rank::standing::Selected;
use crate::report::{EarlierPeriod, PreviousEntry};
use crate::rubric::model::Rubric;

/// A folder of earlier results.
#[derive(Debug, Clone)]
pub struct Previous {
    /// As given, with `/`.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Whether its inputs were gone already when it was compared with, so that they are not looked for.
    pub is_alone: bool,
}

impl Previous {
    /// A folder as it was given.
    pub fn given(path: &Path) -> Self {
        Self { name: slashed(path), path: path.to_owned(), is_alone: false }
    }
}

/// A folder as it was read.
struct Read {
    name: String,
    period: Period,
    results: Results,
}

impl Read {
    fn before(self) -> Earlier {
        let (rubric, subjects) = (&self.results.rubric, &self.results.subjects);
        let names = subjects.iter().map(|subject| (subject.key.clone(), subject.name.clone())).collect();
        let version = [rubric.id.as_str(), &rubric.version].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        Earlier { subjects: pasts(self.results), name: self.name, period: self.period, rubric: version, names }
    }

    fn same(self, folder: &Previous) -> Same {
        let rubric_sha256 = self.results.rubric.sha256.clone();
        Same { folder: folder.clone(), stopped: self.results.stopped.clone(), states: states(self.results), rubric_sha256 }
    }
}

/// One earlier period.
struct Earlier {
    name: String,
    period: Period,
    rubric: String,
    subjects: BTreeMap<String, Past>,
    names: BTreeMap<String, String>,
}

/// What earlier results say, but for each subject's own past.
#[derive(Default)]
pub(super) struct Recalled {
    /// What the manifest keeps of each folder.
    pub kept: Vec<PreviousEntry>,
    /// The periods that lead up to this one, the last first.
    pub periods: Vec<EarlierPeriod>,
    /// Results of this very period, to compare with.
    pub same: Option<Same>,
}

/// Earlier results of the same period under the same rubric.
pub(super) struct Same {
    /// Their folder.
    pub folder: Previous,
    /// What everybody was, by key.
    pub states: BTreeMap<String, State>,
    /// Peer groups that were not ranked.
    pub stopped: Vec<String>,
    /// Hash of the rubric that ran.
    pub rubric_sha256: String,
}

/// Gives each subject its past, and tells what there is of earlier periods.
pub(super) fn recall(
    previous: &[Previous],
    rubric: &Rubric,
    period: &Period,
    subjects: &mut [Subject],
    problems: &mut Vec<Problem>,
) -> Recalled {
    let (mut kept, mut all, mut same) = (Vec::new(), Vec::new(), None);
    for folder in previous {
        match read(folder, rubric, problems) {
            Ok((earlier, sha256)) => {
                kept.push(PreviousEntry { path: folder.name.clone(), sha256, inputs: None });
                let is_same = (earlier.period.from, earlier.period.to) == (period.from, period.to);
                if earlier.results.rubric.id == rubric.id && same.is_none() && is_same {
                    same = Some(earlier.same(folder));
                } else {
                    all.push(earlier.before());
                }
            }
            Err(fault) => problems.push(Problem::new(fault, Place::file(&folder.name), "")),
        }
    }
    let chain = adjoining(all, period, problems);
    let (needed, given) = (rubric.periods_before(), chain.len() as u64);
    if given < needed {
        problems.push(Problem::new(Fault::PreviousFew { needed }, Place::default(), given.to_string()));
    }
    for subject in subjects.iter_mut() {
        subject.past = chain.iter().map(|earlier| earlier.subjects.get(&subject.key).cloned()).collect();
    }
    let here: BTreeSet<&String> = subjects.iter().map(|subject| &subject.key).collect();
    let period = |earlier: Earlier| EarlierPeriod {
        period: earlier.period,
        rubric: earlier.rubric,
        gone: earlier.names.into_iter().filter(|(key, _)| !here.contains(key)).collect(),
    };
    Recalled { kept, periods: chain.into_iter().map(period).collect(), same }
}

/// Reads a folder and checks that its results are the ones that its manifest tells of; with their hash.
fn read(folder: &Previous, rubric: &Rubric, problems: &mut Vec<Problem>) -> Result<(Read, String), Fault> {
    let Opened { results, period, sha256, .. } = results::open(&folder.path)?;
    if results.rubric.id != rubric.id {
        let fault = Fault::PreviousRubric { here: rubric.id.clone() };
        problems.push(Problem::new(fault, Place::file(&folder.name), &results.rubric.id));
    }
    Ok((Read { name: folder.name.clone(), period, results }, sha256))
}

fn pasts(results: Results) -> BTreeMap<String, Past> {
    let ranked = results.ranked();
    let past = |subject: results::SubjectIn| {
        let points = subject.items.iter().filter_map(|item| Some((item.criterion.clone(), number(item.exact.as_ref())?)));
        let past = Past {
            points: points.collect(),
            total: number(subject.total.as_ref()),
            exact: number(subject.exact.as_ref()),
            rank: subject.rank,
            ranked: ranked.get(&subject.peer).copied().unwrap_or(0),
            grade: subject.grade,
            proposed: proposed(&subject.selected),
            vetoes: subject.vetoes,
            exposure: Exact::parse(&subject.exposure),
        };
        (subject.key, past)
    };
    results.subjects.into_iter().map(past).collect()
}

/// What everybody was.
fn states(results: Results) -> BTreeMap<String, State> {
    let state = |subject: results::SubjectIn| {
        let points = subject.items.iter().map(|item| (item.criterion.clone(), number(item.exact.as_ref())));
        let selected = match subject.selected.as_bool() {
            Some(true) => Selected::Yes,
            Some(false) => Selected::No,
            None => Selected::Committee,
        };
        let stand = Stand { total: number(subject.total.as_ref()), rank: subject.rank, grade: subject.grade, selected };
        (subject.key, State { name: subject.name, peer: subject.peer, stand, points: points.collect() })
    };
    results.subjects.into_iter().map(state).collect()
}

/// The periods that lead up to this one without a gap, the last first.
fn adjoining(mut all: Vec<Earlier>, period: &Period, problems: &mut Vec<Problem>) -> Vec<Earlier> {
    all.sort_by(|one, other| other.period.cmp(&one.period));
    let (mut chain, mut next, mut whole) = (Vec::new(), period.clone(), true);
    for earlier in all {
        let found = earlier.period.id.clone();
        let told = |fault: Fault| Problem::new(fault, Place::file(&earlier.name), found);
        if earlier.period.to >= next.from {
            problems.push(told(Fault::PreviousNotBefore { next: next.id.clone() }));
            continue;
        }
        if earlier.period.to.succ_opt() != Some(next.from) {
            problems.push(told(Fault::PreviousGap { next: next.id.clone() }));
            whole = false;
        }
        next = earlier.period.clone();
        if whole {
            chain.push(earlier);
        }
    }
    chain
}

/// Of `true`, `false` or `"committee"`.
fn proposed(selected: &Value) -> Proposed {
    match selected.as_bool() {
        Some(true) => Proposed::Yes,
        None if selected.is_string() => Proposed::Open,
        Some(false) | None => Proposed::No,
    }
}
