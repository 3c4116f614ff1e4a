//! Each published rule that comes with the program gives, by the file as it is shipped, the figures worked by hand.
//!
//! `tests/regulations/NAME/` is for `rubrics/NAME.toml`: text tables in `in/PERIOD/`, figures in `expected.txt` as in the golden
//! cases. The folders of `in/` are scored in turn, each with the results of those before it; with a `period.txt` they are one run
//! of the period that it names. Figures are those of the last run.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::golden::{field_of, read, subject, to_workbook};
use super::program::{duly, folder, printed, project};

#[test]
fn shipped_rules_give_the_figures_worked_by_hand() {
    let mut wrong = Vec::new();
    let mut compared = 0;
    for case in cases() {
        let results = score(&case);
        for line in read(&case.join("expected.txt")).lines() {
            let mut parts = line.splitn(3, '\t');
            let (key, field, expected) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
            let found = field_of(subject(&results, key), field);
            compared += 1;
            if found != expected {
                wrong.push(format!("{}: {key} {field}: expected {expected}, found {found}", name(&case)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 250, "only {compared} figures were compared");
}

/// An example shows one criterion; a case shows that the whole file reads an office's sheets.
#[test]
fn every_published_rule_has_a_case() {
    let own = ["township", "parliament"];
    let shipped = sorted(project().join("rubrics"));
    let names: Vec<String> =
        shipped.iter().map(|path| name(&path.with_extension(""))).filter(|name| !own.contains(&name.as_str())).collect();
    assert_eq!(names, cases().iter().map(|case| name(case)).collect::<Vec<_>>());
}

/// The results of the case's last run.
fn score(case: &Path) -> Value {
    let work = folder();
    let periods = sorted(case.join("in"));
    for period in &periods {
        to_workbook(period, &work.path().join("in").join(name(period)).join("台账.xlsx"));
    }
    let input = |period: &PathBuf| text(&work.path().join("in").join(name(period)));
    let named = std::fs::read_to_string(case.join("period.txt")).ok();
    let runs: Vec<Vec<String>> = match &named {
        Some(_) => vec![periods.iter().map(input).collect()],
        None => periods.iter().map(|period| vec![input(period)]).collect(),
    };
    let rubric = text(&project().join("rubrics").join(format!("{}.toml", name(case))));
    let mut earlier: Vec<String> = Vec::new();
    for inputs in runs {
        let out = text(&work.path().join(format!("out-{}", earlier.len())));
        let mut arguments = vec!["score".to_owned()];
        arguments.extend(inputs);
        arguments.extend(["--rubric", &rubric, "--out", &out, "--format", "xlsx,json"].map(str::to_owned));
        arguments.extend(named.iter().flat_map(|period| ["--period".to_owned(), period.trim().to_owned()]));
        arguments.extend(earlier.iter().flat_map(|out| ["--previous".to_owned(), out.clone()]));
        let output = duly(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(output.status.code(), Some(0), "{}: {}", name(case), printed(&output));
        earlier.push(out);
    }
    let last = earlier.last().unwrap_or_else(|| panic!("{} has no input", name(case)));
    serde_json::from_str(&read(&Path::new(last).join("results.json"))).unwrap_or_else(|error| panic!("{}: {error}", name(case)))
}

fn cases() -> Vec<PathBuf> {
    sorted(project().join("tests/regulations"))
}

fn sorted(folder: PathBuf) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
