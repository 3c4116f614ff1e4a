//! Items on a line of months: when they were begun, by when they were to be done, when they were.

use super::item::Item;
use super::listed::{cell, head, names, who};
use crate::base::period::{Day, Per, Period};
use crate::report::roll::Roll;
use crate::report::sheet::{Cell, Grid, Head, Sheet};
use crate::rubric::model::follow::LATE;
use crate::rubric::model::{Follow, Table};

/// More months than these are no line that can be read.
const MOST_MONTHS: usize = 24;

/// Makes the sheet; none where the follow has no line or the period is too long.
pub(super) fn sheet(roll: &Roll, follow: &Follow, table: &Table, items: &[Item]) -> Option<Sheet> {
    let months = roll.review.period.parts(Per::Month);
    if !follow.timeline || months.len() > MOST_MONTHS || items.is_empty() {
        return None;
    }
    let shown: Vec<&String> = follow.by.iter().chain(&follow.show).take(3).collect();
    let mut heads = vec![who(roll)];
    heads.extend(shown.iter().map(|column| head(roll, table, column)));
    heads.extend(months.iter().map(|month| Head::new(month.id.clone(), 8, 8)));
    let place = |item: &Item| roll.lines().position(|line| item.of(line.number)).unwrap_or(usize::MAX);
    let mut ordered: Vec<&Item> = items.iter().collect();
    ordered.sort_by_key(|item| (place(item), item.day(&follow.opened)));
    let rows = ordered.iter().map(|item| {
        let mut row = vec![Cell::text(names(roll, item.listed).unwrap_or_default())];
        row.extend(shown.iter().map(|column| cell(roll, table, item.entry, column)));
        row.extend(months.iter().map(|month| Cell::text(mark(follow, item, month, roll.review.as_of))));
        row
    });
    let lead = roll.pick(
        "━ 进行中　● 按期办结　▲ 逾期办结　◇ 时限在本月　！ 逾期未办结",
        "━ under way, ● closed in time, ▲ closed late, ◇ due in this month, ！ overdue",
    );
    let name = format!("{}{}", follow.name, roll.pick("时间表", " timeline"));
    Some(Sheet {
        title: roll.titled(&name),
        name,
        leads: vec![lead.to_owned()],
        grids: vec![Grid { heads, rows: rows.collect(), filter: true, ..Grid::default() }],
        frozen: 1,
        signed: true,
        ..Sheet::default()
    })
}

/// What a month shows of an item: its closing, else that it is overdue, due or under way.
fn mark(follow: &Follow, item: &Item, month: &Period, today: Day) -> &'static str {
    let closed = item.day(&follow.closed).filter(|_| item.is_closed());
    let within = |day: Option<Day>| day.is_some_and(|day| month.contains(day));
    let opened = item.day(&follow.opened);
    let begun = opened.is_some_and(|opened| opened <= month.to);
    let over = closed.is_some_and(|closed| closed < month.from);
    if within(closed) {
        return if item.is(LATE) { "▲" } else { "●" };
    }
    if !begun || over || month.from > today {
        return if within(item.deadline()) && !over { "◇" } else { "" };
    }
    match item.deadline() {
        Some(due) if due < month.from && closed.is_none() => "！",
        Some(due) if month.contains(due) => "◇",
        Some(_) | None => "━",
    }
}
