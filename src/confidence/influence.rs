//! Which weight, choice or chance moves ranks: Sobol's indices of the mean shift of ranks, and of the rank of those near the edge.

use super::group::{spread, Group, Room, FOR_INFLUENCE};
use super::Influence;
use crate::stats::random::apart;
use crate::stats::ranks::mean_shift;
use crate::stats::sensitivity::{sobol, Indices};
use crate::stats::weights::{chosen, holds, weights, Input};

/// A tenth of the draws: each takes as many rankings as there are inputs, and two more.
const SHARE_OF_DRAWS: usize = 10;

/// How much each input moves the ranks of the group, and the indices of the rank of each of `near`.
pub(super) fn influences(group: &Group, inputs: &[Input], near: &[usize]) -> (Vec<Influence>, Vec<Option<Indices>>) {
    if inputs.is_empty() {
        return (Vec::new(), vec![None; near.len()]);
    }
    let chance = group.facts.chance;
    let made = || {
        let (mut room, mut last) = (Room::default(), None);
        move |point: &[f64]| {
            let at = |wanted: Input| inputs.iter().position(|input| *input == wanted).and_then(|index| point.get(index).copied());
            let draw = at(Input::Ballots).map(|x| chosen(x, group.draws()));
            // Most points differ in one weight only, and have the same ballots.
            let drawn = last.take().filter(|(of, _)| *of == draw).unwrap_or_else(|| (draw, draw.map(|draw| group.numbers(draw))));
            let exact = at(Input::Rounding).is_some_and(|x| !holds(x));
            let weights = weights(&group.model, inputs, point, spread());
            let ranks = group.rank(&weights, drawn.1.as_deref(), exact, &mut room);
            last = Some(drawn);
            let own = near.iter().map(|index| f64::from(ranks.get(*index).copied().unwrap_or(0)));
            std::iter::once(mean_shift(ranks, &group.official)).chain(own).collect::<Vec<f64>>()
        }
    };
    let draws = (group.draws() / SHARE_OF_DRAWS).max(1);
    let mut found = sobol(inputs.len(), draws, apart(chance.seed, FOR_INFLUENCE), chance.jobs, made).into_iter();
    let all = found.next().flatten();
    // What would print as −0 is 0.
    let settled = |share: f64| if share.abs() < 0.0005 { 0.0 } else { share };
    let of = |values: Option<&Vec<f64>>, index: usize| values.and_then(|values| values.get(index).copied()).map(settled);
    let influence = |(index, input): (usize, &Input)| Influence {
        input: *input,
        first: of(all.as_ref().map(|all| &all.first), index),
        total: of(all.as_ref().map(|all| &all.total), index),
    };
    (inputs.iter().enumerate().map(influence).collect(), found.collect())
}

/// The input with the largest total index.
pub(super) fn moved_by(indices: Option<&Indices>) -> Option<usize> {
    let largest = indices?.total.iter().enumerate().max_by(|one, other| one.1.total_cmp(other.1).then(other.0.cmp(&one.0)));
    largest.map(|(index, _)| index)
}
