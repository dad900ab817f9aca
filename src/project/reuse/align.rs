//! Which words of one text are which of another, in order; and what stands in both but elsewhere.

use super::shingles::{WIDTH, shingle};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Pairs of words that are held against each other at most; beyond, only words that occur once are held on to.
const CELLS: usize = 250_000;
/// Steps of the whole work at most: two texts of a million words that share nothing must end too.
const EFFORT: usize = 60_000_000;
/// Words of a run that counts although what stands on both sides of it differs.
const RUN: usize = 3;

/// For each word of `a` the word of `b` that it is, in ascending order.
pub(super) fn align(a: &[u32], b: &[u32]) -> Vec<Option<usize>> {
    let mut out = vec![None; a.len()];
    let mut effort = EFFORT;
    let mut waiting = vec![(0..a.len(), 0..b.len())];
    while let Some((mut x, mut y)) = waiting.pop() {
        while x.start < x.end && y.start < y.end && a[x.start] == b[y.start] {
            out[x.start] = Some(y.start);
            x.start += 1;
            y.start += 1;
        }
        while x.start < x.end && y.start < y.end && a[x.end - 1] == b[y.end - 1] {
            x.end -= 1;
            y.end -= 1;
            out[x.end] = Some(y.end);
        }
        if x.is_empty() || y.is_empty() {
            continue;
        }
        let cost = if x.len() * y.len() <= CELLS { x.len() * y.len() } else { 20 * (x.len() + y.len()) };
        let Some(left) = effort.checked_sub(cost) else { break };
        effort = left;
        if x.len() * y.len() <= CELLS {
            for (i, j) in longest(&a[x.clone()], &b[y.clone()]) {
                out[x.start + i] = Some(y.start + j);
            }
            continue;
        }
        let mut anchors = anchors(a, b, &x, &y, WIDTH);
        if anchors.is_empty() {
            anchors = self::anchors(a, b, &x, &y, 1);
        }
        let (mut from_a, mut from_b) = (x.start, y.start);
        let none = anchors.is_empty();
        for (i, j) in anchors {
            out[i] = Some(j);
            waiting.push((from_a..i, from_b..j));
            (from_a, from_b) = (i + 1, j + 1);
        }
        if !none {
            waiting.push((from_a..x.end, from_b..y.end));
        }
    }
    drop_chance(&mut out, b.len());
    out
}

/// Places of runs of words that occur once in each part, as many as follow each other in both.
fn anchors(a: &[u32], b: &[u32], x: &Range<usize>, y: &Range<usize>, width: usize) -> Vec<(usize, usize)> {
    let once = |words: &[u32], range: &Range<usize>| {
        let mut places: BTreeMap<u64, Option<usize>> = BTreeMap::new();
        for (at, run) in words[range.clone()].windows(width).enumerate() {
            places.entry(shingle(run)).and_modify(|p| *p = None).or_insert(Some(range.start + at));
        }
        places
    };
    let in_b = once(b, y);
    let mut both: Vec<(usize, usize)> = once(a, x)
        .into_iter()
        .filter_map(|(run, at)| Some((at?, (*in_b.get(&run)?)?)))
        .filter(|(i, j)| a[*i] == b[*j])
        .collect();
    both.sort_unstable();
    // The longest ascending row, by patience.
    let mut tops: Vec<usize> = Vec::new();
    let mut before = vec![None; both.len()];
    for (at, (_, j)) in both.iter().enumerate() {
        let pile = tops.partition_point(|top| both[*top].1 < *j);
        before[at] = pile.checked_sub(1).map(|p| tops[p]);
        if pile == tops.len() { tops.push(at) } else { tops[pile] = at }
    }
    let mut row = Vec::new();
    let mut next = tops.last().copied();
    while let Some(at) = next {
        row.push(both[at]);
        next = before[at];
    }
    row.reverse();
    row
}

