//! Dates that are more than one day: an event over days, a month, a quarter.
//!
//! In: texts that are no single day. Out: for an event its first day; for a month or a quarter its first and last, where
//! it makes no difference to the period which day of it is meant.

use chrono::{Datelike, Days};

use super::calendar::Calendar;
use super::date;
use crate::base::period::{Day, Period};
use crate::base::problem::Fault;
use crate::base::text::squeeze;

const TO: [char; 8] = ['-', '–', '—', '―', '─', '~', '至', '到'];

/// The first day of `3.5-3.7`, `3月5日至7日`, `2024-03-05~2024-03-07`; none when it is not written so, or ends before it begins.
pub(super) fn first_day(text: &str, calendar: Calendar) -> Option<Day> {
    text.char_indices().filter(|(_, mark)| TO.contains(mark)).find_map(|(at, mark)| {
        let (first, rest) = text.split_at_checked(at)?;
        let last = rest.get(mark.len_utf8()..)?.trim_start_matches(TO).trim();
        let first = first.trim();
        // In 3-5-7 the second sign may part a date like the first.
        if first.contains(mark) && !has_year(first) {
            return None;
        }
        let begins = date::single(first, calendar).ok()?;
        let ends = last_day(last, begins, calendar)?;
        (begins <= ends).then_some(begins)
    })
}

fn has_year(text: &str) -> bool {
    text.bytes().take_while(u8::is_ascii_digit).count() == 4
}

/// The last day: written in full, without its year, or as a day of the month in which the event began.
fn last_day(text: &str, begins: Day, calendar: Calendar) -> Option<Day> {
    let day = text.trim_end_matches(['日', '号']);
    let written = if !day.is_empty() && day.len() <= 2 && day.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("{}年{}月{day}日", begins.year(), begins.month())
    } else if has_year(text) {
        text.to_owned()
    } else {
        format!("{}年{text}", begins.year())
    };
    date::single(&written, calendar).ok()
}

/// The first and last day of a month, a third of a month (上旬), a quarter or a half-year; none when it is none of them.
/// One that lies partly in the period could count or not, so it is unclear.
pub(super) fn whole(text: &str, calendar: Calendar) -> Option<Result<(Day, Day), Fault>> {
    let text = squeeze(text).replace(['.', '/'], "-").replace("月份", "月");
    let (text, third) = thirds(&text);
    let with_year = text.bytes().take(4).all(|byte| byte.is_ascii_digit()) && text.len() > 4;
    let spans: Vec<(Day, Day)> = if with_year {
        span(text, third).into_iter().collect()
    } else if !text.contains(['月', '季', 'q', '年']) {
        return None;
    } else {
        let years = calendar.period.from.year()..=calendar.period.to.year();
        years.filter_map(|year| span(&format!("{year}年{text}"), third)).collect()
    };
    let touching = |span: &&(Day, Day)| spans.len() == 1 || span.0 <= calendar.period.to && calendar.period.from <= span.1;
    let mut possible = spans.iter().filter(touching);
    let first = possible.next();
    if spans.is_empty() {
        return None;
    }
    let only = first.filter(|_| possible.next().is_none()).filter(|span| is_on_one_side(**span, calendar.period));
    Some(only.copied().ok_or(Fault::DateUnclear))
}

/// Whether all of it lies in the period, or none of it.
pub(super) fn is_on_one_side((from, to): (Day, Day), period: &Period) -> bool {
    period.contains(from) && period.contains(to) || to < period.from || period.to < from
}

fn thirds(text: &str) -> (&str, Option<u64>) {
    let thirds = [("上旬", 0), ("中旬", 1), ("下旬", 2)];
    thirds.iter().find_map(|(name, third)| Some((text.strip_suffix(name)?, Some(*third)))).unwrap_or((text, None))
}

/// The days of a year's part; a year alone is too long to be a date.
fn span(text: &str, third: Option<u64>) -> Option<(Day, Day)> {
    let period = Period::parse(&usual(text)).filter(|period| period.id.len() > 4 && !period.id.contains(".."))?;
    let Some(third) = third else { return Some((period.from, period.to)) };
    // Only months have thirds: 上旬 to the 10th, 中旬 to the 20th.
    let last = if third == 2 { period.to } else { period.from.checked_add_days(Days::new(third * 10 + 9))? };
    let is_month = period.days() <= 31;
    Some((period.from.checked_add_days(Days::new(third * 10))?, last)).filter(|_| is_month)
}

/// `202403` and 1季度 as periods are written elsewhere.
fn usual(text: &str) -> String {
    if text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let (year, month) = text.split_at(4);
        return format!("{year}-{month}");
    }
    let digits = [('1', '一'), ('2', '二'), ('3', '三'), ('4', '四')];
    let quarter = |text: String, (digit, sign): (char, char)| text.replace(&format!("{digit}季度"), &format!("{sign}季度"));
    digits.into_iter().fold(text.to_owned(), quarter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::Language;

    fn in_period<T>(period: &str, read: impl Fn(Calendar) -> T) -> T {
        let Some(period) = Period::parse(period) else { panic!("{period} is a period") };
        read(Calendar { period: &period, language: Language::Chinese })
    }

    #[test]
    fn an_event_over_days_is_dated_by_its_first() {
        let first = |text: &str| in_period("2024-H1", |calendar| first_day(text, calendar).map(|day| day.to_string()));
        for text in [
            "3.5-3.7",
            "3.5-7",
            "3月5日至7日",
            "3月5日-3月7日",
            "3月5-7日",
            "2024.3.5-3.7",
            "2024-03-05-07",
            "2024/3/5～2024/3/7",
            "3.5——3.7",
        ] {
            assert_eq!(first(&crate::base::text::tidy(text)), Some("2024-03-05".to_owned()), "{text}");
        }
        for text in ["3-5-7", "3.7-3.5", "3.5", "24.3.5-3.7", "3.5-好", "-3.5", "3.5-", "2024-03-05", "5-6-2019"] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn a_part_of_the_year_is_a_date_where_the_period_holds_all_of_it_or_none() {
        let told = |period: &str, text: &str| {
            in_period(period, |calendar| whole(text, calendar).map(|span| span.map(|(from, to)| format!("{from} {to}"))))
        };
        for (text, span) in [
            ("2024.3", "2024-03-01 2024-03-31"),
            ("2024年3月", "2024-03-01 2024-03-31"),
            ("202403", "2024-03-01 2024-03-31"),
            ("3月份", "2024-03-01 2024-03-31"),
            ("3月上旬", "2024-03-01 2024-03-10"),
            ("2024年2月下旬", "2024-02-21 2024-02-29"),
            ("一季度", "2024-01-01 2024-03-31"),
            ("第2季度", "2024-04-01 2024-06-30"),
            ("2024Q1", "2024-01-01 2024-03-31"),
            ("上半年", "2024-01-01 2024-06-30"),
            ("2021年12月", "2021-12-01 2021-12-31"),
        ] {
            assert_eq!(told("2024-H1", text), Some(Ok(span.to_owned())), "{text}");
        }
        for text in ["2024", "2024年", "去年", "3", "一季度上旬", "13月", ""] {
            assert_eq!(told("2024-H1", text), None, "{text}");
        }
        assert_eq!(told("2024-02-10..2024-08-31", "2024.2"), Some(Err(Fault::DateUnclear)));
        assert_eq!(told("2018-09-01..2020-08-31", "一季度"), Some(Err(Fault::DateUnclear)), "of 2019 or of 2020");
        assert_eq!(told("2018-09-01..2019-08-31", "一季度"), Some(Ok("2019-01-01 2019-03-31".to_owned())));
    }
}
