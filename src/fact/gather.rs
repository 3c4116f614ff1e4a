//! Rows to entries: one for each person a row names, dated, with the part played.

use std::collections::{BTreeMap, BTreeSet};

use super::assign::{assign, Roll};
use super::evidence::{Aside, Entry, Evidence, EvidenceTable, Fact, SheetAccount, Subject};
use super::people::{People, Resolved};
use super::roster;
use crate::base::period::{Day, Period};
use crate::base::problem::{Fault, Problem};
use crate::base::text::{name_form, Say};
use crate::rubric::model::{self, ColumnKind, FilterTest, Rubric};
use crate::sheet::excerpt;
use crate::sheet::table::{Named, Reading, Row, Table, Value};

/// All evidence of the period; what is wrong is pushed to `problems`.
pub fn gather(reading: &Reading, rubric: &Rubric, period: &Period, problems: &mut Vec<Problem>) -> Evidence {
    let roster = roster::read(&reading.tables, rubric, period, problems);
    let people = People::new(roster.persons);
    let numbers: BTreeMap<&str, u32> = roster.subjects.iter().zip(0u32..).map(|(subject, number)| (subject.key.as_str(), number)).collect();
    let mut evidence = Evidence { subjects: roster.subjects.clone(), ..Evidence::default() };
    for rule in &rubric.tables {
        let mut gathered = EvidenceTable { id: rule.id.clone(), ..EvidenceTable::default() };
        for table in reading.tables.iter().filter(|table| table.id == rule.id) {
            gathered.present = true;
            let mut sheet = Sheet { rule, table, people: &people, subjects: &evidence.subjects, period, problems, fates: BTreeMap::new() };
            for row in &table.rows {
                let owner = roster.keys.get(&table.place.at(row.number, 0)).filter(|_| rule.id == rubric.subject.table);
                let owner = owner.map(|key| numbers.get(key.as_str()).copied());
                sheet.row(row, owner, &rubric.subject.mandate, &mut gathered);
            }
            let account = sheet.account();
            evidence.accounts.push(account);
        }
        gathered.entries.sort_by(|one, other| one.place.cmp(&other.place));
        evidence.tables.push(gathered);
    }
    assign(problems, reading, rubric, &Roll { people: &people, keys: &roster.keys, numbers: &numbers });
    evidence.accounts.sort_by(|one, other| one.place.cmp(&other.place));
    evidence
}

/// What became of a source row; the best of its cells decides, a problem outranks all.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    Aside(Say),
    Counted,
    Problem,
}

struct Sheet<'a> {
    rule: &'a model::Table,
    table: &'a Table,
    people: &'a People,
    subjects: &'a [Subject],
    period: &'a Period,
    problems: &'a mut Vec<Problem>,
    fates: BTreeMap<u32, Fate>,
}

