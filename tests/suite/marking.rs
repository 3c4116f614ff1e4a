//! `duly check --mark`: every problem of a cell has its comment there, and the copies read as the originals.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::program::{duly, folder, lines, printed};

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
    let text = |name: &str| {
        let opened = fs::File::open(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let mut archive = zip::ZipArchive::new(opened).unwrap_or_else(|error| panic!("{error}"));
        let mut text = String::new();
        if let Ok(mut part) = archive.by_name(name) {
            std::io::Read::read_to_string(&mut part, &mut text).unwrap_or_default();
        }
        text
    };
    let workbook = text("xl/workbook.xml");
    let names: Vec<&str> = workbook.split("<sheet ").skip(1).filter_map(|tag| tag.split("name=\"").nth(1)?.split('"').next()).collect();
    let number = names.iter().position(|name| *name == sheet).map_or(0, |index| index + 1);
    let list = text(&format!("xl/commentsDuly{number}.xml"));
    list.split("<comment ref=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
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
