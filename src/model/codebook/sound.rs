//! Whether a codebook holds together.

use super::{BookPart, BookProblem, Codebook, Finding, Weight};
use thiserror::Error;

/// Why a codebook cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum CodebookError {
    /// The file is not JSON of the codebook's shape.
    #[error("the codebook cannot be read: {0}")]
    Json(String),
    /// A code stands twice where it must be unique.
    #[error("the code {code} stands twice in {place}")]
    Duplicate {
        /// The code.
        code: String,
        /// Where.
        place: String,
    },
    /// A code is used that nobody defines.
    #[error("{place} speaks of {code}, which is not defined")]
    Unknown {
        /// The code.
        code: String,
        /// Where.
        place: String,
    },
    /// A definition contradicts itself.
    #[error("{place}: {problem}")]
    Wrong {
        /// Where.
        place: String,
        /// What.
        problem: String,
    },
}

impl Codebook {
    /// Reads a codebook and checks that it holds together.
    ///
    /// # Errors
    /// The first problem found: wrong JSON, a code twice, a code that is not defined, a contradiction.
    pub fn from_json(json: &str) -> Result<Self, CodebookError> {
        let book: Self = serde_json::from_str(json).map_err(|e| CodebookError::Json(e.to_string()))?;
        match book.problems().into_iter().next() {
            None => Ok(book),
            Some(problem) => Err(problem),
        }
    }

    /// Everything that does not hold together, so that the codebook cannot even be read.
    pub fn problems(&self) -> Vec<CodebookError> {
        let fatal = self.findings().into_iter().filter(|finding| finding.weight == Weight::Fatal);
        fatal.map(CodebookError::from).collect()
    }

    /// Checks that nothing stands against publishing: that the codebook holds together and has what its schema asks for.
    ///
    /// # Errors
    /// The first finding that is more than advice.
    pub fn fit_to_publish(&self) -> Result<(), CodebookError> {
        let found = self.findings().into_iter().find(|finding| finding.weight > Weight::Advice);
        found.map_or(Ok(()), |finding| Err(finding.into()))
    }
}

impl From<Finding> for CodebookError {
    fn from(finding: Finding) -> Self {
        let place = finding.part.to_string();
        match finding.problem {
            BookProblem::Twice(code) => Self::Duplicate { code, place: where_unique(&finding.part) },
            BookProblem::Unknown(code) => Self::Unknown { code, place },
            problem => Self::Wrong { place, problem: problem.to_string() },
        }
    }
}

/// Within what a code must be unique.
fn where_unique(part: &BookPart) -> String {
    match part {
        BookPart::Unit(_) => "the units".to_owned(),
        BookPart::Panel(_) => "the panels".to_owned(),
        BookPart::Flag(_) => "the flags".to_owned(),
        BookPart::Role(unit, _) => format!("the roles of {unit}"),
        BookPart::Value(question, _) => format!("the variable {question}"),
        BookPart::Book | BookPart::Link(..) => part.to_string(),
        BookPart::Question(_) => "the variables".to_owned(),
    }
}
