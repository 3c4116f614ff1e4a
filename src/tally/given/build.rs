//! Rows of the table to tallies.

use std::collections::{BTreeMap, BTreeSet};

use super::super::division;
use super::super::sql::words;
use super::super::{Class, Sums, Tally, Turnout};
use super::{term, EvidenceFault, Given, Record, Refused};
use crate::base::period::Period;
use crate::base::text::tidy;
use crate::fact::evidence::Subject;
use crate::rubric::model::{NoValue, Poll, Query, Rubric};

/// What one is in the table.
const MILLION: i128 = 1_000_000;

/// Tallies of a query, by sub-period and number of the subject.
type Divided = Vec<Vec<Tally>>;

/// What has been taken so far.
pub(super) struct Building<'b> {
    id: &'b str,
    rubric: &'b Rubric,
    period: &'b Period,
    subjects: &'b [Subject],
    numbers: BTreeMap<String, u32>,
    queries: BTreeMap<&'b str, (&'b Query, Divided)>,
    /// Who voted, by query and number of the subject.
    turnouts: BTreeMap<String, BTreeMap<u32, Turnout>>,
    /// Subjects whom the engine knows, too.
    known: BTreeSet<u32>,
    unlike: BTreeSet<String>,
    tables: BTreeSet<String>,
    faults: Vec<EvidenceFault>,
    rows: u64,
}

/// A key as it is compared, wherever it stands.
fn exact(key: &str) -> String {
    tidy(key).replace(' ', "")
}

impl<'b> Building<'b> {
    pub fn new(id: &'b str, rubric: &'b Rubric, period: &'b Period, subjects: &'b [Subject]) -> Self {
        let numbers = subjects.iter().zip(0_u32..).map(|(subject, number)| (exact(&subject.key), number)).collect();
        let parts = |query: &Query| query.per.map_or(1, |per| period.parts(per).len());
        let blank = |query| vec![vec![Tally::default(); subjects.len()]; parts(query)];
        Self {
            id,
            rubric,
            period,
            subjects,
            numbers,
            queries: rubric.queries().map(|(id, query)| (id, (query, blank(query)))).collect(),
            turnouts: BTreeMap::new(),
            known: BTreeSet::new(),
            unlike: BTreeSet::new(),
            tables: BTreeSet::new(),
            faults: Vec::new(),
            rows: 0,
        }
    }

    /// Takes a row.
    pub fn take(&mut self, record: &Record) -> Result<(), Refused> {
        self.rows += 1;
        if record.plan != self.id {
            return Err(Refused::OtherPlan(record.plan.to_owned()));
        }
        let taken = match record.kind {
            "class" | "no-value" | "outside-term" | "distinct" => self.tally(record),
            "turnout" | "no-turnout" => self.turnout(record),
            "subject" => {
                self.subject(record);
                Some(())
            }
            "table" => {
                self.tables.insert(words::plain(record.words));
                Some(())
            }
            "fault" => fault(record).map(|fault| self.faults.push(fault)),
            _ => None,
        };
        taken.ok_or(Refused::Row(self.rows))
    }

    /// Everybody and every table must have been told of: what stands last in a whole file.
    pub fn finish(mut self) -> Result<Given, Refused> {
        let used = |id: &String| {
            let of = |query: &Query| query.from.contains(id) || query.links.iter().any(|link| link.table == *id);
            *id == self.rubric.subject.table || self.rubric.queries().any(|(_, query)| of(query))
        };
        if self.rubric.tables.iter().any(|table| used(&table.id) && !self.tables.contains(&table.id)) {
            return Err(Refused::CutOff);
        }
        let unknown = self.subjects.iter().zip(0_u32..).filter(|(_, number)| !self.known.contains(number));
        self.unlike.extend(unknown.map(|(subject, _)| subject.key.clone()));
        let mut given = Given { faults: self.faults, unlike: self.unlike.into_iter().collect(), ..Given::default() };
        given.tallies.period = self.period.clone();
        for (id, (query, mut divided)) in self.queries {
            let mut tallies = if query.per.is_some() {
                let together = division::together(&divided, self.subjects.len());
                given.tallies.divided.insert(id.to_owned(), divided);
                together
            } else {
                divided.pop().unwrap_or_default()
            };
            for (number, turnout) in self.turnouts.remove(id).into_iter().flatten() {
                if let Some(tally) = tallies.get_mut(number as usize) {
                    tally.turnout = turnout;
                }
            }
            given.tallies.queries.insert(id.to_owned(), tallies);
        }
        Ok(given)
    }

    /// None where the row is no tally of the plan.
    fn tally(&mut self, record: &Record) -> Option<()> {
        let (_, divided) = self.queries.get_mut(record.query)?;
        let of_part = divided.get_mut(usize::try_from(record.part).ok()?)?;
        let Some(number) = self.numbers.get(&exact(record.subject)) else {
            self.unlike.insert(record.subject.to_owned());
            return Some(());
        };
        let tally = of_part.get_mut(*number as usize)?;
        let rows = u64::try_from(record.rows).ok()?;
        match record.kind {
            "class" => {
                let class = Class {
                    role: (!record.role.is_empty()).then(|| words::plain(record.role)),
                    signers: u32::try_from(record.signers).ok()?,
                    position: u32::try_from(record.position).ok()?,
                    words: words::read(record.words)?,
                };
                let sums = Sums { rows, number: record.number, squares: record.squares, below: record.below };
                tally.classes.insert(class, sums).is_none().then_some(())
            }
            "no-value" => {
                let kind = NoValue::ALL.into_iter().find(|kind| kind.id() == record.words)?;
                tally.no_values.insert(kind, rows).is_none().then_some(())
            }
            "outside-term" => once(&mut tally.outside_term, rows),
            _ => once(&mut tally.distinct, rows),
        }
    }

    /// A number of the turnout, or that a row does not tell it; none where the row is no tally of the plan.
    fn turnout(&mut self, record: &Record) -> Option<()> {
        self.queries.get(record.query).filter(|(query, _)| query.measure.ballots().is_some() && record.part == 0)?;
        let poll = Poll::ALL.into_iter().find(|poll| poll.id() == record.words)?;
        let Some(number) = self.numbers.get(&exact(record.subject)) else {
            self.unlike.insert(record.subject.to_owned());
            return Some(());
        };
        let told = match record.kind {
            "turnout" => Some(u64::try_from(record.number / MILLION).ok().filter(|_| record.number % MILLION == 0)?),
            _ => None,
        };
        self.turnouts.entry(record.query.to_owned()).or_default().entry(*number).or_default().tell(poll, told)
    }

    /// Whoever is in office for the engine must be so here, with the same term.
    fn subject(&mut self, record: &Record) {
        let number = self.numbers.get(&exact(record.subject)).copied();
        let subject = number.and_then(|number| self.subjects.get(number as usize));
        if subject.is_none_or(|subject| term::text(&subject.term) != record.words) {
            self.unlike.insert(record.subject.to_owned());
        }
        self.known.extend(number);
    }
}

/// A number that may be told once.
fn once(slot: &mut u64, number: u64) -> Option<()> {
    (std::mem::replace(slot, number) == 0).then_some(())
}

fn fault(record: &Record) -> Option<EvidenceFault> {
    let mut words = record.words.split(';').map(words::plain);
    let (table, column, what) = (words.next()?, words.next()?, words.next()?);
    let found = (!record.found.is_empty()).then(|| record.found.to_owned());
    Some(EvidenceFault { table, column, what, rows: u64::try_from(record.rows).ok()?, found })
}
