//! The codebook for reading: units, questions, values.

use super::entry::Entry;
use crate::app::bidi::{Label, Style, section};
use crate::app::coding::value_keys;
use crate::app::context::Look;
use crate::app::parts::{self, Cursor, galley, isolate, one_way, paint_in};
use crate::app::scroll;
use crate::app::theme::{RADIUS, SIZE_LARGE, SIZE_SMALL, SIZE_TEXT, SIZE_TITLE, space};
use crate::model::{Codebook, Unit, ValueDef, Variable, changes};
use egui::{CornerRadius, Margin, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, vec2};

/// The widest column of text, in points.
const MEASURE: f32 = 720.0;

/// Draws the parts that are shown; returns the one that was pressed.
pub(super) fn show(
    ui: &mut Ui,
    look: &Look<'_>,
    (book, before): (&Codebook, Option<&Codebook>),
    parts: &[Entry<'_>],
    shown: &[usize],
    (at, moved): (usize, bool),
) -> Option<usize> {
    let mut chosen = None;
    scroll::show(
        ui,
        look.rtl_ui,
        ScrollArea::vertical().id_salt("codebook-page").auto_shrink([false, false]),
        |ui, area| {
            area.show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(space(1), space(1));
                let room = ui.available_rect_before_wrap();
                let width = (room.width() - space(3)).min(MEASURE);
                let column = if look.rtl_ui {
                    room.with_max_x(room.right() - space(3)).with_min_x(room.right() - space(3) - width)
                } else {
                    room.with_max_x(room.left() + width)
                };
                ui.scope_builder(UiBuilder::new().max_rect(column).layout(parts::column(look)), |ui| {
                    ui.set_width(width);
                    if shown.len() == parts.len() {
                        title(ui, look, book);
                        if let Some(before) = before {
                            different(ui, look, before, book);
                        }
                    }
                    for part in shown {
                        let Some(entry) = parts.get(*part) else { continue };
                        let here = *part == at;
                        let card = egui::Frame::new().inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
                            ui.with_layout(parts::column(look), |ui| {
                                ui.set_width(ui.available_width());
                                match entry {
                                    Entry::Unit(unit) => of_unit(ui, look, book, unit),
                                    Entry::Question(unit, variable) => question(ui, look, book, unit, variable),
                                    Entry::Flags => flags(ui, look, book),
                                }
                            });
                        });
                        let rect = card.response.rect;
                        if here {
                            let edge = Stroke::new(1.5, look.theme.accent);
                            ui.painter().rect_stroke(rect, CornerRadius::same(RADIUS), edge, StrokeKind::Inside);
                            if moved {
                                ui.scroll_to_rect(rect.with_max_y(rect.bottom().min(rect.top() + space(100))), None);
                            }
                        }
                        if ui.interact(rect, ui.scope_id().with(("part", *part)), Sense::click()).clicked() {
                            chosen = Some(*part);
                        }
                    }
                });
            })
        },
    );
    chosen
}

fn line(ui: &mut Ui, look: &Look<'_>, text: &str, style: Style) {
    if !text.is_empty() {
        ui.add(Label::new(text).style(one_way(look, style)).color(look.theme.ink).full_width().wrap());
    }
}

fn title(ui: &mut Ui, look: &Look<'_>, book: &Codebook) {
    let style = one_way(look, Style::new(SIZE_TITLE).bold());
    let name = book.title.get(look.language);
    ui.add(Label::new(name).style(style).color(look.theme.ink).full_width().wrap().heading());
    let version = format!("{} · {} {}", isolate(&book.id), look.strings.codebook.version, isolate(&book.version));
    parts::note(ui, look, &version);
    line(ui, look, book.description.get(look.language), Style::new(SIZE_TEXT));
}

/// What is different from the version before, folded until somebody wants to know.
fn different(ui: &mut Ui, look: &Look<'_>, before: &Codebook, book: &Codebook) {
    let title = format!("{} {}", look.strings.drafting.before_this, isolate(&before.version));
    let style = one_way(look, Style::new(SIZE_TEXT).bold());
    let id = egui::Id::unique(("codebook-different", &book.version));
    section(ui, id, &title, style, false, |ui| {
        for change in changes(before, book) {
            let told = super::difference::told(look, before, book, &change);
            super::difference::card(ui, look, &told, |_| {});
        }
    });
}

