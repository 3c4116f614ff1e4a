//! Formulas of the workbook, kept as a tree so that the text written and the value cached cannot part.
//!
//! In: cells, numbers and what is done with them. Out: the formula's text, its value as a spreadsheet would reckon it
//! in doubles, and whether that value is the engine's number. This is the only file of the floor that reckons in doubles.

#![expect(clippy::float_arithmetic, reason = "imitates what a spreadsheet does, to find out where it would not give the engine's number")]

use crate::base::exact::{Exact, RoundMode};

/// A formula.
#[derive(Debug, Clone)]
pub(super) enum Live {
    /// Another cell; without value it holds a text, which SUM passes over.
    Cell { address: String, value: Option<f64> },
    /// SUM.
    Sum(Vec<Live>),
    /// A factor of the rubric.
    Times(Exact, Box<Live>),
    /// MIN with a cap.
    AtMost(Exact, Box<Live>),
    /// MAX with a floor.
    AtLeast(Exact, Box<Live>),
    /// ROUND or ROUNDDOWN.
    Round { decimals: u32, down: bool, of: Box<Live> },
}

impl Live {
    /// The text without the equals sign.
    pub fn text(&self) -> String {
        match self {
            Self::Cell { address, .. } => address.clone(),
            Self::Sum(parts) => format!("SUM({})", parts.iter().map(Self::text).collect::<Vec<_>>().join(",")),
            Self::Times(factor, of) => format!("{}*{}", literal(factor), of.text()),
            Self::AtMost(cap, of) => format!("MIN({},{})", literal(cap), of.text()),
            Self::AtLeast(floor, of) => format!("MAX({},{})", literal(floor), of.text()),
            Self::Round { decimals, down, of } => {
                format!("{}({},{decimals})", if *down { "ROUNDDOWN" } else { "ROUND" }, of.text())
            }
        }
    }

    /// The value that a spreadsheet reckons.
    pub fn value(&self) -> f64 {
        match self {
            Self::Cell { value, .. } => value.unwrap_or(0.0),
            Self::Sum(parts) => parts.iter().map(Self::value).fold(0.0, |sum, part| sum + part),
            Self::Times(factor, of) => factor.to_f64() * of.value(),
            Self::AtMost(cap, of) => of.value().min(cap.to_f64()),
            Self::AtLeast(floor, of) => of.value().max(floor.to_f64()),
            Self::Round { decimals, down, of } => {
                let mode = if *down { RoundMode::Down } else { RoundMode::HalfUp };
                fifteen_digits(of.value()).map_or(f64::NAN, |number| number.round(*decimals, mode).to_f64())
            }
        }
    }

    /// Whether a spreadsheet gives this number. Excel and `LibreOffice` round the fifteen digits of a double: 1.005 to
    /// 1.01, though the double lies below the half. That is relied on where the double is the nearest to its fifteen
    /// digits; where adding has carried it off, rounding the double as it is must give the number too.
    pub fn gives(&self, number: &Exact) -> bool {
        let expected = number.to_f64();
        let near = |value: f64| (value - expected).abs() <= 1e-9;
        if let Self::Round { decimals, down, of } = self {
            let scale = (0..*decimals).fold(1.0_f64, |scale, _| scale * 10.0);
            let scaled = of.value() * scale;
            let bare = if *down { scaled.trunc() } else { scaled.round() };
            let nearest = fifteen_digits(of.value()).is_some_and(|digits| digits.to_f64().total_cmp(&of.value()).is_eq());
            return near(self.value()) && (nearest || near(bare / scale));
        }
        near(self.value())
    }
}

/// The fifteen significant digits that a spreadsheet shows of a double.
fn fifteen_digits(value: f64) -> Option<Exact> {
    let whole = format!("{:.0}", value.abs().trunc()).len();
    Exact::parse(&format!("{value:.places$}", places = 15_usize.saturating_sub(whole)))
}

fn literal(number: &Exact) -> String {
    let text = number.plain();
    if text.contains('/') {
        format!("({text})")
    } else {
        text
    }
}

/// Place among values, 1 for the largest, equal ones sharing it: what RANK gives.
pub(super) fn place_among(value: f64, sorted_descending: &[f64]) -> usize {
    sorted_descending.partition_point(|other| other.total_cmp(&value).is_gt()) + 1
}

/// A share that is an estimate, in percent.
pub(super) fn percent(share: f64) -> f64 {
    share * 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::parse(text).unwrap_or_default()
    }

    fn cell(value: f64) -> Live {
        Live::Cell { address: "A1".into(), value: Some(value) }
    }

    #[test]
    fn text_and_value_are_of_one_formula() {
        let sum = Live::Sum(vec![cell(7.5), cell(40.0), Live::Cell { address: "C1".into(), value: None }]);
        let live = Live::Round {
            decimals: 2,
            down: false,
            of: Box::new(Live::Times(exact("1/3"), Box::new(Live::AtMost(exact("45"), Box::new(sum))))),
        };
        assert_eq!(live.text(), "ROUND((1/3)*MIN(45,SUM(A1,A1,C1)),2)");
        assert!(live.gives(&exact("15")));
        assert!(!live.gives(&exact("15.01")));
    }

    #[test]
    fn a_half_that_doubles_miss_is_not_trusted() {
        let round = |value| Live::Round { decimals: 2, down: false, of: Box::new(cell(value)) };
        assert!(round(1.005).gives(&exact("1.01")), "below the half as a double, but every spreadsheet says 1.01");
        assert!(!round(80.475 - 2e-14).gives(&exact("80.48")), "carried off the half by adding");
        assert!(round(0.125).gives(&exact("0.13")));
        assert!(round(88.758_333_333).gives(&exact("88.76")));
        let down = Live::Round { decimals: 2, down: true, of: Box::new(cell(0.1 + 0.19)) };
        assert!(down.gives(&exact("0.29")), "0.29 × 100 lies below 29 as a double, but every spreadsheet says 0.29");
    }

    #[test]
    fn equal_values_share_a_place() {
        let totals = [90.0, 88.0, 88.0, 70.0];
        assert_eq!([90.0, 88.0, 70.0].map(|value| place_among(value, &totals)), [1, 2, 4]);
    }
}
