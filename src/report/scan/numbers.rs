//! Numbers that are a person's: told by length, check digit, date of birth and how they are written.

use super::private::{Kind, Private};
use crate::base::period::Day;

/// A run of digits that nothing but a blank or a line parts, group by group.
struct Run {
    groups: Vec<Group>,
}

struct Group {
    /// Digits; of the last one perhaps with X.
    digits: String,
    /// Where it begins and ends in the text.
    at: (usize, usize),
}

/// The runs of a text.
pub(super) struct Runs(Vec<Run>);

impl Runs {
    pub fn of(text: &[char]) -> Self {
        let mut runs: Vec<Run> = Vec::new();
        let mut at = 0;
        let mut ended: Option<usize> = None;
        while let Some(mark) = text.get(at) {
            if !mark.is_ascii_digit() {
                at += 1;
                continue;
            }
            let begun = at;
            while text.get(at).is_some_and(char::is_ascii_digit) {
                at += 1;
            }
            let mut digits: String = text.get(begun..at).unwrap_or_default().iter().collect();
            if text.get(at).is_some_and(|mark| matches!(mark, 'X' | 'x')) && !text.get(at + 1).is_some_and(char::is_ascii_alphanumeric) {
                digits.push('X');
                at += 1;
            }
            let group = Group { digits, at: (begun, at) };
            let joins = ended.is_some_and(|ended| parted(text.get(ended..begun).unwrap_or_default()));
            ended = Some(at);
            // What stands behind the point of a decimal is no number of its own.
            if begun > 1 && text.get(begun - 1) == Some(&'.') && text.get(begun - 2).is_some_and(char::is_ascii_digit) {
                continue;
            }
            match runs.last_mut() {
                Some(run) if joins => run.groups.push(group),
                Some(_) | None => runs.push(Run { groups: vec![group] }),
            }
        }
        Self(runs)
    }
}

/// Whether what stands between two groups leaves them one number.
fn parted(between: &[char]) -> bool {
    (1..=2).contains(&between.len()) && between.iter().all(|mark| matches!(mark, ' ' | '-' | ')' | '–' | '—' | '‐' | '‑'))
}

/// Every number that is a person's.
pub(super) fn find(runs: &Runs, text: &[char]) -> Vec<Private> {
    let mut found = Vec::new();
    for run in &runs.0 {
        let mut first = 0;
        while first < run.groups.len() {
            let rest = run.groups.get(first..).unwrap_or_default();
            // The longest that is one.
            let told = (1..=rest.len().min(MOST_GROUPS)).rev().find_map(|count| {
                let groups = rest.get(..count)?;
                Some((count, kind(groups, text)?))
            });
            match told {
                Some((count, kind)) => {
                    found.push(Private { kind, found: joined(rest.get(..count).unwrap_or_default()) });
                    first += count;
                }
                None => first += 1,
            }
        }
    }
    found
}

/// An identity number in fours is of five groups.
const MOST_GROUPS: usize = 5;

fn joined(groups: &[Group]) -> String {
    groups.iter().map(|group| group.digits.as_str()).collect()
}

