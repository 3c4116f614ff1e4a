//! Tallies and rubric to scorecards: exact arithmetic that a lawyer could follow.
//!
//! It knows no frame, no sheet and no file. Scoring cannot fail: what could go wrong was found before.

pub mod card;
