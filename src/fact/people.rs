//! Names to subjects: after normal form, by key, by the note behind the name, by mandate.
//!
//! It never guesses: who is not found is told with the nearest roster names.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::text::{name_form, squeeze, tidy};
use crate::sheet::table::Named;

/// One mandate on the roster, as far as it takes to tell people apart.
#[derive(Debug, Clone)]
pub(super) struct Person {
    /// Number among the subjects; none when not in office for any part of the period.
    pub subject: Option<u32>,
    pub name: String,
    pub key: String,
    /// Value of the mandate column.
    pub mandate: Option<String>,
    /// The folder of the roster: a congress, where several are scored in one run.
    pub home: Option<String>,
    /// What a note behind the name may show, in normal form.
    pub marks: Vec<String>,
}

impl Person {
    /// The key with what tells the person apart: `T1（东村）`.
    fn told(&self) -> String {
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
    OtherName(&'a str),
    /// Two people of one name.
    Several(Vec<String>),
}

impl People {
    pub fn new(persons: Vec<Person>) -> Self {
        let mut people = Self { persons, ..Self::default() };
        for (index, person) in people.persons.iter().enumerate() {
            people.by_name.entry(name_form(&person.name)).or_default().push(index);
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
                Some(person) if name_form(&person.name) == name_form(&named.name) => Resolved::Found(vec![person.subject]),
                Some(person) => Resolved::OtherName(&person.name),
                // Whose row on the roster has a problem is known by name alone.
                None if self.candidates(named).iter().any(|person| person.key.is_empty()) => Resolved::Found(vec![None]),
                None => Resolved::UnknownKey,
            };
        }
        let mut candidates = self.candidates(named);
        if candidates.is_empty() {
            return Resolved::Unknown;
        }
        narrow(&mut candidates, |person| person.home.as_deref() == beside.home);
        narrow(&mut candidates, |person| named.notes.iter().any(|note| person.marks.contains(&squeeze(note))));
        if let (Some(mandate), true) = (beside.mandate, candidates.len() > 1) {
            candidates.retain(|person| person.mandate.as_deref() == Some(mandate));
        }
        let mut mandates: Vec<_> = candidates.iter().map(|person| &person.mandate).collect();
        mandates.sort();
        mandates.dedup();
        let one_person =
            candidates.len() == 1 || mandates.len() == candidates.len() && candidates.iter().all(|person| person.mandate.is_some());
        if one_person {
            Resolved::Found(candidates.iter().map(|person| person.subject).collect())
        } else {
            Resolved::Several(candidates.iter().map(|person| person.told()).collect())
        }
    }

    /// Everyone of this name.
    fn candidates(&self, named: &Named) -> Vec<&Person> {
        let indices = self.by_name.get(&name_form(&named.name)).map(Vec::as_slice).unwrap_or_default();
        indices.iter().filter_map(|index| self.persons.get(*index)).collect()
    }

    /// The roster's names that stand in a text, but for those within a longer one: 李红 in 李红梅.
    pub fn within(&self, text: &str, home: Option<&str>) -> Vec<String> {
        let form = name_form(text);
        let neighbours = |person: &&Person| home.is_none() || person.home.is_none() || person.home.as_deref() == home;
        let mut found: Vec<(usize, usize, &String)> = Vec::new();
        for (known, indices) in self.by_name.iter().filter(|(known, _)| known.chars().nth(1).is_some()) {
            let Some(person) = indices.iter().filter_map(|index| self.persons.get(*index)).find(neighbours) else { continue };
            found.extend(form.match_indices(known.as_str()).map(|(at, _)| (at, at + known.len(), &person.name)));
        }
        let within = |one: &(usize, usize, &String), other: &(usize, usize, &String)| {
            other.0 <= one.0 && one.1 <= other.1 && other.1 - other.0 > one.1 - one.0
        };
        let longest = found.iter().filter(|one| !found.iter().any(|other| within(one, other)));
        let names: BTreeSet<&String> = longest.map(|(.., name)| *name).collect();
        names.into_iter().cloned().collect()
    }

    /// Roster names that are at most `edits` characters away, nearest first, at most three. Of those two
    /// away only the ones that begin alike: short names have little else in common.
    pub fn nearest(&self, name: &str, edits: usize, home: Option<&str>) -> Vec<String> {
        let form = name_form(name);
        let neighbours = |person: &&Person| home.is_none() || person.home.is_none() || person.home.as_deref() == home;
        let mut found: Vec<(usize, &String)> = self
            .by_name
            .iter()
            .filter(|(known, _)| known.chars().count().abs_diff(form.chars().count()) <= edits)
            .map(|(known, indices)| (known, strsim::levenshtein(known, &form), indices))
            .filter(|(known, distance, _)| *distance <= 1.min(edits) || *distance <= edits && known.chars().next() == form.chars().next())
            .filter_map(|(_, distance, indices)| {
                let mut people = indices.iter().filter_map(|index| self.persons.get(*index));
                Some((distance, &people.find(neighbours)?.name))
            })
            .collect();
        found.sort();
        found.into_iter().take(3).map(|(_, name)| name.clone()).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn person(subject: u32, name: &str, key: &str, mandate: &str, village: &str) -> Person {
        Person {
            subject: Some(subject),
            name: name.into(),
            key: key.into(),
            mandate: Some(mandate.into()),
            home: None,
            marks: vec![squeeze(village)],
        }
    }

    fn named(name: &str, notes: &[&str]) -> Named {
        Named { name: name.into(), notes: notes.iter().map(|note| (*note).to_owned()).collect() }
    }

    fn people() -> People {
        People::new(vec![
            person(0, "王伟", "T1", "town", "东村"),
            person(1, "王伟", "T2", "town", "西村"),
            person(2, "李红", "T3", "town", "东村"),
            person(3, "李红", "D3", "district", "东村"),
            person(4, "赵小明", "T4", "town", "东村"),
        ])
    }

    #[test]
    fn a_note_or_a_key_tells_two_people_of_one_name_apart() {
        let people = people();
        assert_eq!(
            people.resolve(&named("王伟", &[]), Beside::default()),
            Resolved::Several(vec!["T1（东村）".to_owned(), "T2（西村）".to_owned()])
        );
        assert_eq!(people.resolve(&named("王 伟", &["西村"]), Beside::default()), Resolved::Found(vec![Some(1)]));
        assert_eq!(people.resolve(&named("王伟", &[]), Beside { key: Some("T1"), ..Beside::default() }), Resolved::Found(vec![Some(0)]));
        assert_eq!(people.resolve(&named("王维", &[]), Beside { key: Some("T1"), ..Beside::default() }), Resolved::OtherName("王伟"));
    }

    #[test]
    fn a_row_counts_for_each_mandate_unless_it_names_the_level() {
        let people = people();
        assert_eq!(people.resolve(&named("李红", &["女"]), Beside::default()), Resolved::Found(vec![Some(2), Some(3)]));
        assert_eq!(
            people.resolve(&named("李红", &[]), Beside { mandate: Some("district"), ..Beside::default() }),
            Resolved::Found(vec![Some(3)])
        );
    }

    #[test]
    fn people_of_the_sheets_own_congress_come_first() {
        let at = |home: &str, person: Person| Person { home: Some(home.into()), ..person };
        let people = People::new(vec![
            at("东镇", person(0, "王伟", "E1", "town", "一村")),
            at("西镇", person(1, "王伟", "W1", "town", "一村")),
            at("西镇", person(2, "赵小明", "W2", "town", "一村")),
        ]);
        let from = |home| Beside { home: Some(home), ..Beside::default() };
        assert_eq!(people.resolve(&named("王伟", &[]), from("西镇")), Resolved::Found(vec![Some(1)]));
        assert_eq!(people.resolve(&named("赵小明", &[]), from("东镇")), Resolved::Found(vec![Some(2)]));
        assert!(matches!(people.resolve(&named("王伟", &[]), from("南镇")), Resolved::Several(_)));
        assert_eq!(people.nearest("赵晓明", 1, Some("西镇")), vec!["赵小明".to_owned()]);
        assert!(people.nearest("赵晓明", 1, Some("东镇")).is_empty());
    }

    #[test]
    fn a_name_is_found_within_a_sentence_the_longest_at_its_place() {
        let mut persons = people().persons;
        persons.push(person(5, "李红梅", "T6", "town", "东村"));
        let people = People::new(persons);
        assert_eq!(people.within("请对 李红梅 代表评价", None), ["李红梅"]);
        assert_eq!(people.within("请比较李红梅与李红", None), ["李红", "李红梅"]);
        assert!(people.within("您的年龄", None).is_empty());
    }

    #[test]
    fn who_is_not_found_is_told_with_the_nearest_names() {
        let people = people();
        assert_eq!(people.resolve(&named("赵晓明", &[]), Beside::default()), Resolved::Unknown);
        assert_eq!(people.nearest("赵晓明", 1, None), vec!["赵小明".to_owned()]);
        assert!(people.nearest("欧阳建国", 1, None).is_empty());
    }
}
