//! Each mistake of a rubric is told by its code and at its line: a sound rubric is changed at one place.

use duly::rubric::read;

/// A rubric without a mistake.
pub(super) const SOUND: &str = r#"
[rubric]
id = "checks"
name = "checks"
version = "1"
in-force = { from = 2025-01-01 }
subject = { table = "roster", name = "name", key = ["number"], term = { from = "from" } }
peers = ["level"]
groups = ["station"]

[tables.roster]
sheet = ["roster"]
columns.number = { header = ["number"], type = "text" }
columns.name = { header = ["name"], type = "text" }
columns.station = { header = ["station"], type = "text" }
columns.level = { header = ["level"], type = "word", words = { town = ["town"], county = ["county"] } }
columns.from = { header = ["from"], type = "date", optional = true }

[tables.work]
sheet = ["work"]
columns.topic = { header = ["topic"], type = "text" }
columns.date = { header = ["date"], type = "date" }
columns.lead = { header = ["lead"], type = "name", role = "lead" }
columns.joint = { header = ["joint"], type = "names", role = "joint", optional = true }
columns.state = { header = ["state"], type = "word", words = { filed = ["filed"], late = ["late"], void = ["void"] } }
columns.grade = { header = ["grade"], type = "word", optional = true, words = { a = ["a"], b = ["b"] } }
columns.days = { header = ["days"], type = "number", between = [0, 30] }
columns.ballots = { header = ["ballots"], type = "count" }

[tables.marks]
sheet = ["marks"]
columns.rater = { header = ["rater"], type = "name" }
columns.name = { header = ["name"], type = "name" }
columns.mark = { header = ["mark"], type = "number" }

[parts.duty]
name = "duty"
weight = 0.6

[parts.voters]
name = "voters"
weight = 0.4

[dimensions.work]
name = "work"
full = 30
floor = 0

[dimensions.marks]
name = "marks"
full = 100
part = "voters"

[criteria.filed]
name = "filed"
clause = "1"
dimension = "work"
from = "work"
where = { state = ["filed", "late"], days = { at-least = 1, below = 9 }, role = "lead" }
once = { per = ["topic"], keep = "highest" }
split = { lead = 0.5, others = "equal" }
times = { state = { filed = 2, late = 1 } }
points = { each = 3 }
floor = 0
cap = 15

[[criteria.filed.examples]]
why = "one of two"
rows = [{ topic = "a", state = "filed", days = 2.5, role = "lead", signers = 2, date = 2025-01-01 }]
points = 3

[criteria.marks]
name = "marks"
clause = "2"
dimension = "marks"
from = "marks"
measure = { mean = "mark" }
points = { judged = [0, 100] }

[counts.late]
name = "late"
from = "work"
where = { state = "late" }

[base]
points = 20
if = [{ count = "late", below = 3 }]

[vetoes.first]
name = "first"
clause = "3"
if = { total = true, below = 1 }
effect = "zero"

[vetoes.second]
name = "second"
clause = "4"
unless = { veto = "first" }
effect = "exclude"

[[grades]]
name = "good"
from = 60

[[grades]]
name = "poor"

[standing]
list-if = [{ exposure = true, below = 0.5 }]

[selection]
name = "best"
quota = { percent = 20 }
barred = [{ column = "level", is = ["county"] }, { column = "from", missing = true }, { grade = ["poor"] }]

[figures.days]
name = "days"
unit = "days"
from = "work"
measure = { sum = "days" }
"#;

