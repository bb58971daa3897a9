//! Many things worked on at once, one worker per thread, with the results in the order of the things.
//!
//! A worker lives as long as its thread and keeps its memory from one thing to the next. What the results are
//! does not depend on how many workers there are.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// As many threads as the machine runs at once.
pub fn all_cores() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// Does the work on every item; `done` is told of each that is finished, in the order in which they finish.
pub fn map<W: Send, T: Sync, R: Send>(
    workers: &mut [W],
    items: &[T],
    work: impl Fn(&mut W, &T) -> R + Sync,
    mut done: impl FnMut(),
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let mut results: Vec<Option<R>> = items.iter().map(|_| None).collect();
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for worker in workers {
            let (sender, next, work) = (sender.clone(), &next, &work);
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(index) else { break };
                    if sender.send((index, work(worker, item))).is_err() {
                        break;
                    }
                }
            });
        }
        // The loop below ends when the last worker has let go of its own.
        drop(sender);
        for (index, result) in receiver {
            if let Some(place) = results.get_mut(index) {
                *place = Some(result);
            }
            done();
        }
    });
    results.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_the_order_of_the_items_whatever_the_number_of_workers() {
        let items: Vec<u64> = (0..500).collect();
        // The first items take longest, so that they finish last.
        let work = |seen: &mut u64, item: &u64| {
            *seen += 1;
            (0..(500 - item) * 20).fold(*item, |sum, n| std::hint::black_box(sum ^ n ^ n))
        };
        for count in [1, 2, 7] {
            let mut workers = vec![0; count];
            let mut done = 0;
            assert_eq!(map(&mut workers, &items, work, || done += 1), items);
            assert_eq!((done, workers.iter().sum::<u64>()), (500, 500));
        }
    }

    #[test]
    fn nothing_to_do_is_done_at_once() {
        let nothing: [u8; 0] = [];
        assert!(map(&mut [()], &nothing, |(), item| *item, || ()).is_empty());
    }
}
