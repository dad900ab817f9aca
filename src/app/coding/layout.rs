//! Where things stand: panels at one side, the article in the rest, what would be coded below it.

use super::acts::{self, Target};
use super::article;
use super::draw::{Pen, draw_panel, find, notes, tabs};
use super::keys::{self, Hint};
use super::menu::{self, Menu};
use super::place::role_of_key;
use super::reading::Reading;
use super::records;
use super::screen::Open;
use super::spans::{SpanModel, Stands};
use super::wish::Wish;
use crate::app::bidi::article::{ArticleOptions, ArticleResponse, show as show_article};
use crate::app::bidi::{Label, Style};
use crate::app::command::{AppCommand, ctrl};
use crate::app::context::{Asks, Look};
use crate::app::parts::{Chip, LINE, cap, flow};
use crate::app::scroll;
use crate::app::settings::CODING_WIDTH;
use crate::app::strings::locale::number;
use crate::app::theme::{SIZE_SMALL, SIZE_TEXT, space};
use crate::model::CodingState;
use crate::project::CodingView;
use egui::{Id, Layout, Margin, Panel, ScrollArea, Ui, vec2};

/// Draws everything; what the coder wants comes back.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, view: &CodingView, open: &mut Open) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let frame = egui::Frame::new().fill(look.theme.surface).inner_margin(Margin::symmetric(12, 8));
    if open.one_side && open.in_panel {
        let shown = egui::CentralPanel::default().frame(frame).show(ui, |ui| panels(ui, look, view, open, &mut wishes));
        open.hovered = shown.inner;
        open.was_in_panel = true;
        rest(ui, look, open, true, None);
        return wishes;
    }
    if open.one_side {
        open.hovered = None;
    } else {
        beside(ui, look, view, open, frame, &mut wishes);
    }
    open.read_spans(look, view);
    let page = egui::Frame::new().fill(look.theme.paper);
    // The bar is always there: an article that jumps whenever something is selected cannot be read.
    let bar = egui::Frame::new().fill(look.theme.surface).inner_margin(Margin::symmetric(12, 4));
    Panel::bottom("coding-selection")
        .frame(bar)
        .resizable(false)
        .exact_size(LINE + space(2))
        .show(ui, |ui| selection_bar(ui, look, view, open, &mut wishes));
    if open.find.is_open {
        // Below the article: a line above it would push the words that are looked at.
        Panel::bottom("coding-find").frame(bar).resizable(false).exact_size(LINE + space(2)).show(ui, |ui| {
            open.find.look(&view.document.text.shared());
            let selection = open.reader.selection();
            let wanted = find::show(ui, look, &mut open.find, selection.as_ref());
            wishes.extend(wanted.into_iter().map(Wish::Read));
        });
    }
    egui::CentralPanel::default().frame(page).show(ui, |ui| middle(ui, look, view, open, &mut wishes));
    menu::show(ui, look, view, open, &mut wishes);
    wishes
}

/// The panels beside the article.
fn beside(
    ui: &mut Ui,
    look: &Look<'_>,
    view: &CodingView,
    open: &mut Open,
    frame: egui::Frame,
    wishes: &mut Vec<Wish>,
) {
    let at_right = look.settings.panels_at_start() == look.rtl_ui;
    let id = "coding-panels";
    let room = ui.available_width();
    let side = if at_right { Panel::right(id) } else { Panel::left(id) };
    let widest = room - 420.0;
    let kept: Option<f32> = look.settings.get(CODING_WIDTH).and_then(|text| text.parse().ok());
    let usual = kept.filter(|w| w.is_finite()).unwrap_or_else(|| (room * 0.4).clamp(340.0, 480.0));
    let least = 280.0_f32.min(widest);
    let side = side.frame(frame).resizable(true).default_size(usual.clamp(least, widest)).size_range(least..=widest);
    let shown = side.show(ui, |ui| panels(ui, look, view, open, wishes));
    open.hovered = shown.inner;
    let width = shown.response.rect.width().round();
    if !ui.input(|i| i.pointer.any_down()) {
        // Only a width that somebody has dragged is kept; a narrow window must not overwrite it.
        let dragged =
            |(before_room, before): (f32, f32)| (before_room - room).abs() < 1.0 && (before - width).abs() > 1.0;
        open.new_width = open.width.is_some_and(dragged).then_some(width);
        open.width = Some((room, width));
    }
}

