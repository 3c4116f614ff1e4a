//! A row that a correction takes away: what is merged or written once above several rows still holds of those below.

use super::super::grid::{RawCell, RawRow};
use super::Reader;

impl<'s> Reader<'s> {
    /// Keeps what the row says for the blank cells below it.
    pub(super) fn remember(&self, row: &'s RawRow, above: &mut [Option<&'s RawCell>]) {
        for (head, above) in self.layout.taken.iter().zip(above) {
            *above = head.as_ref().and_then(|head| row.cell(head.column)).or(*above);
        }
    }
}
