//! A slice of a parquet file, column by column. The only file of this floor that knows polars.
//!
//! In: a path. Out: whole numbers, days and codes of values. It knows no rubric.

use std::fs::File as Open;
use std::path::{Path, PathBuf};

use polars::prelude::{Column, DataFrame, DataType, FileMetadataRef, ParallelStrategy, ParquetReader, PolarsResult, SerReader};

use super::codes::Coder;
use crate::base::period::Day;
use crate::sheet::RawCell;

/// Rows of a slice, at most.
const MOST_ROWS: usize = 1 << 20;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// Whole numbers.
    Numbers,
    /// Texts.
    Texts,
    /// Days.
    Days,
    /// Something else.
    Others,
}

/// A file, opened as far as its footer.
pub(super) struct Footer {
    path: PathBuf,
    metadata: FileMetadataRef,
    /// Names and kinds of its columns.
    pub columns: Vec<(String, Holds)>,
    /// First row, from 0, and number of rows of each slice.
    pub slices: Vec<(usize, usize)>,
}

/// No key, or none that a subject can have.
pub(super) const NO_KEY: u32 = u32::MAX;
/// No day.
pub(super) const NO_DAY: i32 = i32::MIN;

impl Footer {
    /// Opens a file.
    pub fn open(path: &Path) -> Result<Self, String> {
        told(Self::opened(path))
    }

    fn opened(path: &Path) -> PolarsResult<Self> {
        let mut reader = ParquetReader::new(Open::open(path)?);
        let metadata = reader.get_metadata()?.clone();
        let empty = reader.with_slice(Some((0, 0))).finish()?;
        let columns = empty.columns().iter().map(|column| (column.name().to_string(), holds(column.dtype()))).collect();
        let (mut slices, mut start) = (Vec::new(), 0);
        for group in &metadata.row_groups {
            let end = start + group.num_rows();
            while start < end {
                let rows = (end - start).min(MOST_ROWS);
                slices.push((start, rows));
                start += rows;
            }
        }
        Ok(Self { path: path.to_owned(), metadata, columns, slices })
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.slices.last().map_or(0, |(start, rows)| start + rows)
    }

    /// Reads columns, by number, of a slice.
    pub fn slice(&self, slice: (usize, usize), columns: &[usize]) -> Result<Batch, String> {
        let read = || {
            let mut reader = ParquetReader::new(Open::open(&self.path)?);
            reader.set_metadata(self.metadata.clone());
            let reader = reader.read_parallel(ParallelStrategy::None).with_projection(Some(columns.to_vec())).with_slice(Some(slice));
            let frame = reader.finish()?;
            // In the order in which they were asked for.
            let named = columns.iter().filter_map(|column| self.columns.get(*column)).map(|(name, _)| name.as_str());
            frame.select(named).map(Batch)
        };
        told(read())
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else polars holds goes the way of sheets")]
fn holds(kind: &DataType) -> Holds {
    match kind {
        DataType::String => Holds::Texts,
        DataType::Date => Holds::Days,
        kind if kind.is_integer() && !matches!(kind, DataType::UInt64 | DataType::Int128) => Holds::Numbers,
        _ => Holds::Others,
    }
}

/// Columns of a slice, by the place in which they were asked for.
pub(super) struct Batch(DataFrame);

impl Batch {
    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.0.height()
    }

    fn column(&self, at: usize) -> PolarsResult<&Column> {
        self.0.columns().get(at).ok_or_else(|| polars::prelude::PolarsError::NoData("a column".into()))
    }

    /// Keys of subjects.
    pub fn keys(&self, at: usize) -> Result<Vec<u32>, String> {
        let read = || {
            let column = self.column(at)?;
            let mut keys = Vec::with_capacity(self.rows());
            if *column.dtype() == DataType::UInt32 {
                for array in column.u32()?.downcast_iter() {
                    match array.validity() {
                        None => keys.extend_from_slice(array.values()),
                        Some(_) => keys.extend(array.iter().map(|key| key.copied().unwrap_or(NO_KEY))),
                    }
                }
            } else {
                let whole = |key: Option<i64>| key.and_then(|key| u32::try_from(key).ok()).unwrap_or(NO_KEY);
                keys.extend(column.cast(&DataType::Int64)?.i64()?.iter().map(whole));
            }
            Ok(keys)
        };
        told(read())
    }

    /// Days from 1970.
    pub fn days(&self, at: usize) -> Result<Vec<i32>, String> {
        let read = || {
            let mut days = Vec::with_capacity(self.rows());
            for array in self.column(at)?.to_physical_repr().i32()?.downcast_iter() {
                match array.validity() {
                    None => days.extend_from_slice(array.values()),
                    Some(_) => days.extend(array.iter().map(|day| day.copied().unwrap_or(NO_DAY))),
                }
            }
            Ok(days)
        };
        told(read())
    }

    /// The code of each value of a column.
    pub fn codes(&self, at: usize, coder: &mut Coder, found: &mut Vec<u16>) -> Result<(), String> {
        found.clear();
        found.reserve(self.rows());
        let mut read = || {
            let column = self.column(at)?;
            match holds(column.dtype()) {
                Holds::Texts => {
                    let blanks = column.null_count() > 0;
                    for array in column.str()?.downcast_iter() {
                        for (row, view) in array.views().iter().enumerate() {
                            found.push(if blanks && array.get(row).is_none() {
                                coder.blank()
                            } else if view.is_inline() {
                                coder.short(view.as_u128(), || array.value(row))
                            } else {
                                coder.text(array.value(row))
                            });
                        }
                    }
                }
                Holds::Days => {
                    let day = |day: i32| Day::from_num_days_from_ce_opt(day.saturating_add(719_163)).map(RawCell::Date);
                    for days in column.to_physical_repr().i32()?.iter() {
                        found.push(match days {
                            Some(days) => coder.number(i64::from(days), || day(days)),
                            None => coder.blank(),
                        });
                    }
                }
                Holds::Numbers | Holds::Others => {
                    for number in column.cast(&DataType::Int64)?.i64()?.iter() {
                        found.push(match number {
                            Some(number) => coder.number(number, || Some(RawCell::Text(number.to_string()))),
                            None => coder.blank(),
                        });
                    }
                }
            }
            Ok(())
        };
        told(read())
    }

    /// Each text of a column.
    pub fn texts(&self, at: usize) -> Result<impl Iterator<Item = Option<&str>>, String> {
        told(self.column(at).and_then(|column| Ok(column.str()?.iter())))
    }
}

fn told<T>(result: PolarsResult<T>) -> Result<T, String> {
    result.map_err(|error| error.to_string())
}
