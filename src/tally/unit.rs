//! One row by itself: what it gives a query that takes rows without looking at others.
//!
//! In: an entry. Out: the tally of a subject that has this entry and no other. Such tallies add up to those of many rows, where
//! the query has no `once`, `link`, `per` and `distinct`.

use super::frame::no_value;
use super::link::holds;
use super::reduce::take;
use super::{Sums, Tally};
use crate::base::exact::Exact;
use crate::fact::evidence::{Aside, Entry};
use crate::rubric::model::{Measure, Query};

/// Whether the query takes each row by itself.
pub fn is_by_row(query: &Query) -> bool {
    query.once.is_none() && query.links.is_empty() && query.per.is_none() && !matches!(query.measure, Measure::Distinct(_))
}

/// What the entry, a row of this table, gives such a query.
pub fn unit(entry: &Entry, table: &str, query: &Query) -> Tally {
    let mut tally = Tally::default();
    if query.from.iter().any(|from| from == table) {
        let passes = query.filters.iter().all(|filter| holds(filter, entry));
        let aside = if passes { entry.aside.or_else(|| no_value(entry, &query.measure.columns())) } else { Some(Aside::Where) };
        // The factor matters to distinct texts only.
        take(&mut tally, (entry, table, aside), (entry.n, &Exact::one()), query);
    }
    tally
}

impl Tally {
    /// Adds another one, so many times.
    pub fn add(&mut self, one: &Self, times: u64) {
        let often = i128::from(times);
        for (class, sums) in &one.classes {
            let of_class = match self.classes.get_mut(class) {
                Some(known) => known,
                None => self.classes.entry(class.clone()).or_default(),
            };
            *of_class = Sums {
                rows: of_class.rows + sums.rows * times,
                number: of_class.number + sums.number * often,
                squares: of_class.squares.saturating_add(sums.squares.saturating_mul(often)),
                below: of_class.below + sums.below * often,
            };
        }
        for (kind, entries) in &one.no_values {
            *self.no_values.entry(*kind).or_default() += entries * times;
        }
        self.outside_term += one.outside_term * times;
        self.distinct += one.distinct * times;
    }
}
