//! Replication bundles: one archive with what others need to compute every figure of a study again, and the proof that they come out the same.
//!
//! A bundle holds the codebook, pseudonymised codings (`data/everything.jsonl` and wide tables), decisions, a summary of the journal, the figures, and a manifest
//! with the BLAKE3 of each file. The figures are computed from the codings as they stand in the bundle and not from the project, so that whoever verifies it
//! computes from the same.

mod archive;
mod error;
mod figures;
mod gather;
mod lines;
mod restore;
mod verify;

pub use error::BundleError;
pub use gather::{BundleOrder, Bundled};
pub use verify::{Difference, Verified, verify as verify_bundle};
