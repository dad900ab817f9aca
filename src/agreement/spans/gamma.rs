//! Gamma and its relatives for categories.

use crate::agreement::outcome::{Figure, Outcome, Undefined};
use crate::agreement::random::Random;
use crate::agreement::spans::alignment::{Alignment, align, best_alignment};
use crate::agreement::spans::categories::{CategorySums, Unaligned};
use crate::agreement::spans::continua::{Continua, Continuum};
use crate::agreement::spans::dissimilarity::{Dissimilarity, Unit};
use crate::agreement::spans::outcome;
use crate::agreement::spans::samplers::{Model, Sampler};
use crate::jobs::{Cancelled, Monitor, in_parts};

/// How gamma is computed.
#[derive(Debug, Clone, PartialEq)]
pub struct GammaOptions {
    /// Weights of position and category.
    pub dissimilarity: Dissimilarity,
    /// What agreement by chance looks like.
    pub sampler: Sampler,
    /// Number of continua drawn for the expected disorder.
    pub samples: usize,
    /// Draw more until the expected disorder is known to this share of itself, 95 times of 100.
    pub precision: Option<f64>,
    /// The same seed gives the same samples on any number of threads.
    pub seed: u64,
}

impl Default for GammaOptions {
    /// Weights 1, the paper's shuffled continua, 200 of them.
    fn default() -> Self {
        let (dissimilarity, sampler) = (Dissimilarity::default(), Sampler::Shuffle);
        Self { dissimilarity, sampler, samples: 200, precision: None, seed: 2015 }
    }
}

/// Gamma, gamma-cat and gamma-k from one alignment and one set of samples.
#[derive(Debug, Clone, PartialEq)]
pub struct GammaFamily {
    /// Position and category together.
    pub gamma: Outcome,
    /// Categories of aligned spans; spans left alone do not count.
    pub gamma_cat: Outcome,
    /// The same for each category, in the order of the categories.
    pub gamma_k: Vec<Outcome>,
    /// As pygamma-agreement computes gamma-cat: a span left alone counts as a disagreement with everybody.
    pub gamma_cat_counted: Outcome,
    /// The same for each category.
    pub gamma_k_counted: Vec<Outcome>,
    /// Best alignments, one per continuum; `None` where two coders or spans were missing.
    pub alignments: Vec<Option<Alignment>>,
    /// Disorder of these alignments.
    pub observed_disorder: f64,
    /// Largest share of the observed disorder by which it may lie above the smallest possible; 0 is a complete proof.
    pub gap: f64,
    /// The same for the mean of the samples.
    pub expected_gap: f64,
    /// Standard deviation of the disorder of the samples.
    pub expected_deviation: f64,
    /// Number of samples drawn.
    pub samples: usize,
}

/// What one sample, or the observation, comes to.
struct Drawn {
    cost: f64,
    bound: f64,
    /// Sum over continua of the mean number of spans per coder.
    mean_spans: f64,
    sums: CategorySums,
}

impl Drawn {
    fn disorder(&self) -> f64 {
        self.cost / self.mean_spans
    }

    fn add(&mut self, codings: &[Vec<Unit>], alignment: &Alignment, dissimilarity: &Dissimilarity) {
        self.cost += alignment.cost;
        self.bound += alignment.bound;
        self.mean_spans += codings.iter().map(Vec::len).sum::<usize>() as f64 / codings.len() as f64;
        self.sums.add(codings, alignment, dissimilarity);
    }
}

/// Gamma and its relatives.
///
/// Counts one item of progress per sample; ends early with [`Cancelled`].
///
/// # Formula
/// gamma = 1 - `delta_o` / `delta_e`. `delta_o` = cost of the best alignment ([`best_alignment`]) / mean number of spans per
/// coder; `delta_e` = mean of the same over drawn continua. Over several continua, costs and numbers of spans are summed
/// before dividing.
///
/// gamma-cat = 1 - `o` / `e` with `o` = sum of w `d_cat` / sum of w over the pairs of spans in a unitary alignment,
/// w = max(0, 1 - alpha `d_pos`) / (spans in it - 1); `e` = mean of the same over the samples. gamma-k: over pairs one of which
/// is of category k.
/// # Source
/// Mathet, Widlöcher & Métivier (2015), The unified and holistic method gamma for inter-annotator agreement measure and
/// alignment; Mathet (2017), The agreement measure gamma-cat, section 4.2. Checked in `tests/it/agreement/mathet_2015.rs`
/// against brute force and the paper's figure 10.
/// # Undefined
/// Fewer than two coders, nobody marked anything, weights without meaning, or samples without any disorder. gamma-cat and
/// gamma-k also where no spans are aligned, and where the samples' categories do not differ (a single category); gamma-k
/// where nobody used the category.
pub fn gamma(
    continua: &Continua,
    options: &GammaOptions,
    monitor: &Monitor,
) -> Result<Result<GammaFamily, Undefined>, Cancelled> {
    if let Err(undefined) = check(continua, options) {
        return Ok(Err(undefined));
    }
    let dissimilarity = &options.dissimilarity;
    let categories = continua.categories().len();
    let nothing = || Drawn { cost: 0.0, bound: 0.0, mean_spans: 0.0, sums: CategorySums::new(categories) };
    let (mut pieces, mut alignments, mut observed) = (Vec::new(), Vec::new(), nothing());
    for continuum in continua.continua() {
        let alignment = best_alignment(continuum, dissimilarity);
        if let Some(alignment) = &alignment {
            let units = coded_units(continuum);
            observed.add(&units, &renumbered(continuum, alignment), dissimilarity);
            pieces.push(units);
        }
        alignments.push(alignment);
        monitor.check()?;
    }
    let models: Vec<Model> = pieces.iter().map(|units| Model::new(units, options.sampler)).collect();
    let draw = |from: usize, to: usize| -> Result<Vec<Drawn>, Cancelled> {
        let parts = in_parts(to.saturating_sub(from), 1, |range| {
            let one = |sample: usize| {
                monitor.check()?;
                let mut random = Random::stream(options.seed, sample as u64);
                let mut drawn = nothing();
                for model in &models {
                    let codings = model.draw(&mut random);
                    drawn.add(&codings, &align(&codings, dissimilarity), dissimilarity);
                }
                monitor.advance(1);
                Ok(drawn)
            };
            range.map(|sample| one(from + sample)).collect::<Result<Vec<Drawn>, Cancelled>>()
        });
        let mut all = Vec::with_capacity(to.saturating_sub(from));
        for part in parts {
            all.extend(part?);
        }
        Ok(all)
    };
    let first = options.samples.max(2);
    monitor.set_total(first as u64);
    let mut samples = draw(0, first)?;
    if let Some(precision) = options.precision.filter(|p| *p > 0.0) {
        let (mean, deviation) = mean_and_deviation(&samples);
        // Section 5.3 of the paper.
        let needed = ((deviation / mean * 1.96 / precision).powi(2).ceil()).min(MOST_SAMPLES) as usize;
        if needed > first {
            monitor.set_total(needed as u64);
            samples.extend(draw(first, needed)?);
        }
    }
    Ok(Ok(family(continua, alignments, &observed, &samples)))
}

