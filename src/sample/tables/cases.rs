//! 群众反映事项: what voters brought to a station, from the day it was taken
//! down to the day they were told of the answer.

use chrono::{Days, NaiveDate};

use crate::sample::dice::Dice;
use crate::sample::grid::{column, Cell, Grid, Kind};
use crate::sample::half::{typed_after, working_day, Half};
use crate::sample::papers;
use crate::sample::people::phone;
use crate::sample::town::Town;
use crate::sample::words;

/// The register is handed in so many days after the half year.
pub(super) const HANDED_IN: u64 = 12;

const UNITS: [&str; 6] = ["镇村镇建设办", "镇农业农村办", "镇社会事务办", "镇综合执法队", "镇水务站", "供电所"];

pub(in crate::sample) fn grid(town: &Town, half: Half, suggestions: &Grid) -> Grid {
    let columns = vec![
        column("编号", Kind::Free, 14),
        column("联络站", Kind::Free, 13),
        column("登记日期", Kind::Free, 13),
        column("反映人", Kind::Free, 9),
        column("联系电话", Kind::Free, 13),
        column("反映事项", Kind::Free, 18),
        column("涉及人数", Kind::Free, 8),
        column("处理方式", Kind::Free, 10),
        column("承办单位", Kind::Free, 14),
        column("转办日期", Kind::Free, 13),
        column("办结日期", Kind::Free, 13),
        column("反馈日期", Kind::Free, 13),
        column("办理状态", Kind::Free, 9),
        column("群众满意度", Kind::Free, 9),
        column("转为建议编号", Kind::Free, 13),
        column("备注", Kind::Free, 10),
    ];
    let title = format!("{}{}群众反映事项登记表", town.name, half.title());
    let mut grid = Grid::new("群众反映事项", title, town.note(half), columns);
    let dice = &mut town.dice(half, "cases");
    let mut taken: Vec<(NaiveDate, usize)> = Vec::new();
    for (station, _) in town.open_stations(half.last_day()) {
        for _ in 0..half.months().count() {
            for _ in 0..dice.weigh(&[(1, 25), (2, 40), (3, 25), (4, 10)]) {
                let offset = u64::try_from(dice.between(2, 178)).unwrap_or(2);
                taken.push((working_day(half.first_day() + Days::new(offset)), station));
            }
        }
    }
    taken.retain(|(day, station)| *day <= half.last_day() && *day >= town.opened(*station));
    taken.sort_unstable();
    for (day, station) in taken {
        let number = format!("访{}-{}-{:03}", half.year, 1 + i32::from(half.second), grid.rows.len() + 1);
        grid.rows.push(row(town, half, dice, suggestions, (number, day, station)));
    }
    grid
}

/// What became of a matter.
#[derive(Default)]
struct Course {
    unit: &'static str,
    passed: Option<NaiveDate>,
    closed: Option<NaiveDate>,
    told: Option<NaiveDate>,
}

fn course(dice: &mut Dice, route: &str, day: NaiveDate) -> Course {
    let mut after = |from: NaiveDate, least: i64, most: i64| {
        let days = u64::try_from(dice.between(least, most)).unwrap_or(0);
        working_day(from + Days::new(days))
    };
    if matches!(route, "当场解决" | "解释说明") {
        return Course { unit: "联络站", told: Some(day), ..Course::default() };
    }
    let passed = after(day, 1, 5);
    let lasts = after(passed, 0, 99);
    let (quick, slow) = (after(passed, 4, 22), after(passed, 34, 75));
    let told = |closed: NaiveDate, dice: &mut Dice| closed + Days::new(u64::try_from(dice.between(0, 9)).unwrap_or(0));
    let unit = dice.pick(&UNITS);
    let closed = match (lasts - passed).num_days() {
        0..=80 => Some(quick),
        81..=91 => Some(slow),
        _ => None,
    };
    Course { unit, passed: Some(passed), closed, told: closed.filter(|_| dice.chance(92)).map(|closed| told(closed, dice)) }
}

fn row(town: &Town, half: Half, dice: &mut Dice, suggestions: &Grid, (number, day, station): (String, NaiveDate, usize)) -> Vec<Cell> {
    let route = dice.weigh(&[("当场解决", 30), ("转交办理", 38), ("跟踪督办", 16), ("解释说明", 16)]);
    let course = course(dice, route, day);
    let last = half.last_day() + Days::new(HANDED_IN);
    let known = |day: Option<NaiveDate>| day.filter(|day| *day <= last);
    let (passed, closed, told) = (known(course.passed), known(course.closed), known(course.told));
    let at_once = course.passed.is_none();
    let state = match (at_once || closed.is_some(), told.is_some()) {
        (true, true) => "已反馈",
        (true, false) => "已办结",
        (false, _) => "在办",
    };
    let satisfied = if told.is_some() { dice.weigh(&[("满意", 72), ("基本满意", 22), ("不满意", 6)]) } else { "" };
    let becomes =
        if route == "跟踪督办" && dice.chance(22) { suggestions.cell(dice.below(suggestions.rows.len()), 0).cloned() } else { None };
    let mut written = |day: Option<NaiveDate>| day.map_or(Cell::Blank, |day| typed_after(dice, half, day));
    let (opened, passed, closed, told) = (written(Some(day)), written(passed), written(closed), written(told));
    vec![
        Cell::text(number),
        Cell::text(town.stations.get(station).map_or("", String::as_str)),
        opened,
        Cell::text(dice.pick(words::VISITORS)),
        Cell::text(phone(2000 + dice.below(3000))),
        Cell::text(dice.pick(papers::MATTERS)),
        Cell::Whole(dice.weigh(&[(1, 60), (2, 15), (5, 15), (30, 10)])),
        Cell::text(route),
        Cell::text(course.unit),
        passed,
        closed,
        told,
        Cell::text(state),
        Cell::maybe(satisfied),
        becomes.unwrap_or(Cell::Blank),
        Cell::Blank,
    ]
}
