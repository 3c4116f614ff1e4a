//! Who passed most of the others.

use super::pair::Change;
use crate::base::exact::Exact;

/// How many are named, unless more are equal.
const NAMED: usize = 10;

/// Keys of those in office throughout both periods who passed the largest share of their peer group, the largest first; who are
/// equal to the tenth are named too. Who was in office for a part of one of them had less time, and no worse half-year.
pub(super) fn improved(changes: &[Change]) -> Vec<String> {
    let whole = |change: &&Change| change.before.exposure == Exact::one() && change.after.exposure == Exact::one();
    let gained = changes.iter().filter(whole).filter_map(|change| Some((change.percentile.as_ref()?, &change.key)));
    let mut gained: Vec<(&Exact, &String)> = gained.filter(|(share, _)| share.is_positive()).collect();
    gained.sort_by(|(one, first), (other, second)| other.cmp(one).then(first.cmp(second)));
    let least = gained.get(NAMED - 1).or(gained.last()).map(|(share, _)| *share);
    let named = gained.iter().take_while(|(share, _)| least.is_some_and(|least| *share >= least));
    named.map(|(_, key)| (*key).clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Member;

    fn change(key: &str, share: i64, exposure: i64) -> Change {
        let member = |exposure: i64| Member { exposure: Exact::ratio(exposure, 2).unwrap_or_default(), ..Member::default() };
        Change { key: key.into(), before: member(2), after: member(exposure), percentile: Exact::ratio(share, 20), ..Change::default() }
    }

    #[test]
    fn the_tenth_and_its_equals_are_named_and_who_came_late_is_not() {
        let mut changes: Vec<Change> = (1..=9).map(|share| change(&format!("k{share}"), share + 5, 2)).collect();
        changes.extend([change("late", 19, 1), change("x", 2, 2), change("y", 2, 2), change("low", 1, 2), change("down", -3, 2)]);
        let named = improved(&changes);
        assert_eq!(named, ["k9", "k8", "k7", "k6", "k5", "k4", "k3", "k2", "k1", "x", "y"]);
        changes.truncate(2);
        assert_eq!(improved(&changes), ["k2", "k1"]);
    }
}
