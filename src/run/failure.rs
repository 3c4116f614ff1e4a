//! Why there is no run.

use std::fmt;

use crate::base::problem::Problem;
use crate::report::bulk::Failed;
use crate::tally::Uncounted;

/// Why there is no run.
#[derive(Debug)]
pub enum Failure {
    /// The user's files or rubric have errors that stop everything.
    Problems(Vec<Problem>),
    /// A path cannot be read.
    Io(std::io::Error),
    /// A bug.
    Internal(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problems(problems) => write!(formatter, "{} problems", problems.len()),
            Self::Io(error) => error.fmt(formatter),
            Self::Internal(why) => formatter.write_str(why),
        }
    }
}

impl std::error::Error for Failure {}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Failed> for Failure {
    fn from(error: Failed) -> Self {
        match error {
            Failed::Disk(error) => Self::Io(error),
            Failed::Book(why) => Self::Internal(why),
        }
    }
}

impl From<Uncounted> for Failure {
    fn from(error: Uncounted) -> Self {
        Self::Internal(error.to_string())
    }
}
