//! How many units are still to be coded twice.

use crate::agreement::{largest_share, units_for_alpha};
use crate::model::Kind;
use crate::report::assurance::RISK;
use crate::report::ratings::{Material, material};
use crate::report::{Assurance, VariableData};

/// What is to be expected of more units, if coders agree on them as they did so far.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Forecast {
    /// The lower bound is there already.
    Reached,
    /// So many more units until the lower bound is there.
    More(u64),
    /// Alpha itself is no higher than what is required: more units only make that surer.
    NotByUnits,
}

impl Forecast {
    /// When the lower bound of an interval reaches what is required. `units` are those that the interval rests on.
    ///
    /// # Formula
    /// n (alpha - low)^2 / (alpha - required)^2 - n: the distance of the bound shrinks with the root of the number of units.
    pub fn of(alpha: f64, assurance: &Assurance, units: usize, required: f64) -> Self {
        if assurance.low >= required {
            return Self::Reached;
        }
        if alpha <= required {
            return Self::NotByUnits;
        }
        let units = units as f64;
        let needed = units * ((alpha - assurance.low) / (alpha - required)).powi(2);
        // Rounding must not ask for a unit more.
        Self::More((needed - units - 1e-9).ceil().max(1.0) as u64)
    }
}

/// Units in all that a test of alpha needs by the formula of Bloch & Kraemer (1989), as Krippendorff (2011) gives it, with
/// the rarest value as rare as it was so far; `None` where values are no names or fewer than two were given.
///
/// Returns the units and the share of the rarest value, from 0 to 1.
pub fn units_by_formula(data: &VariableData, required: f64) -> Option<(u64, f64)> {
    let Material::Values(ratings) = material(data).0 else { return None };
    if data.kind != Kind::Choice || largest_share(&ratings)?.share >= 1.0 {
        return None;
    }
    let totals = ratings.unit_counts().pairable_totals();
    let all: f64 = totals.iter().sum();
    let rarest = totals.into_iter().filter(|n| *n > 0.0).fold(f64::INFINITY, f64::min) / all;
    units_for_alpha(required, rarest, RISK).ok().map(|units| (units, rarest))
}
