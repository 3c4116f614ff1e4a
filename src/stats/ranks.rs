//! Ranks of many draws, and how they are spread.
//!
//! In: for each draw, the total of each subject. Out: ranks, and which of them are usual. The official rank does not come
//! from here; it is given by `rank` on exact numbers.

mod order;

pub use self::order::Order;

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
        let totals: Vec<f64> = totals.iter().map(|total| total.unwrap_or(f64::NAN)).collect();
        self.order(&totals, &mut Order::default()).to_vec()
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
    let found = nearest(total * units * GRAIN) / GRAIN;
    let whole = match mode {
        RoundMode::HalfUp => nearest(found),
        RoundMode::HalfEven => found.round_ties_even(),
        RoundMode::Down => found.trunc(),
    };
    whole + 0.0
}

/// 1.5 × 2⁵²: what is added to it loses its fraction, halves to the even side.
const SHIFT: f64 = 6_755_399_441_055_744.0;
/// 2⁵¹, up to which that is so.
const MOST: f64 = 2_251_799_813_685_248.0;

/// The nearest whole number, halves away from 0: what `f64::round` gives, in steps that a processor takes for several at once. From 2⁵¹
/// on, where there are no parts of a unit but halves, a number stays as it is.
fn nearest(number: f64) -> f64 {
    let even = number + SHIFT - SHIFT;
    let off = number - even;
    let up = if off >= 0.5 && number > 0.0 { 1.0 } else { 0.0 };
    let down = if off <= -0.5 && number < 0.0 { 1.0 } else { 0.0 };
    if number.abs() < MOST {
        even + up - down
    } else {
        number
    }
}

/// The ranks of one subject in all draws.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spread {
    /// How often each rank came, from rank 0 on.
    counts: Vec<u32>,
}

impl Spread {
    /// Adds the rank of each of some draws.
    pub fn add(&mut self, ranks: &[u32]) {
        for rank in ranks {
            let place = usize::try_from(*rank).unwrap_or(0);
            if place >= self.counts.len() {
                self.counts.resize(place + 1, 0);
            }
            self.counts.get_mut(place).into_iter().for_each(|count| *count += 1);
        }
    }

    /// The ranks that leave out at most `(1 − confidence) / 2` of the draws at each end; `None` without draws.
    ///
    /// `confidence` is given in thousandths, so that the cut is exact: 900 for 90 %.
    pub fn interval(&self, confidence: usize) -> Option<(u32, u32)> {
        let draws = self.counts.iter().map(|count| u64::from(*count)).sum::<u64>();
        let cut = draws * (1000_u64.saturating_sub(confidence as u64)) / 2000;
        let last = draws.checked_sub(cut + 1)?;
        Some((self.at(cut)?, self.at(last)?))
    }

    /// The rank at this place of all draws, the lowest first.
    fn at(&self, place: u64) -> Option<u32> {
        let mut passed = 0;
        let is_there = |(count, _): &(&u32, u32)| {
            passed += u64::from(**count);
            passed > place
        };
        self.counts.iter().zip(0..).find(is_there).map(|(_, rank)| rank)
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
    use crate::stats::random::Stream;

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
        let spread = |ranks: &[u32]| {
            let mut spread = Spread::default();
            ranks.chunks(7).for_each(|some| spread.add(some));
            spread
        };
        let ranks: Vec<u32> = (0..100).map(|draw| if draw < 5 { 2 } else { 1 }).collect();
        assert_eq!(spread(&ranks).interval(901), Some((1, 2)));
        assert_eq!(spread(&ranks).interval(900), Some((1, 1)));
        assert_eq!(spread(&[]).interval(900), None);
        assert_eq!(spread(&[3]).interval(900), Some((3, 3)));
        assert_eq!(spread(&[9, 1, 4, 2, 7, 5, 3, 8, 6, 10]).interval(800), Some((2, 9)));
    }

    #[test]
    fn the_nearest_whole_number_is_the_one_of_the_language() {
        let mut stream = Stream::new(3, 0);
        let halves = (-9_i32..9).map(|whole| f64::from(whole) + 0.5);
        let beside = halves.clone().flat_map(|half| [half.next_up(), half.next_down()]);
        let large = [0.0, -0.2, 0.499_999_999_999_999_94, 1e15, -1e15 - 0.5, 2_251_799_813_685_247.5, 1e16, -1e300];
        let others = (0..100_000).map(|_| (stream.share() - 0.5) * 1e12);
        for number in halves.chain(beside).chain(large).chain(others) {
            assert!((nearest(number) - number.round()).abs() <= 0.0, "{number}");
        }
        assert!(nearest(f64::NAN).is_nan());
    }

    #[test]
    fn the_shift_is_the_mean_distance() {
        assert!((mean_shift(&[1, 2, 3, 4], &[2, 1, 3, 4]) - 0.5).abs() < 1e-12);
        assert!(mean_shift(&[], &[]).abs() < 1e-12);
    }
}
