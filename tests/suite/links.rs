//! Rows of another table that decide whether a row counts, on evidence made by hand.

use std::collections::BTreeMap;
use std::sync::Arc;

use duly::base::exact::Exact;
use duly::base::period::Period;
use duly::base::place::Place;
use duly::fact::evidence::{Aside, Entry, Evidence, EvidenceTable, Fact, Subject};
use duly::rubric::model::{NoValue, Rubric};
use duly::rubric::read;
use duly::tally::Tracer;

const RUBRIC: &str = r#"
[rubric]
id = "links"
name = "links"
version = "1"
in-force = { from = 2025-01-01 }
subject = { table = "roster", name = "name", key = ["name"] }

[tables.roster]
sheet = ["roster"]
columns.name = { header = ["name"], type = "text" }

[tables.work]
sheet = ["work"]
columns.name = { header = ["name"], type = "name" }
columns.number = { header = ["number"], type = "text", optional = true }
columns.days = { header = ["days"], type = "number" }

[tables.proposals]
sheet = ["proposals"]
columns.lead = { header = ["lead"], type = "name", role = "lead" }
columns.joint = { header = ["joint"], type = "names", role = "joint", optional = true }
columns.source = { header = ["source"], type = "text", optional = true }
columns.days = { header = ["days"], type = "number" }
columns.state = { header = ["state"], type = "word", words = { turned = ["turned"], open = ["open"] } }

[dimensions.work]
name = "work"

[criteria.work]
name = "work"
clause = "1"
dimension = "work"
from = "work"
where = { days = { below = 9 } }
link = { not-in = "proposals", by = { number = "source" } }
measure = { sum = "days" }
points = { each = 1 }
"#;

/// Subject, number and days of a row of work: 甲 is 0, 乙 is 1.
const WORK: [(u32, Option<&str>, i64); 4] = [(0, Some("1"), 1), (0, Some("2"), 2), (1, Some("1"), 4), (0, None, 8)];

fn entry(row: u32, subject: u32, values: &[(&str, Fact)]) -> Entry {
    Entry {
        subject,
        role: Some("lead".to_owned()),
        rater: None,
        signers: 2,
        position: 1,
        n: 1,
        values: Arc::new(values.iter().map(|(column, fact)| ((*column).to_owned(), fact.clone())).collect()),
        day: None,
        folder: None,
        place: Place::file("links").at(row, 0),
        aside: None,
    }
}

fn proposal(row: u32, subject: u32, source: Option<&str>, days: i64, state: &str) -> Entry {
    let mut values = vec![("days", Fact::Number(days * 1_000_000)), ("state", Fact::Text(state.to_owned()))];
    values.extend(source.map(|source| ("source", Fact::Text(source.to_owned()))));
    entry(row, subject, &values)
}

fn evidence(proposals: Vec<Entry>, rows: Vec<Entry>) -> Evidence {
    let work = WORK.iter().zip(1u32..).map(|((subject, number, days), row)| {
        let mut values = vec![("days", Fact::Number(days * 1_000_000))];
        values.extend(number.map(|number| ("number", Fact::Text(number.to_owned()))));
        entry(row, *subject, &values)
    });
    let table = |id: &str, entries: Vec<Entry>, rows: Vec<Entry>| EvidenceTable { id: id.into(), present: true, entries, rows };
    let subjects = ["甲", "乙"].map(|name| Subject { key: name.into(), exposure: Exact::one(), ..Subject::default() });
    Evidence {
        period: Period::default(),
        subjects: subjects.into(),
        tables: vec![table("work", work.collect(), Vec::new()), table("proposals", proposals, rows)],
        ..Evidence::default()
    }
}

fn rubric(link: &str) -> Rubric {
    let text = RUBRIC.replace("{ not-in = \"proposals\", by = { number = \"source\" } }", link);
    read("links", &text).unwrap_or_else(|problems| panic!("{problems:#?}")).rubric
}

/// What became of the rows of work, in their order.
fn asides(link: &str, evidence: &Evidence) -> Vec<Option<Aside>> {
    let rubric = rubric(link);
    let traced = Tracer::new(evidence, &rubric).and_then(|tracer| tracer.trace(&rubric.criteria[0].query));
    let by_row: BTreeMap<usize, Option<Aside>> =
        traced.unwrap_or_else(|error| panic!("{error}")).into_iter().map(|one| (one.entry, one.aside)).collect();
    by_row.into_values().collect()
}

