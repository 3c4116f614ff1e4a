//! A sheet of very many rows: packed, row by row again, or with some of its rows.

use super::super::packed::Packed;
use super::{by_column, RawRow, RawSheet, Region};

impl RawSheet {
    /// A sheet whose rows are packed.
    pub fn of_packed(name: String, packed: Packed, regions: &[Region]) -> Self {
        let merged = by_column(regions, packed.width());
        Self { name, named: true, packed: Some(packed), merged, ..Self::default() }
    }

    /// Makes rows of what is packed.
    pub fn unpack(&mut self) {
        if let Some(packed) = self.packed.take() {
            self.rows = packed.into_rows().in_order();
        }
    }

    /// The same sheet with these rows of it.
    #[must_use]
    pub fn with_rows(&self, rows: Vec<RawRow>) -> Self {
        Self {
            name: self.name.clone(),
            named: self.named,
            rows,
            broken: self.broken.clone(),
            hidden: self.hidden.clone(),
            merged: self.merged.clone(),
            ..Self::default()
        }
    }

    /// Whether cells below this row are merged.
    pub fn is_merged_below(&self, row: u32) -> bool {
        self.merged.values().flatten().any(|region| region.bottom > row)
    }
}
