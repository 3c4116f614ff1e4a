//! 联络站对比: the subjects side by side, this period and the one before.

use super::bars::{below, Series};
use super::listed::who;
use super::numbers::{rows, Number};
use crate::base::exact::Exact;
use crate::report::roll::{Line, Roll};
use crate::report::sheet::Grid;
use crate::report::sheet::{Cell, Head, Sheet, Show};

/// Makes the sheet.
pub(super) fn sheet(roll: &Roll) -> Sheet {
    let rubric = roll.rubric();
    let called = if rubric.subject.called.is_empty() { roll.pick("对象", "Subjects") } else { rubric.subject.called.as_str() };
    let name = format!("{called}{}", roll.pick("对比", " compared"));
    let numbers: Vec<Number> = rubric.counts.iter().filter_map(|count| Number::of(roll, &count.id)).collect();
    let own = heads(roll);
    let total = own.iter().position(|head| head.text == total_title(roll)).unwrap_or(0);
    let scores = Grid { heads: own, rows: roll.lines().map(|line| row(roll, line)).collect(), ..Grid::default() };
    let mut grids = vec![scores];
    let parts = parted(numbers);
    let several = parts.len() > 1;
    grids.extend(parts.iter().enumerate().map(|(index, numbers)| {
        let number = if several { format!(" {}/{}", index + 1, parts.len()) } else { String::new() };
        Grid { caption: Some(format!("{}{number}", roll.pick("各项件数和比率", "Counts and rates"))), ..counted(roll, numbers) }
    }));
    let mut sheet = Sheet { title: roll.titled(&name), name, grids, notes: notes(roll), signed: true, points: true, ..Sheet::default() };
    // A total that does not rank would stand beside the others as if it did.
    let all = roll.lines().count();
    let ranked = roll.lines().take_while(|line| line.ranked()).count();
    let lines = if roll.several() || ranked == 0 { all } else { ranked };
    let format = format!("0.{}", "0".repeat(rubric.rounding.decimals as usize));
    let series = Series { name: total_title(roll).to_owned(), column: total };
    let only = if lines < all { roll.pick("（有名次的）", " (those ranked)") } else { "" };
    let title = roll.pick_owned(format!("各{called}总分{only}"), format!("Totals by {}{only}", called.to_lowercase()));
    below(&mut sheet, &title, usize::from(roll.several()), &[series], lines, format.trim_end_matches('.'));
    sheet
}

/// Columns of numbers that fit beside each other on a page.
const MOST_COLUMNS: usize = 11;

/// Numbers in the order of the rubric, so many together as fit.
fn parted(numbers: Vec<Number>) -> Vec<Vec<Number>> {
    let mut parts: Vec<(usize, Vec<Number>)> = Vec::new();
    for number in numbers {
        let width = if number.is_rate { 2 } else { 1 };
        match parts.last_mut().filter(|(used, _)| used + width <= MOST_COLUMNS) {
            Some((used, part)) => {
                *used += width;
                part.push(number);
            }
            None => parts.push((width, vec![number])),
        }
    }
    parts.into_iter().map(|(_, part)| part).collect()
}

fn counted(roll: &Roll, numbers: &[Number]) -> Grid {
    let names = roll.lines().map(|line| line.subject.name.as_str()).chain([roll.pick("合计", "Total")]);
    let rows = rows(roll, numbers).into_iter().zip(names).map(|(row, name)| [vec![Cell::text(name)], row].concat());
    let heads = std::iter::once(who(roll)).chain(numbers.iter().flat_map(|number| number.heads(roll))).collect();
    Grid { heads, rows: rows.collect(), ..Grid::default() }
}

fn total_title(roll: &Roll) -> &'static str {
    roll.pick("总分", "Total")
}

fn notes(roll: &Roll) -> Vec<String> {
    let mut notes = vec![roll
        .pick(
            "合计行：件数相加，比率由合计的分子和分母算出；人均数也由合计算出。横线表示没有数，或上期为零不能算增幅。供参考，以评分依据为准。",
            "Last row: counts are added, rates and means are of the added numbers. A dash: no number, or nothing to compare with. For information.",
        )
        .to_owned()];
    notes.extend(roll.stopped_notes());
    notes
}

/// Whether the results of the period before are there for anybody.
fn has_past(roll: &Roll) -> bool {
    roll.lines().any(|line| before(line).is_some())
}

fn before<'a>(line: &'a Line) -> Option<&'a Exact> {
    line.subject.past.first()?.as_ref()?.total.as_ref()
}

fn heads(roll: &Roll) -> Vec<Head> {
    let mut heads = Vec::new();
    if roll.several() {
        heads.push(Head::new(roll.pick("排名组", "Peers"), 8, 18));
    }
    heads.push(who(roll));
    if roll.lines().any(|line| line.subject.exposure != Exact::one()) {
        heads.push(Head::new(roll.pick("启用占比", "Exposure"), 8, 9));
    }
    heads.extend(roll.rubric().dimensions.iter().map(|dimension| Head::new(&dimension.name, 8, 11)));
    heads.extend([Head::new(total_title(roll), 8, 10), Head::new(roll.pick("名次", "Rank"), 5, 6)]);
    if !roll.rubric().grades.is_empty() {
        heads.push(Head::new(roll.pick("等次", "Grade"), 6, 9));
    }
    if has_past(roll) {
        heads.extend([
            Head::new(roll.pick("上期", "Before"), 8, 10),
            Head::new(roll.pick("增减", "Change"), 8, 10),
            Head::new(roll.pick("增幅", "Growth"), 8, 9),
        ]);
    }
    heads
}

fn row(roll: &Roll, line: &Line) -> Vec<Cell> {
    let points = |points: Option<&Exact>| {
        let rounding = roll.rubric().rounding;
        points.map_or_else(Cell::dash, |points| Cell::Number(points.round(rounding.decimals, rounding.mode).to_f64(), Show::Points))
    };
    let mut row = Vec::new();
    if roll.several() {
        row.push(Cell::text(&line.subject.peer));
    }
    row.push(Cell::text(&line.subject.name));
    if roll.lines().any(|line| line.subject.exposure != Exact::one()) {
        row.push(Cell::Number(line.subject.exposure.to_f64(), Show::Percent));
    }
    row.extend(line.card.dimensions.iter().map(|dimension| points(dimension.points.as_ref())));
    let total = line.standing.total.as_ref();
    row.push(points(total));
    row.push(line.standing.rank.map_or_else(Cell::dash, Cell::whole));
    if !roll.rubric().grades.is_empty() {
        row.push(Cell::text(line.standing.grade_or_open()));
    }
    if has_past(roll) {
        let change = total.zip(before(line)).map(|(now, before)| now - before);
        let growth = change.as_ref().zip(before(line)).filter(|(_, before)| before.is_positive());
        row.extend([
            points(before(line)),
            points(change.as_ref()),
            super::numbers::percent(growth.and_then(|(change, before)| change.over(before)).as_ref()),
        ]);
    }
    row
}
