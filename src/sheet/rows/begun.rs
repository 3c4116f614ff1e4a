//! A table before its rows: what its header and its place in the sheet say.

use std::collections::BTreeMap;

use super::super::seen::Seen;
use super::super::table::Table;
use super::Reader;

impl Reader<'_> {
    /// The table without rows.
    pub(super) fn begun(&self) -> Table {
        let seen = Seen::new(self.sheet, self.plan, self.layout);
        Table {
            id: self.plan.table.id.clone(),
            place: self.place.clone(),
            period: self.source.period.clone(),
            folder: self.source.folder.clone(),
            rows: Vec::new(),
            set_aside: Vec::new(),
            faulty: Vec::new(),
            left_out: BTreeMap::new(),
            header_row: self.layout.bottom,
            heads: self.layout.own_heads(self.plan),
            area: self.area,
            first_column: if self.beside { seen.columns.0 } else { 0 },
            seen,
            survey: self.sheet.survey.clone(),
            stands_for: self.sheet.stands_for.clone(),
        }
    }
}
