//! A change split among its causes: each cause's part is what it adds, averaged over the orders in which the causes can
//! be changed one after another, so that the parts add up to the whole exactly (Shapley 1953, “A value for n-person games”).

use crate::base::exact::Exact;

/// The part of each of `causes` causes. `value` takes the set of causes that are already changed, a bit each.
/// None where one of the values is not known.
pub(super) fn shares(causes: u32, value: impl Fn(u32) -> Option<Exact>) -> Option<Vec<Exact>> {
    let values: Vec<Exact> = (0..1_u32 << causes).map(value).collect::<Option<_>>()?;
    let at = |set: u32| usize::try_from(set).ok().and_then(|set| values.get(set)).cloned().unwrap_or_default();
    let orders = Exact::from(factorial(u64::from(causes)));
    let part = |cause: u32| {
        let without = (0..1_u32 << causes).filter(|set| set & (1 << cause) == 0);
        let added = without.map(|set| {
            let before = u64::from(set.count_ones());
            let ways = factorial(before) * factorial(u64::from(causes) - 1 - before);
            Exact::from(ways) * (at(set | 1 << cause) - at(set))
        });
        added.sum::<Exact>() / orders.clone()
    };
    Some((0..causes).map(part).collect())
}

fn factorial(number: u64) -> u64 {
    (1..=number).product()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::parse(text).unwrap_or_default()
    }

    #[test]
    fn two_causes_share_what_neither_brings_alone() {
        // 50 at first; the first cause alone 60, the second alone 55, both 70: 10 and 5 alone, 5 together.
        let values = ["50", "60", "55", "70"];
        let shares = shares(2, |set| values.get(set as usize).map(|text| exact(text)));
        assert_eq!(shares, Some(vec![exact("12.5"), exact("7.5")]));
    }

    #[test]
    fn the_parts_of_three_causes_add_up_exactly() {
        let values = ["1/3", "2", "7/9", "11", "5", "1/7", "8", "64/5"];
        let shares = shares(3, |set| values.get(set as usize).map(|text| exact(text))).unwrap_or_default();
        assert_eq!(shares.into_iter().sum::<Exact>(), exact("64/5") - exact("1/3"));
    }

    #[test]
    fn a_cause_that_changes_nothing_has_no_part() {
        let shares = shares(2, |set| Some(Exact::from(u64::from(set & 1) * 9)));
        assert_eq!(shares, Some(vec![exact("9"), Exact::zero()]));
    }

    #[test]
    fn without_one_of_the_values_nothing_is_split() {
        assert_eq!(shares(2, |set| (set != 2).then(Exact::zero)), None);
    }
}
