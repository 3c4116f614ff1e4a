//! The steps of the way, as they are shown to whoever waits.

/// A step of the way, for showing progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Finding files.
    Find,
    /// Reading so many files.
    Read(usize),
    /// Matching people and gathering evidence.
    Gather,
    /// Counting and scoring.
    Score,
    /// So many rows of large files are counted, of so many.
    Count(u64, u64),
    /// So many peer groups are ranked, of so many.
    Rank(usize, usize),
    /// So many congresses of the sample are made up, of so many.
    Invent(usize, usize),
    /// Drawing so often, to tell how sure ranks are.
    Draw(u32),
    /// Writing.
    Write,
}
