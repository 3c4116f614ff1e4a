//! Rows to entries: one for each person a row names, dated, with the part played.

mod cut;
mod flawed;
mod keyed;
pub(super) mod named;
mod party;
mod repeated;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::across;
use super::assign::{assign, Roll};
use super::evidence::{Aside, Entry, Evidence, EvidenceTable, SheetAccount, Subject};
use super::follow::is_carried;
use super::people::People;
use super::roster::{self, Flaw};
use super::survey;
use super::turnout;
use super::undated;
use super::value::{fact, passes};
use crate::base::by_name::ByName;
use crate::base::period::{Day, Period};
use crate::base::problem::{Fault, Problem};
use crate::base::text::{join_spaced, Say};
use crate::rubric::model::{self, Follow, Rubric};
use crate::sheet::table::{Reading, Row, Table, Value, Void};

/// All evidence of the period; what is wrong is pushed to `problems`.
pub fn gather(reading: &Reading, rubric: &Rubric, period: &Period, problems: &mut Vec<Problem>) -> Evidence {
    let mut roster = roster::read(&reading.tables, rubric, period, problems);
    let undated = undated::check(problems, &reading.tables, rubric, period);
    let people = People::new(std::mem::take(&mut roster.persons));
    let numbers: BTreeMap<&str, u32> = roster.subjects.iter().zip(0u32..).map(|(subject, number)| (subject.key.as_str(), number)).collect();
    let mut evidence = Evidence { period: period.clone(), subjects: roster.subjects.clone(), ..Evidence::default() };
    for rule in &rubric.tables {
        let mut gathered = EvidenceTable { id: rule.id.clone(), ..EvidenceTable::default() };
        for table in reading.tables.iter().filter(|table| table.id == rule.id) {
            gathered.present = true;
            let before = gathered.entries.len();
            let asked = survey::with_names(table, rule, &people, problems);
            let table = asked.as_ref();
            let strangers = across::strangers(table, rule, &people, problems);
            let odd = turnout::check(table, rule, problems);
            let follow = rubric.follows.iter().find(|follow| follow.table() == rule.id);
            let (subjects, flaws) = (roster.subjects.as_slice(), roster.flaws.as_slice());
            let mut sheet = Sheet { rule, follow, table, people: &people, subjects, flaws, period, problems, fates: BTreeMap::new() };
            for row in table.rows.iter().filter(|row| !across::is_below(row, rule, &strangers)) {
                if undated.holds(table, row) || odd.contains(&row.number) {
                    sheet.fates.insert(row.number, Fate::Problem);
                    continue;
                }
                let owner = roster.keys.get(&table.row_place(row.number)).filter(|_| rule.id == rubric.subject.table);
                let owner = match owner.map(|key| numbers.get(key.as_str()).copied()) {
                    Some(Some(subject)) if sheet.is_superseded(subject, row) => Owner::Superseded,
                    Some(Some(subject)) => Owner::Subject(subject),
                    Some(None) => Owner::NotInOffice,
                    None => Owner::WhoIsNamed,
                };
                sheet.row(row, owner, rubric.subject.mandate.as_deref(), &mut gathered);
            }
            let mut own = gathered.entries.split_off(before);
            sheet.tell_repeated(&mut own);
            sheet.tell_cut(&mut own, &undated);
            gathered.entries.append(&mut own);
            let quality = survey::quality(table, rule, &strangers);
            evidence.accounts.push(SheetAccount { quality, ..sheet.account(&strangers) });
        }
        gathered.entries.sort_by(|one, other| one.place.cmp(&other.place));
        evidence.tables.push(gathered);
    }
    assign(
        problems,
        reading,
        rubric,
        &Roll {
            people: &people,
            keys: &roster.keys,
            numbers: &numbers,
            subjects: roster.subjects.get(..roster.sound()).unwrap_or_default(),
        },
    );
    flawed::apart(&mut evidence, &roster, rubric);
    evidence
        .accounts
        .sort_by(|one, other| (&one.place, one.seen.header, one.seen.columns).cmp(&(&other.place, other.seen.header, other.seen.columns)));
    evidence
}

/// What became of a source row; the best of its cells decides, a problem outranks all.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    Aside(Say),
    Counted,
    Problem,
}

