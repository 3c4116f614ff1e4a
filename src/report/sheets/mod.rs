//! One file for each sheet: a roll in, a [`super::sheet::Sheet`] out. None of them knows the others' layout, except
//! through [`items::points_address`], which tells where an item's points stand.

pub(super) mod agreement;
mod allotments;
mod arithmetic;
pub(super) mod ballots;
pub(super) mod basis;
pub(super) mod changes;
pub(super) mod charts;
pub(super) mod confidence;
pub(super) mod contents;
pub(super) mod corrections;
pub(super) mod fairness;
pub(super) mod faults;
pub(super) mod figures;
pub(super) mod flags;
pub(super) mod groups;
pub(super) mod items;
pub(super) mod lots;
pub(super) mod near;
pub(super) mod notices;
pub(super) mod open;
pub(super) mod proposal;
pub(super) mod ranking;
pub(super) mod record;
pub(super) mod remarks;
mod shown;
pub(in crate::report) mod sure;
mod term;
mod totals;
