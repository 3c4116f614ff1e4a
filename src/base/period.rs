//! Periods of assessment: their first and last day, and the parts of the calendar within them.
//!
//! In: texts such as `2025-H1` or `2025年下半年`. Out: first and last day, both counted.

use chrono::{Datelike, Months, NaiveDate};

use super::text::Say;

pub use super::term::{Counted, Term};

/// A calendar day.
pub type Day = NaiveDate;

/// The time assessed, both ends counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
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

    /// The calendar years, half-years, quarters or months that it touches, the first and last cut to it. Each has the id
    /// of the whole one.
    pub fn parts(&self, per: Per) -> Vec<Self> {
        let cut = |part: Self| Self { from: part.from.max(self.from), to: part.to.min(self.to), ..part };
        self.whole_parts(per).into_iter().map(cut).collect()
    }

    /// The same, not cut.
    pub fn whole_parts(&self, per: Per) -> Vec<Self> {
        let months = per.months();
        let mut parts = Vec::new();
        let mut first = self.from.with_day(1).and_then(|day| day.with_month0(day.month0() / months * months));
        while let Some(from) = first.filter(|day| *day <= self.to) {
            first = from.checked_add_months(Months::new(months));
            let last = first.and_then(|next| next.pred_opt()).unwrap_or(self.to);
            parts.push(Self { from, to: last, id: per.id(from) });
        }
        parts
    }

    /// The id as an office writes it: `2025年上半年`.
    pub fn say(&self) -> Say {
        let zh = self.id.split_once('-').filter(|_| self.id.len() <= 7).map(|(year, part)| {
            let part = match part {
                "H1" => "上半年".to_owned(),
                "H2" => "下半年".to_owned(),
                "Q1" => "第一季度".to_owned(),
                "Q2" => "第二季度".to_owned(),
                "Q3" => "第三季度".to_owned(),
                "Q4" => "第四季度".to_owned(),
                month => format!("{}月", month.trim_start_matches('0')),
            };
            format!("{year}年{part}")
        });
        let whole_year = || if self.id.len() == 4 { format!("{}年", self.id) } else { self.id.clone() };
        Say::new(zh.unwrap_or_else(whole_year), &self.id)
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

/// The parts of the calendar that a period is divided into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Per {
    /// From 1 January.
    Year,
    /// From 1 January and 1 July.
    HalfYear,
    /// From 1 January, April, July and October.
    Quarter,
    /// From the first of each month.
    Month,
}

impl Per {
    fn months(self) -> u32 {
        match self {
            Self::Year => 12,
            Self::HalfYear => 6,
            Self::Quarter => 3,
            Self::Month => 1,
        }
    }

    /// The id of the one that begins on this day.
    fn id(self, first: Day) -> String {
        let year = first.year();
        match self {
            Self::Year => year.to_string(),
            Self::HalfYear => format!("{year}-H{}", first.month0() / 6 + 1),
            Self::Quarter => format!("{year}-Q{}", first.month0() / 3 + 1),
            Self::Month => format!("{year}-{:02}", first.month()),
        }
    }

    /// The word of the rubric language.
    pub fn word(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::HalfYear => "half-year",
            Self::Quarter => "quarter",
            Self::Month => "month",
        }
    }

    /// In words.
    pub fn say(self) -> Say {
        match self {
            Self::Year => Say::new("年", "year"),
            Self::HalfYear => Say::new("半年", "half-year"),
            Self::Quarter => Say::new("季度", "quarter"),
            Self::Month => Say::new("月", "month"),
        }
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
    fn a_period_is_divided_as_the_calendar_is_and_its_ends_are_cut() {
        let told = |text: &str, per: Per| {
            let parts = Period::parse(text).map(|period| period.parts(per)).unwrap_or_default();
            parts.into_iter().map(|part| format!("{} {} {}", part.id, part.from, part.to)).collect::<Vec<_>>()
        };
        assert_eq!(told("2025", Per::HalfYear), ["2025-H1 2025-01-01 2025-06-30", "2025-H2 2025-07-01 2025-12-31"]);
        assert_eq!(
            told("2025-02-10..2025-08-01", Per::Quarter),
            ["2025-Q1 2025-02-10 2025-03-31", "2025-Q2 2025-04-01 2025-06-30", "2025-Q3 2025-07-01 2025-08-01"]
        );
        assert_eq!(told("2024-12-31..2025-01-01", Per::Year), ["2024 2024-12-31 2024-12-31", "2025 2025-01-01 2025-01-01"]);
        assert_eq!(told("2024-H1", Per::Month).get(1).map(String::as_str), Some("2024-02 2024-02-01 2024-02-29"));
        assert_eq!(told("2025-01-31..2025-02-01", Per::Month), ["2025-01 2025-01-31 2025-01-31", "2025-02 2025-02-01 2025-02-01"]);
    }

    #[test]
    fn what_is_said_of_a_period_is_read_as_it() {
        for text in ["2025", "2025-H1", "2025-Q4", "2025-03", "2018-09-01..2020-08-31"] {
            let said = Period::parse(text).map(|period| period.say().zh);
            assert_eq!(said.and_then(|said| Period::parse(&said)).map(|period| period.id), Some(text.to_owned()));
        }
    }
}