/// Whose a row is.
#[derive(Debug, Clone, Copy)]
enum Owner {
    /// A row of the roster: its own subject.
    Subject(u32),
    /// A row of the roster about someone not in office in the period.
    NotInOffice,
    /// A row of the roster for which a later roster has another.
    Superseded,
    /// A row of another table.
    WhoIsNamed,
}

struct Sheet<'a> {
    rule: &'a model::Table,
    follow: Option<&'a Follow>,
    table: &'a Table,
    people: &'a People,
    /// Those who are scored, then those whose row of the roster has a fault.
    subjects: &'a [Subject],
    /// What is wrong with the rows of the latter.
    flaws: &'a [Flaw],
    period: &'a Period,
    problems: &'a mut Vec<Problem>,
    fates: BTreeMap<u32, Fate>,
}

/// Who rates, a name or a code: one however a form pads it.
fn rater(row: &Row) -> Option<String> {
    match &row.cells.get("rater")?.value {
        Value::Names(names) => names.people.first().map(|named| join_spaced(&named.name)),
        Value::Text(text) if is_padded(text) => Some(join_spaced(text)),
        Value::Text(text) | Value::Word(text) => Some(text.clone()),
        Value::Number(_) | Value::Count(_) | Value::Date(_) | Value::NoValue(_) | Value::Void(_) => None,
    }
}

/// Whether a text is a Chinese name whose characters stand apart.
fn is_padded(text: &str) -> bool {
    text.split(' ').all(|part| part.chars().count() == 1 && !part.is_ascii())
}

