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

/// What one sample, or the observation, comes to: on one continuum, or on several together.
pub(crate) struct Drawn {
    cost: f64,
    bound: f64,
    /// Sum over continua of the mean number of spans per coder.
    mean_spans: f64,
    sums: CategorySums,
}

impl Drawn {
    fn of(codings: &[Vec<Unit>], alignment: &Alignment, options: &GammaOptions, categories: usize) -> Self {
        let mut sums = CategorySums::new(categories);
        sums.add(codings, alignment, &options.dissimilarity);
        let mean_spans = codings.iter().map(Vec::len).sum::<usize>() as f64 / codings.len() as f64;
        Self { cost: alignment.cost, bound: alignment.bound, mean_spans, sums }
    }

    fn together<'a>(each: impl Iterator<Item = &'a Self>, categories: usize) -> Self {
        let mut sum = Self { cost: 0.0, bound: 0.0, mean_spans: 0.0, sums: CategorySums::new(categories) };
        for one in each {
            sum.cost += one.cost;
            sum.bound += one.bound;
            sum.mean_spans += one.mean_spans;
            sum.sums.join(&one.sums);
        }
        sum
    }

    fn disorder(&self) -> f64 {
        self.cost / self.mean_spans
    }
}

/// Which coefficient of the family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Gamma,
    /// Of all categories, or of one.
    Categories(Option<usize>, Unaligned),
}

/// Everything that was aligned: observed and drawn, continuum by continuum.
pub(crate) struct Aligned {
    /// One per continuum; `None` where there was nothing to align.
    alignments: Vec<Option<Alignment>>,
    /// Numbers of the continua that were aligned.
    pub(crate) pieces: Vec<usize>,
    observed: Vec<Drawn>,
    /// Sample by sample, one entry per piece.
    samples: Vec<Vec<Drawn>>,
    categories: usize,
}

impl Aligned {
    /// One coefficient over the pieces with these places, each as often as it is named.
    pub(crate) fn figure(&self, part: Part, places: &[usize]) -> Result<Figure, Undefined> {
        let on = |drawn: &[Drawn]| Drawn::together(places.iter().filter_map(|p| drawn.get(*p)), self.categories);
        let observed = on(&self.observed);
        let samples: Vec<Drawn> = self.samples.iter().map(|sample| on(sample)).collect();
        figure(part, &observed, &samples)
    }
}

fn figure(part: Part, observed: &Drawn, samples: &[Drawn]) -> Result<Figure, Undefined> {
    let disorder = |drawn: &Drawn| match part {
        Part::Gamma => Some(drawn.disorder()),
        Part::Categories(category, unaligned) => drawn.sums.disorder(category, unaligned),
    };
    let observed = disorder(observed).ok_or(Undefined::NothingAligned)?;
    let drawn: Vec<f64> = samples.iter().filter_map(disorder).collect();
    if drawn.is_empty() {
        return Err(Undefined::NothingAligned);
    }
    let expected = drawn.iter().sum::<f64>() / drawn.len() as f64;
    if expected > 0.0 { Ok(Figure::from_disagreement(observed, expected)) } else { Err(Undefined::NoDifference) }
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
    Ok(align_all(continua, options, monitor)?.map(|aligned| aligned.family(continua)))
}

/// Aligns what was marked and what was drawn.
pub(crate) fn align_all(
    continua: &Continua,
    options: &GammaOptions,
    monitor: &Monitor,
) -> Result<Result<Aligned, Undefined>, Cancelled> {
    if let Err(undefined) = check(continua, options) {
        return Ok(Err(undefined));
    }
    let categories = continua.categories().len();
    let (mut alignments, mut observed) = (Vec::new(), Vec::new());
    let (mut pieces, mut codings) = (Vec::new(), Vec::new());
    for (number, continuum) in continua.continua().iter().enumerate() {
        let alignment = best_alignment(continuum, &options.dissimilarity);
        if let Some(alignment) = &alignment {
            let units = coded_units(continuum);
            observed.push(Drawn::of(&units, &renumbered(continuum, alignment), options, categories));
            codings.push(units);
            pieces.push(number);
        }
        alignments.push(alignment);
        monitor.check()?;
    }
    let models: Vec<Model> = codings.iter().map(|units| Model::new(units, options.sampler)).collect();
    let draw = |from: usize, to: usize| -> Result<Vec<Vec<Drawn>>, Cancelled> {
        let parts = in_parts(to.saturating_sub(from), 1, |range| {
            let one = |sample: usize| {
                monitor.check()?;
                let mut random = Random::stream(options.seed, sample as u64);
                let on = |model: &Model| {
                    let codings = model.draw(&mut random);
                    Drawn::of(&codings, &align(&codings, &options.dissimilarity), options, categories)
                };
                let drawn = models.iter().map(on).collect();
                monitor.advance(1);
                Ok(drawn)
            };
            range.map(|sample| one(from + sample)).collect::<Result<Vec<Vec<Drawn>>, Cancelled>>()
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
        let together: Vec<Drawn> = samples.iter().map(|s| Drawn::together(s.iter(), categories)).collect();
        let (mean, deviation) = mean_and_deviation(&together);
        // Section 5.3 of the paper.
        let needed = ((deviation / mean * 1.96 / precision).powi(2).ceil()).min(MOST_SAMPLES) as usize;
        if needed > first {
            monitor.set_total(needed as u64);
            samples.extend(draw(first, needed)?);
        }
    }
    Ok(Ok(Aligned { alignments, pieces, observed, samples, categories }))
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

impl Aligned {
    pub(crate) fn family(self, continua: &Continua) -> GammaFamily {
        let observed = Drawn::together(self.observed.iter(), self.categories);
        let samples: Vec<Drawn> =
            self.samples.iter().map(|sample| Drawn::together(sample.iter(), self.categories)).collect();
        let (_, deviation) = mean_and_deviation(&samples);
        let of = |category: Option<usize>, unaligned: Unaligned| {
            let used = category.map_or(Ok(()), |category| continua.require_used(category));
            let part = Part::Categories(category, unaligned);
            outcome(continua, used.and_then(|()| figure(part, &observed, &samples)))
        };
        let each = |unaligned| (0..self.categories).map(|k| of(Some(k), unaligned)).collect();
        let gap_of = |cost: f64, bound: f64| if cost > bound { (cost - bound) / cost } else { 0.0 };
        let sum = |part: fn(&Drawn) -> f64| samples.iter().map(part).sum::<f64>();
        GammaFamily {
            gamma: outcome(continua, figure(Part::Gamma, &observed, &samples)),
            gamma_cat: of(None, Unaligned::Ignored),
            gamma_k: each(Unaligned::Ignored),
            gamma_cat_counted: of(None, Unaligned::Counted),
            gamma_k_counted: each(Unaligned::Counted),
            observed_disorder: observed.disorder(),
            gap: gap_of(observed.cost, observed.bound),
            expected_gap: gap_of(sum(|s| s.cost), sum(|s| s.bound)),
            expected_deviation: deviation,
            samples: samples.len(),
            alignments: self.alignments,
        }
    }
}
