//! One scored rule: `rows of a table → where → once → split, times → measure → prorate → points → floor, cap`.

use crate::base::exact::Exact;

/// Four kinds of nothing; they are different and never become zero by accident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoValue {
    /// The duty did not apply.
    NotRequired,
    /// Approved leave.
    Excused,
    /// Before the by-election, after leaving, suspended.
    NotInOffice,
    /// Nobody wrote it down.
    NotRecorded,
}

impl NoValue {
    /// All four, in the order in which they are told.
    pub const ALL: [Self; 4] = [Self::NotRequired, Self::Excused, Self::NotInOffice, Self::NotRecorded];

    /// `not-required`, …
    pub fn id(self) -> &'static str {
        match self {
            Self::NotRequired => "not-required",
            Self::Excused => "excused",
            Self::NotInOffice => "not-in-office",
            Self::NotRecorded => "not-recorded",
        }
    }
}

/// What a no-value does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// 0 points.
    Zero,
    /// The attainable points.
    Full,
    /// No points, nothing else changes.
    Skip,
    /// Left out of what could be attained too.
    Renormalise,
    /// An error.
    Refuse,
}

/// The effect of each no-value.
#[derive(Debug, Clone, Copy)]
pub struct Effects {
    /// Not required.
    pub not_required: Effect,
    /// Excused.
    pub excused: Effect,
    /// Not in office.
    pub not_in_office: Effect,
    /// Not recorded.
    pub not_recorded: Effect,
}

impl Effects {
    /// What this no-value does.
    pub fn of(&self, kind: NoValue) -> Effect {
        match kind {
            NoValue::NotRequired => self.not_required,
            NoValue::Excused => self.excused,
            NoValue::NotInOffice => self.not_in_office,
            NoValue::NotRecorded => self.not_recorded,
        }
    }
}

/// Which rows are taken and what number is got from them.
#[derive(Debug, Clone)]
pub struct Query {
    /// Tables.
    pub from: Vec<String>,
    /// Conditions on rows; all must hold.
    pub filters: Vec<Filter>,
    /// Of rows that agree, one stays.
    pub once: Option<Once>,
    /// Share of a joint item.
    pub split: Option<Split>,
    /// Factors by word.
    pub times: Vec<Times>,
    /// The number got.
    pub measure: Measure,
    /// What no row at all means.
    pub no_rows: NoRows,
    /// What too few ballots mean.
    pub few: NoValue,
}

/// A condition on one column; `role` stands for the part played.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// Column id.
    pub column: String,
    /// What must hold.
    pub test: FilterTest,
}

/// What must hold of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum FilterTest {
    /// One of these words.
    Is(Vec<String>),
    /// None of these words; a blank passes.
    IsNot(Vec<String>),
    /// A number in `[at least, below)`; a blank fails.
    Number {
        /// Lowest.
        at_least: Option<Exact>,
        /// First above.
        below: Option<Exact>,
    },
    /// There is a value, or there is none.
    Present(bool),
}

/// Of a subject's rows that agree in these columns the one with the largest factor stays.
#[derive(Debug, Clone)]
pub struct Once {
    /// Columns; empty: one row in the period.
    pub per: Vec<String>,
}

/// The share of a joint item that a signer gets.
#[derive(Debug, Clone, PartialEq)]
pub enum Split {
    /// The lead all, others nothing.
    LeadOnly,
    /// Everyone all.
    EachFull,
    /// 1 ÷ signers each.
    Equal,
    /// The lead this share, the others equal shares of the rest.
    LeadAndRest {
        /// The lead's share.
        lead: Exact,
        /// Those named after this many get nothing.
        most: Option<u32>,
    },
    /// Fixed factors.
    Pair {
        /// The lead's.
        lead: Exact,
        /// Each other's.
        joint: Exact,
        /// Those named after this many get nothing.
        most: Option<u32>,
    },
}

/// Factors by the word in a column (or by `role`).
#[derive(Debug, Clone)]
pub struct Times {
    /// Column id or `role`.
    pub column: String,
    /// Factor of each word.
    pub factors: Vec<(String, Exact)>,
    /// Factor of words not listed, and of a blank.
    pub otherwise: Option<Exact>,
}

