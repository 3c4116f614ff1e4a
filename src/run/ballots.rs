//! Ballots that stand one a row, against the turnout that another sheet tells.

use crate::base::exact::Exact;
use crate::base::place::Place;
use crate::base::problem::{Fault, Problem};
use crate::base::text::Say;
use crate::fact::evidence::Evidence;
use crate::rubric::model::{Criterion, Poll, Query, Rubric, Table};
use crate::tally::{Tallies, Tally};

/// Subjects of whom there are other ballots than the turnout says.
///
/// `elsewhere` is the place of tallies that were given in place of rows.
pub(super) fn unlike_turnout(rubric: &Rubric, evidence: &Evidence, tallies: &Tallies, elsewhere: Option<&Place>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for criterion in rubric.criteria.iter().filter(|criterion| all_rows(&criterion.query)) {
        let Some(teller) = teller(rubric, criterion) else { continue };
        for (number, tally) in (0_u32..).zip(tallies.queries.get(&criterion.id).into_iter().flatten()) {
            let Some((what, found, poll, told)) = unlike(tally) else { continue };
            let rows = evidence.table(&teller.id).into_iter().flat_map(|table| &table.entries);
            let mut places = rows.filter(|entry| entry.subject == number && entry.aside.is_none()).map(|entry| entry.place.clone());
            let Some(place) = places.next().or_else(|| elsewhere.cloned()) else { continue };
            let fault = Fault::Turnout { what, with: poll.say(), number: told.to_string(), equal: poll == Poll::Valid };
            let mut problem = Problem::new(fault, place, Exact::from(found).plain()).of_subject(number);
            problem.related = places.collect();
            problems.push(problem);
        }
    }
    problems
}

/// Whether the criterion takes every ballot of its tables.
fn all_rows(query: &Query) -> bool {
    query.measure.ballots().is_some() && query.filters.is_empty() && query.links.is_empty() && query.once.is_none() && query.per.is_none()
}

/// The table that tells the turnout of the ballots of the others; none where one of those tells its own.
fn teller<'r>(rubric: &'r Rubric, criterion: &Criterion) -> Option<&'r Table> {
    let tables = || criterion.query.from.iter().filter_map(|id| rubric.table(id)).filter(|table| table.turnout.is_some());
    let only = |table: &Table| table.tells_only_turnout(criterion.query.measure.column());
    tables().next().filter(|_| tables().all(only))
}

/// How many ballots there are, and what they are compared with, where the two do not agree.
fn unlike(tally: &Tally) -> Option<(Say, u64, Poll, u64)> {
    let ballots: u64 = tally.classes.values().map(|sums| sums.rows).sum();
    let what = Say::new("表中的选票", "ballots found");
    if let Some(valid) = tally.turnout.of(Poll::Valid) {
        return (ballots != valid).then_some((what, ballots, Poll::Valid, valid));
    }
    let returned = tally.turnout.of(Poll::Returned)?;
    (ballots > returned).then_some((what, ballots, Poll::Returned, returned))
}
