//! An independent implementation, written from the manual, agrees to the last digit on random cases.

use std::process::Command;

use super::program::{duly, folder, needs, printed, project, shared};

/// Cases tried; in so many every word of the language occurs.
const SEEDS: &str = "1-150";

#[test]
#[ignore = "needs Python"]
fn random_cases_come_out_as_the_oracle_says() {
    needs("python3", "--version");
    python(&["agree.py", "--program", env!("CARGO_BIN_EXE_duly"), "--seeds", SEEDS, "--all-words"]);
}

#[test]
#[ignore = "needs Python"]
fn worked_examples_and_their_other_readings_come_out() {
    needs("python3", "--version");
    python(&["worked.py", "--program", env!("CARGO_BIN_EXE_duly")]);
}

/// Receptions against calendars, and cases followed to any day: each word of what is made occurs.
#[test]
#[ignore = "needs Python"]
fn random_stations_come_out_as_the_oracle_says() {
    needs("python3", "--version");
    python(&["stations_agree.py", "--program", env!("CARGO_BIN_EXE_duly"), "--seeds", "1-60"]);
}

/// Every counter of the sample's stations, counted anew from the office's own workbooks; those of another half-year are not taken for them.
#[test]
#[ignore = "needs Python"]
fn the_sample_s_stations_are_counted_alike_from_the_registers() {
    needs("python3", "--version");
    let work = folder();
    let halves = ["2024-H1", "2024-H2", "2025-H1", "2025-H2"];
    let compare = |registers: &str, results: &str| {
        let registers = project().join("sample_data").join(registers).to_string_lossy().into_owned();
        run(&["registers_agree.py", "../../rubrics/stations.toml", &registers, results])
    };
    for (number, half) in halves.into_iter().enumerate() {
        let out = work.path().join(half).to_string_lossy().into_owned();
        let output = duly(&["score", &format!("sample_data/{half}"), "--rubric", "stations", "--out", &out]);
        assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
        let compared = compare(half, &out);
        assert!(compared.status.success(), "{half}: {}{}", printed(&compared), String::from_utf8_lossy(&compared.stderr));
        let other = compare(halves[(number + 2) % halves.len()], &out);
        assert_eq!(other.status.code(), Some(1), "{half}: a wrong folder was taken for it");
        assert!(String::from_utf8_lossy(&other.stdout).lines().count() > 50, "{half}: {}", printed(&other));
    }
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
