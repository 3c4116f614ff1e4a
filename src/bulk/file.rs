//! A file of a table, made ready: which of its columns are read, and what for.

use super::batch::{Footer, Holds};
use super::codes::Coded;
use crate::base::period::{Day, Period};
use crate::rubric::model::{Query, Rubric, TABLE};
use crate::sheet::long::Long;
use crate::sheet::table::Source;

/// A file and the table that it is.
pub(super) struct Opened<'p> {
    pub source: &'p Source,
    pub footer: Footer,
    pub long: Long<'p>,
}

/// Where its columns stand among those that are read.
pub(super) struct Reads {
    /// Numbers of the columns in the file, in order of reading.
    pub columns: Vec<usize>,
    /// The key.
    pub key: usize,
    /// The date, and whether it may be blank.
    pub date: Option<(usize, bool)>,
    /// Number among the plan's columns, where it is read, id, and whether a rule looks at it.
    pub coded: Vec<(usize, usize, String, bool)>,
}

impl Opened<'_> {
    /// What is read; nothing where a column holds what this road does not take.
    pub fn reads(&self, rubric: &Rubric) -> Option<Reads> {
        let table = self.long.table();
        let looked_at = looked_at(rubric, &table.id);
        let key = &table.by_key()?.id;
        let mut reads = Reads { columns: Vec::new(), key: usize::MAX, date: None, coded: Vec::new() };
        for (number, column, at) in self.long.columns() {
            let holds = self.footer.columns.get(at).map(|(_, holds)| *holds)?;
            let place = reads.columns.len();
            reads.columns.push(at);
            let asked = looked_at.contains(&column.id) || table.keep.iter().any(|filter| filter.column == column.id);
            match (column.id == *key, column.id == "date", holds) {
                (true, _, Holds::Numbers) => reads.key = place,
                (false, true, Holds::Days) if !asked => reads.date = Some((place, column.optional)),
                (false, false, Holds::Numbers | Holds::Texts | Holds::Days) => {
                    let parts = ["role", "signers", "position"].contains(&column.id.as_str());
                    reads.coded.push((number, place, column.id.clone(), asked || parts && splits(rubric, &table.id)));
                }
                (_, _, Holds::Others)
                | (true, _, Holds::Texts | Holds::Days)
                | (false, true, Holds::Numbers | Holds::Texts | Holds::Days) => return None,
            }
        }
        (reads.key != usize::MAX).then_some(reads)
    }
}

impl Reads {
    /// Its columns that are read by code.
    pub fn coded<'l>(&self, long: &'l Long<'l>) -> Vec<Coded<'l>> {
        let coded = |(number, _, id, asked): &(usize, usize, String, bool)| {
            Coded::new(long, *number, *asked, ["signers", "position"].contains(&id.as_str()))
        };
        self.coded.iter().map(coded).collect()
    }
}

/// Queries that read the table.
fn queries<'r>(rubric: &'r Rubric, table: &'r str) -> impl Iterator<Item = &'r Query> {
    rubric.queries().map(|(_, query)| query).filter(move |query| query.from.iter().any(|from| from == table))
}

/// Whether a rule shares joint items out, or weighs by the part played.
fn splits(rubric: &Rubric, table: &str) -> bool {
    queries(rubric, table).any(|query| query.split.is_some() || query.times.iter().any(|times| times.column == "role"))
}

/// The columns of a table that its queries look at.
fn looked_at(rubric: &Rubric, table: &str) -> Vec<String> {
    let mut columns = Vec::new();
    for query in queries(rubric, table) {
        columns.extend(query.filters.iter().map(|filter| filter.column.clone()));
        columns.extend(query.times.iter().map(|times| times.column.clone()));
        columns.extend(query.measure.columns().into_iter().map(str::to_owned));
        columns.extend(query.measure.weights().map(|weights| weights.column.clone()).filter(|column| column != TABLE));
    }
    columns
}

/// Days from 1970.
pub(super) fn number(day: Day) -> i32 {
    i32::try_from(day.signed_duration_since(Day::default()).num_days()).unwrap_or(i32::MAX)
}

/// When rows of a file belong to the period.
#[derive(Debug, Clone, Copy)]
pub(super) struct When {
    period: (i32, i32),
    /// The period of its folder, where all of it is assessed: a row dated outside is told of.
    folder: Option<(i32, i32)>,
    /// Whether rows without a date belong.
    undated: bool,
}

/// Whether a row belongs to the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Belongs {
    Yes,
    No,
    /// The reader of sheets must tell.
    Odd,
}

impl When {
    /// Of this file.
    pub fn new(source: &Source, period: &Period) -> Self {
        let ends = |period: &Period| (number(period.from), number(period.to));
        let covered = source.period.as_ref().filter(|folder| period.covers(folder));
        Self { period: ends(period), folder: covered.map(ends), undated: source.period.is_none() || covered.is_some() }
    }

    /// Whether a row of this day belongs.
    pub fn day(&self, day: i32) -> Belongs {
        let within = |(from, to): (i32, i32)| from <= day && day <= to;
        if self.folder.is_some_and(|folder| !within(folder)) {
            Belongs::Odd
        } else if within(self.period) {
            Belongs::Yes
        } else {
            Belongs::No
        }
    }

    /// Whether a row without a day belongs.
    pub fn undated(&self) -> Belongs {
        if self.undated {
            Belongs::Yes
        } else {
            Belongs::No
        }
    }
}
