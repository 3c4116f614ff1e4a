//! The floor as a whole, on small cases that can be reckoned.

#![expect(clippy::indexing_slicing, reason = "a test may panic")]

use std::sync::Arc;

mod wide;

use super::*;
use crate::base::by_name::ByName;
use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::fact::evidence::{Entry, EvidenceTable, Fact};
use crate::rank::rank;
use crate::rubric::read;
use crate::score::score;
use crate::tally::tally;

/// Satisfied or not by voters, and marks of a committee; the better half is selected.
const RUBRIC: &str = r#"
[rubric]
id = "small"
name = "small"
version = "1"
locale = "en"
in-force = { from = 2025-01-01 }
subject = { table = "roster", name = "name", key = ["name"] }
[tables.roster]
sheet = ["roster"]
columns.name = { header = ["name"], type = "text" }
[tables.votes]
sheet = ["votes"]
columns.name = { header = ["name"], type = "name" }
columns.class = { header = ["class"], type = "word", words = { town = ["town"], village = ["village"] } }
columns.choice = { header = ["choice"], type = "word", words = { good = ["good"], poor = ["poor"], abstain = ["abstain"] } }
columns.n = { header = ["n"], type = "count" }
[tables.marks]
sheet = ["marks"]
columns.name = { header = ["name"], type = "name" }
columns.mark = { header = ["mark"], type = "number" }
[dimensions.votes]
name = "votes"
full = 60
[dimensions.marks]
name = "marks"
full = 40
[criteria.votes]
name = "votes"
clause = "1"
dimension = "votes"
from = "votes"
none = "not-required"
measure = { rating = "choice", values = { good = 100, poor = 0 }, not-counted = ["abstain"] }
points = { full = 60, of = 100 }
[criteria.marks]
name = "marks"
clause = "2"
dimension = "marks"
from = "marks"
none = "not-required"
measure = { mean = "mark" }
points = { full = 40, of = 100 }
[selection]
name = "best"
word = "commendation"
quota = { number = 1 }
ties = "include"
"#;

/// A scored town, to draw from.
struct Town {
    rubric: Rubric,
    evidence: Evidence,
    tallies: Tallies,
    cards: Vec<Scorecard>,
    outcome: Outcome,
}

/// Ballots good, poor and abstain, and marks.
type Person<'a> = ([u64; 3], &'a [i64]);

impl Town {
    fn new(text: &str, people: &[Person]) -> Self {
        let rubric = read("small", text).unwrap_or_else(|problems| panic!("{problems:?}")).rubric;
        let period = Period::parse("2025").unwrap_or_else(|| panic!("a period"));
        let subject =
            |number: usize| Subject { key: format!("{number}"), name: format!("{number}"), exposure: Exact::one(), ..Subject::default() };
        let entry = |number: usize, n: u64, column: &str, fact: Fact| Entry {
            subject: u32::try_from(number).unwrap_or(0),
            role: None,
            rater: None,
            signers: 1,
            position: 1,
            n,
            values: Arc::new(ByName::from_iter([(column, fact), ("class", Fact::Text("town".into()))])),
            day: None,
            folder: None,
            place: crate::base::place::Place::default(),
            aside: None,
        };
        let (mut votes, mut marks) = (Vec::new(), Vec::new());
        for (number, (counts, given)) in people.iter().enumerate() {
            for (choice, n) in ["good", "poor", "abstain"].iter().zip(counts).filter(|(_, n)| **n > 0) {
                votes.push(entry(number, *n, "choice", Fact::Text((*choice).to_owned())));
            }
            marks.extend(given.iter().map(|mark| entry(number, 1, "mark", Fact::Number(mark * 1_000_000))));
        }
        // Each stands in a row of its own.
        for (row, entry) in (1_u32..).zip(votes.iter_mut().chain(&mut marks)) {
            entry.place = entry.place.at(row, 1);
        }
        let table = |id: &str, entries: Vec<Entry>| EvidenceTable { id: id.into(), present: true, entries, rows: Vec::new() };
        let tables = vec![table("roster", Vec::new()), table("votes", votes), table("marks", marks)];
        let evidence = Evidence { period, subjects: (0..people.len()).map(subject).collect(), tables, ..Evidence::default() };
        let tallies = tally(&evidence, &rubric).unwrap_or_else(|error| panic!("{error}"));
        let cards = score(&rubric, &evidence.subjects, &tallies);
        let outcome = rank(&rubric, &evidence.subjects, &cards, &[], None);
        Self { rubric, evidence, tallies, cards, outcome }
    }

    fn all(&self, draws: u32, jobs: usize) -> Confidence {
        let chance = Chance { seed: 3, draws, jobs };
        let found = confidence(&self.rubric, &self.evidence, (&self.tallies, &self.cards, &self.outcome), &[], chance);
        found.unwrap_or_else(|error| panic!("{error}"))
    }

    fn drawn(&self, draws: u32, jobs: usize) -> PeerConfidence {
        self.all(draws, jobs).peers.pop().unwrap_or_else(|| panic!("a group"))
    }

