//! Which ranks ballots do not rule out, for all of a group at once.

use super::group::{Group, BLOCK};
use super::{DRAWS_OF_SETS, LEVEL, MOST_COMPARED};
use crate::base::exact::Exact;
use crate::base::threads::in_order;
use crate::stats::composite::Desk;
use crate::stats::rank_sets::{best, rank_sets, Cover, Resampled};

/// Lowest and highest rank.
type Ends = (u32, u32);

impl Group<'_> {
    /// Ranks that ballots leave open, and who may be among the best of its quota.
    pub fn sets(&self) -> (Option<Vec<Ends>>, Vec<Option<bool>>) {
        let mut bests = vec![None; self.contenders.len()];
        if !self.has_ballots() || self.contenders.len() > MOST_COMPARED {
            return (None, bests);
        }
        let official = self.model.official();
        let totals = |numbers: Option<&[f64]>| {
            let mut desk = Desk::default();
            self.stand(&official, numbers, &mut desk);
            desk.totals.into_iter().map(|total| if total.is_nan() { 0.0 } else { total }).collect::<Vec<f64>>()
        };
        let jobs = self.facts.chance.jobs;
        let draws = in_order(self.draws().min(DRAWS_OF_SETS), jobs, BLOCK, |draw| totals(Some(&self.numbers(draw))));
        let estimates = totals(None);
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

fn confidence() -> f64 {
    Exact::fixed(i64::try_from(LEVEL).unwrap_or(0), 3).to_f64()
}
