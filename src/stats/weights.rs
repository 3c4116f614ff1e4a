//! Other weights than the rule's: each multiplied by a number near 1, and all together as heavy as before.
//!
//! In: a point, a number from 0 to 1 for each input. Out: [`Weights`] for a [`Model`]. It knows no rubric.

use super::composite::{Model, Weights};
use super::double;

/// Something that could have been settled otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// The weight of this dimension.
    Dimension(usize),
    /// The weight of this part.
    Part(usize),
    /// Whether bonus points are capped.
    BonusCap,
    /// Whether ranks look at rounded totals.
    Rounding,
    /// Which ballots were cast.
    Ballots,
}

/// The weights at this point.
///
/// ```text
/// factor = 1 − spread + 2 · spread · x        then × Σ w ÷ Σ (factor · w)
/// ```
///
/// over the regular dimensions of a part with attainable points, w what they count towards it, and over the parts. Bonus
/// dimensions, and those without attainable points (deductions), stand outside the 100 and are not levelled. The cap on bonus
/// points holds below one half.
pub fn weights(model: &Model, inputs: &[Input], point: &[f64], spread: f64) -> Weights {
    let mut weights = model.official();
    for (input, x) in inputs.iter().zip(point) {
        let factor = 1.0 - spread + 2.0 * spread * x;
        match input {
            Input::Dimension(index) => set(&mut weights.dimensions, *index, factor),
            Input::Part(index) => set(&mut weights.parts, *index, factor),
            Input::BonusCap => weights.capped = holds(*x),
            Input::Rounding | Input::Ballots => {}
        }
    }
    level_all(model, &mut weights);
    weights
}

/// The weights without one dimension: the others of its part weigh as much more, and where there are none, the other parts.
pub fn without(model: &Model, dimension: usize) -> Weights {
    let mut weights = model.official();
    set(&mut weights.dimensions, dimension, 0.0);
    for part in 0..model.parts.len() {
        let mut own = model.dimensions.iter().zip(&weights.dimensions).filter(|(one, _)| one.part == part).peekable();
        if own.peek().is_some() && own.all(|(_, factor)| *factor <= 0.0) {
            set(&mut weights.parts, part, 0.0);
        }
    }
    level_all(model, &mut weights);
    weights
}

/// Levels the dimensions of each part, and the parts.
fn level_all(model: &Model, weights: &mut Weights) {
    for part in 0..model.parts.len() {
        let own = |index: &usize| model.dimensions.get(*index).is_some_and(|one| one.part == part && !one.bonus && one.full.is_some());
        let indices: Vec<usize> = (0..model.dimensions.len()).filter(own).collect();
        let full = |index: usize| model.dimensions.get(index).and_then(|one| one.full).unwrap_or(0.0);
        level(&mut weights.dimensions, &indices, full);
    }
    let indices: Vec<usize> = (0..model.parts.len()).collect();
    level(&mut weights.parts, &indices, |index| model.parts.get(index).map_or(0.0, |part| part.weight));
}

/// Whether a choice of two is the rule's.
pub fn holds(x: f64) -> bool {
    x < 0.5
}

/// One of so many, each as likely, for a number from 0 to below 1.
pub fn chosen(x: f64, of: usize) -> usize {
    // The share of so many that lie below x: doubles are not turned into whole numbers elsewhere.
    let (mut low, mut high) = (0, of.max(1));
    let all = double(of.max(1)).unwrap_or(1.0);
    while high - low > 1 {
        let middle = usize::midpoint(low, high);
        if double(middle).unwrap_or(0.0) / all <= x {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

fn set(factors: &mut [f64], index: usize, factor: f64) {
    if let Some(own) = factors.get_mut(index) {
        *own = factor;
    }
}

fn level(factors: &mut [f64], indices: &[usize], weight: impl Fn(usize) -> f64) {
    let of = |factors: &[f64], index: usize| factors.get(index).copied().unwrap_or(0.0);
    let before: f64 = indices.iter().map(|index| weight(*index)).sum();
    let after: f64 = indices.iter().map(|index| weight(*index) * of(factors, *index)).sum();
    if before > 0.0 && after > 0.0 {
        for index in indices {
            let factor = of(factors, *index) * before / after;
            set(factors, *index, factor);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::composite::{Dimension, Part};
    use crate::stats::near;

    fn model() -> Model {
        let dimension = |full: Option<f64>, bonus: bool| Dimension { bonus, full, ..Dimension::default() };
        let part = |weight: f64| Part { weight, ..Part::default() };
        Model {
            dimensions: vec![dimension(Some(40.0), false), dimension(Some(60.0), false), dimension(None, false), dimension(None, true)],
            parts: vec![part(0.7), part(0.3)],
            ..Model::default()
        }
    }

    #[test]
    fn the_middle_is_the_rules_own_weights() {
        let inputs = [Input::Dimension(0), Input::Dimension(1), Input::Dimension(3), Input::Part(0), Input::Part(1)];
        let found = weights(&model(), &inputs, &[0.5; 5], 0.2);
        found.dimensions.iter().chain(&found.parts).for_each(|factor| near(*factor, 1.0, 1e-12));
    }

    #[test]
    fn what_one_gains_the_others_lose() {
        let inputs = [Input::Dimension(0), Input::Dimension(2), Input::Dimension(3), Input::Part(1), Input::BonusCap];
        let found = weights(&model(), &inputs, &[1.0, 0.0, 1.0, 0.0, 0.9], 0.2);
        let [first, second, third, fourth] = found.dimensions.as_slice() else { panic!("four dimensions") };
        near(40.0 * first + 60.0 * second, 100.0, 1e-9);
        near(first / second, 1.2, 1e-9);
        near(*third, 0.8, 1e-12);
        near(*fourth, 1.2, 1e-12);
        near(0.7 * found.parts.iter().sum::<f64>() - 0.4 * found.parts.last().copied().unwrap_or(0.0), 1.0, 1e-9);
        assert!(!found.capped);
    }

    #[test]
    fn without_a_dimension_the_others_weigh_more() {
        let found = without(&model(), 0);
        found.dimensions.iter().zip([0.0, 100.0 / 60.0, 1.0, 1.0]).for_each(|(found, expected)| near(*found, expected, 1e-12));
        // The second part has no dimension here, so leaving out all of the first is another matter.
        let mut model = model();
        model.dimensions.iter_mut().skip(1).for_each(|one| one.part = 1);
        let found = without(&model, 0);
        found.parts.iter().zip([0.0, 1.0 / 0.3]).for_each(|(found, expected)| near(*found, expected, 1e-9));
    }

    #[test]
    fn each_of_several_is_chosen_by_its_share() {
        assert_eq!([0.0, 0.24, 0.25, 0.5, 0.999_999].map(|x| chosen(x, 4)), [0, 0, 1, 2, 3]);
        assert_eq!(chosen(0.7, 0), 0);
        let counts = (0..1000_u32).map(|x| chosen(f64::from(x) / 1000.0, 10)).filter(|one| *one == 7).count();
        assert_eq!(counts, 100);
    }
}
