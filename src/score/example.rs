//! Worked examples of a rubric, run as tests.

use std::sync::Arc;

use super::card::{Item, Step};
use super::divided::{divided, SubPeriod};
use super::item::{compared, item, Context};
use super::normal::Group;
use crate::base::by_name::ByName;
use crate::base::exact::Exact;
use crate::base::period::{Per, Period};
use crate::base::place::Place;
use crate::base::text::Say;
use crate::fact::evidence::{Aside, Entry, Evidence, EvidenceTable, Fact, Subject};
use crate::rubric::model::{Criterion, Example, ExampleRow, Expected, Query, Rubric};
use crate::tally::{tally_one, tally_one_divided, Uncounted};

/// An example that gives something else than it says.
#[derive(Debug, Clone)]
pub struct Mismatch {
    /// Criterion id.
    pub criterion: String,
    /// What the example shows.
    pub why: String,
    /// What it says must come out.
    pub expected: Say,
    /// What comes out.
    pub found: Say,
    /// How it came out.
    pub steps: Vec<Step>,
    /// Its line in the rubric.
    pub line: u32,
}

/// Runs every example; how many there are, and those that fail.
pub fn check(rubric: &Rubric) -> Result<(usize, Vec<Mismatch>), Uncounted> {
    let mut mismatches = Vec::new();
    let mut run = 0;
    for criterion in &rubric.criteria {
        for example in &criterion.examples {
            run += 1;
            let item = scored(rubric, criterion, example)?;
            let agrees = match &example.expected {
                Expected::Points(points) => item.points.as_ref() == Some(points),
                Expected::NoValue(kind) => item.no_value == Some(*kind),
            };
            if !agrees {
                let found = item.points.map(|points| said(&points)).or_else(|| item.no_value.map(|kind| Say::new(kind.id(), kind.id())));
                let refused = || Say::new("拒绝评分", "refused");
                let expected = match &example.expected {
                    Expected::Points(points) => said(points),
                    Expected::NoValue(kind) => Say::new(kind.id(), kind.id()),
                };
                mismatches.push(Mismatch {
                    criterion: criterion.id.clone(),
                    why: example.why.clone(),
                    expected,
                    found: found.unwrap_or_else(refused),
                    steps: item.steps,
                    line: example.line,
                });
            }
        }
    }
    Ok((run, mismatches))
}

fn said(points: &Exact) -> Say {
    Say::new(points.plain(), points.plain())
}

/// The example's item, as that of somebody with its rows, exposure and counts.
fn scored(rubric: &Rubric, criterion: &Criterion, example: &Example) -> Result<Item, Uncounted> {
    let counts = example.counts.iter().map(|(id, number)| (id.clone(), Some(number.clone()))).collect();
    // The row itself says where its links find another row.
    let query = Query { links: Vec::new(), ..criterion.query.clone() };
    let evidence = evidence(criterion, example);
    let exposure = &example.exposure;
    if let Some(per) = criterion.query.per {
        let parts = evidence.period.parts(per);
        let tallies = tally_one_divided(&evidence, rubric, &query, parts.len())?;
        let parts: Vec<SubPeriod> =
            parts.iter().map(|part| SubPeriod { name: part.say(), exposure: exposure.clone(), in_office: true }).collect();
        return Ok(divided(criterion, &parts.iter().zip(&tallies).collect::<Vec<_>>(), &counts));
    }
    let tally = tally_one(&evidence, rubric, &query)?;
    let own = compared(criterion, &tally, exposure, &counts);
    let group = criterion.normalise.as_ref().map(|rule| {
        let numbers = own.into_iter().chain(example.among.iter().cloned());
        Group::new(rule, String::new(), numbers.collect())
    });
    Ok(item(criterion, &tally, &Context { exposure, counts: &counts, group: group.as_ref() }))
}

/// The example's period; else from the sub-period of its first date to that of its last.
fn period(per: Option<Per>, example: &Example) -> Period {
    let dates = example.rows.iter().filter_map(ExampleRow::day);
    let (first, last) = (dates.clone().min().unwrap_or_default(), dates.max().unwrap_or_default());
    let from_dates = Period { from: first, to: last, id: String::new() };
    let whole = per.map_or_else(Vec::new, |per| from_dates.whole_parts(per));
    let spanned = whole.first().zip(whole.last()).map(|(first, last)| Period { from: first.from, to: last.to, id: String::new() });
    example.period.clone().or(spanned).unwrap_or(from_dates)
}

fn evidence(criterion: &Criterion, example: &Example) -> Evidence {
    let from = &criterion.query.from;
    let rows = || example.rows.iter().zip(1u32..);
    let tables = from.iter().map(|id| {
        let own = rows().filter(|(row, _)| row.table.as_ref().or(from.first()) == Some(id));
        EvidenceTable {
            id: id.clone(),
            present: true,
            entries: own.map(|(row, number)| entry(row, criterion, number)).collect(),
            rows: Vec::new(),
        }
    });
    Evidence {
        period: period(criterion.query.per, example),
        subjects: vec![Subject { exposure: example.exposure.clone(), ..Subject::default() }],
        tables: tables.collect(),
        ..Evidence::default()
    }
}

fn entry(row: &ExampleRow, criterion: &Criterion, number: u32) -> Entry {
    let texts = row.texts.iter().map(|(column, text)| (column.clone(), Fact::Text(text.clone())));
    let numbers = row.numbers.iter().map(|(column, value)| {
        let millionths = (value * &Exact::from(1_000_000i64)).to_whole().unwrap_or_default();
        (column.clone(), Fact::Number(millionths))
    });
    let mut values: ByName<Fact> = texts.chain(numbers).collect();
    if let (Some(kind), Some(column)) = (row.blank, criterion.query.measure.column()) {
        values.insert(column.to_owned(), Fact::NoValue(kind));
    }
    Entry {
        subject: 0,
        role: row.role.clone(),
        rater: None,
        signers: row.signers.unwrap_or(1),
        position: row.position.unwrap_or(1),
        n: row.n.unwrap_or(1),
        values: Arc::new(values),
        day: row.day(),
        folder: None,
        place: Place::default().at(number, 0),
        aside: aside(row, &criterion.query),
    }
}

/// Why one of the rule's links sets the row aside.
fn aside(row: &ExampleRow, query: &Query) -> Option<Aside> {
    let link = query.links.iter().find(|link| row.linked.to(&link.table) != link.wanted)?;
    Some(if link.wanted { Aside::Unlinked } else { Aside::Linked })
}
