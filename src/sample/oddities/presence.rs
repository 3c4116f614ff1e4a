//! Two delegates who are down for two activities at one time: in the same half day, and on the same whole day.

use super::{add_column, at, ordinary};
use crate::sample::grid::{column, Cell, Grid, Kind};
use crate::sample::half::Half;
use crate::sample::town::Town;

const TWO_PLACES: &str = "presence/two-places";

/// Writes 上午 or 下午 beside group activities, and adds the two rows at the end.
pub(super) fn doubled(town: &Town, half: Half, grid: &mut Grid) -> Vec<(&'static str, Vec<String>)> {
    let dice = &mut town.dice(half, "oddities presence");
    let Some(part) = add_column(grid, "天数", column("时段", Kind::Free, 8)) else { return Vec::new() };
    for row in 0..grid.rows.len() {
        if of(grid, row, "类型") == "小组活动" {
            grid.set(row, part, Cell::text(dice.pick(&["上午", "下午"])));
        }
    }
    let planted = ["小组活动", "视察"].into_iter().filter_map(|kind| double(town, half, grid, kind));
    planted.map(|cells| (TWO_PLACES, cells)).collect()
}

/// A row for somebody of the first such activity, at a station that is not the place of it.
fn double(town: &Town, half: Half, grid: &mut Grid, kind: &str) -> Option<Vec<String>> {
    let people = ordinary(town);
    let (row, person) = (0..grid.rows.len()).find_map(|row| {
        let sound = of(grid, row, "类型") == kind && of(grid, row, "审核状态") == "已核";
        let members = of(grid, row, "参加代表");
        let named = people.iter().find(|person| person.name.chars().count() > 2 && members.contains(&person.name));
        named.filter(|_| sound).map(|person| (row, *person))
    })?;
    let station = town.stations.iter().rev().find(|station| **station != of(grid, row, "地点"))?;
    let number = format!("活{}-{}-{:02}", half.year, 1 + i32::from(half.second), grid.rows.len() + 1);
    let mut double = grid.rows.get(row)?.clone();
    let changed = [
        ("编号", Cell::text(number)),
        ("活动主题", Cell::text("走访企业职工")),
        ("类型", Cell::text("小组活动")),
        ("地点", Cell::text(station.clone())),
        ("组织单位", Cell::text("代表小组")),
        ("参加代表", Cell::text(person.name.clone())),
        ("执笔人", Cell::Blank),
        ("成果", Cell::Blank),
    ];
    for (header, cell) in changed {
        *double.get_mut(at(grid, header)?)? = cell;
    }
    grid.rows.push(double);
    let place = at(grid, "地点")?;
    Some(vec![grid.address(row, place), grid.address(grid.rows.len() - 1, place)])
}

fn of(grid: &Grid, row: usize, header: &str) -> String {
    match at(grid, header).and_then(|column| grid.cell(row, column)) {
        Some(Cell::Text(text)) => text.clone(),
        Some(Cell::Blank | Cell::Whole(_) | Cell::Tenths(_) | Cell::Date(_) | Cell::Sum(_) | Cell::LongNumber(_) | Cell::Error(_))
        | None => String::new(),
    }
}
