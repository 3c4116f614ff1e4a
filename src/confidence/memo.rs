//! Which draws measure the same, so that each measure is scored once.
//!
//! In: what a ballot of each kind is worth, and how many were drawn. Out: the number of a cell. Measures fall into one cell that
//! differ by less than one part in 8,191 of what lies between the lowest and the highest possible: less than printed decimals
//! show. All in whole numbers.

use crate::base::exact::{Exact, RoundMode};

/// Cells between the lowest measure and the highest.
const CELLS: i64 = 8191;
/// Binary digits of a worth below one cell.
const DIGITS: u32 = 20;

/// Measures met so far.
pub(super) struct Memo {
    /// Worth of each kind, in 2^−[`DIGITS`] of a cell.
    worth: Vec<i64>,
    /// Kinds, lowest first, and how many are cut off at either end.
    trimmed: Option<(Vec<usize>, u64)>,
    /// Number of each cell met.
    met: Vec<Option<u16>>,
    next: u16,
}

impl Memo {
    /// `range` is the worth of as many of the best ballots as enter the measure; none when it is 0 and nothing can change.
    pub fn new(kinds: usize, worth: &[(usize, Exact)], range: &Exact, off: Option<u64>) -> Option<Self> {
        let unit = Exact::from(CELLS << DIGITS).over(range)?;
        let mut scaled = vec![0; kinds];
        for (kind, own) in worth {
            if let Some(scaled) = scaled.get_mut(*kind) {
                *scaled = (own * &unit).round(0, RoundMode::HalfUp).to_whole()?;
            }
        }
        let trimmed = off.map(|off| {
            let mut order: Vec<usize> = worth.iter().map(|(kind, _)| *kind).collect();
            order.sort_by_key(|kind| scaled.get(*kind).copied());
            (order, off)
        });
        Some(Self { worth: scaled, trimmed, met: vec![None; usize::try_from(CELLS).ok()? + 2], next: 0 })
    }

    /// The number of the cell of this draw; `score` is called when it is a new one.
    pub fn cell(&mut self, counts: &[u64], score: impl FnOnce()) -> u16 {
        let sum = match &self.trimmed {
            None => self.worth.iter().zip(counts).map(|(worth, count)| worth * whole(*count)).sum(),
            Some((order, off)) => self.middle(order, *off, counts),
        };
        let place = usize::try_from((sum + (1 << (DIGITS - 1))) >> DIGITS).unwrap_or(0).min(self.met.len() - 1);
        let Some(met) = self.met.get_mut(place) else { return 0 };
        if met.is_none() {
            score();
            *met = Some(self.next);
            self.next += 1;
        }
        met.unwrap_or(0)
    }

    /// The worth of what is left when so many of the lowest and of the highest are cut off.
    fn middle(&self, order: &[usize], off: u64, counts: &[u64]) -> i64 {
        let count = |kind: &usize| counts.get(*kind).copied().unwrap_or(0);
        let all: u64 = order.iter().map(count).sum();
        let (mut passed, mut sum) = (0, 0);
        for kind in order {
            let (from, to) = (passed, passed + count(kind));
            let kept = to.min(all.saturating_sub(off)).saturating_sub(from.max(off));
            sum += self.worth.get(*kind).copied().unwrap_or(0) * whole(kept);
            passed = to;
        }
        sum
    }
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worth(numbers: &[i64]) -> Vec<(usize, Exact)> {
        numbers.iter().map(|number| Exact::from(*number)).enumerate().collect()
    }

    #[test]
    fn equal_measures_are_scored_once() {
        // 10 ballots worth 0, 1 or 2: (1, 8, 1) measures what (2, 6, 2) does.
        let Some(mut memo) = Memo::new(3, &worth(&[0, 1, 2]), &Exact::from(20_i64), None) else { panic!("a memo") };
        let mut scored = 0;
        let cells = [[1, 8, 1], [2, 6, 2], [0, 0, 10], [10, 0, 0], [0, 1, 9]].map(|counts| memo.cell(&counts, || scored += 1));
        assert_eq!((cells, scored), ([0, 0, 1, 2, 3], 4));
    }

    #[test]
    fn what_is_cut_off_makes_no_difference() {
        // Of five, one is cut off at either end, so that 0 1 1 2 2 is as 1 1 1 2 2 and 0 1 1 2 5.
        let Some(mut memo) = Memo::new(4, &worth(&[0, 1, 2, 5]), &Exact::from(15_i64), Some(1)) else { panic!("a memo") };
        let cells = [[1, 2, 2, 0], [0, 3, 2, 0], [1, 2, 1, 1], [0, 2, 3, 0]].map(|counts| memo.cell(&counts, || ()));
        assert_eq!(cells, [0, 0, 0, 1]);
    }

    #[test]
    fn where_all_are_worth_the_same_there_is_nothing_to_draw() {
        assert!(Memo::new(2, &worth(&[0, 0]), &Exact::zero(), None).is_none());
    }
}
