//! The screen itself.

use super::changes::{self, Pressed, Publishing};
use super::desk::Tries;
use super::editor::{Act, At, Editor, wish};
use super::view::{CodebookView, CodebookWish};
use crate::app::command::AppCommand;
use crate::app::context::{Asks, Intent, Look};
use crate::app::parts::{self, Chip, isolate};
use crate::app::theme::{Mood, space};
use crate::model::{BookPart, Kind, NewPart};
use crate::project::Command;
use egui::{Margin, Panel, Role, Ui};

/// What is done with the codebook.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Mode {
    /// The published one is read.
    #[default]
    Read,
    /// The draft is worked on.
    Edit,
    /// What the draft changes is looked at.
    Changes,
}

/// What the codebook screen remembers between frames.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools)] // independent facts, no states of one machine
pub struct CodebookScreen {
    pub(super) mode: Mode,
    pub(super) editor: Option<Editor>,
    pub(super) preview: Tries,
    publishing: Publishing,
    /// Whether the panel stands in place of the form, where there is no room for both.
    pub(super) tries: bool,
    /// Whether a draft was just asked for.
    pub(super) begins_draft: bool,
    /// The version that is read, where it is not the one that new codings get.
    pub(super) older: Option<String>,
    /// What is searched for.
    pub(super) search: String,
    /// Whether the search field is to get the keyboard.
    pub(super) begins: bool,
    pub(super) at: usize,
    pub(super) moved: bool,
    /// Identity and version of the codebook, and the folded words of its parts.
    pub(super) words: Option<(String, String, Vec<String>)>,
}

impl CodebookScreen {
    /// Draws the codebook: published, as a draft, or what the draft changes.
    pub(crate) fn ui(&mut self, ui: &mut Ui, look: &Look<'_>, view: &CodebookView, asks: &mut Asks) {
        self.follow(view);
        self.commands(look, view, asks);
        if view.may_edit {
            let bar = egui::Frame::new().fill(look.theme.surface).inner_margin(Margin::symmetric(12, 4));
            Panel::top("codebook-bar").frame(bar).show(ui, |ui| self.bar(ui, look, view, asks));
        }
        match (self.mode, self.editor.is_some()) {
            (Mode::Edit, true) => self.edit(ui, look, view, asks),
            (Mode::Changes, true) => self.changes(ui, look, view, asks),
            _ => {
                self.read_book(ui, look, view, asks);
                if let Some(editor) = &mut self.editor {
                    editor.keep(ui, look, asks, false);
                }
            }
        }
    }

    /// Whether words stand in a field that are not on disk yet.
    pub(crate) fn is_writing(&self) -> bool {
        self.editor.as_ref().is_some_and(Editor::is_writing)
    }

    /// The draft as it is on disk.
    fn follow(&mut self, view: &CodebookView) {
        match (&view.draft, &mut self.editor) {
            (None, _) => {
                self.editor = None;
                self.begins_draft &= self.mode == Mode::Edit;
            }
            (Some(draft), Some(editor)) => editor.follow(draft),
            (Some(draft), None) => {
                self.editor = Some(Editor::new(draft));
                if std::mem::take(&mut self.begins_draft) {
                    self.mode = Mode::Edit;
                }
            }
        }
        if self.editor.is_none() && !self.begins_draft {
            self.mode = Mode::Read;
        }
    }

    /// What was given by key, menu or palette.
    fn commands(&mut self, look: &Look<'_>, view: &CodebookView, asks: &mut Asks) {
        for command in look.commands {
            match command {
                AppCommand::ReadCodebook => self.mode = Mode::Read,
                _ if !view.may_edit => {
                    let text = look.strings.drafting.leads_only.to_owned();
                    asks.intents.push(Intent::Message(Mood::Warn, text));
                }
                AppCommand::EditCodebook => self.begin(asks),
                AppCommand::PublishCodebook if self.editor.is_some() => self.mode = Mode::Changes,
                AppCommand::DiscardDraft if self.editor.is_some() => {
                    asks.project(Command::DraftCodebook { draft: None });
                    let text = look.strings.drafting.discarded.to_owned();
                    asks.intents.push(Intent::Message(Mood::Plain, text));
                }
                AppCommand::TryCodebook if self.mode == Mode::Edit => self.tries = !self.tries,
                command if self.mode == Mode::Edit => self.in_form(*command, view, asks),
                _ => {}
            }
        }
    }

    /// To the draft; one is begun where there is none.
    fn begin(&mut self, asks: &mut Asks) {
        self.mode = Mode::Edit;
        if self.editor.is_none() {
            self.begins_draft = true;
            wish(asks, CodebookWish::Begin);
        }
    }

