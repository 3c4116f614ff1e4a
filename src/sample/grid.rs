//! A sheet before it is written: title, headers, rows, merged cells, totals.
//! Knows what kind of value a column holds, but neither Excel nor CSV.

use chrono::NaiveDate;

/// What a cell holds.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Cell {
    Blank,
    Text(String),
    Whole(i64),
    Tenths(i64),
    Date(NaiveDate),
    /// The sum of the column's cells above; the result is kept with it.
    Sum(i64),
    /// A long number typed as a number, which a spreadsheet cuts to 15 digits.
    LongNumber(f64),
    /// The error that a formula gives.
    Error(&'static str),
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Cell::Text(text.into())
    }

    pub(super) fn count(count: usize) -> Self {
        Cell::Whole(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// A text, or nothing.
    pub(super) fn maybe(text: &str) -> Self {
        if text.is_empty() {
            Cell::Blank
        } else {
            Cell::text(text)
        }
    }
}

/// What kind of value a column holds: where which fault can be planted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Free text, numbers of rows, remarks: nothing to go wrong.
    Free,
    /// One person, without whom the row scores nobody.
    Person,
    /// One person who signs; somebody from outside may sign too.
    Signer,
    /// One or several people.
    People,
    /// A word that must be there.
    Word,
    /// A word of a wide table, where a blank is a missing record.
    WordCell,
    /// A number that must be there and lie in a range.
    Number,
    /// A ballot count or a mark.
    NumberCell,
    Date,
    /// The subject's key.
    Key,
    /// The number of an identity document.
    Identity,
}

/// One column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// The merged header above this one and its neighbours.
    pub(super) group: Option<String>,
    pub(super) header: String,
    pub(super) kind: Kind,
    /// In characters.
    pub(super) width: u16,
}

/// A column under one header.
pub(super) fn column(header: &str, kind: Kind, width: u16) -> Column {
    Column { group: None, header: header.to_owned(), kind, width }
}

/// A column under two headers.
pub(super) fn grouped(group: &str, header: &str, kind: Kind, width: u16) -> Column {
    Column { group: Some(group.to_owned()), ..column(header, kind, width) }
}

/// Cells merged downward: their value stands in the first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Down {
    pub(super) column: usize,
    pub(super) first: usize,
    pub(super) last: usize,
}

/// One sheet.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    pub(super) sheet: String,
    pub(super) title: String,
    /// The line under the title: who filled it in, and when.
    pub(super) note: String,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) merged: Vec<Down>,
    pub(super) totals: Option<Vec<Cell>>,
    /// The line for signatures.
    pub(super) foot: Option<String>,
}

impl Grid {
    pub(super) fn new(sheet: &str, title: String, note: String, columns: Vec<Column>) -> Self {
        Self { sheet: sheet.to_owned(), title, note, columns, rows: Vec::new(), merged: Vec::new(), totals: None, foot: None }
    }

    /// Header rows: two when some columns stand under a merged one.
    pub(super) fn header_rows(&self) -> usize {
        if self.columns.iter().any(|column| column.group.is_some()) {
            2
        } else {
            1
        }
    }

    /// Rows above the first row of data.
    pub(super) fn body_start(&self) -> usize {
        2 + self.header_rows()
    }

    /// Merges runs of equal texts in these columns downward; a run in a later
    /// column ends where one in an earlier column ends.
    pub(super) fn merge_equal(&mut self, columns: &[usize]) {
        let mut borders = vec![false; self.rows.len()];
        for &column in columns {
            for row in 1..self.rows.len() {
                let differs = self.cell(row, column) != self.cell(row - 1, column);
                if let Some(border) = borders.get_mut(row) {
                    *border |= differs;
                }
            }
            self.merge_between(column, &borders);
        }
    }

    fn merge_between(&mut self, column: usize, borders: &[bool]) {
        let starts: Vec<usize> = (0..self.rows.len()).filter(|&row| row == 0 || borders.get(row) == Some(&true)).collect();
        for (index, &first) in starts.iter().enumerate() {
            let last = starts.get(index + 1).map_or(self.rows.len(), |next| *next) - 1;
            if last > first {
                self.merged.push(Down { column, first, last });
            }
        }
    }

    /// Empties all merged cells but the first, as a spreadsheet does.
    pub(super) fn blank_merged(&mut self) {
        for down in self.merged.clone() {
            for row in down.first + 1..=down.last {
                self.set(row, down.column, Cell::Blank);
            }
        }
    }

    pub(super) fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.rows.get(row).and_then(|cells| cells.get(column))
    }

    pub(super) fn set(&mut self, row: usize, column: usize, value: Cell) {
        if let Some(cell) = self.rows.get_mut(row).and_then(|cells| cells.get_mut(column)) {
            *cell = value;
        }
    }

    /// A row of totals: the word, then sums under the columns named.
    pub(super) fn add_totals(&mut self, word: &str, summed: &[usize]) {
        let mut totals = vec![Cell::Blank; self.columns.len()];
        if let Some(first) = totals.first_mut() {
            *first = Cell::text(word);
        }
        for &column in summed {
            let sum = self.rows.iter().filter_map(|row| row.get(column)).map(whole).sum();
            if let Some(cell) = totals.get_mut(column) {
                *cell = Cell::Sum(sum);
            }
        }
        self.totals = Some(totals);
    }

    /// The address of a body cell, `C12`.
    pub(super) fn address(&self, row: usize, column: usize) -> String {
        format!("{}{}", letters(column), self.body_start() + row + 1)
    }
}

fn whole(cell: &Cell) -> i64 {
    match cell {
        Cell::Whole(number) => *number,
        Cell::Blank | Cell::Text(_) | Cell::Tenths(_) | Cell::Date(_) | Cell::Sum(_) | Cell::LongNumber(_) | Cell::Error(_) => 0,
    }
}

/// 0 is A, 26 is AA.
pub(super) fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut name = Vec::new();
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        name.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    name.iter().rev().collect()
}

/// One workbook: a file name without its ending, and its sheets.
#[derive(Clone, Debug)]
pub(super) struct Book {
    pub(super) file: String,
    pub(super) grids: Vec<Grid>,
}
