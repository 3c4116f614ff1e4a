//! Values to codes: each distinct value is read once by the reader of cells.
//!
//! In: values of one column. Out: a small number for each, the same for values that are taken for the same; [`ODD`] for one of
//! which something is to be said.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::hash::Map;
use crate::fact::evidence::Fact;
use crate::fact::fact;
use crate::sheet::long::{Long, Taken};
use crate::sheet::table::Value;
use crate::sheet::RawCell;

/// The code of a value that the reader of sheets must tell.
pub(super) const ODD: u16 = u16::MAX;
/// More distinct values than this in a column that rules look at are too many for this road.
const MOST_CODES: usize = 60_000;
/// Distinct values that a thread remembers.
const MOST_KNOWN: usize = 1 << 16;
/// Numbers below this are looked up in a list.
const SMALL: i64 = 1 << 10;
/// Numbers below this are short.
const SHORT: i64 = 1_000_000_000;
/// Short texts that are compared one after another.
const FEW: usize = 24;

/// A column of a table, for all threads.
pub(super) struct Coded<'l> {
    long: &'l Long<'l>,
    number: usize,
    /// Whether its value matters to any rule, or only whether it is sound.
    looked_at: bool,
    /// Whether it is a number of people: whole, from 1.
    people: bool,
    /// Whether short whole numbers are all taken, and matter to no rule.
    takes_numbers: bool,
    facts: Mutex<Facts>,
}

#[derive(Default)]
struct Facts {
    list: Vec<Option<Fact>>,
    codes: BTreeMap<Option<Fact>, u16>,
    too_many: bool,
}

impl<'l> Coded<'l> {
    /// A column, by its number among the plan's.
    pub fn new(long: &'l Long<'l>, number: usize, looked_at: bool, people: bool) -> Self {
        let takes_numbers = !looked_at && long.takes_short_numbers(number);
        Self { long, number, looked_at, people, takes_numbers, facts: Mutex::default() }
    }

    fn code(&self, cell: Option<&RawCell>) -> u16 {
        let fact = match self.long.take(self.number, cell) {
            Taken::ForSheets => return ODD,
            Taken::Value(Value::Number(number)) if self.people && (number < 1_000_000 || number % 1_000_000 != 0) => return ODD,
            Taken::Value(value) if self.looked_at => fact(&value),
            Taken::Nothing | Taken::Value(_) => None,
        };
        if !self.looked_at {
            return 0;
        }
        let mut facts = self.facts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(code) = facts.codes.get(&fact) {
            return *code;
        }
        facts.too_many |= facts.list.len() >= MOST_CODES;
        let Some(code) = u16::try_from(facts.list.len()).ok().filter(|_| !facts.too_many) else { return ODD };
        facts.list.push(fact.clone());
        facts.codes.insert(fact, code);
        code
    }

    /// What a code stands for.
    pub fn fact(&self, code: u16) -> Option<Fact> {
        let facts = self.facts.lock().unwrap_or_else(PoisonError::into_inner);
        facts.list.get(usize::from(code)).cloned().flatten()
    }

    /// What all codes stand for, in order.
    pub fn facts(&self) -> Vec<Option<Fact>> {
        self.facts.lock().unwrap_or_else(PoisonError::into_inner).list.clone()
    }

    /// Whether it has more distinct values than this road takes.
    pub fn has_too_many(&self) -> bool {
        self.facts.lock().unwrap_or_else(PoisonError::into_inner).too_many
    }
}

/// The same for one thread, with what it has met.
pub(super) struct Coder<'c> {
    column: &'c Coded<'c>,
    few: Vec<(u128, u16)>,
    texts: Map<Box<str>, u16>,
    last: (String, u16),
    small: Vec<Option<u16>>,
    numbers: Map<i64, u16>,
    blank: Option<u16>,
}

impl<'c> Coder<'c> {
    /// Of this column.
    pub fn new(column: &'c Coded<'c>) -> Self {
        let last = (String::new(), column.code(Some(&RawCell::Text(String::new()))));
        Self { column, few: Vec::new(), texts: Map::default(), last, small: Vec::new(), numbers: Map::default(), blank: None }
    }

    /// Of a blank.
    pub fn blank(&mut self) -> u16 {
        *self.blank.get_or_insert_with(|| self.column.code(None))
    }

    /// Of a text of at most twelve bytes, which `bits` tell.
    pub fn short<'t>(&mut self, bits: u128, text: impl FnOnce() -> &'t str) -> u16 {
        if let Some((_, code)) = self.few.iter().find(|(known, _)| *known == bits) {
            return *code;
        }
        let code = self.text(text());
        if self.few.len() < FEW {
            self.few.push((bits, code));
        }
        code
    }

    /// Of a text.
    pub fn text(&mut self, text: &str) -> u16 {
        if self.last.0 == text {
            return self.last.1;
        }
        let code = self.texts.get(text).copied().unwrap_or_else(|| {
            let code = self.column.code(Some(&RawCell::Text(text.to_owned())));
            if self.texts.len() >= MOST_KNOWN {
                self.texts.clear();
            }
            self.texts.insert(text.into(), code);
            code
        });
        text.clone_into(&mut self.last.0);
        self.last.1 = code;
        code
    }

    /// Of a number, or of a day by its number.
    pub fn number(&mut self, number: i64, cell: impl FnOnce() -> Option<RawCell>) -> u16 {
        if self.column.takes_numbers && (0..SHORT).contains(&number) {
            return 0;
        }
        let read = |column: &Coded| cell().map_or(ODD, |cell| column.code(Some(&cell)));
        if let (true, Ok(at)) = (number < SMALL, usize::try_from(number)) {
            if at >= self.small.len() {
                self.small.resize(at + 1, None);
            }
            return self.small.get_mut(at).map_or(ODD, |known| *known.get_or_insert_with(|| read(self.column)));
        }
        if let Some(code) = self.numbers.get(&number) {
            return *code;
        }
        let code = read(self.column);
        if self.numbers.len() >= MOST_KNOWN {
            self.numbers.clear();
        }
        self.numbers.insert(number, code);
        code
    }
}
