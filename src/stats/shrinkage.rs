//! Ratings by few people, drawn toward what is usual in the group.
//!
//! In: means with their standard errors. Out: what to expect of each, and the prior that it rests on.

use super::{double, square, Estimate};

/// The mean of `n` ratings drawn toward `prior`, which weighs as much as `strength` ratings.
///
/// ```text
/// (n · mean + strength · prior) ÷ (n + strength)
/// ```
///
/// `None` without ratings and strength. Source: the posterior mean of a normal mean under a conjugate prior, A. Gelman and
/// others, Bayesian Data Analysis, 3rd edition (2013), section 2.5.
pub fn toward(mean: f64, n: u64, prior: f64, strength: f64) -> Option<f64> {
    let n = double(n)?;
    (n + strength > 0.0).then(|| (n * mean + strength * prior) / (n + strength))
}

/// The prior fitted to a group, and each of its members under it.
#[derive(Debug, Clone, PartialEq)]
pub struct Shrunk {
    /// Mean of the prior.
    pub centre: f64,
    /// Variance of the prior: how much the members truly differ. 0 when their differences are no larger than chance.
    pub between: f64,
    /// What to expect of each member, with its posterior standard deviation, in the order given.
    pub members: Vec<Estimate>,
}

/// Empirical Bayes: fits the prior to the group by moments, then draws each mean toward it the more, the less sure it is.
///
/// ```text
/// wᵢ = 1/eᵢ²   μ₀ = Σ wᵢ yᵢ / Σ wᵢ   Q = Σ wᵢ (yᵢ − μ₀)²
/// τ² = max(0, (Q − (k − 1)) ÷ (Σ wᵢ − Σ wᵢ² / Σ wᵢ))
/// μ  = Σ yᵢ/(eᵢ² + τ²) ÷ Σ 1/(eᵢ² + τ²)
/// value = (τ² yᵢ + eᵢ² μ) ÷ (τ² + eᵢ²)        error = √(τ² eᵢ² ÷ (τ² + eᵢ²))
/// ```
///
/// The error leaves out how sure μ and τ² are. `None` of fewer than two members, or when an error is not above 0.
/// Source: R. `DerSimonian`, N. Laird, "Meta-analysis in clinical trials", Controlled Clinical Trials 7 (1986), 177–188;
/// C. N. Morris, "Parametric empirical Bayes inference", Journal of the American Statistical Association 78 (1983), 47–55.
pub fn empirical(means: &[Estimate]) -> Option<Shrunk> {
    if means.len() < 2 || means.iter().any(|mean| mean.error.is_nan() || mean.error <= 0.0) {
        return None;
    }
    let (alike, sum) = centre(means, 0.0);
    let squares: f64 = means.iter().map(|mean| square(weight(mean, 0.0))).sum();
    let spread: f64 = means.iter().map(|mean| weight(mean, 0.0) * square(mean.value - alike)).sum();
    let between = ((spread - double(means.len() - 1)?) / (sum - squares / sum)).max(0.0);
    let (centre, _) = centre(means, between);
    let member = |mean: &Estimate| {
        let own = square(mean.error);
        Estimate { value: (between * mean.value + own * centre) / (between + own), error: (between * own / (between + own)).sqrt() }
    };
    Some(Shrunk { centre, between, members: means.iter().map(member).collect() })
}

fn weight(mean: &Estimate, between: f64) -> f64 {
    1.0 / (square(mean.error) + between)
}

/// The weighted mean and the sum of the weights.
fn centre(means: &[Estimate], between: f64) -> (f64, f64) {
    let sum: f64 = means.iter().map(|mean| weight(mean, between)).sum();
    (means.iter().map(|mean| weight(mean, between) * mean.value).sum::<f64>() / sum, sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::near;

    fn means(values: &[(f64, f64)]) -> Vec<Estimate> {
        values.iter().map(|(value, error)| Estimate { value: *value, error: *error }).collect()
    }

    #[test]
    fn a_fixed_prior_counts_as_so_many_ratings() {
        assert_eq!(toward(90.0, 30, 80.0, 10.0), Some(87.5));
        assert_eq!(toward(90.0, 0, 80.0, 10.0), Some(80.0));
        assert_eq!(toward(90.0, 0, 80.0, 0.0), None);
    }

    /// The eight schools of D. B. Rubin (1981): their differences are no larger than chance.
    #[test]
    fn eight_schools_are_all_alike() {
        let schools = means(&[(28.0, 15.0), (8.0, 10.0), (-3.0, 16.0), (7.0, 11.0), (-1.0, 9.0), (1.0, 11.0), (18.0, 10.0), (12.0, 18.0)]);
        let Some(shrunk) = empirical(&schools) else { panic!("a prior") };
        assert_eq!(shrunk.between.to_bits(), 0.0_f64.to_bits());
        near(shrunk.centre, 7.685_617, 1e-6);
        assert!(shrunk.members.iter().all(|member| (member.value - shrunk.centre).abs() < 1e-12));
    }

    #[test]
    fn the_less_sure_are_drawn_further() {
        let Some(shrunk) = empirical(&means(&[(60.0, 1.0), (80.0, 1.0), (100.0, 10.0)])) else { panic!("a prior") };
        let [_, sure, unsure] = shrunk.members.as_slice() else { panic!("three members") };
        assert!(shrunk.between > 0.0 && sure.value > 79.9 && unsure.value < 93.0, "{shrunk:?}");
        // Worked by hand: w = 1, 1, 1/100; μ₀ = 141/2.01; Q; τ².
        let (sum, alike) = (2.01, 141.0 / 2.01);
        let spread = square(60.0 - alike) + square(80.0 - alike) + square(100.0 - alike) / 100.0;
        near(shrunk.between, (spread - 2.0) / (sum - 2.0001 / sum), 1e-9);
    }

    #[test]
    fn one_is_no_group() {
        assert_eq!(empirical(&means(&[(60.0, 1.0)])), None);
        assert_eq!(empirical(&means(&[(60.0, 1.0), (70.0, 0.0)])), None);
    }
}
