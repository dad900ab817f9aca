//! What the screen reads: figures as far as they are computed, and how fresh they are.

use crate::jobs::{Cancelled, Monitor, Progress};
use crate::model::Level;
use crate::project::{AgreementChoice, AgreementData, CodingView};
use crate::report::{
    AgreementLine, AgreementReport, Assurance, Beside, Findings, Influence, MarksLine, NoAssurance, Origin, Pairs,
    VariableData, Week,
};
use std::path::PathBuf;
use std::sync::Arc;

/// Resamples of each interval.
pub(crate) const REPLICATES: usize = 10_000;
/// Seed of the resamples: the same data give the same intervals.
pub(crate) const SEED: u64 = 1;

/// A question with its figures.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Line {
    /// Place of the question in [`AgreementData::variables`].
    pub(crate) variable: usize,
    /// Counts, percent agreement, alpha.
    pub(crate) basics: AgreementLine,
    /// What stands beside alpha.
    pub(crate) beside: Beside,
    /// The interval, or why there is none; `None` until it is computed.
    pub(crate) assurance: Option<Result<Assurance, NoAssurance>>,
}

impl Line {
    /// The lines of all measured questions, without intervals.
    ///
    /// # Errors
    /// Stopped on request.
    pub(crate) fn all(data: &AgreementData, monitor: &Monitor) -> Result<Vec<Self>, Cancelled> {
        let mut lines = Vec::new();
        for (variable, of) in data.variables.iter().enumerate().filter(|(_, v)| v.level != Level::None) {
            monitor.check()?;
            let report = AgreementReport::of(std::slice::from_ref(of), 0);
            let beside = Beside::of(of);
            lines.extend(report.lines.into_iter().map(|basics| Self {
                variable,
                basics,
                beside: beside.clone(),
                assurance: None,
            }));
        }
        Ok(lines)
    }
}

/// What is asked of the room's logic.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AgreementWish {
    /// To compare something else.
    Choose(AgreementChoice),
    /// The pairs of coders of the question with this place among the lines.
    Pairs(usize),
    /// What two coders made of a unit of a question (by its place among the variables).
    Open {
        /// The question.
        variable: usize,
        /// The unit, by its place in the question's units.
        unit: usize,
        /// The coders, by their places.
        pair: (usize, usize),
    },
    /// Stop computing; what is there stays.
    Stop,
    /// Compute what is missing or stale.
    Compute,
    /// What the study found, from these codings.
    Findings(Origin),
    /// Stop computing findings or writing the report.
    StopReport,
    /// Writes the report into a folder.
    WriteReport {
        /// Where to.
        to: PathBuf,
        /// Which codings the findings rest on.
        findings: Origin,
        /// Whether what was marked is left out.
        without_marks: bool,
    },
}

/// An article with the work of two coders on it.
#[derive(Clone, Debug)]
pub(crate) struct Opened {
    /// The question, by its place among the variables.
    pub(crate) variable: usize,
    /// The unit, by its place in the question's units.
    pub(crate) unit: usize,
    /// The coders, by their places.
    pub(crate) pair: (usize, usize),
    /// The work of each, which never holds a record of the other.
    pub(crate) views: [CodingView; 2],
}

/// Everything that the screen shows.
#[derive(Clone, Debug, Default)]
pub(crate) struct AgreementView {
    /// The answers that the figures were computed from.
    pub(crate) data: Arc<AgreementData>,
    /// What is to be compared.
    pub(crate) choice: AgreementChoice,
    /// The lines; `None` until the first are computed.
    pub(crate) lines: Option<Vec<Line>>,
    /// The pairs of coders of one line, once computed.
    pub(crate) pairs: Option<(usize, Pairs)>,
    /// The weeks of coding of that line.
    pub(crate) weeks: Vec<Week>,
    /// What pulls alpha of that line down.
    pub(crate) influence: Influence,
    /// What was marked in the texts; `None` until it is computed.
    pub(crate) marks: Option<Vec<MarksLine>>,
    /// The article behind a cell that is looked at.
    pub(crate) opened: Option<Opened>,
    /// Whether answers have changed since.
    pub(crate) stale: bool,
    /// Whether somebody stopped the computing before its end.
    pub(crate) stopped: bool,
    /// How far the computing is, while it runs.
    pub(crate) progress: Option<Progress>,
    /// What the study found.
    pub(crate) found: FoundView,
}

/// What the study found, as far as it is computed.
#[derive(Clone, Debug, Default)]
pub(crate) struct FoundView {
    /// The findings; `None` until they are computed.
    pub(crate) findings: Option<Arc<Findings>>,
    /// Which codings are wanted.
    pub(crate) origin: Origin,
    /// Whether answers have changed since.
    pub(crate) stale: bool,
    /// Whether somebody stopped the computing, or it failed.
    pub(crate) stopped: bool,
    /// How far it is, while it is computed.
    pub(crate) progress: Option<Progress>,
}

impl AgreementView {
    /// The answers behind a line.
    pub(crate) fn variable(&self, line: &Line) -> Option<&VariableData> {
        self.data.variables.get(line.variable)
    }
}
