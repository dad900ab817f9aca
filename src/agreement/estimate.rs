//! The door to every figure: a coefficient by its key, with its interval and the reason where there is none.

use crate::agreement::chains::ChainRatings;
use crate::agreement::coefficients::alpha_chain::{alpha_chain, chain_similarity, metric, similarity};
use crate::agreement::coefficients::alpha_set::SetDistance;
use crate::agreement::coefficients::percent_agreement::percent_agreement;
use crate::agreement::influence::alpha_model;
use crate::agreement::outcome::{Interval, Outcome, StandardError};
use crate::agreement::ratings::{Level, Ratings};
use crate::agreement::registry::{
    Compute, KeyedFigure, Measure, SetCompute, SetMeasure, Units, measure, measures, set_measure, set_measures,
};
use crate::agreement::resampling::{Inference, IntervalMethod, NoInterval, Statistic, resample};
use crate::agreement::resampling_model::AlphaModel;
use crate::agreement::sets::SetRatings;
use crate::agreement::spans::{
    Continua, Relations, Segmentations, Tokenized, relation_measures, segmentation_measures, span_measures,
};
use crate::agreement::statistics::{OfProfiles, OfRows, OfTexts};
use crate::jobs::{Cancelled, Monitor};

/// A coefficient with what is known of its precision.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// Full key: the name of the coefficient and, for a figure of one category, coder or label, its name after a dot.
    pub key: String,
    /// Value, parts and counts. Standard error and interval of the figure are those of the chosen method.
    pub outcome: Outcome,
    /// Why a defined value has no interval.
    pub no_interval: Option<NoInterval>,
    /// Replicates of a bootstrap in ascending order.
    pub replicates: Vec<f64>,
    /// Replicates without a value (no variation among the units drawn), left out of all figures.
    pub undefined_replicates: usize,
}

impl Estimate {
    /// The value, if there is one.
    pub fn value(&self) -> Option<f64> {
        self.outcome.value()
    }

    /// The standard error, if there is one.
    pub fn standard_error(&self) -> Option<StandardError> {
        self.outcome.result.as_ref().ok()?.error
    }

    /// The interval, if there is one.
    pub fn interval(&self) -> Option<Interval> {
        self.outcome.result.as_ref().ok()?.interval
    }

    /// q: the share of replicates below a required value, that is the risk of accepting data that do not reach it. `None`
    /// without a bootstrap.
    ///
    /// # Source
    /// Hayes & Krippendorff (2007).
    pub fn q_below(&self, required: f64) -> Option<f64> {
        let below = self.replicates.partition_point(|value| *value < required);
        (!self.replicates.is_empty()).then(|| below as f64 / self.replicates.len() as f64)
    }

    /// Puts the interval of the chosen method in place of the paper's.
    pub(crate) fn of<'s>(
        key: String,
        mut outcome: Outcome,
        statistic: impl FnOnce() -> Option<Box<dyn Statistic + 's>>,
        inference: Inference,
        monitor: &Monitor,
    ) -> Result<Self, Cancelled> {
        let mut found =
            Self { key, outcome: outcome.clone(), no_interval: None, replicates: Vec::new(), undefined_replicates: 0 };
        let Ok(figure) = &mut outcome.result else { return Ok(found) };
        if inference.method == IntervalMethod::Analytic {
            found.no_interval = match figure.interval {
                Some(_) => None,
                None if found.outcome.counts.pairable_units < 2 => Some(NoInterval::TooFewUnits),
                None => Some(NoInterval::NoFormula),
            };
            return Ok(found);
        }
        (figure.error, figure.interval) = (None, None);
        let resampled = match statistic() {
            Some(statistic) => resample(statistic.as_ref(), figure.value, inference, monitor)?,
            None => Err(NoInterval::TooFewUnits),
        };
        match resampled {
            Ok(resampled) => {
                let (value, source) = (resampled.standard_error, inference.method.key());
                figure.error = Some(StandardError { value, under_null: None, source });
                figure.interval = Some(resampled.interval);
                found.replicates = resampled.replicates;
                found.undefined_replicates = resampled.undefined;
            }
            Err(reason) => found.no_interval = Some(reason),
        }
        found.outcome = outcome;
        Ok(found)
    }
}

