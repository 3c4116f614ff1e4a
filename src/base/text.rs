//! The normal form of texts, and sentences in two languages.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// A sentence to the user in Chinese and in English.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Say {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Say {
    /// The two sentences.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The one in this language.
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

/// The language of messages or workbooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Language {
    /// `zh`
    #[default]
    Chinese,
    /// `en`
    English,
}

impl Language {
    /// The text in brackets, to be set behind another: `（…）` without a space, ` (…)`.
    pub fn bracketed(self, text: impl std::fmt::Display) -> String {
        match self {
            Self::Chinese => format!("（{text}）"),
            Self::English => format!(" ({text})"),
        }
    }
}

/// NFKC, trimmed, inner white space folded to one space: what a person would call the same text.
pub fn tidy(text: &str) -> String {
    if is_plain(text) {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let normal: String = text.nfkc().filter(|c| !is_invisible(*c)).collect();
    normal.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// [`tidy`], lower case and without any space: the form in which headers, words and names are compared.
pub fn squeeze(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for mark in text.chars() {
        if !is_common(mark) {
            return normalised(text);
        }
        if !mark.is_whitespace() {
            plain.push(mark.to_ascii_lowercase());
        }
    }
    plain
}

/// [`squeeze`], and the text itself where it is its own form, as most are.
pub fn squeezed(text: &str) -> Cow<'_, str> {
    let is_own_form = |mark: char| is_common(mark) && !mark.is_whitespace() && !mark.is_ascii_uppercase();
    if text.chars().all(is_own_form) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(squeeze(text))
    }
}

fn normalised(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace() && !is_invisible(*c)).flat_map(char::to_lowercase).collect()
}

/// Whether normalisation cannot change it.
fn is_plain(text: &str) -> bool {
    text.is_ascii() || text.chars().all(is_common)
}

/// ASCII and the common Chinese characters.
fn is_common(mark: char) -> bool {
    mark.is_ascii() || ('\u{4e00}'..='\u{9fff}').contains(&mark)
}

/// Zero-width marks, directions, variation selectors and byte order marks that copied texts carry.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{e0100}'..='\u{e01ef}'
    )
}

/// A tidied text as it is printed: reading makes all marks narrow; beside Chinese, brackets and commas are wide, as offices write them.
pub fn with_wide_marks(text: &str) -> String {
    let is_han = |mark: char| matches!(mark, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    if !text.contains(is_han) {
        return text.to_owned();
    }
    let marks: Vec<char> = text.chars().collect();
    let beside = |index: usize| {
        let at = |index: Option<usize>| index.and_then(|index| marks.get(index)).copied().is_some_and(is_han);
        at(index.checked_sub(1)) || at(Some(index + 1))
    };
    let wide = marks.iter().enumerate().map(|(index, mark)| match mark {
        '(' => '（',
        ')' => '）',
        ',' if beside(index) => '，',
        _ => *mark,
    });
    wide.collect()
}

/// Dots between the parts of a name, other than the one that is meant.
const DOTS: [char; 9] = ['•', '‧', '∙', '⋅', '・', '.', '。', '･', '˙'];

/// One dot for the many that minority names are written with.
pub fn name_form(text: &str) -> String {
    let form = squeeze(text);
    if form.contains(DOTS) {
        form.replace(DOTS, "·")
    } else {
        form
    }
}

/// A name as it is printed: `张 三` is the name 张三; spaces stay in names that are not Chinese.
pub fn join_spaced(name: &str) -> String {
    let tidied = tidy(name);
    if tidied.is_ascii() {
        tidied
    } else {
        tidied.split(' ').collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_padded_and_dotted_differently_are_one_name() {
        assert_eq!(name_form("张\u{3000}三"), name_form(" 张三 "));
        assert_eq!(name_form("阿依·古丽"), name_form("阿依・古丽"));
        assert_eq!(name_form("葛\u{e0100}三"), name_form("葛三"));
        assert_eq!(name_form("阿依.古丽"), name_form("阿依•古丽"));
        assert_ne!(name_form("张三"), name_form("张叁"));
    }

    #[test]
    fn marks_beside_chinese_are_wide_again() {
        for (read, printed) in [
            ("王伟(东村)", "王伟（东村）"),
            ("古丽(女,维吾尔族)", "古丽（女，维吾尔族）"),
            ("1,234元", "1,234元"),
            ("Lee, Ann (east)", "Lee, Ann (east)"),
        ] {
            assert_eq!(with_wide_marks(read), printed);
            assert_eq!(tidy(printed), read);
        }
    }

    #[test]
    fn width_and_case_are_forgiven() {
        assert_eq!(squeeze("Ａ类\u{feff}"), "a类");
        for text in ["", "a类", "张三", "9.5", "A类", "a 类", "a\t", "Ａ类", "a\u{feff}", "类\u{3000}"] {
            assert_eq!(squeezed(text), squeeze(text));
            assert_eq!(matches!(squeezed(text), Cow::Borrowed(_)), squeeze(text) == text);
        }
        assert_eq!(tidy("  第一\u{3000}\n行 "), "第一 行");
    }
}
