//! What must hold of any input: laws of the engine, tried on random inputs.

use std::collections::BTreeMap;
use std::sync::Arc;

use duly::base::by_name::ByName;
use duly::base::exact::Exact;
use duly::base::period::Period;
use duly::base::place::Place;
use duly::fact::evidence::{Entry, Evidence, EvidenceTable, Fact, Subject};
use duly::rank::rank;
use duly::rank::standing::{Outcome, Selected};
use duly::rubric::model::Rubric;
use duly::rubric::read;
use duly::score::card::Scorecard;
use duly::score::score;
use duly::tally::tally;
use proptest::prelude::*;

pub const RUBRIC: &str = r#"
[rubric]
id = "laws"
name = "laws"
version = "1"
in-force = { from = 2025-01-01 }
subject = { table = "roster", name = "name", key = ["name"] }
groups = ["station"]

[tables.roster]
sheet = ["roster"]
columns.name = { header = ["name"], type = "text" }
columns.station = { header = ["station"], type = "text" }

[tables.suggestions]
sheet = ["suggestions"]
columns.number = { header = ["number"], type = "text" }
columns.lead = { header = ["lead"], type = "name", role = "lead" }
columns.joint = { header = ["joint"], type = "names", role = "joint", optional = true }
columns.state = { header = ["state"], type = "word", words = { filed = ["filed"], late = ["late"] } }
columns.days = { header = ["days"], type = "number" }

[dimensions.work]
name = "work"
full = 30
floor = 0

[criteria.filed]
name = "filed"
clause = "1"
dimension = "work"
from = "suggestions"
where = { state = "filed" }
once = { per = ["number"], keep = "highest" }
split = { lead = 0.5, others = "equal" }
points = { each = 3 }
cap = 15

[criteria.days]
name = "days"
clause = "2"
dimension = "work"
from = "suggestions"
measure = { sum = "days" }
points = { first = { count = 2, points = 4 }, then = 1 }
cap = 20

[criteria.late]
name = "late"
clause = "3"
dimension = "work"
from = "suggestions"
where = { state = "late" }
points = { each = -2 }
floor = -6

[standing]
tie-break = [{ criterion = "days" }]

[selection]
name = "best"
quota = { percent = 20, of = "ranked", rounding = "floor" }
ties = "committee"
"#;

/// One row: subject, number of the item, signers, filed or late, days in tenths.
pub type RowOf = (u32, u8, u32, bool, u16);

fn rubric() -> Rubric {
    read("laws", RUBRIC).unwrap_or_else(|problems| panic!("{problems:?}")).rubric
}

pub fn rows() -> impl Strategy<Value = Vec<RowOf>> {
    prop::collection::vec((0u32..12, 0u8..6, 1u32..5, any::<bool>(), 0u16..60), 0..60)
}

pub fn entry((subject, number, signers, filed, tenths): RowOf, row: u32) -> Entry {
    let values = ByName::from_iter([
        ("number".to_owned(), Fact::Text(number.to_string())),
        ("state".to_owned(), Fact::Text(if filed { "filed" } else { "late" }.to_owned())),
        ("days".to_owned(), Fact::Number(i64::from(tenths) * 100_000)),
    ]);
    let role = Some(if number % 2 == 0 { "lead" } else { "joint" }.to_owned());
    let place = Place::file("laws").at(row, 0);
    Entry { subject, role, rater: None, signers, position: 1, n: 1, values: Arc::new(values), day: None, folder: None, place, aside: None }
}

pub fn subjects(names: &[&str]) -> Vec<Subject> {
    let subject = |(number, name): (usize, &&str)| Subject {
        key: (*name).to_owned(),
        name: (*name).to_owned(),
        exposure: Exact::one(),
        groups: BTreeMap::from([("station".to_owned(), (number % 3).to_string())]),
        ..Subject::default()
    };
    names.iter().enumerate().map(subject).collect()
}

pub const NAMES: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

fn review(entries: Vec<Entry>, names: &[&str]) -> (Vec<Scorecard>, Outcome) {
    review_under(&rubric(), entries, names)
}

fn review_under(rubric: &Rubric, entries: Vec<Entry>, names: &[&str]) -> (Vec<Scorecard>, Outcome) {
    let subjects = subjects(names);
    let cards = scored(rubric, entries, subjects.clone(), Period::default());
    let outcome = rank(rubric, &subjects, &cards, &[], None);
    (cards, outcome)
}

