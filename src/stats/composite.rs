//! Totals of a group of people from their points in each dimension, for many weights and many draws.
//!
//! In: points and rules as plain numbers. Out: the total of each. It follows the order of `score`: items to dimensions,
//! dimensions to parts, parts to the total. Whoever builds a [`Model`] checks that it gives the exact totals again.

mod column;
mod strike;
mod sum;
mod sums;

use super::scale::Scale;

pub use self::strike::{Bounds, Effect, Looked, Strike, Strikes, Test};
pub use self::sum::{DrawnSum, Term};

use self::column::{some, Column, Law};
use self::strike::Seen;
use self::sums::{blend, Sums};

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
        let mut desk = Desk::default();
        self.stand(weights, None, &self.known(drawn.to_vec()), &mut desk);
        desk.standing()
    }

    /// Points of each dimension with these numbers, to be kept where many draws start from the same ones.
    pub fn known(&self, numbers: Vec<f64>) -> Known {
        let of = |dimension: &Dimension| {
            let (law, mut column) = (Law::of(dimension), Column::default());
            law.fill(dimension, &numbers, &mut column);
            (law, column)
        };
        Known { dimensions: self.dimensions.iter().map(of).collect(), numbers }
    }

    /// Puts on the desk what all stand at with these numbers drawn, or with those that are known. Of a dimension in which nothing is drawn
    /// the points are known.
    pub fn stand(&self, weights: &Weights, drawn: Option<&[f64]>, known: &Known, desk: &mut Desk) {
        let is_looked_at = self.strikes.iter().any(Strikes::look_at_points);
        desk.clear(self.parts.len());
        for ((dimension, factor), (law, column)) in self.dimensions.iter().zip(&weights.dimensions).zip(&known.dimensions) {
            let column = match (law, drawn) {
                (Law::One(_) | Law::Any, Some(drawn)) => {
                    law.fill(dimension, drawn, &mut desk.dimension);
                    &desk.dimension
                }
                (Law::Fixed, _) | (_, None) => column,
            };
            desk.sums.get_mut(dimension.part).into_iter().for_each(|sums| sums.add(dimension, column, *factor));
            if is_looked_at {
                desk.dimensions.push(column.points.clone());
            }
        }
        let cap = self.bonus_cap.filter(|_| weights.capped);
        for ((part, sums), column) in self.parts.iter().zip(&desk.sums).zip(&mut desk.parts) {
            sums.points(&part.base, cap, column);
            if let Some(scale) = &part.scale {
                column.compared(scale);
                column.looked_through();
            }
        }
        desk.weights.extend(self.parts.iter().zip(&weights.parts).map(|(part, factor)| part.weight * factor));
        blend(&desk.parts, &desk.weights, self.people, self.spread_missing, &mut desk.totals);
        self.strike(drawn.unwrap_or(&known.numbers), desk);
    }

    /// Takes totals and ranks away.
    fn strike(&self, drawn: &[f64], desk: &mut Desk) {
        if self.strikes.is_empty() {
            return;
        }
        desk.out.resize(self.people, false);
        let people = desk.totals.iter_mut().zip(&mut desk.out).zip(&self.strikes).enumerate();
        for (person, ((total, out), strikes)) in people.filter(|(_, (_, strikes))| !strikes.are_none()) {
            let seen = Seen { drawn, dimensions: &desk.dimensions, parts: &desk.parts, person };
            let (left, is_out) = strikes.fall(some(*total), seen, &mut desk.struck);
            (*total, *out) = (left.unwrap_or(f64::NAN), is_out);
        }
    }
}

/// Numbers, and the points of each dimension with them.
#[derive(Debug, Clone, Default)]
pub struct Known {
    numbers: Vec<f64>,
    dimensions: Vec<(Law, Column)>,
}

/// Where draws are reckoned, one after the other; asking for memory for each of them takes longer than reckoning.
#[derive(Debug, Default)]
pub struct Desk {
    dimension: Column,
    sums: Vec<Sums>,
    parts: Vec<Column>,
    weights: Vec<f64>,
    /// Points of each dimension, where a rule looks at them.
    dimensions: Vec<Vec<f64>>,
    struck: Vec<bool>,
    /// The total of each; no number (NaN) without any part that has a value.
    pub totals: Vec<f64>,
    /// Whether there is no rank because of what was drawn; of nobody where this is empty.
    pub out: Vec<bool>,
}

impl Desk {
    fn clear(&mut self, parts: usize) {
        self.sums.resize_with(parts, Sums::default);
        self.sums.iter_mut().for_each(Sums::clear);
        self.parts.resize_with(parts, Column::default);
        self.weights.clear();
        self.dimensions.clear();
        self.out.clear();
    }

    /// The total of each, and whether it has no rank.
    pub fn standing(&self) -> Vec<(Option<f64>, bool)> {
        let out = self.out.iter().copied().chain(std::iter::repeat(false));
        self.totals.iter().map(|total| some(*total)).zip(out).collect()
    }

    /// Keeps those at these places only, which come in order.
    pub fn keep(&mut self, places: &[usize]) {
        kept(&mut self.totals, places);
        if !self.out.is_empty() {
            kept(&mut self.out, places);
        }
    }

    /// Leaves those without a total who have no rank.
    pub fn without_out(&mut self) {
        for (total, _) in self.totals.iter_mut().zip(&self.out).filter(|(_, out)| **out) {
            *total = f64::NAN;
        }
    }
}

fn kept<T: Copy>(values: &mut Vec<T>, places: &[usize]) {
    for (to, from) in places.iter().enumerate() {
        let value = values.get(*from).copied();
        if let (Some(value), Some(own)) = (value, values.get_mut(to)) {
            *own = value;
        }
    }
    values.truncate(places.len());
}

/// Whether two totals differ by no more than sums of doubles do.
pub fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= HAIR * (1.0 + one.abs())
}

const HAIR: f64 = 1e-9;

#[cfg(test)]
mod tests;
