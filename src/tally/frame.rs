//! The relational steps on rows, in Polars: where, then once, with a fixed order.
//!
//! Only whole numbers and texts go through frames, so that threads and engines change nothing.

use std::collections::BTreeMap;

use polars::prelude::*;

use super::division;
use super::link::Links;
use super::plan::{class, factor};
use super::{turnout, Class, Traced};
use crate::base::exact::Exact;
use crate::fact::evidence::{Aside, Entry, Evidence, EvidenceTable, Fact};
use crate::rubric::model::{Filter, FilterTest, Measure, NoValue, Query, Range, Rubric};

/// The entries of each table and their frame.
pub(super) struct Frames<'a> {
    evidence: &'a Evidence,
    tables: BTreeMap<&'a str, (&'a [Entry], DataFrame)>,
}

impl<'a> Frames<'a> {
    /// An entry for each person named.
    pub fn of_entries(evidence: &'a Evidence) -> PolarsResult<Self> {
        Self::of(evidence, |table| &table.entries)
    }

    /// An entry for each source row, whoever it names.
    pub fn of_rows(evidence: &'a Evidence) -> PolarsResult<Self> {
        Self::of(evidence, |table| &table.rows)
    }

    fn of(evidence: &'a Evidence, entries: impl Fn(&'a EvidenceTable) -> &'a [Entry]) -> PolarsResult<Self> {
        let mut tables = BTreeMap::new();
        for table in &evidence.tables {
            let entries = entries(table);
            tables.insert(table.id.as_str(), (entries, frame(entries)?));
        }
        Ok(Self { evidence, tables })
    }

    /// The entry that was traced.
    pub fn entry(&self, traced: &Traced) -> Option<&Entry> {
        self.tables.get(traced.table.as_str())?.0.get(traced.entry)
    }
}

/// How many people the row names, and the place among them: named so that they are no column of a sheet.
const SIGNERS: &str = "#signers";
const POSITION: &str = "#position";

/// One row an entry: role, signers, position, and every column that holds texts or numbers; a no-value is null.
fn frame(entries: &[Entry]) -> PolarsResult<DataFrame> {
    let mut texts: BTreeMap<&str, Vec<Option<&str>>> = BTreeMap::new();
    let mut numbers: BTreeMap<&str, Vec<Option<i64>>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        for (column, fact) in &entry.values {
            match fact {
                Fact::Text(text) => put(&mut texts, column, index, entries.len(), Some(text.as_str())),
                Fact::Number(number) => put(&mut numbers, column, index, entries.len(), Some(*number)),
                Fact::NoValue(_) => {}
            }
        }
        if entry.role.is_some() || !entry.values.contains_key("role") {
            put(&mut texts, "role", index, entries.len(), entry.role.as_deref());
        }
        put(&mut numbers, SIGNERS, index, entries.len(), Some(i64::from(entry.signers) * 1_000_000));
        put(&mut numbers, POSITION, index, entries.len(), Some(i64::from(entry.position) * 1_000_000));
    }
    let mut columns = vec![Column::new("#entry".into(), (0u32..).take(entries.len()).collect::<Vec<_>>())];
    columns.extend(texts.into_iter().map(|(name, values)| Column::new(name.into(), values)));
    columns.extend(numbers.into_iter().map(|(name, values)| Column::new(format!("{name}#number").into(), values)));
    DataFrame::new(entries.len(), columns)
}

fn put<'a, T: Copy>(columns: &mut BTreeMap<&'a str, Vec<Option<T>>>, column: &'a str, index: usize, length: usize, value: Option<T>) {
    let values = columns.entry(column).or_insert_with(|| vec![None; length]);
    if let Some(slot) = values.get_mut(index) {
        *slot = value;
    }
}

