//! The manual's table of mechanisms claims nothing that no rubric or test shows: each place it names is there, and each
//! word it gives for a mechanism stands at one of those places.

use toml::Value;

use super::program::project;

/// A row: its number, the words, and the places that show them.
struct Row {
    number: String,
    words: Vec<String>,
    places: Vec<String>,
}

#[test]
fn every_mechanism_is_shown_where_the_manual_says() {
    let mut wrong = Vec::new();
    for row in rows() {
        let mut said = Vec::new();
        for place in &row.places {
            match shown(place) {
                Some(value) => words_of(&value, &mut said),
                None => wrong.push(format!("{}: {place} is not there", row.number)),
            }
        }
        if row.places.is_empty() || row.words.is_empty() {
            wrong.push(format!("{}: no word or no place", row.number));
        }
        let missing = row.words.iter().filter(|word| !said.contains(word));
        wrong.extend(missing.map(|word| format!("{}: {word} is at none of {}", row.number, row.places.join(", "))));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_mechanism_is_left_out() {
    let numbers: Vec<String> = rows().into_iter().map(|row| row.number).collect();
    let mechanisms = (1..=15).chain(20..=32).map(|number| format!("M{number}"));
    let treatments = ["2.2", "2.4", "2.5", "2.6", "2.7", "2.8", "2.9"].map(str::to_owned);
    let missing: Vec<String> = mechanisms.chain(treatments).filter(|number| !numbers.contains(number)).collect();
    assert!(missing.is_empty(), "{}", missing.join(", "));
}

fn rows() -> Vec<Row> {
    let manual = read("docs/rubric.md");
    let section = manual.split("\n## ").find(|section| section.starts_with("Mechanisms\n")).unwrap_or_default();
    let table = section.lines().filter(|line| line.starts_with("| ")).skip(1);
    let rows: Vec<Row> = table
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            Row { number: cells[0].to_owned(), words: ticked(cells[2]), places: ticked(cells[3]) }
        })
        .collect();
    assert!(rows.len() > 60, "only {} rows", rows.len());
    rows
}

/// What stands between backticks.
fn ticked(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The value at a place: `NAME.path`, `golden/NAME` or `examples/NAME`.
fn shown(place: &str) -> Option<Value> {
    let (file, path) = place.split_once('.').unwrap_or((place, ""));
    let file = match file.split_once('/') {
        Some(("golden", name)) => format!("tests/golden/{name}/rubric.toml"),
        Some(_) => format!("tests/{file}.toml"),
        None => format!("rubrics/{file}.toml"),
    };
    let text = std::fs::read_to_string(project().join(&file)).ok()?;
    let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{file}: {error}"));
    path.split('.').filter(|key| !key.is_empty()).try_fold(Value::Table(table), |value, key| value.get(key).cloned())
}

/// Every key and every text in a value.
fn words_of(value: &Value, said: &mut Vec<String>) {
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                said.push(key.clone());
                words_of(value, said);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| words_of(value, said)),
        Value::String(text) => said.push(text.clone()),
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => (),
    }
}

fn read(path: &str) -> String {
    std::fs::read_to_string(project().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}
