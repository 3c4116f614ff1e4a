//! Confidence sets for ranks and for the best: ranks told apart only where the estimates are.
//!
//! In: an estimate for each subject, and what resampling made of them. Out: for each the ranks that cannot be ruled out.
//! Source: M. Mogstad, J. P. Romano, A. M. Shaikh, D. Wilhelm, "Inference for ranks with applications to mobility across
//! neighbourhoods and academic achievement across countries", Review of Economic Studies 91 (2024), 476–518.

mod widest;

use self::widest::{largest, rows, sizes};
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
    one: usize,
    other: usize,
    /// Whether the other has the higher estimate.
    turned: bool,
    /// Their difference in standard errors, not below 0.
    distance: f64,
    /// 1 ÷ the standard error; 0 where the difference never changes.
    certainty: f64,
    /// Whether the difference counts.
    apart: bool,
}

impl Pair {
    /// The one with the higher estimate.
    fn ahead(&self) -> usize {
        if self.turned {
            self.other
        } else {
            self.one
        }
    }

    fn behind(&self) -> usize {
        if self.turned {
            self.one
        } else {
            self.other
        }
    }
}

/// Which differences are tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tested {
    /// Whether two differ.
    Both,
    /// Whether one is behind the other; that the one with the higher estimate is, stays under test to the end.
    Behind,
}

/// Draws that are reckoned together.
const BLOCK: usize = 16;
/// Numbers that are reckoned with at once.
const LANES: usize = 8;

/// For each subject the lowest and highest rank that the estimates leave open.
///
/// A difference counts when it is larger, in standard errors, than the largest of all differences under test in a share of
/// `confidence` of the draws; what counts is taken out and the rest tested again until nothing more counts (step-down).
/// Ranks: 1 + the number who are ahead for sure, to n − the number who are behind for sure. The higher estimate is first.
///
/// `None` when a draw has not as many values as there are estimates, or with fewer than two draws.
pub fn rank_sets(resampled: &Resampled, confidence: f64, cover: Cover) -> Option<Vec<(usize, usize)>> {
    let off = resampled.off()?;
    let subjects = resampled.estimates.len();
    let mut sets = vec![(1, subjects); subjects];
    let mut narrow = |family: Vec<Pair>, own: &dyn Fn(usize) -> bool| {
        for pair in resampled.told_apart(&off, family, confidence, Tested::Both) {
            if let Some((_, high)) = sets.get_mut(pair.ahead()).filter(|_| own(pair.ahead())) {
                *high -= 1;
            }
            if let Some((low, _)) = sets.get_mut(pair.behind()).filter(|_| own(pair.behind())) {
                *low += 1;
            }
        }
    };
    match cover {
        Cover::All => narrow(resampled.pairs(&off, |one, other| one < other), &|_| true),
        // Of a subject by itself only its own differences are tested.
        Cover::Each => {
            for subject in 0..subjects {
                narrow(resampled.pairs(&off, |one, other| one == subject && other != subject), &|one| one == subject);
            }
        }
    }
    Some(sets)
}

/// The subjects who may be among the best `places`: with the confidence said the set holds all who truly are.
pub fn best(resampled: &Resampled, confidence: f64, places: usize) -> Option<Vec<usize>> {
    let off = resampled.off()?;
    let mut ahead = vec![0; resampled.estimates.len()];
    let pairs = resampled.pairs(&off, |one, other| one < other);
    for pair in resampled.told_apart(&off, pairs, confidence, Tested::Behind) {
        if let Some(count) = ahead.get_mut(pair.behind()) {
            *count += 1;
        }
    }
    Some(ahead.into_iter().enumerate().filter(|(_, ahead)| *ahead < places).map(|(subject, _)| subject).collect())
}

