//! Counting: plain whole-number reducers indexed by the number of the subject.

use std::collections::BTreeSet;

use super::frame::Frames;
use super::plan::class;
use super::{Tally, Traced};
use crate::base::exact::Exact;
use crate::fact::evidence::{Aside, Entry, Fact};
use crate::rubric::model::{Measure, Query};

/// A tally for each subject, those without entries included.
pub(super) fn by_subject(traced: &[Traced], frames: &Frames, query: &Query, subjects: usize) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); subjects];
    let mut texts: BTreeSet<(u32, &str)> = BTreeSet::new();
    for one in traced {
        let (Some(tally), Some(entry)) = (tallies.get_mut(one.subject as usize), frames.entry(one)) else { continue };
        let text = take(tally, (entry, &one.table, one.aside), (one.n, &one.factor), query).and_then(|()| text(entry, query));
        if let Some(text) = text {
            tally.distinct += u64::from(texts.insert((one.subject, text)));
        }
    }
    tallies
}

/// Takes an entry of a table into a tally, so many times, with why it does not count; something where it may show a further text.
pub(super) fn take(
    tally: &mut Tally,
    (entry, table, aside): (&Entry, &str, Option<Aside>),
    (n, factor): (u64, &Exact),
    query: &Query,
) -> Option<()> {
    match aside {
        None => {
            let sums = tally.classes.entry(class(entry, table, query)).or_default();
            let (number, below) = numbers(entry, query);
            sums.rows += n;
            sums.number += i128::from(n) * i128::from(number);
            // For information only: a number far beyond any mark must not end the run.
            let square = i128::from(number) * i128::from(number);
            sums.squares = sums.squares.saturating_add(i128::from(n).saturating_mul(square));
            sums.below += i128::from(n) * i128::from(below);
            return factor.is_positive().then_some(());
        }
        Some(Aside::NoValue(kind)) => *tally.no_values.entry(kind).or_default() += entry.n,
        Some(Aside::OutsideTerm) => tally.outside_term += 1,
        Some(
            Aside::OtherPeriod
            | Aside::Unverified
            | Aside::OwnRating
            | Aside::Void
            | Aside::Blank
            | Aside::Where
            | Aside::Linked
            | Aside::Unlinked
            | Aside::Once
            | Aside::SameRow
            | Aside::NoSubPeriod,
        ) => {}
    }
    None
}

/// The number that is measured, and of a ratio the one below the line; 0 where there is none.
pub(super) fn numbers(entry: &Entry, query: &Query) -> (i64, i64) {
    let number = |column: Option<&&str>| match column.and_then(|column| entry.values.get(column)) {
        Some(Fact::Number(number)) => *number,
        Some(Fact::Text(_) | Fact::NoValue(_)) | None => 0,
    };
    let columns = query.measure.columns();
    (number(columns.first()), number(columns.get(1)))
}

fn text<'a>(entry: &'a Entry, query: &Query) -> Option<&'a str> {
    let Measure::Distinct(column) = &query.measure else { return None };
    match entry.values.get(column) {
        Some(Fact::Text(text)) => Some(text),
        Some(Fact::Number(_) | Fact::NoValue(_)) | None => None,
    }
}
