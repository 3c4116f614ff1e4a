//! Dates written in numbers, with signs between them.
//!
//! In: a text that begins with a digit. Out: the day, where there is one way to read it.

use chrono::Days;

use super::calendar::{dated, exact, Calendar};
use crate::base::period::Day;
use crate::base::problem::Fault;
use crate::base::text::Language;

/// The day of an Excel serial number of our time.
pub(super) fn serial(days: u64) -> Option<Day> {
    let epoch = Day::from_ymd_opt(1899, 12, 30)?;
    (20_000..=80_000).contains(&days).then(|| epoch.checked_add_days(Days::new(days)))?
}

/// Up to three numbers with the signs between them, and what follows.
pub(super) struct Numeric<'a> {
    numbers: Vec<(u32, usize)>,
    marks: Vec<char>,
    rest: &'a str,
}

impl<'a> Numeric<'a> {
    /// The numbers at the start of the text.
    pub(super) fn start(text: &'a str) -> Option<Self> {
        let mut found = Self { numbers: Vec::new(), marks: Vec::new(), rest: text };
        while found.numbers.len() < 3 {
            let length = found.rest.bytes().take_while(u8::is_ascii_digit).count();
            let (digits, rest) = found.rest.split_at_checked(length)?;
            if !(1..=8).contains(&length) {
                break;
            }
            found.numbers.push((digits.parse().ok()?, length));
            found.rest = rest;
            // Behind 3月5 there is no third part: 1月8-9日 is two days.
            if found.marks == ['月'] {
                break;
            }
            let after = rest.trim_start();
            let Some(mark) = after.chars().next().filter(|mark| "-/.年月".contains(*mark)) else { break };
            let next = after.get(mark.len_utf8()..).unwrap_or_default().trim_start();
            let goes_on = next.starts_with(|mark: char| mark.is_ascii_digit());
            if !goes_on && !"年月".contains(mark) || found.numbers.len() == 3 {
                break;
            }
            found.marks.push(mark);
            found.rest = next;
            if !goes_on {
                break;
            }
        }
        if found.marks.contains(&'月') {
            found.rest = found.rest.trim_start().trim_start_matches(['日', '号']);
        }
        (!found.numbers.is_empty()).then_some(found)
    }

    /// The date, when nothing but a time of day follows.
    pub(super) fn whole(&self, calendar: Calendar) -> Result<Day, Fault> {
        let rest = self.rest.trim();
        if rest.starts_with(['-', '–', '—', '~', '至', '到', '、']) {
            return Err(Fault::DateUnclear);
        }
        if !rest.chars().all(|mark| mark.is_ascii_digit() || ":.+-ztamp 上下午晚早中时分秒点半星期周一二三四五六日天()".contains(mark))
        {
            return Err(Fault::NotADate);
        }
        self.day(calendar)
    }

    /// Whether there are three numbers or a month sign; without, two numbers may be anything.
    pub(super) fn is_plainly_a_date(&self) -> bool {
        self.numbers.len() == 3 || self.marks.contains(&'月')
    }

    /// The day that the numbers name.
    pub(super) fn day(&self, calendar: Calendar) -> Result<Day, Fault> {
        let mark = self.marks.first().copied().unwrap_or(' ');
        let begins_with_year = mark == '年' || matches!(self.numbers.first(), Some((_, 4)));
        if self.marks.contains(&'月') && mark != '月' && !begins_with_year {
            // 1-3月 is three months.
            return Err(Fault::DateUnclear);
        }
        match self.numbers.as_slice() {
            [(number, 8)] => exact(number / 10_000, number / 100 % 100, number % 100),
            [(number, 5)] => serial((*number).into()).ok_or(Fault::NotADate),
            [(year, 4), (month, _), (day, _)] => exact(*year, *month, *day),
            [(year, 2), (month, _), (day, _)] if mark == '年' => exact(2000 + year, *month, *day),
            [(first, 1..=2), (second, 1..=2), (year, 4)] => year_last(*first, *second, *year, mark == '-', calendar),
            [(month, 1..=2), (day, 1..=2)] if mark == '月' => dated(*month, *day, calendar),
            [(first, 1..=2), (second, 1..=2)] => match calendar.language {
                Language::Chinese => dated(*first, *second, calendar),
                Language::English => Err(Fault::DateUnclear),
            },
            [(_, 1..=2), (_, 1..=2), (_, 1..=2)] | [(_, 4), (_, 1..=2)] | [(1900..=2100, 4)] => Err(Fault::DateUnclear),
            _ => Err(Fault::NotADate),
        }
    }
}

fn year_last(first: u32, second: u32, year: u32, dashed: bool, calendar: Calendar) -> Result<Day, Fault> {
    let day_first = first > 12 || first == second || dashed && calendar.language == Language::English;
    if day_first {
        exact(year, second, first)
    } else if second > 12 {
        exact(year, first, second)
    } else {
        Err(Fault::DateUnclear)
    }
}
