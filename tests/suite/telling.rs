//! What is said: all problems at once, at the right places, in the right words.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use super::program::{duly_in, lines, printed};
use super::verifying::{laid_out, write, ROSTER, RUBRIC, SUGGESTIONS};

const INPUTS: [(&str, &str); 2] = [("2025-H1/roster.csv", ROSTER), ("2025-H1/suggestions.csv", SUGGESTIONS)];

/// Runs a command with `--json`: its exit code, problems, and summary.
fn told(place: &TempDir, command: &str) -> (Option<i32>, Vec<Value>, Value) {
    let output = duly_in(place.path(), &[&command.split(' ').collect::<Vec<_>>()[..], &["--json"]].concat());
    let mut lines = lines(&output);
    let summary = lines.pop().unwrap_or_default();
    (output.status.code(), lines, summary)
}

fn codes(problems: &[Value]) -> Vec<&str> {
    problems.iter().filter_map(|problem| problem["code"].as_str()).collect()
}

fn said(place: &TempDir, command: &str) -> String {
    printed(&duly_in(place.path(), &command.split(' ').collect::<Vec<_>>()))
}

#[test]
fn a_faulty_rubric_hides_neither_the_period_nor_the_files() {
    let place = laid_out(&RUBRIC.replace("each = 1", "eech = 1"), &INPUTS);
    write(place.path(), "2025-H1/z (1).csv", SUGGESTIONS);
    let (exit, problems, summary) = told(&place, "score 2025-H1 --rubric rubric.toml --period 2025-H9 --out out");
    assert_eq!(exit, Some(1));
    for code in ["period/unknown", "file/twice"] {
        assert!(codes(&problems).contains(&code), "{code}: {problems:?}");
    }
    assert!(codes(&problems).iter().any(|code| code.starts_with("rubric/")), "{problems:?}");
    assert_eq!(summary["command"], "score");
    write(place.path(), "rubric.toml", &RUBRIC.replace("points = 1 }]", "points = 2 }]"));
    let (_, problems, _) = told(&place, "check 2025-H1 --rubric rubric.toml --period 2025-H9");
    assert!(codes(&problems).contains(&"rubric/example") && codes(&problems).contains(&"period/unknown"), "{problems:?}");
}

#[test]
fn one_faulty_rubric_hides_no_other() {
    let place = laid_out(RUBRIC, &INPUTS);
    write(place.path(), "all/a.toml", "[rubrik]\n");
    write(place.path(), "all/b.toml", &RUBRIC.replace("points = 1 }]", "points = 2 }]"));
    let latin = [RUBRIC.as_bytes(), b"# caf\xe9\n"].concat();
    fs::write(place.path().join("all/c.toml"), latin).unwrap_or_else(|error| panic!("{error}"));
    let (exit, problems, _) = told(&place, "rubric check all");
    assert_eq!(exit, Some(1));
    for file in ["all/a.toml", "all/b.toml", "all/c.toml"] {
        assert!(problems.iter().any(|problem| problem["file"] == file), "{file}: {problems:?}");
    }
    let not_utf8 = problems.iter().find(|problem| problem["file"] == "all/c.toml").cloned().unwrap_or_default();
    let line = RUBRIC.lines().count() + 1;
    assert_eq!((&not_utf8["code"], &not_utf8["line"], &not_utf8["column"]), (&"rubric/syntax".into(), &line.into(), &6.into()));
    let (exit, problems, summary) = told(&place, "rubric check none-such.toml all/b.toml");
    assert_eq!((exit, codes(&problems)), (Some(2), vec!["rubric/example"]));
    assert_eq!(summary["exit"], 2);
}

#[test]
fn a_folder_of_rubrics_says_which_there_are() {
    let place = laid_out(RUBRIC, &[("in/roster.csv", ROSTER), ("in/suggestions.csv", SUGGESTIONS)]);
    let other = RUBRIC.replace("id = \"small\"", "id = \"other\"");
    let own_period = RUBRIC.replace("version = \"1\"", "version = \"1\"\nperiod = \"2025-H1\"");
    write(place.path(), "one/small.toml", &own_period);
    assert!(said(&place, "check in --rubric one").contains("0 errors"), "the rubric's own period is taken");
    write(place.path(), "two/small.toml", RUBRIC);
    write(place.path(), "two/other.toml", &other);
    let message = |command: &str| {
        let (exit, problems, _) = told(&place, command);
        assert_eq!((exit, problems.len()), (Some(1), 1), "{problems:?}");
        let text = |key: &str| problems[0][key].as_str().unwrap_or_default().to_owned();
        (text("code"), text("message"), text("fix"))
    };
    let (code, ..) = message("check in --rubric two");
    assert_eq!(code, "period/unknown");
    let (_, several, fix) = message("check in --rubric two --period 2025-H1");
    assert!(several.contains("in force in 2025-H1: other 1, small 1") && fix.contains("--rubric-id other"), "{several} {fix}");
    let (_, no_such, fix) = message("check in --rubric two --period 2025-H1 --rubric-id zz");
    assert!(no_such.contains("no rubric here has the id zz") && fix.contains("--rubric-id other"), "{no_such} {fix}");
    let (_, none, _) = message("check in --rubric two --period 2024");
    assert!(none.contains("small 1 (2025-01-01–)"), "{none}");
    write(place.path(), "empty/readme.md", "");
    assert!(message("check in --rubric empty --period 2025").1.contains("no .toml file"));
}

