//! Agreement on ordered lists.

use crate::agreement::chains::ChainRatings;
use crate::agreement::coefficients::alpha::alpha_with;
use crate::agreement::metric::Metric;
use crate::agreement::outcome::{Figure, Outcome};
use crate::agreement::ratings::Ratings;

/// Krippendorff's alpha of chains: a link that is missing, added or another one counts in part.
///
/// # Formula
/// As [`alpha`](crate::agreement::alpha) with, in place of `delta^2`, the smallest number of links to insert, delete or replace
/// that makes one chain the other, over the length of the longer one. Two empty chains are equal.
/// # Source
/// Levenshtein (1966), Binary codes capable of correcting deletions, insertions, and reversals; alpha over distances of
/// structured values as Braylan, Alonso & Lease (2022), Measuring annotator agreement generally across complex structured,
/// multi-object, and free-text annotation tasks.
/// # Undefined
/// As [`alpha`](crate::agreement::alpha); no variation means that all compared chains are equal.
pub fn alpha_chain(chains: &ChainRatings) -> Outcome {
    alpha_with(chains.as_nominal(), || Ok(metric(chains)))
}

/// How alike the chains of two coders are on average, not corrected for chance.
///
/// # Formula
/// Mean over pairable units of the mean over pairs of values of 1 - the distance of [`alpha_chain`].
/// # Source
/// As [`alpha_chain`].
/// # Undefined
/// Fewer than two coders or nothing pairable. Without variation it is 1.
pub fn chain_similarity(chains: &ChainRatings) -> Outcome {
    similarity(chains.as_nominal(), &metric(chains))
}

/// The same for chains that were drawn.
pub(crate) fn similarity(ratings: &Ratings, metric: &Metric<'_>) -> Outcome {
    let compute = || {
        ratings.require_pairable()?;
        let (mut sum, mut units) = (0.0, 0.0);
        for profile in ratings.unit_counts().pairable() {
            let total = f64::from(profile.total);
            sum += profile.weight * (1.0 - metric.within(profile.counts, profile.total) / (total * (total - 1.0)));
            units += profile.weight;
        }
        Ok(Figure::agreement(sum / units))
    };
    Outcome::new(ratings.counts(), compute())
}

pub(crate) fn metric(chains: &ChainRatings) -> Metric<'_> {
    let known = chains.chains();
    Metric::Function(Box::new(move |a, b| distance(&known[a], &known[b])))
}

/// Edit distance over the longer length: 0 to 1.
fn distance(a: &[String], b: &[String]) -> f64 {
    let longest = a.len().max(b.len());
    if longest == 0 {
        return 0.0;
    }
    // One row of the table of prefixes at a time.
    let mut costs: Vec<usize> = (0..=b.len()).collect();
    for (row, link) in a.iter().enumerate() {
        let mut diagonal = costs[0];
        costs[0] = row + 1;
        for (column, other) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(link != other);
            diagonal = costs[column + 1];
            costs[column + 1] = replaced.min(diagonal + 1).min(costs[column] + 1);
        }
    }
    costs[b.len()] as f64 / longest as f64
}
