//! The four operations, sums, and which of two is larger.

use std::cmp::Ordering;
use std::iter::Sum;
use std::ops::{Add, Div, Mul, Neg, Sub};

use super::small::Small;
use super::{Exact, Number};

macro_rules! operator {
    ($trait:ident, $method:ident, $small:path) => {
        impl $trait for Exact {
            type Output = Exact;
            fn $method(self, other: Exact) -> Exact {
                self.with(&other, $small, |one, two| one.$method(two))
            }
        }
        impl $trait<&Exact> for &Exact {
            type Output = Exact;
            fn $method(self, other: &Exact) -> Exact {
                self.with(other, $small, |one, two| one.$method(two))
            }
        }
    };
}
operator!(Add, add, Small::plus);
operator!(Sub, sub, Small::minus);
operator!(Mul, mul, Small::times);
operator!(Div, div, Small::over);

impl Neg for Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        Exact::zero() - self
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Exact>>(numbers: I) -> Exact {
        numbers.fold(Exact::zero(), |total, number| total + number)
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Number::Small(one), Number::Small(two)) => one.compare(*two),
            (Number::Big(one), Number::Big(two)) => one.cmp(two),
            (Number::Small(_), Number::Big(_)) | (Number::Big(_), Number::Small(_)) => self.big().cmp(&other.big()),
        }
    }
}
