//! Work that is done for each of many draws, on several threads, with the same result as on one.

use super::random::Stream;
use crate::base::threads::in_order;

/// Draws that one thread takes at a time.
const BLOCK: usize = 64;

/// What each draw gives, in order of the draws; `jobs` threads, 0 for as many as the machine has.
pub fn each<T: Send>(seed: u64, draws: usize, jobs: usize, work: impl Fn(&mut Stream) -> T + Sync) -> Vec<T> {
    in_order(draws, jobs, BLOCK, |draw| work(&mut Stream::new(seed, draw as u64)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let of = |jobs| each(7, 1000, jobs, |stream| (stream.below(1000), stream.share().to_bits()));
        assert_eq!(of(1), of(3));
        assert_eq!(of(1), of(0));
        assert_ne!(of(1), each(8, 1000, 1, |stream| (stream.below(1000), stream.share().to_bits())));
        assert!(each(7, 0, 2, Stream::share).is_empty());
    }
}
