//! A folder of text tables in, results out: published rules with figures worked by hand.
//!
//! `seed.txt`, where there is one, holds the seed of lots. Each line of `expected.txt` is `key TAB field TAB value`; fields are told in `tests/oracle/readings.py`.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use super::program::{duly, folder, printed, project};

/// The golden folders, in order of name.
pub fn folders() -> Vec<PathBuf> {
    let golden = project().join("tests/golden");
    let entries = std::fs::read_dir(golden).map(|entries| entries.flatten().map(|entry| entry.path()).collect::<Vec<_>>());
    let mut folders = entries.unwrap_or_default();
    folders.retain(|folder| folder.join("rubric.toml").exists());
    folders.sort();
    assert!(folders.len() >= 15, "the golden folders are not there");
    folders
}

#[test]
fn published_rules_give_the_figures_worked_by_hand() {
    let mut wrong = Vec::new();
    let mut compared = 0;
    for case in folders() {
        let results = score(&case);
        for line in read(&case.join("expected.txt")).lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let mut parts = line.splitn(3, '\t');
            let (key, field, expected) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
            let found = field_of(subject(&results, key), field);
            compared += 1;
            if found != expected {
                wrong.push(format!("{}: {key} {field}: expected {expected}, found {found}", case.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 100, "only {compared} figures were compared");
}

/// Scores the case's text tables as a workbook, as an office would have them.
fn score(case: &Path) -> Value {
    let work = folder();
    let out = work.path().join("out");
    for period in std::fs::read_dir(case.join("in")).into_iter().flatten().flatten() {
        to_workbook(&period.path(), &work.path().join(period.file_name()).join("台账.xlsx"));
        let input = work.path().join(period.file_name());
        let rubric = case.join("rubric.toml");
        let paths = [input.to_string_lossy(), rubric.to_string_lossy(), out.to_string_lossy()];
        let mut arguments = vec!["score", &paths[0], "--rubric", &paths[1], "--out", &paths[2], "--format", "xlsx,json"];
        let seed = std::fs::read_to_string(case.join("seed.txt")).unwrap_or_else(|_| "1".to_owned());
        // Without a seed of its own a case of lots shows that nothing is drawn.
        let lots = std::fs::read_to_string(&*paths[1]).is_ok_and(|text| text.contains("\"lot\""));
        let drawn = !lots || case.join("seed.txt").exists();
        arguments.extend(["--seed", seed.trim(), "--draws", "100"].into_iter().filter(|_| drawn));
        let output = duly(&arguments);
        assert_eq!(output.status.code(), Some(0), "{}: {}", case.display(), printed(&output));
        assert!(out.join("ranking.xlsx").exists());
    }
    let results: Value =
        serde_json::from_str(&read(&out.join("results.json"))).unwrap_or_else(|error| panic!("{}: {error}", case.display()));
    starts_from_the_official(&results, &case.display().to_string());
    results
}

/// What is drawn to tell how sure ranks are gives the official totals and ranks as long as nothing is drawn.
pub(super) fn starts_from_the_official(results: &Value, case: &str) {
    let peers = results["confidence"]["peers"].as_array().map_or_else(|| panic!("{case}: nothing was drawn"), Vec::as_slice);
    assert!(peers.iter().all(|peer| peer["reckoned"] == true), "{case}: {peers:?}");
}

/// One sheet for each text table.
pub fn to_workbook(tables: &Path, path: &Path) {
    let mut book = Workbook::new();
    let mut files: Vec<_> = std::fs::read_dir(tables).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    for file in files {
        let sheet = book.add_worksheet();
        let name = file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        sheet.set_name(&name).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(&file).unwrap_or_else(|error| panic!("{error}"));
        for (row, record) in (0u32..).zip(reader.records().flatten()) {
            for (column, text) in (0u16..).zip(record.iter()).filter(|(_, text)| !text.is_empty()) {
                sheet.write_string(row, column, text).unwrap_or_else(|error| panic!("{error}"));
            }
        }
    }
    std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).unwrap_or_else(|error| panic!("{error}"));
    book.save(path).unwrap_or_else(|error| panic!("{error}"));
}

pub(super) fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub(super) fn subject<'a>(results: &'a Value, key: &str) -> &'a Value {
    let subjects = results["subjects"].as_array().map(Vec::as_slice).unwrap_or_default();
    subjects.iter().find(|subject| subject["key"] == key).unwrap_or_else(|| panic!("{key} is not in the results"))
}

/// A field as `expected.txt` writes it.
pub(super) fn field_of(subject: &Value, field: &str) -> String {
    let (kind, id) = field.split_once('.').unwrap_or((field, ""));
    let of = |list: &str, name: &str, value: &str| {
        let all = subject[list].as_array().map(Vec::as_slice).unwrap_or_default();
        all.iter().find(|one| one[name] == id).map(|one| one[value].clone()).unwrap_or_default()
    };
    let value = match kind {
        "item" => of("items", "criterion", "exact"),
        "measure" | "no-value" => of("items", "criterion", kind),
        "dimension" => of("dimensions", "id", "exact"),
        "part" => of("parts", "id", "exact"),
        "rank-in" => subject["rank-in"][id].clone(),
        _ => subject[kind].clone(),
    };
    match &value {
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(","),
        // Lists that are told only where something is in them.
        Value::Null if ["grades-open", "notices"].contains(&kind) => String::new(),
        Value::Null => "none".to_owned(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
    }
}
