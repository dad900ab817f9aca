//! `mizan agreement`: figures on a project or on anybody's files.

mod args;
mod document;
mod files;
mod plan;
mod run;

pub use args::{AgreementArgs, Also};
pub use plan::Question;
pub(super) use run::run;
