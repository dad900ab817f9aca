//! The integration tests, one module per concern, in one binary so that they link once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::print_stderr)]

mod agreement;
mod cli;
mod codebook;
mod demo;
mod house;
mod import;
mod project;
mod store;
mod text;
#[cfg(feature = "gui")]
mod window;
