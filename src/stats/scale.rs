//! Numbers compared within groups, in doubles: for draws only. The official comparison is that of `score`.

use super::{average, double, square};

/// How numbers are compared, and who with whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// The method.
    pub method: Method,
    /// Lowest and highest result.
    pub to: Option<(f64, f64)>,
    /// The result where there is nothing to compare with.
    pub if_alone: f64,
    /// The number of the group of each, from 0.
    pub groups: Vec<usize>,
}

/// What is made of a number x.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Method {
    /// (x − a) ÷ (b − a), from 0 to 1.
    Goalposts(f64, f64),
    /// x ÷ the highest.
    Highest,
    /// (x − lowest) ÷ (highest − lowest).
    MinMax,
    /// How many are below, equal ones by half, ÷ how many others.
    Percentile,
    /// at + spread × (x − mean) ÷ deviation.
    ZScore {
        /// The result at the mean.
        at: f64,
        /// How much one deviation is worth.
        spread: f64,
    },
}

/// Numbers that differ by less are equal.
const EQUAL: f64 = 1e-9;

impl Scale {
    /// Puts the result in the place of each number; who has none is not compared.
    pub fn apply(&self, values: &mut [Option<f64>]) {
        let groups = self.groups.iter().max().map_or(0, |last| last + 1);
        let mut members: Vec<Vec<f64>> = vec![Vec::new(); groups];
        for (value, group) in values.iter().zip(&self.groups) {
            if let (Some(value), Some(members)) = (value, members.get_mut(*group)) {
                members.push(*value);
            }
        }
        for members in &mut members {
            members.sort_by(f64::total_cmp);
        }
        for (value, group) in values.iter_mut().zip(&self.groups) {
            if let (Some(value), Some(members)) = (value, members.get(*group)) {
                *value = self.result(*value, members);
            }
        }
    }

    fn result(&self, x: f64, sorted: &[f64]) -> f64 {
        let (lowest, highest) = (sorted.first().copied().unwrap_or(x), sorted.last().copied().unwrap_or(x));
        let others = double(sorted.len().saturating_sub(1)).unwrap_or(0.0);
        let over = |above: f64, below: f64| (below > EQUAL && others > 0.0).then(|| above / below);
        let fraction = match self.method {
            Method::Goalposts(from, to) => Some(((x - from) / (to - from)).clamp(0.0, 1.0)),
            Method::Highest => over(x.max(0.0), highest),
            Method::MinMax => over(x - lowest, highest - lowest),
            Method::Percentile => over(standing(x, sorted), others),
            Method::ZScore { at, spread } => {
                let (mean, deviation) = moments(sorted);
                let result = over(x - mean, deviation).map(|scaled| at + spread * scaled);
                return result.map_or(self.if_alone, |result| self.to.map_or(result, |(low, high)| result.clamp(low, high)));
            }
        };
        let on_scale = |fraction: f64| self.to.map_or(fraction, |(low, high)| low + (high - low) * fraction);
        fraction.map_or(self.if_alone, on_scale)
    }
}

/// How many are below, and half of how many others are equal.
fn standing(x: f64, sorted: &[f64]) -> f64 {
    let below = sorted.partition_point(|other| *other < x - EQUAL);
    let equal = sorted.partition_point(|other| *other <= x + EQUAL) - below;
    double(below).unwrap_or(0.0) + double(equal.saturating_sub(1)).unwrap_or(0.0) / 2.0
}

/// Mean, and deviation of the group as a whole.
fn moments(values: &[f64]) -> (f64, f64) {
    let mean = average(values).unwrap_or(0.0);
    let squares: Vec<f64> = values.iter().map(|value| square(value - mean)).collect();
    (mean, average(&squares).unwrap_or(0.0).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::near;

    fn of(method: Method, to: Option<(f64, f64)>, values: &[f64]) -> Vec<f64> {
        let scale = Scale { method, to, if_alone: 7.0, groups: vec![0; values.len()] };
        let mut found: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
        scale.apply(&mut found);
        found.into_iter().flatten().collect()
    }

    #[test]
    fn each_method_gives_what_its_formula_says() {
        assert_eq!(of(Method::Goalposts(10.0, 20.0), Some((0.0, 40.0)), &[15.0, 30.0]), [20.0, 40.0]);
        assert_eq!(of(Method::Highest, None, &[5.0, 20.0, -1.0]), [0.25, 1.0, 0.0]);
        assert_eq!(of(Method::MinMax, None, &[5.0, 20.0, 10.0]), [0.0, 1.0, 1.0 / 3.0]);
        assert_eq!(of(Method::Percentile, None, &[1.0, 2.0, 2.0]), [0.0, 0.75, 0.75]);
        let scored = of(Method::ZScore { at: 50.0, spread: 10.0 }, Some((0.0, 60.0)), &[1.0, 3.0]);
        scored.iter().zip([40.0, 60.0]).for_each(|(found, expected)| near(*found, expected, 1e-9));
    }

    #[test]
    fn who_is_alone_gets_what_the_rule_says() {
        for method in [Method::Highest, Method::MinMax, Method::Percentile, Method::ZScore { at: 0.0, spread: 1.0 }] {
            assert_eq!(of(method, None, &[5.0]), [7.0]);
        }
        assert_eq!(of(Method::MinMax, None, &[5.0, 5.0]), [7.0, 7.0]);
    }

    #[test]
    fn groups_are_apart_and_nothing_is_not_compared() {
        let scale = Scale { method: Method::Highest, to: None, if_alone: 0.0, groups: vec![0, 0, 1, 1] };
        let mut values = [Some(1.0), Some(2.0), Some(8.0), None];
        scale.apply(&mut values);
        assert_eq!(values, [Some(0.5), Some(1.0), Some(0.0), None]);
    }
}
