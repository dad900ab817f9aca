//! The figures of gamma by their keys, with intervals over texts.

use crate::agreement::estimate::Estimate;
use crate::agreement::outcome::{Figure, Outcome, Undefined};
use crate::agreement::resampling::{Inference, Statistic};
use crate::agreement::spans::categories::Unaligned;
use crate::agreement::spans::continua::Continua;
use crate::agreement::spans::gamma::{Aligned, GammaOptions, Part, align_all};
use crate::agreement::spans::outcome;
use crate::agreement::statistics::OfTexts;
use crate::jobs::{Cancelled, Monitor};

/// Gamma and its relatives under their keys, one alignment and one set of samples for all.
///
/// With `S` the key of the sampler (`shuffle`, `stat`): `gamma_S`; `gamma_cat_S` and `gamma_k_S.LABEL` as pygamma-agreement
/// computes them, `gamma_cat_aligned_S` and `gamma_k_aligned_S.LABEL` as the paper does (see
/// [`GammaFamily`](crate::agreement::GammaFamily)); `gamma_observed_disorder` and `gamma_n_unitary_alignments`, which need no
/// samples. Texts are drawn with their alignments and samples, so a replicate aligns nothing anew.
///
/// # Formula
/// As [`gamma`](crate::agreement::gamma()).
/// # Source
/// As [`gamma`](crate::agreement::gamma()); the bootstrap Efron (1979, 1987).
/// # Undefined
/// As [`gamma`](crate::agreement::gamma()).
pub fn gamma_estimates(
    continua: &Continua,
    options: &GammaOptions,
    inference: Inference,
    monitor: &Monitor,
) -> Result<Vec<Estimate>, Cancelled> {
    let aligned = align_all(continua, options, monitor)?;
    let (places, takes_part) = match &aligned {
        Ok(aligned) => ((0..aligned.pieces.len()).collect::<Vec<_>>(), vec![1.0; aligned.pieces.len()]),
        Err(_) => (Vec::new(), Vec::new()),
    };
    let estimate = |(key, part): (String, Part)| {
        let computed = |aligned: &Aligned, places: &[usize]| {
            if let Part::Categories(Some(category), _) = part {
                continua.require_used(category)?;
            }
            aligned.figure(part, places)
        };
        let whole = match &aligned {
            Ok(aligned) => computed(aligned, &places),
            Err(undefined) => Err(undefined.clone()),
        };
        let statistic = || -> Option<Box<dyn Statistic + '_>> {
            let aligned = aligned.as_ref().ok()?;
            let value = move |drawn: &[usize]| computed(aligned, drawn).ok().map(|figure| figure.value);
            Some(Box::new(OfTexts::new(takes_part.clone(), value)))
        };
        Estimate::of(key, outcome(continua, whole), statistic, inference, monitor)
    };
    let mut found = parts(continua, options).into_iter().map(estimate).collect::<Result<Vec<_>, _>>()?;
    let family = aligned.map(|aligned| aligned.family(continua));
    let plain = |key: &str, value: Result<f64, Undefined>| {
        let outcome: Outcome = outcome(continua, value.map(Figure::derived));
        Estimate::of(key.to_owned(), outcome, || None, Inference::default(), monitor)
    };
    let value = |value: &dyn Fn(&super::GammaFamily) -> f64| match &family {
        Ok(family) => Ok(value(family)),
        Err(undefined) => Err(undefined.clone()),
    };
    let tuples = |f: &super::GammaFamily| f.alignments.iter().flatten().map(|a| a.unitary.len()).sum::<usize>() as f64;
    found.push(plain("gamma_observed_disorder", value(&|f| f.observed_disorder))?);
    found.push(plain("gamma_n_unitary_alignments", value(&tuples))?);
    Ok(found)
}

fn parts(continua: &Continua, options: &GammaOptions) -> Vec<(String, Part)> {
    let sampler = options.sampler.key();
    let mut parts = vec![(format!("gamma_{sampler}"), Part::Gamma)];
    for (name, unaligned) in [("", Unaligned::Counted), ("_aligned", Unaligned::Ignored)] {
        parts.push((format!("gamma_cat{name}_{sampler}"), Part::Categories(None, unaligned)));
        for (category, label) in continua.categories().iter().enumerate() {
            parts.push((format!("gamma_k{name}_{sampler}.{label}"), Part::Categories(Some(category), unaligned)));
        }
    }
    parts
}
