//! Where a run is on its way, for showing progress.

/// A step of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Finding files.
    Find,
    /// Reading files: so many done of so many, with so many rows.
    Read {
        /// Files read.
        done: usize,
        /// Files to be read.
        of: usize,
        /// Rows of the rubric's tables that were read from them.
        rows: u64,
    },
    /// Matching people and gathering evidence.
    Gather,
    /// Counting and scoring.
    Score,
    /// Drawing so often, to tell how sure ranks are.
    Draw(u32),
    /// Writing.
    Write,
    /// Writing a workbook for each congress: so many done of so many.
    Bind {
        /// Workbooks done.
        done: usize,
        /// Workbooks to be written.
        of: usize,
    },
    /// So many rows of large files are counted, of so many.
    Count(u64, u64),
    /// So many peer groups are ranked, of so many.
    Rank(usize, usize),
    /// So many congresses of the sample are made up, of so many.
    Invent(usize, usize),
}
