//! Which texts share their words: equal texts first, then pairs by an index of shingles, each counted exactly.

use super::ReusePair;
use super::shingles::{shared, shingles, sketch, sparseness};
use crate::jobs::{Cancelled, Monitor, in_parts};
use std::ops::Range;

/// Shingles that a text must have to be compared: what two shorter ones share is chance.
const SHORTEST: usize = 12;
/// Texts with one shingle that each text is held against: a turn of phrase that stands in more of them tells little.
const TURN_OF_PHRASE: usize = 400;
/// Pairs that are kept of the later text: its nearest ones.
const NEAREST: usize = 5;
/// Part of the smaller text's kept shingles that must be shared before all are counted, for a least containment of 1.
const HINT: f64 = 0.4;

/// Texts of the same words, each run in the order of the list; and what shares at least `least` of the smaller text, by the later
/// text and then by nearness. Of equal texts the first stands for all.
pub(super) fn find(
    texts: &[Vec<u32>],
    least: f64,
    monitor: &Monitor,
) -> Result<(Vec<Vec<usize>>, Vec<ReusePair>), Cancelled> {
    monitor.set_total(2 * texts.len() as u64);
    let (equal, own) = equal_texts(texts);
    let index = Index::of(texts, &own, monitor)?;
    let smallest = texts.len().div_ceil(64).max(8);
    let parts = in_parts(texts.len(), smallest, |range| index.pairs_in(range, texts, least, monitor));
    let mut pairs = Vec::new();
    for part in parts {
        pairs.extend(part?);
    }
    Ok((equal, pairs))
}

/// Groups of equal texts, and for each text whether it stands for itself.
fn equal_texts(texts: &[Vec<u32>]) -> (Vec<Vec<usize>>, Vec<bool>) {
    let number = |words: &Vec<u32>| {
        let mut hasher = blake3::Hasher::new();
        for word in words {
            hasher.update(&word.to_le_bytes());
        }
        *hasher.finalize().as_bytes()
    };
    let mut by_words: Vec<([u8; 32], usize)> = texts
        .iter()
        .enumerate()
        .filter(|(_, words)| !words.is_empty())
        .map(|(at, words)| (number(words), at))
        .collect();
    by_words.sort_unstable();
    let mut own = vec![true; texts.len()];
    let mut groups = Vec::new();
    for run in by_words.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
        let group: Vec<usize> = run.iter().map(|(_, at)| *at).collect();
        for at in group.iter().skip(1) {
            own[*at] = false;
        }
        groups.push(group);
    }
    groups.sort_unstable();
    (groups, own)
}

/// Which texts have which shingles, as far as these stand for them.
struct Index {
    /// Texts by shingle, run after run.
    postings: Vec<u32>,
    /// Of each text, the runs that it stands in: first place and place after the last.
    runs: Vec<Vec<(u32, u32)>>,
    /// Shingles of each text.
    counts: Vec<usize>,
}

impl Index {
    fn of(texts: &[Vec<u32>], own: &[bool], monitor: &Monitor) -> Result<Self, Cancelled> {
        let look = |range: Range<usize>| {
            let mut out: Vec<(usize, Vec<u64>)> = Vec::new();
            for at in range {
                if monitor.check().is_err() {
                    return out;
                }
                let all = shingles(&texts[at]);
                let enough = own[at] && all.len() >= SHORTEST;
                let entry = |shingle: u32| u64::from(shingle) << 32 | at as u64;
                out.push((all.len(), if enough { sketch(&all).map(entry).collect() } else { Vec::new() }));
                monitor.advance(1);
            }
            out
        };
        let kept: Vec<(usize, Vec<u64>)> = in_parts(texts.len(), 64, look).into_iter().flatten().collect();
        monitor.check()?;
        let mut entries: Vec<u64> = kept.iter().flat_map(|(_, entries)| entries.iter().copied()).collect();
        let counts = kept.into_iter().map(|(count, _)| count).collect();
        entries.sort_unstable();
        entries.dedup();
        let mut runs = vec![Vec::new(); texts.len()];
        let mut start = 0_u32;
        for run in entries.chunk_by(|a, b| a >> 32 == b >> 32) {
            let end = start + run.len() as u32;
            if run.len() > 1 {
                for entry in run {
                    runs[(entry & 0xffff_ffff) as usize].push((start, end));
                }
            }
            start = end;
        }
        Ok(Self { postings: entries.into_iter().map(|entry| entry as u32).collect(), runs, counts })
    }

