//! What people entered about themselves and nobody has verified: it does not count, but its share tells.

use std::collections::BTreeMap;

use super::eyes::Eyes;
use super::{Figure, Flag, Kind, Look, Source};
use crate::base::text::Say;
use crate::fact::evidence::{Aside, Entry};

/// Fewer unverified rows of one person are not told.
const FEWEST: usize = 5;
/// So many places are shown.
const SHOWN: usize = 12;

/// How many rows of a table are not verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// What the sheet is called.
    pub table: String,
    /// Rows of the period.
    pub rows: u64,
    /// Those of them that are not verified.
    pub unverified: u64,
}

/// Of each table that has a condition on what counts at all.
pub(super) fn shares(eyes: &Eyes) -> Vec<Share> {
    let tables = eyes.tables().filter(|(rule, _)| !rule.keep.is_empty());
    let share = tables.map(|(rule, table)| {
        let own: Vec<&Entry> = table.rows.iter().filter(|row| is_of_period(row)).collect();
        let unverified = own.iter().filter(|row| row.aside == Some(Aside::Unverified)).count();
        Share { table: rule.sheets.first().unwrap_or(&rule.id).clone(), rows: own.len() as u64, unverified: unverified as u64 }
    });
    share.collect()
}

pub(super) fn look(eyes: &Eyes) -> (Look, Vec<Flag>) {
    let (mut flags, mut read, mut compared) = (Vec::new(), Vec::new(), 0);
    for (rule, table) in eyes.tables().filter(|(rule, _)| !rule.keep.is_empty()) {
        let mut of: BTreeMap<u32, Vec<&Entry>> = BTreeMap::new();
        for entry in table.entries.iter().filter(|entry| is_of_period(entry)) {
            of.entry(entry.subject).or_default().push(entry);
        }
        compared += of.len();
        read.push((rule.id.as_str(), rule.keep.iter().map(|filter| filter.column.as_str()).collect::<Vec<_>>()));
        for (subject, entries) in of {
            let open: Vec<&&Entry> = entries.iter().filter(|entry| entry.aside == Some(Aside::Unverified)).collect();
            if open.len() < FEWEST || open.len() * 2 < entries.len() {
                continue;
            }
            let column = rule.keep.first().map_or("", |filter| filter.column.as_str());
            let sources = open.iter().take(SHOWN).map(|entry| Source::cell(eyes.cell(&rule.id, entry, column), ""));
            let (all, open) = (entries.len(), open.len());
            flags.push(Flag {
                kind: Kind::Unverified,
                who: vec![subject],
                sources: sources.collect(),
                figures: vec![Figure::new("entries", "记录", "entries", &all), Figure::new("unverified", "未核", "not verified", &open)],
                seen: Say::new(
                    format!("{all} 条记录中 {open} 条未经审核，没有计分。"),
                    format!("{open} of {all} entries are not verified and do not count."),
                ),
            });
        }
    }
    (eyes.look(Kind::Unverified, &read, compared), flags)
}

fn is_of_period(entry: &Entry) -> bool {
    !matches!(entry.aside, Some(Aside::OtherPeriod | Aside::OutsideTerm))
}