fn panels(
    ui: &mut Ui,
    look: &Look<'_>,
    view: &CodingView,
    open: &mut Open,
    wishes: &mut Vec<Wish>,
) -> Option<crate::model::RecordId> {
    let one_side = open.one_side;
    let mut switched = false;
    let mut pen = open.pen(look, view);
    tabs::show(ui, &mut pen);
    let edge = egui::Frame::new().inner_margin(Margin { top: 8, ..Margin::ZERO });
    Panel::bottom("coding-notes").frame(edge).show_separator_line(true).resizable(false).show(ui, |ui| {
        notes::show(ui, &mut pen, |ui| switched = one_side && switch(ui, look, look.strings.coding.to_article));
    });
    ui.add_space(space(2));
    let panel_now = pen.place.panel;
    scroll::show(
        ui,
        look.rtl_ui,
        ScrollArea::vertical().id_salt(("panel", format!("{panel_now:?}"))).auto_shrink([false, false]),
        |ui, area| {
            area.show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(space(1), space(1));
                ui.with_layout(pen.column(), |ui| {
                    ui.set_width(ui.available_width());
                    if pen.is_done() {
                        closed(ui, &mut pen);
                    }
                    draw_panel(ui, &mut pen, panel_now);
                });
            })
        },
    );
    wishes.append(&mut pen.wishes);
    let hovered = pen.hovered;
    open.in_panel &= !switched;
    hovered
}

/// The way to the side that is not in sight; whether it was taken.
fn switch(ui: &mut Ui, look: &Look<'_>, to: &str) -> bool {
    Chip::button(AppCommand::SwitchSide.key_label().as_deref(), to).show(ui, look).clicked()
}

/// What a done article says above its answers.
fn closed(ui: &mut Ui, pen: &mut Pen<'_>) {
    let words = pen.look.strings.coding;
    ui.add(
        Label::new(words.is_done).style(Style::new(SIZE_TEXT).bold()).color(pen.look.theme.good).full_width().wrap(),
    );
    if let Some(reason) = &pen.view.coding.forced_reason {
        ui.add(Label::new(reason).style(Style::new(SIZE_TEXT)).full_width().wrap());
    }
    flow(ui, pen.look.rtl_ui, |ui| {
        let key = AppCommand::Reopen.key_label();
        if Chip::button(key.as_deref(), words.reopen).show(ui, pen.look).clicked() {
            pen.wish(Wish::Reopen);
        }
        let key = AppCommand::Finish.key_label();
        if Chip::button(key.as_deref(), words.next_article).show(ui, pen.look).clicked() {
            pen.wish(Wish::NextArticle);
        }
    });
    ui.add_space(space(2));
}

fn middle(ui: &mut Ui, look: &Look<'_>, view: &CodingView, open: &mut Open, wishes: &mut Vec<Wish>) {
    let lit = open.lit(view);
    let mut options = ArticleOptions::new(&view.article.title, article::palette(look.theme));
    options.zoom = look.zoom;
    options.bar_at_left = look.rtl_ui;
    options.active_group = lit;
    if open.find.is_open {
        options.hits = open.find.hits();
    }
    let drawn = article::drawn(look, &open.models);
    let (text, folds) = open.page.text(look, view);
    open.folds = folds;
    let happened = show_article(ui, text, &mut open.reader, &drawn, &options);
    answer(ui, view, open, &happened, wishes);
    if open.in_panel && happened.response.has_focus() {
        // A press brings the keyboard to the article; otherwise a key has just taken it to the panels.
        if ui.input(|i| i.pointer.any_pressed()) {
            open.in_panel = false;
        } else {
            happened.response.surrender_focus();
        }
    }
    let was_in_panel = std::mem::replace(&mut open.was_in_panel, open.in_panel);
    rest(ui, look, open, was_in_panel, Some(&happened));
}

