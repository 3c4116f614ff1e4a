//! Files to tables: what the office's spreadsheets say, cell by cell, with places.
//!
//! [`find()`] says which files are read; [`read()`] opens them, finds the rubric's tables in their
//! sheets and types every cell. It knows the rubric's headers and words, and no people.

mod cell;
mod copies;
mod declared;
mod delimited;
mod encoding;
pub mod excerpt;
mod find;
mod fit;
mod grid;
mod header;
mod line;
mod open;
mod plan;
#[cfg(any(test, fuzzing))]
pub mod probe;
mod quotes;
mod read;
mod rows;
mod spanned;
pub mod table;
#[cfg(test)]
mod tests;
mod twins;

pub use find::{find, given, Found, Given};
pub use open::{answer, asked, is_guarded, limit, Limits};
pub use read::read;
