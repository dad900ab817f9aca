//! What becomes of annotations that were made with other programs: labels find their place in the codebook, tied marks become
//! records, and what has no place is listed.

mod drafts;
mod labels;

pub(super) use drafts::{Draft, Drafts, Unplaced, drafts};
pub use labels::{AnnotationLabels, LabelsError};

use crate::model::Codebook;
use crate::model::{AnnotationSet, Mark};
use std::collections::BTreeMap;

/// How annotations in imported files are taken in.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct AnnotationChoice {
    /// The coder that all of them are given to; where absent, the one that each file names.
    pub coder: Option<String>,
    /// What labels mean, beside what the codebook itself says.
    pub labels: AnnotationLabels,
}

/// What annotations brought into the project.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct AnnotationSum {
    /// Spans that became anchors.
    pub spans: usize,
    /// Records that were made or added to.
    pub records: usize,
    /// Records that were there already, word for word.
    pub known: usize,
    /// Spans whose label has no place in the codebook; they stand in memos.
    pub unplaced: usize,
    /// Spans that do not fit their text.
    pub refused: usize,
}

impl AnnotationSum {
    /// Whether any file had annotations.
    pub fn is_any(&self) -> bool {
        *self != Self::default()
    }

    /// Adds what another file brought.
    pub fn add(&mut self, other: Self) {
        self.spans += other.spans;
        self.records += other.records;
        self.known += other.known;
        self.unplaced += other.unplaced;
        self.refused += other.refused;
    }
}

/// What a label would become, for a look before importing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LabelProposal {
    /// The label, with its layer where that differs.
    pub label: String,
    /// How many spans bear it.
    pub count: usize,
    /// Its place in the codebook, such as `ATT.source`.
    pub place: Option<String>,
}

/// What the labels of annotations would become under a codebook.
pub fn proposed_labels(sets: &[AnnotationSet], book: &Codebook, labels: &AnnotationLabels) -> Vec<LabelProposal> {
    let mut found: BTreeMap<String, LabelProposal> = BTreeMap::new();
    for mark in sets.iter().flat_map(|s| &s.marks) {
        let label = shown_label(mark);
        let place = labels.of_mark(book, mark).map(|m| match m.role {
            Some(role) => format!("{}.{}", m.unit.code, role.code),
            None => m.unit.code.clone(),
        });
        let entry = found.entry(label.clone()).or_insert(LabelProposal { label, count: 0, place });
        entry.count += 1;
    }
    found.into_values().collect()
}

/// The label of a mark as people know it.
fn shown_label(mark: &Mark) -> String {
    match (mark.layer.as_str(), mark.label.as_str()) {
        (layer, "") => layer.to_owned(),
        (_, label) => label.to_owned(),
    }
}
