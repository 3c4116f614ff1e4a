//! What an author is warned of in a rubric without mistakes, and what not: a sound rubric is changed at one place.

use duly::rubric::read;

const PLAIN: &str = r#"
[rubric]
id = "doubts"
name = "doubts"
version = "1"
in-force = { from = 2025-01-01 }
subject = { table = "roster", name = "name", key = ["name"] }

[no-value]
not-required = "renormalise"
excused = "skip"

[tables.roster]
sheet = ["roster"]
columns.name = { header = ["name"], type = "text" }

[tables.work]
sheet = ["work"]
columns.name = { header = ["name"], type = "name" }
columns.tier = { header = ["tier"], type = "word", words = { town = ["town"], city = ["city"] } }
columns.state = { header = ["state"], type = "word", words = { here = ["here"], leave = ["leave"], gone = ["gone"] } }
columns.mark = { header = ["mark"], type = "number", between = [0, 10], blank = "not-required" }

[parts.duty]
name = "duty"
weight = 0.6

[parts.voters]
name = "voters"
weight = 0.4

[dimensions.work]
name = "work"
full = 46
part = "duty"

[dimensions.talk]
name = "talk"
full = 10
part = "voters"

[criteria.attend]
name = "attend"
clause = "1"
dimension = "work"
from = "work"
measure = { share-of = "state", credit = { here = 1, gone = 0 }, excused = ["leave"] }
points = { bands = [{ from = 0.9, points = 20 }, { from = 0.5, points = 10 }, { points = 0 }] }
examples = [{ why = "there", rows = [{ state = "here" }], points = 20 }]

[criteria.honours]
name = "honours"
clause = "2"
dimension = "work"
from = "work"
once = { per = [], keep = "highest" }
times = { tier = { town = 2, city = 6 } }
points = { each = 1 }
examples = [{ why = "city", rows = [{ tier = "city" }], points = 6 }]

[criteria.visits]
name = "visits"
clause = "3"
dimension = "work"
from = "work"
points = { bands = [{ from = 4, points = 20 }, { from = 2, points = 10 }, { points = 0 }] }
examples = [{ why = "none", rows = [], points = 0 }]

[criteria.talk]
name = "talk"
clause = "4"
dimension = "talk"
from = "work"
measure = { mean = "mark", minimum = 3, few = "excused" }
none = "not-required"
points = { judged = [0, 10] }
examples = [{ why = "three", rows = [{ mark = 5 }, { mark = 5 }, { mark = 5 }], points = 5 }]

[[grades]]
name = "good"
from = 27

[[grades]]
name = "fair"
from = 20

[[grades]]
name = "poor"

[selection]
name = "best"
quota = { number = 3 }
barred = [{ grade = ["poor"] }]
"#;

const WEIGHTS: &str = "rubric/weights";
const GAP: &str = "rubric/gap";
const OVERLAP: &str = "rubric/overlap";
const UNREACHABLE: &str = "rubric/unreachable";
const UNDECIDED: &str = "rubric/undecided";
const QUOTA: &str = "rubric/quota";
const FLATTERING: &str = "rubric/flattering";
const NO_EXAMPLE: &str = "rubric/no-example";

#[test]
fn nothing_is_said_of_a_plain_rubric() {
    assert_eq!(told(PLAIN), Vec::<(String, u32)>::new());
}

#[test]
fn shares_add_up_to_one() {
    warned("weight = 0.4", "weight = 0.5", &[WEIGHTS]);
    let shares = "full = 46\npart = \"duty\"\nweight = 0.9\n[dimensions.more]\nname = \"more\"\nfull = 0\nweight = 0.05";
    warned("full = 46\npart = \"duty\"", shares, &[WEIGHTS]);
    let added = PLAIN.replace("weight = 0.6", "weight = 1").replace("weight = 0.4", "weight = 1");
    assert_eq!(codes(&added), Vec::<String>::new(), "parts that are added are no shares");
    assert_eq!(codes(&PLAIN.replace("weight = 0.4", "weight = 1")), Vec::<String>::new(), "nor is one that is added to a share");
    assert_eq!(codes(&PLAIN.replace("weight = 0.6", "weight = 60").replace("weight = 0.4", "weight = 40")), [WEIGHTS], "per cent");
}

#[test]
fn published_ranges_meet() {
    warned("from = 20\n\n", "from = 20\nto = 26\n", &[GAP]);
    warned("from = 20\n\n", "from = 20\nto = 26.99\n", &[]);
    warned("from = 20\n\n", "from = 20\nto = 27\n", &[]);
    warned("from = 20\n\n", "from = 20\nto = 28\n", &[OVERLAP]);
    warned("{ from = 0.5, points", "{ from = 0.5, to = 0.89, points", &[GAP]);
    // Visits are whole, so that nothing lies between 3 and 4.
    warned("{ from = 2, points", "{ from = 2, to = 3, points", &[]);
    warned("{ from = 2, points", "{ from = 2, to = 2, points", &[GAP]);
    let errors = read("r", &PLAIN.replace("from = 20\n\n", "from = 20\nto = 19\n")).err().unwrap_or_default();
    assert_eq!(errors.len(), 1, "a range that ends below its beginning is an error");
}

