//! The steps of a run.

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
    /// Drawing so often, to tell how sure ranks are.
    Draw(u32),
    /// Writing.
    Write,
}
