//! Dates as offices write them.
//!
//! In: texts and numbers, the period that gives the year, the language that says which number is
//! the day. Out: days; a date that can be read in two ways is said, never guessed.

use super::calendar::{dated, Calendar};
use super::numerals::in_digits;
use super::numeric::{serial, Numeric};
use super::{english, number, span};
use crate::base::period::Day;
use crate::base::problem::Fault;
use crate::base::text::{squeeze, tidy};

/// Whether the text says that there is no date, or that it is not over.
pub fn is_open(text: &str) -> bool {
    let text = squeeze(text);
    number::is_nothing(&text) || matches!(text.as_str(), "至今" | "在任" | "现任" | "inoffice" | "present" | "n/a")
}

/// A date as read, with what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The day; of several the first.
    pub day: Day,
    /// Said where the text names no day.
    pub said: Option<Fault>,
}

impl From<Day> for Read {
    fn from(day: Day) -> Self {
        Self { day, said: None }
    }
}

/// Reads a number cell that is not formatted as a date.
pub fn number(value: f64, calendar: Calendar) -> Result<Read, Fault> {
    let text = number::plain(value);
    let Some((whole, decimals)) = text.split_once('.') else { return read(&text, calendar) };
    if let Some(day) = whole.parse().ok().and_then(serial) {
        return Ok(day.into());
    }
    // A number keeps no last zero: 3.1 may have been 3.10, and 2024.1 the month 2024.10.
    let lost_zero = decimals == "1" || whole.len() < 4 && decimals.len() == 1;
    let (Ok(month), Ok(day)) = (whole.parse(), decimals.parse::<u32>()) else { return Err(Fault::NotADate) };
    if whole.len() == 4 {
        return if lost_zero { Err(Fault::DateUnclear) } else { read(&text, calendar) };
    }
    if decimals.len() > 2 || !(1..=12).contains(&month) {
        return Err(Fault::NotADate);
    }
    if lost_zero && dated(month, day * 10, calendar).is_ok() {
        return Err(Fault::DateUnclear);
    }
    dated(month, day, calendar).map(Read::from)
}

/// Reads a text that may be a day, an event over days, a month or a quarter.
pub fn read(text: &str, calendar: Calendar) -> Result<Read, Fault> {
    let fault = match self::text(text, calendar) {
        Ok(day) => return Ok(day.into()),
        Err(fault) => fault,
    };
    match span::whole(text, calendar) {
        Some(Ok((from, to))) => Ok(Read { day: from, said: Some(Fault::DateWithoutDay { from: from.to_string(), to: to.to_string() }) }),
        Some(Err(fault)) => Err(fault),
        None => Err(fault),
    }
}

/// Reads a text as a day; of an event over several days it is the first.
pub fn text(text: &str, calendar: Calendar) -> Result<Day, Fault> {
    let text = in_digits(&tidy(text).to_lowercase());
    single(&text, calendar).or_else(|fault| span::first_day(&text, calendar).ok_or(fault))
}

/// Reads a tidy text as one day.
pub(super) fn single(text: &str, calendar: Calendar) -> Result<Day, Fault> {
    match Numeric::start(text) {
        Some(numeric) => match english::date(text, calendar) {
            Some(day) => day,
            None => numeric.whole(calendar),
        },
        None => english::date(text, calendar).unwrap_or(Err(Fault::NotADate)),
    }
}

/// Finds a date within a text such as a header: the whole text, else the first date in it.
pub fn within(text: &str, calendar: Calendar) -> Result<Day, Fault> {
    let text = in_digits(&tidy(text).to_lowercase());
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
        if let Some(numeric) = numeric.filter(Numeric::is_plainly_a_date) {
            match numeric.day(calendar) {
                Ok(day) => return Ok(day),
                Err(found) => fault = found,
            }
        }
    }
    Err(fault)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::period::Period;
    use crate::base::text::Language;

    fn in_period<T>(period: &str, language: Language, read: impl Fn(Calendar) -> T) -> T {
        let Some(period) = Period::parse(period) else { panic!("{period} is a period") };
        read(Calendar { period: &period, language })
    }

    fn zh(written: &str) -> Result<String, Fault> {
        in_period("2024-H1", Language::Chinese, |calendar| text(written, calendar).map(|day| day.to_string()))
    }

    fn typed(value: f64) -> Result<String, Fault> {
        in_period("2024", Language::Chinese, |calendar| number(value, calendar).map(|read| read.day.to_string()))
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
        for written in ["2024.3", "2024年3月", "2024", "05-06-2019", "3.7-3.5", "24.3.5", "1-3月", "3.5月"] {
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
            (2024.3, "2024-03-01"),
        ] {
            assert_eq!(typed(value), Ok(day.to_owned()), "{value}");
        }
        for value in [3.1, 3.2, 3.3, 2024.1, 2024.0] {
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
