//! A workbook for each congress of large parquet tables: the short road writes what the way of all sheets writes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use duly::report::sha256;

use super::bulk::land::files;
use super::nation::write;
use super::nation_tables::{faulty, sound, Table};
use super::program::{duly, folder, printed, project};

/// Scores a folder with workbooks; every file but the manifest and what only the way of sheets writes, and what was printed.
fn scored(input: &Path, out: &Path, rubric: &Path, formats: &str, more: &[&str]) -> (BTreeMap<String, Vec<u8>>, String) {
    let texts = [input, out, rubric].map(|path| path.to_string_lossy().into_owned());
    let [input, out_text, rubric] = &texts;
    let mut arguments = vec!["score", input, "--rubric", rubric, "--format", formats, "--lang", "en", "--out", out_text];
    arguments.extend(more);
    let output = duly(&arguments);
    assert!(output.status.code().is_some_and(|code| code < 2), "{}{}", printed(&output), String::from_utf8_lossy(&output.stderr));
    let mut files = files(out);
    for other in ["manifest.json", "results.json", "internal.xlsx", "dossiers.xlsx", "publication.xlsx"] {
        files.remove(other);
    }
    (files, printed(&output))
}

/// The same files by both roads, and for any number of jobs. Nobody has the name of another: of those, the way of sheets says that its
/// public list does not tell them apart, and the short road writes none.
fn both(mut tables: Vec<Table>, rubric: &Path, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let work = folder();
    let period = work.path().join("2025-H2");
    for table in tables.iter_mut().filter(|table| table.name == "roster") {
        for (number, row) in table.rows.iter_mut().enumerate() {
            let [first, second] = [number / 12, number % 12].map(|at| "子丑寅卯辰巳午未申酉戌亥".chars().nth(at).unwrap_or('一'));
            if let Some(name) = row.get_mut(1) {
                *name = format!("王{first}{second}");
            }
        }
    }
    write(&tables, &period, 37);
    let (short, told) = scored(&period, &work.path().join("short"), rubric, "xlsx,parquet", more);
    assert!(told.contains("Nothing was flagged"), "the short road did not take it: {told}");
    let (long, told) = scored(&period, &work.path().join("long"), rubric, "xlsx,parquet,json", more);
    assert!(!told.contains("Nothing was flagged"), "{told}");
    assert_eq!(short.keys().collect::<Vec<_>>(), long.keys().collect::<Vec<_>>());
    for (name, bytes) in &short {
        assert!(long.get(name) == Some(bytes), "{name} is other");
    }
    let (again, _) = scored(&period, &work.path().join("three"), rubric, "xlsx,parquet", &[more, &["--jobs", "3"]].concat());
    assert!(again == short, "other files with three jobs");
    short
}

fn nation() -> PathBuf {
    project().join("rubrics/nation.toml")
}

/// The rubric with one text in place of another.
fn changed(folder: &Path, from: &str, to: &str) -> PathBuf {
    let rubric = fs::read_to_string(nation()).unwrap_or_else(|error| panic!("{error}"));
    assert!(rubric.contains(from), "{from} is not in the rubric");
    let path = folder.join("changed.toml");
    fs::write(&path, rubric.replace(from, to)).unwrap_or_else(|error| panic!("{error}"));
    path
}

#[test]
fn both_roads_write_the_same_workbooks_and_roll_up() {
    let files = both(sound(4, 120), &nation(), &["--each", "province,county,congress"]);
    assert_eq!(files.keys().filter(|name| name.starts_with("congresses/云岭省/安阳县/")).count(), 4);
    for name in ["congresses.xlsx", "congresses.csv", "congresses.sha256", "problems.xlsx", "results.parquet"] {
        assert!(files.contains_key(name), "{name}");
    }
}

#[test]
fn a_congress_of_several_peer_groups_has_one_workbook() {
    let work = folder();
    let rubric = changed(work.path(), "peers    = [\"congress\"]", "peers    = [\"congress\", \"sex\"]");
    let files = both(sound(3, 90), &rubric, &["--each", "congress"]);
    assert_eq!(files.keys().filter(|name| name.starts_with("congresses/")).count(), 3);
}

