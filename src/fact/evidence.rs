//! Who is assessed, and the entries that their numbers rest on.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::past::Past;
use crate::base::by_name::ByName;
use crate::base::exact::Exact;
use crate::base::period::{Day, Period, Term};
use crate::base::place::Place;
use crate::base::spans::Spans;
use crate::base::text::Say;
use crate::rubric::model::NoValue;
use crate::sheet::seen::Seen;
use crate::sheet::survey::Quality;

/// One who is assessed.
#[derive(Debug, Clone, Default)]
pub struct Subject {
    /// Unique in the run, from the rubric's `subject.key`.
    pub key: String,
    /// Name as on the roster.
    pub name: String,
    /// The roster's columns that may be shown, as text, by id.
    pub columns: BTreeMap<String, String>,
    /// When in office.
    pub term: Term,
    /// Part of the period in office.
    pub exposure: Exact,
    /// Peer group: `镇级`, or `镇级/清溪镇`.
    pub peer: String,
    /// Value of each declared group.
    pub groups: BTreeMap<String, String>,
    /// Row on the roster.
    pub place: Place,
    /// What it was in the periods before this one, the last first; each adjoins the next.
    pub past: Vec<Option<Past>>,
}

/// One person's part in one row.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Number of the subject.
    pub subject: u32,
    /// Part played, where the column has a role.
    pub role: Option<String>,
    /// Who rates, as the row writes it; none where the table has no column for it, or the cell is blank.
    pub rater: Option<String>,
    /// People named in the row's lead and joint columns, those outside included.
    pub signers: u32,
    /// Place among them, from 1; 1 where there is no such column.
    pub position: u32,
    /// How many times it counts.
    pub n: u64,
    /// Values by column id; entries of one row share them.
    pub values: Arc<ByName<Fact>>,
    /// When.
    pub day: Option<Day>,
    /// First and last day of the period that its folder names.
    pub folder: Option<(Day, Day)>,
    /// Where: the row (of a wide table, the cell).
    pub place: Place,
    /// Why it does not count, decided before any criterion.
    pub aside: Option<Aside>,
}

/// A value of an entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// Text, word id or printed date.
    Text(String),
    /// Millionths.
    Number(i64),
    /// One of the four kinds of nothing.
    NoValue(NoValue),
}

/// Why an entry does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aside {
    /// Dated outside the period.
    OtherPeriod,
    /// Outside the subject's term or within a suspension.
    OutsideTerm,
    /// Not verified (the table's `where`).
    Unverified,
    /// The subject rates itself.
    OwnRating,
    /// A void ballot: a value outside its range.
    Void,
    /// Nothing was marked: a blank that the rubric ignores.
    Blank,
    /// The criterion's `where` does not take it.
    Where,
    /// Another table has a row that it must not have.
    Linked,
    /// Another table lacks the row that it must have.
    Unlinked,
    /// Another row of the same subject and key has a larger factor, or came first.
    Once,
    /// The subject stands twice in the same row.
    SameRow,
    /// Without a date, and the period of its folder is in no sub-period of the rule.
    NoSubPeriod,
    /// A no-value in the measure's column.
    NoValue(NoValue),
}

impl Aside {
    /// In words.
    pub fn say(self) -> Say {
        match self {
            Self::OtherPeriod => Say::new("不在本期", "dated outside the period"),
            Self::OutsideTerm => Say::new("不在任期内或暂停执行职务期间", "outside the term or within a suspension"),
            Self::Unverified => Say::new("未经审核", "not verified"),
            Self::OwnRating => Say::new("本人给本人评分", "a rating of oneself"),
            Self::Void => Say::new("无效", "void"),
            Self::Blank => Say::new("未填", "left blank"),
            Self::Where => Say::new("不符合该项条件", "not taken by the rule's condition"),
            Self::Linked => Say::new("另一表中已有对应的行", "another table has a row for it"),
            Self::Unlinked => Say::new("另一表中没有对应的行", "no other table has a row for it"),
            Self::Once => Say::new("同项只计最高一次", "counted once, the highest"),
            Self::SameRow => Say::new("同一行重复列名", "named twice in the row"),
            Self::NoSubPeriod => Say::new("无日期，分不出属于哪一段", "without a date that tells its part of the period"),
            Self::NoValue(kind) => kind.say(),
        }
    }
}

impl NoValue {
    /// In words.
    pub fn say(self) -> Say {
        match self {
            Self::NotRequired => Say::new("不要求", "not required"),
            Self::Excused => Say::new("请假", "excused"),
            Self::NotInOffice => Say::new("不在任", "not in office"),
            Self::NotRecorded => Say::new("未记录", "not recorded"),
        }
    }
}

/// All entries of one table of the rubric.
#[derive(Debug, Clone, Default)]
pub struct EvidenceTable {
    /// Table id.
    pub id: String,
    /// Whether any sheet was taken for it.
    pub present: bool,
    /// Entries, in order of place.
    pub entries: Vec<Entry>,
    /// Source rows for figures: one for each row of the sheet, whoever it names (subject 0 without meaning).
    pub rows: Vec<Entry>,
}

/// What became of the rows of one sheet; `read = counted + set aside + problems`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetAccount {
    /// File and sheet.
    pub place: Place,
    /// Table id.
    pub table: String,
    /// Source rows that hold data.
    pub read: u64,
    /// Rows that became evidence.
    pub counted: u64,
    /// Rows set aside, by reason.
    pub set_aside: BTreeMap<Say, Spans>,
    /// Rows left out because of a problem.
    pub problems: Spans,
    /// Of the export of a survey: how carefully was answered.
    pub quality: Option<Quality>,
    /// Which cells the table was found in, and what was taken for what.
    pub seen: Seen,
}

impl SheetAccount {
    /// How many rows were set aside, for whatever reason.
    pub fn aside(&self) -> u64 {
        self.set_aside.values().map(Spans::count).sum()
    }
}

/// Everything that scoring rests on.
#[derive(Debug, Default)]
pub struct Evidence {
    /// The time assessed.
    pub period: Period,
    /// Subjects in office for any part of the period, in order of key.
    pub subjects: Vec<Subject>,
    /// One for each table of the rubric.
    pub tables: Vec<EvidenceTable>,
    /// What became of each sheet's rows.
    pub accounts: Vec<SheetAccount>,
    /// Those whose row of the roster has a fault: not scored, but what is wrong with their rows elsewhere is told.
    pub flawed: Option<Box<Flawed>>,
}

/// Those whose row of the roster has a fault.
#[derive(Debug, Default)]
pub struct Flawed {
    /// They, as far as their row could be read, and their entries.
    pub evidence: Evidence,
    /// Whether it is open when they were in office, by number.
    pub open: Vec<bool>,
}

impl Evidence {
    /// The entries of this table.
    pub fn table(&self, id: &str) -> Option<&EvidenceTable> {
        self.tables.iter().find(|table| table.id == id)
    }
}
