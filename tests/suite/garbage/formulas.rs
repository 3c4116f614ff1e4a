//! Texts that a spreadsheet would take for formulas, or a terminal for commands, are texts in every output.

use std::fs;
use std::path::Path;

use super::workbook::unpacked;
use crate::program::{duly, folder, printed, project};

const CASE: &str = "tests/golden/e3-caps";
const FORMULA: &str = "=cmd|calc!A0";
const OTHER: &str = "@SUM";

/// The case with its two people called otherwise.
fn renamed(first: &str, second: &str, place: &Path) {
    let folder = place.join("in/2019");
    fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{error}"));
    for entry in fs::read_dir(project().join(CASE).join("in/2019")).into_iter().flatten().flatten() {
        let text = fs::read_to_string(entry.path()).unwrap_or_else(|error| panic!("{error}"));
        let text = text.replace("外人乙", "外人").replace('乙', first).replace('丁', second);
        fs::write(folder.join(entry.file_name()), text).unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
fn names_that_are_formulas_are_texts_in_every_output() {
    let place = folder();
    renamed(FORMULA, OTHER, place.path());
    let (input, out) = (place.path().join("in"), place.path().join("out"));
    let rubric = project().join(CASE).join("rubric.toml");
    let words = [input.to_string_lossy(), rubric.to_string_lossy(), out.to_string_lossy()];
    let scored = duly(&["score", &words[0], "--rubric", &words[1], "--out", &words[2], "--format", "xlsx,json,parquet,csv"]);
    assert_eq!(scored.status.code(), Some(0), "{}", printed(&scored));

    let csv = fs::read_to_string(out.join("results.csv")).unwrap_or_default();
    assert!(csv.contains(&format!("'{FORMULA}")) && csv.contains(&format!("'{OTHER}")), "{csv}");
    for field in
        csv::Reader::from_reader(csv.as_bytes()).into_records().flatten().flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>())
    {
        assert!(!field.starts_with(['=', '+', '@', '\t', '\r']), "{field}");
    }
    let mut formulas = 0;
    for name in ["ranking.xlsx", "problems.xlsx"] {
        let parts = unpacked(&fs::read(out.join(name)).unwrap_or_else(|error| panic!("{name}: {error}")));
        let texts = parts.iter().map(|(part, bytes)| (part, String::from_utf8_lossy(bytes).into_owned()));
        for (part, text) in texts {
            for formula in text.split("<f>").skip(1).filter_map(|rest| rest.split("</f>").next()) {
                formulas += 1;
                assert!(!formula.contains("cmd|") && !formula.contains("@SUM"), "{name} {part}: {formula}");
            }
            assert!(!part.contains("externalLink") && !text.contains("TargetMode=\"External\""), "{name} {part} points elsewhere");
        }
    }
    assert!(formulas > 0, "the ranking has live formulas");
}

#[test]
fn what_a_file_says_is_no_command_to_the_terminal() {
    let place = folder();
    renamed("\u{1b}]0;title\u{7}乙\u{1b}[2J", "丁", place.path());
    let (input, rubric) = (place.path().join("in"), project().join(CASE).join("rubric.toml"));
    let checked = duly(&["check", &input.to_string_lossy(), "--rubric", &rubric.to_string_lossy()]);
    let explained = duly(&["explain", &input.to_string_lossy(), "--rubric", &rubric.to_string_lossy(), "--who", "乙"]);
    for output in [checked, explained] {
        let told = [printed(&output), String::from_utf8_lossy(&output.stderr).into_owned()].concat();
        assert!(!told.is_empty() && !told.contains(['\u{1b}', '\u{7}']), "{told:?}");
    }
}
