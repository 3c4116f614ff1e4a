//! 接待登记, a row a matter, and 联络站台账, which sums it up by station.

use chrono::{Days, NaiveDate};

use crate::sample::dice::Dice;
use crate::sample::grid::{column, grouped, Cell, Grid, Kind};
use crate::sample::half::{date, typed, working_day, Half};
use crate::sample::holidays::office_day;
use crate::sample::papers;
use crate::sample::people::phone;
use crate::sample::signers::together;
use crate::sample::tables::TWINS;
use crate::sample::town::Town;
use crate::sample::words;

/// What a station did in the half year.
#[derive(Default, Clone, Copy)]
struct Summary {
    planned: i64,
    opened: i64,
    visits: i64,
    opinions: i64,
    solved: i64,
    passed: i64,
}

/// The register and the table of the stations, whose figures agree.
pub(in crate::sample) fn grids(town: &Town, half: Half) -> (Grid, Grid) {
    let mut register = empty_register(town, half);
    let dice = &mut town.dice(half, "receptions");
    let mut summaries = vec![Summary::default(); town.stations.len()];
    let mut rows = vec![Vec::new(); town.stations.len()];
    for station in 0..town.stations.len() {
        receive(town, half, dice, station, &mut rows, &mut summaries);
    }
    for (number, mut row) in rows.into_iter().flatten().enumerate() {
        row.insert(0, Cell::count(number + 1));
        register.rows.push(row);
    }
    register.merge_equal(&[1, 2, 3]);
    register.add_totals("合计", &[7, 8]);
    (register, station_table(town, half, &summaries))
}

fn empty_register(town: &Town, half: Half) -> Grid {
    let columns = vec![
        column("序号", Kind::Free, 5),
        column("联络站", Kind::Free, 12),
        column("接待日期", Kind::Date, 14),
        column("接待代表", Kind::People, 26),
        column("来访人", Kind::Free, 10),
        column("联系方式", Kind::Free, 14),
        column("反映问题", Kind::Free, 18),
        column("接待人次", Kind::Number, 9),
        column("收集意见（条）", Kind::Number, 9),
        column("处理方式", Kind::Word, 11),
        column("承办单位", Kind::Free, 14),
        column("办结日期", Kind::Free, 12),
        column("群众满意度", Kind::Free, 9),
    ];
    let title = format!("{}{}联络站接待登记表", town.name, half.title());
    Grid::new("接待登记", title, town.note(half), columns)
}

/// The station's reception days, the 10th and the 25th of each month; now and
/// then one is missed, and now and then one is put off for a few days. Until a
/// station is opened, its delegates receive at the one before it.
fn receive(town: &Town, half: Half, dice: &mut Dice, station: usize, rows: &mut [Vec<Vec<Cell>>], summaries: &mut [Summary]) {
    let shifts = &mut town.dice(half, &format!("shifts {station}"));
    let mut opened = 0;
    let days: Vec<NaiveDate> = half.months().flat_map(|month| [10, 25].map(|day| office_day(date(half.year, month, day)))).collect();
    for planned in days {
        let host = town.host(station, planned);
        let own = host == station;
        let day = if own && shifts.chance(4) { working_day(planned + Days::new(3)) } else { planned };
        let Some(summary) = summaries.get_mut(host) else { continue };
        summary.planned += i64::from(own);
        let size = 2 + dice.below(2);
        let mut receivers = town.some_of(dice, station, planned, size);
        if dice.chance(7) || receivers.is_empty() {
            continue;
        }
        if opened < TWINS.reception_days {
            receivers.extend(town.twins(half).iter().copied().filter(|place| town.members(station).contains(place)));
        }
        opened += 1;
        summary.opened += i64::from(own);
        let (written, names) = (typed(dice, day), together(town, dice, &receivers, 0));
        for _ in 0..dice.weigh(&[(1, 45), (2, 35), (3, 15), (5, 5)]) {
            let head = [Cell::text(town.stations.get(host).map_or("", String::as_str)), written.clone(), Cell::text(names.clone())];
            let number = rows.iter().map(Vec::len).sum::<usize>() + 1;
            if let Some(rows) = rows.get_mut(host) {
                rows.push(matter(dice, number, day, head, summary));
            }
        }
    }
}

