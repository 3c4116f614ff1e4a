//! The rows of a sheet that is a table, as typed cells.
//!
//! In: the sheet, its table and layout. Out: rows, what was set aside, problems with places.
//! It knows no people and does not judge whether a row counts.

mod begun;
mod headed;
mod removed;
mod told;

use std::sync::Arc;

use super::cell::{self, Outcome};
use super::cell::{Calendar, Memo};
use super::excerpt;
use super::fit::Layout;
use super::grid::{Area, RawCell, RawRow, RawSheet};
use super::header::Head;
use super::line::{Line, Lines};
use super::plan::{ColumnPlan, Plan};
use super::table::{nothing_filled_in, Cell, Row, Source, Table, Value};
use super::twins::Twins;
use crate::base::by_name::ByName;
use crate::base::place::Place;
use crate::base::problem::{Fault, Problem, Severity};
use crate::rubric::model::Origin;

/// Cells of a row by column id.
type Cells = ByName<Cell>;

/// Reads one sheet as one table.
pub struct Reader<'s> {
    /// The sheet.
    pub sheet: &'s RawSheet,
    /// The table.
    pub plan: &'s Plan<'s>,
    /// Where its columns stand.
    pub layout: &'s Layout,
    /// Where in the sheet it stands.
    pub area: Area,
    /// Whether other tables stand beside it.
    pub beside: bool,
    /// File and sheet.
    pub place: &'s Place,
    /// The file.
    pub source: &'s Source,
    /// How dates are read.
    pub calendar: Calendar<'s>,
}

/// What a column held before the row that is read.
#[derive(Default)]
struct Before<'s> {
    above: Option<&'s RawCell>,
    memo: Memo,
}

/// What is gathered on the way.
struct Gathered {
    table: Table,
    problems: Vec<Problem>,
}

impl<'s> Reader<'s> {
    /// Reads all rows.
    pub fn read(&self) -> (Table, Vec<Problem>) {
        let mut gathered = Gathered { table: self.begun(), problems: Vec::new() };
        for (id, second) in &self.layout.twice {
            let fault = Fault::ColumnTwice { column: id.clone() };
            let problem = Problem::new(fault, self.place.at(second.row, second.column), second.text.clone());
            gathered.problems.push(problem.excerpt(excerpt::header(self.layout, Some(second.column))));
        }
        let fixed = self.fixed(&mut gathered.problems);
        let events: Vec<(&Head, Option<Cells>)> =
            self.layout.across.iter().map(|head| (head, self.header_values(head, &mut gathered.problems))).collect();
        let lines = Lines::new(self.layout, |index| self.plan.columns.get(index).is_none_or(|column| column.column.optional));
        let mut columns: Vec<Before> = self.plan.columns.iter().map(|_| Before::default()).collect();
        let start = self.sheet.rows.partition_point(|row| row.number <= self.layout.bottom);
        let mut twins = Twins::new(self.sheet, self.plan, self.layout);
        for row in self.sheet.rows.iter().skip(start) {
            if let Some(why) = self.sheet.removed.get(&row.number) {
                gathered.table.set_aside.push((row.number, why.clone()));
                self.remember(row, &mut columns);
                continue;
            }
            match lines.tell(row, self.sheet, self.layout) {
                Line::Aside(why) => gathered.table.set_aside.push((row.number, why)),
                Line::Data => {
                    let before = gathered.table.rows.len();
                    let sound = self.row(row, fixed.as_ref(), &events, &mut columns, &mut gathered);
                    if sound && gathered.table.rows.len() == before {
                        gathered.table.set_aside.push((row.number, nothing_filled_in()));
                    }
                    if !sound {
                        gathered.table.faulty.push(row.number);
                    }
                    let first = twins.first_like(row, || self.stood_for(row, &columns));
                    if let (Some(first), Some((column, _))) = (first, row.cells.first()) {
                        let place = self.place.at(row.number, *column);
                        let problem = Problem::new(Fault::RowTwice, place, "").related(self.place.at(first, *column));
                        gathered.problems.push(problem);
                    }
                }
            }
        }
        (gathered.table, gathered.problems)
    }

