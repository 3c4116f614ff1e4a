//! A mean of ratings of which only the number, the mean and the variance are known.
//!
//! In: moments. Out: the same estimates as from the ratings themselves ([`super::mean`]), and the interval around them.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::interval::Interval;
use super::{double, Estimate};

/// Ratings of one subject: how many, their mean, and their variance with n − 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moments {
    /// How many.
    pub n: u64,
    /// Their mean.
    pub mean: f64,
    /// Their variance, in squares of the unit of the mean; `None` of fewer than two.
    pub variance: Option<f64>,
}

impl Moments {
    /// The mean of a sample drawn without putting back from `population` voters, with its standard error, as [`super::mean::mean`]
    /// has it; `None` of fewer than two ratings, or of more than there are voters.
    pub fn estimate(&self, population: Option<u64>) -> Option<Estimate> {
        let n = double(self.n)?;
        let left = match population {
            None => 1.0,
            Some(population) if population >= self.n => 1.0 - n / double(population)?,
            Some(_) => return None,
        };
        Some(Estimate { value: self.mean, error: (left * self.variance? / n).sqrt() })
    }

    /// `estimate ± t · error`, t the quantile of Student's distribution with n − 1 degrees of freedom; `None` as for [`Self::estimate`].
    ///
    /// Source: W. G. Cochran, Sampling Techniques, 3rd edition (1977), section 2.7.
    pub fn interval(&self, population: Option<u64>, confidence: f64) -> Option<Interval> {
        let estimate = self.estimate(population)?;
        let t = quantile(double(self.n.checked_sub(1)?)?, f64::midpoint(1.0, confidence))?;
        Some(Interval { low: estimate.value - t * estimate.error, high: estimate.value + t * estimate.error })
    }
}

/// The quantile of Student's distribution with so many degrees of freedom, `at` between a half and 1; found by halving, since statrs
/// inverts it to four digits only.
fn quantile(freedom: f64, at: f64) -> Option<f64> {
    if !(at > 0.5 && at < 1.0) {
        return None;
    }
    let student = StudentsT::new(0.0, 1.0, freedom).ok()?;
    let (mut low, mut high) = (0.0, 1.0);
    while student.cdf(high) < at && high < 1e12 {
        high *= 2.0;
    }
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        // No number lies between them any more.
        if middle <= low || middle >= high {
            break;
        }
        if student.cdf(middle) < at {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(f64::midpoint(low, high))
}

/// The variance within subjects, over all of them: Σ (nᵢ − 1) sᵢ² ÷ Σ (nᵢ − 1). `None` where nobody has two ratings.
///
/// Source: the mean square within groups of the analysis of variance, R. A. Fisher, Statistical Methods for Research Workers (1925).
pub fn pooled(all: &[Moments]) -> Option<f64> {
    let parts = all.iter().filter_map(|one| Some((double(one.n.checked_sub(1)?)?, one.variance?)));
    let (freedom, squares) = parts.fold((0.0, 0.0), |(freedom, squares), (own, variance)| (freedom + own, squares + own * variance));
    (freedom > 0.0).then(|| squares / freedom)
}

/// Each mean with the error that the pooled variance gives it, √(s² / nᵢ): where few ballots say the same, their own variance of 0
/// would make them look sure. `None` without spread.
pub fn with_pooled_error(all: &[Moments]) -> Option<Vec<Estimate>> {
    let pooled = pooled(all).filter(|pooled| *pooled > 0.0)?;
    all.iter().map(|one| Some(Estimate { value: one.mean, error: (pooled / double(one.n)?).sqrt() })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::{mean, near};

    const RATINGS: [f64; 5] = [80.0, 92.0, 75.0, 88.0, 95.0];

    fn moments() -> Moments {
        Moments { n: 5, mean: 86.0, variance: Some(69.5) }
    }

    #[test]
    fn moments_say_what_the_ratings_say() {
        for population in [None, Some(120), Some(5)] {
            let Some(whole) = mean::mean(&RATINGS, population) else { panic!("five ratings") };
            let Some(own) = moments().estimate(population) else { panic!("five ratings") };
            near(own.value, whole.value, 1e-12);
            near(own.error, whole.error, 1e-12);
        }
        assert_eq!(moments().estimate(Some(4)), None);
        assert_eq!(Moments { n: 1, mean: 80.0, variance: None }.estimate(None), None);
    }

    /// R: `t.test(c(80, 92, 75, 88, 95))$conf.int` is 86 ± 2.776445 × 3.728270.
    #[test]
    fn the_interval_is_that_of_another_program() {
        let Some(interval) = moments().interval(None, 0.95) else { panic!("five ratings") };
        near(interval.low, 86.0 - 2.776_445_105_197_79 * 3.728_270_376_461_45, 1e-8);
        near(interval.high, 86.0 + 2.776_445_105_197_79 * 3.728_270_376_461_45, 1e-8);
        let Some(all) = moments().interval(Some(5), 0.95) else { panic!("five of five") };
        assert_eq!((all.low, all.high), (86.0, 86.0));
    }

    #[test]
    fn the_pooled_variance_weighs_by_degrees_of_freedom() {
        let other = Moments { n: 3, mean: 70.0, variance: Some(9.0) };
        let single = Moments { n: 1, mean: 50.0, variance: None };
        near(pooled(&[moments(), other, single]).unwrap_or(f64::NAN), (4.0 * 69.5 + 2.0 * 9.0) / 6.0, 1e-12);
        let Some(errors) = with_pooled_error(&[moments(), other, single]) else { panic!("spread") };
        near(errors.get(2).map_or(f64::NAN, |estimate| estimate.error), (296.0_f64 / 6.0).sqrt(), 1e-12);
        assert_eq!(with_pooled_error(&[Moments { n: 3, mean: 1.0, variance: Some(0.0) }]), None);
    }
}