/// What is written instead of what, and the code that is told at the changed line.
pub(super) type Change = (&'static str, &'static str, &'static str);

pub(super) const CONFLICT: &str = "rubric/conflict";
pub(super) const VALUE: &str = "rubric/value";
pub(super) const REFERENCE: &str = "rubric/reference";
const SYNTAX: &str = "rubric/syntax";

#[test]
fn the_rubric_that_is_changed_is_sound() {
    assert_eq!(told(SOUND), []);
}

#[test]
fn names_are_declared_and_unique() {
    all_told(&[
        ("[counts.late]", "[counts.filed]", CONFLICT),
        ("dimension = \"work\"", "dimension = \"\"", VALUE),
        ("key = [\"number\"]", "key = []", VALUE),
        ("from = \"marks\"", "from = []", VALUE),
        ("from = \"marks\"", "from = [\"marks\", \"marks\"]", CONFLICT),
        ("peers = [\"level\"]", "peers = [\"level\", \"level\"]", CONFLICT),
        ("version = \"1\"", "version = \"1\"\nsource = { scope = \"half\" }", VALUE),
        ("version = \"1\"", "version = \"1\"\nsource = { scopes = \"part\" }", "rubric/unknown-key"),
        ("groups = [\"station\"]", "groups = [\"station\", \"station\"]", CONFLICT),
        ("role = \"lead\" }\nonce", "role = \"led\" }\nonce", REFERENCE),
        ("columns.topic = {", "columns.role = {", CONFLICT),
        ("type = \"name\" }\ncolumns.name", "type = \"name\", role = \"judge\" }\ncolumns.name", CONFLICT),
        ("type = \"name\" }\ncolumns.name", "type = \"number\" }\ncolumns.name", CONFLICT),
        ("where = { state = \"late\" }", "where = { state = \"latte\" }", REFERENCE),
    ]);
}

#[test]
fn columns_are_of_the_type_that_their_use_needs() {
    all_told(&[
        ("term = { from = \"from\" }", "term = { from = \"station\" }", CONFLICT),
        ("name = \"name\", key", "name = \"level\", key", CONFLICT),
        ("key = [\"number\"]", "key = [\"level\"]", CONFLICT),
        ("columns.date = { header = [\"date\"], type = \"date\" }", "columns.date = { header = [\"date\"], type = \"text\" }", CONFLICT),
        ("measure = { sum = \"days\" }", "measure = { sum = \"ballots\" }", CONFLICT),
        ("measure = { sum = \"days\" }", "measure = { distinct = \"joint\" }", CONFLICT),
        ("measure = { sum = \"days\" }", "measure = { value = \"days\" }", CONFLICT),
        ("measure = { sum = \"days\" }", "measure = { sum = \"days\" }\nsplit = \"equal\"", "rubric/unknown-key"),
        ("measure = { mean = \"mark\" }", "measure = { mean = \"name\" }", CONFLICT),
        ("measure = { mean = \"mark\" }", "measure = { rating = \"mark\", values = { } }", CONFLICT),
        ("measure = { mean = \"mark\" }", "measure = { mean = \"mark\" }\nsplit = \"equal\"", CONFLICT),
        ("where = { state = \"late\" }", "where = { joint = { present = true } }", CONFLICT),
        ("where = { state = \"late\" }", "where = { topic = { at-least = 1 } }", CONFLICT),
        ("where = { state = \"late\" }", "where = { ballots = { at-least = 1 } }", CONFLICT),
        ("per = [\"topic\"]", "per = [\"joint\"]", CONFLICT),
        ("times = { state = { filed = 2, late = 1 } }", "times = { days = { else = 1 } }", CONFLICT),
    ]);
}

#[test]
fn every_word_that_can_occur_has_a_factor() {
    all_told(&[
        ("times = { state = { filed = 2, late = 1 } }", "times = { state = { filed = 2 } }", CONFLICT),
        ("times = { state = { filed = 2, late = 1 } }", "times = { grade = { a = 2, b = 1 } }", CONFLICT),
        ("times = { state = { filed = 2, late = 1 } }", "times = { role = { leed = 2, else = 1 } }", REFERENCE),
    ]);
    let present = SOUND.replace("role = \"lead\" }\nonce", "grade = { present = true } }\nonce");
    assert_eq!(told(&present.replace("times = { state = { filed = 2, late = 1 } }", "times = { grade = { a = 2, b = 1 } }")), []);
}

#[test]
fn numbers_lie_where_they_make_sense() {
    all_told(&[
        ("points = { judged = [0, 100] }", "points = { judged = [0, 10, 5] }", VALUE),
        ("points = { judged = [0, 100] }", "points = { judged = [10, 0] }", CONFLICT),
        ("between = [0, 30]", "between = [0]", VALUE),
        ("between = [0, 30]", "between = [30, 0]", CONFLICT),
        ("full = 30", "full = -30", VALUE),
        ("full = 30", "full = 30\nweight = -1", VALUE),
        ("weight = 0.6", "weight = -0.6", VALUE),
        ("quota = { percent = 20 }", "quota = { percent = -20 }", VALUE),
        ("quota = { percent = 20 }", "quota = { percent = 250 }", VALUE),
        ("quota = { percent = 20 }", "quota = { number = 0x3 }", VALUE),
        ("floor = 0\ncap = 15", "floor = 16\ncap = 15", CONFLICT),
        ("{ from = 2025-01-01 }", "{ from = 2025-01-01, to = 2024-01-01 }", CONFLICT),
        ("{ from = 2025-01-01 }", "{ from = 2025-01-01T10:00:00 }", VALUE),
        ("split = { lead = 0.5,", "split = { lead = 1.5,", VALUE),
        ("days = { at-least = 1, below = 9 }", "days = { at-least = 9, below = 9 }", CONFLICT),
    ]);
    let nothing = SOUND.replace("weight = 0.6", "weight = 0").replace("weight = 0.4", "weight = 0");
    assert_eq!(told(&nothing), [(CONFLICT.to_owned(), line_of(&nothing, "weight = 0\n"))]);
}

#[test]
fn conditions_can_hold_and_fail() {
    all_told(&[
        ("is = [\"county\"]", "is = [\"coutny\"]", REFERENCE),
        ("is = [\"county\"]", "at-least = 1", CONFLICT),
        ("is = [\"county\"]", "is = []", CONFLICT),
        ("grade = [\"poor\"]", "grade = [\"por\"]", REFERENCE),
        ("grade = [\"poor\"]", "grade = [\"poor\"], below = 3", CONFLICT),
        ("unless = { veto = \"first\" }", "unless = { veto = \"second\" }", CONFLICT),
        ("unless = { veto = \"first\" }", "unless = { grade = [\"poor\"] }", CONFLICT),
        ("if = [{ count = \"late\", below = 3 }]", "if = [{ part = \"duty\", below = 3 }]", CONFLICT),
        ("if = [{ count = \"late\", below = 3 }]", "if = [{ total = true, below = 3 }]", CONFLICT),
        ("if = [{ count = \"late\", below = 3 }]", "if = [{ count = \"late\", total = true, below = 3 }]", CONFLICT),
        ("if = [{ count = \"late\", below = 3 }]", "if = [{ count = \"late\", at-least = 3, below = 3 }]", CONFLICT),
        ("{ exposure = true, below = 0.5 }", "{ exposure = true, missing = true }", CONFLICT),
        ("{ exposure = true, below = 0.5 }", "{ exposure = true, below = 50 }", CONFLICT),
        ("{ exposure = true, below = 0.5 }", "{ exposure = true, above = 1 }", CONFLICT),
        ("if = [{ count = \"late\", below = 3 }]", "if = [{ count = \"late\", below = 0 }]", CONFLICT),
        ("if = [{ count = \"late\", below = 3 }]", "if = [{ count = \"late\", at-least = 0 }]", CONFLICT),
    ]);
}

#[test]
fn examples_speak_of_what_can_occur() {
    all_told(&[
        ("topic = \"a\", state", "topik = \"a\", state", REFERENCE),
        ("state = \"filed\", days", "state = \"field\", days", REFERENCE),
        ("days = 2.5, role = \"lead\"", "days = 2.5, role = \"leed\"", REFERENCE),
        ("days = 2.5, role", "days = 0.1234567, role", VALUE),
        ("topic = \"a\", state", "topic = 3, state", VALUE),
        ("date = 2025-01-01 }]", "date = \"soon\" }]", VALUE),
    ]);
}

#[test]
fn what_only_toml_1_1_allows_is_refused() {
    all_told(&[
        ("quota = { percent = 20 }", "quota = { percent = 20, }", SYNTAX),
        ("quota = { percent = 20 }", "quota = { percent = 20\n}", SYNTAX),
        ("name = \"best\"", "name = \"\\x41\"", SYNTAX),
    ]);
}

#[test]
fn without_its_head_a_rubric_is_checked_all_the_same() {
    let text = SOUND.replace("[rubric]", "[rubrik]").replace("weight = 0.6", "weight = -0.6");
    let codes: Vec<String> = told(&text).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["rubric/missing-key", "rubric/unknown-key", VALUE]);
}

/// Each change is told by its code at its line.
pub(super) fn all_told(changes: &[Change]) {
    for (what, instead, code) in changes {
        assert_eq!(SOUND.matches(what).count().min(1), 1, "{what}");
        let text = SOUND.replacen(what, instead, 1);
        let line = line_of(SOUND, what);
        let lines = line..=line + u32::try_from(instead.matches('\n').count()).unwrap_or(0);
        let found = told(&text);
        assert!(found.iter().any(|(told, at)| told == code && lines.contains(at)), "{instead}: {code} at {line}, but {found:?}");
    }
}

/// Codes and lines of the mistakes.
pub(super) fn told(text: &str) -> Vec<(String, u32)> {
    let problems = read("rubric.toml", text).err().unwrap_or_default();
    problems.iter().map(|problem| (problem.fault.code().to_owned(), problem.place.row)).collect()
}

fn line_of(text: &str, part: &str) -> u32 {
    let start = text.find(part).unwrap_or_default();
    u32::try_from(text[..start].matches('\n').count()).unwrap_or(0) + 1
}
