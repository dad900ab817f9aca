//! Whether a codebook holds together.

use super::{Codebook, Kind, PanelView, Unit};
use crate::model::Condition;
use std::collections::BTreeSet;
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

    /// Everything that does not hold together.
    pub fn problems(&self) -> Vec<CodebookError> {
        let mut out = Vec::new();
        unique(&mut out, "the units", self.units.iter().map(|u| &u.code));
        unique(&mut out, "the panels", self.panels.iter().map(|p| &p.code));
        unique(&mut out, "the flags", self.flags.iter().map(|f| &f.code));
        unique(&mut out, "the variables", self.units.iter().flat_map(|u| u.variables.iter().map(|v| &v.code)));
        for unit in &self.units {
            unit.problems(self, &mut out);
        }
        for panel in &self.panels {
            let place = format!("the panel {}", panel.code);
            for code in &panel.units {
                known(&mut out, &place, code, self.unit(code).is_some());
            }
            if let PanelView::Grid(grid) = &panel.view {
                for code in [&grid.rows, &grid.columns, &grid.cell, &grid.state] {
                    known(&mut out, &place, code, self.variable(code).is_some());
                }
            }
        }
        out
    }
}

impl Unit {
    fn problems(&self, book: &Codebook, out: &mut Vec<CodebookError>) {
        unique(out, &format!("the roles of {}", self.code), self.roles.iter().map(|r| &r.code));
        let check = |out: &mut Vec<CodebookError>, place: &str, condition: &Option<Condition>| {
            for code in condition.iter().flat_map(Condition::variables) {
                known(out, place, code, self.variable(code).is_some());
            }
        };
        for variable in &self.variables {
            let place = format!("the variable {}", variable.code);
            unique(out, &place, variable.values.iter().map(|v| &v.code));
            check(out, &place, &variable.applies_if);
            let needs_values = matches!(variable.kind, Kind::Choice | Kind::Set);
            if needs_values == variable.values.is_empty() {
                let problem = if needs_values { "it has no values" } else { "its kind has no values" };
                out.push(CodebookError::Wrong { place, problem: problem.into() });
            }
        }
        for role in &self.roles {
            let place = format!("the role {}", role.code);
            check(out, &place, &role.applies_if);
            check(out, &place, &role.required_if);
            for (variable, value) in &role.implies {
                known(out, &place, value, self.variable(variable).is_some_and(|v| v.value(value).is_some()));
            }
        }
        for link in &self.links {
            let place = format!("the link {}", link.code);
            let other = book.unit(&link.to_unit);
            known(out, &place, &link.to_unit, other.is_some());
            check(out, &place, &link.required_if);
            for code in link.accepts_if.iter().flat_map(Condition::variables) {
                known(out, &place, code, other.is_some_and(|u| u.variable(code).is_some()));
            }
        }
        for row in &self.obligatory {
            let place = format!("the obligatory rows of {}", self.code);
            for (variable, value) in row {
                known(out, &place, value, self.variable(variable).is_some_and(|v| v.value(value).is_some()));
            }
        }
    }
}

fn unique<'a>(out: &mut Vec<CodebookError>, place: &str, codes: impl Iterator<Item = &'a String>) {
    let mut seen = BTreeSet::new();
    for code in codes {
        if !seen.insert(code) {
            out.push(CodebookError::Duplicate { code: code.clone(), place: place.into() });
        }
    }
}

fn known(out: &mut Vec<CodebookError>, place: &str, code: &str, is_known: bool) {
    if !is_known {
        out.push(CodebookError::Unknown { code: code.into(), place: place.into() });
    }
}
