//! Beside the people: a new person, and suggestions for the whole project.

use super::Team;
use super::people::Drafts;
use super::screen::Wish;
use crate::app::bidi::{Label, Style, TextEdit};
use crate::app::command::AppCommand;
use crate::app::context::Look;
use crate::app::parts::{self, Chip};
use crate::app::theme::{SIZE_TEXT, space};
use crate::text::direction::Direction;
use egui::{Id, Key, Ui};

/// Draws the side.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, team: &Team, drafts: &mut Drafts, wishes: &mut Vec<Wish>) {
    parts::side(ui, look, "team-side", |ui| {
        packages(ui, look, team, drafts, wishes);
        ui.add_space(space(4));
        new_person(ui, look, team, drafts, wishes);
        ui.add_space(space(4));
        suggestions(ui, look, team, wishes);
    });
}

fn new_person(ui: &mut Ui, look: &Look<'_>, team: &Team, drafts: &mut Drafts, wishes: &mut Vec<Wish>) {
    let words = look.strings.team;
    parts::heading(ui, look, words.new_person);
    let id = Id::unique("team-new-name");
    let edit = TextEdit::singleline(&mut drafts.new_name, words.name).hint(words.name);
    let field = ui.add(edit.style(Style::new(SIZE_TEXT)).id(id));
    if std::mem::take(&mut drafts.begins) {
        field.request_focus();
    }
    let mut leads = drafts.new_leads.unwrap_or(team.coders.is_empty());
    if parts::check(ui, look, None, leads, words.leads).clicked() {
        leads = !leads;
        drafts.new_leads = Some(leads);
    }
    let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    let pressed = Chip::button(Some("Enter"), words.add).show(ui, look).clicked();
    if entered || pressed {
        wishes.push(Wish::Add(drafts.new_name.trim().to_owned(), leads));
    }
}

fn packages(ui: &mut Ui, look: &Look<'_>, team: &Team, drafts: &Drafts, wishes: &mut Vec<Wish>) {
    let words = look.strings.team;
    parts::heading(ui, look, words.packages);
    if let Some(coder) = team.coders.get(drafts.column) {
        let name = look.strings.pack_for(&coder.name);
        if Chip::button(Some("P"), &name).show(ui, look).clicked() {
            wishes.push(Wish::Pack);
        }
    }
    if team.coders.get(drafts.column).is_some()
        && Chip::button(Some("Shift+P"), words.protected).show(ui, look).clicked()
    {
        wishes.push(Wish::Protect);
    }
    if Chip::button(Some("M"), AppCommand::MergePackages.name(look.strings)).show(ui, look).clicked() {
        wishes.push(Wish::Merge);
    }
    parts::note(ui, look, words.packages_why);
    ui.add_space(space(4));
    mailbox(ui, look, team, wishes);
}

/// The folder in which packages come and go, and what lies in it.
pub(super) fn mailbox(ui: &mut Ui, look: &Look<'_>, team: &Team, wishes: &mut Vec<Wish>) {
    let words = look.strings.team;
    parts::heading(ui, look, words.mailbox);
    let Some(mail) = &team.mail else {
        if Chip::button(Some("B"), words.mailbox_choose).show(ui, look).clicked() {
            wishes.push(Wish::ChooseMailbox);
        }
        return parts::note(ui, look, words.mailbox_why);
    };
    // A path is written from left to right, whatever letters it has.
    let style = Style::new(SIZE_TEXT).direction(Direction::Ltr);
    ui.add(Label::new(&mail.folder.display().to_string()).style(style).wrap());
    match &mail.found {
        Some(found) => parts::note(ui, look, &look.strings.mail_lies(found)),
        None => parts::note(ui, look, words.mailbox_away),
    }
    let new = mail.found.as_ref().map_or(0, |found| found.new.len());
    if new > 0 && Chip::button(Some("M"), &look.strings.mail_new(new)).show(ui, look).clicked() {
        wishes.push(Wish::Merge);
    }
    if Chip::button(Some("B"), words.mailbox_choose).show(ui, look).clicked() {
        wishes.push(Wish::ChooseMailbox);
    }
    if Chip::button(None, words.mailbox_stop).show(ui, look).clicked() {
        wishes.push(Wish::StopMailbox);
    }
}

fn suggestions(ui: &mut Ui, look: &Look<'_>, team: &Team, wishes: &mut Vec<Wish>) {
    let words = look.strings.team;
    let asks = team.asks_priors;
    parts::heading(ui, look, look.strings.priors.title);
    if parts::check(ui, look, Some("U"), asks, look.strings.priors.ask).clicked() {
        wishes.push(Wish::Priors(!asks));
    }
    ui.add_space(space(4));
    parts::heading(ui, look, words.suggestions);
    let on = team.info.suggestions;
    if parts::check(ui, look, Some("G"), on, words.suggestions_on).clicked() {
        wishes.push(Wish::Suggestions(!on));
    }
    parts::note(ui, look, words.suggestions_why);
}