impl Measure {
    /// Every figure of this coefficient with its interval.
    pub fn estimate_all(
        &self,
        ratings: &Ratings,
        inference: Inference,
        monitor: &Monitor,
    ) -> Result<Vec<Estimate>, Cancelled> {
        let estimate = |(index, (key, compute)): (usize, KeyedFigure<'static, Ratings>)| {
            let outcome = compute(ratings);
            let statistic = || -> Option<Box<dyn Statistic + '_>> {
                match (self.units, self.compute) {
                    (Units::Alpha(level), Compute::PerCoder(_)) => of_alpha(&ratings.without_coder(index), level),
                    (Units::Alpha(level), _) => of_alpha(ratings, level),
                    (Units::Profiles, _) => Some(Box::new(OfProfiles::new(ratings, &compute))),
                    (Units::Rows, _) => Some(Box::new(OfRows::new(ratings, &compute))),
                }
            };
            Estimate::of(key, outcome, statistic, inference, monitor)
        };
        self.figures(ratings).into_iter().enumerate().map(estimate).collect()
    }
}

fn of_alpha(ratings: &Ratings, level: Level) -> Option<Box<dyn Statistic + 'static>> {
    Some(Box::new(alpha_model(ratings, level).ok()?))
}

impl SetMeasure {
    /// Every figure of this coefficient with its interval.
    pub fn estimate_all(
        &self,
        sets: &SetRatings,
        inference: Inference,
        monitor: &Monitor,
    ) -> Result<Vec<Estimate>, Cancelled> {
        let estimate = |(index, (key, outcome)): (usize, (String, Outcome))| {
            let statistic = || -> Option<Box<dyn Statistic + '_>> {
                match (self.compute, self.distance) {
                    (SetCompute::PerLabel(_), _) => of_alpha(&sets.label_ratings(index)?, Level::Nominal),
                    (SetCompute::Whole(_), SetDistance::Equality) => of_alpha(sets.as_nominal(), Level::Nominal),
                    (SetCompute::Whole(_), distance) => {
                        Some(Box::new(AlphaModel::new(sets.as_nominal(), distance.metric(sets), false).ok()?))
                    }
                }
            };
            Estimate::of(key, outcome, statistic, inference, monitor)
        };
        self.compute_all(sets).into_iter().enumerate().map(estimate).collect()
    }
}

