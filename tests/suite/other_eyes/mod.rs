//! Other programs read the workbooks: `LibreOffice` reckons their formulas again, Python's libraries open every output.
//!
//! A recalculation that starts from right numbers proves nothing, so every cached result is first replaced by a wrong
//! one; and without a profile that forces recalculation the wrong ones must stay, or the check could not fail.

mod book;
mod cells;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use duly::base::exact::Exact;
use serde_json::Value;

use self::book::{exact, formulas, rewrite, rounded, Address, Book};
use super::program::{duly, folder, needs, printed, project};

/// What a formula cell says instead of its result.
const WRONG: &str = "-987654";

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_reckons_the_engines_numbers_from_wrong_ones() {
    needs("soffice", "--version");
    let place = folder();
    let out = place.path().join("out");
    score(&project().join("sample_data/2025-H2"), &out);
    let original = out.join("ranking.xlsx");
    let formulas = formulas(&original);
    assert!(formulas.len() > 800, "{} formulas", formulas.len());

    let spoiled = place.path().join("spoiled.xlsx");
    rewrite(&original, &spoiled, &|_, cell| cell.formula.then(|| WRONG.to_owned()));
    assert_wrong(&spoiled, &formulas);
    let left = recalculate(&spoiled, place.path(), false);
    assert_wrong(&left, &formulas);

    let right = recalculate(&spoiled, place.path(), true);
    let (expected, found) = (Book::open(&original), Book::open(&right));
    let differing: Vec<String> = formulas
        .keys()
        .filter(|address| expected.number(address) != found.number(address))
        .map(|address| format!("{address:?}: {} and not {}", found.number(address), expected.number(address)))
        .collect();
    assert!(differing.is_empty(), "{} cells: {:#?}", differing.len(), differing.get(..20).unwrap_or(&differing));
    found.assert_no_errors();
    let compared = assert_results(&found, &results(&out));
    assert!(compared > 500, "{compared} numbers of results.json were compared");
}

#[test]
#[ignore = "needs LibreOffice"]
fn a_changed_item_changes_the_workbook_as_it_changes_the_engines_answer() {
    needs("soffice", "--version");
    let place = folder();
    let sample = place.path().join("sample");
    run(&["sample", "--format", "csv", "--periods", "1", "--out", &text(&sample)]);
    let (before, after) = (place.path().join("before"), place.path().join("after"));
    let input = sample.join("2025-H2");
    score(&input, &before);
    refuse_one_suggestion(&input.join("建议台账.csv"));
    score(&input, &after);

    let (old, new) = (results(&before), results(&after));
    let items = changed_items(&old, &new);
    assert!(!items.is_empty(), "no item changed");
    let original = before.join("ranking.xlsx");
    let book = Book::open(&original);
    let cells: BTreeMap<Address, f64> = items.iter().map(|(key, criterion, points)| (book.item(key, criterion), *points)).collect();
    let changed = place.path().join("changed.xlsx");
    rewrite(&original, &changed, &|sheet, cell| cells.get(&(sheet, cell.address.to_owned())).map(f64::to_string));

    let found = Book::open(&recalculate(&changed, place.path(), true));
    found.assert_no_errors();
    let formulas = formulas(&original);
    let mut moved = 0;
    for subject in of(&new, "subjects") {
        let earlier = of(&old, "subjects").iter().find(|one| word(one, "key") == word(subject, "key"));
        for (address, number) in numbers(&found, subject) {
            // Where the engine's numbers stand instead of formulas, the workbook cannot follow.
            if formulas.contains_key(&address) {
                assert_eq!(found.number(&address), number, "{} {address:?}", word(subject, "name"));
            }
        }
        moved += usize::from(earlier.is_some_and(|earlier| earlier.get("total") != subject.get("total")));
    }
    assert!(moved > 0, "no total changed");
}

#[test]
#[ignore = "needs Python with openpyxl, pandas and pyarrow"]
fn python_opens_every_output_and_reads_the_same_numbers() {
    needs("python3", "--version");
    let place = folder();
    let out = place.path().join("out");
    run(&[
        "score",
        &text(&project().join("sample_data/2025-H2")),
        "--rubric",
        "rubrics/township.toml",
        "--out",
        &text(&out),
        "--format",
        "xlsx,json,parquet,csv",
    ]);
    let script = project().join("tests/eyes/read_all.py");
    let python = |folder: &Path| Command::new("python3").arg("-B").arg(&script).arg(folder).output();
    let read = python(&out).unwrap_or_else(|error| panic!("{error}"));
    let said = String::from_utf8_lossy(&read.stdout).into_owned();
    assert!(read.status.success(), "{said}{}", String::from_utf8_lossy(&read.stderr));
    assert!(said.contains("81 subjects"), "{said}");

    // The script must notice a difference.
    let path = out.join("results.json");
    let json = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{error}"));
    let other = json.replacen("\"status\": \"ranked\"", "\"status\": \"listed\"", 1);
    assert_ne!(json, other);
    std::fs::write(&path, other).unwrap_or_else(|error| panic!("{error}"));
    assert!(python(&out).is_ok_and(|read| !read.status.success()), "a changed results.json went unnoticed");
}

