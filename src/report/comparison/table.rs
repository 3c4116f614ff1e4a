//! 联络站对比表, 代表对比表: what each subject did in two periods, item by item: numbers before points.

use super::super::sheet::{Cell, Grid, Head, Sheet, Show};
use super::figures::against;
use super::{page, Part, View};
use crate::base::exact::Exact;
use crate::base::place::column_name;
use crate::compare::{Change, Pair};
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
    let rows = (first + 1..).zip(lines).map(|(row, (change, criterion))| line(view, change, criterion, row));
    let (then, now) = (&before.scored.period.id, &after.scored.period.id);
    let heads = heads(view, then, now);
    let notes = vec![view
        .pick(
            "数量是该项计分所依据的数；比率写作分数，分子、分母可见。“—”：该期没有数；上期为 0 的不算增幅。",
            "Measures are what the points were given for; a rate that is no short decimal stands as a fraction. “—”: none in that period; no growth from 0.",
        )
        .to_owned()];
    let name = match view.language() {
        crate::base::text::Language::Chinese => format!("{}对比表", view.rubric.subject.called),
        crate::base::text::Language::English => "Item by item".into(),
    };
    let title = format!("{name}（{then} → {now}）");
    Some(Sheet {
        grids: vec![Grid { heads, rows: rows.collect(), filter: true, ..Grid::default() }],
        notes,
        points: true,
        ..page(format!("{name} {now}"), title)
    })
}

fn heads(view: &View, then: &str, now: &str) -> Vec<Head> {
    let (measure, points) = (view.pick("数量", "Measure"), view.pick("得分", "Points"));
    let (change, growth) = (view.pick("增减", "Change"), view.pick("增幅", "Growth"));
    vec![
        Head::new(&view.rubric.subject.called, 9, 20),
        Head::new(view.pick("排名组", "Peers"), 7, 14),
        Head::new(view.pick("项目", "Criterion"), 16, 32),
        Head::new(then, 10, 12).under(measure),
        Head::new(now, 10, 12).under(measure),
        Head::new(change, 8, 11).under(measure),
        Head::new(growth, 8, 10).under(measure),
        Head::new(then, 9, 12).under(points),
        Head::new(now, 9, 12).under(points),
        Head::new(change, 8, 11).under(points),
    ]
}

fn line(view: &View, change: &Change, criterion: &Criterion, row: u32) -> Vec<Cell> {
    let items = [&change.before, &change.after].map(|member| member.items.get(&criterion.id));
    let measures: Vec<Option<Exact>> = items.iter().map(|item| item.and_then(|item| item.measure.clone())).collect();
    let points = items.map(|item| item.and_then(|item| item.points.as_ref()));
    let mut cells = vec![Cell::text(&change.after.name), Cell::text(&change.after.peer), Cell::long(&criterion.name)];
    cells.extend(measures.iter().map(|measure| measure.as_ref().map_or_else(Cell::dash, told)));
    let short = measures.iter().flatten().all(|measure| measure.to_whole().is_some() || !measure.plain().contains('/'));
    cells.extend(if short { against(&measures, 3, row) } else { apart(&measures) });
    cells.extend(points.iter().map(|points| view.points(*points)));
    let at = |column: u32| format!("{}{row}", column_name(column));
    cells.push(view.less(&format!("{}-{}", at(9), at(8)), points[1], points[0]));
    cells
}

/// A number, or a fraction that is no decimal as it stands.
fn told(measure: &Exact) -> Cell {
    let text = measure.plain();
    if text.contains('/') {
        Cell::text(text)
    } else {
        Cell::quantity(measure)
    }
}

/// The change of fractions, which stand as texts.
fn apart(measures: &[Option<Exact>]) -> [Cell; 2] {
    let [Some(then), Some(now)] = measures else { return [Cell::dash(), Cell::dash()] };
    let difference = now - then;
    let growth = difference.over(then).filter(|_| then.is_positive());
    let percent = |number: Exact| Cell::Number(number.to_f64(), Show::Percent);
    [Cell::Number(difference.to_f64(), Show::Hundredths), growth.map_or_else(Cell::dash, percent)]
}
