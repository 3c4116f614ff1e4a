//! Which roster names may be meant by one that is not there.

use super::{titles, People};
use crate::base::text::name_form;
use crate::fact::alike;

impl People {
    /// Roster names that are at most `edits` characters away, those that sound or look alike first, at most three. Of those
    /// two away only the ones that begin alike, as short names have little else in common, and those that are alike throughout.
    pub fn nearest(&self, name: &str, edits: usize, home: Option<&str>) -> Vec<String> {
        self.best(name, home, |known, form, distance| {
            distance <= 1.min(edits)
                || distance <= edits && known.chars().next() == form.chars().next()
                || edits > 1 && alike::is_alike(known, form)
        })
    }

    /// Roster names that sound or look the same in every character, at most three.
    pub fn alike(&self, name: &str, home: Option<&str>) -> Vec<String> {
        self.best(name, home, |known, form, _| alike::is_alike(known, form))
    }

    fn best(&self, name: &str, home: Option<&str>, fits: impl Fn(&str, &str, usize) -> bool) -> Vec<String> {
        let form = name_form(name);
        let mut found: Vec<((usize, usize), &String)> = Vec::new();
        for form in std::iter::once(form.clone()).chain(titles::without(&form)) {
            for (known, indices) in &self.by_name {
                if known.chars().count().abs_diff(form.chars().count()) > 2 {
                    continue;
                }
                let distance = strsim::levenshtein(known, &form);
                let neighbour = |index: &usize| {
                    let person = self.persons.get(*index)?;
                    (home.is_none() || person.home.is_none() || person.home.as_deref() == home).then_some(&person.name)
                };
                if fits(known, &form, distance) {
                    let apart = alike::apart(known, &form).unwrap_or((distance, distance));
                    found.extend(indices.iter().find_map(neighbour).map(|name| (apart, name)));
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
