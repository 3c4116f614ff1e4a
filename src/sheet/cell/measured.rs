//! Numbers with the units that a column declares, made whole where it says so.
//!
//! In: a cell of a number column. Out: millionths, in the column's own unit.

use super::super::grid::RawCell;
use super::super::plan::ColumnPlan;
use super::{half, millionths, number};
use crate::base::exact::{Exact, RoundMode};
use crate::base::problem::Fault;
use crate::base::text::squeeze;
use crate::rubric::model::Whole;

/// The number of the cell; none when it says that there is nothing. Halves in words are told with the number they mean.
pub(super) fn number(plan: &ColumnPlan, cell: &RawCell) -> Result<Option<i64>, Fault> {
    let fault = match plain_number(plan, cell) {
        Err(fault @ (Fault::NotANumber { .. } | Fault::UnknownUnit { .. })) => fault,
        read => return read,
    };
    let RawCell::Text(text) = cell else { return Err(fault) };
    let (number, unit) = half::meant(&squeeze(text)).ok_or(fault.clone())?;
    let with_unit = format!("{number}{unit}");
    if plain_number(plan, &RawCell::Text(with_unit.clone())).is_err() {
        return Err(fault);
    }
    // Where units are declared, the one in the cell says what to multiply by.
    Err(Fault::NotANumber { meant: Some(if plan.units.is_empty() { number } else { with_unit }) })
}

fn plain_number(plan: &ColumnPlan, cell: &RawCell) -> Result<Option<i64>, Fault> {
    let (bare, factor) = match cell {
        RawCell::Text(text) if !plan.units.is_empty() => with_unit(plan, &squeeze(text))?,
        RawCell::Text(_) | RawCell::Number(_) | RawCell::Date(_) | RawCell::Bool(_) | RawCell::Error(_) | RawCell::Unfinished => {
            (millionths(cell)?, None)
        }
    };
    let Some(bare) = bare else { return Ok(None) };
    if factor.is_none() && plan.column.whole.is_none() {
        return Ok(Some(bare));
    }
    let number = factor.map_or_else(|| Exact::fixed(bare, 6), |factor| &Exact::fixed(bare, 6) * factor);
    let number = plan.column.whole.map_or(number.clone(), |whole| made_whole(&number, whole));
    (&number * &Exact::from(1_000_000i64)).to_whole().map(Some).ok_or(Fault::NumberTooFine)
}

/// The number before the longest unit that fits, and what the unit multiplies it by.
fn with_unit<'a>(plan: &ColumnPlan<'a>, text: &str) -> Result<(Option<i64>, Option<&'a Exact>), Fault> {
    if number::is_nothing(text) {
        return Ok((None, None));
    }
    let fitting = plan.units.iter().find_map(|(unit, factor)| Some((text.strip_suffix(unit.as_str())?, *factor)));
    let (bare, factor) = fitting.filter(|(bare, _)| !bare.is_empty()).map_or((text, None), |(bare, factor)| (bare, Some(factor)));
    match number::bare_millionths(bare) {
        Err(Fault::NotANumber { .. }) if begins_with_number(bare) => {
            Err(Fault::UnknownUnit { units: plan.column.units.iter().map(|(unit, _)| unit.clone()).collect() })
        }
        Ok(read) => Ok((Some(read), factor)),
        Err(fault) => Err(fault),
    }
}

/// Whether a number stands in front of something else.
fn begins_with_number(text: &str) -> bool {
    let behind =
        text.trim_start_matches(|mark: char| mark.is_ascii_digit() || mark == '.' || "〇零一二三四五六七八九十百千两".contains(mark));
    behind.len() < text.len() && !behind.is_empty() && !behind.chars().any(|mark| mark.is_ascii_digit() || mark.is_ascii_punctuation())
}

fn made_whole(number: &Exact, whole: Whole) -> Exact {
    match whole {
        Whole::Up if number.is_negative() => number.floor(),
        Whole::Up => number.ceil(),
        Whole::Down => number.round(0, RoundMode::Down),
        Whole::HalfUp => number.round(0, RoundMode::HalfUp),
    }
}
