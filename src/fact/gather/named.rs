//! Whom a source row names: an entry for each, with the part played; and who is not on the roster.

use super::{Fate, Sheet};
use crate::base::period::Day;
use crate::base::problem::{Fault, Problem};
use crate::base::text::{name_form, squeeze, Say};
use crate::fact::evidence::{Aside, Entry, EvidenceTable, Fact};
use crate::fact::people::{Beside, Resolved};
use crate::rubric::model::{self, ColumnKind};
use crate::sheet::excerpt;
use crate::sheet::table::{Named, Row, Value};

/// Whether a note behind the name says that the person is not of this roster.
pub(in crate::fact) fn is_said_outside(named: &Named) -> bool {
    const NOTES: [&str; 6] = ["外", "外来", "外单位", "名册外", "非代表", "outside"];
    named.notes.iter().any(|note| NOTES.contains(&squeeze(note).as_str()))
}

impl Sheet<'_> {
    /// An entry for each person named.
    pub(super) fn people_of(&mut self, row: &Row, template: &Entry, mandate: Option<&str>, gathered: &mut EvidenceTable) -> Fate {
        let (signing, signers) = self.signers(row);
        let mandate = mandate.and_then(|column| match template.values.get(column) {
            Some(Fact::Text(value)) => Some(value.as_str()),
            Some(Fact::Number(_) | Fact::NoValue(_)) | None => None,
        });
        let key = self.key(row);
        let Some(rater) = self.rater(row, mandate) else { return Fate::Problem };
        let before = gathered.entries.len();
        let mut failed = false;
        for column in self.rule.columns.iter().filter(|column| column.id != "rater") {
            let Some(cell) = row.cells.get(&column.id) else { continue };
            let Value::Names(names) = &cell.value else { continue };
            for named in &names.people {
                if is_said_outside(named) {
                    continue;
                }
                let position = self.position(named, column, &signing);
                match self.people.resolve(named, Beside { key: key.as_deref(), mandate, home: self.home() }) {
                    Resolved::Found(found) => {
                        for subject in found.into_iter().flatten() {
                            let own = self.rule.exclude_self && rater.contains(&subject);
                            let mut entry = Entry { subject, role: column.role.clone(), signers, position, ..template.clone() };
                            entry.aside = entry.aside.or_else(|| self.personal(subject, entry.day, own));
                            gathered.entries.push(entry);
                        }
                    }
                    Resolved::Unknown => failed |= self.unknown(named, column, row, cell.column),
                    Resolved::UnknownKey => {
                        failed = true;
                        let nearest = self.people.nearest(&named.name, 0, self.home());
                        let found = Named { name: key.clone().unwrap_or_default(), notes: Vec::new() };
                        let problem = self.problem(Fault::UnknownName { nearest }, &found, row, self.key_column(row));
                        self.problems.push(problem);
                    }
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

    /// The subjects that the column `rater` names, nobody for a code, a blank or someone from outside;
    /// `None` where it fits two people, so that nobody could tell whose own rating it is.
    fn rater(&mut self, row: &Row, mandate: Option<&str>) -> Option<Vec<u32>> {
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
    fn home(&self) -> Option<&str> {
        self.table.folder.as_deref()
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
        let near = self.people.nearest(&named.name, 1, self.home());
        // A cell for one name that holds several is not somebody from outside.
        let several = column.kind == ColumnKind::Name && named.name.contains(['、', '，', ',', ';', '；', '/', '／']);
        let fault = match (signer && !several, said_outside || near.is_empty()) {
            (true, true) => Fault::OutsideName,
            (true, false) => Fault::NearName { nearest: near },
            (false, _) => Fault::UnknownName { nearest: self.people.nearest(&named.name, 2, self.home()) },
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

    /// The different people named in lead, then in joint columns, and how many there are with those outside and "等5人".
    fn signers(&self, row: &Row) -> (Vec<String>, u32) {
        let (mut named, mut unnamed) = (Vec::new(), 0);
        for role in ["lead", "joint"] {
            for column in self.rule.columns.iter().filter(|column| column.role.as_deref() == Some(role)) {
                if let Some(Value::Names(names)) = row.cells.get(&column.id).map(|cell| &cell.value) {
                    let people = u32::try_from(names.people.len()).unwrap_or(u32::MAX);
                    unnamed += names.total.unwrap_or(0).saturating_sub(people);
                    for identity in names.people.iter().map(|named| self.identity(named)) {
                        if !named.contains(&identity) {
                            named.push(identity);
                        }
                    }
                }
            }
        }
        let signers = unnamed.saturating_add(u32::try_from(named.len()).unwrap_or(u32::MAX)).max(1);
        (named, signers)
    }

    /// Place among the signers, from 1; 1 for those who play another part.
    fn position(&self, named: &Named, column: &model::Column, signing: &[String]) -> u32 {
        let signs = matches!(column.role.as_deref(), Some("lead" | "joint")) && signing.len() > 1;
        let place = signing.iter().position(|known| signs && *known == self.identity(named));
        place.and_then(|place| u32::try_from(place).ok()).map_or(1, |place| place + 1)
    }

    /// The same for the same person, however written; two people of one name differ by their notes.
    fn identity(&self, named: &Named) -> String {
        match self.people.resolve(named, Beside { home: self.home(), ..Beside::default() }) {
            Resolved::Found(found) if !found.is_empty() && found.iter().all(Option::is_some) => format!("{found:?}"),
            Resolved::Found(_) | Resolved::Unknown | Resolved::OtherName(_) | Resolved::UnknownKey | Resolved::Several(_) => {
                format!("{}（{}）", name_form(&named.name), named.notes.join("，"))
            }
        }
    }

    fn key_column(&self, row: &Row) -> u32 {
        let column = self.rule.columns.iter().find(|column| column.kind == ColumnKind::Key);
        column.and_then(|column| row.cells.get(&column.id)).map_or(0, |cell| cell.column)
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
