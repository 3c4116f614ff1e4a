//! Which rubrics and files this road takes; all others go the way of sheets.

use std::ffi::OsStr;

use crate::rubric::model::{ColumnKind, Dimension, Mandates, Origin, Points, Rubric, Table};
use crate::sheet::table::Source;
use crate::tally::is_by_row;

/// Whether all files are parquet, and the rubric asks only for what can be told of each row, and each subject, by itself: every table
/// but the roster has one person a row, told by a key, and plain columns; no rule takes rows together (`once`, `link`, `per`,
/// `distinct`), divides by a count, compares measures within a group, or looks at earlier periods; nothing is followed, listed or put
/// on display.
pub fn fits(rubric: &Rubric, sources: &[Source]) -> bool {
    let parquet =
        |source: &Source| source.path.extension().and_then(OsStr::to_str).is_some_and(|ending| ending.eq_ignore_ascii_case("parquet"));
    !sources.is_empty() && sources.iter().all(parquet) && takes_tables(rubric) && takes_rules(rubric)
}

fn takes_tables(rubric: &Rubric) -> bool {
    let subject = &rubric.subject;
    let roster = |table: &Table| table.id == subject.table && table.keep.is_empty() && is_plain(table);
    // A text that must be there describes what happened, and rows of which all is the same are told.
    let long = |table: &Table| {
        let described = table.columns.iter().any(|column| column.kind == ColumnKind::Text && !column.optional);
        is_plain(table) && !described && table.by_key().is_some_and(|key| !key.optional) && table.column("rater").is_none()
    };
    let term = &subject.term;
    subject.key.len() == 1
        && subject.mandate.is_none()
        && subject.tell_apart.is_empty()
        && term.pause.is_none()
        && rubric.leaves.is_empty()
        && rubric.tables.iter().all(|table| roster(table) || long(table))
}

/// Whether each value stands in a cell of its own.
fn is_plain(table: &Table) -> bool {
    table.wide.is_none()
        && !table.made
        && table.turnout.is_none()
        && table.columns.iter().all(|column| {
            let kind =
                matches!(column.kind, ColumnKind::Text | ColumnKind::Key | ColumnKind::Word(_) | ColumnKind::Number | ColumnKind::Date);
            kind && column.origin == Origin::Column && !column.fill_down && column.only_with.is_none()
        })
}

fn takes_rules(rubric: &Rubric) -> bool {
    let of_roster = |from: &[String]| from.contains(&rubric.subject.table);
    let queries = rubric.queries().all(|(_, query)| is_by_row(query) && !of_roster(&query.from));
    let criteria = rubric
        .criteria
        .iter()
        .all(|criterion| criterion.over.is_none() && criterion.normalise.is_none() && !matches!(criterion.points, Points::JudgedBy { .. }));
    let alone = |dimension: &Dimension| dimension.normalise.is_none() && dimension.per.is_none();
    queries
        && criteria
        && rubric.counts.iter().all(|count| count.over.is_none())
        && rubric.dimensions.iter().all(alone)
        && rubric.parts.iter().all(|part| part.normalise.is_none())
        && rubric.standing.mandates == Mandates::Each
        && rubric.periods_before() == 0
        && rubric.figures.is_empty()
        && rubric.follows.is_empty()
        && rubric.calendars.is_empty()
        && rubric.summaries.is_empty()
        && rubric.publication.is_none()
}
