//! What the report says of each variable.

use crate::agreement::{self, Caution, Outcome, Ratings, RatingsError, Undefined};
use crate::model::{AnswerState, ArticleId, Bilingual, Kind, Level, RecordId, UiLanguage};
use crate::report::ratings::{Material, material};
use serde::{Serialize, Serializer};
use std::fmt;

/// The answers of all coders to one variable, as the report needs them.
#[derive(Clone, PartialEq, Debug)]
pub struct VariableData {
    /// Code of the variable.
    pub variable: String,
    /// The values that identify an obligatory row (variable, value); empty for a unit with one record.
    pub row: Vec<(String, String)>,
    /// Label of the unit that it is asked of.
    pub unit: Bilingual,
    /// Label of the variable, with the labels of the row.
    pub label: Bilingual,
    /// Level of measurement.
    pub level: Level,
    /// What an answer looks like.
    pub kind: Kind,
    /// Declared values in their order: code and label.
    pub values: Vec<(String, Bilingual)>,
    /// Names of the coders.
    pub coders: Vec<String>,
    /// Names of the units (titles of articles).
    pub units: Vec<String>,
    /// The articles that each unit stands for: one, or all of a page where the question is about the page.
    pub articles: Vec<Vec<ArticleId>>,
    /// Per unit and coder the record that was compared, where a coder may have several of the kind in an article; else empty.
    pub records: Vec<Vec<Option<RecordId>>>,
    /// One row per unit, one cell per coder. `None`: this coder was not given the unit, or has not finished it.
    pub cells: Vec<Vec<Option<AnswerState>>>,
}

/// Why there is no figure: a sentence where it is printed, a variant for whoever says it in another language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reason {
    /// The coefficient has no value for these answers.
    Coefficient(Undefined),
    /// The answers fit no scale.
    Answers(RatingsError),
    /// Skip logic has ruled the question out for everybody who was asked.
    NeverApplies,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Coefficient(reason) => reason.fmt(f),
            Self::Answers(reason) => reason.fmt(f),
            Self::NeverApplies => {
                f.write_str("the question applied to nobody: what was answered before it rules it out")
            }
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

// A caution is printed as its sentence, too.
impl Serialize for Caution {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A figure or the reason why there is none. Never NaN.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// A value.
    Value(f64),
    /// The reason.
    Undefined(Reason),
}

impl Figure {
    /// The value, if there is one.
    pub const fn value(&self) -> Option<f64> {
        match self {
            Self::Value(v) => Some(*v),
            Self::Undefined(_) => None,
        }
    }
    /// The reason, if there is no value.
    pub const fn reason(&self) -> Option<&Reason> {
        match self {
            Self::Value(_) => None,
            Self::Undefined(reason) => Some(reason),
        }
    }
}

impl From<Outcome> for Figure {
    fn from(outcome: Outcome) -> Self {
        match outcome.result {
            Ok(figure) => Self::Value(figure.value),
            Err(reason) => Self::Undefined(Reason::Coefficient(reason)),
        }
    }
}

/// The value that was coded most.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Largest {
    /// Its code.
    pub code: String,
    /// Its label.
    pub label: Bilingual,
    /// Its share of the pairable values, from 0 to 1.
    pub share: f64,
}

/// One line of the report.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct AgreementLine {
    /// Code of the variable.
    pub variable: String,
    /// The values that identify an obligatory row.
    pub row: Vec<(String, String)>,
    /// Label of the unit that the variable is asked of.
    pub unit: Bilingual,
    /// Label.
    pub label: Bilingual,
    /// What an answer looks like.
    pub kind: Kind,
    /// Level of measurement.
    pub level: Level,
    /// Units handed to at least one coder.
    pub units: usize,
    /// Coders with at least one coded value.
    pub coders: usize,
    /// Units with a value from at least two coders.
    pub pairable_units: usize,
    /// Values in those units.
    pub pairable_values: usize,
    /// Answers "does not apply": they are no values and enter no figure.
    pub not_applicable: usize,
    /// Answers "cannot decide": they are no values and enter no figure.
    pub cannot_decide: usize,
    /// Answers that are still open in finished codings.
    pub not_yet_coded: usize,
    /// Answers that cannot be placed on the level's scale, such as a date without a day.
    pub off_scale: usize,
    /// The value coded most.
    pub largest: Option<Largest>,
    /// Mean over units of the share of agreeing pairs of coders.
    pub percent_agreement: Figure,
    /// Name of the coefficient for the level.
    pub measure: String,
    /// Krippendorff's alpha at the variable's own level (MASI distance for multi-label variables).
    pub alpha: Figure,
    /// What a reader must know beside a defined alpha.
    pub caution: Option<Caution>,
}

impl AgreementLine {
    /// Why there is no alpha, in English and with the label of the value that it speaks of.
    pub fn why(&self) -> Option<String> {
        let label = |code: &str| {
            let largest = self.largest.as_ref().filter(|largest| largest.code == code);
            largest.map_or(code, |largest| largest.label.get(UiLanguage::En)).to_owned()
        };
        Some(match self.alpha.reason()? {
            Reason::Coefficient(reason) => reason.labelled(&label).to_string(),
            reason => reason.to_string(),
        })
    }
}

