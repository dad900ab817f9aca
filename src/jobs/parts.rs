//! One computation on all processors at once.

use std::ops::Range;
use std::panic::resume_unwind;
use std::thread;

/// Cuts `0..len` into as many parts as there are processors (but none smaller than `smallest`), works on them at the same
/// time and gives the results in the order of the parts.
///
/// How many parts there are depends on the machine: for the same answer everywhere, join the results in a way that does
/// not depend on where the cuts were (whole numbers; or figures per item, collected in order). A panic in a part is
/// passed on to the caller.
pub fn in_parts<T: Send>(len: usize, smallest: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    in_at_most(processors, len, smallest, work)
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

#[cfg(test)]
mod tests {
    use super::*;

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
