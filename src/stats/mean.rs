//! Means of ratings as estimates of what all voters would have said.
//!
//! In: ratings, and how many voters there are. Out: the mean with its standard error.

use super::{average, double, square, variance, Estimate};

/// The mean of a sample drawn without putting back from `population` voters; without a population, of one without end.
///
/// ```text
/// value = Σ y / n        error = √((1 − n/N) · s² / n)        s² = Σ (y − value)² / (n − 1)
/// ```
///
/// `None` of fewer than two ratings, or of more than there are voters. When all voters were asked the error is 0.
/// Source: W. G. Cochran, Sampling Techniques, 3rd edition (1977), section 2.6.
pub fn mean(ratings: &[f64], population: Option<u64>) -> Option<Estimate> {
    let n = double(ratings.len())?;
    let left = left(ratings.len(), population)?;
    Some(Estimate { value: average(ratings)?, error: (left * variance(ratings)? / n).sqrt() })
}

/// The share of voters who were not asked, 1 − n/N.
fn left(asked: usize, population: Option<u64>) -> Option<f64> {
    let Some(population) = population else { return Some(1.0) };
    let (asked, population) = (double(asked)?, double(population)?);
    (asked <= population).then(|| 1.0 - asked / population)
}

/// Ratings of one class of voters, and how many of the class there are.
#[derive(Debug, Clone, Copy)]
pub struct Stratum<'a> {
    /// Ratings, each on the same scale.
    pub ratings: &'a [f64],
    /// Voters in the class, those asked among them.
    pub population: u64,
}

/// The mean over classes of known size from each of which a sample of its own was drawn.
///
/// ```text
/// value = Σ Wₕ ȳₕ        error² = Σ Wₕ² (1 − nₕ/Nₕ) sₕ² / nₕ        Wₕ = Nₕ / Σ N
/// ```
///
/// `None` when a class has fewer than two ratings, or more than voters.
/// Source: W. G. Cochran, Sampling Techniques, 3rd edition (1977), sections 5.3 and 5.4.
pub fn stratified(strata: &[Stratum]) -> Option<Estimate> {
    let all = total(strata)?;
    let mut sum = Estimate { value: 0.0, error: 0.0 };
    for stratum in strata {
        let weight = population(stratum)? / all;
        let part = mean(stratum.ratings, Some(stratum.population))?;
        sum.value += weight * part.value;
        sum.error += square(weight * part.error);
    }
    Some(Estimate { error: sum.error.sqrt(), ..sum })
}

/// The mean of one sample whose classes are weighed to their known sizes afterwards.
///
/// ```text
/// value = Σ Wₕ ȳₕ        error² = (1 − n/N) · n/(n − 1) · Σₕ Σᵢ (Wₕ (yₕᵢ − ȳₕ) / nₕ)²
/// ```
///
/// The error is that of the linearised estimate: the classes' sizes in the sample were left to chance.
/// `None` when a class has no rating, when there are fewer than two in all, or more than voters.
/// Source: C.-E. Särndal, B. Swensson, J. Wretman, Model Assisted Survey Sampling (1992), section 7.6, with the
/// n/(n − 1) of samples drawn with equal chance.
pub fn post_stratified(strata: &[Stratum]) -> Option<Estimate> {
    let all = total(strata)?;
    let asked: usize = strata.iter().map(|stratum| stratum.ratings.len()).sum();
    let (n, mut value, mut spread) = (double(asked)?, 0.0, 0.0);
    if asked < 2 {
        return None;
    }
    for stratum in strata {
        let weight = population(stratum)? / all;
        let centre = average(stratum.ratings)?;
        let own = double(stratum.ratings.len())?;
        value += weight * centre;
        spread += stratum.ratings.iter().map(|rating| square(weight * (rating - centre) / own)).sum::<f64>();
    }
    let voters: u64 = strata.iter().map(|stratum| stratum.population).sum();
    Some(Estimate { value, error: (left(asked, Some(voters))? * n / (n - 1.0) * spread).sqrt() })
}

fn population(stratum: &Stratum) -> Option<f64> {
    double(stratum.population)
}

fn total(strata: &[Stratum]) -> Option<f64> {
    let all = strata.iter().map(population).sum::<Option<f64>>()?;
    (all > 0.0).then_some(all)
}

/// The mean without the highest and lowest `share` of ratings, each rounded down to whole ratings.
///
/// `None` when nothing is left, or when the share does not lie between 0 and a half.
/// Source: J. W. Tukey and another, "Less vulnerable confidence and significance procedures for location based on a
/// single sample", Sankhyā A 25 (1963), 331–352.
pub fn trimmed(ratings: &[f64], share: f64) -> Option<f64> {
    if !(0.0..0.5).contains(&share) {
        return None;
    }
    let mut ratings = ratings.to_vec();
    ratings.sort_by(f64::total_cmp);
    let cut = double(ratings.len())? * share;
    let off = (0..ratings.len()).take_while(|count| double(count + 1).is_some_and(|count| count <= cut)).count();
    average(ratings.get(off..ratings.len() - off)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::near;

    const FIRST: [f64; 5] = [80.0, 92.0, 75.0, 88.0, 95.0];
    const SECOND: [f64; 4] = [60.0, 72.0, 66.0, 81.0];

    fn strata() -> [Stratum<'static>; 2] {
        [Stratum { ratings: &FIRST, population: 120 }, Stratum { ratings: &SECOND, population: 60 }]
    }

    fn told(estimate: Option<Estimate>) -> (f64, f64) {
        estimate.map_or((f64::NAN, f64::NAN), |estimate| (estimate.value, estimate.error))
    }

    #[test]
    fn who_asks_everybody_is_sure() {
        assert_eq!(told(mean(&FIRST, Some(5))), (86.0, 0.0));
        assert_eq!(mean(&FIRST, Some(4)), None);
        assert_eq!(mean(&[80.0], None), None);
        assert_eq!(stratified(&[Stratum { ratings: &[1.0], population: 3 }]), None);
        assert_eq!(post_stratified(&[Stratum { ratings: &[], population: 3 }, Stratum { ratings: &FIRST, population: 120 }]), None);
    }

    /// Values of R's package survey: `svymean` on `svydesign(ids = ~1, fpc = ~N)`, with `strata = ~h`, and on
    /// `postStratify` of the unstratified design.
    #[test]
    fn the_values_of_another_program_come_out() {
        for (estimate, value, error) in [
            (mean(&FIRST, Some(120)), 86.0, 3.649_771_682_356_77),
            (stratified(&strata()), 80.583_333_333_333_3, 2.828_590_802_135_57),
            (post_stratified(&strata()), 80.583_333_333_333_3, 2.658_724_582_624_16),
        ] {
            near(told(estimate).0, value, 1e-9);
            near(told(estimate).1, error, 1e-9);
        }
    }

    #[test]
    fn the_outermost_are_cut_off() {
        assert_eq!(trimmed(&[1.0, 100.0, 3.0, 2.0, 4.0], 0.2), Some(3.0));
        assert_eq!(trimmed(&[1.0, 100.0, 3.0, 2.0, 4.0], 0.19), Some(22.0));
        assert_eq!(trimmed(&[], 0.1), None);
        assert_eq!(trimmed(&[1.0], 0.5), None);
    }
}
