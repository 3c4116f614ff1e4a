//! A page for each subject where the rubric forms no groups of them, as each station: totals, ranks and items over the periods.

use std::collections::BTreeSet;

use super::super::sheet::{Cell, Grid, Head, Sheet, Show};
use super::table::{measured, told_of};
use super::trend::{chart, BAND};
use super::units::tab;
use super::{means, page, View};
use crate::base::exact::Exact;
use crate::base::place::column_name;
use crate::compare::{stands, Item, Member, Steady};
use crate::rubric::model::Criterion;

/// More pages than this nobody turns; the item by item sheet holds them all.
const MOST: usize = 30;

/// One for each subject of the last period, in order of rank; none where there are groups, or too many.
pub(super) fn sheets(view: &View) -> Vec<Sheet> {
    let steady = &view.review.comparison.steady;
    if !view.rubric.groups.is_empty() || steady.len() > MOST || view.review.parts.len() < 2 {
        return Vec::new();
    }
    let mut all: Vec<&Steady> = steady.iter().collect();
    all.sort_by_key(|one| (one.member.peer.as_str(), one.member.rank.unwrap_or(u32::MAX), one.key.as_str()));
    let mut taken = BTreeSet::from([means::name(view).to_lowercase()]);
    all.into_iter().map(|one| sheet(view, one, &tab(&one.member.name, &mut taken))).collect()
}

fn sheet(view: &View, one: &Steady, tab: &str) -> Sheet {
    let totals = totals(view, one);
    let (first, lines) = (Sheet::first_row(0, true, false), totals.rows.len());
    let mut items = Grid { caption: Some(view.pick("逐项", "Item by item").into()), heads: heads(view), ..Grid::default() };
    items.rows = rows(view, &one.key, Sheet::row_below(first, lines, 0, &items));
    let names = [one.member.name.clone(), view.pick("全体均分", "mean of all").to_owned()];
    let column = u16::try_from(items.heads.len()).unwrap_or(0);
    let title = view.pick("各期总分", "Totals over the periods");
    Sheet {
        charts: vec![(first, column, chart(title, tab, first, &names, view.review.parts.len()))],
        beside: BAND,
        tall: 1,
        grids: vec![totals, items],
        notes: vec![
            view.pick(
                "数量是计分所依据的数，比率旁列出分子/分母；增减是最近两期之差，数量、得分各算各的。",
                "Measures are what the points were given for, a rate with what it was made of; the change is that of the last two periods.",
            )
            .to_owned(),
            view.blank().to_owned(),
            view.star().to_owned(),
        ],
        points: true,
        fixed: true,
        ..page(tab.to_owned(), view.titled(&format!("{}{}", view.pick("各期对比：", "over the periods: "), one.member.name)))
    }
}

fn heads(view: &View) -> Vec<Head> {
    let mut heads = vec![Head::new(view.pick("项目", "Item"), 16, 28), Head::new(view.pick("计", "Of it"), 9, 12)];
    heads.extend(view.ids().into_iter().map(|id| Head::new(id, 10, 18)));
    heads.push(Head::new(view.pick("走势", "Trend"), 16, 18));
    heads.push(Head::new(view.pick("增减", "Change"), 9, 13));
    heads
}

/// A row (from 1), its name and unit, its cells, and the numbers whose change is told.
type Row<'a> = (u32, &'a str, &'a str, Vec<Cell>, Option<&'a [Option<Exact>]>);

