//! How each rater rates, held against the others.
//!
//! In: a rating or nothing, for each subject (row) and rater (column). Out: severity and spread of each rater.

use super::{average, double, variance};

/// One rater beside the others who rated the same subjects.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rater {
    /// Subjects that somebody else rated too.
    pub subjects: u32,
    /// Mean of own rating less the mean of the others' on the same subject; below 0 is severe.
    pub severity: f64,
    /// Standard deviation of the own ratings; `None` of fewer than two. 0 is a straight line.
    pub spread: Option<f64>,
    /// Standard deviation of the others' mean ratings of the same subjects.
    pub others_spread: Option<f64>,
    /// Pearson correlation of the own ratings with the others' means; `None` of fewer than three, or without spread.
    pub agreement: Option<f64>,
}

/// Each rater against the rest; `None` for one who shares no subject with another.
///
/// ```text
/// severityⱼ = mean over subjects i rated by j and others of ( yᵢⱼ − mean of yᵢₖ, k ≠ j )
/// ```
///
/// Source: the leave-one-out form of rater effects in G. Engelhard, "Examining rater errors in the assessment of written
/// composition with a many-faceted Rasch model", Journal of Educational Measurement 31 (1994), 93–112, on raw ratings.
pub fn severity(ratings: &[Vec<Option<f64>>]) -> Vec<Option<Rater>> {
    let raters = ratings.iter().map(Vec::len).max().unwrap_or(0);
    (0..raters).map(|rater| one(ratings, rater)).collect()
}

fn one(ratings: &[Vec<Option<f64>>], rater: usize) -> Option<Rater> {
    let pairs: Vec<(f64, f64)> = ratings.iter().filter_map(|row| Some((row.get(rater).copied()??, others(row, rater)?))).collect();
    let own: Vec<f64> = pairs.iter().map(|(own, _)| *own).collect();
    let rest: Vec<f64> = pairs.iter().map(|(_, rest)| *rest).collect();
    let spread = |values: &[f64]| variance(values).map(f64::sqrt);
    Some(Rater {
        subjects: u32::try_from(pairs.len()).ok()?,
        severity: average(&own)? - average(&rest)?,
        spread: spread(&own),
        others_spread: spread(&rest),
        agreement: correlation(&own, &rest),
    })
}

/// Mean of what the others gave.
fn others(row: &[Option<f64>], rater: usize) -> Option<f64> {
    let given: Vec<f64> = row.iter().enumerate().filter_map(|(index, rating)| rating.filter(|_| index != rater)).collect();
    average(&given)
}

/// Pearson's correlation of two lists of equal length.
fn correlation(one: &[f64], other: &[f64]) -> Option<f64> {
    if one.len() < 3 || one.len() != other.len() {
        return None;
    }
    let (centre, other_centre) = (average(one)?, average(other)?);
    let together: f64 = one.iter().zip(other).map(|(a, b)| (a - centre) * (b - other_centre)).sum();
    let spread = variance(one)?.sqrt() * variance(other)?.sqrt() * double(one.len() - 1)?;
    (spread > 0.0).then(|| together / spread)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::near;

    #[test]
    fn a_severe_rater_and_a_straight_line_show() {
        let ratings: Vec<Vec<Option<f64>>> = [[90.0, 80.0, 85.0], [80.0, 70.0, 85.0], [70.0, 60.0, 85.0], [85.0, 75.0, 85.0]]
            .iter()
            .map(|row| row.iter().copied().map(Some).collect())
            .collect();
        let found: Vec<Rater> = severity(&ratings).into_iter().flatten().collect();
        let [usual, severe, straight] = found.as_slice() else { panic!("three raters") };
        // Rater 2: 71.25 against (90+85)/2, (80+85)/2, (70+85)/2, 85, whose mean is 83.125.
        near(severe.severity, 71.25 - 83.125, 1e-12);
        near(straight.spread.unwrap_or(f64::NAN), 0.0, 1e-12);
        assert_eq!(straight.agreement, None);
        near(usual.agreement.unwrap_or(f64::NAN), 1.0, 1e-12);
    }

    #[test]
    fn who_rates_alone_has_no_severity() {
        let ratings = vec![vec![Some(1.0), None], vec![None, Some(2.0)]];
        assert_eq!(severity(&ratings), vec![None, None]);
    }
}
