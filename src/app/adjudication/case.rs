//! Beside the article: what each coder holds, the decision with its cause and reason, and the rule of the codebook.

use super::draft::Draft;
use super::reading::LINES;
use super::view::{OpenedCase, coder_name, held_text};
use crate::app::agreement::rule;
use crate::app::bidi::article::LineStyle;
use crate::app::bidi::{Label, Style, TextEdit};
use crate::app::context::Look;
use crate::app::parts::{self, Chip, isolate, one_way};
use crate::app::theme::{SIZE_LARGE, SIZE_TEXT, space};
use crate::model::{Cause, Manner, NoteTarget};
use crate::project::{Asked, Case, Cases, Judged, Standing, Take};
use egui::{Id, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, pos2, vec2};
use std::ops::Range;

/// What is being decided.
#[derive(Debug, Default)]
pub(super) struct Deciding {
    /// The cause that is chosen.
    pub(super) cause: Option<Cause>,
    /// The reason so far.
    pub(super) reason: String,
    /// Whether the field of the reason is to get the keyboard.
    pub(super) writes: bool,
    /// A new value, while it is put together.
    pub(super) draft: Option<Draft>,
}

/// What was pressed.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Pressed {
    /// A decision.
    Take(Take),
    /// To begin a new value, or to leave it.
    New,
}

/// Draws the case.
#[allow(clippy::too_many_arguments)] // a page of its own, drawn from what the whole screen knows
pub(super) fn show(
    ui: &mut Ui,
    look: &Look<'_>,
    cases: &Cases,
    case: &Case,
    opened: Option<&OpenedCase>,
    reveal: bool,
    selection: Option<Range<usize>>,
    deciding: &mut Deciding,
) -> Option<Pressed> {
    let words = look.strings.adjudication;
    let page = opened.and_then(OpenedCase::document);
    let title = case.label.get(look.language);
    let style = one_way(look, Style::new(SIZE_LARGE).bold());
    ui.add(Label::new(title).style(style).color(look.theme.ink).full_width().wrap().heading());
    let unit = cases.book.unit(&case.unit);
    match (&case.asked, unit) {
        (Asked::There, _) => parts::text(ui, look, words.is_there),
        (Asked::Spans(role), Some(unit)) => {
            parts::text(ui, look, unit.role(role).map_or("", |r| r.definition.get(look.language)));
        }
        // The question stands with the codebook's rule.
        _ => {}
    }
    if !case.words.is_empty() {
        parts::note(ui, look, &format!("«{}»", isolate(&case.words)));
    }
    ui.add_space(space(2));
    let mut pressed = None;
    for (place, cell) in case.cells.iter().enumerate() {
        let Some(cell) = cell else { continue };
        let name = coder_name(look, cases, place, reveal);
        let held = held_text(look, cases, case, cell, page);
        // Words of the text can be many: they stand below in full, so that the eye finds where they part.
        let quotes = matches!(cell, Judged::Spans(spans) if !spans.is_empty());
        let text = if quotes { isolate(&name) } else { format!("{}: {}", isolate(&name), isolate(&held)) };
        let key = (place < 9).then(|| look.strings.number(place + 1));
        let is_it = case.ruled.as_ref() == Some(cell) && case.standing == Standing::Settled;
        let chip = Chip {
            one_way: true,
            enabled: !cell.is_open(),
            ..Chip::answer(key.as_deref(), &text, is_it, Role::RadioButton)
        };
        let clicked = parts::flow(ui, look.rtl_ui, |ui| {
            if !case.words.is_empty() {
                sample(ui, look, place);
            }
            chip.show(ui, look).clicked()
        });
        if clicked && !cell.is_open() {
            pressed = Some(Pressed::Take(Take::Coder(place)));
        }
        if quotes {
            parts::text(ui, look, &held);
        }
        notes(ui, look, case, place, opened);
        ui.add_space(space(1));
    }
    parts::flow(ui, look.rtl_ui, |ui| {
        if let Some(most) = case.majority() {
            // Words of the text stand above, with the coders who marked them.
            let text = match most {
                Judged::Spans(spans) if !spans.is_empty() => words.majority.to_owned(),
                most => format!("{}: {}", words.majority, isolate(&held_text(look, cases, case, most, page))),
            };
            let chip = Chip { one_way: true, ..Chip::button(Some("M"), &text) };
            if chip.show(ui, look).clicked() {
                pressed = Some(Pressed::Take(Take::Majority));
            }
        }
        let on = deciding.draft.is_some();
        if Chip::answer(Some("V"), words.new_value, on, Role::Button).show(ui, look).clicked() {
            pressed = Some(Pressed::New);
        }
    });
    if let Some(draft) = &mut deciding.draft {
        ui.add_space(space(2));
        if let Some(ruled) = draft.show(ui, look, cases, case, selection) {
            pressed = Some(Pressed::Take(Take::New(ruled)));
        }
    }
    ui.add_space(space(3));
    why(ui, look, deciding);
    decided(ui, look, cases, case, page, reveal);
    ui.add_space(space(3));
    if let Asked::Answer(code) = &case.asked {
        let held: Vec<String> = case.cells.iter().flatten().map(Judged::code).collect();
        let held: Vec<String> = held.iter().map(|codes| codes.replace('|', " | ")).collect();
        let held: Vec<&str> = held.iter().map(String::as_str).collect();
        rule(ui, look, &cases.book, code, &held);
    } else if let Some(unit) = unit {
        parts::heading(ui, look, look.strings.agreement.rule);
        parts::text(ui, look, unit.definition.get(look.language));
    }
    pressed
}

