//! `docs/from-paper-to-rubric.md` is what happens: its files are written, its commands run, and what they print stands there.
//!
//! Blocks by their first line: `toml` goes to the end of `chunfu.toml`; `diff` changes it, or with a name makes a changed copy;
//! `csv NAME` is a file; `console` holds commands behind `$ ` and what each prints. A line `…` stands for any lines.
//! With `UPDATE=1` what the commands print is written anew, but for blocks with `…`.

use std::fs;
use std::path::Path;

use super::problems::patch;
use super::program::{duly_in, folder, lines, printed, project};
use super::verifying::write;

const PAGE: &str = "docs/from-paper-to-rubric.md";
const RUBRIC: &str = "chunfu.toml";

#[test]
fn the_page_says_what_happens() {
    let page = fs::read_to_string(project().join(PAGE)).unwrap_or_else(|error| panic!("{PAGE}: {error}"));
    let place = folder();
    let mut now = String::new();
    let mut ran = 0;
    for (index, part) in page.split("```").enumerate() {
        let block = index % 2 == 1;
        let (kind, text) = if block { part.split_once('\n').unwrap_or((part, "")) } else { ("", part) };
        let told = match kind.split_once(' ').unwrap_or((kind, "")) {
            ("console", _) => {
                ran += 1;
                console(place.path(), text)
            }
            (language, name) => {
                lay_out(place.path(), language, name, text);
                text.to_owned()
            }
        };
        let fence = if index == 0 { "" } else { "```" };
        let head = if block { format!("{kind}\n") } else { String::new() };
        now.extend([fence, &head, &told]);
    }
    assert!(ran >= 8, "only {ran} blocks of commands");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(project().join(PAGE), &now).unwrap_or_else(|error| panic!("{PAGE}: {error}"));
    } else if let Some((held, told)) = page.lines().zip(now.lines()).find(|(held, told)| held != told) {
        panic!("{PAGE} is stale; run the tests with UPDATE=1 and look at the difference\nheld: {held}\nnow:  {told}");
    } else {
        assert_eq!(page.len(), now.len(), "{PAGE} is longer or shorter than what happens");
    }
    let tested = duly_in(place.path(), &["rubric", "test", RUBRIC, "chunfu-next.toml", "--json"]);
    let problems: Vec<_> = lines(&tested).into_iter().filter(|line| line["type"] != "summary").collect();
    assert!(tested.status.success() && problems.is_empty(), "the rubric that the page ends with: {problems:?}");
}

/// Writes what the block holds.
fn lay_out(place: &Path, language: &str, name: &str, text: &str) {
    let rubric = || fs::read_to_string(place.join(RUBRIC)).unwrap_or_default();
    match language {
        "toml" => write(place, RUBRIC, &format!("{}{text}\n", rubric())),
        "diff" => write(place, if name.is_empty() { RUBRIC } else { name }, &patch::apply(&rubric(), text)),
        "csv" => write(place, name, text),
        _ => assert!(language.is_empty(), "a block of {language}"),
    }
}

/// The commands of a block with what they print; as the page has it, where it leaves lines out and the rest agrees.
fn console(place: &Path, text: &str) -> String {
    let mut told = String::new();
    for line in text.lines().filter(|line| line.starts_with("$ ")) {
        let arguments: Vec<&str> = line.trim_start_matches("$ duly ").split(' ').chain(["--lang", "zh"]).collect();
        let output = printed(&duly_in(place, &arguments));
        let output: Vec<&str> = output.trim().lines().map(str::trim_end).collect();
        told.extend([line, "\n", &output.join("\n"), "\n"]);
    }
    let pieces: Vec<&str> = text.split("…\n").map(str::trim).collect();
    let mut rest = told.as_str();
    let in_order = pieces.iter().all(|piece| rest.split_once(piece).map(|(_, behind)| rest = behind).is_some());
    if pieces.len() > 1 && in_order {
        text.to_owned()
    } else {
        told
    }
}
