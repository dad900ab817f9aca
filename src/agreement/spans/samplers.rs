//! Continua as chance would make them.

use std::f64::consts::PI;

use crate::agreement::random::Random;
use crate::agreement::spans::dissimilarity::Unit;

/// How continua are drawn that have what the coders marked, but no agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sampler {
    /// Each drawn coder is one of the coders, picked with replacement and shifted by a random distance (what leaves at the
    /// end of the last span comes in at the beginning); shifts differ by half a mean span where there is room. Keeps the
    /// patterns of the coders. Mathet et al. (2015), section 5.2. (pygamma-agreement 0.5.9 frees room again that an earlier
    /// shift has taken, so with three coders or more its shifts can fall together and its expected disorder is lower.)
    Shuffle,
    /// Numbers of spans, gaps and lengths are drawn from normal distributions with the mean and the deviation found, categories
    /// by their frequency. The default of pygamma-agreement (Titeux & Riad 2021).
    Statistical,
}

impl Sampler {
    /// The key in names of measures: `shuffle`, `stat`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Shuffle => "shuffle",
            Self::Statistical => "stat",
        }
    }
}

/// What a sampler needs to know of one continuum; at least one unit.
pub(crate) struct Model<'a> {
    codings: &'a [Vec<Unit>],
    sampler: Sampler,
    /// End of the last unit.
    end: f64,
    mean_length: f64,
    number: Normal,
    gap: Normal,
    length: Normal,
    /// Categories of all units; one drawn from them has their frequencies.
    categories: Vec<usize>,
}

#[derive(Clone, Copy)]
struct Normal {
    mean: f64,
    deviation: f64,
}

impl Normal {
    fn of(values: &[f64]) -> Self {
        let number = values.len().max(1) as f64;
        let mean = values.iter().sum::<f64>() / number;
        let variance = values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / number;
        Self { mean, deviation: variance.sqrt() }
    }

    /// By the method of Box & Muller (1958).
    fn draw(self, random: &mut Random) -> f64 {
        let (radius, angle) = ((-2.0 * random.unit().ln()).sqrt(), 2.0 * PI * random.unit());
        self.mean + self.deviation * radius * angle.cos()
    }
}

/// Shortest span that is drawn.
const SHORTEST: f64 = 1e-6;

impl<'a> Model<'a> {
    pub(crate) fn new(codings: &'a [Vec<Unit>], sampler: Sampler) -> Self {
        let units = || codings.iter().flatten();
        let lengths: Vec<f64> = units().map(Unit::length).collect();
        let numbers: Vec<f64> = codings.iter().map(|c| c.len() as f64).collect();
        // A zero keeps the deviation defined where each coder marked one span at the very beginning.
        let mut gaps = vec![0.0];
        for coding in codings {
            gaps.extend(coding.windows(2).map(|pair| pair[1].start - pair[0].end));
            gaps.extend(coding.first().map(|unit| unit.start).filter(|start| *start > 0.0));
        }
        Self {
            codings,
            sampler,
            end: units().map(|u| u.end).fold(0.0, f64::max),
            mean_length: Normal::of(&lengths).mean,
            number: Normal::of(&numbers),
            gap: Normal::of(&gaps),
            length: Normal::of(&lengths),
            categories: units().map(|u| u.category).collect(),
        }
    }

    /// As many coders as there are, with one unit or more among them.
    pub(crate) fn draw(&self, random: &mut Random) -> Vec<Vec<Unit>> {
        match self.sampler {
            Sampler::Shuffle => self.shuffled(random),
            Sampler::Statistical => self.invented(random),
        }
    }

    fn shuffled(&self, random: &mut Random) -> Vec<Vec<Unit>> {
        loop {
            let mut free = vec![(0.0, self.end)];
            let shifted: Vec<Vec<Unit>> = (0..self.codings.len())
                .map(|_| {
                    let pivot = pivot(&free, self.end, random);
                    free = without(&free, pivot, self.mean_length / 2.0);
                    let shift = |unit: &Unit| {
                        let by = if unit.start + pivot > self.end { pivot - self.end } else { pivot };
                        Unit { start: unit.start + by, end: unit.end + by, category: unit.category }
                    };
                    self.codings[index(self.codings.len(), random)].iter().map(shift).collect()
                })
                .collect();
            if shifted.iter().any(|coding| !coding.is_empty()) {
                return shifted;
            }
        }
    }

    fn invented(&self, random: &mut Random) -> Vec<Vec<Unit>> {
        let mut drawn: Vec<Vec<Unit>> = Vec::with_capacity(self.codings.len());
        for _ in 0..self.codings.len() {
            let mut number = self.number.draw(random).trunc().abs() as usize;
            if drawn.iter().all(Vec::is_empty) {
                number = number.max(1);
            }
            let (mut coding, mut at) = (Vec::with_capacity(number), 0.0);
            for _ in 0..number {
                let start = at + self.gap.draw(random);
                let mut length = self.length.draw(random).abs();
                while length < SHORTEST {
                    length = self.length.draw(random).abs();
                }
                let category = self.categories[index(self.categories.len(), random)];
                coding.push(Unit { start, end: start + length, category });
                at = start + length;
            }
            drawn.push(coding);
        }
        drawn
    }
}

/// A whole number below `len`, each as likely as any other.
fn index(len: usize, random: &mut Random) -> usize {
    ((u128::from(random.word()) * len as u128) >> 64) as usize
}

/// A whole position in the free ranges, or anywhere if none is free.
fn pivot(free: &[(f64, f64)], end: f64, random: &mut Random) -> f64 {
    let room: f64 = free.iter().map(|(from, to)| to - from).sum();
    if room <= 0.0 {
        return random.unit() * end;
    }
    let mut left = random.unit() * room;
    for (from, to) in free {
        if left < to - from {
            return (from + left).floor();
        }
        left -= to - from;
    }
    end.floor()
}

fn without(free: &[(f64, f64)], pivot: f64, distance: f64) -> Vec<(f64, f64)> {
    let (low, high) = (pivot - distance, pivot + distance);
    let parts = free.iter().flat_map(|(from, to)| [(*from, to.min(low)), (from.max(high), *to)]);
    parts.filter(|(from, to)| from < to).collect()
}
