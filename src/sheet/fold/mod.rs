//! A sheet of very many rows as a small one: rows of which nobody can tell the difference stand for one another.
//!
//! In: a packed sheet, the table that its header shows, and which columns anybody looks at. Out: a sheet with the rows of which anything may
//! be to be said, whole, and of all others one of each kind, with the numbers of those that it stands for. The readers of cells, rows and
//! people take it as any sheet. Where a sheet is more than one plain table, nothing: then it is unpacked.
//!
//! What is to be said of a row is known only when all is read. Whoever finds something said of a row that stands for others asks for them
//! ([`Folded::part`]) and reads once more.

mod judge;
mod kinds;
mod said;
mod same;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use self::judge::Judge;
use self::kinds::{kinds, Kinds};
pub use self::said::Said;
use super::called::Called;
use super::cell::Calendar;
use super::corrections;
use super::divide::parts;
use super::fit::{Fit, Layout};
use super::grid::{Area, RawRow, RawSheet};
use super::packed::Packed;
use super::plan::Plan;
use super::survey;
use super::words::HeaderWords;
use crate::base::period::Day;
use crate::rubric::model::{ColumnKind, Origin, Table};

/// Rows at the top that are kept: titles and headers stand among them.
const HEAD: usize = 64;
/// Rows above one that may be no data, and below it, that are kept with it.
const AROUND: (usize, usize) = (4, 3);
/// More hidden rows than this are not looked at one by one.
const MOST_HIDDEN: usize = 10_000;

/// What anybody looks at in the rows of a table.
#[derive(Debug, Clone, Default)]
pub struct Looked {
    /// Ids of columns whose values matter, beside those that tell whose a row is.
    pub columns: BTreeSet<String>,
    /// Days, in order, from each of which on another date may be taken in another way.
    pub cuts: Vec<Day>,
}

/// What there is to fold by.
#[derive(Clone, Copy)]
pub struct Given<'g, 'p> {
    /// The rubric's tables.
    pub plans: &'g [Plan<'p>],
    /// Words of headers.
    pub words: &'g HeaderWords,
    /// Name of the file without its ending.
    pub stem: &'g str,
    /// How dates are read.
    pub calendar: Calendar<'g>,
    /// What is looked at in a table; nothing where rows of it are taken together.
    pub looked: &'g dyn Fn(&Table) -> Option<Looked>,
}

/// A folded sheet.
#[derive(Debug)]
pub struct Folded {
    /// The table that its header shows.
    pub table: String,
    /// Where the columns of that stand.
    pub layout: Layout,
    kinds: Kinds,
    /// Kinds whose rows are all wanted.
    parted: BTreeSet<u32>,
}

impl Folded {
    /// Folds a sheet, where it is one plain table; it stays packed.
    pub fn new(sheet: &RawSheet, given: Given) -> Option<Self> {
        let packed = sheet.packed.as_ref()?;
        let head = sheet.with_rows((0..HEAD).filter_map(|at| packed.row(at)).collect());
        let mut door = sheet.with_rows(head.rows.clone());
        survey::at_the_door(&mut door);
        let is_other = door.survey.is_some() || corrections::form(&head, given.stem, given.plans) != corrections::Found::No;
        let mut parts = parts(&head, &Called::new(&head, given.stem), given.plans, given.words);
        let (part, others) = (parts.pop()?, parts);
        let Fit::Table(plan, layout) = part.fit else { return None };
        let alone = others.is_empty() && part.area == Area::ALL && !part.beside && sheet.broken.is_none();
        if is_other || !alone || sheet.is_merged_below(layout.bottom) || sheet.hidden.rows.len() > MOST_HIDDEN || !is_plain(plan, &layout) {
            return None;
        }
        let looked = (given.looked)(plan.table)?;
        let judge = Judge { plan, layout: &layout, words: given.words, calendar: given.calendar, looked: &looked };
        let mut kinds = kinds(packed, &judge)?;
        kinds.keep_around(AROUND);
        (0..HEAD).chain(packed.len().checked_sub(1)).for_each(|at| kinds.keep(at));
        let hidden = packed.numbers().iter().enumerate().filter(|(_, number)| sheet.hidden.row(**number)).map(|(at, _)| at);
        hidden.for_each(|at| kinds.keep(at));
        if describes(plan) {
            for at in same::rows(packed) {
                kinds.keep(at);
            }
        }
        let folded = Self { table: plan.table.id.clone(), layout, kinds, parted: BTreeSet::new() };
        folded.is_worth_it(packed).then_some(folded)
    }

    /// Whether few rows are left.
    pub fn is_worth_it(&self, packed: &Packed) -> bool {
        self.kinds.left(&self.parted) * 4 <= packed.len()
    }

    /// Asks for all rows that this one stands for, by its number in the sheet; whether there are any that were not asked for before.
    pub fn part(&mut self, packed: &Packed, number: u32) -> bool {
        let at = packed.numbers().binary_search(&number).ok();
        let kind = at.and_then(|at| self.kinds.of_several(at));
        kind.is_some_and(|kind| self.parted.insert(kind))
    }

    /// What the values of the sheet are taken for; nothing where that depends on what stands beside them.
    pub fn said<'s>(&'s self, sheet: &'s RawSheet, plans: &'s [Plan], calendar: Calendar<'s>) -> Option<Said<'s>> {
        let plan = plans.iter().find(|plan| plan.table.id == self.table)?;
        Said::new(sheet.packed.as_ref()?, plan, &self.layout, calendar)
    }

    /// The small sheet.
    pub fn sheet(&self, sheet: &RawSheet) -> RawSheet {
        let Some(packed) = &sheet.packed else { return RawSheet::default() };
        let (rows, mut alike) = (self.kinds.rows(&self.parted), BTreeMap::new());
        let number = |at: usize| packed.numbers().get(at).copied().unwrap_or(0);
        for (first, all) in self.kinds.several(&self.parted) {
            alike.insert(number(first), all.into_iter().map(number).collect());
        }
        let rows: Vec<RawRow> = rows.into_iter().filter_map(|at| packed.row(at)).collect();
        let mut small = sheet.with_rows(rows);
        small.stands_for = Arc::new(alike);
        small
    }
}

/// Whether a row of the table is told by its own cells alone, and by no further header.
fn is_plain(plan: &Plan, layout: &Layout) -> bool {
    let table = plan.table;
    let taken = || plan.columns.iter().zip(&layout.taken).filter(|(_, head)| head.is_some());
    table.wide.is_none()
        && !table.made
        && table.turnout.is_none()
        && layout.across.is_empty()
        && layout.twice.is_empty()
        && !plan.columns.iter().any(|plan| plan.column.fill_down || plan.column.origin == Origin::Header)
        && !taken().any(|(plan, _)| plan.is_secret())
}

/// Whether rows of which all is the same are told.
fn describes(plan: &Plan) -> bool {
    plan.columns.iter().any(|plan| plan.column.kind == ColumnKind::Text && plan.has_header() && !plan.column.optional)
}
