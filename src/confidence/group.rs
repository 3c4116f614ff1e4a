//! One peer group: its ballots drawn, its weights moved, its ranks counted.

use super::influence::{influences, moved_by};
use super::model::{fits, model, ranking, Slot};
use super::urn::{ballots, Drawn};
use super::{Facts, Influence, PeerConfidence, Range, Sure, DRAWS_OF_SETS, LEVEL, MOST_COMPARED, SPREAD};
use crate::base::exact::Exact;
use crate::base::threads::in_order;
use crate::rank::standing::QuotaLine;
use crate::rank::Quota;
use crate::stats::composite::{Model, Weights};
use crate::stats::random::{apart, Stream};
use crate::stats::rank_sets::{best, rank_sets, Cover, Resampled};
use crate::stats::ranks::{Ranking, Spread};
use crate::stats::weights::weights;

/// Draws that one thread takes at a time.
const BLOCK: usize = 32;
/// Chance is used for four purposes, each with a seed of its own.
const FOR_BALLOTS: u64 = 1;
const FOR_WEIGHTS: u64 = 2;
pub(super) const FOR_INFLUENCE: u64 = 3;
pub(super) const FOR_ACTIVITY: u64 = 4;

/// Lowest and highest rank.
type Ends = (u32, u32);

/// A peer group in which somebody is ranked.
pub(super) struct Group<'a> {
    pub facts: &'a Facts<'a>,
    /// Numbers of all of the group.
    pub members: Vec<usize>,
    /// Numbers of the ranked, and their places among all of the group.
    pub ranked: Vec<usize>,
    pub places: Vec<usize>,
    pub model: Model,
    pub ranking: Ranking,
    /// The same ranks on totals that are not rounded.
    exact: Ranking,
    /// Ranks of the ranked.
    pub official: Vec<u32>,
    quotas: Vec<Quota>,
    pub slots: Vec<Slot>,
    pub drawn: Vec<Drawn>,
    /// What the engine gave for each slot.
    given: Vec<f64>,
    fits: bool,
}

impl<'a> Group<'a> {
    /// The group of these subjects; none where nobody is ranked.
    pub fn new(facts: &'a Facts<'a>, members: &[usize], lines: &[&QuotaLine]) -> Option<Self> {
        let is_ranked = |place: &usize| members.get(*place).is_some_and(|number| facts.is_ranked(*number));
        let places: Vec<usize> = (0..members.len()).filter(is_ranked).collect();
        let ranked: Vec<usize> = places.iter().filter_map(|place| members.get(*place).copied()).collect();
        if ranked.is_empty() {
            return None;
        }
        let rank = |number: &usize| facts.outcome.standings.get(*number).and_then(|standing| standing.rank).unwrap_or(0);
        let seed = apart(facts.chance.seed, FOR_BALLOTS);
        let draws = usize::try_from(facts.chance.draws).unwrap_or(0);
        let each = in_order(members.len(), facts.chance.jobs, 1, |member| {
            members.get(member).map(|number| ballots(facts, *number, seed, draws)).unwrap_or_default()
        });
        let each = each
            .into_iter()
            .enumerate()
            .flat_map(|(member, drawn)| drawn.into_iter().map(move |(criterion, drawn)| (Slot { member, criterion }, drawn)));
        let (slots, points): (Vec<Slot>, Vec<Drawn>) = each.unzip();
        let mut group = Self {
            model: model(facts, members, &slots),
            ranking: ranking(facts, &ranked, facts.rubric.rounding.rank_on_rounded),
            exact: ranking(facts, &ranked, false),
            official: ranked.iter().map(rank).collect(),
            quotas: Quota::of(facts.rubric, facts.subjects, &facts.outcome.standings, &ranked, lines),
            given: slots.iter().map(|slot| given(facts, members, slot)).collect(),
            facts,
            members: members.to_vec(),
            ranked,
            places,
            slots,
            drawn: points,
            fits: false,
        };
        let totals = group.totals(&group.model.official(), None);
        group.fits = fits(facts, &group.ranked, &totals, &group.ranking.ranks(&totals));
        Some(group)
    }

