//! Which roster names may be meant by one that is not there.
//!
//! In: a name as it stands in a cell. Out: at most three names of the roster. A sheet of a million rows may name thousands of
//! people that nobody knows, each many times: what was found for a name is kept, and only names with something in common are compared.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::{titles, People};
use crate::base::text::name_form;
use crate::fact::alike;

/// What was found before, and the roster as it is searched; both empty until a name is looked for.
#[derive(Debug, Default)]
pub(super) struct Searches {
    likely: OnceLock<Likely>,
    found: Mutex<BTreeMap<Search, Vec<String>>>,
}

/// A name in normal form, how much may differ, and the folder of the sheet.
type Search = (String, Breadth, Option<String>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Breadth {
    /// So many characters, or every one of them where it sounds or looks the same.
    Edits(usize),
    /// None but those that sound or look the same.
    Alike,
}

impl Breadth {
    fn fits(self, known: &str, form: &str, distance: usize) -> bool {
        match self {
            Self::Alike => alike::is_alike(known, form),
            Self::Edits(edits) => {
                distance <= 1.min(edits)
                    || distance <= edits && known.chars().next() == form.chars().next()
                    || edits > 1 && alike::is_alike(known, form)
            }
        }
    }
}

impl People {
    /// Roster names that are at most `edits` (two or less) characters away, those that sound or look alike first, at most three. Of
    /// those two away only the ones that begin alike, as short names have little else in common, and those that are alike throughout.
    pub fn nearest(&self, name: &str, edits: usize, home: Option<&str>) -> Vec<String> {
        self.found(name, Breadth::Edits(edits), home)
    }

    /// Roster names that sound or look the same in every character, at most three.
    pub fn alike(&self, name: &str, home: Option<&str>) -> Vec<String> {
        self.found(name, Breadth::Alike, home)
    }

    fn found(&self, name: &str, breadth: Breadth, home: Option<&str>) -> Vec<String> {
        let search = (name_form(name), breadth, home.map(str::to_owned));
        let kept = || self.searches.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(names) = kept().get(&search) {
            return names.clone();
        }
        let names = self.best(&search);
        kept().insert(search, names.clone());
        names
    }

    fn best(&self, (form, breadth, home): &Search) -> Vec<String> {
        let likely = self.searches.likely.get_or_init(|| Likely::new(self.by_name.keys().map(String::as_str)));
        let mut found: Vec<((usize, usize), &String)> = Vec::new();
        for form in std::iter::once(form.clone()).chain(titles::without(form)) {
            for known in likely.for_name(&form) {
                let distance = strsim::levenshtein(known, &form);
                let neighbour = |index: &usize| {
                    let person = self.persons.get(*index)?;
                    (home.is_none() || person.home.is_none() || person.home == *home).then_some(&person.name)
                };
                if breadth.fits(known, &form, distance) {
                    let apart = alike::apart(known, &form).unwrap_or((distance, distance));
                    let mut indices = self.by_name.get(known).into_iter().flatten();
                    found.extend(indices.find_map(neighbour).map(|name| (apart, name)));
                }
            }
        }
        found.sort();
        let mut names: Vec<String> = Vec::new();
        for (_, name) in found {
            if names.len() < 3 && !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }
}

/// Names by what one that differs in at most two characters, or sounds or looks the same, has in common with them: a character, or the
/// sound or look of the first; unless neither has more than two.
#[derive(Debug, Default)]
struct Likely {
    names: Vec<String>,
    short: Vec<usize>,
    with: BTreeMap<char, Vec<usize>>,
    first: BTreeMap<char, Vec<usize>>,
}

impl Likely {
    fn new<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut likely = Self::default();
        for (index, name) in names.enumerate() {
            likely.names.push(name.to_owned());
            if name.chars().nth(2).is_none() {
                likely.short.push(index);
            }
            for mark in name.chars().collect::<BTreeSet<_>>() {
                likely.with.entry(mark).or_default().push(index);
            }
            if let Some(first) = name.chars().next() {
                likely.first.entry(first).or_default().push(index);
            }
        }
        likely
    }

    /// In the order of names, each once, none that is longer or shorter by more than two characters.
    fn for_name(&self, form: &str) -> impl Iterator<Item = &String> {
        let length = form.chars().count();
        let mut likely: BTreeSet<usize> = BTreeSet::new();
        if length <= 2 {
            likely.extend(&self.short);
        }
        likely.extend(form.chars().filter_map(|mark| self.with.get(&mark)).flatten());
        if let Some(first) = form.chars().next() {
            let sounding = self.first.iter().filter(|(mark, _)| alike::are_alike(**mark, first));
            likely.extend(sounding.flat_map(|(_, names)| names));
        }
        likely.into_iter().filter_map(|index| self.names.get(index)).filter(move |name| name.chars().count().abs_diff(length) <= 2)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A few characters, some of which sound or look alike.
    const NAME: &str = "[张章赵李丽里王小晓明铭a ]{0,5}";

    /// The same sounds in other characters.
    fn rewritten(name: &str) -> String {
        let pairs = [('张', '章'), ('李', '里'), ('小', '晓'), ('明', '铭')];
        let other =
            |mark: char| pairs.iter().find_map(|(one, other)| (mark == *one).then_some(*other).or((mark == *other).then_some(*one)));
        name.chars().map(|mark| other(mark).unwrap_or(mark)).collect()
    }

    proptest! {
        #[test]
        fn every_name_that_fits_is_among_the_likely_ones(names in prop::collection::btree_set(NAME, 0..12), form in NAME) {
            let likely = Likely::new(names.iter().map(String::as_str));
            for form in names.iter().map(|name| rewritten(name)).chain([form]) {
                let found: Vec<&String> = likely.for_name(&form).collect();
                for known in &names {
                    let distance = strsim::levenshtein(known, &form);
                    let near = known.chars().count().abs_diff(form.chars().count()) <= 2;
                    for breadth in [Breadth::Alike, Breadth::Edits(0), Breadth::Edits(1), Breadth::Edits(2)] {
                        let fits = near && breadth.fits(known, &form, distance);
                        prop_assert!(!fits || found.contains(&known), "{known} for {form}, {breadth:?}");
                    }
                }
            }
        }
    }
}
