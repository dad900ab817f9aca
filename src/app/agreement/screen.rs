//! The screen itself.

use crate::app::context::{Asks, Look};
use crate::report::AgreementReport;
use egui::Ui;

/// What the agreement screen remembers between frames.
#[derive(Debug, Default)]
pub struct AgreementScreen {}

impl AgreementScreen {
    /// Draws the report; `None` while it is being computed.
    pub fn ui(&mut self, _ui: &mut Ui, _look: &Look<'_>, _report: Option<&AgreementReport>, _asks: &mut Asks) {}
}
