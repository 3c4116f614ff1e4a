//! Peer groups of large files, ranked and written side by side.
//!
//! In: peer groups, and what stops them. Out: `results.parquet` in order, and what is to be told. Of a subject only its row is kept.

use std::collections::{BTreeMap, BTreeSet};

use super::{Numbers, Under};
use crate::base::parquet::{Encoded, Shape};
use crate::base::problem::Problem;
use crate::base::threads::streamed;
use crate::bulk::{Makers, Part, Parts};
use crate::rank::standing::{Outcome, Selected, Status};
use crate::report::{flat_pieces, Flat, FlatRow, FlatRows};
use crate::rubric::model::Rubric;
use crate::run::{edges, gate, Stage};
use crate::score::card::Scorecard;
use crate::score::Steps;

/// What was ranked.
#[derive(Default)]
pub(super) struct Ranking {
    pub results: Vec<u8>,
    pub refused: BTreeSet<u32>,
    pub numbers: Numbers,
    /// Each with its peer group.
    pub problems: Vec<(String, Problem)>,
    pub stopped: Vec<String>,
}

/// Errors that stop all peer groups, and problems of each.
pub(super) struct Stopping {
    pub all: Option<Problem>,
    pub own: BTreeMap<String, Vec<Problem>>,
}

impl Stopping {
    fn of(&self, peer: &str) -> Option<&Problem> {
        self.all.as_ref().or_else(|| self.own.get(peer)?.iter().rev().find(|problem| problem.is_error()))
    }
}

/// A piece of the results.
struct Piece {
    rows: Encoded,
    problems: Vec<(String, Problem)>,
    stopped: Vec<String>,
    refused: Vec<u32>,
    numbers: Numbers,
}

impl Under<'_> {
    /// Ranks all peer groups, and writes their rows.
    pub(super) fn pieces(&self, parts: &Parts, makers: &Makers, stopping: &Stopping, apart: &BTreeSet<u32>) -> Result<Ranking, String> {
        let rubric = &self.chosen.rubric;
        let mut ranking = Ranking::default();
        let mut results = Vec::new();
        let mut flat = Flat::begin(&mut results, rubric)?;
        let shape = flat.shape().clone();
        let pieces = flat_pieces((0..parts.len()).map(|number| parts.size(number)));
        let piece = |number: usize| {
            let mut piece = Tray::new(rubric, &self.period.id);
            let range = pieces.get(number).cloned().unwrap_or_default();
            makers.make(range, |part| {
                let stop = stopping.of(&part.peer);
                self.stand(part, stop, apart, &mut piece);
            });
            piece.encode(&shape)
        };
        streamed(pieces.len(), self.jobs, piece, |piece: Result<Piece, String>| {
            let piece = piece?;
            flat.take(&piece.rows)?;
            ranking.refused.extend(piece.refused);
            ranking.numbers.add(piece.numbers);
            ranking.problems.extend(piece.problems);
            ranking.stopped.extend(piece.stopped);
            (self.progress)(Stage::Rank(ranking.numbers.peers, parts.len()));
            Ok::<(), String>(())
        })?;
        flat.finish()?;
        Ok(Ranking { results, ..ranking })
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
        tray.problems.extend(problems.into_iter().skip(known).map(|problem| (part.peer.clone(), problem)));
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
    problems: Vec<(String, Problem)>,
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
