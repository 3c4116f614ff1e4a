//! The same work for many things on several threads; what comes out does not depend on their number.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What the work gives for each number below `count`, in order. `threads` of them share it, 0 for as many as the machine has;
/// each takes `block` numbers at a time.
pub fn in_order<T: Send>(count: usize, threads: usize, block: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done: Vec<(usize, T)> = Vec::new();
        loop {
            let start = next.fetch_add(block, Ordering::Relaxed);
            if start >= count {
                return done;
            }
            done.extend((start..count.min(start + block)).map(|number| (number, work(number))));
        }
    };
    let machine = thread::available_parallelism().map_or(1, usize::from);
    let threads = if threads == 0 { machine } else { threads };
    let mut results: Vec<(usize, T)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.min(count)).map(|_| scope.spawn(worker)).collect();
        let joined = workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        joined.flatten().collect()
    });
    results.sort_by_key(|(number, _)| *number);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_numbers() {
        for (threads, block) in [(1, 1), (3, 1), (0, 64), (2, 7)] {
            assert_eq!(in_order(100, threads, block, |number| number * 2), (0..100).map(|number| number * 2).collect::<Vec<_>>());
        }
        assert!(in_order(0, 2, 1, |number| number).is_empty());
    }
}
