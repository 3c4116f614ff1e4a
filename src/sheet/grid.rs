//! A sheet as it stands in a file: cells at absolute coordinates, and merged regions.
//!
//! In: cells of a workbook or a text file. Out: the same, to be looked up by row and column.
//! It knows no rubric and no file format.

mod many;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::arriving::Rows;
use super::cell::number;
use super::packed::{Alike, Packed};
use super::survey::Survey;
use crate::base::period::Day;
use crate::base::text::{tidy, Say};

/// More merged columns than this are not looked at: no honest sheet has them.
const MOST_MERGED: usize = 2_000_000;

/// What a cell of a file holds.
#[derive(Debug, Clone, PartialEq)]
pub enum RawCell {
    /// Text as it stands.
    Text(String),
    /// A number.
    Number(f64),
    /// A number shown as a date.
    Date(Day),
    /// TRUE or FALSE.
    Bool(bool),
    /// `#REF!` and its like.
    Error(String),
    /// A formula without a stored result.
    Unfinished,
}

impl RawCell {
    /// As a person sees it.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) | Self::Error(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number::plain(*number)),
            Self::Date(day) => Cow::Owned(day.to_string()),
            Self::Bool(truth) => Cow::Borrowed(if *truth { "TRUE" } else { "FALSE" }),
            Self::Unfinished => Cow::Borrowed(""),
        }
    }

    /// Whether nothing is written in it.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(_) | Self::Date(_) | Self::Bool(_) | Self::Error(_) | Self::Unfinished => false,
        }
    }

    /// A short form for messages.
    pub fn shown(&self) -> String {
        short(&tidy(&self.text()))
    }
}

/// At most 40 characters of a text.
pub fn short(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// A row that holds something.
#[derive(Debug, Clone, Default)]
pub struct RawRow {
    /// From 1.
    pub number: u32,
    /// Column from 1 and cell, in order of column; none is blank.
    pub cells: Vec<(u32, RawCell)>,
}

impl RawRow {
    /// The cell in this column.
    pub fn cell(&self, column: u32) -> Option<&RawCell> {
        let index = self.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        self.cells.get(index).map(|(_, cell)| cell)
    }
}

/// Cells merged to one; its value stands in the first. All ends counted, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// First row.
    pub top: u32,
    /// Last row.
    pub bottom: u32,
    /// First column.
    pub left: u32,
    /// Last column.
    pub right: u32,
}

impl Region {
    /// Number of columns, less one.
    pub fn extra_columns(&self) -> u32 {
        self.right.saturating_sub(self.left)
    }
}

/// A part of a sheet. All ends counted, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// First row.
    pub top: u32,
    /// Last row.
    pub bottom: u32,
    /// First column.
    pub left: u32,
    /// Last column.
    pub right: u32,
}

impl Area {
    /// All of a sheet.
    pub const ALL: Self = Self { top: 1, bottom: u32::MAX, left: 1, right: u32::MAX };

    /// Whether the cell is in it.
    pub fn holds(&self, row: u32, column: u32) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }
}

/// Rows and columns that are not shown: they are data like any other, but whoever looks at the sheet does not see them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hidden {
    /// The whole sheet.
    pub sheet: bool,
    /// Rows, in order.
    pub rows: Vec<u32>,
    /// First and last of each run of columns, in order; none touches another one.
    pub columns: Vec<(u32, u32)>,
}

impl Hidden {
    /// Whether this row is hidden.
    pub fn row(&self, row: u32) -> bool {
        self.rows.binary_search(&row).is_ok()
    }

    /// Whether this column is hidden.
    pub fn column(&self, column: u32) -> bool {
        let index = self.columns.partition_point(|(first, _)| *first <= column).checked_sub(1);
        index.and_then(|index| self.columns.get(index)).is_some_and(|(_, last)| column <= *last)
    }
}

/// A sheet.
#[derive(Debug, Default)]
pub struct RawSheet {
    /// Its name; in a text file the file's name without ending.
    pub name: String,
    /// Whether the format has sheets, so that places name this one.
    pub named: bool,
    /// Rows that hold something, in order.
    pub rows: Vec<RawRow>,
    /// Why reading stopped before the end, and the last cell read.
    pub broken: Option<(String, (u32, u32))>,
    /// What it is known to be, where a survey tool exported it.
    pub survey: Option<Survey>,
    /// What the program that wrote the file does not show.
    pub hidden: Hidden,
    /// Rows that a correction takes away, and what is said of them; their cells stay.
    pub removed: BTreeMap<u32, Say>,
    /// Its rows, where there are too many of them to be held as such; then there are no others.
    pub packed: Option<Packed>,
    /// Rows that stand for others too: the numbers of all of them, in order.
    pub stands_for: Alike,
    merged: BTreeMap<u32, Vec<Region>>,
}

