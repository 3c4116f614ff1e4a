//! Faults planted on purpose, each remembered with its place, so that a check
//! can be held to finding them. At most one fault a row, and none on a sheet
//! that is missing or has lost a column.

pub(super) mod files;
mod spoilt;

use std::collections::BTreeSet;

use serde::Serialize;

use super::dice::Dice;
use super::grid::{Book, Cell, Grid, Kind};
use super::town::Town;
use spoilt::{duplicate, spoilt};

/// What can be planted, by the codes under which a check reports it.
pub(super) const UNKNOWN_WORD: &str = "cell/unknown-word";
pub(super) const NOT_A_NUMBER: &str = "cell/not-a-number";
pub(super) const NOT_A_DATE: &str = "cell/not-a-date";
pub(super) const OUT_OF_RANGE: &str = "cell/out-of-range";
pub(super) const NOT_WHOLE: &str = "cell/not-whole";
pub(super) const ERROR_VALUE: &str = "cell/error-value";
pub(super) const DATE_UNCLEAR: &str = "cell/date-unclear";
pub(super) const BLANK: &str = "cell/blank";
pub(super) const LOST_DIGITS: &str = "cell/lost-digits";
pub(super) const UNKNOWN_NAME: &str = "people/unknown-name";
pub(super) const NEAR_NAME: &str = "people/near-name";
pub(super) const NAME_OF_TWO: &str = "people/name-of-two";
pub(super) const KEY_AND_NAME_DIFFER: &str = "people/key-and-name-differ";
pub(super) const ROW_TWICE: &str = "row/twice";
pub(super) const COLUMN_MISSING: &str = "column/missing";
pub(super) const TABLE_MISSING: &str = "table/missing";
pub(super) const SHEET_COPY: &str = "sheet/copy";
pub(super) const FILE_TWICE: &str = "file/twice";
pub(super) const FILE_UNREADABLE: &str = "file/unreadable";

/// Those planted again and again, in turn.
const IN_CELLS: [&str; 13] = [
    UNKNOWN_WORD,
    NOT_A_NUMBER,
    NOT_A_DATE,
    OUT_OF_RANGE,
    BLANK,
    UNKNOWN_NAME,
    NEAR_NAME,
    ROW_TWICE,
    LOST_DIGITS,
    NAME_OF_TWO,
    NOT_WHOLE,
    ERROR_VALUE,
    DATE_UNCLEAR,
];

/// A planted fault, as a check tells it; `file` is relative to the folder of the sample. A table that is
/// missing is in no file, a column that is missing in no cell.
#[derive(Serialize, Clone, Debug, PartialEq, Eq)]
pub(super) struct Planted {
    pub(super) code: &'static str,
    pub(super) file: Option<String>,
    pub(super) sheet: Option<String>,
    pub(super) cell: Option<String>,
}

/// What a fault may be put on, and what has been taken already.
struct Field<'field> {
    town: &'field Town,
    books: &'field mut Vec<Book>,
    dice: Dice,
    taken: BTreeSet<(usize, usize, usize)>,
    spoilt: BTreeSet<(usize, usize)>,
}

/// Plants faults into the workbooks of one congress and half year: `per_mille`
/// of a thousand rows get one, and with `structure` a table and a column go missing.
/// `name` gives the path of a sheet's file.
pub(super) fn plant(
    town: &Town,
    dice: Dice,
    books: &mut Vec<Book>,
    per_mille: usize,
    structure: bool,
    name: &dyn Fn(&Book, Option<&Grid>) -> String,
) -> Vec<Planted> {
    let rows: usize = books.iter().flat_map(|book| &book.grids).map(|grid| grid.rows.len()).sum();
    let mut planted = Vec::new();
    let mut field = Field { town, books, dice, taken: BTreeSet::new(), spoilt: BTreeSet::new() };
    if structure {
        field.keep_off_what_is_lost_or_copied();
        planted.extend(field.lose_column(name));
    }
    for index in 0..(rows * per_mille).div_ceil(1000) {
        let code = IN_CELLS.get(index % IN_CELLS.len()).copied().unwrap_or(BLANK);
        planted.extend(field.spoil_some_cell(code, name));
    }
    if structure {
        planted.extend(copy_sheet(books, name));
        planted.extend(lose_table(books));
    }
    planted
}

/// The training register is not handed in.
fn lose_table(books: &mut [Book]) -> Option<Planted> {
    let book = books.iter_mut().find(|book| book.grids.iter().any(is_lost))?;
    book.grids.retain(|grid| !is_lost(grid));
    Some(Planted { code: TABLE_MISSING, file: None, sheet: None, cell: None })
}

/// Somebody copied a sheet to try something and left it there.
fn copy_sheet(books: &mut [Book], name: &dyn Fn(&Book, Option<&Grid>) -> String) -> Option<Planted> {
    let book = books.iter_mut().find(|book| book.grids.iter().any(is_copied))?;
    let mut copy = book.grids.iter().find(|grid| is_copied(grid))?.clone();
    copy.sheet.push_str("副本");
    // As a text file it would have the same bytes, and one of them be read.
    "（试算）".clone_into(&mut copy.note);
    let (file, sheet) = (Some(name(book, Some(&copy))), Some(copy.sheet.clone()));
    book.grids.push(copy);
    Some(Planted { code: SHEET_COPY, file, sheet, cell: None })
}

fn is_lost(grid: &Grid) -> bool {
    grid.sheet == "培训签到"
}

fn is_copied(grid: &Grid) -> bool {
    grid.sheet == "表彰奖励"
}

