//! Ballots drawn with replacement, by kind: how many of each kind, and not which ballot comes when.
//!
//! In: how many ballots of each kind there are, and a stream of random numbers. Out: as many ballots again, counted by kind. Of the
//! first kind a binomial number is drawn, of the second one a binomial number of what is left, and so on (conditional
//! binomials; L. Devroye, Non-Uniform Random Variate Generation (1986), XI.1). Where there are nearly as many kinds as ballots, ballots
//! are drawn one by one.

use super::binomial::Binomial;
use super::random::Stream;

/// A stratum of ballots that are drawn again.
#[derive(Debug, Clone)]
pub struct Redraw {
    /// Numbers of ballots.
    ballots: u64,
    way: Way,
}

#[derive(Debug, Clone)]
enum Way {
    /// The place of the kind of each ballot.
    Each(Vec<usize>),
    /// Place, share and laws of each kind, the most frequent first.
    Kinds(Vec<Kind>),
}

/// Of how many ballots how many are of this kind.
#[derive(Debug, Clone)]
struct Kind {
    place: usize,
    /// Ballots of this kind and of those behind it.
    own: u64,
    left: u64,
    /// For each number of ballots that are yet to be drawn, how many of them are of this kind; worked out when first needed.
    laws: Vec<Option<Binomial>>,
}

/// From so many ballots a kind on it is faster to draw numbers of ballots.
const BALLOTS_A_KIND: u64 = 3;

impl Redraw {
    /// Of so many ballots of each kind, by place.
    pub fn new(counts: &[u64]) -> Self {
        let ballots = counts.iter().sum();
        let mut kinds: Vec<(usize, u64)> = counts.iter().copied().enumerate().filter(|(_, count)| *count > 0).collect();
        if kinds.len() as u64 * BALLOTS_A_KIND > ballots {
            let each = kinds.iter().flat_map(|(place, count)| std::iter::repeat_n(*place, usize::try_from(*count).unwrap_or(0)));
            return Self { ballots, way: Way::Each(each.collect()) };
        }
        kinds.sort_by_key(|(place, count)| (std::cmp::Reverse(*count), *place));
        let mut left = ballots;
        let kinds = kinds.into_iter().map(|(place, own)| {
            let kind = Kind { place, own, left, laws: Vec::new() };
            left -= own;
            kind
        });
        Self { ballots, way: Way::Kinds(kinds.collect()) }
    }

    /// Adds as many ballots as there are, drawn with replacement, to `counts`, which has a place for each kind.
    pub fn add(&mut self, stream: &mut Stream, counts: &mut [u64]) {
        let mut put = |place: usize, more: u64| counts.get_mut(place).into_iter().for_each(|count| *count += more);
        match &mut self.way {
            Way::Each(each) => {
                for _ in 0..each.len() {
                    each.get(stream.below(each.len())).into_iter().for_each(|place| put(*place, 1));
                }
            }
            Way::Kinds(kinds) => {
                let mut left = self.ballots;
                for kind in kinds {
                    let drawn = kind.draw(left, stream);
                    put(kind.place, drawn);
                    left -= drawn;
                    if left == 0 {
                        break;
                    }
                }
            }
        }
    }
}

impl Kind {
    /// How many of so many ballots are of this kind.
    fn draw(&mut self, of: u64, stream: &mut Stream) -> u64 {
        if self.own == self.left {
            return of;
        }
        let place = usize::try_from(of).unwrap_or(0);
        if self.laws.len() <= place {
            self.laws.resize(place + 1, None);
        }
        let law = self.laws.get_mut(place).map(|law| law.get_or_insert_with(|| Binomial::new(of, self.own, self.left)));
        law.map_or(0, |law| law.at(stream.share()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::{average, double, near, variance};

    /// Numbers of each kind in many draws.
    fn drawn(counts: &[u64], draws: u64) -> Vec<Vec<f64>> {
        let (mut redraw, mut stream) = (Redraw::new(counts), Stream::new(4, 0));
        let mut found = vec![Vec::new(); counts.len()];
        for _ in 0..draws {
            let mut again = vec![0; counts.len()];
            redraw.add(&mut stream, &mut again);
            assert_eq!(again.iter().sum::<u64>(), counts.iter().sum::<u64>());
            found.iter_mut().zip(again).for_each(|(found, count)| found.push(double(count).unwrap_or(f64::NAN)));
        }
        found
    }

    /// Means n·p, variances n·p·(1 − p) and covariances −n·p·q of the multinomial, by either way of drawing.
    #[test]
    fn numbers_of_each_kind_vary_as_the_multinomial_does() {
        for counts in [&[25, 0, 12, 3], &[1, 0, 2, 3], &[300, 0, 200, 100]] {
            let found = drawn(counts, 20_000);
            let all = double(counts.iter().sum::<u64>()).unwrap_or(f64::NAN);
            let share = |place: usize| counts.get(place).and_then(|count| double(*count)).unwrap_or(f64::NAN) / all;
            let of = |place: usize| found.get(place).map(Vec::as_slice).unwrap_or_default();
            for (place, numbers) in found.iter().enumerate() {
                let p = share(place);
                near(average(numbers).unwrap_or(f64::NAN), all * p, 5.0 * (all * p * (1.0 - p) / 20_000.0).sqrt());
                near(variance(numbers).unwrap_or(f64::NAN), all * p * (1.0 - p), 0.06 * all * p * (1.0 - p));
            }
            let sums: Vec<f64> = of(0).iter().zip(of(2)).map(|(one, other)| one + other).collect();
            let p = share(0) + share(2);
            near(variance(&sums).unwrap_or(f64::NAN), all * p * (1.0 - p), 0.06 * all * p * (1.0 - p));
        }
    }

    #[test]
    fn one_kind_alone_comes_out_as_it_was() {
        assert_eq!(drawn(&[0, 7], 3), [vec![0.0; 3], vec![7.0; 3]]);
        assert_eq!(drawn(&[0, 1], 1), [vec![0.0], vec![1.0]]);
    }
}