    /// Scores and ranks once more, after entries were changed.
    fn score_again(&mut self) {
        self.tallies = tally(&self.evidence, &self.rubric).unwrap_or_else(|error| panic!("{error}"));
        self.cards = score(&self.rubric, &self.evidence.subjects, &self.tallies);
        self.outcome = rank(&self.rubric, &self.evidence.subjects, &self.cards, &[], None);
    }
}

fn of(peer: &PeerConfidence, number: usize) -> &Sure {
    peer.subjects.iter().find(|sure| sure.number == number).unwrap_or_else(|| panic!("{number}"))
}

/// How many of 10,000 draws leave `other` of 30 ballots no better than `one` of 30, to the nearest whole draw.
fn no_better(other: i64, one: i64) -> i64 {
    let power = |base: i64, exponent: i64| (0..exponent).fold(Exact::one(), |product, _| &product * &Exact::from(base));
    let choose = |n: i64, k: i64| (0..k).fold(Exact::one(), |product, i| &product * &Exact::ratio(n - i, i + 1).unwrap_or_default());
    let chance = |good: i64, k: i64| {
        &(&choose(30, k) * &(&power(good, k) * &power(30 - good, 30 - k))) * &Exact::one().over(&power(30, 30)).unwrap_or_default()
    };
    let all: Exact = (0..=30).flat_map(|k| (0..=k).map(move |j| (k, j))).map(|(k, j)| &chance(one, k) * &chance(other, j)).sum();
    (&all * &Exact::from(10_000_i64)).round(0, crate::base::exact::RoundMode::HalfUp).to_whole().unwrap_or(0)
}

#[test]
fn two_subjects_overlap_as_much_as_their_ballots_say() {
    let peer = Town::new(RUBRIC, &[([20, 10, 0], &[]), ([18, 12, 4], &[])]).drawn(10_000, 0);
    assert!(peer.fits);
    assert_eq!(peer.rated, [0]);
    let (first, second) = (of(&peer, 0), of(&peer, 1));
    assert_eq!((first.rank, second.rank), (1, 2));
    // Within the one place, ties included. The standard error of so many draws is below 50.
    for (sure, expected) in [(first, no_better(18, 20)), (second, no_better(20, 18))] {
        let within = sure.ballots.and_then(|found| found.within).map_or(0, i64::from);
        assert!((within - expected).abs() < 150, "{within} and not {expected}");
        assert_eq!(sure.ballots.map(|found| (found.low, found.high)), Some((1, 2)));
        assert_eq!((sure.set, sure.among_best, sure.near), (Some((1, 2)), Some(true), true));
    }
    assert_eq!(peer.places, [1]);
}

#[test]
fn what_cannot_change_is_sure() {
    // Ballots of the last alone differ, and it is far behind.
    let peer = Town::new(RUBRIC, &[([30, 0, 2], &[90]), ([28, 0, 0], &[80]), ([10, 20, 0], &[70, 70])]).drawn(500, 0);
    for sure in &peer.subjects {
        assert_eq!(sure.ballots.map(|found| (found.low, found.high)), Some((sure.rank, sure.rank)), "{sure:?}");
        assert_eq!(sure.set, Some((sure.rank, sure.rank)));
        assert_eq!(sure.among_best, Some(sure.rank == 1));
        assert!(!sure.near);
    }
}

#[test]
fn where_all_ballots_say_the_same_nothing_is_drawn() {
    let peer = Town::new(RUBRIC, &[([30, 0, 5], &[90, 90]), ([0, 25, 0], &[80])]).drawn(100, 0);
    assert!(peer.fits && peer.rated.is_empty());
    assert!(peer.subjects.iter().all(|sure| sure.ballots.is_none() && sure.set.is_none() && sure.among_best.is_none()));
    assert!(peer.influences.iter().all(|one| one.input != Input::Ballots));
}

#[test]
fn who_has_no_ballots_is_drawn_with_other_weights_only() {
    let peer = Town::new(RUBRIC, &[([0, 0, 0], &[80]), ([0, 0, 0], &[70])]).drawn(100, 0);
    assert!(peer.fits && peer.rated.is_empty());
    // Only one dimension has points, and both are made up for in the same way.
    assert!(peer.subjects.iter().all(|sure| sure.ballots.is_none() && sure.weights.map(|found| found.low) == Some(sure.rank)));
}

#[test]
fn weights_decide_between_two_who_are_good_at_different_things() {
    // 60 + 0 against 24 + 36: equal but for the weights; the tie is broken one way or the other in every draw.
    let peer = Town::new(RUBRIC, &[([30, 0, 0], &[0]), ([12, 18, 0], &[90])]).drawn(2000, 0);
    let shares: Vec<u32> = peer.subjects.iter().filter_map(|sure| sure.weights?.within).collect();
    assert_eq!(shares.len(), 2);
    assert!(shares.iter().all(|share| (900..1200).contains(share)), "{shares:?}");
    assert_eq!(of(&peer, 0).without, [Some(2), Some(1)]);
    // The mean shift is half a rank in every draw, but whose rank it is depends on the weights.
    assert!(peer.influences.iter().all(|one| one.total.is_none()), "{:?}", peer.influences);
    let moved_by: Vec<Option<Input>> =
        peer.subjects.iter().map(|sure| sure.moved_by.and_then(|index| peer.influences.get(index)).map(|one| one.input)).collect();
    assert!(moved_by.iter().all(|input| input.is_some_and(|input| input != Input::Rounding)), "{moved_by:?}");
}

