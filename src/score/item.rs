//! One criterion of one subject: measure → prorate → points → floor, cap; or what a no-value does.

use std::collections::BTreeMap;

use super::award::{award, ranges, spell};
use super::ballots;
use super::card::{Item, Refusal, Step};
use super::measure::{divided, measure, parts, Measured};
use super::normal::{normalised, Group};
use crate::base::exact::Exact;
use crate::base::text::Say;
use crate::rubric::model::{Criterion, Effect, NoValue, Points, Prorate, Totals};
use crate::tally::Tally;

/// What a criterion may look at beside its own rows.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The part of the period in office.
    pub exposure: &'a Exact,
    /// The subject's counts by id, measured before any item.
    pub counts: &'a BTreeMap<String, Option<Exact>>,
    /// The numbers that a normalised measure is compared with.
    pub group: Option<&'a Group>,
}

/// The score of one criterion.
pub fn item(criterion: &Criterion, tally: &Tally, context: &Context) -> Item {
    let exposure = context.exposure;
    let mut item = Item { attainable: criterion.attainable_at(exposure), ..Item::default() };
    if !tally.classes.is_empty() {
        item.steps = ballots::steps(&criterion.query, tally);
    }
    let whole = measure(&criterion.query, tally);
    if let (Measured::Value(value), Some(over)) = (&whole, &criterion.over) {
        let divisor = context.counts.get(over).and_then(Option::as_ref).map(Exact::plain).unwrap_or_default();
        let what = Say::new(format!("计数，除以 {over} = {divisor}"), format!("count, to be divided by {over} = {divisor}"));
        item.steps.push(Step { what, after: Some(value.clone()) });
    }
    let of = fraction(criterion, tally, &whole, context);
    match divided(whole, criterion.over.as_ref(), context.counts) {
        Measured::Value(value) => valued(&mut item, criterion, value, context),
        Measured::NoValue(kind) => without_value(&mut item, criterion, kind),
        Measured::TooFew(kind, few) => {
            item.few = Some(few);
            without_value(&mut item, criterion, kind);
        }
        Measured::TwoValues => item.refused = Some(Refusal::TwoValues),
    }
    let unrecorded = tally.no_values.contains_key(&NoValue::NotRecorded);
    if unrecorded && criterion.effects.not_recorded == Effect::Refuse {
        item.refused.get_or_insert(Refusal::NoValue(NoValue::NotRecorded));
    }
    if item.refused.is_some() {
        item.points = None;
    }
    item.of = of.filter(|_| item.measure.is_some());
    item.entered = item.points.clone().unwrap_or_default();
    item
}

/// Numerator and denominator of a measure that is a rate: a number over a count, or a part of what was counted.
fn fraction(criterion: &Criterion, tally: &Tally, whole: &Measured, context: &Context) -> Option<(Exact, Exact)> {
    match (&criterion.over, whole) {
        (Some(over), Measured::Value(number)) => Some((number.clone(), context.counts.get(over)?.clone()?)),
        (None, Measured::Value(_)) => parts(&criterion.query, tally),
        (Some(_) | None, Measured::NoValue(_) | Measured::TooFew(..) | Measured::TwoValues) => None,
    }
}

/// The measure after proration, as it is compared within a group.
pub(super) fn compared(criterion: &Criterion, tally: &Tally, exposure: &Exact, counts: &BTreeMap<String, Option<Exact>>) -> Option<Exact> {
    let value = divided(measure(&criterion.query, tally), criterion.over.as_ref(), counts).value()?;
    if criterion.prorate == Prorate::Measure {
        value.over(exposure)
    } else {
        Some(value)
    }
}

fn valued(item: &mut Item, criterion: &Criterion, value: Exact, context: &Context) {
    let exposure = context.exposure;
    let Some(ranges) = ranges(&criterion.points, context.counts) else {
        return without_value(item, criterion, NoValue::NotRecorded);
    };
    let divided =
        criterion.prorate == Prorate::Measure || criterion.prorate == Prorate::Target && matches!(criterion.points, Points::Needed { .. });
    if divided && exposure.is_zero() {
        return without_value(item, criterion, NoValue::NotInOffice);
    }
    let mut ledger = Ledger::told(&mut item.steps);
    ledger.step(|| Say::new("计量", "measure"), &value);
    let mut measured = match (criterion.prorate, value.over(exposure)) {
        (Prorate::Measure, Some(prorated)) if *exposure != Exact::one() => {
            ledger.step(|| Say::new(format!("按在任时间折算 ÷ {exposure}"), format!("÷ exposure {exposure}")), &prorated);
            prorated
        }
        _ => value.clone(),
    };
    if let Some((rule, group)) = criterion.normalise.as_ref().zip(context.group) {
        let (result, what) = normalised(rule, &measured, group);
        ledger.step(|| what, &result);
        measured = result;
    }
    let rule = applied(criterion, exposure, &ranges);
    if criterion.prorate == Prorate::Target && *exposure != Exact::one() {
        let what = Say::new(format!("所要求的数 × 在任时间 {exposure}"), format!("what is asked for × exposure {exposure}"));
        item.steps.push(Step { what, after: None });
    }
    let mut ledger = Ledger::told(&mut item.steps);
    let mut points = award(&rule, &measured);
    ledger.step(|| spell(&rule, &measured), &points);
    if criterion.prorate == Prorate::Points && *exposure != Exact::one() {
        points = &points * exposure;
        ledger.step(|| Say::new(format!("按在任时间 × {exposure}"), format!("× exposure {exposure}")), &points);
    }
    let cap = criterion.cap.as_ref().map(|cap| if criterion.prorate == Prorate::Cap { cap * exposure } else { cap.clone() });
    item.points = Some(ledger.clamp(points, criterion.floor.as_ref(), cap.as_ref()));
    // What is judged is the measure itself; a normalised one is judged as it came out.
    let judged = if criterion.normalise.is_some() { &measured } else { &value };
    if !ranges.is_empty() && !ranges.iter().any(|(low, high)| judged >= low && judged <= high) {
        item.refused = Some(Refusal::OutOfRange(ranges.into_iter().cloned().collect()));
    }
    item.measure = Some(value);
}

