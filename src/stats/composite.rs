//! Totals of a group of people from their points in each dimension, for many weights and many draws.
//!
//! In: points and rules as plain numbers. Out: the total of each. It follows the order of `score`: items to dimensions,
//! dimensions to parts, parts to the total. Whoever builds a [`Model`] checks that it gives the exact totals again.

mod strike;
mod sum;

use std::borrow::Cow;

use super::scale::Scale;

pub use self::strike::{Bounds, Effect, Looked, Strike, Strikes, Test};
pub use self::sum::{DrawnSum, Term};

use self::strike::Seen;

/// How points become totals, and the points of everybody in the group.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// How many people.
    pub people: usize,
    /// Dimensions.
    pub dimensions: Vec<Dimension>,
    /// Parts of the blend; one of weight 1 where there is no blend.
    pub parts: Vec<Part>,
    /// Highest points of the bonus dimensions of a part together.
    pub bonus_cap: Option<f64>,
    /// Whether the weight of a part without value is spread over the others; it counts 0 where it is not.
    pub spread_missing: bool,
    /// What may take the total or the rank of each of the people away; of nobody where this is empty.
    pub strikes: Vec<Strikes>,
}

/// One dimension.
#[derive(Debug, Clone, Default)]
pub struct Dimension {
    /// Number of its part.
    pub part: usize,
    /// Stands outside the 100.
    pub bonus: bool,
    /// What it counts towards its part: attainable points × weight.
    pub full: Option<f64>,
    /// Factor on points that are drawn.
    pub weight: f64,
    /// What compares points that are drawn within a group.
    pub scale: Option<Scale>,
    /// The points of each of the people.
    pub points: Vec<Points>,
}

/// The points of one of the people in one dimension.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Points {
    /// No value.
    #[default]
    Nothing,
    /// These, weight and all.
    Fixed(f64),
    /// A sum of which something is drawn, before comparison and weight.
    Drawn(DrawnSum),
}

/// One part of the blend.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// Weight.
    pub weight: f64,
    /// What compares the sums within a group.
    pub scale: Option<Scale>,
    /// Base points of each of the people.
    pub base: Vec<f64>,
}

/// What is made of the weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// Factor on each dimension; one of 0 is left out as if nobody had a value in it.
    pub dimensions: Vec<f64>,
    /// Factor on the weight of each part.
    pub parts: Vec<f64>,
    /// Whether the cap on bonus points holds.
    pub capped: bool,
}

impl Model {
    /// The weights as they are.
    pub fn official(&self) -> Weights {
        Weights { dimensions: vec![1.0; self.dimensions.len()], parts: vec![1.0; self.parts.len()], capped: true }
    }

    /// The total of each, with these numbers drawn; `None` without any part that has a value.
    pub fn totals(&self, weights: &Weights, drawn: &[f64]) -> Vec<Option<f64>> {
        self.standing(weights, drawn).into_iter().map(|(total, _)| total).collect()
    }

    /// The same, and whether there is no rank because of what was drawn.
    pub fn standing(&self, weights: &Weights, drawn: &[f64]) -> Vec<(Option<f64>, bool)> {
        self.standing_beside(weights, None, &self.known(drawn.to_vec()))
    }

    /// Points of each dimension with these numbers, to be kept where many draws start from the same ones.
    pub fn known(&self, numbers: Vec<f64>) -> Known {
        Known { points: self.dimensions.iter().map(|dimension| dimension.all(&numbers)).collect(), numbers }
    }

    /// The standing with these numbers drawn, or with those that are known. Of a dimension in which nothing is drawn the points are known.
    pub fn standing_beside(&self, weights: &Weights, drawn: Option<&[f64]>, known: &Known) -> Vec<(Option<f64>, bool)> {
        let is_looked_at = self.strikes.iter().any(Strikes::look_at_points);
        let (mut dimensions, mut parts) = (Vec::new(), Vec::new());
        let mut sums: Vec<Sums> = self.parts.iter().map(|_| Sums { each: vec![Sum::default(); self.people], ..Sums::default() }).collect();
        for ((dimension, factor), known) in self.dimensions.iter().zip(&weights.dimensions).zip(&known.points) {
            let points = match drawn.filter(|_| dimension.is_drawn()) {
                Some(drawn) => Cow::Owned(dimension.all(drawn)),
                None => Cow::Borrowed(known),
            };
            sums.get_mut(dimension.part).into_iter().for_each(|sums| sums.add(dimension, &points, *factor));
            if is_looked_at {
                dimensions.push(points.into_owned());
            }
        }
        let mut blended = vec![Blended::default(); self.people];
        for ((part, factor), sums) in self.parts.iter().zip(&weights.parts).zip(sums) {
            let cap = self.bonus_cap.filter(|_| weights.capped);
            let mut points: Vec<Option<f64>> = sums.each.iter().zip(&part.base).map(|(sum, base)| sums.points(sum, *base, cap)).collect();
            if let Some(scale) = &part.scale {
                scale.apply(&mut points);
            }
            for (blended, points) in blended.iter_mut().zip(&points) {
                blended.add(*points, part.weight * factor);
            }
            if is_looked_at {
                parts.push(points);
            }
        }
        let totals = blended.into_iter().map(|blended| blended.total(self.spread_missing)).enumerate();
        let seen = |person| Seen { drawn: drawn.unwrap_or(&known.numbers), dimensions: &dimensions, parts: &parts, person };
        let fallen = |(person, total): (usize, Option<f64>)| match self.strikes.get(person) {
            Some(strikes) => strikes.fall(total, seen(person)),
            None => (total, false),
        };
        totals.map(fallen).collect()
    }
}

