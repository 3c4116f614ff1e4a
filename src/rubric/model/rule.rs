//! One scored rule: `rows of a table → where → once → split, times → measure → prorate → points → floor, cap`.

use super::example::Example;
use super::nothing::Effects;
use super::points::Points;
use super::query::Query;
use super::stage::{Normalise, Totals};
use crate::base::exact::Exact;

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
    /// The numbers of the measure in its points × exposure.
    Target,
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
    /// The count by which the measure is divided.
    pub over: Option<String>,
    /// How exposure enters.
    pub prorate: Prorate,
    /// Compares the measure within a group, after proration.
    pub normalise: Option<Normalise>,
    /// How the measure becomes points.
    pub points: Points,
    /// Lowest points.
    pub floor: Option<Exact>,
    /// Highest points.
    pub cap: Option<Exact>,
    /// Bounds on the points of all sub-periods together.
    pub totals: Totals,
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
            Points::Bands(bands) => bands.iter().flat_map(|band| band.rises_to.iter().chain([&band.points])).max().cloned(),
            Points::Judged(ranges) => ranges.iter().map(|(_, high)| high).max().cloned(),
            Points::JudgedBy { bands, .. } => bands.iter().map(|band| &band.between.1).max().cloned(),
            Points::Start { start, .. } => Some(start.clone()),
            Points::Each(_) | Points::First { .. } | Points::Target { .. } => self.cap.clone(),
        };
        of_points.filter(Exact::is_positive)
    }

    /// The same for somebody with this exposure.
    pub fn attainable_at(&self, exposure: &Exact) -> Option<Exact> {
        self.attainable().map(|full| if self.prorate == Prorate::Cap { &full * exposure } else { full })
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
    /// The count by which the measure is divided.
    pub over: Option<String>,
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
