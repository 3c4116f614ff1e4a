//! Tally to measure: a number, or one of the four kinds of nothing.

use crate::base::exact::Exact;
use crate::rubric::model::{Measure, NoRows, NoValue, Query};
use crate::tally::{factor, Class, Sums, Tally};

/// What a query gives for one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measured {
    /// A number.
    Value(Exact),
    /// Nothing, and which.
    NoValue(NoValue),
    /// More rows than the measure takes.
    TwoValues,
}

impl Measured {
    /// The number, where there is one.
    pub fn value(self) -> Option<Exact> {
        match self {
            Self::Value(value) => Some(value),
            Self::NoValue(_) | Self::TwoValues => None,
        }
    }
}

/// The order in which kinds are told when no row has a value.
const STRONGEST: [NoValue; 4] = [NoValue::Excused, NoValue::NotRequired, NoValue::NotInOffice, NoValue::NotRecorded];

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
        Measure::Share(share) => share_of(&share.column, &share.credit, &share.excused, &share.not_required, tally),
        Measure::Mean { minimum, .. } => {
            let rows = tally.classes.values().map(|sums| sums.rows).sum();
            mean(&tally.classes.values().map(numbers).sum(), rows, *minimum, query.few)
        }
        Measure::Rating { column, values, minimum, .. } => rating(column, values, *minimum, query.few, tally),
        Measure::Value(_) => match tally.classes.values().map(|sums| sums.rows).sum::<u64>() {
            1 => Measured::Value(tally.classes.values().map(numbers).sum()),
            _ => Measured::TwoValues,
        },
    }
}

fn numbers(sums: &Sums) -> Exact {
    // i128 millionths: whole and rest fit i64 apart for every sum of 2^63 millionths and beyond.
    let whole = i64::try_from(sums.number / 1_000_000).unwrap_or(i64::MAX);
    let rest = i64::try_from(sums.number % 1_000_000).unwrap_or(0);
    Exact::from(whole) + Exact::fixed(rest, 6)
}

fn without_rows(query: &Query, tally: &Tally) -> Measured {
    if let Some(kind) = STRONGEST.into_iter().find(|kind| tally.no_values.contains_key(kind)) {
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

fn word<'a>(class: &'a Class, column: &str) -> &'a str {
    class.words.iter().rfind(|(known, _)| known == column).map_or("", |(_, word)| word)
}

fn share_of(column: &str, credit: &[(String, Exact)], excused: &[String], not_required: &[String], tally: &Tally) -> Measured {
    let (mut earned, mut rows) = (Exact::zero(), 0);
    let mut kinds = tally.no_values.clone();
    for (class, sums) in &tally.classes {
        let word = word(class, column);
        if let Some((_, credit)) = credit.iter().find(|(known, _)| known == word) {
            earned = earned + &Exact::from(sums.rows) * credit;
            rows += sums.rows;
        } else if excused.iter().any(|known| known == word) {
            *kinds.entry(NoValue::Excused).or_default() += sums.rows;
        } else if not_required.iter().any(|known| known == word) {
            *kinds.entry(NoValue::NotRequired).or_default() += sums.rows;
        }
    }
    match earned.over(&Exact::from(rows)) {
        Some(share) => Measured::Value(share),
        None => Measured::NoValue(STRONGEST.into_iter().find(|kind| kinds.contains_key(kind)).unwrap_or(NoValue::NotRequired)),
    }
}

fn rating(column: &str, values: &[(String, Exact)], minimum: u64, few: NoValue, tally: &Tally) -> Measured {
    let (mut total, mut ballots) = (Exact::zero(), 0);
    for (class, sums) in &tally.classes {
        if let Some((_, value)) = values.iter().find(|(known, _)| known == word(class, column)) {
            total = total + &Exact::from(sums.rows) * value;
            ballots += sums.rows;
        }
    }
    mean(&total, ballots, minimum, few)
}

fn mean(total: &Exact, rows: u64, minimum: u64, few: NoValue) -> Measured {
    match total.over(&Exact::from(rows)) {
        Some(mean) if rows >= minimum => Measured::Value(mean),
        _ => Measured::NoValue(few),
    }
}
