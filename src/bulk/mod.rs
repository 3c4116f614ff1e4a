//! Large files of columns to tallies, without a cell or an entry for each row.
//!
//! ```text
//!  parquet ─► codes of distinct values ─► kinds of rows ─► counters by subject and kind ─► tallies ─► items
//!    batch          codes                     kinds              counters                    share
//! ```
//!
//! In: parquet files, the rubric, the period. Out: peer groups one after another, each with its subjects and their items. Each distinct
//! value is read once, by the reader of cells; each kind of row is judged once, by the engine of tallies; each distinct tally is
//! scored once, by the engine of scores. A row of which anything is to be said goes the way of all sheets (`odd`), with the same
//! problems, and its tallies are added. So this floor adds no rule of its own; it only knows which rubrics and files it can take
//! ([`unfit`]). It knows no workbook and no ranks.

mod batch;
mod codes;
mod counters;
mod desk;
mod exposure;
mod file;
mod fits;
mod hash;
mod kinds;
mod odd;
mod part;
mod people;
mod roster;
mod scan;
mod share;

use crate::sheet::long::Long;

pub use fits::{rows, unfit};
pub use part::{Makers, Part, Parts, Points};
pub use scan::{count, Counted, Given, Step};
