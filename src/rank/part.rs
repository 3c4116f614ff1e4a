//! Standings divided among groups of subjects, each as if there were no others: for workbooks of one congress each.
//!
//! In: the standings of all. Out: those of a few, numbered from 0. Nothing is ranked anew.

use std::collections::{BTreeMap, BTreeSet};

use super::lots::{Draw, Lot};
use super::standing::{Allotment, Near, Outcome, QuotaLine};

/// Standings by peer group, ready to be divided.
#[derive(Debug)]
pub struct Division<'a> {
    outcome: &'a Outcome,
    quotas: BTreeMap<&'a str, Vec<&'a QuotaLine>>,
    allotments: BTreeMap<&'a str, Vec<&'a Allotment>>,
}

impl<'a> Division<'a> {
    /// Of these standings.
    pub fn of(outcome: &'a Outcome) -> Self {
        let (mut quotas, mut allotments) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
        for quota in &outcome.quotas {
            quotas.entry(quota.peer.as_str()).or_default().push(quota);
        }
        for allotment in &outcome.allotments {
            allotments.entry(allotment.peer.as_str()).or_default().push(allotment);
        }
        Self { outcome, quotas, allotments }
    }

    /// The standings of these subjects, which are all of these peer groups. They are given in the order of the lists, and
    /// numbered anew in the order of subjects.
    pub fn part(&self, order: &[usize], peers: &BTreeSet<&str>) -> Outcome {
        let mut members = order.to_vec();
        members.sort_unstable();
        let numbers = Numbers(members.iter().enumerate().map(|(own, number)| (*number, own)).collect());
        let quotas = peers.iter().filter_map(|peer| self.quotas.get(peer)).flatten();
        let allotments = peers.iter().filter_map(|peer| self.allotments.get(peer)).flatten();
        Outcome {
            standings: members.iter().filter_map(|number| self.outcome.standings.get(*number).cloned()).collect(),
            quotas: quotas.map(|quota| numbers.quota(quota)).collect(),
            allotments: allotments.map(|one| Allotment { open: numbers.all(&one.open), ..(*one).clone() }).collect(),
            order: numbers.all(order),
        }
    }
}

/// The new number of each subject by its old one.
struct Numbers(BTreeMap<usize, usize>);

impl Numbers {
    fn all(&self, numbers: &[usize]) -> Vec<usize> {
        numbers.iter().filter_map(|number| self.0.get(number).copied()).collect()
    }

    fn quota(&self, quota: &QuotaLine) -> QuotaLine {
        QuotaLine {
            selected: self.all(&quota.selected),
            tied: self.all(&quota.tied),
            open: self.all(&quota.open),
            brought: self.all(&quota.brought),
            gave_way: self.all(&quota.gave_way),
            held: self.all(&quota.held),
            moved_up: self.all(&quota.moved_up),
            lot: quota.lot.as_ref().map(|lot| self.lot(lot)),
            near: quota.near.as_ref().map(|near| Near { members: self.all(&near.members), ..near.clone() }),
            ..quota.clone()
        }
    }

    fn lot(&self, lot: &Lot) -> Lot {
        let draw = |draw: &Draw| {
            let drawn = self.0.get(&draw.drawn).copied()?;
            Some(Draw { among: self.all(&draw.among), drawn, ..draw.clone() })
        };
        Lot { draws: lot.draws.iter().filter_map(draw).collect(), order: self.all(&lot.order), ..lot.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rank::standing::Standing;

    #[test]
    fn numbers_follow_their_subjects_wherever_they_stand() {
        let standing = |rank| Standing { rank: Some(rank), ..Standing::default() };
        let lot =
            Lot { draws: vec![Draw { before: 1, number: 2, among: vec![2, 4], place: 2, drawn: 4 }], order: vec![4, 2], ..Lot::default() };
        let quota = |peer: &str, selected: Vec<usize>| QuotaLine { peer: peer.into(), selected, ..QuotaLine::default() };
        let ours = QuotaLine { tied: vec![4], lot: Some(lot), ..quota("b", vec![2]) };
        let outcome = Outcome {
            standings: (1..=5).map(standing).collect(),
            quotas: vec![quota("a", vec![0, 1]), ours],
            allotments: vec![Allotment { peer: "b".into(), open: vec![4], ..Allotment::default() }],
            order: vec![1, 0, 3, 4, 2],
        };
        let part = Division::of(&outcome).part(&[4, 2], &BTreeSet::from(["b"]));
        assert_eq!(part.standings.iter().map(|standing| standing.rank).collect::<Vec<_>>(), [Some(3), Some(5)]);
        assert_eq!((part.order, part.quotas.len()), (vec![1, 0], 1));
        let quota = part.quotas.first().cloned().unwrap_or_default();
        assert_eq!((quota.selected, quota.tied), (vec![0], vec![1]));
        let lot = quota.lot.unwrap_or_default();
        assert_eq!((lot.order, lot.draws.first().map(|draw| (draw.among.clone(), draw.drawn))), (vec![1, 0], Some((vec![0, 1], 1))));
        assert_eq!(part.allotments.first().map(|one| one.open.clone()), Some(vec![1]));
    }
}
