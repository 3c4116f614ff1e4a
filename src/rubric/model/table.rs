//! Which sheets, headers and words a rubric reads.

use super::nothing::NoValue;
use super::query::Filter;
use super::turnout::Turnout;
use crate::base::exact::Exact;

/// One kind of sheet.
#[derive(Debug, Clone)]
pub struct Table {
    /// Id.
    pub id: String,
    /// Names of the sheet.
    pub sheets: Vec<String>,
    /// Columns, in order of the file.
    pub columns: Vec<Column>,
    /// May be missing from the input.
    pub optional: bool,
    /// One column of the sheet for each event, option or person.
    pub wide: Option<Wide>,
    /// Headers left out.
    pub ignore: Vec<String>,
    /// Rows that count at all.
    pub keep: Vec<Filter>,
    /// Rows by which a subject rates itself do not count.
    pub exclude_self: bool,
    /// Columns that tell who voted.
    pub turnout: Option<Turnout>,
    /// Made by a calendar, and read from no sheet.
    pub made: bool,
}

/// Which columns the further headers and their cells fill.
#[derive(Debug, Clone)]
pub struct Wide {
    /// Column filled by the header.
    pub across: String,
    /// Column filled by the cell.
    pub cell: String,
}

/// One column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Id.
    pub id: String,
    /// Header texts; empty when the value comes from elsewhere.
    pub headers: Vec<String>,
    /// What a cell holds.
    pub kind: ColumnKind,
    /// Where the value comes from.
    pub origin: Origin,
    /// The column may be missing and its cells blank.
    pub optional: bool,
    /// The part that the people named play.
    pub role: Option<String>,
    /// What a blank is.
    pub blank: Blank,
    /// Lowest and highest number allowed.
    pub between: Option<(Exact, Exact)>,
    /// What a number outside is.
    pub outside: Outside,
    /// What a unit behind the number multiplies it by, as written.
    pub units: Vec<(String, Exact)>,
    /// How the number is made whole, after its unit.
    pub whole: Option<Whole>,
    /// Column without which this number is no value either.
    pub only_with: Option<String>,
    /// A blank takes the value above.
    pub fill_down: bool,
}

/// How a number is made whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// Away from zero: a part of a half day is one.
    Up,
    /// Toward zero.
    Down,
    /// Half away from zero.
    HalfUp,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnKind {
    /// Any text.
    Text,
    /// A number with at most six decimals.
    Number,
    /// How many times the row counts.
    Count,
    /// A date.
    Date,
    /// A closed list: word id and how it is written.
    Word(Vec<(String, Vec<String>)>),
    /// One subject's name.
    Name,
    /// Several names.
    Names,
    /// The subject's key, beside a name.
    Key,
    /// Read to check, never stored.
    Secret,
}

/// Where a column's value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A column of the sheet.
    Column,
    /// The header that fills `across`.
    Header,
    /// The sheet's name.
    Sheet,
    /// The folder between the period's and the file.
    Folder,
    /// Reckoned from other columns, by a follow or a calendar.
    Made,
}

/// What a blank cell is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blank {
    /// An error, unless the column is optional.
    Error,
    /// The row does not count.
    Ignore,
    /// One of the four kinds of nothing.
    NoValue(NoValue),
    /// This word.
    Word(String),
}

/// What a number outside the range is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// An error.
    Error,
    /// Set aside with a warning.
    SetAside,
}

impl Table {
    /// The column with this id.
    pub fn column(&self, id: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.id == id)
    }

    /// The column that alone tells whose row it is: the key, where no column has names.
    pub fn by_key(&self) -> Option<&Column> {
        let names = self.columns.iter().any(|column| matches!(column.kind, ColumnKind::Name | ColumnKind::Names) && column.id != "rater");
        self.columns.iter().find(|column| column.kind == ColumnKind::Key && !names)
    }
}

impl Column {
    /// The words of a closed list.
    pub fn words(&self) -> &[(String, Vec<String>)] {
        if let ColumnKind::Word(words) = &self.kind {
            words
        } else {
            &[]
        }
    }
}
