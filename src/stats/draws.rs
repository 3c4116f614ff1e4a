//! Work that is done for each of many draws, on several threads, with the same result as on one.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use super::random::Stream;

/// Draws that one thread takes at a time.
const BLOCK: u64 = 64;

/// What each draw gives, in order of the draws; `jobs` threads, 0 for as many as the machine has.
pub fn each<T: Send>(seed: u64, draws: u64, jobs: usize, work: impl Fn(&mut Stream) -> T + Sync) -> Vec<T> {
    let next = AtomicU64::new(0);
    let worker = || {
        let mut done: Vec<(u64, T)> = Vec::new();
        loop {
            let start = next.fetch_add(BLOCK, Ordering::Relaxed);
            if start >= draws {
                return done;
            }
            done.extend((start..draws.min(start + BLOCK)).map(|draw| (draw, work(&mut Stream::new(seed, draw)))));
        }
    };
    let machine = thread::available_parallelism().map_or(1, usize::from);
    let threads = if jobs == 0 { machine } else { jobs };
    let mut results: Vec<(u64, T)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        let joined = workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        joined.flatten().collect()
    });
    results.sort_by_key(|(draw, _)| *draw);
    results.into_iter().map(|(_, result)| result).collect()
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
