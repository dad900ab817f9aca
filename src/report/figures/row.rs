//! One figure as a row.

use super::compute::Request;
use crate::agreement::{Basis, Estimate, Level};
use serde::Serialize;
use std::collections::BTreeMap;

/// A figure or the reason why there is none. The keys never change; a part that is not there is null.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureRow {
    /// Full key of the coefficient.
    pub measure: String,
    /// The level of measurement at which it takes the values; null where values have no scale.
    pub level: Option<&'static str>,
    /// The figure.
    pub value: Option<f64>,
    /// Standard error.
    pub se: Option<f64>,
    /// Lower bound of the 95 % interval.
    pub ci_low: Option<f64>,
    /// Upper bound.
    pub ci_high: Option<f64>,
    /// How the interval was made.
    pub ci_method: Option<&'static str>,
    /// Units handed in, with or without values.
    pub n_units: usize,
    /// Coders handed in.
    pub n_coders: usize,
    /// Units with values of two coders or more.
    pub n_pairable: usize,
    /// Why there is no value.
    pub undefined: Option<String>,
    /// Values in pairable units.
    pub n_pairable_values: usize,
    /// Observed agreement or disagreement.
    pub observed: Option<f64>,
    /// What chance would give.
    pub expected: Option<f64>,
    /// Who gave the standard error.
    pub se_source: Option<&'static str>,
    /// Standard error for the test against zero, where it is another.
    pub se_null: Option<f64>,
    /// Why a value has no interval.
    pub no_interval: Option<String>,
    /// Per required value the share of bootstrap replicates below it.
    pub q_below: Option<BTreeMap<String, f64>>,
    /// Replicates without a value.
    pub undefined_replicates: Option<usize>,
    /// Continua that were drawn for what gamma expects by chance.
    pub samples: Option<usize>,
    /// What to know beside the value.
    pub caution: Option<String>,
    /// Names of the two coders, where the figure is of two of several.
    pub pair: Option<[String; 2]>,
}

impl FigureRow {
    pub(super) fn new(estimate: Estimate, level: Option<Level>, request: &Request) -> Self {
        let q_below: BTreeMap<String, f64> =
            request.required.iter().filter_map(|r| Some((r.to_string(), estimate.q_below(*r)?))).collect();
        let was_drawn = !estimate.replicates.is_empty();
        let counts = estimate.outcome.counts;
        let figure = estimate.outcome.result.as_ref().ok();
        let (observed, expected) = match figure.map(|f| f.basis) {
            Some(Basis::Agreement { observed, expected }) => (Some(observed), expected),
            Some(Basis::Disagreement { observed, expected }) => (Some(observed), Some(expected)),
            Some(Basis::Derived) | None => (None, None),
        };
        let error = figure.and_then(|f| f.error);
        let interval = figure.and_then(|f| f.interval);
        let name = |code: &str| request.names.get(code).map_or(code, String::as_str).to_owned();
        let undefined = estimate.outcome.undefined().map(|reason| reason.labelled(&name).to_string());
        let undefined = undefined.map(|reason| if reason.is_empty() { "undefined".to_owned() } else { reason });
        Self {
            level: level.map(Level::key),
            value: finite(figure.map(|f| f.value)),
            se: finite(error.map(|e| e.value)),
            ci_low: finite(interval.map(|i| i.low)),
            ci_high: finite(interval.map(|i| i.high)),
            ci_method: interval.map(|i| i.method),
            n_units: counts.units,
            n_coders: counts.coders,
            n_pairable: counts.pairable_units,
            undefined,
            n_pairable_values: counts.pairable_values,
            observed: finite(observed),
            expected: finite(expected),
            se_source: error.map(|e| e.source),
            se_null: finite(error.and_then(|e| e.under_null)),
            no_interval: estimate.no_interval.map(|reason| reason.to_string()),
            q_below: was_drawn.then_some(q_below),
            undefined_replicates: was_drawn.then_some(estimate.undefined_replicates),
            caution: estimate.outcome.caution.map(|caution| caution.to_string()),
            samples: None,
            pair: None,
            measure: estimate.key,
        }
    }
}

/// JSON knows no infinity; a bound that is infinite is no bound.
fn finite(value: Option<f64>) -> Option<f64> {
    value.filter(|v| v.is_finite())
}