fn run(arguments: &[&str]) {
    let output = duly(arguments);
    assert_eq!(output.status.code(), Some(0), "{}{}", printed(&output), String::from_utf8_lossy(&output.stderr));
}

fn score(input: &Path, out: &Path) {
    run(&["score", &text(input), "--rubric", "rubrics/township.toml", "--out", &text(out)]);
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The first filed suggestion is handed on as a letter instead.
fn refuse_one_suggestion(path: &Path) {
    let old = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{error}"));
    let new = old.replacen(",立案,", ",转来信处理,", 1);
    assert_ne!(old, new, "no suggestion is filed");
    std::fs::write(path, new).unwrap_or_else(|error| panic!("{error}"));
}

/// `LibreOffice`'s copy of a workbook, with or without a profile that makes it reckon every formula again.
fn recalculate(workbook: &Path, place: &Path, forced: bool) -> PathBuf {
    let name = if forced { "forced" } else { "unforced" };
    let (profile, target) = (place.join(format!("profile-{name}")), place.join(name));
    if forced {
        let settings = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;
        let user = profile.join("user");
        std::fs::create_dir_all(&user).unwrap_or_else(|error| panic!("{error}"));
        std::fs::write(user.join("registrymodifications.xcu"), settings).unwrap_or_else(|error| panic!("{error}"));
    }
    let profile = format!("-env:UserInstallation=file://{}", text(&profile));
    let mut command = Command::new("soffice");
    command.args(["--headless", &profile, "--convert-to", "xlsx", "--outdir"]).arg(&target).arg(workbook);
    let output = command.output().unwrap_or_else(|error| panic!("{error}"));
    let copy = target.join(workbook.file_name().unwrap_or_default());
    assert!(copy.exists(), "{}{}", printed(&output), String::from_utf8_lossy(&output.stderr));
    copy
}

fn assert_wrong(workbook: &Path, formulas: &BTreeMap<Address, String>) {
    let book = Book::open(workbook);
    let wrong = rounded(WRONG.parse().unwrap_or(f64::NAN));
    for address in formulas.keys() {
        assert_eq!(book.number(address), wrong, "{address:?} was reckoned again or not spoiled");
    }
}

fn results(out: &Path) -> Value {
    let text = std::fs::read_to_string(out.join("results.json")).unwrap_or_else(|error| panic!("{error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}"))
}

fn of<'a>(value: &'a Value, list: &str) -> &'a [Value] {
    value.get(list).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn word<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The cells of the ranking that show a ranked subject's dimensions, total and rank, with the engine's numbers.
fn numbers(book: &Book, subject: &Value) -> Vec<(Address, String)> {
    if word(subject, "status") != "ranked" {
        return Vec::new();
    }
    let sheet = book.sheet(&format!("总排名-{}", word(subject, "peer")));
    let key = word(subject, "key");
    let mut numbers = Vec::new();
    let valued = |entry: &&Value| entry.get("exact").is_some_and(Value::is_string);
    for dimension in of(subject, "dimensions").iter().filter(valued) {
        let name = book.rubric.dimension(word(dimension, "id")).map(|dimension| dimension.name.as_str()).unwrap_or_default();
        // A dimension that is a part alone has the part's column.
        if let Some(address) = book.under(sheet, key, |head| head == name) {
            numbers.push((address, exact(word(dimension, "exact"))));
        }
    }
    for part in of(subject, "parts").iter().filter(valued) {
        let name = book.rubric.parts.iter().find(|other| other.id == word(part, "id")).map(|part| format!("{}（", part.name));
        let name = name.unwrap_or_default();
        let address = book.under(sheet, key, |head| head.starts_with(&name) && head.ends_with("%）"));
        numbers.push((address.unwrap_or_else(|| panic!("no column for {name}")), exact(word(part, "exact"))));
    }
    let rank = subject.get("rank").and_then(Value::as_u64).unwrap_or_default().to_string();
    for (name, number) in [("总分", word(subject, "total")), ("名次", &rank)] {
        let address = book.under(sheet, key, |head| head == name).unwrap_or_else(|| panic!("no column for {name}"));
        numbers.push((address, exact(number)));
    }
    numbers
}

/// Compares a workbook with `results.json`; the number of cells compared.
fn assert_results(book: &Book, results: &Value) -> usize {
    let mut compared = 0;
    for subject in of(results, "subjects") {
        for (address, number) in numbers(book, subject) {
            assert_eq!(book.number(&address), number, "{} {address:?}", word(subject, "name"));
            compared += 1;
        }
    }
    compared
}

/// Key, criterion and new points of every item that differs.
fn changed_items(old: &Value, new: &Value) -> Vec<(String, String, f64)> {
    let mut changed = Vec::new();
    for (before, after) in of(old, "subjects").iter().zip(of(new, "subjects")) {
        let key = word(after, "key");
        let before = of(old, "subjects").iter().find(|one| word(one, "key") == key).unwrap_or(before);
        for (was, is) in of(before, "items").iter().zip(of(after, "items")).filter(|(was, is)| word(was, "exact") != word(is, "exact")) {
            let points = Exact::parse(word(is, "exact")).unwrap_or_else(|| panic!("{was} became {is}"));
            changed.push((key.to_owned(), word(is, "criterion").to_owned(), points.to_f64()));
        }
    }
    changed
}