    fn in_form(&mut self, command: AppCommand, view: &CodebookView, asks: &mut Asks) {
        let Some(editor) = &mut self.editor else { return };
        let here = editor.at.part();
        let inside = editor.open.clone().or_else(|| here.clone());
        let act = match command {
            AppCommand::AddQuestion => {
                here.filter(|part| *part != BookPart::Book).map(|part| Act::Add(part, NewPart::Question))
            }
            AppCommand::AddValue => {
                let takes = |code: &String| {
                    let question = editor.draft.book.variable(code).map(|(_, variable)| variable.kind);
                    matches!(question, Some(Kind::Choice | Kind::Set))
                };
                let question = matches!(&editor.at, At::Question(code) if takes(code));
                inside.filter(|_| question).map(|part| Act::Add(part, NewPart::Value))
            }
            AppCommand::AddUnit => {
                let unit = match &editor.at {
                    At::Question(code) => editor.draft.book.variable(code).map(|(unit, _)| unit.code.clone()),
                    At::Unit(code) => Some(code.clone()),
                    At::Book | At::Panels | At::Flags => None,
                };
                Some(Act::Add(unit.map_or(BookPart::Book, BookPart::Unit), NewPart::Unit))
            }
            AppCommand::RetirePart => inside.filter(|part| *part != BookPart::Book).map(Act::Retire),
            AppCommand::PartUp | AppCommand::PartDown => {
                inside.map(|part| Act::Shift(part, command == AppCommand::PartDown))
            }
            AppCommand::NextFinding => {
                editor.next_finding();
                None
            }
            _ => None,
        };
        if act.is_some_and(|act| editor.carry_out(act, view)) {
            asks.project(Command::DraftCodebook { draft: Some(std::sync::Arc::new(editor.draft.clone())) });
        }
    }

    /// What can be done with the codebook as a whole.
    fn bar(&mut self, ui: &mut Ui, look: &Look<'_>, view: &CodebookView, asks: &mut Asks) {
        let words = look.strings.drafting;
        let has_draft = self.editor.is_some();
        parts::flow(ui, look.rtl_ui, |ui| {
            ui.spacing_mut().item_spacing.x = space(1);
            let version = view.draft.as_ref().map(|draft| isolate(&draft.book.version)).unwrap_or_default();
            let edit = if has_draft { format!("{} {version}", words.edit) } else { words.begin.to_owned() };
            let modes = [
                (Mode::Read, AppCommand::ReadCodebook, words.read.to_owned(), true),
                (Mode::Edit, AppCommand::EditCodebook, edit, true),
                (Mode::Changes, AppCommand::PublishCodebook, words.publish_page.to_owned(), has_draft),
            ];
            for (mode, command, text, shown) in modes {
                if !shown {
                    continue;
                }
                let key = command.key_label();
                let on = self.mode == mode;
                let chip = Chip { one_way: true, ..Chip::answer(key.as_deref(), &text, on, Role::Tab) };
                if chip.show(ui, look).clicked() {
                    if mode == Mode::Edit { self.begin(asks) } else { self.mode = mode }
                }
            }
            for (command, text, shown) in [
                (AppCommand::ImportCodebook, words.import, true),
                (AppCommand::ExportCodebook, words.export, true),
                (AppCommand::DiscardDraft, words.discard, has_draft),
            ] {
                let key = command.key_label();
                if shown && Chip::button(key.as_deref(), text).show(ui, look).clicked() {
                    asks.app(command);
                }
            }
            if let Some(editor) = self.editor.as_mut().filter(|editor| !editor.findings.is_empty()) {
                let text = look.strings.counted_findings(editor.findings.len());
                let key = AppCommand::NextFinding.key_label();
                if Chip::button(key.as_deref(), &text).show(ui, look).clicked() {
                    editor.next_finding();
                    self.mode = Mode::Edit;
                }
            }
        });
    }

    /// What the draft changes.
    fn changes(&mut self, ui: &mut Ui, look: &Look<'_>, view: &CodebookView, asks: &mut Asks) {
        let Some(editor) = &mut self.editor else { return };
        if view.plan.is_none() && !editor.is_writing() {
            wish(asks, CodebookWish::Plan);
        }
        let paper = egui::Frame::new().fill(look.theme.paper).inner_margin(Margin::symmetric(24, 8));
        let pressed = egui::CentralPanel::default()
            .frame(paper)
            .show(ui, |ui| changes::show(ui, look, view, editor, &mut self.publishing, asks))
            .inner;
        let mut chosen = false;
        match pressed {
            Some(Pressed::Finding(part)) => {
                editor.carry_out(Act::Go(part), view);
                editor.begins = true;
                self.mode = Mode::Edit;
            }
            Some(Pressed::Answers) => chosen = true,
            None => {}
        }
        editor.keep(ui, look, asks, chosen);
        asks.key_of(AppCommand::EditCodebook, look.strings);
        asks.key_of(AppCommand::ReadCodebook, look.strings);
    }
}
