//! Congresses of large files, one after another: peer groups are scored once more, each when its workbook is made.
//!
//! In: what was counted, which groups are stopped, and the problems of each. Out: congresses in order of their names. Only the one asked
//! for is in memory.

use std::collections::BTreeMap;

use crate::base::problem::{in_order, Problem};
use crate::bulk::{Makers, Part, Parts};
use crate::rank::ranked;
use crate::report::bulk::{Congress, Failed, Put};
use crate::rubric::model::Rubric;
use crate::run::each::{torn, Divided};
use crate::run::Failure;
use crate::score::Steps;

/// What stands of each peer group beside its scores.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Problems that belong to nobody.
    pub common: Vec<Problem>,
    /// Problems of each peer group.
    pub own: BTreeMap<String, Vec<Problem>>,
    /// Peer groups that are not ranked because of errors.
    pub stopped: Vec<String>,
}

/// The congresses.
pub(super) struct LargeCongresses<'c> {
    rubric: &'c Rubric,
    parts: &'c Parts<'c>,
    makers: &'c Makers<'c>,
    told: Told,
    /// Numbers of the peer groups of each.
    groups: BTreeMap<Vec<String>, Vec<usize>>,
}

impl<'c> LargeCongresses<'c> {
    /// Divides peer groups by columns of the roster.
    pub fn new(rubric: &'c Rubric, (parts, makers): (&'c Parts<'c>, &'c Makers<'c>), each: &[String], told: Told) -> Result<Self, Failure> {
        let mut groups: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
        for number in 0..parts.len() {
            let names = parts.named(number, each).map_err(|[one, other]| torn(parts.peer(number), [&one, &other]))?;
            groups.entry(names).or_default().push(number);
        }
        let mut told = told;
        told.stopped.sort_unstable();
        Ok(Self { rubric, parts, makers, told, groups })
    }

    fn congress(&self, names: &[String], numbers: &[usize]) -> Congress {
        let part = together(self.makers.make(numbers.iter().copied(), |part| part));
        let peers: Vec<&str> = numbers.iter().map(|number| self.parts.peer(*number)).collect();
        let is_stopped = |peer: &&&str| self.told.stopped.binary_search_by(|stopped| stopped.as_str().cmp(peer)).is_ok();
        let stopped: Vec<String> = peers.iter().filter(is_stopped).map(|peer| (*peer).to_owned()).collect();
        let common = self.told.common.iter().filter(|problem| !stopped.is_empty() && problem.is_error());
        let own = peers.iter().filter_map(|peer| self.told.own.get(*peer)).flatten();
        let problems = in_order(common.chain(own).cloned().collect());
        let outcome = ranked(self.rubric, &part.subjects, &part.cards, &stopped, (None, Steps::Left));
        Congress { names: names.to_vec(), subjects: part.subjects, cards: part.cards, outcome, stopped, problems }
    }
}

/// Several peer groups as one list, in order of key.
fn together(parts: Vec<Part>) -> Part {
    if parts.len() == 1 {
        return parts.into_iter().next().unwrap_or_default();
    }
    let of = |part: Part| part.subjects.into_iter().zip(part.cards);
    let mut all: Vec<_> = parts.into_iter().flat_map(of).collect();
    all.sort_by(|one, other| one.0.key.cmp(&other.0.key));
    let (subjects, cards) = all.into_iter().unzip();
    Part { subjects, cards, ..Part::default() }
}

impl Divided for LargeCongresses<'_> {
    fn names(&self) -> Vec<Vec<String>> {
        self.groups.keys().cloned().collect()
    }

    fn put_all(&self, put: &mut Put) -> Result<(), Failed> {
        self.groups.iter().try_for_each(|(names, numbers)| put(self.congress(names, numbers)))
    }
}
