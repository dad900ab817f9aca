//! A panel of questions: units with one record under each other, ordered units as a chain, proposals on top.

use super::Pen;
use super::question::{self, card};
use crate::app::bidi::{Label, Style};
use crate::app::coding::acts;
use crate::app::coding::keys;
use crate::app::coding::place::Stop;
use crate::app::coding::questions;
use crate::app::coding::records;
use crate::app::coding::wish::Wish;
use crate::app::command::AppCommand;
use crate::app::parts;
use crate::app::parts::{Chip, Cursor, LINE, flow, galley, paint_in, ring};
use crate::app::theme::{RADIUS, SIZE_SMALL, SIZE_TEXT, space};
use crate::model::{Cardinality, Missing, Panel, Record, Unit, missing_in_record};
use egui::{CornerRadius, Role, Sense, Ui, WidgetInfo, vec2};

/// Draws the panel.
pub(crate) fn show(ui: &mut Ui, pen: &mut Pen<'_>, panel: &Panel) {
    let view = pen.view;
    proposals(ui, pen, panel);
    let several = panel.units.len() > 1;
    for unit in panel.units.iter().filter_map(|code| view.book.unit(code)) {
        match unit.cardinality {
            Cardinality::One => {
                if several {
                    section(ui, pen, unit.label.get(pen.look.language));
                }
                for record in view.records_of(&unit.code) {
                    asked_once(ui, pen, record);
                    pieces(ui, pen, unit, record);
                    questions_of(ui, pen, unit, record);
                }
            }
            Cardinality::Many => chain(ui, pen, unit),
        }
        ui.add_space(space(2));
    }
}

/// Where the answers about the page stand, if that is with another article of it; and the way there where they are closed.
fn asked_once(ui: &mut Ui, pen: &mut Pen<'_>, record: &Record) {
    let Some(beside) = pen.view.beside(record) else { return };
    parts::note(ui, pen.look, &pen.look.strings.asked_once(&beside.title, beside.is_done));
    if beside.is_done {
        flow(ui, pen.look.rtl_ui, |ui| {
            if Chip::button(None, pen.look.strings.coding.to_that_article).show(ui, pen.look).clicked() {
                pen.wish(Wish::Article(beside.article));
            }
        });
    }
}

/// A small title above a unit's questions.
pub(crate) fn section(ui: &mut Ui, pen: &Pen<'_>, title: &str) {
    ui.add_space(space(2));
    let style = parts::one_way(pen.look, Style::new(SIZE_SMALL).bold());
    let label = Label::new(title).style(style).color(pen.look.theme.quiet);
    ui.add(label.full_width().heading());
}

/// All questions of a record that apply, and how many do not.
pub(crate) fn questions_of(ui: &mut Ui, pen: &mut Pen<'_>, unit: &Unit, record: &Record) {
    ui.spacing_mut().item_spacing.y = 2.0;
    for variable in questions::asked(unit, record) {
        question::show(ui, pen, unit, variable, record);
    }
    for link in questions::linkable(unit, record) {
        link_question(ui, pen, unit, record, link);
    }
    wanted_words(ui, pen, unit, record);
    let skipped = questions::skipped(unit, record);
    if skipped > 0 {
        question::note(ui, pen, None, &pen.look.strings.skipped(skipped));
    }
}

/// The other end of a link, as a question.
pub(crate) fn link_question(ui: &mut Ui, pen: &mut Pen<'_>, unit: &Unit, record: &Record, link: &str) {
    let Some(role) = unit.links.iter().find(|l| l.code == link) else { return };
    let view = pen.view;
    let stop = Stop::Link { record: record.id, link: link.to_owned() };
    let label = role.label.get(pen.look.language);
    let now = record.links.iter().find(|l| l.role == link).and_then(|l| view.record(l.to));
    let answer = now.map(|r| records::name(view, r)).unwrap_or_default();
    let sign = if now.is_some_and(|r| role.accepts(r)) { parts::Dot::Full } else { parts::Dot::Open };
    let is_open = pen.place.stop.as_ref() == Some(&stop) && !view.is_closed(record);
    let name = format!("{label}: {answer}");
    if !is_open {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if response.clicked() {
            pen.wish(Wish::Focus(stop));
        }
        let theme = pen.look.theme;
        if response.hovered() {
            ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), theme.selection);
        }
        let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), pen.look.rtl_ui);
        let at = cursor.take(space(3));
        parts::dot(ui, at, sign, theme);
        cursor.skip(space(2));
        cursor.text(ui, label, &Style::new(SIZE_TEXT), theme.quiet, rect.width() * 0.5);
        let room = cursor.room();
        cursor.text_end(ui, &answer, &Style::new(SIZE_TEXT).bold(), theme.ink, room);
        return;
    }
    card(ui, pen, &name, Role::RadioGroup, |ui, pen| {
        question::heading(ui, pen, "", label, sign, false);
        let offers = keys::offers(view, pen.place, &stop);
        flow(ui, pen.look.rtl_ui, |ui| {
            for offered in &offers {
                let keys::Offer::To(id) = &offered.offer else { continue };
                let text = view.record(*id).map(|r| records::name(view, r)).unwrap_or_default();
                let key = offered.key.map(parts::cap);
                let chip = Chip::answer(key.as_deref(), &text, offered.on, Role::RadioButton);
                if chip.show(ui, pen.look).clicked() {
                    pen.wish(Wish::Say(stop.clone(), offered.offer.clone(), false));
                }
            }
        });
    });
}

