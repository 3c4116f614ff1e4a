//! How often what looks arranged would come about by chance.
//!
//! In: counts. Out: an expected number of cases, which is never less than their probability. Plain multinomial sampling from
//! the shares of all others, each share raised by one count (Laplace's rule of succession), so that nothing is impossible.

use super::double;

/// Expected number, among `subjects`, of those all of whose `ballots` are one option that `same` of the `others` chose.
pub fn all_alike(ballots: u64, same: u64, others: u64, subjects: u64) -> Option<f64> {
    let share = (double(same)? + 1.0) / (double(others)? + 2.0);
    Some(double(subjects)? * power(share, ballots))
}

/// Expected number of pairs, among `pairs`, whose `ballots` agree one by one, when each option has the share that `counts` say.
pub fn same_order(ballots: u64, counts: &[u64], pairs: u64) -> Option<f64> {
    let shares = shares(counts)?;
    Some(double(pairs)? * power(shares.iter().map(|share| share * share).sum(), ballots))
}

/// Expected number of groups of `alike` among `subjects` whose counts by option all equal `tally`, given one of them.
pub fn same_tally(tally: &[u64], counts: &[u64], alike: u64, subjects: u64) -> Option<f64> {
    let shares = shares(counts)?;
    // n! ÷ (k₁!·k₂!·…) · p₁^k₁ · p₂^k₂ · …, a factor at a time.
    let (mut chance, mut placed) = (1.0, 0);
    for (count, share) in tally.iter().zip(&shares) {
        for number in 1..=*count {
            placed += 1;
            chance *= double(placed)? / double(number)? * share;
        }
    }
    let mut groups = 1.0;
    for number in 1..=alike {
        groups *= double((subjects + 1).saturating_sub(number))? / double(number)?;
    }
    Some(groups * power(chance, alike.saturating_sub(1)))
}

fn shares(counts: &[u64]) -> Option<Vec<f64>> {
    let all = double(counts.iter().sum::<u64>())? + double(counts.len())?;
    counts.iter().map(|count| Some((double(*count)? + 1.0) / all)).collect()
}

/// By multiplication alone, whose last digits are the same everywhere.
fn power(base: f64, exponent: u64) -> f64 {
    (0..exponent).fold(1.0, |product, _| product * base)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::near;

    #[test]
    fn chances_are_those_of_the_binomial() {
        // (1+1)/(2+2) = 1/2; 8 subjects with 3 ballots each: 8/8.
        near(all_alike(3, 1, 2, 8).unwrap_or(f64::NAN), 1.0, 1e-15);
        // Shares 1/2, 1/2: two ballots agree with ½, three with 1/8.
        near(same_order(3, &[4, 4], 8).unwrap_or(f64::NAN), 1.0, 1e-15);
        // 2 of 3 heads: 3/8; of 4 subjects 6 pairs.
        near(same_tally(&[2, 1], &[9, 9], 2, 4).unwrap_or(f64::NAN), 6.0 * 3.0 / 8.0, 1e-15);
        near(same_tally(&[2, 1], &[9, 9], 3, 4).unwrap_or(f64::NAN), 4.0 * 9.0 / 64.0, 1e-15);
    }

    #[test]
    fn what_no_other_did_is_not_impossible() {
        assert!(all_alike(10, 0, 500, 40).is_some_and(|chance| chance > 0.0));
    }
}
