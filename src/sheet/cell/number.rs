//! Numbers as offices write them, to millionths.
//!
//! In: texts and doubles. Out: whole millionths, so that nothing is lost on the way. It does no
//! arithmetic in floats: a double is printed to its 15 significant digits, as Excel shows it.

use crate::base::problem::Fault;
use crate::base::text::squeeze;

/// A text that is no number.
pub const NO_NUMBER: Fault = Fault::NotANumber { meant: None };

/// What stands behind a number and says what it counts.
const UNITS: [&str; 26] = [
    "人次", "小时", "学时", "课时", "分钟", "次", "分", "件", "条", "个", "天", "票", "张", "名", "人", "项", "期", "篇", "场", "元", "户",
    "份", "位", "日", "起", "篇次",
];

/// A double that is a whole number, and all of whose digits a spreadsheet shows.
#[expect(clippy::cast_possible_truncation, reason = "it is whole and far below the largest")]
pub fn whole(number: f64) -> Option<i64> {
    let is_whole = number.trunc().to_bits() == number.to_bits();
    (is_whole && number.abs() < 1e15).then_some(number as i64)
}

/// A double as a decimal without exponent, with at most 15 significant digits.
pub fn plain(number: f64) -> String {
    if !number.is_finite() {
        return number.to_string();
    }
    if number.abs() < 1e-9 {
        return "0".into();
    }
    if let Some(whole) = whole(number) {
        return whole.to_string();
    }
    let text = format!("{number:.14e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits = mantissa.replace('.', "");
    let digits = digits.trim_end_matches('0');
    let exponent: i32 = exponent.parse().unwrap_or(0);
    match usize::try_from(exponent) {
        Ok(exponent) if digits.len() <= exponent + 1 => format!("{sign}{digits:0<width$}", width = exponent + 1),
        Ok(exponent) => {
            let (whole, decimals) = digits.split_at(exponent + 1);
            format!("{sign}{whole}.{decimals}")
        }
        Err(_) => format!("{sign}0.{}{digits}", "0".repeat(exponent.unsigned_abs() as usize - 1)),
    }
}

/// Whether the text only says that there is nothing.
pub fn is_nothing(squeezed: &str) -> bool {
    squeezed == "无" || squeezed.chars().all(|mark| matches!(mark, '-' | '—' | '–' | '―' | '─' | '/' | '\\'))
}

/// Reads a text as millionths, a usual unit behind the number left out; `None` when it says that there is nothing.
pub fn millionths(text: &str) -> Result<Option<i64>, Fault> {
    let text = squeeze(text);
    if is_nothing(&text) {
        return Ok(None);
    }
    let bare = UNITS.iter().find_map(|unit| text.strip_suffix(unit)).filter(|rest| !rest.is_empty()).unwrap_or(&text);
    bare_millionths(bare).map(Some)
}

/// Takes 约, 左右, 余 and their like off a squeezed text; none when it holds none of them. Words that name a bound and
/// no number (近, 不足, 超过, 以上) are left.
pub fn without_about(squeezed: &str) -> Option<String> {
    const BEFORE: [&str; 7] = ["大约", "大概", "约为", "约", "≈", "~", "～"];
    const BEHIND: [&str; 2] = ["左右", "上下"];
    let start = BEFORE.iter().find_map(|word| squeezed.strip_prefix(word)).unwrap_or(squeezed);
    let mut bare = BEHIND.iter().find_map(|word| start.strip_suffix(word)).unwrap_or(start).to_owned();
    // 100余人, 十多次: more than the number, so the number is the least of it.
    let behind_number = |at: &usize| bare.get(..*at).and_then(|rest| rest.chars().next_back()).is_some_and(is_digit);
    if let Some(at) = bare.find(['余', '多']).filter(behind_number) {
        bare.remove(at);
    }
    (bare != squeezed && bare.starts_with(is_digit)).then_some(bare)
}

fn is_digit(mark: char) -> bool {
    mark.is_ascii_digit() || value(mark).is_some() || power(mark).is_some()
}

/// Reads a squeezed text without unit as millionths.
pub fn bare_millionths(text: &str) -> Result<i64, Fault> {
    let (bare, percent) = text.strip_suffix('%').map_or((text, 0), |rest| (rest, 2));
    if let Some(number) = chinese(bare) {
        return scaled(&number.to_string(), percent);
    }
    let signed = bare.replace('−', "-");
    scaled(&without_thousands(&signed).ok_or(NO_NUMBER)?, percent)
}

/// A decimal as millionths, its point moved `moved` places to the left.
fn scaled(decimal: &str, moved: usize) -> Result<i64, Fault> {
    let (sign, digits) = match decimal.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, decimal.strip_prefix('+').unwrap_or(decimal)),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() && decimals.is_empty() || !is_digits(whole) || !is_digits(decimals) {
        return Err(NO_NUMBER);
    }
    let digits = format!("{whole}{decimals}{}", "0".repeat(6));
    let beyond = decimals.len() + moved;
    let (kept, lost) = digits.split_at(digits.len().saturating_sub(beyond));
    if lost.bytes().any(|byte| byte != b'0') {
        return Err(Fault::NumberTooFine);
    }
    let kept = if kept.is_empty() { "0" } else { kept };
    kept.parse::<i64>().map(|units| sign * units).map_err(|_| Fault::NumberTooFine)
}