fn of_unit(ui: &mut Ui, look: &Look<'_>, book: &Codebook, unit: &Unit) {
    let words = look.strings.codebook;
    let language = look.language;
    ui.add_space(space(2));
    let style = one_way(look, Style::new(22.0).bold());
    let name = unit.label.get(language);
    ui.add(Label::new(name).style(style).color(look.theme.ink).full_width().wrap().heading());
    let mut how = vec![unit.code.as_str(), look.strings.how_often(unit.scope, unit.cardinality)];
    how.extend(unit.ordered.then_some(words.ordered));
    how.extend(unit.nests.then_some(words.nests));
    parts::note(ui, look, &look.strings.list(&how));
    line(ui, look, unit.definition.get(language), Style::new(SIZE_TEXT));
    if !unit.roles.is_empty() {
        ui.add_space(space(1));
        parts::heading(ui, look, words.roles);
        for role in &unit.roles {
            let rest = match (&role.required_if, role.required) {
                (_, true) => words.needed.to_owned(),
                (Some(condition), _) => format!("{} {}", words.needed_if, look.strings.condition(unit, condition)),
                (None, false) => String::new(),
            };
            keyed(ui, look, Some(&role.key), role.label.get(language), &role.code);
            indented(ui, look, |ui| {
                parts::text(ui, look, role.definition.get(language));
                parts::note(ui, look, &rest);
            });
        }
    }
    if !unit.links.is_empty() {
        ui.add_space(space(1));
        parts::heading(ui, look, words.links);
        for link in &unit.links {
            let other = book.unit(&link.to_unit);
            let to = other.map_or(link.to_unit.as_str(), |u| u.label.get(language));
            keyed(ui, look, None, link.label.get(language), &link.code);
            indented(ui, look, |ui| {
                parts::note(ui, look, &format!("{} {}", words.links_to, isolate(to)));
                if let Some((other, condition)) = other.zip(link.accepts_if.as_ref()) {
                    let when = look.strings.condition(other, condition);
                    parts::note(ui, look, &format!("{} {when}", words.only_if));
                }
                if let Some(condition) = &link.required_if {
                    let when = look.strings.condition(unit, condition);
                    parts::note(ui, look, &format!("{} {when}", words.needed_if));
                }
            });
        }
    }
    if !unit.obligatory.is_empty() {
        ui.add_space(space(1));
        parts::heading(ui, look, words.obligatory);
        for row in &unit.obligatory {
            let label = |(variable, value): (&String, &String)| {
                let known = unit.variable(variable).and_then(|v| v.value(value));
                known.map_or(value.as_str(), |v| v.label.get(look.language)).to_owned()
            };
            let names: Vec<String> = row.iter().map(label).collect();
            indented(ui, look, |ui| parts::text(ui, look, &names.join(" · ")));
        }
    }
}

fn question(ui: &mut Ui, look: &Look<'_>, book: &Codebook, unit: &Unit, variable: &Variable) {
    let words = look.strings.codebook;
    let language = look.language;
    let name = format!("{} {}", variable.code, variable.label.get(language));
    let style = one_way(look, Style::new(SIZE_LARGE).bold());
    ui.add(Label::new(&name).style(style).color(look.theme.accent).full_width().wrap().heading());
    let mut how = vec![look.strings.kind(variable.kind).to_owned(), look.strings.level(variable.level).to_owned()];
    how.extend(variable.max.map(|most| format!("{} {}", words.at_most, look.strings.number(most))));
    how.extend(variable.optional.then(|| words.optional.to_owned()));
    how.extend(variable.allow_na.then(|| words.may_not_apply.to_owned()));
    parts::note(ui, look, &look.strings.list(&how.iter().map(String::as_str).collect::<Vec<_>>()));
    line(ui, look, variable.question.get(language), Style::new(SIZE_LARGE));
    line(ui, look, variable.definition.get(language), Style::new(SIZE_TEXT));
    if let Some(condition) = &variable.applies_if {
        let when = look.strings.condition(unit, condition);
        parts::note(ui, look, &format!("{} {when}.", words.asked_if));
    }
    let keys = value_keys(book, unit, variable);
    for (value, key) in variable.values.iter().zip(keys) {
        of_value(ui, look, value, key);
    }
}

fn of_value(ui: &mut Ui, look: &Look<'_>, value: &ValueDef, key: Option<char>) {
    let words = look.strings.codebook;
    let language = look.language;
    let key = key.map(parts::cap);
    keyed(ui, look, key.as_deref(), value.label.get(language), &value.code);
    indented(ui, look, |ui| {
        parts::text(ui, look, value.definition.get(language));
        for (name, text) in [(words.example, &value.example), (words.counter_example, &value.counter_example)] {
            let text = text.get(language);
            if !text.is_empty() {
                parts::note(ui, look, &format!("{name}: {}", isolate(text)));
            }
        }
    });
}

fn flags(ui: &mut Ui, look: &Look<'_>, book: &Codebook) {
    let style = one_way(look, Style::new(22.0).bold());
    let name = look.strings.codebook.flags;
    ui.add(Label::new(name).style(style).color(look.theme.ink).full_width().heading());
    for flag in &book.flags {
        keyed(ui, look, None, flag.label.get(look.language), &flag.code);
    }
}

/// A name with its key before it and its code behind it.
fn keyed(ui: &mut Ui, look: &Look<'_>, key: Option<&str>, name: &str, code: &str) {
    let theme = look.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), space(7)), Sense::hover());
    let spoken = match key {
        Some(key) => format!("{key}: {name} ({code})"),
        None => format!("{name} ({code})"),
    };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &spoken));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let mut cursor = Cursor::new(rect, look.rtl_ui);
    let cap = cursor.take(space(5));
    cursor.skip(space(2));
    if let Some(key) = key {
        let cap = egui::Rect::from_center_size(cap.center(), vec2(space(5), space(5)));
        let edge = Stroke::new(1.0, theme.edge);
        ui.painter().rect_stroke(cap, CornerRadius::same(RADIUS - 1), edge, StrokeKind::Inside);
        paint_in(ui, &galley(ui, key, &Style::new(SIZE_SMALL), space(5)), cap, theme.quiet);
    }
    let most = cursor.room() - space(20);
    cursor.text(ui, name, &one_way(look, Style::new(SIZE_TEXT).bold()), theme.ink, most);
    let most = cursor.room();
    cursor.text(ui, code, &Style::new(SIZE_SMALL), theme.quiet, most);
}

/// What stands below a name with a key.
fn indented(ui: &mut Ui, look: &Look<'_>, contents: impl FnOnce(&mut Ui)) {
    let side = space(7) as i8;
    let margin =
        if look.rtl_ui { Margin { right: side, ..Margin::ZERO } } else { Margin { left: side, ..Margin::ZERO } };
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.with_layout(parts::column(look), |ui| {
            ui.set_width(ui.available_width());
            contents(ui);
        });
    });
}
