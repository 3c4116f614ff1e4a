//! Confidence sets for ranks and for the best: ranks told apart only where the estimates are.
//!
//! In: an estimate for each subject, and what resampling made of them. Out: for each the ranks that cannot be ruled out.
//! Source: M. Mogstad, J. P. Romano, A. M. Shaikh, D. Wilhelm, "Inference for ranks with applications to mobility across
//! neighbourhoods and academic achievement across countries", Review of Economic Studies 91 (2024), 476–518.

use super::{double, square};
use crate::base::threads::in_order;

/// Estimates, and what resampling made of them: a row for each draw, a value for each subject.
#[derive(Debug, Clone, Copy)]
pub struct Resampled<'a> {
    /// One for each subject; the highest is first.
    pub estimates: &'a [f64],
    /// Each row as long as the estimates.
    pub draws: &'a [Vec<f64>],
    /// Threads that share the work, 0 for as many as the machine has.
    pub jobs: usize,
}

/// Which sets hold the true ranks with the confidence said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// Each by itself.
    Each,
    /// All at once.
    All,
}

/// A pair of subjects. What resampling makes of it is reckoned anew for each draw: kept for all pairs it would not fit.
#[derive(Debug, Clone, Copy)]
struct Pair {
    /// The first of them.
    one: usize,
    /// The other.
    other: usize,
    /// Their difference.
    difference: f64,
    /// 1 ÷ its standard error; 0 where it never changes.
    certainty: f64,
}

/// Pairs that are reckoned together.
const BLOCK: usize = 16;

/// For each subject the lowest and highest rank that the estimates leave open.
///
/// A difference counts when it is larger, in standard errors, than the largest of all differences under test in a share of
/// `confidence` of the draws; what counts is taken out and the rest tested again until nothing more counts (step-down).
/// Ranks: 1 + the number who are ahead for sure, to n − the number who are behind for sure. The higher estimate is first.
///
/// `None` when a draw has not as many values as there are estimates, or with fewer than two draws.
pub fn rank_sets(resampled: &Resampled, confidence: f64, cover: Cover) -> Option<Vec<(usize, usize)>> {
    resampled.checked()?;
    let subjects = resampled.estimates.len();
    let mut sets = vec![(1, subjects); subjects];
    let families: Vec<Vec<Pair>> = match cover {
        Cover::Each => (0..subjects).map(|one| resampled.pairs(one..one + 1, |_, _| true)).collect(),
        Cover::All => vec![resampled.pairs(0..subjects, |one, other| one < other)],
    };
    for pair in families.into_iter().flat_map(|family| resampled.told_apart(family, confidence, f64::abs)) {
        let (ahead, behind) = if pair.difference > 0.0 { (pair.one, pair.other) } else { (pair.other, pair.one) };
        // Of a subject by itself only its own differences are tested.
        let own = |subject: usize| cover == Cover::All || subject == pair.one;
        if let Some((_, high)) = sets.get_mut(ahead).filter(|_| own(ahead)) {
            *high -= 1;
        }
        if let Some((low, _)) = sets.get_mut(behind).filter(|_| own(behind)) {
            *low += 1;
        }
    }
    Some(sets)
}

/// The subjects who may be among the best `places`: with the confidence said the set holds all who truly are.
pub fn best(resampled: &Resampled, confidence: f64, places: usize) -> Option<Vec<usize>> {
    resampled.checked()?;
    let subjects = resampled.estimates.len();
    let mut ahead = vec![0; subjects];
    for pair in resampled.told_apart(resampled.pairs(0..subjects, |_, _| true), confidence, |distance| -distance) {
        if let Some(count) = ahead.get_mut(pair.one) {
            *count += 1;
        }
    }
    Some(ahead.into_iter().enumerate().filter(|(_, ahead)| *ahead < places).map(|(subject, _)| subject).collect())
}

impl Resampled<'_> {
    fn checked(&self) -> Option<()> {
        (self.draws.len() >= 2 && self.draws.iter().all(|draw| draw.len() == self.estimates.len())).then_some(())
    }

    /// Those of these subjects with all others, as far as they are wanted.
    fn pairs(&self, ones: std::ops::Range<usize>, wanted: impl Fn(usize, usize) -> bool) -> Vec<Pair> {
        let subjects = self.estimates.len();
        let named = ones.flat_map(|one| (0..subjects).map(move |other| (one, other)));
        let named: Vec<(usize, usize)> = named.filter(|(one, other)| one != other && wanted(*one, *other)).collect();
        let pair = |index: usize| named.get(index).and_then(|(one, other)| self.pair(*one, *other));
        in_order(named.len(), self.jobs, BLOCK, pair).into_iter().flatten().collect()
    }

    fn pair(&self, one: usize, other: usize) -> Option<Pair> {
        let between = |values: &[f64]| Some(values.get(one)? - values.get(other)?);
        let difference = between(self.estimates)?;
        // Around the estimate, as the squares of large numbers would swallow the small differences.
        let (mut sum, mut squares) = (0.0, 0.0);
        for draw in self.draws {
            let off = between(draw)? - difference;
            sum += off;
            squares += square(off);
        }
        let draws = double(self.draws.len())?;
        let variance = (squares - square(sum) / draws) / (draws - 1.0);
        // What is left of sums that should cancel is no error.
        let certainty = if variance > SMALLEST_VARIANCE { 1.0 / variance.sqrt() } else { 0.0 };
        Some(Pair { one, other, difference, certainty })
    }

    /// Pairs whose difference counts, step by step; `size` turns a difference into what is tested.
    fn told_apart(&self, mut open: Vec<Pair>, confidence: f64, size: impl Fn(f64) -> f64 + Sync) -> Vec<Pair> {
        let mut apart = Vec::new();
        loop {
            let Some(limit) = self.limit(&open, confidence, &size) else { return apart };
            let (more, rest): (Vec<Pair>, Vec<Pair>) = open.into_iter().partition(|pair| size(pair.distance()) > limit);
            if more.is_empty() {
                return apart;
            }
            apart.extend(more);
            open = rest;
        }
    }

    /// The smallest largest difference that a share of `confidence` of the draws does not exceed.
    fn limit(&self, open: &[Pair], confidence: f64, size: impl Fn(f64) -> f64 + Sync) -> Option<f64> {
        open.first()?;
        let largest = |draw: usize| self.draws.get(draw).map_or(f64::NEG_INFINITY, |values| largest(open, values, &size));
        let mut largest = in_order(self.draws.len(), self.jobs, BLOCK, largest);
        largest.sort_by(f64::total_cmp);
        let needed = double(largest.len())? * confidence;
        let index = (0..largest.len()).find(|index| double(index + 1).is_some_and(|count| count >= needed))?;
        largest.get(index).copied()
    }
}

