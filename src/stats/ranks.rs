//! How sure ranks are: where each subject stands in many draws.
//!
//! In: for each draw, the total of each subject. Out: how often each had which rank. The official rank does not come from here.

/// How often each subject had which rank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    draws: u64,
    /// For each subject, the number of draws by rank, from the first.
    counts: Vec<Vec<u64>>,
}

impl Spread {
    /// From the totals of each draw (rows) by subject (columns); rows of another length than the first are left out.
    pub fn new(draws: &[Vec<f64>]) -> Self {
        let subjects = draws.first().map_or(0, Vec::len);
        let mut spread = Self { draws: 0, counts: vec![vec![0; subjects]; subjects] };
        for totals in draws.iter().filter(|totals| totals.len() == subjects) {
            spread.draws += 1;
            for (counts, rank) in spread.counts.iter_mut().zip(ranks(totals)) {
                if let Some(count) = counts.get_mut(rank - 1) {
                    *count += 1;
                }
            }
        }
        spread
    }

    /// The ranks that leave out at most `(1 − confidence) / 2` of the draws at each end; `None` of nobody and without draws.
    ///
    /// `confidence` is given in thousandths, so that the cut is exact: 900 for 90 %.
    pub fn interval(&self, subject: usize, confidence: u64) -> Option<(usize, usize)> {
        let counts = self.counts.get(subject).filter(|_| self.draws > 0)?;
        let tail = self.draws * 1000_u64.saturating_sub(confidence);
        let (first, last) = (beyond(counts.iter(), tail)?, beyond(counts.iter().rev(), tail)?);
        Some((first + 1, counts.len() - last))
    }

    /// In how many of the draws the subject was among the first `places`, and how many draws there were.
    pub fn within(&self, subject: usize, places: usize) -> (u64, u64) {
        let hits = self.counts.get(subject).map_or(0, |counts| counts.iter().take(places).sum());
        (hits, self.draws)
    }
}

/// Where the counts from one end first add up to more than the tail, given in two thousandths.
fn beyond<'c>(mut counts: impl Iterator<Item = &'c u64>, tail: u64) -> Option<usize> {
    let mut passed = 0;
    counts.position(|count| {
        passed += count;
        passed * 2000 > tail
    })
}

/// Rank of each from 1, the highest first; equal totals have the best rank of theirs.
pub fn ranks(totals: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..totals.len()).collect();
    let total = |index: usize| totals.get(index).copied().unwrap_or(f64::NAN);
    order.sort_by(|one, other| total(*other).total_cmp(&total(*one)));
    let mut ranks = vec![1; totals.len()];
    let mut last: Option<(usize, usize)> = None;
    for (place, index) in order.into_iter().enumerate() {
        let tied = last.filter(|(before, _)| total(*before).total_cmp(&total(index)).is_eq());
        let rank = tied.map_or(place + 1, |(_, rank)| rank);
        if let Some(own) = ranks.get_mut(index) {
            *own = rank;
        }
        last = Some((index, rank));
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_is_first_and_equals_share_a_rank() {
        assert_eq!(ranks(&[70.0, 90.0, 80.0, 90.0]), [4, 1, 3, 1]);
        assert_eq!(ranks(&[]), Vec::<usize>::new());
    }

    #[test]
    fn an_interval_leaves_out_the_rare_ranks() {
        // The first subject is ahead in 95 of 100 draws.
        let draws: Vec<Vec<f64>> = (0..100).map(|draw| if draw < 5 { vec![1.0, 2.0, 0.0] } else { vec![2.0, 1.0, 0.0] }).collect();
        let spread = Spread::new(&draws);
        assert_eq!(spread.interval(0, 901), Some((1, 2)));
        assert_eq!(spread.interval(0, 900), Some((1, 1)));
        assert_eq!(spread.interval(2, 950), Some((3, 3)));
        assert_eq!(spread.within(0, 1), (95, 100));
        assert_eq!(spread.within(1, 2), (100, 100));
        assert_eq!(spread.interval(3, 900), None);
        assert_eq!(Spread::new(&[]).interval(0, 900), None);
    }
}
