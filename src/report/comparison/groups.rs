//! 联络站对比 and its like: the declared groups in two periods.

use super::super::sheet::{Cell, Grid, Head, Sheet};
use super::overview::{ends, verdict_of_group};
use super::{page, Part, View};
use crate::compare::{GroupChange, Pair};

/// None where the rubric declares no groups.
pub(super) fn sheet(view: &View, before: &Part, after: &Part, pair: &Pair) -> Option<Sheet> {
    let (then, now) = (&before.scored.period.id, &after.scored.period.id);
    let mut grids: Vec<Grid> = Vec::new();
    let mut first = Sheet::first_row(0, true, true);
    for group in &view.rubric.groups {
        let title = view.group_title(group);
        let mut grid = Grid { caption: Some(title.clone()), heads: heads(view, then, now, &title), ..Grid::default() };
        if let Some(above) = grids.last() {
            first = Sheet::row_below(first, above.rows.len(), 0, &grid);
        }
        let of = |change: &&GroupChange| change.group.as_ref().is_some_and(|(id, _)| id == group);
        let changes = pair.groups.iter().filter(of);
        grid.rows = (first + 1..).zip(changes).map(|(row, change)| line(view, change, row)).collect();
        grids.push(grid);
    }
    if grids.is_empty() {
        return None;
    }
    Some(Sheet {
        grids,
        notes: vec![view
            .pick(
                "均分只计参加排名者。区间：两期都在本组者增减的均值（办法改过的，只取其中工作的部分），95% 置信（t 分布）；不足 3 人不算。区间跨过 0 的，不说升降。",
                "Means are of the ranked. Interval: mean change of those in the group both times (where the rules changed, the part that is activity), 95 % confidence (Student's t); none of fewer than 3. No arrow where it holds 0.",
            )
            .to_owned(), view.star().to_owned()],
        points: true,
        ..page(
            format!("{} {now}", view.pick("分组对比", "Groups")),
            view.titled(&format!("{}{}", view.pick("分组对比", "groups compared"), view.span(then, now))),
        )
    })
}

fn heads(view: &View, then: &str, now: &str, title: &str) -> Vec<Head> {
    let (people, mean, of) = (view.pick("人数", "Subjects"), view.pick("均分", "Mean"), view.pick("增减之中", "Of the change"));
    let proposed = view.pick("建议人选", "Proposed");
    vec![
        Head::new(title, 10, 20),
        Head::new(view.pick("排名组", "Peers"), 7, 14),
        Head::new(then, 8, 11).under(people),
        Head::new(now, 8, 11).under(people),
        Head::new(then, 9, 11).under(mean),
        Head::new(now, 9, 11).under(mean),
        Head::new(view.pick("增减", "Change"), 8, 11).under(mean),
        Head::new(view.pick("工作", "Activity"), 8, 10).under(of),
        Head::new(view.pick("规则", "Rules"), 8, 10).under(of),
        Head::new(view.pick("人员", "People"), 8, 10).under(of),
        Head::new(then, 8, 11).under(proposed),
        Head::new(now, 8, 11).under(proposed),
        Head::new(view.pick("留任增减的区间", "Interval of those who stayed"), 16, 20),
        Head::new(view.pick("判断", "Reading"), 12, 19),
    ]
}

fn line(view: &View, change: &GroupChange, row: u32) -> Vec<Cell> {
    let value = change.group.as_ref().map_or("", |(_, value)| value.as_str());
    let split = change.split.as_ref();
    vec![
        Cell::text(if value.is_empty() { view.pick("（未填）", "(blank)") } else { value }),
        view.peer(&change.peer),
        Cell::whole(change.before.members),
        Cell::whole(change.after.members),
        view.points(change.before.mean.as_ref()),
        view.points(change.after.mean.as_ref()),
        view.less(&format!("F{row}-E{row}"), change.after.mean.as_ref(), change.before.mean.as_ref()),
        view.points(split.map(|split| &split.activity)),
        view.points(split.map(|split| &split.rules)),
        view.points(split.map(|split| &split.people)),
        Cell::whole(change.before.selected),
        Cell::whole(change.after.selected),
        ends(view, change.interval.as_ref()),
        Cell::text(verdict_of_group(view, change)),
    ]
}
