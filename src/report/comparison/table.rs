//! 联络站对比表, 代表对比表: what each subject did in two periods, item by item: numbers before points.

use super::super::sheet::{Cell, Grid, Head, Sheet, Show};
use super::figures::against;
use super::{page, Part, View};
use crate::base::exact::Exact;
use crate::base::place::column_name;
use crate::compare::{Change, Item, Member, Pair};
use crate::rubric::model::Criterion;

/// More rows than this nobody reads; `comparison.json` and the results hold them.
const MOST_ROWS: usize = 20_000;

/// None where it would be too long.
pub(super) fn sheet(view: &View, before: &Part, after: &Part, pair: &Pair) -> Option<Sheet> {
    let both = |criterion: &&Criterion| before.rubric.criteria.iter().any(|other| other.id == criterion.id);
    let criteria: Vec<&Criterion> = after.rubric.criteria.iter().filter(both).collect();
    if criteria.is_empty() || pair.changes.len() * criteria.len() > MOST_ROWS {
        return None;
    }
    let mut changes: Vec<&Change> = pair.changes.iter().collect();
    changes.sort_by_key(|change| (change.after.peer.as_str(), change.after.rank.unwrap_or(u32::MAX), change.key.as_str()));
    let first = Sheet::first_row(0, false, true);
    let lines = changes.iter().flat_map(|change| criteria.iter().map(move |criterion| (*change, *criterion)));
    let lines = lines.filter(|(change, criterion)| [&change.before, &change.after].iter().any(|member| has_value(member, criterion)));
    let rates = changes.iter().any(|change| [&change.before, &change.after].iter().any(|member| has_rate(member)));
    let rows = (first + 1..).zip(lines).map(|(row, (change, criterion))| line(view, change, criterion, row, rates));
    let (then, now) = (&before.scored.period.id, &after.scored.period.id);
    let heads = heads(view, then, now, rates);
    let mut notes = vec![view
        .pick(
            "数量是该项计分所依据的数；除不尽的显示两位小数，增减按精确值算。“—”：该期没有数；两期都没有数的项目不列；上期为 0 的不算增幅。",
            "Measures are what the points were given for; one that is no short decimal is shown with two places, its change is exact. “—”: none in that period; items without one in both are left out; no growth from 0.",
        )
        .to_owned()];
    if rates {
        notes.push(
            view.pick(
                "比率由它的分子、分母算出（单元格是公式），旁边列出：到 2 次中的 1 次和 20 次中的 10 次都是 50%，分量不同。",
                "A rate is reckoned from its numerator and denominator (the cell is a formula), which stand beside it: 1 of 2 and 10 of 20 are both 50 %, and do not weigh the same.",
            )
            .to_owned(),
        );
    }
    let name = match view.language() {
        crate::base::text::Language::Chinese => format!("{}对比表", view.rubric.subject.called),
        crate::base::text::Language::English => "Item by item".into(),
    };
    let title = format!("{name}{}", view.span(then, now));
    Some(Sheet {
        grids: vec![Grid { heads, rows: rows.collect(), filter: true, ..Grid::default() }],
        notes,
        points: true,
        ..page(format!("{name} {now}"), title)
    })
}

fn heads(view: &View, then: &str, now: &str, rates: bool) -> Vec<Head> {
    let (measure, points) = (view.pick("数量", "Measure"), view.pick("得分", "Points"));
    let (change, growth) = (view.pick("增减", "Change"), view.pick("增幅", "Growth"));
    let made = view.pick("分子/分母", "Made of");
    let mut heads = vec![
        Head::new(view.named(), 9, 20),
        Head::new(view.pick("排名组", "Peers"), 7, 14),
        Head::new(view.pick("项目", "Criterion"), 16, 32),
        Head::new(then, 10, 12).under(measure),
        Head::new(now, 10, 12).under(measure),
        Head::new(change, 8, 13).under(measure),
        Head::new(growth, 8, 10).under(measure),
    ];
    if rates {
        heads.extend([Head::new(then, 8, 14).under(made), Head::new(now, 8, 14).under(made)]);
    }
    heads.extend([Head::new(then, 9, 12).under(points), Head::new(now, 9, 12).under(points), Head::new(change, 8, 11).under(points)]);
    heads
}

