//! 走势: the means of peer groups and of declared groups over the periods, each table with its chart beside it.

use std::collections::BTreeMap;

use super::super::sheet::{Cell, Grid, Head, Sheet};
use super::trend::{chart, BAND, COVERED, MOST_LINES};
use super::{page, View};
use crate::compare::{names_in_order, stands, GroupName, GroupStand};

/// The mean of fewer swings with each of them; such a table has no chart.
const FEWEST: u64 = 3;
/// More tables than this have no charts: nobody turns so many pages.
const MOST_CHARTS: usize = 12;
/// Tables with charts on a page.
const ON_A_PAGE: usize = 2;

/// A table of at most as many groups as a chart can tell apart.
struct Block {
    caption: Option<String>,
    /// What the lines are called, and of which group they are.
    lines: Vec<(String, GroupName)>,
    /// Whether it is worth drawing.
    drawn: bool,
}

type Stands = BTreeMap<GroupName, GroupStand>;

/// The sheet.
pub(super) fn sheet(view: &View) -> Sheet {
    let name = name(view);
    let ids = view.ids();
    let periods: Vec<Stands> = view.review.parts.iter().map(|part| stands(part.scored)).collect();
    let mut blocks = blocks(view, &periods);
    let charts = blocks.iter().filter(|block| block.drawn).count();
    if ids.len() < 2 || charts > MOST_CHARTS {
        for block in &mut blocks {
            block.drawn = false;
        }
    }
    let mut sheet = Sheet {
        points: true,
        fixed: true,
        notes: vec![
            view.pick(
                "均分只计参加排名者。成员不足 3 人的组，一人的升降就左右均分，不画图。",
                "Means are of the ranked. Groups of fewer than 3 are not drawn: a single member moves their mean.",
            )
            .to_owned(),
            view.blank().to_owned(),
        ],
        ..page(name.into(), view.titled(view.pick("各期均分走势", "means over the periods")))
    };
    let mut above: Option<(u32, usize, u32)> = None;
    for (number, block) in blocks.into_iter().enumerate() {
        let mut grid = grid(view, &ids, &periods, &block);
        let first = match above {
            None => Sheet::first_row(0, grid.caption.is_some(), false),
            Some((first, rows, room)) => Sheet::row_below(first + room, rows, 0, &grid),
        };
        if block.drawn {
            let names: Vec<String> = block.lines.iter().map(|(label, _)| label.clone()).collect();
            let title = block.caption.as_deref().unwrap_or(view.pick("均分走势", "Means over the periods"));
            let column = u16::try_from(grid.heads.len()).unwrap_or(0);
            sheet.charts.push((first - 1, column, chart(title, name, first, &names, ids.len())));
            sheet.beside = BAND;
            grid.room = COVERED.saturating_sub(u32::try_from(grid.rows.len()).unwrap_or(COVERED));
        }
        grid.fresh = number > 0 && number % ON_A_PAGE == 0 && charts > 0;
        above = Some((first, grid.rows.len(), grid.room));
        sheet.grids.push(grid);
    }
    sheet
}

/// Name of the sheet of means.
pub(super) fn name(view: &View) -> &'static str {
    view.pick("走势", "Trends")
}

/// The peer groups as a whole, then each declared group, a peer group at a time.
fn blocks(view: &View, periods: &[Stands]) -> Vec<Block> {
    let names = names_in_order(view.review.parts.iter().map(|part| part.scored));
    let several = names.iter().filter(|(_, group)| group.is_none()).count() > 1;
    let last = periods.last();
    let members = |name: &GroupName| last.and_then(|stands| stands.get(name)).map_or(0, |stand| stand.ranked);
    let mut blocks = Vec::new();
    let mut push = |caption: Option<String>, lines: Vec<(String, GroupName)>, least: u64| {
        let parts = lines.len().div_ceil(MOST_LINES);
        for (number, lines) in lines.chunks(MOST_LINES).enumerate() {
            let numbered = caption.as_ref().filter(|_| parts > 1).map(|caption| format!("{caption} {}/{parts}", number + 1));
            let drawn = lines.iter().all(|(_, name)| members(name) >= least);
            blocks.push(Block { caption: numbered.or_else(|| caption.clone()), lines: lines.to_vec(), drawn });
        }
    };
    let wholes = names.iter().filter(|(_, group)| group.is_none());
    let label = |peer: &str| view.peer(peer).as_text().to_owned();
    push(Some(view.pick("全体均分", "Means of all").into()), wholes.map(|name| (label(&name.0), name.clone())).collect(), 0);
    for id in &view.rubric.groups {
        for (peer, _) in names.iter().filter(|(_, group)| group.is_none()) {
            let title = view.group_title(id);
            let caption = if several { format!("{title}{}", view.language().bracketed(label(peer))) } else { title };
            let of = |name: &&GroupName| name.0 == *peer && name.1.as_ref().is_some_and(|(own, _)| own == id);
            let lines = names.iter().filter(of).map(|name| (value(view, name), name.clone())).collect();
            push(Some(caption), lines, FEWEST);
        }
    }
    blocks
}

fn value(view: &View, name: &GroupName) -> String {
    let value = name.1.as_ref().map_or("", |(_, value)| value.as_str());
    if value.is_empty() { view.pick("（未填）", "(blank)") } else { value }.to_owned()
}

fn grid(view: &View, ids: &[&str], periods: &[Stands], block: &Block) -> Grid {
    let now =
        |name: &GroupName| periods.last().and_then(|stands| stands.get(name)).map_or_else(Cell::dash, |stand| Cell::whole(stand.ranked));
    let rows = block.lines.iter().map(|(label, name)| {
        let means = periods.iter().map(|period| period.get(name).and_then(|stand| stand.mean.as_ref()));
        let mut row = vec![Cell::text(label), now(name)];
        row.extend(means.map(|mean| view.drawn(mean)));
        row.push(view.spark());
        row
    });
    let mut heads = vec![Head::new(view.pick("范围", "Group"), 14, 26), Head::new(view.pick("本期人数", "Ranked now"), 10, 24)];
    heads.extend(ids.iter().map(|id| Head::new(*id, 10, 24)));
    heads.push(Head::new(view.pick("走势", "Trend"), 16, 18));
    Grid { caption: block.caption.clone(), heads, rows: rows.collect(), ..Grid::default() }
}
