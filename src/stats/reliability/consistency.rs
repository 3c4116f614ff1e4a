//! Aspects of one questionnaire: do they measure one thing?

use crate::stats::{double, variance};

/// Cronbach's alpha of the aspects (columns) over the ballots (rows).
///
/// ```text
/// α = k/(k − 1) · (1 − Σ sⱼ² / s²)        sⱼ² of aspect j, s² of the ballots' sums, over ballots
/// ```
///
/// `None` with fewer than two aspects or ballots, with rows of unequal length, or when the sums do not differ.
/// Source: L. J. Cronbach, "Coefficient alpha and the internal structure of tests", Psychometrika 16 (1951), 297–334.
pub fn cronbach(ballots: &[Vec<f64>]) -> Option<f64> {
    let aspects = ballots.first().map(Vec::len).filter(|aspects| *aspects > 1)?;
    if ballots.iter().any(|ballot| ballot.len() != aspects) {
        return None;
    }
    let sums: Vec<f64> = ballots.iter().map(|ballot| ballot.iter().sum()).collect();
    let column = |aspect: usize| ballots.iter().filter_map(|ballot| ballot.get(aspect).copied()).collect::<Vec<f64>>();
    let parts = (0..aspects).map(|aspect| variance(&column(aspect))).sum::<Option<f64>>()?;
    let whole = variance(&sums).filter(|whole| *whole > 0.0)?;
    let k = double(aspects)?;
    Some(k / (k - 1.0) * (1.0 - parts / whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::near;

    /// The ratings of Shrout and Fleiss (1979) as ballots: the value of Python's pingouin, and of ICC(3,k).
    #[test]
    fn a_published_table_comes_out() {
        let table = super::super::correlation::shrout_and_fleiss();
        near(cronbach(&table).unwrap_or(f64::NAN), 0.909_315_542_377_069_5, 1e-9);
    }

    #[test]
    fn without_spread_there_is_no_alpha() {
        assert_eq!(cronbach(&[vec![1.0, 2.0], vec![2.0, 1.0]]), None);
        assert_eq!(cronbach(&[vec![1.0], vec![2.0]]), None);
        assert_eq!(cronbach(&[vec![1.0, 2.0], vec![2.0]]), None);
        assert_eq!(cronbach(&[]), None);
    }
}
