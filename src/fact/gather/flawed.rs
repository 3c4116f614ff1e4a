//! Entries of those whose row of the roster has a fault: they are taken out, and checked like any others.

use super::super::evidence::{Entry, Evidence, EvidenceTable, Flawed};
use super::super::roster::{Flaw, Roster};
use super::Sheet;
use crate::base::text::{Language, Say};
use crate::rubric::model::Rubric;

/// Takes those whose row has a fault out of the evidence, with their entries.
pub(super) fn apart(evidence: &mut Evidence, roster: &Roster, rubric: &Rubric) {
    if roster.flaws.is_empty() {
        return;
    }
    let first = u32::try_from(roster.sound()).unwrap_or(u32::MAX);
    let mut apart = Evidence { period: evidence.period.clone(), ..Evidence::default() };
    apart.subjects = evidence.subjects.split_off(roster.sound());
    for table in &mut evidence.tables {
        let (sound, theirs): (Vec<Entry>, Vec<Entry>) =
            std::mem::take(&mut table.entries).into_iter().partition(|entry| entry.subject < first);
        table.entries = sound;
        let entries = theirs.into_iter().map(|entry| Entry { subject: entry.subject - first, ..entry }).collect();
        apart.tables.push(EvidenceTable { id: table.id.clone(), present: table.present, entries, rows: table.rows.clone() });
    }
    let open = roster.flaws.iter().map(|flaw| flaw.leaves_open_when(&rubric.subject)).collect();
    evidence.flawed = Some(Box::new(Flawed { evidence: apart, open }));
}

impl Sheet<'_> {
    /// What is wrong with the subject's row of the roster.
    fn flaw(&self, subject: u32) -> Option<&Flaw> {
        let sound = self.subjects.len() - self.flaws.len();
        self.flaws.get((subject as usize).checked_sub(sound)?)
    }

    /// Why a row is set aside that names nobody but people whose row of the roster has a fault, and where that is.
    pub(super) fn awaits_roster(&self, added: &[Entry]) -> Option<Say> {
        let mut flaws = added.iter().map(|entry| self.flaw(entry.subject));
        let first = flaws.next()??;
        if flaws.any(|flaw| flaw.is_none()) {
            return None;
        }
        let place = |language| first.place.told(language);
        Some(Say::new(
            format!("此人在名册中的行有问题，见 {}", place(Language::Chinese)),
            format!("the person's row on the roster has a fault, see {}", place(Language::English)),
        ))
    }
}
