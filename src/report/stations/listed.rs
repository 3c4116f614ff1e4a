//! Rows of a table as they are listed: the columns that the rubric shows, as the office writes them.

use crate::base::exact::Exact;
use crate::base::text::with_wide_marks;
use crate::fact::evidence::{Entry, Fact};
use crate::report::roll::Roll;
use crate::report::said::made;
use crate::report::sheet::{Cell, Head};
use crate::rubric::model::{Column, Origin, Table};
use crate::tally::Listed;

/// What a column is called.
pub(super) fn title(roll: &Roll, table: &Table, id: &str) -> String {
    match table.column(id) {
        Some(column) if column.origin == Origin::Made => made::column(roll.rubric(), table, id).text(roll.language()).to_owned(),
        Some(column) => column.headers.first().map_or(id, String::as_str).to_owned(),
        None => id.to_owned(),
    }
}

/// Its head.
pub(super) fn head(roll: &Roll, table: &Table, id: &str) -> Head {
    Head::new(title(roll, table, id), 9, 26)
}

/// A word of a column, as the office writes it.
pub(super) fn word(roll: &Roll, column: Option<&Column>, id: &str) -> String {
    let said = column.and_then(|column| {
        let english = column.origin == Origin::Made && roll.language() == crate::base::text::Language::English;
        column.words().iter().find(|(word, _)| word == id).and_then(|(_, said)| said.first()).filter(|_| !english)
    });
    said.map_or(id, String::as_str).to_owned()
}

/// What a row has in a column, as text.
pub(super) fn text(roll: &Roll, table: &Table, entry: &Entry, id: &str) -> String {
    match entry.values.get(id) {
        Some(Fact::Text(text)) => with_wide_marks(&word(roll, table.column(id), text)),
        Some(Fact::Number(number)) => Exact::fixed(*number, 6).plain(),
        Some(Fact::NoValue(kind)) => kind.say().text(roll.language()).to_owned(),
        None => String::new(),
    }
}

/// The same as a cell.
pub(super) fn cell(roll: &Roll, table: &Table, entry: &Entry, id: &str) -> Cell {
    match entry.values.get(id) {
        Some(Fact::Number(number)) => Cell::quantity(&Exact::fixed(*number, 6)),
        Some(Fact::Text(_) | Fact::NoValue(_)) | None => {
            let text = text(roll, table, entry, id);
            if text.chars().count() > 12 {
                Cell::long(text)
            } else {
                Cell::text(text)
            }
        }
    }
}

/// Names of the subjects that a row names; none of them when all are of groups that are not shown.
pub(super) fn names(roll: &Roll, listed: &Listed) -> Option<String> {
    if listed.subjects.is_empty() {
        return Some(String::new());
    }
    let names: Vec<&str> =
        listed.subjects.iter().filter_map(|subject| roll.line(*subject as usize)).map(|line| line.subject.name.as_str()).collect();
    (!names.is_empty()).then(|| names.join("、"))
}

/// The head of the column of subjects.
pub(super) fn who(roll: &Roll) -> Head {
    let called = roll.rubric().subject.called.as_str();
    Head::new(if called.is_empty() { roll.pick("对象", "Subject") } else { called }, 10, 20)
}
