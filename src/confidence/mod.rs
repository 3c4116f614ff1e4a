//! How sure ranks are: beside the official ranks, never instead.
//!
//! In: what was scored and ranked, and a seed. Out: for each ranked subject where it would stand with ballots drawn anew and
//! with other weights, how often it would be within the quota, which ranks cannot be ruled out, and which weights matter.
//! Told with them is what rests on ballots and was held fixed ([`Held`]). Points of ballots drawn come from the engine, and vetoes
//! that look at them are asked anew; eligibility and the number of places stay as they are. The floor knows no sheet and no
//! file. The method is told in `docs/confidence.md`.

mod activity;
mod errors;
mod group;
mod influence;
mod memo;
mod model;
mod others;
mod plan;
mod ranges;
mod sets;
mod strikes;
#[cfg(test)]
mod tests;
mod urn;

use std::collections::BTreeMap;

pub use self::plan::Held;

use self::group::Group;
use self::plan::Plan;
use crate::base::exact::Exact;
use crate::fact::evidence::{Evidence, Subject};
use crate::rank::breaks;
use crate::rank::standing::{Outcome, QuotaLine, Status};
use crate::rubric::model::{Query, Rubric};
use crate::score::card::Scorecard;
use crate::score::Again;
use crate::stats::weights::Input;
use crate::tally::{self, Alike, Tallies, Uncounted};

/// How sure intervals and sets are, in thousandths.
pub const LEVEL: usize = 900;
/// How far a weight may move, in thousandths of itself.
pub const SPREAD: u32 = 200;
/// Draws when nothing else is said.
pub const DRAWS: u32 = 10_000;
/// More draws than these only cost time.
pub const MOST_DRAWS: u32 = 100_000;
/// The first of the draws, from which confidence sets are reckoned.
pub const DRAWS_OF_SETS: usize = 1000;
/// Pairs of subjects are compared in groups up to this size.
pub const MOST_COMPARED: usize = 1000;

/// What chance rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chance {
    /// The seed.
    pub seed: u64,
    /// How often is drawn.
    pub draws: u32,
    /// Threads, 0 for as many as the machine has; they change nothing.
    pub jobs: usize,
}

/// How sure the ranks of a run are.
#[derive(Debug, Clone, PartialEq)]
pub struct Confidence {
    /// The seed.
    pub seed: u64,
    /// How often was drawn.
    pub draws: u32,
    /// What rests on ballots and was held fixed.
    pub held: Vec<Held>,
    /// Peer groups in which somebody is ranked.
    pub peers: Vec<PeerConfidence>,
}

/// How sure the ranks of one peer group are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PeerConfidence {
    /// Its name.
    pub peer: String,
    /// Whether totals drawn start from the official ones; where they do not, nothing is told of the group.
    pub fits: bool,
    /// Numbers of the criteria whose ballots were drawn; empty where nothing rests on ballots.
    pub rated: Vec<usize>,
    /// Those whom a veto that rests on ballots leaves without rank: the number of each, and in how many draws it would have had one.
    pub spared: Vec<(usize, u32)>,
    /// Places of its quotas.
    pub places: Vec<usize>,
    /// What could have been settled otherwise, and how much that moves ranks.
    pub influences: Vec<Influence>,
    /// The ranked, in order of the lists.
    pub subjects: Vec<Sure>,
}

/// How much an input moves the ranks of a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Influence {
    /// The input.
    pub input: Input,
    /// Share of the variance of the mean shift of ranks that it explains by itself; none when ranks never shift.
    pub first: Option<f64>,
    /// Share in which it has a part.
    pub total: Option<f64>,
}

