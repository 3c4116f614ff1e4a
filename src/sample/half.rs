//! Half years and the dates in them, and the ways an office writes a date.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::dice::Dice;
use super::grid::Cell;

/// A half year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Half {
    pub(super) year: i32,
    pub(super) second: bool,
}

/// The half year in which a few delegates meet something out of the ordinary.
pub(super) const EVENTFUL: Half = Half { year: 2025, second: true };

impl Half {
    /// `count` half years: four end with the second half of 2025, more go on after it.
    pub(super) fn run(count: u32) -> Vec<Half> {
        let skipped = 4_u32.saturating_sub(count);
        (skipped..skipped + count)
            .map(|index| Half { year: 2024 + i32::try_from(index / 2).unwrap_or(0), second: index % 2 == 1 })
            .collect()
    }

    /// The name of its folder, `2025-H1`.
    pub(super) fn folder(self) -> String {
        format!("{}-H{}", self.year, if self.second { 2 } else { 1 })
    }

    /// What the office calls it.
    pub(super) fn title(self) -> String {
        format!("{}年{}", self.year, if self.second { "下半年" } else { "上半年" })
    }

    pub(super) fn first_day(self) -> NaiveDate {
        date(self.year, if self.second { 7 } else { 1 }, 1)
    }

    pub(super) fn last_day(self) -> NaiveDate {
        if self.second {
            date(self.year, 12, 31)
        } else {
            date(self.year, 6, 30)
        }
    }

    /// The half year's months, 1 to 6 or 7 to 12.
    pub(super) fn months(self) -> std::ops::RangeInclusive<u32> {
        if self.second {
            7..=12
        } else {
            1..=6
        }
    }

    /// A working day that leaves the last three weeks of the half year free.
    pub(super) fn some_day(self, dice: &mut Dice) -> NaiveDate {
        let offset = u64::try_from(dice.between(6, 158)).unwrap_or(6);
        working_day(self.first_day() + Days::new(offset))
    }
}

/// The date; the arguments are constants of this module, so it exists.
pub(super) fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// The day itself, or the next one that is neither in a weekend nor in the
/// holidays of May and October.
pub(super) fn working_day(day: NaiveDate) -> NaiveDate {
    let day = match (day.month(), day.day()) {
        (5, 1..=5) => date(day.year(), 5, 6),
        (10, 1..=8) => date(day.year(), 10, 9),
        _ => day,
    };
    match day.weekday() {
        Weekday::Sat => day + Days::new(2),
        Weekday::Sun => day + Days::new(1),
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => day,
    }
}

/// `3月5日`.
pub(super) fn month_day(day: NaiveDate) -> String {
    format!("{}月{}日", day.month(), day.day())
}

/// `2025年3月5日`.
pub(super) fn written(day: NaiveDate) -> String {
    format!("{}年{}", day.year(), month_day(day))
}

/// A date as one clerk or another types it.
pub(super) fn typed(dice: &mut Dice, day: NaiveDate) -> Cell {
    match dice.between(0, 99) {
        0..=59 => Cell::Date(day),
        60..=79 => Cell::text(written(day)),
        80..=91 => Cell::text(format!("{}.{}.{}", day.year(), day.month(), day.day())),
        _ => Cell::text(month_day(day)),
    }
}

/// The same for a day that may lie after the half year: then with its year.
pub(super) fn typed_after(dice: &mut Dice, half: Half, day: NaiveDate) -> Cell {
    let written = typed(dice, day);
    if half.first_day() <= day && day <= half.last_day() {
        written
    } else {
        Cell::Date(day)
    }
}
