//! Seeded random draws that are the same on every machine and any number of threads.

use std::f64::consts::PI;

/// xoshiro256++ of Blackman & Vigna (2019).
pub(crate) struct Random([u64; 4]);

impl Random {
    /// The stream number `stream` of a seed: every replicate has its own, so that threads cannot change it.
    pub(crate) fn stream(seed: u64, stream: u64) -> Self {
        // SplitMix64 spreads neighbouring seeds and streams over the whole state.
        let mut state = seed ^ stream.wrapping_mul(0xd134_2543_de82_ef95);
        Self([(); 4].map(|()| {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut word = state;
            word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            word ^ (word >> 31)
        }))
    }

    pub(crate) fn word(&mut self) -> u64 {
        let state = &mut self.0;
        let word = state[0].wrapping_add(state[3]).rotate_left(23).wrapping_add(state[0]);
        let shifted = state[1] << 17;
        state[2] ^= state[0];
        state[3] ^= state[1];
        state[1] ^= state[2];
        state[0] ^= state[3];
        state[2] ^= shifted;
        state[3] = state[3].rotate_left(45);
        word
    }

    /// Uniform in 0..1, never 0 or 1.
    pub(crate) fn unit(&mut self) -> f64 {
        ((self.word() >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    }

    /// Successes among `n` trials of probability `p`, exactly: by inversion where few are expected, else Hörmann's
    /// transformed rejection (1993, BTRS).
    pub(crate) fn binomial(&mut self, n: u64, p: f64) -> u64 {
        if n == 0 || p <= 0.0 {
            0
        } else if p >= 1.0 {
            n
        } else if p > 0.5 {
            n - self.binomial(n, 1.0 - p)
        } else if (n as f64) * p < 10.0 {
            self.by_inversion(n, p)
        } else {
            self.by_rejection(n, p)
        }
    }

    fn by_inversion(&mut self, n: u64, p: f64) -> u64 {
        let odds = p / (1.0 - p);
        let (mut successes, mut mass, mut left) = (0, (n as f64 * (-p).ln_1p()).exp(), self.unit());
        while left > mass && successes < n {
            left -= mass;
            successes += 1;
            mass *= odds * (n - successes + 1) as f64 / successes as f64;
        }
        successes
    }

    fn by_rejection(&mut self, n: u64, p: f64) -> u64 {
        let trials = n as f64;
        let spread = (trials * p * (1.0 - p)).sqrt();
        let slope = 1.15 + 2.53 * spread;
        let edge = -0.0873 + 0.0248 * slope + 0.01 * p;
        let centre = trials * p + 0.5;
        let accept = 0.92 - 4.2 / slope;
        let mode = ((trials + 1.0) * p).floor();
        let log_choose = |k: f64| -ln_factorial(k) - ln_factorial(trials - k);
        loop {
            let (across, height) = (self.unit() - 0.5, self.unit());
            let from_edge = 0.5 - across.abs();
            let k = ((2.0 * edge / from_edge + slope) * across + centre).floor();
            if k < 0.0 || k > trials {
                continue;
            }
            if from_edge >= 0.07 && height <= accept {
                return k as u64;
            }
            let scaled = height * (2.83 + 5.1 / slope) * spread / (edge / (from_edge * from_edge) + slope);
            if scaled.ln() <= log_choose(k) - log_choose(mode) + (k - mode) * (p / (1.0 - p)).ln() {
                return k as u64;
            }
        }
    }
}

/// ln of k!, for whole k: Stirling's series from 16 on, where its error is below 1e-11.
fn ln_factorial(k: f64) -> f64 {
    if k < 16.0 {
        return ((2..=k as u64).product::<u64>() as f64).ln();
    }
    let inverse = 1.0 / k;
    let square = inverse * inverse;
    let tail = inverse * (1.0 / 12.0 - square * (1.0 / 360.0 - square / 1260.0));
    (k + 0.5) * k.ln() - k + 0.5 * (2.0 * PI).ln() + tail
}

/// Draws how often each of several kinds comes up among `draws` draws with replacement.
///
/// Frequent kinds take one conditional binomial each; all others share what is left, drawn one by one. So the time grows
/// with the number of kinds and hardly with the number of draws.
pub(crate) struct Multinomial {
    draws: u64,
    kinds: usize,
    /// Kind and its share of what the kinds before it have left.
    frequent: Vec<(usize, f64)>,
    rare: Vec<usize>,
    /// Walker's alias table (1977, in Vose's form) over the rare kinds: threshold in units of 2^-32, and the two kinds
    /// that stand below and above it.
    table: Vec<(u32, [u32; 2])>,
}

/// A binomial takes as long as about this many draws from the table.
const FREQUENT: f64 = 25.0;

impl Multinomial {
    /// `weights` are not negative and not all zero; fewer than 2^32 kinds.
    pub(crate) fn new(draws: u64, weights: &[f64]) -> Self {
        let all: f64 = weights.iter().sum();
        let is_frequent = |kind: &usize| weights[*kind] / all * draws as f64 > FREQUENT;
        let (frequent, rare): (Vec<usize>, Vec<usize>) =
            (0..weights.len()).filter(|k| weights[*k] > 0.0).partition(is_frequent);
        let mut left = all;
        let mut share = |kind: usize| {
            let share = (weights[kind] / left).min(1.0);
            left -= weights[kind];
            (kind, share)
        };
        let mut frequent: Vec<(usize, f64)> = frequent.into_iter().map(&mut share).collect();
        if let (Some(last), true) = (frequent.last_mut(), rare.is_empty()) {
            // Nobody else may take what rounding leaves.
            last.1 = 1.0;
        }
        let of_rare: Vec<f64> = rare.iter().map(|kind| weights[*kind]).collect();
        let named =
            |(kind, (threshold, other)): (usize, (u32, usize))| (threshold, [rare[other] as u32, rare[kind] as u32]);
        let table = alias_table(&of_rare).into_iter().enumerate().map(named).collect();
        Self { draws, kinds: weights.len(), frequent, rare, table }
    }

    /// Fills `counts`, one per kind.
    pub(crate) fn draw(&self, random: &mut Random, counts: &mut Vec<u32>) {
        counts.clear();
        counts.resize(self.kinds, 0);
        let mut left = self.draws;
        for (kind, share) in &self.frequent {
            let number = random.binomial(left, *share);
            left -= number;
            counts[*kind] = number as u32;
        }
        if self.rare.is_empty() {
            return;
        }
        for _ in 0..left {
            let word = random.word();
            let (threshold, kinds) = self.table[(((word >> 32) * self.table.len() as u64) >> 32) as usize];
            // An index in place of a branch: no processor can foresee this comparison.
            counts[kinds[usize::from((word as u32) < threshold)] as usize] += 1;
        }
    }
}

/// For each weight a threshold below which it stands for itself, and the other that it stands for above.
fn alias_table(weights: &[f64]) -> Vec<(u32, usize)> {
    let (kinds, all) = (weights.len(), weights.iter().sum::<f64>());
    let mut scaled: Vec<f64> = weights.iter().map(|w| w * kinds as f64 / all).collect();
    let (mut small, mut large): (Vec<usize>, Vec<usize>) = (0..kinds).partition(|k| scaled[*k] < 1.0);
    // Rounding may leave kinds unpaired: each of them stands for itself.
    let mut table: Vec<(u32, usize)> = (0..kinds).map(|k| (u32::MAX, k)).collect();
    while let (Some(less), Some(more)) = (small.pop(), large.last().copied()) {
        table[less] = ((scaled[less] * 2_f64.powi(32)) as u32, more);
        scaled[more] -= 1.0 - scaled[less];
        if scaled[more] < 1.0 {
            large.pop();
            small.push(more);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mean and variance of many draws against the theory, within six standard errors.
    #[track_caller]
    fn assert_binomial(draws: &[u64], n: u64, p: f64) {
        let number = draws.len() as f64;
        let mean = draws.iter().sum::<u64>() as f64 / number;
        let variance = draws.iter().map(|d| (*d as f64 - mean).powi(2)).sum::<f64>() / number;
        let expected = n as f64 * p * (1.0 - p);
        assert!((mean - n as f64 * p).abs() < 6.0 * (expected / number).sqrt(), "mean {mean}");
        assert!((variance / expected - 1.0).abs() < 6.0 * (2.5 / number).sqrt(), "variance {variance} {expected}");
        assert!(draws.iter().all(|d| *d <= n));
    }

    #[test]
    fn binomials_have_their_mean_and_variance() {
        let mut random = Random::stream(1, 0);
        for (n, p) in [(5, 0.3), (1_000, 0.002), (60, 0.4), (100_000, 0.01), (5_000, 0.9), (12, 0.97)] {
            let draws: Vec<u64> = (0..20_000).map(|_| random.binomial(n, p)).collect();
            assert_binomial(&draws, n, p);
        }
        assert_eq!((random.binomial(9, 0.0), random.binomial(9, 1.0), random.binomial(0, 0.5)), (0, 9, 0));
    }

    #[test]
    fn factorials_agree_with_their_product_on_both_sides_of_the_series() {
        let mut sum = 0.0;
        for k in 0..200_u32 {
            sum += f64::from(k.max(1)).ln();
            assert!((ln_factorial(f64::from(k)) - sum).abs() < 1e-10 * sum.max(1.0), "{k}");
        }
    }

    #[test]
    fn frequent_and_rare_kinds_add_up_and_keep_their_shares() {
        let weights = [1.0, 0.0, 5.0, 2.5, 1.5];
        // Few draws make all kinds rare, some make both, many make all frequent.
        for draws in [40, 140, 4_000] {
            let kinds = Multinomial::new(draws, &weights);
            let mut random = Random::stream(2, draws);
            let (mut counts, mut of_kind) = (Vec::new(), vec![Vec::new(); weights.len()]);
            for _ in 0..20_000 {
                kinds.draw(&mut random, &mut counts);
                assert_eq!(counts.iter().map(|n| u64::from(*n)).sum::<u64>(), draws);
                of_kind.iter_mut().zip(&counts).for_each(|(all, n)| all.push(u64::from(*n)));
            }
            for (kind, weight) in weights.iter().enumerate().filter(|(_, w)| **w > 0.0) {
                assert_binomial(&of_kind[kind], draws, weight / 10.0);
            }
            assert!(of_kind[1].iter().all(|n| *n == 0), "a kind without weight never comes up");
        }
    }

    #[test]
    fn a_stream_depends_on_seed_and_number_only() {
        let word = |seed, stream| Random::stream(seed, stream).word();
        assert_eq!(word(7, 3), word(7, 3));
        assert_ne!(word(7, 3), word(7, 4));
        assert_ne!(word(7, 3), word(8, 3));
    }
}