impl Field<'_> {
    fn keep_off_what_is_lost_or_copied(&mut self) {
        for (place, book) in self.books.iter().enumerate() {
            let kept = book.grids.iter().enumerate().filter(|(_, grid)| is_lost(grid) || is_copied(grid));
            self.spoilt.extend(kept.map(|(index, _)| (place, index)));
        }
    }

    /// Somebody renamed a column that is needed.
    fn lose_column(&mut self, name: &dyn Fn(&Book, Option<&Grid>) -> String) -> Option<Planted> {
        for (place, book) in self.books.iter_mut().enumerate() {
            let Some(index) = book.grids.iter().position(|grid| grid.sheet == "接待登记") else {
                continue;
            };
            self.spoilt.insert((place, index));
            let grid = book.grids.get_mut(index)?;
            let at = grid.columns.iter().position(|column| column.header == "处理方式")?;
            "怎么办的".clone_into(&mut grid.columns.get_mut(at)?.header);
            let sheet = Some(grid.sheet.clone());
            let file = book.grids.get(index).map(|grid| name(book, Some(grid)))?;
            return Some(Planted { code: COLUMN_MISSING, file: Some(file), sheet, cell: None });
        }
        None
    }

    /// Tries a few cells until one takes the fault.
    fn spoil_some_cell(&mut self, code: &'static str, name: &dyn Fn(&Book, Option<&Grid>) -> String) -> Option<Planted> {
        for _ in 0..60 {
            let place = self.dice.below(self.books.len());
            let index = self.dice.below(self.books.get(place)?.grids.len());
            if self.spoilt.contains(&(place, index)) {
                continue;
            }
            let grid = self.books.get_mut(place)?.grids.get_mut(index)?;
            let row = self.dice.below(grid.rows.len());
            if self.taken.contains(&(place, index, row)) || is_needed(self.town, grid, row) {
                continue;
            }
            let Some((code, cell)) = spoil(code, self.town, grid, row, &mut self.dice) else {
                continue;
            };
            self.taken.insert((place, index, row));
            if code == ROW_TWICE {
                self.taken.insert((place, index, grid.rows.len() - 1));
            }
            let (sheet, book) = (Some(grid.sheet.clone()), self.books.get(place)?);
            let file = name(book, book.grids.get(index));
            return Some(Planted { code, file: Some(file), sheet, cell: Some(cell) });
        }
        None
    }
}

/// Whether who is meant elsewhere depends on this row of the roster: a fault here would hide another.
fn is_needed(town: &Town, grid: &Grid, row: usize) -> bool {
    let Some(Cell::Text(card)) = grid.columns.iter().position(|column| column.kind == Kind::Key).and_then(|at| grid.cell(row, at)) else {
        return false;
    };
    let same = |name: &str| town.people.iter().filter(|person| person.name == name).count() > 1;
    grid.sheet == "代表名册" && town.people.iter().any(|person| person.card == *card && same(&person.name))
}

/// Spoils a cell of the row where it has one that can take the fault; the code under which it is reported.
fn spoil(code: &'static str, town: &Town, grid: &mut Grid, row: usize, dice: &mut Dice) -> Option<(&'static str, String)> {
    if code == ROW_TWICE {
        return duplicate(grid, row).map(|cell| (code, cell));
    }
    let kinds: &[Kind] = match code {
        UNKNOWN_WORD => &[Kind::Word, Kind::WordCell],
        NOT_A_NUMBER | ERROR_VALUE => &[Kind::Number, Kind::NumberCell],
        OUT_OF_RANGE => &[Kind::Number],
        NOT_A_DATE | DATE_UNCLEAR => &[Kind::Date],
        NOT_WHOLE if grid.sheet == "计票表" => &[Kind::NumberCell],
        BLANK => &[Kind::Word],
        UNKNOWN_NAME => &[Kind::Person],
        NEAR_NAME => &[Kind::Person, Kind::Signer, Kind::People],
        NAME_OF_TWO => &[Kind::Person, Kind::Signer],
        LOST_DIGITS => &[Kind::Identity],
        _ => &[],
    };
    let fitting: Vec<usize> = (0..grid.columns.len())
        .filter(|&at| grid.columns.get(at).is_some_and(|column| kinds.contains(&column.kind)))
        .filter(|&at| !matches!(grid.cell(row, at), None | Some(Cell::Blank)))
        .filter(|&at| !merged(grid, row, at))
        .collect();
    let column = fitting.get(dice.below(fitting.len())).copied()?;
    let spoilt = spoilt(code, town, grid.cell(row, column)?, dice)?;
    grid.set(row, column, spoilt);
    Some((reported(code, grid, row, column), grid.address(row, column)))
}

/// A wrong name beside a key does not fit the key; a name that alone is scored is unknown, however near it is.
fn reported(code: &'static str, grid: &Grid, row: usize, column: usize) -> &'static str {
    let kind = |at: usize| grid.columns.get(at).map(|column| column.kind);
    let keyed = (0..grid.columns.len()).any(|at| kind(at) == Some(Kind::Key) && !matches!(grid.cell(row, at), None | Some(Cell::Blank)));
    match code {
        UNKNOWN_NAME | NEAR_NAME | NAME_OF_TWO if keyed => KEY_AND_NAME_DIFFER,
        NEAR_NAME if kind(column) == Some(Kind::Person) => UNKNOWN_NAME,
        _ => code,
    }
}

/// In a cell merged downward one fault would be many.
fn merged(grid: &Grid, row: usize, column: usize) -> bool {
    grid.merged.iter().any(|down| down.column == column && (down.first..=down.last).contains(&row))
}
