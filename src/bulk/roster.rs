//! The roster by column: who is a member, in which peer group, since when.
//!
//! In: the roster's file. Out: members by number, the index of their keys, subjects when they are asked for. A row of which anything is to be
//! said, or whose key another row has too, is none of its members: the reader of sheets tells of it.

use std::collections::BTreeSet;

use super::batch::{Holds, NO_DAY, NO_KEY};
use super::codes::{Coded, Coder, ODD};
use super::file::Opened;
use super::people::{Index, Terms, Whom};
use super::scan::Given;
use crate::base::threads::in_order;
use crate::fact::is_plain_name;
use crate::rubric::model::{ColumnKind, Of, Rubric};
use crate::sheet::long::Taken;
use crate::sheet::RawCell;

/// Which columns of the roster's file are read, by number in the file.
struct Reads {
    key: usize,
    name: (usize, usize),
    from: Option<usize>,
    to: Option<usize>,
    /// Number among the plan's columns, number in the file, id, whether it is kept.
    others: Vec<(usize, usize, String, bool)>,
}

/// The members of a roster.
pub(super) struct Roster<'l> {
    pub opened: &'l Opened<'l>,
    /// Of each kept column the id and what codes stand for.
    pub kept: Vec<(String, Coded<'l>)>,
    /// Of each kept column the code of each member.
    pub codes: Vec<Vec<u16>>,
    pub keys: Vec<u32>,
    /// Rows of the sheet.
    pub numbers: Vec<u32>,
    names: String,
    ends: Vec<usize>,
    pub terms: Terms,
    pub index: Index,
    /// Rows that the reader of sheets must tell, in order.
    pub odd: Vec<u32>,
}

/// What a slice gives.
#[derive(Default)]
struct Slice {
    keys: Vec<u32>,
    numbers: Vec<u32>,
    names: String,
    lengths: Vec<usize>,
    codes: Vec<Vec<u16>>,
    terms: Vec<(i32, i32)>,
    odd: Vec<(u32, u32)>,
}

/// The columns whose values scores, ranks and proposals look at, and `each` that names a congress.
fn wanted<'r>(rubric: &'r Rubric, each: &'r [String]) -> BTreeSet<&'r str> {
    let conditions = rubric.conditions().filter_map(|condition| if let Of::Column(column) = &condition.of { Some(column) } else { None });
    let bounds =
        rubric.selection.iter().flat_map(|selection| selection.floors.iter().chain(&selection.ceilings)).map(|bound| &bound.column);
    rubric.peers.iter().chain(&rubric.groups).chain(each).chain(conditions).chain(bounds).map(String::as_str).collect()
}

fn reads(opened: &Opened, rubric: &Rubric, each: &[String]) -> Option<Reads> {
    let subject = &rubric.subject;
    let wanted = wanted(rubric, each);
    let (mut key, mut name, mut from, mut to, mut others) = (None, None, None, None, Vec::new());
    for (number, column, at) in opened.long.columns() {
        let holds = opened.footer.columns.get(at).map(|(_, holds)| *holds)?;
        let (id, asked) = (&column.id, wanted.contains(column.id.as_str()));
        let is = |column: Option<&String>| column == Some(id);
        if is(subject.key.first()) {
            key = Some(at).filter(|_| holds == Holds::Numbers && !asked);
        } else if is(Some(&subject.name)) {
            name = Some((number, at)).filter(|_| holds == Holds::Texts && !asked);
        } else if is(subject.term.from.as_ref()) || is(subject.term.to.as_ref()) {
            if holds != Holds::Days || asked || !column.optional {
                return None;
            }
            *(if is(subject.term.from.as_ref()) { &mut from } else { &mut to }) = Some(at);
        } else if holds == Holds::Others || asked && column.kind == ColumnKind::Date {
            return None;
        } else {
            others.push((number, at, id.clone(), asked));
        }
    }
    Some(Reads { key: key?, name: name?, from, to, others })
}

impl<'l> Roster<'l> {
    /// Reads the roster; nothing where this road does not take it. Keys in `apart` are left to the reader of sheets.
    pub fn read(opened: &'l Opened<'l>, given: Given) -> Result<Option<Self>, String> {
        let Given { rubric, apart, jobs, each, .. } = given;
        let Some(reads) = reads(opened, rubric, each) else { return Ok(None) };
        let coded: Vec<Coded> = reads.others.iter().map(|(number, _, _, kept)| Coded::new(&opened.long, *number, *kept, false)).collect();
        let slices = in_order(opened.footer.slices.len(), jobs, 1, |number| slice(opened, &reads, &coded, number));
        if coded.iter().any(Coded::has_too_many) {
            return Ok(None);
        }
        let kept = reads.others.iter().zip(coded).filter(|((.., kept), _)| *kept).map(|((_, _, id, _), coded)| (id.clone(), coded));
        let kept: Vec<(String, Coded)> = kept.collect();
        let slices = slices.into_iter().collect::<Result<Vec<Slice>, String>>()?;
        let rows = slices.iter().map(|slice| slice.keys.len() + slice.odd.len()).sum();
        let highest = slices.iter().flat_map(|slice| &slice.keys).copied().max().unwrap_or(0);
        let mut roster = Self {
            opened,
            codes: vec![Vec::new(); kept.len()],
            kept,
            keys: Vec::with_capacity(rows),
            numbers: Vec::with_capacity(rows),
            names: String::new(),
            ends: Vec::with_capacity(rows),
            terms: Terms::default(),
            index: Index::new(rows, highest),
            odd: Vec::new(),
        };
        for slice in slices {
            roster.take(slice);
        }
        roster.sort_out(apart);
        Ok(Some(roster))
    }

