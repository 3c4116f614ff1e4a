//! Who it is: the roster's columns that may be shown, two a row.

use crate::base::exact::Exact;
use crate::fact::roster_word;
use crate::report::folio::{Block, Slot};
use crate::report::roll::{Line, Roll};
use crate::report::sheet::Cell;

pub(super) fn rows(roll: &Roll, line: &Line) -> Vec<Block> {
    let rubric = roll.rubric();
    let subject = line.subject;
    let mut pairs = vec![(roll.named(), subject.name.clone()), (roll.pick("编号", "Key").to_owned(), subject.key.clone())];
    let told: Vec<&String> = std::iter::once(&rubric.subject.name).chain(&rubric.subject.key).collect();
    let columns = rubric.table(&rubric.subject.table).map(|table| table.columns.as_slice()).unwrap_or_default();
    for column in columns.iter().filter(|column| !told.contains(&&column.id)) {
        let value = roster_word(rubric, &column.id, &subject.columns);
        if let Some(header) = column.headers.first().filter(|_| !value.is_empty()) {
            pairs.push((header.clone(), value));
        }
    }
    if subject.exposure != Exact::one() {
        pairs.push((roll.pick("在任占本期", "Share in office").to_owned(), subject.exposure.plain()));
    }
    paired(pairs)
}

/// Labels and values, two pairs a row.
pub(super) fn paired(pairs: Vec<(String, String)>) -> Vec<Block> {
    let mut pairs = pairs;
    if pairs.len() % 2 == 1 {
        pairs.push((String::new(), String::new()));
    }
    let row = |two: &[(String, String)]| {
        let spans = [1, 3];
        Block::Row(
            two.iter().zip(spans).flat_map(|((label, value), span)| [Slot::head(label, 1), Slot::of(Cell::long(value), span)]).collect(),
        )
    };
    pairs.chunks(2).map(row).collect()
}
