//! Computes the chosen figures in the order of reports.

use super::choice::{Measures, UnknownMeasure, level_of, unknown_names, usual};
use super::row::FigureRow;
use crate::agreement::{
    Basis, BenchmarkScale, Category, Continua, Counts, Differences, Dissimilarity, EqualCoders, Estimate, Figure,
    GammaOptions, Inference, KappaTest, Level, Material, Outcome, Ratings, Relations, Sampler, Tokenized, Undefined,
    align_relations, alpha_nominal, alpha_without_each_unit, benchmark, custom_estimates, gamma_estimates,
    percent_agreement, positional_dissimilarity, token_estimates, token_keys, units_for_alpha,
    units_for_kappa_interval, units_for_kappa_power, units_for_kappa_test,
};
use crate::jobs::{Cancelled, Monitor};
use crate::report::comparable::{AttributeCodes, Comparable, Tokens};
use std::collections::BTreeMap;

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Which coefficients.
    pub measures: Measures,
    /// How intervals are made.
    pub inference: Inference,
    /// Values that the figures are held against: q is the risk of falling below.
    pub required: Vec<f64>,
    /// Differences between categories, for coefficients with weights of one's own.
    pub differences: Option<Differences>,
    /// The spans that the alpha of 1995 is computed on, where they are others than those of the other coefficients.
    pub spans_of_1995: Option<Continua>,
    /// Whether all coefficients are all but gamma, which takes longest.
    pub without_gamma: bool,
    /// Weights of gamma.
    pub dissimilarity: Dissimilarity,
    /// What values are called in reasons, by their codes; those without a name are called by their codes.
    pub names: BTreeMap<String, String>,
    /// Continua drawn for gamma; as [`gamma_samples`] says where this is `None`.
    pub gamma_samples: Option<usize>,
}

/// Continua that are drawn for gamma unless a number is asked for: 2000 for short texts, and fewer the more spans and coders
/// there are, for the time of a sample grows faster than both; never fewer than the 30 of the paper.
pub fn gamma_samples(continua: &Continua) -> usize {
    let (spans, coders) = (continua.counts().pairable_values as f64, continua.coders() as f64);
    (2_000.0 * (600.0 / (spans * coders).max(1.0)).powi(5)).clamp(30.0, 2_000.0) as usize
}

/// Why there are no figures.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoFigures {
    /// A name that no coefficient has.
    #[error(transparent)]
    Unknown(#[from] UnknownMeasure),
    /// Stopped.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// The figures that were asked for, in the order of reports.
///
/// # Errors
/// A name that no coefficient of these data has; stopped.
pub fn figures(comparable: &Comparable, request: &Request, monitor: &Monitor) -> Result<Vec<FigureRow>, NoFigures> {
    let (rows, unknown) = known_figures(comparable, request, monitor)?;
    unknown.into_iter().next().map_or(Ok(rows), |unknown| Err(unknown.into()))
}

/// The same of the names that these data know, and the names that they do not know.
///
/// # Errors
/// Stopped.
pub fn known_figures(
    comparable: &Comparable,
    request: &Request,
    monitor: &Monitor,
) -> Result<(Vec<FigureRow>, Vec<UnknownMeasure>), Cancelled> {
    let mut found = Found { request, monitor, rows: Vec::new(), keys: Vec::new() };
    match comparable {
        Comparable::Values(ratings) => {
            found.registered(Material::Values(ratings), ratings.level())?;
            found.with_weights(ratings)?;
            found.without_units(ratings);
        }
        Comparable::Sets(sets) => found.registered(Material::Sets(sets), Level::Nominal)?,
        Comparable::Chains(chains) => found.registered(Material::Chains(chains), Level::Nominal)?,
        Comparable::Spans(continua, tokens) => {
            found.registered(Material::Spans(continua), Level::Nominal)?;
            found.tokens(continua, tokens.as_ref())?;
            found.gamma(continua)?;
        }
        Comparable::Segmentations(texts) => found.registered(Material::Segmentations(texts), Level::Nominal)?,
        Comparable::Relations(relations, attributes) => {
            found.registered(Material::Relations(relations), Level::Nominal)?;
            found.matched(relations, attributes);
        }
        Comparable::Points(points) => found.benchmarks(points),
        Comparable::Plans(plans) => found.plans(plans),
        Comparable::Pairs(pairs) => {
            for (index, [a, b, c, d]) in pairs.iter().enumerate() {
                let value = positional_dissimilarity((*a, *b), (*c, *d)).ok_or(Undefined::BadWeights);
                found.add(format!("d_pos.{index}"), "d_pos", number(Counts::default(), value), None, &["d_pos"]);
            }
        }
    }
    let unknown = unknown_names(&request.measures, &found.keys);
    Ok((found.rows, unknown))
}

/// With a table of one's own, what is usually reported.
const USUAL_CUSTOM: [&str; 2] = ["alpha_custom", "cohen_kappa_custom"];
/// Of gamma, what is usually reported.
const USUAL_GAMMA: [&str; 2] = ["gamma_shuffle", "gamma_cat_shuffle"];
/// The key of the older coefficient of unitizing.
const ALPHA_1995: &str = "alpha_u_1995";

struct Found<'a> {
    request: &'a Request,
    monitor: &'a Monitor,
    rows: Vec<FigureRow>,
    /// Every key that there is, wanted or not.
    keys: Vec<String>,
}

