//! Files to tables: what the office's spreadsheets say, cell by cell, with places.
//!
//! It knows the rubric's headers and words, and no people.

pub mod table;
