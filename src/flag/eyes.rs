//! Evidence as the checks look at it: cells by column, and what they read of which table.

use std::collections::BTreeMap;

use super::{Kind, Look};
use crate::base::exact::Exact;
use crate::base::place::Place;
use crate::fact::evidence::{Entry, Evidence, EvidenceTable, Fact, SheetAccount, Subject};
use crate::fact::passes;
use crate::rubric::model::{Filter, FilterTest, Measure, Rubric, Table};
use crate::sheet::seen::Whence;

/// Evidence and rubric.
pub(super) struct Eyes<'e> {
    pub evidence: &'e Evidence,
    pub rubric: &'e Rubric,
    accounts: BTreeMap<Place, Vec<&'e SheetAccount>>,
}

impl<'e> Eyes<'e> {
    pub fn new(evidence: &'e Evidence, rubric: &'e Rubric) -> Self {
        let mut accounts: BTreeMap<Place, Vec<&SheetAccount>> = BTreeMap::new();
        for account in &evidence.accounts {
            accounts.entry(account.place.at(0, 0)).or_default().push(account);
        }
        Self { evidence, rubric, accounts }
    }

    /// Tables that sheets were read for, with their rule.
    pub fn tables(&self) -> impl Iterator<Item = (&'e Table, &'e EvidenceTable)> + '_ {
        let present = self.evidence.tables.iter().filter(|table| table.present);
        present.filter_map(|table| Some((self.rubric.table(&table.id)?, table)))
    }

    pub fn subject(&self, number: u32) -> Option<&'e Subject> {
        self.evidence.subjects.get(usize::try_from(number).ok()?)
    }

    /// The cell of this column in the entry's row; the entry's own place where the column is not of the sheet.
    pub fn cell(&self, table: &str, entry: &Entry, column: &str) -> Place {
        let row = entry.place.row;
        let found = self.account(table, &entry.place).and_then(|account| head_of(account, column));
        found.map_or_else(|| entry.place.clone(), |(at, _)| entry.place.at(row, at))
    }

    /// What was read of the sheet in which this row is.
    fn account(&self, table: &str, place: &Place) -> Option<&'e SheetAccount> {
        let within = |account: &&SheetAccount| {
            account.table == table && account.seen.rows.is_none_or(|(first, last)| (first..=last).contains(&place.row))
        };
        self.accounts.get(&place.at(0, 0))?.iter().copied().find(within)
    }

    /// The look at tables with these columns, whose headers are told as the sheets write them.
    pub fn look(&self, kind: Kind, read: &[(&str, Vec<&str>)], compared: usize) -> Look {
        let told = |(table, columns): &(&str, Vec<&str>)| {
            let accounts = || self.evidence.accounts.iter().filter(|account| account.table == *table);
            let mut headers: Vec<String> = Vec::new();
            for (_, text) in columns.iter().flat_map(|column| accounts().filter_map(|account| head_of(account, column))) {
                if !headers.contains(&text) {
                    headers.push(text);
                }
            }
            let name = self.rubric.table(table).and_then(|table| table.sheets.first().cloned());
            (name.unwrap_or_else(|| (*table).to_owned()), headers)
        };
        Look { kind, read: read.iter().map(told).collect(), compared: compared as u64 }
    }

    /// Whether the table holds ratings: what others say of a subject, and nothing it did.
    pub fn is_rated(&self, table: &str) -> bool {
        let on_it = self.rubric.criteria.iter().filter(|criterion| criterion.query.from.iter().any(|from| from == table));
        on_it.map(|criterion| &criterion.query.measure).any(|measure| measure.ballots().is_some())
    }

    /// Whether some criterion counts the entry, as far as its own conditions and words say.
    pub fn is_credited(&self, table: &str, entry: &Entry) -> bool {
        let takes = |criterion: &crate::rubric::model::Criterion| {
            let query = &criterion.query;
            query.from.iter().any(|from| from == table)
                && query.filters.iter().all(|filter| holds(filter, entry))
                && earns(&query.measure, entry)
        };
        entry.aside.is_none() && self.rubric.criteria.iter().any(takes)
    }
}

/// Column and text of a header.
fn head_of(account: &SheetAccount, column: &str) -> Option<(u32, String)> {
    let taken = account.seen.taken.iter().find(|taken| taken.id == column)?;
    match &taken.from {
        Whence::Header(head) => Some((head.column, head.text.clone())),
        Whence::Sheet | Whence::Folder | Whence::Nowhere => None,
    }
}

fn holds(filter: &Filter, entry: &Entry) -> bool {
    match filter.column.as_str() {
        "role" => {
            let role = entry.role.clone().map(Fact::Text);
            passes(&filter.test, role.as_ref())
        }
        "signers" => number(filter, entry.signers),
        "position" => number(filter, entry.position),
        column => passes(&filter.test, entry.values.get(column)),
    }
}

fn number(filter: &Filter, value: u32) -> bool {
    match &filter.test {
        FilterTest::Number(range) => range.holds(&Exact::from(i64::from(value))),
        FilterTest::Is(_) | FilterTest::IsNot(_) | FilterTest::Present(_) => true,
    }
}

/// Of a share, only a word with credit is a presence.
fn earns(measure: &Measure, entry: &Entry) -> bool {
    let Measure::Share(share) = measure else { return true };
    let word = text(entry, &share.column);
    share.credit.iter().any(|(credited, credit)| Some(credited.as_str()) == word && credit.is_positive())
}

/// The text of a column.
pub(super) fn text<'e>(entry: &'e Entry, column: &str) -> Option<&'e str> {
    match entry.values.get(column)? {
        Fact::Text(text) => Some(text),
        Fact::Number(_) | Fact::NoValue(_) => None,
    }
}

/// The number of a column.
pub(super) fn quantity(entry: &Entry, column: &str) -> Option<Exact> {
    match entry.values.get(column)? {
        Fact::Number(millionths) => Some(Exact::fixed(*millionths, 6)),
        Fact::Text(_) | Fact::NoValue(_) => None,
    }
}
