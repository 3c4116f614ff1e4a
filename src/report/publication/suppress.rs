//! Which numbers of ballots are not shown, so that no small one can be seen or reckoned from the others and their sum.

use crate::tally::FEWEST_TOLD;

/// What of a row of counts may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    /// One for each count; none where it is withheld.
    pub counts: Vec<Option<u64>>,
    /// Their sum; none where it is withheld.
    pub sum: Option<u64>,
}

/// Counts of 1 to 4 are withheld; where those withheld could be reckoned from the sum, because there is one only or because together
/// they are fewer than 5, the smallest of the others is withheld too. A sum below 5 is withheld with all its counts.
pub(super) fn suppress(counts: &[u64]) -> Shown {
    let sum: u64 = counts.iter().sum();
    let few = |count: u64| (1..FEWEST_TOLD).contains(&count);
    if few(sum) {
        return Shown { counts: vec![None; counts.len()], sum: None };
    }
    let mut shown: Vec<Option<u64>> = counts.iter().map(|count| Some(*count).filter(|count| !few(*count))).collect();
    loop {
        let withheld: Vec<u64> = counts.iter().zip(&shown).filter(|(_, shown)| shown.is_none()).map(|(count, _)| *count).collect();
        let safe = withheld.len() > 1 && withheld.iter().sum::<u64>() >= FEWEST_TOLD;
        let next = shown.iter().enumerate().filter_map(|(at, count)| Some((count.filter(|count| *count > 0)?, at))).min();
        match next {
            Some((_, at)) if !withheld.is_empty() && !safe => {
                if let Some(count) = shown.get_mut(at) {
                    *count = None;
                }
            }
            Some(_) | None => return Shown { counts: shown, sum: Some(sum) },
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(counts: &[u64]) -> String {
        let shown = suppress(counts);
        let one = |count: &Option<u64>| count.map_or_else(|| "*".to_owned(), |count| count.to_string());
        format!("{} = {}", shown.counts.iter().map(one).collect::<Vec<_>>().join(" "), one(&shown.sum))
    }

    #[test]
    fn small_counts_and_what_they_could_be_reckoned_from_are_withheld() {
        assert_eq!(told(&[30, 10, 0]), "30 10 0 = 40");
        assert_eq!(told(&[30, 10, 2]), "30 * * = 42");
        assert_eq!(told(&[30, 0, 2]), "* 0 * = 32");
        assert_eq!(told(&[30, 4, 2]), "30 * * = 36");
        assert_eq!(told(&[30, 8, 1, 1]), "30 * * * = 40");
        assert_eq!(told(&[2, 1, 0]), "* * * = *");
        assert_eq!(told(&[0, 0]), "0 0 = 0");
    }

    /// How many ways there are to fill the cells withheld, so that all sums are right; at most so many are counted.
    fn ways(cells: usize, sum: u64, most: u64) -> u64 {
        match cells {
            0 => u64::from(sum == 0),
            1 => 1,
            _ => (0..=sum)
                .map(|first| ways(cells - 1, sum - first, most))
                .try_fold(0, |all, ways| Some(all + ways).filter(|all| *all < most))
                .unwrap_or(most),
        }
    }

    proptest! {
        #[test]
        fn no_small_count_can_be_reckoned(counts in prop::collection::vec(prop_oneof![0_u64..8, 0_u64..60], 1..7)) {
            let shown = suppress(&counts);
            for (count, shown) in counts.iter().zip(&shown.counts) {
                prop_assert!(shown.is_none_or(|shown| shown == *count && !(1..FEWEST_TOLD).contains(&shown)));
            }
            let known: u64 = shown.counts.iter().flatten().sum();
            let withheld = shown.counts.iter().filter(|count| count.is_none()).count();
            if let Some(sum) = shown.sum {
                prop_assert_eq!(sum, counts.iter().sum::<u64>());
                prop_assert!(withheld == 0 || sum - known >= FEWEST_TOLD && ways(withheld, sum - known, 3) >= 3);
            }
        }
    }
}
