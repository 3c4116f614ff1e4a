//! Corrections: a sheet that says which cells of other sheets are wrong, what is right, why, and who approved it.
//!
//! In: the sheets of corrections (`form` knows them by name and header), and all tables as they were read without them.
//! Out: for each sheet what is to be changed in it (`target`), and the change itself (`apply`), made on the cells
//! before the sheet is read again. The files stay as they are, and so do their hashes. A line that does not fit is a
//! problem and changes nothing.

mod aim;
mod apply;
mod cells;
mod form;
mod lines;
mod may;
mod target;

use std::fmt;

use super::grid::{Area, RawCell};
use crate::base::place::Place;
use crate::base::text::Say;

pub(super) use aim::aims;
pub use aim::Aim;
pub(super) use apply::apply;
pub(super) use form::{form, Found};
pub(super) use lines::lines;
pub(super) use target::{targets, Files, Listed, Target};

/// What is written for a whole row that is to be left out, the first as it is told.
const REMOVALS: [&str; 7] = ["整行删除", "删除整行", "删除本行", "删除此行", "整行作废", "delete row", "delete the row"];
/// What is written for a cell that is to be blank, or that was.
const BLANKS: [&str; 7] = ["(空)", "空", "空白", "清空", "(空白)", "(blank)", "blank"];

/// A line of a sheet of corrections.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The line.
    pub from: Place,
    /// The cells of the line, for problems: those that name the target, and those of both values.
    pub spots: Spots,
    /// File as written.
    pub file: String,
    /// Sheet as written.
    pub sheet: String,
    /// Cell as written.
    pub cell: String,
    /// Row as written.
    pub row: String,
    /// Header or letters of the column as written.
    pub column: String,
    /// What stands there; nothing where it says that the cell is blank.
    pub before: Option<RawCell>,
    /// What is right; nothing where the cell is to be blank.
    pub after: Option<RawCell>,
    /// The whole row is to be left out.
    pub removal: bool,
    /// Something is lacking, which was told; it is not made.
    pub incomplete: bool,
    /// What is said of it.
    pub words: Words,
}

/// Columns of the sheet of corrections, from 1.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spots {
    /// File.
    pub file: u32,
    /// Sheet.
    pub sheet: u32,
    /// Cell, else row.
    pub cell: u32,
    /// Original value.
    pub before: u32,
}

/// Who asked for a correction, why, and who stands for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Its number as written, else the row of its line.
    pub number: String,
    /// Why.
    pub reason: String,
    /// What proves it.
    pub basis: String,
    /// Who asked.
    pub applicant: String,
    /// Who checked.
    pub verifier: String,
    /// Who approved.
    pub approver: String,
    /// When, as written.
    pub date: String,
}

/// A correction that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its line.
    pub from: Place,
    /// The cell; the row where all of it is left out.
    pub target: Place,
    /// Id of the table.
    pub table: String,
    /// Header of the column; empty for a whole row.
    pub header: String,
    /// What stood there; nothing of a ballot.
    pub before: String,
    /// What is read instead; nothing of a ballot.
    pub after: String,
    /// The whole row is left out.
    pub removal: bool,
    /// The cell is a ballot or a mark, which nobody is shown.
    pub hushed: bool,
    /// What is said of it.
    pub words: Words,
    /// The part of the sheet that the table was read from.
    area: Area,
    /// The cell stands under one of the further headers of a wide table, and is an entry of its own.
    own_entry: bool,
}

impl Correction {
    /// Whether an entry of this table, at this place, rests on what was corrected.
    pub fn touches(&self, table: &str, place: &Place) -> bool {
        let column = place.column.max(self.area.left);
        table == self.table
            && place.at(0, 0) == self.target.at(0, 0)
            && place.row == self.target.row
            && self.area.holds(place.row, column)
            && (!self.own_entry || place.column == self.target.column)
    }

    /// Whether both change the same thing to the same.
    pub fn same_as(&self, other: &Self) -> bool {
        (&self.target, &self.after, self.removal) == (&other.target, &other.after, other.removal)
    }

    /// What it does, without its place: `“缺席”改为“出席”`.
    pub fn what(&self) -> Say {
        if self.removal {
            return removal();
        }
        if self.hushed {
            return Say::new("评分或票，不列出", "a mark or ballot, not shown");
        }
        let (before, after) = (quoted(&self.before), quoted(&self.after));
        Say::new(format!("{}改为{}", before.zh, after.zh), format!("{} becomes {}", before.en, after.en))
    }

    /// How it is told where it matters: `更正 2：“缺席”改为“出席”（理由：…；批准人：…）`.
    pub fn told(&self) -> Say {
        let (what, words) = (self.what(), &self.words);
        Say::new(
            format!("更正 {}：{}（理由：{}；批准人：{}）", words.number, what.zh, words.reason, words.approver),
            format!("correction {}: {} (reason: {}; approved by {})", words.number, what.en, words.reason, words.approver),
        )
    }
}

impl fmt::Display for Correction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.target, self.header)
    }
}

/// A text as it is written, its white space folded: width and punctuation stay, as it is printed again.
fn as_written(cell: &RawCell) -> String {
    cell.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How a row is called that is left out.
fn removal() -> Say {
    Say::new("整行删除", "the whole row is left out")
}

/// A value in quotation marks; blank cells are called so.
fn quoted(text: &str) -> Say {
    if text.is_empty() {
        return Say::new("（空）", "(blank)");
    }
    Say::new(format!("“{text}”"), format!("“{text}”"))
}
