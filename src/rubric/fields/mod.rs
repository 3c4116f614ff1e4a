//! Reading a table of TOML key by key: every mistake is collected, with its line and a mark below it.
//!
//! In: the file's text. Out: values by key, and problems. It knows TOML; which keys there are the table of words tells.

mod beyond;
mod item;
mod reader;

use std::cell::RefCell;
use std::ops::Range;

use toml::de::DeTable;

use super::words::{Kind, Section};
use crate::base::exact::Exact;
use crate::base::problem::Fault;
use crate::base::text::Say;

pub(super) use item::Item;
pub(super) use reader::Reader;

/// A table whose keys are asked for one by one; those never asked for are unknown.
pub(super) struct Fields<'r, 't> {
    reader: &'r Reader<'t>,
    table: &'r DeTable<'t>,
    span: Range<usize>,
    /// What the table of words says of it; none where a key is unknown.
    kind: Option<&'static Kind>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'r, 't> Fields<'r, 't> {
    pub fn new(reader: &'r Reader<'t>, table: &'r DeTable<'t>, span: Range<usize>, kind: Option<&'static Kind>) -> Self {
        Self { reader, table, span, kind, asked: RefCell::default() }
    }

    pub fn get(&self, key: &'static str) -> Option<Item<'r, 't>> {
        self.ask(key);
        self.table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| Item::new(self.reader, value, self.holds(key)))
    }

    pub fn need(&self, key: &'static str) -> Option<Item<'r, 't>> {
        let item = self.get(key);
        if item.is_none() {
            self.fault(Fault::RubricMissingKey { key: key.to_owned() }, "");
        }
        item
    }

    pub fn has(&self, key: &str) -> bool {
        self.declared(key);
        self.table.iter().any(|(name, _)| name.get_ref() == key)
    }

    pub fn text(&self, key: &'static str) -> String {
        self.need(key).and_then(|item| item.text()).unwrap_or_default()
    }

    pub fn text_or_none(&self, key: &'static str) -> Option<String> {
        self.get(key)?.text()
    }

    /// A text that is needed and not empty.
    pub fn filled(&self, key: &'static str) -> String {
        self.need(key).and_then(|item| item.filled()).unwrap_or_default()
    }

    pub fn texts(&self, key: &'static str) -> Vec<String> {
        self.get(key).map(|item| item.texts()).unwrap_or_default()
    }

    pub fn number(&self, key: &'static str) -> Option<Exact> {
        self.get(key)?.number()
    }

    pub fn need_number(&self, key: &'static str) -> Exact {
        self.need(key).and_then(|item| item.number()).unwrap_or_default()
    }

    pub fn flag(&self, key: &'static str) -> Option<bool> {
        self.get(key)?.flag()
    }

    pub fn whole(&self, key: &'static str) -> Option<u64> {
        self.get(key)?.whole()
    }

    pub fn choice<T: Copy>(&self, key: &'static str, words: &[(&str, T)], default: T) -> T {
        self.get(key).and_then(|item| item.choice(words)).unwrap_or(default)
    }

    /// The keys of the table itself, in order of the file: for tables whose keys are ids.
    pub fn entries(&self) -> Vec<(String, Item<'r, 't>)> {
        let known = self.section().filter(|section| section.others.is_some());
        for word in known.iter().flat_map(|section| section.words) {
            self.ask(word.key);
        }
        let mut entries: Vec<_> = self.table.iter().collect();
        entries.sort_by_key(|(name, _)| name.span().start);
        entries
            .into_iter()
            .map(|(name, value)| (name.get_ref().to_string(), Item::new(self.reader, value, self.holds(name.get_ref()))))
            .collect()
    }

    pub fn fault(&self, fault: Fault, found: &str) {
        self.reader.fault(fault, &self.span, found);
    }

    pub fn conflict(&self, why: Say) {
        self.fault(Fault::RubricConflict { why }, "");
    }

    pub fn line(&self) -> u32 {
        self.reader.line(self.span.start)
    }

    /// Every key that is no word of this section, or that nobody asked for, is a mistake.
    pub fn finish(self) {
        let known = self.known();
        // Where it is of no form that has been told, and what it lacks is not asked for.
        let asked = |key: &str| self.section().is_none() || self.asked.borrow().contains(&key);
        for (name, _) in self.table {
            let key: &str = name.get_ref();
            if !known.iter().any(|word| word == key) || !asked(key) {
                let nearest = nearest(key, &known);
                self.reader.fault(Fault::RubricUnknownKey { known: known.clone(), nearest }, &name.span(), key);
            }
        }
    }

    /// The words that may stand here; where it has none of several forms, those of all of them.
    pub fn known(&self) -> Vec<String> {
        let sections = self.section().map_or_else(|| self.forms(), |section| vec![section]);
        let mut known: Vec<String> = Vec::new();
        for word in sections.into_iter().flat_map(|section| section.words) {
            if !known.iter().any(|key| key == word.key) {
                known.push(word.key.to_owned());
            }
        }
        known
    }

    fn forms(&self) -> Vec<&'static Section> {
        self.kind.map(Kind::sections).unwrap_or_default()
    }

    /// The only section that it can be of, or the first form whose first word it has.
    fn section(&self) -> Option<&'static Section> {
        let forms = self.forms();
        if let [only] = forms.as_slice() {
            return Some(only);
        }
        let told =
            |section: &&Section| section.words.first().is_some_and(|first| self.table.iter().any(|(name, _)| name.get_ref() == first.key));
        forms.into_iter().find(told)
    }

    /// What stands behind a key.
    fn holds(&self, key: &str) -> Option<&'static Kind> {
        let section = self.section();
        let word = section.and_then(|section| section.word(key)).map(|word| &word.holds);
        word.or_else(|| section.and_then(|section| section.others)).or_else(|| self.kind.and_then(Kind::each))
    }

    fn ask(&self, key: &'static str) {
        self.declared(key);
        self.asked.borrow_mut().push(key);
        #[cfg(test)]
        self.reader.note(self.section(), key);
    }

    /// A reader that asks for a word which the table does not have is a mistake of the program.
    fn declared(&self, key: &str) {
        // What is written where nothing is known of it has been told already.
        debug_assert!(
            self.forms().is_empty() || self.forms().iter().any(|section| section.word(key).is_some()),
            "the reader asks for `{key}`, which src/rubric/words/ does not have in {:?}",
            self.forms().iter().map(|section| section.path).collect::<Vec<_>>()
        );
    }
}

/// The known word that is most like this one, if any is like it.
pub(super) fn nearest(word: &str, known: &[String]) -> Option<String> {
    let scored = known.iter().map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate));
    let limit = 1.max(word.chars().count() / 3);
    scored.filter(|(distance, _)| *distance <= limit).min().map(|(_, candidate)| candidate.clone())
}