impl Resampled<'_> {
    /// How far each value of each draw is from its estimate; none where the draws do not fit.
    fn off(&self) -> Option<Vec<Vec<f64>>> {
        let fit = self.draws.len() >= 2 && self.draws.iter().all(|draw| draw.len() == self.estimates.len());
        let off = |draw: &Vec<f64>| draw.iter().zip(self.estimates).map(|(drawn, estimate)| drawn - estimate).collect();
        fit.then(|| self.draws.iter().map(off).collect())
    }

    /// The pairs that are wanted.
    fn pairs(&self, off: &[Vec<f64>], wanted: impl Fn(usize, usize) -> bool + Sync) -> Vec<Pair> {
        let subjects = self.estimates.len();
        let drawn: Vec<Vec<f64>> =
            (0..subjects).map(|subject| off.iter().filter_map(|draw| draw.get(subject)).copied().collect()).collect();
        let sums: Vec<f64> = drawn.iter().map(|drawn| drawn.iter().sum()).collect();
        let own = |subject: usize| Some((subject, drawn.get(subject)?.as_slice(), *sums.get(subject)?));
        let of_one = |one: usize| {
            let others = (0..subjects).filter(|other| wanted(one, *other));
            others.filter_map(|other| self.pair(own(one)?, own(other)?)).collect::<Vec<Pair>>()
        };
        in_order(subjects, self.jobs, 1, of_one).into_iter().flatten().collect()
    }

    /// Two subjects, each with how far each draw is from its estimate, and the sum of that.
    fn pair(&self, (one, off_one, sum_one): (usize, &[f64], f64), (other, off_other, sum_other): (usize, &[f64], f64)) -> Option<Pair> {
        let difference = self.estimates.get(one)? - self.estimates.get(other)?;
        let (sum, squares) = (sum_one - sum_other, squared_distance(off_one, off_other));
        let draws = double(off_one.len())?;
        let variance = (squares - square(sum) / draws) / (draws - 1.0);
        // What is left of sums that should cancel is no error.
        let certainty = if variance > SMALLEST_VARIANCE { 1.0 / variance.sqrt() } else { 0.0 };
        // What never changes is sure, and what is equal and never changes stays equal.
        let distance = if certainty > 0.0 {
            difference.abs() * certainty
        } else if square(difference) <= SMALLEST_VARIANCE {
            0.0
        } else {
            f64::INFINITY
        };
        Some(Pair { one, other, turned: difference < 0.0, distance, certainty, apart: false })
    }

    /// Pairs whose difference counts, step by step.
    fn told_apart(&self, off: &[Vec<f64>], mut pairs: Vec<Pair>, confidence: f64, tested: Tested) -> Vec<Pair> {
        let mut apart = Vec::new();
        let sizes = sizes(off);
        while let Some(limit) = self.limit((off, &sizes), &pairs, confidence) {
            let before = apart.len();
            for pair in pairs.iter_mut().filter(|pair| !pair.apart && pair.distance > limit) {
                pair.apart = true;
                apart.push(*pair);
            }
            if apart.len() == before {
                break;
            }
            if tested == Tested::Both {
                pairs.retain(|pair| !pair.apart);
            }
        }
        apart
    }

    /// The smallest largest difference that a share of `confidence` of the draws does not exceed.
    fn limit(&self, (off, sizes): (&[Vec<f64>], &[f64]), pairs: &[Pair], confidence: f64) -> Option<f64> {
        pairs.first()?;
        let rows = rows(pairs, sizes);
        let largest = |block: usize| off.chunks(BLOCK).nth(block).map(|draws| largest(&rows, sizes, draws)).unwrap_or_default();
        let largest = in_order(off.len().div_ceil(BLOCK), self.jobs, 1, largest);
        let mut largest: Vec<f64> = largest.into_iter().flatten().collect();
        largest.sort_by(f64::total_cmp);
        let needed = double(largest.len())? * confidence;
        let index = (0..largest.len()).find(|index| double(index + 1).is_some_and(|count| count >= needed))?;
        largest.get(index).copied()
    }
}

/// Σ (a − b)², in lanes of their own.
fn squared_distance(one: &[f64], other: &[f64]) -> f64 {
    let (ones, others) = (one.chunks_exact(LANES), other.chunks_exact(LANES));
    let rest: f64 = ones.remainder().iter().zip(others.remainder()).map(|(one, other)| square(one - other)).sum();
    let mut lanes = [0.0; LANES];
    for (ones, others) in ones.zip(others) {
        for (lane, (one, other)) in lanes.iter_mut().zip(ones.iter().zip(others)) {
            *lane += square(one - other);
        }
    }
    lanes.iter().sum::<f64>() + rest
}

/// Totals are known to about 12 decimals.
const SMALLEST_VARIANCE: f64 = 1e-18;

#[cfg(test)]
mod tests;