    fn take(&mut self, slice: Slice) {
        for (key, member) in slice.keys.iter().zip(self.keys.len()..) {
            let member = u32::try_from(member).unwrap_or(u32::MAX);
            match self.index.set(*key, Whom::Member(member)) {
                Whom::Nobody => {}
                // Two rows with one key.
                Whom::Member(_) | Whom::NotInOffice | Whom::Odd => drop(self.index.set(*key, Whom::Odd)),
            }
        }
        for (number, key) in &slice.odd {
            self.odd.push(*number);
            self.index.set(*key, Whom::Odd);
        }
        let start = self.names.len();
        self.names.push_str(&slice.names);
        self.ends.extend(slice.lengths.iter().scan(start, |end, length| {
            *end += length;
            Some(*end)
        }));
        for (codes, more) in self.codes.iter_mut().zip(slice.codes) {
            codes.extend(more);
        }
        for (from, to) in slice.terms {
            self.terms.push(from, to);
        }
        self.keys.extend(slice.keys);
        self.numbers.extend(slice.numbers);
    }

    /// Leaves those apart of whom something is to be said.
    fn sort_out(&mut self, apart: &BTreeSet<u32>) {
        for (member, key) in (0u32..).zip(&self.keys) {
            let (from, to) = self.terms.of(member);
            let number = self.numbers.get(member as usize).copied().unwrap_or(0);
            if self.index.get(*key) == Whom::Odd || to < from || !apart.is_empty() && apart.contains(key) {
                self.index.set(*key, Whom::Odd);
                self.odd.push(number);
            }
        }
        self.odd.sort_unstable();
        self.odd.dedup();
    }

    /// Whether the row is still a member's.
    pub fn is_member(&self, member: u32) -> bool {
        self.keys.get(member as usize).is_some_and(|key| self.index.get(*key) != Whom::Odd)
    }

    /// The row of the sheet of whom a key names, where it is a member.
    pub fn row_of(&self, key: u32) -> Option<u32> {
        match self.index.get(key) {
            Whom::Member(member) => self.numbers.get(member as usize).copied(),
            Whom::NotInOffice => self.keys.iter().position(|known| *known == key).and_then(|at| self.numbers.get(at)).copied(),
            Whom::Odd | Whom::Nobody => None,
        }
    }

    /// The name as it is shown.
    pub fn name(&self, member: u32) -> &str {
        let at = member as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(at).and_then(|end| self.names.get(start..*end)).unwrap_or_default()
    }
}

fn slice(opened: &Opened, reads: &Reads, coded: &[Coded], number: usize) -> Result<Slice, String> {
    let Some((start, rows)) = opened.footer.slices.get(number).copied() else { return Ok(Slice::default()) };
    let head = [Some(reads.key), Some(reads.name.1), reads.from, reads.to];
    let others = reads.others.iter().map(|(_, at, ..)| *at);
    let columns: Vec<usize> = head.iter().copied().flatten().chain(others).collect();
    let batch = opened.footer.slice((start, rows), &columns)?;
    let place = |column: usize| columns.iter().position(|known| *known == column).unwrap_or(usize::MAX);
    let keys = batch.keys(place(reads.key))?;
    let days = |column: Option<usize>| column.map_or_else(|| Ok(vec![NO_DAY; rows]), |column| batch.days(place(column)));
    let (from, to) = (days(reads.from)?, days(reads.to)?);
    let mut read = Vec::new();
    for ((_, at, _, _), coded) in reads.others.iter().zip(coded) {
        let mut own = Vec::new();
        batch.codes(place(*at), &mut Coder::new(coded), &mut own)?;
        read.push(own);
    }
    let mut slice = Slice { codes: vec![Vec::new(); reads.others.iter().filter(|(.., kept)| *kept).count()], ..Slice::default() };
    for (row, name) in batch.texts(place(reads.name.1))?.enumerate() {
        let number = u32::try_from(start + row + 2).unwrap_or(u32::MAX);
        let key = keys.get(row).copied().unwrap_or(NO_KEY);
        let odd = read.iter().any(|column| column.get(row) == Some(&ODD));
        let name = name.filter(|name| !odd && key != NO_KEY && is_name(opened, reads.name.0, name));
        let Some(name) = name else {
            slice.odd.push((number, key));
            continue;
        };
        slice.keys.push(key);
        slice.numbers.push(number);
        slice.names.push_str(name);
        slice.lengths.push(name.len());
        let kept = reads.others.iter().zip(&read).filter(|((.., kept), _)| *kept);
        for (own, (_, column)) in slice.codes.iter_mut().zip(kept) {
            own.extend(column.get(row));
        }
        let day = |days: &[i32]| days.get(row).copied().unwrap_or(NO_DAY);
        slice.terms.push((day(&from), day(&to)));
    }
    Ok(slice)
}

/// Whether the text is a name as it stands, of which nothing is to be said.
fn is_name(opened: &Opened, number: usize, name: &str) -> bool {
    is_plain_name(name) && (is_usual(name) || matches!(opened.long.take(number, Some(&RawCell::Text(name.to_owned()))), Taken::Value(_)))
}

/// Whether the text is a name of two to four Chinese characters with which no total, note or header begins.
fn is_usual(name: &str) -> bool {
    const BEGIN_OTHERS: &str = "备注说填制审签统负联监计总合小共累平人姓代";
    let length = name.chars().count();
    let chinese = name.chars().all(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
    (2..=4).contains(&length) && chinese && !name.starts_with(|first| BEGIN_OTHERS.contains(first)) && !name.ends_with('计')
}