/// The line of a coder's marks, before what they hold.
fn sample(ui: &mut Ui, look: &Look<'_>, place: usize) {
    let width = space(8);
    let (rect, _) = ui.allocate_exact_size(vec2(width, parts::LINE), Sense::hover());
    let (left, y) = (rect.left(), rect.center().y);
    let row = |y: f32| -> [Pos2; 2] { [pos2(left, y), pos2(left + width, y)] };
    let (color, painter) = (look.theme.quiet, ui.painter());
    match LINES[place % LINES.len()] {
        LineStyle::Solid => {
            painter.line_segment(row(y), Stroke::new(2.0, color));
        }
        LineStyle::Double => {
            painter.line_segment(row(y - 1.5), Stroke::new(1.5, color));
            painter.line_segment(row(y + 1.5), Stroke::new(1.5, color));
        }
        LineStyle::Dotted => {
            painter.add(Shape::dotted_line(&row(y), color, 4.0, 1.2));
        }
        LineStyle::Dashed => {
            painter.extend(Shape::dashed_line(&row(y), Stroke::new(2.0, color), 5.0, 3.0));
        }
        LineStyle::Wavy => {
            let wave = |n: u8| pos2(left + f32::from(n) * 2.0, y + if n.is_multiple_of(2) { 1.5 } else { -1.5 });
            painter.add(Shape::line((0..=16).map(wave).collect(), Stroke::new(1.5, color)));
        }
        LineStyle::Boxed => {
            let frame = Rect::from_min_size(pos2(left, y - 3.0), vec2(width, 6.0));
            painter.rect_stroke(frame, 1.0, Stroke::new(1.5, color), egui::StrokeKind::Inside);
        }
    }
}

/// What a coder noted beside the answer.
fn notes(ui: &mut Ui, look: &Look<'_>, case: &Case, place: usize, opened: Option<&OpenedCase>) {
    let Some(view) = opened.and_then(|opened| opened.views.get(place)?.as_ref()) else { return };
    let record = case.records.get(place).copied().flatten();
    let answer = record.and_then(|id| view.records.iter().find(|r| r.id == id)?.answers.get(&case.asked.item()));
    if answer.is_some_and(|answer| answer.unsure) {
        parts::note(ui, look, look.strings.command.not_sure);
    }
    let about = |target: NoteTarget| match target {
        NoteTarget::Record(id) => record == Some(id),
        NoteTarget::Coding(_) => true,
        NoteTarget::Document(_) => false,
    };
    for memo in view.memos.iter().filter(|memo| about(memo.target)) {
        parts::note(ui, look, &format!("{}: {}", look.strings.command.memo, isolate(&memo.text)));
    }
}

/// Cause and reason of what is decided next.
fn why(ui: &mut Ui, look: &Look<'_>, deciding: &mut Deciding) {
    let words = look.strings.adjudication;
    parts::heading(ui, look, words.cause);
    parts::flow(ui, look.rtl_ui, |ui| {
        for cause in Cause::ALL {
            let on = deciding.cause == Some(cause);
            if Chip::answer(None, look.strings.cause(cause), on, Role::RadioButton).show(ui, look).clicked() {
                deciding.cause = (!on).then_some(cause);
            }
        }
    });
    ui.add_space(space(1));
    let id = Id::unique("adjudication-reason");
    let edit = TextEdit::singleline(&mut deciding.reason, words.reason).hint(words.reason).style(Style::new(SIZE_TEXT));
    let field = ui.add(edit.id(id));
    if std::mem::take(&mut deciding.writes) {
        field.request_focus();
    }
}

/// What is decided already.
fn decided(
    ui: &mut Ui,
    look: &Look<'_>,
    cases: &Cases,
    case: &Case,
    page: Option<&crate::model::Document>,
    reveal: bool,
) {
    let words = look.strings.adjudication;
    let Some(decision) = &case.decision else { return };
    ui.add_space(space(2));
    parts::heading(ui, look, words.decided);
    let held = case.ruled.as_ref().map(|ruled| held_text(look, cases, case, ruled, page)).unwrap_or_default();
    let place = cases.coders.iter().position(|coder| Some(coder.id) == decision.taken_from);
    let how = match (decision.manner, place) {
        (Manner::Coder, Some(place)) => look.strings.as_coder(&coder_name(look, cases, place, reveal)),
        (Manner::Majority, _) => words.majority.to_owned(),
        _ => words.new_value.to_owned(),
    };
    let why = decision.cause.map_or("", |cause| look.strings.cause(cause));
    let told: Vec<String> = [held.as_str(), how.as_str(), why, decision.reason.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(isolate)
        .collect();
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    parts::text(ui, look, &look.strings.list(&told));
}
