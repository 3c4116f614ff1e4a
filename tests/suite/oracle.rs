//! An independent implementation, written from the manual, agrees to the last digit on random cases.

use std::path::Path;
use std::process::Command;

use super::program::{duly, folder, needs, printed, project, shared};

/// Cases tried; each takes about a second.
const SEEDS: std::ops::RangeInclusive<u32> = 1..=40;

#[test]
#[ignore = "needs Python"]
fn random_cases_come_out_as_the_oracle_says() {
    needs("python3", "--version");
    let differing: Vec<String> = SEEDS.filter_map(|seed| differs(seed).map(|why| format!("seed {seed}: {why}"))).collect();
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// What differs in the case of this seed.
fn differs(seed: u32) -> Option<String> {
    let work = folder();
    let path = |name: &str| work.path().join(name).to_string_lossy().into_owned();
    python(&["cases.py", "--seed", &seed.to_string(), "--out", &path("")], None);
    let (rubric, input) = (path("rubric.toml"), path("in/2025-H2"));
    python(&["oracle.py", "score", &rubric, &input, "--period", "2025-H2"], Some(&work.path().join("oracle.json")));
    let output = duly(&["score", &input, "--rubric", &rubric, "--out", &path("out"), "--format", "json"]);
    if output.status.code() != Some(0) {
        return Some(format!("exit {:?}: {}", output.status.code(), printed(&output)));
    }
    let compared = run(&["compare.py", &path("oracle.json"), &path("out/results.json")]);
    (!compared.status.success()).then(|| printed(&compared))
}

pub(super) fn run(arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new("python3");
    command.current_dir(project().join("tests/oracle")).arg("-B").args(arguments);
    command.output().unwrap_or_else(|error| panic!("python3: {error}"))
}

/// Runs a script that must succeed; keeps what it prints where told to.
pub(super) fn python(arguments: &[&str], keep: Option<&Path>) {
    let output = run(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    if let Some(path) = keep {
        std::fs::write(path, &output.stdout).unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
#[ignore = "needs ../shared and Python"]
fn the_members_of_a_parliament_come_out_as_a_short_script_says() {
    let Some(source) = shared("data/prs_lok_sabha/mps_17th.csv") else { return };
    let source = source.to_string_lossy();
    let work = folder();
    let out = work.path().join("out").to_string_lossy().into_owned();
    let output = duly(&["score", &source, "--rubric", "rubrics/parliament.toml", "--out", &out, "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    let compared = run(&["parliament.py", &source, &format!("{out}/results.json")]);
    assert!(compared.status.success(), "{}{}", printed(&compared), String::from_utf8_lossy(&compared.stderr));
}
