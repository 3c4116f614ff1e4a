//! A large file of columns whose rows do not become cells: which table it is, and what each of its values is taken for.
//!
//! In: the names of its columns, and one value at a time. Out: the table and its columns; the value as the reader of cells takes
//! it, where nothing is to be said of it. Whatever else a row may be, the reader of sheets tells.

use super::called::Called;
use super::cell::{self, Calendar};
use super::divide::parts;
use super::fit::{Fit, Layout};
use super::grid::{Area, RawCell, RawSheet};
use super::header::Head;
use super::line::is_remark;
use super::plan::Plan;
use super::table::{Source, Value};
use super::words::HeaderWords;
use crate::base::period::Period;
use crate::base::text::squeeze;
use crate::rubric::model::{Column, ColumnKind, Origin, Rubric, Table};

/// The tables of a rubric, made ready for looking files up.
pub struct Plans<'r> {
    plans: Vec<Plan<'r>>,
    words: HeaderWords,
}

/// A file that is one table from its first column name on.
pub struct Long<'p> {
    plan: &'p Plan<'p>,
    layout: Layout,
    calendar: Calendar<'p>,
}

/// What a value is taken for.
#[derive(Debug, Clone, PartialEq)]
pub enum Taken {
    /// A value.
    Value(Value),
    /// A blank that may be one.
    Nothing,
    /// Something that the reader of sheets must tell.
    ForSheets,
}

impl<'r> Plans<'r> {
    /// Of this rubric.
    pub fn new(rubric: &'r Rubric) -> Self {
        let plans: Vec<Plan> = rubric.tables.iter().filter(|table| !table.made).map(Plan::new).collect();
        let words = HeaderWords::new(&plans);
        Self { plans, words }
    }

    /// The table that a file with these columns is, where it is one.
    pub fn long<'p>(&'p self, source: &'p Source, columns: &[String], rubric: &Rubric, period: &'p Period) -> Option<Long<'p>> {
        let stem = source.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let header = columns.iter().zip(1u32..).map(|(name, column)| (1, column, RawCell::Text(name.clone())));
        let mut sheet = RawSheet::new(stem.clone(), header.collect(), &[]);
        sheet.named = false;
        let mut parts = parts(&sheet, &Called::new(&sheet, &stem), &self.plans, &self.words);
        let (part, rest) = (parts.pop()?, parts);
        let Fit::Table(plan, layout) = part.fit else { return None };
        let whole = rest.is_empty() && part.area == Area::ALL && layout.top == 1 && layout.bottom == 1;
        let sound = whole && layout.twice.is_empty() && layout.across.is_empty();
        let calendar = Calendar { period: source.period.as_ref().unwrap_or(period), language: rubric.locale };
        sound.then_some(Long { plan, layout, calendar })
    }
}

impl Long<'_> {
    /// The rubric's table.
    pub fn table(&self) -> &Table {
        self.plan.table
    }

    /// The rubric's columns that the file has: number among the plan's, column, and number in the file from 0.
    pub fn columns(&self) -> impl Iterator<Item = (usize, &Column, usize)> {
        let taken = self.plan.columns.iter().zip(&self.layout.taken).enumerate();
        taken.filter_map(|(number, (plan, head))| Some((number, plan.column, (head.as_ref()?.column as usize).checked_sub(1)?)))
    }

    /// Whether every column's value stands in a column of the file, and none is a secret.
    pub fn is_plain(&self) -> bool {
        self.plan.columns.iter().all(|plan| plan.column.origin == Origin::Column && !plan.is_secret())
    }

    /// Whether a column, by its number among the plan's, takes every whole number of up to nine digits as it stands: a column of
    /// texts whose header is no number, as no other rule of cells looks at digits so few.
    pub fn takes_short_numbers(&self, number: usize) -> bool {
        let (Some(plan), Some(Some(head))) = (self.plan.columns.get(number), self.layout.taken.get(number)) else { return false };
        let is_number = |text: &str| text.chars().all(|mark| mark.is_ascii_digit());
        plan.column.kind == ColumnKind::Text && !is_number(&head.lowest) && !is_number(&squeeze(&head.text))
    }

    /// What a cell of a column, by its number among the plan's, is taken for.
    pub fn take(&self, number: usize, cell: Option<&RawCell>) -> Taken {
        let (Some(plan), Some(Some(head))) = (self.plan.columns.get(number), self.layout.taken.get(number)) else {
            return Taken::ForSheets;
        };
        let cell = cell.filter(|cell| !cell.is_blank());
        if cell.is_some_and(|cell| is_odd(cell, head)) {
            return Taken::ForSheets;
        }
        let outcome = cell::read(plan, cell, &head.text, self.calendar);
        match (outcome.fault, outcome.value) {
            (None, None) => Taken::Nothing,
            (None, Some(value @ (Value::Text(_) | Value::Word(_) | Value::Number(_) | Value::Date(_)))) => Taken::Value(value),
            (None, Some(Value::Count(_) | Value::Names(_) | Value::NoValue(_) | Value::Void(_))) | (Some(_), _) => Taken::ForSheets,
        }
    }
}

/// Whether a row with this cell may be no data: totals, a note, the header once more.
fn is_odd(cell: &RawCell, head: &Head) -> bool {
    is_remark(cell) || matches!(cell, RawCell::Text(text) if head.repeats(&squeeze(text)))
}
