//! Which failures are the caller's.

use crate::import::JudgementsError;
use std::process::ExitCode;
use thiserror::Error;

/// The call was wrong: arguments that do not go together, or a file that is not what it was said to be.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{0}")]
pub struct WrongCall(String);

impl WrongCall {
    /// With the sentence that is printed.
    #[expect(clippy::new_ret_no_self, reason = "it is only ever returned as an error")]
    pub(super) fn new(sentence: &str) -> anyhow::Error {
        Self(sentence.to_owned()).into()
    }
}

/// 2 if the call was wrong, 1 if the work failed.
pub fn exit_code(error: &anyhow::Error) -> ExitCode {
    let malformed = matches!(error.downcast_ref(), Some(JudgementsError::Malformed(_)));
    ExitCode::from(if malformed || error.is::<WrongCall>() { 2 } else { 1 })
}