/// The words that a record has marked, each with its sign, and a way to take it away.
pub(crate) fn pieces(ui: &mut Ui, pen: &mut Pen<'_>, unit: &Unit, record: &Record) {
    for role in &unit.roles {
        for anchor in record.anchors_of(&role.code) {
            let theme = pen.look.theme;
            let color = theme.role(&role.color);
            let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
            let quote = records::one_line(&anchor.quote);
            let label = role.label.get(pen.look.language);
            let name = format!("{label}: {quote}");
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            if response.clicked() {
                pen.wish(Wish::Show(anchor.span.range()));
            }
            if response.hovered() {
                ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), theme.selection);
                pen.hovered = Some(record.id);
            }
            let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), pen.look.rtl_ui);
            let tag = galley(ui, label, &Style::new(SIZE_SMALL), space(20));
            let at = cursor.take(tag.size().x.max(space(12)));
            paint_in(ui, &tag, at.translate(vec2(0.0, -2.0)), color);
            parts::role_line(ui, at, role.line, color);
            cursor.skip(space(2));
            let cross = cursor.take_end(space(5));
            if !pen.view.is_closed(record) {
                remove_cross(ui, pen, cross, anchor, label, &quote);
            }
            cursor.skip_end(space(1));
            let room = cursor.room();
            cursor.text(ui, &quote, &Style::reading(SIZE_TEXT), theme.ink, room);
        }
    }
}

fn remove_cross(ui: &Ui, pen: &mut Pen<'_>, rect: egui::Rect, anchor: &crate::model::Anchor, label: &str, quote: &str) {
    let theme = pen.look.theme;
    let response = ui.interact(rect, ui.scope_id().with(("cross", anchor.id)), Sense::click());
    let name = format!("{}: {label} {quote}", pen.look.strings.coding.remove);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let color = if response.hovered() { theme.bad } else { theme.quiet };
    let (c, r) = (rect.center(), 3.5);
    let stroke = egui::Stroke::new(1.5, color);
    ui.painter().line_segment([c + vec2(-r, -r), c + vec2(r, r)], stroke);
    ui.painter().line_segment([c + vec2(-r, r), c + vec2(r, -r)], stroke);
    if response.has_focus() {
        ring(ui, rect, theme);
    }
    if response.clicked() {
        pen.wish(Wish::RemoveAnchor(anchor.id));
    }
}

/// Letters of a proposal that stand beside its buttons; a longer one has lines of its own.
const SHORT: usize = 18;

/// What a rule proposes for this panel: offered, never set by itself.
pub(crate) fn proposals(ui: &mut Ui, pen: &mut Pen<'_>, panel: &Panel) {
    if pen.is_done() {
        return;
    }
    let view = pen.view;
    let Some((unit, role, proposal)) = acts::next_proposal(view, pen.place, pen.waved, pen.reads_from) else { return };
    if !panel.units.contains(&unit.code) {
        return;
    }
    let theme = pen.look.theme;
    let words = pen.look.strings.coding;
    let color = theme.role(&role.color);
    let quote = records::one_line(view.document.text.quote(proposal.span));
    let frame = egui::Frame::new()
        .fill(theme.raised)
        .stroke(egui::Stroke::new(1.0, color))
        .corner_radius(RADIUS)
        .inner_margin(space(2));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(space(1), space(1));
        let title = format!("{} · {}", role.label.get(pen.look.language), words.proposed);
        ui.add(Label::new(&title).style(Style::new(SIZE_SMALL).bold()).color(color).full_width());
        let is_long = quote.chars().count() > SHORT;
        if is_long {
            shown(ui, pen, Label::new(&quote).full_width().wrap(), proposal.span.range());
        }
        flow(ui, pen.look.rtl_ui, |ui| {
            if !is_long {
                shown(ui, pen, Label::new(&quote), proposal.span.range());
            }
            let accept = AppCommand::AcceptProposal.key_label();
            if Chip::button(accept.as_deref(), words.accept).show(ui, pen.look).clicked() {
                pen.wish(Wish::Accept(proposal.id));
            }
            let reject = AppCommand::RejectProposal.key_label();
            if Chip::button(reject.as_deref(), words.reject).show(ui, pen.look).clicked() {
                pen.wish(Wish::Wave(proposal.id));
            }
        });
    });
    ui.add_space(space(2));
}

