//! Totals put in order: of each what is compared, its place among equals and its number in one whole number, which compares faster
//! than three by themselves.
//!
//! In: totals, no number (NaN) where there is none. Out: ranks. The room is used again for the next draw.

use super::{nearest, LooksAt, Ranking, GRAIN, MOST, NINE_DECIMALS};
use crate::base::exact::RoundMode;

/// Room to put totals in order, and the ranks that were found last.
#[derive(Debug, Default)]
pub struct Order {
    keys: Vec<f64>,
    narrow: Vec<u64>,
    wide: Vec<u128>,
    ranks: Vec<u32>,
}

/// 2⁵²: the last 52 bits of its sum with a smaller whole number are that number.
const WHOLE: f64 = 4_503_599_627_370_496.0;
const LAST_BITS: u64 = (1 << 52) - 1;

impl Order {
    /// The ranks that were found last.
    pub fn ranks(&self) -> &[u32] {
        &self.ranks
    }
}

impl Ranking {
    /// The rank of each subject from 1; who has no total comes last.
    pub fn order<'a>(&self, totals: &[f64], order: &'a mut Order) -> &'a [u32] {
        self.keys(totals, &mut order.keys);
        order.ranks.clear();
        order.ranks.resize(totals.len(), 1);
        match self.widths(&order.keys) {
            Some(widths) => self.narrow(widths, order),
            None => self.wide(order),
        }
        &order.ranks
    }

    /// What is compared: whole numbers of units.
    fn keys(&self, totals: &[f64], keys: &mut Vec<f64>) {
        keys.clear();
        // One loop for each mode, without a choice in it: processors take several numbers at once.
        match self.looks_at {
            LooksAt::Rounded(units, RoundMode::HalfUp) => {
                keys.extend(totals.iter().map(|total| nearest(nearest(total * units * GRAIN) / GRAIN)));
            }
            LooksAt::Rounded(units, mode) => keys.extend(totals.iter().map(|total| super::whole_units(*total, units, mode))),
            LooksAt::Exact => keys.extend(totals.iter().map(|total| nearest(total * NINE_DECIMALS))),
        }
    }

    /// How many bits number and place take, and the highest key; none where all three do not fit 64 bits.
    fn widths(&self, keys: &[f64]) -> Option<Widths> {
        let (mut highest, mut lowest) = (f64::NEG_INFINITY, f64::INFINITY);
        for key in keys {
            highest = if *key > highest { *key } else { highest };
            lowest = if *key < lowest { *key } else { lowest };
        }
        if highest < lowest {
            (highest, lowest) = (0.0, 0.0);
        }
        let bits = |most: u64| u64::BITS - most.leading_zeros();
        let number = bits(keys.len() as u64);
        let place = bits(u64::from(self.breaks.iter().copied().max().unwrap_or(0)));
        // One bit less than what is left, for those without total.
        let left = (u64::BITS - number).checked_sub(place + 1)?.min(51);
        let most = f64::from_bits((1023 + u64::from(left)) << 52);
        (highest - lowest < most && highest.abs() < MOST).then_some(Widths { number, place, highest })
    }

    fn narrow(&self, widths: Widths, order: &mut Order) {
        let behind_all = 1 << (u64::BITS - 1 - widths.number - widths.place);
        let down = |key: f64| if key.is_nan() { behind_all } else { (widths.highest - key + WHOLE).to_bits() & LAST_BITS };
        order.narrow.clear();
        let numbered = order.keys.iter().zip(0_u64..).map(|(key, index)| down(*key) << widths.place << widths.number | index);
        order.narrow.extend(numbered);
        if widths.place > 0 {
            let places = order.narrow.iter_mut().zip(&self.breaks);
            places.for_each(|(packed, place)| *packed |= u64::from(*place) << widths.number);
        }
        order.narrow.sort_unstable();
        let mask = (1 << widths.number) - 1;
        let split = order.narrow.iter().map(|packed| (packed >> widths.number, usize::try_from(packed & mask).unwrap_or(usize::MAX)));
        self.number(split, &mut order.ranks);
    }

    /// The same for totals of any size.
    fn wide(&self, order: &mut Order) {
        let places = self.breaks.iter().copied().chain(std::iter::repeat(0));
        let packed =
            |((key, place), index): ((&f64, u32), u32)| u128::from(descending(*key)) << 64 | u128::from(place) << 32 | u128::from(index);
        order.wide.clear();
        order.wide.extend(order.keys.iter().zip(places).zip(0_u32..).map(packed));
        order.wide.sort_unstable();
        let mask = u128::from(u32::MAX);
        let split = order.wide.iter().map(|packed| (packed >> 32, usize::try_from(packed & mask).unwrap_or(usize::MAX)));
        self.number(split, &mut order.ranks);
    }

    /// Ranks of those who come in this order, each with what it is compared by and its number.
    fn number<K: PartialEq>(&self, order: impl Iterator<Item = (K, usize)>, ranks: &mut [u32]) {
        let (mut rank, mut last) = (0, None);
        for ((key, index), number) in order.zip(1_u32..) {
            if last.as_ref() != Some(&key) {
                rank = if self.dense { rank + 1 } else { number };
                last = Some(key);
            }
            if let Some(own) = ranks.get_mut(index) {
                *own = rank;
            }
        }
    }
}

