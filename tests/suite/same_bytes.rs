//! The same input gives the same bytes; and `duly verify` notices any other byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::program::{duly, folder, printed, project};

const RUBRIC: &str = "rubrics/township.toml";
const FORMATS: &str = "xlsx,json,parquet,csv";

/// Every file below a folder with its bytes, by path within it.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.map_or_else(|error| panic!("{error}"), |entry| entry.path());
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(&path).unwrap_or_else(|error| panic!("{error}")));
            }
        }
    }
    found
}

/// Compares without printing bytes.
fn assert_same(left: &BTreeMap<String, Vec<u8>>, right: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(left.keys().collect::<Vec<_>>(), right.keys().collect::<Vec<_>>());
    let differing: Vec<&String> = left.iter().filter(|(name, bytes)| right.get(*name) != Some(bytes)).map(|(name, _)| name).collect();
    assert!(differing.is_empty(), "other bytes: {differing:?}");
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn score(inputs: &[PathBuf], out: &Path, more: &[&str]) {
    let inputs: Vec<String> = inputs.iter().map(|path| text(path)).collect();
    let out = text(out);
    let mut arguments = vec!["score"];
    arguments.extend(inputs.iter().map(String::as_str));
    arguments.extend(["--rubric", RUBRIC, "--format", FORMATS, "--out", &out]);
    arguments.extend(more);
    let output = duly(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}{}", printed(&output), String::from_utf8_lossy(&output.stderr));
}

#[test]
fn scoring_again_gives_the_same_bytes_with_any_number_of_jobs() {
    let place = folder();
    let sample = [PathBuf::from("sample_data/2025-H2")];
    let runs = [("first", vec![]), ("second", vec![]), ("one", vec!["--jobs", "1"]), ("two", vec!["--jobs", "2"])];
    for (name, more) in &runs {
        score(&sample, &place.path().join(name), more);
    }
    let first = files(&place.path().join("first"));
    assert_eq!(first.len(), 10, "{:?}", first.keys());
    for (name, _) in runs.iter().skip(1) {
        assert_same(&first, &files(&place.path().join(name)));
    }
}

#[test]
fn a_folder_and_its_files_in_any_order_give_the_same_results() {
    let place = folder();
    let sample = PathBuf::from("sample_data/2025-H2");
    let mut single: Vec<PathBuf> = files(&project().join(&sample)).keys().map(|name| sample.join(name)).collect();
    single.reverse();
    assert!(single.len() > 3);
    single.rotate_left(3);
    let (whole, apart) = (place.path().join("whole"), place.path().join("apart"));
    score(&[sample], &whole, &[]);
    score(&single, &apart, &[]);
    assert_same(&files(&whole), &files(&apart));
}

#[test]
fn the_sample_is_what_the_project_holds() {
    let place = folder();
    for name in ["first", "second"] {
        let output = duly(&["sample", "--out", &text(&place.path().join(name))]);
        assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    }
    let first = files(&place.path().join("first"));
    assert_same(&first, &files(&place.path().join("second")));
    assert_same(&first, &files(&project().join("sample_data")));
}

#[test]
fn text_files_of_the_sample_score_as_its_workbooks() {
    let place = folder();
    let sample = place.path().join("sample");
    for format in ["csv", "xlsx"] {
        let output = duly(&["sample", "--periods", "1", "--format", format, "--out", &text(&sample.join(format))]);
        assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
        score(&[sample.join(format).join("2025-H2")], &place.path().join(format), &[]);
    }
    let table = |format: &str| fs::read_to_string(place.path().join(format).join("results.csv")).unwrap_or_default();
    assert!(table("csv").lines().count() > 80);
    assert_eq!(table("csv"), table("xlsx"));
}

/// A copy of the sample and what it scores to.
struct Scored {
    place: tempfile::TempDir,
}

impl Scored {
    fn new() -> Self {
        let scored = Self { place: folder() };
        let sample = project().join("sample_data/2025-H2");
        fs::create_dir_all(scored.input()).unwrap_or_else(|error| panic!("{error}"));
        for (name, bytes) in files(&sample) {
            fs::write(scored.input().join(name), bytes).unwrap_or_else(|error| panic!("{error}"));
        }
        score(&[scored.input()], &scored.out(), &[]);
        scored
    }

    fn input(&self) -> PathBuf {
        self.place.path().join("2025-H2")
    }

    fn out(&self) -> PathBuf {
        self.place.path().join("out")
    }

    /// Exit code and words of `duly verify`.
    fn verify(&self, more: &[&str]) -> (Option<i32>, String) {
        let out = text(&self.out());
        let mut arguments = vec!["verify", &out];
        arguments.extend(more);
        let output = duly(&arguments);
        (output.status.code(), format!("{}{}", printed(&output), String::from_utf8_lossy(&output.stderr)))
    }
}

#[test]
fn verify_agrees_with_what_was_written_and_with_inputs_that_moved() {
    let scored = Scored::new();
    let (exit, said) = scored.verify(&[]);
    assert_eq!(exit, Some(0), "{said}");
    assert!(said.contains("come out the same again"), "{said}");

    let moved = scored.place.path().join("archive");
    fs::rename(scored.input(), &moved).unwrap_or_else(|error| panic!("{error}"));
    let (exit, said) = scored.verify(&["--inputs", &text(&moved)]);
    assert_eq!(exit, Some(0), "{said}");
    assert!(said.contains("come out the same again"), "{said}");
}

#[test]
fn verify_notices_one_byte_and_one_missing_file() {
    let scored = Scored::new();
    for (name, bytes) in files(&scored.out()).into_iter().filter(|(name, _)| name != "manifest.json") {
        let path = scored.out().join(&name);
        let mut other = bytes.clone();
        let middle = other.len() / 2;
        if let Some(byte) = other.get_mut(middle) {
            *byte ^= 1;
        }
        for broken in [Some(&other), None] {
            match broken {
                Some(bytes) => fs::write(&path, bytes).unwrap_or_else(|error| panic!("{error}")),
                None => fs::remove_file(&path).unwrap_or_else(|error| panic!("{error}")),
            }
            let (exit, said) = scored.verify(&[]);
            assert_eq!(exit, Some(1), "{name}: {said}");
            assert!(said.contains(&format!("{name}: does not match")), "{said}");
        }
        fs::write(&path, bytes).unwrap_or_else(|error| panic!("{error}"));
    }
    let (exit, said) = scored.verify(&[]);
    assert_eq!(exit, Some(0), "{said}");
}

#[test]
fn verify_names_inputs_that_are_gone_as_not_checked() {
    let scored = Scored::new();
    let gone = "会议出勤.xlsx";
    fs::remove_file(scored.input().join(gone)).unwrap_or_else(|error| panic!("{error}"));
    let (exit, said) = scored.verify(&[]);
    assert_eq!(exit, Some(0), "{said}");
    let named: Vec<&str> = said.lines().filter(|line| line.contains("not checked")).collect();
    assert!(matches!(named.as_slice(), [line] if line.contains(gone)), "{said}");
    assert!(said.contains("not recomputed"), "{said}");
}

#[test]
fn verify_recomputes_and_does_not_only_compare_hashes() {
    let scored = Scored::new();
    // A forger who also mends the manifest is found out, as the inputs say otherwise.
    let (results, manifest) = (scored.out().join("results.csv"), scored.out().join("manifest.json"));
    let read = |path: &Path| fs::read_to_string(path).unwrap_or_else(|error| panic!("{error}"));
    let old = duly::report::sha256(read(&results).as_bytes());
    let forged = read(&results).replacen("ranked", "listed", 1);
    let new = duly::report::sha256(forged.as_bytes());
    assert_ne!(old, new);
    fs::write(&results, forged).unwrap_or_else(|error| panic!("{error}"));
    fs::write(&manifest, read(&manifest).replace(&old, &new)).unwrap_or_else(|error| panic!("{error}"));
    let (exit, said) = scored.verify(&[]);
    assert_eq!(exit, Some(1), "{said}");
    assert!(said.contains("results.csv: comes out differently"), "{said}");
}