/// The keyboard rests in the article or in the panels whenever nothing else has it: a key must never be lost, and Tab
/// must not wander to the bars of the window.
fn rest(ui: &Ui, look: &Look<'_>, open: &Open, was_in_panel: bool, article: Option<&ArticleResponse>) {
    let id = Id::unique("coding-panels-keyboard");
    let panels = ui.interact(egui::Rect::NOTHING, id, egui::Sense::focusable_noninteractive());
    if panels.has_focus() {
        let filter = egui::EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    }
    let nobody = ui.memory(|m| m.focused().is_none()) && !look.typing && open.menu.is_none();
    let comes_back = was_in_panel && !open.in_panel && !look.typing;
    if !(nobody || comes_back) || egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    match article.filter(|_| !open.in_panel) {
        Some(article) => article.response.request_focus(),
        None => panels.request_focus(),
    }
}

/// What the pointer did in the article.
fn answer(ui: &Ui, view: &CodingView, open: &mut Open, happened: &ArticleResponse, wishes: &mut Vec<Wish>) {
    if let Some(edge) = &happened.edge
        && edge.finished
        && let Some(SpanModel { stands: Stands::Coded { anchor, .. }, range, .. }) =
            article::model_of(&open.models, edge.span)
        && *range != edge.range
    {
        wishes.push(Wish::MoveAnchor(*anchor, edge.range.clone()));
        return;
    }
    let pointer = ui.input(|i| i.pointer.latest_pos()).unwrap_or(happened.response.rect.center());
    if let Some(at) = happened.secondary {
        if let Some(block) = article::block_at(view, at) {
            open.menu = Some(Menu::of_block(pointer, block, happened.clicked.clone()));
        }
        return;
    }
    match happened.clicked.as_slice() {
        [] => {}
        [only] => match article::model_of(&open.models, *only).map(|m| m.stands) {
            Some(Stands::Coded { record, .. }) => {
                open.choose(view, record, false);
                open.in_panel |= open.one_side;
            }
            Some(Stands::Proposed { .. }) => {
                open.menu = Some(Menu::of_spans(pointer, vec![*only]));
            }
            None => {}
        },
        several => open.menu = Some(Menu::of_spans(pointer, several.to_vec())),
    }
}

/// Where the selection would go, by key or by button; and the way to the panels where they are out of sight.
fn selection_bar(ui: &mut Ui, look: &Look<'_>, view: &CodingView, open: &mut Open, wishes: &mut Vec<Wish>) {
    ui.spacing_mut().item_spacing = vec2(space(1), space(1));
    let line = Layout::left_to_right(egui::Align::Center);
    let line = if look.rtl_ui { Layout::right_to_left(egui::Align::Center) } else { line };
    ui.with_layout(line, |ui| {
        if open.one_side && switch(ui, look, look.strings.coding.to_questions) {
            open.in_panel = true;
        }
        if view.coding.state != CodingState::Done {
            selection(ui, look, view, open, wishes);
        }
    });
}

fn selection(ui: &mut Ui, look: &Look<'_>, view: &CodingView, open: &mut Open, wishes: &mut Vec<Wish>) {
    let selected = open.reader.selected_words();
    let Some(range) = selected.and_then(|range| acts::without_marks(&view.document.text, range)) else {
        return ways_to_select(ui, look, wishes);
    };
    let quote = view.document.text.as_str().get(range).map(records::one_line).unwrap_or_default();
    let words = look.strings.coding;
    let mut targets = Vec::new();
    for key in role_keys(view) {
        let Some((unit, role)) = role_of_key(&view.book, open.place.panel, key) else { continue };
        let target = acts::target(view, &open.place, unit, role, false);
        let label = role.label.get(look.language);
        let to = match target {
            Ok(Target::New) => format!("{label}: {}", words.key_new),
            Ok(Target::Into(id)) => format!("{label}{}", target_name(look, view, id)),
            Err(_) => continue,
        };
        targets.push((key, to, label.to_owned()));
    }
    let mut pen = open.pen(look, view);
    for (key, to, label) in &targets {
        let cap = cap(*key);
        let chip = Chip { name: label, ..Chip::button(Some(&cap), to) };
        if chip.show(ui, pen.look).clicked() {
            let fresh = ui.input(|i| i.modifiers.shift);
            pen.wish(Wish::Role(*key, fresh));
        }
    }
    ui.add(Label::new(&quote).style(Style::reading(SIZE_TEXT)).color(look.theme.quiet).elide());
    wishes.append(&mut pen.wishes);
}

