//! The sheet of feedback: after an article of a training round, what its coder holds beside the reference, with the rule.

use super::row::about;
use crate::app::adjudication::held_text;
use crate::app::agreement::rule;
use crate::app::bidi::{Label, Style};
use crate::app::context::Look;
use crate::app::parts::{self, isolate, one_way};
use crate::app::scroll;
use crate::app::theme::{SIZE_TEXT, space};
use crate::project::{Asked, Case, Feedback, Judged};
use egui::{Key, ScrollArea, Ui, vec2};

/// Draws it; whether it was read.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, feedback: &Feedback, high: f32) -> bool {
    let words = look.strings.training;
    ui.add(Label::new(&feedback.title).style(Style::new(SIZE_TEXT).bold()).color(look.theme.ink).wrap());
    let (mark, state) = (look.strings.feedback_mark(feedback.same, feedback.of), look.strings.trained(&feedback.state));
    parts::text(ui, look, &mark);
    parts::text(ui, look, &format!("{}: {}", words.training, isolate(&state)));
    about(ui, look, words.feedback_why);
    let area = ScrollArea::vertical().max_height((high - space(60)).max(space(30))).auto_shrink([false, true]);
    scroll::show(ui, look.rtl_ui, area, |ui, area| {
        area.show(ui, |ui| {
            let by = super::keys::scrolled_by(ui);
            if by != 0.0 {
                ui.scroll_with_delta(vec2(0.0, by));
            }
            ui.with_layout(parts::column(look), |ui| {
                let of =
                    |is: Option<bool>| feedback.cases.cases.iter().filter(move |case| feedback.is_same(case) == is);
                if of(Some(false)).next().is_none() {
                    parts::text(ui, look, words.all_same);
                }
                for case in of(Some(false)) {
                    differs(ui, look, feedback, case);
                }
                let same: Vec<&Case> = of(Some(true)).collect();
                if !same.is_empty() {
                    parts::heading(ui, look, words.as_reference);
                }
                for case in same {
                    let [own, _] = feedback.both(case);
                    let held = own.map(|own| text(look, feedback, case, own)).unwrap_or_default();
                    parts::note(ui, look, &format!("{}: {}", name(look, case), isolate(&held)));
                }
            });
        })
    });
    ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, Key::Enter))
}

fn text(look: &Look<'_>, feedback: &Feedback, case: &Case, held: &Judged) -> String {
    held_text(look, &feedback.cases, case, held, Some(&feedback.document))
}

fn name(look: &Look<'_>, case: &Case) -> String {
    let label = isolate(case.label.get(look.language));
    if case.words.is_empty() { label } else { format!("{label} «{}»", isolate(&case.words)) }
}

/// A question that is answered otherwise in the reference, or a record that only one has.
fn differs(ui: &mut Ui, look: &Look<'_>, feedback: &Feedback, case: &Case) {
    let words = look.strings.training;
    let style = one_way(look, Style::new(SIZE_TEXT).bold());
    ui.add(Label::new(&name(look, case)).style(style).color(look.theme.ink).full_width().wrap().heading());
    let [own, reference] = feedback.both(case);
    if let Asked::There = case.asked {
        let has = own == Some(&Judged::There(true));
        parts::text(ui, look, if has { words.yours_alone } else { words.missed });
        if let Some(unit) = feedback.cases.book.unit(&case.unit) {
            parts::note(ui, look, unit.definition.get(look.language));
        }
        ui.add_space(space(3));
        return;
    }
    for (who, held) in [(words.you, own), (words.the_reference, reference)] {
        let held = held.map(|held| text(look, feedback, case, held)).unwrap_or_default();
        parts::text(ui, look, &format!("{who}: {}", isolate(&held)));
    }
    if let Asked::Answer(code) = &case.asked {
        let codes: Vec<String> =
            [own, reference].into_iter().flatten().map(|held| held.code().replace('|', " | ")).collect();
        rule(ui, look, &feedback.cases.book, code, &codes.iter().map(String::as_str).collect::<Vec<_>>());
    }
}
