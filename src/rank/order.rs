//! Ranks within peer groups and further groups, ties shared, decided on exact numbers.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

use super::own_view;
use super::standing::{Standing, Status};
use crate::base::exact::Exact;
use crate::fact::evidence::Subject;
use crate::rubric::model::{Rubric, Ties};
use crate::score::card::Scorecard;

/// What a rank is decided by: the total, then the tie-breaks in turn; higher first, no value last.
type Key = Vec<Option<Exact>>;

/// Gives ranks to those with status ranked.
pub(super) fn rank(rubric: &Rubric, subjects: &[Subject], cards: &[Scorecard], standings: &mut [Standing]) {
    let keys: Vec<Key> =
        subjects.iter().zip(cards).zip(standings.iter()).map(|((subject, card), standing)| key(rubric, subject, card, standing)).collect();
    let ranked: Vec<usize> =
        (0..subjects.len()).filter(|index| standings.get(*index).is_some_and(|one| one.status == Status::Ranked)).collect();
    for (index, rank) in ranks(&ranked, &keys, rubric.standing.ties, |index| peer(subjects, index)) {
        if let Some(standing) = standings.get_mut(index) {
            standing.rank = Some(rank);
        }
    }
    let mut numbers: BTreeMap<&str, u64> = BTreeMap::new();
    for index in &ranked {
        *numbers.entry(peer(subjects, *index)).or_default() += 1;
    }
    for (subject, standing) in subjects.iter().zip(standings.iter_mut()) {
        standing.ranked = numbers.get(subject.peer.as_str()).copied().unwrap_or(0);
    }
    for group in &rubric.groups {
        let within = |index: usize| {
            let value = subjects.get(index).and_then(|subject| subject.groups.get(group)).map(String::as_str);
            (peer(subjects, index), value.unwrap_or_default())
        };
        for (index, rank) in ranks(&ranked, &keys, rubric.standing.ties, within) {
            if let Some(standing) = standings.get_mut(index) {
                standing.rank_in.insert(group.clone(), rank);
            }
        }
    }
}

fn peer(subjects: &[Subject], index: usize) -> &str {
    subjects.get(index).map(|subject| subject.peer.as_str()).unwrap_or_default()
}

fn key(rubric: &Rubric, subject: &Subject, card: &Scorecard, standing: &Standing) -> Key {
    let total = if rubric.rounding.rank_on_rounded { standing.total.clone() } else { standing.exact.clone() };
    let view = own_view(rubric, subject, card, standing);
    let breaks = rubric.standing.tie_breaks.iter().map(|tie_break| view.number(&tie_break.of()));
    std::iter::once(total).chain(breaks).collect()
}

/// For each subject its place where totals are equal, by the rubric's tie-breaks; who has the same place shares a rank.
pub fn breaks(rubric: &Rubric, subjects: &[Subject], cards: &[Scorecard], standings: &[Standing]) -> Vec<u32> {
    let keys = subjects.iter().zip(cards).zip(standings).map(|((subject, card), standing)| key(rubric, subject, card, standing));
    let breaks: Vec<Key> = keys.map(|key| key.into_iter().skip(1).collect()).collect();
    let order: BTreeSet<Reverse<&Key>> = breaks.iter().map(Reverse).collect();
    let places: BTreeMap<&Key, u32> = order.into_iter().map(|key| key.0).zip(0..).collect();
    breaks.iter().map(|key| places.get(key).copied().unwrap_or(0)).collect()
}

/// Higher first; `None` is below every number.
fn compare(one: Option<&Key>, other: Option<&Key>) -> Ordering {
    other.cmp(&one)
}

/// The rank of each member within its group.
fn ranks<G: Ord>(members: &[usize], keys: &[Key], ties: Ties, group: impl Fn(usize) -> G) -> Vec<(usize, u32)> {
    let mut groups: BTreeMap<G, Vec<usize>> = BTreeMap::new();
    for index in members {
        groups.entry(group(*index)).or_default().push(*index);
    }
    let mut ranks = Vec::new();
    for mut members in groups.into_values() {
        members.sort_by(|one, other| compare(keys.get(*one), keys.get(*other)));
        let (mut rank, mut distinct) = (0, 0);
        let mut previous: Option<usize> = None;
        for (index, place) in members.into_iter().zip(1u32..) {
            if previous.is_none_or(|previous| keys.get(previous) != keys.get(index)) {
                distinct += 1;
                rank = if ties == Ties::Shared { place } else { distinct };
            }
            previous = Some(index);
            ranks.push((index, rank));
        }
    }
    ranks
}

/// The order of the lists: peer, rank (none last), key.
pub(super) fn of_lists(subjects: &[Subject], standings: &[Standing]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..subjects.len()).collect();
    let key = |index: usize| {
        let subject = subjects.get(index);
        let rank = standings.get(index).and_then(|standing| standing.rank).unwrap_or(u32::MAX);
        (subject.map(|subject| subject.peer.as_str()), rank, subject.map(|subject| subject.key.as_str()))
    };
    order.sort_by(|one, other| key(*one).cmp(&key(*other)));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn totals(numbers: &[i64]) -> Vec<Key> {
        numbers.iter().map(|number| vec![Some(Exact::from(*number))]).collect()
    }

    #[test]
    fn ties_share_a_rank_and_the_next_is_counted_as_the_rule_says() {
        let keys = totals(&[90, 80, 80, 70]);
        let of = |ties| ranks(&[0, 1, 2, 3], &keys, ties, |_| 0).into_iter().map(|(_, rank)| rank).collect::<Vec<_>>();
        assert_eq!(of(Ties::Shared), [1, 2, 2, 4]);
        assert_eq!(of(Ties::Dense), [1, 2, 2, 3]);
    }

    #[test]
    fn a_tie_break_without_value_comes_last() {
        let keys = vec![vec![Some(Exact::from(5i64)), None], vec![Some(Exact::from(5i64)), Some(Exact::from(-1i64))]];
        assert_eq!(ranks(&[0, 1], &keys, Ties::Shared, |_| 0), [(1, 1), (0, 2)]);
    }
}
