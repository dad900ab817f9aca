//! Mizan: content analysis of media bias, with Arabic first.
//!
//! The house has rooms with one purpose each and doors in one direction; `ARCHITECTURE.md` draws the map and a test
//! (`tests/it/house`) reads the `use crate::` lines and fails on any other door.

pub mod agreement;
#[cfg(feature = "gui")]
pub mod app;
pub mod cli;
pub mod export;
pub mod import;
pub mod jobs;
pub mod model;
pub mod project;
pub mod report;
pub mod store;
pub mod text;
