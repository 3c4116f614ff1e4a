//! Periods of assessment, and days in office within them.
//!
//! In: texts such as `2025-H1` or `2025年下半年`. Out: first and last day, both counted.

use chrono::{Datelike, Months, NaiveDate};

use super::exact::Exact;

/// A calendar day.
pub type Day = NaiveDate;

/// The time assessed, both ends counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// `2025`, `2025-H1`, `2025-Q3`, `2025-03` or `2018-09-01..2020-08-31`.
    pub id: String,
}

impl Period {
    /// Reads one of the forms of `id`, or the Chinese ways to write them.
    pub fn parse(text: &str) -> Option<Self> {
        let text = super::text::squeeze(text);
        if let Some((from, to)) = text.split_once("..") {
            let (from, to) = (day(from)?, day(to)?);
            return (from <= to).then(|| Self { id: format!("{from}..{to}"), from, to });
        }
        let year: i32 = text.get(..4)?.parse().ok()?;
        let rest = text.get(4..)?;
        let rest = rest.strip_prefix('年').unwrap_or(rest);
        let part = rest.strip_prefix('-').unwrap_or(rest);
        let (first, months, suffix) = match part {
            "" => (1, 12, String::new()),
            "h1" | "上半年" => (1, 6, "-H1".into()),
            "h2" | "下半年" => (7, 6, "-H2".into()),
            _ => quarter(part).or_else(|| month(part).filter(|_| part.len() < text.len() - 4 || part.ends_with('月')))?,
        };
        let from = Day::from_ymd_opt(year, first, 1)?;
        let to = from.checked_add_months(Months::new(months))?.pred_opt()?;
        Some(Self { id: format!("{year}{suffix}"), from, to })
    }

    /// Whether the day lies within.
    pub fn contains(&self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether the whole other period lies within.
    pub fn covers(&self, other: &Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// Number of days, both ends counted.
    pub fn days(&self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    /// The year, when all its days are of one.
    pub fn year(&self) -> Option<i32> {
        (self.from.year() == self.to.year()).then(|| self.from.year())
    }

    /// The day with this month and day in the period, when there is just one.
    pub fn dated(&self, month: u32, day: u32) -> Option<Day> {
        let mut found = (self.from.year()..=self.to.year())
            .filter_map(|year| Day::from_ymd_opt(year, month, day))
            .filter(|date| self.contains(*date) || self.year().is_some());
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }
}

fn day(text: &str) -> Option<Day> {
    Day::parse_from_str(text, "%Y-%m-%d").ok()
}

fn quarter(part: &str) -> Option<(u32, u32, String)> {
    let number = match part {
        "q1" | "一季度" | "第一季度" => 1,
        "q2" | "二季度" | "第二季度" => 2,
        "q3" | "三季度" | "第三季度" => 3,
        "q4" | "四季度" | "第四季度" => 4,
        _ => return None,
    };
    Some((number * 3 - 2, 3, format!("-Q{number}")))
}

fn month(part: &str) -> Option<(u32, u32, String)> {
    let digits = part.strip_suffix('月').unwrap_or(part);
    let number: u32 = digits.parse().ok()?;
    (digits.len() <= 2 && (1..=12).contains(&number)).then(|| (number, 1, format!("-{number:02}")))
}

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

impl Term {
    /// Whether the subject could act on that day.
    pub fn holds(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day)
            && self.to.is_none_or(|to| day <= to)
            && !self.pauses.iter().any(|(pause, back)| *pause <= day && back.is_none_or(|back| day < back))
    }

    /// Days in office within the period ÷ days of the period.
    pub fn exposure(&self, period: &Period) -> Exact {
        let held = period.from.iter_days().take_while(|day| *day <= period.to).filter(|day| self.holds(*day)).count();
        Exact::from(held as u64).over(&Exact::from(period.days())).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_period_is_read() {
        for (text, id, from, to) in [
            ("2025-H2", "2025-H2", "2025-07-01", "2025-12-31"),
            ("2025年下半年", "2025-H2", "2025-07-01", "2025-12-31"),
            ("2025年第三季度", "2025-Q3", "2025-07-01", "2025-09-30"),
            ("2024-02", "2024-02", "2024-02-01", "2024-02-29"),
            ("2025", "2025", "2025-01-01", "2025-12-31"),
            ("2018-09-01..2020-08-31", "2018-09-01..2020-08-31", "2018-09-01", "2020-08-31"),
        ] {
            let period = Period::parse(text);
            assert_eq!(period.as_ref().map(|p| p.id.as_str()), Some(id), "{text}");
            assert_eq!(period.as_ref().map(|p| p.from), day(from));
            assert_eq!(period.as_ref().map(|p| p.to), day(to));
        }
        for text in ["", "25", "2025-H3", "2025-13", "sample", "2025-02-01..2025-01-01", "20251"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_suspension_is_left_out_of_the_exposure() {
        let Some(period) = Period::parse("2025-H1") else { panic!("a period") };
        let term = Term {
            from: day("2025-01-02"),
            to: None,
            pauses: vec![(Day::from_ymd_opt(2025, 3, 1).unwrap_or_default(), day("2025-03-11"))],
        };
        assert_eq!(term.exposure(&period).to_string(), "170/181");
    }
}
