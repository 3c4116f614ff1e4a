//! Every rubric of the project is sound, its worked examples agree, and other readers can open it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use super::program::{duly, lines, needs, project};

/// Warnings on published rules that are right: the rule says so, and the reader is to know. `rubric/gap`: 80–89 and 90 leave
/// 89.5 between them. `rubric/flattering`: all ballots the worst still give 55 of 100.
const WARNED: &[(&str, &str)] = &[
    ("anqing", "rubric/gap"),
    ("anqing", "rubric/gap"),
    ("baihe", "rubric/gap"),
    ("baihe", "rubric/gap"),
    ("baihe", "rubric/gap"),
    ("jinan", "rubric/gap"),
    ("shandong-appraisal", "rubric/flattering"),
    ("yinchuan", "rubric/gap"),
];

#[test]
fn every_rubric_passes_its_own_check() {
    passes("check");
}

#[test]
fn every_worked_example_agrees() {
    passes("test");
}

/// Golden cases show one mechanism each; a regulation that an office takes over shows every criterion.
#[test]
fn every_criterion_of_a_regulation_has_an_example() {
    let mut without = Vec::new();
    for path in regulations() {
        let rubric = read(&path);
        let criteria = rubric.get("criteria").and_then(toml::Value::as_table).cloned().unwrap_or_default();
        assert!(!criteria.is_empty(), "{} has no criteria", path.display());
        for (id, criterion) in criteria {
            let examples = criterion.get("examples").and_then(toml::Value::as_array).map_or(0, Vec::len);
            if examples == 0 {
                without.push(format!("{}: criteria.{id}", path.display()));
            }
        }
    }
    assert!(without.is_empty(), "without a worked example:\n  {}", without.join("\n  "));
}

/// A regulation says where it comes from: a title, and a clause for each criterion.
#[test]
fn every_regulation_cites_its_source() {
    for path in regulations() {
        let rubric = read(&path);
        let title = rubric.get("rubric").and_then(|head| head.get("source")).and_then(|source| source.get("title"));
        assert!(title.is_some_and(toml::Value::is_str), "{} cites no source", path.display());
    }
}

/// `toml` accepts what only TOML 1.1 allows; Python's `tomllib` and editors do not.
#[test]
#[ignore = "needs Python"]
fn python_opens_every_rubric() {
    needs("python3", "--version");
    let open = "import sys, tomllib\nfor path in sys.argv[1:]:\n    with open(path, 'rb') as file:\n        tomllib.load(file)\n";
    let ran = Command::new("python3").arg("-c").arg(open).args(regulations()).args(golden()).output();
    let ran = ran.unwrap_or_else(|error| panic!("{error}"));
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

fn passes(command: &str) {
    let paths: Vec<String> = regulations().into_iter().chain(golden()).map(|path| path.to_string_lossy().into_owned()).collect();
    assert!(paths.len() > 10, "only {} rubrics", paths.len());
    let mut arguments = vec!["rubric", command, "--json"];
    arguments.extend(paths.iter().map(String::as_str));
    let output = duly(&arguments);
    // Golden cases show one mechanism each, two of them a rating that is rightly warned of.
    let golden = |line: &Value| line["code"] == "rubric/flattering" && line["file"].as_str().is_some_and(|file| file.contains("golden"));
    let (warnings, errors): (Vec<Value>, Vec<Value>) = lines(&output)
        .into_iter()
        .filter(|line| line["type"] == "problem" && !golden(line))
        .partition(|line| line["severity"] == "warning");
    let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert!(errors.is_empty(), "duly rubric {command}:\n{}", errors.join("\n"));
    let stem = |line: &Value| Some(PathBuf::from(line["file"].as_str()?).file_stem()?.to_string_lossy().into_owned());
    let warned: Vec<_> = warnings.iter().map(|line| (stem(line).unwrap_or_default(), line["code"].clone())).collect();
    let expected: Vec<_> = WARNED.iter().map(|(name, code)| ((*name).to_owned(), Value::from(*code))).collect();
    assert_eq!(warned, expected, "duly rubric {command}");
    assert_eq!(output.status.code(), Some(0), "duly rubric {command}");
}

fn read(path: &PathBuf) -> toml::Table {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// `rubrics/*.toml`.
fn regulations() -> Vec<PathBuf> {
    let entries = fs::read_dir(project().join("rubrics")).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    paths.sort();
    assert!(!paths.is_empty(), "no rubrics");
    paths
}

/// `tests/golden/*/rubric.toml`.
fn golden() -> Vec<PathBuf> {
    let entries = fs::read_dir(project().join("tests/golden")).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path().join("rubric.toml")).filter(|path| path.is_file()).collect();
    paths.sort();
    paths
}