/// The number got from the rows.
#[derive(Debug, Clone)]
pub enum Measure {
    /// Σ n × factor.
    Count,
    /// Σ n × number × factor.
    Sum(String),
    /// How many different texts.
    Distinct(String),
    /// A share of rows by word.
    Share(Share),
    /// Mean of numbers.
    Mean {
        /// Number column.
        column: String,
        /// Least number of rows.
        minimum: u64,
    },
    /// Mean of the values of words.
    Rating {
        /// Word column.
        column: String,
        /// Value of each word.
        values: Vec<(String, Exact)>,
        /// Words not counted.
        not_counted: Vec<String>,
        /// Least number of rows counted.
        minimum: u64,
    },
    /// The number in the subject's only row.
    Value(String),
}

/// Σ n × credit ÷ Σ n.
#[derive(Debug, Clone)]
pub struct Share {
    /// Word column.
    pub column: String,
    /// Credit of each word in the denominator.
    pub credit: Vec<(String, Exact)>,
    /// Words that leave the denominator as excused.
    pub excused: Vec<String>,
    /// Words that leave it as not required.
    pub not_required: Vec<String>,
}

/// What it means when a subject has no row at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoRows {
    /// The number 0.
    Zero,
    /// No value.
    NoValue(NoValue),
}

/// How exposure enters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prorate {
    /// Not at all.
    No,
    /// Measure ÷ exposure.
    Measure,
    /// Points × exposure.
    Points,
    /// Cap and attainable × exposure.
    Cap,
}

/// How a measure becomes points.
#[derive(Debug, Clone, PartialEq)]
pub enum Points {
    /// m × each.
    Each(Exact),
    /// The first ones at one rate, further ones at another.
    First {
        /// How many.
        count: Exact,
        /// Points of each of them.
        points: Exact,
        /// Points of each further one.
        then: Exact,
    },
    /// Points at a target, more or fewer for each step off it.
    Target {
        /// The target.
        target: Exact,
        /// Points there.
        at: Exact,
        /// Points for each one above.
        step: Exact,
        /// Points off for each one below.
        step_down: Exact,
    },
    /// A linear share up to the number needed.
    Needed {
        /// Number needed.
        needed: Exact,
        /// Points there.
        full: Exact,
    },
    /// full × m ÷ of.
    Full {
        /// Points.
        full: Exact,
        /// Measure that earns them.
        of: Exact,
    },
    /// All or nothing.
    AllOrNothing {
        /// Points.
        points: Exact,
        /// Least measure.
        at_least: Exact,
    },
    /// The first band whose `from` is not above m.
    Bands(Vec<Band>),
    /// m itself, which lies within.
    Judged {
        /// Lowest.
        low: Exact,
        /// Highest.
        high: Exact,
    },
}

/// A half-open band.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Least measure; none for the last band.
    pub from: Option<Exact>,
    /// Points.
    pub points: Exact,
}

/// One scored rule.
#[derive(Debug, Clone)]
pub struct Criterion {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Clause of the regulation.
    pub clause: String,
    /// Dimension id.
    pub dimension: String,
    /// Rows and measure.
    pub query: Query,
    /// How exposure enters.
    pub prorate: Prorate,
    /// How the measure becomes points.
    pub points: Points,
    /// Lowest points.
    pub floor: Option<Exact>,
    /// Highest points.
    pub cap: Option<Exact>,
    /// What a no-value does.
    pub effects: Effects,
    /// Worked examples.
    pub examples: Vec<Example>,
}

impl Criterion {
    /// The points that could be attained; none for deductions and uncapped items.
    pub fn attainable(&self) -> Option<Exact> {
        let of_points = match &self.points {
            Points::Full { full, .. } | Points::Needed { full, .. } => Some(full.clone()),
            Points::AllOrNothing { points, .. } => Some(points.clone()),
            Points::Bands(bands) => bands.iter().map(|band| band.points.clone()).max(),
            Points::Judged { high, .. } => Some(high.clone()),
            Points::Each(_) | Points::First { .. } | Points::Target { .. } => self.cap.clone(),
        };
        of_points.filter(Exact::is_positive)
    }
}

/// A number that only rules refer to.
#[derive(Debug, Clone)]
pub struct Count {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Rows and measure.
    pub query: Query,
}

/// A figure of the report: over all source rows, each once.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Rows and measure.
    pub query: Query,
}

/// A worked example.
#[derive(Debug, Clone)]
pub struct Example {
    /// What it shows.
    pub why: String,
    /// Rows.
    pub rows: Vec<ExampleRow>,
    /// Exposure of the subject.
    pub exposure: Exact,
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
