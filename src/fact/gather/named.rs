//! Whom a source row names: an entry for each, with the part played; and who is not on the roster.

use std::collections::BTreeSet;

use super::{Fate, Sheet};
use crate::base::period::Day;
use crate::base::problem::{Fault, Problem};
use crate::base::text::{name_form, Say};
use crate::fact::evidence::{Aside, Entry, EvidenceTable, Fact};
use crate::fact::people::Resolved;
use crate::rubric::model::{self, ColumnKind};
use crate::sheet::excerpt;
use crate::sheet::table::{Named, Row, Value};

/// Whether a note behind the name says that the person is not of this roster.
pub(in crate::fact) fn is_said_outside(named: &Named) -> bool {
    named.notes.iter().any(|note| note.contains('外') || note.contains("非代表") || note.eq_ignore_ascii_case("outside"))
}

impl Sheet<'_> {
    /// An entry for each person named.
    pub(super) fn people_of(&mut self, row: &Row, template: &Entry, mandate: Option<&str>, gathered: &mut EvidenceTable) -> Fate {
        let signers = self.signers(row);
        let mandate = mandate.and_then(|column| match template.values.get(column) {
            Some(Fact::Text(value)) => Some(value.as_str()),
            Some(Fact::Number(_) | Fact::NoValue(_)) | None => None,
        });
        let key = self.key(row);
        let rater = self.rater(row, mandate);
        let before = gathered.entries.len();
        let (mut position, mut failed) = (0, false);
        for column in self.rule.columns.iter().filter(|column| column.id != "rater") {
            let Some(cell) = row.cells.get(&column.id) else { continue };
            let Value::Names(names) = &cell.value else { continue };
            for named in &names.people {
                position += 1;
                match self.people.resolve(named, key.as_deref(), mandate) {
                    Resolved::Found(found) => {
                        for subject in found.into_iter().flatten() {
                            let own = self.rule.exclude_self && rater.contains(&subject);
                            let mut entry = Entry {
                                subject,
                                role: column.role.clone(),
                                signers,
                                position: if signers > 1 { position } else { 1 },
                                ..template.clone()
                            };
                            entry.aside = entry.aside.or_else(|| self.personal(subject, entry.day, own));
                            gathered.entries.push(entry);
                        }
                    }
                    Resolved::Unknown => failed |= self.unknown(named, column, row, cell.column),
                    Resolved::OtherName(name) => {
                        failed = true;
                        let fault = Fault::KeyAndNameDiffer { name: name.to_owned() };
                        let problem = self.problem(fault, named, row, cell.column);
                        self.problems.push(problem);
                    }
                    Resolved::Several(keys) => {
                        failed = true;
                        let problem = self.problem(Fault::NameOfTwo { keys }, named, row, cell.column);
                        self.problems.push(problem);
                    }
                }
            }
        }
        if failed {
            gathered.entries.truncate(before);
            return Fate::Problem;
        }
        let added = gathered.entries.get(before..).unwrap_or_default();
        let aside = added.iter().map(|entry| entry.aside).min().flatten();
        match aside.or(template.aside) {
            Some(reason) => Fate::Aside(reason.say()),
            None if added.is_empty() && self.names_anyone() => {
                Fate::Aside(Say::new("没有名册中的在任人员", "nobody of the roster in office"))
            }
            None => Fate::Counted,
        }
    }

    /// The subjects that the column `rater` names; none for a code, a blank or someone from outside.
    fn rater(&self, row: &Row, mandate: Option<&str>) -> Vec<u32> {
        let Some(cell) = row.cells.get("rater") else { return Vec::new() };
        let named = match &cell.value {
            Value::Names(names) => names.people.first().cloned(),
            Value::Text(text) => Some(Named { name: text.clone(), notes: Vec::new() }),
            Value::Number(_) | Value::Count(_) | Value::Date(_) | Value::Word(_) | Value::NoValue(_) | Value::Void(_) => None,
        };
        match named.map(|named| self.people.resolve(&named, None, mandate)) {
            Some(Resolved::Found(found)) => found.into_iter().flatten().collect(),
            Some(Resolved::Unknown | Resolved::OtherName(_) | Resolved::Several(_)) | None => Vec::new(),
        }
    }

    fn names_anyone(&self) -> bool {
        self.rule.columns.iter().any(|column| matches!(column.kind, ColumnKind::Name | ColumnKind::Names))
    }

    /// What sets an entry aside for this person.
    fn personal(&self, subject: u32, day: Option<Day>, own: bool) -> Option<Aside> {
        let term = self.subjects.get(subject as usize).map(|subject| &subject.term);
        if day.is_some_and(|day| term.is_some_and(|term| !term.holds(day))) {
            return Some(Aside::OutsideTerm);
        }
        own.then_some(Aside::OwnRating)
    }

    /// Tells of a name that is not on the roster; whether it is an error.
    fn unknown(&mut self, named: &Named, column: &model::Column, row: &Row, at: u32) -> bool {
        let signer = column.kind == ColumnKind::Names || column.role.is_some();
        let said_outside = is_said_outside(named);
        let near = self.people.nearest(&named.name, 1);
        let fault = match (signer, said_outside || near.is_empty()) {
            (true, true) => Fault::OutsideName,
            (true, false) => Fault::NearName { nearest: near },
            (false, _) => Fault::UnknownName { nearest: self.people.nearest(&named.name, 2) },
        };
        let problem = self.problem(fault, named, row, at);
        let error = problem.is_error();
        if !(said_outside && signer) {
            self.problems.push(problem);
        }
        error
    }

    /// A fault of a name in this column of the row.
    fn problem(&self, fault: Fault, named: &Named, row: &Row, at: u32) -> Problem {
        let excerpt = excerpt::of_row(self.table, self.rule, row, at, &named.name);
        Problem::new(fault, self.table.place.at(row.number, at), &named.name).excerpt(excerpt)
    }

    /// All people named in lead and joint columns, those outside and "等5人" included.
    fn signers(&self, row: &Row) -> u32 {
        let signing = self.rule.columns.iter().filter(|column| matches!(column.role.as_deref(), Some("lead" | "joint")));
        let mut named = BTreeSet::new();
        let mut unnamed = 0;
        for column in signing {
            if let Some(Value::Names(names)) = row.cells.get(&column.id).map(|cell| &cell.value) {
                let people = u32::try_from(names.people.len()).unwrap_or(u32::MAX);
                unnamed += names.total.unwrap_or(0).saturating_sub(people);
                named.extend(names.people.iter().map(|named| self.identity(named)));
            }
        }
        (unnamed + u32::try_from(named.len()).unwrap_or(u32::MAX)).max(1)
    }

    /// The same for the same person, however written; two people of one name differ by their notes.
    fn identity(&self, named: &Named) -> String {
        match self.people.resolve(named, None, None) {
            Resolved::Found(found) if !found.is_empty() && found.iter().all(Option::is_some) => format!("{found:?}"),
            Resolved::Found(_) | Resolved::Unknown | Resolved::OtherName(_) | Resolved::Several(_) => {
                format!("{}（{}）", name_form(&named.name), named.notes.join("，"))
            }
        }
    }

    fn key(&self, row: &Row) -> Option<String> {
        let column = self.rule.columns.iter().find(|column| column.kind == ColumnKind::Key)?;
        match &row.cells.get(&column.id)?.value {
            Value::Text(text) => Some(text.clone()),
            Value::Number(_) | Value::Count(_) | Value::Date(_) | Value::Word(_) | Value::Names(_) | Value::NoValue(_) | Value::Void(_) => {
                None
            }
        }
    }
}
