#![expect(clippy::indexing_slicing, reason = "a test may panic")]

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

/// The largest difference of each draw is that of a plain look at every pair, whatever was told apart already.
#[test]
fn side_by_side_the_largest_is_the_largest() {
    let (estimates, drawn) = town(5, &[0.9, 0.2, 0.8, 0.6, 0.5, 0.3, 0.7, 0.4, 0.1, 0.55, 0.65, 0.35]);
    let resampled = of(&estimates, &drawn);
    let off = resampled.off().unwrap_or_default();
    let sizes = sizes(&off);
    let mut pairs = resampled.pairs(&off, |one, other| one < other);
    pairs.iter_mut().step_by(3).for_each(|pair| pair.apart = true);
    let kept: Vec<Pair> = pairs.iter().copied().filter(|pair| (pair.one + pair.other) % 4 != 0).collect();
    for pairs in [pairs, kept] {
        let plain = |off: &Vec<f64>| {
            let gained = |pair: &Pair| (off[pair.ahead()] - off[pair.behind()]) * pair.certainty;
            pairs.iter().map(|pair| if pair.apart { -gained(pair) } else { gained(pair).abs() }).fold(0.0, f64::max)
        };
        assert_eq!(largest(&rows(&pairs, &sizes), &sizes, &off), off.iter().map(plain).collect::<Vec<f64>>());
    }
}
