//! Private data in a text: identity, bank and telephone numbers, e-mail, home addresses.
//!
//! In: a text. Out: what was found, as written. Nothing is kept; what is told of it is masked.

use crate::base::text::{tidy, Say};

use super::numbers;
use super::spots;

#[cfg(test)]
mod tests;

/// What kind of private data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// 18 or 15 digits, GB 11643-1999.
    Identity,
    /// A bank card (ISO/IEC 7812, with its check digit).
    Card,
    /// 11 digits, 13 to 19.
    Mobile,
    /// With its area code, or behind the word 电话.
    Telephone,
    /// QQ and 微信, by the word before them.
    Account,
    /// With an @.
    Mail,
    /// A house, a stair, a door.
    Address,
}

impl Kind {
    pub fn say(self) -> Say {
        match self {
            Self::Identity => Say::new("身份证号", "an identity number"),
            Self::Card => Say::new("银行卡号", "a bank card number"),
            Self::Mobile => Say::new("手机号码", "a mobile telephone number"),
            Self::Telephone => Say::new("电话号码", "a telephone number"),
            Self::Account => Say::new("QQ号或微信号", "an account of a messenger"),
            Self::Mail => Say::new("电子邮箱", "an e-mail address"),
            Self::Address => Say::new("门牌住址", "the address of a home"),
        }
    }
}

/// One piece of private data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Private {
    pub kind: Kind,
    /// As written; of numbers the digits.
    pub found: String,
    /// Where it begins and ends in the text, as [`tidy`] leaves it.
    pub at: (usize, usize),
}

impl Private {
    /// An identity number of today's form whose check digit is right.
    pub fn is_proven(&self) -> bool {
        self.kind == Kind::Identity && self.found.len() == 18 && numbers::checks(&self.found)
    }

    /// So much of it that its place is recognised, and no more.
    pub fn masked(&self) -> String {
        let length = self.found.chars().count();
        self.found.chars().enumerate().map(|(at, mark)| if is_told(at, length) { mark } else { '*' }).collect()
    }
}

/// Whether the character at this place is told of so many.
fn is_told(at: usize, length: usize) -> bool {
    let (first, last) = if length > 9 { (3, 2) } else { (2, 0) };
    at < first || at + last >= length
}

/// The text with what is private in it masked, unless it may stand there; any other text as it is.
pub(super) fn masked(text: &str, allowed: &Allowed) -> String {
    let found: Vec<Private> = find(text).into_iter().filter(|one| !allowed.holds(&one.found)).collect();
    if found.is_empty() {
        return text.to_owned();
    }
    let hides = |at: usize| {
        found.iter().any(|Private { at: (begun, ended), .. }| (*begun..*ended).contains(&at) && !is_told(at - begun, ended - begun))
    };
    tidy(text).chars().enumerate().map(|(at, mark)| if hides(at) { '*' } else { mark }).collect()
}

/// Everything private in a text.
pub(super) fn find(text: &str) -> Vec<Private> {
    // Most cells hold neither a digit nor an @.
    if !text.contains(|mark: char| mark.is_numeric() || matches!(mark, '@' | '＠')) {
        return Vec::new();
    }
    let text: Vec<char> = tidy(text).chars().collect();
    let mut found = numbers::find(&text);
    let spots = |kind, spots: Vec<(usize, usize)>| {
        let text = &text;
        spots.into_iter().map(move |(begun, ended)| {
            let found = text.get(begun..ended).unwrap_or_default().iter().collect();
            Private { kind, found, at: (begun, ended) }
        })
    };
    found.extend(spots(Kind::Mail, spots::mails(&text)));
    found.extend(spots(Kind::Address, spots::addresses(&text)));
    found
}

/// Texts that may stand in the file: the office's own telephone, address and mail.
pub(super) struct Allowed {
    texts: Vec<String>,
    digits: Vec<String>,
}

impl Allowed {
    pub fn new(texts: &[String]) -> Self {
        let texts: Vec<String> = texts.iter().map(|text| tidy(text)).collect();
        let digits = |text: &String| text.chars().filter(char::is_ascii_alphanumeric).collect();
        Self { digits: texts.iter().map(digits).collect(), texts }
    }

    pub fn holds(&self, found: &str) -> bool {
        self.texts.iter().any(|text| text.contains(found)) || self.digits.iter().any(|digits| digits.contains(found))
    }
}
