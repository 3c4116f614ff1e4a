//! A floor uses only those below it, the libraries stay behind their one door, and a file has one subject.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::program::project;

/// From the ground up.
const FLOORS: [&str; 17] = [
    "base",
    "stats",
    "sample",
    "rubric",
    "sheet",
    "fact",
    "flag",
    "tally",
    "score",
    "bulk",
    "rank",
    "fair",
    "change",
    "confidence",
    "compare",
    "report",
    "run",
];

/// Where each library may be named; a path ending in `/` is a folder.
const DOORS: [(&str, &[&str]); 7] = [
    ("calamine", &["src/sheet/open/legacy.rs", "src/sheet/open/xlsx.rs"]),
    ("docx_rs", &["src/report/year/docx.rs"]),
    ("html5ever", &["src/sheet/open/page.rs"]),
    (
        "polars",
        &["src/bulk/batch.rs", "src/sheet/open/columnar.rs", "src/tally/given/columns.rs", "src/tally/mod.rs", "src/base/parquet.rs"],
    ),
    ("polars_parquet", &["src/base/parquet.rs"]),
    ("pulldown_cmark", &["src/report/year/parts.rs"]),
    ("rust_xlsxwriter", &["src/report/", "src/sample/"]),
];

/// Programs that are counted for size, and folders that hold no text of ours.
const PROGRAMS: [&str; 2] = ["rs", "py"];
const NOT_OURS: [&str; 3] = ["target", ".git", "__pycache__"];

#[test]
fn a_floor_uses_only_floors_below_it() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (line, target) in source.uses() {
            if !may_use(source.floor(), &source.path, &target) {
                wrong.push(format!("{}:{line}: {} uses {target}", source.path, source.floor()));
            }
        }
    }
    none(&wrong, "a floor uses only floors below it");
}

#[test]
fn no_file_climbs_out_of_its_floor_by_super() {
    let mut wrong = Vec::new();
    for source in sources() {
        let depth = source.module_depth();
        for (line, text) in source.code() {
            let ups = text.match_indices("super::").map(|(at, _)| climbs(&text[at..])).max().unwrap_or(0);
            if ups >= depth && ups > 0 {
                wrong.push(format!("{}:{line}: write `crate::…` where another floor is meant", source.path));
            }
        }
    }
    none(&wrong, "no file climbs out of its floor by `super`");
}

#[test]
fn every_folder_is_a_known_floor() {
    let known = |floor: &str| FLOORS.contains(&floor) || ["cli", "lib", "main"].contains(&floor);
    let wrong: Vec<String> = sources().iter().filter(|source| !known(source.floor())).map(|source| source.path.clone()).collect();
    none(&wrong, "every folder of src/ is a floor named in tests/suite/floors.rs");
}

#[test]
fn scores_and_ranks_know_no_sheet_and_no_frame() {
    let forbidden = ["crate::sheet", "polars", "DataFrame", "LazyFrame", "calamine", "rust_xlsxwriter"];
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| ["score", "rank"].contains(&source.floor())) {
        for (line, text) in source.code() {
            let named = forbidden.iter().filter(|word| has_word(&text, word));
            wrong.extend(named.map(|word| format!("{}:{line}: names {word}", source.path)));
        }
    }
    none(&wrong, "score/ and rank/ know no sheet and no frame");
}

#[test]
fn a_library_is_named_only_behind_its_door() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test()) {
        for (library, doors) in DOORS {
            let open = doors.iter().any(|door| if door.ends_with('/') { source.path.starts_with(door) } else { source.path == *door });
            let named = source.code().into_iter().filter(|(_, text)| !open && has_word(text, library));
            wrong.extend(named.map(|(line, _)| format!("{}:{line}: names {library}", source.path)));
        }
    }
    none(&wrong, "a library is named only behind its door");
}

#[test]
fn a_file_has_one_subject() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests", "benches"] {
        for path in files(&project().join(folder)).into_iter().filter(|path| has_ending(path, &PROGRAMS)) {
            let lines = fs::read_to_string(&path).unwrap_or_default().lines().count();
            if lines >= 300 {
                wrong.push(format!("{}: {lines} lines", named(&path)));
            }
        }
    }
    none(&wrong, "a file of 300 lines has two subjects");
}

