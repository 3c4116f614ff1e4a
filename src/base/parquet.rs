//! Parquet files that are written piece by piece: each piece a row group, encoded on any thread, written in order.
//!
//! In: columns of texts, whole numbers and days. Out: a file. It knows nothing of what they mean.

use std::io::Write;

use polars::io::parquet::write::BatchedWriter;
use polars::prelude::{Column, CompatLevel, DataFrame, DataType, NamedFrom, ParquetCompression, ParquetWriter, PolarsResult, Series};
use polars_parquet::write::{
    array_to_columns, compress, get_dtype_encoding, CompressedPage, ParquetType, StatisticsOptions, Version, WriteOptions,
};

use super::period::Day;

/// The values of a column; nothing where there is no value.
#[derive(Debug, Clone)]
pub enum Values<'a> {
    /// Texts.
    Texts(Vec<Option<&'a str>>),
    /// Whole numbers, each there.
    Numbers(Vec<u32>),
    /// Whole numbers.
    Places(Vec<Option<u32>>),
    /// Days.
    Days(Vec<Option<Day>>),
}

/// Texts one after another in one piece of memory, each there or not: what a column is made of.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    text: String,
    /// Where each ends, and whether it is there.
    ends: Vec<(usize, bool)>,
}

impl Texts {
    /// One more.
    pub fn push(&mut self, text: Option<&str>) {
        self.text.push_str(text.unwrap_or_default());
        self.ends.push((self.text.len(), text.is_some()));
    }

    /// One more, as it prints.
    pub fn print(&mut self, value: &impl std::fmt::Display) {
        // Nothing that is written into memory fails.
        let _ = std::fmt::Write::write_fmt(&mut self.text, format_args!("{value}"));
        self.ends.push((self.text.len(), true));
    }

    /// All of them, in order.
    pub fn values(&self) -> Values<'_> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|(end, _)| *end));
        let one = |(start, (end, there)): (usize, &(usize, bool))| self.text.get(start..*end).filter(|_| *there);
        Values::Texts(starts.zip(&self.ends).map(one).collect())
    }
}

/// Columns with their names, all of one length.
pub type Columns<'a> = Vec<(&'a str, Values<'a>)>;

/// A file that is being written.
pub struct Pieces<W: Write> {
    writer: BatchedWriter<W>,
    shape: Shape,
}

/// What a piece must look like.
#[derive(Clone)]
pub struct Shape {
    types: Vec<ParquetType>,
    options: WriteOptions,
}

/// A piece, encoded and compressed.
pub struct Encoded {
    rows: u64,
    columns: Vec<Vec<CompressedPage>>,
}

impl<W: Write> Pieces<W> {
    /// Begins a file with such columns, of which only names and kinds are looked at.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn begin(writer: W, columns: Columns) -> Result<Self, String> {
        let begun = || {
            let mut writer = ParquetWriter::new(writer).set_parallel(false).batched(frame(columns)?.schema())?;
            let types = writer.parquet_schema().fields().to_vec();
            let options = WriteOptions {
                statistics: StatisticsOptions::default(),
                version: Version::V1,
                compression: ParquetCompression::default().into(),
                data_page_size: None,
            };
            Ok(Self { writer, shape: Shape { types, options } })
        };
        told(begun())
    }

    /// What its pieces look like.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// Writes the next piece; one without rows leaves no trace.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn take(&mut self, piece: &Encoded) -> Result<(), String> {
        if piece.rows == 0 {
            return Ok(());
        }
        told(self.writer.write_row_group(piece.rows, &piece.columns))
    }

    /// Writes the end.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> Result<(), String> {
        told(self.writer.finish().map(|_| ()))
    }
}

impl Shape {
    /// Encodes a piece.
    ///
    /// # Errors
    /// When its columns are others than the file's.
    pub fn encode(&self, columns: Columns) -> Result<Encoded, String> {
        told(self.encoded(columns))
    }

    fn encoded(&self, columns: Columns) -> PolarsResult<Encoded> {
        let mut frame = frame(columns)?;
        frame.rechunk_mut();
        let mut encoded = Encoded { rows: frame.height() as u64, columns: Vec::new() };
        for batch in frame.iter_chunks(CompatLevel::newest(), false) {
            for (array, kind) in batch.columns().iter().zip(&self.types) {
                let encodings = get_dtype_encoding(array.dtype());
                for pages in array_to_columns(array, kind.clone(), self.options, &encodings)? {
                    let pages = pages.map(|page| Ok(compress(page?, Vec::new(), self.options.compression)?));
                    encoded.columns.push(pages.collect::<PolarsResult<_>>()?);
                }
            }
        }
        Ok(encoded)
    }
}

fn frame(columns: Columns) -> PolarsResult<DataFrame> {
    DataFrame::new_infer_height(columns.into_iter().map(|(name, values)| column(name, values)).collect::<PolarsResult<_>>()?)
}

fn column(name: &str, values: Values) -> PolarsResult<Column> {
    Ok(match values {
        Values::Texts(texts) => Column::from(Series::new(name.into(), texts)),
        Values::Numbers(numbers) => Column::from(Series::new(name.into(), numbers)),
        Values::Places(places) => Column::from(Series::new(name.into(), places)),
        Values::Days(days) => {
            let number = |day: Day| i32::try_from(day.signed_duration_since(Day::default()).num_days()).unwrap_or(i32::MAX);
            let numbers: Vec<Option<i32>> = days.into_iter().map(|day| day.map(number)).collect();
            Column::from(Series::new(name.into(), numbers).cast(&DataType::Date)?)
        }
    })
}

fn told<T>(result: PolarsResult<T>) -> Result<T, String> {
    result.map_err(|error| error.to_string())
}
