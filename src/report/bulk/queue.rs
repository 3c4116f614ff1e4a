//! The same work for one congress after another, on several threads, with a bounded number of them in memory.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{sync_channel, Receiver};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::{Congress, Failed, Made, Put, Work};

/// A congress to be written, and its number in the order of all.
pub(super) struct Job {
    pub number: usize,
    pub congress: Congress,
}

type Make<'a> = &'a (dyn Fn(Job) -> Result<Made, Failed> + Sync);

/// What is made of each congress, in order. The first failure ends the work: what was begun is finished, nothing else is begun.
pub(super) fn side_by_side<E: From<Failed>>(work: &Work, make: Make, feed: impl FnOnce(&mut Put) -> Result<(), E>) -> Result<Vec<Made>, E> {
    let threads = if work.jobs == 0 { thread::available_parallelism().map_or(1, usize::from) } else { work.jobs };
    let finished = AtomicUsize::new(0);
    let failure: Mutex<Option<(usize, Failed)>> = Mutex::new(None);
    let failed = || failure.lock().unwrap_or_else(PoisonError::into_inner).is_some();
    let worker = |jobs: Arc<Mutex<Receiver<Job>>>| {
        let mut done = Vec::new();
        loop {
            // The lock is let go before the work begins.
            let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(job) = job else { return done };
            if failed() {
                continue;
            }
            let number = job.number;
            match make(job) {
                Ok(made) => {
                    finished.fetch_add(1, Ordering::Relaxed);
                    done.push((number, made));
                }
                Err(why) => {
                    let mut first = failure.lock().unwrap_or_else(PoisonError::into_inner);
                    if first.as_ref().is_none_or(|(known, _)| number < *known) {
                        *first = Some((number, why));
                    }
                }
            }
        }
    };
    let worker = &worker;
    let (fed, mut made) = thread::scope(|scope| {
        let (sender, jobs) = sync_channel::<Job>(threads);
        let jobs = Arc::new(Mutex::new(jobs));
        let workers: Vec<_> = (0..threads).map(|_| Arc::clone(&jobs)).map(|jobs| scope.spawn(move || worker(jobs))).collect();
        // Only workers hold it now: should all of them panic, nobody waits for them.
        drop(jobs);
        let mut number = 0;
        let fed = feed(&mut |congress: Congress| {
            if work.names.get(number) != Some(&congress.names) {
                return Err(Failed::Book(format!("congress {number} is not the one announced: {:?}", congress.names)));
            }
            (work.told)(finished.load(Ordering::Relaxed));
            let sent = sender.send(Job { number, congress });
            number += 1;
            if failed() || sent.is_err() {
                return Err(Failed::Book(STOPPED.to_owned()));
            }
            Ok(())
        });
        drop(sender);
        let joined = workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        (fed, joined.flatten().collect::<Vec<_>>())
    });
    // Why the work stopped says more than that it did.
    if let Some((_, why)) = failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Err(why.into());
    }
    fed?;
    (work.told)(made.len());
    made.sort_by_key(|(number, _)| *number);
    Ok(made.into_iter().map(|(_, made)| made).collect())
}

const STOPPED: &str = "no more workbooks are written";
