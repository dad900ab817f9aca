//! The reliability report as one model: what every form of it (HTML, tables, LaTeX …) is rendered from.

use super::material::{Definition, StudyFacts};
use crate::model::{Bilingual, Kind, Level};
use crate::report::{Benchmark, FigureRow, Findings, MarksFigure};
use serde::Serialize;

/// What the report says beside the figures.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Warning {
    /// Every compared value is the same.
    NoVariation,
    /// Fewer than [`super::FEW_UNITS`] units were coded by two or more.
    FewUnits,
    /// One value has more than nine tenths of the values.
    Prevalence,
    /// A value has fewer than [`super::RARE`] occurrences among the compared values.
    RareValues,
    /// Fewer coders have values than worked in the round.
    CoderShort,
    /// Two coders only: what is said of coders in general rests on one pair.
    OnePair,
    /// One unit alone.
    SingleUnit,
    /// The risk that alpha falls below .667 is above 5 %.
    NotShown,
    /// Some answers have no place on the scale.
    OffScale,
    /// "Cannot decide" or missing in more than a tenth of what was asked.
    Missing,
}

/// The report of a project.
#[derive(Clone, Debug, Serialize)]
pub struct ReportDocument {
    /// Version of this program.
    pub mizan: String,
    /// Seed of every draw.
    pub seed: u64,
    /// Resamples of each interval of a coefficient.
    pub replicates: usize,
    /// What happened.
    pub study: StudyFacts,
    /// Question by question.
    pub variables: Vec<VariableReport>,
    /// What was marked in the texts.
    pub marks: Vec<MarksReport>,
    /// Whether what was marked is left out.
    pub without_marks: bool,
    /// What was found.
    pub findings: Findings,
}

/// A figure that may be missing, with its reason in English where it is.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Coefficient {
    /// Key of the coefficient, such as `alpha_ordinal`.
    pub measure: String,
    /// The figure.
    pub value: Option<f64>,
    /// Lower bound at 95 %.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
    /// How the interval was made.
    pub method: Option<String>,
    /// Why there is no figure.
    pub undefined: Option<String>,
}

/// A question.
#[derive(Clone, Debug, Serialize)]
pub struct VariableReport {
    /// Code of the variable.
    pub variable: String,
    /// The values that identify an obligatory row (variable, value).
    pub row: Vec<(String, String)>,
    /// Label of the unit that it is asked of.
    pub unit: Bilingual,
    /// Label, with the labels of the row.
    pub label: Bilingual,
    /// What the codebook says.
    pub definition: Definition,
    /// Level of measurement.
    pub level: Level,
    /// What an answer looks like.
    pub kind: Kind,
    /// Articles with a unit that anybody was given.
    pub articles: usize,
    /// Units that anybody was given.
    pub units: usize,
    /// Units with a value from at least two coders.
    pub pairable_units: usize,
    /// Values in those units.
    pub pairable_values: usize,
    /// Coders with at least one value.
    pub coders: usize,
    /// Answers "does not apply".
    pub not_applicable: usize,
    /// Answers "cannot decide".
    pub cannot_decide: usize,
    /// Open answers in finished codings.
    pub not_yet_coded: usize,
    /// Of the units with a value, the share with two or more.
    pub overlap: Option<f64>,
    /// Of what was asked for, the share without a value.
    pub missing: Option<f64>,
    /// The most frequent value, with its share of the compared values.
    pub largest: Option<(GivenValue, f64)>,
    /// Mean over units of the share of agreeing pairs.
    pub percent_agreement: Option<f64>,
    /// Why there is none.
    pub no_percent: Option<String>,
    /// The coefficient for the level.
    pub primary: Coefficient,
    /// Standard deviation of its resamples.
    pub standard_error: Option<f64>,
    /// Risk that it falls below .667.
    pub below_tentative: Option<f64>,
    /// Risk that it falls below .80.
    pub below_reliable: Option<f64>,
    /// Which requirement is met.
    #[serde(serialize_with = "benchmark")]
    pub met: Option<Benchmark>,
    /// What stands beside it.
    pub companions: Vec<Coefficient>,
    /// Values against values.
    pub matrix: Option<Matrix>,
    /// Value by value.
    pub values: Vec<ValueReport>,
    /// Coders two by two.
    pub pairs: Vec<PairReport>,
    /// Each coder against the rest.
    pub coders_against: Vec<CoderReport>,
    /// Week by week.
    pub weeks: Vec<WeekReport>,
    /// Other rounds and versions, this one first.
    pub elsewhere: Vec<ElsewhereReport>,
    /// What adjudication changed.
    pub adjudication: Option<AdjudicationReport>,
    /// What to know beside the figures.
    pub warnings: Vec<Warning>,
    /// Values that are rare, by label, where that is warned of.
    pub rare: Vec<GivenValue>,
}

#[allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref)] // the shape that serde asks for
fn benchmark<S: serde::Serializer>(met: &Option<Benchmark>, to: S) -> Result<S::Ok, S::Error> {
    let code = met.map(|met| match met {
        Benchmark::Insufficient => "insufficient",
        Benchmark::Tentative => "tentative",
        Benchmark::Reliable => "reliable",
    });
    code.serialize(to)
}

