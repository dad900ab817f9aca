//! What the decisions tell: rules to sharpen, and each coder against the adjudicated coding.

use super::view::coder_name;
use crate::app::bidi::{Label, Style};
use crate::app::context::Look;
use crate::app::parts::{self, isolate, one_way};
use crate::app::theme::{SIZE_TEXT, space};
use crate::project::{Against, Cases, RuleToSharpen};
use egui::Ui;
use std::sync::Arc;

/// What the decisions tell, made anew when they change.
#[derive(Debug, Default)]
pub(super) struct Tells {
    of: Option<Arc<Cases>>,
    rules: Vec<RuleToSharpen>,
    against: Vec<Against>,
}

impl Tells {
    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, look: &Look<'_>, cases: &Arc<Cases>, reveal: bool) {
        if !self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, cases)) {
            *self = Self { of: Some(Arc::clone(cases)), rules: cases.rules_to_sharpen(), against: cases.against() };
        }
        let words = look.strings.adjudication;
        let bold = one_way(look, Style::new(SIZE_TEXT).bold());
        parts::side(ui, look, "tells", |ui| {
            parts::heading(ui, look, words.rules);
            if self.rules.is_empty() {
                parts::note(ui, look, words.no_rules);
            }
            for rule in &self.rules {
                ui.add_space(space(1));
                let name = format!("{} · {}", isolate(&rule.item), isolate(rule.label.get(look.language)));
                ui.add(Label::new(&name).style(bold).color(look.theme.ink).full_width().wrap());
                let mut told = vec![look.strings.differ_in(rule.differ, rule.cases)];
                let counts = rule.causes.iter();
                told.extend(
                    counts.map(|c| format!("{} {}", look.strings.cause(c.cause), look.strings.number(c.decisions))),
                );
                let told: Vec<&str> = told.iter().map(String::as_str).collect();
                parts::text(ui, look, &look.strings.list(&told));
                for reason in &rule.reasons {
                    parts::note(ui, look, &isolate(reason));
                }
            }
            ui.add_space(space(4));
            parts::heading(ui, look, words.against);
            for of in self.against.iter().filter(|of| of.cases > 0) {
                ui.add_space(space(1));
                let name = coder_name(look, cases, of.coder, reveal);
                let line = format!("{}: {}", isolate(&name), look.strings.same_in(of.same, of.cases));
                ui.add(Label::new(&line).style(bold).color(look.theme.ink).full_width().wrap());
                let apart = of.questions.iter().filter(|q| q.same < q.cases);
                let apart: Vec<String> = apart
                    .map(|q| {
                        let counts = format!("{} / {}", look.strings.number(q.same), look.strings.number(q.cases));
                        format!("{} {}", isolate(q.label.get(look.language)), isolate(&counts))
                    })
                    .collect();
                let apart: Vec<&str> = apart.iter().map(String::as_str).collect();
                parts::note(ui, look, &look.strings.list(&apart));
            }
            if self.against.iter().all(|of| of.cases == 0) {
                parts::note(ui, look, words.nothing_decided);
            }
        });
    }
}
