//! Ballots by what they say: how many of a subject's ballots are alike under every query that reads them.
//!
//! In: entries. Out: for each subject kinds of ballots with how many there are of each; and back, from so many of each kind
//! the tally of a query, whole or of one sub-period. Who cast a ballot is not known here.

use std::collections::BTreeMap;

use super::frame::{run, Frames};
use super::plan::class;
use super::reduce::numbers;
use super::{Class, Tally, Uncounted};
use crate::fact::evidence::{Aside, Evidence};
use crate::rubric::model::{Measure, Query, Rubric};

/// Ballots of one subject that say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// How many.
    pub n: u64,
    /// What they say to each query that was asked; none where the query sets them aside or reads other tables. A ballot that a
    /// query does not count because of what it says is there all the same: another voter could have said what it counts.
    pub said: Vec<Option<Said>>,
}

/// What a ballot says to a query.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// Its class.
    pub class: Class,
    /// Its number, in millionths; 0 where words are measured.
    pub number: i64,
    /// Index of its sub-period; 0 where the query has none.
    pub part: usize,
}

/// Subject, table and number of an entry.
type Cast = (u32, String, usize);

/// The ballots of each subject that these queries keep. A row that several queries read, one aspect each, is one ballot.
pub fn ballots(evidence: &Evidence, rubric: &Rubric, queries: &[&Query]) -> Result<Vec<Vec<Alike>>, Uncounted> {
    let frames = Frames::of_entries(evidence);
    let mut cast: BTreeMap<Cast, (u64, Vec<Option<Said>>)> = BTreeMap::new();
    for (index, query) in queries.iter().enumerate() {
        let of_what_is_said = matches!(query.measure, Measure::Count | Measure::Sum(_));
        for one in &run(&frames, query, rubric) {
            let Some(entry) = frames.entry(one) else { continue };
            let says_otherwise = of_what_is_said && one.aside == Some(Aside::Where) && entry.aside.is_none();
            if one.aside.is_some() && !says_otherwise {
                continue;
            }
            let (n, said) = cast.entry((one.subject, one.table.clone(), one.entry)).or_insert_with(|| (entry.n, vec![None; queries.len()]));
            *n = entry.n;
            if let Some(said) = said.get_mut(index).filter(|_| one.aside.is_none()) {
                *said = Some(Said { class: class(entry, &one.table, query), number: numbers(entry, query).0, part: one.sub_period });
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

/// The tally of a query, or of one of its sub-periods, if so many of each kind had been cast; all that is no ballot stays as in `of`.
pub fn counted<'a>(of: &Tally, (query, part): (usize, usize), ballots: impl IntoIterator<Item = (&'a Alike, u64)>) -> Tally {
    let mut tally = Tally { classes: BTreeMap::new(), ..of.clone() };
    for (alike, n) in ballots.into_iter().filter(|(_, n)| *n > 0) {
        let said = alike.said.get(query).and_then(Option::as_ref).filter(|said| said.part == part);
        let Some(said) = said else { continue };
        let sums = tally.classes.entry(said.class.clone()).or_default();
        sums.rows += n;
        sums.number += i128::from(n) * i128::from(said.number);
    }
    tally
}
