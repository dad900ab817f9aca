//! From answers to the neutral ratings of the room `agreement`.

use crate::agreement::{Category, Level as Scale, Ratings, RatingsError, SetRatings};
use crate::model::{AnswerState, Kind, Level, Value};
use crate::report::{Comparable, VariableData};
use std::collections::BTreeMap;

/// Ratings of a variable in the form its kind asks for.
pub(super) enum Material {
    /// Single values.
    Values(Ratings),
    /// Sets of labels.
    Sets(SetRatings),
    /// Answers that fit no scale, with the reason.
    Unusable(RatingsError),
}

impl VariableData {
    /// The coded values, ready for every coefficient.
    ///
    /// # Errors
    /// If answers fit no scale.
    pub fn comparable(&self) -> Result<Comparable, RatingsError> {
        match material(self).0 {
            Material::Values(ratings) => Ok(Comparable::Values(ratings)),
            Material::Sets(sets) => Ok(Comparable::Sets(sets)),
            Material::Unusable(reason) => Err(reason),
        }
    }
}

const fn scale(level: Level) -> Scale {
    match level {
        Level::Ordinal => Scale::Ordinal,
        Level::Interval => Scale::Interval,
        Level::Ratio => Scale::Ratio,
        Level::Nominal | Level::None => Scale::Nominal,
    }
}

/// The ratings, and how many answers could not be placed on the scale. Only coded values are ratings: "does not apply"
/// and "cannot decide" are missing values here, and are counted apart by the report.
pub(super) fn material(data: &VariableData) -> (Material, usize) {
    let coders = data.coders.len();
    let coded = || {
        data.cells.iter().map(|row| {
            row.iter().map(|cell| match cell {
                Some(AnswerState::Coded(value)) => Some(value),
                _ => None,
            })
        })
    };
    let level = scale(data.level);
    let mut off_scale = 0;
    let declared = || data.values.iter().map(|(code, _)| Category::new(code.as_str())).collect::<Vec<_>>();
    let made = match data.kind {
        Kind::Set => {
            let position = |code: &String| data.values.iter().position(|(c, _)| c == code);
            let rows: Vec<Vec<Option<Vec<usize>>>> = coded()
                .map(|row| {
                    row.map(|value| match value {
                        Some(Value::Codes(labels)) => Some(labels.iter().filter_map(position).collect()),
                        _ => None,
                    })
                    .collect()
                })
                .collect();
            let labels = data.values.iter().map(|(code, _)| code.clone()).collect();
            SetRatings::from_codes(labels, coders, rows).map(Material::Sets)
        }
        Kind::Choice => {
            let rows: Vec<Vec<Option<&str>>> = coded()
                .map(|row| {
                    row.map(|value| match value {
                        Some(Value::Code(code)) => Some(code.as_str()),
                        _ => None,
                    })
                    .collect()
                })
                .collect();
            Ratings::from_labels(level, Some(declared()), coders, rows).map(Material::Values)
        }
        Kind::Date => {
            let days: BTreeMap<i32, String> = coded()
                .flatten()
                .filter_map(|value| match value {
                    Some(Value::Date(day)) => Some((day_number(day)?, day.clone())),
                    _ => None,
                })
                .collect();
            // Named by its date, not by its number: the report prints the names.
            let categories = days.iter().map(|(n, day)| Category::numbered(day.as_str(), f64::from(*n))).collect();
            let rows: Vec<Vec<Option<usize>>> = coded()
                .map(|row| {
                    row.map(|value| {
                        let place = match value {
                            Some(Value::Date(day)) => day_number(day).and_then(|n| days.keys().position(|d| *d == n)),
                            _ => None,
                        };
                        off_scale += usize::from(value.is_some() && place.is_none());
                        place
                    })
                    .collect()
                })
                .collect();
            Ratings::from_codes(level, categories, coders, rows).map(Material::Values)
        }
        Kind::Number | Kind::Depth => {
            let rows: Vec<Vec<Option<f64>>> = coded()
                .map(|row| {
                    row.map(|value| {
                        let number = match value {
                            Some(Value::Number(number)) => Some(*number),
                            _ => None,
                        };
                        off_scale += usize::from(value.is_some() && number.is_none());
                        number
                    })
                    .collect()
                })
                .collect();
            Ratings::from_numbers(level, coders, rows).map(Material::Values)
        }
        Kind::Entity | Kind::Text => {
            let rows: Vec<Vec<Option<&str>>> = coded()
                .map(|row| {
                    row.map(|value| match value {
                        Some(Value::Text(text)) => Some(text.trim()),
                        _ => None,
                    })
                    .collect()
                })
                .collect();
            Ratings::from_labels(level, None, coders, rows).map(Material::Values)
        }
    };
    (made.unwrap_or_else(Material::Unusable), off_scale)
}

/// Days since 1970-01-01 of a full date; `None` for a month or a year alone, which has no place on a scale of days.
fn day_number(date: &str) -> Option<i32> {
    let date: jiff::civil::Date = date.parse().ok()?;
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.until((jiff::Unit::Day, date)).ok().map(|span| span.get_days())
}
