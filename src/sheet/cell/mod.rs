//! One cell to one typed value.
//!
//! In: a cell of a sheet and the rubric's column. Out: a value, nothing, or a fault.
//! It knows neither the row nor the place of the cell.

mod calendar;
pub mod date;
mod english;
mod half;
mod identity;
mod measured;
mod memo;
pub mod names;
pub mod number;
mod numerals;
mod numeric;
mod sign;
mod span;

pub use calendar::Calendar;
pub use memo::Memo;

use super::grid::RawCell;
use super::plan::ColumnPlan;
use super::table::{Value, Void};
use crate::base::exact::Exact;
use crate::base::problem::Fault;
use crate::base::text::{squeeze, tidy, Say};
use crate::rubric::model::{Blank, ColumnKind, Outside};

/// Numbers from here on have more digits than a double keeps.
const MOST_EXACT: f64 = 1e15;

/// What a cell gives.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// The value; none for blanks of optional columns, and for secrets.
    pub value: Option<Value>,
    /// A fault; with an error there is no value.
    pub fault: Option<Fault>,
}

impl From<Value> for Outcome {
    fn from(value: Value) -> Self {
        Self { value: Some(value), fault: None }
    }
}

impl From<Fault> for Outcome {
    fn from(fault: Fault) -> Self {
        Self { value: None, fault: Some(fault) }
    }
}

impl Outcome {
    /// With a warning, where nothing worse is told.
    fn saying(self, said: Option<Fault>) -> Self {
        Self { fault: self.fault.or(said), ..self }
    }
}

/// Reads the cell of a column; `header` is its header in the sheet.
pub fn read(plan: &ColumnPlan, cell: Option<&RawCell>, header: &str, calendar: Calendar) -> Outcome {
    let Some(cell) = cell else { return blank(plan, header) };
    match cell {
        RawCell::Error(_) => return Fault::ErrorValue.into(),
        RawCell::Unfinished => return Fault::FormulaWithoutValue.into(),
        RawCell::Text(_) | RawCell::Number(_) | RawCell::Date(_) | RawCell::Bool(_) => {}
    }
    match typed(plan, cell, calendar) {
        Ok(Typed { value: Some(value), said }) => within_bounds(plan, value).saying(said),
        Ok(Typed { value: None, .. }) if plan.is_secret() => Outcome::default(),
        Ok(Typed { value: None, .. }) => blank(plan, header),
        Err(fault) => fault.into(),
    }
}

/// Reads a value out of a text that is no cell of the row: a header, the sheet's name, a folder.
pub fn read_text(plan: &ColumnPlan, text: &str, calendar: Calendar) -> Outcome {
    let found = match &plan.column.kind {
        ColumnKind::Date => date::within(text, calendar).map(|day| Some(Value::Date(day)).into()).or_else(|fault| {
            let read = date::read(text, calendar).map_err(|_| fault)?;
            Ok(Typed { value: Some(Value::Date(read.day)), said: read.said })
        }),
        ColumnKind::Word(_) => word(plan, text).map(Typed::from).or_else(|fault| match plan.word_within(&squeeze(text)) {
            Some(id) => Ok(Some(Value::Word(id.to_owned())).into()),
            None => Err(fault),
        }),
        ColumnKind::Text
        | ColumnKind::Number
        | ColumnKind::Count
        | ColumnKind::Name
        | ColumnKind::Names
        | ColumnKind::Key
        | ColumnKind::Secret => typed(plan, &RawCell::Text(text.to_owned()), calendar),
    };
    match found {
        Ok(Typed { value: Some(value), said }) => within_bounds(plan, value).saying(said),
        Ok(Typed { value: None, .. }) => blank(plan, &plan.column.id),
        Err(fault) if plan.column.optional && matches!(fault, Fault::NotADate | Fault::UnknownWord { .. }) => Outcome::default(),
        Err(fault) => fault.into(),
    }
}

/// A value, and what is to be said of how it was read.
struct Typed {
    value: Option<Value>,
    said: Option<Fault>,
}

impl From<Option<Value>> for Typed {
    fn from(value: Option<Value>) -> Self {
        Self { value, said: None }
    }
}

fn typed(plan: &ColumnPlan, cell: &RawCell, calendar: Calendar) -> Result<Typed, Fault> {
    let value = match plan.column.kind {
        ColumnKind::Text | ColumnKind::Key => Some(Value::Text(exact_text(cell)?)).filter(|value| *value != Value::Text(String::new())),
        ColumnKind::Secret => exact_text(cell).map(|_| None)?,
        ColumnKind::Number if is_percent_of_a_scale(plan, cell) => return Err(Fault::PercentOfScale),
        ColumnKind::Number => return about(cell, |cell| Ok(measured::number(plan, cell)?.map(Value::Number))),
        ColumnKind::Count => return about(cell, |cell| millionths(cell)?.map(count).transpose()),
        ColumnKind::Date => return day(plan, cell, calendar),
        ColumnKind::Word(_) => word(plan, &cell.text())?,
        ColumnKind::Name | ColumnKind::Names => {
            let names = names::read(&cell.text(), plan.column.kind == ColumnKind::Names);
            (!names.people.is_empty() || names.more.is_some()).then_some(Value::Names(names))
        }
    };
    Ok(value.into())
}

/// Reads a number, also one that is said to be about right, which is told.
fn about(cell: &RawCell, read: impl Fn(&RawCell) -> Result<Option<Value>, Fault>) -> Result<Typed, Fault> {
    let bare = match cell {
        RawCell::Text(text) => number::without_about(&squeeze(text)),
        RawCell::Number(_) | RawCell::Date(_) | RawCell::Bool(_) | RawCell::Error(_) | RawCell::Unfinished => None,
    };
    let Some(bare) = bare else { return read(cell).map(Typed::from) };
    let value = read(&RawCell::Text(bare.clone()))?;
    Ok(Typed { value, said: Some(Fault::AboutNumber { read: bare }) })
}

