//! Reduced fractions of two machine integers. What does not fit is said, never wrapped.

use std::cmp::Ordering;

use num_integer::Integer;

use super::RoundMode;

/// A reduced fraction: the bottom is above 0, and the top may be negated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Small {
    top: i64,
    bottom: i64,
}

impl Small {
    pub const ZERO: Self = Self { top: 0, bottom: 1 };
    pub const ONE: Self = Self { top: 1, bottom: 1 };

    pub fn top(self) -> i64 {
        self.top
    }

    pub fn bottom(self) -> i64 {
        self.bottom
    }

    /// Of a fraction that is reduced, its bottom above 0.
    pub fn of_reduced(top: i64, bottom: i64) -> Option<Self> {
        (top != i64::MIN).then_some(Self { top, bottom })
    }

    /// Reduces a fraction; the bottom is not 0.
    pub fn reduced(top: i128, bottom: i128) -> Option<Self> {
        if bottom == 1 {
            return Self::fitting(top, 1);
        }
        let (top, bottom) = if bottom < 0 { (top.checked_neg()?, bottom.checked_neg()?) } else { (top, bottom) };
        // Machine words are reduced much faster.
        if let (Ok(top), Ok(bottom)) = (i64::try_from(top), i64::try_from(bottom)) {
            let common = common(top, bottom);
            return Self::of_reduced(top / common, bottom / common);
        }
        let common = top.checked_abs()?.gcd(&bottom);
        Self::fitting(top / common, bottom / common)
    }

    fn fitting(top: i128, bottom: i128) -> Option<Self> {
        Self::of_reduced(i64::try_from(top).ok()?, i64::try_from(bottom).ok()?)
    }

    pub fn plus(self, other: Self) -> Option<Self> {
        if self.bottom == other.bottom {
            let top = i128::from(self.top) + i128::from(other.top);
            return if self.bottom == 1 { Self::fitting(top, 1) } else { Self::reduced(top, i128::from(self.bottom)) };
        }
        let common = common(self.bottom, other.bottom);
        let (own, others) = (self.bottom / common, other.bottom / common);
        let top = i128::from(self.top) * i128::from(others) + i128::from(other.top) * i128::from(own);
        if common == 1 {
            return Self::fitting(top, i128::from(self.bottom) * i128::from(other.bottom));
        }
        // Only what both bottoms share can be in the top too.
        let shared = (top % i128::from(common)).abs().gcd(&i128::from(common));
        Self::fitting(top / shared, i128::from(own) * (i128::from(other.bottom) / shared))
    }

    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { top: -other.top, bottom: other.bottom })
    }

    pub fn times(self, other: Self) -> Option<Self> {
        let (one, two) = (common(self.top, other.bottom), common(other.top, self.bottom));
        let top = i128::from(self.top / one) * i128::from(other.top / two);
        Self::fitting(top, i128::from(self.bottom / two) * i128::from(other.bottom / one))
    }

    /// The quotient; nothing where the other is 0.
    pub fn over(self, other: Self) -> Option<Self> {
        match other.top.cmp(&0) {
            Ordering::Less => self.times(Self { top: -other.bottom, bottom: -other.top }),
            Ordering::Equal => None,
            Ordering::Greater => self.times(Self { top: other.bottom, bottom: other.top }),
        }
    }

    pub fn compare(self, other: Self) -> Ordering {
        if self.bottom == other.bottom {
            return self.top.cmp(&other.top);
        }
        (i128::from(self.top) * i128::from(other.bottom)).cmp(&(i128::from(other.top) * i128::from(self.bottom)))
    }

    /// Rounded to so many places: the number of units of the last one, and how many of them are one.
    pub fn rounded(self, decimals: u32, mode: RoundMode) -> Option<(i128, i128)> {
        let scale = 10_i64.checked_pow(decimals)?;
        let (quotient, rest) = match self.top.checked_mul(scale) {
            Some(scaled) => (i128::from(scaled / self.bottom), i128::from(scaled % self.bottom)),
            None => (i128::from(self.top) * i128::from(scale)).div_rem(&i128::from(self.bottom)),
        };
        let twice = (rest.abs() * 2).cmp(&i128::from(self.bottom));
        let away = mode.goes_away(twice, quotient % 2 != 0);
        let step = if self.top < 0 { -1 } else { 1 };
        Some((if away { quotient + step } else { quotient }, i128::from(scale)))
    }
}

/// The largest divisor of both, from 1; the first may be below 0.
fn common(one: i64, two: i64) -> i64 {
    if one == 1 || two == 1 {
        return 1;
    }
    one.gcd(&two).max(1)
}
