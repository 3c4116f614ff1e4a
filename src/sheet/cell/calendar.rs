//! What days there are: the period gives the year, the language the order of day and month.

use crate::base::period::{Day, Period};
use crate::base::problem::Fault;
use crate::base::text::Language;

/// What says how a date is read.
#[derive(Debug, Clone, Copy)]
pub struct Calendar<'a> {
    /// Gives the year to dates without one.
    pub period: &'a Period,
    /// Of the workbooks.
    pub language: Language,
}

/// The day in the year that the period gives.
pub(super) fn dated(month: u32, day: u32, calendar: Calendar) -> Result<Day, Fault> {
    // A leap year tells whether such a day exists at all.
    Day::from_ymd_opt(2024, month, day).ok_or(Fault::NotADate)?;
    calendar.period.dated(month, day).ok_or(Fault::DateUnclear)
}

/// The day, where there is such a day.
pub(super) fn exact(year: u32, month: u32, day: u32) -> Result<Day, Fault> {
    let year = i32::try_from(year).map_err(|_| Fault::NotADate)?;
    Day::from_ymd_opt(year, month, day).ok_or(Fault::NotADate)
}
