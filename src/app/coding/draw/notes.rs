//! Memo and flags of what has the focus, at the foot of the panels.

use super::Pen;
use crate::app::bidi::{Label, Style, TextEdit};
use crate::app::coding::acts;
use crate::app::coding::records;
use crate::app::coding::wish::Wish;
use crate::app::command::AppCommand;
use crate::app::keyboard::{LINE_KEYS, take_sign};
use crate::app::parts::{self, Chip, flow};
use crate::app::theme::{SIZE_SMALL, SIZE_TEXT, space};
use crate::model::NoteTarget;
use egui::{Id, Popup, Role, SetOpenCommand, Ui, vec2};

/// Height of a window in points up to which the name of what the notes are about is left out.
const LOW: f32 = 420.0;

/// Width of the list of the other flags in points.
const LIST: f32 = space(60);

/// Draws the line, and the memo when it is open. `before` draws what stands before its buttons.
pub(crate) fn show(ui: &mut Ui, pen: &mut Pen<'_>, before: impl FnOnce(&mut Ui)) {
    let words = pen.look.strings.coding;
    let target = pen.drafts.memo.as_ref().map_or_else(|| acts::note_target(pen.view, pen.place), |m| m.target);
    ui.spacing_mut().item_spacing = vec2(space(1), space(1));
    let name = target_name(pen, target);
    let style = parts::one_way(pen.look, Style::new(SIZE_SMALL).bold());
    // A low window keeps its lines for the questions.
    if ui.ctx().content_rect().height() > LOW {
        ui.add(Label::new(&name).style(style).color(pen.look.theme.quiet).elide().full_width());
    }
    if pen.drafts.memo.is_some() {
        field(ui, pen);
    } else if let Some(memo) = pen.view.memos.iter().find(|m| m.target == target) {
        ui.add(Label::new(&memo.text).style(Style::new(SIZE_TEXT)).elide().full_width());
    }
    flow(ui, pen.look.rtl_ui, |ui| {
        before(ui);
        let key = AppCommand::Memo.key_label();
        let is_open = pen.drafts.memo.is_some();
        let chip = Chip { on: Some(is_open), ..Chip::button(key.as_deref(), words.memo) };
        if chip.show(ui, pen.look).clicked() {
            pen.wish(Wish::Memo);
        }
        flags(ui, pen, target);
    });
}

fn flags(ui: &mut Ui, pen: &mut Pen<'_>, target: NoteTarget) {
    let view = pen.view;
    let is_on = |code: &str| view.flags.iter().any(|f| f.target == target && f.code == code);
    for (at, flag) in view.book.flags.iter().enumerate() {
        let on = is_on(&flag.code);
        // The first flag has a key; of the others those that are set stand beside it, the rest in a menu.
        if at > 0 && !on {
            continue;
        }
        let key = if at == 0 { AppCommand::AskLead.key_label() } else { None };
        let text = flag.label.get(pen.look.language);
        let chip = Chip { on: Some(on), role: Role::CheckBox, ..Chip::button(key.as_deref(), text) };
        if chip.show(ui, pen.look).clicked() {
            pen.wish(Wish::Flag(target, flag.code.clone()));
        }
    }
    let begins = std::mem::take(&mut pen.drafts.flags_begin);
    if view.book.flags.len() < 2 {
        return;
    }
    let more = format!("{}…", pen.look.strings.coding.flags);
    let button = Chip::button(AppCommand::OtherFlags.key_label().as_deref(), &more).show(ui, pen.look);
    let clicked = button.clicked().then_some(SetOpenCommand::Toggle);
    let popup = Popup::menu(&button).open_memory(begins.then_some(SetOpenCommand::Bool(true)).or(clicked));
    popup.width(LIST).layout(parts::column(pen.look)).show(|ui| {
        ui.set_width(LIST);
        let pressed = take_sign(ui);
        for (at, flag) in view.book.flags.iter().skip(1).enumerate() {
            let key = LINE_KEYS.chars().nth(at);
            let text = flag.label.get(pen.look.language);
            let cap = key.map(parts::cap);
            let on = Some(is_on(&flag.code));
            let chip = Chip { on, role: Role::MenuItemCheckBox, ..Chip::button(cap.as_deref(), text) };
            let is_pressed = key.is_some() && key == pressed;
            if chip.show(ui, pen.look).clicked() || is_pressed {
                pen.wish(Wish::Flag(target, flag.code.clone()));
                ui.close();
            }
        }
    });
}

fn field(ui: &mut Ui, pen: &mut Pen<'_>) {
    let words = pen.look.strings.coding;
    let Some(memo) = pen.drafts.memo.as_mut() else { return };
    let id = Id::unique("coding-memo");
    let response = ui.add(TextEdit::multiline(&mut memo.text, words.memo, 3).hint(words.memo_hint).id(id));
    if response.changed() {
        memo.typed_at = ui.input(|i| i.time);
    }
    if memo.begins {
        memo.begins = false;
        response.request_focus();
    } else if response.lost_focus() {
        pen.wish(Wish::Memo);
    }
}

/// What the memo and the flags are about.
fn target_name(pen: &Pen<'_>, target: NoteTarget) -> String {
    let NoteTarget::Record(id) = target else { return pen.look.strings.coding.about_article.to_owned() };
    let Some(record) = pen.view.record(id) else { return String::new() };
    let Some(unit) = pen.view.book.unit(&record.unit) else { return String::new() };
    let label = unit.label.get(pen.look.language);
    let name = records::name(pen.view, record);
    if name.is_empty() { label.to_owned() } else { format!("{label}: {}", parts::isolate(&name)) }
}
