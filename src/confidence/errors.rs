//! How far the total of each of the ranked may be off: its standard error with ballots, and what was done, drawn anew.

use super::activity::activity;
use super::group::{given, ranked_totals, Group, BLOCK, FOR_ACTIVITY};
use super::model::{fits, model, Slot};
use super::plan::What;
use super::urn::Drawn;
use super::{Errors, DRAWS_OF_SETS, MOST_COMPARED};
use crate::base::exact::Exact;
use crate::base::threads::in_order;
use crate::stats::composite::Desk;
use crate::stats::deviation;
use crate::stats::random::apart;

impl Group<'_> {
    /// For each of the ranked; none where the group is too large, or its totals cannot be drawn.
    pub fn errors(&self) -> Option<Vec<Option<Errors>>> {
        let draws = self.draws().min(DRAWS_OF_SETS);
        if self.contenders.len() > MOST_COMPARED || draws < 2 {
            return None;
        }
        let (facts, jobs, official) = (self.facts, self.facts.chance.jobs, self.model.official());
        let seed = apart(facts.chance.seed, FOR_ACTIVITY);
        let each = in_order(self.members.len(), jobs, 1, |member| {
            self.members.get(member).map(|number| activity(facts, *number, seed, draws)).unwrap_or_default()
        });
        // What rests on ballots is drawn with them.
        let is_cast = |criterion: usize| facts.plan.drawn.iter().any(|(what, _)| *what == What::Criterion(criterion));
        let slot = |member: usize, criterion: usize, part: usize| Slot { member, what: What::Criterion(criterion), part };
        let of_activity = each.iter().enumerate().flat_map(|(member, own)| {
            let own = own.iter().filter(|(criterion, ..)| !is_cast(*criterion));
            own.map(move |(criterion, part, drawn)| (slot(member, *criterion, *part), drawn))
        });
        let mut all: Vec<(Slot, &Drawn)> = self.slots.iter().copied().zip(&self.drawn).chain(of_activity).collect();
        // A model wants its slots in order of the members.
        all.sort_by_key(|(slot, _)| (slot.member, slot.what, slot.part));
        let slots: Vec<Slot> = all.iter().map(|(slot, _)| *slot).collect();
        let model = model(facts, &self.members, &slots);
        let known = model.known(slots.iter().map(|slot| given(facts, &self.members, slot)).collect());
        let standing = |drawn: Option<&[f64]>| {
            let mut desk = Desk::default();
            model.stand(&official, drawn, &known, &mut desk);
            desk.keep(&self.places);
            desk
        };
        let as_given = standing(None).standing();
        if !fits(facts, &self.contenders, &as_given, &self.ranking.ranks(&ranked_totals(&as_given))) {
            return None;
        }
        let found = in_order(draws, jobs, BLOCK, |draw| {
            let points: Vec<f64> = all.iter().map(|(_, drawn)| drawn.at(draw)).collect();
            let mut ballots = Desk::default();
            self.stand(&official, Some(&self.numbers(draw)), &mut ballots);
            (ballots.totals, standing(Some(&points)).totals)
        });
        let total = |totals: &[f64], index: usize| totals.get(index).copied().filter(|total| !total.is_nan());
        let errors = (0..self.contenders.len()).map(|index| {
            let ballots = found.iter().map(|(ballots, _)| total(ballots, index));
            let all = found.iter().map(|(_, all)| total(all, index));
            Some(Errors { ballots: error(ballots).filter(|_| self.has_ballots()), all: error(all)? })
        });
        Some(errors.collect())
    }
}

/// The standard deviation of the totals with six decimals; none where one of the draws gives no total.
fn error(totals: impl Iterator<Item = Option<f64>>) -> Option<Exact> {
    let totals: Vec<f64> = totals.collect::<Option<_>>()?;
    Exact::parse(&format!("{:.6}", deviation(&totals)?))
}
