//! What the pages say is so: the README's commands exist with the options it names, and the manual of the
//! rubric language and its reader use the same words.

use std::collections::BTreeSet;
use std::fs;

use duly::rubric::words::{sections, Kind};

use super::program::{duly, duly_in, printed, project};

const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];

/// Options of every command; the README tells them once.
const EVERYWHERE: [&str; 4] = ["--lang", "--json", "--help", "--version"];

#[test]
fn the_commands_of_the_readme_are_understood() {
    for page in READMES {
        let commands = commands(&read(page));
        assert!(commands.len() >= 6, "{page} shows only {} commands", commands.len());
        for line in commands {
            // Help is asked for last, so all that stands before it is read first and nothing is run.
            let arguments: Vec<&str> = line.split_whitespace().chain(["--help"]).collect();
            let output = duly(&arguments);
            let told = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(0), "{page}: duly {line}\n{told}");
        }
    }
}

#[test]
fn the_page_on_tables_shows_what_check_prints() {
    let page = read("docs/inputs/tables.md");
    let shown = page.split("## What `duly check` prints").nth(1).and_then(|rest| rest.split("```").nth(1)).unwrap_or_default();
    assert!(shown.lines().count() >= 4, "{shown}");
    let printed = printed(&duly_in(&project().join("sample_data"), &["check", "2025-H2", "--rubric", "../rubrics/township.toml"]));
    assert!(printed.contains(shown.trim_matches('\n')), "the page shows\n{shown}\nand check prints\n{printed}");
}

#[test]
fn the_commands_of_the_page_on_workspaces_are_understood() {
    let commands = commands(&read("docs/workspace.md"));
    assert!(commands.len() >= 3, "{commands:?}");
    for line in commands {
        let output = duly(&line.split_whitespace().chain(["--help"]).collect::<Vec<_>>());
        assert_eq!(output.status.code(), Some(0), "duly {line}\n{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn the_readme_names_the_options_of_every_command() {
    for page in READMES {
        let rows = table(&read(page));
        let told: BTreeSet<&str> = rows.iter().map(|row| row.command.as_str()).collect();
        assert_eq!(told, every_command().iter().map(String::as_str).collect(), "{page}: commands of the table");
        for row in &rows {
            let known = options(&printed(&duly(&row.command.split(' ').chain(["--help"]).collect::<Vec<_>>())));
            let known: BTreeSet<&String> = known.iter().filter(|option| !EVERYWHERE.contains(&option.as_str())).collect();
            assert_eq!(row.options.iter().collect::<BTreeSet<_>>(), known, "{page}: options of duly {}", row.command);
        }
    }
}

#[test]
fn both_readmes_show_the_same_commands() {
    let [english, chinese] = READMES.map(|page| commands(&read(page)));
    assert_eq!(english, chinese);
}

#[test]
fn pages_point_only_at_files_that_exist() {
    for page in ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        let text = read(page);
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or(link);
            assert!(file.starts_with("http") || file.is_empty() || project().join(file).exists(), "{page} points at {file}");
        }
    }
}

#[test]
fn every_word_the_reader_asks_for_is_in_the_manual() {
    let told = words(&code(&read("docs/rubric.md")));
    let unknown: Vec<String> = asked().into_iter().filter(|word| !told.contains(word)).collect();
    assert!(unknown.is_empty(), "docs/rubric.md does not tell of {unknown:?}");
}

#[test]
fn every_key_of_the_manual_is_asked_for() {
    let asked = asked();
    let keys = manual_keys(&read("docs/rubric.md"));
    assert!(keys.len() > 50, "only {} keys found in docs/rubric.md", keys.len());
    let unknown: Vec<&String> = keys.iter().filter(|key| !asked.contains(*key)).collect();
    assert!(unknown.is_empty(), "no reader asks for {unknown:?} of docs/rubric.md");
}

#[test]
fn every_example_of_the_manual_is_toml() {
    let text = read("docs/rubric.md");
    let blocks: Vec<&str> = text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(!blocks.is_empty(), "no TOML in docs/rubric.md");
    for block in blocks {
        block.parse::<toml::Table>().unwrap_or_else(|error| panic!("{error}\n{block}"));
    }
    // The short forms within the text too: `subject = { … }`, but not those that leave something out.
    let spans = text
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|span| span.contains(" = ") && !span.contains('…') && !span.contains("...") && !span.contains('\n'));
    let starts = |letter: char| letter == '{' || letter.is_ascii_lowercase();
    let wrong: Vec<&str> = spans.filter(|span| span.starts_with(starts) && !inline(span)).collect();
    assert!(wrong.is_empty(), "not TOML in docs/rubric.md: {wrong:#?}");
}

/// Whether a span is TOML: a table, an entry, or several entries in one line as within braces.
fn inline(span: &str) -> bool {
    let forms = [format!("x = {span}"), span.to_owned(), format!("x = {{ {span} }}")];
    forms.iter().any(|form| form.parse::<toml::Table>().is_ok())
}

fn read(page: &str) -> String {
    fs::read_to_string(project().join(page)).unwrap_or_else(|error| panic!("{page}: {error}"))
}

