//! Twenty hard files of other projects, cell by cell as Python's readers read them.

use std::path::Path;
use std::process::Command;

use chrono::{Datelike, NaiveDate};
use duly::sheet::{workbook, RawCell};
use serde_json::Value;

use crate::program::{needs, project, shared};

/// Of every format: dates of both epochs, merged cells, rich text, errors, formulas, prefixes, inline strings, far corners.
const FILES: [&str; 23] = [
    "calamine/tests/any_sheets.xlsx",
    "calamine/tests/date_1904.xlsx",
    "calamine/tests/errors.xlsx",
    "calamine/tests/merge_cells.xlsx",
    "calamine/tests/issue3.xlsm",
    "readxl/tests/testthat/sheets/richtext-coloured.xlsx",
    "readxl/tests/testthat/sheets/inlineStr.xlsx",
    "readxl/tests/testthat/sheets/nonstandard-xml-ns-prefix.xlsx",
    "readxl/tests/testthat/sheets/dates-leap-year-1900-xlsx.xlsx",
    "readxl/tests/testthat/sheets/texty-dates-xlsx.xlsx",
    "calamine/tests/date.xls",
    "calamine/tests/date_1904.xls",
    "readxl/tests/testthat/sheets/types.xls",
    "calamine/tests/merge_cells.xls",
    "calamine/tests/biff5-rich-text-string.xls",
    "readxl/tests/testthat/sheets/mtcars.xls",
    "calamine/tests/issues.xlsb",
    "calamine/tests/date.xlsb",
    "calamine/tests/any_sheets.ods",
    "calamine/tests/issue127.ods",
    "csvkit/examples/testxls_converted.csv",
    "csvkit/examples/test_utf8_bom.csv",
    "csvkit/examples/test_utf16_big.csv",
];

/// Where we differ on purpose: a day that never was, 29 February 1900, and durations stay the numbers that the file holds.
const ON_PURPOSE: [&str; 4] = [
    "dates-leap-year-1900-xlsx.xlsx [for_testing] 5,1",
    "dates-leap-year-1900-xlsx.xlsx [for_human_eyes] 8,1",
    "date.xls [Sheet1] 3,1",
    "date_1904.xls [Sheet1] 3,1",
];

/// Whether our cell is the other reader's.
fn same(cell: &RawCell, other: &Value) -> bool {
    let near = |left: f64, right: f64| format!("{left:.9e}") == format!("{right:.9e}");
    match cell {
        RawCell::Text(text) => other.as_str() == Some(text) || other.as_f64().is_some_and(|number| text.parse() == Ok(number)),
        RawCell::Number(number) => other.as_f64().is_some_and(|other| near(*number, other)),
        // pyxlsb gives days by their number.
        RawCell::Date(day) => {
            let number = f64::from(day.num_days_from_ce() - NaiveDate::from_ymd_opt(1899, 12, 30).map_or(0, |day| day.num_days_from_ce()));
            other["day"].as_str() == Some(&day.to_string())
                || other.as_f64().is_some_and(|other| other.floor().to_bits() == number.to_bits())
        }
        RawCell::Bool(truth) => other.as_bool() == Some(*truth),
        RawCell::Error(text) => other["error"].as_str() == Some(text),
        RawCell::Unfinished => false,
    }
}

fn compare(path: &Path, others: &Value, wrong: &mut Vec<String>) -> usize {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let sheets = workbook(path, "").unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
    let mut compared = 0;
    for sheet in &sheets {
        let others = &others[if sheet.named { sheet.name.as_str() } else { "" }];
        let mut left: Vec<&String> = others.as_object().into_iter().flat_map(|cells| cells.keys()).collect();
        for row in &sheet.rows {
            for (column, cell) in row.cells.iter().filter(|(_, cell)| *cell != RawCell::Unfinished) {
                let place = format!("{},{column}", row.number);
                left.retain(|other| **other != place);
                compared += 1;
                let place_in_all = format!("{name} [{}] {place}", sheet.name);
                if !same(cell, &others[&place]) && !ON_PURPOSE.contains(&place_in_all.as_str()) {
                    wrong.push(format!("{place_in_all}: {cell:?} and {}", others[&place]));
                }
            }
        }
        wrong.extend(left.iter().map(|place| format!("{name} [{}] {place}: nothing and {}", sheet.name, others[place.as_str()])));
    }
    compared
}

#[test]
#[ignore = "needs Python and ../shared"]
fn hard_files_are_read_cell_by_cell_as_other_readers_read_them() {
    let Some(corpus) = shared("corpus") else { return };
    needs("python3", "--version");
    let paths: Vec<_> = FILES.iter().map(|file| corpus.join(file)).collect();
    let output = Command::new("python3").arg(project().join("tests/eyes/cells.py")).args(&paths).output();
    let output = output.unwrap_or_else(|error| panic!("{error}"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8_lossy(&output.stdout);
    let (mut wrong, mut compared, mut files) = (Vec::new(), 0, 0);
    for (path, line) in paths.iter().zip(printed.lines()) {
        let told: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        compared += compare(path, &told["sheets"], &mut wrong);
        files += 1;
    }
    assert!(wrong.is_empty(), "{} of {compared} cells differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(files == FILES.len() && compared > 500, "{compared} cells of {files} files");
}