/// Totals are known to about 12 decimals.
const SMALLEST_VARIANCE: f64 = 1e-18;

impl Pair {
    /// The difference in standard errors. What never changes is sure, and what is equal and never changes stays equal.
    fn distance(&self) -> f64 {
        if self.certainty > 0.0 {
            self.difference * self.certainty
        } else if self.difference.abs() <= SMALLEST_VARIANCE.sqrt() {
            0.0
        } else {
            self.difference.signum() * f64::INFINITY
        }
    }
}

/// The largest difference of this draw from the estimates, in standard errors.
fn largest(open: &[Pair], values: &[f64], size: impl Fn(f64) -> f64) -> f64 {
    let mut largest = f64::NEG_INFINITY;
    for pair in open {
        if let (Some(one), Some(other)) = (values.get(pair.one), values.get(pair.other)) {
            largest = largest.max(size((one - other - pair.difference) * pair.certainty));
        }
    }
    largest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::{draws, random::Stream};

    /// Means of 30 ballots of 0 or 1 with these chances, and what drawing the ballots again makes of them.
    fn town(seed: u64, chances: &[f64]) -> (Vec<f64>, Vec<Vec<f64>>) {
        let mut stream = Stream::new(seed, u64::MAX);
        let ballots: Vec<Vec<f64>> =
            chances.iter().map(|chance| (0..30).map(|_| if stream.share() < *chance { 1.0 } else { 0.0 }).collect()).collect();
        let mean = |ballots: &[f64]| ballots.iter().sum::<f64>() / 30.0;
        let again = |ballots: &Vec<f64>, stream: &mut Stream| {
            mean(&(0..30).map(|_| ballots.get(stream.below(30)).copied().unwrap_or_default()).collect::<Vec<f64>>())
        };
        let drawn = draws::each(seed, 500, 1, |stream| ballots.iter().map(|ballots| again(ballots, stream)).collect());
        (ballots.iter().map(|ballots| mean(ballots)).collect(), drawn)
    }

    fn of<'a>(estimates: &'a [f64], draws: &'a [Vec<f64>]) -> Resampled<'a> {
        Resampled { estimates, draws, jobs: 1 }
    }

    #[test]
    fn clear_differences_are_told_apart_and_noise_is_not() {
        let (estimates, drawn) = town(3, &[0.95, 0.5, 0.5, 0.05]);
        let Some(sets) = rank_sets(&of(&estimates, &drawn), 0.9, Cover::All) else { panic!("sets") };
        assert_eq!(sets, [(1, 1), (2, 3), (2, 3), (4, 4)]);
        assert_eq!(best(&of(&estimates, &drawn), 0.9, 1), Some(vec![0]));
        assert_eq!(best(&of(&estimates, &drawn), 0.9, 2), Some(vec![0, 1, 2]));
    }

    /// In about 95 of 100 towns, at least, the sets hold all true ranks.
    #[test]
    fn the_sets_hold_the_true_ranks_as_often_as_said() {
        let chances = [0.8, 0.7, 0.6, 0.5, 0.4];
        let holds = |seed: &u64| {
            let (estimates, drawn) = town(*seed, &chances);
            let sets = rank_sets(&of(&estimates, &drawn), 0.95, Cover::All).unwrap_or_default();
            sets.len() == 5 && sets.iter().enumerate().all(|(rank, (low, high))| (*low..=*high).contains(&(rank + 1)))
        };
        let held = (0..200).filter(holds).count();
        assert!(held >= 182, "{held} of 200");
    }

    #[test]
    fn one_by_one_the_sets_are_no_wider() {
        let (estimates, drawn) = town(11, &[0.9, 0.8, 0.6, 0.5, 0.3]);
        let with = |cover| rank_sets(&of(&estimates, &drawn), 0.9, cover).unwrap_or_default();
        assert!(with(Cover::Each).iter().zip(with(Cover::All)).all(|(each, all)| each.0 >= all.0 && each.1 <= all.1));
        let threads = Resampled { jobs: 3, ..of(&estimates, &drawn) };
        assert_eq!(rank_sets(&threads, 0.9, Cover::All), Some(with(Cover::All)));
    }

    #[test]
    fn what_never_changes_is_sure() {
        let fixed = vec![3.0, 1.0, 1.0];
        let drawn = vec![fixed.clone(); 10];
        assert_eq!(rank_sets(&of(&fixed, &drawn), 0.9, Cover::All), Some(vec![(1, 1), (2, 3), (2, 3)]));
        assert_eq!(rank_sets(&of(&fixed, std::slice::from_ref(&fixed)), 0.9, Cover::All), None);
        assert_eq!(best(&of(&fixed, &drawn), 0.9, 1), Some(vec![0]));
    }
}