/// How sure the rank of one subject is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sure {
    /// Number of the subject.
    pub number: usize,
    /// Its official rank.
    pub rank: u32,
    /// With ballots drawn anew; none where nothing rests on ballots.
    pub ballots: Option<Range>,
    /// With other weights; none where there is only one.
    pub weights: Option<Range>,
    /// The ranks that ballots do not rule out, for all of the group at once.
    pub set: Option<(u32, u32)>,
    /// Whether ballots leave open that it is among the best of its quota; none for who does not compete.
    pub among_best: Option<bool>,
    /// Rank without each dimension; none where leaving it out says nothing.
    pub without: Vec<Option<u32>>,
    /// Whether the edge of the quota lies within what moves its rank.
    pub near: bool,
    /// Places of the quota that it competes for.
    pub places: Option<usize>,
    /// The place in `influences` of what moves its rank most, told of those near the edge.
    pub moved_by: Option<usize>,
    /// How far its total may be off; none in groups too large for it.
    pub errors: Option<Errors>,
}

/// Standard errors of a total, in points, with six decimals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errors {
    /// With ballots drawn anew; none where nothing rests on ballots.
    pub ballots: Option<Exact>,
    /// With ballots and what was done drawn anew.
    pub all: Exact,
}

/// Where a subject stood in most of the draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Best rank; never worse than the official one.
    pub low: u32,
    /// Worst rank; never better than the official one.
    pub high: u32,
    /// In how many draws it was within the quota, ties at the edge included; none for who does not compete.
    pub within: Option<u32>,
    /// In how many draws a veto or a list left it without rank; its rank then is the last.
    pub out: u32,
}

/// What all groups share.
struct Facts<'a> {
    rubric: &'a Rubric,
    subjects: &'a [Subject],
    tallies: &'a Tallies,
    cards: &'a [Scorecard],
    outcome: &'a Outcome,
    /// Place of each subject where totals are equal.
    breaks: Vec<u32>,
    /// What is drawn and what is not.
    plan: Plan<'a>,
    /// Ballots of each subject.
    ballots: Vec<Vec<Alike>>,
    again: Again<'a>,
    chance: Chance,
}

/// How sure the ranks are. Peer groups that are `stopped` are left out.
///
/// # Errors
///
/// When ballots cannot be counted, which is a bug.
pub fn confidence(
    rubric: &Rubric,
    evidence: &Evidence,
    (tallies, cards, outcome): (&Tallies, &[Scorecard], &Outcome),
    stopped: &[String],
    chance: Chance,
) -> Result<Confidence, Uncounted> {
    let subjects = evidence.subjects.as_slice();
    let plan = Plan::of(rubric);
    let held = plan.held.clone();
    let queries: Vec<&Query> = plan.drawn.iter().map(|(_, query)| *query).collect();
    let facts = Facts {
        rubric,
        subjects,
        tallies,
        cards,
        outcome,
        breaks: breaks(rubric, subjects, cards, &outcome.standings),
        ballots: if queries.is_empty() { Vec::new() } else { tally::ballots(evidence, rubric, &queries)? },
        plan,
        again: Again::new(rubric, subjects, cards, tallies),
        chance,
    };
    let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, subject) in subjects.iter().enumerate().filter(|(_, subject)| !stopped.contains(&subject.peer)) {
        members.entry(&subject.peer).or_default().push(number);
    }
    let mut quotas: BTreeMap<&str, Vec<&QuotaLine>> = BTreeMap::new();
    for line in &outcome.quotas {
        quotas.entry(&line.peer).or_default().push(line);
    }
    let of_peer = |(peer, members): (&str, Vec<usize>)| {
        let lines = quotas.get(peer).map(Vec::as_slice).unwrap_or_default();
        Group::new(&facts, &members, lines).map(|group| group.told(peer))
    };
    Ok(Confidence { seed: chance.seed, draws: chance.draws, held, peers: members.into_iter().filter_map(of_peer).collect() })
}

impl Facts<'_> {
    fn is_ranked(&self, number: usize) -> bool {
        self.outcome.standings.get(number).is_some_and(|standing| standing.status == Status::Ranked && standing.rank.is_some())
    }
}
