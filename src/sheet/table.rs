//! A table read from a sheet: rows of typed cells, each with its place.

use std::collections::BTreeMap;

use super::corrections::{Aim, Correction};
use super::grid::Area;
use super::packed::Alike;
use super::seen::Seen;
use super::survey::Survey;
use crate::base::by_name::ByName;
use crate::base::period::{Day, Period};
use crate::base::place::Place;
use crate::base::text::Say;
use crate::rubric::model::NoValue;

/// An input file.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path as given, with `/`.
    pub name: String,
    /// Where to open it.
    pub path: std::path::PathBuf,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
    /// The period that a folder on its path names.
    pub period: Option<Period>,
    /// The folder between the period's and the file.
    pub folder: Option<String>,
}

/// A sheet that was taken for a table of the rubric.
#[derive(Debug, Clone)]
pub struct Table {
    /// Table id in the rubric.
    pub id: String,
    /// File and sheet.
    pub place: Place,
    /// The period of its folder.
    pub period: Option<Period>,
    /// The folder between the period's and the file: a congress, where several are scored in one run.
    pub folder: Option<String>,
    /// Rows that hold data, in order.
    pub rows: Vec<Row>,
    /// Source rows set aside: sheet row and reason (totals, notes).
    pub set_aside: Vec<(u32, Say)>,
    /// Source rows left out because a cell of theirs is a problem.
    pub faulty: Vec<u32>,
    /// What could be read of them, by row and column: column 0 for a whole row, else the cell of a wide table.
    pub left_out: BTreeMap<(u32, u32), ByName<Cell>>,
    /// Last row of the header.
    pub header_row: u32,
    /// Header of each own column that may be shown; not of those that a wide table has across.
    pub heads: BTreeMap<u32, String>,
    /// The part of the sheet that it was read from.
    pub area: Area,
    /// Its first column where other tables stand beside it; else 0.
    pub first_column: u32,
    /// What was taken for what.
    pub seen: Seen,
    /// What was asked, where it is the export of a survey.
    pub survey: Option<Survey>,
    /// Rows that stand for others too: the numbers of all of them, in order.
    pub stands_for: Alike,
}

impl Table {
    /// The place of a whole row; its first cell, where rows of other tables stand beside it.
    pub fn row_place(&self, number: u32) -> Place {
        self.place.at(number, self.first_column)
    }

    /// Whether the place is in this table.
    pub fn holds(&self, place: &Place) -> bool {
        let column = place.column.max(self.area.left);
        place.file == self.place.file && place.sheet == self.place.sheet && self.area.holds(place.row, column)
    }
}

/// Tables by sheet, to be looked up by the place of a cell or row.
pub struct BySheet<'t>(BTreeMap<Place, Vec<&'t Table>>);

impl<'t> BySheet<'t> {
    /// Of these tables.
    pub fn new(tables: &'t [Table]) -> Self {
        let mut sheets: BTreeMap<Place, Vec<&Table>> = BTreeMap::new();
        for table in tables {
            sheets.entry(table.place.clone()).or_default().push(table);
        }
        Self(sheets)
    }

    /// The table in which the place is.
    pub fn at(&self, place: &Place) -> Option<&'t Table> {
        self.0.get(&place.at(0, 0))?.iter().copied().find(|table| table.holds(place))
    }
}

/// What is said of a row that names somebody and says no more.
pub fn nothing_filled_in() -> Say {
    Say::new("没有内容", "nothing filled in")
}

/// A row; of a wide table, one cell of a source row.
#[derive(Debug, Clone)]
pub struct Row {
    /// Row of the sheet, from 1.
    pub number: u32,
    /// Values by column id; blanks of optional columns are not there.
    pub cells: ByName<Cell>,
}

/// A cell's value.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Column of the sheet, from 1; 0 where the value is not from a cell.
    pub column: u32,
    /// What it holds.
    pub value: Value,
}

/// A typed value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Text, tidied.
    Text(String),
    /// A number in millionths.
    Number(i64),
    /// How many times the row counts.
    Count(u64),
    /// A date.
    Date(Day),
    /// A word's id.
    Word(String),
    /// One or several people named.
    Names(Names),
    /// One of the four kinds of nothing.
    NoValue(NoValue),
    /// The row does not count, and why.
    Void(Void),
}

/// Why a cell makes its row count for nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Void {
    /// It was left blank.
    Blank,
    /// Its number is outside the range, which is told.
    Outside(Say),
}

impl Void {
    /// In words.
    pub fn say(&self) -> Say {
        match self {
            Self::Blank => Say::new("空白，不计入", "blank, so it does not count"),
            Self::Outside(why) => why.clone(),
        }
    }
}

/// People named in a cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Names {
    /// Each as written (tidied), in order.
    pub people: Vec<Named>,
    /// That there are others, who are not named: 等5人, 等.
    pub more: Option<More>,
}

/// Others beside those named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct More {
    /// What says so, as written: 等5人.
    pub said: String,
    /// How many there are with those named, more than these; none where only 等 stands.
    pub total: Option<u32>,
}

/// One person as written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Named {
    /// The name without its note.
    pub name: String,
    /// Notes in brackets behind it: 女, 东村, 领衔.
    pub notes: Vec<String>,
}

/// All that was read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Tables, in order of file and sheet.
    pub tables: Vec<Table>,
    /// Sheets that no table takes.
    pub unknown_sheets: Vec<Place>,
    /// Sheets of notes on filling in, which nobody reads.
    pub notes: Vec<Place>,
    /// Sheets that the rubric leaves to others.
    pub left: Vec<Place>,
    /// Problems.
    pub problems: Vec<crate::base::problem::Problem>,
    /// Corrections that were made, in order of their sheets.
    pub corrections: Vec<Correction>,
    /// The row that each line of the sheets of corrections is about, by the place of the line.
    pub aims: BTreeMap<Place, Aim>,
    /// Where there are corrections: the same tables without them.
    pub uncorrected: Option<Box<Self>>,
}
