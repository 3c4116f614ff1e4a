//! Worked examples of a rubric, run as tests.

use std::collections::BTreeMap;

use super::item::{item, Context};
use crate::base::exact::Exact;
use crate::base::period::Day;
use crate::base::place::Place;
use crate::base::text::Say;
use crate::fact::evidence::{Entry, Evidence, EvidenceTable, Fact, Subject};
use crate::rubric::model::{Criterion, Example, ExampleRow, Expected, Measure, Rubric};
use crate::tally::{tally_one, Tally, Uncounted};

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
            let tally = tally(rubric, criterion, example)?;
            let context = Context { exposure: &example.exposure, counts: &BTreeMap::new() };
            let item = item(criterion, &tally, &context);
            let agrees = match &example.expected {
                Expected::Points(points) => item.points.as_ref() == Some(points),
                Expected::NoValue(kind) => item.no_value == Some(*kind),
            };
            if !agrees {
                let found = item.points.map(|points| said(&points)).or_else(|| item.no_value.map(|kind| Say::new(kind.id(), kind.id())));
                let expected = match &example.expected {
                    Expected::Points(points) => said(points),
                    Expected::NoValue(kind) => Say::new(kind.id(), kind.id()),
                };
                mismatches.push(Mismatch {
                    criterion: criterion.id.clone(),
                    why: example.why.clone(),
                    expected,
                    found: found.unwrap_or_default(),
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

fn tally(rubric: &Rubric, criterion: &Criterion, example: &Example) -> Result<Tally, Uncounted> {
    let id = criterion.query.from.first().cloned().unwrap_or_default();
    let entries = example.rows.iter().zip(1u32..).map(|(row, number)| entry(row, criterion, number)).collect();
    let table = EvidenceTable { id, present: true, entries, rows: Vec::new() };
    let evidence = Evidence {
        subjects: vec![Subject { exposure: example.exposure.clone(), ..Subject::default() }],
        tables: vec![table],
        ..Evidence::default()
    };
    tally_one(&evidence, rubric, &criterion.query)
}

fn entry(row: &ExampleRow, criterion: &Criterion, number: u32) -> Entry {
    let texts = row.texts.iter().map(|(column, text)| (column.clone(), Fact::Text(text.clone())));
    let numbers = row.numbers.iter().map(|(column, value)| {
        let millionths = (value * &Exact::from(1_000_000i64)).to_whole().unwrap_or_default();
        (column.clone(), Fact::Number(millionths))
    });
    let mut values: BTreeMap<String, Fact> = texts.chain(numbers).collect();
    if let (Some(kind), Some(column)) = (row.blank, measured(&criterion.query.measure)) {
        values.insert(column.clone(), Fact::NoValue(kind));
    }
    let date = row.texts.iter().find(|(column, _)| column == "date");
    Entry {
        subject: 0,
        role: row.role.clone(),
        signers: row.signers.unwrap_or(1),
        position: row.position.unwrap_or(1),
        n: row.n.unwrap_or(1),
        values,
        day: date.and_then(|(_, text)| Day::parse_from_str(text, "%Y-%m-%d").ok()),
        place: Place::default().at(number, 0),
        aside: None,
    }
}

fn measured(measure: &Measure) -> Option<&String> {
    match measure {
        Measure::Count => None,
        Measure::Sum(column)
        | Measure::Distinct(column)
        | Measure::Value(column)
        | Measure::Mean { column, .. }
        | Measure::Rating { column, .. } => Some(column),
        Measure::Share(share) => Some(&share.column),
    }
}
