//! Which distributions are looked at, by the codes of the codebook.

use crate::model::{Bilingual, Codebook, Scope, Unit, Variable};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The plans that come with the program.
const PLANS: &str = include_str!("../../../assets/report/findings.json");

/// What a finding is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Who favours or opposes whom.
    Stance,
    /// Who gets to speak.
    Sources,
    /// Whose opinion the outlet says it is.
    Disclaimers,
    /// One against another.
    Crosses,
}

impl Part {
    /// All of them, in the order of the report.
    pub const ALL: [Self; 4] = [Self::Stance, Self::Sources, Self::Disclaimers, Self::Crosses];
}

/// A distribution.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plan {
    pub(super) code: String,
    pub(super) part: Part,
    /// The unit whose records are counted.
    pub(super) unit: String,
    /// The question whose values are counted.
    pub(super) variable: String,
    /// The question that says why there is no value on the scale.
    #[serde(default)]
    pub(super) otherwise: Option<String>,
    /// Values that another question of the record tells apart.
    #[serde(default)]
    pub(super) split: BTreeMap<String, String>,
    /// What the records are grouped by: facts of the page, questions of the record, or questions of which an article has one
    /// answer.
    pub(super) by: Vec<String>,
    /// Answers that a record must have to be counted.
    #[serde(default)]
    pub(super) only: BTreeMap<String, Vec<String>>,
    /// Whether the codes are numbers with a mean.
    #[serde(default)]
    pub(super) mean: bool,
    /// Two values of the last thing grouped by, whose means are held against each other.
    #[serde(default)]
    pub(super) contrast: Option<[String; 2]>,
    /// Whether the records of an article are one ordered list, counted as a whole.
    #[serde(default)]
    pub(super) chain: bool,
    /// Values that are shown at most; the rarest stand together.
    #[serde(default)]
    pub(super) most: Option<usize>,
    /// The role whose different wordings are counted.
    #[serde(default)]
    pub(super) wordings: Option<String>,
    pub(super) title: Bilingual,
    pub(super) note: Bilingual,
}

/// Facts of a page that records can be grouped by.
pub(super) const FACTS: [&str; 3] = ["outlet", "section", "language"];

/// The plans that a codebook has the questions for. What a record is grouped by, or must have, and the codebook does not ask
/// leaves the plan out: another distribution would bear its name.
pub(super) fn plans(book: &Codebook) -> Vec<Plan> {
    let all: Vec<Plan> = serde_json::from_str(PLANS).unwrap_or_default();
    let fits = |plan: &Plan| {
        let Some(unit) = book.unit(&plan.unit).filter(|unit| unit.scope == Scope::Article) else { return false };
        let own = [Some(&plan.variable), plan.otherwise.as_ref()];
        let own = own.into_iter().flatten().chain(plan.split.values());
        let others = plan.by.iter().filter(|by| !FACTS.contains(&by.as_str())).chain(plan.only.keys());
        own.into_iter().all(|code| unit.variable(code).is_some())
            && others.into_iter().all(|code| asked(book, unit, code).is_some())
    };
    all.into_iter().filter(fits).collect()
}

/// The question with a code: of the record itself, or one of which an article has one answer.
pub(super) fn asked<'b>(book: &'b Codebook, unit: &'b Unit, code: &str) -> Option<(&'b Unit, &'b Variable)> {
    let own = unit.variable(code).map(|variable| (unit, variable));
    own.or_else(|| book.variable(code).filter(|(of, _)| of.cardinality == crate::model::Cardinality::One))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plans_are_read_and_have_codes_of_their_own() {
        let plans: Vec<Plan> = serde_json::from_str(PLANS).unwrap();
        let codes: std::collections::BTreeSet<&str> = plans.iter().map(|p| p.code.as_str()).collect();
        assert!(plans.len() > 8 && codes.len() == plans.len());
        assert!(plans.iter().all(|p| !p.title.ar.is_empty() && !p.note.ar.is_empty()));
    }
}
