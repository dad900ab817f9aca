//! The screen itself.

use crate::app::context::{Asks, Look};
use crate::model::Codebook;
use egui::Ui;

/// What the codebook screen remembers between frames.
#[derive(Debug, Default)]
pub struct CodebookScreen {}

impl CodebookScreen {
    /// Draws the codebook.
    pub fn ui(&mut self, _ui: &mut Ui, _look: &Look<'_>, _book: &Codebook, _asks: &mut Asks) {}
}
