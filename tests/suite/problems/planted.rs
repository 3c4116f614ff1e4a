//! A check of a folder with planted faults tells every one of them.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::program::{duly, folder, lines};

/// Code, file within the sample, sheet and cell.
type Fault = (String, Option<String>, Option<String>, Option<String>);

fn fault(value: &Value, root: &str) -> Fault {
    let text = |key: &str| value[key].as_str().map(str::to_owned);
    let file = text("file").map(|file| file.strip_prefix(root).map(str::to_owned).unwrap_or(file));
    (text("code").unwrap_or_default(), file, text("sheet"), text("cell"))
}

fn all_are_told(format: &str, seed: &str) {
    let place = folder();
    let root = format!("{}/", place.path().to_string_lossy().replace('\\', "/"));
    let made = duly(&["sample", "--out", &root, "--periods", "1", "--dirt", "0.05", "--seed", seed, "--format", format]);
    assert!(made.status.success(), "{made:?}");
    let planted: Vec<Value> =
        serde_json::from_str(&super::read(&place.path().join("planted.json"))).unwrap_or_else(|error| panic!("{error}"));
    let planted: BTreeSet<Fault> = planted.iter().map(|one| fault(one, &root)).collect();
    assert!(planted.len() >= 50, "only {} faults were planted", planted.len());

    let checked = duly(&["check", &format!("{root}2025-H2"), "--rubric", "rubrics/township.toml", "--json"]);
    assert_eq!(checked.status.code(), Some(1));
    let lines = lines(&checked);
    let told: BTreeSet<Fault> = lines.iter().filter(|line| line["type"] == "problem").map(|line| fault(line, &root)).collect();
    let untold: Vec<&Fault> = planted.difference(&told).collect();
    assert!(untold.is_empty(), "{} of {} planted faults are not told: {untold:#?}", untold.len(), planted.len());

    // Nothing else is told: one fault is told once, and not again at every row that it touches. People from outside sign
    // in the sound sample too, and what is tied depends on what is left.
    let usual = ["people/outside-name", "selection/tie-at-edge"];
    let more: Vec<&Fault> = told.difference(&planted).filter(|(code, ..)| !usual.contains(&code.as_str())).collect();
    assert!(more.is_empty(), "problems that nobody planted: {more:#?}");
}

#[test]
fn every_planted_fault_of_workbooks_is_told() {
    all_are_told("xlsx", "2025");
    all_are_told("xlsx", "10");
}

#[test]
fn every_planted_fault_of_text_tables_is_told() {
    all_are_told("csv", "7");
    all_are_told("csv", "1");
}
