//! Four terms of a real house without numbers for its members: who is the same is told where it is known, and not guessed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::program::{duly, folder, printed, project, shared};

/// Periods that the source's own column Comment names.
const TERMS: [(&str, &str); 4] = [
    ("15th", "2009-06-03..2014-02-21"),
    ("16th", "2014-06-01..2019-02-13"),
    ("17th", "2019-06-01..2024-02-10"),
    ("18th", "2024-06-24..2024-12-20"),
];

/// Columns of the source, from 0.
const CONSTITUENCY: usize = 1;
const STATE: usize = 7;

/// The rubric of the 17th for every term, without the dates of taking office, which the four files write in four ways.
fn rubric(place: &Path) -> String {
    let text = std::fs::read_to_string(project().join("rubrics/parliament.toml")).unwrap_or_else(|error| panic!("{error}"));
    let kept = |line: &&str| !["term ", "columns.from ", "columns.to ", "period "].iter().any(|start| line.starts_with(start));
    let text: Vec<&str> = text.lines().filter(kept).collect();
    let path = place.join("terms.toml");
    let text = text.join("\n").replace("from = 2019-06-01", "from = 2009-01-01");
    std::fs::write(&path, text).unwrap_or_else(|error| panic!("{error}"));
    path.to_string_lossy().into_owned()
}

/// A copy in which the members who were nominated, for no constituency and no state, have a word there; and all names.
fn copied(file: &Path, copy: &Path) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(&std::fs::read(file).unwrap_or_default()).into_owned();
    let (mut out, mut names) = (String::new(), BTreeSet::new());
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
        let mut fields: Vec<&str> = line.split("\";\"").collect();
        for place in [CONSTITUENCY, STATE] {
            if fields[place].is_empty() {
                fields[place] = "(nominated)";
            }
        }
        if number > 0 {
            names.insert(fields[0].trim_start_matches('"').to_owned());
        }
        out.extend([&fields.join("\";\""), "\n"]);
    }
    std::fs::write(copy, out).unwrap_or_else(|error| panic!("{error}"));
    names
}

fn list<'a>(pair: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    pair[name].as_array().into_iter().flatten()
}

/// A name in order of its words: a nickname in brackets is told behind it, wherever it was written.
fn ordered(name: &str) -> String {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    words.sort_unstable();
    words.join(" ")
}

fn name(value: &Value) -> String {
    ordered(value["name"].as_str().unwrap_or_default())
}

#[test]
#[ignore = "needs ../shared"]
fn names_of_two_terms_are_matched_or_told_as_namesakes() {
    let Some(source) = shared("data/prs_lok_sabha") else { return };
    let place = folder();
    let rubric = rubric(place.path());
    let mut arguments = vec!["compare".to_owned()];
    let mut terms: BTreeMap<String, usize> = BTreeMap::new();
    for (term, period) in TERMS {
        let file = place.path().join(format!("mps_{term}.csv"));
        for name in copied(&source.join(format!("mps_{term}.csv")), &file) {
            *terms.entry(name).or_default() += 1;
        }
        let out = place.path().join(term).to_string_lossy().into_owned();
        let input = file.to_string_lossy();
        let scored = duly(&["score", &input, "--rubric", &rubric, "--period", period, "--format", "json", "--out", &out]);
        assert_eq!(scored.status.code(), Some(0), "{term}: {}", printed(&scored));
        arguments.push(out);
    }
    let out = place.path().join("out");
    arguments.extend(["--out".to_owned(), out.to_string_lossy().into_owned()]);
    let compared = duly(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(compared.status.code(), Some(0), "{}", printed(&compared));
    let found: Value = serde_json::from_slice(&std::fs::read(out.join("comparison.json")).unwrap_or_default()).unwrap_or_default();

    let (mut matched, mut told) = (BTreeSet::new(), BTreeSet::new());
    for pair in list(&found, "pairs") {
        matched.extend(list(pair, "changes").map(name));
        for one in list(pair, "came").chain(list(pair, "left")) {
            if list(one, "elsewhere").next().is_some() {
                matched.insert(name(one));
            }
            if list(one, "namesakes").next().is_some() {
                told.insert(name(one));
            }
        }
    }
    let written: BTreeSet<&String> = terms.iter().filter(|(_, terms)| **terms > 1).map(|(name, _)| name).collect();
    assert_eq!(written.len(), 423);
    let several: BTreeSet<String> = written.into_iter().map(|name| ordered(name)).collect();
    let all: BTreeSet<String> = matched.union(&told).cloned().collect();
    assert_eq!(several.difference(&all).collect::<Vec<_>>(), Vec::<&String>::new(), "nobody is left out");
    // Another constituency is another seat: such a member is listed as a namesake and never taken for the same.
    assert_eq!((several.intersection(&matched).count(), several.difference(&matched).count()), (401, 22));
    // Beside them only those whose name is written with its words in another order in another term.
    let mut orders: BTreeMap<String, BTreeSet<&String>> = BTreeMap::new();
    for name in terms.keys() {
        orders.entry(ordered(name)).or_default().insert(name);
    }
    let others: Vec<&String> = all.difference(&several).filter(|name| orders.get(*name).is_none_or(|ways| ways.len() < 2)).collect();
    assert_eq!(others, Vec::<&String>::new(), "nobody else");
    assert!(several.difference(&matched).all(|name| told.contains(name)));
    let moved: usize =
        list(&found, "pairs").flat_map(|pair| list(pair, "changes")).filter(|one| list(one, "moved").next().is_some()).count();
    assert!(moved > 20, "{moved} changed their party");
}
