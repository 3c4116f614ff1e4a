//! Numbers that are a person's: told by length, check digit, date of birth and how they are written.

use super::private::{Kind, Private};
use super::runs::{parting, runs, Group, Parted};
use crate::base::period::Day;

/// Every number that is a person's.
pub(super) fn find(text: &[char]) -> Vec<Private> {
    let mut found = Vec::new();
    for run in runs(text) {
        let mut first = 0;
        while first < run.groups.len() {
            let rest = run.groups.get(first..).unwrap_or_default();
            // The longest that is one.
            let longest = (1..=rest.len().min(MOST_GROUPS)).rev().find_map(|count| {
                let groups = rest.get(..count)?;
                Some((count, kind(groups, rest.get(count), text)?))
            });
            match longest {
                Some((count, kind)) => {
                    found.extend(rest.get(..count).and_then(|groups| told(kind, groups)));
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

fn told(kind: Kind, groups: &[Group]) -> Option<Private> {
    Some(Private { kind, found: joined(groups), at: (groups.first()?.at.0, groups.last()?.at.1) })
}

/// What the groups are together; `next` is the group behind them.
fn kind(groups: &[Group], next: Option<&Group>, text: &[char]) -> Option<Kind> {
    let digits = joined(groups);
    let lengths: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
    let whole = groups.len() == 1;
    if groups.first()?.behind_point {
        return None;
    }
    if is_identity(&digits, whole) {
        return Some(Kind::Identity);
    }
    if digits.contains('X') {
        return None;
    }
    let form = Form { lengths: &lengths, mark: mark(parting(groups, next)?) };
    let before = before(groups, text).to_lowercase();
    let behind = |words: &[&str]| words.iter().any(|word| before.contains(word));
    let called = behind(&["电话", "手机", "传真", "座机", "tel", "phone"]);
    let local = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86")).filter(|_| has_plus(groups, text)).unwrap_or(&digits);
    if is_mobile(local) && form.is_mobile(called) {
        return Some(Kind::Mobile);
    }
    // Four amounts with commas between them are no card.
    if is_card(&digits) && form.is_fours() && (form.mark != Some(',') || behind(&["卡", "账"])) {
        return Some(Kind::Card);
    }
    if is_area(&digits) && !matches!(digits.get(3..4), Some("0")) && form.is_landline(groups, called) {
        return Some(Kind::Telephone);
    }
    if behind(&["qq", "微信"]) && whole && (5..=11).contains(&digits.len()) {
        return Some(Kind::Account);
    }
    (called && (7..=12).contains(&digits.len()) && form.is_local(&digits)).then_some(Kind::Telephone)
}

/// How a number is written.
struct Form<'n> {
    /// Of its groups.
    lengths: &'n [usize],
    /// The mark between them that parts decimals, dates, amounts and lists as well; none where nothing but blanks and lines do.
    mark: Option<char>,
}

fn mark(parted: Parted) -> Option<char> {
    match parted {
        Parted::First | Parted::Plainly => None,
        Parted::By(mark) => Some(mark),
    }
}

impl Form<'_> {
    /// `138.11110071` is a decimal, unless it is called a telephone.
    fn is_mobile(&self, called: bool) -> bool {
        match self.lengths {
            [_] | [3, 4, 4] | [3, 3, 5] | [2 | 4, 11] | [2 | 4, 3, 4, 4] => true,
            [3, 8] | [7, 4] | [5, 6] => self.mark.is_none() || called,
            _ => false,
        }
    }

    fn is_fours(&self) -> bool {
        self.lengths.iter().rev().skip(1).all(|length| *length == 4)
    }

    /// `0301.001.0001` is a code; behind `0301_` a date may stand.
    fn is_landline(&self, groups: &[Group], called: bool) -> bool {
        match self.lengths {
            [3 | 4, 7 | 8] => self.mark.is_none() || !groups.last().is_some_and(|last| is_day(&last.digits)),
            [3 | 4, 3 | 4, 4] => self.mark.is_none() || called,
            _ => false,
        }
    }

    /// Behind the word: a number that is no date, no year and no amount.
    fn is_local(&self, digits: &str) -> bool {
        let year = digits.starts_with("19") || digits.starts_with("20");
        match (self.mark, self.lengths) {
            (_, [4, 1 | 2, 1 | 2]) if year => false,
            (None, lengths) => lengths.len() <= 3,
            (Some(_), [4, 4]) => !year,
            (Some(_), lengths) => matches!(lengths, [3 | 4, 7 | 8] | [3 | 4, 3 | 4, 4] | [3, 4, 3]),
        }
    }
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
pub(super) fn checks(digits: &str) -> bool {
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
