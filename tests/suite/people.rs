//! The page on people: every row of its tables is run as a user would run it.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::program::{duly_in, folder, lines, printed, project};

/// The text between a mark and the next.
fn section<'p>(page: &'p str, title: &str) -> &'p str {
    let mark = format!("<!-- {title} -->");
    let Some((_, rest)) = page.split_once(&mark) else { panic!("the page has no {mark}") };
    rest.split("<!-- ").next().unwrap_or_default()
}

/// Rows of the table of a section, each with its cells.
fn rows(page: &str, title: &str) -> Vec<Vec<String>> {
    let cell = |text: &str| text.trim().trim_matches('`').replace('␣', " ").replace('□', "\u{3000}").replace('⏎', "\n");
    let table = section(page, title).lines().filter(|line| line.starts_with('|')).skip(2);
    let rows: Vec<Vec<String>> =
        table.map(|line| line.trim_start_matches('|').trim_end_matches('|').split('|').map(cell).collect()).collect();
    assert!(rows.len() >= 5, "only {} rows of {title}", rows.len());
    rows
}

fn page() -> String {
    read(&project().join("docs/inputs/people.md"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The rubric of the problems, with terms, mandates and a lead that may be blank.
pub fn rubric() -> String {
    let text = read(&project().join("tests/problems/rubric.toml"));
    let changes = [
        ("tell-apart = [\"village\"] }", "tell-apart = [\"village\"], mandate = \"level\", term = { from = \"from\", to = \"to\" } }"),
        (
            "columns.village = { header = [\"选区\"], type = \"text\" }",
            "columns.village = { header = [\"选区\"], type = \"text\" }\n\
             columns.from = { header = [\"当选日期\"], type = \"date\", optional = true }\n\
             columns.to = { header = [\"离任日期\"], type = \"date\", optional = true }",
        ),
        ("type = \"name\", role = \"lead\" }", "type = \"name\", role = \"lead\", optional = true }"),
        (
            "[dimensions.duty]",
            "[tables.activities]\nsheet = [\"活动登记\"]\noptional = true\n\
             columns.date = { header = [\"日期\"], type = \"date\" }\n\
             columns.people = { header = [\"参加代表\"], type = \"names\" }\n\n[dimensions.duty]",
        ),
        (
            "[criteria.report]",
            "[criteria.present]\nname = \"参加活动\"\nclause = \"第七条\"\ndimension = \"duty\"\nfrom = \"activities\"\n\
             points = { each = 1 }\n\
             examples = [{ why = \"参加一次，得 1 分\", rows = [{}], points = 1 }]\n\n[criteria.report]",
        ),
        ("not-required = \"renormalise\"", "not-required = \"renormalise\"\nnot-in-office = \"renormalise\""),
    ];
    changes.into_iter().fold(text, |text, (old, new)| {
        assert!(text.contains(old), "the rubric of the problems does not hold {old}");
        text.replace(old, new)
    })
}

/// What a run says and writes.
struct Run {
    /// `code: nearest names`, without duplicates.
    told: Vec<String>,
    subjects: Vec<Value>,
}

/// Scores these files as far as they are sound.
fn run(files: &[(&str, &str)]) -> Run {
    let place = folder();
    let write = |name: &str, text: &str| {
        let path = place.path().join(name);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| fs::write(&path, text)).unwrap_or_else(|error| panic!("{name}: {error}"));
    };
    write("rubric.toml", &rubric());
    for (name, text) in files {
        write(&format!("in/{name}"), text);
    }
    let command = "score in --rubric rubric.toml --period 2025 --out out --format json --draft --json";
    let output = duly_in(place.path(), &command.split(' ').collect::<Vec<_>>());
    let mut told: Vec<String> = lines(&output).iter().filter(|line| line["type"] == "problem").map(said).collect();
    told.dedup();
    let results = fs::read_to_string(place.path().join("out/results.json")).unwrap_or_else(|error| panic!("{error}: {}", printed(&output)));
    let results: Value = serde_json::from_str(&results).unwrap_or_else(|error| panic!("{error}"));
    Run { told, subjects: results["subjects"].as_array().cloned().unwrap_or_default() }
}

/// The code, and the names that the message suggests.
fn said(problem: &Value) -> String {
    let text = |key: &str| problem[key].as_str().unwrap_or_default().to_owned();
    let suggested = text("message").split_once("did you mean ").map(|(_, names)| format!(": {}", names.trim_end_matches('?')));
    text("code") + &suggested.unwrap_or_default()
}

impl Run {
    /// Keys of those who have something in this criterion, with their measure.
    fn counted(&self, criterion: &str) -> Vec<(String, String)> {
        let measure = |subject: &Value| {
            let items = subject["items"].as_array().cloned().unwrap_or_default();
            let item = items.into_iter().find(|item| item["criterion"] == criterion)?;
            item["measure"].as_str().filter(|measure| *measure != "0").map(str::to_owned)
        };
        self.subjects.iter().filter_map(|subject| Some((key(subject), measure(subject)?))).collect()
    }
}

fn key(subject: &Value) -> String {
    subject["key"].as_str().unwrap_or_default().to_owned()
}

fn sorted(mut keys: Vec<String>) -> String {
    keys.sort();
    keys.join(" ")
}

/// Fails with all rows that are not as the page says.
fn agree(told: Vec<(String, String, String)>) {
    let wrong: Vec<String> = told
        .into_iter()
        .filter(|(_, expected, found)| expected != found)
        .map(|(row, expected, found)| format!("{row}\n  the page says {expected}\n  it is         {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn roster(page: &str) -> String {
    let csv = section(page, "roster").split("```csv\n").nth(1).and_then(|rest| rest.split("```").next());
    csv.unwrap_or_default().to_owned()
}

/// A cell of a text file.
fn quoted(cell: &str) -> String {
    format!("\"{cell}\"")
}

#[test]
fn who_is_scored_is_found_as_the_page_says() {
    let (page, mut told) = (page(), Vec::new());
    for row in rows(&page, "run: marks") {
        let [name, key, keys, code] = row.as_slice() else { panic!("four columns: {row:?}") };
        let marks = format!("姓名,证号,得分\n{},{key},80\n", quoted(name));
        let run = run(&[("2025-H1/代表名册.csv", &roster(&page)), ("2025-H1/述职评分.csv", &marks)]);
        let found = sorted(run.counted("report").into_iter().map(|(key, _)| key).collect());
        told.push((format!("{name} {key}"), format!("{keys} {code}"), format!("{found} {}", run.told.join(" "))));
    }
    agree(told);
}

#[test]
fn who_takes_part_is_found_as_the_page_says() {
    let (page, mut told) = (page(), Vec::new());
    for row in rows(&page, "run: present") {
        let [names, keys, code] = row.as_slice() else { panic!("three columns: {row:?}") };
        let activities = format!("日期,参加代表\n2025-03-05,{}\n", quoted(names));
        let run = run(&[("2025-H1/代表名册.csv", &roster(&page)), ("2025-H1/活动登记.csv", &activities)]);
        let found = sorted(run.counted("present").into_iter().map(|(key, _)| key).collect());
        told.push((names.clone(), format!("{keys} {code}"), format!("{found} {}", run.told.join(" "))));
    }
    agree(told);
}

#[test]
fn who_signs_is_found_as_the_page_says() {
    let (page, mut told) = (page(), Vec::new());
    for row in rows(&page, "run: signers") {
        let [names, keys, code] = row.as_slice() else { panic!("three columns: {row:?}") };
        let run = run(&[("2025-H1/代表名册.csv", &roster(&page)), ("2025-H1/建议台账.csv", &suggestion("", names))]);
        let found = sorted(run.counted("suggest").into_iter().map(|(key, _)| key).collect());
        told.push((names.clone(), format!("{keys} {code}"), format!("{found} {}", run.told.join(" "))));
    }
    agree(told);
}

fn suggestion(lead: &str, joint: &str) -> String {
    format!("编号,标题,提出日期,领衔代表,联名代表,立案情况\n1,修桥,2025-03-05,{},{},立案\n", quoted(lead), quoted(joint))
}

#[test]
fn the_part_played_is_as_the_page_says() {
    let (page, mut told) = (page(), Vec::new());
    for row in rows(&page, "run: parts") {
        let [lead, joint, shares] = row.as_slice() else { panic!("three columns: {row:?}") };
        let run = run(&[("2025-H1/代表名册.csv", &roster(&page)), ("2025-H1/建议台账.csv", &suggestion(lead, joint))]);
        let mut found: Vec<String> = run.counted("suggest").into_iter().map(|(key, measure)| format!("{key} {measure}")).collect();
        found.sort();
        told.push((format!("{lead} | {joint}"), shares.clone(), found.join(", ") + &run.told.concat()));
    }
    agree(told);
}

#[test]
fn rosters_are_one_over_time_as_the_page_says() {
    let (page, mut told) = (page(), Vec::new());
    for row in rows(&page, "run: rosters") {
        let [first, second, keys, code] = row.as_slice() else { panic!("four columns: {row:?}") };
        // The second ends in a blank line, as two files of the same bytes are read once.
        let head = "证号,姓名,层级,选区,当选日期,离任日期\n";
        let (one, two) = (format!("{head}{first}\n"), format!("{head}{second}\n\n"));
        let mut files = vec![("2025-H1/代表名册.csv", one.as_str())];
        if !second.is_empty() {
            files.push(("2025-H2/代表名册.csv", two.as_str()));
        }
        let run = run(&files);
        let error = run.told.iter().any(|code| code.starts_with("people/"));
        let found = if error { String::new() } else { sorted(run.subjects.iter().map(key).collect()) };
        told.push((format!("{first} | {second}"), format!("{keys} {code}"), format!("{found} {}", run.told.join(" "))));
    }
    agree(told);
}