/// What becomes of each entry of the query's tables.
pub(super) fn run(frames: &Frames, query: &Query, rubric: &Rubric) -> PolarsResult<Vec<Traced>> {
    let mut traced = Vec::new();
    let parts = division::parts(&frames.evidence.period, query);
    let links = Links::new(query, frames.evidence);
    for table in &query.from {
        let Some((entries, frame)) = frames.tables.get(table.as_str()) else { continue };
        if rubric.table(table).is_some_and(|table| table.tells_only_turnout(query.measure.column())) {
            continue;
        }
        let passing = filtered(frame, query, rubric, table)?;
        let mut factors: BTreeMap<Class, Exact> = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            let passes = passing.get(index).copied().unwrap_or(false);
            let aside = if passes { None } else { Some(Aside::Where) };
            let aside = aside.or_else(|| links.aside(entry)).or(entry.aside).or_else(|| no_value(entry, query));
            let (sub_period, aside) = division::place(entry, aside, &frames.evidence.period, &parts);
            let class = class(entry, table, query);
            let factor = factors.entry(class).or_insert_with_key(|class| factor(class, query)).clone();
            traced.push(Traced { subject: entry.subject, table: table.clone(), entry: index, sub_period, n: entry.n, factor, aside });
        }
    }
    // The rows of a made table are of no sheet: those of one subject may have one place, and are different all the same.
    let made = |table: &str| rubric.table(table).is_some_and(|table| table.made);
    keep_highest(&mut traced, frames, None, &made)?;
    if let Some(once) = &query.once {
        keep_highest(&mut traced, frames, Some(&once.per), &made)?;
    }
    turnout::once_a_row(&mut traced, query, rubric, |one| {
        let place = &frames.entry(one)?.place;
        Some(place.at(place.row, 0))
    });
    Ok(traced)
}

/// Which entries pass the query's `where`.
fn filtered(frame: &DataFrame, query: &Query, rubric: &Rubric, table: &str) -> PolarsResult<Vec<bool>> {
    let mut passing = vec![query.filters.is_empty(); frame.height()];
    if query.filters.is_empty() {
        return Ok(passing);
    }
    let known = rubric.table(table);
    // Where a key alone tells whose row it is, columns of these names tell just that.
    let by_key = known.is_some_and(|known| known.by_key().is_some());
    let conditions = query.filters.iter().map(|filter| {
        let declared = known.is_some_and(|known| known.column(&filter.column).is_some());
        let of_people = match filter.column.as_str() {
            "signers" if !declared || by_key => Some(SIGNERS),
            "position" if !declared || by_key => Some(POSITION),
            _ => None,
        };
        let filter = Filter { column: of_people.map_or_else(|| filter.column.clone(), str::to_owned), test: filter.test.clone() };
        let declared = declared || of_people.is_some() || filter.column == "role";
        condition(&filter, frame, declared)
    });
    let all = conditions.reduce(Expr::and).unwrap_or_else(|| lit(true));
    let kept = frame.clone().lazy().filter(all).select([col("#entry")]).collect()?;
    for index in kept.column("#entry")?.u32()?.iter().flatten() {
        if let Some(slot) = passing.get_mut(index as usize) {
            *slot = true;
        }
    }
    Ok(passing)
}

/// A column that no row of the sheet fills is blank throughout.
fn condition(filter: &Filter, frame: &DataFrame, declared: bool) -> Expr {
    let text = filter.column.clone();
    let number = format!("{}#number", filter.column);
    let has = |name: &str| declared && frame.column(name).is_ok();
    let words = |words: &[String]| {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        lit(Series::new("words".into(), words)).implode(true)
    };
    match &filter.test {
        FilterTest::Is(list) if has(&text) => col(text).is_in(words(list), false).fill_null(lit(false)),
        FilterTest::IsNot(list) if has(&text) => col(text).is_in(words(list), false).fill_null(lit(false)).not(),
        FilterTest::Present(wanted) => {
            let filled = [&text, &number].into_iter().filter(|name| has(name)).map(|name| col(name.as_str()).is_not_null());
            let present = filled.reduce(Expr::or).unwrap_or_else(|| lit(false));
            if *wanted {
                present
            } else {
                present.not()
            }
        }
        FilterTest::Number(range) if has(&number) => within(range, &number),
        FilterTest::IsNot(_) => lit(true),
        FilterTest::Is(_) | FilterTest::Number(_) => lit(false),
    }
}

/// Whole millionths are compared with the next whole number on the right side of each end, so that it is exact.
fn within(range: &Range, column: &str) -> Expr {
    let column = || col(column);
    let ends = [
        range.at_least.as_ref().map(|end| column().gt_eq(lit(millionths(end, Exact::ceil)))),
        range.above.as_ref().map(|end| column().gt(lit(millionths(end, Exact::floor)))),
        range.at_most.as_ref().map(|end| column().lt_eq(lit(millionths(end, Exact::floor)))),
        range.below.as_ref().map(|end| column().lt(lit(millionths(end, Exact::ceil)))),
    ];
    ends.into_iter().flatten().reduce(Expr::and).unwrap_or_else(|| lit(true)).fill_null(lit(false))
}

