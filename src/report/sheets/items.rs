//! 分项得分: every subject's measure and points under every criterion.

use crate::base::place::column_name;
use crate::base::text::Language;
use crate::report::roll::{Line, Roll};
use crate::report::sheet::{Cell, Grid, Head, Sheet, Show};
use crate::rubric::model::{Criterion, Measure};
use crate::score::card::Item;

/// Name of the sheet, for formulas of other sheets.
pub(in crate::report) fn name(roll: &Roll) -> &'static str {
    roll.pick("分项得分", "Items")
}

/// Makes the sheet.
pub(in crate::report) fn sheet(roll: &Roll) -> Sheet {
    let mut notes = vec![roll
        .pick(
            "得分按精确值计算，此处显示为小数；“—”为该项不计，计量栏写明原因。分项得分为数值，总排名表由此汇总。",
            "Points are exact and shown as decimals; — means that the item does not count, with the reason beside it. \
             The ranking sums up these cells.",
        )
        .to_owned()];
    notes.extend(roll.stopped_notes());
    Sheet {
        name: name(roll).to_owned(),
        title: roll.titled(name(roll)),
        grids: vec![Grid { heads: heads(roll), rows: roll.lines().map(|line| row(roll, line)).collect(), ..Grid::default() }],
        notes,
        frozen: leading(roll),
        fixed: true,
        points: true,
        ..Sheet::default()
    }
}

/// Where the points of a criterion stand: `'分项得分'!F6`.
pub(in crate::report) fn points_address(roll: &Roll, position: usize, criterion: usize) -> String {
    let column = u32::from(leading(roll)) + u32::try_from(criterion).unwrap_or(0) * 2 + 2;
    let row = Sheet::first_row(0, false, true) + u32::try_from(position).unwrap_or(0) + 1;
    format!("'{}'!{}{row}", name(roll), column_name(column))
}

/// Number of columns in front of the criteria.
fn leading(roll: &Roll) -> u16 {
    3 + u16::from(roll.several())
}

fn heads(roll: &Roll) -> Vec<Head> {
    let mut heads = Vec::new();
    if roll.several() {
        heads.push(Head::new(roll.pick("排名组", "Peers"), 6, 14));
    }
    heads.push(Head::new(roll.pick("名次", "Rank"), 5, 6));
    heads.push(Head::new(roll.named(), 8, 18));
    heads.push(Head::new(roll.pick("编号", "Key"), 6, 16));
    // A word stays in one line.
    let least = match roll.language() {
        Language::Chinese => 5,
        Language::English => 9,
    };
    for criterion in &roll.rubric().criteria {
        heads.push(Head::new(roll.pick("计量", "Measure"), least, 14).under(&criterion.name));
        heads.push(Head::new(roll.pick("得分", "Points"), 6, 9).under(&criterion.name));
    }
    heads
}

fn row(roll: &Roll, line: &Line) -> Vec<Cell> {
    let mut row = Vec::new();
    if roll.several() {
        row.push(Cell::text(&line.subject.peer));
    }
    row.push(line.standing.rank.map_or_else(Cell::dash, Cell::whole));
    row.push(Cell::text(&line.subject.name));
    row.push(Cell::text(&line.subject.key));
    for (criterion, item) in roll.rubric().criteria.iter().zip(&line.card.items) {
        row.push(measure(roll, criterion, item));
        row.push(points(item));
    }
    row
}

fn points(item: &Item) -> Cell {
    item.points.as_ref().map_or_else(Cell::dash, |points| Cell::Number(points.to_f64(), Show::Points))
}

pub(in crate::report) fn measure(roll: &Roll, criterion: &Criterion, item: &Item) -> Cell {
    if let Some(why) = item.nothing() {
        return Cell::long(why.text(roll.language()));
    }
    let Some(measure) = &item.measure else { return Cell::dash() };
    match criterion.query.measure {
        Measure::Share(_) | Measure::Ratio { .. } => Cell::Number(measure.to_f64(), Show::Percent),
        Measure::Mean { .. } | Measure::Rating { .. } => Cell::Number(measure.to_f64(), Show::Hundredths),
        Measure::Count | Measure::Sum(_) | Measure::Distinct(_) | Measure::Value(_) | Measure::Last(_) => Cell::quantity(measure),
    }
}
