//! The second gate: what the rubric refuses to score.

use std::collections::BTreeMap;

use super::awaited::Awaited;
use crate::base::exact::Exact;
use crate::base::period::{Per, Period};
use crate::base::place::Place;
use crate::base::problem::{Fault, Problem};
use crate::fact::evidence::{Aside, Evidence, Subject};
use crate::rubric::model::{ColumnKind, Criterion, Measure, Missing, NoValue, Rubric};
use crate::score::card::{Item, Refusal, Scorecard};
use crate::sheet::table::{BySheet, Reading};
use crate::tally::{Traced, Tracer, Uncounted};

/// What the rubric refuses, with the cells where they can be named.
pub(super) fn refusals(
    rubric: &Rubric,
    evidence: &Evidence,
    (reading, awaited): (&Reading, &Awaited),
    cards: &[Scorecard],
) -> Result<Vec<Problem>, Uncounted> {
    let mut problems = missing_parts(rubric, evidence, cards);
    if cards.iter().flat_map(|card| &card.items).all(|item| item.refused.is_none()) {
        return Ok(problems);
    }
    let tracer = Tracer::new(evidence, rubric)?;
    let sheets = Sheets::of(reading);
    for (index, criterion) in rubric.criteria.iter().enumerate() {
        let items = cards.iter().enumerate().filter_map(|(number, card)| Some((number, card.items.get(index)?)));
        let refused: Vec<(usize, usize, &Item)> = items.flat_map(|(number, item)| refused_parts(number, item)).collect();
        if refused.is_empty() {
            continue;
        }
        let rows = rows(evidence, &tracer.trace(&criterion.query)?);
        let parts = criterion.query.per.map(|per| evidence.period.parts(per)).unwrap_or_default();
        for (number, part, item) in refused {
            let (Some(subject), Some(refusal)) = (evidence.subjects.get(number), &item.refused) else { continue };
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            if rows.contains_key(&(number, 0, Some(Aside::NoSubPeriod))) {
                // Its rows were told as fitting no sub-period.
                continue;
            }
            // A no-value stands in cells that say so; two values, or one out of range, in rows that count.
            let aside = if let Refusal::NoValue(kind) = refusal { Some(Aside::NoValue(*kind)) } else { None };
            // Words that excuse are counted rows of a share.
            let kept = || rows.get(&(number, part, None)).filter(|_| matches!(criterion.query.measure, Measure::Share(_)));
            let own = rows.get(&(number, part, aside)).or_else(kept).map(Vec::as_slice).unwrap_or_default();
            let mut own = own.iter().map(|place| sheets.cell(place, criterion));
            let lacks = own.len() == 0 && matches!(refusal, Refusal::NoValue(NoValue::NotRecorded));
            let time = parts.get(part).unwrap_or(&evidence.period);
            let theirs = lacks.then(|| awaited.theirs(&criterion.query.from, subject, time));
            if theirs.as_ref().is_some_and(|theirs| theirs.own) {
                // What is missing may stand in that row, which was told.
                continue;
            }
            let place = own.next().unwrap_or_else(|| subject.place.clone());
            let counted = rows.get(&(number, part, None)).map_or(0, |rows| rows.len() as u64);
            let least = criterion.query.measure.ballots().map_or(0, |ballots| ballots.minimum);
            let few = (0 < counted && counted < least && is_a_row_each(criterion, rubric)).then_some((counted, least));
            let open = theirs.as_ref().map_or(0, |theirs| theirs.anybody);
            let (fault, found) = refused_as(criterion, parts.get(part), subject, (refusal, few, open), item);
            let mut problem = Problem::new(fault, place, found).of_subject(number);
            problem.related = own.chain(theirs.and_then(|theirs| theirs.first)).collect();
            problems.push(problem);
        }
    }
    Ok(problems)
}

/// Whether each row of the criterion's tables counts once.
fn is_a_row_each(criterion: &Criterion, rubric: &Rubric) -> bool {
    let mut columns = criterion.query.from.iter().filter_map(|id| rubric.table(id)).flat_map(|table| &table.columns);
    columns.all(|column| column.kind != ColumnKind::Count)
}

/// The item, or those of its sub-periods, that the rubric refuses; with the numbers of subject and sub-period.
fn refused_parts(number: usize, item: &Item) -> Vec<(usize, usize, &Item)> {
    let whole = std::slice::from_ref(item);
    let parts = if item.sub_periods.is_empty() { whole } else { item.sub_periods.as_slice() };
    parts.iter().enumerate().filter(|(_, item)| item.refused.is_some()).map(|(part, item)| (number, part, item)).collect()
}

/// The fault of a refusal, and what was found.
fn refused_as(
    criterion: &Criterion,
    part: Option<&Period>,
    subject: &Subject,
    (refusal, few, open): (&Refusal, Option<(u64, u64)>, u64),
    item: &Item,
) -> (Fault, String) {
    let criterion = part.map_or_else(|| criterion.name.clone(), |part| format!("{}（{}）", criterion.name, part.id));
    let subject = subject.name.clone();
    match refusal {
        Refusal::NoValue(kind) => {
            let told = (*kind != NoValue::NotRecorded).then(|| Box::new(item.say(*kind)));
            (Fault::NotRecorded { criterion, subject, kind: told, few, open }, kind.id().to_owned())
        }
        Refusal::TwoValues => (Fault::TwoValues { criterion, subject }, String::new()),
        Refusal::OutOfRange(ranges) => {
            let found = item.measure.as_ref().map(Exact::plain).unwrap_or_default();
            let ranges: Vec<(String, String)> = ranges.iter().map(|(low, high)| (low.plain(), high.plain())).collect();
            let fault = match ranges.as_slice() {
                [(low, high)] => Fault::OutOfRange { low: low.clone(), high: high.clone() },
                _ => Fault::OutsideRanges { ranges },
            };
            (fault, found)
        }
    }
}

