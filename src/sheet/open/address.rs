//! Addresses of cells and regions as workbooks write them, `B12` and `A1:C3`.
//!
//! In: a text. Out: rows and columns from 1; nothing where it is written in another way than programs write it.

use super::bounds::{MOST_COLUMNS, MOST_ROWS};
use crate::sheet::grid::Region;

/// A region; a single cell is one, too.
pub(super) fn region(text: &str) -> Option<Region> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (cell(first)?, cell(last)?);
    (top <= bottom && left <= right).then_some(Region { top, bottom, left, right })
}

/// Row and column of a cell.
fn cell(text: &str) -> Option<(u32, u32)> {
    let (letters, digits) = text.split_at(text.find(|mark: char| mark.is_ascii_digit())?);
    if !(1..=3).contains(&letters.len()) || !letters.bytes().all(|letter| letter.is_ascii_uppercase()) {
        return None;
    }
    let column = letters.bytes().fold(0_u32, |column, letter| column * 26 + u32::from(letter.saturating_sub(b'A')) + 1);
    let plain = digits.bytes().all(|digit| digit.is_ascii_digit());
    let row: u32 = digits.parse().ok().filter(|row| plain && (1..=MOST_ROWS).contains(row))?;
    (column <= MOST_COLUMNS).then_some((row, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_programs_write_them() {
        assert_eq!(["A1", "XFD1048576", "AA10"].map(cell), [Some((1, 1)), Some((1_048_576, 16_384)), Some((10, 27))]);
        for text in ["", "A", "1", "a1", "A0", "A1048577", "XFE1", "ABCD1", "ALLLLLLLLLL1", "$A$1", "A1B", "A+1", "A1:"] {
            assert_eq!(cell(text), None, "{text}");
        }
        assert_eq!(region("B2:C2"), Some(Region { top: 2, bottom: 2, left: 2, right: 3 }));
        assert_eq!(region("C3"), Some(Region { top: 3, bottom: 3, left: 3, right: 3 }));
        assert_eq!([region("C3:A1"), region("A1:B2:C3"), region("A1:")], [None, None, None]);
    }
}
