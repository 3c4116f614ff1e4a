//! Chance that repeats: the same seed and number give the same stream on every machine and for any number of threads.

use rand::{Rng, RngExt, SeedableRng};
use rand_pcg::Pcg64;

/// The random numbers of one draw.
#[derive(Debug, Clone)]
pub struct Stream(Pcg64);

impl Stream {
    /// Numbers that depend on the seed and the number of the stream alone.
    ///
    /// Both go through `SplitMix64` first: states of PCG that differ in a few high bits would give streams that run alike.
    /// Source: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
    pub fn new(seed: u64, number: u64) -> Self {
        let own = apart(seed, number);
        let mut state = [0; 32];
        for (chunk, step) in state.chunks_exact_mut(8).zip(1..) {
            chunk.copy_from_slice(&mixed(own.wrapping_add(GOLDEN.wrapping_mul(step))).to_le_bytes());
        }
        Self(Pcg64::from_seed(state))
    }

    /// A whole number from 0 to below `end`, each as likely but for one part in 2⁶⁴ ÷ `end`; 0 when `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        let high = (u128::from(self.0.next_u64()) * end as u128) >> 64;
        usize::try_from(high).unwrap_or(0)
    }

    /// A number from 0 to below 1.
    pub fn share(&mut self) -> f64 {
        self.0.random()
    }
}

/// A seed of its own for each purpose, so that streams of the same number have nothing in common.
pub fn apart(seed: u64, purpose: u64) -> u64 {
    mixed(mixed(seed.wrapping_add(GOLDEN)) ^ purpose)
}

/// 2⁶⁴ ÷ the golden ratio.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The finaliser of `SplitMix64`.
fn mixed(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_streams_have_nothing_in_common() {
        let numbers = |seed, number| {
            let mut stream = Stream::new(seed, number);
            (0..64).map(|_| stream.below(1000)).collect::<Vec<_>>()
        };
        let alike = |one: Vec<usize>, other: Vec<usize>| one.iter().zip(&other).filter(|(one, other)| one == other).count();
        assert!(alike(numbers(1, 0), numbers(1, 1)) < 4);
        assert!(alike(numbers(1, 0), numbers(2, 0)) < 4);
        assert_eq!(numbers(1, 5), numbers(1, 5));
        assert_ne!(apart(1, 0), apart(1, 1));
    }

    #[test]
    fn each_number_is_as_likely() {
        let mut counts = [0_usize; 7];
        for number in 0..7000 {
            // The first number of many streams, and not many numbers of one.
            if let Some(count) = counts.get_mut(Stream::new(9, number).below(7)) {
                *count += 1;
            }
        }
        assert!(counts.iter().all(|count| (880..1120).contains(count)), "{counts:?}");
        assert_eq!(Stream::new(1, 1).below(0), 0);
    }
}
