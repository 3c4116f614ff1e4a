//! A row that a correction takes away: what is merged or written once above several rows still holds of those below.

use super::super::grid::RawRow;
use super::{Before, Reader};

impl<'s> Reader<'s> {
    /// Keeps what the row says for the blank cells below it.
    pub(super) fn remember(&self, row: &'s RawRow, columns: &mut [Before<'s>]) {
        for (head, before) in self.layout.taken.iter().zip(columns) {
            before.above = head.as_ref().and_then(|head| row.cell(head.column)).or(before.above);
        }
    }
}