/// A value with its label.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct GivenValue {
    /// Its code.
    pub code: String,
    /// Its label.
    pub label: Bilingual,
}

/// Values against values.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Matrix {
    /// The two coders whose values stand in rows and columns; `None` where it is the matrix of coincidences of several coders.
    pub coders: Option<[String; 2]>,
    /// The values.
    pub values: Vec<GivenValue>,
    /// Row by row.
    pub cells: Vec<Vec<f64>>,
}

/// A value of a question.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ValueReport {
    /// The value; of a question with several labels, the label.
    pub value: GivenValue,
    /// Occurrences among the compared values.
    pub count: f64,
    /// Their share; of a label, the share of answers with it.
    pub share: Option<f64>,
    /// When one coder gives it, the chance that another one does.
    pub specific_agreement: Option<f64>,
    /// Alpha of the label given or not, for questions with several labels.
    pub alpha: Option<f64>,
}

/// Two coders.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PairReport {
    /// Names.
    pub coders: [String; 2],
    /// Units that both gave a value.
    pub units: usize,
    /// Percent agreement of the two.
    pub percent_agreement: Option<f64>,
    /// The primary coefficient of the two.
    pub alpha: Option<f64>,
}

/// A coder against the rest.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct CoderReport {
    /// Name.
    pub coder: String,
    /// Values of the coder that another coder's stand beside.
    pub values: usize,
    /// Share of agreeing pairs with the others.
    pub percent_agreement: Option<f64>,
    /// Mean of Cohen's kappa with each of the others.
    pub mean_kappa: Option<f64>,
    /// The primary coefficient of the others, where there are two of them.
    pub alpha_without: Option<f64>,
}

/// A week of coding.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct WeekReport {
    /// Its Monday.
    pub monday: String,
    /// Units of that week with values of two coders.
    pub units: usize,
    /// Percent agreement on them.
    pub percent_agreement: Option<f64>,
    /// The primary coefficient of that week.
    pub alpha: Option<f64>,
}

/// A question in a round under a version of the codebook.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ElsewhereReport {
    /// Name of the round.
    pub round: String,
    /// Name and version of the codebook.
    pub version: String,
    /// Coders with values.
    pub coders: usize,
    /// Units that two or more gave a value.
    pub units: usize,
    /// Percent agreement.
    pub percent_agreement: Option<f64>,
    /// The primary coefficient with its interval.
    pub alpha: Coefficient,
}

/// What adjudication changed.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct AdjudicationReport {
    /// Units with a decided value and two coders or more.
    pub units: usize,
    /// Of these, units on which the coders differed.
    pub differed: usize,
    /// Percent agreement of the coders on these units, before.
    pub percent_before: Option<f64>,
    /// The primary coefficient of the coders on these units, before.
    pub alpha_before: Option<f64>,
    /// The coders' values on these units that the adjudicated value is equal to, as a share.
    pub upheld: Option<f64>,
    /// Each coder against what was decided: name, units, percent agreement, the primary coefficient.
    pub coders: Vec<(String, usize, Option<f64>, Option<f64>)>,
}

/// What was marked in a role, whole records, or a list.
#[derive(Clone, Debug, Serialize)]
pub struct MarksReport {
    /// Code of the role's or list's question, or of the unit.
    pub code: String,
    /// Label of the unit.
    pub unit: Bilingual,
    /// Label of the role or list.
    pub label: Bilingual,
    /// Coders who worked on an article.
    pub coders: usize,
    /// Articles that two or more worked on.
    pub articles: usize,
    /// Marks in these.
    pub marks: usize,
    /// The figures.
    pub figures: Vec<MarkCoefficient>,
    /// Whether it rests on one article.
    pub single: bool,
}

/// A figure on marks.
#[derive(Clone, Debug, Serialize)]
pub struct MarkCoefficient {
    /// Which.
    #[serde(serialize_with = "mark_key")]
    pub what: MarksFigure,
    /// The figure.
    pub value: Option<f64>,
    /// Lower bound at 95 %, where there is an interval.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
    /// Why there is no figure.
    pub undefined: Option<String>,
}

/// The key under which `mizan agreement` computes the figure.
pub(super) const fn mark_measure(what: MarksFigure) -> &'static str {
    match what {
        MarksFigure::Unitizing => "bu_alpha_merged",
        MarksFigure::Gamma => "gamma_shuffle",
        MarksFigure::ExactF1 => "f1_exact",
        MarksFigure::OverlapF1 => "f1_overlap",
        MarksFigure::Matched => "relations_matched",
        MarksFigure::Unmatched => "relations_unmatched",
        MarksFigure::Nesting => "nesting_agreement",
        MarksFigure::Chain => "alpha_chain",
        MarksFigure::ChainSimilarity => "chain_similarity",
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // the shape that serde asks for
fn mark_key<S: serde::Serializer>(what: &MarksFigure, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(mark_measure(*what))
}

impl From<FigureRow> for Coefficient {
    fn from(row: FigureRow) -> Self {
        Self {
            measure: row.measure,
            value: row.value,
            low: row.ci_low,
            high: row.ci_high,
            method: row.ci_method.map(str::to_owned),
            undefined: row.undefined,
        }
    }
}
