//! Twelve suggestions that another delegate hands in again: word for word, with a few words changed, in another order.

use chrono::NaiveDate;

use super::papers::{EDITS, TITLES, WITH_CONTENT};
use super::{add_column, at, ordinary};
use crate::sample::dice::Dice;
use crate::sample::grid::{column, Cell, Grid, Kind};
use crate::sample::half::Half;
use crate::sample::people::Person;
use crate::sample::town::Town;

const ALIKE: &str = "text/alike";

/// Adds originals and copies at the end; the cells of each pair.
pub(super) fn copied(town: &Town, half: Half, grid: &mut Grid) -> Vec<(&'static str, Vec<String>)> {
    let dice = &mut town.dice(half, "oddities suggestions");
    let mut people = ordinary(town);
    dice.shuffle(&mut people);
    let mut people = people.into_iter().cycle();
    add_column(grid, "备注", column("建议内容", Kind::Free, 60));
    let mut planted = Vec::new();
    let texts = WITH_CONTENT.iter().map(|(title, content)| (*title, *content)).chain(TITLES.iter().map(|title| (*title, "")));
    for (number, (title, content)) in texts.enumerate() {
        let (Some(first), Some(second)) = (people.next(), people.next()) else { break };
        let (copied_title, copied_content) = copy(number, title, content);
        let cells = [(first, title.to_owned(), content.to_owned()), (second, copied_title, copied_content)]
            .into_iter()
            .filter_map(|(person, title, content)| add(half, grid, dice, person, &title, &content));
        planted.push((ALIKE, cells.collect()));
    }
    planted
}

/// In turn: the same, a few words changed, the sentences in another order.
fn copy(number: usize, title: &str, content: &str) -> (String, String) {
    let edited = |text: &str| EDITS.iter().fold(text.to_owned(), |text, (from, to)| text.replacen(from, to, 1));
    match number % 3 {
        0 => (title.to_owned(), content.to_owned()),
        1 => (edited_title(title), edited(content)),
        _ if content.is_empty() => (format!("{}的建议", title.trim_start_matches("关于").trim_end_matches("的建议")), String::new()),
        _ => (title.to_owned(), reordered(content)),
    }
}

/// A title keeps its 关于…的建议.
fn edited_title(title: &str) -> String {
    let stem = title.trim_end_matches("的建议");
    let stem = EDITS.iter().fold(stem.to_owned(), |text, (from, to)| text.replacen(from, to, 1));
    format!("{stem}的建议")
}

/// The last sentence first.
fn reordered(content: &str) -> String {
    let mut sentences: Vec<&str> = content.split('。').filter(|sentence| !sentence.is_empty()).collect();
    sentences.rotate_right(1);
    sentences.iter().flat_map(|sentence| [*sentence, "。"]).collect()
}

/// A row as the register has them; the cell of its title.
fn add(half: Half, grid: &mut Grid, dice: &mut Dice, person: &Person, title: &str, content: &str) -> Option<String> {
    let day: NaiveDate = half.some_day(dice);
    let number = format!("{}-{}-{:03}", half.year, 1 + i32::from(half.second), grid.rows.len() + 1);
    let day = day.max(person.elected);
    let filled = [
        ("编号", Cell::text(number)),
        ("类别", Cell::text("民生")),
        ("建议标题", Cell::text(title)),
        ("提出日期", Cell::Date(day)),
        ("提出层级", Cell::text(person.level.word())),
        ("领衔代表", Cell::text(person.name.clone())),
        ("立案情况", Cell::text("立案")),
        ("主办单位", Cell::text("镇政府办公室")),
        ("是否重点督办", Cell::text("否")),
        ("建议内容", Cell::maybe(content)),
    ];
    let mut row = vec![Cell::Blank; grid.columns.len()];
    for (header, cell) in filled {
        if let Some(place) = at(grid, header).and_then(|at| row.get_mut(at)) {
            *place = cell;
        }
    }
    grid.rows.push(row);
    Some(grid.address(grid.rows.len() - 1, at(grid, "建议标题")?))
}
