//! Confidence sets for ranks and for the best: ranks told apart only where the estimates are.
//!
//! In: an estimate for each subject, and what resampling made of them. Out: for each the ranks that cannot be ruled out.
//! Source: M. Mogstad, J. P. Romano, A. M. Shaikh, D. Wilhelm, "Inference for ranks with applications to mobility across
//! neighbourhoods and academic achievement across countries", Review of Economic Studies 91 (2024), 476–518.

use super::{double, variance};

/// Which sets hold the true ranks with the confidence said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// Each by itself.
    Each,
    /// All at once.
    All,
}

/// A pair of subjects, and how far its difference is from 0 in each direction that is tested.
struct Pair {
    /// The first of them.
    one: usize,
    /// The other.
    other: usize,
    /// Their difference in standard errors; above 0 when the first is ahead.
    distance: f64,
    /// What resampling made of it, less the distance, in each draw.
    drawn: Vec<f64>,
}

/// For each subject the lowest and highest rank that the estimates leave open.
///
/// A difference counts when it is larger, in standard errors, than the largest of all differences under test in a share of
/// `confidence` of the draws; what counts is taken out and the rest tested again until nothing more counts (step-down).
/// Ranks: 1 + the number who are ahead for sure, to n − the number who are behind for sure. The higher estimate is first.
///
/// `None` when a draw has not as many values as there are estimates, or with fewer than two draws.
pub fn rank_sets(estimates: &[f64], draws: &[Vec<f64>], confidence: f64, cover: Cover) -> Option<Vec<(usize, usize)>> {
    if draws.len() < 2 || draws.iter().any(|draw| draw.len() != estimates.len()) {
        return None;
    }
    let subjects = estimates.len();
    let pairs_of = |one: usize| (0..subjects).filter(move |other| *other != one).map(move |other| (one, other));
    let mut sets = vec![(1, subjects); subjects];
    let families: Vec<Vec<(usize, usize)>> = match cover {
        Cover::Each => (0..subjects).map(|one| pairs_of(one).collect()).collect(),
        Cover::All => vec![(0..subjects).flat_map(|one| pairs_of(one).filter(|(one, other)| one < other)).collect()],
    };
    for family in families {
        let pairs = family.into_iter().map(|(one, other)| pair(estimates, draws, one, other)).collect::<Option<Vec<Pair>>>()?;
        for pair in told_apart(pairs, confidence, f64::abs) {
            let (ahead, behind) = if pair.distance > 0.0 { (pair.one, pair.other) } else { (pair.other, pair.one) };
            // Of a subject by itself only its own differences are tested.
            let own = |subject: usize| cover == Cover::All || subject == pair.one;
            if let Some((_, high)) = sets.get_mut(ahead).filter(|_| own(ahead)) {
                *high -= 1;
            }
            if let Some((low, _)) = sets.get_mut(behind).filter(|_| own(behind)) {
                *low += 1;
            }
        }
    }
    Some(sets)
}

/// The subjects who may be among the best `places`: with the confidence said the set holds all who truly are.
pub fn best(estimates: &[f64], draws: &[Vec<f64>], confidence: f64, places: usize) -> Option<Vec<usize>> {
    if draws.len() < 2 || draws.iter().any(|draw| draw.len() != estimates.len()) {
        return None;
    }
    let all = (0..estimates.len()).flat_map(|one| (0..estimates.len()).filter(move |other| *other != one).map(move |other| (one, other)));
    let pairs = all.map(|(one, other)| pair(estimates, draws, one, other)).collect::<Option<Vec<Pair>>>()?;
    let mut ahead = vec![0; estimates.len()];
    for pair in told_apart(pairs, confidence, |distance| -distance) {
        if let Some(count) = ahead.get_mut(pair.one) {
            *count += 1;
        }
    }
    Some(ahead.into_iter().enumerate().filter(|(_, ahead)| *ahead < places).map(|(subject, _)| subject).collect())
}