/// Whatever can be compared.
#[derive(Debug, Clone, Copy)]
pub enum Material<'a> {
    /// Coded values.
    Values(&'a Ratings),
    /// Sets of labels.
    Sets(&'a SetRatings),
    /// Ordered lists.
    Chains(&'a ChainRatings),
    /// Spans on continua.
    Spans(&'a Continua),
    /// Texts cut into segments.
    Segmentations(&'a Segmentations),
    /// Relations between spans.
    Relations(&'a Relations),
}

impl Material<'_> {
    /// The keys of all coefficients of this material, in the order of reports, without categories or coders.
    pub fn keys(self) -> Vec<String> {
        let owned = |key: &&str| (*key).to_owned();
        match self {
            Self::Values(_) => measures().iter().map(|m| owned(&m.key)).collect(),
            Self::Sets(_) => set_measures().iter().map(|m| owned(&m.key)).collect(),
            Self::Chains(_) => CHAIN_KEYS.map(str::to_owned).to_vec(),
            Self::Spans(_) => {
                let mut keys: Vec<String> = span_measures().iter().map(|m| owned(&m.key)).collect();
                // One name stands for a figure over all categories and for those of each.
                keys.dedup();
                keys
            }
            Self::Segmentations(_) => segmentation_measures().iter().map(|m| owned(&m.key)).collect(),
            Self::Relations(relations) => relation_measures(relations).into_iter().map(|(key, _)| key).collect(),
        }
    }

    /// Every figure of the coefficient with this key (without a category or coder), with its interval; `None` if there is
    /// no such coefficient of this material. Spans, segmentations and relations are resampled by text.
    ///
    /// Gamma has options of its own: [`gamma_estimates`](crate::agreement::gamma_estimates).
    pub fn estimate(
        self,
        key: &str,
        inference: Inference,
        monitor: &Monitor,
    ) -> Result<Option<Vec<Estimate>>, Cancelled> {
        match self {
            Self::Values(ratings) => measure(key).map(|m| m.estimate_all(ratings, inference, monitor)),
            Self::Sets(sets) => set_measure(key).map(|m| m.estimate_all(sets, inference, monitor)),
            Self::Chains(chains) => {
                CHAIN_KEYS.contains(&key).then(|| estimate_chains(chains, key, inference, monitor).map(|e| vec![e]))
            }
            Self::Spans(continua) => {
                let named = || span_measures().iter().filter(|m| m.key == key);
                let figures = named().flat_map(|m| m.figures(continua)).collect();
                named().next().map(|_| {
                    by_text(figures, continua, Continua::takes_part, Continua::of_continua, inference, monitor)
                })
            }
            Self::Segmentations(texts) => segmentation_measures().iter().find(|m| m.key == key).map(|m| {
                let figures = vec![(m.key.to_owned(), Box::new(m.compute) as _)];
                by_text(figures, texts, Segmentations::takes_part, Segmentations::of_texts, inference, monitor)
            }),
            Self::Relations(relations) => {
                let figures: Vec<KeyedFigure<'_, Relations>> =
                    relation_measures(relations).into_iter().filter(|(name, _)| name == key).collect();
                (!figures.is_empty()).then(|| {
                    by_text(figures, relations, Relations::takes_part, Relations::of_texts, inference, monitor)
                })
            }
        }
        .transpose()
    }
}

/// Keys of the coefficients of chains.
const CHAIN_KEYS: [&str; 3] = ["alpha_chain", "chain_similarity", "chain_percent_agreement"];

fn estimate_chains(
    chains: &ChainRatings,
    key: &str,
    inference: Inference,
    monitor: &Monitor,
) -> Result<Estimate, Cancelled> {
    let ratings = chains.as_nominal();
    let outcome = match key {
        "alpha_chain" => alpha_chain(chains),
        "chain_similarity" => chain_similarity(chains),
        _ => percent_agreement(ratings),
    };
    let statistic = || -> Option<Box<dyn Statistic + '_>> {
        Some(match key {
            "alpha_chain" => Box::new(AlphaModel::new(ratings, metric(chains), false).ok()?),
            "chain_similarity" => {
                let metric = metric(chains).tabulated(ratings.categories().len());
                Box::new(OfProfiles::new(ratings, move |r: &Ratings| similarity(r, &metric)))
            }
            _ => Box::new(OfProfiles::new(ratings, percent_agreement)),
        })
    };
    Estimate::of(key.to_owned(), outcome, statistic, inference, monitor)
}

/// The keys of [`token_estimates`]; `called` is what the tokens are called: `word`, `sentence`.
pub fn token_keys(called: &str) -> Vec<String> {
    Tokenized::figures(called).into_iter().map(|(key, _)| key).collect()
}

/// Alpha, kappa and F1 with words or sentences as positions, of those keys that are asked for, with their intervals.
/// Continua are drawn.
pub fn token_estimates(
    tokenized: &Tokenized,
    called: &str,
    wants: impl Fn(&str) -> bool,
    inference: Inference,
    monitor: &Monitor,
) -> Result<Vec<Estimate>, Cancelled> {
    let figures = Tokenized::figures(called).into_iter().filter(|(key, _)| wants(key)).collect();
    by_text(figures, tokenized, Tokenized::takes_part, Tokenized::of_continua, inference, monitor)
}

/// Estimates of figures whose units are texts.
fn by_text<D: Sync>(
    figures: Vec<KeyedFigure<'_, D>>,
    data: &D,
    takes_part: impl Fn(&D) -> Vec<bool> + Copy,
    drawn: impl Fn(&D, &[usize]) -> D + Sync + Copy,
    inference: Inference,
    monitor: &Monitor,
) -> Result<Vec<Estimate>, Cancelled> {
    let estimate = |(key, compute): KeyedFigure<'_, D>| {
        let statistic = || -> Option<Box<dyn Statistic + '_>> {
            let weights = takes_part(data).into_iter().map(|part| f64::from(u8::from(part))).collect();
            let compute = &compute;
            Some(Box::new(OfTexts::new(weights, move |texts: &[usize]| compute(&drawn(data, texts)).value())))
        };
        Estimate::of(key, compute(data), statistic, inference, monitor)
    };
    figures.into_iter().map(estimate).collect()
}
