//! What the blank sheet of a table asks for: its columns, what each takes, and the further columns of a wide table.
//!
//! In: a rubric and one of its tables. Out: a [`Form`]. It knows no spreadsheet.

use crate::base::exact::Exact;
use crate::base::text::{squeeze, Language};
use crate::report::wording::pick;
use crate::rubric::model::{Blank, Column, ColumnKind, Measure, Origin, Outside, Points, Rubric, Table};

/// Columns for events to come, where the header is to be filled in.
const EVENTS: usize = 12;
/// Columns for people, where the header is their names.
const PEOPLE: usize = 20;

/// A blank sheet.
pub(super) struct Form<'a> {
    /// The table that it will be read as.
    pub table: &'a Table,
    /// Names of the tabs: one, or one for each word that is read from the sheet's name.
    pub tabs: Vec<String>,
    /// Columns under headers of their own.
    pub fields: Vec<Field<'a>>,
    /// The further columns of a wide table.
    pub events: Option<Events<'a>>,
    /// Header of the column that nobody reads; none where the table has such a header itself.
    pub remarks: Option<&'static str>,
}

/// A column.
pub(super) struct Field<'a> {
    /// What stands over it.
    pub header: String,
    /// What the rubric says of it.
    pub column: &'a Column,
    /// What it takes.
    pub takes: Takes,
    /// Whether it names who is assessed.
    pub is_subject: bool,
    /// Whether it alone tells everybody on the roster apart.
    pub is_unique: bool,
}

/// What a cell takes.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Takes {
    /// Any text.
    Text,
    /// One name.
    Name,
    /// Several.
    Names,
    /// One of these words.
    Words(Vec<String>),
    /// A number in one of these ranges, or any number where there is none.
    Number {
        /// Both ends allowed.
        ranges: Vec<(Exact, Exact)>,
        /// Whether another one is an error, and not only left out.
        strict: bool,
    },
    /// A number with a unit behind it.
    Measured,
    /// A whole number not below 0.
    Whole,
    /// A date.
    Date,
    /// The date of the row, or a day on its way, which lies in the period.
    DateInPeriod,
    /// The same of an item that may have been carried into the period.
    DateCarried,
}

/// The further columns of a wide table.
pub(super) struct Events<'a> {
    /// Headers that are known; else they are blank and to be filled in.
    pub heads: Vec<String>,
    /// How many columns there are.
    pub count: usize,
    /// What is written over the header: one of these words.
    pub upper: Option<Vec<String>>,
    /// What is written in the header.
    pub lower: Takes,
    /// What their cells fill.
    pub cell: &'a Column,
    /// What a cell takes.
    pub takes: Takes,
}

impl<'a> Form<'a> {
    /// The blank sheet of a table.
    pub fn of(rubric: &'a Rubric, table: &'a Table) -> Self {
        let is_wide = |id: &str| table.wide.as_ref().is_some_and(|wide| wide.across == id || wide.cell == id);
        // One column of the sheet may fill two of the table: it is written once.
        let repeats = |index: usize, column: &Column| {
            let earlier = table.columns.iter().take(index).filter(|other| other.origin == Origin::Column && !is_wide(&other.id));
            earlier.filter_map(|other| other.headers.first()).any(|header| Some(header) == column.headers.first())
        };
        let own = table
            .columns
            .iter()
            .enumerate()
            .filter(|(index, column)| column.origin == Origin::Column && !is_wide(&column.id) && !repeats(*index, column));
        let own = own.map(|(_, column)| column);
        let fields = own.filter_map(|column| {
            let header = column.headers.first()?.clone();
            let is_subject = table.id == rubric.subject.table && column.id == rubric.subject.name;
            let is_unique = table.id == rubric.subject.table && rubric.subject.key == [column.id.as_str()];
            Some(Field { header, column, takes: takes(rubric, table, column), is_subject, is_unique })
        });
        let remarks = pick(rubric.locale, "备注", "Remarks");
        let taken = table.columns.iter().flat_map(|column| &column.headers).any(|header| squeeze(header) == squeeze(remarks));
        Self {
            table,
            tabs: tabs(rubric, table),
            fields: fields.collect(),
            events: events(rubric, table),
            remarks: (!taken).then_some(remarks),
        }
    }

    /// Rows that the header takes.
    pub fn header_rows(&self) -> u32 {
        if self.events.as_ref().is_some_and(|events| events.upper.is_some()) {
            2
        } else {
            1
        }
    }
}

impl Field<'_> {
    /// Whether a row without it is not sound.
    pub fn must_be_filled(&self) -> bool {
        !self.column.optional && !self.column.fill_down && self.column.blank == Blank::Error && self.column.only_with.is_none()
    }
}

/// The first way to write each word.
pub(super) fn written(column: &Column) -> Vec<String> {
    column.words().iter().map(|(id, ways)| ways.first().unwrap_or(id).clone()).collect()
}

/// Whether the day is one on the way of an item from its opening to its end: as a rule in the period, and never before the opening.
fn is_followed(rubric: &Rubric, table: &Table, column: &Column) -> bool {
    let of_table = rubric.follows.iter().filter(|follow| follow.query.from.contains(&table.id));
    of_table.flat_map(|follow| [&follow.opened, &follow.closed].into_iter().chain(&follow.steps)).any(|id| *id == column.id)
}

/// Whether the day may well lie before the period, as that of an item carried into it.
fn is_carried(rubric: &Rubric, table: &Table, column: &Column) -> bool {
    let mut of_table = rubric.follows.iter().filter(|follow| follow.carried.is_some() && follow.query.from.contains(&table.id));
    of_table.any(|follow| column.id != follow.closed && (column.id == follow.opened || follow.steps.contains(&column.id)))
}

