//! Agreement of any number of raters, with ratings missing, on any scale.

use crate::stats::{double, square, squares};

/// What a difference between two ratings means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Names: alike or not.
    Nominal,
    /// An order, such as 满意, 基本满意, 不满意.
    Ordinal,
    /// Points with equal steps.
    Interval,
}

/// Krippendorff's alpha of the units (rows) rated by raters (columns); `None` in a row is a rating that is missing.
///
/// ```text
/// α = 1 − (n − 1) · Σ o(v, w) δ²(v, w) ÷ Σ n(v) n(w) δ²(v, w)
/// ```
///
/// with o(v, w) the pairs of values v and w within units, each unit's pairs divided by its ratings less one, n(v) their sums, and
/// δ² 1 for different names; (w − v)² for points; for an order (the sum of n from v to w, less half of n(v) + n(w))².
/// Units with one rating are left out. `None` when nothing can be paired, or when all ratings are the same.
/// Source: K. Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), <https://repository.upenn.edu/asc_papers/43>.
pub fn krippendorff(units: &[Vec<Option<f64>>], scale: Scale) -> Option<f64> {
    let units: Vec<Vec<f64>> =
        units.iter().map(|unit| unit.iter().copied().flatten().collect()).filter(|unit: &Vec<f64>| unit.len() > 1).collect();
    let all: Vec<f64> = units.iter().flatten().copied().collect();
    let mut values = all.clone();
    values.sort_by(f64::total_cmp);
    values.dedup();
    let ratings = all.len();
    if scale == Scale::Interval {
        return if values.len() > 1 { interval(&units, &all) } else { None };
    }
    let counts: Vec<f64> = values.iter().map(|value| count(units.iter().flatten(), *value)).collect::<Option<_>>()?;
    let by_unit: Vec<Unit> = units.iter().map(|unit| Unit::of(unit, &values)).collect::<Option<_>>()?;
    let apart = |one: usize, other: usize| distance(&values, &counts, one, other, scale);
    let (mut observed, mut expected) = (0.0, 0.0);
    for one in 0..values.len() {
        for other in 0..one {
            let between = apart(one, other)?;
            expected += counts.get(one)? * counts.get(other)? * between;
            let pairs = by_unit.iter().map(|unit| unit.pairs(one, other)).sum::<Option<f64>>()?;
            observed += pairs * between;
        }
    }
    (expected > 0.0).then(|| Some(1.0 - (double(ratings)? - 1.0) * observed / expected))?
}

/// Of points no pair need be looked at: the squared differences of all pairs of m values are m times their squared distances from
/// the mean, so that many different values take no longer than few.
fn interval(units: &[Vec<f64>], all: &[f64]) -> Option<f64> {
    let pairs = |values: &[f64]| Some(double(values.len())? * squares(values)?);
    let observed = units.iter().map(|unit| Some(pairs(unit)? / (double(unit.len())? - 1.0))).sum::<Option<f64>>()?;
    Some(1.0 - (double(all.len())? - 1.0) * observed / pairs(all)?)
}

fn count<'r>(ratings: impl Iterator<Item = &'r f64>, value: f64) -> Option<f64> {
    double(ratings.filter(|rating| rating.total_cmp(&value).is_eq()).count())
}

/// How often a unit was given each value, counted once for all pairs of values; and its ratings less one.
struct Unit {
    counts: Vec<f64>,
    further: f64,
}

impl Unit {
    fn of(unit: &[f64], values: &[f64]) -> Option<Self> {
        let counts = values.iter().map(|value| count(unit.iter(), *value)).collect::<Option<_>>()?;
        Some(Self { counts, further: double(unit.len())? - 1.0 })
    }

    /// Pairs of these two values, divided by the ratings less one.
    fn pairs(&self, one: usize, other: usize) -> Option<f64> {
        Some(self.counts.get(one)? * self.counts.get(other)? / self.further)
    }
}

/// The squared difference of two values, `one` the higher.
fn distance(values: &[f64], counts: &[f64], one: usize, other: usize, scale: Scale) -> Option<f64> {
    Some(match scale {
        Scale::Nominal => 1.0,
        Scale::Interval => square(values.get(one)? - values.get(other)?),
        Scale::Ordinal => {
            let from_to: f64 = counts.get(other..=one)?.iter().sum();
            square(from_to - f64::midpoint(*counts.get(one)?, *counts.get(other)?))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::near;

    /// The example of Krippendorff (2011), section D: four observers, twelve units.
    fn units() -> Vec<Vec<Option<f64>>> {
        let raters = [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
            [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
        ];
        let rating = |row: &[u8; 12], unit: usize| row.get(unit).copied().filter(|rating| *rating > 0).map(f64::from);
        (0..12).map(|unit| raters.iter().map(|row| rating(row, unit)).collect()).collect()
    }

    #[test]
    fn the_published_example_comes_out() {
        for (scale, published) in [(Scale::Nominal, 0.743), (Scale::Ordinal, 0.815), (Scale::Interval, 0.849)] {
            near(krippendorff(&units(), scale).unwrap_or(f64::NAN), published, 0.0005);
        }
        // As Python's krippendorff gives them.
        let digits =
            [(Scale::Nominal, 0.743_421_052_631_579), (Scale::Ordinal, 0.815_387_503_754_881), (Scale::Interval, 0.849_107_142_857_143)];
        for (scale, other) in digits {
            near(krippendorff(&units(), scale).unwrap_or(f64::NAN), other, 1e-9);
        }
    }

    /// Pair by pair, as the definition has it.
    #[test]
    fn points_without_pairs_give_what_pairs_give() {
        let units = [vec![Some(3.5), Some(4.0), None], vec![Some(9.25), None, Some(7.0)], vec![Some(5.0), Some(5.5), Some(1.0)]];
        let (mut observed, mut expected) = (0.0, 0.0);
        let all: Vec<f64> = units.iter().flatten().copied().flatten().collect();
        for unit in &units {
            let own: Vec<f64> = unit.iter().copied().flatten().collect();
            let apart: f64 = own.iter().flat_map(|one| own.iter().map(move |other| square(one - other))).sum();
            observed += apart / (double(own.len()).unwrap_or(f64::NAN) - 1.0);
        }
        for one in &all {
            expected += all.iter().map(|other| square(one - other)).sum::<f64>();
        }
        let by_pairs = 1.0 - (double(all.len()).unwrap_or(f64::NAN) - 1.0) * observed / expected;
        near(krippendorff(&units, Scale::Interval).unwrap_or(f64::NAN), by_pairs, 1e-12);
        let alike = [vec![Some(0.1), Some(0.1), Some(0.1)], vec![Some(0.1), Some(0.1), None]];
        assert_eq!(krippendorff(&alike, Scale::Interval), None, "marks that are all the same tell of no agreement");
    }

    #[test]
    fn what_cannot_be_paired_has_no_alpha() {
        assert_eq!(krippendorff(&[vec![Some(1.0), None], vec![None, Some(2.0)]], Scale::Nominal), None);
        assert_eq!(krippendorff(&[vec![Some(1.0), Some(1.0)]], Scale::Interval), None);
    }
}
