//! Items that outlast a period: carried into the next register by number or by their first day, counted once, and never lost.

use std::path::Path;

use serde_json::Value;

use super::golden::{field_of, subject};
use super::program::{duly_in, folder, lines, project};

const HEAD: &str = "编号,联络站,登记日期,处理方式,答复日期\n";

/// Registers of the two halves of 2025, scored as these folders and this period by the rubric of the golden case.
fn scored(first: &str, second: &str, folders: &[&str], period: &str) -> (Value, Vec<Value>) {
    let place = folder();
    let write = |path: &Path, text: &str| {
        std::fs::create_dir_all(path.parent().unwrap_or(path)).unwrap_or_else(|error| panic!("{error}"));
        std::fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    };
    let rubric = std::fs::read_to_string(project().join("tests/golden/s-carried/rubric.toml")).unwrap_or_default();
    write(&place.path().join("rubric.toml"), &rubric);
    for (half, rows) in [("2025-H1", first), ("2025-H2", second)] {
        write(&place.path().join(half).join("案件.csv"), &format!("{HEAD}{rows}"));
        write(&place.path().join(half).join("站点名册.csv"), "联络站\n东门站\n");
    }
    let arguments = ["--rubric", "rubric.toml", "--period", period, "--out", "out", "--json"];
    let told = lines(&duly_in(place.path(), &[&["score"], folders, &arguments].concat()));
    let text = std::fs::read_to_string(place.path().join("out/results.json")).unwrap_or_else(|error| panic!("{error}: {told:?}"));
    (serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}")), told)
}

fn fields(results: &Value) -> [String; 4] {
    ["measure.carried", "measure.new", "measure.late", "measure.age"].map(|field| field_of(subject(results, "东门站"), field))
}

const OPEN: &str = "访1,东门站,2025-05-20,转办,\n";

#[test]
fn an_item_known_by_its_number_keeps_its_first_day() {
    // The clerk wrote the day on which it was carried over; the first register tells the day on which it was opened.
    let later = "访1,东门站,2025-07-01,转办,2025-07-15\n";
    let both = ["2025-H1", "2025-H2"];
    let (results, told) = scored(OPEN, later, &both, "2025-H2");
    assert_eq!(fields(&results), ["1", "0", "1", "56"]);
    let codes: Vec<&Value> = told.iter().filter(|line| line["type"] == "problem").map(|line| &line["code"]).collect();
    assert!(codes.is_empty(), "{codes:?}");
    // The same with its first day in the later register alone.
    let (results, _) = scored("", &later.replace("2025-07-01", "2025-05-20"), &["2025-H2"], "2025-H2");
    assert_eq!(fields(&results), ["1", "0", "1", "56"]);
    // In a year of both registers it is one item.
    let (results, _) = scored(OPEN, later, &both, "2025");
    assert_eq!(fields(&results), ["0", "1", "1", "56"]);
    // And the earlier folder alone says what the later one has not carried over.
    let (results, _) = scored(OPEN, "", &both, "2025-H2");
    assert_eq!(fields(&results), ["1", "0", "0", "225"]);
}

/// Codes of problems, with their files and cells.
fn problems(told: &[Value]) -> Vec<[String; 3]> {
    let text = |line: &Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
    let told = told.iter().filter(|line| line["type"] == "problem");
    told.map(|line| ["code", "file", "cell"].map(|key| text(line, key))).collect()
}

#[test]
fn an_open_item_that_the_later_register_lost_is_told_and_counts() {
    let both = ["2025-H1", "2025-H2"];
    let first = format!("{OPEN}访2,东门站,2025-05-21,转办,\n访3,东门站,2025-05-22,转办,2025-06-01\n");
    let (results, told) = scored(&first, "访1,东门站,2025-05-20,转办,2025-07-15\n", &both, "2025-H2");
    // 56 days of the one and 224 of the other.
    assert_eq!(fields(&results), ["2", "0", "1", "280"]);
    let [[code, file, cell]] = problems(&told).try_into().unwrap_or_else(|told| panic!("{told:?}"));
    assert_eq!((code.as_str(), cell.as_str()), ("follow/not-carried", "A3"));
    assert!(file.contains("2025-H1"), "{file}");
    // Where the office carries nothing over, nothing was lost.
    let (_, told) = scored(&first, "访4,东门站,2025-07-20,转办,2025-07-25\n", &both, "2025-H2");
    assert_eq!(problems(&told), Vec::<[String; 3]>::new());
    // Nor where it was closed before the later register begins.
    let (_, told) = scored(&first.replace("05-21,转办,", "05-21,转办,2025-06-30"), OPEN, &both, "2025-H2");
    assert_eq!(problems(&told), Vec::<[String; 3]>::new());
}

#[test]
fn what_was_closed_before_is_an_item_of_its_own() {
    // Numbers that begin anew each half-year: the item of the first half is closed, and its number is another's now.
    let (results, _) =
        scored("1,东门站,2025-02-03,转办,2025-02-13\n", "1,东门站,2025-08-04,转办,2025-08-09\n", &["2025-H1", "2025-H2"], "2025");
    assert_eq!(fields(&results), ["0", "2", "0", "15"]);
}

#[test]
fn what_was_closed_before_the_period_is_told_and_not_counted() {
    let (results, told) = scored("", "访1,东门站,2025-05-20,转办,2025-06-30\n", &["2025-H2"], "2025-H2");
    assert_eq!(fields(&results), ["0", "0", "0", "0"]);
    let codes: Vec<&Value> = told.iter().filter(|line| line["type"] == "problem").map(|line| &line["code"]).collect();
    assert_eq!(codes, ["cell/date-outside-period"]);
}