#[test]
fn rows_that_go_the_way_of_sheets_and_stopped_congresses_are_in_the_workbooks_alike() {
    both(faulty(3, 90, 1), &nation(), &["--each", "congress", "--draft"]);
    let work = folder();
    let rubric = changed(work.path(), "not-recorded  = \"zero\"", "not-recorded  = \"refuse\"");
    let mut tables = sound(3, 60);
    for table in &mut tables {
        table.rows.retain(|row| table.name != "attendance" || row.first().is_none_or(|key| key != "10" && key != "13"));
    }
    let files = both(tables, &rubric, &["--each", "congress"]);
    let table = String::from_utf8_lossy(files.get("congresses.csv").map(Vec::as_slice).unwrap_or_default()).into_owned();
    assert_eq!(files.keys().filter(|name| name.starts_with("congresses/")).count(), 3, "{table}");
}

#[test]
fn what_is_written_already_stays_and_what_is_missing_is_written_again() {
    let work = folder();
    let (period, out) = (work.path().join("2025-H2"), work.path().join("out"));
    write(&sound(4, 80), &period, 37);
    let run = || scored(&period, &out, &nation(), "xlsx", &["--each", "congress"]);
    let (first, _) = run();
    let lost = first.keys().find(|name| name.starts_with("congresses/")).cloned().unwrap_or_default();
    fs::remove_file(out.join(&lost)).unwrap_or_else(|error| panic!("{lost}: {error}"));
    let (second, told) = run();
    assert!(second == first, "other files");
    assert!(told.contains("3 of them by an earlier run"), "{told}");
    assert!(!first.contains_key("results.parquet"), "nobody asked for it");
}

#[test]
fn a_folder_of_the_short_road_is_verified_by_the_short_road() {
    let work = folder();
    let (period, out) = (work.path().join("2025-H2"), work.path().join("out"));
    write(&sound(4, 80), &period, 37);
    for formats in ["xlsx,parquet", "parquet", "xlsx"] {
        let each: &[&str] = if formats == "parquet" { &[] } else { &["--each", "congress"] };
        scored(&period, &out, &nation(), formats, each);
        let verify = || duly(&["verify", &out.to_string_lossy(), "--lang", "en"]);
        let said = verify();
        assert!(said.status.code() == Some(0) && printed(&said).contains("come out the same again"), "{formats}: {}", printed(&said));
        // Who mends the manifest too is found out by the inputs.
        let name = if formats == "xlsx" { "congresses.csv" } else { "results.parquet" };
        let (path, manifest) = (out.join(name), out.join("manifest.json"));
        let whole = fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        let forged = [&whole[..], b"x"].concat();
        let text = fs::read_to_string(&manifest).unwrap_or_else(|error| panic!("{error}"));
        let put = |bytes: &[u8], text: &str| {
            fs::write(&path, bytes).and_then(|()| fs::write(&manifest, text)).unwrap_or_else(|error| panic!("{error}"));
        };
        put(&forged, &text.replace(&sha256(&whole), &sha256(&forged)));
        let said = verify();
        let (code, told) = (said.status.code(), printed(&said));
        assert!(code == Some(1) && told.contains(&format!("{name}: comes out differently")), "{formats}: {told}");
        put(&whole, &text);
    }
    // A workbook, its line in the list and the hash of that list.
    let list = out.join("congresses.sha256");
    let lines = fs::read_to_string(&list).unwrap_or_else(|error| panic!("{error}"));
    let (hash, path) = lines.lines().last().and_then(|line| line.split_once("  ")).unwrap_or_default();
    let changed = [&fs::read(out.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))[..], b"x"].concat();
    let forged = lines.replace(hash, &sha256(&changed));
    let manifest = fs::read_to_string(out.join("manifest.json")).unwrap_or_else(|error| panic!("{error}"));
    let manifest = manifest.replace(&sha256(lines.as_bytes()), &sha256(forged.as_bytes()));
    for (name, bytes) in [(path, &changed[..]), ("congresses.sha256", forged.as_bytes()), ("manifest.json", manifest.as_bytes())] {
        fs::write(out.join(name), bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let said = duly(&["verify", &out.to_string_lossy(), "--lang", "en"]);
    assert!(printed(&said).contains(&format!("{path}: comes out differently")), "{}", printed(&said));
}

#[test]
fn columns_that_part_a_peer_group_are_refused_before_anything_is_written() {
    let work = folder();
    let (period, out) = (work.path().join("2025-H2"), work.path().join("out"));
    write(&sound(3, 60), &period, 37);
    let [input, out_text] = [&period, &out].map(|path| path.to_string_lossy().into_owned());
    let output = duly(&["score", &input, "--rubric", "rubrics/nation.toml", "--format", "xlsx", "--each", "sex", "--out", &out_text]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && told.contains("has people of both") && !out.exists(), "{told}");
}
