//! Rows of one person under one criterion, two times: those that are the same are paired, wherever they stand now.
//!
//! In: entries as traced. Out: pairs of those that differ, by their place; then what only one of the two times has.

use std::collections::BTreeMap;

use crate::base::by_name::ByName;
use crate::base::exact::Exact;
use crate::base::period::Day;
use crate::base::place::Place;
use crate::fact::evidence::{Aside, Entry, Evidence, Fact};
use crate::tally::Traced;

/// An entry, and what became of it.
#[derive(Debug, Clone)]
pub struct Seen<'e> {
    /// Table id.
    pub table: String,
    /// The entry.
    pub entry: &'e Entry,
    /// Its factor.
    pub factor: Exact,
    /// Why it does not count.
    pub aside: Option<Aside>,
}

/// Table, part played, values, day, factor, and why it does not count.
type Content<'e> = (String, (&'e Option<String>, u32, u32, u64), &'e ByName<Fact>, Option<Day>, Exact, Option<Aside>);

/// Before and after; one of them may be missing.
pub type Pair<'e> = (Option<Seen<'e>>, Option<Seen<'e>>);

impl<'e> Seen<'e> {
    /// The entry that was traced.
    pub fn of(traced: &Traced, evidence: &'e Evidence) -> Option<Self> {
        let entry = evidence.table(&traced.table)?.entries.get(traced.entry)?;
        Some(Self { table: traced.table.clone(), entry, factor: traced.factor.clone(), aside: traced.aside })
    }

    /// Whether the measure looks at it: counted, or a no-value, which may leave a denominator.
    fn matters(&self) -> bool {
        self.aside.is_none_or(|aside| matches!(aside, Aside::NoValue(_)))
    }

    /// All that two equal rows have in common, wherever they stand.
    fn content(&self) -> Content<'e> {
        let Entry { role, signers, position, n, values, day, .. } = self.entry;
        (self.table.clone(), (role, *signers, *position, *n), values, *day, self.factor.clone(), self.aside)
    }
}

/// What differs. `moved` gives the place now of what stood elsewhere before.
pub fn differing<'e>(then: Vec<Seen<'e>>, now: Vec<Seen<'e>>, moved: &dyn Fn(&Place) -> Place) -> Vec<Pair<'e>> {
    let mut left: BTreeMap<Content, Vec<Seen>> = BTreeMap::new();
    for seen in then {
        left.entry(seen.content()).or_default().push(seen);
    }
    let mut fresh = Vec::new();
    for seen in now {
        match left.get_mut(&seen.content()).and_then(Vec::pop) {
            Some(_) => {}
            None => fresh.push(seen),
        }
    }
    let mut gone: Vec<Seen> = left.into_values().flatten().collect();
    gone.sort_by(|one, other| one.entry.place.cmp(&other.entry.place));
    let mut pairs: Vec<Pair> = Vec::new();
    let mut alone = Vec::new();
    for seen in fresh {
        let same = |old: &Seen| old.table == seen.table && moved(&old.entry.place) == seen.entry.place;
        match gone.iter().position(same) {
            Some(index) => pairs.push((Some(gone.remove(index)), Some(seen))),
            None => alone.push(seen),
        }
    }
    // One that went and one that came are one that was changed and moved.
    if let ([old], [new]) = (gone.as_slice(), alone.as_slice()) {
        if old.table == new.table {
            pairs.push((gone.pop(), alone.pop()));
        }
    }
    pairs.extend(gone.into_iter().map(|old| (Some(old), None)));
    pairs.extend(alone.into_iter().map(|new| (None, Some(new))));
    let matters = |seen: &Option<Seen>| seen.as_ref().is_some_and(Seen::matters);
    pairs.retain(|(old, new)| matters(old) || matters(new));
    pairs
}
