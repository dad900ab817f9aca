//! The influence of each unit on alpha: which article pulls it down.

use crate::agreement::coefficients::alpha::require_variation;
use crate::agreement::coefficients::alpha_set::SetDistance;
use crate::agreement::metric::Metric;
use crate::agreement::outcome::Undefined;
use crate::agreement::ratings::{Level, Ratings};
use crate::agreement::resampling::Statistic;
use crate::agreement::resampling_model::AlphaModel;
use crate::agreement::sets::SetRatings;

/// Alpha of all units but one, for every unit (from 0): which article pulls alpha down. `None` where the rest has no
/// alpha. A unit that is not pairable changes nothing. For coders see
/// [`alpha_without_coder`](crate::agreement::alpha_without_coder).
///
/// # Source
/// The jackknife of Quenouille (1956).
/// # Undefined
/// As [`alpha`](crate::agreement::alpha) of all units.
pub fn alpha_without_each_unit(ratings: &Ratings, level: Level) -> Result<Vec<Option<f64>>, Undefined> {
    Ok(without_each(&alpha_model(ratings, level)?, ratings))
}

/// The same for sets of labels with the MASI distance: alpha of all units but one, for every unit (from 0).
///
/// # Source
/// As [`alpha_without_each_unit`].
/// # Undefined
/// As [`alpha_set_masi`](crate::agreement::alpha_set_masi) of all units.
pub fn alpha_set_without_each_unit(sets: &SetRatings) -> Result<Vec<Option<f64>>, Undefined> {
    let ratings = sets.as_nominal();
    require_variation(ratings)?;
    Ok(without_each(&AlphaModel::new(ratings, SetDistance::Masi.metric(sets), false)?, ratings))
}

fn without_each(model: &AlphaModel<'_>, ratings: &Ratings) -> Vec<Option<f64>> {
    let without: Vec<Option<f64>> = (0..model.weights().len()).map(|profile| model.without(profile)).collect();
    let whole = model.value(model.weights());
    let profiles = model.profiles_of(ratings.rows().map(|(row, _)| row));
    profiles.into_iter().map(|profile| profile.map_or(whole, |p| without[p])).collect()
}

/// Alpha at a level, ready to be drawn.
pub(crate) fn alpha_model(ratings: &Ratings, level: Level) -> Result<AlphaModel<'static>, Undefined> {
    require_variation(ratings)?;
    AlphaModel::new(ratings, Metric::for_level(level, ratings)?, level == Level::Ordinal)
}
