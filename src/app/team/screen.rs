//! The screen itself.

use super::Team;
use crate::app::context::{Asks, Look};
use egui::Ui;

/// What the team screen remembers between frames.
#[derive(Debug, Default)]
pub struct TeamScreen {}

impl TeamScreen {
    /// Draws the people and their work.
    pub fn ui(&mut self, _ui: &mut Ui, _look: &Look<'_>, _team: &Team, _asks: &mut Asks) {}
}
