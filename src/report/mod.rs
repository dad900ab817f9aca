//! The agreement report: one model, several renderings.
//!
//! The room computes nothing itself: coefficients come from [`crate::agreement`], answers from whoever fills
//! [`VariableData`].

mod json;
mod model;
mod ratings;
mod table;

pub use json::to_json;
pub use model::{AgreementLine, AgreementReport, Figure, Largest, Reason, VariableData};
pub use table::to_table;
