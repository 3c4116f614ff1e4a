//! Lots: a random order that anybody can redo with a pocket calculator.
//!
//! In: a seed and the numbers of those among whom is drawn. Out: the order, with every number on the way to it.
//!
//! The numbers are those of the "minimal standard" generator: each is 16807 times the one before, taken modulo 2³¹ − 1.
//! Source: S. K. Park, K. W. Miller, "Random number generators: good ones are hard to find",
//! Communications of the ACM 31 (1988), 1192–1201. Of a set of m the one at (number mod m) + 1 is drawn; since 2³¹ − 2 numbers
//! are shared among m, no place is favoured by more than one part in 2³¹ ÷ m.

/// What each number is multiplied by.
pub const FACTOR: u64 = 16_807;
/// What is left of a division by this is the next number: 2³¹ − 1.
pub const MODULUS: u64 = 2_147_483_647;

/// One draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    /// The number before.
    pub before: u64,
    /// The number that decides: what 16807 × `before` leaves when divided by 2³¹ − 1.
    pub number: u64,
    /// Those still in the urn, in order of subjects, that is of their keys.
    pub among: Vec<usize>,
    /// Place of the one drawn among them, from 1.
    pub place: usize,
    /// The one drawn.
    pub drawn: usize,
}

/// How a tie was parted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lot {
    /// The seed.
    pub seed: u64,
    /// The first number: seed mod (2³¹ − 2) + 1.
    pub first: u64,
    /// The draws, one after the other; who is left at the end needs none.
    pub draws: Vec<Draw>,
    /// All of them in the order drawn.
    pub order: Vec<usize>,
    /// How many places there were for them.
    pub places: usize,
}

/// The first number of a seed; never 0, from which no other would come.
pub fn first(seed: u64) -> u64 {
    seed % (MODULUS - 1) + 1
}

fn next(number: u64) -> u64 {
    number * FACTOR % MODULUS
}

/// Puts each of these sets in order, one after the other, with one run of numbers.
pub(super) fn draw(seed: u64, sets: &[Vec<usize>], places: usize) -> Lot {
    let mut lot = Lot { seed, first: first(seed), places, ..Lot::default() };
    let mut number = lot.first;
    for set in sets {
        let mut urn = set.clone();
        urn.sort_unstable();
        while urn.len() > 1 {
            let (before, among) = (number, urn.clone());
            number = next(number);
            let place = usize::try_from(number).unwrap_or(0) % urn.len();
            let drawn = urn.remove(place);
            lot.order.push(drawn);
            lot.draws.push(Draw { before, number, among, place: place + 1, drawn });
        }
        lot.order.extend(urn);
    }
    lot
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The value that Park and Miller give to check an implementation by: from 1, the ten thousandth number after it.
    #[test]
    fn the_numbers_are_those_of_the_paper() {
        assert_eq!((0..10_000).fold(1, |number, _| next(number)), 1_043_618_065);
        assert_eq!([first(0), first(1), first(MODULUS - 1), first(u64::MAX)], [1, 2, 1, 16]);
    }

    /// By hand: seed 20261128, so 20261129; × 16807 = 340528795103 = 158 × 2147483647 + 1226378877. Of three: 1226378877 is
    /// divisible by 3, so the first. Then 1226378877 × 16807 leaves 201741833, which is odd: the second of the two left.
    #[test]
    fn a_lot_worked_by_hand_comes_out_whatever_the_order_of_the_set() {
        let lot = draw(20_261_128, &[vec![4, 7, 9]], 1);
        assert_eq!(lot.first, 20_261_129);
        assert_eq!(lot, draw(20_261_128, &[vec![9, 4, 7]], 1));
        let told: Vec<(u64, u64, usize, usize)> = lot.draws.iter().map(|draw| (draw.before, draw.number, draw.place, draw.drawn)).collect();
        assert_eq!(told, BY_HAND);
        assert_eq!(lot.order.len(), 3);
    }

    const BY_HAND: [(u64, u64, usize, usize); 2] = [(20_261_129, 1_226_378_877, 1, 4), (1_226_378_877, 201_741_833, 2, 9)];

    #[test]
    fn every_order_is_drawn_about_as_often() {
        let mut orders: BTreeMap<Vec<usize>, u32> = BTreeMap::new();
        for seed in 0..6000 {
            *orders.entry(draw(seed, &[vec![1, 2, 3]], 1).order).or_default() += 1;
        }
        assert_eq!(orders.len(), 6);
        assert!(orders.values().all(|times| (900..1100).contains(times)), "{orders:?}");
    }
}
