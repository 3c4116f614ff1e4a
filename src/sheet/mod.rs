//! Files to tables: what the office's spreadsheets say, cell by cell, with places.
//!
//! [`find()`] says which files are read; [`read()`] opens them, finds the rubric's tables in their
//! sheets and types every cell. It knows the rubric's headers and words, and no people.

mod cell;
mod copies;
mod declared;
mod delimited;
pub mod excerpt;
mod find;
mod fit;
mod grid;
mod header;
mod line;
mod open;
mod plan;
mod read;
mod rows;
mod spanned;
pub mod survey;
pub mod table;
#[cfg(test)]
mod tests;
mod twins;

pub use find::{find, given, Found, Given};
pub use open::{answer, answers, is_asked, is_guarded};
pub use read::read;
