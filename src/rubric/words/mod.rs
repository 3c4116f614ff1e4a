//! The table of words: every key of the rubric language, what it holds, and what it means.
//!
//! The reader takes its known keys and choices from it, editors their completion ([`schema`]), the manual
//! its tables of keys. It knows no file and no rubric.

mod composition;
mod conditions;
mod examples;
mod following;
mod head;
mod measure;
mod nothing;
mod points;
mod publication;
mod query;
mod root;
mod rules;
mod schema;
mod stage;
mod standing;
mod tables;

pub use root::ROOT;
pub use schema::schema;

/// The keys that may stand in one kind of table.
#[derive(Debug)]
pub struct Section {
    /// Where it stands, as the manual names it; no two sections have the same.
    pub path: &'static str,
    /// Its keys. Of one of several [forms](Kind::Forms) the first tells it from the others.
    pub words: &'static [Word],
    /// What further keys hold where they are free, such as ids of columns.
    pub others: Option<&'static Kind>,
}

/// A key.
#[derive(Debug)]
pub struct Word {
    /// As it is written.
    pub key: &'static str,
    /// What is written behind it.
    pub holds: Kind,
    /// Whether it must be there, and what holds without it.
    pub need: Need,
    /// What it says, in English, as in the manual.
    pub meaning: &'static str,
}

/// What holds when a key is not there.
#[derive(Debug)]
pub enum Need {
    /// It must be there.
    Required,
    /// Nothing.
    Optional,
    /// This value, as TOML and JSON write it.
    Default(&'static str),
    /// What these words say.
    Said(&'static str),
}

/// What is written behind a key.
#[derive(Debug)]
pub enum Kind {
    /// A text.
    Text,
    /// A text that is not empty.
    Filled,
    /// One text or a list of texts.
    Texts,
    /// One text or a list of texts, at least one.
    SomeTexts,
    /// An exact number: 3, 0.5 or "1/3".
    Number,
    /// A whole number not below 0.
    Whole,
    /// true or false.
    Flag,
    /// A date.
    Day,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Two numbers, the lower one first.
    Pair,
    /// A table with these keys.
    Table(&'static Section),
    /// A table with the keys of the first of these whose first word it has.
    Forms(&'static [&'static Section]),
    /// A table whose keys are free (ids, words), each with this.
    Each(&'static Kind),
    /// A list of this.
    List(&'static Kind),
    /// One of several kinds.
    Either(&'static [Kind]),
}

/// Words and their numbers.
const NUMBERS_BY_WORD: Kind = Kind::Each(&Kind::Number);

impl Section {
    const fn new(path: &'static str, words: &'static [Word]) -> Self {
        Self { path, words, others: None }
    }

    /// The word with this key.
    pub fn word(&self, key: &str) -> Option<&'static Word> {
        self.words.iter().find(|word| word.key == key)
    }
}

impl Word {
    const fn required(key: &'static str, holds: Kind, meaning: &'static str) -> Self {
        Self { key, holds, need: Need::Required, meaning }
    }

    const fn optional(key: &'static str, holds: Kind, meaning: &'static str) -> Self {
        Self { key, holds, need: Need::Optional, meaning }
    }

    const fn default(key: &'static str, holds: Kind, default: &'static str, meaning: &'static str) -> Self {
        Self { key, holds, need: Need::Default(default), meaning }
    }

    const fn said(key: &'static str, holds: Kind, otherwise: &'static str, meaning: &'static str) -> Self {
        Self { key, holds, need: Need::Said(otherwise), meaning }
    }
}

impl Kind {
    /// The kinds that it may be, itself where it is one kind only.
    pub fn alternatives(&'static self) -> &'static [Self] {
        match self {
            Self::Either(kinds) => kinds,
            Self::Text
            | Self::Filled
            | Self::Texts
            | Self::SomeTexts
            | Self::Number
            | Self::Whole
            | Self::Flag
            | Self::Day
            | Self::Choice(_)
            | Self::Pair
            | Self::Table(_)
            | Self::Forms(_)
            | Self::Each(_)
            | Self::List(_) => std::slice::from_ref(self),
        }
    }

    /// The sections of which a table of this kind may be.
    pub fn sections(&'static self) -> Vec<&'static Section> {
        let mut sections = Vec::new();
        for kind in self.alternatives() {
            if let Self::Table(section) = kind {
                sections.push(*section);
            } else if let Self::Forms(forms) = kind {
                sections.extend(*forms);
            }
        }
        sections
    }

    /// What stands behind the free keys of a table of this kind.
    pub fn each(&'static self) -> Option<&'static Self> {
        self.alternatives().iter().find_map(|kind| if let Self::Each(inside) = kind { Some(*inside) } else { None })
    }

    /// What stands in a list of this kind.
    pub fn item(&'static self) -> Option<&'static Self> {
        self.alternatives().iter().find_map(|kind| if let Self::List(inside) = kind { Some(*inside) } else { None })
    }

    /// The words of which one is chosen.
    pub fn choices(&'static self) -> Option<&'static [&'static str]> {
        self.alternatives().iter().find_map(|kind| if let Self::Choice(words) = kind { Some(*words) } else { None })
    }
}

/// Every section, each before those inside it.
pub fn sections() -> Vec<&'static Section> {
    let mut all = Vec::new();
    gather(&ROOT, &mut all);
    all
}

fn gather(section: &'static Section, all: &mut Vec<&'static Section>) {
    if all.iter().any(|known| known.path == section.path) {
        return;
    }
    all.push(section);
    for kind in section.words.iter().map(|word| &word.holds).chain(section.others) {
        inside(kind, all);
    }
}

fn inside(kind: &'static Kind, all: &mut Vec<&'static Section>) {
    for section in kind.sections() {
        gather(section, all);
    }
    for kind in kind.each().into_iter().chain(kind.item()) {
        inside(kind, all);
    }
}
