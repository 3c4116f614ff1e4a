//! 述职测评: what voters say after a delegate's report. Half of the stations
//! keep the ballots, the others the counts.

use crate::sample::dice::Dice;
use crate::sample::grid::{column, grouped, Cell, Grid, Kind};
use crate::sample::half::{typed, Half, EVENTFUL};
use crate::sample::people::{Fate, Person};
use crate::sample::tables::TWINS;
use crate::sample::town::Town;

const CHOICES: [&str; 4] = ["满意", "基本满意", "不满意", "弃权"];

/// The delegates who reported at the station, with the day as it was typed.
fn reports<'town>(town: &'town Town, half: Half, dice: &mut Dice, station: usize) -> Vec<(&'town Person, Cell)> {
    let day = half.some_day(dice);
    let places = town.all_of(station, day);
    let written = typed(dice, day);
    places
        .iter()
        .filter_map(|&place| town.people.get(place))
        .filter(|person| person.elected < half.first_day())
        .map(|person| (person, written.clone()))
        .collect()
}

/// How many voters chose what.
fn result(dice: &mut Dice, half: Half, person: &Person) -> [i64; 4] {
    let voters = match person.fate {
        Fate::Twin if half == EVENTFUL => return TWINS.ballots,
        Fate::FewBallots if half == EVENTFUL => 12,
        Fate::Ordinary | Fate::Twin | Fate::Truant | Fate::FewBallots => dice.between(20, 34),
    };
    let mut counts = [0; 4];
    for _ in 0..voters {
        let choice = match dice.between(0, 99) {
            throw if throw < person.esteem - 12 => 0,
            throw if throw < person.esteem => 1,
            throw if throw < 97 => 2,
            _ => 3,
        };
        if let Some(count) = counts.get_mut(choice) {
            *count += 1;
        }
    }
    counts
}

/// One row a ballot. An empty ballot is an abstention.
pub(in crate::sample) fn single(town: &Town, half: Half) -> Grid {
    let columns = vec![
        column("序号", Kind::Free, 6),
        column("选区", Kind::Free, 12),
        column("述职代表", Kind::Person, 16),
        column("测评日期", Kind::Date, 14),
        column("评价", Kind::Free, 12),
        column("备注", Kind::Free, 12),
    ];
    let title = format!("{}{}代表述职测评票登记", town.name, half.title());
    let mut grid = Grid::new("测评票", title, town.note(half), columns);
    let dice = &mut town.dice(half, "ballots");
    for station in (0..town.stations.len()).step_by(2) {
        for (person, day) in reports(town, half, dice, station) {
            let counts = result(dice, half, person);
            for choice in ballots(dice, counts) {
                grid.rows.push(vec![
                    Cell::count(grid.rows.len() + 1),
                    Cell::text(town.village(person)),
                    Cell::text(town.spread_out(person)),
                    day.clone(),
                    Cell::maybe(choice),
                    Cell::Blank,
                ]);
            }
        }
    }
    grid
}

/// The counted ballots as single ones, in random order.
fn ballots(dice: &mut Dice, counts: [i64; 4]) -> Vec<&'static str> {
    let mut ballots = Vec::new();
    for (choice, count) in CHOICES.into_iter().zip(counts) {
        for _ in 0..count {
            let empty = choice == "弃权" && dice.chance(40);
            ballots.push(if empty { "" } else { choice });
        }
    }
    dice.shuffle(&mut ballots);
    ballots
}

/// One row a delegate, as tellers hand it in.
pub(in crate::sample) fn counted(town: &Town, half: Half) -> Grid {
    let mut columns = vec![
        column("序号", Kind::Free, 6),
        column("选区", Kind::Free, 12),
        column("述职代表", Kind::Person, 16),
        column("测评日期", Kind::Date, 14),
    ];
    columns.extend(["应到", "实到", "发出票", "收回票", "有效票"].map(|header| column(header, Kind::Free, 8)));
    columns.extend(CHOICES.map(|header| grouped("测评结果（票）", header, Kind::NumberCell, 10)));
    columns.push(column("备注", Kind::Free, 12));
    let title = format!("{}{}代表述职测评计票表", town.name, half.title());
    let mut grid = Grid::new("计票表", title, town.note(half), columns);
    let dice = &mut town.dice(half, "counted ballots");
    for station in (1..town.stations.len()).step_by(2) {
        for (person, day) in reports(town, half, dice, station) {
            let counts = result(dice, half, person);
            let valid: i64 = counts.iter().sum();
            let returned = valid + i64::from(dice.chance(12));
            let handed_out = returned + i64::from(dice.chance(20));
            let invited = handed_out + dice.between(2, 9);
            let mut row =
                vec![Cell::count(grid.rows.len() + 1), Cell::text(town.village(person)), Cell::text(town.spread_out(person)), day];
            row.extend([invited, handed_out, handed_out, returned, valid].map(Cell::Whole));
            row.extend(counts.map(Cell::Whole));
            row.push(Cell::Blank);
            grid.rows.push(row);
        }
    }
    grid.merge_equal(&[1]);
    grid.add_totals("合计", &[4, 5, 6, 7, 8, 9, 10, 11, 12]);
    grid.foot = Some("计票人：　　　　唱票人：　　　　监票人：".to_owned());
    grid
}
