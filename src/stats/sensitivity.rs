//! Which choice matters: how much of the variance of an outcome each of several inputs explains.
//!
//! In: a function of inputs from 0 to 1, with one outcome for each subject. Out: Sobol's indices for each outcome and input.

use super::{average, double, draws, square};

/// Indices of one outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Indices {
    /// Share of the variance that each input explains by itself.
    pub first: Vec<f64>,
    /// Share of the variance in which each input has a part.
    pub total: Vec<f64>,
}

/// Values of the function at two points and, for each input, at the first with this input of the second.
struct Sample {
    one: Vec<f64>,
    other: Vec<f64>,
    mixed: Vec<Vec<f64>>,
}

/// First-order and total indices of each outcome; `None` for one that does not vary.
///
/// With points A and B drawn evenly, Aᵢ the point A with input i of B, and V the variance of f(A) and f(B) together:
///
/// ```text
/// first = mean of f(B) · (f(Aᵢ) − f(A)) ÷ V        total = mean of (f(A) − f(Aᵢ))² ÷ 2V
/// ```
///
/// The function is called `draws` × (inputs + 2) times; for each draw a new one is made, first called at A, then at each Aᵢ, then at B, so
/// that it may keep what stays the same from one call to the next. Source: A. Saltelli and others, "Variance based sensitivity analysis
/// of model output", Computer Physics Communications 181 (2010), 259–270, table 2 (b) and (f); the total index is M. J. W.
/// Jansen's (1999).
pub fn sobol<F>(inputs: usize, draws: usize, seed: u64, jobs: usize, made: impl Fn() -> F + Sync) -> Vec<Option<Indices>>
where
    F: FnMut(&[f64]) -> Vec<f64>,
{
    let samples = draws::each(seed, draws, jobs, |stream| {
        let mut point = || (0..inputs).map(|_| stream.share()).collect::<Vec<f64>>();
        let (one, other) = (point(), point());
        let mut function = made();
        let at_one = function(&one);
        let mixed = (0..inputs).map(|input| {
            let mix = one.iter().zip(&other).enumerate().map(|(index, (one, other))| if index == input { *other } else { *one });
            function(&mix.collect::<Vec<f64>>())
        });
        Sample { mixed: mixed.collect(), one: at_one, other: function(&other) }
    });
    let outcomes = samples.first().map_or(0, |sample| sample.one.len());
    (0..outcomes).map(|outcome| indices(&samples, inputs, outcome)).collect()
}

fn indices(samples: &[Sample], inputs: usize, outcome: usize) -> Option<Indices> {
    let at = |values: &[f64]| values.get(outcome).copied();
    let mut both: Vec<f64> = samples.iter().map(|sample| at(&sample.one)).collect::<Option<_>>()?;
    both.extend(samples.iter().map(|sample| at(&sample.other)).collect::<Option<Vec<f64>>>()?);
    let centre = average(&both)?;
    let variance = both.iter().map(|value| square(value - centre)).sum::<f64>() / double(both.len())?;
    if variance <= 0.0 {
        return None;
    }
    let mut found = Indices { first: Vec::new(), total: Vec::new() };
    for input in 0..inputs {
        let pairs = samples.iter().map(|sample| Some((at(&sample.one)?, at(&sample.other)?, at(sample.mixed.get(input)?)?)));
        let pairs = pairs.collect::<Option<Vec<_>>>()?;
        // Around the mean the products are smaller and the estimate steadier.
        let first: Vec<f64> = pairs.iter().map(|(one, other, mixed)| (other - centre) * (mixed - one)).collect();
        let total: Vec<f64> = pairs.iter().map(|(one, _, mixed)| square(one - mixed)).collect();
        found.first.push(average(&first)? / variance);
        found.total.push(average(&total)? / (2.0 * variance));
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::near;

    /// Sobol's g-function, whose indices are known: Vᵢ = 1/(3 (1 + aᵢ)²), V = Π (1 + Vᵢ) − 1, Sᵢ = Vᵢ/V, and of the total
    /// Vᵢ Π (1 + Vⱼ), j ≠ i, over V. I. M. Sobol (1993).
    #[test]
    fn a_function_with_known_indices_comes_out() {
        let weights = [0.0, 1.0, 4.5, 9.0];
        let g = |point: &[f64]| {
            let product = point.iter().zip(weights).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product();
            vec![product, 7.0]
        };
        let found = sobol(4, 20_000, 5, 0, || g);
        let [Some(indices), None] = found.as_slice() else { panic!("{found:?}") };
        let parts: Vec<f64> = weights.iter().map(|a| 1.0 / (3.0 * square(1.0 + a))).collect();
        let all = parts.iter().map(|part| 1.0 + part).product::<f64>();
        for ((part, first), total) in parts.iter().zip(&indices.first).zip(&indices.total) {
            near(*first, part / (all - 1.0), 0.02);
            near(*total, part * all / (1.0 + part) / (all - 1.0), 0.02);
        }
        assert_eq!(found, sobol(4, 20_000, 5, 1, || g));
    }
}
