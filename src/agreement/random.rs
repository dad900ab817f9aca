//! Seeded random draws that are the same on every machine and any number of threads.

use std::collections::BTreeMap;
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
/// Frequent kinds take one Poisson number each, of a mean that many kinds share; what is left of their expectations, and
/// the rare kinds, is drawn one by one, as many as another Poisson number says. At last, what all these leave of the draws, a
/// few times the root of their number, is drawn one by one from all kinds. That is exact: Poisson numbers that add up to T
/// are distributed like T draws, whatever T is, and a T above `draws` is thrown away. So the time grows with the number of
/// kinds and hardly with the number of draws.
pub(crate) struct Multinomial {
    draws: u64,
    kinds: usize,
    /// Kinds with a Poisson number of their own, and the place of its table.
    frequent: Vec<(u32, u32)>,
    /// One table for each mean.
    shared: Vec<PoissonTable>,
    /// How many of the expected draws no frequent kind's number stands for, and whose they are.
    rest: PoissonTable,
    of_rest: AliasTable,
    all: AliasTable,
}

/// A Poisson number takes as long as about this many draws one by one.
const FREQUENT: f64 = 8.0;
/// Standard deviations between the mean of the Poisson numbers' sum and the draws: the rest is drawn one by one, and a sum that
/// comes out above the draws (one in fifteen) is drawn anew. Whatever the margin, the numbers are multinomial.
const MARGIN: f64 = 1.5;
/// Means that differ by less than this share have the same table; the difference is drawn one by one. Few tables stay in
/// the processor's memory.
const STEP: f64 = 0.01;
/// From this mean on a share would leave more than one to be drawn one by one: tables are made for whole means.
const WHOLE: f64 = 1.0 / STEP;

impl Multinomial {
    /// `weights` are not negative and not all zero; fewer than 2^32 kinds.
    pub(crate) fn new(draws: u64, weights: &[f64]) -> Self {
        let sum: f64 = weights.iter().sum();
        let mean = (draws as f64 - MARGIN * (draws as f64).sqrt()).max(0.0);
        let (mut frequent, mut shared, mut means) = (Vec::new(), Vec::new(), BTreeMap::new());
        let mut left: Vec<f64> = weights.iter().map(|weight| weight / sum * mean).collect();
        for (kind, expected) in left.iter_mut().enumerate().filter(|(_, expected)| **expected > FREQUENT) {
            let table =
                if *expected < WHOLE { ((expected.ln() / STEP).floor() * STEP).exp() } else { expected.floor() };
            let place = *means.entry(table.to_bits()).or_insert_with(|| {
                shared.push(PoissonTable::new(table));
                shared.len() as u32 - 1
            });
            frequent.push((kind as u32, place));
            *expected = (*expected - table).max(0.0);
        }
        if frequent.is_empty() {
            // Few draws are made one by one altogether.
            left.fill(0.0);
        }
        let (rest, of_rest) = (PoissonTable::new(left.iter().sum()), AliasTable::new(&left));
        Self { draws, kinds: weights.len(), frequent, shared, rest, of_rest, all: AliasTable::new(weights) }
    }

    /// Fills `counts`, one per kind.
    pub(crate) fn draw(&self, random: &mut Random, counts: &mut Vec<u32>) {
        let left = loop {
            counts.clear();
            counts.resize(self.kinds, 0);
            let mut taken = 0;
            for (kind, place) in &self.frequent {
                let number = self.shared[*place as usize].draw(random);
                counts[*kind as usize] = number;
                taken += u64::from(number);
            }
            let rest = u64::from(self.rest.draw(random));
            taken += rest;
            if taken <= self.draws {
                self.of_rest.draw(rest, random, counts);
                break self.draws - taken;
            }
        };
        self.all.draw(left, random, counts);
    }
}

/// Poisson numbers of one mean, by an alias table over all that ever come up.
struct PoissonTable {
    lowest: u32,
    /// Threshold in units of 2^-32 below which a cell stands for itself, and the cell that it stands for above.
    cells: Vec<(u32, u32)>,
}

impl PoissonTable {
    fn new(mean: f64) -> Self {
        // Outside of this lies less than the thresholds can tell apart.
        let reach = 6.5 * mean.sqrt();
        let (lowest, highest) = ((mean - reach).floor().max(0.0), mean + reach + 12.0);
        let log = |k: f64| if mean > 0.0 { k * mean.ln() - mean - ln_factorial(k) } else { -k * 1e3 };
        let masses: Vec<f64> = (lowest as u32..=highest as u32).map(|number| log(f64::from(number)).exp()).collect();
        let cells = alias_table(&masses).into_iter().map(|(threshold, other)| (threshold, other as u32)).collect();
        Self { lowest: lowest as u32, cells }
    }

    fn draw(&self, random: &mut Random) -> u32 {
        let word = random.word();
        let own = (((word >> 32) * self.cells.len() as u64) >> 32) as usize;
        let (threshold, other) = self.cells[own];
        // An index in place of a branch: no processor can foresee this comparison.
        self.lowest + [other, own as u32][usize::from((word as u32) < threshold)]
    }
}

/// Walker's alias table (1977, in Vose's form) over some kinds: threshold in units of 2^-32, and the two kinds that stand
/// above and below it.
struct AliasTable(Vec<(u32, [u32; 2])>);

impl AliasTable {
    fn new(weights: &[f64]) -> Self {
        let kinds: Vec<usize> = (0..weights.len()).filter(|kind| weights[*kind] > 0.0).collect();
        let of_kinds: Vec<f64> = kinds.iter().map(|kind| weights[*kind]).collect();
        let named = |(place, (threshold, other)): (usize, (u32, usize))| {
            (threshold, [kinds[other] as u32, kinds[place] as u32])
        };
        Self(alias_table(&of_kinds).into_iter().enumerate().map(named).collect())
    }

    fn draw(&self, number: u64, random: &mut Random, counts: &mut [u32]) {
        for _ in 0..number {
            let word = random.word();
            let (threshold, kinds) = self.0[(((word >> 32) * self.0.len() as u64) >> 32) as usize];
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
    fn poisson_numbers_have_their_mean_and_variance() {
        let means = [0.0, 0.3, 7.0, 140.0, 60_000.0];
        let mut random = Random::stream(1, 0);
        for mean in means {
            let table = PoissonTable::new(mean);
            let draws: Vec<f64> = (0..20_000).map(|_| f64::from(table.draw(&mut random))).collect();
            let found = draws.iter().sum::<f64>() / 20_000.0;
            let variance = draws.iter().map(|d| (d - found).powi(2)).sum::<f64>() / 20_000.0;
            assert!((found - mean).abs() <= 6.0 * (mean / 20_000.0).sqrt(), "mean {found} for {mean}");
            assert!(
                (variance - mean).abs() <= 6.0 * mean * ((2.0 + 1.0 / mean.max(0.3)) / 20_000.0).sqrt(),
                "{variance}"
            );
        }
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
        for draws in [5, 40, 140, 4_000] {
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
