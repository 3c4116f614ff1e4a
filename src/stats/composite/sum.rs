//! Sums of which something is drawn.

/// A sum of what stays and what is drawn, held between bounds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DrawnSum {
    /// What is not drawn.
    pub rest: f64,
    /// What is drawn, and the factor with which it enters.
    pub terms: Vec<(Term, f64)>,
    /// Lowest sum.
    pub floor: Option<f64>,
    /// Highest sum.
    pub cap: Option<f64>,
}

/// Something of a sum that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// The drawn number at this place.
    Number(usize),
    /// A sum of its own, such as that of a sub-period.
    Sum(DrawnSum),
}

impl DrawnSum {
    /// The sum with these numbers drawn.
    ///
    /// ```text
    /// min(cap, max(floor, rest + Σ factor × term))
    /// ```
    pub fn value(&self, drawn: &[f64]) -> f64 {
        let sum = self.terms.iter().fold(self.rest, |sum, (term, factor)| sum + term.value(drawn) * factor);
        let sum = self.floor.map_or(sum, |floor| sum.max(floor));
        self.cap.map_or(sum, |cap| sum.min(cap))
    }
}

impl Term {
    fn value(&self, drawn: &[f64]) -> f64 {
        match self {
            Self::Number(place) => drawn.get(*place).copied().unwrap_or(0.0),
            Self::Sum(sum) => sum.value(drawn),
        }
    }
}
