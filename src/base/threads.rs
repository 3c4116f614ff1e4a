//! The same work for many things on several threads; what comes out does not depend on their number.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{channel, sync_channel, Sender};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// What the work gives for each number below `count`, in order. `threads` of them share it, 0 for as many as the machine has;
/// each takes `block` numbers at a time.
pub fn in_order<T: Send>(count: usize, threads: usize, block: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let threads = crew(threads, count.div_ceil(block.max(1)));
    if threads <= 1 {
        return (0..count).map(work).collect();
    }
    let next = AtomicUsize::new(0);
    // Nobody is told of each number: where there are many small ones, telling takes longer than doing.
    let worker = || taken(&next, (count, block), &work, |_| {});
    sorted(thread::scope(|scope| joined((0..threads).map(|_| scope.spawn(worker)).collect())))
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
    let threads = crew(threads, count);
    if threads <= 1 {
        return one_by_one(count, work, size, told);
    }
    let next = AtomicUsize::new(0);
    let (sender, finished) = channel();
    let worker = |sender: Sender<u64>| {
        taken(&next, (count, block), &work, |result| {
            // Nobody listens any more where the asking thread has panicked.
            let _ = sender.send(size(result));
        })
    };
    sorted(thread::scope(|scope| {
        let worker = &worker;
        let workers: Vec<_> = (0..threads).map(|_| sender.clone()).map(|sender| scope.spawn(move || worker(sender))).collect();
        drop(sender);
        let mut sum = 0;
        told(0, sum);
        for (done, more) in (1..).zip(finished) {
            sum += more;
            told(done, sum);
        }
        joined(workers)
    }))
}

/// How many threads share so much work; 0 asks for as many as the machine has.
fn crew(threads: usize, work: usize) -> usize {
    let machine = thread::available_parallelism().map_or(1, usize::from);
    if threads == 0 { machine } else { threads }.min(work)
}

/// What one thread does: `block` of the numbers below `count` at a time, as long as there are any.
fn taken<T>(next: &AtomicUsize, (count, block): (usize, usize), work: impl Fn(usize) -> T, hear: impl Fn(&T)) -> Vec<(usize, T)> {
    let mut done = Vec::new();
    loop {
        let start = next.fetch_add(block, Ordering::Relaxed);
        if start >= count {
            return done;
        }
        for number in start..count.min(start + block) {
            let result = work(number);
            hear(&result);
            done.push((number, result));
        }
    }
}

fn joined<T>(workers: Vec<thread::ScopedJoinHandle<'_, Vec<T>>>) -> Vec<T> {
    workers.into_iter().flat_map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
}

fn sorted<T>(mut results: Vec<(usize, T)>) -> Vec<T> {
    results.sort_by_key(|(number, _)| *number);
    results.into_iter().map(|(_, result)| result).collect()
}

/// The same on the thread that asks, where a second one would have nothing to do: it would only take memory of its own.
fn one_by_one<T>(count: usize, work: impl Fn(usize) -> T, size: impl Fn(&T) -> u64, told: &dyn Fn(usize, u64)) -> Vec<T> {
    let mut sum = 0;
    told(0, sum);
    let each = (0..count).map(|number| {
        let result = work(number);
        sum += size(&result);
        told(number + 1, sum);
        result
    });
    each.collect()
}

/// So many results may wait for one before them, for each thread.
const AHEAD: usize = 3;

/// The same, but each result is handed to `take` in order as soon as it is there, and few are held at a time. The first error
/// of `take` ends the work.
pub fn streamed<T: Send, E>(
    count: usize,
    threads: usize,
    work: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let threads = crew(threads, count);
    if threads <= 1 {
        return (0..count).try_for_each(|number| take(work(number)));
    }
    let next = AtomicUsize::new(0);
    let taken = (Mutex::new(0_usize), Condvar::new());
    let locked = || taken.0.lock().unwrap_or_else(PoisonError::into_inner);
    let (send, receive) = sync_channel(threads);
    thread::scope(|scope| {
        for _ in 0..threads {
            let send = send.clone();
            let (next, work, locked, taken) = (&next, &work, &locked, &taken);
            scope.spawn(move || loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let waits = |taken: &mut usize| number < count && number >= taken.saturating_add(threads * AHEAD);
                drop(taken.1.wait_while(locked(), waits).unwrap_or_else(PoisonError::into_inner));
                if number >= count || send.send((number, work(number))).is_err() {
                    return;
                }
            });
        }
        drop(send);
        let mut waiting = BTreeMap::new();
        let mut done = Ok(());
        for (number, result) in &receive {
            waiting.insert(number, result);
            let mut at = *locked();
            while let Some(result) = waiting.remove(&at).filter(|_| done.is_ok()) {
                done = take(result);
                at += 1;
            }
            if done.is_err() {
                // Nobody begins anything more.
                next.store(count, Ordering::Relaxed);
                at = usize::MAX;
            }
            *locked() = at;
            taken.1.notify_all();
        }
        done
    })
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn results_are_taken_in_order_and_an_error_ends_the_work() {
        for threads in [1, 2, 5] {
            let mut taken = Vec::new();
            let whole = streamed(
                50,
                threads,
                |number| number * 3,
                |result| {
                    taken.push(result);
                    Ok::<(), ()>(())
                },
            );
            assert_eq!((whole, taken), (Ok(()), (0..50).map(|number| number * 3).collect()));
            let mut last = 0;
            let ended = streamed(
                10_000,
                threads,
                |number| number,
                |result| {
                    last = result;
                    if result == 20 {
                        Err("enough")
                    } else {
                        Ok(())
                    }
                },
            );
            assert_eq!((ended, last), (Err("enough"), 20));
            assert_eq!(streamed(0, threads, |number| number, |_| Err("none")), Ok(()));
        }
    }

    #[test]
    fn the_order_is_that_of_the_numbers() {
        for (threads, block) in [(1, 1), (3, 1), (0, 64), (2, 7)] {
            assert_eq!(in_order(100, threads, block, |number| number * 2), (0..100).map(|number| number * 2).collect::<Vec<_>>());
        }
        assert!(in_order(0, 2, 1, |number| number).is_empty());
    }

    #[test]
    fn every_step_is_told_once_and_the_sum_comes_out() {
        for threads in [1, 3] {
            let steps = RefCell::new(Vec::new());
            let told = |done, sum| steps.borrow_mut().push((done, sum));
            in_order_told(5, threads, 2, |number| number, |number| *number as u64, &told);
            let steps = steps.into_inner();
            assert_eq!(steps.iter().map(|(done, _)| *done).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
            assert_eq!(steps.last(), Some(&(5, 10)));
        }
    }
}
