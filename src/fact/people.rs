//! Names to subjects: after normal form, by key, by the note behind the name, by mandate.
//!
//! It never guesses: who is not found is told with the nearest roster names.

mod alone;
mod nearest;
mod within;

use std::collections::{BTreeMap, BTreeSet};

use super::titles;
use crate::base::place::Place;
use crate::base::text::{name_form, squeeze, tidy};
use crate::sheet::table::Named;

/// One mandate on the roster, as far as it takes to tell people apart.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// The row on the roster has a problem, so that it cannot tell all of this.
    pub faulty: bool,
    /// The row on the roster.
    pub place: Place,
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
    OtherName(&'a Person),
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
                Some(person) if self.is_name_of(named, person) => Resolved::Found(vec![person.subject]),
                Some(person) => Resolved::OtherName(person),
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
        // What the roster's own problem leaves open is not told again at every row.
        if candidates.iter().any(|person| person.faulty) {
            return Resolved::Found(vec![None]);
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
        form == name_form(&named.name) || self.candidates(named).iter().any(|candidate| name_form(&candidate.name) == form)
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
            faulty: false,
            place: Place::default(),
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
        let other = people.resolve(&named("王维", &[]), Beside { key: Some("T1"), ..Beside::default() });
        assert!(matches!(other, Resolved::OtherName(person) if person.name == "王伟"));
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
    fn a_level_that_none_of_them_has_leaves_open_who_is_meant() {
        let people = people();
        let of = |name: &str, mandate| people.resolve(&named(name, &[]), Beside { mandate: Some(mandate), ..Beside::default() });
        assert!(matches!(of("王伟", "district"), Resolved::Several(_)));
        assert!(matches!(of("李红", "city"), Resolved::Several(_)));
        assert_eq!(of("赵小明", "district"), Resolved::Found(vec![Some(4)]));
    }

    #[test]
    fn a_row_of_the_roster_with_a_problem_is_told_once() {
        let faulty = Person { mandate: None, faulty: true, ..person(3, "李红", "D3", "", "东村") };
        let people = People::new(vec![person(2, "李红", "T3", "town", "东村"), faulty]);
        assert_eq!(people.resolve(&named("李红", &[]), Beside::default()), Resolved::Found(vec![None]));
        let keyed = Beside { key: Some("T3"), ..Beside::default() };
        assert_eq!(people.resolve(&named("李红", &[]), keyed), Resolved::Found(vec![Some(2)]));
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
    fn a_title_is_taken_off_where_one_name_is_left() {
        let people = people();
        for name in ["赵小明主席", "赵小明 同志", "代表赵小明"] {
            assert_eq!(people.resolve(&named(name, &[]), Beside::default()), Resolved::Found(vec![Some(4)]), "{name}");
        }
        assert_eq!(
            people.resolve(&named("赵小明主席", &[]), Beside { key: Some("T4"), ..Beside::default() }),
            Resolved::Found(vec![Some(4)])
        );
        assert!(matches!(people.resolve(&named("王伟主席", &[]), Beside::default()), Resolved::Several(_)));
        let two = People::new(vec![person(0, "张三", "T1", "town", "东村"), person(1, "张三副", "T2", "town", "东村")]);
        assert_eq!(two.resolve(&named("张三副主席", &[]), Beside::default()), Resolved::Unknown, "张三 or 张三副");
    }

    #[test]
    fn names_joined_by_and_are_parted_where_all_are_on_the_roster() {
        let parts = |name: &str| people().parted(&named(name, &["女"])).into_iter().map(|named| named.name).collect::<Vec<_>>();
        assert_eq!(parts("赵小明和李红"), ["赵小明", "李红"]);
        assert_eq!(parts("赵小明和李四"), ["赵小明和李四"]);
        assert_eq!(parts("赵小明"), ["赵小明"]);
    }

    #[test]
    fn who_is_not_found_is_told_with_the_nearest_names() {
        let people = people();
        assert_eq!(people.resolve(&named("赵晓明", &[]), Beside::default()), Resolved::Unknown);
        assert_eq!(people.nearest("赵晓明", 1, None), vec!["赵小明".to_owned()]);
        assert!(people.nearest("欧阳建国", 1, None).is_empty());
    }
}