/// While nothing is selected: what selects and finds, by key or by button.
fn ways_to_select(ui: &mut Ui, look: &Look<'_>, wishes: &mut Vec<Wish>) {
    let ways = [
        (AppCommand::GrowSelection, Reading::Grow),
        (AppCommand::SelectPhrase, Reading::Phrase),
        (AppCommand::FindWords, Reading::Find),
    ];
    // A button that is cut off says nothing; its key stands in the line at the foot, too.
    let room = space(45);
    for (command, wanted) in ways {
        if ui.available_width() < room {
            return;
        }
        let key = command.key_label();
        if Chip::button(key.as_deref(), command.name(look.strings)).show(ui, look).clicked() {
            wishes.push(Wish::Read(wanted));
        }
    }
    if ui.available_width() > room {
        let hint = Label::new(look.strings.reading.select).style(Style::new(SIZE_SMALL));
        ui.add(hint.color(look.theme.quiet).elide());
    }
}

fn target_name(look: &Look<'_>, view: &CodingView, id: crate::model::RecordId) -> String {
    let Some(record) = view.record(id) else { return String::new() };
    let many = view.book.unit(&record.unit).is_some_and(|u| u.cardinality == crate::model::Cardinality::Many);
    if !many {
        return String::new();
    }
    let line = records::lines(view, &record.unit).into_iter().find(|l| l.record == id);
    let figure = line.map(|l| number(look.language, i64::try_from(l.number).unwrap_or(0))).unwrap_or_default();
    format!(" \u{2192} {figure}")
}

fn role_keys(view: &CodingView) -> Vec<char> {
    let mut out = Vec::new();
    for unit in view.book.panels.iter().flat_map(|p| &p.units).filter_map(|code| view.book.unit(code)) {
        for key in unit.roles.iter().filter_map(|r| keys::char_of(&r.key)) {
            if !out.contains(&key) {
                out.push(key);
            }
        }
    }
    out
}

/// Tells the foot line which keys work now.
pub(super) fn hints(look: &Look<'_>, view: &CodingView, open: &Open, asks: &mut Asks) {
    let words = look.strings.coding;
    if open.drafts.memo.is_some() {
        asks.key("Esc", words.keep_and_close);
        return;
    }
    if open.menu.is_some() {
        asks.key("Esc", look.strings.shell.close);
        return;
    }
    let reading = look.strings.reading;
    if look.typing && open.find.is_open && open.drafts.writing.is_none() {
        asks.key("Enter", reading.next);
        asks.key("Shift+Enter", reading.previous);
        asks.key("Esc", look.strings.shell.close);
        return;
    }
    if look.typing {
        asks.key("Enter", words.go_on);
        asks.key("Esc", look.strings.shell.cancel);
        return;
    }
    let selected = open.reader.selection().is_some();
    for hint in keys::hints(view, &open.place, selected) {
        match hint {
            Hint::Role { key, unit, role } => {
                let role = view.book.unit(&unit).and_then(|u| u.role(&role));
                asks.key(cap(key), role.map(|r| r.label.get(look.language)).unwrap_or_default());
            }
            Hint::Values { from, to } if from == to => asks.key(cap(from), words.values),
            Hint::Values { from, to } => asks.key(format!("{from}\u{2013}{to}"), words.values),
            Hint::Command(command) => asks.key_of(command, look.strings),
            Hint::Enter => asks.key("Enter", words.go_on),
        }
    }
    asks.key("Tab", words.move_question);
    if selected {
        asks.key_of(AppCommand::GrowSelection, look.strings);
        asks.key_of(AppCommand::SelectPhrase, look.strings);
    } else if !open.in_panel {
        asks.key(ctrl(egui::Key::ArrowDown).label(), reading.by_paragraph);
    }
    asks.key(AppCommand::FindWords.key_label().unwrap_or_default(), reading.find_short);
}
