//! How items become totals and ranks.

use super::range::Range;
use super::stage::{Normalise, Totals};
use crate::base::exact::Exact;
use crate::base::period::Per;

/// A weighted part of the total.
#[derive(Debug, Clone)]
pub struct Dimension {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Attainable points, before the weight.
    pub full: Option<Exact>,
    /// Highest points.
    pub cap: Option<Exact>,
    /// Lowest points.
    pub floor: Option<Exact>,
    /// Factor on the clamped sum.
    pub weight: Exact,
    /// Stands outside the 100.
    pub bonus: bool,
    /// Part of the blend it belongs to.
    pub part: String,
    /// Summed, with floor and cap, in each such part of the period.
    pub per: Option<Per>,
    /// Bounds on all sub-periods together.
    pub totals: Totals,
    /// Compares the points within a group, before the weight.
    pub normalise: Option<Normalise>,
}

/// Points given to everyone who meets the conditions.
#[derive(Debug, Clone)]
pub struct Base {
    /// Points.
    pub points: Exact,
    /// All must hold.
    pub conditions: Vec<Condition>,
    /// Part they are added to.
    pub part: String,
}

/// A part of the blend.
#[derive(Debug, Clone)]
pub struct Part {
    /// Id; `total` where the file has no parts.
    pub id: String,
    /// Name.
    pub name: String,
    /// Weight.
    pub weight: Exact,
    /// Compares the points within a group, before the blend.
    pub normalise: Option<Normalise>,
}

/// How parts become the total.
#[derive(Debug, Clone, Copy)]
pub struct Blend {
    /// Whether the file has parts.
    pub declared: bool,
    /// What a part without value does.
    pub missing: Missing,
}

/// What a part without value does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// An error.
    Refuse,
    /// Counts 0.
    Zero,
    /// Its weight is spread over the others.
    Renormalise,
}

/// What a condition looks at.
#[derive(Debug, Clone, PartialEq)]
pub enum Of {
    /// A count.
    Count(String),
    /// A criterion's points.
    Criterion(String),
    /// A dimension's points after its weight.
    Dimension(String),
    /// A part's points.
    Part(String),
    /// The total, rounded or exact as grades look at it.
    Total,
    /// Exposure.
    Exposure,
    /// A roster column.
    Column(String),
    /// A veto, or any.
    Veto(Option<String>),
    /// The grade.
    Grade,
    /// The rank in the peer group.
    Rank,
    /// That rank ÷ how many are ranked there.
    RankShare,
    /// Whether it is proposed.
    Selected,
}

/// In which periods a condition must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Periods {
    /// In this one.
    This,
    /// In so many, this one the last.
    Running(u64),
    /// In so many before this one.
    Earlier(u64),
}

impl Periods {
    /// How many earlier periods it looks at.
    pub fn before(self) -> u64 {
        match self {
            Self::This => 0,
            Self::Running(number) => number.saturating_sub(1),
            Self::Earlier(number) => number,
        }
    }
}

/// How it is compared.
#[derive(Debug, Clone, PartialEq)]
pub enum Comparison {
    /// In this range.
    Range(Box<Range>),
    /// It has no value.
    Missing,
    /// One of these.
    Is(Vec<String>),
    /// None of these.
    IsNot(Vec<String>),
    /// It holds (vetoes).
    Holds,
}

/// Something that holds of a subject or does not.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// What is looked at.
    pub of: Of,
    /// The count that it is divided by.
    pub over: Option<String>,
    /// How it is compared.
    pub comparison: Comparison,
    /// In which periods.
    pub periods: Periods,
    /// Reason to print.
    pub reason: Option<String>,
}

/// A veto, or a minimum duty.
#[derive(Debug, Clone)]
pub struct Veto {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Clause.
    pub clause: String,
    /// The condition.
    pub condition: Condition,
    /// Strikes when the condition does not hold (`unless`).
    pub unless: bool,
    /// What it does.
    pub effect: VetoEffect,
}

/// What a veto does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VetoEffect {
    /// The last grade.
    LowestGrade,
    /// The total becomes 0.
    Zero,
    /// Listed without rank.
    Exclude,
    /// Not to be selected.
    BarSelection,
    /// Ranked, without a grade.
    NoGrade,
    /// At best this grade.
    GradeAtMost(String),
}

/// Ties and lists.
#[derive(Debug, Clone)]
pub struct Standing {
    /// How equal ranks are counted.
    pub ties: Ties,
    /// What decides between equal totals, in turn.
    pub tie_breaks: Vec<TieBreak>,
    /// Listed without rank when one holds.
    pub list_if: Vec<Condition>,
    /// Which of one person's mandates are ranked.
    pub mandates: Mandates,
}

/// Which of one person's mandates in a run are ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mandates {
    /// Each of them.
    Each,
    /// The one with the higher total.
    Highest,
}

/// How equal ranks are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// 1, 2, 2, 4.
    Shared,
    /// 1, 2, 2, 3.
    Dense,
}

/// A key that decides between equal totals, higher first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TieBreak {
    /// A criterion's points.
    Criterion(String),
    /// A dimension's points.
    Dimension(String),
    /// A part's points.
    Part(String),
    /// A count.
    Count(String),
}

impl TieBreak {
    /// What a condition that looks at the same number looks at.
    pub fn of(&self) -> Of {
        match self.clone() {
            Self::Criterion(id) => Of::Criterion(id),
            Self::Dimension(id) => Of::Dimension(id),
            Self::Part(id) => Of::Part(id),
            Self::Count(id) => Of::Count(id),
        }
    }
}
