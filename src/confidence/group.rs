//! One peer group: its ballots drawn, its weights moved, its ranks counted.

use super::influence::{influences, moved_by};
use super::model::{fits, model, ranking, Slot};
use super::plan::What;
use super::strikes::{can_take_ranks, is_out_for_good};
use super::urn::{ballots, official, Drawn};
use super::{Facts, Influence, PeerConfidence, Range, Sure, LEVEL, SPREAD};
use crate::base::exact::Exact;
use crate::base::threads::in_order;
use crate::rank::standing::QuotaLine;
use crate::rank::Quota;
use crate::rubric::model::Mandates;
use crate::stats::composite::{Desk, Known, Model, Weights};
use crate::stats::random::{apart, Stream};
use crate::stats::ranks::{Order, Ranking};
use crate::stats::weights::weights;

/// Draws that one thread takes at a time.
pub(super) const BLOCK: usize = 32;
/// Chance is used for four purposes, each with a seed of its own.
const FOR_BALLOTS: u64 = 1;
const FOR_WEIGHTS: u64 = 2;
pub(super) const FOR_INFLUENCE: u64 = 3;
pub(super) const FOR_ACTIVITY: u64 = 4;

/// Where draws are reckoned and ranked.
#[derive(Default)]
pub(super) struct Room {
    pub desk: Desk,
    pub order: Order,
}

/// A peer group in which somebody is ranked.
pub(super) struct Group<'a> {
    pub facts: &'a Facts<'a>,
    /// Numbers of all of the group.
    pub members: Vec<usize>,
    /// Numbers of those who are ranked, or could be with other ballots, and their places among all of the group.
    pub contenders: Vec<usize>,
    pub places: Vec<usize>,
    pub model: Model,
    pub ranking: Ranking,
    /// The same ranks on totals that are not rounded.
    exact: Ranking,
    /// Ranks of the contenders; who is not ranked comes last.
    pub official: Vec<u32>,
    pub quotas: Vec<Quota>,
    pub slots: Vec<Slot>,
    pub drawn: Vec<Drawn>,
    /// The model with what the engine gave for each slot.
    known: Known,
    fits: bool,
}

impl<'a> Group<'a> {
    /// The group of these subjects; none where nobody is ranked.
    pub fn new(facts: &'a Facts<'a>, members: &[usize], lines: &[&QuotaLine]) -> Option<Self> {
        if !members.iter().any(|number| facts.is_ranked(*number)) {
            return None;
        }
        let seed = apart(facts.chance.seed, FOR_BALLOTS);
        let draws = usize::try_from(facts.chance.draws).unwrap_or(0);
        let each = in_order(members.len(), facts.chance.jobs, 1, |member| {
            members.get(member).map(|number| ballots(facts, *number, seed, draws)).unwrap_or_default()
        });
        let each = each
            .into_iter()
            .enumerate()
            .flat_map(|(member, drawn)| drawn.into_iter().map(move |(what, part, drawn)| (Slot { member, what, part }, drawn)));
        let (slots, points): (Vec<Slot>, Vec<Drawn>) = each.unzip();
        let given: Vec<f64> = slots.iter().map(|slot| given(facts, members, slot)).collect();
        let model = model(facts, members, &slots);
        let places = contenders(facts, members, &model, &given);
        let contenders: Vec<usize> = places.iter().filter_map(|place| members.get(*place).copied()).collect();
        let known = model.known(given);
        let mut group = Self {
            ranking: ranking(facts, &contenders, facts.rubric.rounding.rank_on_rounded),
            exact: ranking(facts, &contenders, false),
            quotas: Quota::of(facts.rubric, facts.subjects, &facts.outcome.standings, &contenders, lines),
            official: Vec::new(),
            model,
            known,
            facts,
            members: members.to_vec(),
            contenders,
            places,
            slots,
            drawn: points,
            fits: false,
        };
        let totals = group.standing(&group.model.official());
        group.official = group.ranking.ranks(&ranked_totals(&totals));
        group.fits = fits(facts, &group.contenders, &totals, &group.official);
        Some(group)
    }

    /// Puts on the desk the totals of the contenders with these weights, and with these numbers drawn or with ballots as they were cast.
    pub fn stand(&self, weights: &Weights, drawn: Option<&[f64]>, desk: &mut Desk) {
        self.model.stand(weights, drawn, &self.known, desk);
        if self.places.len() < self.members.len() {
            desk.keep(&self.places);
        }
    }

    /// Totals of the contenders with these weights, and who has no rank.
    fn standing(&self, weights: &Weights) -> Vec<(Option<f64>, bool)> {
        let mut desk = Desk::default();
        self.stand(weights, None, &mut desk);
        desk.standing()
    }

