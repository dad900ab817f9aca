//! One computation on all processors at once.

use std::cell::Cell;
use std::ops::Range;
use std::panic::resume_unwind;
use std::thread;

thread_local! {
    static CHOSEN: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Does some work with so many threads in place of one for each processor: what it comes to must not depend on it.
pub fn on_threads<T>(number: usize, work: impl FnOnce() -> T) -> T {
    let before = CHOSEN.replace(Some(number.max(1)));
    let done = work();
    CHOSEN.set(before);
    done
}

fn threads() -> usize {
    CHOSEN.get().unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from))
}

/// Cuts `0..len` into as many parts as there are processors (but none smaller than `smallest`), works on them at the same
/// time and gives the results in the order of the parts.
///
/// How many parts there are depends on the machine: for the same answer everywhere, join the results in a way that does
/// not depend on where the cuts were (whole numbers; or figures per item, collected in order). A panic in a part is
/// passed on to the caller.
pub fn in_parts<T: Send>(len: usize, smallest: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    in_at_most(threads(), len, smallest, work)
}

fn in_at_most<T: Send>(most: usize, len: usize, smallest: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let parts = most.min(len / smallest.max(1)).max(1);
    let part = |i: usize| len * i / parts..len * (i + 1) / parts;
    if parts == 1 {
        return vec![work(0..len)];
    }
    thread::scope(|scope| {
        let work = &work;
        let running: Vec<_> = (0..parts).map(|i| scope.spawn(move || work(part(i)))).collect();
        running.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

/// The same over a list that is filled meanwhile: its items, `width` places each, are handed out part by part, with the range of
/// items that a part holds.
pub fn fill_in_parts<O: Send, T: Send>(
    list: &mut [O],
    width: usize,
    smallest: usize,
    work: impl Fn(Range<usize>, &mut [O]) -> T + Sync,
) -> Vec<T> {
    let len = list.len().checked_div(width).unwrap_or(0);
    let parts = threads().min(len / smallest.max(1)).max(1);
    thread::scope(|scope| {
        let (work, mut left) = (&work, list);
        let mut running = Vec::with_capacity(parts);
        for part in 0..parts {
            let range = len * part / parts..len * (part + 1) / parts;
            let (own, rest) = std::mem::take(&mut left).split_at_mut(range.len() * width);
            left = rest;
            running.push(scope.spawn(move || work(range, own)));
        }
        running.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_filled_by_all_parts() {
        for (len, width, smallest) in [(0, 3, 1), (7, 1, 1), (1_000, 3, 10), (5, 2, 100)] {
            let mut list = vec![0; len * width];
            let ranges = fill_in_parts(&mut list, width, smallest, |range, own| {
                for (item, places) in range.clone().zip(own.chunks_exact_mut(width)) {
                    places.fill(item + 1);
                }
                range
            });
            let items: Vec<usize> = ranges.into_iter().flatten().collect();
            assert_eq!(items, (0..len).collect::<Vec<_>>());
            assert!(list.iter().enumerate().all(|(place, item)| *item == place / width + 1));
        }
        assert_eq!(fill_in_parts(&mut [0_u8; 4], 0, 1, |range, own| (range, own.len())), [(0..0, 0)]);
    }

    #[test]
    fn parts_cover_everything_once_and_in_order() {
        for (most, len, smallest) in [(1, 10, 1), (3, 10, 1), (4, 3, 1), (4, 100, 40), (7, 0, 1), (2, 5, 0)] {
            let parts = in_at_most(most, len, smallest, |range| range);
            assert!(parts.len() <= most);
            let items: Vec<usize> = parts.iter().cloned().flatten().collect();
            assert_eq!(items, (0..len).collect::<Vec<_>>(), "{most} {len} {smallest}");
            assert!(parts.len() == 1 || parts.iter().all(|part| part.len() >= smallest));
        }
    }

    #[test]
    #[should_panic(expected = "part with 7")]
    fn a_panic_in_a_part_reaches_the_caller() {
        in_at_most(3, 9, 1, |range| assert!(!range.contains(&7), "part with 7"));
    }
}
