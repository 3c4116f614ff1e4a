//! How many of several ballots are of one kind when each is with the same chance.
//!
//! In: how many ballots, and the chance as a share of whole numbers. Out: numbers to draw.

use super::counts::Counts;
use super::double;

/// A law of numbers of hits.
#[derive(Debug, Clone)]
pub struct Binomial(Counts);

impl Binomial {
    /// Of `tries`, each a hit with the chance `hits ÷ all`.
    ///
    /// ```text
    /// p(k + 1) = p(k) · (n − k) ÷ (k + 1) · hits ÷ (all − hits)
    /// ```
    ///
    /// from the likeliest number on, upward and downward, then divided by the sum: by the four kinds of arithmetic alone, whose last digits are
    /// the same on every machine. Less than one number in 10¹² lies outside of what is drawn.
    pub fn new(tries: u64, hits: u64, all: u64) -> Self {
        if hits >= all || hits == 0 {
            return Self(Counts::new(if hits == 0 { 0 } else { tries }, vec![1.0]));
        }
        let likeliest = (u128::from(tries + 1) * u128::from(hits) / u128::from(all)).min(u128::from(tries));
        let likeliest = u64::try_from(likeliest).unwrap_or(tries);
        // Nine deviations at most, and twenty for the long tail of small numbers.
        let reach = likeliest.min(tries - likeliest).isqrt() * 9 + 20;
        let (from, to) = (likeliest.saturating_sub(reach), tries.min(likeliest + reach));
        let number = |count: u64| double(count).unwrap_or(f64::NAN);
        let odds = number(hits) / number(all - hits);
        let mut chances: Vec<f64> = Vec::new();
        let mut chance = 1.0;
        for count in (from..likeliest).rev() {
            chance *= number(count + 1) / number(tries - count) / odds;
            chances.push(chance);
        }
        chances.reverse();
        chances.push(1.0);
        chance = 1.0;
        for count in likeliest..to {
            chance *= number(tries - count) / number(count + 1) * odds;
            chances.push(chance);
        }
        let all: f64 = chances.iter().sum();
        let mut sum = 0.0;
        let cumulated = chances.into_iter().map(|chance| {
            sum += chance;
            sum / all
        });
        Self(Counts::new(from, cumulated.collect()))
    }

    /// The number that this share of the law lies below; `share` from 0 to below 1.
    pub fn at(&self, share: f64) -> u64 {
        self.0.at(share)
    }
}

#[cfg(test)]
mod tests {
    use statrs::distribution::{Binomial as Law, DiscreteCDF};

    use super::*;
    use crate::stats::counts::PARTS;
    use crate::stats::near;

    #[test]
    fn sums_of_the_law_are_those_of_another_library() {
        for (tries, hits, all) in [(1, 1, 3), (2, 1, 2), (40, 3, 7), (40, 39, 40), (37, 1, 500), (5000, 17, 40), (30_000, 1, 30_000)] {
            let law = Binomial::new(tries, hits, all);
            let chance = double(hits).unwrap_or(f64::NAN) / double(all).unwrap_or(f64::NAN);
            let Ok(other) = Law::new(chance, tries) else { panic!("{chance}") };
            for (place, cumulated) in law.0.cumulated.iter().enumerate() {
                // The other library has (1 − 1/30,000)^30,000, the first of the last law's sums, right to ten digits only.
                near(*cumulated, other.cdf(law.0.from + place as u64), 1e-9);
            }
            near(other.sf(law.0.from + law.0.cumulated.len() as u64 - 1), 0.0, 1e-12);
        }
    }

    #[test]
    fn the_chance_of_no_hit_is_that_of_a_long_multiplication() {
        // (29,999/30,000)^30,000 with forty digits.
        near(Binomial::new(30_000, 1, 30_000).0.cumulated.first().copied().unwrap_or(f64::NAN), 0.367_873_309_762_264_1, 1e-12);
    }

    #[test]
    fn quantiles_are_where_the_sums_pass_them() {
        // Of 3 with ½: 1/8, 4/8, 7/8, 1.
        let law = Binomial::new(3, 1, 2);
        assert_eq!([0.0, 0.12, 0.125, 0.49, 0.5, 0.87, 0.875, 0.999_999].map(|share| law.at(share)), [0, 0, 1, 1, 2, 2, 3, 3]);
    }

    #[test]
    fn what_is_sure_is_sure() {
        assert_eq!((Binomial::new(9, 0, 4).at(0.99), Binomial::new(9, 4, 4).at(0.0), Binomial::new(0, 1, 2).at(0.5)), (0, 9, 0));
    }

    #[test]
    fn the_guide_leads_to_where_a_search_does() {
        for (tries, hits, all) in [(1, 1, 2), (40, 25, 40), (40, 1, 40), (15, 12, 13), (9000, 4000, 9001)] {
            let law = Binomial::new(tries, hits, all).0;
            let ends = (0..=u16::try_from(PARTS).unwrap_or(0)).map(|part| f64::from(part) / f64::from(PARTS));
            let near = ends.chain(law.cumulated.iter().copied()).flat_map(|share| [share.next_down(), share, share.next_up()]);
            for share in near.filter(|share| (0.0..1.0).contains(share)).chain([0.0, 1.0_f64.next_down()]) {
                let searched = law.cumulated.partition_point(|cumulated| *cumulated <= share).min(law.cumulated.len() - 1);
                assert_eq!(law.at(share), law.from + searched as u64, "{tries} {hits} {all}: {share}");
            }
        }
    }
}
