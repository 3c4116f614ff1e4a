//! Codes of a row to its kind: what it gives every query, judged once by the engine of tallies.
//!
//! In: the codes of the columns that rules look at. Out: a small number, the same for rows that give every query the same.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::codes::Coded;
use crate::base::by_name::ByName;
use crate::fact::evidence::{Aside, Entry, Fact};
use crate::fact::passes;
use crate::rubric::model::{Rubric, Table};
use crate::tally::{unit, Tally};

/// What becomes of a row that names a subject in office within the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fate {
    /// Its kind; none where it gives no query anything.
    pub kind: Option<u16>,
    /// Why it does not count.
    pub aside: Option<Aside>,
}

/// The kinds of rows of one table, for all threads.
pub(super) struct Kinds<'r> {
    rubric: &'r Rubric,
    table: &'r Table,
    /// The columns that rules look at.
    columns: Vec<(String, &'r Coded<'r>)>,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    states: BTreeMap<Vec<u16>, u16>,
    /// Of each state the codes so far.
    codes: Vec<Vec<u16>>,
    /// Of each kind what it gives each query, in the rubric's order.
    kinds: Vec<Vec<Tally>>,
}

impl<'r> Kinds<'r> {
    /// Of a table with these columns.
    pub fn new(rubric: &'r Rubric, table: &'r Table, columns: Vec<(String, &'r Coded<'r>)>) -> Self {
        let known = Known { states: BTreeMap::from([(Vec::new(), 0)]), codes: vec![Vec::new()], kinds: Vec::new() };
        Self { rubric, table, columns, known: Mutex::new(known) }
    }

    /// How many columns rules look at.
    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// The state after one more column; none where there are too many.
    pub fn next(&self, state: u16, code: u16) -> Option<u16> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let mut codes = known.codes.get(usize::from(state))?.clone();
        codes.push(code);
        if let Some(state) = known.states.get(&codes) {
            return Some(*state);
        }
        let state = u16::try_from(known.codes.len()).ok().filter(|state| *state < u16::MAX)?;
        known.codes.push(codes.clone());
        known.states.insert(codes, state);
        Some(state)
    }

    /// The fate of rows of a state, by whether they are outside the term of whom they name.
    pub fn fate(&self, state: u16, outside: bool) -> Fate {
        let codes = self.known.lock().unwrap_or_else(PoisonError::into_inner).codes.get(usize::from(state)).cloned().unwrap_or_default();
        let entry = self.entry(&codes, outside);
        let units: Vec<Tally> = self.rubric.queries().map(|(_, query)| unit(&entry, &self.table.id, query)).collect();
        if units.iter().all(|unit| *unit == Tally::default()) {
            return Fate { kind: None, aside: entry.aside };
        }
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let number = known.kinds.iter().position(|kind| *kind == units).unwrap_or_else(|| {
            known.kinds.push(units);
            known.kinds.len() - 1
        });
        Fate { kind: u16::try_from(number).ok(), aside: entry.aside }
    }

    /// A row as an entry.
    fn entry(&self, codes: &[u16], outside: bool) -> Entry {
        let facts = self.columns.iter().zip(codes).filter_map(|((id, coded), code)| Some((id.clone(), coded.fact(*code)?)));
        let values: ByName<Fact> = facts.collect();
        let people = |column: &str| match values.get(column) {
            Some(Fact::Number(number)) => u32::try_from(number / 1_000_000).unwrap_or(1),
            Some(Fact::Text(_) | Fact::NoValue(_)) | None => 1,
        };
        let role = match values.get("role") {
            Some(Fact::Text(role)) => Some(role.clone()),
            Some(Fact::Number(_) | Fact::NoValue(_)) | None => None,
        };
        let kept = self.table.keep.iter().all(|filter| passes(&filter.test, values.get(&filter.column)));
        let aside = if kept { outside.then_some(Aside::OutsideTerm) } else { Some(Aside::Unverified) };
        Entry {
            subject: 0,
            role,
            rater: None,
            signers: people("signers"),
            position: people("position"),
            n: 1,
            values: Arc::new(values),
            day: None,
            folder: None,
            place: crate::base::place::Place::default(),
            aside,
        }
    }

    /// What each kind gives each query, in the rubric's order.
    pub fn units(&self) -> Vec<Vec<Tally>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).kinds.clone()
    }
}

/// The same for one thread: the states that it has met, column by column.
pub(super) struct Walk<'k> {
    kinds: &'k Kinds<'k>,
    /// For each column, the state before × [`Walk::WIDE`] + the code.
    tables: Vec<Vec<u16>>,
    fates: Vec<[Option<Fate>; 2]>,
    /// Whether there were too many states.
    pub too_many: bool,
}

impl<'k> Walk<'k> {
    /// Codes below this are looked up in a list.
    const WIDE: usize = 64;
    const UNMET: u16 = u16::MAX;

    /// Of the kinds of a table.
    pub fn new(kinds: &'k Kinds<'k>) -> Self {
        Self { kinds, tables: vec![Vec::new(); kinds.width()], fates: Vec::new(), too_many: false }
    }

    /// Moves each row's state on by the codes of a column; rows with an odd code stay where they are.
    pub fn step(&mut self, column: usize, states: &mut [u16], codes: &[u16]) {
        let Some(table) = self.tables.get_mut(column) else { return };
        for (state, code) in states.iter_mut().zip(codes) {
            let at = usize::from(*state) * Self::WIDE + usize::from(*code);
            let met = if usize::from(*code) < Self::WIDE { table.get(at).copied().unwrap_or(Self::UNMET) } else { Self::UNMET };
            if met != Self::UNMET {
                *state = met;
            } else if *code != super::codes::ODD {
                match self.kinds.next(*state, *code) {
                    Some(next) => {
                        if usize::from(*code) < Self::WIDE {
                            if at >= table.len() {
                                table.resize(at + 1, Self::UNMET);
                            }
                            if let Some(slot) = table.get_mut(at) {
                                *slot = next;
                            }
                        }
                        *state = next;
                    }
                    None => self.too_many = true,
                }
            }
        }
    }

    /// The fate of a row of this state.
    pub fn fate(&mut self, state: u16, outside: bool) -> Fate {
        let at = usize::from(state);
        if at >= self.fates.len() {
            self.fates.resize(at + 1, [None; 2]);
        }
        let kinds = self.kinds;
        let known = self.fates.get_mut(at).and_then(|fates| fates.get_mut(usize::from(outside)));
        known.map_or(Fate { kind: None, aside: None }, |known| *known.get_or_insert_with(|| kinds.fate(state, outside)))
    }
}
