//! The points of everybody in one dimension or part side by side, so that one loop goes over all of them.
//!
//! In: points as the model holds them. Out: plain numbers; who has no value has no number (NaN).

use super::{Dimension, DrawnSum, Points, Term};
use crate::stats::scale::Scale;

/// Points of everybody.
#[derive(Debug, Clone, Default)]
pub(super) struct Column {
    pub points: Vec<f64>,
    /// Whether everybody has a value.
    pub whole: bool,
}

impl Column {
    /// Says whether everybody has a value.
    pub fn looked_through(&mut self) {
        self.whole = !self.points.iter().any(|points| points.is_nan());
    }

    /// Compares the points within groups.
    pub fn compared(&mut self, scale: &Scale) {
        let mut values: Vec<Option<f64>> = self.points.iter().map(|points| some(*points)).collect();
        scale.apply(&mut values);
        self.points.clear();
        self.points.extend(values.into_iter().map(|value| value.unwrap_or(f64::NAN)));
    }
}

/// None of what is no number.
pub(super) fn some(points: f64) -> Option<f64> {
    (!points.is_nan()).then_some(points)
}

/// How the points of a dimension are got from numbers drawn.
#[derive(Debug, Clone)]
pub(super) enum Law {
    /// Nothing is drawn.
    Fixed,
    /// Each from at most one number: rest + number × factor, between its bounds.
    One(Vec<One>),
    /// As each sum says.
    Any,
}

/// The points of one of the people where at most one number is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct One {
    rest: f64,
    /// Where the number is; nowhere where none is drawn.
    place: usize,
    factor: f64,
    floor: f64,
    cap: f64,
}

impl Law {
    pub fn of(dimension: &Dimension) -> Self {
        if !dimension.points.iter().any(|points| matches!(points, Points::Drawn(_))) {
            return Self::Fixed;
        }
        dimension.points.iter().map(One::of).collect::<Option<Vec<One>>>().map_or(Self::Any, Self::One)
    }

    /// The points of everybody in a dimension, after comparison and weight, with these numbers drawn.
    pub fn fill(&self, dimension: &Dimension, drawn: &[f64], column: &mut Column) {
        column.points.clear();
        match self {
            Self::One(each) => {
                // What is compared is weighed afterwards.
                let weight = if dimension.scale.is_some() { 1.0 } else { dimension.weight };
                column.points.extend(each.iter().map(|one| one.value(drawn) * weight));
            }
            Self::Fixed | Self::Any => column.points.extend(dimension.points.iter().map(|points| points.value(drawn, dimension))),
        }
        if let Some(scale) = dimension.scale.as_ref().filter(|_| !matches!(self, Self::Fixed)) {
            column.compared(scale);
            column.points.iter_mut().for_each(|points| *points *= dimension.weight);
        }
        column.looked_through();
    }
}

impl One {
    /// None where it is another thing.
    fn of(points: &Points) -> Option<Self> {
        let nothing = DrawnSum { rest: f64::NAN, ..DrawnSum::default() };
        let sum = match points {
            Points::Nothing => &nothing,
            Points::Fixed(_) => return None,
            Points::Drawn(sum) => sum,
        };
        let (place, factor) = match sum.terms.as_slice() {
            [] => (usize::MAX, 0.0),
            [(Term::Number(place), factor)] => (*place, *factor),
            _ => return None,
        };
        let (floor, cap) = (sum.floor.unwrap_or(f64::NEG_INFINITY), sum.cap.unwrap_or(f64::INFINITY));
        Some(Self { rest: sum.rest, place, factor, floor, cap })
    }

    /// What [`DrawnSum::value`] gives.
    fn value(&self, drawn: &[f64]) -> f64 {
        let sum = self.rest + drawn.get(self.place).copied().unwrap_or(0.0) * self.factor;
        let sum = if sum < self.floor { self.floor } else { sum };
        if sum > self.cap {
            self.cap
        } else {
            sum
        }
    }
}

impl Points {
    /// The points; weighed where nothing is left to be compared.
    fn value(&self, drawn: &[f64], dimension: &Dimension) -> f64 {
        match self {
            Self::Nothing => f64::NAN,
            Self::Fixed(points) => *points,
            Self::Drawn(sum) if dimension.scale.is_some() => sum.value(drawn),
            Self::Drawn(sum) => sum.value(drawn) * dimension.weight,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With at most one number for each, and with a second one that is worth nothing: the same.
    #[test]
    fn one_number_each_gives_what_any_sum_does() {
        let sum = |rest, terms: &[(usize, f64)], floor, cap| {
            let terms = terms.iter().map(|(place, factor)| (Term::Number(*place), *factor)).collect();
            Points::Drawn(DrawnSum { rest, terms, floor, cap })
        };
        let points = vec![
            sum(1.0, &[(0, 2.0)], None, Some(6.0)),
            sum(-9.0, &[(1, 0.5)], Some(0.0), None),
            Points::Nothing,
            sum(3.5, &[], None, None),
        ];
        let one = Dimension { weight: 0.3, points, ..Dimension::default() };
        let mut any = one.clone();
        if let Some(Points::Drawn(sum)) = any.points.first_mut() {
            sum.terms.push((Term::Number(1), 0.0));
        }
        let (short, long) = (Law::of(&one), Law::of(&any));
        assert!(matches!((&short, &long), (Law::One(_), Law::Any)));
        let (mut found, mut expected) = (Column::default(), Column::default());
        for drawn in [[2.0, 4.0], [9.0, 40.0]] {
            short.fill(&one, &drawn, &mut found);
            long.fill(&any, &drawn, &mut expected);
            let bits = |column: &Column| column.points.iter().map(|points| points.to_bits()).collect::<Vec<_>>();
            assert_eq!(bits(&found), bits(&expected));
            assert!(!found.whole && !expected.whole);
        }
    }
}
