//! The lines of a sheet of corrections.

use super::super::grid::{RawCell, RawRow, RawSheet};
use super::super::line::is_remark;
use super::form::{Field, Form};
use super::{as_written, Asked, Spots, Words, BLANKS, REMOVALS};
use crate::base::place::{column_name, Place};
use crate::base::problem::{Fault, Problem};
use crate::base::text::{squeeze, Say};

/// Words that begin a line to sign, when a colon follows them.
const SIGNED: [&str; 9] = ["批准人", "审批人", "审定人", "核实人", "核对人", "申请人", "领导签字", "签字", "approvedby"];

/// Reads every line below the header; signatures and notes are none.
pub fn lines(sheet: &RawSheet, form: &Form, place: &Place, problems: &mut Vec<Problem>) -> Vec<Asked> {
    let below = sheet.rows.iter().filter(|row| row.number > form.header);
    below.filter(|row| is_line(row, form)).map(|row| line(row, form, place, problems)).collect()
}

fn is_line(row: &RawRow, form: &Form) -> bool {
    let mut texts = row.cells.iter().map(|(_, cell)| cell).filter(|cell| matches!(cell, RawCell::Text(_)));
    if texts.next().is_some_and(|first| is_remark(first) || is_signed(first)) {
        return false;
    }
    let own = |field: &Field| form.cell(row, *field).is_some();
    let target = [Field::File, Field::Sheet, Field::Cell, Field::Row, Field::Column, Field::Before, Field::After];
    target.iter().filter(|field| own(field)).count() > usize::from(row.cells.len() == 1)
}

fn is_signed(cell: &RawCell) -> bool {
    let text = squeeze(&cell.text());
    SIGNED.iter().any(|word| text.strip_prefix(word).is_some_and(|rest| rest.starts_with(':')))
}

fn line(row: &RawRow, form: &Form, place: &Place, problems: &mut Vec<Problem>) -> Asked {
    let text = |field: Field| form.cell(row, field).map(as_written).unwrap_or_default();
    let column = |field: Field| form.column(field).unwrap_or(0);
    let spots = Spots {
        file: column(Field::File),
        sheet: column(Field::Sheet),
        cell: form.column(Field::Cell).filter(|column| row.cell(*column).is_some()).unwrap_or(column(Field::Row)),
        before: column(Field::Before),
    };
    let new = form.cell(row, Field::After);
    let removal = new.is_some_and(|cell| is_one_of(cell, &REMOVALS));
    let number = text(Field::Number);
    let words = Words {
        number: if number.is_empty() { format!("[{}]", row.number) } else { number },
        reason: text(Field::Reason),
        basis: text(Field::Basis),
        applicant: text(Field::Applicant),
        verifier: text(Field::Verifier),
        approver: text(Field::Approver),
        date: text(Field::Date),
    };
    let mut lacking = Vec::new();
    match new {
        None => lacking.push((
            Field::After,
            Say::new(
                "更正后的内容（要清空写“空”，要删去整行写“整行删除”）",
                "what is right (“blank” for a blank cell, “delete row” for a whole row)",
            ),
        )),
        Some(RawCell::Error(_) | RawCell::Unfinished) => {
            lacking.push((Field::After, Say::new("更正后的内容（公式没有结果）", "what is right (the formula has no value)")));
        }
        Some(RawCell::Text(_) | RawCell::Number(_) | RawCell::Date(_) | RawCell::Bool(_)) => {}
    }
    if words.reason.is_empty() {
        lacking.push((Field::Reason, Say::new("理由", "a reason")));
    }
    if words.approver.is_empty() {
        lacking.push((Field::Approver, Say::new("批准人", "who approved it")));
    }
    let first = lacking.first().map(|(field, _)| column(*field));
    if let Some(first) = first {
        let (zh, en): (Vec<String>, Vec<String>) = lacking.into_iter().map(|(_, what)| (what.zh, what.en)).unzip();
        let fault = Fault::CorrectionIncomplete { what: Say::new(zh.join("、"), en.join(", ")) };
        problems.push(Problem::new(fault, place.at(row.number, first), words.number.as_str()));
    }
    Asked {
        from: place.at(row.number, 0),
        spots,
        file: text(Field::File),
        sheet: text(Field::Sheet),
        cell: text(Field::Cell),
        row: text(Field::Row),
        column: text(Field::Column),
        before: form.cell(row, Field::Before).filter(|cell| !is_one_of(cell, &BLANKS)).cloned(),
        after: new.filter(|cell| !is_one_of(cell, &BLANKS)).cloned(),
        removal,
        incomplete: first.is_some(),
        words,
    }
}

fn is_one_of(cell: &RawCell, known: &[&str]) -> bool {
    let text = squeeze(&cell.text());
    known.iter().any(|known| squeeze(known) == text)
}

impl Asked {
    /// A problem with the cells that name the target, at the last of them that is written.
    pub(super) fn problem(&self, fault: Fault, spot: u32) -> Problem {
        Problem::new(fault, self.from.at(self.from.row, spot), self.named())
    }

    /// The target as the line names it.
    pub(super) fn named(&self) -> String {
        let parts = [self.file.as_str(), &self.sheet, &self.cell, &self.row, &self.column];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// `F12` of a column and row, for messages.
pub(super) fn cell_name(row: u32, column: u32) -> String {
    format!("{}{row}", column_name(column))
}
