//! The words of the language, each in a rubric whose worked examples fail when the word does something else; and the
//! mistakes that can be made with it, each told at its line.

use duly::rubric::read;
use duly::score::check_examples;

use super::program::project;

/// A file of `tests/examples`.
fn text(name: &str) -> String {
    let path = project().join("tests/examples").join(name).with_extension("toml");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every example of the file gives what it says.
pub fn holds(name: &str, least: usize) {
    let rubric = read(name, &text(name)).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let (run, mismatches) = check_examples(&rubric).unwrap_or_else(|error| panic!("{error}"));
    let told = |one: &duly::score::Mismatch| format!("{}: {}: {} instead of {}", one.criterion, one.why, one.found.en, one.expected.en);
    assert!(mismatches.is_empty(), "{:#?}", mismatches.iter().map(told).collect::<Vec<_>>());
    assert!(run >= least, "only {run} examples of {name} were run");
}

/// What is written instead of what, and the code that is told at that line.
pub type Change = (&'static str, &'static str, &'static str);

pub const CONFLICT: &str = "rubric/conflict";
pub const VALUE: &str = "rubric/value";
pub const REFERENCE: &str = "rubric/reference";

pub fn told(name: &str, changes: &[Change]) {
    let sound = text(name);
    for (what, instead, code) in changes {
        assert!(sound.contains(what), "{what}");
        let text = sound.replacen(what, instead, 1);
        let line = u32::try_from(sound.split(what).next().unwrap_or_default().matches('\n').count()).unwrap_or(0) + 1;
        let problems = read(name, &text).err().unwrap_or_default();
        let found: Vec<(&str, u32)> = problems.iter().map(|problem| (problem.fault.code(), problem.place.row)).collect();
        assert!(found.contains(&(*code, line)), "{instead}: {code} at {line}, but {found:?}");
    }
}

#[test]
fn rows_are_taken_as_the_examples_say() {
    holds("rows", 10);
}

#[test]
fn a_comparison_has_one_end_on_either_side_and_can_hold() {
    told(
        "rows",
        &[
            ("days = { at-most = 2 }", "days = { at-most = 2, below = 3 }", CONFLICT),
            ("days = { at-most = 2 }", "days = { at-least = 1, above = 1 }", CONFLICT),
            ("days = { at-most = 2 }", "days = { at-most = 2, above = 2 }", CONFLICT),
            ("signers = { at-most = 1 }", "signers = \"lead\"", CONFLICT),
            ("signers = { at-most = 1 }", "signers = { present = true }", CONFLICT),
            ("signers = { at-most = 1 }", "signer = { at-most = 1 }", REFERENCE),
        ],
    );
    let signers = "columns.signers = { header = [\"signers\"], type = \"number\" }\ncolumns.days";
    let changed = text("rows").replacen("columns.days", signers, 1);
    let codes: Vec<&str> = read("rows", &changed).err().unwrap_or_default().iter().map(|problem| problem.fault.code()).collect();
    assert!(codes.contains(&CONFLICT), "a column with the id `signers`: {codes:?}");
}

#[test]
fn units_and_wholes_are_of_numbers() {
    told(
        "rows",
        &[
            ("header = [\"number\"], type = \"text\"", "header = [\"number\"], type = \"text\", whole = \"up\"", CONFLICT),
            ("header = [\"days\"], type = \"number\"", "header = [\"days\"], type = \"text\", units = { d = 2 }", CONFLICT),
            ("header = [\"days\"], type = \"number\"", "header = [\"days\"], type = \"number\", units = { d = 0 }", VALUE),
            ("header = [\"days\"], type = \"number\"", "header = [\"days\"], type = \"number\", whole = \"near\"", VALUE),
        ],
    );
}

#[test]
fn a_sole_signer_is_told_apart_where_others_have_a_number_of_their_own() {
    told("rows", &[("split = { lead = 0.5, others = \"equal\" }", "split = { lead = 0.5, sole = 2, others = \"equal\" }", CONFLICT)]);
}