#[test]
fn no_file_names_a_path_of_one_machine() {
    // Put together here, or this file would be the first to name them.
    let machine: Vec<String> = ["work", "home", "root", "Users", "tmp"].iter().map(|folder| format!("/{folder}/")).collect();
    let mut wrong = Vec::new();
    for path in files(&project()).into_iter().filter(|path| !has_ending(path, &["log"])) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for (number, line) in text.lines().enumerate() {
            let found = machine.iter().find(|folder| names_path(line, folder));
            wrong.extend(found.map(|folder| format!("{}:{}: names {folder}", named(&path), number + 1)));
        }
    }
    none(&wrong, "no file names a path of one machine");
}

/// One file of the program.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The first folder below `src`, or the file's stem.
    fn floor(&self) -> &str {
        let inside = self.path.trim_start_matches("src/");
        inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
    }

    /// How many `super` lead from this file's module to the top of the crate.
    fn module_depth(&self) -> usize {
        let folders = self.path.matches('/').count();
        if self.path.ends_with("/mod.rs") || self.path == "src/lib.rs" {
            folders - 1
        } else {
            folders
        }
    }

    /// Tests that live beside the code: they look at it with other eyes.
    fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// Lines of code with their numbers; comments left out.
    fn code(&self) -> Vec<(usize, String)> {
        let lines = self.text.lines().enumerate().map(|(number, line)| (number + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//")).map(|(number, line)| (number, line.to_owned())).collect()
    }

    /// Floors named by `crate::…` or, in the program, `duly::…`, also in braces: `use crate::{base, sheet}`.
    fn uses(&self) -> Vec<(usize, String)> {
        let mut uses = Vec::new();
        for (line, text) in self.code() {
            for root in ["crate::", "duly::"] {
                for (at, _) in text.match_indices(root).filter(|(at, _)| !text[..*at].ends_with(word_character)) {
                    let rest = &text[at + root.len()..];
                    let inside = rest.strip_prefix('{').unwrap_or(rest);
                    let several = if rest.starts_with('{') { inside.split(',').collect() } else { vec![inside] };
                    uses.extend(several.into_iter().map(|one| (line, first_word(one))).filter(|(_, word)| !word.is_empty()));
                }
            }
        }
        uses
    }
}

fn may_use(floor: &str, path: &str, target: &str) -> bool {
    let height: BTreeMap<&str, usize> = FLOORS.iter().enumerate().map(|(height, floor)| (*floor, height)).collect();
    match floor {
        "main" => target == "cli",
        "lib" | "cli" => true,
        // The invented town must not lean on the code it is a test of.
        "sample" => target == "sample" || target == "base",
        _ if target == floor => true,
        _ => match (height.get(floor), height.get(target)) {
            (Some(own), Some(below)) => below < own && target != "sample",
            _ => panic!("{path}: {floor} uses {target}, and one of them is no floor"),
        },
    }
}

/// How many `super::` stand one behind the other.
fn climbs(text: &str) -> usize {
    let mut rest = text;
    let mut count = 0;
    while let Some(behind) = rest.strip_prefix("super::") {
        rest = behind;
        count += 1;
    }
    count
}

fn word_character(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn first_word(text: &str) -> String {
    text.trim_start().chars().take_while(|letter| word_character(*letter)).collect()
}

fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let (before, behind) = (&line[..at], &line[at + word.len()..]);
        !before.ends_with(word_character) && !behind.starts_with(word_character)
    })
}

/// Whether a line names an absolute path: nothing that belongs to a longer path or address stands before it.
fn names_path(line: &str, folder: &str) -> bool {
    let belongs = |letter: char| letter.is_alphanumeric() || "._-/}*".contains(letter);
    line.match_indices(folder).any(|(at, _)| !line[..at].ends_with(belongs))
}

fn sources() -> Vec<Source> {
    let paths = files(&project().join("src")).into_iter().filter(|path| has_ending(path, &["rs"]));
    let sources: Vec<Source> =
        paths.map(|path| Source { text: fs::read_to_string(&path).unwrap_or_default(), path: named(&path) }).collect();
    assert!(sources.len() > 50, "only {} files in src/", sources.len());
    sources
}

/// All files below a folder, in order of path.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() && !NOT_OURS.contains(&name.as_str()) && !name.starts_with("out") {
            all.extend(files(&path));
        } else if path.is_file() && name != ".git" {
            all.push(path);
        }
    }
    all.sort();
    all
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known))
}

/// The path within the project, with `/`.
fn named(path: &Path) -> String {
    let inside = path.strip_prefix(project()).unwrap_or(path);
    inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn none(wrong: &[String], rule: &str) {
    assert!(wrong.is_empty(), "{rule}, but\n  {}", wrong.join("\n  "));
}
