//! Values far from the others, by a rule that the far ones themselves do not bend.

use super::raters::Rater;
use super::{average, square};

/// Beyond this a value is labelled an outlier.
const FAR: f64 = 3.5;
/// With fewer values nobody can say what is usual.
const FEWEST: usize = 5;

/// How far each value lies from the median: 0.6745 (x − median) ÷ MAD, and where more than half are equal
/// (x − median) ÷ (1.2533 × mean distance). `None` of fewer than five values, or where all are equal.
///
/// Source: B. Iglewicz and D. C. Hoaglin, "How to Detect and Handle Outliers" (ASQC, 1993), which labels beyond 3.5.
pub fn distances(values: &[f64]) -> Option<Vec<f64>> {
    if values.len() < FEWEST {
        return None;
    }
    let centre = median(values)?;
    let off: Vec<f64> = values.iter().map(|value| (value - centre).abs()).collect();
    let spread = median(&off).filter(|spread| *spread > 0.0).map(|spread| spread / 0.6745);
    let spread = spread.or_else(|| average(&off).map(|mean| mean * 1.2533).filter(|spread| *spread > 0.0))?;
    Some(values.iter().map(|value| (value - centre) / spread).collect())
}

/// Raters whose severity is an outlier among all and at least `share` (a part of one) of the scale's `range` off the others.
/// For each rater the distance, where it is one.
pub fn severe(raters: &[Option<Rater>], range: f64, share: f64) -> Vec<Option<f64>> {
    let known: Vec<f64> = raters.iter().flatten().map(|rater| rater.severity).collect();
    let Some(distances) = distances(&known) else { return vec![None; raters.len()] };
    let mut distances = distances.into_iter();
    let told = |rater: &Option<Rater>| {
        let (rater, distance) = ((*rater)?, distances.next()?);
        (distance.abs() > FAR && square(rater.severity) >= square(range * share)).then_some(distance)
    };
    raters.iter().map(told).collect()
}

fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let upper = sorted.get(middle).copied()?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    Some((sorted.get(middle.checked_sub(1)?)? + upper) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::near;

    #[test]
    fn the_far_one_shows_although_it_widens_the_spread() {
        let found = distances(&[1.0, 2.0, 3.0, 4.0, 100.0, 2.0]).unwrap_or_default();
        // Median 2.5; distances 1.5, .5, .5, 1.5, 97.5, .5: median 1.
        near(found.get(4).copied().unwrap_or(f64::NAN), 97.5 * 0.6745, 1e-12);
        assert_eq!(distances(&[1.0, 2.0, 3.0, 100.0]), None, "of four nobody can say");
        assert_eq!(distances(&[1.0; 9]), None, "all equal");
        assert!(distances(&[1.0, 1.0, 1.0, 1.0, 1.0, 9.0]).is_some_and(|found| found.iter().any(|one| *one > FAR)));
    }

    #[test]
    fn a_small_difference_is_no_matter_however_rare() {
        let rater = |severity: f64| Some(Rater { subjects: 9, severity, spread: None, others_spread: None, agreement: None });
        let raters = [rater(0.0), rater(0.1), None, rater(-0.1), rater(0.05), rater(-0.05), rater(4.0)];
        assert_eq!(severe(&raters, 100.0, 0.05).iter().flatten().count(), 0);
        assert_eq!(severe(&raters, 50.0, 0.05).iter().flatten().count(), 1);
    }
}
