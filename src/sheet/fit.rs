//! Which table a sheet is, and where its columns stand.
//!
//! In: a sheet and the rubric's tables made ready. Out: the table and its layout, or what is missing.

use std::collections::BTreeMap;

use super::called::Called;
use super::grid::{short, RawCell, RawSheet};
use super::header::{Block, Blocks, Head};
use super::notes::are_notes;
use super::plan::Plan;
use super::sketch::{Merit, Sketch};
use crate::base::text::{squeeze, Say};
use crate::rubric::model::{ColumnKind, Origin};

/// Where the columns of a table stand in a sheet.
#[derive(Debug, Clone)]
pub struct Layout {
    /// First row of the header.
    pub top: u32,
    /// Last row of the header.
    pub bottom: u32,
    /// All headers in short, by column.
    pub heads: Vec<(u32, String)>,
    /// Header of each column of the table, where it was found.
    pub taken: Vec<Option<Head>>,
    /// Headers of a wide table's further columns.
    pub across: Vec<Head>,
    /// Column id and the second header for it.
    pub twice: Vec<(String, Head)>,
    /// Headers not found, as the rubric writes them, of columns that must be there.
    pub missing: Vec<Vec<String>>,
}

impl Layout {
    fn matched(&self) -> usize {
        self.taken.iter().flatten().count()
    }

    /// Headers of the table's own columns, but those of secrets.
    pub fn own_heads(&self, plan: &Plan) -> BTreeMap<u32, String> {
        let own = plan.columns.iter().zip(&self.taken).filter(|(plan, _)| !plan.is_secret());
        own.filter_map(|(_, head)| head.as_ref()).map(|head| (head.column, short(&head.text))).collect()
    }

    /// A header of the sheet that holds, or is within, one of these, or is one character from it.
    pub fn like(&self, headers: &[String]) -> Option<String> {
        let taken = |column: u32| self.taken.iter().flatten().any(|head| head.column == column);
        let wanted: Vec<String> = headers.iter().map(|header| squeeze(header)).collect();
        let like = |text: &str| {
            let text = squeeze(text);
            wanted
                .iter()
                .any(|wanted| text.contains(wanted.as_str()) || wanted.contains(&text) || strsim::damerau_levenshtein(wanted, &text) == 1)
        };
        let mut heads = self.heads.iter().filter(|(column, text)| !taken(*column) && like(text));
        heads.next().map(|(_, text)| text.clone())
    }
}

/// What a sheet, or a part of one, is.
pub enum Fit<'p, 'a> {
    /// A table.
    Table(&'p Plan<'a>, Layout),
    /// A table by its name, without all columns.
    Lacking(&'p Plan<'a>, Layout),
    /// None; with what is missing for the nearest.
    Unknown(Say),
    /// Nothing is written in it.
    Empty,
    /// Notes on filling in.
    Notes,
}

impl Fit<'_, '_> {
    /// Whether it is a table, each column of it once.
    pub fn is_sound(&self) -> bool {
        matches!(self, Self::Table(_, layout) if layout.twice.is_empty())
    }
}

/// Finds the table that a sheet is, or the part of it that is given; `called` says by which names.
pub fn fit<'p, 'a>(sheet: &RawSheet, called: &Called, plans: &'p [Plan<'a>]) -> Fit<'p, 'a> {
    if sheet.rows.is_empty() {
        return Fit::Empty;
    }
    if are_notes(sheet, plans) {
        return Fit::Notes;
    }
    let mut blocks = Blocks::new(sheet);
    let mut lacking = None;
    for named in called.plans(sheet, plans) {
        let Some(layout) = best(named.plan, &mut blocks) else { continue };
        if layout.missing.is_empty() {
            return Fit::Table(named.plan, layout);
        }
        // A sheet about a table, such as 代表名册说明, shows none of its headers.
        if layout.matched() >= named.least {
            lacking.get_or_insert((named.plan, layout));
        }
    }
    match lacking {
        Some((plan, layout)) => Fit::Lacking(plan, layout),
        None => Fit::Unknown(nearest(plans, &mut blocks)),
    }
}

fn best(plan: &Plan, blocks: &mut Blocks) -> Option<Layout> {
    let mut best: Option<(Merit, usize, usize)> = None;
    let mut last = usize::MAX;
    for index in 0.. {
        let Some(ending) = blocks.ending_at(index).filter(|_| index <= last) else { break };
        for (number, block) in ending.iter().enumerate() {
            let sketch = Sketch::of(plan, block);
            if sketch.is_whole() {
                // A lower header row may follow.
                last = last.min(index + 2);
            }
            let merit = sketch.merit();
            if best.is_none_or(|(most, ..)| merit > most) {
                best = Some((merit, index, number));
            }
        }
    }
    let (_, index, number) = best?;
    let layout = blocks.ending_at(index)?.get(number).map(|block| lay(plan, block))?;
    Some(with_days(plan, blocks, layout))
}

/// A wide table's header with the row of days below it, where nobody merged the header's other cells over both rows.
fn with_days(plan: &Plan, blocks: &Blocks, layout: Layout) -> Layout {
    let dated = plan.columns.iter().any(|plan| plan.column.origin == Origin::Header && matches!(plan.column.kind, ColumnKind::Date));
    let is_bare = layout.missing.is_empty() && layout.across.iter().all(|head| head.day.is_none() && !head.text.contains(DAY_MARKS));
    if !dated || !is_bare || layout.across.is_empty() {
        return layout;
    }
    let Some((lower, block)) = blocks.with_row_below(layout.top, layout.bottom) else { return layout };
    let across = |column: u32| layout.across.iter().any(|head| head.column == column);
    let days = lower.cells.iter().all(|(column, cell)| across(*column) && names_day(cell));
    if days {
        lay(plan, &block)
    } else {
        layout
    }
}

/// What tells a day from a mark of attendance.
const DAY_MARKS: [char; 6] = ['月', '日', '号', '-', '.', '/'];

fn names_day(cell: &RawCell) -> bool {
    match cell {
        RawCell::Date(_) => true,
        RawCell::Text(text) => text.contains(DAY_MARKS) && text.contains(|mark: char| mark.is_numeric()),
        RawCell::Number(_) | RawCell::Bool(_) | RawCell::Error(_) | RawCell::Unfinished => false,
    }
}

/// Where the columns of the table stand under this header.
pub fn lay(plan: &Plan, block: &Block) -> Layout {
    Sketch::of(plan, block).layout(plan)
}

fn nearest(plans: &[Plan], blocks: &mut Blocks) -> Say {
    let layouts = plans.iter().filter_map(|plan| best(plan, blocks).map(|layout| (plan, layout)));
    // Most headers found of those the table has; the first of equals.
    let share = |plan: &Plan, layout: &Layout| layout.matched() * 1000 / plan.columns.len().max(1);
    let Some((plan, layout)) = layouts.rev().max_by_key(|(plan, layout)| (layout.missing.is_empty(), share(plan, layout))) else {
        return Say::default();
    };
    let id = &plan.table.id;
    if layout.matched() == 0 {
        return Say::default();
    }
    if layout.missing.is_empty() {
        let names = plan.table.sheets.join("、");
        return Say::new(
            format!("；表头与“{id}”相符，工作表名应含：{names}"),
            format!("; its headers fit table `{id}`, whose sheet is named {names}"),
        );
    }
    let lacks = layout.missing.iter().filter_map(|headers| headers.first()).cloned().collect::<Vec<_>>().join("、");
    Say::new(format!("；最接近“{id}”，缺少列：{lacks}"), format!("; the nearest table is `{id}`, for which {lacks} is missing"))
}