fn pair(estimates: &[f64], resampled: &[Vec<f64>], one: usize, other: usize) -> Option<Pair> {
    let between = |values: &[f64]| Some(values.get(one)? - values.get(other)?);
    let drawn = resampled.iter().map(|values| between(values)).collect::<Option<Vec<f64>>>()?;
    let difference = between(estimates)?;
    let error = variance(&drawn)?.sqrt();
    if error > 0.0 {
        let drawn = drawn.iter().map(|drawn| (drawn - difference) / error).collect();
        return Some(Pair { one, other, distance: difference / error, drawn });
    }
    // What never changes is sure, and what is equal and never changes stays equal.
    let distance = if difference.total_cmp(&0.0).is_eq() { 0.0 } else { difference.signum() * f64::INFINITY };
    Some(Pair { one, other, distance, drawn: vec![0.0; drawn.len()] })
}

/// Pairs whose difference counts, step by step; `size` turns a difference into what is tested.
fn told_apart(mut open: Vec<Pair>, confidence: f64, size: impl Fn(f64) -> f64) -> Vec<Pair> {
    let mut apart = Vec::new();
    loop {
        let Some(limit) = limit(&open, confidence, &size) else { return apart };
        let (more, rest): (Vec<Pair>, Vec<Pair>) = open.into_iter().partition(|pair| size(pair.distance) > limit);
        if more.is_empty() {
            return apart;
        }
        apart.extend(more);
        open = rest;
    }
}

/// The smallest largest difference that a share of `confidence` of the draws does not exceed.
fn limit(open: &[Pair], confidence: f64, size: impl Fn(f64) -> f64) -> Option<f64> {
    let draws = open.first().map(|pair| pair.drawn.len())?;
    let mut largest = vec![f64::NEG_INFINITY; draws];
    for pair in open {
        for (largest, drawn) in largest.iter_mut().zip(&pair.drawn) {
            *largest = largest.max(size(*drawn));
        }
    }
    largest.sort_by(f64::total_cmp);
    let needed = double(draws)? * confidence;
    let index = (0..draws).find(|index| double(index + 1).is_some_and(|count| count >= needed))?;
    largest.get(index).copied()
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

    #[test]
    fn clear_differences_are_told_apart_and_noise_is_not() {
        let (estimates, drawn) = town(3, &[0.95, 0.5, 0.5, 0.05]);
        let Some(sets) = rank_sets(&estimates, &drawn, 0.9, Cover::All) else { panic!("sets") };
        assert_eq!(sets, [(1, 1), (2, 3), (2, 3), (4, 4)]);
        assert_eq!(best(&estimates, &drawn, 0.9, 1), Some(vec![0]));
        assert_eq!(best(&estimates, &drawn, 0.9, 2), Some(vec![0, 1, 2]));
    }

    /// In about 95 of 100 towns, at least, the sets hold all true ranks.
    #[test]
    fn the_sets_hold_the_true_ranks_as_often_as_said() {
        let chances = [0.8, 0.7, 0.6, 0.5, 0.4];
        let holds = |seed: &u64| {
            let (estimates, drawn) = town(*seed, &chances);
            let sets = rank_sets(&estimates, &drawn, 0.95, Cover::All).unwrap_or_default();
            sets.len() == 5 && sets.iter().enumerate().all(|(rank, (low, high))| (*low..=*high).contains(&(rank + 1)))
        };
        let held = (0..200).filter(holds).count();
        assert!(held >= 182, "{held} of 200");
    }

    #[test]
    fn one_by_one_the_sets_are_no_wider() {
        let (estimates, drawn) = town(11, &[0.9, 0.8, 0.6, 0.5, 0.3]);
        let of = |cover| rank_sets(&estimates, &drawn, 0.9, cover).unwrap_or_default();
        assert!(of(Cover::Each).iter().zip(of(Cover::All)).all(|(each, all)| each.0 >= all.0 && each.1 <= all.1));
    }

    #[test]
    fn what_never_changes_is_sure() {
        let fixed = vec![3.0, 1.0, 1.0];
        let drawn = vec![fixed.clone(); 10];
        assert_eq!(rank_sets(&fixed, &drawn, 0.9, Cover::All), Some(vec![(1, 1), (2, 3), (2, 3)]));
        assert_eq!(rank_sets(&fixed, std::slice::from_ref(&fixed), 0.9, Cover::All), None);
        assert_eq!(best(&fixed, &drawn, 0.9, 1), Some(vec![0]));
    }
}
