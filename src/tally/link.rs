//! Rows of another table that decide whether a row counts.
//!
//! In: a query's links, and all evidence. Out: why a link sets an entry aside.

use std::collections::BTreeSet;

use crate::fact::evidence::{Aside, Entry, Evidence, Fact};
use crate::fact::passes;
use crate::rubric::model::{Filter, Link, Query};

/// What rows must agree in: the subject, where it must be the same, and the values.
type Agreed<'a> = (Option<u32>, Vec<&'a Fact>);

/// The links of a query, each with what the other table has.
pub(super) struct Links<'a>(Vec<(&'a Link, BTreeSet<Agreed<'a>>)>);

impl<'a> Links<'a> {
    /// Looks the other tables through once.
    pub fn new(query: &'a Query, evidence: &'a Evidence) -> Self {
        Self(query.links.iter().map(|link| (link, others(link, evidence))).collect())
    }

    /// Why one of the links sets the entry aside.
    pub fn aside(&self, entry: &Entry) -> Option<Aside> {
        let reason = |(link, others): &(&Link, BTreeSet<Agreed>)| {
            let found = agreed(link, entry, |(own, _)| own).is_some_and(|agreed| others.contains(&agreed));
            match (found, link.wanted) {
                (true, false) => Some(Aside::Linked),
                (false, true) => Some(Aside::Unlinked),
                (true, true) | (false, false) => None,
            }
        };
        self.0.iter().find_map(reason)
    }
}

/// What the rows of the other table that count have in the columns that must agree.
fn others<'a>(link: &Link, evidence: &'a Evidence) -> BTreeSet<Agreed<'a>> {
    let table = evidence.table(&link.table);
    let rows = table.map(|table| if link.same_subject { &table.entries } else { &table.rows });
    let counting = rows.into_iter().flatten().filter(|row| row.aside.is_none() && link.filters.iter().all(|filter| holds(filter, row)));
    counting.filter_map(|row| agreed(link, row, |(_, other)| other)).collect()
}

/// The values that must agree; none when one of them is blank, as a blank agrees with nothing.
fn agreed<'a>(link: &Link, entry: &'a Entry, side: impl Fn(&(String, String)) -> &String) -> Option<Agreed<'a>> {
    let value = |pair| match entry.values.get(side(pair))? {
        Fact::NoValue(_) => None,
        fact @ (Fact::Text(_) | Fact::Number(_)) => Some(fact),
    };
    let values = link.by.iter().map(value).collect::<Option<Vec<&Fact>>>()?;
    Some((link.same_subject.then_some(entry.subject), values))
}

/// Whether a row fulfils a condition.
pub(super) fn holds(filter: &Filter, row: &Entry) -> bool {
    let whole = |number: u32| Fact::Number(i64::from(number) * 1_000_000);
    let of_people = match (row.values.get(&filter.column), filter.column.as_str()) {
        (None, "role") => row.role.clone().map(Fact::Text),
        (None, "signers") => Some(whole(row.signers)),
        (None, "position") => Some(whole(row.position)),
        (None | Some(_), _) => None,
    };
    passes(&filter.test, of_people.as_ref().or(row.values.get(&filter.column)))
}
