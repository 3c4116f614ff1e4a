//! Broken, truncated, bit-flipped and hostile files end in 0, 1 or 2, within bounds of time and memory.
//!
//! `bounded`   the program run with a limit of time and memory
//! `files`     hostile workbooks and text files, through the program
//! `formulas`  texts that look like formulas, through to every output
//! `mutated`   the sample's files, changed at random, through the library
//! `rubrics`   hostile rubrics, and the township's changed line by line
//! `corpus`    hard files of other projects

mod bounded;
mod corpus;
mod files;
mod formulas;
mod mutated;
mod rubrics;
mod workbook;

use std::panic::{catch_unwind, AssertUnwindSafe};

/// A sequence of numbers that is the same on every machine.
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below the bound.
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let bound = u64::try_from(bound.max(1)).unwrap_or(1);
        usize::try_from((self.0 >> 16) % bound).unwrap_or(0)
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from.get(self.below(from.len())).copied().unwrap_or_default()
    }
}

/// Runs a piece of work, and says which case it was when it panics.
fn sound<T>(case: &str, work: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| panic!("{case}: a panic"))
}
