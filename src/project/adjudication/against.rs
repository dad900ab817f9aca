//! What adjudication tells: each coder against the adjudicated coding, and which rules of the codebook need sharpening.

use super::{Asked, Case, Cases, Judged, Standing};
use crate::jobs::Monitor;
use crate::model::{AnswerState, Bilingual, Cause};
use crate::report::{Pairs, VariableData};
use serde::Serialize;
use std::collections::BTreeMap;

/// A coder against the adjudicated coding.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Against {
    /// Place of the coder among the columns.
    pub coder: usize,
    /// Settled cases that the coder judged.
    pub cases: usize,
    /// Those in which the coder holds what was settled.
    pub same: usize,
    /// Question by question, in the order of the codebook.
    pub questions: Vec<AgainstQuestion>,
}

/// A question of a coder against the adjudicated coding.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct AgainstQuestion {
    /// The item, as in [`super::CaseId`].
    pub item: String,
    /// Code of the unit.
    pub unit: String,
    /// Label.
    pub label: Bilingual,
    /// Settled cases that the coder judged.
    pub cases: usize,
    /// Those in which the coder holds what was settled.
    pub same: usize,
    /// Krippendorff's alpha of the two; `None` where it is undefined, and for spans and records.
    pub alpha: Option<f64>,
}

/// How often a cause was given.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct CauseCount {
    /// The cause.
    pub cause: Cause,
    /// Decisions with it.
    pub decisions: usize,
}

/// A question whose rule made coders differ.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct RuleToSharpen {
    /// The item, as in [`super::CaseId`].
    pub item: String,
    /// Code of the unit.
    pub unit: String,
    /// Label, without the row.
    pub label: Bilingual,
    /// Cases that at least two coders judged.
    pub cases: usize,
    /// Cases in which they differ.
    pub differ: usize,
    /// Causes that were given, in the order of [`Cause::ALL`].
    pub causes: Vec<CauseCount>,
    /// Reasons that were given with a cause other than a slip, each once.
    pub reasons: Vec<String>,
}

type Question = (String, String);

impl Cases {
    /// Questions in the order of the codebook: unit and item.
    fn questions(&self) -> Vec<Question> {
        let mut out: Vec<Question> = Vec::new();
        for unit in &self.book.units {
            let roles = unit.roles.iter().map(|role| Asked::Spans(role.code.clone()));
            let variables = unit.variables.iter().map(|variable| Asked::Answer(variable.code.clone()));
            let items = std::iter::once(Asked::There).chain(roles).chain(variables);
            out.extend(items.map(|asked| (unit.code.clone(), asked.item())));
        }
        out
    }

    fn by_question(&self) -> BTreeMap<Question, Vec<&Case>> {
        let mut out: BTreeMap<Question, Vec<&Case>> = BTreeMap::new();
        for case in self.cases.iter().filter(|case| case.standing != Standing::Moot) {
            out.entry((case.unit.clone(), case.asked.item())).or_default().push(case);
        }
        out
    }

    /// A question's label without the row of a case.
    fn label(&self, (unit, item): &Question) -> Bilingual {
        let Some(unit) = self.book.unit(unit) else { return Bilingual::default() };
        match Asked::of_item(item) {
            Asked::There => unit.label.clone(),
            Asked::Spans(role) => unit.role(&role).map(|r| r.label.clone()).unwrap_or_default(),
            Asked::Answer(variable) => unit.variable(&variable).map(|v| v.label.clone()).unwrap_or_default(),
        }
    }

    /// Each coder against what was settled. A question whose answer rests on obligatory rows counts all its rows.
    pub fn against(&self) -> Vec<Against> {
        let by_question = self.by_question();
        let of_coder = |coder: usize| {
            let questions: Vec<AgainstQuestion> = self
                .questions()
                .into_iter()
                .filter_map(|question| self.against_question(coder, &question, by_question.get(&question)?))
                .collect();
            Against {
                coder,
                cases: questions.iter().map(|q| q.cases).sum(),
                same: questions.iter().map(|q| q.same).sum(),
                questions,
            }
        };
        (0..self.coders.len()).map(of_coder).collect()
    }

    fn against_question(&self, coder: usize, question: &Question, cases: &[&Case]) -> Option<AgainstQuestion> {
        let held = |case: &Case| Some((case.cells.get(coder)?.clone()?, case.ruled.clone()?));
        let settled = cases.iter().filter(|case| case.standing == Standing::Settled);
        let both: Vec<(Judged, Judged)> = settled.filter_map(|case| held(case)).collect();
        if both.is_empty() {
            return None;
        }
        Some(AgainstQuestion {
            item: question.1.clone(),
            unit: question.0.clone(),
            label: self.label(question),
            cases: both.len(),
            same: both.iter().filter(|(own, ruled)| own == ruled).count(),
            alpha: self.alpha(question, &both),
        })
    }

    fn alpha(&self, (unit, item): &Question, both: &[(Judged, Judged)]) -> Option<f64> {
        let variable = self.book.unit(unit)?.variable(item)?;
        let state = |judged: &Judged| match judged {
            Judged::Answer(state) => Some(state.clone()),
            _ => None,
        };
        let cells: Vec<Vec<Option<AnswerState>>> =
            both.iter().map(|(own, ruled)| vec![state(own), state(ruled)]).collect();
        let data = VariableData {
            variable: variable.code.clone(),
            row: Vec::new(),
            unit: Bilingual::default(),
            label: variable.label.clone(),
            level: variable.level,
            kind: variable.kind,
            values: variable.values.iter().map(|v| (v.code.clone(), v.label.clone())).collect(),
            coders: vec![String::new(), String::new()],
            units: Vec::new(),
            articles: Vec::new(),
            records: Vec::new(),
            cells,
        };
        Pairs::of(&data, &Monitor::silent()).ok()?.get(0, 1)?.alpha.value()
    }

    /// Questions for which somebody gave another cause than a slip: those with most of such decisions first.
    pub fn rules_to_sharpen(&self) -> Vec<RuleToSharpen> {
        let by_question = self.by_question();
        let mut out = Vec::new();
        for question in self.questions() {
            let Some(cases) = by_question.get(&question) else { continue };
            let decisions = || cases.iter().filter_map(|case| case.decision.as_ref());
            let count = |cause| decisions().filter(|d| d.cause == Some(cause)).count();
            let counted = Cause::ALL.map(|cause| CauseCount { cause, decisions: count(cause) });
            let counted: Vec<CauseCount> = counted.into_iter().filter(|c| c.decisions > 0).collect();
            if !counted.iter().any(|c| c.cause != Cause::Slip) {
                continue;
            }
            let mut reasons: Vec<String> = Vec::new();
            for decision in decisions().filter(|d| d.cause.is_some_and(|c| c != Cause::Slip)) {
                if !decision.reason.is_empty() && !reasons.contains(&decision.reason) {
                    reasons.push(decision.reason.clone());
                }
            }
            out.push(RuleToSharpen {
                label: self.label(&question),
                cases: cases.len(),
                differ: cases.iter().filter(|case| case.differs()).count(),
                unit: question.0,
                item: question.1,
                causes: counted,
                reasons,
            });
        }
        let weight = |rule: &RuleToSharpen| -> usize {
            rule.causes.iter().filter(|c| c.cause != Cause::Slip).map(|c| c.decisions).sum()
        };
        out.sort_by_key(|rule| std::cmp::Reverse(weight(rule)));
        out
    }
}
