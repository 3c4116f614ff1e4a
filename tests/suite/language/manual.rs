//! `docs/rubric.md`, made from the chapters in `src/rubric/words/manual/` and the table of words.
//!
//! In a chapter a line `@words PATH` stands for the table of the keys of that section. Rows may follow it that
//! the table of words does not have yet.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use duly::rubric::words::{sections, Need, Section, Word};

use super::super::program::project;

const HEAD: &str =
    "<!-- Made from src/rubric/words/: change the table of words or a chapter in manual/ there, and run the tests with UPDATE=1. -->\n\n";
const MARK: &str = "@words ";

/// The page.
pub fn text() -> String {
    let mut page = HEAD.to_owned();
    let mut told = BTreeSet::new();
    for chapter in chapters() {
        let text = fs::read_to_string(&chapter).unwrap_or_else(|error| panic!("{}: {error}", chapter.display()));
        let mut above = None;
        for line in text.lines() {
            if let Some(path) = line.strip_prefix(MARK) {
                let section = section(path);
                assert!(told.insert(section.path), "{path} is told twice");
                page.extend([table(section)]);
                above = Some(section);
                continue;
            }
            above = above.filter(|_| line.starts_with('|'));
            if let Some(section) = above {
                let keys = line.split(" | ").next().unwrap_or_default().split('`').skip(1).step_by(2);
                let twice: Vec<&str> = keys.filter(|key| section.word(key).is_some()).collect();
                assert!(
                    twice.is_empty(),
                    "{}: {twice:?} of {} is in the table of words; leave the row out",
                    chapter.display(),
                    section.path
                );
            }
            page.extend([line, "\n"]);
        }
    }
    page
}

fn chapters() -> Vec<PathBuf> {
    let entries = fs::read_dir(project().join("src/rubric/words/manual")).into_iter().flatten().flatten();
    let mut chapters: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    chapters.sort();
    assert!(chapters.len() > 10, "only {} chapters", chapters.len());
    chapters
}

fn section(path: &str) -> &'static Section {
    let found = sections().into_iter().find(|section| section.path == path);
    found.unwrap_or_else(|| panic!("{path} is no section of the table of words"))
}

fn table(section: &Section) -> String {
    let rows: String = section.words.iter().map(row).collect::<Vec<_>>().concat();
    format!("| key | default | meaning |\n|---|---|---|\n{rows}")
}

fn row(word: &Word) -> String {
    let default = match word.need {
        Need::Required => "required".to_owned(),
        Need::Optional => "none".to_owned(),
        Need::Default(default) => format!("`{default}`"),
        Need::Said(otherwise) => otherwise.to_owned(),
    };
    format!("| `{}` | {default} | {} |\n", word.key, word.meaning)
}
