//! The Chinese numerals of a date as digits: 二〇二四年三月十五日 is 2024年3月15日.

use super::number::{chinese, value};

const SIGNS: &str = "〇○零一二三四五六七八九十";

/// The text with every Chinese number before 年, 月, 日 or 号 in digits; other numbers, as in 星期三, stay.
pub(super) fn in_digits(text: &str) -> String {
    if !text.contains(|mark| SIGNS.contains(mark)) {
        return text.to_owned();
    }
    let (mut digits, mut run) = (String::new(), String::new());
    for mark in text.chars() {
        if SIGNS.contains(mark) {
            run.push(mark);
            continue;
        }
        let run = std::mem::take(&mut run);
        match number(&run).filter(|_| "年月日号".contains(mark)) {
            Some(number) => digits.push_str(&number.to_string()),
            None => digits.push_str(&run),
        }
        digits.push(mark);
    }
    digits + &run
}

/// 十五 or, one sign for each place, 一九九八.
fn number(run: &str) -> Option<u32> {
    let places: Option<Vec<u32>> = run.chars().map(value).collect();
    match places {
        Some(places) if places.len() == 4 => Some(places.iter().fold(0, |number, place| number * 10 + place)),
        Some(_) | None => chinese(run),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_numbers_of_a_date_are_changed() {
        for (text, expected) in [
            ("二〇二四年三月十五日", "2024年3月15日"),
            ("一九九八年十二月三十一日", "1998年12月31日"),
            ("3月5日星期三", "3月5日星期三"),
            ("一季度", "一季度"),
            ("十五", "十五"),
        ] {
            assert_eq!(in_digits(text), expected, "{text}");
        }
    }
}
