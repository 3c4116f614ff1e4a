//! What takes somebody's total or rank away, asked anew where it rests on what is drawn.
//!
//! In: the numbers of one of the people. Out: whether it strikes. It follows the order of `rank`: vetoes in turn on the total before
//! any of them, then what lists somebody without a rank, on the total that they left.

use super::column::{some, Column};
use super::sum::DrawnSum;
use super::HAIR;
use crate::stats::ranks::LooksAt;

/// What may strike one of the people.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Strikes {
    /// Vetoes, in order of the rule.
    pub vetoes: Vec<Strike>,
    /// What lists it without a rank.
    pub lists: Vec<Strike>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Strike {
    /// What is looked at.
    pub test: Test,
    /// Strikes where the test fails.
    pub unless: bool,
    /// What it does.
    pub effect: Effect,
}

/// What a strike does, as far as ranks feel it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// The total becomes 0.
    Zero,
    /// There is no rank.
    Out,
}

/// What a strike asks.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// Nothing that is drawn: it holds, or it does not.
    Held(bool),
    /// Whether the number has no value.
    Missing(Looked),
    /// Whether it has one.
    Present(Looked),
    /// Whether it lies within.
    Within(Looked, Bounds),
    /// Whether the veto at this place struck; any of them where none is named.
    Veto(Option<usize>),
}

/// Ends of a range; each may be left out.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bounds {
    /// Lowest.
    pub at_least: Option<f64>,
    /// Last below.
    pub above: Option<f64>,
    /// Highest.
    pub at_most: Option<f64>,
    /// First above.
    pub below: Option<f64>,
}

/// A number that is looked at.
#[derive(Debug, Clone, PartialEq)]
pub enum Looked {
    /// One that is not drawn; none without value.
    Fixed(Option<f64>),
    /// The drawn number at this place; what is no number has no value.
    Drawn(usize),
    /// A sum.
    Sum(DrawnSum),
    /// One number ÷ another.
    Ratio(Box<Looked>, Box<Looked>),
    /// The points of a dimension.
    Dimension(usize),
    /// The points of a part.
    Part(usize),
    /// The total, as this looks at it.
    Total(LooksAt),
}

/// The numbers of one of the people in one draw.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen<'a> {
    pub drawn: &'a [f64],
    /// Points of each dimension, of all people; empty where no rule looks at them.
    pub dimensions: &'a [Vec<f64>],
    /// Points of each part.
    pub parts: &'a [Column],
    pub person: usize,
}

impl Strikes {
    /// Whether a rule looks at points of dimensions or parts.
    pub(super) fn look_at_points(&self) -> bool {
        self.vetoes.iter().chain(&self.lists).any(|strike| match &strike.test {
            Test::Held(_) | Test::Veto(_) => false,
            Test::Missing(looked) | Test::Present(looked) | Test::Within(looked, _) => looked.is_points(),
        })
    }

    /// Whether nothing can strike.
    pub(super) fn are_none(&self) -> bool {
        self.vetoes.is_empty() && self.lists.is_empty()
    }

    /// The total after the vetoes, and whether there is no rank; `struck` is room to note which vetoes struck.
    pub(super) fn fall(&self, total: Option<f64>, seen: Seen, struck: &mut Vec<bool>) -> (Option<f64>, bool) {
        struck.clear();
        for veto in &self.vetoes {
            let strikes = veto.strikes(total, struck, seen);
            struck.push(strikes);
        }
        let does = |effect: Effect| self.vetoes.iter().zip(struck.iter()).any(|(veto, struck)| *struck && veto.effect == effect);
        let left = if does(Effect::Zero) { total.map(|_| 0.0) } else { total };
        let out = does(Effect::Out) || self.lists.iter().any(|list| list.effect == Effect::Out && list.strikes(left, struck, seen));
        (left, out)
    }
}

impl Strike {
    fn strikes(&self, total: Option<f64>, struck: &[bool], seen: Seen) -> bool {
        let holds = match &self.test {
            Test::Held(holds) => *holds,
            Test::Missing(looked) => looked.number(total, seen).is_none(),
            Test::Present(looked) => looked.number(total, seen).is_some(),
            Test::Within(looked, bounds) => looked.number(total, seen).is_some_and(|number| bounds.hold(number)),
            Test::Veto(None) => struck.contains(&true),
            Test::Veto(Some(place)) => struck.get(*place) == Some(&true),
        };
        holds != self.unless
    }
}

