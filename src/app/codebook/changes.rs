//! What the draft changes, what becomes of answers, and publishing it.

use super::difference;
use super::editor::Editor;
use super::view::{CodebookView, CodebookWish};
use crate::app::bidi::{Label, Style};
use crate::app::context::{Asks, Intent, Look};
use crate::app::parts::{self, Chip, flow, isolate, one_way};
use crate::app::scroll;
use crate::app::theme::{SIZE_LARGE, SIZE_SMALL, SIZE_TEXT, space};
use crate::model::{BookPart, Change, Weight, changes};
use crate::project::{AnswerLine, CodebookPlan};
use egui::{Role, ScrollArea, Ui, UiBuilder, vec2};

/// The widest page, in points.
const MEASURE: f32 = 760.0;
/// All answers to a question, in a line on what becomes of them.
const ALL: &str = "*";

/// What the page remembers between frames.
#[derive(Debug, Default)]
pub(super) struct Publishing {
    /// Whether codings are carried over.
    pub(super) carry: bool,
}

/// What was pressed.
pub(super) enum Pressed {
    /// A finding: to its field.
    Finding(BookPart),
    /// What becomes of answers was said.
    Answers,
}

/// Draws the page; what was pressed that concerns the draft.
pub(super) fn show(
    ui: &mut Ui,
    look: &Look<'_>,
    view: &CodebookView,
    editor: &mut Editor,
    page: &mut Publishing,
    asks: &mut Asks,
) -> Option<Pressed> {
    let mut pressed = None;
    let area = ScrollArea::vertical().id_salt("codebook-changes").auto_shrink([false, false]);
    scroll::show(ui, look.rtl_ui, area, |ui, area| {
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(space(1), space(1));
            let room = ui.available_rect_before_wrap();
            let width = (room.width() - space(3)).min(MEASURE);
            let column = if look.rtl_ui {
                room.with_max_x(room.right() - space(1)).with_min_x(room.right() - space(1) - width)
            } else {
                room.with_max_x(room.left() + width)
            };
            ui.scope_builder(UiBuilder::new().max_rect(column).layout(parts::column(look)), |ui| {
                ui.set_width(width);
                pressed = body(ui, look, view, editor, page, asks);
                ui.add_space(space(10));
            });
        })
    });
    pressed
}

fn heading(ui: &mut Ui, look: &Look<'_>, text: &str) {
    ui.add_space(space(3));
    let style = one_way(look, Style::new(SIZE_LARGE).bold());
    ui.add(Label::new(text).style(style).color(look.theme.ink).full_width().wrap().heading());
}

fn body(
    ui: &mut Ui,
    look: &Look<'_>,
    view: &CodebookView,
    editor: &mut Editor,
    page: &mut Publishing,
    asks: &mut Asks,
) -> Option<Pressed> {
    let words = look.strings.drafting;
    let mut pressed = None;
    let title = format!("{} \u{2192} {}", isolate(&view.book.version), isolate(&editor.draft.book.version));
    let title = if look.rtl_ui { title.replace('\u{2192}', "\u{2190}") } else { title };
    heading(ui, look, &title);
    if let Some(part) = findings(ui, look, editor) {
        pressed = Some(Pressed::Finding(part));
    }
    heading(ui, look, words.differences);
    let all = changes(&view.book, &editor.draft.book);
    if all.is_empty() {
        parts::text(ui, look, words.no_changes);
    }
    if view.has_codings() && !all.is_empty() {
        parts::note(ui, look, words.fates_hold);
    }
    let plan = view.plan.as_ref().and_then(|plan| plan.as_ref().ok());
    for change in &all {
        if one(ui, look, view, editor, plan, change) {
            pressed = Some(Pressed::Answers);
        }
    }
    publishing(ui, look, view, editor, page, &all, asks);
    pressed
}

