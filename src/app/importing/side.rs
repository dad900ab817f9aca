//! Beside the page: what the selected block is and why, its article, and what is known about the page.

use super::facts;
use super::input::key_of;
use super::outline::Outline;
use super::screen::{Open, Wish};
use crate::app::bidi::{Label, Style};
use crate::app::command::AppCommand;
use crate::app::context::Look;
use crate::app::parts::{self, Chip, cap, flow};
use crate::app::theme::{SIZE_SMALL, SIZE_TEXT, space};
use crate::import::Templates;
use crate::model::{Direction, ZoneKind};
use egui::{Role, Ui};

/// Draws the side.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, outline: &Outline<'_>, open: &mut Open, wishes: &mut Vec<Wish>) {
    parts::side(ui, look, "import-side", |ui| {
        block(ui, look, outline, open, wishes);
        ui.add_space(space(3));
        article(ui, look, outline, open, wishes);
        ui.add_space(space(3));
        page(ui, look, outline, open, wishes);
    });
}

/// The kinds, each with its key, and who says so now.
fn block(ui: &mut Ui, look: &Look<'_>, outline: &Outline<'_>, open: &Open, wishes: &mut Vec<Wish>) {
    let words = look.strings.importing;
    let selected = open.selected(outline);
    let title = if selected.len() == 1 {
        words.this_block.to_owned()
    } else {
        format!("{} ({})", words.these_blocks, look.strings.number(selected.len()))
    };
    parts::heading(ui, look, &title);
    let now = outline.kinds(selected.clone());
    flow(ui, look.rtl_ui, |ui| {
        for kind in ZoneKind::ALL {
            let key = cap(key_of(kind));
            let on = now.as_slice() == [kind];
            let chip =
                Chip { on: Some(on), role: Role::RadioButton, ..Chip::button(Some(&key), look.strings.zone(kind)) };
            if chip.show(ui, look).clicked() {
                wishes.push(Wish::Kind(kind));
            }
        }
    });
    if selected.len() == 1 {
        for zone in outline.zones(selected.start) {
            let mut said = format!("{}: {}", look.strings.zone(zone.kind), look.strings.origin(&zone.origin));
            if zone.repeat {
                said = look.strings.list(&[&said, words.repeat]);
            }
            parts::note(ui, look, &said);
        }
        if outline.is_doubtful(selected.start) && Chip::button(Some("Enter"), words.as_it_is).show(ui, look).clicked() {
            wishes.push(Wish::Confirm);
        }
    }
    if selected.len() == 1 {
        let alike = outline.alike(selected.start);
        if alike > 1 && Chip::button(Some("M"), &look.strings.alike_blocks(alike)).show(ui, look).clicked() {
            wishes.push(Wish::Alike(false));
        }
        let is_said = outline.rule(selected.start).is_none();
        let on_page = if is_said { words.alike_page } else { "" };
        if !on_page.is_empty() && Chip::button(Some("M"), on_page).show(ui, look).clicked() {
            wishes.push(Wish::Alike(false));
        }
        let facts = &outline.view.document.metadata;
        let has_outlet = Templates::outlet_of(facts).is_some();
        if has_outlet && Chip::button(Some("Shift+M"), words.alike_outlet).show(ui, look).clicked() {
            wishes.push(Wish::Alike(true));
        }
    }
    let doubtful = outline.doubtful();
    if doubtful > 0 {
        ui.add_space(space(1));
        let key = AppCommand::NextDoubtful.key_label();
        if Chip::button(key.as_deref(), &look.strings.doubtful_blocks(doubtful)).show(ui, look).clicked() {
            wishes.push(Wish::NextDoubtful);
        }
    }
}

/// The article of the block, and what can be done with its borders.
fn article(ui: &mut Ui, look: &Look<'_>, outline: &Outline<'_>, open: &Open, wishes: &mut Vec<Wish>) {
    let words = look.strings.importing;
    parts::heading(ui, look, words.article);
    let Some(at) = outline.article_at(open.at) else {
        parts::text(ui, look, words.outside);
        if Chip::button(Some("A"), words.mark).show(ui, look).clicked() {
            wishes.push(Wish::Mark);
        }
        parts::note(ui, look, words.mark_hint);
        return;
    };
    if let Some(article) = outline.view.articles.get(at) {
        ui.add(Label::new(&article.title).style(Style::new(SIZE_TEXT)).full_width().wrap());
        parts::note(ui, look, &look.strings.blocks(article.blocks.len()));
    }
    let button = |ui: &mut Ui, command: AppCommand| {
        let key = command.key_label();
        Chip::button(key.as_deref(), command.name(look.strings)).show(ui, look).clicked()
    };
    if button(ui, AppCommand::SplitArticle) {
        wishes.push(Wish::Split);
    }
    if at > 0 && button(ui, AppCommand::JoinArticles) {
        wishes.push(Wish::Join);
    }
}

/// Facts and direction.
fn page(ui: &mut Ui, look: &Look<'_>, outline: &Outline<'_>, open: &mut Open, wishes: &mut Vec<Wish>) {
    let words = look.strings.importing;
    let document = &outline.view.document;
    parts::heading(ui, look, words.facts);
    facts::show(ui, look, outline.view, &mut open.drafts, wishes);
    if let Some(tag) = &document.language {
        parts::note(ui, look, &format!("{}: {}", words.language, look.strings.language_name(tag)));
    }
    let file = format!("{}: {}", words.file, parts::isolate(&document.source.file_name));
    let style = parts::one_way(look, Style::new(SIZE_SMALL));
    ui.add(Label::new(&file).style(style).color(look.theme.quiet).full_width().elide());
    ui.add_space(space(1));
    parts::note(ui, look, words.direction);
    flow(ui, look.rtl_ui, |ui| {
        let all = [
            (None, words.by_content),
            (Some(Direction::Rtl), words.right_to_left),
            (Some(Direction::Ltr), words.left_to_right),
        ];
        for (direction, name) in all {
            let on = document.direction == direction;
            let chip = Chip { on: Some(on), role: Role::RadioButton, ..Chip::button(None, name) };
            if chip.show(ui, look).clicked() && !on {
                wishes.push(Wish::Direction(direction));
            }
        }
    });
}
