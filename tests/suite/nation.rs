//! Large parquet tables: the short road gives what the way of all sheets gives, and `DuckDB` gives the same.

use std::fs;
use std::path::{Path, PathBuf};

use duly::base::parquet::{Columns, Pieces, Values};
use duly::base::period::Day;
use serde_json::Value;

use super::nation_tables::{faulty, sound, Table};
use super::program::{duly, folder, lines, needs, printed, project};

const RUBRIC: &str = "rubrics/nation.toml";

/// Writes tables as parquet, some rows a row group.
pub fn write(tables: &[Table], folder: &Path, piece: usize) {
    fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{error}"));
    for table in tables {
        let path = folder.join(format!("{}.parquet", table.name));
        let file = fs::File::create(&path).unwrap_or_else(|error| panic!("{error}"));
        let mut pieces = Pieces::begin(file, columns(table, &[])).unwrap_or_else(|error| panic!("{error}"));
        for rows in table.rows.chunks(piece) {
            let encoded = pieces.shape().encode(columns(table, rows)).unwrap_or_else(|error| panic!("{error}"));
            pieces.take(&encoded).unwrap_or_else(|error| panic!("{error}"));
        }
        pieces.finish().unwrap_or_else(|error| panic!("{error}"));
    }
}

/// Whole numbers, days and texts, as the table's columns are named; a blank text is no value.
fn columns<'a>(table: &Table, rows: &'a [Vec<String>]) -> Columns<'a> {
    let cell = |row: &'a Vec<String>, at: usize| row.get(at).map(String::as_str).filter(|text| !text.is_empty());
    let column = |(at, name): (usize, &&'static str)| {
        let values = match *name {
            "subject" | "number" | "signers" => {
                Values::Places(rows.iter().map(|row| cell(row, at).and_then(|text| text.parse().ok())).collect())
            }
            "date" | "from" | "to" => {
                Values::Days(rows.iter().map(|row| cell(row, at).and_then(|text| text.parse::<Day>().ok())).collect())
            }
            _ => Values::Texts(rows.iter().map(|row| cell(row, at)).collect()),
        };
        (*name, values)
    };
    table.columns.iter().enumerate().map(column).collect()
}

fn write_csv(tables: &[Table], folder: &Path) {
    fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{error}"));
    for table in tables {
        let mut lines = vec![table.columns.join(",")];
        lines.extend(table.rows.iter().map(|row| row.join(",")));
        fs::write(folder.join(format!("{}.csv", table.name)), lines.join("\n")).unwrap_or_else(|error| panic!("{error}"));
    }
}

/// Scores a folder; its rows, and the problems and the summary that were printed.
fn scored(input: &Path, rubric: &str, formats: &str, more: &[&str]) -> (Option<Vec<u8>>, Vec<Value>) {
    let work = folder();
    let (input, out) = (input.to_string_lossy().into_owned(), work.path().join("out"));
    let mut arguments = vec!["score", &input, "--rubric", rubric, "--format", formats, "--json", "--lang", "zh"];
    let told = out.to_string_lossy().into_owned();
    arguments.extend(["--out", &told]);
    arguments.extend(more);
    let output = duly(&arguments);
    assert!(output.status.code().is_some_and(|code| code < 2), "{}{}", printed(&output), String::from_utf8_lossy(&output.stderr));
    let mut lines = lines(&output);
    // The short road flags nothing, and makes no list for the notice board of which anything were to be said.
    let of_list = |line: &Value| line["code"].as_str().is_some_and(|code| code.starts_with("publication/"));
    lines.retain(|line| (line["type"] == "problem" || line["type"] == "summary") && !of_list(line));
    for line in &mut lines {
        if let Some(line) = line.as_object_mut() {
            line.remove("written");
            line.remove("warnings");
        }
    }
    (fs::read(out.join("results.parquet")).ok(), lines)
}

/// The same rows, problems and accounts by the short road, by the way of sheets, and by any number of jobs.
fn both(tables: &[Table], rubric: &str, more: &[&str]) -> (Option<Vec<u8>>, Vec<Value>) {
    let work = folder();
    let period = work.path().join("2025-H2");
    write(tables, &period, 37);
    let (short, short_told) = scored(&period, rubric, "parquet", more);
    let (long, long_told) = scored(&period, rubric, "parquet,json", more);
    assert_eq!(short_told.len(), long_told.len(), "as many lines");
    for (short, long) in short_told.iter().zip(&long_told) {
        assert_eq!(short, long);
    }
    assert!(short == long, "other bytes in results.parquet");
    for jobs in ["1", "2", "5"] {
        let jobs = [more, &["--jobs", jobs]].concat();
        let (again, told) = scored(&period, rubric, "parquet", &jobs);
        assert!(again == short && told == short_told, "other results with {jobs:?}");
    }
    (short, short_told)
}

