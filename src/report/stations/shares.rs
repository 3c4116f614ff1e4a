//! Shares of a whole in hundredths of a percent that add up to 100: what rounding leaves goes to the largest remainders.

use crate::base::exact::Exact;

/// The whole in hundredths of a percent.
const WHOLE: i64 = 10_000;

/// Shares of these numbers, in order, in hundredths of a percent; none where all are 0.
///
/// ```text
/// share = ⌊10000 n ÷ Σ n⌋, and one more each for the largest remainders, of equal ones the first, until Σ share = 10000
/// ```
pub(super) fn shares(numbers: &[u64]) -> Vec<i64> {
    let sum = Exact::from(numbers.iter().sum::<u64>());
    let exact: Option<Vec<Exact>> = numbers.iter().map(|number| (&Exact::from(*number) * &Exact::from(WHOLE)).over(&sum)).collect();
    let Some(exact) = exact else { return Vec::new() };
    let mut shares: Vec<i64> = exact.iter().map(|share| share.floor().to_whole().unwrap_or(0)).collect();
    let missing = WHOLE - shares.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    let remainder = |index: &usize| exact.get(*index).map(|share| share - &share.floor()).unwrap_or_default();
    order.sort_by_key(|index| std::cmp::Reverse(remainder(index)));
    for index in order.into_iter().take(usize::try_from(missing).unwrap_or(0)) {
        if let Some(share) = shares.get_mut(index) {
            *share += 1;
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_published_report_comes_out_as_it_was_printed() {
        // 93 suggestions: 58.07, 35.48, 2.15 and 4.30 percent were printed.
        assert_eq!(shares(&[54, 33, 2, 4]), [5807, 3548, 215, 430]);
    }

    #[test]
    fn shares_add_up_to_the_whole_whatever_the_numbers() {
        for numbers in [vec![1, 1, 1], vec![7], vec![0, 5, 0], vec![1, 2, 3, 4, 5, 6, 7, 8]] {
            assert_eq!(shares(&numbers).iter().sum::<i64>(), WHOLE, "{numbers:?}");
        }
        assert_eq!(shares(&[1, 1, 1]), [3334, 3333, 3333]);
        assert!(shares(&[0, 0]).is_empty());
    }
}
