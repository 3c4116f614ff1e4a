//! 议案台账 and 决议决定台账: who moved, drafted, spoke and followed up.
//! How anybody voted is not recorded anywhere.

use chrono::Days;

use crate::sample::grid::{column, Cell, Grid, Kind};
use crate::sample::half::{date, typed, working_day, Half};
use crate::sample::papers;
use crate::sample::signers::together;
use crate::sample::town::Town;

pub(in crate::sample) fn motions(town: &Town, half: Half) -> Grid {
    let columns = vec![
        column("编号", Kind::Free, 12),
        column("案由", Kind::Free, 38),
        column("提出日期", Kind::Date, 14),
        column("层级", Kind::Free, 7),
        column("领衔代表", Kind::Signer, 12),
        column("附议代表", Kind::People, 44),
        column("是否达法定人数", Kind::Free, 10),
        column("处理方式", Kind::Word, 16),
        column("备注", Kind::Free, 12),
    ];
    let title = format!("{}{}代表议案台账", town.name, half.title());
    let mut grid = Grid::new("议案台账", title, town.note(half), columns);
    let dice = &mut town.dice(half, "motions");
    let count = town.people.len() / if half.second { 40 } else { 25 } + 1;
    for index in 0..count {
        let day = working_day(half.first_day() + Days::new(if half.second { 10 } else { 7 }));
        let signers = 6 + dice.below(5);
        let mut places = town.some_of_all(dice, day, signers);
        dice.shuffle(&mut places);
        let (Some(lead), Some(others)) = (places.first(), places.get(1..)) else {
            continue;
        };
        let leader = town.people.get(*lead).map(|person| town.spread_out(person));
        let outcome = dice.weigh(&[("列入议程", 40), ("转作建议处理", 55), ("不予受理", 5)]);
        grid.rows.push(vec![
            Cell::text(format!("议{}-{}-{}", half.year, 1 + i32::from(half.second), index + 1)),
            Cell::text(papers::MOTIONS.get((index + dice.below(2)) % 6).copied().unwrap_or_default()),
            typed(dice, day),
            Cell::text("镇级"),
            Cell::text(leader.unwrap_or_default()),
            Cell::text(together(town, dice, others, 0)),
            Cell::text("是"),
            Cell::text(outcome),
            Cell::Blank,
        ]);
    }
    grid
}

pub(in crate::sample) fn resolutions(town: &Town, half: Half) -> Grid {
    let columns = vec![
        column("序号", Kind::Free, 5),
        column("名称", Kind::Free, 42),
        column("类型", Kind::Word, 10),
        column("通过日期", Kind::Date, 14),
        column("层级", Kind::Free, 7),
        column("起草代表", Kind::People, 16),
        column("审议发言代表", Kind::People, 34),
        column("责任单位", Kind::Free, 14),
        column("完成时限", Kind::Free, 12),
        column("督办代表", Kind::People, 22),
        column("落实进度", Kind::Free, 12),
    ];
    let title = format!("{}{}决议决定台账", town.name, half.title());
    let mut grid = Grid::new("决议决定台账", title, town.note(half), columns);
    let dice = &mut town.dice(half, "resolutions");
    for (name, kind, _) in papers::RESOLUTIONS.iter().filter(|(_, _, second)| *second == half.second) {
        let in_congress = *kind != "审议意见";
        let day = match (in_congress, half.second) {
            (true, false) => date(half.year, 1, 9),
            (true, true) => working_day(date(half.year, 7, 11)),
            (false, _) => working_day(half.first_day() + Days::new(96)),
        };
        let (drafters, speakers, followers) = (1 + dice.below(2), 3 + dice.below(4), 2 + dice.below(2));
        let [drafters, speakers, followers] = [drafters, speakers, followers].map(|count| {
            let mut places = town.some_of_all(dice, day, count);
            dice.shuffle(&mut places);
            Cell::text(together(town, dice, &places, 0))
        });
        grid.rows.push(vec![
            Cell::count(grid.rows.len() + 1),
            Cell::text(*name),
            Cell::text(*kind),
            typed(dice, day),
            Cell::text("镇级"),
            drafters,
            speakers,
            Cell::text("镇人民政府"),
            Cell::Date(day + Days::new(120)),
            followers,
            Cell::text(dice.weigh(&[("已落实", 5), ("推进中", 4), ("已部分落实", 2)])),
        ]);
    }
    grid
}
