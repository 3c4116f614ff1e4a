//! Two neighbouring periods: who stayed, came and left, and by how much everybody changed.

use std::collections::{BTreeMap, BTreeSet};

use super::group::{changes, GroupChange};
use super::improved::improved;
use super::interval::Interval;
use super::model::{Member, Scored};
use super::place::Places;
use super::shapley::shares;
use super::Crossed;
use crate::base::exact::Exact;
use crate::stats::paired::difference_interval;

/// Two periods compared.
#[derive(Debug, Clone, Default)]
pub struct Pair {
    /// Those of both periods, in order of their keys.
    pub changes: Vec<Change>,
    /// Those of the later period only.
    pub came: Vec<Came>,
    /// Those of the earlier period only.
    pub left: Vec<Came>,
    /// Each peer group as a whole, then each value of the declared groups in it.
    pub groups: Vec<GroupChange>,
    /// Keys of those who passed the largest share of their peer group, the largest first.
    pub improved: Vec<String>,
}

/// A subject of one of the two periods only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// Key.
    pub key: String,
    /// The subject in the period that knows it.
    pub member: Member,
    /// Keys of the same name in other periods whom this one does not know: perhaps the same, which is not guessed.
    pub namesakes: Vec<String>,
    /// Ids of the periods beside these two that know the key.
    pub elsewhere: Vec<String>,
}

/// A subject of both periods.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// Key.
    pub key: String,
    /// The earlier period.
    pub before: Member,
    /// The later period.
    pub after: Member,
    /// Change of the total that people see; none where one of them has none.
    pub difference: Option<Exact>,
    /// That change ÷ the earlier total; none where it is not above 0.
    pub growth: Option<Exact>,
    /// Ranks gained, below 0 lost; none unless ranked in one peer group both times.
    pub ranks: Option<i64>,
    /// Change of the percentile, under the same condition.
    pub percentile: Option<Exact>,
    /// Change of the exact points of each dimension that both periods have.
    pub dimensions: BTreeMap<String, Exact>,
    /// Change of the percentile in each of these dimensions, under the condition of `ranks`.
    pub places: BTreeMap<String, Exact>,
    /// What stands elsewhere than before.
    pub moved: Vec<Moved>,
    /// How much of the change is activity and how much rules; none where that could not be scored.
    pub split: Option<Split>,
    /// The earlier activity under the later rules, and the later activity under the earlier rules, where the rules changed.
    pub crossed: Option<[Exact; 2]>,
    /// Between what the change by activity lies with 95 % confidence; none where the error of one of the totals is not known.
    pub interval: Option<Interval>,
}

impl Change {
    /// Whether the change by activity lies clear of nothing.
    pub fn is_clear(&self) -> bool {
        self.interval.as_ref().is_some_and(Interval::is_clear)
    }
}

/// Another name, peer group or group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// `name`, `peer`, or the id of the group.
    pub what: String,
    /// Before.
    pub from: String,
    /// After.
    pub to: String,
}

/// The parts of a subject's change; they add up to it exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// What was done otherwise.
    pub activity: Exact,
    /// What is counted otherwise.
    pub rules: Exact,
}

/// Compares two of all these periods.
pub(super) fn pair(before: &Scored, after: &Scored, crossed: &Crossed, all: &[Scored]) -> Pair {
    let matched = before.members.iter().filter_map(|(key, member)| Some((key, member, after.members.get(key)?)));
    let places = (Places::of(before), Places::of(after));
    let one = |(key, then, now): (&String, &Member, &Member)| {
        let totals = cell(before, after, crossed, key);
        let change = change(key, then, now, &totals);
        let across = totals(2).zip(totals(1)).filter(|_| !crossed.same_rules).map(|(then, now)| [then, now]);
        Change { places: moves(&change, &places), crossed: across, ..change }
    };
    let changes: Vec<Change> = matched.map(one).collect();
    let (groups, improved) = (self::changes(before, after, crossed), improved(&changes));
    Pair { changes, came: alone(after, before, all), left: alone(before, after, all), groups, improved }
}

