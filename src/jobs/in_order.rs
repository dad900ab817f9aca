//! A long list of items worked on by all processors, with the results in the order of the items and bounded memory.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How long nothing may come before the caller is told.
const PAUSE: Duration = Duration::from_millis(100);
/// Results of one item that may wait to be taken.
const RESULTS: usize = 2;

/// How much may be under way at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Room {
    /// Items that are worked on or whose results wait.
    pub items: usize,
    /// Sum of their weights. An item that is heavier than this is worked on alone.
    pub weight: u64,
}

/// Where the work on an item puts its results.
pub struct Results<O>(SyncSender<O>);

impl<O> Results<O> {
    /// Hands a result over, and waits until there is room for it. Returns whether somebody took it; if nobody does, the work is to end.
    pub fn put(&self, result: O) -> bool {
        self.0.send(result).is_ok()
    }
}

/// What the workers share.
struct Shared<I: Iterator, O> {
    items: I,
    /// The next item and its weight, looked at but not begun.
    next: Option<(I::Item, u64)>,
    ended: bool,
    /// Items that were begun and whose results are not all taken, in their order.
    begun: VecDeque<(u64, Receiver<O>)>,
    items_open: usize,
    weight_open: u64,
    workers: usize,
}

impl<I: Iterator, O> Shared<I, O> {
    /// Begins nothing more, and throws away what was begun.
    fn stop(&mut self) {
        self.ended = true;
        self.next = None;
        self.begun.clear();
    }
}

/// Works on items on all processors at the same time; `take` gets their results on the caller's thread, in the order of the items and,
/// for each item, in the order of its results; or `None`, once, where nothing comes for a moment. An item may have any number of results. [`ControlFlow::Break`] ends the work: what is
/// under way is thrown away. A panic of `work` is passed on to the caller.
///
/// Nothing is begun that does not fit into `room` together with all that was begun before it.
pub fn in_order<I, O>(
    items: I,
    room: Room,
    weight: impl Fn(&I::Item) -> u64 + Sync,
    work: impl Fn(I::Item, &Results<O>) + Sync,
    mut take: impl FnMut(Option<O>) -> ControlFlow<()>,
) where
    I: Iterator + Send,
    I::Item: Send,
    O: Send,
{
    let workers = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(room.items.max(1));
    let shared =
        Shared { items, next: None, ended: false, begun: VecDeque::new(), items_open: 0, weight_open: 0, workers };
    let shared = Mutex::new(shared);
    let changed = Condvar::new();
    thread::scope(|scope| {
        let running: Vec<_> = (0..workers)
            .map(|_| {
                scope.spawn(|| {
                    let _leaving = Leaving { shared: &shared, changed: &changed };
                    while let Some((item, results)) = begin(&shared, &changed, room, &weight) {
                        work(item, &results);
                    }
                })
            })
            .collect();
        let mut stopped = false;
        loop {
            let mut idle = || stopped || take(None).is_continue();
            let Some((weight, results)) = first(&shared, &changed, &mut idle) else { break };
            stopped = stopped || !take_all(&results, &mut take);
            drop(results);
            let mut now = lock(&shared);
            now.items_open = now.items_open.saturating_sub(1);
            now.weight_open = now.weight_open.saturating_sub(weight);
            if stopped {
                // Whoever waits for room to put a result is told that nobody takes it.
                now.stop();
            }
            changed.notify_all();
        }
        for worker in running {
            worker.join().unwrap_or_else(|panic| resume_unwind(panic));
        }
    });
}

/// Takes all results of an item. Returns whether to go on.
fn take_all<O>(results: &Receiver<O>, take: &mut impl FnMut(Option<O>) -> ControlFlow<()>) -> bool {
    loop {
        let next = match results.recv_timeout(PAUSE) {
            Ok(result) => Some(result),
            Err(RecvTimeoutError::Timeout) => {
                if take(None).is_break() {
                    return false;
                }
                results.recv().ok()
            }
            Err(RecvTimeoutError::Disconnected) => None,
        };
        let Some(result) = next else { return true };
        if take(Some(result)).is_break() {
            return false;
        }
    }
}

/// Says that a worker ends, also when it does so by a panic: nobody is to wait for it.
struct Leaving<'a, I: Iterator, O> {
    shared: &'a Mutex<Shared<I, O>>,
    changed: &'a Condvar,
}