    /// The cells above that blank ones of the row read last stand for, by column.
    fn stood_for(&self, row: &RawRow, columns: &[Before<'s>]) -> Vec<(u32, &'s RawCell)> {
        let taken = self.layout.taken.iter().zip(columns).filter_map(|(head, before)| Some((head.as_ref()?.column, before.above?)));
        taken.filter(|(column, _)| row.cell(*column).is_none()).collect()
    }

    /// Reads one source row; whether all of it is sound.
    fn row(
        &self,
        row: &'s RawRow,
        fixed: Option<&Cells>,
        events: &[(&Head, Option<Cells>)],
        columns: &mut [Before<'s>],
        gathered: &mut Gathered,
    ) -> bool {
        let (mut cells, sound) = self.own_cells(row, columns, &mut gathered.problems);
        let Some(fixed) = fixed.filter(|_| sound) else {
            cells.extend(fixed.into_iter().flatten().map(|(id, cell)| (Arc::clone(id), cell.clone())));
            gathered.table.left_out.insert((row.number, 0), cells);
            return false;
        };
        cells.extend(fixed.iter().map(|(id, cell)| (Arc::clone(id), cell.clone())));
        let Some(plan) = self.plan.cell() else {
            self.only_with(&mut cells);
            gathered.table.rows.push(Row { number: row.number, cells });
            return true;
        };
        let mut sound = true;
        for (head, values) in events {
            let Some(values) = values else {
                sound = false;
                continue;
            };
            let found = row.cell(head.column).or_else(|| self.merged_event(row.number, head));
            let outcome = cell::read(plan, found, &head.text, self.calendar);
            let mut cells = cells.clone();
            cells.extend(values.iter().map(|(id, cell)| (Arc::clone(id), cell.clone())));
            self.report(&outcome, plan, row, head, found, &mut gathered.problems);
            if is_error(&outcome) {
                sound = false;
                gathered.table.left_out.insert((row.number, head.column), cells);
                continue;
            }
            let Some(value) = outcome.value else { continue };
            cells.insert(Arc::clone(&plan.id), Cell { column: head.column, value });
            self.only_with(&mut cells);
            gathered.table.rows.push(Row { number: row.number, cells });
        }
        sound
    }

    /// The cells under headers of their own, and whether all of them are sound.
    fn own_cells(&self, row: &'s RawRow, columns: &mut [Before<'s>], problems: &mut Vec<Problem>) -> (Cells, bool) {
        let mut outcomes: Vec<(&ColumnPlan, &Head, Option<&RawCell>, Outcome)> = Vec::new();
        for ((plan, head), before) in self.plan.columns.iter().zip(&self.layout.taken).zip(columns) {
            let Some(head) = head else { continue };
            let own = row.cell(head.column).or_else(|| self.merged_above(row.number, head.column));
            let found = if plan.column.fill_down { own.or(before.above) } else { own };
            before.above = found;
            outcomes.push((plan, head, found, before.memo.read(plan, found, &head.text, self.calendar)));
        }
        let no_values: Vec<String> = outcomes
            .iter()
            .filter(|(.., outcome)| matches!(outcome.value, Some(Value::NoValue(_))))
            .map(|(plan, ..)| plan.column.id.clone())
            .collect();
        let mut cells = Cells::with_capacity(self.plan.columns.len());
        let mut sound = true;
        for (plan, head, found, mut outcome) in outcomes {
            let follows = plan.column.only_with.as_ref().is_some_and(|other| no_values.contains(other));
            if follows && matches!(outcome.fault, Some(Fault::Blank { .. })) {
                // Replaced by the other column's kind of nothing.
                outcome = Value::Number(0).into();
            }
            self.report(&outcome, plan, row, head, found, problems);
            // Nothing of a secret is kept, so the rest of its row is sound.
            sound &= !is_error(&outcome) || plan.is_secret();
            if let Some(value) = outcome.value {
                cells.insert(Arc::clone(&plan.id), Cell { column: head.column, value });
            }
        }
        (cells, sound)
    }

    /// The first cell of a region that reaches down to here from a row of the data.
    fn merged_above(&self, row: u32, column: u32) -> Option<&'s RawCell> {
        let region = self.sheet.region(row, column)?;
        let reaches = region.left == column && region.top < row && region.top > self.layout.bottom;
        if reaches {
            self.sheet.row(region.top)?.cell(column)
        } else {
            None
        }
    }

    /// The first cell of a region within the further columns: one entry for several events.
    fn merged_event(&self, row: u32, head: &Head) -> Option<&'s RawCell> {
        let region = self.sheet.region(row, head.column)?;
        let within = self.layout.across.iter().any(|first| first.column == region.left) && region.top > self.layout.bottom;
        if within {
            self.sheet.row(region.top)?.cell(region.left)
        } else {
            None
        }
    }

    /// A number that is no value without another column.
    fn only_with(&self, cells: &mut Cells) {
        for (id, other) in self.plan.columns.iter().filter_map(|plan| Some((&plan.column.id, plan.column.only_with.as_ref()?))) {
            let Some(kind) = cells.get(other).map(|cell| cell.value.clone()) else {
                cells.remove(id);
                continue;
            };
            let number = cells.get_mut(id).filter(|cell| !matches!(cell.value, Value::NoValue(_)));
            if let (Value::NoValue(_), Some(cell)) = (&kind, number) {
                cell.value = kind;
            }
        }
    }

    /// Values from the sheet's name and the folder; none when one of them is a problem.
    fn fixed(&self, problems: &mut Vec<Problem>) -> Option<Cells> {
        let mut cells = Cells::new();
        let mut sound = true;
        for plan in &self.plan.columns {
            let text = match plan.column.origin {
                Origin::Sheet => self.sheet.name.as_str(),
                Origin::Folder => self.source.folder.as_deref().unwrap_or_default(),
                Origin::Column | Origin::Header | Origin::Made => continue,
            };
            sound &= Self::keep(plan, cell::read_text(plan, text, self.calendar), self.place, text, &mut cells, problems);
        }
        sound.then_some(cells)
    }

    /// Keeps a value that is not from a cell of the row; whether it is sound.
    fn keep(plan: &ColumnPlan, outcome: Outcome, place: &Place, text: &str, cells: &mut Cells, problems: &mut Vec<Problem>) -> bool {
        let sound = !is_error(&outcome);
        problems.extend(outcome.fault.map(|fault| Problem::new(fault, place.clone(), text)));
        cells.extend(outcome.value.map(|value| (Arc::clone(&plan.id), Cell { column: 0, value })));
        sound
    }

    fn report(
        &self,
        outcome: &Outcome,
        plan: &ColumnPlan,
        row: &RawRow,
        head: &Head,
        found: Option<&RawCell>,
        problems: &mut Vec<Problem>,
    ) {
        let Some(fault) = &outcome.fault else { return };
        let found = found.filter(|_| !plan.is_secret()).map(RawCell::shown).unwrap_or_default();
        let problem = Problem::new(fault.clone(), self.place.at(row.number, head.column), found);
        problems.push(problem.excerpt(excerpt::lines(self.layout.bottom, row.number, &self.shown(row, head), "")));
    }
}

fn is_error(outcome: &Outcome) -> bool {
    outcome.fault.as_ref().is_some_and(|fault| fault.severity() == Severity::Error)
}
