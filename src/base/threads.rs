//! The same work for many things on several threads; what comes out does not depend on their number.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{channel, Sender};
use std::thread;

/// What the work gives for each number below `count`, in order. `threads` of them share it, 0 for as many as the machine has;
/// each takes `block` numbers at a time.
pub fn in_order<T: Send>(count: usize, threads: usize, block: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    in_order_told(count, threads, block, work, |_| 0, &|_, _| {})
}

/// The same; after each number, and once before the first, is told how many are done and how much they came to. It is told on the
/// thread that asks, in whatever order the numbers are done.
pub fn in_order_told<T: Send>(
    count: usize,
    threads: usize,
    block: usize,
    work: impl Fn(usize) -> T + Sync,
    size: impl Fn(&T) -> u64 + Sync,
    told: &dyn Fn(usize, u64),
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let (sender, finished) = channel();
    let worker = |sender: Sender<u64>| {
        let mut done: Vec<(usize, T)> = Vec::new();
        loop {
            let start = next.fetch_add(block, Ordering::Relaxed);
            if start >= count {
                return done;
            }
            for number in start..count.min(start + block) {
                let result = work(number);
                // Nobody listens any more where the asking thread has panicked.
                let _ = sender.send(size(&result));
                done.push((number, result));
            }
        }
    };
    let machine = thread::available_parallelism().map_or(1, usize::from);
    let threads = if threads == 0 { machine } else { threads };
    let mut results: Vec<(usize, T)> = thread::scope(|scope| {
        let worker = &worker;
        let workers: Vec<_> = (0..threads.min(count)).map(|_| sender.clone()).map(|sender| scope.spawn(move || worker(sender))).collect();
        drop(sender);
        let mut sum = 0;
        told(0, sum);
        for (done, more) in (1..).zip(finished) {
            sum += more;
            told(done, sum);
        }
        let joined = workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        joined.flatten().collect()
    });
    results.sort_by_key(|(number, _)| *number);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn the_order_is_that_of_the_numbers() {
        for (threads, block) in [(1, 1), (3, 1), (0, 64), (2, 7)] {
            assert_eq!(in_order(100, threads, block, |number| number * 2), (0..100).map(|number| number * 2).collect::<Vec<_>>());
        }
        assert!(in_order(0, 2, 1, |number| number).is_empty());
    }

    #[test]
    fn every_step_is_told_once_and_the_sum_comes_out() {
        let steps = RefCell::new(Vec::new());
        let told = |done, sum| steps.borrow_mut().push((done, sum));
        in_order_told(5, 3, 2, |number| number, |number| *number as u64, &told);
        let steps = steps.into_inner();
        assert_eq!(steps.iter().map(|(done, _)| *done).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
        assert_eq!(steps.last(), Some(&(5, 10)));
    }
}
