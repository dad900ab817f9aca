//! Figures on anybody's judgements: which coefficients, with which intervals, as rows for people and programs.
//!
//! The room computes no coefficient: each row is an estimate of the room `agreement` with its name and its reason.

mod choice;
mod compute;
mod render;
mod row;

pub use choice::{Measures, UnknownMeasure};
pub use compute::{NoFigures, Request, figures, gamma_samples, known_figures};
pub use render::{rows_to_csv, rows_to_table};
pub use row::FigureRow;
