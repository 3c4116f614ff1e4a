//! Chance that repeats: the same seed and the same stream give the same throws
//! on every machine. Knows nothing of delegates.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

/// A stream of throws.
pub(super) struct Dice(Pcg64);

impl Dice {
    /// Streams of different names do not disturb each other, so that a change
    /// in one table leaves the others as they were.
    pub(super) fn new(seed: u64, stream: &str) -> Self {
        let mixed = stream
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64 ^ seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        Self(Pcg64::seed_from_u64(mixed))
    }

    /// A whole number from 0 to below `end`; 0 when `end` is 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX);
        if end == 0 {
            return 0;
        }
        usize::try_from(self.0.random_range(0..end)).unwrap_or(0)
    }

    /// A whole number from `low` to `high`, both ends possible.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.random_range(low..=high.max(low))
    }

    /// True `percent` times in a hundred.
    pub(super) fn chance(&mut self, percent: i64) -> bool {
        self.between(0, 99) < percent
    }

    /// One of the items; the type's default when there is none.
    pub(super) fn pick<T: Copy + Default>(&mut self, items: &[T]) -> T {
        items.get(self.below(items.len())).copied().unwrap_or_default()
    }

    /// One of the items, each as likely as its weight says.
    pub(super) fn weigh<T: Copy + Default>(&mut self, items: &[(T, i64)]) -> T {
        let all: i64 = items.iter().map(|(_, weight)| weight).sum();
        let mut throw = self.between(0, all - 1);
        for (item, weight) in items {
            if throw < *weight {
                return *item;
            }
            throw -= weight;
        }
        T::default()
    }

    /// The items in a random order.
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// Up to `count` different items of the pool, in random order.
    pub(super) fn draw(&mut self, pool: &[usize], count: usize) -> Vec<usize> {
        let mut drawn = pool.to_vec();
        self.shuffle(&mut drawn);
        drawn.truncate(count);
        drawn
    }
}
