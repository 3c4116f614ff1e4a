//! Cells and merged ranges of a sheet as a mark needs them.

use crate::base::place::column_name;
use crate::report::xml::Tag;

/// The first and the last row and column of a range.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Area {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
}

impl Area {
    /// One cell.
    pub fn of((row, column): (u32, u32)) -> Self {
        Self { top: row, left: column, bottom: row, right: column }
    }

    fn holds(&self, (row, column): (u32, u32)) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }

    fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        let ((top, left), (bottom, right)) = (cell(first)?, cell(last)?);
        Some(Self { top: top.min(bottom), left: left.min(right), bottom: bottom.max(top), right: right.max(left) })
    }
}

/// Merged ranges of the sheet.
pub(super) fn merged(tags: &[Tag]) -> Vec<Area> {
    tags.iter().filter(|tag| tag.opens("mergeCell")).filter_map(|tag| Area::parse(tag.attribute("ref")?)).collect()
}

/// Where a mark of the cell stands: at the cell, or in the whole merged range that it lies in, of which only the first cell is shown.
pub(super) fn shown(cell: (u32, u32), merged: &[Area]) -> Area {
    merged.iter().find(|area| area.holds(cell)).copied().unwrap_or(Area::of(cell))
}

/// `C12`.
pub(super) fn address((row, column): (u32, u32)) -> String {
    format!("{}{row}", column_name(column))
}

/// Row and column of `C12`, also of `$C$12`.
pub(super) fn cell(text: &str) -> Option<(u32, u32)> {
    let text = text.replace('$', "");
    let digits = text.find(|mark: char| mark.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let place = u32::from(letter.to_ascii_uppercase().checked_sub(b'A')?) + 1;
        column.checked_mul(26)?.checked_add(place).filter(|_| place <= 26)
    })?;
    Some((row.parse().ok()?, column))
}

/// The areas as they are written, `C12` or `C12:C20`: cells one under the other are one range.
pub(super) fn ranges(areas: impl Iterator<Item = Area>) -> Vec<String> {
    let mut areas: Vec<Area> = areas.collect();
    areas.sort_by_key(|area| (area.left, area.right, area.top));
    let mut joined: Vec<Area> = Vec::new();
    for area in areas {
        match joined.last_mut() {
            Some(last) if (last.left, last.right) == (area.left, area.right) && area.top <= last.bottom + 1 => {
                last.bottom = last.bottom.max(area.bottom);
            }
            Some(_) | None => joined.push(area),
        }
    }
    joined.sort_unstable();
    let written = |area: Area| {
        let (first, last) = (address((area.top, area.left)), address((area.bottom, area.right)));
        if first == last {
            first
        } else {
            format!("{first}:{last}")
        }
    };
    joined.into_iter().map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_they_are_written() {
        for at in [(1, 1), (12, 3), (1_048_576, 16_384)] {
            assert_eq!(cell(&address(at)), Some(at));
        }
        assert_eq!(cell("$c$12"), Some((12, 3)));
        assert_eq!([cell("12"), cell("C"), cell("")], [Some((12, 0)), None, None]);
        assert_eq!(Area::parse("B2:C5"), Some(Area { top: 2, left: 2, bottom: 5, right: 3 }));
    }

    #[test]
    fn cells_one_under_the_other_are_one_range() {
        let merged = Area { top: 1, left: 4, bottom: 1, right: 6 };
        let cells = [(5, 1), (2, 2), (3, 2), (4, 2), (3, 3)].map(Area::of);
        assert_eq!(ranges(cells.into_iter().chain([merged])), ["D1:F1", "B2:B4", "C3", "A5"]);
        assert_eq!(shown((1, 5), &[merged]), merged);
        assert_eq!(shown((2, 5), &[merged]), Area::of((2, 5)));
    }
}
