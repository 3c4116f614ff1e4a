//! Exact rational numbers: the only numbers that the official score is made of.
//!
//! In: decimals and fractions as text. Out: reduced fractions, and decimals rounded once.
//! The module does not know what the numbers mean. Small ones, nearly all of them, are two machine integers; larger ones are of
//! any size (`docs/decisions/0009-numbers.md`).

mod operators;
mod small;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::fmt;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

use small::Small;

/// How a number is rounded to its last decimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundMode {
    /// Half away from zero: 0.125 → 0.13, −0.125 → −0.13.
    HalfUp,
    /// Half to the even neighbour: 0.125 → 0.12.
    HalfEven,
    /// Toward zero: 0.129 → 0.12.
    Down,
}

/// A reduced fraction of whole numbers of any size.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Exact(Number);

/// Small wherever both fit, so that equal numbers are the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Number {
    Small(Small),
    Big(Box<BigRational>),
}

impl Exact {
    /// 0.
    pub const fn zero() -> Self {
        Self(Number::Small(Small::ZERO))
    }

    /// 1.
    pub const fn one() -> Self {
        Self(Number::Small(Small::ONE))
    }

    /// `numerator / denominator`; `None` when the denominator is 0.
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Self> {
        (denominator != 0).then(|| Self::reduced(i128::from(numerator), i128::from(denominator)))
    }

    /// A fixed-point number: `units` × 10^−`decimals`.
    pub fn fixed(units: i64, decimals: u32) -> Self {
        Self::fixed_sum(i128::from(units), decimals)
    }

    /// Reads `12`, `-0.75`, `1_000.5` or `1/3`. No exponents.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().replace('_', "");
        if let Some((numerator, denominator)) = text.split_once('/') {
            let bottom = Self::decimal(denominator.trim())?;
            return (!bottom.is_zero()).then(|| Self::decimal(numerator.trim()).map(|top| top / bottom))?;
        }
        Self::decimal(&text)
    }

    fn decimal(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let only_digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
        if whole.is_empty() && decimals.is_empty() || !only_digits(whole) || !only_digits(decimals) {
            return None;
        }
        let units: BigInt = format!("{whole}{decimals}").parse().ok()?;
        let value = Self::of(BigRational::new(units, power_of_ten(u32::try_from(decimals.len()).ok()?)));
        Some(if negative { -value } else { value })
    }

    /// A fixed-point sum: `units` × 10^−`decimals`.
    pub fn fixed_sum(units: i128, decimals: u32) -> Self {
        match 10_i128.checked_pow(decimals) {
            Some(scale) => Self::reduced(units, scale),
            None => Self::of(BigRational::new(units.into(), power_of_ten(decimals))),
        }
    }

    /// The reduced fraction; the denominator is not 0.
    fn reduced(numerator: i128, denominator: i128) -> Self {
        match Small::reduced(numerator, denominator) {
            Some(small) => Self(Number::Small(small)),
            None => Self::of(BigRational::new(numerator.into(), denominator.into())),
        }
    }

    /// A number of any size, kept small where it is.
    fn of(number: BigRational) -> Self {
        let small = number.numer().to_i64().zip(number.denom().to_i64()).and_then(|(top, bottom)| Small::of_reduced(top, bottom));
        Self(small.map_or_else(|| Number::Big(Box::new(number)), Number::Small))
    }

    fn big(&self) -> BigRational {
        match &self.0 {
            Number::Small(small) => BigRational::new_raw(small.top().into(), small.bottom().into()),
            Number::Big(number) => (**number).clone(),
        }
    }

    /// Both in machine integers where they and the result fit, else as numbers of any size.
    fn with(&self, other: &Self, small: fn(Small, Small) -> Option<Small>, big: fn(BigRational, BigRational) -> BigRational) -> Self {
        if let (Number::Small(one), Number::Small(two)) = (&self.0, &other.0) {
            if let Some(result) = small(*one, *two) {
                return Self(Number::Small(result));
            }
        }
        Self::of(big(self.big(), other.big()))
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        matches!(&self.0, Number::Small(small) if small.top() == 0)
    }

    /// Whether it is below 0.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Number::Small(small) => small.top() < 0,
            Number::Big(number) => number.is_negative(),
        }
    }

    /// Whether it is above 0.
    pub fn is_positive(&self) -> bool {
        !self.is_zero() && !self.is_negative()
    }

    /// The quotient, or `None` when `other` is 0.
    pub fn over(&self, other: &Self) -> Option<Self> {
        (!other.is_zero()).then(|| self / other)
    }

    /// Rounded to `decimals` places.
    #[must_use]
    pub fn round(&self, decimals: u32, mode: RoundMode) -> Self {
        if let Some((units, scale)) = self.small().and_then(|small| small.rounded(decimals, mode)) {
            return Self::reduced(units, scale);
        }
        Self::of(BigRational::new(self.units(decimals, mode), power_of_ten(decimals)))
    }

    fn small(&self) -> Option<Small> {
        match &self.0 {
            Number::Small(small) => Some(*small),
            Number::Big(_) => None,
        }
    }

    /// The number of units of the last place, rounded.
    fn units(&self, decimals: u32, mode: RoundMode) -> BigInt {
        round_whole(&(self.big() * BigRational::from_integer(power_of_ten(decimals))), mode)
    }

    /// The square root, rounded half up to `decimals` places; 0 of numbers below 0.
    #[must_use]
    pub fn square_root(&self, decimals: u32) -> Self {
        // Half up is the floor of √n + ½, and so of (√4n + 1) ÷ 2, n the number in units of the last place, squared.
        let scaled = self.big() * BigRational::from_integer(power_of_ten(2 * decimals) * 4i32);
        let doubled = scaled.floor().to_integer().max(BigInt::zero()).sqrt();
        Self::of(BigRational::new((doubled + 1i32).div_floor(&2i32.into()), power_of_ten(decimals)))
    }

    /// The whole number below or equal.
    #[must_use]
    pub fn floor(&self) -> Self {
        Self::of(self.big().floor())
    }

    /// The whole number above or equal.
    #[must_use]
    pub fn ceil(&self) -> Self {
        Self::of(self.big().ceil())
    }

    /// As a whole number, where it is one and fits.
    pub fn to_whole(&self) -> Option<i64> {
        match &self.0 {
            Number::Small(small) => (small.bottom() == 1).then_some(small.top()),
            Number::Big(number) => number.is_integer().then(|| number.to_integer().to_i64())?,
        }
    }

    /// Printed with exactly `decimals` places, rounded by `mode`: `"88.76"`.
    pub fn print(&self, decimals: u32, mode: RoundMode) -> String {
        let units = match self.small().and_then(|small| small.rounded(decimals, mode)) {
            Some((units, _)) => units.to_string(),
            None => self.units(decimals, mode).to_string(),
        };
        let (sign, digits) = units.strip_prefix('-').map_or(("", units.as_str()), |digits| ("-", digits));
        let digits = format!("{digits:0>width$}", width = decimals as usize + 1);
        let (whole, fraction) = digits.split_at(digits.len() - decimals as usize);
        if fraction.is_empty() {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{fraction}")
        }
    }

    /// As a decimal without needless zeros where it has at most 6 places, else as a fraction.
    pub fn plain(&self) -> String {
        if self.to_whole().is_none() && self.round(6, RoundMode::Down) == *self {
            let text = self.print(6, RoundMode::Down);
            return text.trim_end_matches('0').trim_end_matches('.').to_owned();
        }
        self.to_string()
    }

    /// The nearest double, for a cell of a workbook or a chart; never for a decision.
    pub fn to_f64(&self) -> f64 {
        self.big().to_f64().unwrap_or(f64::NAN)
    }
}

