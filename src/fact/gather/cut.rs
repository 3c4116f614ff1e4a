//! A month or a quarter in which somebody whom the row names took office or left it.

use std::collections::{BTreeMap, BTreeSet};

use super::Sheet;
use crate::base::problem::Fault;
use crate::fact::evidence::Entry;
use crate::fact::undated::Undated;

impl Sheet<'_> {
    /// Makes an error of each such date, and takes the entries of its row back.
    pub(super) fn tell_cut(&mut self, entries: &mut Vec<Entry>, undated: &Undated) {
        if !undated.has_spans() {
            return;
        }
        let mut named: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for entry in entries.iter() {
            named.entry(entry.place.row).or_default().push(entry.subject);
        }
        let mut cut = BTreeSet::new();
        for row in &self.table.rows {
            let subjects = named.get(&row.number).into_iter().flatten();
            let mut terms = subjects.filter_map(|subject| self.subjects.get(*subject as usize)).map(|subject| &subject.term);
            let Some(place) = terms.find_map(|term| undated.cuts(self.table, row, term)) else { continue };
            for problem in self.problems.iter_mut().filter(|problem| problem.place == *place) {
                if matches!(problem.fault, Fault::DateWithoutDay { .. }) {
                    problem.fault = Fault::DateUnclear;
                }
            }
            cut.insert(row.number);
        }
        self.take_back(entries, &cut);
    }
}
