//! The change itself, on the cells of one sheet.

use std::collections::BTreeMap;

use super::super::cell::{date, number, Calendar};
use super::super::grid::{RawCell, RawSheet};
use super::target::Target;
use super::{as_written, Correction};
use crate::base::place::Place;
use crate::base::problem::{Fault, Problem};
use crate::base::text::{squeeze, Say};

/// Makes the changes that these lines ask for in their sheet; those that do not fit are problems, and change nothing.
pub fn apply(sheet: &mut RawSheet, targets: &[&Target], calendar: Calendar, problems: &mut Vec<Problem>) -> Vec<Correction> {
    let mut seen: BTreeMap<Place, Vec<&Target>> = BTreeMap::new();
    for target in targets {
        let spot = if target.asked.removal { target.place.at(target.place.row, 0) } else { target.place.clone() };
        seen.entry(spot).or_default().push(target);
    }
    let mut made = Vec::new();
    for (spot, lines) in &seen {
        let whole = spot.at(spot.row, 0);
        let removal = seen.get(&whole).filter(|_| whole != *spot).into_iter().flatten();
        let all: Vec<&&Target> = removal.chain(lines).collect();
        if let [_, _, ..] = all.as_slice() {
            let own = lines
                .iter()
                .map(|line| twice(line, all.iter().find(|other| other.asked.from != line.asked.from).map(|other| &other.asked.from)));
            problems.extend(own);
            continue;
        }
        for target in lines {
            match fits(sheet, target, calendar) {
                Ok(before) => made.push((*target, before)),
                Err(problem) => problems.push(*problem),
            }
        }
    }
    // All is compared before anything is changed.
    made.into_iter().map(|(target, before)| change(sheet, target, before)).collect()
}

fn twice(line: &Target, other: Option<&Place>) -> Problem {
    let problem = line.asked.problem(Fault::CorrectionTwice, line.asked.spots.cell);
    other.cloned().into_iter().fold(problem, Problem::related)
}

/// What stands there, if it is what the line says.
fn fits(sheet: &RawSheet, target: &Target, calendar: Calendar) -> Result<String, Box<Problem>> {
    let asked = &target.asked;
    let row = target.place.row;
    if target.place.column == 0 {
        let own = sheet.row(row).map(|row| row.cells.as_slice()).unwrap_or_default();
        let mut shown = own.iter().filter(|(column, _)| target.area.holds(row, *column) && !target.secret.contains(column));
        let found = shown.find(|(_, cell)| asked.before.is_some() && same(Some(cell), asked.before.as_ref(), false, calendar));
        return found.map(|(_, cell)| as_written(cell)).ok_or_else(|| differs(target, None));
    }
    let own = sheet.row(row).and_then(|row| row.cell(target.place.column));
    if let (None, Some(from)) = (own, from_above(sheet, target)) {
        let why = Say::new(
            format!("那一格空着，内容来自 {from}；要改整组，请更正 {from}，只改这一行，请先在原表中填上这一格", from = from_name(from)),
            format!(
                "that cell is blank and takes its value from {from}: correct {from} for the whole group, or fill the cell in first",
                from = from_name(from)
            ),
        );
        return Err(Box::new(asked.problem(Fault::CorrectionRefused { why }, asked.spots.cell)));
    }
    if same(own, asked.before.as_ref(), target.column.holds_dates, calendar) {
        return Ok(own.map(as_written).unwrap_or_default());
    }
    Err(differs(target, own))
}

fn differs(target: &Target, own: Option<&RawCell>) -> Box<Problem> {
    let asked = &target.asked;
    let shown = |cell: Option<&RawCell>| cell.map(RawCell::shown).unwrap_or_default();
    let stands = (target.place.column > 0 && !target.hushed).then(|| shown(own));
    // Of a whole row any cell may be named, and so a private one.
    let found = if target.hushed || target.place.column == 0 { String::new() } else { shown(asked.before.as_ref()) };
    let fault = Fault::CorrectionDiffers { cell: target.cell(), stands };
    let mut problem = asked.problem(fault, asked.spots.before);
    problem.found = found;
    Box::new(problem.related(target.place.clone()))
}

fn from_name((row, column): (u32, u32)) -> String {
    super::lines::cell_name(row, column)
}

/// The cell whose value a blank one takes: the first of a merged region, or the one above in a column that is filled down.
fn from_above(sheet: &RawSheet, target: &Target) -> Option<(u32, u32)> {
    let (row, column) = (target.place.row, target.place.column);
    if let Some((_, from)) = sheet.shown(row, column) {
        return Some(from);
    }
    let above = sheet.rows.iter().rev().filter(|above| above.number < row && above.cell(column).is_some());
    above.map(|above| (above.number, column)).next().filter(|_| target.column.fills_down)
}

/// Whether both are the same to whoever reads them: as texts without spaces and width, as numbers, as dates.
fn same(own: Option<&RawCell>, said: Option<&RawCell>, holds_dates: bool, calendar: Calendar) -> bool {
    let (Some(own), Some(said)) = (own, said) else { return own.is_none() && said.is_none() };
    let (one, other) = (squeeze(&own.text()), squeeze(&said.text()));
    let plain = |text: &str| number::bare_millionths(text).ok();
    let day = |cell: &RawCell, text: &str| if let RawCell::Date(day) = cell { Some(*day) } else { date::text(text, calendar).ok() };
    let dated = holds_dates || matches!(own, RawCell::Date(_)) || matches!(said, RawCell::Date(_));
    one == other
        || plain(&one).is_some_and(|one| plain(&other) == Some(one))
        || dated && day(own, &one).is_some_and(|one| day(said, &other) == Some(one))
}

fn change(sheet: &mut RawSheet, target: &Target, before: String) -> Correction {
    let asked = &target.asked;
    let (row, column) = (target.place.row, target.place.column);
    if asked.removal {
        sheet.removed.insert(row, Say::new("更正删除", "left out by a correction"));
    } else {
        sheet.put(row, column, asked.after.clone());
    }
    let after = asked.after.as_ref().filter(|_| !asked.removal).map(as_written).unwrap_or_default();
    let told = |text: String| if target.hushed { String::new() } else { text };
    Correction {
        from: asked.from.clone(),
        target: if asked.removal { target.place.at(row, 0) } else { target.place.clone() },
        table: target.table.clone(),
        header: if asked.removal { String::new() } else { target.column.header.clone() },
        before: told(before),
        after: told(after),
        removal: asked.removal,
        hushed: target.hushed,
        words: asked.words.clone(),
        area: target.area,
        own_entry: target.own_entry && !asked.removal,
    }
}