fn millionths(number: &Exact, whole: fn(&Exact) -> Exact) -> i64 {
    whole(&(number * &Exact::from(1_000_000i64))).to_whole().unwrap_or(if number.is_negative() { i64::MIN } else { i64::MAX })
}

/// Why the entry has no value in the measure's columns; of two kinds the one that is told first.
pub(super) fn no_value(entry: &Entry, query: &Query) -> Option<Aside> {
    if matches!(query.measure, Measure::Count | Measure::Distinct(_)) {
        return None;
    }
    let columns = query.measure.columns().into_iter();
    let kinds: Vec<NoValue> = columns
        .filter_map(|column| match entry.values.get(column) {
            Some(Fact::NoValue(kind)) => Some(*kind),
            Some(Fact::Text(_) | Fact::Number(_)) => None,
            None => Some(NoValue::NotRecorded),
        })
        .collect();
    NoValue::STRONGEST.into_iter().find(|kind| kinds.contains(kind)).map(Aside::NoValue)
}

/// Of a subject's entries that agree, the one with the largest factor stays; equal ones by date, then by place.
/// They agree in their row (`per` none) or in the columns of `once`; a blank agrees with nothing.
fn keep_highest(traced: &mut [Traced], frames: &Frames, per: Option<&Vec<String>>, made: &dyn Fn(&str) -> bool) -> PolarsResult<()> {
    let mut kept: Vec<usize> = (0..traced.len()).filter(|index| traced.get(*index).is_some_and(|one| one.aside.is_none())).collect();
    kept.sort_by_key(|index| traced.get(*index).and_then(|one| frames.entry(one)).map(|entry| &entry.place));
    let order = ranks_of_factors(traced);
    let (mut subjects, mut keys, mut factors, mut days, mut indices) = (vec![], vec![], vec![], vec![], vec![]);
    for index in kept {
        let Some(one) = traced.get(index) else { continue };
        let Some(entry) = frames.entry(one) else { continue };
        subjects.push(one.subject);
        keys.push(if per.is_none() && made(&one.table) { index.to_string() } else { key(entry, one, per, index) });
        factors.push(order.get(&one.factor).copied().unwrap_or(0));
        days.push(
            entry.day.map_or(i32::MAX, |day| {
                i32::try_from(day.signed_duration_since(chrono::NaiveDate::default()).num_days()).unwrap_or(i32::MAX)
            }),
        );
        indices.push(u32::try_from(index).unwrap_or(u32::MAX));
    }
    let frame = DataFrame::new(
        subjects.len(),
        vec![
            Column::new("subject".into(), subjects),
            Column::new("key".into(), keys),
            Column::new("factor".into(), factors),
            Column::new("day".into(), days),
            Column::new("index".into(), indices.clone()),
        ],
    )?;
    let options = SortMultipleOptions::default().with_order_descending_multi([true, false]).with_maintain_order(true);
    let sorted = frame.sort(["factor", "day"], options)?;
    let unique = sorted.unique_stable(Some(&["subject".into(), "key".into()]), UniqueKeepStrategy::First, None)?;
    let staying: std::collections::BTreeSet<u32> = unique.column("index")?.u32()?.iter().flatten().collect();
    let reason = if per.is_some() { Aside::Once } else { Aside::SameRow };
    for index in indices.into_iter().filter(|index| !staying.contains(index)) {
        if let Some(one) = traced.get_mut(index as usize) {
            one.aside = Some(reason);
        }
    }
    Ok(())
}

/// Factors in order, smallest 0: a whole number in place of a fraction.
fn ranks_of_factors(traced: &[Traced]) -> BTreeMap<Exact, u32> {
    let distinct: std::collections::BTreeSet<&Exact> = traced.iter().map(|one| &one.factor).collect();
    distinct.into_iter().cloned().zip(0..).collect()
}

/// What agrees: within a sub-period the columns of `once`, else the row.
fn key(entry: &Entry, one: &Traced, per: Option<&Vec<String>>, index: usize) -> String {
    let Some(columns) = per else {
        let place = &entry.place;
        let table = &one.table;
        return format!("{table}\u{1f}{}\u{1f}{}\u{1f}{}\u{1f}{}", place.file, place.sheet, place.row, place.column);
    };
    let parts = columns.iter().map(|column| match entry.values.get(column) {
        Some(Fact::Text(text)) => text.clone(),
        Some(Fact::Number(number)) => number.to_string(),
        Some(Fact::NoValue(_)) | None => format!("\u{1e}{index}"),
    });
    std::iter::once(one.sub_period.to_string()).chain(parts).collect::<Vec<_>>().join("\u{1f}")
}
