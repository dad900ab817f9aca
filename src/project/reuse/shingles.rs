//! Runs of five words, and which of them stand for a text.

/// Words of a shingle.
pub(super) const WIDTH: usize = 5;

/// The shingles of a text, each once, in the order of their numbers; a text of fewer words has none.
pub(super) fn shingles(words: &[u32]) -> Vec<u64> {
    let mut out: Vec<u64> = words.windows(WIDTH).map(shingle).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The number of a run of words, spread evenly over all numbers.
pub(super) fn shingle(run: &[u32]) -> u64 {
    let mixed = run.iter().fold(0x9e37_79b9_7f4a_7c15_u64, |h, word| {
        (h.rotate_left(23) ^ u64::from(*word)).wrapping_mul(0xff51_afd7_ed55_8ccd)
    });
    let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    mixed ^ (mixed >> 32)
}

/// Shingles up to which all of a text are kept; from twice as many on only every fourth is.
const ALL: usize = 128;

/// Which shingles stand for a text of `count`: those whose number is divisible by two to this power. A shingle that is kept of a
/// longer text is kept of a shorter one too, so what two texts share is found in both.
pub(super) fn sparseness(count: usize) -> u32 {
    match count {
        0..=ALL => 0,
        n if n <= 2 * ALL => 1,
        _ => 2,
    }
}

/// The smallest numbers among the shingles (`MinHash` by threshold): what stands for the text in the index.
pub(super) fn sketch(shingles: &[u64]) -> impl Iterator<Item = u32> + '_ {
    let power = sparseness(shingles.len());
    shingles.iter().filter(move |s| **s & ((1 << power) - 1) == 0).map(|s| (s >> 32) as u32)
}

/// How many numbers two ordered lists share.
pub(super) fn shared(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        i += usize::from(x <= y);
        j += usize::from(y <= x);
        count += usize::from(x == y);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_five_words_are_counted_once() {
        assert!(shingles(&[1, 2, 3, 4]).is_empty());
        assert_eq!(shingles(&[1, 2, 3, 4, 5, 6]).len(), 2);
        assert_eq!(shingles(&[7; 40]).len(), 1);
        assert_ne!(shingle(&[1, 2, 3, 4, 5]), shingle(&[5, 4, 3, 2, 1]));
    }

    #[test]
    fn what_is_kept_of_a_long_text_is_kept_of_a_short_one() {
        let long: Vec<u32> = (0..3000).collect();
        let of_long: Vec<u32> = sketch(&shingles(&long)).collect();
        let of_part: Vec<u32> = sketch(&shingles(&long[100..200])).collect();
        assert!((500..1000).contains(&of_long.len()), "{}", of_long.len());
        assert_eq!(of_part.len(), 96);
        let found = of_part.iter().filter(|s| of_long.contains(s)).count();
        assert!((12..40).contains(&found), "{found}");
    }

    #[test]
    fn shared_numbers_are_counted() {
        assert_eq!(shared(&[1, 3, 5, 9], &[2, 3, 9, 10]), 2);
        assert_eq!(shared(&[], &[1]), 0);
    }
}
