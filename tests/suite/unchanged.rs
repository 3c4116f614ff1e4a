//! A file that is copied unchanged into the folder of the next period is that period's file; twice in one period it is a copy.

use serde_json::Value;
use tempfile::TempDir;

use super::halves::results;
use super::program::{duly_in, lines};
use super::verifying::{laid_out, write, ROSTER, RUBRIC, SUGGESTIONS};

const LATER: &str = "number,names\n7,Ann\n8,Bob\n9,Bob、Cid\n10,Ann\n";

/// The same roster in both halves of 2025.
fn halves(first: &str, second: &str) -> TempDir {
    let rosters = [("in/2025-H1/roster.csv", ROSTER), ("in/2025-H2/roster.csv", ROSTER)];
    laid_out(RUBRIC, &[&rosters[..], &[("in/2025-H1/suggestions.csv", first), ("in/2025-H2/suggestions.csv", second)]].concat())
}

/// The exit code, and the problems as `code file see-also`.
#[track_caller]
fn told(place: &TempDir, command: &str) -> (Option<i32>, Vec<String>) {
    let output = duly_in(place.path(), &[&command.split(' ').collect::<Vec<_>>()[..], &["--json"]].concat());
    let problem = |line: &Value| {
        let file = |place: &Value| place["file"].as_str().unwrap_or_default().to_owned();
        format!("{} {} {}", line["code"].as_str().unwrap_or_default(), file(line), file(&line["related"][0])).trim().to_owned()
    };
    let told = lines(&output).iter().filter(|line| line["type"] == "problem").map(problem).collect();
    (output.status.code(), told)
}

/// Everybody's points.
fn points(place: &TempDir, out: &str) -> Vec<String> {
    let of = |one: &Value| format!("{} {}", one["name"].as_str().unwrap_or_default(), one["exact"].as_str().unwrap_or_default());
    let mut points: Vec<String> = results(&place.path().join(out)).iter().map(of).collect();
    points.sort();
    points
}

#[test]
fn a_roster_copied_into_the_next_half_year_is_the_roster_of_both() {
    let place = halves(SUGGESTIONS, LATER);
    for (command, expected) in [
        ("score in/2025-H1 --rubric rubric.toml --out h1", ["Ann 2", "Bob 2", "Cid 1"]),
        ("score in/2025-H2 --rubric rubric.toml --out h2", ["Ann 2", "Bob 2", "Cid 1"]),
        ("score in --period 2025-H1 --rubric rubric.toml --out h1-of-all", ["Ann 2", "Bob 2", "Cid 1"]),
        ("score in --period 2025-H2 --rubric rubric.toml --out h2-of-all", ["Ann 2", "Bob 2", "Cid 1"]),
        ("score in --period 2025 --rubric rubric.toml --out year", ["Ann 4", "Bob 4", "Cid 2"]),
    ] {
        assert_eq!(told(&place, command), (Some(0), vec![]), "{command}");
        assert_eq!(points(&place, command.rsplit(' ').next().unwrap_or_default()), expected, "{command}");
    }
    // What was read for two periods is found again for two, moved too, and compared.
    for command in ["verify h2-of-all", "verify year", "compare h1-of-all h2-of-all --out changes"] {
        assert_eq!(told(&place, command), (Some(0), vec![]), "{command}");
    }
    std::fs::rename(place.path().join("in"), place.path().join("moved")).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(told(&place, "verify year --inputs moved"), (Some(0), vec![]));
}

#[test]
fn within_one_period_the_same_file_twice_is_a_copy() {
    let place = halves(SUGGESTIONS, LATER);
    write(place.path(), "in/2025-H2/roster (1).csv", ROSTER);
    let copy = "file/twice in/2025-H2/roster (1).csv in/2025-H2/roster.csv".to_owned();
    for period in ["2025-H1", "2025-H2", "2025"] {
        let command = format!("score in --period {period} --rubric rubric.toml --out {period}");
        assert_eq!(told(&place, &command), (Some(0), vec![copy.clone()]));
    }
    assert_eq!(points(&place, "2025"), ["Ann 4", "Bob 4", "Cid 2"]);
    // A year holds its halves, and a folder that names no period holds for all.
    let place = laid_out(RUBRIC, &[("in/roster.csv", ROSTER), ("in/2025/roster.csv", ROSTER), ("in/2025/下半年/roster.csv", ROSTER)]);
    write(place.path(), "in/2025/下半年/suggestions.csv", SUGGESTIONS);
    let (exit, problems) = told(&place, "score in --period 2025-H2 --rubric rubric.toml --out out");
    let first = "in/2025/roster.csv";
    let copies = ["in/2025/下半年/roster.csv", "in/roster.csv"].map(|copy| format!("file/twice {copy} {first}"));
    assert_eq!((exit, problems), (Some(0), copies.to_vec()));
    assert_eq!(points(&place, "out"), ["Ann 2", "Bob 2", "Cid 1"]);
}

#[test]
fn what_happened_once_does_not_count_in_both_halves() {
    let place = halves(SUGGESTIONS, SUGGESTIONS);
    let both = "in/2025-H2/suggestions.csv in/2025-H1/suggestions.csv";
    // One half alone may be so, and is said.
    let told_of = |period: &str| told(&place, &format!("score in --period {period} --rubric rubric.toml --out {period}"));
    assert_eq!(told_of("2025-H2"), (Some(0), vec![format!("file/other-period {both}")]));
    assert_eq!(points(&place, "2025-H2"), ["Ann 2", "Bob 2", "Cid 1"]);
    // In the year they would count twice.
    assert_eq!(told_of("2025"), (Some(1), vec![format!("sheet/copy {both}")]));
    // Two rows are no sign of a copy, and said all the same.
    let place = halves("number,names\n1,Ann\n2,Bob\n", "number,names\n1,Ann\n2,Bob\n");
    let (exit, problems) = told(&place, "score in --period 2025 --rubric rubric.toml --out out");
    assert_eq!((exit, problems), (Some(0), vec![format!("file/other-period {both}")]));
    // A sheet with a header and no rows tells of nothing.
    let place = halves("number,names\n", "number,names\n");
    assert_eq!(told(&place, "check in --period 2025 --rubric rubric.toml"), (Some(0), vec![]));
}
