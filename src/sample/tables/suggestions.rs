//! 建议台账: a few delegates make many suggestions, most one or none.

use crate::sample::dice::Dice;
use crate::sample::grid::{column, Cell, Grid, Kind};
use crate::sample::half::{typed, working_day, Half};
use crate::sample::papers;
use crate::sample::people::{Fate, Level, Person};
use crate::sample::signers::{and_more, together};
use crate::sample::town::Town;
use chrono::{Days, NaiveDate};

pub(in crate::sample) fn grid(town: &Town, half: Half) -> Grid {
    let columns = vec![
        column("编号", Kind::Free, 14),
        column("类别", Kind::Free, 7),
        column("建议标题", Kind::Free, 40),
        column("提出日期", Kind::Date, 14),
        column("提出层级", Kind::Free, 9),
        column("领衔代表", Kind::Signer, 14),
        column("联名代表", Kind::People, 30),
        column("立案情况", Kind::Word, 10),
        column("主办单位", Kind::Free, 14),
        column("交办日期", Kind::Free, 12),
        column("是否延期办理", Kind::Free, 8),
        column("答复日期", Kind::Free, 12),
        column("办理结果", Kind::Free, 9),
        column("是否重点督办", Kind::Free, 9),
        column("代表满意度", Kind::Free, 9),
        column("重新办理", Kind::Free, 8),
        column("备注", Kind::Free, 12),
    ];
    let title = format!("{}{}代表建议台账", town.name, half.title());
    let mut grid = Grid::new("建议台账", title, town.note(half), columns);
    let dice = &mut town.dice(half, "suggestions");
    let mut made: Vec<(NaiveDate, usize)> = Vec::new();
    for (place, person) in town.people.iter().enumerate() {
        for _ in 0..how_many(dice, half, person, !town.twins(half).is_empty()) {
            let day = half.some_day(dice);
            if person.acts_on(day) {
                made.push((day, place));
            }
        }
    }
    made.sort_unstable();
    let handling = &mut town.dice(half, "handling");
    for (day, place) in made {
        let number = format!("{}-{}-{:03}", half.year, 1 + i32::from(half.second), grid.rows.len() + 1);
        if let Some(person) = town.people.get(place) {
            let mut row = row(town, dice, half, &number, (day, place, person));
            let (assigned, content) = handled(handling, day, &mut row);
            row.splice(9..9, assigned);
            row.splice(14..14, content);
            grid.rows.push(row);
        }
    }
    grid
}

fn how_many(dice: &mut Dice, half: Half, person: &Person, eventful: bool) -> i64 {
    if !person.listed_in(half) {
        return 0;
    }
    if eventful && person.fate == Fate::Twin {
        return 1;
    }
    match person.voice {
        0 => i64::from(dice.chance(30)),
        voice => dice.between(voice / 2, voice + 1),
    }
}

fn row(town: &Town, dice: &mut Dice, half: Half, number: &str, (day, place, lead): (NaiveDate, usize, &Person)) -> Vec<Cell> {
    let arranged = town.twins(half).contains(&place);
    let (field, title) = title(town, dice, lead);
    let joint = if arranged { String::new() } else { joint(town, dice, day, place, lead) };
    let filed = arranged || dice.chance(86);
    let result = match () {
        () if !filed => "",
        () if arranged => "A",
        () => dice.weigh(&[("A", 44), ("B", 28), ("C", 9), ("D", 9), ("", 10)]),
    };
    let key = if filed && !arranged && dice.chance(9) { "是" } else { dice.weigh(&[("否", 3), ("", 1)]) };
    let offices = ["镇政府办公室", "镇农业农村办", "镇村镇建设办", "镇社会事务办", "镇水务站"];
    let replied = day + Days::new(u64::try_from(dice.between(25, 85)).unwrap_or(30));
    vec![
        Cell::text(number),
        Cell::text(field),
        Cell::text(title),
        typed(dice, day),
        Cell::text(lead.level.word()),
        Cell::text(town.spread_out(lead)),
        Cell::maybe(&joint),
        Cell::text(if filed { "立案" } else { "转来信处理" }),
        Cell::text(if lead.level == Level::Town { dice.pick(&offices) } else { "区有关部门" }),
        if result.is_empty() { Cell::Blank } else { Cell::Date(replied) },
        Cell::maybe(result),
        Cell::maybe(key),
        Cell::Blank,
    ]
}

/// When a suggestion was handed on and whether it was a hard one; what its delegate says of the answer and whether it was
/// taken up again. A few are answered late.
fn handled(dice: &mut Dice, day: NaiveDate, row: &mut [Cell]) -> ([Cell; 2], [Cell; 2]) {
    let assigned = working_day(day + Days::new(u64::try_from(dice.between(2, 9)).unwrap_or(2)));
    let (slow, hard) = (dice.chance(12), dice.chance(50));
    let more = Days::new(u64::try_from(dice.between(30, 80)).unwrap_or(30));
    let (said, again) = (dice.weigh(&[("满意", 70), ("基本满意", 24), ("不满意", 6)]), dice.chance(50));
    let filed = row.get(7) == Some(&Cell::text("立案"));
    let mut answered = false;
    if let Some(Cell::Date(replied)) = row.get_mut(9) {
        *replied = working_day((*replied).max(assigned) + if slow { more } else { Days::new(0) });
        answered = true;
    }
    let content = if answered { said } else { "" };
    let assigned = if filed { Cell::Date(assigned) } else { Cell::Blank };
    let again = Cell::maybe(if content == "不满意" && again { "是" } else { "" });
    ([assigned, Cell::maybe(if filed && slow && hard { "是" } else { "" })], [Cell::maybe(content), again])
}

fn title(town: &Town, dice: &mut Dice, lead: &Person) -> (&'static str, String) {
    let (field, pattern) = dice.pick(papers::SUGGESTIONS);
    let here = town.village(lead);
    let there = town.villages.get((lead.village + 1 + dice.below(3)) % town.villages.len().max(1)).map_or("", String::as_str);
    (field, pattern.replacen("{}", here, 1).replacen("{}", there, 1))
}

/// Nobody, neighbours of the same level, neighbours and outsiders, or "等5人".
fn joint(town: &Town, dice: &mut Dice, day: NaiveDate, place: usize, lead: &Person) -> String {
    if dice.chance(48) {
        return String::new();
    }
    let size = dice.weigh(&[(1, 35), (2, 35), (3, 15), (5, 15)]);
    let mut others = town.some_of(dice, lead.village / 2, day, size + 1);
    let alike = |other: &usize| town.people.get(*other).is_some_and(|one| one.level == lead.level && one.name != lead.name);
    others.retain(|other| *other != place && alike(other));
    others.truncate(size);
    match dice.between(0, 99) {
        0..=69 => together(town, dice, &others, 0),
        70..=89 => together(town, dice, &others, 1 + usize::from(size > 2)),
        _ if others.is_empty() => String::new(),
        _ => and_more(town, dice, &others, 2),
    }
}
