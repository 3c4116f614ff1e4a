//! What is made from the table of words: the manual, and the JSON Schema, which takes what the reader takes.

mod manual;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::problems::agree;
use super::program::{duly, folder, lines, needs, printed, project};

/// Prints a line for each file: what a validator of another make says against it, or nothing.
const VALIDATE: &str = r"
import datetime, json, sys, tomllib
from jsonschema import Draft202012Validator, FormatChecker

def plain(value):
    if isinstance(value, dict):
        return {key: plain(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [plain(inside) for inside in value]
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else value

schema = json.load(open(sys.argv[1], encoding='utf-8'))
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema, format_checker=FormatChecker())
for path in sys.argv[2:]:
    with open(path, 'rb') as file:
        errors = list(validator.iter_errors(plain(tomllib.load(file))))
    print('; '.join(error.json_path + ': ' + error.message[:200].replace('\n', ' ') for error in errors))
";

/// What is written instead of something in the small rubric of `tests/problems`; the reader refuses each.
const WRONG: [(&str, &str); 12] = [
    ("clause = \"第五条\"\n", ""),
    ("peers = ", "peer = "),
    ("points = { each = 10 }", "points = { ech = 10 }"),
    ("points = { each = 10 }", "points = { each = \"ten\" }"),
    ("points = { each = 10 }", "points = { each = 10, full = 5 }"),
    ("keep = \"highest\"", "keep = \"lowest\""),
    ("in-force = { from = 2025-01-01 }", "in-force = { from = \"soon\" }"),
    ("type = \"secret\"", "type = \"hidden\""),
    ("between = [0, 100]", "between = [0]"),
    ("rows = [{ status = \"present\" }", "rows = [3"),
    ("optional = true\nacross", "optional = \"yes\"\nacross"),
    ("[dimensions.duty]", "[dimension.duty]"),
];

/// With `UPDATE=1` in the environment `docs/rubric.md` is written anew.
#[test]
fn the_manual_is_made_from_the_table_of_words() {
    agree(&project().join("docs/rubric.md"), &manual::text()).unwrap_or_else(|stale| panic!("{stale}"));
}

#[test]
fn the_schema_is_printed_for_editors_and_for_programs() {
    let plain: serde_json::Value = serde_json::from_str(&printed(&duly(&["rubric", "schema"]))).unwrap_or_default();
    assert_eq!(plain["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let reply = lines(&duly(&["rubric", "schema", "--json"]));
    assert_eq!((reply.len(), &reply[0]["schema"], &reply[1]["exit"]), (2, &plain, &0.into()));
}

#[test]
#[ignore = "needs Python with jsonschema"]
fn the_schema_takes_every_sound_rubric() {
    let paths = sound();
    assert!(paths.len() > 15, "only {} rubrics", paths.len());
    let wrong: Vec<String> =
        validated(&paths).into_iter().filter(|(_, said)| !said.is_empty()).map(|(path, said)| format!("{path}: {said}")).collect();
    assert!(wrong.is_empty(), "the schema refuses\n{}", wrong.join("\n"));
}

#[test]
#[ignore = "needs Python with jsonschema"]
fn the_schema_refuses_what_the_reader_refuses() {
    let place = folder();
    let sound = fs::read_to_string(project().join("tests/problems/rubric.toml")).unwrap_or_default();
    let mut paths = Vec::new();
    for (number, (right, wrong)) in WRONG.iter().enumerate() {
        let path = place.path().join(format!("{number}.toml"));
        assert!(sound.contains(right), "{right} is not in the rubric");
        fs::write(&path, sound.replacen(right, wrong, 1)).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(duly(&["rubric", "check", &path.to_string_lossy()]).status.code(), Some(1), "the reader takes {wrong}");
        paths.push(path);
    }
    for ((_, said), (_, wrong)) in validated(&paths).iter().zip(WRONG) {
        assert!(!said.is_empty(), "the schema takes {wrong}");
    }
}

/// What the validator says of each file.
fn validated(paths: &[PathBuf]) -> Vec<(String, String)> {
    needs("python3", "--version");
    let place = folder();
    let schema = place.path().join("rubric.schema.json");
    fs::write(&schema, printed(&duly(&["rubric", "schema"]))).unwrap_or_else(|error| panic!("{error}"));
    let ran = Command::new("python3").env("PYTHONIOENCODING", "utf-8").arg("-c").arg(VALIDATE).arg(&schema).args(paths).output();
    let ran = ran.unwrap_or_else(|error| panic!("{error}"));
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let said = printed(&ran);
    assert_eq!(said.lines().count(), paths.len());
    paths.iter().map(|path| path.display().to_string()).zip(said.lines().map(str::to_owned)).collect()
}

/// Every rubric of the project that the reader takes, those in folders of `rubrics/` and `tests/` too.
fn sound() -> Vec<PathBuf> {
    let mut all = Vec::new();
    for folder in ["rubrics", "tests/golden", "tests/examples", "tests/problems"] {
        gather(&project().join(folder), &mut all);
    }
    all.retain(|path| {
        let text = fs::read_to_string(path).unwrap_or_default();
        duly::rubric::read(&path.display().to_string(), &text).is_ok()
    });
    all
}

fn gather(folder: &Path, all: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            gather(&path, all);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            all.push(path);
        }
    }
}
