//! A criterion in each sub-period, and its points together.
//!
//! In: the tally and exposure of each sub-period. Out: one item, that of each sub-period within it.

use std::collections::BTreeMap;

use super::card::{Item, Step};
use super::item::{item, without_value, Context, Ledger};
use crate::base::exact::Exact;
use crate::base::period::{Counted, Period, Term};
use crate::base::text::Say;
use crate::rubric::model::{Criterion, Measure, NoValue};
use crate::tally::Tally;

/// One sub-period of one subject.
#[derive(Debug, Clone)]
pub struct SubPeriod {
    /// How it is called.
    pub name: Say,
    /// The part of it in office.
    pub exposure: Exact,
    /// Whether there is a day of it in office.
    pub in_office: bool,
}

impl SubPeriod {
    /// Those of somebody with this term.
    pub fn of(term: &Term, periods: &[Period], counted: Counted) -> Vec<Self> {
        let each = periods.iter().map(|period| Self {
            name: period.say(),
            exposure: term.exposure(period, counted),
            in_office: term.touches(period),
        });
        each.collect()
    }
}

/// The criterion in each sub-period as if that were the period, added.
pub fn divided(criterion: &Criterion, parts: &[(&SubPeriod, &Tally)], counts: &BTreeMap<String, Option<Exact>>) -> Item {
    let each = parts.iter().map(|(part, tally)| {
        if part.in_office {
            item(criterion, tally, &Context { exposure: &part.exposure, counts, group: None })
        } else {
            absent(criterion, &part.exposure)
        }
    });
    let sub_periods: Vec<Item> = each.collect();
    let mut whole = Item { attainable: attainable(criterion, &sub_periods), ..Item::default() };
    for ((part, _), item) in parts.iter().zip(&sub_periods) {
        whole.steps.extend(item.steps.iter().map(|step| step.under(&part.name)));
    }
    whole.measure = together(criterion, &sub_periods);
    whole.refused = sub_periods.iter().find_map(|item| item.refused.clone());
    whole.left_out = nothing_remains(&sub_periods);
    if whole.left_out || sub_periods.iter().all(|item| item.no_value.is_some()) {
        let without = sub_periods.iter().find(|item| item.no_value.is_some());
        (whole.no_value, whole.few) = without.map_or((None, None), |item| (item.no_value, item.few));
    }
    if whole.refused.is_none() && !whole.left_out && sub_periods.iter().any(|item| item.points.is_some()) {
        whole.points = Some(added(&mut whole.steps, criterion, &sub_periods));
    }
    whole.entered = whole.points.clone().unwrap_or_default();
    whole.sub_periods = sub_periods;
    whole
}

/// Whether all sub-periods are left out, or all in which anything could be attained.
fn nothing_remains(sub_periods: &[Item]) -> bool {
    let (all, lost) = attainable_and_lost(sub_periods);
    let every = !sub_periods.is_empty() && sub_periods.iter().all(|item| item.left_out);
    every || all.is_positive() && all == lost
}

/// What could be attained in all sub-periods, and in those left out.
fn attainable_and_lost(sub_periods: &[Item]) -> (Exact, Exact) {
    let of = |item: &Item| item.attainable.clone();
    (sub_periods.iter().filter_map(of).sum(), sub_periods.iter().filter(|item| item.left_out).filter_map(of).sum())
}

/// Nothing is measured of somebody who was not in office at all.
fn absent(criterion: &Criterion, exposure: &Exact) -> Item {
    let mut item = Item { attainable: criterion.attainable_at(exposure), ..Item::default() };
    without_value(&mut item, criterion, NoValue::NotInOffice);
    item.entered = item.points.clone().unwrap_or_default();
    item
}

/// What could be attained in all sub-periods, those left out included.
fn attainable(criterion: &Criterion, sub_periods: &[Item]) -> Option<Exact> {
    let each: Vec<Exact> = sub_periods.iter().filter_map(|item| item.attainable.clone()).collect();
    let all: Exact = each.iter().cloned().sum();
    let capped = criterion.totals.cap.iter().cloned().fold(all, Exact::min);
    (!each.is_empty()).then_some(capped)
}

/// Numbers of things can be added; shares and means cannot.
fn together(criterion: &Criterion, sub_periods: &[Item]) -> Option<Exact> {
    if !matches!(criterion.query.measure, Measure::Count | Measure::Sum(_) | Measure::Distinct(_)) {
        return None;
    }
    let measured: Vec<Exact> = sub_periods.iter().filter_map(|item| item.measure.clone()).collect();
    (!measured.is_empty()).then(|| measured.into_iter().sum())
}

/// The points added, those of sub-periods left out made up for.
fn added(steps: &mut Vec<Step>, criterion: &Criterion, sub_periods: &[Item]) -> Exact {
    let mut ledger = Ledger::told(steps);
    let mut points: Exact = sub_periods.iter().filter_map(|item| item.points.clone()).sum();
    ledger.step(|| Say::new("各段合计", "sum of the sub-periods"), &points);
    let (all, lost) = attainable_and_lost(sub_periods);
    let factor = all.over(&(&all - &lost)).filter(|_| !lost.is_zero());
    if let Some(factor) = factor {
        points = &points * &factor;
        let lost = lost.plain();
        ledger.step(
            || Say::new(format!("{lost} 分的时段不计，折满 × {factor}"), format!("{lost} left out, made up for × {factor}")),
            &points,
        );
    }
    ledger.clamp_all(points, &criterion.totals)
}