impl<I: Iterator, O> Drop for Leaving<'_, I, O> {
    fn drop(&mut self) {
        let mut now = lock(self.shared);
        now.workers -= 1;
        if thread::panicking() {
            now.ended = true;
            now.next = None;
        }
        drop(now);
        self.changed.notify_all();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The next item, once there is room for it.
fn begin<I: Iterator, O>(
    shared: &Mutex<Shared<I, O>>,
    changed: &Condvar,
    room: Room,
    weight: &impl Fn(&I::Item) -> u64,
) -> Option<(I::Item, Results<O>)> {
    let mut now = lock(shared);
    loop {
        if now.next.is_none() && !now.ended {
            now.next = now.items.next().map(|item| {
                let weight = weight(&item);
                (item, weight)
            });
            if now.next.is_none() {
                now.ended = true;
                changed.notify_all();
            }
        }
        if let Some((item, weight)) = now.next.take() {
            let fits = now.items_open < room.items && now.weight_open.saturating_add(weight) <= room.weight;
            if fits || now.items_open == 0 {
                let (sender, receiver) = sync_channel(RESULTS);
                now.items_open += 1;
                now.weight_open = now.weight_open.saturating_add(weight);
                now.begun.push_back((weight, receiver));
                changed.notify_all();
                return Some((item, Results(sender)));
            }
            now.next = Some((item, weight));
        } else if now.ended {
            return None;
        }
        now = changed.wait(now).unwrap_or_else(PoisonError::into_inner);
    }
}

/// The results of the first item that was begun; `None` at the end, or if all workers are gone. `idle` is asked once where there is none
/// for a moment; if it says no, nothing more is begun.
fn first<I: Iterator, O>(
    shared: &Mutex<Shared<I, O>>,
    changed: &Condvar,
    idle: &mut impl FnMut() -> bool,
) -> Option<(u64, Receiver<O>)> {
    let mut now = lock(shared);
    let mut asked = false;
    loop {
        if let Some(first) = now.begun.pop_front() {
            return Some(first);
        }
        if now.ended && now.next.is_none() || now.workers == 0 {
            return None;
        }
        let (back, waited) = changed.wait_timeout(now, PAUSE).unwrap_or_else(PoisonError::into_inner);
        now = back;
        if waited.timed_out() && !asked {
            drop(now);
            asked = true;
            let goes_on = idle();
            now = lock(shared);
            if !goes_on {
                now.stop();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    const WIDE: Room = Room { items: 8, weight: 1_000 };

    fn all(items: u64, room: Room, work: impl Fn(u64, &Results<u64>) + Sync) -> Vec<u64> {
        let mut out: Vec<u64> = Vec::new();
        in_order(
            0..items,
            room,
            |i| *i,
            work,
            |result| {
                out.extend(result);
                ControlFlow::Continue(())
            },
        );
        out
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let each = |i: u64, results: &Results<u64>| {
            // Early items take longest, and every fifth has no result.
            for n in 0..(200 - i) * 200 {
                std::hint::black_box(n);
            }
            (0..i % 5).for_each(|n| assert!(results.put(i * 10 + n)));
        };
        let expected: Vec<u64> = (0..200).flat_map(|i| (0..i % 5).map(move |n| i * 10 + n)).collect();
        assert_eq!(all(200, WIDE, each), expected);
        assert_eq!(all(200, Room { items: 1, weight: 0 }, each), expected);
        assert_eq!(all(0, WIDE, each), Vec::<u64>::new());
    }

    #[test]
    fn no_more_is_under_way_than_there_is_room_for() {
        let (open, most) = (AtomicU64::new(0), AtomicU64::new(0));
        let mut taken = 0;
        in_order(
            [3_u64, 3, 3, 50, 3, 3, 4, 10, 3].into_iter(),
            Room { items: 3, weight: 10 },
            |w| *w,
            |w, results: &Results<u64>| {
                most.fetch_max(open.fetch_add(w, Ordering::SeqCst) + w, Ordering::SeqCst);
                results.put(w);
            },
            |w| {
                open.fetch_sub(w.unwrap_or(0), Ordering::SeqCst);
                taken += usize::from(w.is_some());
                ControlFlow::Continue(())
            },
        );
        // The heavy one was alone.
        assert_eq!((taken, most.load(Ordering::SeqCst)), (9, 50));
    }

    #[test]
    fn whoever_takes_no_more_ends_the_work() {
        let begun = AtomicU64::new(0);
        let mut taken = Vec::new();
        in_order(
            0..u64::MAX,
            WIDE,
            |_| 1,
            |i, results| {
                begun.fetch_add(1, Ordering::SeqCst);
                // Ends by itself once nobody takes.
                while results.put(i) && i > 2 {}
            },
            |i| {
                taken.extend(i);
                if i == Some(3) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(taken, [0, 1, 2, 3]);
        assert!(begun.load(Ordering::SeqCst) < 20);
    }

    #[test]
    fn the_caller_is_told_when_nothing_comes_for_a_moment() {
        let (told, waits) = std::sync::mpsc::channel();
        let waits = Mutex::new(waits);
        let mut seen = Vec::new();
        in_order(
            0..3,
            WIDE,
            |_| 1,
            |i, results| {
                if i == 1 {
                    // Goes on only when the caller was told that it waits.
                    lock(&waits).recv().unwrap();
                }
                results.put(i);
            },
            |i| {
                seen.push(i);
                if i.is_none() {
                    told.send(()).unwrap_or_default();
                }
                ControlFlow::Continue(())
            },
        );
        assert!(seen.contains(&None));
        assert_eq!(seen.into_iter().flatten().collect::<Vec<_>>(), [0, 1, 2]);
    }

    #[test]
    #[should_panic(expected = "item 7")]
    fn a_panic_reaches_the_caller() {
        all(100, WIDE, |i, _| assert!(i != 7, "item 7"));
    }
}
