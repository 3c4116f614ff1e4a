//! A sheet of the stations' workbook that the rubric puts together.

use super::query::Query;

/// Numbers of each subject, and rows that are listed below them.
#[derive(Debug, Clone)]
pub struct Summary {
    /// Id.
    pub id: String,
    /// Name, on the tab too: 培训.
    pub name: String,
    /// Counts and criteria whose numbers are shown.
    pub numbers: Vec<String>,
    /// The count or criterion that is charted.
    pub chart: Option<String>,
    /// Rows that are listed.
    pub list: Option<Listing>,
    /// What is said below.
    pub note: Option<String>,
}

/// Rows that are listed.
#[derive(Debug, Clone)]
pub struct Listing {
    /// What is said over them.
    pub name: String,
    /// Which rows.
    pub query: Query,
    /// Columns that are shown.
    pub show: Vec<String>,
}
