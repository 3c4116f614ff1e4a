//! Between what a change lies, for a reader who must not take noise for a rise.

use crate::base::exact::Exact;

/// Ends of an interval as decimals of six places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval {
    /// Lower end.
    pub low: Exact,
    /// Upper end.
    pub high: Exact,
}

impl Interval {
    /// Of these ends.
    pub(super) fn of((low, high): (f64, f64)) -> Option<Self> {
        let decimal = |number: f64| Exact::parse(&format!("{number:.6}"));
        Some(Self { low: decimal(low)?, high: decimal(high)? })
    }

    /// Whether it lies clear of nothing.
    pub fn is_clear(&self) -> bool {
        self.is_up() || self.is_down()
    }

    /// Whether all of it is a rise.
    pub fn is_up(&self) -> bool {
        self.low.is_positive()
    }

    /// Whether all of it is a fall.
    pub fn is_down(&self) -> bool {
        self.high.is_negative()
    }
}
