//! One thread's work on a file: codes, kinds and counters, slice by slice.
//!
//! In: a slice of a file, and the roster. Out: counters, and which rows were set aside or are for the reader of sheets.

use super::batch::{NO_DAY, NO_KEY};
use super::codes::{Coded, Coder, ODD};
use super::counters::Counters;
use super::file::{Belongs, Opened, Reads, When};
use super::kinds::{Kinds, Walk};
use super::people::Whom;
use super::roster::Roster;
use super::scan::Given;
use crate::fact::evidence::Aside;

/// A file for all threads.
pub(super) struct Plan<'p> {
    pub opened: &'p Opened<'p>,
    reads: &'p Reads,
    coded: &'p [Coded<'p>],
    pub kinds: Kinds<'p>,
    when: When,
}

impl<'p> Plan<'p> {
    /// Of a file whose columns are read so.
    pub fn new(given: Given<'p>, opened: &'p Opened<'p>, reads: &'p Reads, coded: &'p [Coded<'p>]) -> Self {
        let looked_at = reads.coded.iter().zip(coded).filter(|((.., asked), _)| *asked);
        let columns = looked_at.map(|((_, _, id, _), coded)| (id.clone(), coded)).collect();
        let kinds = Kinds::new(given.rubric, opened.long.table(), columns);
        Self { opened, reads, coded, kinds, when: When::new(opened.source, given.period) }
    }
}

/// What a slice gives beside its counters.
#[derive(Default)]
pub(super) struct Report {
    pub counted: u64,
    /// Rows set aside: of another period, outside the term, unverified, not in office.
    pub aside: [Vec<u32>; 4],
    /// Rows for the reader of sheets, each with its key.
    pub odd: Vec<(u32, u32)>,
    pub too_many: bool,
}

/// What one thread needs for a file.
pub(super) struct Desk<'d> {
    plan: &'d Plan<'d>,
    coders: Vec<Coder<'d>>,
    walk: Walk<'d>,
    pub counters: Counters,
    codes: Vec<u16>,
}

impl<'d> Desk<'d> {
    /// For a file.
    pub fn new(plan: &'d Plan<'d>) -> Self {
        let coders = plan.coded.iter().map(Coder::new).collect();
        Self { plan, coders, walk: Walk::new(&plan.kinds), counters: Counters::default(), codes: Vec::new() }
    }

    /// Reads a slice and counts its rows.
    pub fn slice(&mut self, slice: (usize, usize), roster: &Roster) -> Result<Report, String> {
        let plan = self.plan;
        let batch = plan.opened.footer.slice(slice, &plan.reads.columns)?;
        let keys = batch.keys(plan.reads.key)?;
        let mut states = vec![0_u16; keys.len()];
        let mut odd: Vec<u32> = Vec::new();
        let mut step = 0;
        for ((_, place, _, asked), coder) in plan.reads.coded.iter().zip(&mut self.coders) {
            batch.codes(*place, coder, &mut self.codes)?;
            if self.codes.contains(&ODD) {
                odd.extend((0u32..).zip(&self.codes).filter(|(_, code)| **code == ODD).map(|(row, _)| row));
            }
            if *asked {
                self.walk.step(step, &mut states, &self.codes);
                step += 1;
            }
        }
        odd.sort_unstable();
        odd.dedup();
        let days = plan.reads.date.map(|(place, _)| batch.days(place)).transpose()?;
        let mut report = Report::default();
        let mut odd = odd.into_iter().peekable();
        for (row, (key, state)) in (0u32..).zip(keys.iter().zip(&states)) {
            let number = u32::try_from(slice.0 + 2).unwrap_or(u32::MAX).saturating_add(row);
            let is_odd = odd.next_if_eq(&row).is_some() || *key == NO_KEY;
            let day = days.as_ref().map_or(NO_DAY, |days| days.get(row as usize).copied().unwrap_or(NO_DAY));
            self.row(number, (*key, *state, day, is_odd), roster, &mut report);
        }
        report.too_many = self.walk.too_many;
        Ok(report)
    }

    /// Counts a row, sets it aside, or leaves it to the reader of sheets.
    fn row(&mut self, number: u32, (key, state, day, is_odd): (u32, u16, i32, bool), roster: &Roster, report: &mut Report) {
        let [other_period, outside_term, unverified, not_in_office] = &mut report.aside;
        let blank_day = day == NO_DAY && self.plan.reads.date.is_some_and(|(_, optional)| !optional);
        let belongs = match day {
            _ if is_odd || blank_day => Belongs::Odd,
            NO_DAY => self.plan.when.undated(),
            day => self.plan.when.day(day),
        };
        let whom = match belongs {
            Belongs::Odd => Whom::Odd,
            Belongs::No => return other_period.push(number),
            Belongs::Yes => roster.index.get(key),
        };
        let member = match whom {
            Whom::Odd | Whom::Nobody => return report.odd.push((number, key)),
            Whom::NotInOffice => None,
            Whom::Member(member) => Some(member),
        };
        let outside = day != NO_DAY && member.is_some_and(|member| !roster.terms.holds(member, day));
        let fate = self.walk.fate(state, outside);
        match (fate.aside, member) {
            (None, None) => not_in_office.push(number),
            (None, Some(_)) => report.counted += 1,
            (Some(Aside::OutsideTerm), _) => outside_term.push(number),
            (Some(_), _) => unverified.push(number),
        }
        if let (Some(member), Some(kind)) = (member, fate.kind) {
            self.counters.count(member, kind);
        }
    }
}
