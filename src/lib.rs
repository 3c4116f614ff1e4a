//! duly scores elected delegates' work from an office's spreadsheets.
//!
//! ```text
//!  workbooks ─► tables ─► evidence ─► tallies ─► item points ─► totals ─► ranks, grades, selection ─► workbooks
//!    sheet       sheet      fact       tally        score        score            rank                  report
//!                  ▲          ▲          ▲            ▲            ▲                ▲                      ▲
//!                  └──────────┴──────────┴── rubric: what counts, how much, under which clause ────────────┘
//! ```
//!
//! Each folder is a floor and uses only those before it in this list.

pub mod base;
pub mod bulk;
pub mod change;
pub mod cli;
pub mod compare;
pub mod confidence;
pub mod fact;
pub mod fair;
pub mod flag;
pub mod rank;
pub mod report;
pub mod rubric;
pub mod run;
pub mod sample;
pub mod score;
pub mod sheet;
pub mod stats;
pub mod tally;