fn takes(rubric: &Rubric, table: &Table, column: &Column) -> Takes {
    match &column.kind {
        ColumnKind::Text | ColumnKind::Key | ColumnKind::Secret => Takes::Text,
        ColumnKind::Number if !column.units.is_empty() => Takes::Measured,
        ColumnKind::Number => Takes::Number { ranges: ranges(rubric, table, column), strict: column.outside == Outside::Error },
        ColumnKind::Count => Takes::Whole,
        ColumnKind::Date if is_carried(rubric, table, column) => Takes::DateCarried,
        ColumnKind::Date if column.id == "date" || is_followed(rubric, table, column) => Takes::DateInPeriod,
        ColumnKind::Date => Takes::Date,
        ColumnKind::Word(_) => Takes::Words(written(column)),
        ColumnKind::Name => Takes::Name,
        ColumnKind::Names => Takes::Names,
    }
}

/// Where the number may lie: by the column itself, and narrower where a criterion takes it as a judged score.
fn ranges(rubric: &Rubric, table: &Table, column: &Column) -> Vec<(Exact, Exact)> {
    let judging = rubric.criteria.iter().filter(|criterion| criterion.query.from.contains(&table.id) && criterion.normalise.is_none());
    let judged = judging.filter_map(|criterion| {
        let whole = matches!(criterion.query.measure, Measure::Value(_) | Measure::Last(_));
        let mean = matches!(criterion.query.measure, Measure::Mean { .. });
        let measured = criterion.query.measure.column() == Some(column.id.as_str());
        match &criterion.points {
            Points::Judged(ranges) if measured && whole => Some(ranges.clone()),
            Points::Judged(ranges) if measured && mean => hull(ranges.iter()),
            Points::JudgedBy { bands, .. } if measured && (whole || mean) => hull(bands.iter().map(|band| &band.between)),
            Points::Judged(_)
            | Points::JudgedBy { .. }
            | Points::Each(_)
            | Points::First { .. }
            | Points::Target { .. }
            | Points::Needed { .. }
            | Points::Full { .. }
            | Points::AllOrNothing { .. }
            | Points::Start { .. }
            | Points::Bands(_) => None,
        }
    });
    let mut ranges: Vec<(Exact, Exact)> = judged.into_iter().next().unwrap_or_default();
    let Some((low, high)) = &column.between else { return ranges };
    if ranges.is_empty() {
        return vec![(low.clone(), high.clone())];
    }
    for (from, to) in &mut ranges {
        *from = from.clone().max(low.clone());
        *to = to.clone().min(high.clone());
    }
    ranges.retain(|(from, to)| from <= to);
    ranges
}

/// From the lowest end to the highest one.
fn hull<'r>(ranges: impl Iterator<Item = &'r (Exact, Exact)> + Clone) -> Option<Vec<(Exact, Exact)>> {
    let low = ranges.clone().map(|(low, _)| low).min()?;
    let high = ranges.map(|(_, high)| high).max()?;
    Some(vec![(low.clone(), high.clone())])
}

fn events<'a>(rubric: &Rubric, table: &'a Table) -> Option<Events<'a>> {
    let wide = table.wide.as_ref()?;
    let (across, cell) = (table.column(&wide.across)?, table.column(&wide.cell)?);
    let told: Vec<&Column> = table.columns.iter().filter(|column| column.origin == Origin::Header || column.id == across.id).collect();
    let word = told.iter().find(|column| matches!(column.kind, ColumnKind::Word(_)));
    let date = told.iter().find(|column| column.kind == ColumnKind::Date);
    let (mut heads, mut upper) = (Vec::new(), None);
    let lower = match (word, date) {
        (Some(word), None) if told.len() == 1 => {
            heads = written(word);
            Takes::Words(written(word))
        }
        (Some(word), None) => Takes::Words(written(word)),
        (Some(word), Some(date)) => {
            upper = Some(written(word));
            takes(rubric, table, date)
        }
        (None, Some(date)) => takes(rubric, table, date),
        (None, None) => takes(rubric, table, across),
    };
    let count = match (&across.kind, heads.len()) {
        (ColumnKind::Name, _) => PEOPLE,
        (_, 0) => EVENTS,
        (_, known) => known,
    };
    Some(Events { heads, count, upper, lower, cell, takes: takes(rubric, table, cell) })
}

/// Tabs: where a word must be read from the sheet's name, one for each word.
fn tabs(rubric: &Rubric, table: &Table) -> Vec<String> {
    let name = tab(table);
    let (open, close) = match rubric.locale {
        Language::Chinese => ("（", "）"),
        Language::English => (" (", ")"),
    };
    let from_name = |column: &&Column| column.origin == Origin::Sheet && !column.optional && !column.words().is_empty();
    match table.columns.iter().find(from_name) {
        Some(column) => written(column).iter().map(|word| as_tab(&format!("{name}{open}{word}{close}"))).collect(),
        None => vec![name],
    }
}

/// The first name of the sheet that a spreadsheet takes as it is.
fn tab(table: &Table) -> String {
    let fits = |name: &&String| as_tab(name) == **name;
    table.sheets.iter().find(fits).cloned().unwrap_or_else(|| as_tab(table.sheets.first().unwrap_or(&table.id)))
}

/// A tab's name has at most 31 characters and none of `[]:*?/\`.
pub(super) fn as_tab(name: &str) -> String {
    let clean = name.chars().map(|mark| if "[]:*?/\\'".contains(mark) { '·' } else { mark });
    clean.take(31).collect()
}
