//! What else stations keep: 六有核查, 线上留言, 为民实事, 联络站满意度, 放假安排.

use chrono::Days;

use crate::sample::grid::{column, Cell, Grid, Kind};
use crate::sample::half::{typed_after, working_day, Half};
use crate::sample::holidays::of_year;
use crate::sample::papers;
use crate::sample::tables::cases::HANDED_IN;
use crate::sample::town::Town;

/// What a station should have, and what shows that it has it.
const SIX: [(&str, &str); 6] = [
    ("有场所", "平面图和照片"),
    ("有标识", "标牌照片"),
    ("有制度", "制度汇编"),
    ("有计划", "年度计划"),
    ("有经费", "经费文件"),
    ("有档案", "档案目录"),
];

pub(in crate::sample) fn basics(town: &Town, half: Half) -> Grid {
    let columns = vec![
        column("序号", Kind::Free, 5),
        column("联络站", Kind::Free, 14),
        column("核查项目", Kind::Free, 12),
        column("核查结果", Kind::Free, 9),
        column("佐证材料", Kind::Free, 18),
        column("备注", Kind::Free, 12),
    ];
    let title = format!("{}{}联络站“六有”核查表", town.name, half.title());
    let mut grid = Grid::new("六有核查", title, town.note(half), columns);
    let dice = &mut town.dice(half, "basics");
    for (_, name) in town.open_stations(half.last_day()) {
        for (item, proof) in SIX {
            let has = dice.chance(90);
            let proven = has && dice.chance(92);
            grid.rows.push(vec![
                Cell::count(grid.rows.len() + 1),
                Cell::text(name),
                Cell::text(item),
                Cell::text(if has { "√" } else { "×" }),
                Cell::maybe(if proven { proof } else { "" }),
                Cell::Blank,
            ]);
        }
    }
    grid.merge_equal(&[1]);
    grid
}

pub(in crate::sample) fn messages(town: &Town, half: Half) -> Grid {
    let columns = vec![
        column("编号", Kind::Free, 14),
        column("联络站", Kind::Free, 13),
        column("留言时间", Kind::Free, 13),
        column("留言内容", Kind::Free, 18),
        column("首次回复时间", Kind::Free, 13),
        column("办结时间", Kind::Free, 13),
        column("网友评价", Kind::Free, 9),
        column("备注", Kind::Free, 10),
    ];
    let title = format!("{}{}代表联络站线上留言", town.name, half.title());
    let mut grid = Grid::new("线上留言", title, town.note(half), columns);
    let dice = &mut town.dice(half, "messages");
    let last = half.last_day() + Days::new(HANDED_IN);
    for (station, name) in town.open_stations(half.last_day()) {
        for _ in 0..3 + dice.below(4) {
            let asked = half.some_day(dice);
            let wait = dice.weigh(&[(1, 30), (2, 25), (4, 20), (7, 10), (12, 8), (0, 7)]);
            let lasts = u64::try_from(dice.between(1, 20)).unwrap_or(1);
            let answered = (wait > 0).then(|| working_day(asked + Days::new(wait)));
            let closed = answered.filter(|_| dice.chance(85)).map(|day| working_day(day + Days::new(lasts)));
            let closed = closed.filter(|day| *day <= last);
            if asked < town.opened(station) {
                continue;
            }
            let number = format!("网{}-{}-{:02}", half.year, 1 + i32::from(half.second), grid.rows.len() + 1);
            grid.rows.push(vec![
                Cell::text(number),
                Cell::text(name),
                typed_after(dice, half, asked),
                Cell::text(dice.pick(papers::MATTERS)),
                answered.map_or(Cell::Blank, |day| typed_after(dice, half, day)),
                closed.map_or(Cell::Blank, |day| typed_after(dice, half, day)),
                Cell::maybe(if closed.is_some() { dice.weigh(&[("满意", 7), ("基本满意", 2), ("不满意", 1)]) } else { "" }),
                Cell::Blank,
            ]);
        }
    }
    grid
}

/// Title, money at least and at most, people helped at least and at most.
const DEEDS: [(&str, i64, i64, i64); 5] = [
    ("安装村道路灯", 18_000, 60_000, 400),
    ("修整田间水渠", 25_000, 90_000, 260),
    ("慰问困难群众", 2_000, 8_000, 12),
    ("资助困难学生", 3_000, 20_000, 8),
    ("增设候车亭", 9_000, 24_000, 500),
];

pub(in crate::sample) fn deeds(town: &Town, half: Half) -> Grid {
    let columns = vec![
        column("序号", Kind::Free, 5),
        column("联络站", Kind::Free, 14),
        column("日期", Kind::Free, 13),
        column("实事", Kind::Free, 20),
        column("投入资金（元）", Kind::Free, 11),
        column("受益人数", Kind::Free, 9),
        column("数据来源", Kind::Free, 16),
        column("备注", Kind::Free, 10),
    ];
    let title = format!("{}{}代表为民办实事登记表", town.name, half.title());
    let mut grid = Grid::new("为民实事", title, town.note(half), columns);
    let dice = &mut town.dice(half, "deeds");
    for (station, name) in town.open_stations(half.last_day()) {
        for _ in 0..=dice.below(3) {
            let day = half.some_day(dice);
            let (deed, least, most, people) = dice.pick(&DEEDS);
            let (money, helped) = (dice.between(least / 100, most / 100) * 100, dice.between(people / 2, people * 2));
            if day < town.opened(station) {
                continue;
            }
            grid.rows.push(vec![
                Cell::count(grid.rows.len() + 1),
                Cell::text(name),
                typed_after(dice, half, day),
                Cell::text(deed),
                Cell::Whole(money),
                Cell::Whole(helped),
                Cell::text(dice.weigh(&[("村委会报账单", 5), ("捐赠票据", 3), ("代表自报", 2)])),
                Cell::Blank,
            ]);
        }
    }
    grid
}

pub(in crate::sample) fn ballots(town: &Town, half: Half) -> Grid {
    let mut columns = vec![column("序号", Kind::Free, 5), column("联络站", Kind::Free, 14)];
    columns.extend(["满意", "基本满意", "不满意", "弃权"].map(|header| column(header, Kind::Free, 9)));
    let title = format!("{}{}群众对联络站满意度测评表", town.name, half.title());
    let mut grid = Grid::new("联络站满意度", title, town.note(half), columns);
    let dice = &mut town.dice(half, "satisfaction");
    for (_, name) in town.open_stations(half.last_day()) {
        let counts = [dice.between(22, 40), dice.between(0, 5), dice.between(0, 2), dice.between(0, 3)];
        let mut row = vec![Cell::count(grid.rows.len() + 1), Cell::text(name)];
        row.extend(counts.map(Cell::Whole));
        grid.rows.push(row);
    }
    grid
}

pub(in crate::sample) fn holidays(town: &Town, half: Half) -> Grid {
    let columns = vec![column("日期", Kind::Free, 14), column("节日", Kind::Free, 16), column("安排", Kind::Free, 8)];
    let title = format!("{}年节假日和调休安排", half.year);
    let mut grid = Grid::new("放假安排", title, town.note(half), columns);
    let within = of_year(half.year).into_iter().filter(|(day, ..)| half.first_day() <= *day && *day <= half.last_day());
    grid.rows.extend(
        within.map(|(day, name, worked)| vec![Cell::Date(day), Cell::text(name), Cell::text(if worked { "调休上班" } else { "放假" })]),
    );
    grid
}
