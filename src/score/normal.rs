//! A number compared with those of a group: goalposts, highest, min-max, percentile, z-score.
//!
//! In: a number, and the numbers of the group. Out: what the rule makes of it, and how that is said.

use std::collections::BTreeMap;

use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::fact::evidence::Subject;
use crate::rubric::model::{Method, Normalise, Within};

/// The numbers that are compared, each of one subject.
#[derive(Debug, Clone, Default)]
pub struct Group {
    name: String,
    /// Lowest first.
    sorted: Vec<Exact>,
    /// Mean and deviation, where the method looks at them.
    mean: Exact,
    deviation: Exact,
}

/// The deviation is the only number that need not be a fraction: it is rounded here, once.
const DEVIATION_DECIMALS: u32 = 12;

impl Group {
    /// The group of these numbers.
    pub fn new(rule: &Normalise, name: String, mut numbers: Vec<Exact>) -> Self {
        numbers.sort();
        let mut group = Self { name, sorted: numbers, ..Self::default() };
        if let Method::ZScore { .. } = rule.method {
            let size = Exact::from(group.sorted.len() as u64);
            let sum: Exact = group.sorted.iter().cloned().sum();
            group.mean = sum.over(&size).unwrap_or_default();
            let off = group.sorted.iter().map(|number| number - &group.mean);
            let squares: Exact = off.map(|off| &off * &off).sum();
            group.deviation = squares.over(&size).unwrap_or_default().square_root(DEVIATION_DECIMALS);
        }
        group
    }

    fn lowest(&self) -> Exact {
        self.sorted.first().cloned().unwrap_or_default()
    }

    fn highest(&self) -> Exact {
        self.sorted.last().cloned().unwrap_or_default()
    }
}

/// The groups of all subjects.
pub(super) struct Groups {
    groups: BTreeMap<Name, Group>,
    names: Vec<Name>,
}

impl Groups {
    /// Who is compared with whom; the numbers are in the order of the subjects, and who has none is not compared.
    pub fn of(rule: &Normalise, subjects: &[Subject], numbers: &[Option<Exact>]) -> Self {
        let names: Vec<Name> = subjects.iter().map(|subject| name(rule, subject)).collect();
        let mut by_name: BTreeMap<&Name, Vec<Exact>> = BTreeMap::new();
        for (name, number) in names.iter().zip(numbers) {
            by_name.entry(name).or_default().extend(number.clone());
        }
        let made = by_name.into_iter().map(|(name, numbers)| {
            let told = [&name.0, &name.1].into_iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join("/");
            (name.clone(), Group::new(rule, told, numbers))
        });
        Self { groups: made.collect(), names }
    }

    /// The group of the subject with this number.
    pub fn with(&self, subject: usize) -> Option<&Group> {
        self.groups.get(self.names.get(subject)?)
    }
}

/// The peer group, and the value of a group column within it; empty where the whole peer group is meant.
type Name = (String, String);

fn name(rule: &Normalise, subject: &Subject) -> Name {
    let value = match &rule.within {
        Within::Peer => None,
        Within::Group(column) => subject.groups.get(column),
    };
    (subject.peer.clone(), value.cloned().unwrap_or_default())
}

/// What the rule makes of x, a number of the group.
pub(super) fn normalised(rule: &Normalise, x: &Exact, group: &Group) -> (Exact, Say) {
    let (lowest, highest) = (group.lowest(), group.highest());
    let others = group.sorted.len().saturating_sub(1) as u64;
    let alone = others == 0;
    let fraction = match &rule.method {
        Method::Goalposts(from, to) => {
            let fraction = (x - from).over(&(to - from)).map(|share| share.max(Exact::zero()).min(Exact::one()));
            return on_scale(rule, &fraction.unwrap_or_default(), &goalposts_said(from, to, x));
        }
        Method::ZScore { at, spread } => {
            let scaled = (x - &group.mean).over(&group.deviation).filter(|_| !alone);
            return match scaled {
                Some(scaled) => z_score(rule, at + &(spread * &scaled), x, group, (at, spread)),
                None => if_alone(rule, group),
            };
        }
        Method::Highest => x.over(&highest).filter(|_| highest.is_positive()).map(|share| share.max(Exact::zero())),
        Method::MinMax => (x - &lowest).over(&(&highest - &lowest)),
        Method::Percentile => standing(x, &group.sorted).over(&Exact::from(others)),
    };
    match fraction.filter(|_| !alone) {
        Some(fraction) => on_scale(rule, &fraction, &group_said(rule, x, group)),
        None => if_alone(rule, group),
    }
}

