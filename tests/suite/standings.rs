//! What ranks lead to: grades by rank, the higher of two mandates, ranges and floors of a selection.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::program::{duly_in, printed};
use super::verifying::laid_out;

/// Points are what a sheet of marks says.
pub const RUBRIC: &str = r#"
[rubric]
id = "marks"
name = "marks"
version = "1"
locale = "en"
in-force = { from = 2010-01-01 }
peers = ["level"]
subject = { table = "roster", name = "name", key = ["card"], mandate = "level" }
[tables.roster]
sheet = ["roster"]
columns.card = { header = ["card"], type = "text" }
columns.name = { header = ["name"], type = "text" }
columns.level = { header = ["level"], type = "text" }
columns.kind = { header = ["kind"], type = "text" }
[tables.marks]
sheet = ["marks"]
columns.name = { header = ["name"], type = "name" }
columns.level = { header = ["level"], type = "text" }
columns.mark = { header = ["mark"], type = "number" }
[dimensions.all]
name = "all"
[criteria.mark]
name = "mark"
clause = "1"
dimension = "all"
from = "marks"
measure = { value = "mark" }
points = { each = 1 }
examples = [{ why = "as it is", rows = [{ mark = 3 }], points = 3 }]
"#;

/// Somebody: name, level, kind, mark.
type Person = (&'static str, &'static str, &'static str, &'static str);

/// The place of a run, its exit code, what it said, and its results.
struct Run {
    place: TempDir,
    exit: Option<i32>,
    said: String,
    results: Value,
}

#[track_caller]
fn run(rules: &str, people: &[Person]) -> Run {
    let (mut roster, mut marks) = ("card,name,level,kind\n".to_owned(), "name,level,mark\n".to_owned());
    for (number, (name, level, kind, mark)) in people.iter().enumerate() {
        let card = format!("{level}{number}");
        roster.extend([card.as_str(), ",", name, ",", level, ",", kind, "\n"]);
        marks.extend([*name, ",", level, ",", mark, "\n"]);
    }
    let place = laid_out(&format!("{RUBRIC}{rules}"), &[("2025/roster.csv", &roster), ("2025/marks.csv", &marks)]);
    let output = duly_in(place.path(), &["score", "2025", "--rubric", "rubric.toml", "--out", "out"]);
    let results = fs::read_to_string(place.path().join("out/results.json")).unwrap_or_default();
    Run { exit: output.status.code(), said: printed(&output), results: serde_json::from_str(&results).unwrap_or_default(), place }
}

impl Run {
    /// A field of everybody, as `name value`, in order of the results.
    fn told(&self, field: &str) -> String {
        let subjects = self.results["subjects"].as_array().cloned().unwrap_or_default();
        let each = subjects.iter().map(|one| format!("{} {}", one["name"].as_str().unwrap_or_default(), plain(&one[field])));
        each.collect::<Vec<_>>().join(", ")
    }
}

/// A value as a test writes it.
pub fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "-".to_owned(),
        Value::Array(all) => all.iter().map(plain).collect::<Vec<_>>().join("/"),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
    }
}

const FIVE: [Person; 5] =
    [("A", "town", "x", "9"), ("B", "town", "x", "8"), ("C", "town", "x", "8"), ("D", "town", "y", "6"), ("E", "town", "y", "5")];

fn grades(first: &str) -> String {
    format!("[[grades]]\nname = \"good\"\n{first}\n[[grades]]\nname = \"fair\"\n")
}

#[test]
fn places_of_a_grade_are_filled_by_rank_and_a_tie_is_open() {
    let open = run(&grades("places = { percent = 40 }"), &FIVE);
    assert_eq!(open.told("grade"), "A good, B -, C -, D fair, E fair");
    assert_eq!(open.told("grades-open"), "A -, B good/fair, C good/fair, D -, E -");
    assert!(open.said.contains("warning[grade/open]: town: the grade of B, C is open; the rubric allows good 2, fair 3"), "{}", open.said);
    assert_eq!(open.exit, Some(0));
    let decided = run(&grades("places = { percent = 40 }\nties = \"include\""), &FIVE);
    assert_eq!(decided.told("grade"), "A good, B good, C good, D fair, E fair");
    assert!(!decided.said.contains("grade/open"));
}

#[test]
fn a_threshold_beside_places_makes_them_an_upper_limit() {
    let run = run(&grades("from = 8.5\nplaces = { number = 3 }"), &FIVE);
    assert_eq!(run.told("grade"), "A good, B fair, C fair, D fair, E fair");
}

