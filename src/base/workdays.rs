//! Working days: Monday to Friday, less the holidays and plus the weekend days worked (调休) that a person has written down.

use std::collections::BTreeSet;

use chrono::{Datelike, Weekday};

use super::period::Day;

/// Which days are worked. Public holidays are announced year by year, so none are built in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Workdays {
    /// Days off, whatever day of the week.
    pub off: BTreeSet<Day>,
    /// Days worked, whatever day of the week.
    pub on: BTreeSet<Day>,
}

impl Workdays {
    /// Whether the day is worked.
    pub fn is_worked(&self, day: Day) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.on.contains(&day) || !weekend && !self.off.contains(&day)
    }

    /// The first working day after this one, and the last of so many from it on; none beyond the calendar.
    pub fn after(&self, day: Day, count: u64) -> Option<(Day, Day)> {
        let worked = |from: Day| from.iter_days().skip(1).find(|day| self.is_worked(*day));
        let first = worked(day)?;
        let last = (1..count.max(1)).try_fold(first, |last, _| worked(last))?;
        Some((first, last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn five_working_days_are_a_week() {
        let plain = Workdays::default();
        // 2026-01-15 is a Thursday, the 16th a Friday.
        assert_eq!(plain.after(day("2026-01-15"), 5), Some((day("2026-01-16"), day("2026-01-22"))));
        assert_eq!(plain.after(day("2026-01-16"), 5), Some((day("2026-01-19"), day("2026-01-23"))));
        assert_eq!(plain.after(day("2026-01-17"), 1), Some((day("2026-01-19"), day("2026-01-19"))));
    }

    #[test]
    fn holidays_lengthen_a_notice_and_weekend_days_worked_shorten_it() {
        let off = (16..=22).filter_map(|date| Day::from_ymd_opt(2026, 2, date)).collect();
        let on = [day("2026-02-28")].into();
        let written = Workdays { off, on };
        // 2026-02-13 is a Friday; the 16th to the 22nd are off; the 28th is a Saturday.
        assert_eq!(written.after(day("2026-02-13"), 6), Some((day("2026-02-23"), day("2026-02-28"))));
        assert!(!written.is_worked(day("2026-02-16")) && written.is_worked(day("2026-02-28")) && !written.is_worked(day("2026-02-21")));
    }
}