/// Bits of a packed number.
#[derive(Debug, Clone, Copy)]
struct Widths {
    number: u32,
    place: u32,
    highest: f64,
}

/// Whole numbers compare faster than doubles: the larger the key, the smaller; no key is last.
fn descending(key: f64) -> u64 {
    if key.is_nan() {
        return u64::MAX;
    }
    // Never −0.
    let bits = (key + 0.0).to_bits();
    let sign = 1 << 63;
    if bits & sign == 0 {
        !(bits | sign)
    } else {
        bits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::random::Stream;

    /// By the definition: one more than those who are ahead.
    fn counted(ranking: &Ranking, totals: &[f64]) -> Vec<u32> {
        let key = |index: usize| {
            let total = totals.get(index).copied().unwrap_or(f64::NAN);
            let key = match ranking.looks_at {
                LooksAt::Rounded(units, mode) => super::super::whole_units(total, units, mode),
                LooksAt::Exact => (total * NINE_DECIMALS).round(),
            };
            (if key.is_nan() { f64::NEG_INFINITY } else { key }, ranking.breaks.get(index).copied().unwrap_or(0))
        };
        let ahead = |one: usize, other: usize| key(one).0 > key(other).0 || key(one).0 >= key(other).0 && key(one).1 < key(other).1;
        let rank = |own: usize| {
            let mut before: Vec<usize> = (0..totals.len()).filter(|other| ahead(*other, own)).collect();
            if ranking.dense {
                before.sort_by(|one, other| key(*one).0.total_cmp(&key(*other).0).then(key(*one).1.cmp(&key(*other).1)));
                before.dedup_by(|one, other| !ahead(*one, *other) && !ahead(*other, *one));
            }
            u32::try_from(before.len()).unwrap_or(0) + 1
        };
        (0..totals.len()).map(rank).collect()
    }

    #[test]
    fn packed_numbers_give_the_ranks_of_the_definition() {
        let mut stream = Stream::new(11, 0);
        let mut order = Order::default();
        for (size, span) in [(1, 1.0), (7, 0.03), (60, 0.2), (60, 100.0), (200, 1e3), (60, 1e9), (60, 1e18)] {
            let totals: Vec<f64> = (0..size).map(|_| if stream.below(9) == 0 { f64::NAN } else { (stream.share() - 0.4) * span }).collect();
            let breaks: Vec<u32> = (0..size).map(|_| u32::try_from(stream.below(4)).unwrap_or(0)).collect();
            for looks_at in [LooksAt::Rounded(100.0, RoundMode::HalfUp), LooksAt::Rounded(1.0, RoundMode::Down), LooksAt::Exact] {
                for (dense, breaks) in [(false, Vec::new()), (true, breaks.clone()), (false, breaks.clone())] {
                    let ranking = Ranking { looks_at, dense, breaks };
                    assert_eq!(ranking.order(&totals, &mut order), counted(&ranking, &totals), "{size} {span} {ranking:?}");
                }
            }
        }
    }

    #[test]
    fn large_totals_go_the_wide_way() {
        let ranking = Ranking { looks_at: LooksAt::Exact, dense: false, breaks: Vec::new() };
        let widths = |totals: &[f64]| {
            let mut keys = Vec::new();
            ranking.keys(totals, &mut keys);
            ranking.widths(&keys)
        };
        assert!(widths(&[100.0, 0.0, -20.0, f64::NAN]).is_some());
        assert!(widths(&[f64::NAN]).is_some());
        assert!(widths(&[1e9, 0.0]).is_none());
    }
}
