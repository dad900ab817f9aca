//! Means over pairs of coders.

use crate::agreement::outcome::{Figure, Undefined};
use crate::agreement::spans::continua::Continua;

/// Pairs of coders (from 0) who worked on a common continuum.
pub(crate) fn pairs(continua: &Continua) -> Vec<(usize, usize)> {
    let coders = continua.coders();
    let together =
        |a: usize, b: usize| continua.continua().iter().any(|c| c.codings[a].is_some() && c.codings[b].is_some());
    let all = (0..coders).flat_map(|first| (first + 1..coders).map(move |second| (first, second)));
    all.filter(|(a, b)| together(*a, *b)).collect()
}

/// The mean over [`pairs`]; undefined if it is for one of them, which the reason names.
pub(crate) fn mean_over_pairs(
    continua: &Continua,
    value: impl Fn(usize, usize) -> Result<f64, Undefined>,
) -> Result<Figure, Undefined> {
    let pairs = pairs(continua);
    let mut sum = 0.0;
    for (first, second) in &pairs {
        let named = |reason| Undefined::Pair { first: first + 1, second: second + 1, reason: Box::new(reason) };
        sum += value(*first, *second).map_err(named)?;
    }
    if pairs.is_empty() { Err(Undefined::NothingPairable) } else { Ok(Figure::derived(sum / pairs.len() as f64)) }
}
