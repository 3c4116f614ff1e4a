//! Differences between two times of the same subjects: their mean, and a single one.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

use super::{average, double, variance};

/// The interval that covers the mean difference with this confidence, were the subjects drawn from many like them.
///
/// ```text
/// d̄ ± t(1 − (1 − confidence)/2; n − 1) · √(s² / n)
/// ```
///
/// In the unit of the differences. `None` of fewer than three, where all are equal (no spread to judge by), or of a
/// confidence that does not lie between 0 and 1.
/// Source: Student, "The probable error of a mean", Biometrika 6 (1908), 1–25.
pub fn paired_interval(differences: &[f64], confidence: f64) -> Option<(f64, f64)> {
    if differences.len() < 3 || !(confidence > 0.0 && confidence < 1.0) {
        return None;
    }
    let spread = variance(differences).filter(|spread| *spread > 0.0)?;
    let law = StudentsT::new(0.0, 1.0, double(differences.len() - 1)?).ok()?;
    let half = law.inverse_cdf(f64::midpoint(1.0, confidence)) * (spread / double(differences.len())?).sqrt();
    let centre = average(differences)?;
    Some((centre - half, centre + half))
}

/// The interval that covers a single difference with this confidence, where the standard error of each of the two numbers is
/// known and chance in one has nothing to do with chance in the other.
///
/// ```text
/// d ± z((1 + confidence)/2) · √(e₁² + e₂²)
/// ```
///
/// In the unit of the difference. `None` where both errors are 0 (no chance to judge by), or of a confidence that does not lie
/// between 0 and 1. Source: G. W. Snedecor, W. G. Cochran, *Statistical Methods*, section on the difference of two estimates.
pub fn difference_interval(difference: f64, errors: [f64; 2], confidence: f64) -> Option<(f64, f64)> {
    let [before, after] = errors;
    let error = before.hypot(after);
    if !(error > 0.0 && confidence > 0.0 && confidence < 1.0) {
        return None;
    }
    let half = Normal::standard().inverse_cdf(f64::midpoint(1.0, confidence)) * error;
    Some((difference - half, difference + half))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::near;

    #[test]
    fn a_single_difference_is_set_in_the_error_of_both_times() {
        // 1.959964 · √(3² + 4²) = 9.79982.
        let (low, high) = difference_interval(12.0, [3.0, 4.0], 0.95).unwrap_or((f64::NAN, f64::NAN));
        near(low, 2.200_180, 1e-6);
        near(high, 21.799_820, 1e-6);
        assert_eq!(difference_interval(12.0, [0.0, 0.0], 0.95), None);
        assert_eq!(difference_interval(12.0, [3.0, 4.0], 0.0), None);
    }

    /// Student's own ten patients (1908, section IX): additional hours of sleep, mean 1.58; R's `t.test(sleep)` gives
    /// the interval 0.7001142 to 2.4598858.
    #[test]
    fn the_interval_of_students_patients_comes_out() {
        let differences = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];
        let (low, high) = paired_interval(&differences, 0.95).unwrap_or((f64::NAN, f64::NAN));
        near(low, 0.700_114_2, 1e-6);
        near(high, 2.459_885_8, 1e-6);
    }

    #[test]
    fn of_too_few_or_equal_differences_nothing_is_said() {
        assert_eq!(paired_interval(&[1.0, 2.0], 0.95), None);
        assert_eq!(paired_interval(&[1.0, 1.0, 1.0], 0.95), None);
        assert_eq!(paired_interval(&[1.0, 2.0, 3.0], 1.0), None);
    }
}
