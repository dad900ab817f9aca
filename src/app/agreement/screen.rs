//! The screen itself.

use super::{side, table};
use crate::app::context::{Asks, Look};
use crate::app::keyboard;
use crate::app::parts;
use crate::app::theme::space;
use crate::report::AgreementReport;
use egui::{Key, Margin, Panel, Ui};

/// Below this width the table needs all the room, and the explanations stand in tooltips only.
const ROOM_FOR_SIDE: f32 = 1080.0;

/// What the agreement screen remembers between frames.
#[derive(Debug, Default)]
pub struct AgreementScreen {
    at: usize,
    moved: bool,
}

impl AgreementScreen {
    /// Draws the report; `None` while it is being computed.
    pub fn ui(&mut self, ui: &mut Ui, look: &Look<'_>, report: Option<&AgreementReport>, asks: &mut Asks) {
        let words = look.strings.agreement;
        let page = egui::Frame::new().fill(look.theme.paper).inner_margin(Margin::symmetric(16, 12));
        let Some(report) = report.filter(|r| !r.lines.is_empty()) else {
            let text = if report.is_some() { words.nothing } else { words.computing };
            egui::CentralPanel::default().frame(page).show(ui, |ui| {
                ui.with_layout(parts::column(look), |ui| parts::text(ui, look, text));
            });
            return;
        };
        self.keys(ui, look, report);
        if ui.available_width() >= ROOM_FOR_SIDE {
            let frame = egui::Frame::new().fill(look.theme.surface).inner_margin(Margin::symmetric(12, 8));
            let side = if look.rtl_ui { Panel::left("agreement-side") } else { Panel::right("agreement-side") };
            side.frame(frame)
                .resizable(true)
                .default_size(space(64))
                .size_range(space(56)..=space(100))
                .show(ui, |ui| side::show(ui, look, report.lines.get(self.at)));
        }
        egui::CentralPanel::default().frame(page).show(ui, |ui| {
            let chosen = table::show(ui, look, report, self.at, std::mem::take(&mut self.moved));
            if let Some(line) = chosen {
                self.at = line;
            }
        });
        asks.key("\u{2191} \u{2193}", words.key_line);
    }

    fn keys(&mut self, ui: &Ui, look: &Look<'_>, report: &AgreementReport) {
        let last = report.lines.len().saturating_sub(1);
        self.at = self.at.min(last);
        keyboard::take(ui, look, |key, _, _| {
            self.at = match key {
                Key::ArrowDown => (self.at + 1).min(last),
                Key::ArrowUp => self.at.saturating_sub(1),
                Key::PageDown => (self.at + 10).min(last),
                Key::PageUp => self.at.saturating_sub(10),
                Key::Home => 0,
                Key::End => last,
                _ => return false,
            };
            self.moved = true;
            true
        });
    }
}