fn kind(groups: &[Group], text: &[char]) -> Option<Kind> {
    let digits = joined(groups);
    let lengths: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
    let whole = groups.len() == 1;
    if is_identity(&digits, whole) {
        return Some(Kind::Identity);
    }
    if digits.contains('X') {
        return None;
    }
    let local = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86")).filter(|_| has_plus(groups, text)).unwrap_or(&digits);
    let usual = matches!(lengths.as_slice(), [_] | [3, 4, 4] | [3, 8] | [7, 4] | [2 | 4, 11] | [2 | 4, 3, 4, 4] | [5, 6] | [3, 3, 5]);
    if usual && is_mobile(local) {
        return Some(Kind::Mobile);
    }
    if (whole || lengths.iter().rev().skip(1).all(|length| *length == 4)) && is_card(&digits) {
        return Some(Kind::Card);
    }
    let landline =
        matches!(lengths.as_slice(), [3 | 4, 7 | 8] | [3 | 4, 3 | 4, 4]) && is_area(&digits) && !matches!(digits.get(3..4), Some("0"));
    if landline {
        return Some(Kind::Telephone);
    }
    let before: String = before(groups, text);
    if ["QQ", "微信"].iter().any(|word| before.contains(word)) && whole && (5..=11).contains(&digits.len()) {
        return Some(Kind::Account);
    }
    let called = ["电话", "手机", "传真", "座机", "tel", "phone"].iter().any(|word| before.to_lowercase().contains(word));
    (called && (7..=12).contains(&digits.len()) && groups.len() <= 3).then_some(Kind::Telephone)
}

/// The six characters before.
fn before(groups: &[Group], text: &[char]) -> String {
    let begun = groups.first().map_or(0, |group| group.at.0);
    text.get(begun.saturating_sub(6)..begun).unwrap_or_default().iter().collect()
}

/// `+86`, `0086`, or 86 as a group of its own.
fn has_plus(groups: &[Group], text: &[char]) -> bool {
    before(groups, text).ends_with('+')
        || groups.first().is_some_and(|first| first.digits.starts_with("0086") || groups.len() > 1 && first.digits == "86")
}

/// The first two digits of the codes of administrative divisions (GB/T 2260).
const PROVINCES: [&str; 34] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46", "50",
    "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82",
];

/// With a place and a date of birth; one that is written in groups must have the right check digit too. A number whose check digit is
/// wrong is a real one with a slip of the pen, or one whose last digits a spreadsheet has dropped.
fn is_identity(digits: &str, whole: bool) -> bool {
    let place = digits.get(..2).is_some_and(|province| PROVINCES.contains(&province));
    let born = match digits.len() {
        18 => digits.get(6..14).is_some_and(is_day) && (whole || checks(digits)),
        15 if whole => digits.get(6..12).is_some_and(|date| is_day(&format!("19{date}"))),
        _ => false,
    };
    place && born && !digits.get(..digits.len().saturating_sub(1)).is_some_and(|digits| digits.contains('X'))
}

fn is_day(date: &str) -> bool {
    Day::parse_from_str(date, "%Y%m%d").is_ok() && (date.starts_with("19") || date.starts_with("20"))
}

/// GB 11643-1999, that is ISO 7064 MOD 11-2: weights from the last on are 1, 2, 4, 8, … modulo 11; the whole leaves 1.
fn checks(digits: &str) -> bool {
    let weighted = digits.chars().rev().scan(1_u32, |weight, mark| {
        let worth = mark.to_digit(10).unwrap_or(10) * *weight;
        *weight = *weight * 2 % 11;
        Some(worth)
    });
    weighted.sum::<u32>() % 11 == 1
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && digits.get(1..2).is_some_and(|second| ("3"..="9").contains(&second))
}

/// 010, 02x, 03xx to 09xx.
fn is_area(digits: &str) -> bool {
    digits.starts_with("010")
        || digits.starts_with("02")
        || digits.starts_with('0') && digits.get(1..2).is_some_and(|second| ("3"..="9").contains(&second))
}

/// ISO/IEC 7812-1: the digits of every second place doubled, all added, end in 0. Cards for payment begin with 3 to 6.
fn is_card(digits: &str) -> bool {
    let doubled = |(place, mark): (usize, char)| {
        let digit = mark.to_digit(10).unwrap_or(0);
        match place % 2 {
            0 => digit,
            _ if digit > 4 => digit * 2 - 9,
            _ => digit * 2,
        }
    };
    (16..=19).contains(&digits.len())
        && digits.starts_with(['3', '4', '5', '6'])
        && digits.chars().rev().enumerate().map(doubled).sum::<u32>() % 10 == 0
}
