//! Where formats put what they read: document by document, so that a file with thousands of them never stands in memory whole.

use super::batch::{ImportBatch, Warning, WarningKind};
use super::error::ImportError;
use super::registry::How;
use std::ops::ControlFlow;

/// Takes what a format reads.
pub(super) struct Sink<'a> {
    take: &'a mut dyn FnMut(ImportBatch) -> ControlFlow<()>,
    how: &'a How,
    documents: usize,
    stopped: bool,
}

impl<'a> Sink<'a> {
    /// A sink that hands everything on, until it is told to stop.
    pub(super) fn new(take: &'a mut dyn FnMut(ImportBatch) -> ControlFlow<()>, how: &'a How) -> Self {
        Self { take, how, documents: 0, stopped: false }
    }

    /// How the file is to be read.
    pub(super) const fn how(&self) -> &'a How {
        self.how
    }

    /// Hands a document, or a few, on with what is to be known about them.
    pub(super) fn put(&mut self, batch: ImportBatch) {
        let empty = batch.documents.is_empty() && batch.warnings.is_empty();
        if !self.stopped && !empty {
            self.documents += batch.documents.len();
            self.stopped = (self.take)(batch).is_break();
        }
    }

    /// What a format that reads one document makes of a file.
    pub(super) fn put_one(&mut self, read: Result<ImportBatch, ImportError>) -> Result<(), ImportError> {
        read.map(|batch| self.put(batch))
    }

    /// Hands a document on that stands in a line of its file; its warnings get that line.
    pub(super) fn put_at(&mut self, mut batch: ImportBatch, line: usize) {
        batch.warnings.iter_mut().for_each(|w| w.line = Some(line));
        self.put(batch);
    }

    /// Something to know about a line of a file.
    pub(super) fn warn(&mut self, file: &str, line: Option<usize>, kind: WarningKind) {
        let warning = Warning { file: file.to_owned(), line, kind };
        self.put(ImportBatch { documents: Vec::new(), warnings: vec![warning] });
    }

    /// How many documents were handed on.
    pub(super) const fn documents(&self) -> usize {
        self.documents
    }

    /// Whether nobody takes more.
    pub(super) const fn is_stopped(&self) -> bool {
        self.stopped
    }
}
