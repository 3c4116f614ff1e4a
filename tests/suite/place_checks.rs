//! Mistakes in grades, quota, floors, notices and conditions over periods are told at their line.

use super::rubric_checks::{all_told, told, CONFLICT, REFERENCE, SOUND, VALUE};

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

#[test]
fn ceilings_agree_with_floors_and_lots_with_places() {
    let quota = "quota = { percent = 20 }";
    let with = |rules: &str| -> &'static str { format!("quota = {{ number = 3 }}\n{rules}").leak() };
    let town = "column = \"level\", is = [\"town\"]";
    let ceilings = |rest: &str| with(&format!("floors = [{{ {town}, number = 2 }}]\nceilings = [{rest}]"));
    all_told(&[
        (quota, ceilings("{ column = \"level\", is = [\"town\"], number = 1 }"), CONFLICT),
        (quota, ceilings("{ column = \"level\", is = [\"town\", \"county\"], number = 3 }"), CONFLICT),
        (quota, ceilings("{ column = \"station\", is = [\"x\"], number = 3 }"), CONFLICT),
        (quota, ceilings("{ column = \"level\", is = [\"county\"], number = 0 }"), VALUE),
        (quota, ceilings("{ column = \"level\", is = [\"village\"], number = 1 }"), REFERENCE),
        (quota, "quota = { range = [1, 3] }\nties = \"lot\"", CONFLICT),
        (quota, with("ties = \"draw\""), VALUE),
        (quota, with("margin = { points = -1 }"), VALUE),
        (quota, with("margin = { places = 0 }"), VALUE),
        (quota, with("margin = { percent = 101 }"), VALUE),
        (quota, with("shows = [{ count = \"nothing\" }]"), REFERENCE),
        ("[figures.days]", "[fairness]\nby = [\"laval\"]\n[figures.days]", REFERENCE),
        ("[figures.days]", "[fairness]\nby = [\"level\", \"level\"]\n[figures.days]", CONFLICT),
        ("[figures.days]", "[fairness]\nby = [\"from\"]\n[figures.days]", CONFLICT),
    ]);
}

#[test]
fn conditions_over_periods_look_at_what_results_keep() {
    let barred = "{ grade = [\"poor\"] }]";
    let veto = "if = { total = true, below = 1 }";
    all_told(&[
        (barred, "{ grade = [\"poor\"], running = 1 }]", VALUE),
        (barred, "{ grade = [\"poor\"], earlier = 0 }]", VALUE),
        (barred, "{ grade = [\"poor\"], running = 2, earlier = 2 }]", CONFLICT),
        (barred, "{ count = \"late\", below = 3, running = 2 }]", CONFLICT),
        (barred, "{ column = \"level\", is = [\"town\"], earlier = 2 }]", CONFLICT),
        (barred, "{ criterion = \"filed\", over = \"late\", below = 3, earlier = 2 }]", CONFLICT),
        (barred, "{ rank = \"shared\", below = 3 }]", VALUE),
        (barred, "{ rank = true }]", CONFLICT),
        (barred, "{ rank = true, below = 1 }]", CONFLICT),
        (barred, "{ rank = \"share\", above = 1 }]", CONFLICT),
        (barred, "{ selected = true }]", CONFLICT),
        (veto, "if = { rank = true, below = 9 }", CONFLICT),
        (veto, "if = { grade = [\"poor\"], running = 2 }", CONFLICT),
        ("{ exposure = true, below = 0.5 }", "{ rank = true, at-least = 3 }", CONFLICT),
    ]);
}

#[test]
fn what_may_be_said_over_periods_is_no_mistake() {
    let with = |what: &str, instead: &str| told(&SOUND.replacen(what, instead, 1));
    assert_eq!(with("if = { total = true, below = 1 }", "if = { grade = [\"poor\"], earlier = 2 }"), []);
    assert_eq!(with("{ grade = [\"poor\"] }]", "{ rank = \"share\", at-most = 0.1, running = 3 }]"), []);
}

#[test]
fn grades_by_rank_come_after_the_list() {
    let text = SOUND.replacen("from = 60", "places = { number = 1 }", 1);
    assert_eq!(told(&text), []);
    let text = text.replacen("{ exposure = true, below = 0.5 }", "{ grade = [\"poor\"] }", 1);
    assert_eq!(told(&text).iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), [CONFLICT]);
}

#[test]
fn a_notice_says_when_under_which_clause_and_what() {
    let notice = |text: &str| -> &'static str { format!("[notices.talk]\n{text}\n[figures.days]").leak() };
    all_told(&[
        ("[figures.days]", notice("name = \"talk\"\nclause = \"9\"\nif = { grade = [\"poor\"] }"), "rubric/missing-key"),
        ("[figures.days]", notice("name = \"talk\"\nclause = \"9\"\ntext = \"x\"\nif = { grade = [\"por\"] }"), REFERENCE),
    ]);
    let sound = notice("name = \"talk\"\nclause = \"9\"\ntext = \"x\"\nif = { selected = true }");
    assert_eq!(told(&SOUND.replacen("[figures.days]", sound, 1)), []);
}