/// The longest common subsequence of two short lists, as pairs of places.
fn longest(a: &[u32], b: &[u32]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    let mut best = vec![0_u32; (a.len() + 1) * width];
    for (row, word) in a.iter().enumerate().rev() {
        for (column, other) in b.iter().enumerate().rev() {
            let at = row * width + column;
            best[at] = if word == other { best[at + width + 1] + 1 } else { best[at + width].max(best[at + 1]) };
        }
    }
    let mut out = Vec::new();
    let (mut row, mut column) = (0, 0);
    while row < a.len() && column < b.len() {
        let at = row * width + column;
        if a[row] == b[column] {
            out.push((row, column));
            row += 1;
            column += 1;
        } else if best[at + width] >= best[at + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    out
}

/// A word or two that happen to stand in both, in the middle of what differs, are no common text.
fn drop_chance(out: &mut [Option<usize>], b_len: usize) {
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    for (i, j) in out.iter().enumerate().filter_map(|(i, j)| Some((i, (*j)?))) {
        match runs.last_mut() {
            Some((start, first, len)) if *start + *len == i && *first + *len == j => *len += 1,
            _ => runs.push((i, j, 1)),
        }
    }
    let gap = |from: (usize, usize), to: (usize, usize)| (to.0 - from.0).max(to.1 - from.1);
    let end = (out.len(), b_len);
    let mut last = (0, 0);
    for (at, (i, j, len)) in runs.iter().copied().enumerate() {
        let next = runs.get(at + 1).map_or(end, |(i, j, _)| (*i, *j));
        if len < RUN && gap(last, (i, j)) >= 2 * len && gap((i + len, j + len), next) >= 2 * len {
            out[i..i + len].fill(None);
        } else {
            last = (i + len, j + len);
        }
    }
}

/// For each word whether it stands in a run of five words that the other text has too.
pub(super) fn covered(words: &[u32], other: &[u32]) -> Vec<bool> {
    let there: BTreeSet<u64> = other.windows(WIDTH).map(shingle).collect();
    let mut out = vec![false; words.len()];
    for (at, run) in words.windows(WIDTH).enumerate() {
        if there.contains(&shingle(run)) {
            out[at..at + WIDTH].fill(true);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<u32> {
        crate::text::keys::word_keys(text).map(|word| word.key).collect()
    }

    fn only(a: &str, b: &str) -> Vec<String> {
        let found = align(&words(a), &words(b));
        a.split_whitespace().zip(found).filter(|(_, at)| at.is_none()).map(|(w, _)| w.to_owned()).collect()
    }

    #[test]
    fn a_word_that_was_changed_is_marked_alone() {
        let a = "the minister said on Monday that talks would go on";
        let b = "the minister said on Tuesday that talks would go on";
        assert_eq!(only(a, b), ["Monday"]);
        assert_eq!(only(b, a), ["Tuesday"]);
    }

    #[test]
    fn words_that_meet_by_chance_are_no_common_text() {
        let a = "alpha beta gamma delta the epsilon zeta eta theta";
        let b = "one two three four the five six seven eight";
        assert_eq!(only(a, b).len(), 9);
    }

    #[test]
    fn a_passage_that_moved_is_covered() {
        let a = words("one two three four five six seven eight nine ten eleven twelve");
        let b = words("seven eight nine ten eleven twelve one two three four five six");
        let aligned = align(&a, &b).iter().filter(|w| w.is_some()).count();
        assert_eq!(aligned, 6);
        assert!(covered(&a, &b).into_iter().all(|w| w));
        assert!(!covered(&a, &words("nothing of this stands there at all")).contains(&true));
    }

    #[test]
    fn long_texts_are_aligned_by_what_occurs_once() {
        let a: Vec<u32> = (0..5000).collect();
        let mut b = a.clone();
        b.splice(1000..1200, [9000; 900]);
        b.splice(3000..3000, [9001; 900]);
        let kept = align(&a, &b).into_iter().flatten().count();
        assert_eq!(kept, 4800);
        let other: Vec<u32> = (0..40_000).map(|n| n % 7).collect();
        let far: Vec<u32> = (0..40_000).map(|n| 10 + n % 7).collect();
        assert!(align(&other, &far).iter().all(Option::is_none));
    }

    proptest! {
        #[test]
        fn what_is_aligned_is_equal_and_in_order(a in prop::collection::vec(0_u32..6, 0..60), b in prop::collection::vec(0_u32..6, 0..60)) {
            let found = align(&a, &b);
            prop_assert_eq!(found.len(), a.len());
            let pairs: Vec<(usize, usize)> = found.iter().enumerate().filter_map(|(i, j)| Some((i, (*j)?))).collect();
            prop_assert!(pairs.iter().all(|(i, j)| a[*i] == b[*j]));
            prop_assert!(pairs.windows(2).all(|w| w[0].1 < w[1].1));
            prop_assert!(align(&a, &a).iter().enumerate().all(|(i, j)| *j == Some(i)));
        }
    }
}