/// Those of the one period whom the other does not know.
fn alone(one: &Scored, other: &Scored, all: &[Scored]) -> Vec<Came> {
    let mut by_name: BTreeMap<&str, BTreeSet<&String>> = BTreeMap::new();
    for (key, member) in all.iter().flat_map(|period| &period.members).filter(|(key, _)| !one.members.contains_key(*key)) {
        by_name.entry(&member.name).or_default().insert(key);
    }
    let known = |key: &String, period: &Scored| period.members.contains_key(key) && period.period.id != one.period.id;
    let came = |(key, member): (&String, &Member)| Came {
        key: key.clone(),
        member: member.clone(),
        namesakes: by_name.get(member.name.as_str()).into_iter().flatten().map(|key| (*key).clone()).collect(),
        elsewhere: all.iter().filter(|period| known(key, period)).map(|period| period.period.id.clone()).collect(),
    };
    one.members.iter().filter(|(key, _)| !other.members.contains_key(*key)).map(came).collect()
}

/// The total of a subject by activity (bit 0: the later) and rules (bit 1: the later).
fn cell<'a>(before: &'a Scored, after: &'a Scored, crossed: &'a Crossed, key: &'a str) -> impl Fn(u32) -> Option<Exact> + 'a {
    move |set| total(before, after, crossed, key, set & 1 == 1, set & 2 == 2)
}

/// The total of a subject for the activity and the rules of the later period or not.
pub(super) fn total(before: &Scored, after: &Scored, crossed: &Crossed, key: &str, late: bool, ruled: bool) -> Option<Exact> {
    let same = crossed.same_rules;
    match (late, ruled || (same && late)) {
        (false, false) => before.total(key).cloned(),
        (true, true) => after.total(key).cloned(),
        (false, true) if same => before.total(key).cloned(),
        (false, true) => crossed.before_under_after.as_ref()?.total(key).cloned(),
        (true, false) => crossed.after_under_before.as_ref()?.total(key).cloned(),
    }
}

fn change(key: &str, before: &Member, after: &Member, total: &impl Fn(u32) -> Option<Exact>) -> Change {
    let difference = before.total.as_ref().zip(after.total.as_ref()).map(|(before, after)| after - before);
    let growth = difference.as_ref().zip(before.total.as_ref()).filter(|(_, base)| base.is_positive());
    let growth = growth.and_then(|(difference, base)| difference.over(base));
    let one_list = before.peer == after.peer;
    let ranks = before.rank.zip(after.rank).filter(|_| one_list).map(|(before, after)| i64::from(before) - i64::from(after));
    let percentile = before.percentile().zip(after.percentile()).filter(|_| one_list).map(|(before, after)| after - before);
    let dimensions = before.dimensions.iter().filter_map(|(id, points)| Some((id.clone(), after.dimensions.get(id)? - points)));
    let split = shares(2, total).and_then(|parts| match parts.as_slice() {
        [activity, rules] => Some(Split { activity: activity.clone(), rules: rules.clone() }),
        _more_or_fewer => None,
    });
    let interval =
        split.as_ref().filter(|_| one_list && ranks.is_some()).and_then(|split: &Split| interval(before, after, &split.activity));
    let (dimensions, moved) = (dimensions.collect(), moved(before, after));
    Change {
        key: key.to_owned(),
        before: before.clone(),
        after: after.clone(),
        difference,
        growth,
        ranks,
        percentile,
        dimensions,
        moved,
        split,
        interval,
        ..Change::default()
    }
}

/// The interval of a change by activity, from the errors of both totals.
fn interval(before: &Member, after: &Member, activity: &Exact) -> Option<Interval> {
    let errors = [before.error.as_ref()?.to_f64(), after.error.as_ref()?.to_f64()];
    difference_interval(activity.to_f64(), errors, 0.95).and_then(Interval::of)
}

/// The change of the percentile in each dimension of both periods.
fn moves(change: &Change, (then, now): &(Places, Places)) -> BTreeMap<String, Exact> {
    let known = change.dimensions.keys().filter(|_| change.ranks.is_some());
    let both = known.filter_map(|id| Some((id, then.percentile(&change.before, id)?, now.percentile(&change.after, id)?)));
    both.map(|(id, then, now)| (id.clone(), now - then)).collect()
}

fn moved(before: &Member, after: &Member) -> Vec<Moved> {
    let own = [("name", &before.name, &after.name), ("peer", &before.peer, &after.peer)];
    let own = own.into_iter().map(|(what, from, to)| (what.to_owned(), from.clone(), to.clone()));
    let groups = before.groups.iter().filter_map(|(id, from)| Some((id.clone(), from.clone(), after.groups.get(id)?.clone())));
    let differing = own.chain(groups).filter(|(_, from, to)| from != to);
    differing.map(|(what, from, to)| Moved { what, from, to }).collect()
}