/// What is to be put right; the part of the line that was pressed.
fn findings(ui: &mut Ui, look: &Look<'_>, editor: &Editor) -> Option<BookPart> {
    let words = look.strings.drafting;
    heading(ui, look, words.findings);
    if editor.findings.is_empty() {
        parts::text(ui, look, words.no_findings);
        return None;
    }
    let mut pressed = None;
    let blocks = editor.findings.iter().any(|f| f.weight > Weight::Advice);
    if blocks {
        parts::note(ui, look, words.blocked);
    }
    for finding in &editor.findings {
        let place = difference::part_name(look, &editor.draft.book, &finding.part);
        let place = if place.is_empty() { finding.part.to_string() } else { place };
        let field = look.strings.book_field(finding.field);
        let advice = if finding.weight == Weight::Advice { format!(" ({})", words.advice) } else { String::new() };
        let place = look.strings.list(&[&isolate(&place), field]);
        let text = format!("{place}: {}{advice}", look.strings.finding(finding));
        let chip = Chip { one_way: true, ..Chip::button(None, &text) };
        if chip.show(ui, look).clicked() {
            pressed = Some(finding.part.clone());
        }
    }
    pressed
}

/// One difference, and what becomes of the answers; whether that was changed.
fn one(
    ui: &mut Ui,
    look: &Look<'_>,
    view: &CodebookView,
    editor: &mut Editor,
    plan: Option<&CodebookPlan>,
    change: &Change,
) -> bool {
    let told = difference::told(look, &view.book, &editor.draft.book, change);
    let mut changed = false;
    difference::card(ui, look, &told, |ui| {
        changed = fate(ui, look, view, editor, plan, change, &told.sentence);
    });
    changed
}

/// What becomes of the answers behind a change, as far as that is to be said; whether it was changed.
fn fate(
    ui: &mut Ui,
    look: &Look<'_>,
    view: &CodebookView,
    editor: &mut Editor,
    plan: Option<&CodebookPlan>,
    change: &Change,
    sentence: &str,
) -> bool {
    let words = look.strings.drafting;
    match change {
        Change::ValueRemoved { variable, value } => {
            let count = plan.and_then(|p| p.given.get(variable)?.get(value)).copied().unwrap_or(0);
            let mut options = vec![(None, words.again.to_owned())];
            let values = editor.draft.book.variable(variable).map(|(_, v)| v.values.as_slice()).unwrap_or_default();
            options.extend(values.iter().map(|v| {
                (
                    Some(v.code.clone()),
                    format!("{} {}", words.become_, difference::quoted(look, v.label.get(look.language), &v.code)),
                )
            }));
            choose(ui, look, editor, (variable, value), count, options, sentence)
        }
        Change::VariableChanged { variable, .. } | Change::ValueAdded { variable, .. } => {
            of_all(ui, look, view, editor, plan, variable, sentence)
        }
        Change::Reworded { place } => {
            let question = place.split('=').next().unwrap_or_default();
            view.book.variable(question).is_some() && of_all(ui, look, view, editor, plan, question, sentence)
        }
        Change::VariableRemoved { variable } => {
            let counts = plan.and_then(|p| p.answers.get(variable)).copied().unwrap_or_default();
            if counts.aside > 0 {
                parts::note(ui, look, &look.strings.counted_answers(counts.aside));
            }
            parts::note(ui, look, words.aside);
            false
        }
        Change::UnitRemoved { .. } => {
            parts::note(ui, look, words.aside);
            false
        }
        Change::VariableAdded { .. } | Change::UnitAdded { .. } => {
            parts::note(ui, look, words.asked_of_all);
            false
        }
        Change::UnitChanged { .. } | Change::Arranged => false,
    }
}

