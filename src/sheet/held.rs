//! A cell as a reader comes by it, before anybody keeps it.

use super::grid::RawCell;
use crate::base::period::Day;

/// What a cell of a file holds; texts are the reader's own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Held<'c> {
    /// Text as it stands.
    Text(&'c str),
    /// A number.
    Number(f64),
    /// A number shown as a date.
    Date(Day),
    /// TRUE or FALSE.
    Bool(bool),
    /// `#REF!` and its like.
    Error(&'c str),
    /// A formula without a stored result.
    Unfinished,
}

impl Held<'_> {
    /// Whether nothing is written in it.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(_) | Self::Date(_) | Self::Bool(_) | Self::Error(_) | Self::Unfinished => false,
        }
    }

    /// Bytes of its text.
    pub fn length(&self) -> usize {
        match self {
            Self::Text(text) | Self::Error(text) => text.len(),
            Self::Number(_) | Self::Date(_) | Self::Bool(_) | Self::Unfinished => 0,
        }
    }
}

impl<'c> From<&'c RawCell> for Held<'c> {
    fn from(cell: &'c RawCell) -> Self {
        match cell {
            RawCell::Text(text) => Self::Text(text),
            RawCell::Number(number) => Self::Number(*number),
            RawCell::Date(day) => Self::Date(*day),
            RawCell::Bool(truth) => Self::Bool(*truth),
            RawCell::Error(text) => Self::Error(text),
            RawCell::Unfinished => Self::Unfinished,
        }
    }
}

impl From<Held<'_>> for RawCell {
    fn from(cell: Held) -> Self {
        match cell {
            Held::Text(text) => Self::Text(text.to_owned()),
            Held::Number(number) => Self::Number(number),
            Held::Date(day) => Self::Date(day),
            Held::Bool(truth) => Self::Bool(truth),
            Held::Error(text) => Self::Error(text.to_owned()),
            Held::Unfinished => Self::Unfinished,
        }
    }
}
