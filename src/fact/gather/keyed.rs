//! Tables in which a key alone tells whose row it is: one person a row, and the part played in columns of its own.
//!
//! In: the row's key, and its columns `role`, `signers` and `position`. Out: an entry, or why there is none.

use super::named::mandate_of;
use super::{Fate, Sheet};
use crate::base::exact::Exact;
use crate::base::problem::{Fault, Problem};
use crate::base::text::Say;
use crate::fact::evidence::{Aside, Entry, EvidenceTable, Fact};
use crate::sheet::excerpt;
use crate::sheet::table::{Row, Value};

/// Millionths of one.
const ONE: i64 = 1_000_000;

impl Sheet<'_> {
    /// The entry of the row's only person. A key that the roster does not have is a problem; one whose subject is not in office in
    /// the period is set aside.
    pub(super) fn person_by_key(&mut self, row: &Row, template: &Entry, mandate: Option<&str>, gathered: &mut EvidenceTable) -> Fate {
        let Some(key) = self.key(row) else { return Fate::Counted };
        let Some(found) = self.people.by_key(&key) else {
            self.tell(Fault::UnknownName { nearest: Vec::new(), several: false }, row, self.key_column(row), key);
            return Fate::Problem;
        };
        let (Some(signers), Some(position)) = (self.whole(row, "signers"), self.whole(row, "position")) else { return Fate::Problem };
        let Some(rater) = self.rater(row, mandate_of(template, mandate)) else { return Fate::Problem };
        let Some(subject) = found else {
            let outside = Say::new("没有名册中的在任人员", "nobody of the roster in office");
            return Fate::Aside(template.aside.map_or(outside, Aside::say));
        };
        let role = match template.values.get("role") {
            Some(Fact::Text(role)) => Some(role.clone()),
            Some(Fact::Number(_) | Fact::NoValue(_)) | None => None,
        };
        let own = self.rule.exclude_self && rater.contains(&subject);
        let mut entry = Entry { subject, role, signers, position, ..template.clone() };
        entry.aside = entry.aside.or_else(|| self.personal(subject, entry.day, own));
        let fate = entry.aside.map_or(Fate::Counted, |aside| Fate::Aside(aside.say()));
        gathered.entries.push(entry);
        fate
    }

    /// A number of people, from 1; 1 where the row does not tell it, none where it tells something else.
    fn whole(&mut self, row: &Row, column: &str) -> Option<u32> {
        let Some(cell) = row.cells.get(column) else { return Some(1) };
        let (Value::Number(number), at) = (&cell.value, cell.column) else { return Some(1) };
        let number = *number;
        let people = u32::try_from(number / ONE).ok().filter(|people| *people > 0 && number % ONE == 0);
        if people.is_none() {
            let found = Exact::fixed(number, 6).plain();
            let whole = number % ONE == 0;
            let fault = if whole { Fault::OutOfRange { low: "1".into(), high: "∞".into() } } else { Fault::NotWhole };
            self.tell(fault, row, at, found);
        }
        people
    }

    fn tell(&mut self, fault: Fault, row: &Row, at: u32, found: String) {
        let excerpt = excerpt::of_row(self.table, self.rule, row, at, &found);
        self.problems.push(Problem::new(fault, self.table.place.at(row.number, at), found).excerpt(excerpt));
    }
}
