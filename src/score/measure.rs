//! Tally to measure: a number, or one of the four kinds of nothing.

use std::collections::BTreeMap;

use super::ballots;
use super::few::Few;
use crate::base::exact::Exact;
use crate::rubric::model::{Measure, NoRows, NoValue, Query, Share, TABLE};
use crate::tally::{factor, word, Sums, Tally};

/// What a query gives for one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measured {
    /// A number.
    Value(Exact),
    /// Nothing, and which.
    NoValue(NoValue),
    /// Too few ballots: what that counts as, and why they are too few.
    TooFew(NoValue, Few),
    /// More rows than the measure takes.
    TwoValues,
}

impl Measured {
    /// The number, where there is one.
    pub fn value(self) -> Option<Exact> {
        match self {
            Self::Value(value) => Some(value),
            Self::NoValue(_) | Self::TooFew(..) | Self::TwoValues => None,
        }
    }
}

/// The number got from the rows of one subject. Units: rows, or the unit of the column.
pub fn measure(query: &Query, tally: &Tally) -> Measured {
    if tally.classes.is_empty() {
        return without_rows(query, tally);
    }
    let sum = |of: fn(&Sums) -> Exact| -> Exact { tally.classes.iter().map(|(class, sums)| &of(sums) * &factor(class, query)).sum() };
    match &query.measure {
        Measure::Count => Measured::Value(sum(|sums| Exact::from(sums.rows))),
        Measure::Sum(_) => Measured::Value(sum(numbers)),
        Measure::Distinct(_) => Measured::Value(Exact::from(tally.distinct)),
        Measure::Share(share) => share_of(share, tally),
        Measure::Ratio { .. } => {
            let planned: Exact = tally.classes.values().map(|sums| Exact::fixed_sum(sums.below, 6)).sum();
            let done: Exact = tally.classes.values().map(numbers).sum();
            done.over(&planned).map_or(Measured::NoValue(NoValue::NotRequired), Measured::Value)
        }
        Measure::Mean { ballots, trim: Some(trim), .. } => ballots::trimmed(query, ballots, trim, tally),
        Measure::Mean { ballots, trim: None, .. } | Measure::Rating { ballots, .. } => ballots::mean(query, ballots, tally),
        Measure::Value(_) => only_row(tally.classes.values()),
        Measure::Last(_) => last(query, tally),
    }
}

/// The measure ÷ the count named by `over`, where there is one: 0 there is not-required, no value not-recorded.
pub(super) fn divided(measured: Measured, over: Option<&String>, counts: &BTreeMap<String, Option<Exact>>) -> Measured {
    let (Measured::Value(value), Some(over)) = (&measured, over) else { return measured };
    match counts.get(over).and_then(Option::as_ref) {
        Some(divisor) => value.over(divisor).map_or(Measured::NoValue(NoValue::NotRequired), Measured::Value),
        None => Measured::NoValue(NoValue::NotRecorded),
    }
}

/// What is above and below the line of a measure that is a part of something: the share of words, a ratio, a rating whose
/// values are 0 and 1. None for other measures, and where nothing was counted.
pub fn parts(query: &Query, tally: &Tally) -> Option<(Exact, Exact)> {
    let credited = |column: &str, credit: &[(String, Exact)]| {
        let (mut above, mut below) = (Exact::zero(), 0);
        for (class, sums) in &tally.classes {
            if let Some((_, credit)) = credit.iter().find(|(known, _)| known == word(class, column)) {
                above = above + &Exact::from(sums.rows) * credit;
                below += sums.rows;
            }
        }
        (above, Exact::from(below))
    };
    let is_part = |values: &[(String, Exact)]| values.iter().all(|(_, value)| value.is_zero() || *value == Exact::one());
    match &query.measure {
        Measure::Share(share) => Some(credited(&share.column, &share.credit)),
        Measure::Rating { column, values, ballots, .. } if ballots.weights.is_none() && query.times.is_empty() && is_part(values) => {
            Some(credited(column, values))
        }
        Measure::Ratio { .. } => {
            let below = tally.classes.values().map(|sums| Exact::fixed_sum(sums.below, 6)).sum();
            Some((tally.classes.values().map(numbers).sum(), below))
        }
        Measure::Rating { .. }
        | Measure::Count
        | Measure::Sum(_)
        | Measure::Distinct(_)
        | Measure::Mean { .. }
        | Measure::Value(_)
        | Measure::Last(_) => None,
    }
    .filter(|(_, below)| !below.is_zero())
}

pub(super) fn numbers(sums: &Sums) -> Exact {
    Exact::fixed_sum(sums.number, 6)
}

fn without_rows(query: &Query, tally: &Tally) -> Measured {
    if let Some(kind) = NoValue::STRONGEST.into_iter().find(|kind| tally.no_values.contains_key(kind)) {
        return Measured::NoValue(kind);
    }
    let counts = matches!(query.measure, Measure::Count | Measure::Sum(_) | Measure::Distinct(_));
    if !counts && tally.outside_term > 0 {
        return Measured::NoValue(NoValue::NotInOffice);
    }
    match query.no_rows {
        NoRows::Zero => Measured::Value(Exact::zero()),
        NoRows::NoValue(kind) => Measured::NoValue(kind),
    }
}

fn share_of(share: &Share, tally: &Tally) -> Measured {
    let (mut earned, mut rows) = (Exact::zero(), 0);
    let mut kinds = tally.no_values.clone();
    for (class, sums) in &tally.classes {
        let word = word(class, &share.column);
        if let Some((_, credit)) = share.credit.iter().find(|(known, _)| known == word) {
            earned = earned + &Exact::from(sums.rows) * credit;
            rows += sums.rows;
        } else if share.excused.iter().any(|known| known == word) {
            *kinds.entry(NoValue::Excused).or_default() += sums.rows;
        } else if share.not_required.iter().any(|known| known == word) {
            *kinds.entry(NoValue::NotRequired).or_default() += sums.rows;
        }
    }
    if let Some(share) = earned.over(&Exact::from(rows)) {
        return Measured::Value(share);
    }
    let kind = NoValue::STRONGEST.into_iter().find(|kind| kinds.contains_key(kind));
    Measured::NoValue(kind.unwrap_or(if tally.outside_term > 0 { NoValue::NotInOffice } else { NoValue::NotRecorded }))
}

/// The number in the only row there is.
fn only_row<'a>(sums: impl Iterator<Item = &'a Sums>) -> Measured {
    let (mut rows, mut number) = (0, Exact::zero());
    for sums in sums {
        rows += sums.rows;
        number = number + numbers(sums);
    }
    if rows == 1 {
        Measured::Value(number)
    } else {
        Measured::TwoValues
    }
}

/// The number in the last of the tables that has one.
fn last(query: &Query, tally: &Tally) -> Measured {
    let last = query.from.iter().rev().map(|table| of_table(tally, table)).find(|sums| !sums.is_empty());
    last.map_or(Measured::NoValue(NoValue::NotRecorded), |sums| only_row(sums.into_iter()))
}

fn of_table<'a>(tally: &'a Tally, table: &str) -> Vec<&'a Sums> {
    tally.classes.iter().filter(|(class, _)| word(class, TABLE) == table).map(|(_, sums)| sums).collect()
}
