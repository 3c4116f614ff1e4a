//! The largest difference of a draw among many pairs, without looking at all of them.
//!
//! In: pairs, and how far each subject is from its estimate in a draw. Out: the largest difference in standard errors, to the bit the one that
//! a look at every pair gives. With z how far a subject is off in units of its own usual distance s, Cauchy's inequality bounds
//! the difference of two:
//!
//! ```text
//! |x₁ − x₂| ≤ √(z₁² + z₂²) · √(s₁² + s₂²)
//! ```
//!
//! so that pairs of a subject near its estimate cannot hold the largest difference, and are passed over.

use super::{Pair, LANES};
use crate::stats::{double, square};

/// Pairs of one subject with others that stand side by side, so that a draw goes over them without looking any of them up.
pub(super) struct Row {
    one: usize,
    /// The first of the others.
    first: usize,
    /// 1 ÷ the standard error, negative where the other is ahead; 0 where the pair is not tested.
    certainty: Vec<f64>,
    /// 1 where the one ahead may be further ahead, too; 0 where only that it falls behind is tested.
    either: Vec<f64>,
    /// The square of the largest √(s₁² + s₂²) in standard errors, and a little more for the rounding of doubles.
    reach: f64,
}

/// A little more than 1.
const SLACK: f64 = 1.0 + 1e-9;

/// How far each subject usually is from its estimate: the root of the mean square over the draws.
pub(super) fn sizes(off: &[Vec<f64>]) -> Vec<f64> {
    let mut squares = vec![0.0; off.first().map_or(0, Vec::len)];
    for draw in off {
        squares.iter_mut().zip(draw).for_each(|(sum, off)| *sum += square(*off));
    }
    let draws = double(off.len()).unwrap_or(1.0);
    squares.into_iter().map(|sum| (sum / draws).sqrt()).collect()
}

/// The pairs of each subject side by side; they come in order.
pub(super) fn rows(pairs: &[Pair], sizes: &[f64]) -> Vec<Row> {
    let size = |subject: usize| sizes.get(subject).copied().unwrap_or(0.0);
    let mut rows: Vec<Row> = Vec::new();
    for pair in pairs {
        if rows.last().is_none_or(|row| row.one != pair.one) {
            rows.push(Row { one: pair.one, first: pair.other, certainty: Vec::new(), either: Vec::new(), reach: 0.0 });
        }
        let Some(row) = rows.last_mut() else { continue };
        let left_out = pair.other.saturating_sub(row.first + row.certainty.len());
        row.certainty.extend(std::iter::repeat_n(0.0, left_out));
        row.either.extend(std::iter::repeat_n(0.0, left_out));
        row.certainty.push(if pair.turned { -pair.certainty } else { pair.certainty });
        row.either.push(if pair.apart { 0.0 } else { 1.0 });
        row.reach = larger(row.reach, square(pair.certainty) * (square(size(pair.one)) + square(size(pair.other))) * SLACK);
    }
    rows
}

/// The largest of what is still tested in each of these draws, in standard errors; at least 0, as nothing is apart then.
pub(super) fn largest(rows: &[Row], sizes: &[f64], draws: &[Vec<f64>]) -> Vec<f64> {
    let units: Vec<f64> = sizes.iter().map(|size| if *size > 0.0 { 1.0 / size } else { 0.0 }).collect();
    draws.iter().map(|off| largest_of(rows, &units, off)).collect()
}

fn largest_of(rows: &[Row], units: &[f64], off: &[f64]) -> f64 {
    let signed: Vec<f64> = off.iter().zip(units).map(|(off, unit)| off * unit).collect();
    // Those furthest off to either side come first: the largest difference is mostly theirs.
    let furthest = |sign: f64| (0..signed.len()).max_by(|one, other| at(&signed, *one, sign).total_cmp(&at(&signed, *other, sign)));
    let ends = [furthest(1.0), furthest(-1.0)];
    let most = ends.iter().flatten().map(|end| square(at(&signed, *end, 1.0))).fold(0.0, larger);
    let is_end = |row: &Row| ends.contains(&Some(row.one));
    let mut largest = rows.iter().filter(|row| is_end(row)).fold(0.0, |least, row| row.largest(off, least));
    for row in rows.iter().filter(|row| !is_end(row)) {
        if (square(at(&signed, row.one, 1.0)) + most) * row.reach >= square(largest) {
            largest = row.largest(off, largest);
        }
    }
    largest
}

fn at(values: &[f64], place: usize, sign: f64) -> f64 {
    values.get(place).copied().unwrap_or(0.0) * sign
}

fn larger(one: f64, other: f64) -> f64 {
    if one > other {
        one
    } else {
        other
    }
}

impl Row {
    /// The largest of the row in a draw, where it is above `least`.
    fn largest(&self, off: &[f64], least: f64) -> f64 {
        let others = off.get(self.first..self.first + self.certainty.len());
        let (Some(own), Some(others)) = (off.get(self.one), others) else { return least };
        let above = |least: f64, ((other, certainty), either): ((&f64, &f64), &f64)| {
            let gained = (own - other) * certainty;
            larger(larger(gained * either, -gained), least)
        };
        let mut lanes = [least; LANES];
        let (others, certainty, either) = (others.chunks_exact(LANES), self.certainty.chunks_exact(LANES), self.either.chunks_exact(LANES));
        let rest = others.remainder().iter().zip(certainty.remainder()).zip(either.remainder());
        let least = rest.fold(least, above);
        for ((others, certainty), either) in others.zip(certainty).zip(either) {
            for (lane, one) in lanes.iter_mut().zip(others.iter().zip(certainty).zip(either)) {
                *lane = above(*lane, one);
            }
        }
        lanes.into_iter().fold(least, larger)
    }
}