const LINKED: Option<Aside> = Some(Aside::Linked);
const UNLINKED: Option<Aside> = Some(Aside::Unlinked);

#[test]
fn a_row_of_the_same_subject_sets_aside_or_lets_pass() {
    // 甲 turned item 1; a blank agrees with nothing, not even with a blank.
    let evidence = evidence(vec![proposal(1, 0, Some("1"), 3, "turned"), proposal(2, 0, None, 3, "turned")], Vec::new());
    assert_eq!(asides("{ not-in = \"proposals\", by = { number = \"source\" } }", &evidence), [LINKED, None, None, None]);
    assert_eq!(asides("{ in = \"proposals\", by = { number = \"source\" } }", &evidence), [None, UNLINKED, UNLINKED, UNLINKED]);
}

#[test]
fn whoever_it_names_a_row_counts_where_the_link_says_anyone() {
    let evidence = evidence(Vec::new(), vec![proposal(1, 0, Some("1"), 3, "turned")]);
    let link = "{ not-in = \"proposals\", by = { number = \"source\" }, who = \"anyone\" }";
    assert_eq!(asides(link, &evidence), [LINKED, None, LINKED, None]);
    assert_eq!(asides("{ not-in = \"proposals\", by = { number = \"source\" } }", &evidence), [None, None, None, None]);
}

#[test]
fn all_columns_must_agree_and_numbers_by_their_value() {
    let evidence = evidence(vec![proposal(1, 0, Some("1"), 1, "open"), proposal(2, 0, Some("2"), 1, "open")], Vec::new());
    let link = "{ not-in = \"proposals\", by = { number = \"source\", days = \"days\" } }";
    assert_eq!(asides(link, &evidence), [LINKED, None, None, None]);
}

#[test]
fn only_rows_that_count_and_pass_the_condition_are_looked_at() {
    let other = |aside: Option<Aside>| Entry { aside, ..proposal(1, 0, Some("1"), 3, "turned") };
    for aside in [Aside::OtherPeriod, Aside::OutsideTerm, Aside::Unverified, Aside::Void] {
        let evidence = evidence(vec![other(Some(aside))], Vec::new());
        assert_eq!(asides("{ not-in = \"proposals\", by = { number = \"source\" } }", &evidence), [None; 4], "{aside:?}");
    }
    let evidence = evidence(vec![other(None)], Vec::new());
    let with =
        |condition: &str| asides(&format!("{{ not-in = \"proposals\", by = {{ number = \"source\" }}, where = {condition} }}"), &evidence);
    for condition in ["{ state = \"turned\" }", "{ role = \"lead\" }", "{ signers = { at-least = 2 } }", "{ position = { at-most = 1 } }"] {
        assert_eq!(with(condition)[0], LINKED, "{condition}");
    }
    for condition in ["{ state = \"open\" }", "{ role = \"joint\" }", "{ signers = { above = 2 } }", "{ days = { below = 3 } }"] {
        assert_eq!(with(condition)[0], None, "{condition}");
    }
}

#[test]
fn of_several_links_each_must_let_the_row_pass() {
    let evidence = evidence(vec![proposal(1, 0, Some("1"), 3, "turned"), proposal(2, 0, Some("2"), 3, "open")], Vec::new());
    let link = "[{ in = \"proposals\", by = { number = \"source\" } }, \
                { not-in = \"proposals\", by = { number = \"source\" }, where = { state = \"turned\" } }]";
    assert_eq!(asides(link, &evidence), [LINKED, None, UNLINKED, UNLINKED]);
}

#[test]
fn the_condition_of_the_rule_is_told_first_and_what_has_no_value_last() {
    let mut evidence = evidence(vec![proposal(1, 0, Some("1"), 3, "turned"), proposal(2, 0, Some("2"), 3, "turned")], Vec::new());
    let work = &mut evidence.tables[0].entries;
    Arc::make_mut(&mut work[0].values).insert("days", Fact::Number(9_000_000));
    work[1].aside = Some(Aside::OutsideTerm);
    Arc::make_mut(&mut work[2].values).insert("days", Fact::NoValue(NoValue::Excused));
    let found = asides("{ not-in = \"proposals\", by = { number = \"source\" } }", &evidence);
    assert_eq!(found[..2], [Some(Aside::Where), LINKED]);
    assert_eq!(found[2], Some(Aside::Where), "a no-value is below nothing");
}
