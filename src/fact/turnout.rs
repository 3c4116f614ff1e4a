//! Who voted: each number at most the one before, and the counts of a row add up.
//!
//! In: rows of a table with `turnout`. Out: what does not agree, and the rows that it makes a problem of.

use std::collections::BTreeSet;

use crate::base::exact::Exact;
use crate::base::problem::{Fault, Problem};
use crate::base::text::Say;
use crate::rubric::model::{self, ColumnKind, Poll, Turnout};
use crate::sheet::excerpt;
use crate::sheet::table::{Row, Table, Value};

/// Rows in which the numbers do not agree.
pub(super) fn check(table: &Table, rule: &model::Table, problems: &mut Vec<Problem>) -> BTreeSet<u32> {
    let Some(turnout) = &rule.turnout else { return BTreeSet::new() };
    let mut odd = BTreeSet::new();
    for cells in table.rows.chunk_by(|one, other| one.number == other.number) {
        let Some(row) = cells.first() else { continue };
        let told = told(row, table, turnout);
        let mut found = chain(&told);
        // Where a cell of the row is a problem, its counts do not add up for that reason.
        if found.is_empty() && !table.faulty.contains(&row.number) {
            found.extend(counted(cells, rule, turnout).and_then(|counted| counted.compared(&told, turnout)));
        }
        for (at, value, fault) in found {
            odd.insert(row.number);
            let excerpt = excerpt::of_row(table, rule, row, at, &value);
            problems.push(Problem::new(fault, table.place.at(row.number, at), value).excerpt(excerpt));
        }
    }
    odd
}

/// A number of the turnout, with its column of the sheet and how that is headed.
struct Told {
    poll: Poll,
    number: Exact,
    at: u32,
    head: Say,
}

/// What is wrong: the column of the sheet, the value there, and the fault.
type Found = (u32, String, Fault);

/// The numbers that the row tells, in order.
fn told(row: &Row, table: &Table, turnout: &Turnout) -> Vec<Told> {
    let told = |(poll, column): &(Poll, String)| {
        let cell = row.cells.get(column)?;
        let Value::Number(number) = cell.value else { return None };
        let head = table.heads.get(&cell.column).map_or_else(|| poll.say(), |head| Say::new(head.clone(), head.clone()));
        Some(Told { poll: *poll, number: Exact::fixed(number, 6), at: cell.column, head })
    };
    turnout.columns.iter().filter_map(told).collect()
}

/// Numbers that are not whole, else those above the one before.
fn chain(told: &[Told]) -> Vec<Found> {
    let odd: Vec<Found> = told
        .iter()
        .filter(|one| one.number.is_negative() || one.number.to_whole().is_none())
        .map(|one| (one.at, one.number.plain(), Fault::NotWhole))
        .collect();
    if !odd.is_empty() {
        return odd;
    }
    let pairs = told.iter().zip(told.iter().skip(1)).filter(|(before, one)| one.number > before.number);
    pairs
        .map(|(before, one)| {
            let (what, with, number) = (one.head.clone(), before.head.clone(), before.number.plain());
            (one.at, one.number.plain(), Fault::Turnout { what, with, number, equal: false })
        })
        .collect()
}

/// The counts of a wide row: of valid ballots and of all, and the valid ones in words.
struct Counted {
    valid: u64,
    all: u64,
    parts: Vec<String>,
}

/// The counts of the row, where its table has them across.
fn counted(cells: &[Row], rule: &model::Table, turnout: &Turnout) -> Option<Counted> {
    let wide = rule.wide.as_ref()?;
    let column = rule.column(&wide.across)?;
    if rule.column(&wide.cell)?.kind != ColumnKind::Count {
        return None;
    }
    let mut counted = Counted { valid: 0, all: 0, parts: Vec::new() };
    for row in cells {
        let (Some(Value::Word(word)), Some(Value::Count(count))) =
            (row.cells.get(&wide.across).map(|cell| &cell.value), row.cells.get(&wide.cell).map(|cell| &cell.value))
        else {
            continue;
        };
        counted.all += count;
        if !turnout.void.contains(word) {
            counted.valid += count;
            let ways = column.words().iter().find(|(known, _)| known == word).and_then(|(_, ways)| ways.first());
            counted.parts.push(format!("{} {count}", ways.unwrap_or(word)));
        }
    }
    Some(counted)
}

impl Counted {
    /// What does not agree: with the valid ballots, and with those returned where the void ones are counted or nothing else is told.
    fn compared(&self, told: &[Told], turnout: &Turnout) -> Option<Found> {
        let of = |poll: Poll| told.iter().find(|one| one.poll == poll);
        let valid = || of(Poll::Valid).and_then(|told| agree(self.valid, &self.parts, told, true));
        let returned = || {
            let told = of(Poll::Returned).filter(|_| !turnout.void.is_empty() || of(Poll::Valid).is_none())?;
            agree(self.all, &[], told, !turnout.void.is_empty())
        };
        valid().or_else(returned)
    }
}

fn agree(sum: u64, parts: &[String], told: &Told, equal: bool) -> Option<Found> {
    let sum = Exact::from(sum);
    if if equal { sum == told.number } else { sum <= told.number } {
        return None;
    }
    let with = if parts.is_empty() {
        Say::new("各项票数合计", "the sum of the counts")
    } else {
        Say::new(format!("{} 合计", parts.join("、")), format!("the sum of {}", parts.join(", ")))
    };
    let (what, number) = (told.head.clone(), told.number.plain());
    if equal {
        return Some((told.at, number, Fault::Turnout { what, with, number: sum.plain(), equal }));
    }
    Some((told.at, sum.plain(), Fault::Turnout { what: with, with: what, number, equal }))
}
