//! 活动台账: inspections, research, law enforcement checks, group work.

use chrono::NaiveDate;

use crate::sample::dice::Dice;
use crate::sample::grid::{column, Cell, Grid, Kind};
use crate::sample::half::{typed, Half};
use crate::sample::papers;
use crate::sample::signers::together;
use crate::sample::tables::TWINS;
use crate::sample::town::Town;

/// One activity; its delegates by their places.
struct Activity {
    kind: &'static str,
    topic: String,
    day: NaiveDate,
    place: String,
    members: Vec<usize>,
}

pub(in crate::sample) fn grid(town: &Town, half: Half) -> Grid {
    let columns = vec![
        column("编号", Kind::Free, 12),
        column("活动主题", Kind::Free, 28),
        column("类型", Kind::Word, 10),
        column("日期", Kind::Date, 14),
        column("天数", Kind::Number, 6),
        column("地点", Kind::Free, 14),
        column("组织单位", Kind::Free, 16),
        column("参加代表", Kind::People, 60),
        column("执笔人", Kind::Free, 12),
        column("成果", Kind::Free, 14),
        column("审核状态", Kind::Word, 10),
    ];
    let title = format!("{}{}代表活动台账", town.name, half.title());
    let mut grid = Grid::new("活动台账", title, town.note(half), columns);
    let dice = &mut town.dice(half, "activities");
    let mut held = whole_town(town, half, dice);
    with_twins(town, half, &mut held);
    held.extend(by_station(town, half, dice));
    held.sort_by_key(|activity| activity.day);
    for activity in &held {
        let number = format!("活{}-{}-{:02}", half.year, 1 + i32::from(half.second), grid.rows.len() + 1);
        grid.rows.push(row(town, half, dice, &number, activity));
    }
    grid
}

fn whole_town(town: &Town, half: Half, dice: &mut Dice) -> Vec<Activity> {
    let mut held = Vec::new();
    for _ in 0..=town.people.len() / 82 {
        for (kind, topics, times) in
            [("视察", papers::INSPECTIONS, 3), ("专题调研", papers::RESEARCH, 3), ("执法检查", papers::ENFORCEMENT, 2)]
        {
            let offset = dice.below(topics.len());
            for index in 0..times {
                let day = half.some_day(dice);
                let size = 14 + dice.below(10);
                let topic = topics.get((offset + index) % topics.len()).copied().unwrap_or_default();
                let members = town.some_of_all(dice, day, size);
                held.push(Activity { kind, topic: topic.to_owned(), day, place: town.name.clone(), members });
            }
        }
    }
    held
}

fn by_station(town: &Town, half: Half, dice: &mut Dice) -> Vec<Activity> {
    let mut held = Vec::new();
    for (station, name) in town.stations.iter().enumerate() {
        for _ in 0..4 {
            let day = half.some_day(dice);
            let size = 5 + dice.below(6);
            let members = town.some_of(dice, station, day, size);
            let topic = dice.pick(papers::GROUP_WORK).to_owned();
            held.push(Activity { kind: "小组活动", topic, day, place: name.clone(), members });
        }
    }
    held.retain(|activity| !activity.members.is_empty());
    held
}

/// The two whose records agree take part in the same activities.
fn with_twins(town: &Town, half: Half, held: &mut [Activity]) {
    for activity in held.iter_mut().take(TWINS.activities) {
        activity.members.extend(town.twins(half));
    }
}

fn row(town: &Town, half: Half, dice: &mut Dice, number: &str, activity: &Activity) -> Vec<Cell> {
    let Activity { kind, topic, day, place, members } = activity;
    let written = matches!(*kind, "专题调研" | "执法检查");
    let twins = town.twins(half);
    let writers: Vec<usize> = members.iter().copied().filter(|place| !twins.contains(place)).collect();
    let drafter = town.people.get(dice.pick(&writers)).filter(|_| written);
    let arranged = members.iter().any(|place| twins.contains(place));
    let state = if arranged { "已核" } else { dice.weigh(&[("已核", 92), ("自报", 8)]) };
    vec![
        Cell::text(number),
        Cell::text(topic.clone()),
        Cell::text(*kind),
        typed(dice, *day),
        if *kind == "小组活动" { Cell::Tenths(5) } else { Cell::Whole(1 + i64::from(dice.chance(25))) },
        Cell::text(place.clone()),
        Cell::text(if *kind == "小组活动" { "代表小组" } else { "镇人大主席团" }),
        Cell::text(together(town, dice, members, 0)),
        drafter.map_or(Cell::Blank, |person| Cell::text(town.spread_out(person))),
        Cell::maybe(if written { "报告1份" } else { "" }),
        Cell::text(state),
    ]
}