impl Sheet<'_> {
    fn row(&mut self, row: &Row, owner: Owner, mandate: Option<&str>, gathered: &mut EvidenceTable) {
        let mut template = self.template(row);
        self.tell_other_period(row, &template);
        if matches!(owner, Owner::Superseded) {
            template.aside = template.aside.or(Some(Aside::Once));
        }
        gathered.rows.push(template.clone());
        let fate = match owner {
            Owner::Subject(subject) => {
                gathered.entries.push(Entry { subject, ..template });
                Fate::Counted
            }
            Owner::NotInOffice => Fate::Aside(Aside::OutsideTerm.say()),
            Owner::Superseded => Fate::Aside(Say::new("另一行名册为准", "another row of the roster holds")),
            // Whoever it names, a row of another period says nothing of this one.
            Owner::WhoIsNamed if template.aside == Some(Aside::OtherPeriod) => Fate::Aside(Aside::OtherPeriod.say()),
            Owner::WhoIsNamed if self.rule.by_key().is_some() => self.person_by_key(row, &template, mandate, gathered),
            Owner::WhoIsNamed => self.people_of(row, &template, mandate, gathered),
        };
        let known = self.fates.entry(row.number).or_insert_with(|| fate.clone());
        *known = known.clone().max(fate);
    }

    /// A row dated outside the very period of its folder is more often a slip than another period's.
    fn tell_other_period(&mut self, row: &Row, entry: &Entry) {
        let Some((day, folder)) = entry.day.zip(self.table.period.as_ref()) else { return };
        if self.is_carried_into(row, folder.from) || folder.contains(day) || !self.period.covers(folder) {
            return;
        }
        let column = row.cells.get("date").map_or(0, |cell| cell.column);
        let place = self.table.place.at(if column == 0 { 0 } else { row.number }, column);
        let counts = self.period.contains(day);
        let fault = Fault::DateOutsidePeriod { from: folder.from.to_string(), to: folder.to.to_string(), counts };
        self.problems.push(Problem::new(fault, place, day.to_string()));
    }

    /// Whether the subject's row on the roster is another one.
    fn is_superseded(&self, subject: u32, row: &Row) -> bool {
        let place = self.table.row_place(row.number);
        self.subjects.get(subject as usize).is_some_and(|subject| subject.place != place)
    }

    /// What all entries of the row have in common.
    fn template(&self, row: &Row) -> Entry {
        let mut values = ByName::with_capacity(row.cells.len());
        let (mut n, mut day, mut void) = (1, None, None);
        for (id, cell) in &row.cells {
            match &cell.value {
                Value::Count(count) => n = *count,
                Value::Void(Void::Blank) => void = void.or(Some(Aside::Blank)),
                Value::Void(Void::Outside(_)) => void = Some(Aside::Void),
                Value::Text(_) | Value::Word(_) | Value::Number(_) | Value::Date(_) | Value::NoValue(_) | Value::Names(_) => {}
            }
            values.extend(fact(&cell.value).map(|fact| (Arc::clone(id), fact)));
        }
        if let Some(Value::Date(date)) = row.cells.get("date").map(|cell| &cell.value) {
            day = Some(*date);
        }
        let cell = self.rule.wide.as_ref().and_then(|wide| row.cells.get(&wide.cell).or_else(|| row.cells.get(&wide.across)));
        let mut entry = Entry {
            subject: 0,
            role: None,
            rater: rater(row),
            signers: 1,
            position: 1,
            n: n.saturating_mul(self.table.stands_for.get(&row.number).map_or(1, |rows| rows.len() as u64)),
            values: Arc::new(values),
            day,
            folder: self.table.period.as_ref().map(|folder| (folder.from, folder.to)),
            place: self.table.place.at(row.number, cell.map_or(self.table.first_column, |cell| cell.column)),
            aside: None,
        };
        entry.aside = self.aside(&entry, void, self.is_carried_into(row, self.period.from));
        entry
    }

    /// Whether the row tells of an item that was open when that day came.
    fn is_carried_into(&self, row: &Row, since: Day) -> bool {
        self.follow.is_some_and(|follow| is_carried(row, follow, since))
    }

    fn aside(&self, entry: &Entry, void: Option<Aside>, carried: bool) -> Option<Aside> {
        let in_period = match entry.day {
            Some(day) => self.period.contains(day),
            None => self.table.period.as_ref().is_none_or(|folder| self.period.covers(folder)),
        };
        if !in_period && !carried {
            Some(Aside::OtherPeriod)
        } else if void.is_some() {
            void
        } else if !self.rule.keep.iter().all(|filter| passes(&filter.test, entry.values.get(&filter.column))) {
            Some(Aside::Unverified)
        } else {
            None
        }
    }

    /// Whether all that is wrong with the row stands in these columns of a wide table.
    fn is_faulty_only_below(&self, row: u32, columns: &[u32]) -> bool {
        let mut faults = self.table.left_out.range((row, 0)..=(row, u32::MAX)).map(|((_, column), _)| column).peekable();
        faults.peek().is_some() && faults.all(|column| columns.contains(column))
    }

    fn account(mut self, strangers: &[u32]) -> SheetAccount {
        let mut fates = std::mem::take(&mut self.fates);
        // A row that holds nothing but the marks of people outside the roster names nobody.
        for row in &self.table.rows {
            fates
                .entry(row.number)
                .or_insert_with(|| Fate::Aside(Say::new("只有名册外人员的列", "only under headers of people outside the roster")));
        }
        for (row, reason) in &self.table.set_aside {
            fates.insert(*row, Fate::Aside(reason.clone()));
        }
        for row in self.table.faulty.iter().filter(|row| !self.is_faulty_only_below(**row, strangers)) {
            fates.insert(*row, Fate::Problem);
        }
        let mut seen = self.table.seen.clone();
        seen.leave_out(strangers);
        let mut account = SheetAccount { place: self.table.place.clone(), table: self.table.id.clone(), seen, ..SheetAccount::default() };
        let (mut problems, mut aside) = (Vec::new(), BTreeMap::<Say, Vec<u32>>::new());
        for (row, fate) in fates {
            let rows = self.table.stands_for.get(&row).map_or(std::slice::from_ref(&row), Vec::as_slice);
            account.read += rows.len() as u64;
            match fate {
                Fate::Counted => account.counted += rows.len() as u64,
                Fate::Problem => problems.extend(rows),
                Fate::Aside(reason) => aside.entry(reason).or_default().extend(rows),
            }
        }
        let spans = |mut rows: Vec<u32>| {
            rows.sort_unstable();
            rows.into_iter().collect()
        };
        account.problems = spans(problems);
        account.set_aside = aside.into_iter().map(|(reason, rows)| (reason, spans(rows))).collect();
        account
    }
}
