//! Twelve registers of a parliament whose number is that of the seat and not of the person: the published total adds up by seat, and
//! whoever does not ask for seats is told first where one number holds two people.
//!
//! The registers are those of the 15th Lok Sabha, read where they lie beside the project.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::program::{duly_in, folder, lines, printed, shared};

/// Head and criteria of every reading; what tells members apart stands between them.
const HEAD: &str = r#"[rubric]
id = "registers"
name = "Days signed"
version = "1"
in-force = { from = 2009-06-01 }
locale = "en"
period = "2009-06-01..2012-12-20"
"#;
const CRITERIA: &str = r#"
[dimensions.duty]
name = "Registers"

[criteria.signed]
name = "Days signed"
clause = "1"
dimension = "duty"
from = "sessions"
measure = { sum = "signed" }
points = { each = 1 }
examples = [{ why = "two sessions", rows = [{ signed = 5 }, { signed = 20 }], points = 25 }]

[criteria.missed]
name = "Days missed"
clause = "2"
dimension = "duty"
from = "sessions"
measure = { sum = "missed" }
points = { each = 0 }
examples = [{ why = "nothing is given for them", rows = [{ missed = 2 }], points = 0 }]
"#;
const DAYS: &str = r#"columns.signed = { header = ["DaysSigned"], type = "number" }
columns.missed = { header = ["DaysMissed"], type = "number" }
"#;

/// The rows of a register: its columns by their headers.
fn rows(file: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let rows = reader.deserialize().map(|row| row.unwrap_or_else(|error| panic!("{}: {error}", file.display())));
    rows.collect()
}

fn registers() -> Option<PathBuf> {
    shared("data/lok_sabha_15_sessions")
}

/// The registers scored under the rubric that this part makes: exit code, JSON lines, and the results where there are any.
fn score(data: &Path, told_apart: &str) -> (Option<i32>, Vec<Value>, Option<Value>) {
    let place = folder();
    let rubric = format!("{HEAD}{told_apart}{DAYS}{CRITERIA}");
    fs::write(place.path().join("rubric.toml"), rubric).unwrap_or_else(|error| panic!("{error}"));
    let data = data.to_string_lossy();
    let output = duly_in(place.path(), &["score", &data, "--rubric", "rubric.toml", "--out", "out", "--format", "json", "--json"]);
    let results = fs::read_to_string(place.path().join("out/results.json")).ok();
    let results = results.map(|text| serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}")));
    assert!(output.status.code() != Some(2), "{}{}", printed(&output), String::from_utf8_lossy(&output.stderr));
    (output.status.code(), lines(&output), results)
}

#[test]
#[ignore = "needs ../shared"]
fn keyed_on_the_seat_every_total_is_the_published_one() {
    let Some(data) = registers() else { return };
    let (exit, told, results) = score(
        &data,
        r#"subject = { table = "seats", name = "seat", key = ["seat"] }

[tables.seats]
sheet = ["overall"]
columns.seat = { header = ["Id"], type = "text" }
columns.member = { header = ["Name"], type = "text" }

[tables.sessions]
sheet = ["session"]
columns.seat = { header = ["Id"], type = "name" }
"#,
    );
    assert_eq!(exit, Some(0), "{told:?}");
    let subjects = results.and_then(|results| results["subjects"].as_array().cloned()).unwrap_or_default();
    let measure = |subject: &Value, criterion: &str| {
        let items = subject["items"].as_array().cloned().unwrap_or_default();
        let item = items.into_iter().find(|item| item["criterion"] == criterion).unwrap_or_default();
        item["measure"].as_str().unwrap_or_default().to_owned()
    };
    let of = |subject: &Value| (measure(subject, "signed"), measure(subject, "missed"));
    let found: BTreeMap<String, (String, String)> =
        subjects.iter().map(|subject| (subject["key"].as_str().unwrap_or_default().to_owned(), of(subject))).collect();
    let published: BTreeMap<String, (String, String)> = rows(&data.join("overall.csv"))
        .into_iter()
        .map(|row| (row["Id"].clone(), (row["DaysSigned"].clone(), row["DaysMissed"].clone())))
        .collect();
    assert_eq!(published.len(), 499);
    assert_eq!(found, published);
}

/// A name without the many spaces that the registers have.
fn bare(name: &str) -> String {
    name.split_whitespace().collect::<String>().to_lowercase()
}

#[test]
#[ignore = "needs ../shared"]
fn a_name_beside_the_number_of_another_is_told_with_both_cells_and_nothing_is_written() {
    let Some(data) = registers() else { return };
    let (exit, told, results) = score(
        &data,
        r#"subject = { table = "members", name = "member", key = ["seat"] }

[tables.members]
sheet = ["overall"]
columns.seat = { header = ["Id"], type = "text" }
columns.member = { header = ["Name"], type = "text" }

[tables.sessions]
sheet = ["session"]
columns.seat = { header = ["Id"], type = "key" }
columns.member = { header = ["Name"], type = "name" }
"#,
    );
    assert_eq!((exit, results), (Some(1), None), "no total of two people is written");
    let roster: BTreeMap<String, String> =
        rows(&data.join("overall.csv")).into_iter().map(|row| (row["Id"].clone(), bare(&row["Name"]))).collect();
    let mut others: BTreeSet<(String, String)> = BTreeSet::new();
    for session in (1..=12).map(|number| format!("session-{number}.csv")) {
        let other = rows(&data.join(&session)).into_iter().zip(2..).filter(|(row, _)| roster.get(&row["Id"]) != Some(&bare(&row["Name"])));
        others.extend(other.map(|(_, line)| (session.clone(), format!("B{line}"))));
    }
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let file = |problem: &Value| text(&problem["file"]).rsplit('/').next().unwrap_or_default().to_owned();
    let differing: Vec<&Value> = told.iter().filter(|line| line["code"] == "people/key-and-name-differ").collect();
    let found: BTreeSet<(String, String)> = differing.iter().map(|problem| (file(problem), text(&problem["cell"]))).collect();
    assert_eq!(others.len(), 65);
    assert_eq!(found, others);
    assert!(differing.iter().all(|problem| problem["related"].to_string().contains("overall.csv")), "the row of the roster is told too");
}

#[test]
#[ignore = "needs ../shared"]
fn registers_taken_for_rosters_hold_two_people_under_one_number() {
    let Some(data) = registers() else { return };
    let (exit, told, results) = score(
        &data,
        r#"subject = { table = "sessions", name = "member", key = ["seat"] }

[tables.sessions]
sheet = ["session"]
columns.seat = { header = ["Id"], type = "text" }
columns.member = { header = ["Name"], type = "text" }
"#,
    );
    assert_eq!((exit, results), (Some(1), None));
    let two: Vec<&Value> = told.iter().filter(|line| line["code"] == "people/key-of-two").collect();
    let cells = |value: &Value| value["cell"].as_str().is_some_and(|cell| cell.starts_with('A'));
    assert!(two.len() >= 60, "only {} numbers of two people", two.len());
    assert!(two.iter().all(|problem| cells(problem) && problem["related"][0]["cell"].as_str().is_some()), "{:?}", two.first());
}
