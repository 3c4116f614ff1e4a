//! A whole nation of invented congresses, as four large tables a half year: `roster`, `attendance`, `suggestions` and `ballots`,
//! with the subject as a whole number from 1.
//!
//! In: how many congresses and subjects, and a seed. Out: parquet files, written piece by piece: a piece of some hundred
//! congresses at a time is in memory. Every congress has throws of its own, so that the number of threads changes nothing.

mod attendance;
mod ballots;
mod congress;
mod files;
mod suggestions;

use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::half::Half;
use super::Options;
use crate::base::threads::streamed;
use congress::Congress;
use files::{Piece, Rows, Written};

/// Subjects in a piece, as a rule: whole congresses, and a row group of each file.
const PIECE: usize = 40_000;

/// What the files hold, for the help of the command.
pub const COLUMNS: &str = "parquet: DIR/PERIOD/ with one row a line of the office's tables
  roster.parquet       subject (whole number from 1), name, congress, county, province, sex, sector, from, to (dates, mostly blank)
  attendance.parquet   subject, date, kind, status
  suggestions.parquet  number, date, subject, role, signers, state, result (one row a signer)
  ballots.parquet      subject, class, rating";

/// Writes the sample below `out` and gives the files in the order written; `told` is called with the number of congresses done,
/// and of all of them.
///
/// # Errors
/// When a folder or a file cannot be written.
pub fn write(options: &Options, out: &Path, jobs: usize, told: &mut dyn FnMut(usize, usize)) -> io::Result<Vec<PathBuf>> {
    let congresses = options.congresses.max(1);
    let all = options.subjects.unwrap_or(82 * congresses);
    let pieces = pieces(congresses, all);
    let halves = Half::run(options.periods);
    let (mut files, mut done) = (Vec::new(), 0);
    for &half in &halves {
        let folder = out.join(half.folder());
        fs::create_dir_all(&folder)?;
        let mut written = Written::begin(&folder)?;
        let shapes = written.shapes();
        let encoded = |number: usize| {
            let range = pieces.get(number).cloned().unwrap_or_default();
            let count = range.len();
            rows(range, congresses, all, half, options.seed).encode(&shapes).map(|piece| (count, piece))
        };
        streamed(pieces.len(), jobs, encoded, |piece: io::Result<(usize, Piece)>| {
            let (count, piece) = piece?;
            written.take(&piece)?;
            done += count;
            told(done, congresses * halves.len());
            Ok::<(), io::Error>(())
        })?;
        files.extend(written.finish()?);
    }
    Ok(files)
}

fn rows(range: Range<usize>, congresses: usize, all: usize, half: Half, seed: u64) -> Rows {
    let mut piece = Rows::default();
    for index in range {
        let congress = Congress::new(seed, index, congresses, all, half);
        congress.roster(&mut piece.roster);
        attendance::rows(&congress, &mut piece.attendance);
        suggestions::rows(&congress, &mut piece.suggestions);
        ballots::rows(&congress, &mut piece.ballots);
    }
    piece
}

/// Congresses of each piece.
fn pieces(congresses: usize, all: usize) -> Vec<Range<usize>> {
    let each = (PIECE * congresses / all.max(1)).clamp(1, congresses);
    (0..congresses).step_by(each).map(|start| start..congresses.min(start + each)).collect()
}
