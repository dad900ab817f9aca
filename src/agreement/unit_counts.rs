//! Distinct unit profiles: how often each category was given to a unit, and how many units look the same.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::agreement::outcome::Counts;
use crate::agreement::ratings::MISSING;
use crate::jobs::in_parts;

/// One distinct profile.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Profile<'a> {
    /// (category, number of coders who gave it), ascending by category, numbers above zero.
    pub counts: &'a [(u32, u32)],
    /// Values in one unit of this profile: at least 1.
    pub total: u32,
    /// Number of units of this profile; another weight where units are weighted.
    pub weight: f64,
}

impl Profile<'_> {
    /// Whether two or more coders gave a value.
    pub fn is_pairable(&self) -> bool {
        self.total >= 2
    }
}

/// The units of [`Ratings`](crate::agreement::Ratings) as distinct profiles with weights, in a fixed order.
///
/// The sufficient statistic of every coefficient that does not ask who gave a value (alpha, Fleiss, AC1, BP, percent
/// agreement). Its size depends on the number of distinct profiles, not of units: a bootstrap replaces the weights.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitCounts {
    categories: usize,
    starts: Vec<usize>,
    entries: Vec<(u32, u32)>,
    totals: Vec<u32>,
    weights: Vec<f64>,
    counts: Counts,
}

impl UnitCounts {
    /// `times`: how many units each row of cells stands for; empty where it is one.
    pub(crate) fn of(cells: &[u32], times: &[u32], coders: usize, categories: usize) -> Self {
        let units = cells.len().checked_div(coders).unwrap_or(0);
        let bits = usize::BITS - coders.leading_zeros();
        let packed = usize::try_from(bits).unwrap_or(usize::MAX).checked_mul(categories).is_some_and(|n| n <= 128);
        let parts = in_parts(units, 20_000, |range| {
            let rows = cells.get(range.start * coders..range.end * coders).unwrap_or_default();
            let rows = rows.chunks_exact(coders.max(1));
            let times = times.get(range).unwrap_or_default().iter().map(|n| *n as usize).chain(std::iter::repeat(1));
            if packed {
                Distinct::Packed(packed_keys(rows.zip(times), bits, categories))
            } else {
                Distinct::Sorted(sorted_keys(rows.zip(times)))
            }
        });
        let mut distinct = Distinct::joined(parts).into_profiles(bits, categories);
        distinct.sort_unstable();

        let mut this = Self {
            categories,
            starts: vec![0],
            entries: Vec::new(),
            totals: Vec::new(),
            weights: Vec::new(),
            counts: Counts { coders, ..Counts::default() },
        };
        this.counts.units = if times.is_empty() { units } else { times.iter().map(|n| *n as usize).sum() };
        for (entries, number) in distinct {
            let total: u32 = entries.iter().map(|(_, n)| n).sum();
            this.counts.rated_units += number;
            if total >= 2 {
                this.counts.pairable_units += number;
                this.counts.pairable_values += number * total as usize;
            }
            this.entries.extend(entries);
            this.starts.push(this.entries.len());
            this.totals.push(total);
            this.weights.push(number as f64);
        }
        this
    }

    /// The same profiles with other numbers of units, of which those without a value are not known any more.
    pub(crate) fn reweighted(&self, weights: &[f64]) -> Self {
        let mut counts = Counts { coders: self.counts.coders, ..Counts::default() };
        for (weight, total) in weights.iter().zip(&self.totals) {
            let number = weight.round() as usize;
            counts.rated_units += number;
            if *total >= 2 {
                counts.pairable_units += number;
                counts.pairable_values += number * *total as usize;
            }
        }
        counts.units = counts.rated_units;
        Self { weights: weights.to_vec(), counts, ..self.clone() }
    }

    /// Number of units of each profile.
    pub(crate) fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The profiles with at least one value, in ascending order of their counts.
    pub fn profiles(&self) -> impl Iterator<Item = Profile<'_>> {
        let bounds = self.starts.windows(2).map(|w| self.entries.get(w[0]..w[1]).unwrap_or_default());
        bounds.zip(&self.totals).zip(&self.weights).map(|((counts, total), weight)| Profile {
            counts,
            total: *total,
            weight: *weight,
        })
    }

    /// The profiles with at least two values.
    pub fn pairable(&self) -> impl Iterator<Item = Profile<'_>> {
        self.profiles().filter(Profile::is_pairable)
    }

    /// How much material there is.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Number of declared categories.
    pub fn categories(&self) -> usize {
        self.categories
    }

    /// Weighted number of pairable values per category.
    pub fn pairable_totals(&self) -> Vec<f64> {
        let mut totals = vec![0.0; self.categories];
        for profile in self.pairable() {
            for (category, n) in profile.counts {
                totals[*category as usize] += profile.weight * f64::from(*n);
            }
        }
        totals
    }
}