#[test]
fn both_roads_and_text_files_give_the_same_bytes() {
    let tables = sound(3, 150);
    let (rows, told) = both(&tables, RUBRIC, &[]);
    let work = folder();
    write_csv(&tables, &work.path().join("2025-H2"));
    let (by_text, _) = scored(&work.path().join("2025-H2"), RUBRIC, "parquet,json", &[]);
    assert!(rows.is_some() && rows == by_text, "text files give other results");
    let summary = told.last().unwrap_or(&Value::Null);
    assert_eq!((&summary["type"], &summary["exit"], &summary["errors"]), (&"summary".into(), &0.into(), &0.into()), "{summary}");
}

#[test]
fn both_roads_tell_the_same_problems_and_accounts() {
    for seed in 0..3 {
        let tables = faulty(3, 120, seed);
        let (rows, told) = both(&tables, RUBRIC, &[]);
        assert!(rows.is_none(), "an error that belongs to nobody stops all");
        let (rows, _) = both(&tables, RUBRIC, &["--draft"]);
        assert!(rows.is_some());
        let codes: std::collections::BTreeSet<&str> = told.iter().filter_map(|line| line["code"].as_str()).collect();
        for code in ["cell/unknown-word", "people/unknown-name", "cell/blank", "cell/date-outside-period"] {
            assert!(codes.contains(code), "{code} is not among {codes:?}");
        }
        for sheet in told.last().and_then(|summary| summary["sheets"].as_array()).into_iter().flatten() {
            let number = |key: &str| sheet[key].as_u64().unwrap_or(u64::MAX);
            assert_eq!(number("read"), number("counted") + number("set-aside") + number("problems"), "{sheet}");
        }
    }
}

#[test]
fn whom_the_rubric_refuses_is_told_alike_and_stops_only_its_congress() {
    let rubric = fs::read_to_string(project().join(RUBRIC)).unwrap_or_default();
    let work = folder();
    let path = work.path().join("strict.toml");
    fs::write(&path, rubric.replace("not-recorded  = \"zero\"", "not-recorded  = \"refuse\"")).unwrap_or_else(|error| panic!("{error}"));
    let mut tables = sound(3, 60);
    for table in &mut tables {
        // Nothing is recorded of two members of one congress.
        table.rows.retain(|row| table.name != "attendance" || row.first().is_none_or(|key| key != "10" && key != "13"));
    }
    let (rows, told) = both(&tables, &path.to_string_lossy(), &[]);
    assert!(rows.is_some(), "two congresses are sound");
    let refused = told.iter().filter(|line| line["code"] == "row/not-recorded").count();
    assert_eq!(refused, 4, "two criteria of two members");
}

#[test]
fn the_sample_of_a_nation_is_the_same_again_and_has_no_errors() {
    let work = folder();
    let bytes = |name: &str| {
        let out = work.path().join(name);
        let told = out.to_string_lossy().into_owned();
        let arguments = ["sample", "--congresses", "3", "--subjects", "200", "--periods", "1", "--format", "parquet", "--out", &told];
        assert_eq!(duly(&arguments).status.code(), Some(0));
        let names = ["roster", "attendance", "suggestions", "ballots"];
        names.map(|name| fs::read(out.join(format!("2025-H2/{name}.parquet"))).unwrap_or_else(|error| panic!("{name}: {error}")))
    };
    assert!(bytes("one") == bytes("two"), "other bytes");
    let (rows, told) = scored(&work.path().join("one"), RUBRIC, "parquet", &[]);
    assert!(rows.is_some());
    assert_eq!(told.last().map(|summary| &summary["errors"]), Some(&0.into()));
}

/// The rule of the manual in another engine.
#[test]
#[ignore = "needs duckdb"]
fn duckdb_gives_the_same_scores_in_sql() {
    needs("python3", "--version");
    let script = project().join("benches/peers/nation/run.py");
    let program = PathBuf::from(env!("CARGO_BIN_EXE_duly"));
    let mut command = std::process::Command::new("python3");
    command.arg(script).args(["--congresses", "40", "--subjects", "2700", "--rounds", "1", "--program"]).arg(program);
    let output = command.output().unwrap_or_else(|error| panic!("{error}"));
    assert!(output.status.success(), "{}{}", printed(&output), String::from_utf8_lossy(&output.stderr));
}