    /// Totals of the ranked with these weights, and with the ballots of a draw or as they were cast.
    pub fn totals(&self, weights: &Weights, draw: Option<usize>) -> Vec<Option<f64>> {
        let drawn: Vec<f64> = match draw {
            Some(draw) => self.drawn.iter().map(|drawn| drawn.at(draw)).collect(),
            None => self.given.clone(),
        };
        let totals = self.model.totals(weights, &drawn);
        self.places.iter().map(|place| totals.get(*place).copied().flatten()).collect()
    }

    /// Ranks of the ranked.
    pub fn ranks(&self, weights: &Weights, draw: Option<usize>, exact: bool) -> Vec<u32> {
        let ranking = if exact { &self.exact } else { &self.ranking };
        ranking.ranks(&self.totals(weights, draw))
    }

    /// Whether any ballots can be drawn.
    pub fn has_ballots(&self) -> bool {
        !self.slots.is_empty()
    }

    /// How often is drawn.
    pub fn draws(&self) -> usize {
        usize::try_from(self.facts.chance.draws).unwrap_or(0)
    }

    /// All that is told of the group.
    pub fn told(&self, peer: &str) -> PeerConfidence {
        let mut rated: Vec<usize> = self.slots.iter().map(|slot| slot.criterion).collect();
        rated.sort_unstable();
        rated.dedup();
        let places = self.quotas.iter().map(Quota::places).collect();
        let mut told =
            PeerConfidence { peer: peer.to_owned(), fits: self.fits, rated, places, influences: Vec::new(), subjects: Vec::new() };
        if !self.fits {
            return told;
        }
        let official = self.model.official();
        let inputs = self.weights_that_can_move();
        let ballots = self.has_ballots().then(|| self.ranges(|draw| self.ranks(&official, Some(draw), false)));
        let seed = apart(self.facts.chance.seed, FOR_WEIGHTS);
        let moved = |draw: usize| {
            let mut stream = Stream::new(seed, draw as u64);
            let point: Vec<f64> = inputs.iter().map(|_| stream.share()).collect();
            self.ranks(&weights(&self.model, &inputs, &point, spread()), None, false)
        };
        let by_weights = (!inputs.is_empty()).then(|| self.ranges(moved));
        let (sets, bests) = self.sets();
        let without_each = self.without_each();
        let errors = self.errors();
        told.subjects = self.in_order(|index, number, rank| Sure {
            number,
            rank,
            ballots: ballots.as_ref().and_then(|ranges| ranges.get(index).copied()),
            weights: by_weights.as_ref().and_then(|ranges| ranges.get(index).copied()),
            set: sets.as_ref().and_then(|sets| sets.get(index).copied()),
            among_best: bests.get(index).copied().flatten(),
            without: without_each.iter().map(|ranks| ranks.as_ref().and_then(|ranks| ranks.get(index).copied())).collect(),
            near: false,
            places: self.quotas.iter().find(|quota| quota.candidates().any(|place| place == index)).map(Quota::places),
            moved_by: None,
            errors: errors.as_ref().and_then(|errors| errors.get(index).cloned().flatten()),
        });
        for sure in &mut told.subjects {
            sure.near = [sure.ballots, sure.weights].into_iter().flatten().any(|range| self.is_open(range));
        }
        let near: Vec<usize> = told.subjects.iter().filter(|sure| sure.near).filter_map(|sure| self.index_of(sure.number)).collect();
        let all = self.inputs(&inputs);
        let (influences, of_near): (Vec<Influence>, Vec<_>) = influences(self, &all, &near);
        for (index, indices) in near.iter().zip(&of_near) {
            let sure = told.subjects.iter_mut().find(|sure| self.index_of(sure.number) == Some(*index));
            if let Some(sure) = sure {
                sure.moved_by = moved_by(indices.as_ref());
            }
        }
        told.influences = influences;
        told
    }

    fn index_of(&self, number: usize) -> Option<usize> {
        self.ranked.binary_search(&number).ok()
    }

    /// The ranked in order of the lists.
    fn in_order(&self, make: impl Fn(usize, usize, u32) -> Sure) -> Vec<Sure> {
        let mut all: Vec<Sure> =
            self.ranked.iter().zip(&self.official).enumerate().map(|(index, (number, rank))| make(index, *number, *rank)).collect();
        let key = |number: usize| self.facts.subjects.get(number).map(|subject| subject.key.as_str());
        all.sort_by_key(|sure| (sure.rank, key(sure.number)));
        all
    }

