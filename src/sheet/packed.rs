//! A sheet of very many rows, column by column.
//!
//! In: cells in order. Out: of each row its number, of each column the distinct values and which of them each row holds. A cell takes four
//! bytes, and its value once what it takes. Whoever wants a row gets it as the file has it.

use std::collections::BTreeMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use super::arriving::Rows;
use super::grid::{RawCell, RawRow};
use super::held::Held;
use super::values::{Values, NOTHING};

/// Columns right of this one are none of a plain table.
const MOST_COLUMNS: u32 = 64;

/// Of rows that stand for others: the numbers of all of them, in order.
pub type Alike = Arc<BTreeMap<u32, Vec<u32>>>;

/// A map that is only looked up in.
#[expect(clippy::disallowed_types, reason = "nothing is taken in its order")]
pub type Map<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Quick>>;

/// A quick hash: multiplies and turns. Nothing is ever taken in its order.
#[derive(Debug, Clone, Copy, Default)]
pub struct Quick(u64);

impl Quick {
    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        // The upper bits are mixed best.
        self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        let mut words = bytes.chunks_exact(8);
        for word in &mut words {
            self.mix(word.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)));
        }
        let rest = words.remainder().iter().fold(bytes.len() as u64, |word, byte| word << 8 | u64::from(*byte));
        self.mix(rest);
    }

    fn write_u64(&mut self, number: u64) {
        self.mix(number);
    }
}

/// The rows of a sheet.
#[derive(Debug, Default)]
pub struct Packed {
    numbers: Vec<u32>,
    columns: Vec<Column>,
    /// Column of the cell that came last.
    last: u32,
}

#[derive(Debug, Default)]
struct Column {
    /// For each row the number of its value; rows at the end that hold nothing are left out.
    codes: Vec<u32>,
    values: Values,
}

impl Packed {
    /// These rows; they are given back where they do not fit.
    pub fn of(rows: Rows) -> Result<Self, Rows> {
        let rows = rows.if_in_order()?;
        let mut packed = Self::default();
        for row in &rows {
            if !row.cells.iter().all(|(column, cell)| packed.push(row.number, *column, Held::from(cell)).is_some()) {
                return Err(Rows::of(rows));
            }
        }
        Ok(packed)
    }

    /// Takes the next cell, a blank one left out, and tells the bytes that it took; nothing where it does not come in order or is too far to
    /// the right: then it is not taken.
    pub fn push(&mut self, row: u32, column: u32, cell: Held) -> Option<usize> {
        if cell.is_blank() {
            return Some(0);
        }
        let below = self.numbers.last().is_none_or(|last| *last < row);
        let beside = self.numbers.last() == Some(&row) && self.last < column;
        if !(below || beside) || !(1..=MOST_COLUMNS).contains(&column) {
            return None;
        }
        let at = usize::try_from(column).ok()? - 1;
        if at >= self.columns.len() {
            self.columns.resize_with(at + 1, Column::default);
        }
        let own = self.columns.get_mut(at)?;
        let (number, bytes) = own.values.number(cell)?;
        if below {
            self.numbers.push(row);
        }
        own.codes.resize(self.numbers.len() - 1, NOTHING);
        own.codes.push(number);
        self.last = column;
        Some(bytes + size_of::<u32>())
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// The last column that holds anything.
    pub fn width(&self) -> u32 {
        u32::try_from(self.columns.len()).unwrap_or(u32::MAX)
    }

    /// Numbers of the rows in the sheet, in order.
    pub fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// Of a column of the sheet, from 1: the number of the value of each row, and the values; rows at the end that hold nothing there are
    /// left out.
    pub fn column(&self, column: u32) -> Option<(&[u32], &Values)> {
        let column = self.columns.get(usize::try_from(column).ok()?.checked_sub(1)?)?;
        Some((&column.codes, &column.values))
    }

    /// A row, by its place among the rows.
    pub fn row(&self, at: usize) -> Option<RawRow> {
        let cells = self.columns.iter().zip(1u32..).filter_map(|(column, number)| {
            let cell = column.values.get(column.codes.get(at).copied().unwrap_or(NOTHING))?;
            Some((number, RawCell::from(cell)))
        });
        Some(RawRow { number: *self.numbers.get(at)?, cells: cells.collect() })
    }

    /// All rows as the file has them.
    pub fn into_rows(self) -> Rows {
        Rows::of((0..self.len()).filter_map(|at| self.row(at)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_as_they_were_and_what_is_out_of_order_is_refused() {
        let cells = [(1, 1, "姓名"), (1, 3, "备注"), (2, 1, "张三"), (4, 3, "张三"), (4, 5, "x"), (9, 1, "张三")];
        let mut packed = Packed::default();
        for (row, column, text) in cells {
            assert!(packed.push(row, column, Held::Text(text)).is_some());
        }
        assert_eq!(packed.push(9, 2, Held::Text(" ")), Some(0), "a blank is left out");
        assert_eq!(packed.push(9, 1, Held::Text("again")), None);
        assert_eq!(packed.push(8, 2, Held::Text("late")), None);
        assert_eq!(packed.push(10, 65, Held::Text("far")), None);
        assert_eq!((packed.len(), packed.width(), packed.numbers()), (4, 5, [1, 2, 4, 9].as_slice()));
        assert_eq!(packed.column(3).map(|(codes, values)| (codes.to_vec(), values.len())), Some((vec![1, 0, 2], 2)));
        let rows = packed.into_rows().in_order();
        let back = rows.iter().flat_map(|row| row.cells.iter().map(|(column, cell)| (row.number, *column, cell.shown())));
        let expected: Vec<(u32, u32, String)> = cells.iter().map(|(row, column, text)| (*row, *column, (*text).to_owned())).collect();
        assert_eq!(back.collect::<Vec<_>>(), expected);
    }
}
