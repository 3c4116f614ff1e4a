//! Dates as offices write them.
//!
//! In: texts and numbers, the period that gives the year, the language that says which number is
//! the day. Out: days; a date that can be read in two ways is said, never guessed.

use chrono::Days;

use super::calendar::{dated, exact, Calendar};
use super::{english, number};
use crate::base::period::Day;
use crate::base::problem::Fault;
use crate::base::text::{squeeze, tidy, Language};

/// Whether the text says that there is no date, or that it is not over.
pub fn is_open(text: &str) -> bool {
    let text = squeeze(text);
    number::is_nothing(&text) || matches!(text.as_str(), "至今" | "在任" | "现任" | "inoffice" | "present" | "n/a")
}

/// Reads a number cell that is not formatted as a date.
pub fn number(value: f64, calendar: Calendar) -> Result<Day, Fault> {
    let text = number::plain(value);
    let Some((whole, decimals)) = text.split_once('.') else { return self::text(&text, calendar) };
    if let Some(day) = whole.parse().ok().and_then(serial) {
        return Ok(day);
    }
    let (Ok(month), Ok(day)) = (whole.parse(), decimals.parse::<u32>()) else { return Err(Fault::NotADate) };
    if whole.len() == 4 {
        return Err(Fault::DateUnclear);
    }
    if decimals.len() > 2 || !(1..=12).contains(&month) {
        return Err(Fault::NotADate);
    }
    // A number keeps no last zero: 3.1 may have been 3.10.
    if decimals.len() == 1 && dated(month, day * 10, calendar).is_ok() {
        return Err(Fault::DateUnclear);
    }
    dated(month, day, calendar)
}

/// Reads a text.
pub fn text(text: &str, calendar: Calendar) -> Result<Day, Fault> {
    let text = tidy(text).to_lowercase();
    match Numeric::start(&text) {
        Some(numeric) => match english::date(&text, calendar) {
            Some(day) => day,
            None => numeric.whole(calendar),
        },
        None => english::date(&text, calendar).unwrap_or(Err(Fault::NotADate)),
    }
}

/// Finds a date within a text such as a header: the whole text, else the first date in it.
pub fn within(text: &str, calendar: Calendar) -> Result<Day, Fault> {
    let text = tidy(text).to_lowercase();
    let mut fault = match self::text(&text, calendar) {
        Ok(day) => return Ok(day),
        Err(fault) => fault,
    };
    let mut after_digit = false;
    for (start, mark) in text.char_indices() {
        let begins = mark.is_ascii_digit() && !after_digit;
        after_digit = mark.is_ascii_digit();
        let numeric = if begins { text.get(start..).and_then(Numeric::start) } else { None };
        // Without a month sign two numbers may be anything.
        if let Some(numeric) = numeric.filter(|numeric| numeric.numbers.len() == 3 || numeric.marks.contains(&'月')) {
            match numeric.day(calendar) {
                Ok(day) => return Ok(day),
                Err(found) => fault = found,
            }
        }
    }
    Err(fault)
}

/// The day of an Excel serial number of our time.
fn serial(days: u64) -> Option<Day> {
    let epoch = Day::from_ymd_opt(1899, 12, 30)?;
    (20_000..=80_000).contains(&days).then(|| epoch.checked_add_days(Days::new(days)))?
}

/// Up to three numbers with the signs between them, and what follows.
struct Numeric<'a> {
    numbers: Vec<(u32, usize)>,
    marks: Vec<char>,
    rest: &'a str,
}

impl<'a> Numeric<'a> {
    fn start(text: &'a str) -> Option<Self> {
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
    fn whole(&self, calendar: Calendar) -> Result<Day, Fault> {
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

    fn day(&self, calendar: Calendar) -> Result<Day, Fault> {
        let mark = self.marks.first().copied().unwrap_or(' ');
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::period::Period;

    fn in_period<T>(period: &str, language: Language, read: impl Fn(Calendar) -> T) -> T {
        let Some(period) = Period::parse(period) else { panic!("{period} is a period") };
        read(Calendar { period: &period, language })
    }

    fn zh(written: &str) -> Result<String, Fault> {
        in_period("2024-H1", Language::Chinese, |calendar| text(written, calendar).map(|day| day.to_string()))
    }

    fn typed(value: f64) -> Result<String, Fault> {
        in_period("2024", Language::Chinese, |calendar| number(value, calendar).map(|day| day.to_string()))
    }

    #[test]
    fn every_usual_form_is_the_same_day() {
        for written in [
            "2024-03-05",
            "2024/3/5",
            "2024.3.5",
            "2024年3月5日",
            "20240305",
            "３月５日",
            "3月5日",
            "3月5日上午",
            "3.5",
            "3/5",
            "45356",
            "2024年3月5日 10:13",
            "2024/03/05 12:00:00",
            "2024-03-05T00:00:00",
            "2024年3月5日（周二）",
            "2024 年 3 月 5 日",
            "5 Mar 2024",
            "5-Mar-24",
            "March 5, 2024",
            "24年3月5日",
            "2024.3.5日",
            "05-03-2024 x",
        ] {
            let expected = if written.ends_with('x') { Err(Fault::NotADate) } else { Ok("2024-03-05".to_owned()) };
            assert_eq!(zh(written), expected, "{written}");
        }
    }

    #[test]
    fn two_readings_are_said() {
        for written in ["2024.3", "2024年3月", "2024", "05-06-2019", "3.5-3.7", "24.3.5", "3月5日-7日"] {
            assert_eq!(zh(written), Err(Fault::DateUnclear), "{written}");
        }
        for written in ["", "一季度", "2025-13-01", "2024-02-30", "2.30", "好", "13800001111", "2024-03-05主席团"] {
            assert_eq!(zh(written), Err(Fault::NotADate), "{written}");
        }
        let several = in_period("2018-09-01..2020-08-31", Language::Chinese, |calendar| text("3月5日", calendar));
        assert_eq!(several, Err(Fault::DateUnclear));
    }

    #[test]
    fn numbers_that_excel_made_of_dates_are_read_where_they_are_clear() {
        for (value, day) in [
            (3.5, "2024-03-05"),
            (3.15, "2024-03-15"),
            (45356.0, "2024-03-05"),
            (45356.43, "2024-03-05"),
            (20_240_305.0, "2024-03-05"),
            (2.3, "2024-02-03"),
        ] {
            assert_eq!(typed(value), Ok(day.to_owned()), "{value}");
        }
        for value in [3.1, 3.2, 3.3, 2024.3, 2024.0] {
            assert_eq!(typed(value), Err(Fault::DateUnclear), "{value}");
        }
        for value in [13.5, 3.456, 100.0, -3.5] {
            assert_eq!(typed(value), Err(Fault::NotADate), "{value}");
        }
    }

    #[test]
    fn a_date_is_found_in_a_header() {
        let find = |header: &str| in_period("2025-H1", Language::Chinese, |calendar| within(header, calendar).map(|day| day.to_string()));
        for (header, day) in [
            ("人代会/1月8日上午", "2025-01-08"),
            ("2025-03-05 主席团会议", "2025-03-05"),
            ("第3次主席团会议（3月5日）", "2025-03-05"),
            ("1月8-9日", "2025-01-08"),
            ("3月5日", "2025-03-05"),
        ] {
            assert_eq!(find(header), Ok(day.to_owned()), "{header}");
        }
        assert_eq!(find("人代会"), Err(Fault::NotADate));
    }

    #[test]
    fn an_open_end_is_no_date() {
        for written in ["In Office", "至今", "在任", "—", ""] {
            assert!(is_open(written), "{written}");
        }
    }
}
