//! The rows of a piece by column, and the four files.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use crate::base::parquet::{Columns, Encoded, Pieces, Shape, Values};
use crate::base::whole::Pending;

/// Rows of `roster.parquet`.
#[derive(Default)]
pub(super) struct RosterRows {
    pub subject: Vec<u32>,
    pub name: Vec<String>,
    pub congress: Vec<String>,
    pub county: Vec<String>,
    pub province: Vec<String>,
    pub sex: Vec<&'static str>,
    pub sector: Vec<&'static str>,
    pub from: Vec<Option<NaiveDate>>,
    pub to: Vec<Option<NaiveDate>>,
}

/// Rows of `attendance.parquet`.
#[derive(Default)]
pub(super) struct AttendanceRows {
    pub subject: Vec<u32>,
    pub date: Vec<NaiveDate>,
    pub kind: Vec<&'static str>,
    pub status: Vec<&'static str>,
}

/// Rows of `suggestions.parquet`.
#[derive(Default)]
pub(super) struct SuggestionRows {
    pub number: Vec<u32>,
    pub date: Vec<NaiveDate>,
    pub subject: Vec<u32>,
    pub role: Vec<&'static str>,
    pub signers: Vec<u32>,
    pub state: Vec<&'static str>,
    pub result: Vec<Option<&'static str>>,
}

/// Rows of `ballots.parquet`.
#[derive(Default)]
pub(super) struct BallotRows {
    pub subject: Vec<u32>,
    pub class: Vec<&'static str>,
    pub rating: Vec<&'static str>,
}

/// The rows of a piece.
#[derive(Default)]
pub(super) struct Rows {
    pub roster: RosterRows,
    pub attendance: AttendanceRows,
    pub suggestions: SuggestionRows,
    pub ballots: BallotRows,
}

/// A row group for each file.
pub(super) type Piece = Vec<Encoded>;

const NAMES: [&str; 4] = ["roster", "attendance", "suggestions", "ballots"];

impl Rows {
    /// Encoded for the files.
    pub fn encode(&self, shapes: &[Shape]) -> io::Result<Piece> {
        shapes.iter().zip(self.columns()).map(|(shape, columns)| shape.encode(columns).map_err(io::Error::other)).collect()
    }

    /// The columns of each file, in the order of their names.
    fn columns(&self) -> [Columns<'_>; 4] {
        let Self { roster, attendance, suggestions, ballots } = self;
        [
            vec![
                ("subject", Values::Numbers(roster.subject.clone())),
                ("name", texts(&roster.name)),
                ("congress", texts(&roster.congress)),
                ("county", texts(&roster.county)),
                ("province", texts(&roster.province)),
                ("sex", words(&roster.sex)),
                ("sector", words(&roster.sector)),
                ("from", Values::Days(roster.from.clone())),
                ("to", Values::Days(roster.to.clone())),
            ],
            vec![
                ("subject", Values::Numbers(attendance.subject.clone())),
                ("date", days(&attendance.date)),
                ("kind", words(&attendance.kind)),
                ("status", words(&attendance.status)),
            ],
            vec![
                ("number", Values::Numbers(suggestions.number.clone())),
                ("date", days(&suggestions.date)),
                ("subject", Values::Numbers(suggestions.subject.clone())),
                ("role", words(&suggestions.role)),
                ("signers", Values::Numbers(suggestions.signers.clone())),
                ("state", words(&suggestions.state)),
                ("result", Values::Texts(suggestions.result.clone())),
            ],
            vec![
                ("subject", Values::Numbers(ballots.subject.clone())),
                ("class", words(&ballots.class)),
                ("rating", words(&ballots.rating)),
            ],
        ]
    }
}

fn texts(texts: &[String]) -> Values<'_> {
    Values::Texts(texts.iter().map(|text| Some(text.as_str())).collect())
}

fn words<'a>(words: &[&'a str]) -> Values<'a> {
    Values::Texts(words.iter().map(|word| Some(*word)).collect())
}

fn days(days: &[NaiveDate]) -> Values<'static> {
    Values::Days(days.iter().map(|day| Some(*day)).collect())
}

/// Files that are being written.
pub(super) struct Written {
    files: Vec<(Place, Pieces<Watched>)>,
}

/// Where a file will stand, and why it cannot be written.
struct Place {
    pending: Pending,
    refused: Arc<OnceLock<io::ErrorKind>>,
}

/// A file that notes why it cannot be written, as a writer of parquet tells it in words alone.
struct Watched {
    file: File,
    refused: Arc<OnceLock<io::ErrorKind>>,
}

impl Write for Watched {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes).inspect_err(|error| {
            self.refused.get_or_init(|| error.kind());
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Place {
    fn about(&self, why: &str) -> io::Error {
        let kind = self.refused.get().copied().unwrap_or(io::ErrorKind::Other);
        io::Error::new(kind, format!("{}: {why}", self.pending.target().display()))
    }
}

impl Written {
    /// Begins the four files.
    pub fn begin(folder: &Path) -> io::Result<Self> {
        let empty = Rows::default();
        let begun = NAMES.iter().zip(empty.columns()).map(|(name, columns)| {
            let place = Place { pending: Pending::begin(&folder.join(format!("{name}.parquet")))?, refused: Arc::default() };
            let watched = Watched { file: place.pending.file()?, refused: Arc::clone(&place.refused) };
            let pieces = Pieces::begin(watched, columns).map_err(|why| place.about(&why))?;
            Ok((place, pieces))
        });
        Ok(Self { files: begun.collect::<io::Result<_>>()? })
    }

    /// What the pieces of each file look like.
    pub fn shapes(&self) -> Vec<Shape> {
        self.files.iter().map(|(_, pieces)| pieces.shape().clone()).collect()
    }

    /// Writes a piece: a row group of each file that has rows in it.
    pub fn take(&mut self, piece: &Piece) -> io::Result<()> {
        self.files.iter_mut().zip(piece).try_for_each(|((place, pieces), piece)| pieces.take(piece).map_err(|why| place.about(&why)))
    }

    /// Ends the files; they stand under their names when all are whole.
    pub fn finish(self) -> io::Result<Vec<PathBuf>> {
        let ended = self.files.into_iter().map(|(place, pieces)| pieces.finish().map_err(|why| place.about(&why)).map(|()| place.pending));
        ended.collect::<io::Result<Vec<Pending>>>()?.into_iter().map(Pending::finish).collect()
    }
}
