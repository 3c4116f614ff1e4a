//! 任务清单: what each station set itself, whose task it is, by when, and what shows that it was done.

use chrono::{Days, NaiveDate};

use crate::sample::dice::Dice;
use crate::sample::grid::{column, Cell, Grid, Kind};
use crate::sample::half::{date, typed_after, working_day, Half};
use crate::sample::tables::cases::HANDED_IN;
use crate::sample::town::Town;

const TASKS: [(&str, &str); 8] = [
    ("走访联系选民", "走访登记表"),
    ("组织代表集中学习", "签到册"),
    ("收集民生实事项目", "项目建议表"),
    ("督办群众反映事项", "督办单"),
    ("开展代表小组活动", "活动照片"),
    ("公示代表履职情况", "公示照片"),
    ("组织代表向选民述职", "述职材料"),
    ("更新站务公开栏", "公开栏照片"),
];

/// Tasks of a station in a half year.
const EACH: usize = 6;

pub(in crate::sample) fn grid(town: &Town, half: Half) -> Grid {
    let columns = vec![
        column("编号", Kind::Free, 14),
        column("联络站", Kind::Free, 13),
        column("任务", Kind::Free, 22),
        column("责任人", Kind::Free, 12),
        column("开始日期", Kind::Free, 13),
        column("完成时限", Kind::Free, 13),
        column("完成日期", Kind::Free, 13),
        column("完成情况", Kind::Free, 9),
        column("佐证材料", Kind::Free, 14),
        column("备注", Kind::Free, 10),
    ];
    let title = format!("{}{}联络站任务清单", town.name, half.title());
    let mut grid = Grid::new("任务清单", title, town.note(half), columns);
    let dice = &mut town.dice(half, "tasks");
    let months: Vec<u32> = half.months().collect();
    for (station, name) in town.open_stations(half.last_day()) {
        let offset = dice.below(TASKS.len());
        for index in 0..EACH {
            let (task, proof) = TASKS.get((offset + index) % TASKS.len()).copied().unwrap_or_default();
            let start = working_day(date(half.year, months.get(index).copied().unwrap_or(1), 5));
            let due = working_day(start + Days::new(u64::try_from(20 + dice.between(0, 30)).unwrap_or(30)));
            let owner = town.at(&town.some_of(dice, station, start, 1)).next().map(|person| town.told_apart(person)).unwrap_or_default();
            if start < town.opened(station) {
                continue;
            }
            let done = done(dice, due).filter(|done| *done <= half.last_day() + Days::new(HANDED_IN));
            let number = format!("任{}-{}-{:02}", half.year, 1 + i32::from(half.second), grid.rows.len() + 1);
            grid.rows.push(vec![
                Cell::text(number),
                Cell::text(name),
                Cell::text(task),
                Cell::maybe(&owner),
                typed_after(dice, half, start),
                typed_after(dice, half, due),
                done.map_or(Cell::Blank, |done| typed_after(dice, half, done)),
                Cell::text(if done.is_some() { "已完成" } else { "进行中" }),
                if done.is_some() { Cell::text(proof) } else { Cell::Blank },
                Cell::Blank,
            ]);
        }
    }
    grid
}

/// Mostly in time, now and then late, now and then not at all.
fn done(dice: &mut Dice, due: NaiveDate) -> Option<NaiveDate> {
    let early = due - Days::new(u64::try_from(dice.between(0, 14)).unwrap_or(0));
    let late = due + Days::new(u64::try_from(dice.between(2, 25)).unwrap_or(2));
    dice.weigh(&[(Some(early), 78), (Some(late), 14), (None, 8)])
}