    /// The same totals, of those without rank too.
    pub fn totals(&self, weights: &Weights) -> Vec<Option<f64>> {
        self.standing(weights).into_iter().map(|(total, _)| total).collect()
    }

    /// Ranks of the contenders, those without rank last; the desk holds who these are.
    pub fn rank<'r>(&self, weights: &Weights, drawn: Option<&[f64]>, exact: bool, room: &'r mut Room) -> &'r [u32] {
        self.stand(weights, drawn, &mut room.desk);
        room.desk.without_out();
        let ranking = if exact { &self.exact } else { &self.ranking };
        ranking.order(&room.desk.totals, &mut room.order)
    }

    /// What is drawn of all in one draw.
    pub fn numbers(&self, draw: usize) -> Vec<f64> {
        self.drawn.iter().map(|drawn| drawn.at(draw)).collect()
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
        let criterion = |slot: &Slot| if let What::Criterion(criterion) = slot.what { Some(criterion) } else { None };
        let mut rated: Vec<usize> = self.slots.iter().filter_map(criterion).collect();
        rated.sort_unstable();
        rated.dedup();
        let places = self.quotas.iter().map(Quota::places).collect();
        let mut told = PeerConfidence { peer: peer.to_owned(), fits: self.fits, rated, places, ..PeerConfidence::default() };
        if !self.fits {
            return told;
        }
        let official = self.model.official();
        let inputs = self.weights_that_can_move();
        let ballots = self.has_ballots().then(|| self.ranges(true, |_| official.clone()));
        let seed = apart(self.facts.chance.seed, FOR_WEIGHTS);
        let moved = |draw: usize| {
            let mut stream = Stream::new(seed, draw as u64);
            let point: Vec<f64> = inputs.iter().map(|_| stream.share()).collect();
            weights(&self.model, &inputs, &point, spread())
        };
        let by_weights = (!inputs.is_empty()).then(|| self.ranges(false, moved));
        let (sets, bests) = self.sets();
        let without_each = self.without_each();
        let errors = self.errors();
        if let Some(ranges) = ballots.as_ref().filter(|_| can_take_ranks(self.facts)) {
            let without = self.contenders.iter().zip(ranges).filter(|(number, _)| !self.facts.is_ranked(**number));
            told.spared = without.map(|(number, range)| (*number, self.facts.chance.draws - range.out)).collect();
        }
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
        self.contenders.binary_search(&number).ok()
    }

    /// The ranked in order of the lists.
    fn in_order(&self, make: impl Fn(usize, usize, u32) -> Sure) -> Vec<Sure> {
        let ranked = self.contenders.iter().zip(&self.official).enumerate().filter(|(_, (number, _))| self.facts.is_ranked(**number));
        let mut all: Vec<Sure> = ranked.map(|(index, (number, rank))| make(index, *number, *rank)).collect();
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
}

/// Places of those who are ranked, and of those whom nothing but a rule that is asked anew leaves without rank.
fn contenders(facts: &Facts, members: &[usize], model: &Model, given: &[f64]) -> Vec<usize> {
    let standing = model.standing(&model.official(), given);
    // Who of several mandates is ranked is held fixed, and with it who is not.
    let is_open = can_take_ranks(facts) && facts.rubric.standing.mandates == Mandates::Each;
    let comes_in = |place: usize| {
        let out_now = standing.get(place).is_some_and(|(total, out)| total.is_some() && *out);
        is_open && out_now && model.strikes.get(place).is_some_and(|strikes| !is_out_for_good(strikes))
    };
    let is_ranked = |place: usize| members.get(place).is_some_and(|number| facts.is_ranked(*number));
    (0..members.len()).filter(|place| is_ranked(*place) || comes_in(*place)).collect()
}

/// Who has no rank counts as without total.
pub(super) fn ranked_totals(standing: &[(Option<f64>, bool)]) -> Vec<Option<f64>> {
    standing.iter().map(|(total, out)| total.filter(|_| !out)).collect()
}

/// What the engine gave officially for what is drawn; no number where there is none.
pub(super) fn given(facts: &Facts, members: &[usize], slot: &Slot) -> f64 {
    let number = members.get(slot.member).and_then(|number| official(facts, *number, slot.what, slot.part));
    number.as_ref().map_or(f64::NAN, Exact::to_f64)
}

/// How far a weight may move, as a share of itself.
pub(super) fn spread() -> f64 {
    Exact::fixed(i64::from(SPREAD), 3).to_f64()
}