#[test]
fn points_can_be_reached() {
    warned("full = 46", "full = 47", &[UNREACHABLE]);
    warned("full = 46", "full = 46\ncap = 50", &[UNREACHABLE]);
    warned("points = { each = 1 }", "points = { each = 1 }\ncap = 7", &[UNREACHABLE]);
    warned("points = { each = 1 }", "points = { each = 1 }\ncap = 6", &[]);
    warned("judged = [0, 10] }", "judged = [0, 10] }\ncap = 12", &[UNREACHABLE]);
    // 0.6 × 46 + 0.4 × 10 is 31.6.
    warned("from = 27", "from = 31.6", &[]);
    warned("from = 27", "from = 31.7", &[UNREACHABLE]);
    // Where voters have no value, duty has all the weight: 46.
    warned("from = 27", "from = 31.7\n[blend]\nmissing = \"renormalise\"", &[]);
    warned("from = 27", "from = 46.1\n[blend]\nmissing = \"renormalise\"", &[UNREACHABLE]);
    // There is no end to what is counted without `once`, and so none to the total.
    let endless = PLAIN.replace("once = { per = [], keep = \"highest\" }\n", "").replace("full = 46", "full = 460");
    assert_eq!(codes(&endless.replace("from = 27", "from = 250")), Vec::<String>::new());
    let prorated =
        PLAIN.replace("points = { each = 1 }", "points = { each = 1 }\nprorate = \"measure\"").replace("full = 46", "full = 460");
    assert_eq!(codes(&prorated), Vec::<String>::new(), "a short term makes any number large");
}

#[test]
fn sub_periods_have_no_end_and_comparisons_have_one() {
    let city = "points = { each = 1 }\nexamples = [{ why = \"city\", rows = [{ tier = \"city\" }], points = 6 }]";
    let halves = "points = { each = 1 }\nexamples = [{ why = \"city\", rows = [{ tier = \"city\" }], period = \"2025-H1\", points = 6 }]\n\
                  per = \"half-year\"";
    assert!(PLAIN.contains(city));
    let divided = PLAIN.replace(city, halves);
    assert_eq!(codes(&divided.replace("full = 46", "full = 460")), Vec::<String>::new(), "nobody knows how many halves there are");
    let bounded = divided.replace("per = \"half-year\"", "per = \"half-year\"\ntotal-cap = 8");
    assert_eq!(codes(&bounded.replace("full = 46", "full = 48")), Vec::<String>::new());
    assert_eq!(codes(&bounded.replace("full = 46", "full = 49")), [UNREACHABLE]);
    // 0.6 × 40 + 0.4 × 10 is 28, whatever the items give.
    let compared = PLAIN.replace("full = 46", "full = 46\nnormalise = { method = \"min-max\", to = [0, 40], if-alone = 30 }");
    assert_eq!(codes(&compared.replace("from = 27", "from = 28")), Vec::<String>::new());
    assert_eq!(codes(&compared.replace("from = 27", "from = 28.1")), [UNREACHABLE]);
    let open = compared.replace("\"min-max\", to = [0, 40]", "\"z-score\"");
    assert_eq!(codes(&open.replace("from = 27", "from = 280")), Vec::<String>::new());
}

#[test]
fn every_no_value_is_decided() {
    warned("excused = \"skip\"\n", "", &[UNDECIDED, UNDECIDED]);
    warned("not-required = \"renormalise\"\n", "", &[UNDECIDED]);
    let own = PLAIN.replace("not-required = \"renormalise\"\n", "");
    let own = own.replace("none = \"not-required\"", "none = \"not-required\"\nno-value = { not-required = \"skip\" }");
    assert_eq!(codes(&own), Vec::<String>::new(), "the criterion's own word will do");
}

#[test]
fn a_quota_can_be_filled() {
    warned("number = 3", "number = 0", &[QUOTA]);
    warned("number = 3", "percent = 0", &[QUOTA]);
    warned("number = 3", "percent = 0, at-least = 1", &[]);
    warned("grade = [\"poor\"]", "grade = [\"poor\", \"fair\", \"good\"]", &[QUOTA]);
}

#[test]
fn the_worst_ballots_give_less_than_half() {
    let rated = |values: &str| {
        let measure = format!("measure = {{ rating = \"state\", values = {{ {values} }} }}");
        let text = PLAIN.replace("measure = { share-of = \"state\", credit = { here = 1, gone = 0 }, excused = [\"leave\"] }", &measure);
        codes(&text.replace(
            "points = { bands = [{ from = 0.9, points = 20 }, { from = 0.5, points = 10 }, { points = 0 }] }\nexamples",
            "points = { full = 20, of = 100 }\nexamples",
        ))
    };
    assert_eq!(rated("here = 100, leave = 60, gone = 50"), [FLATTERING]);
    assert_eq!(rated("here = 100, leave = 60, gone = 49"), Vec::<String>::new());
}

#[test]
fn a_criterion_has_an_example() {
    warned("examples = [{ why = \"none\", rows = [], points = 0 }]\n", "", &[NO_EXAMPLE]);
}

/// What is told when one part is written otherwise.
fn warned(what: &str, instead: &str, expected: &[&str]) {
    assert!(PLAIN.contains(what), "{what}");
    assert_eq!(codes(&PLAIN.replacen(what, instead, 1)), expected, "{what} → {instead}");
}

fn codes(text: &str) -> Vec<String> {
    told(text).into_iter().map(|(code, _)| code).collect()
}

/// Codes and lines of the warnings.
fn told(text: &str) -> Vec<(String, u32)> {
    let sound = read("rubric.toml", text).unwrap_or_else(|problems| panic!("{problems:#?}\n{text}"));
    sound.warnings.iter().map(|problem| (problem.fault.code().to_owned(), problem.place.row)).collect()
}
