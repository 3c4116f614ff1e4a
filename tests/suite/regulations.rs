//! Each published rule that comes with the program gives, by the file as it is shipped, the figures worked by hand.
//!
//! `tests/regulations/NAME/` is for `rubrics/NAME.toml`: text tables in `in/PERIOD/`, figures in `expected.txt` as in the golden
//! cases. The folders of `in/` are scored in turn, each with the results of those before it; with a `period.txt` they are one run
//! of the period that it names. Figures are those of the last run.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::golden::{field_of, read, starts_from_the_official, subject, to_workbook};
use super::oracle::run;
use super::program::{duly, folder, needs, printed, project};

#[test]
fn shipped_rules_give_the_figures_worked_by_hand() {
    let mut wrong = Vec::new();
    let mut compared = 0;
    for case in cases() {
        let scored = scored(&case);
        let results = scored.runs.last().unwrap_or_else(|| panic!("{} has no input", name(&case))).results();
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

/// Every field of every run is what the independent implementation says.
#[test]
#[ignore = "needs Python"]
fn shipped_rules_come_out_as_the_oracle_says() {
    needs("python3", "--version");
    let mut differing = Vec::new();
    for case in cases() {
        let scored = scored(&case);
        for (number, one) in scored.runs.iter().enumerate() {
            let period = one.results()["period"]["id"].as_str().unwrap_or_default().to_owned();
            let mut arguments = vec!["oracle.py".to_owned(), "score".to_owned(), rubric(&case)];
            arguments.extend(one.periods.iter().map(|period| text(period)));
            arguments.extend(["--period".to_owned(), period]);
            arguments.extend(previous(&scored.runs[..number]));
            let told = text(&scored.work.path().join("oracle.json"));
            let said = run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
            assert!(said.status.success(), "{}: {}", name(&case), String::from_utf8_lossy(&said.stderr));
            std::fs::write(&told, &said.stdout).unwrap_or_else(|error| panic!("{told}: {error}"));
            let compared = run(&["compare.py", &told, &text(&Path::new(&one.out).join("results.json"))]);
            if !compared.status.success() {
                differing.push(format!("{}: {}", name(&case), printed(&compared)));
            }
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// An example shows one criterion; a case shows that the whole file reads an office's sheets.
#[test]
fn every_published_rule_has_a_case() {
    let own = ["township", "parliament", "stations", "nation"];
    let shipped = sorted(project().join("rubrics"));
    let mut names: Vec<String> =
        shipped.iter().map(|path| name(&path.with_extension(""))).filter(|name| !own.contains(&name.as_str())).collect();
    names.sort();
    assert_eq!(names, cases().iter().map(|case| name(case)).collect::<Vec<_>>());
}

/// A case scored: the folders of results, oldest first, in a folder that goes away with it.
struct Scored {
    work: tempfile::TempDir,
    runs: Vec<Run>,
}

/// One run: its period folders in the case's `in/`, and its results.
struct Run {
    periods: Vec<PathBuf>,
    out: String,
}

impl Run {
    fn results(&self) -> Value {
        serde_json::from_str(&read(&Path::new(&self.out).join("results.json"))).unwrap_or_else(|error| panic!("{}: {error}", self.out))
    }
}

fn scored(case: &Path) -> Scored {
    let work = folder();
    let periods = sorted(case.join("in"));
    let book = |period: &PathBuf| work.path().join("in").join(name(period));
    for period in &periods {
        to_workbook(period, &book(period).join("台账.xlsx"));
    }
    let named = std::fs::read_to_string(case.join("period.txt")).ok();
    let groups: Vec<Vec<PathBuf>> = if named.is_some() { vec![periods] } else { periods.into_iter().map(|period| vec![period]).collect() };
    let mut runs: Vec<Run> = Vec::new();
    for periods in groups {
        let out = text(&work.path().join(format!("out-{}", runs.len())));
        let mut arguments = vec!["score".to_owned()];
        arguments.extend(periods.iter().map(|period| text(&book(period))));
        arguments.extend(
            ["--rubric", &rubric(case), "--out", &out, "--format", "xlsx,json", "--seed", "1", "--draws", "100"].map(str::to_owned),
        );
        arguments.extend(named.iter().flat_map(|period| ["--period".to_owned(), period.trim().to_owned()]));
        arguments.extend(previous(&runs));
        let output = duly(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(output.status.code(), Some(0), "{}: {}", name(case), printed(&output));
        let run = Run { periods, out };
        starts_from_the_official(&run.results(), &name(case));
        runs.push(run);
    }
    Scored { work, runs }
}

/// The arguments that name earlier results.
fn previous(runs: &[Run]) -> Vec<String> {
    runs.iter().flat_map(|run| ["--previous".to_owned(), run.out.clone()]).collect()
}

fn rubric(case: &Path) -> String {
    text(&project().join("rubrics").join(format!("{}.toml", name(case))))
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