impl Sheet<'_> {
    /// `owner`: for a row of the roster, its own subject (none inside when not in office).
    fn row(&mut self, row: &Row, owner: Option<Option<u32>>, mandate: &Option<String>, gathered: &mut EvidenceTable) {
        let template = self.template(row);
        gathered.rows.push(template.clone());
        let fate = match owner {
            Some(Some(subject)) => {
                gathered.entries.push(Entry { subject, ..template });
                Fate::Counted
            }
            Some(None) => Fate::Aside(Aside::OutsideTerm.say()),
            None => self.people_of(row, template, mandate, gathered),
        };
        let known = self.fates.entry(row.number).or_insert_with(|| fate.clone());
        *known = known.clone().max(fate);
    }

    /// What all entries of the row have in common.
    fn template(&self, row: &Row) -> Entry {
        let mut values = BTreeMap::new();
        let (mut n, mut day, mut void) = (1, None, false);
        for (id, cell) in &row.cells {
            let fact = match &cell.value {
                Value::Text(text) | Value::Word(text) => Fact::Text(text.clone()),
                Value::Number(number) => Fact::Number(*number),
                Value::Date(date) => Fact::Text(date.to_string()),
                Value::NoValue(kind) => Fact::NoValue(*kind),
                Value::Count(count) => {
                    n = *count;
                    continue;
                }
                Value::Void(_) => {
                    void = true;
                    continue;
                }
                Value::Names(_) => continue,
            };
            values.insert(id.clone(), fact);
        }
        if let Some(Value::Date(date)) = row.cells.get("date").map(|cell| &cell.value) {
            day = Some(*date);
        }
        let cell = self.rule.wide.as_ref().and_then(|wide| row.cells.get(&wide.cell).or_else(|| row.cells.get(&wide.across)));
        let mut entry = Entry {
            subject: 0,
            role: None,
            signers: 1,
            position: 1,
            n,
            values,
            day,
            place: self.table.place.at(row.number, cell.map_or(0, |cell| cell.column)),
            aside: None,
        };
        entry.aside = self.aside(&entry, void);
        entry
    }

    fn aside(&self, entry: &Entry, void: bool) -> Option<Aside> {
        let in_period = match entry.day {
            Some(day) => self.period.contains(day),
            None => self.table.period.as_ref().is_none_or(|folder| self.period.covers(folder)),
        };
        if !in_period {
            Some(Aside::OtherPeriod)
        } else if void {
            Some(Aside::Void)
        } else if !self.rule.keep.iter().all(|filter| passes(&filter.test, entry.values.get(&filter.column))) {
            Some(Aside::Unverified)
        } else {
            None
        }
    }

    /// An entry for each person named.
    fn people_of(&mut self, row: &Row, template: Entry, mandate: &Option<String>, gathered: &mut EvidenceTable) -> Fate {
        let signers = self.signers(row);
        let mandate = mandate.as_ref().and_then(|column| match template.values.get(column) {
            Some(Fact::Text(value)) => Some(value.clone()),
            _ => None,
        });
        let key = self.key(row);
        let rater = self.rater(row, mandate.as_deref());
        let before = gathered.entries.len();
        let (mut position, mut failed) = (0, false);
        for column in self.rule.columns.iter().filter(|column| column.id != "rater") {
            let Some(cell) = row.cells.get(&column.id) else { continue };
            let Value::Names(names) = &cell.value else { continue };
            for named in &names.people {
                position += 1;
                match self.people.resolve(named, key.as_deref(), mandate.as_deref()) {
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
        let said_outside =
            named.notes.iter().any(|note| note.contains('外') || note.contains("非代表") || note.eq_ignore_ascii_case("outside"));
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
            _ => None,
        }
    }

    fn account(self) -> SheetAccount {
        let mut fates = self.fates;
        for (row, reason) in &self.table.set_aside {
            fates.insert(*row, Fate::Aside(reason.clone()));
        }
        for row in &self.table.faulty {
            fates.insert(*row, Fate::Problem);
        }
        let mut account = SheetAccount {
            place: self.table.place.clone(),
            table: self.table.id.clone(),
            read: fates.len() as u64,
            ..SheetAccount::default()
        };
        for fate in fates.into_values() {
            match fate {
                Fate::Counted => account.counted += 1,
                Fate::Problem => account.problems += 1,
                Fate::Aside(reason) => *account.set_aside.entry(reason).or_default() += 1,
            }
        }
        account
    }
}

/// Whether a value passes a condition.
pub(crate) fn passes(test: &FilterTest, fact: Option<&Fact>) -> bool {
    let present = matches!(fact, Some(Fact::Text(_) | Fact::Number(_)));
    match test {
        FilterTest::Present(wanted) => present == *wanted,
        FilterTest::Is(words) => matches!(fact, Some(Fact::Text(text)) if words.contains(text)),
        FilterTest::IsNot(words) => !matches!(fact, Some(Fact::Text(text)) if words.contains(text)),
        FilterTest::Number { at_least, below } => match fact {
            Some(Fact::Number(number)) => {
                let number = crate::base::exact::Exact::fixed(*number, 6);
                at_least.as_ref().is_none_or(|least| number >= *least) && below.as_ref().is_none_or(|below| number < *below)
            }
            _ => false,
        },
    }
}
