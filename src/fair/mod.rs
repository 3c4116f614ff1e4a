//! How scores and proposals fall on groups of people, and on those in office for a part of the period only.
//!
//! In: subjects, scorecards and standings. Out: counts, exact means, shares with intervals, ratios. The floor changes no number, judges
//! nobody and knows no sheet: whether a difference is unfair is for people to say.

mod possible;
mod split;

use std::collections::BTreeSet;

pub use self::possible::{possible, Possible};
pub use self::split::{Group, Split, LEAST, PART, WHOLE};

use crate::base::exact::Exact;
use crate::fact::evidence::Subject;
use crate::rank::standing::{Standing, Status};
use crate::rubric::model::{ColumnKind, Rubric};
use crate::score::card::Scorecard;

/// What people are told apart by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trait {
    /// The peer group in which they are ranked.
    Peer,
    /// A roster column.
    Column(String),
    /// The whole period in office, or a part of it.
    Term,
}

/// All of it.
#[derive(Debug, Clone, Default)]
pub struct Fairness {
    /// One for each trait by which there are two groups or more.
    pub splits: Vec<Split>,
    /// Those in office for a part of the period, in order of subjects.
    pub part_term: Vec<PartTerm>,
}

/// One who was in office for a part of the period.
#[derive(Debug, Clone)]
pub struct PartTerm {
    /// Number of the subject.
    pub index: usize,
    /// Points, and what was possible; none where nothing has an upper end.
    pub own: Option<Possible>,
    /// The share that those in office throughout got together, in the same peer group; none where there are none.
    pub others: Option<Exact>,
}

/// One subject with all that is known of it.
#[derive(Debug, Clone, Copy)]
struct Person<'a> {
    index: usize,
    subject: &'a Subject,
    card: &'a Scorecard,
    standing: &'a Standing,
}

/// Compares groups of those who are listed; `stopped` peer groups are left out.
pub fn fairness(rubric: &Rubric, subjects: &[Subject], cards: &[Scorecard], standings: &[Standing], stopped: &[String]) -> Fairness {
    let people = subjects.iter().zip(cards).zip(standings).enumerate();
    let people = people.map(|(index, ((subject, card), standing))| Person { index, subject, card, standing });
    let people: Vec<Person> = people.filter(|person| !stopped.contains(&person.subject.peer)).collect();
    let mut splits: Vec<Split> = Vec::new();
    for split in traits(rubric).into_iter().map(|by| split::split(rubric, &people, by)) {
        // Two traits that part people alike are one.
        if split.groups.len() > 1 && !splits.iter().any(|known| known.is_alike(&split)) {
            splits.push(split);
        }
    }
    let in_part = people.iter().filter(|person| !person.throughout());
    let part_term = in_part.map(|person| PartTerm {
        index: person.index,
        own: possible(rubric, person.subject, person.card),
        others: split::pooled(rubric, people.iter().filter(|other| other.is_peer_throughout(person))),
    });
    Fairness { splits, part_term: part_term.collect() }
}

/// What the rubric's `[fairness]` names; without it the peer group, the columns of the groups and those that hold words. The term
/// always.
fn traits(rubric: &Rubric) -> Vec<Trait> {
    let columns = rubric.fairness.clone().unwrap_or_else(|| usual(rubric));
    let mut seen = BTreeSet::new();
    let columns = columns.into_iter().filter(|column| seen.insert(column.clone())).map(Trait::Column);
    let peer = (rubric.peers.len() > 1).then_some(Trait::Peer);
    columns.chain(peer).chain([Trait::Term]).collect()
}

/// The columns of the peer groups, those that hold words, and those of the groups.
fn usual(rubric: &Rubric) -> Vec<String> {
    let roster = rubric.table(&rubric.subject.table);
    let words = roster.into_iter().flat_map(|table| &table.columns).filter(|column| matches!(column.kind, ColumnKind::Word(_)));
    let words = words.map(|column| column.id.clone());
    rubric.peers.iter().cloned().chain(words).chain(rubric.groups.iter().cloned()).collect()
}

impl Person<'_> {
    fn is_ranked(&self) -> bool {
        self.standing.status == Status::Ranked && self.standing.rank.is_some()
    }

    /// Whether in office for the whole period.
    fn throughout(&self) -> bool {
        self.subject.exposure >= Exact::one()
    }

    fn is_peer_throughout(&self, other: &Self) -> bool {
        self.throughout() && self.is_ranked() && self.subject.peer == other.subject.peer
    }
}