    /// The pairs whose later text is in a range.
    fn pairs_in(
        &self,
        range: Range<usize>,
        texts: &[Vec<u32>],
        least: f64,
        monitor: &Monitor,
    ) -> Result<Vec<ReusePair>, Cancelled> {
        let mut met = vec![0_u32; texts.len()];
        let mut out = Vec::new();
        for second in range {
            monitor.check()?;
            let mut touched = Vec::new();
            for (start, end) in &self.runs[second] {
                let run = self.postings.get(*start as usize..*end as usize).unwrap_or_default();
                for first in run.iter().take(TURN_OF_PHRASE).map(|at| *at as usize).take_while(|at| *at < second) {
                    if met[first] == 0 {
                        touched.push(first);
                    }
                    met[first] += 1;
                }
            }
            touched.sort_unstable();
            let mut nearest = Vec::new();
            let mut own = None;
            for first in touched {
                let met = std::mem::take(&mut met[first]);
                if !self.may_share(first, second, met, least) {
                    continue;
                }
                let own = own.get_or_insert_with(|| shingles(&texts[second]));
                let other = shingles(&texts[first]);
                let shared = shared(&other, own);
                let containment = shared as f64 / other.len().min(own.len()).max(1) as f64;
                if containment >= least {
                    let shingles = [other.len(), own.len()];
                    nearest.push(ReusePair { first, second, shared, shingles, containment });
                }
            }
            nearest.sort_by(|a: &ReusePair, b| b.containment.total_cmp(&a.containment).then(a.first.cmp(&b.first)));
            nearest.truncate(NEAREST);
            out.extend(nearest);
            monitor.advance(1);
        }
        Ok(out)
    }

    /// Whether what the index shows of two texts makes it worth while to count all their shingles.
    fn may_share(&self, first: usize, second: usize, met: u32, least: f64) -> bool {
        let (a, b) = (self.counts[first], self.counts[second]);
        let power = sparseness(a.max(b));
        let expected = a.min(b) as f64 / f64::from(1_u32 << power);
        f64::from(met) >= expected * least * HINT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of a text that no other seed has.
    fn text(seed: u32, words: u32) -> Vec<u32> {
        (0..words).map(|n| (seed << 16) + n).collect()
    }

    fn found(texts: &[Vec<u32>], least: f64) -> Vec<(usize, usize, u32)> {
        let (_, pairs) = find(texts, least, &Monitor::silent()).unwrap();
        pairs.iter().map(|p| (p.first, p.second, (p.containment * 100.0).round() as u32)).collect()
    }

    #[test]
    fn a_part_of_a_long_text_is_found_in_it() {
        let long = text(1, 2000);
        let mut edited = text(2, 400);
        edited[100..300].copy_from_slice(&long[700..900]);
        let texts = [long.clone(), text(3, 900), edited, long[50..110].to_vec()];
        assert_eq!(found(&texts, 0.4), [(0, 2, 49), (0, 3, 100)]);
        assert_eq!(found(&texts, 0.5), [(0, 3, 100)]);
    }

    #[test]
    fn equal_texts_are_offered_once() {
        let a = text(1, 300);
        let mut near = a.clone();
        near.truncate(280);
        let texts = [a.clone(), text(2, 300), a.clone(), near, a];
        let (equal, pairs) = find(&texts, 0.5, &Monitor::silent()).unwrap();
        assert_eq!(equal, [vec![0, 2, 4]]);
        let pairs: Vec<_> = pairs.iter().map(|p| (p.first, p.second)).collect();
        assert_eq!(pairs, [(0, 3)], "the others of the group are the same text");
    }

    #[test]
    fn a_common_turn_of_phrase_makes_no_pair() {
        let phrase = text(99, 20);
        let texts: Vec<Vec<u32>> = (1..600).map(|n| [text(n, 200), phrase.clone()].concat()).collect();
        assert_eq!(found(&texts, 0.5), []);
    }

    #[test]
    fn many_copies_keep_their_nearest() {
        let source = text(1, 300);
        let copy = |cut: usize| source[..source.len() - cut].to_vec();
        let texts: Vec<Vec<u32>> = (0..30).map(copy).collect();
        let pairs = found(&texts, 0.5);
        assert_eq!(pairs.iter().filter(|(_, second, _)| *second == 29).count(), NEAREST);
        assert!(pairs.iter().all(|(first, second, part)| first < second && *part == 100));
    }

    #[test]
    fn whoever_asks_stops_it() {
        let texts = [text(1, 100), text(1, 90)];
        let job = crate::jobs::Job::spawn("reuse", std::sync::Arc::new(|| std::time::Duration::ZERO), None, {
            move |monitor| {
                while monitor.check().is_ok() {
                    std::thread::yield_now();
                }
                find(&texts, 0.5, monitor)
            }
        });
        job.cancel();
        assert!(job.wait().is_err());
    }
}