impl Bounds {
    /// Whether the number lies within; a hair beside an end is at the end.
    fn hold(&self, number: f64) -> bool {
        let hair = HAIR * (1.0 + number.abs());
        self.at_least.is_none_or(|end| number >= end - hair)
            && self.above.is_none_or(|end| number > end + hair)
            && self.at_most.is_none_or(|end| number <= end + hair)
            && self.below.is_none_or(|end| number < end - hair)
    }
}

impl Looked {
    fn is_points(&self) -> bool {
        match self {
            Self::Dimension(_) | Self::Part(_) => true,
            Self::Ratio(above, below) => above.is_points() || below.is_points(),
            Self::Fixed(_) | Self::Drawn(_) | Self::Sum(_) | Self::Total(_) => false,
        }
    }

    fn number(&self, total: Option<f64>, seen: Seen) -> Option<f64> {
        let of = |points: &[f64]| points.get(seen.person).copied().and_then(some);
        match self {
            Self::Fixed(number) => *number,
            Self::Drawn(place) => seen.drawn.get(*place).copied().filter(|number| !number.is_nan()),
            Self::Sum(sum) => Some(sum.value(seen.drawn)),
            Self::Ratio(above, below) => {
                let below = below.number(total, seen).filter(|below| *below != 0.0)?;
                Some(above.number(total, seen)? / below)
            }
            Self::Dimension(index) => of(seen.dimensions.get(*index)?),
            Self::Part(index) => of(&seen.parts.get(*index)?.points),
            Self::Total(looks_at) => total.map(|total| looks_at.seen(total)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(drawn: &[f64]) -> Seen<'_> {
        Seen { drawn, dimensions: &[], parts: &[], person: 0 }
    }

    fn poor(at_least: f64, effect: Effect) -> Strike {
        let looked = Looked::Ratio(Box::new(Looked::Drawn(0)), Box::new(Looked::Fixed(Some(30.0))));
        Strike { test: Test::Within(looked, Bounds { at_least: Some(at_least), ..Bounds::default() }), unless: false, effect }
    }

    #[test]
    fn a_veto_strikes_where_its_share_is_reached_and_not_a_ballot_before() {
        let strikes = Strikes { vetoes: vec![poor(0.5, Effect::Zero)], lists: Vec::new() };
        assert_eq!(strikes.fall(Some(80.0), seen(&[15.0]), &mut Vec::new()), (Some(0.0), false));
        assert_eq!(strikes.fall(Some(80.0), seen(&[14.0]), &mut Vec::new()), (Some(80.0), false));
        assert_eq!(strikes.fall(None, seen(&[15.0]), &mut Vec::new()), (None, false));
        // What is no number has no value, and a comparison with none is false.
        assert_eq!(strikes.fall(Some(80.0), seen(&[f64::NAN]), &mut Vec::new()), (Some(80.0), false));
    }

    #[test]
    fn lists_see_what_vetoes_left() {
        let low = Looked::Total(LooksAt::Exact);
        let below =
            Strike { test: Test::Within(low, Bounds { below: Some(60.0), ..Bounds::default() }), unless: false, effect: Effect::Out };
        let strikes = Strikes { vetoes: vec![poor(0.5, Effect::Zero)], lists: vec![below] };
        assert_eq!(strikes.fall(Some(80.0), seen(&[15.0]), &mut Vec::new()), (Some(0.0), true));
        assert_eq!(strikes.fall(Some(80.0), seen(&[3.0]), &mut Vec::new()), (Some(80.0), false));
        let any = Strike { test: Test::Veto(None), unless: true, effect: Effect::Out };
        let unless = Strikes { vetoes: vec![poor(0.5, Effect::None)], lists: vec![any] };
        assert_eq!([15.0, 3.0].map(|poor| unless.fall(Some(80.0), seen(&[poor]), &mut Vec::new()).1), [false, true]);
    }
}
