//! Every word of the table of words is asked for, each in its place.
//!
//! The files that are read here are made from the table itself, all words and all forms of each; they make no sense.

use std::collections::BTreeSet;

use toml::de::DeTable;

use super::super::fields::{Fields, Reader};
use super::super::words::{sections, Kind, Section, ROOT};
use super::{rubric, FILE};

#[test]
fn every_word_of_the_table_is_asked_for() {
    let mut asked = BTreeSet::new();
    for file in files() {
        let reader = Reader::new("made.toml", &file);
        let (root, errors) = DeTable::parse_recoverable(&file);
        assert!(errors.is_empty(), "{errors:?}\n{file}");
        rubric(&Fields::new(&reader, root.get_ref(), 0..0, Some(&FILE)), &file);
        asked.extend(reader.into_asked());
    }
    let mut unasked = Vec::new();
    for section in sections() {
        unasked.extend(section.words.iter().map(|word| (section.path, word.key)).filter(|word| !asked.contains(word)));
    }
    assert!(unasked.is_empty(), "no reader asks for {unasked:?}");
    assert!(asked.len() > 150, "only {} words", asked.len());
}

#[test]
fn no_word_is_in_a_section_twice_and_no_path_is_used_twice() {
    let mut paths = BTreeSet::new();
    for section in sections() {
        assert!(paths.insert(section.path), "{}", section.path);
        let keys: BTreeSet<&str> = section.words.iter().map(|word| word.key).collect();
        assert_eq!(keys.len(), section.words.len(), "{}", section.path);
    }
}

/// Files in which each word stands with each kind of value.
fn files() -> Vec<String> {
    tables(&ROOT).into_iter().map(|entries| written(&entries).join("\n")).collect()
}

/// Tables of a section: key and value, so many that each value of each word occurs.
fn tables(section: &'static Section) -> Vec<Vec<(&'static str, String)>> {
    let values: Vec<(&str, Vec<String>)> = section.words.iter().map(|word| (word.key, values(&word.holds))).collect();
    let count = values.iter().map(|(_, values)| values.len()).max().unwrap_or(1);
    let table = |number: usize| {
        let entries = values.iter().filter_map(|(key, values)| Some((*key, values.get(number % values.len())?.clone())));
        entries.collect()
    };
    (0..count).map(table).collect()
}

fn values(kind: &'static Kind) -> Vec<String> {
    match kind {
        Kind::Text | Kind::Filled | Kind::Texts | Kind::SomeTexts => vec!["\"x\"".into()],
        Kind::Number | Kind::Whole => vec!["1".into()],
        Kind::Flag => vec!["true".into()],
        Kind::Day => vec!["2025-01-01".into()],
        Kind::Choice(words) => words.iter().map(|word| format!("\"{word}\"")).collect(),
        Kind::Pair => vec!["[0, 1]".into()],
        Kind::Table(section) => inline(section),
        Kind::Forms(forms) => forms.iter().copied().flat_map(inline).collect(),
        Kind::Each(inside) => values(inside).into_iter().map(|value| format!("{{ x = {value} }}")).collect(),
        Kind::List(inside) => values(inside).into_iter().map(|value| format!("[{value}]")).collect(),
        Kind::Either(kinds) => kinds.iter().flat_map(values).collect(),
    }
}

fn inline(section: &'static Section) -> Vec<String> {
    tables(section).into_iter().map(|entries| format!("{{ {} }}", written(&entries).join(", "))).collect()
}

fn written(entries: &[(&str, String)]) -> Vec<String> {
    entries.iter().map(|(key, value)| format!("{key} = {value}")).collect()
}
