//! How a measure becomes points.

use crate::base::exact::Exact;

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
    /// Its upper end as published; it is told and decides nothing.
    pub to: Option<Exact>,
    /// Points.
    pub points: Exact,
}
