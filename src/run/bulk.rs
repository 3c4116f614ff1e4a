//! The whole way of large files: counted without a cell for each row, scored and ranked peer group by peer group.
//!
//! In: a request whose files and rubric the floor `bulk` takes. Out: the run without its people, and `results.parquet`. Nothing is kept of
//! a peer group once its rows are written; where each congress is to have a workbook, its peer groups are scored once more (`divided`).

mod divided;
mod numbers;
mod ranking;

use std::collections::{BTreeMap, BTreeSet};

use super::awaited::Awaited;
use super::{each, examples, gate, Chosen, Corrected, Divided, Failure, Request, Run, Stage};
use crate::base::period::Period;
use crate::base::problem::{in_order, Problem};
use crate::base::text::Say;
use crate::bulk::{count, unfit, Counted, Given, Parts, Step};
use crate::fact::evidence::{Evidence, SheetAccount};
use crate::flag::Findings;
use crate::rank::standing::Outcome;
use crate::report::Published;
use crate::score::score;
use crate::sheet::Found;
use crate::tally::Tallies;

pub use self::numbers::Numbers;

use self::divided::{LargeCongresses, Told};
use self::ranking::{Ranking, Stopping};

/// What came of large files.
#[derive(Debug)]
pub struct Bulk {
    /// The run; people, cards and standings are not in it.
    pub run: Run,
    /// `results.parquet`.
    pub results: Vec<u8>,
    /// How many there are.
    pub numbers: Numbers,
}

/// Is handed a run and its congresses, where each is to have a workbook, before anything is stored.
pub type Bind<'b> = dyn FnMut(&Run, &dyn Divided) -> Result<(), Failure> + 'b;

/// What became of large files.
#[derive(Debug)]
pub enum Large {
    /// They are scored.
    Scored(Box<Bulk>),
    /// This road does not take them, and why; they are to go the way of all sheets.
    Not(Say),
}

/// Scores large files.
///
/// # Errors
/// When the program cannot go on, and those of `bind`.
pub fn bulk(request: &Request, found: &Found, jobs: usize, progress: &(dyn Fn(Stage) + Sync), bind: &mut Bind) -> Result<Large, Failure> {
    let Ok((chosen, period)) = super::choose_rubric(request, &found.sources) else {
        return Ok(Large::Not(Say::new("办法或时段尚未确定", "there is no one rubric and period")));
    };
    if request.tallies.is_some() || !request.previous.is_empty() || request.chance.is_some() || request.seed.is_some() {
        return Ok(Large::Not(Say::new(
            "--tallies、--previous、--seed、--draws 须逐人计算",
            "--tallies, --previous, --seed and --draws need everybody at once",
        )));
    }
    if let Some(why) = unfit(&chosen.rubric, &found.sources) {
        return Ok(Large::Not(why));
    }
    each::known(&chosen.rubric, &request.each)?;
    let warned: Vec<Problem> = found.problems.iter().cloned().chain(chosen.warnings.iter().cloned()).chain(examples(&chosen)?).collect();
    let mut apart = BTreeSet::new();
    let under = Under { request, found, chosen: &chosen, period: &period, warned: &warned, jobs, progress };
    let mut ended = under.once(&apart, bind)?;
    if let Ended::Again(keys) = ended {
        // Whoever the rubric refuses to score is told with the cells of its rows.
        apart = keys;
        ended = under.once(&apart, bind)?;
    }
    Ok(match ended {
        Ended::NoWay(why) => Large::Not(why),
        Ended::Again(_) => Large::Not(Say::new("有人不能评分", "some cannot be scored")),
        Ended::Done(done) => Large::Scored(done),
    })
}

/// How an attempt ended.
enum Ended {
    /// Something that the way of sheets tells better.
    NoWay(Say),
    /// Rows of these keys are to go the way of sheets.
    Again(BTreeSet<u32>),
    Done(Box<Bulk>),
}

struct Under<'u> {
    request: &'u Request,
    found: &'u Found,
    chosen: &'u Chosen,
    period: &'u Period,
    warned: &'u [Problem],
    jobs: usize,
    progress: &'u (dyn Fn(Stage) + Sync),
}

