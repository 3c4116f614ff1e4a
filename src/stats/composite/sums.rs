//! Dimensions added up to parts, and parts to totals, of everybody at once.
//!
//! In: columns of points. Out: columns. Where everybody has a value all go the same short way; where somebody has none, each is
//! looked at.

use super::column::Column;
use super::{Dimension, HAIR};

/// The points of all people in one part.
#[derive(Debug, Clone, Default)]
pub(super) struct Sums {
    /// Attainable points of all regular dimensions.
    all: f64,
    /// Regular dimensions, and how many of them everybody has a value in.
    regular: u32,
    valued: u32,
    /// Points of regular dimensions with attainable points, of those without, and of bonus dimensions; empty where there are none.
    measured: Vec<f64>,
    open: Vec<f64>,
    bonus: Vec<f64>,
    /// Attainable points of regular dimensions without value, and how many have one; empty where everybody has all.
    lost: Vec<f64>,
    there: Vec<u32>,
}

impl Sums {
    /// Begins anew.
    pub fn clear(&mut self) {
        (self.all, self.regular, self.valued) = (0.0, 0, 0);
        for points in [&mut self.measured, &mut self.open, &mut self.bonus, &mut self.lost] {
            points.clear();
        }
        self.there.clear();
    }

    /// Adds a dimension; with a factor of 0 nobody has a value in it.
    pub fn add(&mut self, dimension: &Dimension, column: &Column, factor: f64) {
        let is_there = factor > 0.0;
        if dimension.bonus {
            if is_there {
                add(&mut self.bonus, column, factor);
            }
            return;
        }
        self.regular += 1;
        if !is_there {
            return;
        }
        self.all += dimension.full.map_or(0.0, |full| full * factor);
        add(if dimension.full.is_some() { &mut self.measured } else { &mut self.open }, column, factor);
        if column.whole {
            self.valued += 1;
        } else {
            self.miss(column, dimension.full.map_or(0.0, |full| full * factor));
        }
    }

    /// Notes who has no value in a dimension of so many attainable points.
    fn miss(&mut self, column: &Column, full: f64) {
        self.lost.resize(column.points.len(), 0.0);
        self.there.resize(column.points.len(), 0);
        for ((lost, there), points) in self.lost.iter_mut().zip(&mut self.there).zip(&column.points) {
            *lost += if points.is_nan() { full } else { 0.0 };
            *there += u32::from(!points.is_nan());
        }
    }

    /// The points of everybody in the part.
    pub fn points(&self, base: &[f64], bonus_cap: Option<f64>, column: &mut Column) {
        let points = &mut column.points;
        points.clear();
        if self.lost.is_empty() {
            let nothing_left = self.all <= HAIR && self.valued == 0;
            if nothing_left && self.regular > 0 {
                points.resize(base.len(), f64::NAN);
            }
        }
        if points.is_empty() {
            points.extend_from_slice(&self.measured);
            points.resize(base.len(), 0.0);
            if !self.lost.is_empty() {
                self.make_up(points);
            }
            points.iter_mut().zip(&self.open).for_each(|(sum, open)| *sum += open);
            points.iter_mut().zip(base).for_each(|(sum, base)| *sum += base);
            let cap = bonus_cap.unwrap_or(f64::INFINITY);
            points.iter_mut().zip(&self.bonus).for_each(|(sum, bonus)| *sum += if *bonus > cap { cap } else { *bonus });
        }
        column.looked_through();
    }

    /// What is lost is made up for; who has lost all has no points.
    fn make_up(&self, points: &mut [f64]) {
        for ((points, lost), there) in points.iter_mut().zip(&self.lost).zip(&self.there) {
            let left = self.all - lost;
            // Fulls are rounded numbers of points; a hair of one is nothing.
            let nothing_left = if self.all <= HAIR { self.valued + there == 0 } else { left <= HAIR * self.all };
            if nothing_left {
                *points = f64::NAN;
            } else if *lost > HAIR {
                *points *= self.all / left;
            }
        }
    }
}

/// Adds to each sum; no value counts 0 here.
fn add(sums: &mut Vec<f64>, column: &Column, factor: f64) {
    let points = column.points.iter();
    match (sums.is_empty(), column.whole) {
        (true, true) => sums.extend(points.map(|points| points * factor)),
        (true, false) => sums.extend(points.map(|points| if points.is_nan() { 0.0 } else { points * factor })),
        (false, true) => sums.iter_mut().zip(points).for_each(|(sum, points)| *sum += points * factor),
        (false, false) => {
            sums.iter_mut().zip(points).for_each(|(sum, points)| *sum += if points.is_nan() { 0.0 } else { points * factor });
        }
    }
}

/// The totals from the points in each part, each with its weight; no number for who has a value in none of them.
pub(super) fn blend(parts: &[Column], weights: &[f64], people: usize, spread_missing: bool, totals: &mut Vec<f64>) {
    totals.clear();
    let whole = parts.iter().all(|part| part.whole);
    totals.resize(people, if parts.is_empty() { f64::NAN } else { 0.0 });
    if whole {
        for (part, weight) in parts.iter().zip(weights) {
            totals.iter_mut().zip(&part.points).for_each(|(total, points)| *total += points * weight);
        }
        return;
    }
    for (person, total) in totals.iter_mut().enumerate() {
        *total = one(parts, weights, person, spread_missing);
    }
}

fn one(parts: &[Column], weights: &[f64], person: usize, spread_missing: bool) -> f64 {
    // Weights of all parts, and of those with a value.
    let (mut sum, mut all, mut there, mut valued) = (0.0, 0.0, 0.0, false);
    for (part, weight) in parts.iter().zip(weights) {
        all += weight;
        let points = part.points.get(person).copied().unwrap_or(f64::NAN);
        if !points.is_nan() {
            sum += points * weight;
            there += weight;
            valued = true;
        }
    }
    let spread = if spread_missing && there > 0.0 { all / there } else { 1.0 };
    if valued {
        sum * spread
    } else {
        f64::NAN
    }
}
