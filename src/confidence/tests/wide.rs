//! Sub-periods, shares, and vetoes that rest on ballots; and that the rubrics which come with the program are drawn as a whole.

use super::*;
use crate::base::period::Day;
use crate::rubric::library;

/// Marks of the first and of the third quarter by turns.
fn by_quarters(town: &mut Town) {
    for table in town.evidence.tables.iter_mut().filter(|table| table.id == "marks") {
        for (index, entry) in table.entries.iter_mut().enumerate() {
            entry.day = Day::from_ymd_opt(2025, if index % 2 == 0 { 2 } else { 8 }, 1);
        }
    }
    town.score_again();
}

/// Four marks each: two in one quarter, two in another.
const MARKS: [&[i64]; 3] = [&[60, 90, 80, 70], &[75, 78, 74, 77], &[20, 30, 25, 35]];

fn marked(people: [&[i64]; 3]) -> Vec<Person<'_>> {
    people.into_iter().map(|marks| ([0, 0, 0], marks)).collect()
}

#[test]
fn criteria_of_sub_periods_are_drawn_in_each_of_them() {
    // Quarters without marks are left out and made up for; both together have a cap.
    let text = RUBRIC.replace(
        "measure = { mean = \"mark\" }\npoints = { full = 40, of = 100 }",
        "measure = { mean = \"mark\" }\nper = \"quarter\"\npoints = { full = 10, of = 100 }\ntotal-cap = 32\nno-value = { not-required = \"renormalise\" }",
    );
    let mut town = Town::new(&text, &marked(MARKS));
    by_quarters(&mut town);
    let found = town.all(2000, 0);
    assert_eq!(found.held, []);
    let [peer] = found.peers.as_slice() else { panic!("a group") };
    assert!(peer.fits, "{:?}", town.outcome.standings);
    assert_eq!(peer.rated, [1]);
    let share = of(peer, 0).ballots.and_then(|found| found.within).unwrap_or(0);
    assert!((200..1900).contains(&share), "{share}");
    assert_eq!(of(peer, 2).ballots.map(|found| (found.low, found.high)), Some((3, 3)));
}

#[test]
fn dimensions_of_sub_periods_are_clamped_in_each_of_them() {
    let text = RUBRIC
        .replace("measure = { mean = \"mark\" }\n", "measure = { mean = \"mark\" }\nper = \"quarter\"\n")
        .replace("name = \"marks\"\nfull = 40", "name = \"marks\"\nfull = 40\nper = \"quarter\"\ncap = 31");
    let mut town = Town::new(&text, &marked(MARKS));
    by_quarters(&mut town);
    let peer = town.drawn(500, 0);
    assert!(peer.fits, "{:?}", town.outcome.standings);
    assert_eq!(peer.rated, [1]);
    // 0.4 of 75 in both quarters is below the cap, which another draw of 90 and 90 reaches.
    assert!(of(&peer, 0).ballots.is_some_and(|found| found.high > found.low));
}

#[test]
fn what_was_done_in_sub_periods_is_drawn_in_each_of_them() {
    let errors = |points: &str| {
        let counted = format!("per = \"quarter\"\npoints = {points}");
        let text = RUBRIC.replace("measure = { mean = \"mark\" }\npoints = { full = 40, of = 100 }", &counted);
        assert!(text.contains("per = "), "the rubric of these tests has changed");
        let mut town = Town::new(&text, &[([30, 10, 0], &[1, 2, 3, 4, 5]), ([40, 0, 0], &[7])]);
        by_quarters(&mut town);
        let found = town.drawn(2000, 0);
        let sure = found.subjects.iter().find(|sure| sure.number == 0).and_then(|sure| sure.errors.as_ref());
        sure.map(|errors| errors.all.to_f64()).unwrap_or_default()
    };
    // 3 points for each of 5 things, three of them in one quarter: as many as in the whole, √(4.108² + 9 · 5) = 7.866.
    let free = errors("{ each = 3 }");
    assert!((free - 7.866).abs() < 0.6, "{free}");
    // Where a quarter gives no more than 3, a second thing changes nothing, and nothing at all is seldom drawn.
    let capped = errors("{ each = 3 }\ncap = 3");
    assert!(capped > 4.0 && capped < free - 2.0, "{capped}");
}

#[test]
fn a_share_of_ballots_is_drawn_as_the_rating_it_is() {
    let share = "measure = { share-of = \"choice\", credit = { good = 1, poor = 0 }, not-required = [\"abstain\"] }";
    let rating = "measure = { rating = \"choice\", values = { good = 100, poor = 0 }, not-counted = [\"abstain\"] }";
    let people: Vec<Person> = vec![([20, 10, 3], &[]), ([18, 12, 0], &[])];
    // A count with a mean of the table says that its rows are ballots.
    let counted = format!(
        "{RUBRIC}\n[counts.mean]\nname = \"mean\"\nfrom = \"votes\"\n{}\n",
        "measure = { rating = \"choice\", values = { good = 1, poor = 0 }, not-counted = [\"abstain\"] }"
    );
    let text = counted.replacen(rating, share, 1).replacen("points = { full = 60, of = 100 }", "points = { full = 60 }", 1);
    assert_ne!(text, counted);
    let (shared, rated) = (Town::new(&text, &people).drawn(400, 0), Town::new(RUBRIC, &people).drawn(400, 0));
    assert!(shared.fits);
    let ranges = |peer: &PeerConfidence| peer.subjects.iter().map(|sure| sure.ballots).collect::<Vec<_>>();
    assert_eq!(ranges(&shared), ranges(&rated));
    // Rows that nothing says are ballots are events, and no sample.
    let alone = RUBRIC.replacen(rating, share, 1).replacen("points = { full = 60, of = 100 }", "points = { full = 60 }", 1);
    assert!(Town::new(&alone, &people).drawn(100, 0).rated.is_empty());
}

