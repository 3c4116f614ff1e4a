//! A comparison with a number, for rows and for conditions.

use std::cmp::Ordering;

use crate::base::exact::Exact;

/// What a number must be; each end may be left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Range {
    /// Lowest.
    pub at_least: Option<Exact>,
    /// Last below.
    pub above: Option<Exact>,
    /// Highest.
    pub at_most: Option<Exact>,
    /// First above.
    pub below: Option<Exact>,
}

impl Range {
    /// Whether the number lies within.
    pub fn holds(&self, number: &Exact) -> bool {
        self.at_least.as_ref().is_none_or(|end| number >= end)
            && self.above.as_ref().is_none_or(|end| number > end)
            && self.at_most.as_ref().is_none_or(|end| number <= end)
            && self.below.as_ref().is_none_or(|end| number < end)
    }

    /// Whether it has no end at all.
    pub fn is_open(&self) -> bool {
        self.at_least.is_none() && self.above.is_none() && self.at_most.is_none() && self.below.is_none()
    }

    /// Whether no number lies within.
    pub fn is_empty(&self) -> bool {
        !self.meets(&Self::default())
    }

    /// Whether some number lies within both.
    pub fn meets(&self, other: &Self) -> bool {
        let lower = [self, other].map(|range| [(&range.at_least, true), (&range.above, false)]);
        let upper = [self, other].map(|range| [(&range.at_most, true), (&range.below, false)]).concat();
        let apart = |(low, low_in): (&Option<Exact>, bool), (high, high_in): (&Option<Exact>, bool)| {
            low.as_ref().zip(high.as_ref()).is_some_and(|(low, high)| match low.cmp(high) {
                Ordering::Less => false,
                Ordering::Equal => !(low_in && high_in),
                Ordering::Greater => true,
            })
        };
        !lower.into_iter().flatten().any(|low| upper.iter().any(|high| apart(low, *high)))
    }

    /// Whether some of the numbers from 0 to the highest lie within, and some do not; without a highest, of all from 0 on.
    pub fn parts(&self, highest: Option<&Exact>) -> bool {
        let zero = Exact::zero();
        let endless = self.at_most.is_none() && self.below.is_none();
        let all = self.holds(&zero) && highest.map_or(endless, |highest| self.holds(highest));
        !all && self.meets(&Self { at_least: Some(zero), at_most: highest.cloned(), ..Self::default() })
    }

    /// Whether it says one end in two ways.
    pub fn is_double(&self) -> bool {
        self.at_least.is_some() && self.above.is_some() || self.at_most.is_some() && self.below.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<Exact> {
        Exact::parse(text)
    }

    #[test]
    fn each_end_takes_in_or_leaves_out_the_number_itself() {
        let holds = |range: Range| ["2", "3", "4"].map(|text| number(text).is_some_and(|number| range.holds(&number)));
        assert_eq!(holds(Range { at_least: number("3"), ..Range::default() }), [false, true, true]);
        assert_eq!(holds(Range { above: number("3"), ..Range::default() }), [false, false, true]);
        assert_eq!(holds(Range { at_most: number("3"), ..Range::default() }), [true, true, false]);
        assert_eq!(holds(Range { below: number("3"), ..Range::default() }), [true, false, false]);
    }

    #[test]
    fn a_range_between_equal_ends_is_empty_unless_both_are_taken_in() {
        let three = || number("3");
        assert!(!Range { at_least: three(), at_most: three(), ..Range::default() }.is_empty());
        assert!(Range { at_least: three(), below: three(), ..Range::default() }.is_empty());
        assert!(Range { above: three(), at_most: three(), ..Range::default() }.is_empty());
        assert!(!Range { above: number("2.9"), below: three(), ..Range::default() }.is_empty());
    }

    #[test]
    fn a_range_parts_the_numbers_from_0_on_or_takes_none_or_all() {
        let at_least = |text| Range { at_least: number(text), ..Range::default() };
        let below = |text| Range { below: number(text), ..Range::default() };
        let one = number("1");
        let parts = |range: &Range| [range.parts(None), range.parts(one.as_ref())];
        assert_eq!(parts(&at_least("0")), [false, false]);
        assert_eq!(parts(&Range { above: number("0"), ..Range::default() }), [true, true]);
        assert_eq!(parts(&at_least("1")), [true, true]);
        assert_eq!(parts(&Range { above: number("1"), ..Range::default() }), [true, false]);
        assert_eq!(parts(&below("0")), [false, false]);
        assert_eq!(parts(&Range { at_most: number("0"), ..Range::default() }), [true, true]);
        assert_eq!(parts(&below("50")), [true, false]);
        assert_eq!(parts(&Range { at_least: number("-1"), at_most: number("1"), ..Range::default() }), [true, false]);
        assert_eq!(parts(&Range { at_most: number("-1"), ..Range::default() }), [false, false]);
    }
}