/// Takes the commas out of `1,234.5`; none when they do not part thousands.
fn without_thousands(text: &str) -> Option<String> {
    if !text.contains(',') {
        return Some(text.to_owned());
    }
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = whole.split(',');
    let first = groups.next()?.trim_start_matches(['-', '+']);
    let sound = !first.is_empty() && first.len() <= 3 && groups.all(|group| group.len() == 3);
    sound.then(|| format!("{}{}{decimals}", whole.replace(',', ""), if decimals.is_empty() { "" } else { "." }))
}

/// Reads 三, 十二, 二十, 一百零五, 两千, 一万二千, 叁佰, 二〇; none when it is written otherwise.
pub fn chinese(text: &str) -> Option<u32> {
    let digits: Option<Vec<u32>> = text.chars().map(value).collect();
    if let Some(digits) = digits.filter(|digits| digits.len() > 1 && digits.contains(&0)) {
        // 二〇二五: one sign for each place.
        return (digits.len() <= 8).then(|| digits.iter().fold(0, |number, digit| number * 10 + digit));
    }
    let (mut total, mut section, mut digit, mut any) = (0_u32, 0_u32, None, false);
    for mark in text.chars() {
        any = true;
        match (power(mark), value(mark)) {
            (Some(10_000), _) => {
                section += digit.take().unwrap_or(0);
                if section == 0 || total > 0 {
                    return None;
                }
                total = section.checked_mul(10_000)?;
                section = 0;
            }
            (Some(unit), _) => {
                if digit.is_none() && (unit != 10 || section > 0) {
                    return None;
                }
                section = section.checked_add(digit.take().unwrap_or(1) * unit)?;
            }
            (None, Some(0)) => {}
            (None, Some(value)) => {
                if digit.replace(value).is_some() {
                    return None;
                }
            }
            (None, None) => return None,
        }
    }
    any.then(|| total + section + digit.unwrap_or(0))
}

/// What a digit is worth, also of those that money is written with.
pub(super) fn value(mark: char) -> Option<u32> {
    const DIGITS: [&str; 10] = ["零〇○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"];
    (0..).zip(DIGITS).find(|(_, signs)| signs.contains(mark)).map(|(value, _)| value)
}

fn power(mark: char) -> Option<u32> {
    match mark {
        '十' | '拾' => Some(10),
        '百' | '佰' => Some(100),
        '千' | '仟' => Some(1000),
        '万' | '萬' => Some(10_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_every_usual_form() {
        for (text, expected) in [
            ("3", 3_000_000),
            ("１２３", 123_000_000),
            ("3次", 3_000_000),
            ("三次", 3_000_000),
            ("12人次", 12_000_000),
            ("十二", 12_000_000),
            ("二十", 20_000_000),
            ("一百零五", 105_000_000),
            ("两千", 2_000_000_000),
            ("一万二千", 12_000_000_000),
            ("十万", 100_000_000_000),
            ("叁佰伍拾元", 350_000_000),
            ("二〇", 20_000_000),
            ("三十五次", 35_000_000),
            ("86.5分", 86_500_000),
            ("85%", 850_000),
            ("92.00%", 920_000),
            ("0.5%", 5_000),
            ("1,234.5", 1_234_500_000),
            (" 1 2 ", 12_000_000),
            ("-0.75", -750_000),
            ("−2", -2_000_000),
            ("0.123456", 123_456),
            ("0.1000000", 100_000),
            (".5", 500_000),
            ("零", 0),
        ] {
            assert_eq!(millionths(text), Ok(Some(expected)), "{text}");
        }
    }

    #[test]
    fn nothing_is_not_zero() {
        for text in ["", " ", "—", "——", "/", "／", "无", "-", "－"] {
            assert_eq!(millionths(text), Ok(None), "{text:?}");
        }
    }

    #[test]
    fn about_a_number_is_told_from_a_bound() {
        for (text, bare) in [
            ("约100", "100"),
            ("大约100人", "100人"),
            ("100左右", "100"),
            ("100余人次", "100人次"),
            ("十多次", "十次"),
            ("≈3.5", "3.5"),
            ("约100余人", "100人"),
        ] {
            assert_eq!(without_about(text).as_deref(), Some(bare), "{text}");
        }
        for text in ["100", "近100", "不足100", "100以上", "多次", "余", "约", "约好", "数十", ""] {
            assert_eq!(without_about(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_said() {
        for text in ["约100", "1,23", "3.5-3.7", "次", "三四", "1e5", "--1", "1.2.3", "百", "万", "一万二万", "3万", "好"] {
            assert_eq!(millionths(text), Err(NO_NUMBER), "{text}");
        }
        for text in ["0.1234567", "99999999999999999999", "0.00001%"] {
            assert_eq!(millionths(text), Err(Fault::NumberTooFine), "{text}");
        }
    }

    #[test]
    fn doubles_are_printed_as_excel_shows_them() {
        for (number, text) in [
            (0.1 + 0.2, "0.3"),
            (12.0, "12"),
            (-1234.5, "-1234.5"),
            (0.05, "0.05"),
            (1e20, "100000000000000000000"),
            (45356.0, "45356"),
            (1e-17, "0"),
            (0.000_001, "0.000001"),
        ] {
            assert_eq!(plain(number), text);
        }
    }
}
