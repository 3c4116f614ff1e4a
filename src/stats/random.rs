//! Chance that repeats: the same seed and draw give the same numbers on every machine and for any number of threads.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

/// The random numbers of one draw.
#[derive(Debug, Clone)]
pub struct Stream(Pcg64);

impl Stream {
    /// Numbers that depend on the seed and the number of the draw alone.
    pub fn new(seed: u64, draw: u64) -> Self {
        let mut state = [0; 32];
        for (place, byte) in state.iter_mut().zip(seed.to_le_bytes().into_iter().chain(draw.to_le_bytes())) {
            *place = byte;
        }
        Self(Pcg64::from_seed(state))
    }

    /// A whole number from 0 to below `end`, each as likely; 0 when `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX);
        if end == 0 {
            return 0;
        }
        usize::try_from(self.0.random_range(0..end)).unwrap_or(0)
    }

    /// A number from 0 to below 1.
    pub fn share(&mut self) -> f64 {
        self.0.random()
    }
}
