//! The whole way of large files: counted without a cell for each row, scored and ranked peer group by peer group.
//!
//! In: a request whose files and rubric the floor `bulk` takes. Out: the run without its people, and `results.parquet`. Nothing is kept of
//! a peer group once its rows are written; whoever wants more of each than its rows is handed it in order.

mod numbers;

use std::collections::{BTreeMap, BTreeSet};

use super::{edges, examples, gate, Chosen, Corrected, Failure, Request, Run, Stage};
use crate::base::parquet::{Encoded, Shape};
use crate::base::period::Period;
use crate::base::problem::{in_order, Problem};
use crate::base::threads::streamed;
use crate::bulk::{count, fits, Counted, Given, Part, Parts, Step};
use crate::fact::evidence::Evidence;
use crate::flag::Findings;
use crate::rank::standing::{Outcome, Selected, Status};
use crate::report::{flat_pieces, Flat, FlatRow, FlatRows, Published};
use crate::rubric::model::Rubric;
use crate::score::card::Scorecard;
use crate::score::{score, Steps};
use crate::sheet::Found;
use crate::tally::Tallies;

pub use self::numbers::Numbers;

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

/// Scores large files; nothing where this road does not take them.
///
/// # Errors
/// When the program cannot go on.
pub fn bulk(
    request: &Request,
    found: &Found,
    jobs: usize,
    progress: &(dyn Fn(Stage) + Sync),
) -> Result<Option<Bulk>, Failure> {
    let Ok((chosen, period)) = super::choose_rubric(request, &found.sources) else { return Ok(None) };
    if request.tallies.is_some()
        || !request.each.is_empty()
        || !request.previous.is_empty()
        || request.chance.is_some()
        || request.seed.is_some()
        || !fits(&chosen.rubric, &found.sources)
    {
        return Ok(None);
    }
    let warned: Vec<Problem> = found.problems.iter().cloned().chain(chosen.warnings.iter().cloned()).chain(examples(&chosen)?).collect();
    let mut apart = BTreeSet::new();
    let under = Under { request, found, chosen: &chosen, period: &period, warned: &warned, jobs, progress };
    let mut ended = under.once(&apart)?;
    if let Some(Ended::Again(keys)) = ended {
        // Whoever the rubric refuses to score is told with the cells of its rows.
        apart = keys;
        ended = under.once(&apart)?;
    }
    match ended {
        None | Some(Ended::NoWay | Ended::Again(_)) => Ok(None),
        Some(Ended::Done(done)) => {
            let Done { odd, stopped, problems, results, numbers } = *done;
            Ok(Some(Bulk { run: run(request, found.clone(), chosen, period, odd, stopped, problems), results, numbers }))
        }
    }
}

/// How an attempt ended.
enum Ended {
    /// Nobody is in office, or something else that the way of sheets tells better.
    NoWay,
    /// Rows of these keys are to go the way of sheets.
    Again(BTreeSet<u32>),
    Done(Box<Done>),
}

struct Done {
    odd: Evidence,
    stopped: Vec<String>,
    problems: Vec<Problem>,
    results: Vec<u8>,
    numbers: Numbers,
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

/// A piece of the results.
struct Piece {
    rows: Encoded,
    problems: Vec<Problem>,
    stopped: Vec<String>,
    refused: Vec<u32>,
    numbers: Numbers,
}

impl Under<'_> {
    fn once(&self, apart: &BTreeSet<u32>) -> Result<Option<Ended>, Failure> {
        let rubric = &self.chosen.rubric;
        let given = Given { rubric, period: self.period, sources: &self.found.sources, apart, jobs: self.jobs };
        let told = |Step::Rows(done, all)| (self.progress)(Stage::Count(done, all));
        count(given, &told, |counted| self.ranked(counted, apart)).map_err(Failure::Internal)
    }

    fn ranked(&self, mut counted: Counted, apart: &BTreeSet<u32>) -> Result<Ended, String> {
        let rubric = &self.chosen.rubric;
        let mut problems: Vec<Problem> = self.warned.to_vec();
        problems.append(&mut counted.odd.problems);
        problems.extend(self.refusals(&counted, apart)?);
        let errors = || problems.iter().filter(|problem| problem.is_error());
        let of_all = errors().find(|problem| problem.subject.is_none()).cloned();
        let subjects = &counted.odd.evidence.subjects;
        let stopped = errors().filter_map(|problem| Some((subjects.get(problem.subject? as usize)?.peer.clone(), problem.clone())));
        let stopping: BTreeMap<String, Problem> = stopped.collect();
        let parts = Parts::new(&counted, rubric, self.period);
        if parts.is_empty() {
            return Ok(Ended::NoWay);
        }
        let mut results = Vec::new();
        let mut flat = Flat::begin(&mut results, rubric)?;
        let shape = flat.shape().clone();
        let makers = parts.makers();
        let pieces = flat_pieces((0..parts.len()).map(|number| parts.size(number)));
        let piece = |number: usize| {
            let mut piece = Tray::new(rubric, &self.period.id);
            let range = pieces.get(number).cloned().unwrap_or_default();
            makers.make(range, |part| {
                let stop = of_all.as_ref().or_else(|| stopping.get(&part.peer));
                self.stand(part, stop, apart, &mut piece);
            });
            piece.encode(&shape)
        };
        let (mut numbers, mut named, mut refused) = (Numbers::default(), Vec::new(), BTreeSet::new());
        streamed(pieces.len(), self.jobs, piece, |piece: Result<Piece, String>| {
            let piece = piece?;
            flat.take(&piece.rows)?;
            refused.extend(piece.refused);
            numbers.add(piece.numbers);
            problems.extend(piece.problems);
            named.extend(piece.stopped);
            (self.progress)(Stage::Rank(numbers.peers, parts.len()));
            Ok::<(), String>(())
        })?;
        flat.finish()?;
        if !refused.is_empty() {
            return Ok(Ended::Again(refused));
        }
        let odd = Evidence { period: self.period.clone(), accounts: std::mem::take(&mut counted.accounts), ..Evidence::default() };
        Ok(Ended::Done(Box::new(Done { odd, stopped: named, problems: in_order(problems), results, numbers })))
    }

