//! The cells of a worksheet as they are stored, seen or not.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::text::Say;
use crate::report::broken::Broken;
use crate::report::xml::{behind, tags, Tag};

use super::looks::is_white;

/// A text of the table that cells share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub text: String,
    /// Written in white, as a whole or in part.
    pub white: bool,
}

/// A cell that holds something.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    pub row: u32,
    pub column: u32,
    /// The last column, where it is merged over several.
    pub last_column: u32,
    /// A whole number without exponent; any other value as stored.
    pub text: String,
    /// Number of its format.
    pub style: usize,
    /// Written in white by itself.
    pub white: bool,
}

/// A worksheet.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub cells: Vec<Cell>,
    rows: BTreeSet<u32>,
    columns: Vec<(u32, u32)>,
    /// Rows without a height of their own are not shown.
    flat: bool,
    tall: BTreeSet<u32>,
}

impl Grid {
    /// Why the cell is not shown; none where it is.
    pub fn hides(&self, cell: &Cell) -> Option<Say> {
        let flat = self.flat && !self.tall.contains(&cell.row);
        if self.rows.contains(&cell.row) || flat {
            Some(Say::new("隐藏行中的内容", "what a hidden row holds"))
        } else if self.columns.iter().any(|(first, last)| (*first..=*last).contains(&cell.column)) {
            Some(Say::new("隐藏列中的内容", "what a hidden column holds"))
        } else {
            None
        }
    }
}

/// The texts that cells share, in order.
pub(super) fn strings(text: Option<&str>) -> Result<Vec<Shared>, Broken> {
    let Some(text) = text else { return Ok(Vec::new()) };
    let tags = tags(text)?;
    let mut strings: Vec<Shared> = Vec::new();
    for (index, tag) in tags.iter().enumerate() {
        if tag.opens("si") {
            strings.push(Shared::default());
        }
        let Some(string) = strings.last_mut() else { continue };
        if tag.opens("t") {
            string.text.push_str(&behind(text, &tags, index));
        }
        string.white |= tag.opens("color") && is_white(tag);
    }
    Ok(strings)
}

/// Reads a worksheet; the numbers of shared texts that it uses are put into `used`.
pub(super) fn read(text: &str, strings: &[Shared], used: &mut BTreeSet<usize>) -> Result<Grid, Broken> {
    let tags = tags(text)?;
    let (mut grid, mut merges) = (Grid::default(), BTreeMap::new());
    let (mut row, mut open) = (0_u32, None::<(Cell, String)>);
    for (index, tag) in tags.iter().enumerate() {
        let number = |key: &str| tag.attribute(key).and_then(|text| text.parse::<u32>().ok());
        let held = || behind(text, &tags, index);
        match tag.name.as_str() {
            "sheetFormatPr" => grid.flat = is_true(tag, "zeroHeight"),
            "col" if is_true(tag, "hidden") || is_nothing(tag, "width") => grid.columns.extend(number("min").zip(number("max"))),
            "row" if tag.opens("row") => {
                row = number("r").unwrap_or(row + 1);
                if is_true(tag, "hidden") || is_nothing(tag, "ht") {
                    grid.rows.insert(row);
                } else if tag.attribute("ht").is_some() {
                    grid.tall.insert(row);
                }
            }
            "c" if tag.opens("c") => {
                let after = grid.cells.last().filter(|cell| cell.row == row).map_or(1, |cell| cell.column + 1);
                let (row, column) = tag.attribute("r").and_then(place).unwrap_or((row, after));
                let style = tag.attribute("s").and_then(|style| style.parse().ok()).unwrap_or(0);
                let cell = Cell { row, column, last_column: column, style, ..Cell::default() };
                open = Some((cell, tag.attribute("t").unwrap_or("n").to_owned()));
            }
            "c" => grid.cells.extend(open.take().map(|(cell, _)| cell).filter(|cell| !cell.text.is_empty())),
            "v" if tag.opens("v") => {
                if let Some((cell, kind)) = &mut open {
                    value(cell, kind, &held(), strings, used);
                }
            }
            "t" if tag.opens("t") => {
                if let Some((cell, _)) = &mut open {
                    cell.text.push_str(&held());
                }
            }
            "color" => {
                if let Some((cell, _)) = &mut open {
                    cell.white |= is_white(tag);
                }
            }
            "mergeCell" => merges.extend(merged(tag)),
            _ => {}
        }
    }
    // A head that is merged over several columns stands over all of them.
    for cell in &mut grid.cells {
        cell.last_column = merges.get(&(cell.row, cell.column)).copied().unwrap_or(cell.column);
    }
    Ok(grid)
}

fn value(cell: &mut Cell, kind: &str, held: &str, strings: &[Shared], used: &mut BTreeSet<usize>) {
    match kind {
        "s" => {
            let Some((index, string)) = held.trim().parse().ok().and_then(|index: usize| Some((index, strings.get(index)?))) else {
                return;
            };
            used.insert(index);
            cell.text.clone_from(&string.text);
            cell.white |= string.white;
        }
        "n" => cell.text = whole(held.trim()).unwrap_or_else(|| held.trim().to_owned()),
        _ => held.clone_into(&mut cell.text),
    }
}

/// `1.38001380001E10` is 13800138001, and `4.0` is 4: a whole number as its digits.
fn whole(number: &str) -> Option<String> {
    let (mantissa, exponent) = number.split_once(['E', 'e']).unwrap_or((number, "0"));
    let exponent: usize = exponent.trim_start_matches('+').parse().ok().filter(|exponent| *exponent < 30)?;
    let (integer, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let decimals = decimals.trim_end_matches('0');
    (decimals.len() <= exponent).then(|| format!("{integer}{decimals}{}", "0".repeat(exponent - decimals.len())))
}

/// The first cell of those merged, and the last column.
fn merged(tag: &Tag) -> Option<((u32, u32), u32)> {
    let (first, last) = tag.attribute("ref")?.split_once(':')?;
    Some((place(first)?, place(last)?.1))
}

/// `C12` as row and column.
pub(super) fn place(reference: &str) -> Option<(u32, u32)> {
    let letters = reference.chars().take_while(char::is_ascii_alphabetic).count();
    let (name, row) = reference.split_at_checked(letters)?;
    let column = name
        .to_ascii_uppercase()
        .bytes()
        .try_fold(0_u32, |column, letter| column.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1))?;
    Some((row.parse().ok()?, column)).filter(|(_, column)| *column > 0)
}

fn is_true(tag: &Tag, key: &str) -> bool {
    tag.attribute(key).is_some_and(|value| value == "1" || value == "true")
}

fn is_nothing(tag: &Tag, key: &str) -> bool {
    tag.attribute(key).is_some_and(|value| value.trim_matches(['0', '.']).is_empty())
}
