//! Which roster names stand in a sentence.

use std::collections::BTreeSet;

use super::People;
use crate::base::text::name_form;

impl People {
    /// The roster's names that stand in a text, but for those within a longer one: 李红 in 李红梅.
    pub fn within(&self, text: &str, home: Option<&str>) -> Vec<String> {
        let form = name_form(text);
        let mut found: Vec<(usize, usize, &String)> = Vec::new();
        for (known, indices) in self.by_name.iter().filter(|(known, _)| known.chars().nth(1).is_some()) {
            let neighbour = |index: &usize| {
                let person = self.persons.get(*index)?;
                (home.is_none() || person.home.is_none() || person.home.as_deref() == home).then_some(&person.name)
            };
            let Some(name) = indices.iter().find_map(neighbour) else { continue };
            found.extend(form.match_indices(known.as_str()).map(|(at, _)| (at, at + known.len(), name)));
        }
        let is_part = |one: &(usize, usize, &String), other: &(usize, usize, &String)| {
            other.0 <= one.0 && one.1 <= other.1 && other.1 - other.0 > one.1 - one.0
        };
        let longest = found.iter().filter(|one| !found.iter().any(|other| is_part(one, other)));
        let names: BTreeSet<&String> = longest.map(|(.., name)| *name).collect();
        names.into_iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{People, Person};
    use crate::base::place::Place;

    #[test]
    fn the_longest_name_at_its_place_is_found() {
        let person = |name: &str| Person {
            subject: Some(0),
            name: name.into(),
            key: String::new(),
            mandate: None,
            home: None,
            marks: Vec::new(),
            unsure: false,
            place: Place::default(),
        };
        let people = People::new(vec![person("李红"), person("李红梅")]);
        assert_eq!(people.within("请对 李红梅 代表评价", None), ["李红梅"]);
        assert_eq!(people.within("请比较李红梅与李红", None), ["李红", "李红梅"]);
        assert!(people.within("您的年龄", None).is_empty());
    }
}
