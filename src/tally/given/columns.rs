//! The rows of a Parquet file. The only file here that knows polars.

use std::fs::File;
use std::path::Path;

use polars::prelude::{DataFrame, DataType, Int64Chunked, ParquetReader, PolarsError, SerReader, StringChunked};

use super::records::{record, Cells, COLUMNS};
use super::{Record, Refused};

/// A column of texts or of whole numbers.
enum Column<'f> {
    Texts(&'f StringChunked),
    Numbers(Int64Chunked),
}

struct Row<'f> {
    columns: &'f [Column<'f>],
    number: usize,
}

impl Cells for Row<'_> {
    fn text(&self, column: usize) -> &str {
        match self.columns.get(column) {
            Some(Column::Texts(texts)) => texts.get(self.number).unwrap_or_default(),
            Some(Column::Numbers(_)) | None => "",
        }
    }

    fn whole(&self, column: usize) -> Option<i128> {
        match self.columns.get(column)? {
            Column::Texts(texts) => texts.get(self.number)?.parse().ok(),
            Column::Numbers(numbers) => numbers.get(self.number).map(i128::from),
        }
    }
}

/// Hands over each row.
pub(super) fn each(path: &Path, take: &mut dyn FnMut(Record) -> Result<(), Refused>) -> Result<(), Refused> {
    let unreadable = |error: PolarsError| Refused::Unreadable(error.to_string());
    let file = File::open(path).map_err(|error| Refused::Unreadable(error.to_string()))?;
    let frame = ParquetReader::new(file).finish().map_err(unreadable)?;
    let frame = frame.align_chunks_done();
    let columns = COLUMNS.into_iter().map(|name| column(&frame, name)).collect::<Result<Vec<Column>, Refused>>()?;
    for number in 0..frame.height() {
        take(record(&Row { columns: &columns, number }, number as u64 + 1)?)?;
    }
    Ok(())
}

fn column<'f>(frame: &'f DataFrame, name: &'static str) -> Result<Column<'f>, Refused> {
    let wrong = |_: PolarsError| Refused::Column(name);
    let found = frame.column(name).map_err(wrong)?;
    if found.dtype().is_integer() {
        let numbers = found.cast(&DataType::Int64).map_err(wrong)?;
        return Ok(Column::Numbers(numbers.i64().map_err(wrong)?.clone()));
    }
    if *found.dtype() == DataType::Null {
        let texts = found.cast(&DataType::Int64).map_err(wrong)?;
        return Ok(Column::Numbers(texts.i64().map_err(wrong)?.clone()));
    }
    Ok(Column::Texts(found.str().map_err(wrong)?))
}

/// One chunk a column, so that a row is found at once.
trait OneChunk {
    fn align_chunks_done(self) -> Self;
}

impl OneChunk for DataFrame {
    fn align_chunks_done(mut self) -> Self {
        self.rechunk_mut();
        self
    }
}
