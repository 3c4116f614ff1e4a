//! What could have been settled otherwise: weights that can move, choices, dimensions that can be left out.

use super::group::{Group, Room};
use crate::stats::composite::{Dimension, Points, Weights};
use crate::stats::weights::{without, Input};

impl Group<'_> {
    /// Ranks without each dimension; none where nobody has points in it, or where it is the only one.
    pub fn without_each(&self) -> Vec<Option<Vec<u32>>> {
        let filled: Vec<bool> = self.model.dimensions.iter().map(|dimension| dimension.points.iter().any(has_points)).collect();
        let several = filled.iter().filter(|filled| **filled).count() > 1;
        let mut room = Room::default();
        let ranks = |(index, filled): (usize, &bool)| {
            (*filled && several).then(|| self.rank(&without(&self.model, index), None, false, &mut room).to_vec())
        };
        filled.iter().enumerate().map(ranks).collect()
    }

    /// Weights that may be others: of several that share what is to be attained, and of what stands outside it.
    pub fn weights_that_can_move(&self) -> Vec<Input> {
        let model = &self.model;
        let sharing = |part: usize| model.dimensions.iter().filter(|one| one.part == part && !one.bonus && one.full.is_some()).count();
        let moves = |(index, one): (usize, &Dimension)| {
            let can_move = one.bonus || one.full.is_none() || sharing(one.part) > 1;
            (can_move && one.points.iter().any(has_points)).then_some(Input::Dimension(index))
        };
        let parts = (0..model.parts.len()).filter(|_| model.parts.len() > 1).map(Input::Part);
        model.dimensions.iter().enumerate().filter_map(moves).chain(parts).collect()
    }

    /// All that could have been settled otherwise.
    pub fn inputs(&self, weights: &[Input]) -> Vec<Input> {
        let official = self.model.official();
        let free = Weights { capped: false, ..official.clone() };
        let mut inputs = weights.to_vec();
        if self.totals(&official) != self.totals(&free) {
            inputs.push(Input::BonusCap);
        }
        if self.facts.rubric.rounding.rank_on_rounded {
            inputs.push(Input::Rounding);
        }
        if self.has_ballots() {
            inputs.push(Input::Ballots);
        }
        inputs
    }
}

fn has_points(points: &Points) -> bool {
    match points {
        Points::Nothing => false,
        Points::Fixed(points) => *points != 0.0,
        Points::Drawn(_) => true,
    }
}
