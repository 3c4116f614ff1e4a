//! Where each of the ranked stands in most of the draws.

use super::group::{Group, Room, BLOCK};
use super::{Range, LEVEL};
use crate::base::threads::in_order;
use crate::rank::Quota;
use crate::stats::composite::Weights;
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
    /// Of ranks, and who has none, in each draw with its weights; with the ballots of the draw where `ballots` are drawn.
    pub fn ranges(&self, ballots: bool, weights: impl Fn(usize) -> Weights + Sync) -> Vec<Range> {
        let (draws, jobs) = (self.draws(), self.facts.chance.jobs);
        let blocks =
            in_order(draws.div_ceil(BLOCK), jobs, 1, |block| self.block(block * BLOCK, draws.min((block + 1) * BLOCK), ballots, &weights));
        let mut competes = vec![false; self.contenders.len()];
        for place in self.quotas.iter().flat_map(Quota::candidates) {
            competes.get_mut(place).into_iter().for_each(|competes| *competes = true);
        }
        in_order(self.official.len(), jobs, 1, |index| {
            let rank = self.official.get(index).copied().unwrap_or(0);
            let mut spread = Spread::default();
            for block in &blocks {
                spread.add(block.ranks.get(index * block.draws..(index + 1) * block.draws).unwrap_or_default());
            }
            let (low, high) = spread.interval(LEVEL).unwrap_or((rank, rank));
            let sum = |of: fn(&Block) -> &Vec<u32>| blocks.iter().filter_map(|block| of(block).get(index)).sum::<u32>();
            let within = (competes.get(index) == Some(&true)).then(|| sum(|block| &block.within));
            Range { low: low.min(rank), high: high.max(rank), within, out: sum(|block| &block.out) }
        })
    }

    fn block(&self, from: usize, to: usize, ballots: bool, weights: impl Fn(usize) -> Weights) -> Block {
        let (people, draws) = (self.contenders.len(), to - from);
        let mut block = Block { draws, ranks: vec![0; people * draws], within: vec![0; people], out: vec![0; people] };
        let (numbers, mut room, mut filled) = (if ballots { self.side_by_side(from, to) } else { Vec::new() }, Room::default(), Vec::new());
        for draw in from..to {
            let own = (draw - from) * self.drawn.len();
            let numbers = numbers.get(own..own + self.drawn.len()).filter(|_| ballots);
            let ranks = self.rank(&weights(draw), numbers, false, &mut room);
            let places = block.ranks.iter_mut().skip(draw - from).step_by(draws);
            places.zip(ranks).for_each(|(place, rank)| *place = *rank);
            filled.clear();
            filled.resize(people, false);
            let rank = |place: usize| ranks.get(place).copied().unwrap_or(u32::MAX);
            // Who competes for two quotas is within once.
            for place in self.quotas.iter().flat_map(|quota| quota.filled(rank)) {
                filled.get_mut(place).into_iter().for_each(|filled| *filled = true);
            }
            let is_out = room.desk.out.iter().copied();
            for ((count, filled), out) in block.within.iter_mut().zip(&filled).zip(is_out.clone().chain(std::iter::repeat(false))) {
                *count += u32::from(*filled && !out);
            }
            block.out.iter_mut().zip(is_out).for_each(|(count, out)| *count += u32::from(out));
        }
        block
    }

    /// The numbers of some draws, draw by draw. They are looked up thing by thing: what one thing may come to lies close together.
    fn side_by_side(&self, from: usize, to: usize) -> Vec<f64> {
        let things = self.drawn.len();
        let mut numbers = vec![0.0; things * (to - from)];
        for (place, drawn) in self.drawn.iter().enumerate() {
            let own = numbers.iter_mut().skip(place).step_by(things);
            own.zip(drawn.some(from, to)).for_each(|(number, found)| *number = found);
        }
        numbers
    }
}