#[test]
fn each_class_of_respondents_keeps_its_ballots() {
    // A class that says all good and one that says all poor: as many of each are drawn again, so nothing changes.
    let text = RUBRIC
        .replace("not-counted = [\"abstain\"] }", "not-counted = [\"abstain\"], weights = { class = { town = 0.5, village = 0.5 } } }");
    let mut town = Town::new(&text, &[([10, 10, 0], &[50]), ([20, 0, 0], &[50])]);
    for entry in town.evidence.tables.iter_mut().filter(|table| table.id == "votes").flat_map(|table| &mut table.entries) {
        let poor = entry.values.get("choice") == Some(&Fact::Text("poor".into())) || entry.subject == 1 && entry.n > 10;
        if poor {
            Arc::make_mut(&mut entry.values).insert("class", Fact::Text("village".into()));
        }
    }
    town.score_again();
    assert!(town.drawn(100, 0).rated.is_empty());
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let people: Vec<Person> = vec![([20, 10, 1], &[80, 90, 70]), ([18, 12, 0], &[85, 60]), ([25, 5, 0], &[40, 90]), ([5, 9, 0], &[])];
    let town = Town::new(RUBRIC, &people);
    let one = town.drawn(300, 1);
    assert_eq!(one, town.drawn(300, 3));
    assert_eq!(one.rated, [0, 1]);
    assert!(one.influences.iter().any(|influence| influence.input == Input::Ballots));
}

#[test]
fn a_mean_without_the_outermost_is_drawn_too() {
    let text = RUBRIC.replace("measure = { mean = \"mark\" }", "measure = { mean = \"mark\", trim = 1 }");
    let marks: [&[i64]; 2] = [&[50, 70, 71, 72, 100], &[60, 68, 69, 70, 90]];
    let peer = Town::new(&text, &[([0, 0, 0], marks[0]), ([0, 0, 0], marks[1])]).drawn(2000, 0);
    assert!(peer.fits);
    assert_eq!(peer.rated, [1]);
    let within = of(&peer, 0).ballots.and_then(|found| found.within).unwrap_or(0);
    assert!((1100..1950).contains(&within), "{within}");
}

#[test]
fn nothing_is_told_where_totals_do_not_come_out() {
    let mut town = Town::new(RUBRIC, &[([20, 10, 0], &[]), ([18, 12, 0], &[])]);
    town.outcome.standings[0].exact = Some(Exact::from(41_i64));
    let peer = town.drawn(100, 0);
    assert!(!peer.fits && peer.subjects.is_empty());
    // A group that errors stopped is not there at all.
    let chance = Chance { seed: 3, draws: 100, jobs: 1 };
    let stopped = confidence(&town.rubric, &town.evidence, (&town.tallies, &town.cards, &town.outcome), &[String::new()], chance);
    assert!(stopped.unwrap_or_else(|error| panic!("{error}")).peers.is_empty());
}

#[test]
fn the_error_of_a_total_is_that_of_its_ballots_and_of_what_was_done() {
    // 60 points of 40 ballots, 30 of them good, and 3 points for each of 5 things done.
    let counted = "points = { each = 3 }";
    let text = RUBRIC.replace("measure = { mean = \"mark\" }\npoints = { full = 40, of = 100 }", counted);
    assert!(text.contains(counted), "the rubric of these tests has changed");
    let town = Town::new(&text, &[([30, 10, 0], &[1, 2, 3, 4, 5]), ([40, 0, 0], &[7])]);
    let found = town.drawn(2000, 2);
    assert_eq!(found, town.drawn(2000, 1), "the number of threads changes nothing");
    let errors = |number: usize| {
        let sure = found.subjects.iter().find(|sure| sure.number == number);
        let errors = sure.and_then(|sure| sure.errors.as_ref()).unwrap_or_else(|| panic!("errors of {number}"));
        (errors.ballots.as_ref().map(Exact::to_f64), errors.all.to_f64())
    };
    let near = |one: f64, other: f64| assert!((one - other).abs() < other * 0.08, "{one} is not {other}");
    // 60 · √(¾ · ¼ ÷ 40) = 4.108, 3 · √5 = 6.708, and both together √(4.108² + 6.708²) = 7.866.
    let (ballots, all) = errors(0);
    near(ballots.unwrap_or_default(), 4.108);
    near(all, 7.866);
    // All ballots alike have no spread; one thing done has that of one thing.
    let (ballots, all) = errors(1);
    assert_eq!(ballots, Some(0.0));
    near(all, 3.0);
}
