//! The agreement report: one model, several renderings.
//!
//! [`ReportDocument`] is what a study publishes: reliability and findings in many forms.
//!
//! The room computes nothing itself: coefficients come from [`crate::agreement`], answers from whoever fills
//! [`VariableData`], judgements from whoever reads them from a file ([`Comparable`]).

mod assurance;
mod beside;
mod comparable;
mod document;
mod figures;
mod findings;
mod forecast;
mod influence;
mod marks;
mod model;
mod pairs;
mod ratings;
mod table;
#[cfg(test)]
mod tests;
mod weeks;

pub use assurance::{Assurance, Benchmark, NoAssurance, RELIABLE, RISK, TENTATIVE};
pub use beside::{Beside, Gwet, Lowest};
pub use comparable::{AttributeCodes, Comparable, NotComparable, Tokens};
pub use document::{
    AdjudicationReport, CoderFacts, CoderReport, Coefficient, Definition, Draw, Elsewhere, ElsewhereReport, FEW_UNITS,
    GivenValue, MarkCoefficient, MarksReport, Matrix, PREVALENT, PairReport, RARE, ReportDocument, ReportError,
    ReportFile, ReportMaterial, ReportOptions, RoundFacts, StudyFacts, ValueReport, VariableReport, Warning,
    WeekReport, report_files,
};
pub use figures::{
    FigureRow, Measures, NoFigures, Request, UnknownMeasure, figures, gamma_samples, known_figures, rows_to_csv,
    rows_to_table,
};
pub use findings::{
    Contrast, Finding, FindingGroup, Findings, FindingsMaterial, FoundArticle, FoundCoding, GroupKey, Mean, Origin,
    Part, Share, gather,
};
pub use forecast::{Forecast, units_by_formula};
pub use influence::Influence;
pub use marks::{Bounds, Marks, MarksFigure, MarksLine, aligned_records};
pub use model::{AgreementLine, AgreementReport, Figure, Largest, Reason, VariableData};
pub use pairs::{CrossTable, CrossValue, Pair, Pairs};
pub use table::to_table;
pub use weeks::Week;
