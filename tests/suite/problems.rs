//! A folder for each problem code: what provokes it, and what is said.
//!
//! `tests/problems/<code>/` (with `-` for `/`) holds input files, which are put into a folder named
//! `2025-H1`; where text tables do not do, `NAME.txt` describes `NAME.xlsx` (see `book`). `rubric.diff` says
//! how its rubric differs from the shared one, `command.txt` how the program is called if not by
//! [`COMMAND`], `when.txt` when the problem comes, in English and in Chinese. `expected.txt` is what the program
//! says. With `UPDATE=1` in the environment `expected.txt` and `docs/problems.md` are written anew.

mod book;
mod manual;
pub mod patch;
mod planted;
mod stops;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use duly::base::problem::Fault;
use serde_json::Value;
use tempfile::TempDir;

use super::program::{duly_in, folder, lines, printed, project};

/// How the program is called unless the folder says otherwise.
const COMMAND: &str = "check 2025-H1 --rubric rubric.toml";

fn cases() -> PathBuf {
    project().join("tests/problems")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::write(path, bytes)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let listed = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = listed.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Whether a run should write the expected texts anew.
fn update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// A text must be what the file holds, or is written into it.
pub fn agree(path: &Path, text: &str) -> Result<(), String> {
    if update() {
        write(path, text);
    }
    let held = fs::read_to_string(path).unwrap_or_default();
    if held == text {
        return Ok(());
    }
    Err(format!("{} is stale; run the tests with UPDATE=1 and look at the difference\n--- held\n{held}\n--- now\n{text}", path.display()))
}

/// The case laid out as a user would have it.
fn laid_out(case: &Path) -> TempDir {
    let place = folder();
    let period = place.path().join("2025-H1");
    let own = entries(case);
    let stem = |path: &Path| path.file_stem().unwrap_or_default().to_owned();
    for shared in entries(&cases()).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "csv")) {
        if !own.iter().any(|path| stem(path) == stem(&shared)) {
            write(&period.join(name(&shared)), read(&shared));
        }
    }
    let mut rubric = read(&cases().join("rubric.toml"));
    for path in own {
        let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        match (name(&path).as_str(), ending.as_str()) {
            ("expected.txt" | "command.txt" | "when.txt", _) => {}
            ("rubric.diff", _) => rubric = patch::apply(&rubric, &read(&path)),
            (_, "txt") => book::write(&read(&path), &period.join(name(&path)).with_extension("xlsx")),
            _ if path.is_dir() => copy(&path, &place.path().join(name(&path))),
            _ => copy(&path, &period.join(name(&path))),
        }
    }
    write(&place.path().join("rubric.toml"), rubric);
    place
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        for path in entries(from) {
            copy(&path, &to.join(name(&path)));
        }
    } else {
        write(to, fs::read(from).unwrap_or_else(|error| panic!("{}: {error}", from.display())));
    }
}

/// What is said: the place of each problem, then the messages in both languages.
fn said(case: &Path) -> String {
    let place = laid_out(case);
    let command = fs::read_to_string(case.join("command.txt")).unwrap_or_else(|_| COMMAND.to_owned());
    let run = |more: &[&str]| duly_in(place.path(), &[&command.split_whitespace().collect::<Vec<_>>(), more].concat());
    let json = run(&["--json"]);
    let problems: Vec<String> = lines(&json).iter().filter(|line| line["type"] == "problem").map(place_of).collect();
    let exit = json.status.code().unwrap_or(-1);
    let [english, chinese] = ["en", "zh"].map(|language| printed(&run(&["--lang", language])));
    let text = format!("{}\nexit {exit}\n\n{ENGLISH}\n{english}\n{CHINESE}\n{chinese}", problems.join("\n"));
    text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

const ENGLISH: &str = "=== English";
const CHINESE: &str = "=== 中文";

/// `code severity file sheet cell`; of a rubric `line:column` is the cell.
fn place_of(problem: &Value) -> String {
    let text = |key: &str| problem[key].as_str().unwrap_or("-").to_owned();
    let cell = match (&problem["line"], &problem["column"]) {
        (Value::Number(line), Value::Number(column)) => format!("{line}:{column}"),
        _ => text("cell"),
    };
    format!("{} {} {} {} {cell}", text("code"), text("severity"), text("file"), text("sheet"))
}

#[test]
fn every_code_has_a_folder_and_every_folder_a_code() {
    let folders: BTreeSet<String> = entries(&cases()).iter().filter(|path| path.is_dir()).map(|path| name(path)).collect();
    let codes: BTreeSet<String> = Fault::CODES.iter().map(|code| code.replace('/', "-")).collect();
    assert_eq!(folders, codes);
}

#[test]
fn what_is_said_is_what_is_expected_and_stands_in_the_manual() {
    let mut wrong = Vec::new();
    for code in Fault::CODES {
        let case = cases().join(code.replace('/', "-"));
        let text = said(&case);
        let told = text.lines().take_while(|line| !line.starts_with("exit ")).map(|line| line.split(' ').next().unwrap_or_default());
        let others: BTreeSet<&str> = told.filter(|told| told != code).collect();
        if !text.starts_with(code) || !others.is_empty() {
            wrong.push(format!("{code}: its folder provokes {others:?}\n{text}"));
        }
        wrong.extend(agree(&case.join("expected.txt"), &text).err());
    }
    // The manual shows what is expected, so it comes after.
    wrong.extend(agree(&project().join("docs/problems.md"), &manual::text(&cases())).err());
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_warning_on_a_rubric_says_why_it_matters() {
    let mut warnings = 0;
    for case in entries(&cases()).into_iter().filter(|path| path.is_dir()) {
        let text = read(&case.join("expected.txt"));
        if text.starts_with("rubric/") && text.lines().next().is_some_and(|line| line.contains(" warning ")) {
            warnings += 1;
            assert!(text.contains("\n  why: ") && text.contains("\n  缘由："), "{}", case.display());
        }
    }
    assert!(warnings >= 8, "only {warnings} warnings on rubrics");
}

#[test]
fn a_secret_is_never_said() {
    let place = laid_out(&cases().join("cell-lost-digits"));
    for more in [&["--json"][..], &["--lang", "en"], &["--lang", "zh"]] {
        let output = duly_in(place.path(), &[&COMMAND.split(' ').collect::<Vec<_>>(), more].concat());
        let said = format!("{}{}", printed(&output), String::from_utf8_lossy(&output.stderr));
        assert!(said.contains("cell/lost-digits"));
        assert!(!said.contains("1101011990"), "the number of an identity card is said:\n{said}");
    }
}