/// Words of the article; a click shows them there.
fn shown(ui: &mut Ui, pen: &mut Pen<'_>, label: Label<'_>, range: std::ops::Range<usize>) {
    let response = ui.add(label.style(Style::reading(SIZE_TEXT)).color(pen.look.theme.ink).sense(Sense::click()));
    if response.hovered() {
        ui.set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    if response.clicked() {
        pen.wish(Wish::Show(range));
    }
}

/// An ordered unit: its names in one line, its links in their order, the chosen one open.
fn chain(ui: &mut Ui, pen: &mut Pen<'_>, unit: &Unit) {
    let view = pen.view;
    let words = pen.look.strings.coding;
    let links: Vec<&Record> = view.records_of(&unit.code).collect();
    section(ui, pen, unit.label.get(pen.look.language));
    let names: Vec<String> = links.iter().map(|r| records::name(view, r)).collect();
    if unit.ordered {
        // Each name keeps its own direction; the arrow is mirrored with the line, as Unicode has it only for brackets.
        let arrow = if pen.look.rtl_ui { " \u{2192} " } else { " \u{2190} " };
        let line = if names.is_empty() {
            words.no_chain.to_owned()
        } else {
            names.iter().map(|n| parts::isolate(n)).collect::<Vec<_>>().join(arrow)
        };
        let style = parts::one_way(pen.look, Style::new(SIZE_TEXT));
        ui.add(Label::new(&line).style(style).color(pen.look.theme.ink).full_width().wrap());
    }
    let chosen = pen.place.chosen(view, &unit.code);
    for (at, record) in links.iter().enumerate() {
        let number = crate::app::strings::locale::number(pen.look.language, i64::try_from(at + 1).unwrap_or(0));
        let name = names.get(at).map(String::as_str).unwrap_or_default();
        let text = format!("{number}  {}", parts::isolate(name));
        flow(ui, pen.look.rtl_ui, |ui| {
            let is_chosen = chosen == Some(record.id);
            let chip = Chip { on: Some(is_chosen), role: Role::ListItem, one_way: true, ..Chip::button(None, &text) };
            if chip.show(ui, pen.look).clicked() {
                pen.wish(Wish::Choose(record.id));
            }
            if is_chosen && !view.is_closed(record) {
                order_buttons(ui, pen, record, at > 0, at + 1 < links.len());
            }
        });
        if chosen == Some(record.id) {
            asked_once(ui, pen, record);
            questions_of(ui, pen, unit, record);
        }
    }
    if !pen.is_done() {
        let key = AppCommand::NewRecord.key_label();
        let name = format!("{}: {}", words.add, unit.label.get(pen.look.language));
        let chip = Chip { name: &name, ..Chip::button(key.as_deref(), words.add) };
        if chip.show(ui, pen.look).clicked() {
            pen.wish(Wish::New(unit.code.clone()));
        }
    }
}

fn order_buttons(ui: &mut Ui, pen: &mut Pen<'_>, record: &Record, up: bool, down: bool) {
    let words = pen.look.strings.coding;
    let ways = [
        (up, AppCommand::MoveUp, words.move_up, Wish::Move(record.id, -1)),
        (down, AppCommand::MoveDown, words.move_down, Wish::Move(record.id, 1)),
    ];
    for (_, command, text, wish) in ways.into_iter().filter(|(can, ..)| *can) {
        if Chip::button(command.key_label().as_deref(), text).show(ui, pen.look).clicked() {
            pen.wish(wish);
        }
    }
    let key = AppCommand::RemoveRecord.key_label();
    if Chip::button(key.as_deref(), words.remove).show(ui, pen.look).clicked() {
        pen.wish(Wish::RemoveRecord(record.id));
    }
}

/// Words that still have to be marked, with the key that marks them.
pub(crate) fn wanted_words(ui: &mut Ui, pen: &mut Pen<'_>, unit: &Unit, record: &Record) {
    if pen.view.is_closed(record) {
        return;
    }
    let theme = pen.look.theme;
    for missing in missing_in_record(unit, record) {
        let Missing::Anchor { role: code, .. } = &missing else { continue };
        let Some(role) = unit.role(code) else { continue };
        let stop = Stop::Span { record: record.id, role: code.clone() };
        let label = role.label.get(pen.look.language);
        let name = format!("{label}: {}", pen.look.strings.coding.needs_span);
        if pen.place.stop.as_ref() == Some(&stop) {
            card(ui, pen, &name, Role::Group, |ui, pen| {
                question::heading(ui, pen, "", label, parts::Dot::Open, false);
                let hint = format!("{} {}", pen.look.strings.coding.mark_words, role.key);
                question::note(ui, pen, None, &hint);
                question::note(ui, pen, None, role.definition.get(pen.look.language));
            });
            continue;
        }
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if response.clicked() {
            pen.wish(Wish::Focus(stop));
        }
        if response.hovered() {
            ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), theme.selection);
        }
        let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), pen.look.rtl_ui);
        let at = cursor.take(space(3));
        parts::dot(ui, at, parts::Dot::Open, theme);
        cursor.skip(space(2));
        cursor.text(ui, label, &Style::new(SIZE_TEXT), theme.quiet, rect.width() * 0.5);
        let room = cursor.room();
        cursor.text_end(ui, &role.key, &Style::new(SIZE_SMALL), theme.quiet, room);
    }
}