/// Whether all answers to a question are kept (as far as they can be) or coded again.
fn of_all(
    ui: &mut Ui,
    look: &Look<'_>,
    view: &CodebookView,
    editor: &mut Editor,
    plan: Option<&CodebookPlan>,
    variable: &str,
    sentence: &str,
) -> bool {
    if !view.has_codings() {
        return false;
    }
    let words = look.strings.drafting;
    let counts = plan.and_then(|p| p.answers.get(variable)).copied().unwrap_or_default();
    let count = counts.kept + counts.mapped + counts.again;
    let again = editor.draft.answers.iter().any(|(of, from, _)| of == variable && from == ALL);
    if count > 0 {
        parts::note(ui, look, &format!("{}: {}", look.strings.counted_answers(count), look.strings.fates(counts)));
    }
    let mut changed = false;
    flow(ui, look.rtl_ui, |ui| {
        inline(ui, look, words.becomes);
        for (is_again, text) in [(false, words.kept), (true, words.again)] {
            let spoken = format!("{sentence}: {text}");
            let chip = Chip { name: &spoken, ..Chip::answer(None, text, again == is_again, Role::RadioButton) };
            if chip.show(ui, look).clicked() && again != is_again {
                editor.draft.answers.retain(|(of, from, _)| !(of == variable && from == ALL));
                if is_again {
                    editor.draft.answers.push((variable.to_owned(), ALL.to_owned(), None));
                }
                changed = true;
            }
        }
    });
    changed
}

/// A few quiet words before buttons.
fn inline(ui: &mut Ui, look: &Look<'_>, text: &str) {
    ui.add(Label::new(text).style(one_way(look, Style::new(SIZE_SMALL))).color(look.theme.quiet));
}

/// What becomes of the answers with one value.
fn choose(
    ui: &mut Ui,
    look: &Look<'_>,
    editor: &mut Editor,
    (variable, value): (&str, &str),
    count: usize,
    options: Vec<(Option<String>, String)>,
    sentence: &str,
) -> bool {
    let words = look.strings.drafting;
    if count > 0 {
        parts::note(ui, look, &look.strings.counted_answers(count));
    }
    let is_it = |line: &AnswerLine| line.0 == variable && line.1 == value;
    let now = editor.draft.answers.iter().find(|line| is_it(line)).and_then(|line| line.2.clone());
    let mut changed = false;
    flow(ui, look.rtl_ui, |ui| {
        inline(ui, look, words.becomes);
        for (to, text) in options {
            let spoken = format!("{sentence}: {text}");
            let chip = Chip { name: &spoken, one_way: true, ..Chip::answer(None, &text, now == to, Role::RadioButton) };
            if chip.show(ui, look).clicked() && now != to {
                editor.draft.answers.retain(|line| !is_it(line));
                if to.is_some() {
                    editor.draft.answers.push((variable.to_owned(), value.to_owned(), to));
                }
                changed = true;
            }
        }
    });
    changed
}

/// Whether codings go over, and the button.
fn publishing(
    ui: &mut Ui,
    look: &Look<'_>,
    view: &CodebookView,
    editor: &Editor,
    page: &mut Publishing,
    all: &[Change],
    asks: &mut Asks,
) {
    let words = look.strings.drafting;
    heading(ui, look, words.publish);
    let blocks = editor.findings.iter().any(|f| f.weight > Weight::Advice);
    if let Some(Err(why)) = view.plan.as_ref().filter(|_| !blocks) {
        let style = one_way(look, Style::new(SIZE_TEXT));
        ui.add(Label::new(why).style(style).color(look.theme.bad).full_width().wrap());
    }
    if let Some(Ok(plan)) = view.plan.as_ref().filter(|_| view.has_codings()) {
        parts::text(ui, look, &format!("{}: {}", words.answers_so_far, look.strings.counted_codings(plan.codings)));
        if view.packages_are_out {
            page.carry = false;
            parts::note(ui, look, words.carry_not);
        } else {
            if parts::check(ui, look, None, page.carry, words.carry).clicked() {
                page.carry = !page.carry;
            }
            parts::note(ui, look, words.carry_why);
        }
        parts::note(ui, look, words.nothing_lost);
    }
    let ready = !blocks && !all.is_empty() && matches!(view.plan, Some(Ok(_)));
    let text = format!("{} {}", words.publish, isolate(&editor.draft.book.version));
    ui.add_space(space(1));
    let button = Chip { on: ready.then_some(true), enabled: ready, one_way: true, ..Chip::button(None, &text) };
    if button.show(ui, look).clicked() && ready {
        asks.intents.push(Intent::Codebook(CodebookWish::Publish(page.carry)));
    }
}
