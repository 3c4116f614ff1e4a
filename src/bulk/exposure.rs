//! The part of the period in office of each member. Most were in office throughout, so each different term is reckoned once.

use super::batch::NO_DAY;
use super::hash::Map;
use super::people::Whom;
use super::roster::Roster;
use crate::base::exact::Exact;
use crate::base::period::{Day, Period, Term};
use crate::rubric::model::Rubric;

/// Exposures of members.
#[derive(Debug, Default)]
pub(super) struct Exposures {
    of: Vec<u32>,
    list: Vec<Exact>,
}

impl Exposures {
    /// Of all members; those who are not in office in the period are told by their rows, and their keys name nobody in office.
    pub fn new(roster: &mut Roster, rubric: &Rubric, period: &Period) -> (Self, Vec<u32>) {
        let (mut exposures, mut absent) = (Self::default(), Vec::new());
        let mut known: Map<(i32, i32), (u32, bool)> = Map::default();
        for member in 0..u32::try_from(roster.keys.len()).unwrap_or(u32::MAX) {
            let ends = roster.terms.of(member);
            let (number, touches) = *known.entry(ends).or_insert_with(|| {
                let term = term(ends);
                let exposure = term.exposure(period, rubric.exposure);
                let number = exposures.list.iter().position(|known| *known == exposure).unwrap_or_else(|| {
                    exposures.list.push(exposure);
                    exposures.list.len() - 1
                });
                (u32::try_from(number).unwrap_or(u32::MAX), term.touches(period))
            });
            exposures.of.push(number);
            let key = roster.keys.get(member as usize).copied().filter(|_| !touches && roster.is_member(member));
            if let Some(key) = key {
                roster.index.set(key, Whom::NotInOffice);
                absent.extend(roster.numbers.get(member as usize));
            }
        }
        (exposures, absent)
    }

    /// A number for the exposure of a member, and the exposure.
    pub fn of(&self, member: u32) -> (u32, &Exact) {
        const NONE: &Exact = &Exact::zero();
        let number = self.of.get(member as usize).copied().unwrap_or(u32::MAX);
        (number, self.list.get(number as usize).unwrap_or(NONE))
    }
}

/// First and last day, in days from 1970, as a term.
pub(super) fn term((from, to): (i32, i32)) -> Term {
    let day = |number: i32| Day::from_num_days_from_ce_opt(number.saturating_add(719_163));
    Term { from: (from != NO_DAY).then(|| day(from)).flatten(), to: (to != i32::MAX).then(|| day(to)).flatten(), pauses: Vec::new() }
}
