//! Mistakes in grades, quota and floors are told at their line.

use super::rubric_checks::{all_told, CONFLICT, REFERENCE, VALUE};

const GOOD: &str = "[[grades]]\nname = \"good\"\nfrom = 60";

#[test]
fn grades_have_a_threshold_or_places() {
    all_told(&[
        (GOOD, "[[grades]]\nname = \"good\"", CONFLICT),
        (GOOD, "[[grades]]\nname = \"good\"\nplaces = { number = 0 }", VALUE),
        (GOOD, "[[grades]]\nname = \"good\"\nplaces = { range = [6, 4] }", CONFLICT),
        (GOOD, "[[grades]]\nname = \"good\"\nplaces = { range = [0, 0] }", VALUE),
        (GOOD, "[[grades]]\nname = \"good\"\nplaces = { range = [1, 1000] }", VALUE),
        (GOOD, "[[grades]]\nname = \"good\"\nplaces = { range = [1.5, 2] }", VALUE),
        (GOOD, "[[grades]]\nname = \"good\"\nplaces = { percent = 120 }", VALUE),
        (GOOD, "[[grades]]\nname = \"good\"\nplaces = { percent = 20, of = \"eligible\" }", VALUE),
        (GOOD, "[[grades]]\nname = \"good\"\nfrom = 60\nties = \"include\"", CONFLICT),
        ("effect = \"zero\"", "effect = \"no-grades\"", VALUE),
    ]);
}

#[test]
fn grades_do_not_ask_for_more_than_all() {
    let poor = "name = \"good\"\nfrom = 60\n\n[[grades]]\nname = \"poor\"";
    all_told(&[(poor, "name = \"good\"\nplaces = { percent = 60 }\n[[grades]]\nname = \"poor\"\nplaces = { percent = 50 }", CONFLICT)]);
}

#[test]
fn mandates_are_told_apart_before_the_higher_is_taken() {
    all_told(&[("[standing]", "[standing]\nmandates = \"highest\"", CONFLICT)]);
}

#[test]
fn floors_name_one_column_and_ask_for_no_more_than_all() {
    let quota = "quota = { percent = 20 }";
    let with = |floors: &str| -> &'static str { format!("quota = {{ number = 3 }}\nfloors = [{floors}]").leak() };
    all_told(&[
        (quota, "quota = { range = [6, 4] }", CONFLICT),
        (quota, "quota = { range = [4, 6], at-least = 2 }", "rubric/unknown-key"),
        (quota, with("{ column = \"leval\", is = [\"town\"], number = 1 }"), REFERENCE),
        (quota, with("{ column = \"level\", is = [\"village\"], number = 1 }"), REFERENCE),
        (quota, with("{ column = \"level\", is = [\"town\"], number = 4 }"), CONFLICT),
        (quota, with("{ column = \"level\", is = [\"town\"], number = 0 }"), VALUE),
        (quota, with("{ column = \"level\", is = [\"town\"], percent = 120 }"), VALUE),
        (
            quota,
            with("{ column = \"level\", is = [\"town\"], percent = 60 }, { column = \"level\", is = [\"county\"], percent = 50 }"),
            CONFLICT,
        ),
        (quota, with("{ column = \"level\", is = [\"town\"], number = 1 }, { column = \"station\", is = [\"x\"], number = 1 }"), CONFLICT),
        (quota, with("{ column = \"level\", is = [\"town\"], number = 1 }, { column = \"level\", is = [\"town\"], number = 1 }"), CONFLICT),
    ]);
}
