//! Peer groups and declared groups of two periods: their means, how these changed, and why.

use std::collections::{BTreeMap, BTreeSet};

use super::interval::Interval;
use super::model::{Member, Scored};
use super::pair::total;
use super::shapley::shares;
use super::Crossed;
use crate::base::exact::Exact;
use crate::stats::paired::paired_interval;

/// A group in two periods.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GroupChange {
    /// Peer group.
    pub peer: String,
    /// Id of the declared group and its value there; none for the peer group as a whole.
    pub group: Option<(String, String)>,
    /// Before.
    pub before: GroupStand,
    /// After.
    pub after: GroupStand,
    /// Members of both periods, in this group both times, with a total both times.
    pub stayed: u64,
    /// Change of the mean; none where one of the periods has none.
    pub difference: Option<Exact>,
    /// Its parts; none where they could not be scored.
    pub split: Option<GroupSplit>,
    /// The means that the parts are reckoned from, where the rules changed: for the earlier or the later activity (1), rules (2) and
    /// people (4), at the sum of those that are the later's.
    pub means: Vec<Exact>,
    /// Between what the mean change by activity of those who stayed lies with 95 % confidence; none of fewer than three, and none
    /// where the rules changed and nothing could be scored under the other ones.
    pub interval: Option<Interval>,
}

/// A group in one period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GroupStand {
    /// Subjects.
    pub members: u64,
    /// Those with a rank and a total.
    pub ranked: u64,
    /// Exact mean of their totals.
    pub mean: Option<Exact>,
    /// Those proposed.
    pub selected: u64,
}

/// The parts of the change of a mean; they add up to it exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupSplit {
    /// What those who are there did otherwise.
    pub activity: Exact,
    /// What is counted otherwise.
    pub rules: Exact,
    /// Who is there.
    pub people: Exact,
}

impl GroupChange {
    /// Whether the change of those who stayed lies clear of nothing.
    pub fn is_clear(&self) -> bool {
        self.interval.as_ref().is_some_and(Interval::is_clear)
    }
}

/// Every peer group, and within it every value of every declared group.
pub(super) fn changes(before: &Scored, after: &Scored, crossed: &Crossed) -> Vec<GroupChange> {
    let names = names_in_order([before, after]);
    names.into_iter().map(|(peer, group)| change(before, after, crossed, peer, group)).collect()
}

/// Peer group, and id and value of a declared group in it.
pub type GroupName = (String, Option<(String, String)>);

/// Every peer group, and every value of every declared group in it: peer groups by name, each as a whole first, its groups in
/// the order of the lowest key among their members, in which offices number their stations, rather than of characters.
pub fn names_in_order<'a>(periods: impl IntoIterator<Item = &'a Scored>) -> Vec<GroupName> {
    let mut lowest: BTreeMap<GroupName, &String> = BTreeMap::new();
    for (key, member) in periods.into_iter().flat_map(|period| &period.members) {
        let groups = member.groups.iter().map(|(id, value)| Some((id.clone(), value.clone())));
        for group in groups.chain([None]) {
            let known = lowest.entry((member.peer.clone(), group)).or_insert(key);
            *known = key.min(known);
        }
    }
    let mut names: Vec<(GroupName, &String)> = lowest.into_iter().collect();
    let id = |name: &GroupName| name.1.as_ref().map(|(id, _)| id.clone());
    names.sort_by(|(one, first), (other, second)| (&one.0, id(one), first).cmp(&(&other.0, id(other), second)).then(one.cmp(other)));
    names.into_iter().map(|(name, _)| name).collect()
}

fn belongs(member: &Member, peer: &str, group: Option<&(String, String)>) -> bool {
    member.peer == peer && group.is_none_or(|(id, value)| member.groups.get(id).is_some_and(|own| own == value))
}

/// How every peer group, and every value of every declared group in it, stands in one period.
pub fn stands(scored: &Scored) -> BTreeMap<GroupName, GroupStand> {
    let names = names_in_order([scored]).into_iter();
    let stand = |name: GroupName| {
        let stand = stand(scored, &|member: &Member| belongs(member, &name.0, name.1.as_ref()));
        (name, stand)
    };
    names.map(stand).collect()
}

fn change(before: &Scored, after: &Scored, crossed: &Crossed, peer: String, group: Option<(String, String)>) -> GroupChange {
    let belongs = |member: &Member| belongs(member, &peer, group.as_ref());
    let then = members(before, &belongs);
    let now = members(after, &belongs);
    let (stand_then, stand_now) = (stand(before, &belongs), stand(after, &belongs));
    let both = || then.intersection(&now).filter(|key| before.total(key).is_some() && after.total(key).is_some());
    // Only what they did otherwise: new rules make nobody rise.
    let activity = |key: &String| shares(2, |set| total(before, after, crossed, key, set & 1 == 1, set & 2 == 2))?.into_iter().next();
    let stayed: Option<Vec<Exact>> = both().map(activity).collect();
    let difference = stand_then.mean.as_ref().zip(stand_now.mean.as_ref()).map(|(then, now)| now - then);
    let mean_of = |set: u32| {
        let (late, ruled, people) = (set & 1 == 1, set & 2 == 2, if set & 4 == 4 { &now } else { &then });
        // Who was there in one of the periods only has no other activity than that one's.
        let known = |key: &&String| match (then_known(before, key), then_known(after, key)) {
            (true, true) => late,
            (_, only_late) => only_late,
        };
        let totals: Option<Vec<Exact>> = people.iter().map(|key| total(before, after, crossed, key, known(&key), ruled)).collect();
        mean(&totals?)
    };
    let means = (0..8).map(mean_of).collect::<Option<Vec<_>>>().filter(|_| !crossed.same_rules).unwrap_or_default();
    let split = shares(3, mean_of).and_then(|parts| match parts.as_slice() {
        [activity, rules, people] => Some(GroupSplit { activity: activity.clone(), rules: rules.clone(), people: people.clone() }),
        _more_or_fewer => None,
    });
    let doubles: Vec<f64> = stayed.iter().flatten().map(Exact::to_f64).collect();
    let interval = paired_interval(&doubles, 0.95).and_then(Interval::of);
    GroupChange { peer, group, before: stand_then, after: stand_now, stayed: both().count() as u64, difference, split, means, interval }
}

fn then_known(scored: &Scored, key: &str) -> bool {
    scored.members.get(key).is_some_and(has_stand)
}

/// Ranked and with a total: what a mean is taken of.
fn has_stand(member: &Member) -> bool {
    member.rank.is_some() && member.total.is_some()
}

fn members(scored: &Scored, belongs: &impl Fn(&Member) -> bool) -> BTreeSet<String> {
    let own = scored.members.iter().filter(|(_, member)| belongs(member) && has_stand(member));
    own.map(|(key, _)| key.clone()).collect()
}

fn stand(scored: &Scored, belongs: &impl Fn(&Member) -> bool) -> GroupStand {
    let own = || scored.members.values().filter(|member| belongs(member));
    let totals: Vec<Exact> = own().filter(|member| has_stand(member)).filter_map(|member| member.total.clone()).collect();
    GroupStand {
        members: own().count() as u64,
        ranked: totals.len() as u64,
        mean: mean(&totals),
        selected: own().filter(|member| member.selected).count() as u64,
    }
}

fn mean(totals: &[Exact]) -> Option<Exact> {
    totals.iter().cloned().sum::<Exact>().over(&Exact::from(totals.len() as u64))
}