/// The total and the mean of all, which are drawn, then ranks.
fn totals(view: &View, one: &Steady) -> Grid {
    let first = Sheet::first_row(0, true, false) + 1;
    let of = |told: &dyn Fn(&Member) -> Cell| -> Vec<Cell> {
        let member = |part: &super::Part| part.scored.members.get(&one.key).map_or(Cell::Empty, told);
        view.review.parts.iter().map(member).collect()
    };
    let means: Vec<Option<Exact>> = view
        .review
        .parts
        .iter()
        .map(|part| stands(part.scored).get(&(one.member.peer.clone(), None)).and_then(|stand| stand.mean.clone()))
        .collect();
    let row = |(row, name, unit, cells, change): Row| {
        let mut line = vec![Cell::text(name), Cell::text(unit)];
        line.extend(cells);
        line.push(view.spark());
        line.push(change.map_or(Cell::Empty, |numbers| less(view, numbers, row)));
        line
    };
    let unit = view.pick("分", "points");
    let drawn = |numbers: &[Option<Exact>]| numbers.iter().map(|number| view.drawn(number.as_ref())).collect();
    let rank = |member: &Member| member.rank.map_or(Cell::Empty, Cell::whole);
    let rows = [
        (first, view.pick("总分", "Total"), unit, drawn(&one.totals), Some(one.totals.as_slice())),
        (first + 1, view.pick("全体均分", "Mean of all"), unit, drawn(&means), Some(means.as_slice())),
        (first + 2, view.pick("名次", "Rank"), "", of(&rank), None),
        (first + 3, view.pick("参加排名", "Ranked"), "", of(&|member| Cell::whole(member.ranked)), None),
        (first + 4, view.pick("等次", "Grade"), "", of(&|member| Cell::text(member.grade.clone().unwrap_or_default())), None),
    ];
    let rows = rows.into_iter().map(row).collect();
    Grid { caption: Some(view.pick("总分和名次", "Totals and ranks").into()), heads: heads(view), rows, ..Grid::default() }
}

/// For each criterion what was counted, what a rate was made of, and the points.
fn rows(view: &View, key: &str, top: u32) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for criterion in &view.rubric.criteria {
        let item = |part: &super::Part<'_>| part.scored.members.get(key).and_then(|member| member.items.get(&criterion.id)).cloned();
        let items: Vec<Option<Item>> = view.review.parts.iter().map(item).collect();
        let mut push = |of: &str, cells: Vec<Cell>, spark: bool, change: &dyn Fn(u32) -> Cell| {
            let row = top + 1 + u32::try_from(rows.len()).unwrap_or(0);
            let mut line = vec![Cell::long(&criterion.name), Cell::text(of)];
            line.extend(cells);
            line.push(if spark { view.spark() } else { Cell::Empty });
            line.push(change(row));
            rows.push(line);
        };
        let counted =
            |item: &Option<Item>| item.as_ref().filter(|item| item.measure.is_some()).map_or(Cell::Empty, |item| measured(item, criterion));
        push(view.pick("数量", "measure"), items.iter().map(counted).collect(), true, &|row| change_of(&items, criterion, row));
        if items.iter().flatten().any(|item| item.of.is_some()) {
            let made = |item: &Option<Item>| item.as_ref().and_then(told_of).unwrap_or(Cell::Empty);
            push(view.pick("分子/分母", "made of"), items.iter().map(made).collect(), false, &|_| Cell::Empty);
        }
        let points: Vec<Option<Exact>> = items.iter().map(|item| item.as_ref().and_then(|item| item.points.clone())).collect();
        push(view.pick("得分", "points"), points.iter().map(|points| view.drawn(points.as_ref())).collect(), true, &|row| {
            less(view, &points, row)
        });
    }
    rows
}

/// The cells of the last two periods in a row.
fn last_two(periods: usize, row: u32) -> [String; 2] {
    [0, 1].map(|back| format!("{}{row}", column_name(u32::try_from(2 + periods - back).unwrap_or(1))))
}

fn less(view: &View, numbers: &[Option<Exact>], row: u32) -> Cell {
    let [now, then] = last_two(numbers.len(), row);
    let mut back = numbers.iter().rev().map(Option::as_ref);
    let (later, earlier) = (back.next().flatten(), back.next().flatten());
    view.less(&format!("{now}-{then}"), later, earlier)
}

/// The change of what was counted; of shares in percentage points.
fn change_of(items: &[Option<Item>], criterion: &Criterion, row: u32) -> Cell {
    let mut back = items.iter().rev().map(Option::as_ref);
    let Some((later, earlier)) = back.next().flatten().zip(back.next().flatten()) else { return Cell::dash() };
    let Some(difference) = later.measure.as_ref().zip(earlier.measure.as_ref()).map(|(later, earlier)| later - earlier) else {
        return Cell::dash();
    };
    let [now, then] = last_two(items.len(), row);
    if criterion.over.is_none() && [later, earlier].iter().all(|item| item.of.is_some()) {
        let hundredfold = difference * Exact::from(100_u64);
        return Cell::Live(format!("({now}-{then})*100"), hundredfold.to_f64(), Show::PercentagePoints);
    }
    let show = if difference.to_whole().is_some() { Show::Quantity } else { Show::Hundredths };
    Cell::Live(format!("{now}-{then}"), difference.to_f64(), show)
}
