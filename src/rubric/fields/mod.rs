//! Reading a table of TOML key by key: every mistake is collected, with its line and a mark below it.
//!
//! In: the file's text. Out: values by key, and problems. It knows TOML and no word of the vocabulary.

mod beyond;
mod item;
mod reader;

use std::cell::RefCell;
use std::ops::Range;

use toml::de::DeTable;

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
    asked: RefCell<Vec<&'static str>>,
}

impl<'r, 't> Fields<'r, 't> {
    pub fn new(reader: &'r Reader<'t>, table: &'r DeTable<'t>, span: Range<usize>) -> Self {
        Self { reader, table, span, asked: RefCell::default() }
    }

    pub fn get(&self, key: &'static str) -> Option<Item<'r, 't>> {
        self.asked.borrow_mut().push(key);
        self.table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| Item::new(self.reader, value))
    }

    pub fn need(&self, key: &'static str) -> Option<Item<'r, 't>> {
        let item = self.get(key);
        if item.is_none() {
            self.fault(Fault::RubricMissingKey { key: key.to_owned() }, "");
        }
        item
    }

    pub fn has(&self, key: &str) -> bool {
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
        let mut entries: Vec<_> = self.table.iter().collect();
        entries.sort_by_key(|(name, _)| name.span().start);
        entries.into_iter().map(|(name, value)| (name.get_ref().to_string(), Item::new(self.reader, value))).collect()
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

    /// Every key that nobody asked for is a mistake.
    pub fn finish(self) {
        let asked = self.asked.into_inner();
        for (name, _) in self.table {
            let key: &str = name.get_ref();
            if !asked.contains(&key) {
                let mut known: Vec<String> = asked.iter().map(|word| (*word).to_owned()).collect();
                known.dedup();
                let nearest = nearest(key, &known);
                self.reader.fault(Fault::RubricUnknownKey { known, nearest }, &name.span(), key);
            }
        }
    }
}

/// The known word that is most like this one, if any is like it.
pub(super) fn nearest(word: &str, known: &[String]) -> Option<String> {
    let scored = known.iter().map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate));
    let limit = 1.max(word.chars().count() / 3);
    scored.filter(|(distance, _)| *distance <= limit).min().map(|(_, candidate)| candidate.clone())
}
