//! Statistics that stand beside scores and never enter them: doubles are at home only here.
//!
//! In and out: plain numbers. What cannot be computed (too few values, no spread) is `None`, never a number made up.

#![expect(clippy::float_arithmetic, reason = "estimates are printed beside a score and never enter it")]

pub mod binomial;
pub mod chance;
pub mod composite;
mod counts;
pub mod draws;
pub mod interval;
pub mod mean;
pub mod moments;
pub mod outliers;
pub mod paired;
pub mod poisson;
pub mod random;
pub mod rank_sets;
pub mod ranks;
pub mod raters;
pub mod redraw;
pub mod reliability;
pub mod scale;
pub mod sensitivity;
pub mod shrinkage;
pub mod surprise;
pub mod weights;

/// A number and how far it may be off.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its standard error, in the same unit.
    pub error: f64,
}

/// A count as a double; one beyond the range of `u32` is no count of an office.
fn double(count: impl TryInto<u32>) -> Option<f64> {
    count.try_into().ok().map(f64::from)
}

/// The arithmetic mean; `None` of nothing.
fn average(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| Some(values.iter().sum::<f64>() / double(values.len())?))?
}

fn square(value: f64) -> f64 {
    value * value
}

/// Sum of squared distances from the mean.
fn squares(values: &[f64]) -> Option<f64> {
    let centre = average(values)?;
    Some(values.iter().map(|value| square(value - centre)).sum())
}

/// The standard deviation of what was drawn, with n − 1; `None` of fewer than two.
pub fn deviation(values: &[f64]) -> Option<f64> {
    variance(values).map(f64::sqrt)
}

/// Variance with n − 1; `None` of fewer than two.
fn variance(values: &[f64]) -> Option<f64> {
    if values.len() < 2 {
        return None;
    }
    Some(squares(values)? / double(values.len() - 1)?)
}

#[cfg(test)]
fn near(one: f64, other: f64, within: f64) {
    assert!((one - other).abs() <= within, "{one} is not {other}");
}