impl Under<'_> {
    fn once(&self, apart: &BTreeSet<u32>, bind: &mut Bind) -> Result<Ended, Failure> {
        let rubric = &self.chosen.rubric;
        let given = Given { rubric, period: self.period, sources: &self.found.sources, apart, each: &self.request.each, jobs: self.jobs };
        let told = |Step::Rows(done, all)| (self.progress)(Stage::Count(done, all));
        count(given, &told, |counted| Ok(self.ranked(counted, apart, bind)))
            .map_err(Failure::Internal)?
            .unwrap_or_else(|why| Ok(Ended::NoWay(why)))
    }

    fn ranked(&self, mut counted: Counted, apart: &BTreeSet<u32>, bind: &mut Bind) -> Result<Ended, Failure> {
        let accounts = std::mem::take(&mut counted.accounts);
        let mut problems: Vec<Problem> = self.warned.to_vec();
        problems.append(&mut counted.odd.problems);
        problems.extend(self.refusals(&counted, apart).map_err(Failure::Internal)?);
        let mut own: BTreeMap<String, Vec<Problem>> = BTreeMap::new();
        for problem in &problems {
            let subject = problem.subject.and_then(|number| counted.odd.evidence.subjects.get(number as usize));
            if let Some(subject) = subject {
                own.entry(subject.peer.clone()).or_default().push(problem.clone());
            }
        }
        let parts = Parts::new(&counted, &self.chosen.rubric, self.period);
        if parts.is_empty() {
            return Ok(Ended::NoWay(Say::new("没有在任人员", "nobody is in office")));
        }
        let makers = parts.makers();
        let stopping = Stopping { all: problems.iter().find(|problem| problem.is_error() && problem.subject.is_none()).cloned(), own };
        let ranking = self.pieces(&parts, &makers, &stopping, apart).map_err(Failure::Internal)?;
        if !ranking.refused.is_empty() {
            return Ok(Ended::Again(ranking.refused));
        }
        let Ranking { results, numbers, problems: more, stopped, .. } = ranking;
        let mut own = stopping.own;
        for (peer, problem) in more.iter().filter(|(_, problem)| problem.subject.is_some()) {
            own.entry(peer.clone()).or_default().push(problem.clone());
        }
        problems.extend(more.into_iter().map(|(_, problem)| problem));
        let common = problems.iter().filter(|problem| problem.subject.is_none()).cloned().collect();
        let run = self.run(accounts, stopped.clone(), in_order(problems));
        if !self.request.each.is_empty() && !numbers.nothing_sound() {
            let told = Told { common, own, stopped };
            bind(&run, &LargeCongresses::new(&self.chosen.rubric, (&parts, &makers), &self.request.each, told)?)?;
        }
        Ok(Ended::Done(Box::new(Bulk { run, results, numbers })))
    }

    /// What the rubric refuses, of those whose rows all went the way of sheets.
    fn refusals(&self, counted: &Counted, apart: &BTreeSet<u32>) -> Result<Vec<Problem>, String> {
        let odd = &counted.odd;
        let cards = score(&self.chosen.rubric, &odd.evidence.subjects, &odd.tallies);
        let awaited = Awaited::of(&self.chosen.rubric, &odd.evidence, &odd.reading);
        let refusals =
            gate::refusals(&self.chosen.rubric, &odd.evidence, (&odd.reading, &awaited), &cards).map_err(|error| error.to_string())?;
        let is_whole = |problem: &Problem| {
            let subject = problem.subject.and_then(|number| odd.evidence.subjects.get(number as usize));
            subject.is_none_or(|subject| counted.is_apart(&subject.key) || subject.key.parse().is_ok_and(|key| apart.contains(&key)))
        };
        Ok(refusals.into_iter().filter(is_whole).collect())
    }

    /// The run without its people.
    fn run(&self, accounts: Vec<SheetAccount>, stopped: Vec<String>, problems: Vec<Problem>) -> Run {
        let Self { request, found, chosen, period, .. } = *self;
        Run {
            as_of: request.as_of.unwrap_or(period.to),
            tallies: Tallies { period: period.clone(), ..Tallies::default() },
            chosen: chosen.clone(),
            period: period.clone(),
            sources: found.sources.clone(),
            skipped: found.skipped.clone(),
            evidence: Evidence { period: period.clone(), accounts, ..Evidence::default() },
            cards: Vec::new(),
            outcome: Outcome::default(),
            figures: Vec::new(),
            findings: Findings::default(),
            lists: BTreeMap::new(),
            problems,
            stopped,
            previous: Vec::new(),
            earlier: Vec::new(),
            draft: request.draft,
            seed: request.seed,
            corrected: Corrected::default(),
            compared: None,
            confidence: None,
            published: Published::default(),
            tallied: None,
            each: request.each.clone(),
        }
    }
}
