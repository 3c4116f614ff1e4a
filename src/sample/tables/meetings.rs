//! 会议出勤: a row a delegate, a column a meeting, two rows of headers.

use chrono::{Days, NaiveDate};

use crate::sample::dice::Dice;
use crate::sample::grid::{column, grouped, Cell, Grid, Kind};
use crate::sample::half::{date, month_day, working_day, Half, EVENTFUL};
use crate::sample::people::{Fate, Level, Person};
use crate::sample::town::Town;

struct Meeting {
    group: &'static str,
    day: NaiveDate,
    part: &'static str,
}

/// Town delegates: the town's congress, and the meetings of its presidium.
pub(in crate::sample) fn town(town: &Town, half: Half) -> Grid {
    let days = if half.second { vec![11] } else { vec![8, 9] };
    let start = date(half.year, if half.second { 7 } else { 1 }, 1);
    let mut meetings = congress("人代会", start, &days);
    for offset in [48, 96, 142] {
        let day = working_day(half.first_day() + Days::new(offset));
        meetings.push(Meeting { group: "主席团会议", day, part: "" });
    }
    sheet(town, half, "镇代表会议出勤", Level::Town, &meetings)
}

/// District delegates who live in the town: the district's congress.
pub(in crate::sample) fn district(town: &Town, half: Half) -> Grid {
    let days = if half.second { vec![25] } else { vec![21, 22] };
    let start = date(half.year, if half.second { 9 } else { 1 }, 1);
    sheet(town, half, "区代表会议出勤", Level::District, &congress("区人代会", start, &days))
}

/// Half days of a congress that sits on these days of the month.
fn congress(group: &'static str, month: NaiveDate, days: &[u64]) -> Vec<Meeting> {
    let first = days.first().copied().unwrap_or(1);
    let start = working_day(month + Days::new(first - 1));
    days.iter()
        .flat_map(|day| {
            let day = working_day(start + Days::new(day - first));
            ["上午", "下午"].map(|part| Meeting { group, day, part })
        })
        .collect()
}

fn sheet(town: &Town, half: Half, name: &str, level: Level, meetings: &[Meeting]) -> Grid {
    let mut columns = vec![
        column("序号", Kind::Free, 5),
        column("选区", Kind::Free, 11),
        column("姓名", Kind::Free, 15),
        column("代表证号", Kind::Free, 10),
    ];
    for meeting in meetings {
        let header = format!("{}{}", month_day(meeting.day), meeting.part);
        columns.push(grouped(meeting.group, &header, Kind::WordCell, 12));
    }
    columns.push(column("备注", Kind::Free, 14));
    let title = format!("{}{}{name}表", town.name, half.title());
    let mut grid = Grid::new(name, title, "√ 出席　— 不应到".to_owned(), columns);
    let dice = &mut town.dice(half, name);
    for person in town.listed(half, level) {
        let mut row = vec![
            Cell::count(grid.rows.len() + 1),
            Cell::text(town.village(person)),
            Cell::text(town.spread_out(person)),
            Cell::text(person.card.clone()),
        ];
        row.extend(meetings.iter().map(|meeting| Cell::text(status(dice, half, person, meeting))));
        row.push(Cell::Blank);
        grid.rows.push(row);
    }
    grid.merge_equal(&[1]);
    grid
}

fn status(dice: &mut Dice, half: Half, person: &Person, meeting: &Meeting) -> &'static str {
    let expected = meeting.group != "主席团会议" || person.presidium;
    if !expected || !person.acts_on(meeting.day) {
        return "—";
    }
    match person.fate {
        Fate::Truant if half.year == EVENTFUL.year => return "缺席",
        Fate::Twin if half == EVENTFUL => return "√",
        Fate::Ordinary | Fate::Twin | Fate::Truant | Fate::FewBallots => {}
    }
    if dice.chance(88 + person.diligence / 10) {
        return "√";
    }
    let official = if person.post == "领导干部" { 60 } else { 4 };
    let absent = if person.diligence < 55 { 14 } else { 2 };
    dice.weigh(&[("事假", 40), ("病假", 24), ("迟到", 22), ("公假", official), ("缺席", absent)])
}
