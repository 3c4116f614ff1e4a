//! How many things would be done in another stretch of time that is like this one.
//!
//! In: how many were done. Out: numbers to draw. The law of S. D. Poisson (1837): things done one by one, each at any time.

use statrs::distribution::{Discrete, Poisson as Law};

use super::counts::Counts;
use super::double;

/// A law of counts.
#[derive(Debug, Clone)]
pub struct Poisson(Counts);

impl Poisson {
    /// With this mean; none of 0, which is always 0, and of a mean that is no count of an office.
    pub fn new(mean: u64) -> Option<Self> {
        let law = Law::new(double(mean)?).ok()?;
        // Nine roots of the mean away, and twenty for the long tail of small ones: less than one count in 10¹² lies beyond.
        let reach = mean.isqrt() * 9 + 20;
        let from = mean.saturating_sub(reach);
        let mut sum = 0.0;
        let cumulated = (from..=mean + reach).map(|count| {
            sum += law.pmf(count);
            sum
        });
        Some(Self(Counts::new(from, cumulated.collect())))
    }

    /// The count that this share of the law lies below; `share` from 0 to below 1.
    pub fn at(&self, share: f64) -> u64 {
        self.0.at(share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::near;
    use crate::stats::random::Stream;

    #[test]
    fn the_quantiles_are_where_the_sums_pass_them() {
        // Where the sums of the law, added with 60 digits, pass 0.025, 0.5 and 0.975.
        for (mean, quantiles) in [(1, [0, 1, 3]), (3, [0, 3, 7]), (40, [28, 40, 53]), (2500, [2402, 2500, 2598])] {
            let Some(law) = Poisson::new(mean) else { panic!("{mean}") };
            assert_eq!([0.025, 0.5, 0.975].map(|share| law.at(share)), quantiles, "{mean}");
        }
        assert!(Poisson::new(0).is_none());
    }

    #[test]
    fn mean_and_variance_of_what_is_drawn_are_both_the_mean() {
        let Some(law) = Poisson::new(7) else { panic!("a law") };
        let mut stream = Stream::new(5, 0);
        let drawn: Vec<f64> = (0..20_000).filter_map(|_| double(law.at(stream.share()))).collect();
        near(crate::stats::average(&drawn).unwrap_or_default(), 7.0, 0.06);
        near(crate::stats::variance(&drawn).unwrap_or_default(), 7.0, 0.25);
    }
}