#[test]
fn places_that_cannot_be_met_stop_their_own_group_only() {
    let people = [FIVE.as_slice(), &[("F", "county", "x", "3")]].concat();
    let run = run(&grades("places = { number = 3 }\nties = \"exclude\""), &people);
    assert_eq!(run.exit, Some(1));
    assert!(run.said.contains("error[grade/places]: county: the places of the grades cannot be met with 1 to be graded"), "{}", run.said);
    assert!(run.said.contains("Not ranked because of errors: county\n"), "{}", run.said);
    assert_eq!(run.told("grade"), "A good, B good, C good, D fair, E fair");
}

#[test]
fn a_veto_may_leave_somebody_ranked_without_a_grade_and_takes_no_place() {
    let veto = "[vetoes.open]\nname = \"open case\"\nclause = \"2\"\nif = { column = \"kind\", is = [\"z\"] }\neffect = \"no-grade\"\n";
    let people = [("Z", "town", "z", "10"), ("A", "town", "x", "9"), ("B", "town", "x", "8")];
    let by_rank = run(&format!("{veto}{}", grades("places = { number = 1 }")), &people);
    assert_eq!(by_rank.told("grade"), "Z -, A good, B fair");
    assert_eq!(by_rank.told("rank"), "Z 1, A 2, B 3");
    let by_band = run(&format!("{veto}{}", grades("from = 9")), &people);
    assert_eq!(by_band.told("grade"), "Z -, A good, B fair");
}

#[test]
fn of_two_mandates_the_higher_is_ranked() {
    let people = [("A", "town", "x", "9"), ("B", "town", "x", "8"), ("A", "county", "x", "7"), ("C", "county", "x", "6")];
    let rules = "[standing]\nmandates = \"highest\"\n";
    assert_eq!(run("", &people).told("rank"), "A 1, C 2, A 1, B 2");
    let highest = run(rules, &people);
    assert_eq!(highest.told("rank"), "C 1, A -, A 1, B 2");
    assert_eq!(highest.told("status"), "C ranked, A listed, A ranked, B ranked");
    assert!(highest.told("reason").contains("(town0)"), "{}", highest.told("reason"));
    let mut equal = people;
    equal[2].3 = "9";
    assert_eq!(run(rules, &equal).told("rank"), "A 1, C 2, A 1, B 2");
    // What is wrong with the one decides about the other.
    let mut wrong = people;
    wrong[2].3 = "x";
    let stopped = run(rules, &wrong);
    assert_eq!(stopped.exit, Some(1));
    assert!(stopped.results.is_null(), "{}", stopped.said);
}

#[test]
fn the_rest_of_a_range_is_left_to_the_committee() {
    let selection = |quota: &str| format!("[selection]\nname = \"best\"\n{quota}\n");
    let ranged = run(&selection("quota = { range = [1, 3] }"), &FIVE);
    assert_eq!(ranged.told("selected"), "A true, B committee, C committee, D false, E false");
    let parted = run(&selection("quota = { range = [1, 2] }\nties = \"exclude\""), &FIVE);
    assert_eq!(parted.told("selected"), "A true, B false, C false, D false, E false");
}

#[test]
fn who_gives_way_is_told_with_the_reason() {
    let rules = "[selection]\nname = \"best\"\nquota = { number = 3 }\n\
                 floors = [{ column = \"kind\", is = [\"y\"], number = 1, reason = \"one in three\" }]\n";
    let people = [("A", "town", "x", "9"), ("B", "town", "x", "8"), ("C", "town", "x", "7"), ("D", "town", "y", "6")];
    let run = run(rules, &people);
    assert_eq!(run.told("selected"), "A true, B true, C false, D true");
    let sheet = text_of(&run, "best");
    for told in ["kind y", "one in three", "gave way to D", "Gave way", "D came in, and C, who rank higher, gave way"] {
        assert!(sheet.contains(told), "{told}:\n{sheet}");
    }
}

fn text_of(run: &Run, sheet: &str) -> String {
    sheet_text(&run.place.path().join("out/ranking.xlsx"), sheet)
}

/// All cells of a sheet, tabs between and a line each.
pub fn sheet_text(path: &Path, sheet: &str) -> String {
    use calamine::Reader;
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).unwrap_or_else(|error| panic!("{error}"));
    let range = book.worksheet_range(sheet).unwrap_or_else(|error| panic!("{error}"));
    let line = |row: &[calamine::Data]| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("\t");
    range.rows().map(line).collect::<Vec<_>>().join("\n")
}
