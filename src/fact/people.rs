//! Names to subjects: after normal form, by key, by the note behind the name, by mandate.
//!
//! It never guesses: who is not found is told with the nearest roster names.

mod alone;
mod nearest;
#[cfg(test)]
mod tests;
mod within;

use std::collections::{BTreeMap, BTreeSet};

use super::titles;
use crate::base::place::Place;
use crate::base::text::{name_form, squeeze, tidy};
use crate::sheet::table::Named;

/// One mandate on the roster, as far as it takes to tell people apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    /// Number among the subjects, those whose row has a fault included; none when not in office for any part of the period.
    pub subject: Option<u32>,
    pub name: String,
    pub key: String,
    /// Value of the mandate column.
    pub mandate: Option<String>,
    /// The folder of the roster: a congress, where several are scored in one run.
    pub home: Option<String>,
    /// What a note behind the name may show, in normal form.
    pub marks: Vec<String>,
    /// The row on the roster has a fault that leaves open whom it is about.
    pub unsure: bool,
    /// The row on the roster.
    pub place: Place,
}

impl Person {
    /// The key with what tells the person apart: `T1（东村）`.
    pub(super) fn told(&self) -> String {
        let marks: Vec<&str> = self.marks.iter().map(String::as_str).filter(|mark| *mark != squeeze(&self.key)).collect();
        if marks.is_empty() {
            self.key.clone()
        } else {
            format!("{}（{}）", self.key, marks.join("，"))
        }
    }
}

/// What a row says beside a name.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Beside<'a> {
    pub key: Option<&'a str>,
    pub mandate: Option<&'a str>,
    /// The folder of the sheet: people of its own congress come first.
    pub home: Option<&'a str>,
}

/// The roster, by name and by key.
#[derive(Debug, Default)]
pub(super) struct People {
    persons: Vec<Person>,
    by_name: BTreeMap<String, Vec<usize>>,
    by_key: BTreeMap<String, usize>,
    searches: nearest::Searches,
}

/// Who a name is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Resolved<'a> {
    /// These subjects: one, or the mandates of one person. None for those not in office in the period.
    Found(Vec<Option<u32>>),
    /// Nobody.
    Unknown,
    /// A key that the roster does not have.
    UnknownKey,
    /// The key belongs to someone of another name.
    OtherName(&'a Person),
    /// Two people of one name.
    Several(Vec<String>),
}

impl People {
    pub fn new(persons: Vec<Person>) -> Self {
        let mut people = Self { persons, ..Self::default() };
        for (index, person) in people.persons.iter().enumerate() {
            if !person.name.is_empty() {
                people.by_name.entry(name_form(&person.name)).or_default().push(index);
            }
            if !person.key.is_empty() {
                people.by_key.insert(exact_key(&person.key), index);
            }
        }
        people
    }

    /// Whose name it is.
    pub fn resolve(&self, named: &Named, beside: Beside) -> Resolved<'_> {
        if let Some(key) = beside.key {
            return match self.by_key.get(&exact_key(key)).and_then(|index| self.persons.get(*index)) {
                Some(person) if self.is_name_of(named, person) && !self.notes_another(named, person) => {
                    Resolved::Found(vec![person.subject])
                }
                Some(person) => Resolved::OtherName(person),
                // Whose row on the roster has a fault in its key is known by name alone.
                None => match self.candidates(named).iter().find(|person| person.key.is_empty()) {
                    Some(person) => Resolved::Found(vec![person.subject]),
                    None => Resolved::UnknownKey,
                },
            };
        }
        let mut candidates = self.candidates(named);
        if candidates.is_empty() {
            return Resolved::Unknown;
        }
        narrow(&mut candidates, |person| person.home.as_deref() == beside.home);
        narrow(&mut candidates, |person| named.notes.iter().any(|note| person.marks.contains(&squeeze(note))));
        // What the roster's own fault leaves open is not told again at every row.
        if let Some(unsure) = candidates.iter().find(|person| person.unsure) {
            return Resolved::Found(vec![unsure.subject]);
        }
        if let (Some(mandate), true) = (beside.mandate, candidates.len() > 1) {
            let fits = |person: &&Person| person.mandate.as_deref() == Some(mandate);
            if !candidates.iter().any(fits) {
                return Resolved::Several(candidates.iter().map(|person| person.told()).collect());
            }
            candidates.retain(fits);
        }
        let mandates: BTreeSet<_> = candidates.iter().map(|person| &person.mandate).collect();
        let one_person =
            candidates.len() == 1 || mandates.len() == candidates.len() && candidates.iter().all(|person| person.mandate.is_some());
        if one_person {
            Resolved::Found(candidates.iter().map(|person| person.subject).collect())
        } else {
            Resolved::Several(candidates.iter().map(|person| person.told()).collect())
        }
    }

    /// Everyone of this name; else of the one roster name that is left without its title.
    fn candidates(&self, named: &Named) -> Vec<&Person> {
        let form = name_form(&named.name);
        if let Some(people) = self.by_name.get(&form) {
            return self.persons_at(people);
        }
        let rests = titles::without(&form);
        let mut known = rests.iter().filter_map(|rest| self.by_name.get(rest));
        match (known.next(), known.next()) {
            (Some(people), None) => self.persons_at(people),
            (_, _) => Vec::new(),
        }
    }

    fn persons_at(&self, indices: &[usize]) -> Vec<&Person> {
        indices.iter().filter_map(|index| self.persons.get(*index)).collect()
    }

    fn is_name_of(&self, named: &Named, person: &Person) -> bool {
        let form = name_form(&person.name);
        // Of a row whose name could not be read the key is all there is.
        form.is_empty()
            || form == name_form(&named.name)
            || self.candidates(named).iter().any(|candidate| name_form(&candidate.name) == form)
    }

    /// Whether a note behind the name tells of somebody else of that name, and not of this person.
    fn notes_another(&self, named: &Named, person: &Person) -> bool {
        let tells = |of: &Person| named.notes.iter().any(|note| of.marks.contains(&squeeze(note)));
        !named.notes.is_empty() && !tells(person) && self.candidates(named).into_iter().any(tells)
    }

    /// The people of 张三和李四, where every part is a name of the roster; else the name as it is.
    pub fn parted(&self, named: &Named) -> Vec<Named> {
        const AND: [char; 3] = ['和', '与', '及'];
        let part = |name: &str| Named { name: name.to_owned(), notes: Vec::new() };
        let mut parts: Vec<Named> = named.name.split(AND).map(part).collect();
        if parts.len() == 1 || !self.candidates(named).is_empty() || parts.iter().any(|part| self.candidates(part).is_empty()) {
            return vec![named.clone()];
        }
        // A note stands behind the last.
        if let Some(last) = parts.last_mut() {
            last.notes.clone_from(&named.notes);
        }
        parts
    }
}

/// A key as it is compared: width and spaces are forgiven, letter case is not.
fn exact_key(key: &str) -> String {
    tidy(key).replace(' ', "")
}

/// Keeps those that fit, unless none does.
fn narrow(candidates: &mut Vec<&Person>, fits: impl Fn(&Person) -> bool) {
    if candidates.iter().any(|person| fits(person)) {
        candidates.retain(|person| fits(person));
    }
}
