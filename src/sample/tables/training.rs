//! 培训签到, one row a person, and 表彰奖励.

use crate::sample::grid::{column, Cell, Grid, Kind};
use crate::sample::half::{typed, Half};
use crate::sample::papers;
use crate::sample::people::Fate;
use crate::sample::town::Town;

pub(in crate::sample) fn grid(town: &Town, half: Half) -> Grid {
    let columns = vec![
        column("序号", Kind::Free, 5),
        column("期次", Kind::Free, 26),
        column("日期", Kind::Date, 14),
        column("方式", Kind::Free, 10),
        column("学时", Kind::Number, 6),
        column("联络站", Kind::Free, 13),
        column("姓名", Kind::Person, 16),
        column("代表证编号", Kind::Free, 10),
        column("签到", Kind::Word, 8),
        column("备注", Kind::Free, 12),
    ];
    let title = format!("{}{}代表培训签到表", town.name, half.title());
    let mut grid = Grid::new("培训签到", title, town.note(half), columns);
    let dice = &mut town.dice(half, "training");
    for (session, hours, mode) in papers::TRAINING {
        let day = half.some_day(dice);
        let written = typed(dice, day);
        for station in 0..town.stations.len() {
            for person in town.at(&town.all_of(station, day)) {
                let arranged = person.fate == Fate::Twin && !town.twins(half).is_empty();
                let status = if arranged || dice.chance(person.diligence) {
                    "√"
                } else {
                    dice.weigh(&[("请假", 8), ("公假", 2), ("未到", 1)])
                };
                grid.rows.push(vec![
                    Cell::count(grid.rows.len() + 1),
                    Cell::text(*session),
                    written.clone(),
                    Cell::text(*mode),
                    Cell::Whole(*hours),
                    Cell::text(town.station_on(person, day)),
                    Cell::text(town.spread_out(person)),
                    Cell::text(person.card.clone()),
                    Cell::text(status),
                    Cell::Blank,
                ]);
            }
        }
    }
    grid.merge_equal(&[1, 2, 3, 4, 5]);
    grid
}

pub(in crate::sample) fn honours(town: &Town, half: Half) -> Grid {
    let columns = vec![
        column("序号", Kind::Free, 5),
        column("姓名", Kind::Person, 14),
        column("代表证号", Kind::Key, 12),
        column("荣誉名称", Kind::Free, 22),
        column("表彰级别", Kind::Word, 10),
        column("授予单位", Kind::Free, 20),
        column("表彰日期", Kind::Date, 14),
        column("备注", Kind::Free, 12),
    ];
    let title = format!("{}{}代表受表彰情况", town.name, half.title());
    let mut grid = Grid::new("表彰奖励", title, town.note(half), columns);
    let dice = &mut town.dice(half, "honours");
    for _ in 0..=town.people.len() / 14 {
        let day = half.some_day(dice);
        let places = town.some_of_all(dice, day, 1);
        let weighted: Vec<_> = papers::HONOURS.iter().map(|(title, tier, weight)| ((*title, *tier), *weight)).collect();
        for person in town.at(&places) {
            let (title, tier) = dice.weigh(&weighted);
            grid.rows.push(vec![
                Cell::count(grid.rows.len() + 1),
                Cell::text(town.spread_out(person)),
                Cell::text(person.card.clone()),
                Cell::text(title),
                Cell::text(tier),
                Cell::text(format!("{}有关单位", tier.trim_end_matches('级'))),
                typed(dice, day),
                Cell::Blank,
            ]);
        }
    }
    grid
}
