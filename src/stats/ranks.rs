//! Ranks of many draws, and how they are spread.
//!
//! In: for each draw, the total of each subject. Out: ranks, and which of them are usual. The official rank does not come
//! from here; it is given by `rank` on exact numbers.

use crate::base::exact::RoundMode;

/// How totals become ranks, the highest first.
#[derive(Debug, Clone)]
pub struct Ranking {
    /// What ranks look at.
    pub looks_at: LooksAt,
    /// Whether the ranks behind equal ones follow without a gap: 1, 2, 2, 3.
    pub dense: bool,
    /// For each subject, its place when totals are equal; who has the same place shares a rank.
    pub breaks: Vec<u32>,
}

/// What ranks look at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LooksAt {
    /// Totals rounded to so many units a point: 100 for two decimals.
    Rounded(f64, RoundMode),
    /// The total itself, equal to 9 decimals being equal.
    Exact,
}

/// Sums of doubles are off by less than this part of a unit, so halves are found again.
const GRAIN: f64 = 1e6;
const NINE_DECIMALS: f64 = 1e9;

impl Ranking {
    /// The rank of each subject from 1; who has no total comes last.
    pub fn ranks(&self, totals: &[Option<f64>]) -> Vec<u32> {
        let breaks = self.breaks.iter().copied().chain(std::iter::repeat(0));
        // Key, place and number in one whole number, which compares faster than three.
        let packed = |((total, place), index): ((&Option<f64>, u32), u32)| {
            u128::from(descending(self.key(*total))) << 64 | u128::from(place) << 32 | u128::from(index)
        };
        let mut order: Vec<u128> = totals.iter().zip(breaks).zip(0_u32..).map(packed).collect();
        order.sort_unstable();
        let mut ranks = vec![1; totals.len()];
        let (mut rank, mut last) = (0, None);
        for (packed, number) in order.into_iter().zip(1_u32..) {
            if last != Some(packed >> 32) {
                rank = if self.dense { rank + 1 } else { number };
                last = Some(packed >> 32);
            }
            let index = usize::try_from(packed & u128::from(u32::MAX)).unwrap_or(usize::MAX);
            if let Some(own) = ranks.get_mut(index) {
                *own = rank;
            }
        }
        ranks
    }

    /// What is compared: a whole number of units, never −0.
    fn key(&self, total: Option<f64>) -> f64 {
        let Some(total) = total else { return f64::NEG_INFINITY };
        match self.looks_at {
            LooksAt::Rounded(units, mode) => whole_units(total, units, mode),
            LooksAt::Exact => (total * NINE_DECIMALS).round() + 0.0,
        }
    }
}

impl LooksAt {
    /// The total as it is seen: rounded, or as it is.
    pub fn seen(self, total: f64) -> f64 {
        match self {
            Self::Rounded(units, mode) => whole_units(total, units, mode) / units,
            Self::Exact => total,
        }
    }
}

fn whole_units(total: f64, units: f64, mode: RoundMode) -> f64 {
    let found = (total * units * GRAIN).round() / GRAIN;
    let whole = match mode {
        RoundMode::HalfUp => found.round(),
        RoundMode::HalfEven => found.round_ties_even(),
        RoundMode::Down => found.trunc(),
    };
    whole + 0.0
}

/// Whole numbers compare faster than doubles: the larger the key, the smaller.
fn descending(key: f64) -> u64 {
    let bits = key.to_bits();
    let sign = 1 << 63;
    if bits & sign == 0 {
        !(bits | sign)
    } else {
        bits
    }
}

/// The ranks of one subject in all draws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    ranks: Vec<u32>,
}

impl Spread {
    /// From the rank in each draw.
    pub fn new(ranks: impl IntoIterator<Item = u32>) -> Self {
        Self { ranks: ranks.into_iter().collect() }
    }

    /// The ranks that leave out at most `(1 − confidence) / 2` of the draws at each end; `None` without draws.
    ///
    /// `confidence` is given in thousandths, so that the cut is exact: 900 for 90 %.
    pub fn interval(mut self, confidence: usize) -> Option<(u32, u32)> {
        let cut = self.ranks.len() * 1000_usize.saturating_sub(confidence) / 2000;
        let last = self.ranks.len().checked_sub(cut + 1)?;
        // Only two of them must stand in their place.
        let (_, low, above) = self.ranks.select_nth_unstable(cut);
        let low = *low;
        let high = match last.checked_sub(cut + 1) {
            Some(rest) => *above.select_nth_unstable(rest).1,
            None => low,
        };
        Some((low, high))
    }
}

/// The mean distance of the ranks from those of `official`; 0 of nobody.
pub fn mean_shift(ranks: &[u32], official: &[u32]) -> f64 {
    let shift: u32 = ranks.iter().zip(official).map(|(one, other)| one.abs_diff(*other)).sum();
    f64::from(shift) / super::double(ranks.len().max(1)).unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranking(looks_at: LooksAt, dense: bool, breaks: &[u32]) -> Ranking {
        Ranking { looks_at, dense, breaks: breaks.to_vec() }
    }

    fn totals(numbers: &[f64]) -> Vec<Option<f64>> {
        numbers.iter().copied().map(Some).collect()
    }

    #[test]
    fn the_highest_is_first_and_equals_share_a_rank() {
        let numbers = totals(&[70.0, 90.0, 80.0, 90.0]);
        assert_eq!(ranking(LooksAt::Exact, false, &[]).ranks(&numbers), [4, 1, 3, 1]);
        assert_eq!(ranking(LooksAt::Exact, true, &[]).ranks(&numbers), [3, 1, 2, 1]);
        assert_eq!(ranking(LooksAt::Exact, false, &[0, 1, 0, 0]).ranks(&numbers), [4, 2, 3, 1]);
        assert_eq!(ranking(LooksAt::Exact, false, &[]).ranks(&[None, Some(-3.0), Some(0.0), Some(-0.0)]), [4, 3, 1, 1]);
        assert_eq!(ranking(LooksAt::Exact, false, &[]).ranks(&[]), Vec::<u32>::new());
    }

    #[test]
    fn rounding_ties_what_it_makes_equal() {
        let of = |mode, numbers: &[f64]| ranking(LooksAt::Rounded(100.0, mode), false, &[]).ranks(&totals(numbers));
        // 0.1 + 0.2 + … are not what they seem: 0.005 times a hundred is a half all the same.
        assert_eq!(of(RoundMode::HalfUp, &[1.005, 1.01]), [1, 1]);
        assert_eq!(of(RoundMode::HalfEven, &[1.005, 1.0]), [1, 1]);
        assert_eq!(of(RoundMode::Down, &[1.009, 1.0]), [1, 1]);
        assert_eq!(of(RoundMode::HalfUp, &[1.004_999, 1.01]), [2, 1]);
    }

    #[test]
    fn an_interval_leaves_out_the_rare_ranks() {
        // Ahead in 95 of 100 draws.
        let spread = Spread::new((0..100).map(|draw| if draw < 5 { 2 } else { 1 }));
        assert_eq!(spread.clone().interval(901), Some((1, 2)));
        assert_eq!(spread.interval(900), Some((1, 1)));
        assert_eq!(Spread::new([]).interval(900), None);
        assert_eq!(Spread::new([3]).interval(900), Some((3, 3)));
    }

    #[test]
    fn the_shift_is_the_mean_distance() {
        assert!((mean_shift(&[1, 2, 3, 4], &[2, 1, 3, 4]) - 0.5).abs() < 1e-12);
        assert!(mean_shift(&[], &[]).abs() < 1e-12);
    }
}
