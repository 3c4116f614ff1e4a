//! What was taken for what in a sheet, for whoever wants to check it.
//!
//! In: a part of a sheet and the layout found in it. Out: the cells of header and data, the columns taken and those left out.

use std::collections::BTreeMap;

use super::fit::Layout;
use super::grid::{short, RawSheet};
use super::header::Head;
use super::plan::Plan;
use crate::base::spans::Spans;
use crate::base::text::Say;
use crate::rubric::model::Origin;

/// Where a table was found and what of it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// First and last row of the header.
    pub header: (u32, u32),
    /// First and last row that hold something below it; nothing where none does.
    pub rows: Option<(u32, u32)>,
    /// First and last column that hold something.
    pub columns: (u32, u32),
    /// Columns of the table, in its order.
    pub taken: Vec<Taken>,
    /// Further columns of a wide table, each an event or a person.
    pub across: Vec<Across>,
    /// Columns that were not read, in order.
    pub left_out: Vec<LeftOut>,
    /// What of it the file does not show.
    pub hidden: HiddenParts,
    /// Number of filled cells below the header, by column.
    filled: BTreeMap<u32, u64>,
}

/// A column of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Its id.
    pub id: String,
    /// From where.
    pub from: Whence,
}

/// Where the values of a column come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whence {
    /// The column below this cell.
    Header(Across),
    /// The name of the sheet.
    Sheet,
    /// The folder.
    Folder,
    /// Nowhere: no header of it was found.
    Nowhere,
}

/// A header and its cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Across {
    /// Row of its lowest text.
    pub row: u32,
    /// Column.
    pub column: u32,
    /// Text.
    pub text: String,
}

/// A column that was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Column.
    pub column: u32,
    /// Its header; empty where it has none.
    pub text: String,
    /// How many cells below the header hold something.
    pub filled: u64,
    /// Why.
    pub why: Why,
}

/// Why a column was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is one of those that are never read, or that the rubric leaves out.
    Ignored,
    /// The table has no such column.
    NoSuchColumn,
    /// Nothing stands above it.
    NoHeader,
    /// Another column has a header for the same thing.
    Second,
    /// Further headers are names, and this one is nobody's on the roster.
    Nobody,
}

impl Why {
    /// For programs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Ignored => "ignored",
            Self::NoSuchColumn => "no-such-column",
            Self::NoHeader => "no-header",
            Self::Second => "second",
            Self::Nobody => "nobody",
        }
    }

    /// In words.
    pub fn say(self) -> Say {
        match self {
            Self::Ignored => Say::new("按办法不读", "left out by the rubric"),
            Self::NoSuchColumn => Say::new("办法中没有此列", "no column of the table"),
            Self::NoHeader => Say::new("没有列名", "without a header"),
            Self::Second => Say::new("与另一列重复", "a second column for the same"),
            Self::Nobody => Say::new("不是名册中的姓名", "no name of the roster"),
        }
    }
}

/// Rows and columns read that the file does not show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HiddenParts {
    /// The whole sheet.
    pub sheet: bool,
    /// Rows of the table, header included.
    pub rows: Spans,
    /// Columns of the table.
    pub columns: Vec<u32>,
}

impl Seen {
    /// Takes further columns for columns that are not read, as there is nobody of their names.
    pub fn leave_out(&mut self, columns: &[u32]) {
        let (out, kept) = std::mem::take(&mut self.across).into_iter().partition(|head: &Across| columns.contains(&head.column));
        self.across = kept;
        let out: Vec<Across> = out;
        let filled = |column| self.filled.get(&column).copied().unwrap_or(0);
        let out =
            out.into_iter().map(|head| LeftOut { column: head.column, filled: filled(head.column), text: head.text, why: Why::Nobody });
        self.left_out.extend(out);
        self.left_out.sort_by_key(|left_out| left_out.column);
    }

    /// What stands in this part of a sheet.
    pub fn new(sheet: &RawSheet, plan: &Plan, layout: &Layout) -> Self {
        let filled = filled(sheet, layout);
        let heads = layout.heads.iter().map(|(column, _)| *column);
        let columns = || heads.clone().chain(filled.keys().copied());
        let below = || sheet.rows.iter().filter(|row| row.number > layout.bottom).map(|row| row.number);
        let shown = |head: &Head| Across { row: head.row, column: head.column, text: short(&head.text) };
        let taken = plan.columns.iter().zip(&layout.taken).filter(|(plan, _)| !plan.is_across && !plan.is_cell);
        let taken = taken.filter(|(plan, _)| plan.column.origin != Origin::Header).map(|(plan, head)| Taken {
            id: plan.column.id.clone(),
            from: match (plan.column.origin, head) {
                (Origin::Sheet, _) => Whence::Sheet,
                (Origin::Folder, _) => Whence::Folder,
                (Origin::Column | Origin::Header, Some(head)) => Whence::Header(shown(head)),
                (Origin::Column | Origin::Header, None) | (Origin::Made, _) => Whence::Nowhere,
            },
        });
        Self {
            header: (layout.top, layout.bottom),
            rows: below().next().zip(below().next_back()),
            columns: (columns().min().unwrap_or(1), columns().max().unwrap_or(1)),
            taken: taken.collect(),
            across: layout.across.iter().map(shown).collect(),
            left_out: left_out(plan, layout, &filled),
            filled: filled.clone(),
            hidden: HiddenParts {
                sheet: sheet.hidden.sheet,
                rows: sheet.rows.iter().map(|row| row.number).filter(|row| *row >= layout.top && sheet.hidden.row(*row)).collect(),
                columns: columns()
                    .filter(|column| sheet.hidden.column(*column))
                    .collect::<std::collections::BTreeSet<_>>()
                    .into_iter()
                    .collect(),
            },
        }
    }

    /// `A3:H60`, header and data.
    pub fn cells(&self) -> String {
        let (left, right) = self.columns;
        let bottom = self.rows.map_or(self.header.1, |(_, last)| last);
        let name = crate::base::place::column_name;
        format!("{}{}:{}{bottom}", name(left), self.header.0, name(right))
    }
}

/// Number of filled cells below the header in each column.
fn filled(sheet: &RawSheet, layout: &Layout) -> BTreeMap<u32, u64> {
    let mut filled = BTreeMap::new();
    for row in sheet.rows.iter().filter(|row| row.number > layout.bottom) {
        let rows = sheet.stands_for.get(&row.number).map_or(1, |rows| rows.len() as u64);
        for (column, _) in &row.cells {
            *filled.entry(*column).or_default() += rows;
        }
    }
    filled
}

fn left_out(plan: &Plan, layout: &Layout, filled: &BTreeMap<u32, u64>) -> Vec<LeftOut> {
    let read: Vec<u32> = layout.taken.iter().flatten().chain(&layout.across).map(|head| head.column).collect();
    let mut columns: BTreeMap<u32, Option<&str>> = filled.keys().map(|column| (*column, None)).collect();
    columns.extend(layout.heads.iter().map(|(column, text)| (*column, Some(text.as_str()))));
    let unread = columns.into_iter().filter(|(column, _)| !read.contains(column));
    let told = unread.map(|(column, text)| LeftOut {
        column,
        text: text.unwrap_or_default().to_owned(),
        filled: filled.get(&column).copied().unwrap_or(0),
        why: match text {
            None => Why::NoHeader,
            Some(_) if layout.twice.iter().any(|(_, head)| head.column == column) => Why::Second,
            Some(text) if plan.ignores(&crate::base::text::squeeze(text)) => Why::Ignored,
            Some(_) => Why::NoSuchColumn,
        },
    });
    told.collect()
}
