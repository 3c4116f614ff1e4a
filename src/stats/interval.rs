//! How sure a share is that was got from few ballots.
//!
//! In: two whole numbers. Out: the ends of an interval. The module does not know what was voted on.

use statrs::distribution::{Beta, ContinuousCDF, Normal};

use super::double;

/// The ends of an interval of a share, both within 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Wilson's score interval of the share `hits / ballots`; `None` without ballots, with more hits than ballots,
/// or when `confidence` does not lie between 0 and 1.
///
/// With n ballots, p the share and z the normal quantile of (1 + confidence) / 2:
///
/// ```text
/// (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) ÷ (1 + z²/n)
/// ```
///
/// It stays within 0 and 1 and does not shrink to a point at 0 of n or n of n, as the textbook interval does.
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
/// Journal of the American Statistical Association 22 (1927), 209–212.
pub fn wilson(hits: u64, ballots: u64, confidence: f64) -> Option<Interval> {
    if ballots == 0 || hits > ballots || !(confidence > 0.0 && confidence < 1.0) {
        return None;
    }
    let z = Normal::standard().inverse_cdf(f64::midpoint(1.0, confidence));
    let n = double(ballots)?;
    let share = double(hits)? / n;
    let spread = z * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    let centre = share + z * z / (2.0 * n);
    let scale = 1.0 + z * z / n;
    let low = if hits == 0 { 0.0 } else { ((centre - spread) / scale).max(0.0) };
    let high = if hits == ballots { 1.0 } else { ((centre + spread) / scale).min(1.0) };
    Some(Interval { low, high })
}

/// Clopper and Pearson's exact interval of the share `hits / ballots`; `None` as for [`wilson`].
///
/// ```text
/// low  = the α/2 quantile of Beta(hits, ballots − hits + 1)          0 without hits
/// high = the 1 − α/2 quantile of Beta(hits + 1, ballots − hits)      1 with nothing but hits
/// ```
///
/// It holds the share at least as often as said, and is wider than Wilson's for it.
/// Source: C. J. Clopper, E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial",
/// Biometrika 26 (1934), 404–413.
pub fn clopper_pearson(hits: u64, ballots: u64, confidence: f64) -> Option<Interval> {
    if ballots == 0 || hits > ballots || !(confidence > 0.0 && confidence < 1.0) {
        return None;
    }
    let tail = f64::midpoint(0.0, 1.0 - confidence);
    let (for_it, against) = (double(hits)?, double(ballots - hits)?);
    let quantile = |one: f64, other: f64, at: f64| Beta::new(one, other).ok().map(|beta| beta.inverse_cdf(at));
    let low = if hits == 0 { 0.0 } else { quantile(for_it, against + 1.0, tail)? };
    let high = if hits == ballots { 1.0 } else { quantile(for_it + 1.0, against, 1.0 - tail)? };
    Some(Interval { low, high })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::near;

    #[test]
    fn the_values_of_published_tables_come_out() {
        for (hits, ballots, low, high) in [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (1, 1, 0.2065, 1.0)] {
            let Some(interval) = wilson(hits, ballots, 0.95) else { panic!("{hits} of {ballots}") };
            assert!((interval.low - low).abs() < 5e-5, "{hits} of {ballots}: {interval:?}");
            assert!((interval.high - high).abs() < 5e-5, "{hits} of {ballots}: {interval:?}");
        }
    }

    /// Values of R's `binom.test(hits, ballots)$conf.int`.
    #[test]
    fn the_exact_interval_is_that_of_another_program() {
        for (hits, ballots, confidence, low, high) in [
            (0, 10, 0.95, 0.0, 0.308_497_107_818_761),
            (5, 10, 0.95, 0.187_086_028_447_399, 0.812_913_971_552_601),
            (17, 30, 0.95, 0.374_273_450_609_221, 0.745_392_450_096_737),
            (29, 30, 0.9, 0.851_403_931_340_887, 0.998_291_684_355_534),
        ] {
            let Some(interval) = clopper_pearson(hits, ballots, confidence) else { panic!("{hits} of {ballots}") };
            near(interval.low, low, 1e-9);
            near(interval.high, high, 1e-9);
        }
    }

    #[test]
    fn what_is_no_share_has_no_interval() {
        assert_eq!(wilson(0, 0, 0.95), None);
        assert_eq!(wilson(3, 2, 0.95), None);
        assert_eq!(wilson(1, 2, 1.0), None);
        assert_eq!(clopper_pearson(0, 0, 0.95), None);
        assert_eq!(clopper_pearson(3, 2, 0.95), None);
    }
}
