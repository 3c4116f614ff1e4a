//! How ballots were filled in: what a survey's export tells, and ballots that say the same throughout. Counts of sheets, not of people.

use std::collections::BTreeMap;

use super::aside::counts;
use super::vote::Vote;
use crate::base::place::Place;
use crate::fact::evidence::{Fact, SheetAccount};
use crate::report::roll::Roll;
use crate::report::sheet::{Cell, Grid, Head};
use crate::sheet::survey::Quality;

/// A ballot of fewer marks may well say the same throughout.
const FEWEST_MARKS: usize = 3;

/// How the surveys among the inputs were answered.
pub(super) fn surveys(roll: &Roll) -> Option<Grid> {
    let surveys = roll.review.evidence.accounts.iter().filter_map(|account| Some((account, account.quality?)));
    let count = |count: Option<u64>| count.map_or_else(Cell::dash, Cell::whole);
    let row = |(account, quality): (&SheetAccount, Quality)| {
        let names = [Cell::long(account.place.to_string()), Cell::text(quality.tool.say().text(roll.language()))];
        let counts = [quality.short, quality.bursts, quality.straight, quality.shared].map(count);
        names.into_iter().chain([Cell::whole(quality.responses)]).chain(counts).collect()
    };
    let rows: Vec<Vec<Cell>> = surveys.map(row).collect();
    let heads = vec![
        Head::new(roll.pick("问卷文件", "Survey"), 16, 40),
        Head::new(roll.pick("来自", "Tool"), 8, 22),
        Head::new(roll.pick("答卷", "Responses"), 7, 10),
        Head::new(roll.pick("每题不足 1 秒", "Under 1 s a question"), 9, 12),
        Head::new(roll.pick("同一秒 3 份以上", "Same second"), 9, 12),
        Head::new(roll.pick("答案全同", "All alike"), 9, 12),
        Head::new(roll.pick("同一网络地址", "Shared address"), 9, 12),
    ];
    let caption = roll.pick("问卷答卷情况", "Survey responses").to_owned();
    (!rows.is_empty()).then_some(Grid { caption: Some(caption), heads, rows, ..Grid::default() })
}

/// What the marks of the ballots of one sheet say.
#[derive(Default)]
struct Alike {
    ballots: u64,
    alike: u64,
}

/// Ballots with several marks each, and how many say the same throughout; surveys tell it themselves.
pub(super) fn alike<'a>(roll: &Roll<'a>, votes: &[Vote<'a>]) -> Option<Grid> {
    let mut sheets: BTreeMap<Place, Alike> = BTreeMap::new();
    for vote in votes {
        let Some(measured) = vote.criterion.query.measure.column() else { continue };
        for table in vote.tables(roll).filter(|table| !counts(table) && table.wide.as_ref().is_some_and(|wide| wide.cell == measured)) {
            let mut marks: BTreeMap<Place, Vec<&Fact>> = BTreeMap::new();
            for entry in roll.review.evidence.table(&table.id).into_iter().flat_map(|gathered| &gathered.entries) {
                let mark = entry.values.get(measured).filter(|_| entry.aside.is_none());
                marks.entry(entry.place.at(entry.place.row, 0)).or_default().extend(mark);
            }
            for (row, marks) in marks.into_iter().filter(|(_, marks)| marks.len() >= FEWEST_MARKS) {
                let sheet = sheets.entry(row.at(0, 0)).or_default();
                sheet.ballots += 1;
                sheet.alike += u64::from(marks.iter().all(|mark| Some(mark) == marks.first()));
            }
        }
    }
    let told = |place: &Place| roll.review.evidence.accounts.iter().any(|account| account.quality.is_some() && account.place == *place);
    let rows = sheets.iter().filter(|(place, _)| !told(place));
    let rows: Vec<Vec<Cell>> =
        rows.map(|(place, sheet)| vec![Cell::long(place.to_string()), Cell::whole(sheet.ballots), Cell::whole(sheet.alike)]).collect();
    let heads = vec![
        Head::new(roll.pick("评价表", "Sheet"), 16, 40),
        Head::new(roll.pick("票（三项以上）", "Ballots of 3 marks or more"), 10, 14),
        Head::new(roll.pick("各项全同", "All alike"), 9, 12),
    ];
    let caption = roll.pick("票面情况", "How ballots were filled in").to_owned();
    (!rows.is_empty()).then_some(Grid { caption: Some(caption), heads, rows, ..Grid::default() })
}
