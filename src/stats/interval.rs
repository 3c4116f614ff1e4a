//! How sure a share is that was got from few ballots.
//!
//! In: two whole numbers. Out: the ends of an interval. The module does not know what was voted on.

#![expect(clippy::float_arithmetic, reason = "an interval is an estimate that is printed beside a score and never enters it")]

use statrs::distribution::{ContinuousCDF, Normal};

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

/// Ballots beyond the range of `u32` are no ballots of an office.
fn double(number: u64) -> Option<f64> {
    u32::try_from(number).ok().map(f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_of_published_tables_come_out() {
        for (hits, ballots, low, high) in [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (1, 1, 0.2065, 1.0)] {
            let Some(interval) = wilson(hits, ballots, 0.95) else { panic!("{hits} of {ballots}") };
            assert!((interval.low - low).abs() < 5e-5, "{hits} of {ballots}: {interval:?}");
            assert!((interval.high - high).abs() < 5e-5, "{hits} of {ballots}: {interval:?}");
        }
    }

    #[test]
    fn what_is_no_share_has_no_interval() {
        assert_eq!(wilson(0, 0, 0.95), None);
        assert_eq!(wilson(3, 2, 0.95), None);
        assert_eq!(wilson(1, 2, 1.0), None);
    }
}
