//! `duly check --mark`: every problem of a cell has its comment there, and the copies read as the originals.

mod saved;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::program::{duly, duly_in, folder, lines, printed, project};

/// Code, file below the root, sheet and cell of each problem in a cell, and the last line.
fn told(folder: &Path, root: &Path, more: &[&str]) -> BTreeSet<(String, String, String, String)> {
    let input = folder.to_string_lossy().into_owned();
    let output = duly(&[&["check", &input, "--rubric", "rubrics/township.toml", "--json"], more].concat());
    assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
    let root = format!("{}/", root.to_string_lossy().replace('\\', "/"));
    let problems = lines(&output).into_iter().filter(|line| line["type"] == "problem" && !line["cell"].is_null());
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().replace(&root, "");
    problems.map(|one| (text(&one["code"]), text(&one["file"]), text(&one["sheet"]), text(&one["cell"]))).collect()
}

#[test]
fn every_problem_of_a_cell_is_commented_and_the_copies_read_the_same() {
    let place = folder();
    let (town, marked) = (place.path().join("town"), place.path().join("marked"));
    let made = duly(&["sample", "--out", &town.to_string_lossy(), "--periods", "1", "--dirt", "0.05"]);
    assert!(made.status.success(), "{made:?}");
    let before = told(&town.join("2025-H2"), &town, &["--mark", &marked.to_string_lossy()]);
    assert_eq!(before, told(&marked.join("2025-H2"), &marked, &[]));
    let mut missing = Vec::new();
    for (code, file, sheet, cell) in &before {
        // A whole row is marked at its first cell.
        let cell = if cell.starts_with(|mark: char| mark.is_ascii_digit()) { format!("A{cell}") } else { cell.clone() };
        if !comments(&marked.join(file), sheet).contains(&cell) {
            missing.push(format!("{code} {file} {sheet} {cell}"));
        }
    }
    assert!(before.len() > 80 && missing.is_empty(), "{} problems, without a comment: {missing:#?}", before.len());
}

/// Cells of the sheet that have a comment.
fn comments(file: &Path, sheet: &str) -> BTreeSet<String> {
    let parts = parts(file);
    let text = |name: &str| parts.get(name).map_or("", String::as_str);
    let names: Vec<&str> =
        text("xl/workbook.xml").split("<sheet ").skip(1).filter_map(|tag| tag.split("name=\"").nth(1)?.split('"').next()).collect();
    let number = names.iter().position(|name| *name == sheet).map_or(0, |index| index + 1);
    let relations = text(&format!("xl/worksheets/_rels/sheet{number}.xml.rels"));
    let part = relations.split("Target=\"/").filter_map(|rest| rest.split('"').next()).find(|part| part.contains("comments"));
    let list = text(part.unwrap_or_default());
    list.split("<comment ref=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

/// The parts of a workbook as texts, by name.
fn parts(file: &Path) -> BTreeMap<String, String> {
    let opened = fs::File::open(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut archive = zip::ZipArchive::new(opened).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap_or_else(|error| panic!("{error}"));
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap_or_default();
        parts.insert(part.name().map(std::borrow::Cow::into_owned).unwrap_or_default(), text);
    }
    parts
}

#[test]
fn checked_from_within_the_copies_still_tell_their_period() {
    let place = folder();
    let (town, marked) = (place.path().join("town"), place.path().join("marked"));
    let made = duly(&["sample", "--out", &town.to_string_lossy(), "--periods", "1", "--dirt", "0.05"]);
    assert!(made.status.success(), "{made:?}");
    let rubric = project().join("rubrics/township.toml");
    let check = |folder: &Path, more: &[&str]| {
        let output = duly_in(folder, &[&["check", ".", "--rubric", &rubric.to_string_lossy()], more].concat());
        assert_eq!(output.status.code(), Some(1), "{}{}", printed(&output), String::from_utf8_lossy(&output.stderr));
        printed(&output)
    };
    check(&town.join("2025-H2"), &["--mark", &marked.to_string_lossy()]);
    assert!(marked.join("2025-H2/代表名册.xlsx").exists());
    let again = place.path().join("again");
    let told = check(&marked, &["--mark", &again.to_string_lossy()]);
    assert!(told.contains("lists of problems of earlier checks"), "the list beside the copies is no data: {told}");
    let lists: Vec<String> = files(&again).into_iter().filter(|file| file.ends_with("problems.xlsx")).collect();
    assert_eq!(lists, ["problems.xlsx"], "the list of the first check is not handed on");
}

/// Files below the folder, by their path from it.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())).flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            found.extend(files(&entry.path()).into_iter().map(|below| format!("{name}/{below}")));
        } else {
            found.push(name);
        }
    }
    found.sort();
    found
}