/// Whether there is anything to tell of an item.
fn has_value(member: &Member, criterion: &Criterion) -> bool {
    member.items.get(&criterion.id).is_some_and(|item| item.measure.is_some() || item.points.is_some())
}

fn has_rate(member: &Member) -> bool {
    member.items.values().any(|item| item.of.is_some())
}

fn line(view: &View, change: &Change, criterion: &Criterion, row: u32, rates: bool) -> Vec<Cell> {
    let items = [&change.before, &change.after].map(|member| member.items.get(&criterion.id));
    let measures: Vec<Option<Exact>> = items.iter().map(|item| item.and_then(|item| item.measure.clone())).collect();
    let points = items.map(|item| item.and_then(|item| item.points.as_ref()));
    let mut cells = vec![Cell::text(&change.after.name), view.peer(&change.after.peer), Cell::long(&criterion.name)];
    cells.extend(items.iter().map(|item| item.map_or_else(Cell::dash, |item| measured(item, criterion))));
    let live = items.iter().flatten().all(|item| item.of.is_some() || item.measure.as_ref().is_none_or(is_short));
    let [difference, growth] = if live { against(&measures, 3, row) } else { apart(&measures) };
    let shares = criterion.over.is_none() && items.iter().all(|item| item.is_some_and(|item| item.of.is_some()));
    cells.extend([if shares { percentage_points(&measures, row) } else { difference }, growth]);
    if rates {
        cells.extend(items.iter().map(|item| item.and_then(told_of).unwrap_or(Cell::Empty)));
    }
    let at = |column: usize| format!("{}{row}", column_name(u32::try_from(column).unwrap_or(1)));
    let first = cells.len() + 1;
    cells.extend(points.iter().map(|points| view.points(*points)));
    cells.push(view.less(&format!("{}-{}", at(first + 1), at(first)), points[1], points[0]));
    cells
}

/// What a rate was made of.
pub(super) fn told_of(item: &Item) -> Option<Cell> {
    item.of.as_ref().map(|(above, below)| Cell::text(format!("{}/{}", above.plain(), below.plain())))
}

/// A rate live from what it was made of; another number as it is.
pub(super) fn measured(item: &Item, criterion: &Criterion) -> Cell {
    let Some(measure) = &item.measure else { return Cell::dash() };
    // A number for each of something is no share of it.
    let show = if criterion.over.is_some() { Show::Hundredths } else { Show::Percent };
    match &item.of {
        Some((above, below)) if is_short(above) && is_short(below) => {
            Cell::Live(format!("{}/{}", above.plain(), below.plain()), measure.to_f64(), show)
        }
        Some(_) => Cell::Number(measure.to_f64(), show),
        None => told(measure),
    }
}

/// The difference of two shares, in the columns that `against` takes: from 100 % to 75 % it is 25 percentage points.
fn percentage_points(measures: &[Option<Exact>], row: u32) -> Cell {
    let [Some(then), Some(now)] = measures else { return Cell::dash() };
    let difference = (now - then) * Exact::from(100_u64);
    Cell::Live(format!("(E{row}-D{row})*100"), difference.to_f64(), Show::PercentagePoints)
}

/// Whether it is a whole number or a decimal that ends.
fn is_short(number: &Exact) -> bool {
    !number.plain().contains('/')
}

/// A number; one that is no short decimal, as a mean of ballots, with two places.
fn told(measure: &Exact) -> Cell {
    if is_short(measure) {
        Cell::quantity(measure)
    } else {
        Cell::Number(measure.to_f64(), Show::Hundredths)
    }
}

/// The change by the engine, where a number is shown with fewer places than it has.
fn apart(measures: &[Option<Exact>]) -> [Cell; 2] {
    let [Some(then), Some(now)] = measures else { return [Cell::dash(), Cell::dash()] };
    let difference = now - then;
    let growth = difference.over(then).filter(|_| then.is_positive());
    let percent = |number: Exact| Cell::Number(number.to_f64(), Show::Percent);
    [Cell::Number(difference.to_f64(), Show::Hundredths), growth.map_or_else(Cell::dash, percent)]
}
