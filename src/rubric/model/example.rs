//! Worked examples of a criterion.

use super::nothing::NoValue;
use crate::base::exact::Exact;
use crate::base::period::{Day, Period};

/// A worked example.
#[derive(Debug, Clone)]
pub struct Example {
    /// What it shows.
    pub why: String,
    /// Rows.
    pub rows: Vec<ExampleRow>,
    /// Exposure of the subject; with `per` in each sub-period.
    pub exposure: Exact,
    /// Counts of the subject, by id.
    pub counts: Vec<(String, Exact)>,
    /// Measures of the others in the group, where the criterion is normalised.
    pub among: Vec<Exact>,
    /// The period; with `per` from the sub-period of the first date to that of the last, where the file has none.
    pub period: Option<Period>,
    /// What must come out.
    pub expected: Expected,
    /// Line in the file.
    pub line: u32,
}

/// What an example expects.
#[derive(Debug, Clone, PartialEq)]
pub enum Expected {
    /// Points.
    Points(Exact),
    /// A no-value.
    NoValue(NoValue),
}

/// A row of an example.
#[derive(Debug, Clone, Default)]
pub struct ExampleRow {
    /// Table that it is a row of; the first of the rule unless said.
    pub table: Option<String>,
    /// Tables in which its links find another row.
    pub linked: Linked,
    /// Words, texts and dates by column id, as written.
    pub texts: Vec<(String, String)>,
    /// Numbers by column id.
    pub numbers: Vec<(String, Exact)>,
    /// Part played.
    pub role: Option<String>,
    /// People named, those outside included; 1 unless said.
    pub signers: Option<u32>,
    /// Place among them, from 1.
    pub position: Option<u32>,
    /// How many times the row counts.
    pub n: Option<u64>,
    /// A no-value in the measure's column.
    pub blank: Option<NoValue>,
}

impl ExampleRow {
    /// Its date, where it has one.
    pub fn day(&self) -> Option<Day> {
        let (_, text) = self.texts.iter().find(|(column, _)| column == "date")?;
        Day::parse_from_str(text, "%Y-%m-%d").ok()
    }
}

/// Where the links of an example's row find another row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Linked {
    /// Nowhere.
    #[default]
    Nowhere,
    /// In every table that a link looks into.
    Everywhere,
    /// In these tables.
    In(Vec<String>),
}

impl Linked {
    /// Whether a link to this table finds another row.
    pub fn to(&self, table: &String) -> bool {
        match self {
            Self::Nowhere => false,
            Self::Everywhere => true,
            Self::In(tables) => tables.contains(table),
        }
    }
}
