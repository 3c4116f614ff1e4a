//! A run divided into congresses, for a workbook of each.
//!
//! In: the roster columns that name a congress, and a run. Out: its congresses, one after another; only the one asked for is copied.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Error, ErrorKind};

use super::{Failure, Run};
use crate::base::problem::Problem;
use crate::fact::roster_word;
use crate::rank::Division;
use crate::report::bulk::{Congress, Failed, Put};
use crate::rubric::model::{ColumnKind, Rubric};

/// Whether the roster has these columns, and may show them.
pub(super) fn known(rubric: &Rubric, each: &[String]) -> Result<(), Failure> {
    let columns = rubric.table(&rubric.subject.table).map(|table| table.columns.as_slice()).unwrap_or_default();
    let shown = || columns.iter().filter(|column| column.kind != ColumnKind::Secret);
    let wrong = each.iter().find(|id| !shown().any(|column| column.id == **id));
    let twice = each.iter().enumerate().find(|(place, id)| each.iter().take(*place).any(|other| other == *id));
    match (wrong, twice) {
        (None, None) => Ok(()),
        (Some(id), _) => {
            let known: Vec<&str> = shown().map(|column| column.id.as_str()).collect();
            let known = known.join("、");
            Err(refused(format!(
                "--each: 名册中没有可以公开的列 {id}，请从这些列中选：{known} / the roster has no column {id} that may be shown; choose among these"
            )))
        }
        (None, Some((_, id))) => Err(refused(format!("--each: {id} 写了两次，请只写一次 / {id} is named twice; name it once"))),
    }
}

fn refused(why: String) -> Failure {
    Error::new(ErrorKind::InvalidInput, why).into()
}

/// What is divided into congresses, in order of their names.
pub trait Divided {
    /// The names of each, outermost first.
    fn names(&self) -> Vec<Vec<String>>;

    /// Puts one after the other.
    ///
    /// # Errors
    /// Those of whoever takes them.
    fn put_all(&self, put: &mut Put) -> Result<(), Failed>;
}

/// The congresses of a run.
#[derive(Debug)]
pub struct Congresses<'a> {
    run: &'a Run,
    division: Division<'a>,
    stopped: BTreeSet<&'a str>,
    groups: Vec<Group<'a>>,
}

#[derive(Debug, Default)]
struct Group<'a> {
    names: Vec<String>,
    /// Numbers of its subjects, in the order of the lists.
    order: Vec<usize>,
    peers: BTreeSet<&'a str>,
    problems: Vec<&'a Problem>,
}

impl Run {
    /// Divides the run by the columns that were asked for.
    ///
    /// # Errors
    ///
    /// A peer group has people of two congresses: no workbook of one of them could show its ranks.
    pub fn congresses(&self) -> Result<Congresses<'_>, Failure> {
        let mut groups: BTreeMap<Vec<String>, Group> = BTreeMap::new();
        let mut homes: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (number, subject) in self.outcome.order.iter().filter_map(|number| Some((*number, self.evidence.subjects.get(*number)?))) {
            let names: Vec<String> = self.each.iter().map(|column| roster_word(self.rubric(), column, &subject.columns)).collect();
            match homes.get(subject.peer.as_str()) {
                Some(home) if *home != names => return Err(torn(&subject.peer, [home, &names])),
                Some(_) => {}
                None => {
                    homes.insert(&subject.peer, names.clone());
                }
            }
            let group = groups.entry(names).or_insert_with_key(|names| Group { names: names.clone(), ..Group::default() });
            group.order.push(number);
            group.peers.insert(&subject.peer);
        }
        for problem in &self.problems {
            let subject = problem.subject.and_then(|number| self.evidence.subjects.get(usize::try_from(number).ok()?));
            if let Some(group) = subject.and_then(|subject| groups.get_mut(homes.get(subject.peer.as_str())?)) {
                group.problems.push(problem);
            }
        }
        let stopped = self.stopped.iter().map(String::as_str).collect();
        Ok(Congresses { run: self, division: Division::of(&self.outcome), stopped, groups: groups.into_values().collect() })
    }
}

pub(super) fn torn(peer: &str, homes: [&Vec<String>; 2]) -> Failure {
    let [one, other] = homes.map(|names| names.join("/"));
    refused(format!(
        "--each: 排名组“{peer}”的人分属“{one}”和“{other}”，不能各出一个工作簿；请在办法的 peers 中加上分开它们的列，或另选列 / the peer group has people of both; add the column that parts them to the rubric's peers, or name other columns"
    ))
}

impl Divided for Congresses<'_> {
    fn names(&self) -> Vec<Vec<String>> {
        self.groups.iter().map(|group| group.names.clone()).collect()
    }

    fn put_all(&self, put: &mut Put) -> Result<(), Failed> {
        self.groups.iter().try_for_each(|group| put(self.congress(group)))
    }
}

impl Congresses<'_> {
    fn congress(&self, group: &Group) -> Congress {
        let mut members = group.order.clone();
        members.sort_unstable();
        let evidence = &self.run.evidence;
        let stopped: Vec<String> = group.peers.iter().filter(|peer| self.stopped.contains(*peer)).map(|peer| (*peer).to_owned()).collect();
        // What belongs to nobody stops everybody.
        let common = self.run.problems.iter().filter(|problem| !stopped.is_empty() && problem.is_error() && problem.subject.is_none());
        Congress {
            names: group.names.clone(),
            subjects: members.iter().filter_map(|number| evidence.subjects.get(*number).cloned()).collect(),
            cards: members.iter().filter_map(|number| self.run.cards.get(*number).cloned()).collect(),
            outcome: self.division.part(&group.order, &group.peers),
            problems: common.chain(group.problems.iter().copied()).cloned().collect(),
            stopped,
        }
    }
}
