//! Ballots by what they say: how many of a subject's ballots are alike under every query that reads them.
//!
//! In: entries. Out: for each subject kinds of ballots with how many there are of each; and back, from so many of each kind
//! the tally of a query. Who cast a ballot is not known here.

use std::collections::BTreeMap;

use super::frame::{run, Frames};
use super::plan::class;
use super::reduce::numbers;
use super::{Class, Tally, Uncounted};
use crate::fact::evidence::Evidence;
use crate::rubric::model::{Query, Rubric};

/// Ballots of one subject that say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// How many.
    pub n: u64,
    /// What they say to each query that was asked; none where the query sets them aside or reads other tables.
    pub said: Vec<Option<Said>>,
}

/// What a ballot says to a query.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// Its class.
    pub class: Class,
    /// Its number, in millionths; 0 where words are measured.
    pub number: i64,
}

/// Subject, table and number of an entry.
type Cast = (u32, String, usize);

/// The ballots of each subject that these queries keep. A row that several queries read, one aspect each, is one ballot.
pub fn ballots(evidence: &Evidence, rubric: &Rubric, queries: &[&Query]) -> Result<Vec<Vec<Alike>>, Uncounted> {
    let frames = Frames::of_entries(evidence);
    let mut cast: BTreeMap<Cast, (u64, Vec<Option<Said>>)> = BTreeMap::new();
    for (index, query) in queries.iter().enumerate() {
        for one in run(&frames, query, rubric).iter().filter(|one| one.aside.is_none()) {
            let Some(entry) = frames.entry(one) else { continue };
            let (n, said) = cast.entry((one.subject, one.table.clone(), one.entry)).or_insert_with(|| (entry.n, vec![None; queries.len()]));
            *n = entry.n;
            if let Some(said) = said.get_mut(index) {
                *said = Some(Said { class: class(entry, &one.table, query), number: numbers(entry, query).0 });
            }
        }
    }
    let mut alike: Vec<BTreeMap<Vec<Option<Said>>, u64>> = vec![BTreeMap::new(); evidence.subjects.len()];
    for ((subject, ..), (n, said)) in cast {
        if let Some(own) = alike.get_mut(subject as usize) {
            *own.entry(said).or_default() += n;
        }
    }
    Ok(alike.into_iter().map(|own| own.into_iter().map(|(said, n)| Alike { n, said }).collect()).collect())
}

/// The tally of a query if so many of each kind had been cast; all that is no ballot stays as in `of`.
pub fn counted<'a>(of: &Tally, query: usize, ballots: impl IntoIterator<Item = (&'a Alike, u64)>) -> Tally {
    let mut tally = Tally { classes: BTreeMap::new(), ..of.clone() };
    for (alike, n) in ballots.into_iter().filter(|(_, n)| *n > 0) {
        let Some(said) = alike.said.get(query).and_then(Option::as_ref) else { continue };
        let sums = tally.classes.entry(said.class.clone()).or_default();
        sums.rows += n;
        sums.number += i128::from(n) * i128::from(said.number);
    }
    tally
}
