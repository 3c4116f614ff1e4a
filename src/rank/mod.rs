//! Totals to standings: rounding, vetoes, grades, ranks, quotas, selection.
//!
//! All decisions are taken on exact numbers, never on row order or names.

pub mod standing;
