//! Files to tables: what the office's spreadsheets say, cell by cell, with places.
//!
//! [`find()`] says which files are read; [`read()`] opens them, finds the rubric's tables in their
//! sheets and types every cell. It knows the rubric's headers and words, and no people.

mod arriving;
mod called;
pub(crate) mod cell;
mod copies;
pub mod corrections;
mod declared;
mod delimited;
mod divide;
mod encoding;
pub mod excerpt;
mod find;
mod fit;
pub mod fold;
mod grid;
mod header;
mod held;
mod line;
pub mod long;
mod notes;
mod open;
pub mod packed;
mod plan;
#[cfg(any(test, fuzzing))]
pub mod probe;
mod quotes;
mod read;
mod rows;
pub mod seen;
mod sketch;
mod spanned;
pub mod survey;
pub mod table;
#[cfg(test)]
mod tests;
mod twins;
mod values;
mod words;

pub use encoding::decode;
pub use find::{find, given, is_output, period_of_folder, Found, Given, UNFINISHED};
pub use grid::{RawCell, RawRow, RawSheet};
pub use notes::{is_list, list_name, notes_name};
pub use open::{answer, asked, limit, some_rows, workbook, Limits};
pub use read::{read, read_sheets, read_told, Large};