    /// What the rubric refuses, of those whose rows all went the way of sheets.
    fn refusals(&self, counted: &Counted, apart: &BTreeSet<u32>) -> Result<Vec<Problem>, String> {
        let odd = &counted.odd;
        let cards = score(&self.chosen.rubric, &odd.evidence.subjects, &odd.tallies);
        let refusals = gate::refusals(&self.chosen.rubric, &odd.evidence, &odd.reading, &cards).map_err(|error| error.to_string())?;
        let is_whole = |problem: &Problem| {
            let subject = problem.subject.and_then(|number| odd.evidence.subjects.get(number as usize));
            subject.is_none_or(|subject| counted.is_apart(&subject.key) || subject.key.parse().is_ok_and(|key| apart.contains(&key)))
        };
        Ok(refusals.into_iter().filter(is_whole).collect())
    }

    /// Ranks a peer group, unless a problem stops it.
    fn stand(&self, part: Part, stop: Option<&Problem>, apart: &BTreeSet<u32>, tray: &mut Tray<'_>) {
        let rubric = &self.chosen.rubric;
        let lacking = |card: &Scorecard| card.items.iter().any(|item| item.refused.is_some()) || gate::lacks_part(rubric, card);
        let refused =
            part.subjects.iter().zip(&part.cards).filter(|(_, card)| lacking(card)).filter_map(|(subject, _)| subject.key.parse().ok());
        tray.refused.extend(refused.filter(|key| !apart.contains(key)));
        let mut problems: Vec<Problem> = stop.cloned().into_iter().map(|problem| Problem { subject: None, ..problem }).collect();
        let known = problems.len();
        let (stopped, outcome) = edges::standings((self.request, Steps::Left), rubric, &part.subjects, &part.cards, &mut problems);
        tray.problems.extend(problems.into_iter().skip(known));
        let ranked = outcome.standings.iter().filter(|standing| standing.status == Status::Ranked && standing.rank.is_some()).count();
        let proposed = outcome.standings.iter().filter(|standing| standing.selected == Selected::Yes).count();
        let all = part.subjects.len();
        let is_stopped = !stopped.is_empty();
        tray.numbers.add(Numbers { peers: 1, subjects: all, ranked, proposed, stopped: if is_stopped { all } else { 0 } });
        if is_stopped {
            tray.stopped.push(part.peer);
        } else {
            tray.take(&part, &outcome);
        }
    }
}

/// What a piece is made of.
struct Tray<'t> {
    rows: FlatRows<'t>,
    problems: Vec<Problem>,
    stopped: Vec<String>,
    refused: Vec<u32>,
    numbers: Numbers,
}

impl<'t> Tray<'t> {
    fn new(rubric: &'t Rubric, period: &'t str) -> Self {
        let (problems, stopped, refused, numbers) = (Vec::new(), Vec::new(), Vec::new(), Numbers::default());
        Self { rows: FlatRows::new(rubric, period), problems, stopped, refused, numbers }
    }

    /// The rows of a peer group.
    fn take(&mut self, part: &Part, outcome: &Outcome) {
        for number in &outcome.order {
            let of = part.subjects.get(*number).zip(outcome.standings.get(*number)).zip(part.points.get(*number));
            if let Some(((subject, standing), points)) = of {
                self.rows.push(&FlatRow { subject, standing, points });
            }
        }
    }

    fn encode(self, shape: &Shape) -> Result<Piece, String> {
        let Self { rows, problems, stopped, refused, numbers } = self;
        Ok(Piece { rows: rows.encode(shape)?, problems, stopped, refused, numbers })
    }
}

/// The run without its people.
fn run(
    request: &Request,
    found: Found,
    chosen: Chosen,
    period: Period,
    evidence: Evidence,
    stopped: Vec<String>,
    problems: Vec<Problem>,
) -> Run {
    Run {
        as_of: request.as_of.unwrap_or(period.to),
        tallies: Tallies { period: period.clone(), ..Tallies::default() },
        chosen,
        period,
        sources: found.sources,
        skipped: found.skipped,
        evidence,
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
        each: Vec::new(),
    }
}