#[test]
fn a_place_in_a_rubric_is_a_line_also_in_the_workbook() {
    use calamine::{open_workbook, Reader, Xlsx};
    let place = laid_out(&RUBRIC.replace("points = 1 }]", "points = 2 }]"), &INPUTS);
    assert!(said(&place, "score 2025-H1 --rubric rubric.toml --out out --draft").contains("rubric.toml:"));
    let mut book: Xlsx<_> =
        open_workbook(place.path().join("out/problems.xlsx")).unwrap_or_else(|error: calamine::XlsxError| panic!("{error}"));
    let sheets = book.worksheets();
    let cells = sheets.iter().flat_map(|(_, range)| range.used_cells()).map(|(_, _, cell)| cell.to_string());
    let line = RUBRIC.lines().position(|line| line.starts_with("examples")).unwrap_or_default() + 1;
    let places: Vec<String> = cells.filter(|cell| cell.ends_with(&format!("{line}:1")) || *cell == format!("A{line}")).collect();
    assert_eq!(places, [format!("{line}:1")]);
}

#[test]
fn explain_tells_programs_the_problems_too() {
    let place = laid_out(RUBRIC, &INPUTS);
    write(place.path(), "2025-H1/z (1).csv", SUGGESTIONS);
    let (exit, problems, summary) = told(&place, "explain 2025-H1 --rubric rubric.toml --who Ann");
    assert_eq!((exit, codes(&problems), &summary["command"]), (Some(0), vec!["file/twice"], &"explain".into()));
    let (exit, _, summary) = told(&place, "explain 2025-H1 --rubric rubric.toml --who Nobody");
    assert_eq!((exit, &summary["exit"]), (Some(2), &2.into()));
    let (exit, problems, summary) = told(&place, "explain 2025-H1 --rubric rubric.toml --period x --who Ann");
    assert_eq!((exit, codes(&problems), &summary["command"]), (Some(1), vec!["period/unknown", "file/twice"], &"explain".into()));
    let (_, _, summary) = told(&place, "check none-such --rubric rubric.toml");
    assert_eq!((&summary["command"], &summary["exit"]), (&"check".into(), &2.into()));
}

