//! When somebody is in office, and for how much of a period.
//!
//! In: days of entering and leaving, and suspensions. Out: the exposure, as a share of days or months.

use super::exact::Exact;
use super::period::{Day, Per, Period};

/// When a subject was in office: from, to, and suspensions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    /// First day in office; open when unknown.
    pub from: Option<Day>,
    /// Last day in office.
    pub to: Option<Day>,
    /// First day of each suspension and first day back.
    pub pauses: Vec<(Day, Option<Day>)>,
}

/// How the time in office is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Counted {
    /// In days.
    #[default]
    Days,
    /// In calendar months with at least one day in office.
    MonthsBegun,
    /// In calendar months without a day out of office.
    MonthsFull,
}

impl Term {
    /// Whether the subject could act on that day.
    pub fn holds(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day)
            && self.to.is_none_or(|to| day <= to)
            && !self.pauses.iter().any(|(pause, back)| *pause <= day && back.is_none_or(|back| day < back))
    }

    /// Whether there is a day in office within the period.
    pub fn touches(&self, period: &Period) -> bool {
        self.days(period) > 0
    }

    /// The part of the period in office: days, or calendar months that it touches, ÷ all of them.
    pub fn exposure(&self, period: &Period, counted: Counted) -> Exact {
        let months = || period.parts(Per::Month);
        let (held, all) = match counted {
            Counted::Days => return Exact::from(self.days(period)).over(&Exact::from(period.days())).unwrap_or_default(),
            Counted::MonthsBegun => (months().iter().filter(|month| self.touches(month)).count(), months().len()),
            Counted::MonthsFull => (months().iter().filter(|month| self.days(month) == month.days()).count(), months().len()),
        };
        Exact::from(held as u64).over(&Exact::from(all as u64)).unwrap_or_default()
    }

    /// Days in office within the period.
    fn days(&self, period: &Period) -> i64 {
        let from = self.from.map_or(period.from, |from| from.max(period.from));
        let to = self.to.map_or(period.to, |to| to.min(period.to));
        if self.pauses.is_empty() {
            return ((to - from).num_days() + 1).max(0);
        }
        let held = from.iter_days().take_while(|day| *day <= to).filter(|day| self.holds(*day)).count();
        i64::try_from(held).unwrap_or(i64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Day> {
        Day::parse_from_str(text, "%Y-%m-%d").ok()
    }

    fn exposure(term: &Term, period: &str, counted: Counted) -> String {
        Period::parse(period).map(|period| term.exposure(&period, counted).to_string()).unwrap_or_default()
    }

    #[test]
    fn a_suspension_is_left_out_of_the_exposure() {
        let pauses = day("2025-03-01").map(|pause| (pause, day("2025-03-11"))).into_iter().collect();
        let term = Term { from: day("2025-01-02"), to: None, pauses };
        assert_eq!(exposure(&term, "2025-H1", Counted::Days), "170/181");
        assert_eq!(exposure(&term, "2025-H1", Counted::MonthsBegun), "1");
        assert_eq!(exposure(&term, "2025-H1", Counted::MonthsFull), "2/3", "neither January nor March is full");
    }

    #[test]
    fn months_are_those_that_the_period_touches() {
        let term = Term { from: day("2025-03-31"), to: day("2025-09-30"), pauses: Vec::new() };
        assert_eq!(exposure(&term, "2025", Counted::Days), "184/365");
        assert_eq!(exposure(&term, "2025", Counted::MonthsBegun), "7/12");
        assert_eq!(exposure(&term, "2025", Counted::MonthsFull), "1/2");
        // Of a month that is cut, the days of the period decide.
        assert_eq!(exposure(&term, "2025-03-31..2025-04-02", Counted::MonthsFull), "1");
        assert_eq!(exposure(&term, "2024", Counted::MonthsBegun), "0");
    }

    #[test]
    fn a_day_in_office_without_a_full_month_is_exposure_0_of_that_kind() {
        let term = Term { from: day("2025-12-31"), to: None, pauses: Vec::new() };
        assert_eq!(exposure(&term, "2025", Counted::MonthsFull), "0");
        assert_eq!(exposure(&term, "2025", Counted::MonthsBegun), "1/12");
        assert!(Period::parse("2025").is_some_and(|period| term.touches(&period)));
    }
}
