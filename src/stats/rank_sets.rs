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
    /// The one with the higher estimate.
    ahead: usize,
    /// The other.
    behind: usize,
    /// Their difference in standard errors, not below 0.
    distance: f64,
    /// 1 ÷ the standard error; 0 where the difference never changes.
    certainty: f64,
    /// Whether the difference counts.
    apart: bool,
}

/// Which differences are tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tested {
    /// Whether two differ.
    Both,
    /// Whether one is behind the other; that the one with the higher estimate is, stays under test to the end.
    Behind,
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
    let off = resampled.off()?;
    let subjects = resampled.estimates.len();
    let mut sets = vec![(1, subjects); subjects];
    let mut narrow = |family: Vec<Pair>, own: &dyn Fn(usize) -> bool| {
        for pair in resampled.told_apart(&off, family, confidence, Tested::Both) {
            if let Some((_, high)) = sets.get_mut(pair.ahead).filter(|_| own(pair.ahead)) {
                *high -= 1;
            }
            if let Some((low, _)) = sets.get_mut(pair.behind).filter(|_| own(pair.behind)) {
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
        if let Some(count) = ahead.get_mut(pair.behind) {
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
    fn pairs(&self, off: &[Vec<f64>], wanted: impl Fn(usize, usize) -> bool) -> Vec<Pair> {
        let subjects = self.estimates.len();
        let named = (0..subjects).flat_map(|one| (0..subjects).map(move |other| (one, other)));
        let named: Vec<(usize, usize)> = named.filter(|(one, other)| wanted(*one, *other)).collect();
        let pair = |index: usize| named.get(index).and_then(|(one, other)| self.pair(off, *one, *other));
        in_order(named.len(), self.jobs, BLOCK, pair).into_iter().flatten().collect()
    }

    fn pair(&self, off: &[Vec<f64>], one: usize, other: usize) -> Option<Pair> {
        let between = |values: &[f64]| Some(values.get(one)? - values.get(other)?);
        let difference = between(self.estimates)?;
        let (mut sum, mut squares) = (0.0, 0.0);
        for draw in off {
            let off = between(draw)?;
            sum += off;
            squares += square(off);
        }
        let draws = double(off.len())?;
        let variance = (squares - square(sum) / draws) / (draws - 1.0);
        // What is left of sums that should cancel is no error.
        let certainty = if variance > SMALLEST_VARIANCE { 1.0 / variance.sqrt() } else { 0.0 };
        let (ahead, behind) = if difference < 0.0 { (other, one) } else { (one, other) };
        // What never changes is sure, and what is equal and never changes stays equal.
        let distance = if certainty > 0.0 {
            difference.abs() * certainty
        } else if square(difference) <= SMALLEST_VARIANCE {
            0.0
        } else {
            f64::INFINITY
        };
        Some(Pair { ahead, behind, distance, certainty, apart: false })
    }

    /// Pairs whose difference counts, step by step.
    fn told_apart(&self, off: &[Vec<f64>], mut pairs: Vec<Pair>, confidence: f64, tested: Tested) -> Vec<Pair> {
        let mut apart = Vec::new();
        while let Some(limit) = self.limit(off, &pairs, confidence) {
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
    fn limit(&self, off: &[Vec<f64>], pairs: &[Pair], confidence: f64) -> Option<f64> {
        pairs.first()?;
        let largest = |draw: usize| off.get(draw).map_or(f64::NEG_INFINITY, |off| largest(pairs, off));
        let mut largest = in_order(off.len(), self.jobs, BLOCK, largest);
        largest.sort_by(f64::total_cmp);
        let needed = double(largest.len())? * confidence;
        let index = (0..largest.len()).find(|index| double(index + 1).is_some_and(|count| count >= needed))?;
        largest.get(index).copied()
    }
}

/// The largest of what is still tested in this draw, in standard errors.
fn largest(pairs: &[Pair], off: &[f64]) -> f64 {
    let mut largest = f64::NEG_INFINITY;
    for pair in pairs {
        if let (Some(ahead), Some(behind)) = (off.get(pair.ahead), off.get(pair.behind)) {
            let gained = (ahead - behind) * pair.certainty;
            largest = largest.max(if pair.apart { -gained } else { gained.abs() });
        }
    }
    largest
}

/// Totals are known to about 12 decimals.
const SMALLEST_VARIANCE: f64 = 1e-18;

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
