//! The screen itself.

use crate::app::context::{Asks, Look};
use crate::project::{DocumentSummary, DocumentView};
use egui::Ui;

/// What the import screen remembers between frames.
#[derive(Debug, Default)]
pub struct ImportScreen {}

impl ImportScreen {
    /// Draws the documents, and the open one with its zones.
    pub fn ui(
        &mut self,
        _ui: &mut Ui,
        _look: &Look<'_>,
        _documents: &[DocumentSummary],
        _open: Option<&DocumentView>,
        _asks: &mut Asks,
    ) {
    }
}