/// Profiles as keys with their number of units.
enum Distinct {
    Packed(HashMap<u128, usize, BuildHasherDefault<KeyHasher>>),
    Sorted(HashMap<Box<[u32]>, usize>),
}

impl Distinct {
    #[expect(clippy::iter_over_hash_type, reason = "whole numbers add up to the same in any order")]
    fn joined(parts: Vec<Self>) -> Self {
        let mut parts = parts.into_iter();
        let mut whole = parts.next().unwrap_or_else(|| Self::Packed(HashMap::default()));
        for part in parts {
            match (&mut whole, part) {
                (Self::Packed(whole), Self::Packed(part)) => {
                    for (key, number) in part {
                        *whole.entry(key).or_default() += number;
                    }
                }
                (Self::Sorted(whole), Self::Sorted(part)) => {
                    for (key, number) in part {
                        *whole.entry(key).or_default() += number;
                    }
                }
                // All parts are made with the same choice.
                _ => {}
            }
        }
        whole
    }

    fn into_profiles(self, bits: u32, categories: usize) -> Vec<(Vec<(u32, u32)>, usize)> {
        match self {
            Self::Packed(keys) => {
                let mask = (1_u128 << bits) - 1;
                let unpack = |key: u128| {
                    let counts = (0..categories as u32).map(|c| (c, ((key >> (bits * c)) & mask) as u32));
                    counts.filter(|(_, n)| *n > 0).collect()
                };
                let rated = keys.into_iter().filter(|(key, _)| *key != 0);
                rated.map(|(key, number)| (unpack(key), number)).collect()
            }
            Self::Sorted(keys) => {
                let count =
                    |values: &[u32]| values.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u32)).collect();
                let rated = keys.into_iter().filter(|(values, _)| !values.is_empty());
                rated.map(|(values, number)| (count(&values), number)).collect()
            }
        }
    }
}

/// Counts all categories of a unit in one integer, `bits` bits each, so that a profile is one key to look up.
fn packed_keys<'a>(
    rows: impl Iterator<Item = (&'a [u32], usize)>,
    bits: u32,
    categories: usize,
) -> HashMap<u128, usize, BuildHasherDefault<KeyHasher>> {
    let mut distinct = HashMap::default();
    // Half the width is more than twice as quick, and without a branch on missing values it stays so.
    let narrow = (bits as usize) * categories <= 64;
    for (row, times) in rows {
        let key = if narrow {
            let one = |code: &u32| u64::from(*code != MISSING) << (bits.wrapping_mul(*code) & 63);
            u128::from(row.iter().map(one).sum::<u64>())
        } else {
            row.iter().map(|code| u128::from(*code != MISSING) << (bits.wrapping_mul(*code) & 127)).sum()
        };
        *distinct.entry(key).or_default() += times;
    }
    distinct
}

/// The general case: the sorted values of a unit are the key.
fn sorted_keys<'a>(rows: impl Iterator<Item = (&'a [u32], usize)>) -> HashMap<Box<[u32]>, usize> {
    let mut distinct: HashMap<Box<[u32]>, usize> = HashMap::new();
    let mut sorted = Vec::new();
    for (row, times) in rows {
        sorted.clear();
        sorted.extend(row.iter().filter(|c| **c != MISSING));
        sorted.sort_unstable();
        match distinct.get_mut(sorted.as_slice()) {
            Some(number) => *number += times,
            None => {
                distinct.insert(sorted.clone().into_boxed_slice(), times);
            }
        }
    }
    distinct
}

/// Mixes one integer key by two multiplications; the standard hasher guards against hostile keys, which counts of
/// coders are not, and takes most of the time.
#[derive(Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }

    fn write_u128(&mut self, key: u128) {
        let folded = (key as u64) ^ ((key >> 64) as u64).wrapping_mul(0xd6e8_feb8_6659_fd93);
        let product = u128::from(folded) * 0x9e37_79b9_7f4a_7c15;
        self.0 = (product as u64) ^ ((product >> 64) as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
