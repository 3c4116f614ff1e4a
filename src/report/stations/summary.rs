//! 培训, 实事 and their like: numbers of each subject, and rows that are listed below, as the rubric puts them together.

use super::bars::{below, Series};
use super::listed::{cell, head, names, who};
use super::numbers::{rows, Number};
use crate::base::text::Language;
use crate::report::roll::Roll;
use crate::report::sheet::{Cell, Grid, Head, Sheet};
use crate::rubric::model::{Listing, Summary};

/// Makes the sheet.
pub(super) fn sheet(roll: &Roll, summary: &Summary) -> Sheet {
    let numbers: Vec<Number> = summary.numbers.iter().filter_map(|id| Number::of(roll, id)).collect();
    let names = roll.lines().map(|line| line.subject.name.as_str()).chain([roll.pick("合计", "Total")]);
    let table: Vec<Vec<Cell>> =
        rows(roll, &numbers).into_iter().zip(names).map(|(row, name)| [vec![Cell::text(name)], row].concat()).collect();
    let heads: Vec<Head> = std::iter::once(who(roll)).chain(numbers.iter().flat_map(|number| number.heads(roll))).collect();
    let charted = summary.chart.as_ref().and_then(|id| column_of(roll, summary, id));
    let mut grids = if numbers.is_empty() { Vec::new() } else { vec![Grid { heads, rows: table, ..Grid::default() }] };
    grids.extend(summary.list.as_ref().and_then(|list| listed(roll, summary, list)));
    let mut notes: Vec<String> = summary.note.iter().cloned().collect();
    notes.extend(roll.stopped_notes());
    let mut sheet = Sheet {
        name: summary.name.clone(),
        title: roll.titled(&format!("{}{}", summary.name, roll.pick("情况", ""))),
        grids,
        notes,
        signed: true,
        ..Sheet::default()
    };
    if let Some((column, name, is_rate)) = charted {
        let title = name.clone();
        let format = if is_rate { "0.0%" } else { "General" };
        below(&mut sheet, &title, 0, &[Series { name, column }], roll.lines().count(), format);
    }
    sheet
}

/// The column in which a number stands that can be charted, its name, and whether it is a rate.
fn column_of(roll: &Roll, summary: &Summary, wanted: &str) -> Option<(usize, String, bool)> {
    let mut column = 1;
    for id in &summary.numbers {
        let number = Number::of(roll, id)?;
        if id == wanted {
            // Of a rate the percentage stands behind the fraction.
            return Some((column + usize::from(number.is_rate), number.name.to_owned(), number.is_rate));
        }
        column += number.heads(roll).len();
    }
    None
}

fn listed(roll: &Roll, summary: &Summary, list: &Listing) -> Option<Grid> {
    let id = list.query.from.first()?;
    let table = roll.rubric().table(id)?;
    let rows = roll.review.evidence.table(id).map(|table| table.rows.as_slice()).unwrap_or_default();
    let chosen = roll.review.lists.get(&format!("summaries.{}", summary.id)).map(Vec::as_slice).unwrap_or_default();
    let of_subjects = chosen.iter().any(|listed| !listed.subjects.is_empty());
    let mut heads = Vec::new();
    if of_subjects {
        heads.push(who(roll));
    }
    heads.extend(list.show.iter().map(|column| head(roll, table, column)));
    let mut shown = Vec::new();
    for listed in chosen {
        let (Some(entry), Some(names)) = (rows.get(listed.row), names(roll, listed)) else { continue };
        let mut row = if of_subjects { vec![Cell::text(names)] } else { Vec::new() };
        row.extend(list.show.iter().map(|column| cell(roll, table, entry, column)));
        shown.push(row);
    }
    let count = shown.len();
    let caption = match roll.language() {
        Language::Chinese => format!("{}（{count}）", list.name),
        Language::English => format!("{} ({count})", list.name),
    };
    Some(Grid { caption: Some(caption), heads, rows: shown, ..Grid::default() })
}
