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
        let parts = in_parts(units, SMALLEST, |range| {
            let mut tally = Tally::new(coders, categories);
            let rows = cells.get(range.start * coders..range.end * coders).unwrap_or_default();
            let times = times.get(range).unwrap_or_default().iter().map(|n| *n as usize).chain(std::iter::repeat(1));
            for (row, times) in rows.chunks_exact(coders.max(1)).zip(times) {
                tally.add(row, times);
            }
            tally
        });
        let all = if times.is_empty() { units } else { times.iter().map(|n| *n as usize).sum() };
        Self::joined(parts, all, coders, categories)
    }

    /// From parts that were counted apart; `units` is the number of all rows, rated or not.
    pub(crate) fn joined(parts: Vec<Tally>, units: usize, coders: usize, categories: usize) -> Self {
        let mut parts = parts.into_iter();
        let mut whole = parts.next().unwrap_or_else(|| Tally::new(coders, categories));
        for part in parts {
            whole.join(part);
        }
        let mut distinct = whole.into_profiles();
        distinct.sort_unstable();

        let mut this = Self {
            categories,
            starts: vec![0],
            entries: Vec::new(),
            totals: Vec::new(),
            weights: Vec::new(),
            counts: Counts { coders, ..Counts::default() },
        };
        this.counts.units = units;
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

    /// The matrix of coincidences: how often two values stand in one unit, each unit with as many pairs as it has values. Rows and columns
    /// are categories; the sum is the number of pairable values.
    ///
    /// # Source
    /// Krippendorff (2011).
    pub fn coincidences(&self) -> Vec<Vec<f64>> {
        let mut out = vec![vec![0.0; self.categories]; self.categories];
        for profile in self.pairable() {
            let share = profile.weight / f64::from(profile.total - 1);
            for (a, n) in profile.counts {
                for (b, m) in profile.counts {
                    let pairs = if a == b { n * (n - 1) } else { n * m };
                    if let Some(cell) = out.get_mut(*a as usize).and_then(|row| row.get_mut(*b as usize)) {
                        *cell += share * f64::from(pairs);
                    }
                }
            }
        }
        out
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

/// Fewer rows than these are not worth a thread of their own.
pub(crate) const SMALLEST: usize = 20_000;

type Keyed<K> = HashMap<K, usize, BuildHasherDefault<KeyHasher>>;

/// Distinct profiles with their number of units, while rows are gone through.
pub(crate) struct Tally {
    /// Bits of one number of coders.
    bits: u32,
    categories: usize,
    found: Found,
}

/// Profiles as keys.
enum Found {
    /// All categories of a unit counted in one integer, so that a profile is one key; with what each code adds to it, the
    /// last place for missing values.
    Narrow(Box<[u64; CODES]>, Keyed<u64>),
    /// The same in twice the width.
    Wide(Keyed<u128>),
    /// The general case: the sorted values of a unit.
    Sorted(HashMap<Box<[u32]>, usize>, Vec<u32>),
}

/// Codes that fit a narrow key, and one place for what does not count.
const CODES: usize = 65;

impl Tally {
    pub(crate) fn new(coders: usize, categories: usize) -> Self {
        let bits = usize::BITS - coders.leading_zeros();
        let width = usize::try_from(bits).unwrap_or(usize::MAX).saturating_mul(categories);
        let found = if width <= 64 {
            let mut added = Box::new([0; CODES]);
            for (code, added) in added.iter_mut().enumerate().take(categories.min(CODES - 1)) {
                *added = 1 << (bits * code as u32);
            }
            Found::Narrow(added, HashMap::default())
        } else if width <= 128 {
            Found::Wide(HashMap::default())
        } else {
            Found::Sorted(HashMap::new(), Vec::new())
        };
        Self { bits, categories, found }
    }

    /// Counts a row of codes that stands for so many units.
    pub(crate) fn add(&mut self, row: &[u32], times: usize) {
        match &mut self.found {
            Found::Narrow(added, keys) => {
                let key: u64 = row.iter().map(|code| added[(*code as usize).min(CODES - 1)]).sum();
                *keys.entry(key).or_default() += times;
            }
            Found::Wide(keys) => {
                let one = |code: &u32| u128::from(*code != MISSING) << (self.bits.wrapping_mul(*code) & 127);
                *keys.entry(row.iter().map(one).sum()).or_default() += times;
            }
            Found::Sorted(keys, sorted) => {
                sorted.clear();
                sorted.extend(row.iter().filter(|c| **c != MISSING));
                sorted.sort_unstable();
                match keys.get_mut(sorted.as_slice()) {
                    Some(number) => *number += times,
                    None => {
                        keys.insert(sorted.clone().into_boxed_slice(), times);
                    }
                }
            }
        }
    }

    #[expect(clippy::iter_over_hash_type, reason = "whole numbers add up to the same in any order")]
    fn join(&mut self, part: Self) {
        match (&mut self.found, part.found) {
            (Found::Narrow(_, whole), Found::Narrow(_, part)) => {
                for (key, number) in part {
                    *whole.entry(key).or_default() += number;
                }
            }
            (Found::Wide(whole), Found::Wide(part)) => {
                for (key, number) in part {
                    *whole.entry(key).or_default() += number;
                }
            }
            (Found::Sorted(whole, _), Found::Sorted(part, _)) => {
                for (key, number) in part {
                    *whole.entry(key).or_default() += number;
                }
            }
            // All parts are made for the same coders and categories.
            _ => {}
        }
    }

    fn into_profiles(self) -> Vec<(Vec<(u32, u32)>, usize)> {
        let (bits, categories) = (self.bits, self.categories);
        let unpack = |key: u128| {
            let mask = (1_u128 << bits) - 1;
            let counts = (0..categories as u32).map(|c| (c, ((key >> (bits * c)) & mask) as u32));
            counts.filter(|(_, n)| *n > 0).collect()
        };
        let count = |values: &[u32]| values.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u32)).collect();
        match self.found {
            Found::Narrow(_, keys) => {
                let rated = keys.into_iter().filter(|(key, _)| *key != 0);
                rated.map(|(key, number)| (unpack(u128::from(key)), number)).collect()
            }
            Found::Wide(keys) => {
                let rated = keys.into_iter().filter(|(key, _)| *key != 0);
                rated.map(|(key, number)| (unpack(key), number)).collect()
            }
            Found::Sorted(keys, _) => {
                let rated = keys.into_iter().filter(|(values, _)| !values.is_empty());
                rated.map(|(values, number)| (count(&values), number)).collect()
            }
        }
    }
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

    fn write_u64(&mut self, key: u64) {
        let product = u128::from(key) * 0x9e37_79b9_7f4a_7c15;
        self.0 = (product as u64) ^ ((product >> 64) as u64);
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