/// The cards of these subjects in this period.
pub fn scored(rubric: &Rubric, entries: Vec<Entry>, subjects: Vec<Subject>, period: Period) -> Vec<Scorecard> {
    let table = EvidenceTable { id: "suggestions".into(), present: true, entries, rows: Vec::new() };
    let evidence = Evidence { period, subjects, tables: vec![table], ..Evidence::default() };
    let tallies = tally(&evidence, rubric).unwrap_or_else(|error| panic!("{error}"));
    score(rubric, &evidence.subjects, &tallies)
}

fn of(rows: &[RowOf]) -> (Vec<Scorecard>, Outcome) {
    review(rows.iter().zip(1u32..).map(|(row, number)| entry(*row, number)).collect(), &NAMES)
}

pub fn totals(cards: &[Scorecard]) -> Vec<Option<Exact>> {
    cards.iter().map(|card| card.total.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_rows_does_not_matter(rows in rows()) {
        let mut reversed = rows.clone();
        reversed.reverse();
        prop_assert_eq!(totals(&of(&rows).0), totals(&of(&reversed).0));
    }

    #[test]
    fn items_stay_between_floor_and_cap_and_fold_to_the_total(rows in rows()) {
        let rubric = rubric();
        for card in of(&rows).0 {
            for (criterion, item) in rubric.criteria.iter().zip(&card.items) {
                let points = item.points.clone().unwrap_or_default();
                prop_assert!(criterion.floor.as_ref().is_none_or(|floor| *floor <= points));
                prop_assert!(criterion.cap.as_ref().is_none_or(|cap| points <= *cap));
                prop_assert_eq!(item.steps.last().and_then(|step| step.after.clone()), item.points.clone());
            }
            let sum: Exact = card.items.iter().map(|item| item.entered.clone()).sum();
            let folded = sum.max(Exact::zero()).min(Exact::from(30i64));
            prop_assert_eq!(card.dimensions.first().and_then(|dimension| dimension.points.clone()), Some(folded.clone()));
            prop_assert_eq!(card.total, Some(folded));
        }
    }

    #[test]
    fn one_more_good_row_never_lowers_and_one_more_deduction_never_raises(rows in rows(), who in 0u32..12, signers in 1u32..5) {
        let before = totals(&of(&rows).0);
        let with = |filed: bool, tenths: u16| {
            let mut more = rows.clone();
            more.push((who, 40, signers, filed, tenths));
            totals(&of(&more).0)
        };
        let number = who as usize;
        prop_assert!(with(true, 7)[number] >= before[number]);
        prop_assert!(with(false, 0)[number] <= before[number]);
    }

    #[test]
    fn ranks_count_those_above_and_no_quota_is_exceeded(rows in rows()) {
        let (cards, outcome) = of(&rows);
        let key = |index: usize| (outcome.standings[index].total.clone(), cards[index].items[1].points.clone());
        for (index, standing) in outcome.standings.iter().enumerate() {
            let above = (0..cards.len()).filter(|other| key(*other) > key(index)).count();
            prop_assert_eq!(standing.rank.map(|rank| rank as usize), Some(above + 1));
        }
        let selected = outcome.standings.iter().filter(|standing| standing.selected == Selected::Yes).count() as u64;
        prop_assert!(outcome.quotas.iter().all(|quota| selected <= quota.places && quota.places <= 2));
    }

    #[test]
    fn renaming_people_renames_the_outcome(rows in rows()) {
        let entries = || rows.iter().zip(1u32..).map(|(row, number)| entry(*row, number)).collect::<Vec<_>>();
        let mut others = NAMES;
        others.reverse();
        let (one, other) = (review(entries(), &NAMES).1, review(entries(), &others).1);
        let places = |outcome: &Outcome| outcome.standings.iter().map(|one| (one.rank, one.selected, one.rank_in.clone())).collect::<Vec<_>>();
        prop_assert_eq!(places(&one), places(&other));
    }

    #[test]
    fn who_was_in_office_all_the_time_is_scored_as_if_nothing_were_prorated(rows in rows()) {
        let entries = || rows.iter().zip(1u32..).map(|(row, number)| entry(*row, number)).collect::<Vec<_>>();
        for way in ["measure", "points", "cap"] {
            let text = RUBRIC.replace("points = {", &format!("prorate = \"{way}\"\npoints = {{"));
            let prorated = read("laws", &text).unwrap_or_else(|problems| panic!("{problems:?}")).rubric;
            prop_assert_eq!(totals(&review_under(&prorated, entries(), &NAMES).0), totals(&of(&rows).0));
        }
    }
}