/// A third of the ballots against takes the rank.
const VETO: &str = r#"
[counts.poor]
name = "poor"
from = "votes"
where = { choice = "poor" }
[counts.cast]
name = "cast"
from = "votes"
[vetoes.poor]
name = "a third against"
clause = "3"
if = { count = "poor", over = "cast", at-least = 0.34 }
effect = "exclude"
"#;

#[test]
fn a_veto_that_rests_on_ballots_is_asked_anew_in_each_draw() {
    let people: Vec<Person> = vec![([29, 1, 0], &[90]), ([20, 10, 0], &[90]), ([19, 11, 0], &[90])];
    let town = Town::new(&format!("{RUBRIC}{VETO}"), &people);
    let statuses: Vec<Status> = town.outcome.standings.iter().map(|standing| standing.status).collect();
    assert_eq!(statuses, [Status::Ranked, Status::Ranked, Status::Excluded]);
    let found = town.all(4000, 0);
    assert_eq!(found.held, []);
    let [peer] = found.peers.as_slice() else { panic!("a group") };
    assert!(peer.fits);
    assert_eq!(peer.subjects.len(), 2);
    assert_eq!(of(peer, 0).ballots.map(|found| found.out), Some(0));
    // At least 11 of 30 against, each with a chance of 1/3: 0.4152, by the binomial distribution; the standard error is below 0.008.
    let out = of(peer, 1).ballots.map_or(0, |found| found.out);
    assert!((1560..1760).contains(&out), "{out}");
    // At most 10 of 30 with a chance of 11/30: 0.4316.
    let [(2, spared)] = peer.spared.as_slice() else { panic!("{:?}", peer.spared) };
    assert!((1630..1825).contains(spared), "{spared}");
    assert_eq!(of(peer, 1).ballots.map(|found| (found.low, found.high)), Some((2, 3)));
}

#[test]
fn a_veto_on_the_total_and_one_that_leaves_nothing_are_asked_too() {
    let zero = VETO.replace("\"exclude\"", "\"zero\"");
    let list = "[standing]\nlist-if = [{ total = true, below = 40, reason = \"too low\" }]\n";
    let people: Vec<Person> = vec![([29, 1, 0], &[90]), ([20, 10, 0], &[90]), ([19, 11, 0], &[90])];
    let town = Town::new(&format!("{RUBRIC}{zero}{list}"), &people);
    let statuses: Vec<Status> = town.outcome.standings.iter().map(|standing| standing.status).collect();
    assert_eq!(statuses, [Status::Ranked, Status::Ranked, Status::Listed]);
    let peer = town.drawn(2000, 0);
    assert!(peer.fits);
    assert!((700..960).contains(&of(&peer, 1).ballots.map_or(0, |found| found.out)));
    assert!(matches!(peer.spared.as_slice(), [(2, spared)] if (700..990).contains(spared)), "{:?}", peer.spared);
}

#[test]
fn what_is_held_fixed_is_told() {
    let more = r#"
[counts.against]
name = "against"
from = "votes"
where = { choice = "poor" }
[standing]
tie-break = [{ criterion = "votes" }]
list-if = [{ criterion = "marks", missing = true, reason = "no marks" }]
"#;
    let barred = "ties = \"include\"\nbarred = [{ count = \"against\", at-least = 5, reason = \"five against\" }, { criterion = \"votes\", missing = true, reason = \"no votes\" }]";
    let text = format!("{}{more}", RUBRIC.replace("ties = \"include\"", barred));
    let found = Town::new(&text, &[([20, 10, 0], &[80]), ([18, 2, 0], &[70])]).all(100, 0);
    assert_eq!(found.held, [Held::TieBreak(0), Held::Eligibility(0)]);
}

/// Every rubric that comes with the program and has ballots is drawn as a whole, but for what is told.
#[test]
fn rubrics_that_come_with_the_program_are_drawn_as_a_whole() {
    let mut held = BTreeMap::new();
    let mut with_ballots = Vec::new();
    for (name, text) in library::BUILT_IN {
        let rubric = read(name, text).unwrap_or_else(|problems| panic!("{name}: {problems:?}")).rubric;
        let plan = Plan::of(&rubric);
        let rated = rubric.criteria.iter().enumerate().filter(|(_, criterion)| criterion.query.measure.ballots().is_some());
        for (number, criterion) in rated {
            let drawn = plan.drawn.iter().any(|(what, _)| *what == plan::What::Criterion(number));
            assert!(drawn, "{name}: {} is not drawn", criterion.id);
            with_ballots.push(*name);
        }
        if !plan.held.is_empty() {
            held.insert(*name, plan.held);
        }
    }
    with_ballots.dedup();
    assert!(with_ballots.len() >= 7, "{with_ballots:?}");
    // The tie-break by voters, and eligibility by grade.
    assert_eq!(held, BTreeMap::from([("township", vec![Held::TieBreak(0), Held::Eligibility(4)])]));
}
