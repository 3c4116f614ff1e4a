//! Exact rational numbers: the only numbers that the official score is made of.
//!
//! In: decimals and fractions as text. Out: reduced fractions, and decimals rounded once.
//! The module does not know what the numbers mean.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Div, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Exact(BigRational);

impl Exact {
    /// 0.
    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    /// 1.
    pub fn one() -> Self {
        Self(BigRational::one())
    }

    /// `numerator / denominator`; `None` when the denominator is 0.
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Self> {
        (denominator != 0).then(|| Self(BigRational::new(numerator.into(), denominator.into())))
    }

    /// A fixed-point number: `units` × 10^−`decimals`.
    pub fn fixed(units: i64, decimals: u32) -> Self {
        Self(BigRational::new(units.into(), power_of_ten(decimals)))
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
        let value = BigRational::new(units, power_of_ten(u32::try_from(decimals.len()).ok()?));
        Some(Self(if negative { -value } else { value }))
    }

    /// A fixed-point sum: `units` × 10^−`decimals`.
    pub fn fixed_sum(units: i128, decimals: u32) -> Self {
        Self(BigRational::new(units.into(), power_of_ten(decimals)))
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is below 0.
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// Whether it is above 0.
    pub fn is_positive(&self) -> bool {
        self.0.is_positive()
    }

    /// The quotient, or `None` when `other` is 0.
    pub fn over(&self, other: &Self) -> Option<Self> {
        (!other.is_zero()).then(|| Self(&self.0 / &other.0))
    }

    /// Rounded to `decimals` places.
    #[must_use]
    pub fn round(&self, decimals: u32, mode: RoundMode) -> Self {
        let scale = power_of_ten(decimals);
        let scaled = &self.0 * BigRational::from_integer(scale.clone());
        Self(BigRational::new(round_whole(&scaled, mode), scale))
    }

    /// The square root, rounded half up to `decimals` places; 0 of numbers below 0.
    #[must_use]
    pub fn square_root(&self, decimals: u32) -> Self {
        // Half up is the floor of √n + ½, and so of (√4n + 1) ÷ 2, n the number in units of the last place, squared.
        let scaled = &self.0 * BigRational::from_integer(power_of_ten(2 * decimals) * 4i32);
        let doubled = scaled.floor().to_integer().max(BigInt::zero()).sqrt();
        Self(BigRational::new((doubled + 1i32).div_floor(&2i32.into()), power_of_ten(decimals)))
    }

    /// The whole number below or equal.
    #[must_use]
    pub fn floor(&self) -> Self {
        Self(self.0.floor())
    }

    /// The whole number above or equal.
    #[must_use]
    pub fn ceil(&self) -> Self {
        Self(self.0.ceil())
    }

    /// As a whole number, where it is one and fits.
    pub fn to_whole(&self) -> Option<i64> {
        self.0.is_integer().then(|| self.0.to_integer().to_i64())?
    }

    /// Printed with exactly `decimals` places, rounded by `mode`: `"88.76"`.
    pub fn print(&self, decimals: u32, mode: RoundMode) -> String {
        let rounded = self.round(decimals, mode);
        let units = (&rounded.0 * BigRational::from_integer(power_of_ten(decimals))).to_integer();
        let digits = format!("{:0>width$}", units.abs().to_string(), width = decimals as usize + 1);
        let (whole, fraction) = digits.split_at(digits.len() - decimals as usize);
        let sign = if units.is_negative() { "-" } else { "" };
        if fraction.is_empty() {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{fraction}")
        }
    }

    /// As a decimal without needless zeros where it has at most 6 places, else as a fraction.
    pub fn plain(&self) -> String {
        if self.round(6, RoundMode::Down) == *self {
            let text = self.print(6, RoundMode::Down);
            return text.trim_end_matches('0').trim_end_matches('.').to_owned();
        }
        self.to_string()
    }

    /// The nearest double, for a cell of a workbook or a chart; never for a decision.
    pub fn to_f64(&self) -> f64 {
        self.0.to_f64().unwrap_or(f64::NAN)
    }
}

fn power_of_ten(decimals: u32) -> BigInt {
    BigInt::from(10).pow(decimals)
}

fn round_whole(value: &BigRational, mode: RoundMode) -> BigInt {
    let (quotient, rest) = value.numer().div_rem(value.denom());
    let twice = (rest.abs() * 2i32).cmp(value.denom());
    let away = match mode {
        RoundMode::Down => false,
        RoundMode::HalfUp => twice.is_ge(),
        RoundMode::HalfEven => twice.is_gt() || twice.is_eq() && quotient.is_odd(),
    };
    if !away {
        quotient
    } else if value.is_negative() {
        quotient - 1
    } else {
        quotient + 1
    }
}

impl From<i64> for Exact {
    fn from(value: i64) -> Self {
        Self(BigRational::from_integer(value.into()))
    }
}

impl From<u64> for Exact {
    fn from(value: u64) -> Self {
        Self(BigRational::from_integer(value.into()))
    }
}

impl fmt::Display for Exact {
    /// The reduced fraction: `15`, `-1/2`, `10651/120`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident) => {
        impl $trait for Exact {
            type Output = Exact;
            fn $method(self, other: Exact) -> Exact {
                Exact(self.0.$method(other.0))
            }
        }
        impl $trait<&Exact> for &Exact {
            type Output = Exact;
            fn $method(self, other: &Exact) -> Exact {
                Exact((&self.0).$method(&other.0))
            }
        }
    };
}
operator!(Add, add);
operator!(Sub, sub);
operator!(Mul, mul);
operator!(Div, div);

impl Neg for Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        Exact(-self.0)
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Exact>>(numbers: I) -> Exact {
        numbers.fold(Exact::zero(), |total, number| total + number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::parse(text).unwrap_or_default()
    }

    #[test]
    fn the_blend_of_the_worked_example_is_exact() {
        let total = &exact("0.7") * &exact("89.75") + &exact("0.2") * &exact("86") + &exact("0.1") * &exact("262/3");
        assert_eq!(total.to_string(), "10651/120");
        assert_eq!(total.print(2, RoundMode::HalfUp), "88.76");
    }

    #[test]
    fn halves_go_where_the_mode_says_on_both_sides_of_zero() {
        for (text, up, even, down) in [
            ("0.125", "0.13", "0.12", "0.12"),
            ("-0.125", "-0.13", "-0.12", "-0.12"),
            ("0.135", "0.14", "0.14", "0.13"),
            ("-0.004", "0.00", "0.00", "0.00"),
        ] {
            assert_eq!(exact(text).print(2, RoundMode::HalfUp), up, "{text}");
            assert_eq!(exact(text).print(2, RoundMode::HalfEven), even, "{text}");
            assert_eq!(exact(text).print(2, RoundMode::Down), down, "{text}");
        }
    }

    #[test]
    fn a_square_root_is_rounded_half_up_once() {
        for (text, decimals, root) in
            [("2", 12, "1.414213562373"), ("6.25", 0, "3"), ("6.24", 0, "2"), ("1/9", 3, "0.333"), ("0", 12, "0"), ("-4", 2, "0")]
        {
            assert_eq!(exact(text).square_root(decimals), exact(root), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_not_read() {
        for text in ["", ".", "1e3", "1/0", "一", "1.2.3", "--1"] {
            assert_eq!(Exact::parse(text), None, "{text}");
        }
    }

    #[test]
    fn plain_text_has_no_needless_zeros() {
        assert_eq!(exact("12.50").plain(), "12.5");
        assert_eq!(exact("100").plain(), "100");
        assert_eq!(exact("1/3").plain(), "1/3");
    }
}
