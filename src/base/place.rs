//! Where something stands in the user's files.

use std::cmp::Ordering;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use super::text::{Language, Say};

/// A cell of a sheet of a file, or a line of a text file.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// Path as given, with `/`.
    pub file: Arc<str>,
    /// Sheet; empty for files without sheets.
    pub sheet: Arc<str>,
    /// Row from 1 (a line in text files); 0 where the whole sheet or file is meant.
    pub row: u32,
    /// Column from 1; 0 where the whole row is meant.
    pub column: u32,
}

impl Ord for Place {
    /// By file, sheet, row, column; places of one sheet mostly share its texts, which need no reading then.
    fn cmp(&self, other: &Self) -> Ordering {
        let texts = |own: &Arc<str>, other: &Arc<str>| if Arc::ptr_eq(own, other) { Ordering::Equal } else { own.cmp(other) };
        let sheets = || texts(&self.sheet, &other.sheet);
        let cells = || (self.row, self.column).cmp(&(other.row, other.column));
        texts(&self.file, &other.file).then_with(sheets).then_with(cells)
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        (self.row, self.column) == (other.row, other.column) && self.cmp(other).is_eq()
    }
}

impl Eq for Place {}

/// A path as it is told: with `/`, whatever the system.
pub fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

impl Place {
    /// A whole file.
    pub fn file(file: &str) -> Self {
        Self { file: file.into(), ..Self::default() }
    }

    /// A whole sheet.
    pub fn sheet(file: &Arc<str>, sheet: &Arc<str>) -> Self {
        Self { file: Arc::clone(file), sheet: Arc::clone(sheet), row: 0, column: 0 }
    }

    /// A cell of the same sheet.
    #[must_use]
    pub fn at(&self, row: u32, column: u32) -> Self {
        Self { row, column, ..self.clone() }
    }

    /// The cell's name, `C12`; `12` for a whole row; nothing for a sheet or file.
    pub fn cell(&self) -> Option<String> {
        match (self.row, self.column) {
            (0, 0) => None,
            (0, column) => Some(column_name(column)),
            (row, 0) => Some(row.to_string()),
            (row, column) => Some(format!("{}{row}", column_name(column))),
        }
    }
}

impl Place {
    /// For a person: a whole row as `row 12` or `第 12 行`.
    pub fn told(&self, language: Language) -> String {
        let sheet = self.at(0, 0);
        match (self.row, self.column) {
            (row @ 1.., 0) => format!("{sheet} {}", Say::new(format!("第 {row} 行"), format!("row {row}")).text(language)),
            _ => self.to_string(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.file)?;
        if !self.sheet.is_empty() {
            write!(formatter, " [{}]", self.sheet)?;
        }
        match self.cell() {
            Some(cell) => write!(formatter, " {cell}"),
            None => Ok(()),
        }
    }
}

/// `1` → `A`, `27` → `AA`.
pub fn column_name(column: u32) -> String {
    let mut name = Vec::new();
    let mut rest = column;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        name.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    name.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_excel_names_them() {
        for (number, name) in [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")] {
            assert_eq!(column_name(number), name);
        }
    }
}