/// The matter that a visitor brings, without its number.
fn matter(dice: &mut Dice, number: usize, day: NaiveDate, head: [Cell; 3], summary: &mut Summary) -> Vec<Cell> {
    let visits = dice.weigh(&[(1, 60), (2, 22), (3, 10), (6, 6), (14, 2)]);
    let opinions = dice.weigh(&[(1, 75), (2, 18), (3, 7)]);
    let handling = dice.weigh(&[("当场解决", 34), ("转交部门", 33), ("跟踪督办", 18), ("解释说明", 15)]);
    summary.visits += visits;
    summary.opinions += opinions;
    summary.solved += i64::from(handling == "当场解决");
    summary.passed += i64::from(handling == "转交部门");
    let closed = day + Days::new(u64::try_from(dice.between(3, 40)).unwrap_or(3));
    let mut row: Vec<Cell> = head.into();
    row.extend([
        Cell::text(dice.pick(words::VISITORS)),
        Cell::text(phone(number + 500)),
        Cell::text(dice.pick(papers::MATTERS)),
        Cell::Whole(visits),
        Cell::Whole(opinions),
        Cell::text(handling),
        Cell::text(if handling == "当场解决" { "联络站" } else { "镇政府有关办所" }),
        if handling == "跟踪督办" { Cell::Blank } else { Cell::Date(closed) },
        Cell::text(dice.weigh(&[("满意", 70), ("基本满意", 24), ("不满意", 6)])),
    ]);
    row
}

const EQUIPMENT: [&str; 6] = ["有场所", "有标识", "有制度", "有计划", "有经费", "有档案"];

fn station_table(town: &Town, half: Half, summaries: &[Summary]) -> Grid {
    let mut columns = vec![
        column("序号", Kind::Free, 5),
        column("站名", Kind::Free, 14),
        column("站长", Kind::Free, 10),
        column("面积（平方米）", Kind::Free, 9),
        column("进站代表数", Kind::Free, 8),
        column("启用日期", Kind::Free, 12),
    ];
    columns.extend(EQUIPMENT.map(|header| grouped("六有", header, Kind::Free, 8)));
    columns.extend([
        column("接待日应开（次）", Kind::Number, 9),
        column("接待日实开（次）", Kind::Number, 9),
        column("接待人次", Kind::Free, 9),
        column("收集意见", Kind::Free, 9),
        column("当场解决", Kind::Free, 9),
        column("转办", Kind::Free, 9),
        column("备注", Kind::Free, 12),
    ]);
    let title = format!("{}{}代表联络站台账", town.name, half.title());
    let mut grid = Grid::new("联络站台账", title, town.note(half), columns);
    let dice = &mut town.dice(half, "stations");
    for (station, name) in town.open_stations(half.last_day()) {
        let summary = summaries.get(station).copied().unwrap_or_default();
        let guests: Vec<usize> = (0..town.stations.len()).filter(|other| town.host(*other, half.last_day()) == station).collect();
        let acting: Vec<usize> = guests.iter().flat_map(|own| town.all_of(*own, half.last_day())).collect();
        let head = town.at(&acting).next().map(|person| person.name.clone()).unwrap_or_default();
        let mut row = vec![
            Cell::count(station + 1),
            Cell::text(name),
            Cell::text(head),
            Cell::Whole(60 + 10 * dice.between(0, 9)),
            Cell::count(acting.len()),
            Cell::Date(town.opened(station)),
        ];
        row.extend(EQUIPMENT.map(|_| Cell::text(if dice.chance(88) { "√" } else { "×" })));
        let Summary { planned, opened, visits, opinions, solved, passed } = summary;
        row.extend([planned, opened, visits, opinions, solved, passed].map(Cell::Whole));
        row.push(Cell::Blank);
        grid.rows.push(row);
    }
    grid.add_totals("合计", &[4, 12, 13, 14, 15, 16, 17]);
    grid
}
