//! Rows of which something is to be said: they go the way of all sheets, with the rows of the roster that they name.
//!
//! In: files and numbers of rows. Out: evidence of these rows alone, its tallies, the problems, and an account of each file.

use crate::base::period::Period;
use crate::base::problem::Problem;
use crate::base::spans::Spans;
use crate::base::text::Say;
use crate::fact::evidence::{Evidence, SheetAccount};
use crate::fact::gather;
use crate::rubric::model::Rubric;
use crate::sheet::table::{Reading, Source};
use crate::sheet::{read_sheets, some_rows};
use crate::tally::{tally, Tallies};

/// What became of them.
#[derive(Debug, Default)]
pub struct Odd {
    /// The sheets, as far as they were read.
    pub reading: Reading,
    /// Whom these rows are about, and their entries.
    pub evidence: Evidence,
    /// What these rows give.
    pub tallies: Tallies,
    /// Problems; their subjects are numbers in this evidence.
    pub problems: Vec<Problem>,
}

/// Reads rows of files, by their numbers in order.
pub(super) fn read(files: &[(&Source, Vec<u32>)], rubric: &Rubric, period: &Period) -> Result<Odd, String> {
    let sheets = files.iter().map(|(source, rows)| {
        let stem = source.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let sheet = some_rows(&source.path, &stem, rows).map_err(|fault| format!("{}: {fault:?}", source.name))?;
        Ok((*source, sheet))
    });
    let reading = read_sheets(&sheets.collect::<Result<Vec<_>, String>>()?, rubric, period);
    let mut problems = reading.problems.clone();
    let evidence = gather(&reading, rubric, period, &mut problems);
    let tallies = tally(&evidence, rubric).map_err(|error| error.to_string())?;
    Ok(Odd { reading, evidence, tallies, problems })
}

/// Rows of a file that went the short way.
#[derive(Debug, Default)]
pub(super) struct Plain {
    /// Rows of the whole file.
    pub rows: usize,
    /// Rows that became evidence.
    pub counted: u64,
    /// Rows set aside, in order.
    pub aside: Vec<(Say, Vec<u32>)>,
}

impl Plain {
    /// Adds them to the account of the file's other rows.
    pub fn add_to(self, account: &mut SheetAccount) {
        account.read += self.counted + self.aside.iter().map(|(_, rows)| rows.len() as u64).sum::<u64>();
        account.counted += self.counted;
        account.seen.rows = u32::try_from(self.rows).ok().filter(|rows| *rows > 0).map(|rows| (2, rows.saturating_add(1)));
        for (why, mut rows) in self.aside {
            if rows.is_empty() {
                continue;
            }
            let others = account.set_aside.entry(why).or_default();
            rows.extend(others.runs().iter().flat_map(|(first, last)| *first..=*last));
            rows.sort_unstable();
            *others = rows.into_iter().collect::<Spans>();
        }
    }
}
