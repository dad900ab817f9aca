//! What the reliability report is made of, as the project hands it over.

use crate::model::{Bilingual, RoundKind};
use crate::report::{FindingsMaterial, Marks, VariableData};
use serde::Serialize;
use std::collections::BTreeMap;

/// How articles were drawn and handed out, as it was done.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Draw {
    /// `all`, `random`, `stratified` or `picked`.
    pub sample: String,
    /// Articles that were drawn, where a number was given.
    pub number: Option<usize>,
    /// What the draw was stratified by: `outlet`, `date`, `language`.
    pub by: Vec<String>,
    /// How many of them were to be coded by several: a share.
    pub shared_part: Option<f64>,
    /// The same as a number.
    pub shared_number: Option<usize>,
    /// By how many coders each of those; `None` for all.
    pub shared_by: Option<usize>,
    /// The seed.
    pub seed: u64,
}

/// A round with finished work.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct RoundFacts {
    /// Name.
    pub name: String,
    /// What it is for.
    #[serde(serialize_with = "kind_code")]
    pub kind: RoundKind,
    /// Finished codings.
    pub codings: usize,
    /// Articles in them.
    pub articles: usize,
    /// Coders in them.
    pub coders: usize,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // the shape that serde asks for
fn kind_code<S: serde::Serializer>(kind: &RoundKind, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(kind.code())
}

/// A coder in the round.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CoderFacts {
    /// Name.
    pub name: String,
    /// Finished articles.
    pub articles: usize,
}

/// What really happened: everything that the method paragraph says.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct StudyFacts {
    /// Name of the project.
    pub title: String,
    /// Title of the codebook.
    pub codebook: Bilingual,
    /// Its stable name and version, such as `media-bias 1.0`.
    pub version: String,
    /// The round that is reported.
    pub round: RoundFacts,
    /// Articles in the project.
    pub articles: usize,
    /// Pages in the project.
    pub documents: usize,
    /// Articles by outlet, those of most articles first; the empty name is "not known".
    pub outlets: Vec<(String, usize)>,
    /// Articles by language of the page.
    pub languages: Vec<(String, usize)>,
    /// First and last day of publication, as far as days are known.
    pub days: Option<(String, String)>,
    /// Articles that were handed out in the round.
    pub assigned: usize,
    /// Articles of the round that two or more coders have finished.
    pub shared: usize,
    /// How they were drawn, the first hand-out first.
    pub draws: Vec<Draw>,
    /// The coders, in the order of the columns.
    pub coders: Vec<CoderFacts>,
    /// Codings that are begun and not done; they are left out.
    pub unfinished: usize,
    /// Codings that were declared done although answers were missing.
    pub with_gaps: usize,
    /// Finished codings under other versions of the codebook, left out.
    pub other_versions: Vec<(String, usize)>,
    /// What somebody put aside, by name.
    pub put_aside: Vec<String>,
    /// Other rounds with finished work, training and pilot before the rest.
    pub rounds: Vec<RoundFacts>,
    /// Articles with an adjudicated coding.
    pub adjudicated: usize,
    /// Decisions in the round.
    pub decisions: usize,
}

/// The same questions in another round, or under another version of the codebook.
#[derive(Clone, PartialEq, Debug)]
pub struct Elsewhere {
    /// Name of the round.
    pub round: String,
    /// What it is for.
    pub kind: RoundKind,
    /// Name and version of the codebook.
    pub version: String,
    /// The questions.
    pub variables: Vec<VariableData>,
}

/// Everything that the report is computed from: plain data, so that it can be done elsewhere.
#[derive(Clone, Debug)]
pub struct ReportMaterial {
    /// What happened.
    pub facts: StudyFacts,
    /// The questions that are reported, in the order of the codebook.
    pub variables: Vec<VariableData>,
    /// What is behind each question: its definition, by code.
    pub definitions: BTreeMap<String, Definition>,
    /// Per question the week of coding of each unit; see [`crate::report::Week::all`].
    pub weeks: Vec<Vec<Option<i64>>>,
    /// What was marked; empty where it is left out.
    pub marks: Vec<Marks>,
    /// Whether what was marked is left out.
    pub without_marks: bool,
    /// Other rounds and versions.
    pub elsewhere: Vec<Elsewhere>,
    /// The questions of adjudicated articles, with what was decided as one more coder, the last one.
    pub adjudicated: Vec<VariableData>,
    /// What the findings are computed from.
    pub findings: FindingsMaterial,
}

/// What the codebook says of a question.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Definition {
    /// The question in full.
    pub question: Bilingual,
    /// Definition and rule of decision.
    pub definition: Bilingual,
}