/// The agreement of a project, first figures.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct AgreementReport {
    /// One line per variable, in the order of the codebook.
    pub lines: Vec<AgreementLine>,
    /// Codings that are begun but not done; they are left out.
    pub unfinished_codings: usize,
}

impl AgreementReport {
    /// Computes the lines. Variables that are not measured (free words) have none.
    pub fn of(variables: &[VariableData], unfinished_codings: usize) -> Self {
        let lines = variables.iter().filter(|v| v.level != Level::None).map(line).collect();
        Self { lines, unfinished_codings }
    }
}

pub(super) fn line(data: &VariableData) -> AgreementLine {
    let states = || data.cells.iter().flatten().flatten();
    let count = |wanted: &AnswerState| states().filter(|s| *s == wanted).count();
    let (material, off_scale) = material(data);
    let coders = (0..data.coders.len()).filter(|c| data.cells.iter().any(|row| is_coded(row.get(*c)))).count();
    let mut out = AgreementLine {
        variable: data.variable.clone(),
        row: data.row.clone(),
        unit: data.unit.clone(),
        label: data.label.clone(),
        kind: data.kind,
        level: data.level,
        units: data.cells.iter().filter(|row| row.iter().any(Option::is_some)).count(),
        coders,
        pairable_units: 0,
        pairable_values: 0,
        not_applicable: count(&AnswerState::NotApplicable),
        cannot_decide: count(&AnswerState::CannotDecide),
        not_yet_coded: count(&AnswerState::NotYetCoded),
        off_scale,
        largest: None,
        percent_agreement: Figure::Undefined(Reason::Coefficient(Undefined::NoValues)),
        measure: String::new(),
        alpha: Figure::Undefined(Reason::Coefficient(Undefined::NoValues)),
        caution: None,
    };
    let (ratings, alpha) = match material {
        Material::Values(ratings) => {
            let (name, alpha) = alpha_of(data.level, &ratings);
            name.clone_into(&mut out.measure);
            (ratings, alpha)
        }
        Material::Sets(sets) => {
            "alpha_set_masi".clone_into(&mut out.measure);
            (sets.as_nominal().clone(), agreement::alpha_set_masi(&sets))
        }
        Material::Unusable(reason) => {
            out.percent_agreement = Figure::Undefined(Reason::Answers(reason.clone()));
            out.alpha = Figure::Undefined(Reason::Answers(reason));
            return out;
        }
    };
    out.pairable_units = alpha.counts.pairable_units;
    out.pairable_values = alpha.counts.pairable_values;
    out.largest = agreement::largest_share(&ratings).and_then(|largest| {
        let code = ratings.categories().get(largest.category)?.label.clone();
        let label = label_of(data, &code);
        Some(Largest { code, label, share: largest.share })
    });
    out.percent_agreement = agreement::percent_agreement(&ratings).into();
    out.caution = alpha.caution;
    out.alpha = alpha.into();
    if out.not_applicable > 0 && states().all(|s| *s == AnswerState::NotApplicable) {
        out.percent_agreement = Figure::Undefined(Reason::NeverApplies);
        out.alpha = Figure::Undefined(Reason::NeverApplies);
    }
    out
}

/// Name and value of alpha at a level.
pub(super) fn alpha_of(level: Level, ratings: &Ratings) -> (&'static str, Outcome) {
    match level {
        Level::Ordinal => ("alpha_ordinal", agreement::alpha_ordinal(ratings)),
        Level::Interval => ("alpha_interval", agreement::alpha_interval(ratings)),
        Level::Ratio => ("alpha_ratio", agreement::alpha_ratio(ratings)),
        Level::Nominal | Level::None => ("alpha_nominal", agreement::alpha_nominal(ratings)),
    }
}

/// What a person reads for a compared value: the label of a choice, the labels of a set.
pub(super) fn label_of(data: &VariableData, code: &str) -> Bilingual {
    let same = |text: &str| Bilingual { en: text.to_owned(), ar: text.to_owned() };
    let declared = |code: &str| data.values.iter().find(|(c, _)| c == code).map(|(_, label)| label.clone());
    match data.kind {
        Kind::Set => {
            let labels: Vec<Bilingual> =
                code.split(" | ").map(|part| declared(part).unwrap_or_else(|| same(part))).collect();
            let join = |of: fn(&Bilingual) -> &str, comma| labels.iter().map(of).collect::<Vec<_>>().join(comma);
            Bilingual { en: join(|l| &l.en, ", "), ar: join(|l| &l.ar, "، ") }
        }
        _ => declared(code).unwrap_or_else(|| same(code)),
    }
}

fn is_coded(cell: Option<&Option<AnswerState>>) -> bool {
    matches!(cell, Some(Some(AnswerState::Coded(_))))
}
