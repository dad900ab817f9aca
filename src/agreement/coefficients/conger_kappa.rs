//! Conger's kappa.

use crate::agreement::gwet::{Observed, standard_error};
use crate::agreement::outcome::{Figure, Outcome, Undefined};
use crate::agreement::ratings::{MISSING, Ratings};
use crate::agreement::unit_counts::Profile;
use crate::agreement::weights::Weights;

/// Conger's kappa ("exact Fleiss kappa"): Cohen's kappa for many coders; chance draws from each coder's own distribution.
///
/// # Formula
/// (`p_a` - `p_e`) / (1 - `p_e`), `p_e` = 1/(r (r - 1)) sum over ordered pairs of coders g, h of sum over k, l of `w_kl`
/// `p_gk` `p_hl`; r the coders who coded anything, `p_gk` over all units that g coded.
/// # Source
/// Conger (1980), the same as Hubert (1977) and Davies & Fleiss (1982) for complete data; missing values, weights and
/// standard error Gwet (2014).
/// # Undefined
/// Fewer than two coders, nothing pairable, or one category only among the rated units.
pub fn conger_kappa(ratings: &Ratings, weights: Weights<'_>) -> Outcome {
    Outcome::new(ratings.counts(), figure(ratings, weights))
}

fn figure(ratings: &Ratings, weights: Weights<'_>) -> Result<Figure, Undefined> {
    let observed = Observed::of(ratings, weights)?;
    observed.require_variation(ratings)?;
    let (categories, weights) = (ratings.categories().len(), observed.weights);
    let coders = Coder::all(ratings, categories, weights);
    let pairs = coders.iter().filter(|c| c.units > 0.0).count() as f64;
    let pairs = pairs * (pairs - 1.0);
    let sum = |k: usize| coders.iter().map(|c| c.shares[k]).sum::<f64>();
    let shares: Vec<f64> = (0..categories).map(sum).collect();
    let agreeing = weights.times(&shares);
    let own: f64 = coders.iter().flat_map(|c| c.shares.iter().zip(&c.agreeing)).map(|(share, a)| share * a).sum();
    let all: f64 = shares.iter().zip(&agreeing).map(|(share, a)| share * a).sum();
    let expected = (all - own) / pairs;
    let figure = Figure::corrected(observed.agreement, expected);

    // What others gave to a value of category k by coder g, and what g's values bring on average.
    let chance: Vec<(Vec<f64>, f64)> = coders
        .iter()
        .map(|coder| {
            let others: Vec<f64> = agreeing.iter().zip(&coder.agreeing).map(|(all, own)| all - own).collect();
            let mean = others.iter().zip(&coder.shares).map(|(o, share)| o * share).sum();
            (others, mean)
        })
        .collect();
    let mut squares = 0.0;
    let mut entries: Vec<(u32, u32)> = Vec::new();
    for (row, times) in ratings.rows() {
        entries.clear();
        let mut deviation = 0.0;
        for ((code, coder), (others, mean)) in row.iter().zip(&coders).zip(&chance) {
            if *code != MISSING {
                deviation += observed.rated / coder.units * (others[*code as usize] - mean) / pairs;
                match entries.iter_mut().find(|(k, _)| k == code) {
                    Some((_, n)) => *n += 1,
                    None => entries.push((*code, 1)),
                }
            }
        }
        if entries.is_empty() {
            continue;
        }
        let total = entries.iter().map(|(_, n)| n).sum();
        let part = observed.unit_part(&Profile { counts: &entries, total, weight: 1.0 }, expected);
        let linear = part - 2.0 * (1.0 - figure.value) * deviation / (1.0 - expected);
        squares += f64::from(times) * (linear - figure.value).powi(2);
    }
    Ok(figure.with_t_interval(standard_error(squares, observed.rated), observed.rated))
}

/// How one coder spread the values.
struct Coder {
    units: f64,
    shares: Vec<f64>,
    agreeing: Vec<f64>,
}

impl Coder {
    fn all(ratings: &Ratings, categories: usize, weights: Weights<'_>) -> Vec<Self> {
        let mut totals = vec![vec![0_u64; categories]; ratings.coders()];
        for (row, times) in ratings.rows() {
            for (code, total) in row.iter().zip(&mut totals).filter(|(code, _)| **code != MISSING) {
                total[*code as usize] += u64::from(times);
            }
        }
        let coder = |totals: Vec<u64>| {
            let units = totals.iter().sum::<u64>() as f64;
            let shares: Vec<f64> = totals.iter().map(|n| if *n > 0 { *n as f64 / units } else { 0.0 }).collect();
            let agreeing = weights.times(&shares);
            Self { units, shares, agreeing }
        };
        totals.into_iter().map(coder).collect()
    }
}
