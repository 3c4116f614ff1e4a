//! 代表名册: who is in office, where, since when.

use chrono::{Datelike, NaiveDate};

use crate::sample::grid::{column, Cell, Grid, Kind};
use crate::sample::half::{written, Half};
use crate::sample::names::padded;
use crate::sample::people::{identity, phone, Level, Person};
use crate::sample::town::{delegation, Town};

pub(in crate::sample) fn grid(town: &Town, half: Half) -> Grid {
    let columns = vec![
        column("序号", Kind::Free, 5),
        column("所属联络站", Kind::Free, 12),
        column("代表小组", Kind::Free, 13),
        column("选区", Kind::Free, 10),
        column("姓名", Kind::Free, 16),
        column("代表证号", Kind::Key, 10),
        column("性别", Kind::Free, 5),
        column("民族", Kind::Free, 8),
        column("出生年月", Kind::Free, 10),
        column("层级", Kind::Word, 6),
        column("代表结构", Kind::Word, 13),
        column("工作单位及职务", Kind::Free, 26),
        column("身份证号", Kind::Identity, 21),
        column("联系电话", Kind::Free, 14),
        column("当选日期", Kind::Date, 12),
        column("离任日期", Kind::Free, 12),
        column("暂停执行职务日期", Kind::Free, 12),
        column("恢复执行职务日期", Kind::Free, 12),
        column("备注", Kind::Free, 18),
    ];
    let title = format!("{}人大代表名册", town.name);
    let note = format!("{}　　填报日期：{}", town.note(half), written(half.last_day()));
    let mut grid = Grid::new("代表名册", title, note, columns);
    for level in [Level::Town, Level::District] {
        for person in town.listed(half, level) {
            let row = row(town, half, person, grid.rows.len() + 1);
            grid.rows.push(row);
        }
    }
    grid.merge_equal(&[1, 2, 3]);
    grid.foot = Some("填表人：　　　　　　审核人：　　　　　　（盖章）".to_owned());
    grid
}

fn row(town: &Town, half: Half, person: &Person, number: usize) -> Vec<Cell> {
    let known = |day: NaiveDate| (day <= half.last_day()).then_some(day);
    let day = |day: Option<NaiveDate>| day.and_then(known).map_or(Cell::Blank, Cell::Date);
    vec![
        Cell::count(number),
        Cell::text(town.station_on(person, half.last_day())),
        Cell::text(delegation(person)),
        Cell::text(town.village(person)),
        Cell::text(annotated(person, number)),
        Cell::text(person.card.clone()),
        Cell::text(if person.female { "女" } else { "男" }),
        Cell::text(person.nationality),
        Cell::text(format!("{}.{:02}", person.born.year(), person.born.month())),
        Cell::text(person.level.word()),
        Cell::text(person.post),
        Cell::text(person.unit.clone()),
        Cell::text(identity(person, number)),
        Cell::text(phone(number)),
        Cell::Date(person.elected),
        day(person.left),
        day(person.suspended.map(|(from, _)| from)),
        day(person.suspended.map(|(_, back)| back)),
        Cell::maybe(remark(half, person)),
    ]
}

/// Delegate lists note sex and nationality behind some names.
fn annotated(person: &Person, number: usize) -> String {
    match (person.female, person.nationality) {
        (_, "汉族") if !person.female || !number.is_multiple_of(3) => padded(&person.name),
        (true, "汉族") => format!("{}（女）", person.name),
        (true, nationality) => format!("{}（女，{nationality}）", person.name),
        (false, nationality) => format!("{}（{nationality}）", person.name),
    }
}

fn remark(half: Half, person: &Person) -> &'static str {
    if person.left.is_some_and(|last| last <= half.last_day()) {
        "辞去代表职务"
    } else if person.elected >= half.first_day() {
        "补选"
    } else if person.suspended.is_some_and(|(from, _)| from <= half.last_day()) {
        "曾暂停执行代表职务"
    } else if person.presidium {
        "主席团成员"
    } else {
        ""
    }
}
