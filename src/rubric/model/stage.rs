//! What is bounded over all sub-periods together, and what is compared within a group.

use crate::base::exact::Exact;

/// Bounds on all sub-periods together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Totals {
    /// Lowest points.
    pub floor: Option<Exact>,
    /// Highest points.
    pub cap: Option<Exact>,
}

/// How numbers are compared within a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Normalise {
    /// The method.
    pub method: Method,
    /// Whose numbers are compared.
    pub within: Within,
    /// Lowest and highest result; from 0 to 1 where the file has none, and for z-scores open.
    pub to: Option<(Exact, Exact)>,
    /// The result where the method cannot be taken.
    pub if_alone: Option<Exact>,
}

/// What is made of a number x.
#[derive(Debug, Clone, PartialEq)]
pub enum Method {
    /// (x − a) ÷ (b − a), from 0 to 1.
    Goalposts(Exact, Exact),
    /// x ÷ the highest.
    Highest,
    /// (x − lowest) ÷ (highest − lowest).
    MinMax,
    /// How many are below, equal ones by half, ÷ how many others.
    Percentile,
    /// at + spread × (x − mean) ÷ deviation.
    ZScore {
        /// The result at the mean.
        at: Exact,
        /// How much one deviation is worth.
        spread: Exact,
    },
}

/// Whose numbers are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Within {
    /// The peer group's.
    Peer,
    /// Those with one value of this group column, within the peer group.
    Group(String),
}