impl RawSheet {
    /// A sheet of these cells (row, column, cell) in any order; of two at one place the first stays.
    pub fn new(name: String, cells: Vec<(u32, u32, RawCell)>, regions: &[Region]) -> Self {
        let mut rows = Rows::default();
        for (row, column, cell) in cells {
            rows.push(row, column, cell);
        }
        Self::of_rows(name, rows, regions)
    }

    /// A sheet of these rows.
    pub fn of_rows(name: String, rows: Rows, regions: &[Region]) -> Self {
        let rows = rows.in_order();
        let last_column = rows.iter().filter_map(|row| row.cells.last()).map(|(column, _)| *column).max().unwrap_or(0);
        Self { name, named: true, rows, merged: by_column(regions, last_column), ..Self::default() }
    }

    /// The cells of an area, where they stand, with the regions that begin there.
    #[must_use]
    pub fn part(&self, area: &Area) -> Self {
        let within = self.rows.iter().filter(|row| (area.top..=area.bottom).contains(&row.number));
        let rows = within.map(|row| RawRow {
            number: row.number,
            cells: row.cells.iter().filter(|(column, _)| area.holds(row.number, *column)).cloned().collect(),
        });
        let merged = self.merged.iter().filter(|(column, _)| (area.left..=area.right).contains(column)).map(|(column, regions)| {
            let begun = regions.iter().filter(|region| area.holds(region.top, region.left));
            (*column, begun.copied().collect())
        });
        Self {
            name: self.name.clone(),
            named: self.named,
            rows: rows.filter(|row| !row.cells.is_empty()).collect(),
            hidden: self.hidden.clone(),
            removed: self.removed.range(area.top..=area.bottom).map(|(row, why)| (*row, why.clone())).collect(),
            merged: merged.collect(),
            stands_for: self.stands_for.clone(),
            ..Self::default()
        }
    }

    /// The row with this number, where it holds something.
    pub fn row(&self, number: u32) -> Option<&RawRow> {
        let index = self.rows.binary_search_by_key(&number, |row| row.number).ok()?;
        self.rows.get(index)
    }

    /// Writes into a cell of a row that holds something; nothing takes away what stands there.
    pub fn put(&mut self, number: u32, column: u32, cell: Option<RawCell>) {
        let Ok(index) = self.rows.binary_search_by_key(&number, |row| row.number) else { return };
        let Some(row) = self.rows.get_mut(index) else { return };
        match (row.cells.binary_search_by_key(&column, |(column, _)| *column), cell) {
            (Ok(at), Some(cell)) => row.cells.splice(at..=at, [(column, cell)]).for_each(drop),
            (Ok(at), None) => drop(row.cells.remove(at)),
            (Err(at), Some(cell)) => row.cells.insert(at, (column, cell)),
            (Err(_), None) => {}
        }
    }

    /// The merged region over this place.
    pub fn region(&self, row: u32, column: u32) -> Option<&Region> {
        let regions = self.merged.get(&column)?;
        let index = regions.partition_point(|region| region.top <= row).checked_sub(1)?;
        regions.get(index).filter(|region| row <= region.bottom)
    }

    /// The cell, or the first cell of the merged region over it; with the row and column where it stands.
    pub fn shown(&self, row: u32, column: u32) -> Option<(&RawCell, (u32, u32))> {
        let (row, column) = self.region(row, column).map_or((row, column), |region| (region.top, region.left));
        self.row(row)?.cell(column).map(|cell| (cell, (row, column)))
    }
}

fn by_column(regions: &[Region], last_column: u32) -> BTreeMap<u32, Vec<Region>> {
    let mut merged: BTreeMap<u32, Vec<Region>> = BTreeMap::new();
    let places = regions.iter().flat_map(|region| (region.left..=region.right.min(last_column)).map(move |column| (column, *region)));
    for (column, region) in places.take(MOST_MERGED) {
        merged.entry(column).or_default().push(region);
    }
    for regions in merged.values_mut() {
        regions.sort_by_key(|region| region.top);
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> RawCell {
        RawCell::Text(text.into())
    }

    #[test]
    fn a_merged_region_shows_its_first_cell() {
        let cells = vec![(3, 2, text("东片")), (1, 1, text("标题")), (4, 3, text(" "))];
        let sheet = RawSheet::new("表".into(), cells, &[Region { top: 3, bottom: 5, left: 2, right: 2 }]);
        assert_eq!(sheet.rows.len(), 2, "blank cells are not kept");
        assert_eq!(sheet.shown(5, 2).map(|(cell, place)| (cell.clone(), place)), Some((text("东片"), (3, 2))));
        assert_eq!(sheet.shown(6, 2), None);
        assert_eq!(sheet.shown(1, 1).map(|(_, place)| place), Some((1, 1)));
    }
}