/// The points rule as it is for this subject: what it asks for prorated, and the range that its count gives.
fn applied(criterion: &Criterion, exposure: &Exact, ranges: &[&(Exact, Exact)]) -> Points {
    if let Points::JudgedBy { .. } = &criterion.points {
        return Points::Judged(ranges.iter().copied().cloned().collect());
    }
    let prorated = if criterion.prorate == Prorate::Target { criterion.points.prorated(exposure) } else { None };
    prorated.unwrap_or_else(|| criterion.points.clone())
}

pub(super) fn without_value(item: &mut Item, criterion: &Criterion, kind: NoValue) {
    let effect = criterion.effects.of(kind);
    item.no_value = Some(kind);
    item.points = match effect {
        Effect::Zero => Some(Exact::zero()),
        Effect::Full => Some(item.attainable.clone().unwrap_or_default()),
        Effect::Skip | Effect::Renormalise | Effect::Refuse => None,
    };
    item.left_out = effect == Effect::Renormalise;
    if effect == Effect::Refuse {
        item.refused = Some(Refusal::NoValue(kind));
    }
    let (zh, be, en) = match effect {
        Effect::Zero => ("计 0 分", "", "gives 0"),
        Effect::Full => ("计满分", "", "gives the attainable points"),
        Effect::Skip => ("不计", "is ", "skipped"),
        Effect::Renormalise => ("不计，其余项目按比例折满", "is ", "left out on both sides"),
        Effect::Refuse => ("拒绝评分", "is ", "refused"),
    };
    let why = item.say(kind);
    let en = if item.few.is_some() { format!("{}: {en}", why.en) } else { format!("{} {be}{en}", why.en) };
    let what = Say::new(format!("{}：{zh}", why.zh), en);
    item.steps.push(Step { what, after: item.points.clone() });
}

/// Whether the steps are taken down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Steps {
    /// Each of them.
    Told,
    /// None: of millions of subjects nobody reads them all. The numbers are the same.
    Left,
}

/// Steps taken down as they are made.
pub(super) struct Ledger<'a> {
    steps: Option<&'a mut Vec<Step>>,
}

impl<'a> Ledger<'a> {
    pub fn told(steps: &'a mut Vec<Step>) -> Self {
        Self { steps: Some(steps) }
    }

    pub fn new(steps: &'a mut Vec<Step>, kept: Steps) -> Self {
        Self { steps: (kept == Steps::Told).then_some(steps) }
    }

    pub fn step(&mut self, what: impl FnOnce() -> Say, after: &Exact) {
        if let Some(steps) = &mut self.steps {
            steps.push(Step { what: what(), after: Some(after.clone()) });
        }
    }

    /// Floor, then cap; a step only where one of them changes the number.
    pub fn clamp(&mut self, points: Exact, floor: Option<&Exact>, cap: Option<&Exact>) -> Exact {
        self.bound(points, floor, cap, ["最低", "floor", "最高", "cap"])
    }

    /// The same on all sub-periods together.
    pub fn clamp_all(&mut self, points: Exact, totals: &Totals) -> Exact {
        self.bound(points, totals.floor.as_ref(), totals.cap.as_ref(), ["全期最低", "floor of all", "全期最高", "cap of all"])
    }

    fn bound(&mut self, points: Exact, floor: Option<&Exact>, cap: Option<&Exact>, words: [&str; 4]) -> Exact {
        let [least, floor_said, most, cap_said] = words;
        let mut points = points;
        if let Some(floor) = floor.filter(|floor| points < **floor) {
            points = floor.clone();
            self.step(|| Say::new(format!("{least} {} 分", floor.plain()), format!("{floor_said} {}", floor.plain())), &points);
        }
        if let Some(cap) = cap.filter(|cap| points > **cap) {
            points = cap.clone();
            self.step(|| Say::new(format!("{most} {} 分", cap.plain()), format!("{cap_said} {}", cap.plain())), &points);
        }
        points
    }
}