#[test]
fn what_carries_no_marks_is_told_and_listed_with_every_other_problem() {
    let place = folder();
    let (town, marked) = (place.path().join("town"), place.path().join("marked"));
    let made = duly(&["sample", "--out", &town.to_string_lossy(), "--periods", "1", "--dirt", "0.05", "--format", "csv"]);
    assert!(made.status.success(), "{made:?}");
    let input = town.join("2025-H2").to_string_lossy().into_owned();
    let (folder, rubric) = (marked.to_string_lossy().into_owned(), "rubrics/township.toml");
    let said = printed(&duly(&["check", &input, "--rubric", rubric, "--mark", &folder]));
    assert!(said.contains("are of a format that carries no marks (2025-H2/"), "{said}");
    fs::remove_dir_all(&marked).unwrap_or_default();
    let lines = lines(&duly(&["check", &input, "--rubric", rubric, "--mark", &folder, "--json"]));
    let problems: Vec<&serde_json::Value> = lines.iter().filter(|line| line["type"] == "problem").collect();
    let without: Vec<&serde_json::Value> = lines.iter().filter(|line| line["type"] == "file").collect();
    assert!(without.len() > 5 && without.iter().all(|line| line["message"].to_string().contains("not marked")), "{without:?}");
    let list = parts(&marked.join("problems.xlsx"));
    let texts = list.get("xl/sharedStrings.xml").map_or("", String::as_str);
    let code = |line: &&serde_json::Value| line["code"].as_str().map(str::to_owned).unwrap_or_default();
    let missing: Vec<String> = problems.iter().map(code).filter(|code| !texts.contains(code.as_str())).collect();
    assert!(problems.len() > 50 && missing.is_empty(), "{} problems, not listed: {missing:?}", problems.len());
    let rows = list.get("xl/worksheets/sheet1.xml").map_or(0, |sheet| sheet.matches("<row ").count());
    assert!(rows > problems.len(), "{rows} rows for {} problems", problems.len());
    let relations = list.get("xl/worksheets/_rels/sheet1.xml.rels").map_or("", String::as_str);
    let targets: Vec<&str> = relations.split("Target=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(!targets.is_empty() && targets.iter().all(|target| marked.join(target).exists()), "{targets:?}");
}

#[test]
fn marks_go_into_a_new_folder_of_their_own() {
    let place = folder();
    let refused = |mark: &Path| {
        let output = duly(&["check", "sample_data/2025-H2", "--rubric", "rubrics/township.toml", "--mark", &mark.to_string_lossy()]);
        assert_eq!(output.status.code(), Some(2), "{}", printed(&output));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let results = place.path().join("out");
    fs::create_dir_all(&results)
        .and_then(|()| fs::write(results.join("manifest.json"), r#"{"schema":"duly.manifest/1"}"#))
        .unwrap_or_default();
    assert!(refused(&results).contains("not empty"));
    assert!(refused(&results.join("marked")).contains("within results"));
    assert!(refused(Path::new("sample_data/2025-H2/marked")).contains("among the inputs"));
    assert!(!results.join("marked").exists() && !Path::new("sample_data/2025-H2/marked").exists());
}
