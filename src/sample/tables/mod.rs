//! One file a group of tables: a congress and a half year in, sheets out.

pub(super) mod activities;
pub(super) mod ballots;
pub(super) mod cases;
pub(super) mod inspections;
pub(super) mod marks;
pub(super) mod meetings;
pub(super) mod motions;
pub(super) mod receptions;
pub(super) mod roster;
pub(super) mod stations;
pub(super) mod suggestions;
pub(super) mod tasks;
pub(super) mod training;

use super::grid::Book;
use super::half::Half;
use super::town::Town;

/// What the two whose records agree get in the eventful half year. These
/// numbers decide where in the order of rank they stand.
pub(super) struct TwinRecord {
    pub(super) activities: usize,
    pub(super) reception_days: usize,
    pub(super) mark: i64,
    pub(super) ballots: [i64; 4],
}

/// Set so that under `rubrics/township.toml` the quota's edge runs between them.
pub(super) const TWINS: TwinRecord = TwinRecord { activities: 5, reception_days: 3, mark: 79, ballots: [21, 6, 0, 1] };

/// The workbook of what stations do beside receiving.
pub(super) fn station_book(town: &Town, half: Half) -> Book {
    let suggestions = suggestions::grid(town, half);
    let grids = vec![
        stations::basics(town, half),
        cases::grid(town, half, &suggestions),
        tasks::grid(town, half),
        stations::messages(town, half),
        stations::deeds(town, half),
        stations::ballots(town, half),
        stations::holidays(town, half),
    ];
    let mut book = Book { file: "联络站工作".to_owned(), grids };
    for grid in &mut book.grids {
        grid.blank_merged();
    }
    book
}

/// The workbook of the departments that delegates inspected and rated.
pub(super) fn inspection_book(town: &Town, half: Half) -> Book {
    let grids = vec![inspections::departments(town, half), inspections::register(town, half), inspections::ballots(town, half)];
    Book { file: "视察评议".to_owned(), grids }
}

/// The workbooks of one congress for one half year.
pub(super) fn books(town: &Town, half: Half) -> Vec<Book> {
    let (receptions, stations) = receptions::grids(town, half);
    let book = |file: &str, grids| Book { file: file.to_owned(), grids };
    let mut books = vec![
        book("代表名册", vec![roster::grid(town, half)]),
        book("会议出勤", vec![meetings::town(town, half), meetings::district(town, half)]),
        book("议案建议决议台账", vec![suggestions::grid(town, half), motions::motions(town, half), motions::resolutions(town, half)]),
        book("代表活动和培训", vec![activities::grid(town, half), training::grid(town, half)]),
        book("联络站", vec![receptions, stations]),
        book("述职测评", vec![ballots::single(town, half), ballots::counted(town, half)]),
        book("主席团评分和代表互评", marks::grids(town, half)),
        book("表彰奖励", vec![training::honours(town, half)]),
    ];
    for grid in books.iter_mut().flat_map(|book| &mut book.grids) {
        grid.blank_merged();
    }
    books
}