/// Numbers, and the points of each dimension with them.
#[derive(Debug, Clone, Default)]
pub struct Known {
    numbers: Vec<f64>,
    points: Vec<Vec<Option<f64>>>,
}

impl Dimension {
    fn is_drawn(&self) -> bool {
        self.points.iter().any(|points| matches!(points, Points::Drawn(_)))
    }

    /// The points of each, after comparison and weight.
    fn all(&self, drawn: &[f64]) -> Vec<Option<f64>> {
        if let Some(scale) = self.scale.as_ref().filter(|_| self.is_drawn()) {
            let mut values: Vec<Option<f64>> = self.points.iter().map(|points| points.value(drawn)).collect();
            scale.apply(&mut values);
            return values.into_iter().map(|value| value.map(|value| value * self.weight)).collect();
        }
        let weighed = |points: &Points| match points {
            Points::Nothing | Points::Fixed(_) => points.value(drawn),
            Points::Drawn(_) => points.value(drawn).map(|value| value * self.weight),
        };
        self.points.iter().map(weighed).collect()
    }
}

impl Points {
    /// The points before the weight of what is drawn.
    fn value(&self, drawn: &[f64]) -> Option<f64> {
        match self {
            Self::Nothing => None,
            Self::Fixed(points) => Some(*points),
            Self::Drawn(sum) => Some(sum.value(drawn)),
        }
    }
}

/// Whether two totals differ by no more than sums of doubles do.
pub fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= HAIR * (1.0 + one.abs())
}

/// The points of all people in one part.
#[derive(Debug, Clone, Default)]
struct Sums {
    /// Attainable points of all regular dimensions.
    all: f64,
    /// Regular dimensions.
    regular: u32,
    each: Vec<Sum>,
}

/// The points of one of the people in one part.
#[derive(Debug, Clone, Default)]
struct Sum {
    /// Attainable points of regular dimensions without value.
    lost: f64,
    /// Points of regular dimensions with attainable points, and of those without.
    measured: f64,
    open: f64,
    bonus: f64,
    /// How many regular dimensions have a value.
    valued: u32,
}

impl Sums {
    fn add(&mut self, dimension: &Dimension, points: &[Option<f64>], factor: f64) {
        let weighed = points.iter().map(|points| points.filter(|_| factor > 0.0).map(|points| points * factor));
        let each = self.each.iter_mut().zip(weighed);
        if dimension.bonus {
            each.for_each(|(sum, points)| sum.bonus += points.unwrap_or(0.0));
            return;
        }
        self.regular += 1;
        let full = dimension.full.map(|full| full * factor);
        self.all += full.unwrap_or(0.0);
        for (sum, points) in each {
            sum.valued += u32::from(points.is_some());
            match points {
                None => sum.lost += full.unwrap_or(0.0),
                Some(points) if full.is_some() => sum.measured += points,
                Some(points) => sum.open += points,
            }
        }
    }

    fn points(&self, own: &Sum, base: f64, bonus_cap: Option<f64>) -> Option<f64> {
        let left = self.all - own.lost;
        // Fulls are rounded numbers of points; a hair of one is nothing.
        let nothing_left = if self.all <= HAIR { own.valued == 0 } else { left <= HAIR * self.all };
        if nothing_left && self.regular > 0 {
            return None;
        }
        let scale = if own.lost > HAIR { self.all / left } else { 1.0 };
        Some(own.measured * scale + own.open + base + bonus_cap.map_or(own.bonus, |cap| own.bonus.min(cap)))
    }
}

const HAIR: f64 = 1e-9;

/// Parts added up.
#[derive(Debug, Clone, Default)]
struct Blended {
    points: f64,
    /// Weights of all parts, and of those with a value.
    all: f64,
    there: f64,
    valued: u32,
}

impl Blended {
    fn add(&mut self, points: Option<f64>, weight: f64) {
        self.all += weight;
        if let Some(points) = points {
            self.points += points * weight;
            self.there += weight;
            self.valued += 1;
        }
    }

    fn total(&self, spread_missing: bool) -> Option<f64> {
        let spread = if spread_missing && self.there > 0.0 { self.all / self.there } else { 1.0 };
        (self.valued > 0).then_some(self.points * spread)
    }
}

#[cfg(test)]
mod tests;