/// The text, unless Excel has dropped digits of it.
fn exact_text(cell: &RawCell) -> Result<String, Fault> {
    let text = tidy(&cell.text());
    let lost = match cell {
        RawCell::Number(number) => number.abs() >= MOST_EXACT,
        RawCell::Text(_) => identity::is_shortened(&text) || identity::is_cut(&text),
        RawCell::Date(_) | RawCell::Bool(_) | RawCell::Error(_) | RawCell::Unfinished => false,
    };
    if lost {
        Err(Fault::LostDigits)
    } else {
        Ok(text)
    }
}

/// `85%` where marks reach above 1: nobody can tell whether 85 or 0.85 is meant.
fn is_percent_of_a_scale(plan: &ColumnPlan, cell: &RawCell) -> bool {
    let above_one = plan.column.between.as_ref().is_some_and(|(_, high)| *high > Exact::one());
    above_one && matches!(cell, RawCell::Text(text) if squeeze(text).ends_with('%'))
}

fn millionths(cell: &RawCell) -> Result<Option<i64>, Fault> {
    match cell {
        RawCell::Text(text) => number::millionths(text),
        RawCell::Number(value) => match number::whole(*value).and_then(|whole| whole.checked_mul(1_000_000)) {
            Some(millionths) => Ok(Some(millionths)),
            None => number::millionths(&number::plain(*value)),
        },
        RawCell::Date(_) | RawCell::Bool(_) | RawCell::Error(_) | RawCell::Unfinished => Err(number::NO_NUMBER),
    }
}

fn count(millionths: i64) -> Result<Value, Fault> {
    if millionths % 1_000_000 != 0 {
        return Err(Fault::NotWhole);
    }
    let negative = |_| Fault::OutOfRange { low: "0".into(), high: "∞".into() };
    u64::try_from(millionths / 1_000_000).map(Value::Count).map_err(negative)
}

fn day(plan: &ColumnPlan, cell: &RawCell, calendar: Calendar) -> Result<Typed, Fault> {
    let read = match cell {
        RawCell::Date(day) => Ok((*day).into()),
        RawCell::Number(number) => date::number(*number, calendar),
        RawCell::Text(text) if number::is_nothing(&squeeze(text)) || plan.column.optional && date::is_open(text) => return Ok(None.into()),
        RawCell::Text(text) => date::read(text, calendar),
        RawCell::Bool(_) | RawCell::Error(_) | RawCell::Unfinished => Err(Fault::NotADate),
    };
    read.map(|date::Read { day, said }| Typed { value: Some(Value::Date(day)), said })
}

fn word(plan: &ColumnPlan, text: &str) -> Result<Option<Value>, Fault> {
    let squeezed = squeeze(text);
    match plan.words.get(&squeezed).copied().or_else(|| word_of_sign(plan, &squeezed)) {
        Some(id) => Ok(Some(Value::Word(id.to_owned()))),
        None if squeezed.is_empty() => Ok(None),
        None => Err(Fault::UnknownWord { allowed: plan.allowed(), key: plan.key.clone(), nearest: plan.nearest(&squeezed) }),
    }
}

/// The one word that is this one but for the code point of a tick, a cross or a circle.
fn word_of_sign<'a>(plan: &ColumnPlan<'a>, squeezed: &str) -> Option<&'a str> {
    let written = sign::one(squeezed);
    let mut ids = plan.words.iter().filter(|(word, _)| sign::one(word) == written).map(|(_, id)| *id);
    let id = ids.next()?;
    ids.all(|other| other == id).then_some(id)
}

fn blank(plan: &ColumnPlan, header: &str) -> Outcome {
    match &plan.column.blank {
        Blank::Word(id) => Value::Word(id.clone()).into(),
        _ if plan.column.optional => Outcome::default(),
        Blank::Error => Fault::Blank { header: header.to_owned() }.into(),
        Blank::Ignore => Value::Void(Void::Blank).into(),
        // A row cannot count an unknown number of times.
        Blank::NoValue(_) if plan.column.kind == ColumnKind::Count => Fault::Blank { header: header.to_owned() }.into(),
        Blank::NoValue(kind) => Value::NoValue(*kind).into(),
    }
}

fn within_bounds(plan: &ColumnPlan, value: Value) -> Outcome {
    let found = match &value {
        Value::Number(number) => Some(*number),
        Value::Count(count) => i64::try_from(*count).ok().and_then(|count| count.checked_mul(1_000_000)),
        Value::Text(_) | Value::Date(_) | Value::Word(_) | Value::Names(_) | Value::NoValue(_) | Value::Void(_) => None,
    };
    match (found, plan.bounds, &plan.column.between) {
        (Some(found), Some((lowest, highest)), Some(between)) if !(lowest..=highest).contains(&found) => outside(plan, found, between),
        _ => value.into(),
    }
}

fn outside(plan: &ColumnPlan, found: i64, (low, high): &(Exact, Exact)) -> Outcome {
    let (low, high) = (low.plain(), high.plain());
    match plan.column.outside {
        Outside::Error => Fault::OutOfRange { low, high }.into(),
        Outside::SetAside => {
            let found = Exact::fixed(found, 6).plain();
            let why = Say::new(
                format!("{found} 超出 {low} 至 {high}，不计入"),
                format!("{found} is outside {low} to {high}, so it does not count"),
            );
            Outcome { value: Some(Value::Void(Void::Outside(why))), fault: Some(Fault::OutOfRangeLeft { low, high }) }
        }
    }
}