/// A precision that would need more samples than these is not reached.
const MOST_SAMPLES: f64 = 100_000.0;

fn check(continua: &Continua, options: &GammaOptions) -> Result<(), Undefined> {
    continua.require_spans()?;
    if !options.dissimilarity.is_sound() {
        return Err(Undefined::BadWeights);
    }
    let categories = continua.categories().len();
    if let Some(table) = &options.dissimilarity.categories {
        let lengths = std::iter::once(table.len()).chain(table.iter().map(Vec::len));
        if let Some(rows) = lengths.into_iter().find(|n| *n != categories) {
            return Err(Undefined::WrongTable { rows, categories });
        }
    }
    Ok(())
}

fn coded_units(continuum: &Continuum) -> Vec<Vec<Unit>> {
    continuum.codings.iter().flatten().map(|spans| spans.iter().map(|s| Unit::from(*s)).collect()).collect()
}

/// The alignment with coders numbered among those who took part.
fn renumbered(continuum: &Continuum, alignment: &Alignment) -> Alignment {
    let before = |coder: usize| continuum.codings[..coder].iter().flatten().count();
    let mut same = alignment.clone();
    for (coder, _) in same.unitary.iter_mut().flatten() {
        *coder = before(*coder);
    }
    same
}

fn mean_and_deviation(samples: &[Drawn]) -> (f64, f64) {
    let number = samples.len() as f64;
    let mean = samples.iter().map(Drawn::disorder).sum::<f64>() / number;
    let variance = samples.iter().map(|s| (s.disorder() - mean).powi(2)).sum::<f64>() / (number - 1.0);
    (mean, variance.sqrt())
}

fn family(continua: &Continua, alignments: Vec<Option<Alignment>>, observed: &Drawn, samples: &[Drawn]) -> GammaFamily {
    let (expected, deviation) = mean_and_deviation(samples);
    let ratio = |observed: f64, expected: f64| {
        if expected > 0.0 { Ok(Figure::from_disagreement(observed, expected)) } else { Err(Undefined::NoDifference) }
    };
    let of_category = |category: Option<usize>, unaligned: Unaligned| {
        let compute = || {
            if let Some(category) = category {
                continua.require_used(category)?;
            }
            let disorder = |drawn: &Drawn| drawn.sums.disorder(category, unaligned);
            let observed = disorder(observed).ok_or(Undefined::NothingAligned)?;
            let drawn: Vec<f64> = samples.iter().filter_map(disorder).collect();
            if drawn.is_empty() {
                return Err(Undefined::NothingAligned);
            }
            ratio(observed, drawn.iter().sum::<f64>() / drawn.len() as f64)
        };
        outcome(continua, compute())
    };
    let each = |unaligned| (0..continua.categories().len()).map(|k| of_category(Some(k), unaligned)).collect();
    let gap_of = |cost: f64, bound: f64| if cost > bound { (cost - bound) / cost } else { 0.0 };
    let sum = |part: fn(&Drawn) -> f64| samples.iter().map(part).sum::<f64>();
    GammaFamily {
        gamma: outcome(continua, ratio(observed.disorder(), expected)),
        gamma_cat: of_category(None, Unaligned::Ignored),
        gamma_k: each(Unaligned::Ignored),
        gamma_cat_counted: of_category(None, Unaligned::Counted),
        gamma_k_counted: each(Unaligned::Counted),
        observed_disorder: observed.disorder(),
        gap: gap_of(observed.cost, observed.bound),
        expected_gap: gap_of(sum(|s| s.cost), sum(|s| s.bound)),
        expected_deviation: deviation,
        samples: samples.len(),
        alignments,
    }
}