impl Found<'_> {
    fn registered(&mut self, material: Material<'_>, declared: Level) -> Result<(), Cancelled> {
        let (keys, mut usual) = (material.keys(), usual(material));
        if matches!(material, Material::Relations(_)) {
            usual = keys.iter().map(String::as_str).filter(|key| !key.starts_with("agr_")).collect();
        }
        for key in keys.iter().filter(|key| self.request.measures.wants(key, &usual)) {
            let other = self.request.spans_of_1995.as_ref().filter(|_| key == ALPHA_1995).map(Material::Spans);
            let estimates = other.unwrap_or(material).estimate(key, self.request.inference, self.monitor)?;
            for estimate in estimates.into_iter().flatten() {
                let level = match material {
                    Material::Values(_) => Some(level_of(&estimate.key, declared)),
                    Material::Sets(_) | Material::Chains(_) | Material::Spans(_) => Some(Level::Nominal),
                    Material::Segmentations(_) | Material::Relations(_) => None,
                };
                self.push(estimate, level);
            }
        }
        self.keys.extend(keys);
        Ok(())
    }

    fn push(&mut self, estimate: Estimate, level: Option<Level>) {
        if self.request.measures.keeps(&estimate.key) {
            self.rows.push(FigureRow::new(estimate, level, self.request));
        }
    }

    /// A figure that has no interval by resampling.
    fn add(&mut self, full_key: String, key: &str, outcome: Outcome, level: Option<Level>, usual: &[&str]) {
        if !self.keys.iter().any(|known| known == key) {
            self.keys.push(key.to_owned());
        }
        if self.request.measures.wants(key, usual) {
            let (no_interval, replicates) = (None, Vec::new());
            self.push(Estimate { key: full_key, outcome, no_interval, replicates, undefined_replicates: 0 }, level);
        }
    }

    fn with_weights(&mut self, ratings: &Ratings) -> Result<(), Cancelled> {
        let Some(differences) = &self.request.differences else { return Ok(()) };
        let estimates = custom_estimates(ratings, differences, self.request.inference, self.monitor)?;
        let keys: Vec<String> = estimates.iter().map(|estimate| estimate.key.clone()).collect();
        for estimate in estimates.into_iter().filter(|e| self.request.measures.wants(&e.key, &USUAL_CUSTOM)) {
            self.push(estimate, Some(ratings.level()));
        }
        self.keys.extend(keys);
        Ok(())
    }

    /// Alpha without each unit, only where it is asked for by name: there are as many figures as units.
    fn without_units(&mut self, ratings: &Ratings) {
        const KEY: &str = "alpha_without_unit";
        self.keys.push(KEY.to_owned());
        if !self.request.measures.named().iter().any(|name| name == KEY) {
            return;
        }
        let (level, counts) = (ratings.level(), ratings.counts());
        let without = alpha_without_each_unit(ratings, level);
        for unit in 0..ratings.units() {
            let value = match &without {
                Ok(values) => values[unit].ok_or(Undefined::NoDifference),
                Err(reason) => Err(reason.clone()),
            };
            self.add(format!("{KEY}.{level}.{unit}"), KEY, number(counts, value), Some(level), &[]);
        }
    }

    /// Words and sentences in place of single positions.
    fn tokens(&mut self, continua: &Continua, tokens: Option<&Tokens>) -> Result<(), Cancelled> {
        for (called, usual) in [("word", "word_alpha"), ("sentence", "sentence_alpha")] {
            let Some(tokens) = tokens else {
                // Only who asks for them by name is told what is missing.
                if matches!(self.request.measures, Measures::Named(_)) {
                    for key in token_keys(called) {
                        let outcome = number(continua.counts(), Err(Undefined::NoTexts));
                        self.add(key.clone(), &key, outcome, Some(Level::Nominal), &[]);
                    }
                }
                continue;
            };
            let tokens = if called == "word" { &tokens.words } else { &tokens.sentences };
            let tokenized = Tokenized::new(continua.clone(), tokens.clone());
            let wants = |key: &str| self.request.measures.wants(key, &[usual]);
            let estimates = token_estimates(&tokenized, called, wants, self.request.inference, self.monitor)?;
            for estimate in estimates {
                self.push(estimate, Some(Level::Nominal));
            }
            self.keys.extend(token_keys(called));
        }
        Ok(())
    }

    /// Gamma with both models of chance.
    fn gamma(&mut self, continua: &Continua) -> Result<(), Cancelled> {
        for sampler in [Sampler::Shuffle, Sampler::Statistical] {
            let families = ["gamma", "gamma_cat", "gamma_k", "gamma_cat_aligned", "gamma_k_aligned"];
            let mut keys = families.map(|family| format!("{family}_{}", sampler.key())).to_vec();
            if sampler == Sampler::Shuffle {
                keys.extend(["gamma_observed_disorder", "gamma_n_unitary_alignments"].map(str::to_owned));
            }
            let is_named = matches!(self.request.measures, Measures::Named(_));
            let asked = is_named || !self.request.without_gamma;
            if asked && keys.iter().any(|key| self.request.measures.wants(key, &USUAL_GAMMA)) {
                let options = GammaOptions {
                    dissimilarity: self.request.dissimilarity.clone(),
                    sampler,
                    samples: self.request.gamma_samples.unwrap_or_else(|| gamma_samples(continua)),
                    precision: None,
                    seed: self.request.inference.seed,
                };
                let estimates = gamma_estimates(continua, &options, self.request.inference, self.monitor)?;
                let drawn = Some(options.samples.max(2));
                for key in keys.iter().filter(|key| self.request.measures.wants(key, &USUAL_GAMMA)) {
                    let of_key = |e: &&Estimate| e.key.split('.').next() == Some(key.as_str());
                    let before = self.rows.len();
                    estimates.iter().filter(of_key).for_each(|e| self.push(e.clone(), Some(Level::Nominal)));
                    // What chance would make is drawn; the rest needs no samples.
                    let of_chance = |row: &&mut FigureRow| row.expected.is_some();
                    self.rows[before..].iter_mut().filter(of_chance).for_each(|row| row.samples = drawn);
                }
            }
            self.keys.extend(keys);
        }
        Ok(())
    }

    /// How surely each value reaches each level of each scale, from the highest level down.
    fn benchmarks(&mut self, points: &[(f64, f64)]) {
        for scale in BenchmarkScale::all() {
            for (point, (value, error)) in points.iter().enumerate() {
                let Some(levels) = benchmark(*value, *error, scale) else {
                    let reason = number(Counts::default(), Err(Undefined::NoVariance));
                    self.add(format!("{}.{point}", scale.key()), scale.key(), reason, None, &[scale.key()]);
                    continue;
                };
                for (level, reached) in levels.iter().enumerate() {
                    let outcome = number(Counts::default(), Ok(reached.cumulative));
                    self.add(format!("{}.{point}.{level}", scale.key()), scale.key(), outcome, None, &[scale.key()]);
                }
            }
        }
    }

    /// The units that each question of planning needs.
    fn plans(&mut self, plans: &[(String, Vec<Vec<f64>>)]) {
        for (key, questions) in plans {
            for (index, question) in questions.iter().enumerate() {
                let units = planned(key, question).map(|units| units as f64).ok_or(Undefined::NoPlan);
                self.add(format!("{key}.{index}"), key, number(Counts::default(), units), None, &[key]);
            }
        }
    }

    /// What is coded of relations that several coders marked.
    fn matched(&mut self, relations: &Relations, attributes: &[AttributeCodes]) {
        const KEYS: [&str; 4] =
            ["relations_matched", "relations_unmatched", "attribute_alpha", "attribute_percent_agreement"];
        let aligned = align_relations(relations, None);
        let counts = relations.counts();
        let pairable = if counts.pairable_units > 0 { Ok(()) } else { Err(Undefined::NothingPairable) };
        for (key, list) in [(KEYS[0], &aligned.matched), (KEYS[1], &aligned.unmatched)] {
            self.add(key.into(), key, number(counts, pairable.clone().map(|()| list.len() as f64)), None, &KEYS);
        }
        for AttributeCodes { name, values, codes } in attributes {
            let categories = values.iter().map(Category::new).collect();
            let code = |text: usize, coder: usize, relation: usize| *codes.get(text)?.get(coder)?.get(relation)?;
            let Ok(ratings) = aligned.ratings(Level::Nominal, categories, relations.coders(), code) else { continue };
            for (key, outcome) in [(KEYS[2], alpha_nominal(&ratings)), (KEYS[3], percent_agreement(&ratings))] {
                self.add(format!("{key}.{name}"), key, outcome, Some(Level::Nominal), &KEYS);
            }
        }
    }
}

/// A question under the name of the program that asks it so: parameters in its order.
fn planned(key: &str, question: &[f64]) -> Option<u64> {
    let units = match (key, question) {
        ("kripp", &[required, rarest, significance]) => units_for_alpha(required, rarest, significance),
        ("irr_N", &[first, second, expected, null, significance, power]) => {
            let rates = (first, second);
            units_for_kappa_test(&KappaTest { rates, expected, null, significance, power, two_sided: false })
        }
        ("kappaSize_power", &[null, expected, rate, coders, significance, power]) => {
            let coders = EqualCoders { rate, coders: coders as u32 };
            units_for_kappa_power(coders, null, expected, significance, power)
        }
        ("kappaSize_ci", &[expected, low, rate, coders, significance]) => {
            let coders = EqualCoders { rate, coders: coders as u32 };
            units_for_kappa_interval(coders, expected, low, None, significance)
        }
        _ => return None,
    };
    units.ok()
}

/// A plain number as an outcome.
fn number(counts: Counts, value: Result<f64, Undefined>) -> Outcome {
    let result = value.map(|value| Figure { value, basis: Basis::Derived, error: None, interval: None });
    Outcome { counts, result, caution: None }
}
