//! Folders of results: what `duly score` wrote, `duly verify` finds again, and a later failure leaves whole.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::program::{duly_in, folder, lines, printed};

/// A rubric with a criterion for each suggestion.
pub const RUBRIC: &str = r#"
[rubric]
id = "small"
name = "small"
version = "1"
locale = "en"
in-force = { from = 2025-01-01 }
peers = ["level"]
subject = { table = "roster", name = "name", key = ["card"] }
[tables.roster]
sheet = ["roster"]
columns.card = { header = ["card"], type = "text" }
columns.name = { header = ["name"], type = "text" }
columns.level = { header = ["level"], type = "text" }
[tables.suggestions]
sheet = ["suggestions"]
columns.number = { header = ["number"], type = "text" }
columns.names = { header = ["names"], type = "names", role = "joint" }
columns.folder = { from = "folder", type = "text", optional = true }
[dimensions.all]
name = "all"
[criteria.suggest]
name = "suggestions"
clause = "1"
dimension = "all"
from = "suggestions"
points = { each = 1 }
examples = [{ why = "one", rows = [{ number = "1" }], points = 1 }]
"#;
pub const ROSTER: &str = "card,name,level\nT1,Ann,town\nT2,Bob,town\nT3,Cid,town\n";
pub const SUGGESTIONS: &str = "number,names\n1,Ann\n2,Bob、Cid\n3,Ann、Bob\n";

/// `rubric.toml` and these files.
pub fn laid_out(rubric: &str, files: &[(&str, &str)]) -> TempDir {
    let place = folder();
    write(place.path(), "rubric.toml", rubric);
    for (name, text) in files {
        write(place.path(), name, text);
    }
    place
}

pub fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::write(&path, text)).unwrap_or_else(|error| panic!("{name}: {error}"));
}

