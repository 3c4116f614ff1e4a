//! Where each of the ranked stands in most of the draws.

use super::group::{Group, BLOCK};
use super::{Range, LEVEL};
use crate::base::threads::in_order;
use crate::rank::Quota;
use crate::stats::ranks::Spread;

/// Draws that follow each other.
struct Block {
    /// How many.
    draws: usize,
    /// The ranks of each subject side by side, subject by subject: they are counted by subject.
    ranks: Vec<u32>,
    /// In how many of them each subject is within the quota, and has no rank.
    within: Vec<u32>,
    out: Vec<u32>,
}

impl Group<'_> {
    /// Of ranks, and who has none, in each draw.
    pub fn ranges(&self, ranks: impl Fn(usize) -> (Vec<u32>, Vec<bool>) + Sync) -> Vec<Range> {
        let (draws, jobs) = (self.draws(), self.facts.chance.jobs);
        let blocks = in_order(draws.div_ceil(BLOCK), jobs, 1, |block| self.block(block * BLOCK, draws.min((block + 1) * BLOCK), &ranks));
        let mut competes = vec![false; self.contenders.len()];
        for place in self.quotas.iter().flat_map(Quota::candidates) {
            competes.get_mut(place).into_iter().for_each(|competes| *competes = true);
        }
        in_order(self.official.len(), jobs, 1, |index| {
            let rank = self.official.get(index).copied().unwrap_or(0);
            let of_block = |block: &Block| block.ranks.get(index * block.draws..(index + 1) * block.draws).map(<[u32]>::to_vec);
            let spread = Spread::new(blocks.iter().filter_map(of_block).flatten());
            let (low, high) = spread.interval(LEVEL).unwrap_or((rank, rank));
            let sum = |of: fn(&Block) -> &Vec<u32>| blocks.iter().filter_map(|block| of(block).get(index)).sum::<u32>();
            let within = (competes.get(index) == Some(&true)).then(|| sum(|block| &block.within));
            Range { low: low.min(rank), high: high.max(rank), within, out: sum(|block| &block.out) }
        })
    }

    fn block(&self, from: usize, to: usize, ranks: impl Fn(usize) -> (Vec<u32>, Vec<bool>)) -> Block {
        let (people, draws) = (self.contenders.len(), to - from);
        let mut block = Block { draws, ranks: vec![0; people * draws], within: vec![0; people], out: vec![0; people] };
        for draw in from..to {
            let (ranks, out) = ranks(draw);
            let places = block.ranks.iter_mut().skip(draw - from).step_by(draws);
            places.zip(&ranks).for_each(|(place, rank)| *place = *rank);
            let rank = |place: usize| ranks.get(place).copied().unwrap_or(u32::MAX);
            let mut filled: Vec<usize> = self.quotas.iter().flat_map(|quota| quota.filled(rank)).collect();
            // Who competes for two quotas is within once.
            filled.sort_unstable();
            filled.dedup();
            for place in filled.into_iter().filter(|place| out.get(*place) != Some(&true)) {
                block.within.get_mut(place).into_iter().for_each(|count| *count += 1);
            }
            block.out.iter_mut().zip(&out).for_each(|(count, out)| *count += u32::from(*out));
        }
        block
    }
}