    /// Whether the place within the quota is neither all but sure nor all but out of the question.
    fn is_open(&self, range: Range) -> bool {
        let draws = self.draws();
        range.within.is_some_and(|within| {
            let within = usize::try_from(within).unwrap_or(0) * 1000;
            within > draws * (1000 - LEVEL) / 2 && within < draws * (1000 + LEVEL) / 2
        })
    }

    /// Where each of the ranked stands in most of the draws.
    fn ranges(&self, ranks: impl Fn(usize) -> Vec<u32> + Sync) -> Vec<Range> {
        let draws = in_order(self.draws(), self.facts.chance.jobs, BLOCK, |draw| {
            let ranks = ranks(draw);
            let mut within = vec![false; ranks.len()];
            let rank = |place: usize| ranks.get(place).copied().unwrap_or(u32::MAX);
            for place in self.quotas.iter().flat_map(|quota| quota.filled(rank)) {
                within.get_mut(place).into_iter().for_each(|within| *within = true);
            }
            (ranks, within)
        });
        let competes: Vec<usize> = self.quotas.iter().flat_map(Quota::candidates).collect();
        let range = |(index, rank): (usize, &u32)| {
            let spread = Spread::new(draws.iter().filter_map(|(ranks, _)| ranks.get(index).copied()));
            let (low, high) = spread.interval(LEVEL).unwrap_or((*rank, *rank));
            let hits = draws.iter().filter(|(_, within)| within.get(index) == Some(&true)).count();
            let within = competes.contains(&index).then(|| u32::try_from(hits).unwrap_or(u32::MAX));
            Range { low: low.min(*rank), high: high.max(*rank), within }
        };
        self.official.iter().enumerate().map(range).collect()
    }

    /// Ranks that ballots leave open, and who may be among the best of its quota.
    fn sets(&self) -> (Option<Vec<Ends>>, Vec<Option<bool>>) {
        let mut bests = vec![None; self.ranked.len()];
        if !self.has_ballots() || self.ranked.len() > MOST_COMPARED {
            return (None, bests);
        }
        let official = self.model.official();
        let plain = |totals: Vec<Option<f64>>| totals.into_iter().map(|total| total.unwrap_or(0.0)).collect::<Vec<f64>>();
        let jobs = self.facts.chance.jobs;
        let draws = in_order(self.draws().min(DRAWS_OF_SETS), jobs, BLOCK, |draw| plain(self.totals(&official, Some(draw))));
        let estimates = plain(self.totals(&official, None));
        for quota in &self.quotas {
            let candidates: Vec<usize> = quota.candidates().collect();
            let of = |values: &[f64]| candidates.iter().filter_map(|place| values.get(*place).copied()).collect::<Vec<f64>>();
            let (estimates, draws) = (of(&estimates), draws.iter().map(|draw| of(draw)).collect::<Vec<_>>());
            let found = best(&Resampled { estimates: &estimates, draws: &draws, jobs }, confidence(), quota.places()).unwrap_or_default();
            for (index, place) in candidates.iter().enumerate() {
                bests.get_mut(*place).into_iter().for_each(|best| *best = Some(found.contains(&index)));
            }
        }
        let sets = rank_sets(&Resampled { estimates: &estimates, draws: &draws, jobs }, confidence(), Cover::All);
        let narrow = |(low, high): (usize, usize)| Some((u32::try_from(low).ok()?, u32::try_from(high).ok()?));
        (sets.and_then(|sets| sets.into_iter().map(narrow).collect()), bests)
    }
}

/// The points that the engine gave for what is drawn.
pub(super) fn given(facts: &Facts, members: &[usize], slot: &Slot) -> f64 {
    let card = members.get(slot.member).and_then(|number| facts.cards.get(*number));
    card.and_then(|card| card.items.get(slot.criterion)?.points.as_ref()).map_or(0.0, Exact::to_f64)
}

/// How far a weight may move, as a share of itself.
pub(super) fn spread() -> f64 {
    Exact::fixed(i64::from(SPREAD), 3).to_f64()
}

fn confidence() -> f64 {
    Exact::fixed(i64::try_from(LEVEL).unwrap_or(0), 3).to_f64()
}
