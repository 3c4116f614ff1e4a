//! Whom a source row names: an entry for each, with the part played; and who is not on the roster.

use super::{party, Fate, Sheet};
use crate::base::period::Day;
use crate::base::problem::{Fault, Problem};
use crate::base::text::{name_form, squeeze, Say};
use crate::fact::evidence::{Aside, Entry, EvidenceTable, Fact};
use crate::fact::groups;
use crate::fact::people::{Beside, Resolved};
use crate::rubric::model::{self, ColumnKind};
use crate::sheet::excerpt;
use crate::sheet::table::{Named, Row, Value};

/// Whether a note behind the name says that the person is not of this roster.
pub(in crate::fact) fn is_said_outside(named: &Named) -> bool {
    const NOTES: [&str; 6] = ["外", "外来", "外单位", "名册外", "非代表", "outside"];
    named.notes.iter().any(|note| NOTES.contains(&squeeze(note).as_str()))
}

/// The mandate that the row tells.
pub(super) fn mandate_of<'e>(entry: &'e Entry, column: Option<&str>) -> Option<&'e str> {
    match entry.values.get(column?) {
        Some(Fact::Text(value)) => Some(value.as_str()),
        Some(Fact::Number(_) | Fact::NoValue(_)) | None => None,
    }
}

impl Sheet<'_> {
    /// An entry for each person named.
    pub(super) fn people_of(&mut self, row: &Row, template: &Entry, mandate: Option<&str>, gathered: &mut EvidenceTable) -> Fate {
        let parties = self.parties(row);
        let (signing, signers) = self.signers(row, &parties);
        let mandate = mandate_of(template, mandate);
        let key = self.key(row);
        let Some(rater) = self.rater(row, mandate) else { return Fate::Problem };
        let before = gathered.entries.len();
        let mut failed = self.tell_not_all_named(row);
        for party in parties.iter().filter(|party| !is_said_outside(&party.named)) {
            let (named, at) = (&party.named, party.at);
            match self.people.resolve(named, Beside { key: key.as_deref(), mandate, home: self.home() }) {
                Resolved::Found(found) => {
                    let position = self.position(party, &signing);
                    for subject in found.into_iter().flatten() {
                        let own = self.rule.exclude_self && rater.contains(&subject);
                        let mut entry = Entry { subject, role: party.role.clone(), signers, position, ..template.clone() };
                        entry.aside = entry.aside.or_else(|| self.personal(subject, entry.day.map(|day| day.max(self.period.from)), own));
                        gathered.entries.push(entry);
                    }
                }
                Resolved::Unknown => failed |= self.unknown(named, party.column, row, at),
                Resolved::UnknownKey => {
                    failed = true;
                    let nearest = self.people.nearest(&named.name, 0, self.home());
                    let found = Named { name: key.clone().unwrap_or_default(), notes: Vec::new() };
                    let problem = self.problem(Fault::UnknownName { nearest, several: false }, &found, row, self.key_column(row));
                    self.problems.push(problem);
                }
                Resolved::OtherName(person) => {
                    failed = true;
                    // Where the names agree, it is the note that tells of somebody else.
                    let (name, found) = if name_form(&person.name) == name_form(&named.name) {
                        (format!("{} {}", person.name, person.told()), format!("{}（{}）", named.name, named.notes.join("，")))
                    } else {
                        (person.name.clone(), named.name.clone())
                    };
                    let found = Named { name: found, notes: Vec::new() };
                    let problem = self.problem(Fault::KeyAndNameDiffer { name }, &found, row, at).related(person.place.clone());
                    self.problems.push(problem);
                }
                Resolved::Several(keys) => {
                    failed = true;
                    let problem = self.problem(Fault::NameOfTwo { keys }, named, row, at);
                    self.problems.push(problem);
                }
            }
        }
        if failed {
            gathered.entries.truncate(before);
            return Fate::Problem;
        }
        let added = gathered.entries.get(before..).unwrap_or_default();
        if let (None, Some(reason)) = (template.aside, self.awaits_roster(added)) {
            return Fate::Aside(reason);
        }
        let aside = added.iter().map(|entry| entry.aside).min().flatten();
        match aside.or(template.aside) {
            Some(reason) => Fate::Aside(reason.say()),
            None if added.is_empty() && self.names_anyone() => {
                Fate::Aside(Say::new("没有名册中的在任人员", "nobody of the roster in office"))
            }
            None => Fate::Counted,
        }
    }

    /// The subjects that the column `rater` names, nobody for a code, a blank or someone from outside;
    /// `None` where it fits two people, so that nobody could tell whose own rating it is.
    pub(super) fn rater(&mut self, row: &Row, mandate: Option<&str>) -> Option<Vec<u32>> {
        let Some(cell) = row.cells.get("rater").filter(|_| self.rule.exclude_self) else { return Some(Vec::new()) };
        let named = match &cell.value {
            Value::Names(names) => names.people.first().cloned(),
            Value::Text(text) => Some(Named { name: text.clone(), notes: Vec::new() }),
            Value::Number(_) | Value::Count(_) | Value::Date(_) | Value::Word(_) | Value::NoValue(_) | Value::Void(_) => None,
        };
        let Some(named) = named else { return Some(Vec::new()) };
        match self.people.resolve(&named, Beside { mandate, home: self.home(), ..Beside::default() }) {
            Resolved::Found(found) => Some(found.into_iter().flatten().collect()),
            Resolved::Unknown | Resolved::OtherName(_) | Resolved::UnknownKey => Some(Vec::new()),
            Resolved::Several(keys) => {
                let problem = self.problem(Fault::NameOfTwo { keys }, &named, row, cell.column);
                self.problems.push(problem);
                None
            }
        }
    }

    /// The folder of the sheet, which tells its congress.
    pub(super) fn home(&self) -> Option<&str> {
        self.table.folder.as_deref()
    }

    fn names_anyone(&self) -> bool {
        self.rule.columns.iter().any(|column| matches!(column.kind, ColumnKind::Name | ColumnKind::Names))
    }

    /// What sets an entry aside for this person.
    pub(super) fn personal(&self, subject: u32, day: Option<Day>, own: bool) -> Option<Aside> {
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
        if groups::is_group(&named.name) && !said_outside {
            let problem = self.problem(Fault::GroupName, named, row, at);
            self.problems.push(problem);
            return true;
        }
        let near = self.people.nearest(&named.name, 1, self.home());
        // A cell for one name that holds several is not somebody from outside.
        let several = column.kind == ColumnKind::Name && named.name.contains(['、', '，', ',', ';', '；', '/', '／']);
        let fault = match (signer && !several, said_outside || near.is_empty()) {
            (true, true) => Fault::OutsideName { nearest: self.people.alike(&named.name, self.home()) },
            (true, false) => Fault::NearName { nearest: near },
            (false, _) => Fault::UnknownName { nearest: self.people.nearest(&named.name, 2, self.home()), several },
        };
        let problem = self.problem(fault, named, row, at);
        let error = problem.is_error();
        if !(said_outside && signer) {
            self.problems.push(problem);
        }
        error
    }

    /// Tells of cells that speak of others without naming them; whether there are any. Of signers their number will do, as it
    /// says how large a share is.
    fn tell_not_all_named(&mut self, row: &Row) -> bool {
        let mut problems = Vec::new();
        for column in self.rule.columns.iter().filter(|column| column.id != "rater") {
            let Some(cell) = row.cells.get(&column.id) else { continue };
            let Value::Names(names) = &cell.value else { continue };
            let Some(more) = &names.more else { continue };
            let (sign, several) = (party::signs(column), column.kind == ColumnKind::Names);
            if sign && several && more.total.is_some() {
                continue;
            }
            let fault = Fault::NotAllNamed { said: more.said.clone(), named: names.people.len() as u64, total: more.total, sign, several };
            let found = Named { name: excerpt::written(&cell.value, Some(column)), notes: Vec::new() };
            problems.push(self.problem(fault, &found, row, cell.column));
        }
        let any = !problems.is_empty();
        self.problems.append(&mut problems);
        any
    }

    /// A fault of a name in this column of the row.
    fn problem(&self, fault: Fault, named: &Named, row: &Row, at: u32) -> Problem {
        let excerpt = excerpt::of_row(self.table, self.rule, row, at, &named.name);
        Problem::new(fault, self.table.place.at(row.number, at), &named.name).excerpt(excerpt)
    }

    pub(super) fn key_column(&self, row: &Row) -> u32 {
        let column = self.rule.columns.iter().find(|column| column.kind == ColumnKind::Key);
        column.and_then(|column| row.cells.get(&column.id)).map_or(0, |cell| cell.column)
    }

    pub(super) fn key(&self, row: &Row) -> Option<String> {
        let column = self.rule.columns.iter().find(|column| column.kind == ColumnKind::Key)?;
        match &row.cells.get(&column.id)?.value {
            Value::Text(text) => Some(text.clone()),
            Value::Number(_) | Value::Count(_) | Value::Date(_) | Value::Word(_) | Value::Names(_) | Value::NoValue(_) | Value::Void(_) => {
                None
            }
        }
    }
}
