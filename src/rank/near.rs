//! Who is not in and near to the line: the margin that the rubric sets, told for a person to judge.
//!
//! In: who is in. Out: the line, how far it reaches, and those within it. It changes nobody's standing.

use super::fill::Candidate;
use super::standing::{Near, Selected, Standing, Status};
use crate::base::exact::Exact;
use crate::rubric::model::Margin;

/// The eligible who are not in, within the margin below the last who may be in by rank; none where nobody is.
///
/// `totals` are those that ranks look at, `by_rank` the numbers of those in or left to the committee by their rank.
pub(super) fn near(
    margin: Option<&Margin>,
    candidates: &[Candidate],
    by_rank: &[usize],
    standings: &[Standing],
    totals: &dyn Fn(usize) -> Option<Exact>,
    members: &[usize],
) -> Option<Near> {
    let line = by_rank.iter().filter_map(|index| totals(*index)).min()?;
    let out = |one: &&Candidate| {
        standings.get(one.index).is_some_and(|standing| standing.selected == Selected::No && standing.held_back.is_none())
    };
    let below = candidates.iter().filter(out).filter_map(|one| Some((one, totals(one.index)?))).filter(|(_, total)| *total <= line);
    let below: Vec<(&Candidate, Exact)> = below.collect();
    let span = span(members, standings, totals);
    let (points, places) = match margin {
        Some(Margin::Points(points)) => (Some(points.clone()), None),
        Some(Margin::Percent(percent)) => (of_hundred(percent, span.as_ref()?), None),
        Some(Margin::Places(places)) => (None, Some(*places)),
        None => (of_hundred(&Exact::one(), span.as_ref()?), None),
    };
    let last = places.and_then(|places| below.get(usize::try_from(places).unwrap_or(usize::MAX).min(below.len()).checked_sub(1)?));
    let within = |(one, total): &&(&Candidate, Exact)| match &points {
        Some(points) => line.clone() - total.clone() <= *points,
        None => last.is_some_and(|(last, _)| one.rank <= last.rank),
    };
    let near = below.iter().filter(within).map(|(one, _)| one.index).collect();
    Some(Near { line, span, points, places, members: near })
}

fn of_hundred(percent: &Exact, span: &Exact) -> Option<Exact> {
    (percent * span).over(&Exact::from(100i64))
}

/// The distance between the highest and the lowest total of the ranked.
fn span(members: &[usize], standings: &[Standing], totals: &dyn Fn(usize) -> Option<Exact>) -> Option<Exact> {
    let ranked = |index: &&usize| standings.get(**index).is_some_and(|standing| standing.status == Status::Ranked);
    let all: Vec<Exact> = members.iter().filter(ranked).filter_map(|index| totals(*index)).collect();
    Some(all.iter().max()?.clone() - all.iter().min()?.clone())
}
