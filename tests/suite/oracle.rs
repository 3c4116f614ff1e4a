//! An independent implementation, written from the manual, agrees to the last digit on random cases.

use std::process::Command;

use super::program::{duly, folder, needs, printed, project, shared};

/// Cases tried; each takes about a second.
const SEEDS: &str = "1-40";

/// Words of the language (those of `tests/oracle/case_words.py`) that the program does not know yet.
const WITHOUT: &str = "column-missing dimension-per earlier floors mandates months-begun months-full no-grade normalise \
    normalise-dimension normalise-part notices per places quota-range rank-condition running total-cap";

#[test]
#[ignore = "needs Python"]
fn random_cases_come_out_as_the_oracle_says() {
    needs("python3", "--version");
    python(&["agree.py", "--program", env!("CARGO_BIN_EXE_duly"), "--seeds", SEEDS, "--without", WITHOUT]);
}

#[test]
#[ignore = "needs Python"]
fn worked_examples_and_their_other_readings_come_out() {
    needs("python3", "--version");
    // The case of prorated targets counts months in office too.
    let without = format!("{WITHOUT} prorate-target");
    python(&["worked.py", "--program", env!("CARGO_BIN_EXE_duly"), "--without", &without]);
}

pub(super) fn run(arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new("python3");
    command.current_dir(project().join("tests/oracle")).arg("-B").args(arguments);
    command.output().unwrap_or_else(|error| panic!("python3: {error}"))
}

/// Runs a script that must succeed.
fn python(arguments: &[&str]) {
    let output = run(arguments);
    assert!(output.status.success(), "{arguments:?}: {}{}", printed(&output), String::from_utf8_lossy(&output.stderr));
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
