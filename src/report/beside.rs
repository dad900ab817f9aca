//! What a journal wants beside alpha, and what is quick to compute.

use crate::agreement::{self, Ratings, Weights};
use crate::model::{AnswerState, Bilingual, Kind, Level};
use crate::report::VariableData;
use crate::report::model::{Figure, Reason, label_of};
use crate::report::ratings::{Material, material};

/// What stands beside alpha in the line of a question.
#[derive(Clone, PartialEq, Debug)]
pub struct Beside {
    /// Of the units that anybody gave a value, the share that two or more coders gave one; `None` where nobody did.
    pub overlap: Option<f64>,
    /// Of the answers that the question asked for, the share without a value: "cannot decide", not yet coded, or without
    /// a place on the scale. What does not apply was not asked for. `None` where nothing was asked.
    pub missing: Option<f64>,
    /// Gwet's coefficient.
    pub gwet: Gwet,
    /// The value with the lowest agreement of its own.
    pub lowest: Option<Lowest>,
}

/// Gwet's AC1, or AC2 where the values have a rank.
#[derive(Clone, PartialEq, Debug)]
pub enum Gwet {
    /// AC1, for names.
    Ac1(Figure),
    /// AC2 with weights for ranks, or for numbers.
    Ac2(Figure),
    /// The codebook does not list the values (names, numbers, dates, sets): the agreement that AC expects by chance
    /// depends on that list, so there is no figure.
    NoList,
}

impl Gwet {
    /// The figure, where the coefficient is made for such values.
    pub const fn figure(&self) -> Option<&Figure> {
        match self {
            Self::Ac1(figure) | Self::Ac2(figure) => Some(figure),
            Self::NoList => None,
        }
    }
}

/// The value with the lowest specific agreement.
#[derive(Clone, PartialEq, Debug)]
pub struct Lowest {
    /// Its code.
    pub code: String,
    /// Its label.
    pub label: Bilingual,
    /// When one coder gives it, the chance that another one does too, from 0 to 1.
    pub agreement: f64,
}

impl Beside {
    /// Computes it. A value that nobody gave in a pairable unit has no agreement of its own and cannot be the lowest; of
    /// two equally low ones it is the first of the codebook.
    pub fn of(data: &VariableData) -> Self {
        let (material, off_scale) = material(data);
        let count =
            |wanted: fn(&AnswerState) -> bool| data.cells.iter().flatten().flatten().filter(|s| wanted(s)).count();
        let asked = count(|s| !matches!(s, AnswerState::NotApplicable));
        let without = count(|s| matches!(s, AnswerState::CannotDecide | AnswerState::NotYetCoded)) + off_scale;
        let share = |part: usize, whole: usize| (whole > 0).then(|| part as f64 / whole as f64);
        let (counts, gwet, lowest) = match &material {
            Material::Values(ratings) => (ratings.counts(), gwet(data, ratings), lowest_value(data, ratings)),
            Material::Sets(sets) => {
                let of_label = |label| {
                    // In the ratings of one label, 0 is "not given" and 1 "given".
                    sets.label_ratings(label).and_then(|given| agreement::specific_agreement(&given, 1).value())
                };
                let labels = sets.labels().iter().enumerate();
                let lowest = least(labels.filter_map(|(at, code)| Some((code.as_str(), of_label(at)?))));
                (sets.counts(), Gwet::NoList, lowest.map(|(code, agreement)| named(data, code, agreement)))
            }
            Material::Unusable(reason) => {
                let figure = Figure::Undefined(Reason::Answers(reason.clone()));
                return Self { overlap: None, missing: share(without, asked), gwet: Gwet::Ac1(figure), lowest: None };
            }
        };
        Self { overlap: share(counts.pairable_units, counts.rated_units), missing: share(without, asked), gwet, lowest }
    }
}

fn gwet(data: &VariableData, ratings: &Ratings) -> Gwet {
    match (data.kind, data.level) {
        (Kind::Choice, Level::Nominal | Level::None) => {
            Gwet::Ac1(agreement::gwet_ac(ratings, Weights::Identity).into())
        }
        (Kind::Choice, Level::Ordinal) => Gwet::Ac2(agreement::gwet_ac(ratings, Weights::Ordinal).into()),
        (Kind::Choice, Level::Interval | Level::Ratio) => {
            Gwet::Ac2(agreement::gwet_ac(ratings, Weights::Quadratic).into())
        }
        _ => Gwet::NoList,
    }
}

fn lowest_value(data: &VariableData, ratings: &Ratings) -> Option<Lowest> {
    // Numbers and dates are nearer or farther, not the same or not.
    if data.kind != Kind::Choice {
        return None;
    }
    let categories = ratings.categories().iter().enumerate();
    let of_value = |at| agreement::specific_agreement(ratings, at).value();
    let (code, agreement) = least(categories.filter_map(|(at, c)| Some((c.label.as_str(), of_value(at)?))))?;
    Some(named(data, code, agreement))
}

fn named(data: &VariableData, code: &str, agreement: f64) -> Lowest {
    Lowest { code: code.to_owned(), label: label_of(data, code), agreement }
}

/// The first of the lowest.
fn least<'a>(figures: impl Iterator<Item = (&'a str, f64)>) -> Option<(&'a str, f64)> {
    figures.reduce(|least, next| if next.1 < least.1 { next } else { least })
}
