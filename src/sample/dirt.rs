//! Faults planted on purpose, each remembered with its place, so that a check
//! can be held to finding them. At most one fault a row, and none on a sheet
//! that is missing or has lost a column.

use std::collections::BTreeSet;

use serde::Serialize;

use super::dice::Dice;
use super::grid::{Book, Cell, Grid, Kind};
use super::town::Town;

/// What can be planted, by the codes under which a check reports it.
pub(super) const UNKNOWN_WORD: &str = "cell/unknown-word";
pub(super) const NOT_A_NUMBER: &str = "cell/not-a-number";
pub(super) const NOT_A_DATE: &str = "cell/not-a-date";
pub(super) const OUT_OF_RANGE: &str = "cell/out-of-range";
pub(super) const BLANK: &str = "cell/blank";
pub(super) const LOST_DIGITS: &str = "cell/lost-digits";
pub(super) const UNKNOWN_NAME: &str = "people/unknown-name";
pub(super) const NEAR_NAME: &str = "people/near-name";
pub(super) const NAME_OF_TWO: &str = "people/name-of-two";
pub(super) const KEY_AND_NAME_DIFFER: &str = "people/key-and-name-differ";
pub(super) const ROW_TWICE: &str = "row/twice";
pub(super) const COLUMN_MISSING: &str = "column/missing";
pub(super) const TABLE_MISSING: &str = "table/missing";

/// Those planted again and again, in turn.
const IN_CELLS: [&str; 10] =
    [UNKNOWN_WORD, NOT_A_NUMBER, NOT_A_DATE, OUT_OF_RANGE, BLANK, UNKNOWN_NAME, NEAR_NAME, ROW_TWICE, LOST_DIGITS, NAME_OF_TWO];

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
        field.keep_off_what_is_lost();
        planted.extend(field.lose_column(name));
    }
    for index in 0..(rows * per_mille).div_ceil(1000) {
        let code = IN_CELLS.get(index % IN_CELLS.len()).copied().unwrap_or(BLANK);
        planted.extend(field.spoil_some_cell(code, name));
    }
    if structure {
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

fn is_lost(grid: &Grid) -> bool {
    grid.sheet == "培训签到"
}

impl Field<'_> {
    fn keep_off_what_is_lost(&mut self) {
        for (place, book) in self.books.iter().enumerate() {
            let lost = book.grids.iter().enumerate().filter(|(_, grid)| is_lost(grid));
            self.spoilt.extend(lost.map(|(index, _)| (place, index)));
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
            if self.taken.contains(&(place, index, row)) {
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

/// Spoils a cell of the row where it has one that can take the fault; the code under which it is reported.
fn spoil(code: &'static str, town: &Town, grid: &mut Grid, row: usize, dice: &mut Dice) -> Option<(&'static str, String)> {
    if code == ROW_TWICE {
        return duplicate(grid, row).map(|cell| (code, cell));
    }
    let kinds: &[Kind] = match code {
        UNKNOWN_WORD => &[Kind::Word, Kind::WordCell],
        NOT_A_NUMBER => &[Kind::Number, Kind::NumberCell],
        OUT_OF_RANGE => &[Kind::Number],
        NOT_A_DATE => &[Kind::Date],
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

fn spoilt(code: &str, town: &Town, cell: &Cell, dice: &mut Dice) -> Option<Cell> {
    Some(match code {
        UNKNOWN_WORD => Cell::text(dice.pick(&["未道", "出度", "情假", "待定", "？"])),
        NOT_A_NUMBER => Cell::text(dice.pick(&["若干", "多次", "见附件", "不详"])),
        OUT_OF_RANGE => Cell::Whole(dice.pick(&[-3, 900, 9999])),
        NOT_A_DATE => Cell::text(dice.pick(&["2025-13-01", "2月30日", "近期", "2025.6.31"])),
        BLANK => Cell::Blank,
        UNKNOWN_NAME => Cell::text(dice.pick(super::words::OUTSIDE)),
        NEAR_NAME => Cell::Text(mistyped(cell)?),
        NAME_OF_TWO => town.people.iter().find(|person| person.shared_name).map(|one| Cell::text(one.name.clone()))?,
        LOST_DIGITS => match cell {
            Cell::Text(number) => Cell::LongNumber(number.get(..17)?.parse::<f64>().ok()?),
            Cell::Blank | Cell::Whole(_) | Cell::Tenths(_) | Cell::Date(_) | Cell::Sum(_) | Cell::LongNumber(_) => return None,
        },
        _ => return None,
    })
}

/// The first name with its last character mistyped; names of two characters
/// would be too far from themselves.
fn mistyped(cell: &Cell) -> Option<String> {
    let Cell::Text(text) = cell else { return None };
    let end = text.find(['、', '\n', '，', '（', '等']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let mut characters: Vec<char> = name.chars().collect();
    if characters.len() != 3 || characters.contains(&'\u{3000}') || rest.starts_with('（') {
        return None;
    }
    characters.pop();
    characters.push('燚');
    Some(characters.into_iter().chain(rest.chars()).collect())
}

/// The same row once more at the end; the second is the fault.
fn duplicate(grid: &mut Grid, row: usize) -> Option<String> {
    if !matches!(grid.sheet.as_str(), "建议台账" | "活动台账" | "表彰奖励") {
        return None;
    }
    let copy = grid.rows.get(row)?.clone();
    grid.rows.push(copy);
    Some(grid.address(grid.rows.len() - 1, 0))
}