/// Arguments of every `duly …` and `cargo run -- …` line of a page's code blocks.
fn commands(page: &str) -> Vec<String> {
    let mut commands = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        if line.starts_with("```") {
            inside = !inside;
        } else if let Some(arguments) = line.strip_prefix("duly ").or_else(|| line.strip_prefix("cargo run -- ")).filter(|_| inside) {
            commands.push(arguments.split(" #").next().unwrap_or(arguments).trim().to_owned());
        }
    }
    commands
}

/// A row of the README's table of commands: `| duly score | … | --out … |`.
struct CommandRow {
    command: String,
    options: BTreeSet<String>,
}

fn table(page: &str) -> Vec<CommandRow> {
    let rows = page.lines().filter(|line| line.starts_with("| `duly "));
    rows.map(|line| {
        let command = line.trim_start_matches("| `duly ").split('`').next().unwrap_or_default();
        let command: Vec<&str> = command.split(' ').take_while(|word| word.chars().all(|letter| letter.is_ascii_lowercase())).collect();
        CommandRow { command: command.join(" "), options: options(line) }
    })
    .collect()
}

/// The commands that the program offers, those of `rubric` one by one.
fn every_command() -> BTreeSet<String> {
    let mut all = subcommands(&[]);
    assert!(all.remove("rubric"));
    all.extend(subcommands(&["rubric"]).into_iter().map(|command| format!("rubric {command}")));
    all
}

fn subcommands(of: &[&str]) -> BTreeSet<String> {
    let help = printed(&duly(&of.iter().copied().chain(["--help"]).collect::<Vec<_>>()));
    let listed = help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1).take_while(|line| !line.is_empty());
    listed.filter_map(|line| line.split_whitespace().next()).filter(|word| *word != "help").map(str::to_owned).collect()
}

/// Every `--option` of a text.
fn options(text: &str) -> BTreeSet<String> {
    let starts = text.split("--").skip(1).map(|rest| rest.chars().take_while(|letter| letter.is_ascii_lowercase() || *letter == '-'));
    starts.map(|name| format!("--{}", name.collect::<String>())).filter(|option| option.len() > 3).collect()
}

/// Every word of the language: keys and choices alike.
fn asked() -> BTreeSet<String> {
    let words = sections().into_iter().flat_map(|section| section.words);
    let asked: BTreeSet<String> = words.flat_map(|word| [word.key].into_iter().chain(choices(&word.holds))).map(str::to_owned).collect();
    assert!(asked.len() > 100, "only {} words", asked.len());
    asked
}

fn choices(kind: &'static Kind) -> Vec<&'static str> {
    kind.choices().unwrap_or_default().to_vec()
}

/// The keys of the manual's tables (`| key | …`) and of its sections (`## [base]`, `[criteria.ID]`).
fn manual_keys(page: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut in_keys = false;
    for line in page.lines() {
        if line.starts_with("##") {
            keys.extend(line.split('[').skip(1).map(|rest| rest.chars().take_while(|letter| is_letter(*letter)).collect()));
        }
        let first = line.trim_start_matches('|').split(" | ").next().unwrap_or_default().trim();
        if !line.starts_with('|') {
            in_keys = false;
        } else if first.contains("key") && !first.contains('`') {
            in_keys = true;
        } else if in_keys {
            keys.extend(first.split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    keys.retain(|key| is_word(key));
    keys
}

/// What stands in back-ticks or in code blocks.
fn code(page: &str) -> String {
    page.split('`').skip(1).step_by(2).collect::<Vec<_>>().join("\n")
}

fn words(text: &str) -> BTreeSet<String> {
    text.split(|letter| !is_letter(letter)).filter(|word| is_word(word)).map(str::to_owned).collect()
}

fn is_letter(letter: char) -> bool {
    letter.is_ascii_lowercase() || letter == '-'
}

fn is_word(word: &str) -> bool {
    !word.is_empty() && word.chars().all(is_letter) && word.starts_with(|letter: char| letter != '-')
}

#[test]
fn the_page_on_results_names_every_key_of_them() {
    let page = read("docs/results.md");
    let place = super::program::folder();
    let out = place.path().to_string_lossy().into_owned();
    let output = duly(&["score", "sample_data/2025-H2", "--rubric", "township", "--format", "json", "--out", &out]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    let text = fs::read_to_string(place.path().join("results.json")).unwrap_or_default();
    let results: serde_json::Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}"));
    let mut keys = BTreeSet::new();
    keys_of(&results, &mut keys);
    assert!(keys.contains("numerator") && keys.len() > 40, "{keys:?}");
    let untold: Vec<&String> = keys.iter().filter(|key| !page.contains(&format!("`{key}`"))).collect();
    assert!(untold.is_empty(), "docs/results.md does not tell of {untold:?}");
}

/// Keys of all objects; below `groups` and `rank-in` they are the rubric's.
fn keys_of(value: &serde_json::Value, keys: &mut BTreeSet<String>) {
    let below = value.as_object().into_iter().flatten().filter(|(key, _)| !["groups", "rank-in"].contains(&key.as_str()));
    below.map(|(_, value)| value).chain(value.as_array().into_iter().flatten()).for_each(|value| keys_of(value, keys));
    keys.extend(value.as_object().into_iter().flatten().map(|(key, _)| key.clone()));
}
