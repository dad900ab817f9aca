//! What Gwet's family of coefficients shares: weighted observed agreement, prevalence of the categories over all rated
//! units, and the standard error by linearisation.

use crate::agreement::outcome::{Figure, StandardError, Undefined};
use crate::agreement::ratings::Ratings;
use crate::agreement::unit_counts::{Profile, UnitCounts};
use crate::agreement::weights::Weights;

/// Observed agreement and prevalences, from which each coefficient makes its own agreement by chance.
pub(crate) struct Observed<'a> {
    pub(crate) units: &'a UnitCounts,
    pub(crate) weights: Weights<'a>,
    /// Weighted number of units with at least one value.
    pub(crate) rated: f64,
    /// Weighted number of units with at least two values.
    pub(crate) pairable: f64,
    /// Mean weighted agreement of the pairs of a unit, over pairable units.
    pub(crate) agreement: f64,
    /// Mean over rated units of the share of each category.
    pub(crate) prevalence: Vec<f64>,
}

impl<'a> Observed<'a> {
    pub(crate) fn of(ratings: &'a Ratings, weights: Weights<'a>) -> Result<Self, Undefined> {
        ratings.require_pairable()?;
        let (units, weights) = (ratings.unit_counts(), weights.allowed_by(ratings));
        let mut this = Self {
            units,
            weights,
            rated: 0.0,
            pairable: 0.0,
            agreement: 0.0,
            prevalence: vec![0.0; units.categories()],
        };
        let mut sum = 0.0;
        for profile in units.profiles() {
            this.rated += profile.weight;
            if profile.is_pairable() {
                this.pairable += profile.weight;
                sum += profile.weight * this.unit_agreement(&profile);
            }
            for (category, n) in profile.counts {
                this.prevalence[*category as usize] += profile.weight * f64::from(*n) / f64::from(profile.total);
            }
        }
        this.agreement = sum / this.pairable;
        let rated = this.rated;
        this.prevalence.iter_mut().for_each(|share| *share /= rated);
        Ok(this)
    }

    /// The only category in use among rated units, if there is only one.
    pub(crate) fn only_category(&self) -> Option<usize> {
        let mut used = self.prevalence.iter().enumerate().filter(|(_, share)| **share > 0.0);
        match (used.next(), used.next()) {
            (Some((only, _)), None) => Some(only),
            _ => None,
        }
    }

    /// Ends early where chance leaves no room because one category is all there is.
    pub(crate) fn require_variation(&self, ratings: &Ratings) -> Result<(), Undefined> {
        self.only_category().map_or(Ok(()), |only| Err(Undefined::NoVariation { value: ratings.label(only) }))
    }

    /// Weighted agreement of the ordered pairs of values in one pairable unit.
    pub(crate) fn unit_agreement(&self, profile: &Profile<'_>) -> f64 {
        let total = f64::from(profile.total);
        weighted_pairs(profile, self.weights, self.units.categories()) / (total * (total - 1.0))
    }

    /// (observed - expected) / (1 - expected), with its error where there is more than one unit.
    ///
    /// `chance_of` is each unit's own part of the agreement by chance, whose mean over rated units is `expected`; `None`
    /// where chance does not depend on the data.
    pub(crate) fn corrected(&self, expected: f64, chance_of: Option<&dyn Fn(&Profile<'_>) -> f64>) -> Figure {
        let figure = Figure::corrected(self.agreement, expected);
        let deviations = self.units.profiles().map(|profile| {
            let part = self.unit_part(&profile, expected);
            let chance = chance_of.map_or(0.0, |f| f(&profile) - expected);
            let linear = part - 2.0 * (1.0 - figure.value) * chance / (1.0 - expected);
            profile.weight * (linear - figure.value).powi(2)
        });
        let sum: f64 = deviations.sum();
        figure.with_t_interval(standard_error(sum, self.rated), self.rated)
    }

    /// One unit's contribution to the coefficient: zero for a unit that is not pairable.
    pub(crate) fn unit_part(&self, profile: &Profile<'_>, expected: f64) -> f64 {
        if profile.is_pairable() {
            self.rated / self.pairable * (self.unit_agreement(profile) - expected) / (1.0 - expected)
        } else {
            0.0
        }
    }
}

/// Sum over categories of `n_k` (weighted number of agreeing values - 1).
pub(crate) fn weighted_pairs(profile: &Profile<'_>, weights: Weights<'_>, categories: usize) -> f64 {
    let row = |(k, n): &(u32, u32)| {
        let agreeing = |(l, m): &(u32, u32)| weights.weight(*k as usize, *l as usize, categories) * f64::from(*m);
        f64::from(*n) * (profile.counts.iter().map(agreeing).sum::<f64>() - 1.0)
    };
    profile.counts.iter().map(row).sum()
}

/// From the sum of squared deviations of the units' linearised contributions.
pub(crate) fn standard_error(squares: f64, units: f64) -> Option<StandardError> {
    let value = (squares / (units * (units - 1.0))).sqrt();
    (units > 1.0 && value.is_finite()).then_some(StandardError { value, under_null: None, source: "Gwet (2014)" })
}
