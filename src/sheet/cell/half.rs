//! Halves as they are spoken: 半天, 一天半, 两个半天, 两个半小时.
//!
//! In: a squeezed text that is no number. Out: the number it means, in figures, and its unit. It does not know which units there are.

use super::number;
use crate::base::exact::Exact;

/// Units that are counted with 个: 两个半小时 is two hours and a half, where 两个半天 are two halves of a day.
const COUNTED: [&str; 4] = ["小时", "学时", "课时", "月"];

/// Number and unit; none where no half is spoken of.
pub(super) fn meant(text: &str) -> Option<(String, String)> {
    let (before, behind) = text.split_once('半')?;
    if behind.contains('半') {
        return None;
    }
    let (number, unit) = match (before, behind) {
        ("", unit) => (half_of(1), unit.strip_prefix('个').unwrap_or(unit)),
        (whole, "") => {
            let (count, unit) = counted(whole).filter(|(_, unit)| !unit.is_empty())?;
            (and_a_half(count), unit.strip_prefix('个').unwrap_or(unit))
        }
        (whole, unit) => match counted(whole)? {
            (count, "个") if COUNTED.contains(&unit) => (and_a_half(count), unit),
            (count, "个") => (half_of(count), unit),
            (_, _) => return None,
        },
    };
    Some((number.plain(), unit.to_owned()))
}

fn half_of(count: i64) -> Exact {
    Exact::fixed(count * 5, 1)
}

fn and_a_half(count: i64) -> Exact {
    Exact::fixed(count * 10 + 5, 1)
}

/// The whole number at the beginning, up to hundreds, and what follows.
fn counted(text: &str) -> Option<(i64, &str)> {
    let is_digit = |mark: char| mark.is_ascii_digit() || "〇零一二两三四五六七八九十百".contains(mark);
    let rest = text.trim_start_matches(is_digit);
    let count = text.strip_suffix(rest)?;
    let count = count.parse::<u16>().ok().map(u32::from).or_else(|| number::chinese(count).filter(|_| !count.is_empty()))?;
    Some((i64::from(count), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_understood() {
        for (text, number, unit) in [
            ("半天", "0.5", "天"),
            ("半", "0.5", ""),
            ("半日", "0.5", "日"),
            ("半个学时", "0.5", "学时"),
            ("一天半", "1.5", "天"),
            ("1天半", "1.5", "天"),
            ("十二天半", "12.5", "天"),
            ("两个半天", "1", "天"),
            ("3个半天", "1.5", "天"),
            ("两个半小时", "2.5", "小时"),
            ("一个半学时", "1.5", "学时"),
            ("一个半", "1.5", ""),
        ] {
            assert_eq!(meant(text), Some((number.to_owned(), unit.to_owned())), "{text}");
        }
        for text in ["", "天", "一天", "上半年", "半天半", "一半", "3半", "大半天", "多半", "两天半小时", "过半数"]
        {
            assert_eq!(meant(text), None, "{text}");
        }
    }
}
