//! A file that could not be made.

use std::fmt;

/// A file that could not be made.
#[derive(Debug)]
pub struct ReportError {
    /// Its name.
    pub file: &'static str,
    /// Why.
    pub why: String,
}

impl fmt::Display for ReportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.file, self.why)
    }
}

impl std::error::Error for ReportError {}
