//! Cells to rows, as they are read.
//!
//! In: cells one after the other, nearly always in order. Out: rows in order. No cell is held twice.

use super::grid::{RawCell, RawRow};

/// Rows as they are read, cell by cell.
#[derive(Debug, Default)]
pub struct Rows {
    rows: Vec<RawRow>,
    /// Cells that came after one below or right of them.
    late: Vec<(u32, u32, RawCell)>,
}

impl Rows {
    /// Takes the next cell; a blank one is left out.
    pub fn push(&mut self, number: u32, column: u32, cell: RawCell) {
        if cell.is_blank() {
            return;
        }
        match self.rows.last_mut() {
            Some(row) if row.number == number && row.cells.last().is_none_or(|(last, _)| *last < column) => row.cells.push((column, cell)),
            Some(row) if row.number >= number => self.late.push((number, column, cell)),
            last => {
                // Most rows of a table have as many cells as the one above.
                let mut cells = Vec::with_capacity(last.map_or(1, |row| row.cells.len()));
                cells.push((column, cell));
                self.rows.push(RawRow { number, cells });
            }
        }
    }

    /// Rows that are in order.
    pub fn of(rows: Vec<RawRow>) -> Self {
        Self { rows, late: Vec::new() }
    }

    /// Number of rows so far.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// All rows, where every cell came in order.
    pub fn if_in_order(self) -> Result<Vec<RawRow>, Self> {
        if self.late.is_empty() {
            Ok(self.rows)
        } else {
            Err(self)
        }
    }

    /// All rows in order; of two cells at one place the first stays.
    pub fn in_order(self) -> Vec<RawRow> {
        if self.late.is_empty() {
            return self.rows;
        }
        let read =
            self.rows.into_iter().flat_map(|RawRow { number, cells }| cells.into_iter().map(move |(column, cell)| (number, column, cell)));
        let mut cells: Vec<(u32, u32, RawCell)> = read.chain(self.late).collect();
        cells.sort_by_key(|(row, column, _)| (*row, *column));
        cells.dedup_by_key(|(row, column, _)| (*row, *column));
        let mut rows = Self::default();
        for (row, column, cell) in cells {
            rows.push(row, column, cell);
        }
        rows.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_in_any_order_are_rows_in_order() {
        let mut rows = Rows::default();
        let cells = [(2, 2, "b"), (2, 1, "a"), (1, 1, "above"), (2, 2, "again"), (2, 3, " "), (3, 1, "below"), (3, 4, "right")];
        for (row, column, text) in cells {
            rows.push(row, column, RawCell::Text(text.to_owned()));
        }
        let cell = |(column, cell): (u32, RawCell)| (column, cell.shown());
        let found: Vec<_> =
            rows.in_order().into_iter().map(|row| (row.number, row.cells.into_iter().map(cell).collect::<Vec<_>>())).collect();
        let expected = [(1, vec![(1, "above")]), (2, vec![(1, "a"), (2, "b")]), (3, vec![(1, "below"), (4, "right")])];
        let owned = |cells: Vec<(u32, &str)>| cells.into_iter().map(|(column, text)| (column, text.to_owned())).collect::<Vec<_>>();
        assert_eq!(found, expected.map(|(row, cells)| (row, owned(cells))));
    }
}