/// The exit code of a command, and what it printed.
#[track_caller]
fn run(place: &TempDir, command: &str, exit: i32) -> String {
    let output = duly_in(place.path(), &command.split(' ').collect::<Vec<_>>());
    let said = printed(&output);
    assert_eq!(output.status.code(), Some(exit), "duly {command}\n{said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

fn manifest(place: &TempDir, out: &str) -> Value {
    let text = fs::read_to_string(place.path().join(out).join("manifest.json")).unwrap_or_else(|error| panic!("{error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}"))
}

const SCORE: &str = "score in --rubric rubric.toml --period 2025-H1 --out out";

#[test]
fn warnings_on_the_rubric_are_told_once_and_come_out_again() {
    let rubric = RUBRIC.replace("examples = [{ why = \"one\", rows = [{ number = \"1\" }], points = 1 }]\n", "");
    let place = laid_out(&rubric, &[("2025-H1/roster.csv", ROSTER), ("2025-H1/suggestions.csv", SUGGESTIONS)]);
    for command in [&["rubric", "check", "rubric.toml"][..], &["check", "2025-H1", "--rubric", "rubric.toml"]] {
        let output = duly_in(place.path(), &[command, &["--json"]].concat());
        let told = lines(&output).iter().filter(|line| line["code"] == "rubric/no-example").count();
        assert_eq!((output.status.code(), told), (Some(0), 1), "{}", printed(&output));
    }
    let scored = duly_in(place.path(), &["score", "2025-H1", "--rubric", "rubric.toml", "--out", "out"]);
    assert!(scored.status.success() && printed(&scored).contains("  why: "), "{}", printed(&scored));
    let verified = duly_in(place.path(), &["verify", "out"]);
    assert_eq!(verified.status.code(), Some(0), "{}", printed(&verified));
}

#[test]
fn a_copy_among_the_inputs_does_not_spoil_the_results() {
    let place = laid_out(RUBRIC, &[("in/roster.csv", ROSTER), ("in/suggestions.csv", SUGGESTIONS), ("in/z (1).csv", SUGGESTIONS)]);
    run(&place, SCORE, 0);
    run(&place, "verify out", 0);
    let unread = &manifest(&place, "out")["unread"][0];
    assert_eq!((&unread["code"], &unread["same-as"]), (&"file/twice".into(), &"in/suggestions.csv".into()));
}

#[test]
fn folders_below_the_input_are_the_same_again() {
    let rubric = RUBRIC.replace("from = \"suggestions\"\n", "from = \"suggestions\"\nwhere = { folder = { present = true } }\n");
    let rubric = rubric.replace("rows = [{ number = \"1\" }]", "rows = [{ number = \"1\", folder = \"x\" }]");
    let files = [("in/roster.csv", ROSTER), ("in/suggestions.csv", SUGGESTIONS)];
    let place = laid_out(&rubric, &files);
    run(&place, SCORE, 0);
    run(&place, "verify out", 0);
    // Moved below another folder, the inputs are still those of the folder that was given.
    for (name, text) in files {
        write(place.path(), &format!("moved/2025-H1/{name}"), text);
    }
    fs::remove_dir_all(place.path().join("in")).unwrap_or_else(|error| panic!("{error}"));
    run(&place, "verify out --inputs moved/2025-H1", 0);
}

#[test]
fn a_draft_comes_out_the_same_again() {
    let rubric = RUBRIC.replace("points = 1 }]", "points = 2 }]");
    let place = laid_out(&rubric, &[("in/roster.csv", ROSTER), ("in/suggestions.csv", SUGGESTIONS), ("in/old.xls", "\u{9}\u{4}")]);
    let said = run(&place, &format!("{SCORE} --draft"), 1);
    assert!(said.contains("file/unreadable") && said.contains("rubric/example"), "{said}");
    run(&place, "verify out", 0);
}

#[test]
fn a_failure_leaves_an_earlier_ranking_and_its_problems_whole() {
    let place = laid_out(RUBRIC, &[("in/roster.csv", ROSTER), ("in/suggestions.csv", SUGGESTIONS)]);
    run(&place, SCORE, 0);
    write(place.path(), "in/suggestions.csv", "number,names\n1,Ann\n,Bob\n");
    let said = run(&place, SCORE, 1);
    assert!(said.contains("out/problems-failed.xlsx") && !said.contains("out/problems.xlsx"), "{said}");
    assert!(place.path().join("out/problems-failed.xlsx").is_file());
    write(place.path(), "in/suggestions.csv", SUGGESTIONS);
    run(&place, "verify out", 0);
    run(&place, SCORE, 0);
    assert!(!place.path().join("out/problems-failed.xlsx").exists(), "they are no longer the problems of this folder");
}

#[test]
fn verify_names_the_files_to_programs_too() {
    let place = laid_out(RUBRIC, &[("in/roster.csv", ROSTER), ("in/suggestions.csv", SUGGESTIONS)]);
    run(&place, SCORE, 0);
    write(place.path(), "in/roster.csv", "changed");
    fs::remove_file(place.path().join("in/suggestions.csv")).unwrap_or_else(|error| panic!("{error}"));
    write(place.path(), "out/results.json", "{}");
    let said = run(&place, "verify out --json", 1);
    let told: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap_or_default()).collect();
    let files: Vec<&str> = told.iter().filter(|line| line["type"] == "file").filter_map(|line| line["file"].as_str()).collect();
    assert_eq!(files, ["results.json", "in/roster.csv", "in/suggestions.csv"]);
    assert!(told[1]["message"] != told[2]["message"], "changed is not missing");
}

#[test]
fn problems_written_among_the_inputs_are_not_read_as_inputs() {
    let place = laid_out(RUBRIC, &[("in/roster.csv", ROSTER), ("in/suggestions.csv", "number,names\n1,Ann\n,Bob\n")]);
    let command = "score in --rubric rubric.toml --period 2025-H1 --out in/out --json";
    let files = |said: &str| said.lines().filter(|line| line.contains("in/out/")).count();
    let first = run(&place, command, 1);
    assert_eq!(files(&first), 1, "the summary says what was written");
    assert_eq!(run(&place, command, 1), first, "and again the same");
    assert!(place.path().join("in/out/problems.xlsx").is_file());
    run(&place, "verify in/out", 0);
    // What failed is no earlier ranking: the next run takes its place.
    write(place.path(), "in/suggestions.csv", SUGGESTIONS);
    run(&place, command, 0);
    assert_eq!(manifest(&place, "in/out")["outputs"].as_array().map(Vec::len), Some(6));
}

#[test]
fn a_roster_of_which_nobody_is_in_office_is_an_error_and_ranks_nothing() {
    let place = laid_out(RUBRIC, &[("in/roster.csv", ROSTER), ("in/suggestions.csv", SUGGESTIONS)]);
    run(&place, SCORE, 0);
    write(place.path(), "in/roster.csv", "card,name,level\n");
    write(place.path(), "in/suggestions.csv", "number,names\n");
    let output = duly_in(place.path(), &[&SCORE.split(' ').collect::<Vec<_>>()[..], &["--json"]].concat());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines(&output).first().map(|line| line["code"].clone()), Some("people/nobody-in-office".into()));
}
