//! The same tables in every format give the same scores.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::golden::to_workbook;
use super::program::{duly, folder, lines, needs, printed, project};

const CASE: &str = "tests/golden/e3-caps";

/// Scores the tables in `input` under the case's rubric.
fn subjects(input: &Path) -> Value {
    let out = folder();
    let paths = [input.to_string_lossy(), out.path().to_string_lossy()];
    let rubric = format!("{CASE}/rubric.toml");
    let output = duly(&["score", &paths[0], "--rubric", &rubric, "--period", "2019", "--out", &paths[1], "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}: {}{}", input.display(), printed(&output), String::from_utf8_lossy(&output.stderr));
    let results = std::fs::read_to_string(out.path().join("results.json")).unwrap_or_default();
    let mut results: Value = serde_json::from_str(&results).unwrap_or_default();
    assert!(results["subjects"].as_array().is_some_and(|subjects| subjects.len() > 1));
    results["subjects"].take()
}

/// Writes each text table of the case anew, as `form` gives it, under `ending`.
fn rewritten(place: &Path, ending: &str, form: impl Fn(&[Vec<String>]) -> Vec<u8>) {
    let tables = std::fs::read_dir(project().join(CASE).join("in/2019")).into_iter().flatten().flatten();
    for path in tables.map(|entry| entry.path()) {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(&path).unwrap_or_else(|error| panic!("{error}"));
        let rows: Vec<Vec<String>> = reader.records().flatten().map(|row| row.iter().map(str::to_owned).collect()).collect();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        std::fs::write(place.join(format!("{name}.{ending}")), form(&rows)).unwrap_or_else(|error| panic!("{error}"));
    }
}

fn page(rows: &[Vec<String>]) -> Vec<u8> {
    let row = |cells: &Vec<String>| format!("<tr><td> {}\n</td>", cells.join("\n</td><td> "));
    let rows: String = rows.iter().map(row).collect();
    format!("<html><meta charset=utf-8><body><h1>导出</h1><table border=1>{rows}</table></body></html>").into_bytes()
}

#[test]
fn web_pages_and_text_under_the_ending_of_a_workbook_are_read() {
    let expected = subjects(&project().join(CASE).join("in/2019"));
    let place = folder();
    rewritten(place.path(), "xls", page);
    assert_eq!(subjects(place.path()), expected);
    let tabs = |rows: &[Vec<String>]| rows.iter().map(|row| row.join("\t") + "\r\n").collect::<String>();
    rewritten(place.path(), "xls", |rows| encoding_rs::GB18030.encode(&tabs(rows)).0.into_owned());
    assert_eq!(subjects(place.path()), expected);
    let utf16 = |text: String| [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    rewritten(place.path(), "xls", |rows| utf16(tabs(rows)));
    assert_eq!(subjects(place.path()), expected);
}

#[test]
fn parquet_is_read_with_its_columns_as_the_header() {
    let place = folder();
    let out = place.path().join("out");
    let rubric = format!("{CASE}/rubric.toml");
    let scored = duly(&["score", &format!("{CASE}/in/2019"), "--rubric", &rubric, "--out", &out.to_string_lossy(), "--format", "parquet"]);
    assert_eq!(scored.status.code(), Some(0), "{}", printed(&scored));
    // The results' own table as the roster of another run.
    let roster = place.path().join("委员名册.parquet");
    std::fs::rename(out.join("results.parquet"), &roster).unwrap_or_else(|error| panic!("{error}"));
    let text = std::fs::read_to_string(project().join(&rubric)).unwrap_or_default().replace("\"姓名\"]", "\"姓名\", \"name\"]");
    let other = place.path().join("rubric.toml");
    std::fs::write(&other, text).unwrap_or_else(|error| panic!("{error}"));
    let checked = duly(&["check", &roster.to_string_lossy(), "--rubric", &other.to_string_lossy(), "--period", "2019", "--json"]);
    let lines = lines(&checked);
    let summary = lines.last().cloned().unwrap_or_default();
    let sheet = &summary["sheets"][0];
    assert_eq!(
        (sheet["table"].as_str(), sheet["read"].as_u64(), sheet["counted"].as_u64()),
        (Some("roster"), Some(2), Some(2)),
        "{summary}"
    );
}

#[test]
fn a_damaged_old_workbook_is_a_problem_of_its_own() {
    let place = folder();
    let name: Vec<u8> = "Workbook".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let damaged: Vec<u8> = [0xD0, 0xCF, 0x11, 0xE0].into_iter().chain([0xFF; 600]).chain(name.clone()).chain([0x41; 3000]).collect();
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked: Vec<u8> = [0xD0, 0xCF, 0x11, 0xE0].into_iter().chain([0; 600]).chain(locked).collect();
    for (ending, bytes, code) in [
        ("xls", damaged.clone(), "file/unreadable"),
        ("et", damaged, "file/unreadable"),
        ("xls", locked, "file/password"),
        ("xls", b"\x09\x04\x06\x00".to_vec(), "file/unreadable"),
        ("xls", b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>".to_vec(), "file/unreadable"),
        ("ods", b"PK\x03\x04content.xml".to_vec(), "file/unreadable"),
        ("xlsx", Vec::new(), "file/unreadable"),
        ("xlsx", b"PK\x03\x04cut off".to_vec(), "file/unreadable"),
        ("csv", b"name\nM\xFCller\nJos\xE9\n".to_vec(), "file/encoding"),
        ("csv", b"a,b\n\"c,d\n".to_vec(), "file/quote-open"),
        ("csv", "a,".repeat(16_400).into_bytes(), "file/too-large"),
        ("parquet", b"PAR1PAR1".to_vec(), "file/unreadable"),
    ] {
        let file = place.path().join(format!("a.{ending}"));
        std::fs::write(&file, &bytes).unwrap_or_else(|error| panic!("{error}"));
        let output = duly(&["check", &file.to_string_lossy(), "--rubric", "township", "--period", "2025", "--json"]);
        let found: Vec<String> = lines(&output).iter().filter_map(|line| line["code"].as_str().map(str::to_owned)).collect();
        assert_eq!(output.status.code(), Some(1), "{ending}: {found:?}");
        assert!(found.iter().any(|found| found == code), "{ending}: {found:?}");
        std::fs::remove_file(&file).unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
#[ignore = "needs LibreOffice"]
fn old_workbooks_and_open_documents_give_the_same_scores() {
    needs("soffice", "--version");
    let place = folder();
    let book = place.path().join("台账.xlsx");
    to_workbook(&project().join(CASE).join("in/2019"), &book);
    let expected = subjects(&book);
    for ending in ["xls", "ods"] {
        let converted = place.path().join(ending);
        let profile = format!("-env:UserInstallation=file://{}", place.path().join("profile").display());
        let ran =
            Command::new("soffice").args([&profile, "--headless", "--convert-to", ending, "--outdir"]).arg(&converted).arg(&book).output();
        assert!(ran.is_ok_and(|output| output.status.success()));
        assert_eq!(subjects(&converted), expected, "{ending}");
        if ending == "xls" {
            let file = converted.join("台账.xls");
            std::fs::rename(&file, file.with_extension("et")).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(subjects(&converted), expected, "et");
        }
    }
}
