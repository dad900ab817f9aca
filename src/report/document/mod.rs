//! The reliability report that a study publishes: one model, rendered as web page, sheets, LaTeX, Markdown, CSV and JSON.
//!
//! [`ReportMaterial`] is what the project hands over, [`ReportDocument`] the model, [`report_files`] all forms of it. What
//! they have in common is said once, as blocks (paragraphs, tables, plots) in a language; each form only writes blocks.

mod adjudicated;
mod blocks;
mod bundle;
mod compute;
mod content;
mod csv;
mod findings;
mod html;
mod latex;
mod markdown;
mod material;
mod method;
mod model;
mod numbers;
mod plots;
mod recompute;
mod references;
mod svg;
mod words;
mod xlsx;

pub use bundle::{ReportError, ReportFile, report_files};
pub use compute::ReportOptions;
pub use material::{CoderFacts, Definition, Draw, Elsewhere, ReportMaterial, RoundFacts, StudyFacts};
pub use model::{
    AdjudicationReport, CoderReport, Coefficient, ElsewhereReport, GivenValue, MarkCoefficient, MarksReport, Matrix,
    PairReport, ReportDocument, ValueReport, VariableReport, Warning, WeekReport,
};

/// Units below which a figure rests on little.
pub const FEW_UNITS: usize = 30;
/// Occurrences below which a value is called rare.
pub const RARE: f64 = 5.0;
/// Share above which one value stands for nearly all.
pub const PREVALENT: f64 = 0.9;
