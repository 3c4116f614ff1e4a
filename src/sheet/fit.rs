//! Which table a sheet is, and where its columns stand.
//!
//! In: a sheet and the rubric's tables made ready. Out: the table and its layout, or what is missing.

use std::collections::BTreeMap;

use super::called::Called;
use super::grid::{short, RawSheet};
use super::header::{Block, Blocks, Head};
use super::notes::are_notes;
use super::plan::Plan;
use crate::base::text::{squeeze, Say};
use crate::rubric::model::ColumnKind;

/// Where the columns of a table stand in a sheet.
#[derive(Debug, Clone)]
pub struct Layout {
    /// First row of the header.
    pub top: u32,
    /// Last row of the header.
    pub bottom: u32,
    height: u32,
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

    fn merit(&self) -> (bool, usize, usize, u32) {
        (self.missing.is_empty(), self.matched(), self.across.len().min(1), self.height)
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
    if are_notes(&sheet.name, plans) {
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
    let mut best: Option<Layout> = None;
    let mut last = usize::MAX;
    for index in 0.. {
        let Some(ending) = blocks.ending_at(index).filter(|_| index <= last) else { break };
        for layout in ending.iter().map(|block| lay(plan, block)) {
            if layout.missing.is_empty() {
                // A lower header row may follow.
                last = last.min(index + 2);
            }
            if best.as_ref().is_none_or(|best| layout.merit() > best.merit()) {
                best = Some(layout);
            }
        }
    }
    best
}

/// Where the columns of the table stand under this header.
pub fn lay(plan: &Plan, block: &Block) -> Layout {
    let mut layout = Layout {
        top: block.top,
        bottom: block.bottom,
        height: block.height(),
        heads: block.heads.iter().map(|head| (head.column, short(&head.text))).collect(),
        taken: Vec::new(),
        across: Vec::new(),
        twice: Vec::new(),
        missing: Vec::new(),
    };
    for column in &plan.columns {
        let ranked = block.heads.iter().filter_map(|head| head.rank(|form| column.headers.contains(form)).map(|rank| (rank, head)));
        let mut ranked: Vec<_> = if column.has_header() { ranked.collect() } else { Vec::new() };
        ranked.sort_by_key(|(rank, head)| (*rank, head.column));
        let closest = ranked.first().copied();
        layout.taken.push(closest.map(|(_, head)| head.clone()));
        match (closest, ranked.get(1)) {
            (Some((first, _)), Some((second, head))) if first == *second => layout.twice.push((column.column.id.clone(), (*head).clone())),
            (None, _) if column.has_header() && !column.column.optional => layout.missing.push(column.column.headers.clone()),
            _ => {}
        }
    }
    spread(plan, block, &mut layout);
    layout
}

/// The further columns of a wide table.
fn spread(plan: &Plan, block: &Block, layout: &mut Layout) {
    let Some(across) = plan.across() else { return };
    let own = |head: &Head| layout.taken.iter().flatten().any(|taken| taken.column == head.column);
    let second = |head: &Head| layout.twice.iter().any(|(_, twice)| twice.column == head.column);
    let further = block.heads.iter().filter(|head| !own(head) && !second(head) && head.rank(|form| plan.ignores(form)).is_none());
    let is_word = matches!(across.column.kind, ColumnKind::Word(_));
    let further = further.filter(|head| !is_word || head.rank(|form| across.words.contains_key(form)).is_some());
    let found: Vec<Head> = further.cloned().collect();
    if is_word && found.is_empty() {
        layout.missing.push(across.allowed());
    }
    layout.across = found;
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