/// How many are below, and half of how many others are equal.
fn standing(x: &Exact, sorted: &[Exact]) -> Exact {
    let below = sorted.partition_point(|other| other < x);
    let equal = sorted.partition_point(|other| other <= x) - below;
    let half_of_others = Exact::from(equal.saturating_sub(1) as u64).over(&Exact::from(2i64)).unwrap_or_default();
    Exact::from(below as u64) + half_of_others
}

/// low + (high − low) × f.
fn on_scale(rule: &Normalise, fraction: &Exact, said: &Say) -> (Exact, Say) {
    let Some((low, high)) = &rule.to else { return (fraction.clone(), said.clone()) };
    let result = low + &(&(high - low) * fraction);
    let (low, high) = (low.plain(), high.plain());
    let scale = Say::new(format!("{}，折到 {low} 至 {high}", said.zh), format!("{}, on a scale from {low} to {high}", said.en));
    (result, scale)
}

fn z_score(rule: &Normalise, result: Exact, x: &Exact, group: &Group, (at, spread): (&Exact, &Exact)) -> (Exact, Say) {
    let who = who(group);
    let (x, at, spread) = (x.plain(), at.plain(), spread.plain());
    let (mean, deviation) = (group.mean.plain(), group.deviation.plain());
    let reckoned = format!("{at} + {spread} × ({x} − {mean}) ÷ {deviation}");
    let said = Say::new(
        format!("标准分（{}，平均 {mean}，标准差 {deviation}）：{reckoned}", who.zh),
        format!("z-score ({}, mean {mean}, deviation {deviation}): {reckoned}", who.en),
    );
    let Some((low, high)) = &rule.to else { return (result, said) };
    let clamped = result.max(low.clone()).min(high.clone());
    let (low, high) = (low.plain(), high.plain());
    (clamped, Say::new(format!("{}，限 {low} 至 {high}", said.zh), format!("{}, held between {low} and {high}", said.en)))
}

fn if_alone(rule: &Normalise, group: &Group) -> (Exact, Say) {
    let result = rule.if_alone.clone().unwrap_or_default();
    let who = who(group);
    let (lowest, highest) = (group.lowest().plain(), group.highest().plain());
    let said = Say::new(
        format!("组内无从比较（{}，最低 {lowest}，最高 {highest}），按规定取值", who.zh),
        format!("nothing to compare with ({}, lowest {lowest}, highest {highest}), so as the rule says", who.en),
    );
    (result, said)
}

/// The group's name and size.
fn who(group: &Group) -> Say {
    let size = group.sorted.len();
    if group.name.is_empty() {
        return Say::new(format!("全体 {size} 个"), format!("all {size}"));
    }
    Say::new(format!("{} {size} 个", group.name), format!("{}, {size}", group.name))
}

fn goalposts_said(from: &Exact, to: &Exact, x: &Exact) -> Say {
    let (from, to, x) = (from.plain(), to.plain(), x.plain());
    let reckoned = format!("({x} − {from}) ÷ ({to} − {from})");
    Say::new(
        format!("按定标换算（{from} 至 {to}）：{reckoned}，0 至 1 之间"),
        format!("goalposts {from} and {to}: {reckoned}, from 0 to 1"),
    )
}

fn group_said(rule: &Normalise, x: &Exact, group: &Group) -> Say {
    let (who, said) = (who(group), x.plain());
    let (lowest, highest) = (group.lowest().plain(), group.highest().plain());
    match rule.method {
        Method::Highest => Say::new(
            format!("与最高比（{}，最高 {highest}）：{said} ÷ {highest}", who.zh),
            format!("of the highest ({}): {said} ÷ {highest}", who.en),
        ),
        Method::Percentile => {
            let (below, others) = (standing(x, &group.sorted).plain(), group.sorted.len().saturating_sub(1));
            Say::new(
                format!("百分位（{}，最低 {lowest}，最高 {highest}）：低于 {said} 的计 {below} ÷ {others}", who.zh),
                format!("percentile ({}, lowest {lowest}, highest {highest}): {below} below {said} ÷ {others}", who.en),
            )
        }
        Method::MinMax | Method::Goalposts(..) | Method::ZScore { .. } => {
            let reckoned = format!("({said} − {lowest}) ÷ ({highest} − {lowest})");
            Say::new(
                format!("极差法（{}，最低 {lowest}，最高 {highest}）：{reckoned}", who.zh),
                format!("min-max ({}, lowest {lowest}, highest {highest}): {reckoned}", who.en),
            )
        }
    }
}
