//! 主席团评分 and 互评: raters down, delegates across. Raters mark themselves
//! too, which does not count.

use crate::sample::dice::Dice;
use crate::sample::grid::{column, Cell, Column, Grid, Kind};
use crate::sample::half::Half;
use crate::sample::people::Fate;
use crate::sample::tables::TWINS;
use crate::sample::town::Town;

/// Columns of a sheet on which the presidium marks delegates; a larger congress
/// needs several sheets.
const ACROSS: usize = 200;

/// The presidium's sheets, then one a station.
pub(in crate::sample) fn grids(town: &Town, half: Half) -> Vec<Grid> {
    let by_station: Vec<Vec<usize>> = (0..town.stations.len()).map(|station| town.all_of(station, half.last_day())).collect();
    let everybody: Vec<usize> = by_station.iter().flatten().copied().collect();
    let presidium: Vec<usize> =
        everybody.iter().copied().filter(|&place| town.people.get(place).is_some_and(|person| person.presidium)).collect();
    let mut grids = Vec::new();
    for (index, rated) in everybody.chunks(ACROSS).enumerate() {
        let name = match index {
            0 => "主席团评分".to_owned(),
            _ => format!("主席团评分{}", index + 1),
        };
        grids.push(matrix(town, half, &name, &presidium, rated));
    }
    for (station, members) in town.stations.iter().zip(&by_station) {
        let place = station.trim_end_matches("联络站");
        grids.push(matrix(town, half, &format!("互评（{place}）"), members, members));
    }
    grids
}

fn matrix(town: &Town, half: Half, name: &str, raters: &[usize], rated: &[usize]) -> Grid {
    let mut columns: Vec<Column> = vec![column("序号", Kind::Free, 5), column("评分人", Kind::Free, 16)];
    let across = town.at(rated).map(|person| column(&town.spread_out(person), Kind::NumberCell, 8));
    columns.extend(across);
    let title = format!("{}{}{name}表", town.name, half.title());
    let mut grid = Grid::new(name, title, "满分 100 分；本人不给自己打分，打了的不计".to_owned(), columns);
    let dice = &mut town.dice(half, name);
    for (index, &rater) in raters.iter().enumerate() {
        let Some(person) = town.people.get(rater) else {
            continue;
        };
        let mut row = vec![Cell::count(index + 1), Cell::text(town.spread_out(person))];
        row.extend(rated.iter().map(|&place| mark(town, half, dice, (rater, index), place)));
        grid.rows.push(row);
    }
    grid
}

/// A whole mark near what others think of the delegate; some leave it blank.
fn mark(town: &Town, half: Half, dice: &mut Dice, (rater, index): (usize, usize), place: usize) -> Cell {
    let Some(person) = town.people.get(place) else {
        return Cell::Blank;
    };
    let arranged = person.fate == Fate::Twin && !town.twins(half).is_empty();
    let by_twin = town.people.get(rater).is_some_and(|one| one.fate == Fate::Twin);
    match () {
        () if rater == place => Cell::Whole(dice.between(95, 100)),
        () if arranged && by_twin => Cell::Whole(TWINS.mark),
        () if arranged => Cell::Whole(TWINS.mark - 1 + i64::try_from(index % 3).unwrap_or(0)),
        () if dice.chance(2) => Cell::Blank,
        () => Cell::Whole((person.esteem + dice.between(-7, 5)).clamp(60, 99)),
    }
}
