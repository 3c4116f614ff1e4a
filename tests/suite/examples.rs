//! The words of the language, each in a rubric whose worked examples fail when the word does something else; and the
//! mistakes that can be made with it, each told at its line.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use duly::base::exact::Exact;
use duly::report::articles;
use duly::rubric::model::{NoValue, Rubric};
use duly::rubric::read;
use duly::score::{check_examples, item, Context};
use duly::tally::{Class, Sums, Tally};

use super::program::project;

/// A file of `tests/examples`.
fn text(name: &str) -> String {
    let path = project().join("tests/examples").join(name).with_extension("toml");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn sound(name: &str, text: &str) -> Rubric {
    read(name, text).unwrap_or_else(|problems| panic!("{problems:#?}")).rubric
}

/// Every example of the file gives what it says.
pub fn holds(name: &str, least: usize) {
    let rubric = sound(name, &text(name));
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
        let lines = line..=line + u32::try_from(instead.matches('\n').count()).unwrap_or(0);
        assert!(found.iter().any(|(told, at)| told == code && lines.contains(at)), "{instead}: {code} at {line}, but {found:?}");
    }
}

#[test]
fn rows_are_taken_as_the_examples_say() {
    holds("rows", 12);
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

#[test]
fn numbers_are_measured_as_the_examples_say() {
    holds("measures", 25);
}

#[test]
fn ballots_are_weighed_by_classes_that_are_known() {
    told(
        "measures",
        &[
            ("over = \"planned\"", "over = \"plan\"", REFERENCE),
            ("over = \"planned\"", "over = \"name\"", CONFLICT),
            ("over = \"planned\" }", "over = \"planned\" }\nsplit = \"equal\"", CONFLICT),
            ("measure = { last = \"mark\" }", "measure = { last = \"mark\" }\nsplit = \"equal\"", CONFLICT),
            ("few = \"excused\" }\npoints", "few = \"excused\" }\nsplit = \"equal\"\npoints", CONFLICT),
            ("{ phone = 0.6, paper = 0.4 } }, minimum = 3", "{ phone = 0.6 } }, minimum = 3", CONFLICT),
            ("{ phone = 0.6, paper = 0.4 } }, minimum = 3", "{ phone = 0.6, papers = 0.4 } }, minimum = 3", REFERENCE),
            ("{ phone = 0.6, paper = 0.4 } }, minimum = 3", "{ phone = 0.6, paper = -0.4 } }, minimum = 3", VALUE),
            ("{ phone = 0.6, paper = 0.4 } }, minimum = 3", "{ phone = 0, paper = 0 } }, minimum = 3", CONFLICT),
            ("weights = { mode = { phone = 0.6, paper = 0.4 } }, minimum = 3", "missing = \"zero\"", CONFLICT),
            ("weights = { mode = { phone = 0.6, paper = 0.4 } }, minimum = 3", "weights = { }", CONFLICT),
            ("weights = { mode = { phone = 0.6, paper = 0.4 } }, minimum = 3", "weights = { mark = { a = 1 } }", CONFLICT),
            ("weights = { mode = { phone = 0.6, paper = 0.4 } }, minimum = 3", "weights = { kind = { leader = 1, voter = 1 } }", CONFLICT),
            ("table = { first = 0.3, second = 0.7 }", "table = { first = 0.3 }", CONFLICT),
            ("table = { first = 0.3, second = 0.7 }", "table = { first = 0.3, second = 0.7, third = 1 }", REFERENCE),
            ("trim = 1,", "trim = 1.5,", VALUE),
            ("trim = 0.1", "trim = 0.5", VALUE),
            ("trim = 0.1", "trim = 0.1, weights = { mode = { phone = 1, paper = 1 } }", CONFLICT),
            ("table = \"second\", mark = 40 }", "table = \"third\", mark = 40 }", REFERENCE),
        ],
    );
}

#[test]
fn a_link_looks_into_a_table_that_is_there() {
    let link = "link = { not-in = \"proposals\", by = { number = \"source\" }, where = { state = \"turned\" } }";
    told(
        "rows",
        &[
            (link, "link = { not-in = \"proposal\", by = { number = \"source\" } }", REFERENCE),
            (link, "link = { not-in = \"proposals\", in = \"honours\", by = { number = \"number\" } }", CONFLICT),
            (link, "link = { by = { number = \"source\" } }", CONFLICT),
            (link, "link = { not-in = \"proposals\" }", "rubric/missing-key"),
            (link, "link = { not-in = \"proposals\", by = { } }", CONFLICT),
            (link, "link = { not-in = \"proposals\", by = { numbers = \"source\" } }", REFERENCE),
            (link, "link = { not-in = \"proposals\", by = { number = \"number\" } }", REFERENCE),
            (link, "link = { not-in = \"proposals\", by = { days = \"source\" } }", CONFLICT),
            (link, "link = { not-in = \"proposals\", by = { number = \"name\" } }", CONFLICT),
            (link, "link = { not-in = \"proposals\", by = { number = \"source\" }, where = { state = \"turn\" } }", REFERENCE),
            (link, "link = { not-in = \"proposals\", by = { number = \"source\" }, where = { state = [] } }", CONFLICT),
            (link, "link = { not-in = \"proposals\", by = { number = \"source\" }, where = { signers = { present = true } } }", CONFLICT),
            (
                link,
                "link = { not-in = \"proposals\", by = { number = \"source\" }, who = \"anyone\", where = { signers = { below = 2 } } }",
                REFERENCE,
            ),
            (link, "link = { not-in = \"honours\", by = { number = \"number\" } }", CONFLICT),
            (link, "link = { not-in = \"proposals\", by = { number = \"source\" }, who = \"all\" }", VALUE),
            ("linked = \"honours\"", "linked = \"honour\"", REFERENCE),
        ],
    );
}

#[test]
fn measures_become_points_as_the_examples_say() {
    holds("points", 25);
}

#[test]
fn points_leave_no_gap_and_can_be_given() {
    let ranges = "points = { judged = [[8, 10], [4, 7], [0, 3]] }";
    told(
        "points",
        &[
            ("start = 10, less = 3", "start = 10", "rubric/missing-key"),
            ("at-least = 2, below = 4", "at-least = 4, below = 4", CONFLICT),
            ("from = 90, to = 100,", "from = 90,", CONFLICT),
            ("from = 90, to = 100,", "from = 90, to = 90,", CONFLICT),
            ("from = 90, to = 100,", "from = 90, to = 80,", CONFLICT),
            ("{ points = 0 }", "{ points = [0, 1] }", CONFLICT),
            ("points = [12, 15]", "points = [15, 12]", CONFLICT),
            ("from = 0.9, between", "from = 0.7, between", CONFLICT),
            ("{ between = [0, 7] }", "{ from = 0.1, between = [0, 7] }", CONFLICT),
            (", by = \"rate\"", "", CONFLICT),
            ("by = \"rate\"", "by = \"rates\"", REFERENCE),
            ("counts = { rate = 0.9 }", "counts = { rates = 0.9 }", REFERENCE),
            (ranges, "points = { judged = [[8, 10], [7, 4]] }", CONFLICT),
            (ranges, "points = { judged = [[8, 10], 4] }", VALUE),
            (ranges, "points = { each = 1 }\nprorate = \"target\"", CONFLICT),
        ],
    );
}

#[test]
fn what_is_judged_outside_the_range_that_its_count_gives_is_refused() {
    let changed = text("points").replace("counts = { rate = 0.9 }", "counts = { rate = 0.85 }");
    let rubric = sound("points", &changed);
    let (_, mismatches) = check_examples(&rubric).unwrap_or_else(|error| panic!("{error}"));
    let told: Vec<&str> = mismatches.iter().map(|one| one.why.as_str()).collect();
    assert_eq!(told, ["the rate lets 12 be given"]);
}

#[test]
fn what_is_asked_for_in_no_time_at_all_has_no_value() {
    let rubric = sound("points", &text("points"));
    let context = Context { exposure: &Exact::zero(), counts: &BTreeMap::new(), group: None };
    for criterion in rubric.criteria.iter().filter(|criterion| criterion.id == "needed") {
        assert_eq!(item(criterion, &Tally::default(), &context).no_value, Some(NoValue::NotInOffice));
    }
}

#[test]
fn a_measure_of_several_sums_is_told_step_by_step() {
    let rubric = sound("measures", &text("measures"));
    let told = |id: &str, classes: &[(&str, &str, Sums)]| {
        let class =
            |column: &str, word: &str| Class { words: vec![(column.to_owned(), word.to_owned())], signers: 1, position: 1, role: None };
        let classes = classes.iter().map(|(column, word, sums)| (class(column, word), *sums)).collect();
        let context = Context { exposure: &Exact::one(), counts: &BTreeMap::new(), group: None };
        let criterion = rubric.criterion(id).unwrap_or_else(|| panic!("{id}"));
        let item = item(criterion, &Tally { classes, ..Tally::default() }, &context);
        let step =
            |step: &duly::score::card::Step| format!("{} = {}", step.what.en, step.after.as_ref().map(Exact::plain).unwrap_or_default());
        item.steps.iter().map(step).collect::<Vec<_>>()
    };
    let sums =
        |rows: u64, number: i128, below: i128| Sums { rows, number: number * 1_000_000, below: below * 1_000_000, ..Sums::default() };
    let modes = told("modes", &[("mode", "paper", sums(5, 250, 0)), ("mode", "phone", sums(6, 480, 0))]);
    assert_eq!(modes[..3], ["phone: 6 ballots, mean 80 × weight 0.6 = 48", "paper: 5 ballots, mean 50 × weight 0.4 = 20", "measure = 68"]);
    assert_eq!(told("modes", &[("mode", "phone", sums(6, 480, 0))])[1], "paper: 0 ballots, missing = ");
    let few = told("modes", &[("mode", "paper", sums(4, 200, 0)), ("mode", "phone", sums(6, 480, 0))]);
    let secret = "a class has fewer than 5: no mean of a class is told, so that no single ballot shows = ";
    assert_eq!(few[..3], ["phone: 6 ballots = ", "paper: 4 ballots = ", secret]);
    assert_eq!(told("ratio", &[("", "", sums(2, 3, 4))])[..2], ["sum 3 ÷ sum 4 = ", "measure = 0.75"]);
    let trimmed = told("trimmed", &[("mark", "1", sums(2, 2, 0)), ("mark", "9", sums(1, 9, 0))]);
    assert_eq!(trimmed[..2], ["of 3 the 1 highest and the 1 lowest are left out = ", "measure = 1"]);
}

/// `UPDATE=1` writes what is said anew.
#[test]
fn each_rule_is_said_in_words() {
    for name in ["rows", "measures", "points"] {
        let rubric = sound(name, &text(name));
        let mut said = String::new();
        for article in articles(&rubric).iter().filter(|article| article.id.starts_with("criteria.")) {
            writeln!(said, "{}", article.id).unwrap_or_default();
            for fact in article.facts.iter().filter(|fact| ["Rows and measure", "Points"].contains(&fact.label.en.as_str())) {
                writeln!(said, "  {}\n  {}", fact.text.zh, fact.text.en).unwrap_or_default();
            }
        }
        let path = project().join("tests/examples").join(name).with_extension("txt");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &said).unwrap_or_else(|error| panic!("{error}"));
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), said, "{name}");
    }
}