/// Numbers of subject and sub-period, and why the rows do not count.
type Kind = (u32, usize, Option<Aside>);

/// Places of a criterion's rows.
fn rows(evidence: &Evidence, traced: &[Traced]) -> BTreeMap<Kind, Vec<Place>> {
    let mut rows: BTreeMap<Kind, Vec<Place>> = BTreeMap::new();
    for one in traced {
        if let Some(entry) = evidence.table(&one.table).and_then(|table| table.entries.get(one.entry)) {
            rows.entry((one.subject, one.sub_period, one.aside)).or_default().push(entry.place.clone());
        }
    }
    rows
}

/// The sheets as read, which know the column of a value.
struct Sheets<'a>(BySheet<'a>);

impl<'a> Sheets<'a> {
    fn of(reading: &'a Reading) -> Self {
        Self(BySheet::new(&reading.tables))
    }

    /// The cell of this row that the criterion measures; the row, where it measures none.
    fn cell(&self, place: &Place, criterion: &Criterion) -> Place {
        let column = || {
            let table = self.0.at(place)?;
            let index = table.rows.binary_search_by_key(&place.row, |row| row.number).ok()?;
            Some(table.rows.get(index)?.cells.get(criterion.query.measure.column()?)?.column)
        };
        if place.column > 0 {
            return place.clone();
        }
        place.at(place.row, column().unwrap_or(0))
    }
}

/// Rows that fit no sub-period of a rule, told once for each peer group they concern.
pub(super) fn without_sub_period(rubric: &Rubric, evidence: &Evidence) -> Result<Vec<Problem>, Uncounted> {
    let divided: Vec<(&Criterion, Per)> = rubric.criteria.iter().filter_map(|criterion| Some((criterion, criterion.query.per?))).collect();
    if divided.is_empty() {
        return Ok(Vec::new());
    }
    let tracer = Tracer::new(evidence, rubric)?;
    let mut told: BTreeMap<(&Place, &str), Problem> = BTreeMap::new();
    for (criterion, per) in divided {
        for one in tracer.trace(&criterion.query)?.iter().filter(|one| one.aside == Some(Aside::NoSubPeriod)) {
            let entry = evidence.table(&one.table).and_then(|table| table.entries.get(one.entry));
            let (Some(entry), Some(subject)) = (entry, evidence.subjects.get(one.subject as usize)) else { continue };
            let found = entry.folder.map(|(from, to)| format!("{from}..{to}")).unwrap_or_default();
            let example = evidence.period.parts(per).first().map(|part| part.id.clone()).unwrap_or_default();
            let problem = Problem::new(Fault::NoSubPeriod { per, example }, entry.place.clone(), found).of_subject(one.subject);
            told.entry((&entry.place, subject.peer.as_str())).or_insert(problem);
        }
    }
    Ok(told.into_values().collect())
}

/// A roster of which nobody is in office in the period. Where a row of it has a fault, that is told instead.
pub(super) fn nobody(rubric: &Rubric, evidence: &Evidence, reading: &Reading, period: &Period) -> Option<Problem> {
    let mut rosters = reading.tables.iter().filter(|table| table.id == rubric.subject.table);
    let blank = rosters.clone().all(|table| table.rows.is_empty());
    let sound = rosters.clone().all(|table| table.faulty.is_empty());
    let first = rosters.next().filter(|_| sound && evidence.subjects.is_empty())?;
    Some(Problem::new(Fault::NobodyInOffice { period: period.id.clone(), blank }, first.place.clone(), ""))
}

/// Whether the blend lacks a part that it refuses to be without.
pub(super) fn lacks_part(rubric: &Rubric, card: &Scorecard) -> bool {
    let refuses = rubric.blend.declared && rubric.blend.missing == Missing::Refuse;
    refuses && card.items.iter().any(|item| item.points.is_some()) && card.parts.iter().any(|score| score.points.is_none())
}

fn missing_parts(rubric: &Rubric, evidence: &Evidence, cards: &[Scorecard]) -> Vec<Problem> {
    if !rubric.blend.declared || rubric.blend.missing != Missing::Refuse {
        return Vec::new();
    }
    let mut problems = Vec::new();
    for ((subject, card), number) in evidence.subjects.iter().zip(cards).zip(0u32..) {
        let scored = card.items.iter().any(|item| item.points.is_some());
        for (part, _) in rubric.parts.iter().zip(&card.parts).filter(|(_, score)| scored && score.points.is_none()) {
            let fault = Fault::PartMissing { part: part.name.clone() };
            problems.push(Problem::new(fault, subject.place.clone(), &subject.name).of_subject(number));
        }
    }
    problems
}