/// The small rubric with marks given by raters in place of suggestions.
fn marked(measure: &str, points: &str) -> String {
    let (head, _) = RUBRIC.split_once("[tables.suggestions]").unwrap_or_default();
    format!(
        "{head}[tables.marks]\nsheet = [\"marks\"]\ncolumns.who = {{ header = [\"who\"], type = \"name\" }}
columns.rater = {{ header = [\"rater\"], type = \"name\", optional = true }}
columns.mark = {{ header = [\"mark\"], type = \"number\", optional = true }}
columns.state = {{ header = [\"state\"], type = \"word\", words = {{ here = [\"here\"], leave = [\"leave\"] }}, optional = true }}
[dimensions.all]\nname = \"all\"\n[criteria.c]\nname = \"c\"\nclause = \"1\"\ndimension = \"all\"\nfrom = \"marks\"
measure = {{ {measure} }}\npoints = {{ {points} }}\nno-value = {{ excused = \"refuse\" }}\nnone = \"not-required\"\n"
    )
}

/// What a check tells of the sheets, and not of the rubric.
fn of_sheets(place: &TempDir) -> Vec<Value> {
    let (_, mut problems, _) = told(place, "check 2025-H1 --rubric rubric.toml");
    problems.retain(|problem| problem["sheet"].is_string() || problem["cell"].is_string());
    problems
}

#[test]
fn what_is_refused_is_told_at_the_cells_that_are_wrong() {
    let roster = ("2025-H1/roster.csv", ROSTER);
    let place = laid_out(&marked("value = \"mark\"", "judged = [0, 10]"), &[roster]);
    write(place.path(), "2025-H1/marks.csv", "who,mark,state\nAnn,,\nAnn,3,\nAnn,4,\nBob,11,\n");
    let problems = of_sheets(&place);
    let places: Vec<(&str, &Value, &Value)> =
        problems.iter().filter_map(|one| Some((one["code"].as_str()?, &one["cell"], &one["related"][0]["cell"]))).collect();
    assert_eq!(places, [("row/two-values", &"B3".into(), &"B4".into()), ("cell/out-of-range", &"B5".into(), &Value::Null)]);
    let share = "share-of = \"state\", credit = { here = 1 }, excused = [\"leave\"]";
    let place = laid_out(&marked(share, "full = 10"), &[roster, ("2025-H1/marks.csv", "who,mark,state\nCid,,leave\n")]);
    let problems = of_sheets(&place);
    assert_eq!((codes(&problems), &problems[0]["cell"]), (vec!["row/not-recorded"], &"C2".into()));
    assert!(problems[0]["message"].as_str().is_some_and(|text| text.contains("excused")), "{problems:?}");
}

#[test]
fn who_rated_how_is_not_listed() {
    let marks = ("2025-H1/marks.csv", "who,rater,mark\nAnn,Eve,3\nAnn,Eva,4\n");
    let place = laid_out(&marked("sum = \"mark\"", "each = 1"), &[("2025-H1/roster.csv", ROSTER), marks]);
    let text = said(&place, "explain 2025-H1 --rubric rubric.toml --who Ann");
    assert!(text.contains("marks.csv   2\n"), "{text}");
    assert!(!text.contains("marks.csv 2") && !text.contains("Eve"), "{text}");
}

#[test]
fn the_proposed_of_one_group_are_not_hidden_by_another_and_no_tie_is_open_that_is_not() {
    let selection = "[selection]\nname = \"Best\"\nquota = { number = 1 }\nties = \"exclude\"\n";
    let roster = "card,name,level\nT1,Ann,AB\nT2,Bob,AB\nT3,Cid,A\n";
    let suggestions = "number,names\n1,Ann\n2,Bob\n";
    let place = laid_out(&format!("{RUBRIC}{selection}"), &[("2025-H1/roster.csv", roster), ("2025-H1/suggestions.csv", suggestions)]);
    let text = said(&place, "score 2025-H1 --rubric rubric.toml --out out");
    assert!(text.contains("not proposed: Ann、Bob") && !text.contains("left"), "{text}");
    let place = laid_out(&format!("{}{selection}", marked("value = \"mark\"", "judged = [0, 10]")), &[("2025-H1/roster.csv", roster)]);
    write(place.path(), "2025-H1/marks.csv", "who,mark\nAnn,9\nBob,3\nCid,11\n");
    let text = said(&place, "score 2025-H1 --rubric rubric.toml --out out");
    assert!(text.contains("errors: A\n") && text.contains("Best (AB)") && !text.contains("Best (A)"), "{text}");
}

#[test]
fn the_folder_where_the_user_stands_names_the_period() {
    let place = laid_out(RUBRIC, &INPUTS);
    let inside = place.path().join("2025-H1");
    for input in [&["."][..], &["roster.csv", "suggestions.csv"]] {
        let output = duly_in(&inside, &[&["check"], input, &["--rubric", "../rubric.toml"]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    }
}

#[test]
fn a_copy_beside_the_sheet_is_told_and_another_town_s_sheet_is_none() {
    let rows = "number,names\n1,Ann\n2,Ann\n3,Bob\n";
    let more = format!("{rows}4,Bob\n");
    let place = laid_out(RUBRIC, &[("2025-H1/roster.csv", ROSTER), ("2025-H1/east/suggestions.csv", rows)]);
    write(place.path(), "2025-H1/west/suggestions.csv", &more);
    let (_, problems, _) = told(&place, "check 2025-H1 --rubric rubric.toml");
    assert!(!codes(&problems).contains(&"sheet/copy"), "{problems:?}");
    write(place.path(), "2025-H1/east/suggestions (1).csv", &more);
    let (_, problems, _) = told(&place, "check 2025-H1 --rubric rubric.toml");
    assert!(codes(&problems).contains(&"sheet/copy"), "{problems:?}");
}

#[test]
fn fewer_marks_than_the_rubric_asks_for_are_not_called_none() {
    let three = super::standings::RUBRIC.replace("measure = { value = \"mark\" }", "measure = { mean = \"mark\", minimum = 3 }");
    let rubric = three.replace("rows = [{ mark = 3 }]", "rows = [{ mark = 3 }, { mark = 3 }, { mark = 3 }]");
    let marks = "name,level,mark\nAnn,town,80\nAnn,town,70\nBob,town,80\nBob,town,70\nBob,town,90\n";
    let place =
        laid_out(&rubric, &[("2025-H1/roster.csv", "card,name,level,kind\n1,Ann,town,x\n2,Bob,town,x\n"), ("2025-H1/marks.csv", marks)]);
    let (exit, problems, _) = told(&place, "check 2025-H1 --rubric rubric.toml");
    assert_eq!((exit, codes(&problems)), (Some(1), vec!["row/not-recorded"]), "{problems:?}");
    let said = said(&place, "check 2025-H1 --rubric rubric.toml --lang en");
    assert!(said.contains("Ann: only 2 count for “mark”, and the rubric asks for 3 at least"), "{said}");
}
