//! Which rows of several tables say the same.
//!
//! In: tables, each read row by row or still packed. Out: of two of them, how many distinct rows of one stand in the other. A value has the
//! same small number in all of them, and rows are compared by these; so no row is ever put together.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use super::super::fold::Said;
use super::super::packed::Quick;
use super::super::table::{Table, Value};
use super::super::values::NOTHING;

/// A table whose rows are compared.
pub enum Side<'t> {
    /// Each row is there.
    Read(&'t Table),
    /// Rows stand for others; what these say is in the packed sheet.
    Packed(&'t Table, &'t Said<'t>),
}

/// Tables side by side.
pub struct Rows<'t>(Vec<Distinct<'t>>);

/// The distinct rows of a table.
#[derive(Default)]
struct Distinct<'t> {
    columns: Vec<Column<'t>>,
    /// Places of rows, each behind a mark of what it says, in order of both.
    rows: Vec<(u64, usize)>,
}

/// A column of a table.
struct Column<'t> {
    /// The number of the value of each row; nothing where each row has a value of its own, under its place.
    numbers: Option<&'t [u32]>,
    /// The common number of each value; 0 where it says nothing.
    common: Vec<u32>,
}

impl<'t> Rows<'t> {
    /// Sets tables side by side; `columns` are all that a row can say something in.
    pub fn new(sides: &[Side<'t>], columns: &[&str]) -> Self {
        let mut tables: Vec<Distinct> = sides.iter().map(|_| Distinct::default()).collect();
        for column in columns {
            for ((table, side), common) in tables.iter_mut().zip(sides).zip(common(sides, column)) {
                table.columns.push(Column { numbers: side.numbers(column), common });
            }
        }
        for (table, side) in tables.iter_mut().zip(sides) {
            table.arrange(side.rows());
        }
        Self(tables)
    }

    /// How many distinct rows a table has.
    pub fn distinct(&self, table: usize) -> usize {
        self.0.get(table).map_or(0, |table| table.rows.len())
    }

    /// How many of these stand in another table.
    pub fn repeated(&self, table: usize, other: usize) -> usize {
        let (Some(own), Some(other)) = (self.0.get(table), self.0.get(other)) else { return 0 };
        let (mut theirs, mut repeated) = (other.rows.iter().peekable(), 0);
        for (mark, at) in &own.rows {
            let order = |(of, there): &(u64, usize)| of.cmp(mark).then_with(|| other.said(*there).cmp(own.said(*at)));
            while theirs.next_if(|row| order(row) == Ordering::Less).is_some() {}
            repeated += usize::from(theirs.peek().is_some_and(|row| order(row) == Ordering::Equal));
        }
        repeated
    }
}

impl<'t> Distinct<'t> {
    /// Finds the rows that are distinct, and their order.
    fn arrange(&mut self, places: Vec<usize>) {
        let marked = places.into_iter().map(|at| {
            let mut hasher = Quick::default();
            self.said(at).for_each(|number| hasher.write_u64(u64::from(number)));
            (hasher.finish(), at)
        });
        let mut rows: Vec<(u64, usize)> = marked.collect();
        rows.sort_unstable_by(|one, other| one.0.cmp(&other.0).then_with(|| self.said(one.1).cmp(self.said(other.1))));
        rows.dedup_by(|one, other| one.0 == other.0 && self.said(one.1).eq(self.said(other.1)));
        self.rows = rows;
    }

    /// What a row says, in common numbers.
    fn said<'d>(&'d self, at: usize) -> impl Iterator<Item = u32> + use<'d, 't> {
        self.columns.iter().map(move |column| {
            let number = column.numbers.map_or(at, |numbers| numbers.get(at).copied().unwrap_or(NOTHING) as usize);
            column.common.get(number).copied().unwrap_or(0)
        })
    }
}

/// Of each table the common number of each of the values of a column: the same number for the same value only.
fn common(sides: &[Side], column: &str) -> Vec<Vec<u32>> {
    let mut common: Vec<Vec<u32>> = sides.iter().map(|side| vec![0; side.values(column)]).collect();
    let mut marked: Vec<(u64, u32, u32)> = Vec::new();
    for (side, table) in sides.iter().zip(0..) {
        let numbers = (0..side.values(column)).zip(0..);
        marked.extend(numbers.filter_map(|(_, number)| Some((mark(side.value(column, number)?.as_ref()), table, number))));
    }
    marked.sort_unstable();
    let mut last = 0;
    for near in marked.chunk_by(|one, other| one.0 == other.0) {
        let mut known: Vec<(Cow<Value>, u32)> = Vec::new();
        for (_, table, number) in near {
            let Some(side) = sides.get(*table as usize) else { continue };
            let own = if let [_] = near { None } else { side.value(column, *number) };
            let before = own.as_ref().and_then(|own| known.iter().find(|(value, _)| value == own));
            let same = before.map_or(last + 1, |(_, same)| *same);
            if let (None, Some(own)) = (before, own) {
                known.push((own, same));
            }
            last = last.max(same);
            if let Some(place) = common.get_mut(*table as usize).and_then(|common| common.get_mut(*number as usize)) {
                *place = same;
            }
        }
    }
    common
}

/// Where equal values come together; nothing is taken in this order.
fn mark(value: &Value) -> u64 {
    let mut hasher = Quick::default();
    value.hash(&mut hasher);
    hasher.finish()
}

impl<'t> Side<'t> {
    /// The places of all rows.
    fn rows(&self) -> Vec<usize> {
        match self {
            Self::Read(table) => (0..table.rows.len()).collect(),
            Self::Packed(table, said) => {
                let stands_for = |row: &u32| table.stands_for.get(row).map_or(Cow::Owned(vec![*row]), Cow::Borrowed);
                let all = table.rows.iter().map(|row| stands_for(&row.number));
                all.flat_map(|rows| rows.iter().filter_map(|row| said.at(*row)).collect::<Vec<_>>()).collect()
            }
        }
    }

    /// How many values a column has, a blank among them.
    fn values(&self, column: &str) -> usize {
        match self {
            Self::Read(table) => table.rows.len(),
            Self::Packed(_, said) => said.last(column) as usize + 1,
        }
    }

    /// The number of the value of each row; nothing where it is the place of the row.
    fn numbers(&self, column: &str) -> Option<&'t [u32]> {
        match self {
            Self::Read(_) => None,
            Self::Packed(_, said) => Some(said.numbers(column)),
        }
    }

    /// What a column says under this number.
    fn value(&self, column: &str, number: u32) -> Option<Cow<'t, Value>> {
        let of_row = |table: &'t Table, at: u32| table.rows.get(at as usize)?.cells.get(column);
        match self {
            Self::Read(table) => of_row(table, number).map(|cell| Cow::Borrowed(&cell.value)),
            // What the name of the sheet or the folder says is the same in all rows.
            Self::Packed(table, said) if !said.has(column) => of_row(table, 0).map(|cell| Cow::Borrowed(&cell.value)),
            Self::Packed(_, said) => said.value(column, number).map(Cow::Owned),
        }
    }
}
