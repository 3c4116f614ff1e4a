//! Files that other projects keep as their hard cases, where they lie beside the project.

use std::fs;
use std::path::PathBuf;

use super::bounded::{duly, ends};
use crate::program::shared;

#[test]
#[ignore = "needs ../shared"]
fn hard_files_of_other_projects_end_in_a_result_or_a_problem() {
    let Some(corpus) = shared("corpus") else { return };
    let mut files = Vec::new();
    let mut folders = vec![corpus.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.map_or_else(|error| panic!("{error}"), |entry| entry.path());
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    assert!(files.len() > 900, "{} files below {}", files.len(), corpus.display());
    for batch in files.chunks(40) {
        check(batch);
    }
}

/// Checks many files at once, and where that goes wrong each alone, to name it.
fn check(batch: &[PathBuf]) {
    let words = |files: &[PathBuf]| -> Vec<String> {
        let names = files.iter().map(|path| path.to_string_lossy().into_owned());
        let options = ["--rubric", "rubrics/township.toml", "--period", "2025-H2", "--json"].map(str::to_owned);
        std::iter::once("check".to_owned()).chain(names).chain(options).collect()
    };
    let arguments = words(batch);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let ended = duly(&arguments);
    if ended.code == Some(1) && !ended.stderr.contains("panicked") {
        return;
    }
    for file in batch {
        let arguments = words(std::slice::from_ref(file));
        ends(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), &[1]);
    }
    panic!("ended with {:?} after {} looks and {} kB: {batch:?}: {}", ended.code, ended.looks, ended.kilobytes, ended.stderr);
}