impl Default for Exact {
    fn default() -> Self {
        Self::zero()
    }
}

fn power_of_ten(decimals: u32) -> BigInt {
    BigInt::from(10).pow(decimals)
}

fn round_whole(value: &BigRational, mode: RoundMode) -> BigInt {
    let (quotient, rest) = value.numer().div_rem(value.denom());
    let twice = (rest.abs() * 2i32).cmp(value.denom());
    if !mode.goes_away(twice, quotient.is_odd()) {
        quotient
    } else if value.is_negative() {
        quotient - 1
    } else {
        quotient + 1
    }
}

impl RoundMode {
    /// Whether the number is rounded away from zero: `twice` compares twice the rest with the divisor.
    fn goes_away(self, twice: Ordering, odd: bool) -> bool {
        match self {
            Self::Down => false,
            Self::HalfUp => twice.is_ge(),
            Self::HalfEven => twice.is_gt() || twice.is_eq() && odd,
        }
    }
}

impl From<i64> for Exact {
    fn from(value: i64) -> Self {
        Self::reduced(i128::from(value), 1)
    }
}

impl From<u64> for Exact {
    fn from(value: u64) -> Self {
        Self::reduced(i128::from(value), 1)
    }
}

impl fmt::Display for Exact {
    /// The reduced fraction: `15`, `-1/2`, `10651/120`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Number::Small(small) if small.bottom() == 1 => small.top().fmt(formatter),
            Number::Small(small) => write!(formatter, "{}/{}", small.top(), small.bottom()),
            Number::Big(number) => number.fmt(formatter),
        }
    }
}
