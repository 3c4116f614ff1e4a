//! Ballots that do not count: void ones, and those by which subjects rate themselves. Counts only.

use std::collections::BTreeMap;

use super::vote::Vote;
use crate::fact::evidence::Aside;
use crate::report::roll::Roll;
use crate::report::sheet::{Cell, Head};
use crate::rubric::model::{ColumnKind, Table};

/// Of each subject: void ballots, and ratings of oneself.
#[derive(Default)]
pub(super) struct Asides {
    void: BTreeMap<usize, u64>,
    own: BTreeMap<usize, u64>,
}

impl Asides {
    /// Of a vote's tables; where cells hold counts of ballots, a blank is no ballot.
    pub fn of<'a>(roll: &Roll<'a>, vote: &Vote<'a>) -> Self {
        let mut asides = Self::default();
        let measured = vote.criterion.query.measure.column();
        for table in vote.tables(roll).filter(|table| !counts(table) && !table.tells_only_turnout(measured)) {
            for entry in roll.review.evidence.table(&table.id).into_iter().flat_map(|gathered| &gathered.entries) {
                let kind = match entry.aside {
                    Some(Aside::Void | Aside::Blank) => &mut asides.void,
                    Some(Aside::OwnRating) => &mut asides.own,
                    Some(_) | None => continue,
                };
                *kind.entry(entry.subject as usize).or_default() += 1;
            }
        }
        asides
    }

    /// Heads of those kinds that occur.
    pub fn heads(&self, roll: &Roll) -> Vec<Head> {
        let kinds = [(&self.void, "空白或出界", "Blank or out of range"), (&self.own, "本人所投", "By oneself")];
        let there = kinds.into_iter().filter(|(counts, ..)| !counts.is_empty());
        there.map(|(_, zh, en)| Head::new(roll.pick(zh, en), 8, 12).under(roll.pick("未计入", "Set aside"))).collect()
    }

    /// Their counts.
    pub fn cells(&self, subject: usize) -> Vec<Cell> {
        let there = [&self.void, &self.own].into_iter().filter(|counts| !counts.is_empty());
        there.map(|counts| Cell::whole(counts.get(&subject).copied().unwrap_or(0))).collect()
    }
}

/// Whether the cells of the table count ballots.
pub(super) fn counts(table: &Table) -> bool {
    table.columns.iter().any(|column| column.kind == ColumnKind::Count)
}
