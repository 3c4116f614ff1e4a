//! Sub-periods: which one a row belongs to, and the tallies of each.
//!
//! In: entries with a day or the period of their folder. Out: the number of the sub-period, and tallies by it.

use super::frame::Frames;
use super::{reduce, Tally, Traced};
use crate::base::period::Period;
use crate::fact::evidence::{Aside, Entry};
use crate::rubric::model::Query;

/// The sub-periods of a query, as parts of the period; none where it has no `per`.
pub(super) fn parts(period: &Period, query: &Query) -> Vec<Period> {
    query.per.map(|per| period.parts(per)).unwrap_or_default()
}

/// The sub-period of an entry: that of its day (the first one where it was carried into the period), else the one that holds its folder's period, else the whole period.
/// What counts and fits none is set aside.
pub(super) fn place(entry: &Entry, aside: Option<Aside>, period: &Period, parts: &[Period]) -> (usize, Option<Aside>) {
    let (from, to) = entry.day.map(|day| day.max(period.from)).map(|day| (day, day)).or(entry.folder).unwrap_or((period.from, period.to));
    let found = parts.iter().position(|part| part.contains(from) && part.contains(to));
    match (found, aside) {
        (None, None | Some(Aside::NoValue(_))) if !parts.is_empty() => (0, Some(Aside::NoSubPeriod)),
        (found, aside) => (found.unwrap_or(0), aside),
    }
}

/// Tallies of each of so many sub-periods, each by number of subject.
pub(super) fn by_sub_period(traced: &[Traced], frames: &Frames, query: &Query, subjects: usize, parts: usize) -> Vec<Vec<Tally>> {
    let of = |part: usize| traced.iter().filter(|one| one.sub_period == part).cloned().collect::<Vec<_>>();
    (0..parts).map(|part| reduce::by_subject(&of(part), frames, query, subjects)).collect()
}

/// All sub-periods of each subject as one tally.
pub(super) fn together(divided: &[Vec<Tally>], subjects: usize) -> Vec<Tally> {
    let mut together = vec![Tally::default(); subjects];
    for tallies in divided {
        for (all, one) in together.iter_mut().zip(tallies) {
            all.add(one, 1);
        }
    }
    together
}
