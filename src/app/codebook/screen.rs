//! The screen itself.

use super::changes::{self, Pressed, Publishing};
use super::editor::{Act, At, Editor, wish};
use super::entry::{Entry, entries, folded, found};
use super::view::{CodebookView, CodebookWish};
use super::{contents, form, outline, page};
use crate::app::coding::{Preview, Tried};
use crate::app::command::AppCommand;
use crate::app::context::{Asks, Intent, Look};
use crate::app::keyboard;
use crate::app::parts::{self, Chip, isolate};
use crate::app::theme::{Mood, space};
use crate::model::{BookPart, Codebook, Kind, NewPart, changes as differences};
use crate::project::Command;
use egui::{Key, Margin, Panel, Role, Ui};
use std::sync::Arc;

/// Points of room from which on the panel is shown beside the form.
const WITH_PREVIEW: f32 = 1000.0;

/// How a panel at a side is made.
type Side = fn(&'static str) -> Panel;

/// What is done with the codebook.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Mode {
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
    mode: Mode,
    editor: Option<Editor>,
    preview: Tries,
    publishing: Publishing,
    /// Whether a draft was just asked for.
    begins_draft: bool,
    /// The version that is read, where it is not the one that new codings get.
    older: Option<String>,
    /// What is searched for.
    pub(super) search: String,
    /// Whether the search field is to get the keyboard.
    pub(super) begins: bool,
    at: usize,
    moved: bool,
    /// Identity and version of the codebook, and the folded words of its parts.
    words: Option<(String, String, Vec<String>)>,
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

    /// The draft: its parts, the form of one of them, and the panel as coders will see it.
    fn edit(&mut self, ui: &mut Ui, look: &Look<'_>, view: &CodebookView, asks: &mut Asks) {
        let Some(editor) = &mut self.editor else { return };
        outline_keys(ui, look, editor);
        let room = ui.available_width();
        let frame = egui::Frame::new().fill(look.theme.surface).inner_margin(Margin::symmetric(8, 8));
        let (start, end) = if look.rtl_ui {
            (Panel::right as Side, Panel::left as Side)
        } else {
            (Panel::left as Side, Panel::right as Side)
        };
        let list = start("codebook-outline").frame(frame).resizable(true);
        list.default_size(space(54)).size_range(space(40)..=space(90)).show(ui, |ui| {
            if let Some(at) = outline::show(ui, look, editor) {
                editor.at = at;
                (editor.open, editor.condition) = (None, None);
            }
        });
        if room >= WITH_PREVIEW {
            let preview = end("codebook-preview").frame(frame).resizable(true);
            preview.default_size((room * 0.31).clamp(340.0, 460.0)).size_range(280.0..=560.0).show(ui, |ui| {
                ui.with_layout(parts::column(look), |ui| self.preview.show_of(ui, look, editor));
            });
        }
        let paper = egui::Frame::new().fill(look.theme.paper).inner_margin(Margin::symmetric(16, 8));
        let chosen = egui::CentralPanel::default().frame(paper).show(ui, |ui| form::show(ui, look, view, editor)).inner;
        editor.keep(ui, look, asks, chosen);
        edit_hints(look, asks);
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

    /// The published codebook for reading.
    fn read_book(&mut self, ui: &mut Ui, look: &Look<'_>, view: &CodebookView, asks: &mut Asks) {
        let book = self.version(view);
        let book = &*book;
        let parts = entries(book);
        self.read(book);
        let words = self.words.as_ref().map(|(_, _, words)| words.as_slice()).unwrap_or_default();
        let shown = found(words, &self.search);
        self.keys(ui, look, &parts, &shown);
        if !shown.contains(&self.at) {
            self.at = shown.first().copied().unwrap_or(0);
        }
        let frame = egui::Frame::new().fill(look.theme.surface).inner_margin(Margin::symmetric(12, 8));
        let list = if look.rtl_ui { Panel::right("codebook-list") } else { Panel::left("codebook-list") };
        let list = list.frame(frame).resizable(true).default_size(space(68)).size_range(space(50)..=space(110));
        let before = self.at;
        list.show(ui, |ui| {
            self.versions(ui, look, view);
            if let Some(chosen) = contents::show(ui, look, self, &parts, &shown, (before, self.moved)) {
                self.at = chosen;
                self.moved = true;
            }
        });
        let paper = egui::Frame::new().fill(look.theme.paper).inner_margin(Margin::symmetric(24, 12));
        let moved = std::mem::take(&mut self.moved);
        egui::CentralPanel::default().frame(paper).show(ui, |ui| {
            let before = before_it(view, book);
            if let Some(chosen) = page::show(ui, look, (book, before), &parts, &shown, (self.at, moved)) {
                self.at = chosen;
            }
        });
        let words = look.strings.codebook;
        if look.typing {
            asks.key("Esc", look.strings.shell.close);
        } else {
            asks.key("\u{2191} \u{2193}", words.key_question);
            asks.key("/", words.key_search);
            if view.may_edit {
                asks.key_of(AppCommand::EditCodebook, look.strings);
            }
        }
    }

    /// The version that is read: the one that new codings get, unless another was chosen.
    fn version(&self, view: &CodebookView) -> Arc<Codebook> {
        let chosen = self.older.as_ref().and_then(|version| view.versions.iter().find(|(v, _)| v.version == *version));
        Arc::clone(chosen.map_or(&view.book, |(_, book)| book))
    }

    /// The published versions, where there are several.
    fn versions(&mut self, ui: &mut Ui, look: &Look<'_>, view: &CodebookView) {
        if view.versions.len() < 2 {
            return;
        }
        let words = look.strings.drafting;
        parts::heading(ui, look, words.versions);
        let shown = self.version(view).version.clone();
        for (info, _) in &view.versions {
            let holds = if info.holds { format!(", {}", words.for_new) } else { String::new() };
            let text = format!("{}: {}{holds}", isolate(&info.version), look.strings.counted_codings(info.codings));
            let on = shown == info.version;
            let chip = Chip { one_way: true, ..Chip::answer(None, &text, on, Role::RadioButton) };
            if chip.show(ui, look).clicked() {
                self.older = (!info.holds).then(|| info.version.clone());
                self.at = 0;
            }
        }
        ui.add_space(space(2));
    }

    /// Folds the words of a codebook that was not shown before.
    fn read(&mut self, book: &Codebook) {
        let same = self.words.as_ref().is_some_and(|(id, version, _)| *id == book.id && *version == book.version);
        if !same {
            self.words = Some((book.id.clone(), book.version.clone(), folded(book)));
        }
    }

    fn keys(&mut self, ui: &Ui, look: &Look<'_>, parts: &[Entry<'_>], shown: &[usize]) {
        self.begins |= look.commands.contains(&AppCommand::Search);
        keyboard::take(ui, look, |key, _, held| {
            let here = shown.iter().position(|at| *at == self.at).unwrap_or(0);
            let last = shown.len().saturating_sub(1);
            let is_unit = |at: &usize| matches!(parts.get(*at), Some(Entry::Unit(_) | Entry::Flags));
            let next = match key {
                Key::ArrowDown => (here + 1).min(last),
                Key::ArrowUp => here.saturating_sub(1),
                // From unit to unit.
                Key::PageDown => (here + 1..=last).find(|n| is_unit(&shown[*n])).unwrap_or(last),
                Key::PageUp => (0..here).rev().find(|n| is_unit(&shown[*n])).unwrap_or(0),
                Key::Home => 0,
                Key::End => last,
                Key::Slash if !held.shift => {
                    self.begins = true;
                    return true;
                }
                _ => return false,
            };
            self.at = shown.get(next).copied().unwrap_or(self.at);
            self.moved = true;
            true
        });
    }
}

/// The version before one, where that is no other codebook, if anything differs.
fn before_it<'a>(view: &'a CodebookView, book: &Codebook) -> Option<&'a Codebook> {
    let at = view.versions.iter().position(|(_, b)| b.id == book.id && b.version == book.version)?;
    let (_, before) = view.versions.get(at.checked_sub(1)?)?;
    (before.id == book.id && !differences(before, book).is_empty()).then_some(before)
}

/// The panel as coders will see it.
#[derive(Default)]
struct Tries(Preview);

impl Tries {
    fn show_of(&mut self, ui: &mut Ui, look: &Look<'_>, editor: &Editor) {
        let words = look.strings.drafting;
        parts::heading(ui, look, words.preview);
        parts::note(ui, look, words.preview_why);
        let book = &editor.draft.book;
        let (unit, question) = match &editor.at {
            At::Unit(code) => (Some(code.as_str()), None),
            At::Question(code) => (book.variable(code).map(|(unit, _)| unit.code.as_str()), Some(code.as_str())),
            At::Book | At::Panels | At::Flags => (None, None),
        };
        self.0.show(ui, look, Tried { book, edition: editor.edition, unit, question });
    }
}

/// Arrows go through the parts, Page keys from unit to unit.
fn outline_keys(ui: &Ui, look: &Look<'_>, editor: &mut Editor) {
    keyboard::take(ui, look, |key, _, _| {
        let all = At::all(&editor.draft.book);
        let here = all.iter().position(|at| *at == editor.at).unwrap_or(0);
        let last = all.len().saturating_sub(1);
        let is_unit = |at: &At| !matches!(at, At::Question(_));
        let next = match key {
            Key::ArrowDown => (here + 1).min(last),
            Key::ArrowUp => here.saturating_sub(1),
            Key::PageDown => (here + 1..=last).find(|n| is_unit(&all[*n])).unwrap_or(last),
            Key::PageUp => (0..here).rev().find(|n| is_unit(&all[*n])).unwrap_or(0),
            Key::Home => 0,
            Key::End => last,
            // Into the first field of the form.
            Key::Enter => {
                editor.begins = true;
                return true;
            }
            _ => return false,
        };
        editor.at = all[next].clone();
        (editor.open, editor.condition) = (None, None);
        editor.moved = true;
        true
    });
}

/// The keys that work while the draft is worked on.
fn edit_hints(look: &Look<'_>, asks: &mut Asks) {
    let words = look.strings.drafting;
    if look.typing {
        asks.key("Tab", words.key_fields);
        asks.key("Esc", look.strings.shell.close);
        return;
    }
    asks.key("\u{2191} \u{2193}", words.key_part);
    asks.key("Enter", words.key_fields);
    for command in [
        AppCommand::AddQuestion,
        AppCommand::AddValue,
        AppCommand::AddUnit,
        AppCommand::RetirePart,
        AppCommand::PartUp,
        AppCommand::NextFinding,
        AppCommand::PublishCodebook,
    ] {
        asks.key_of(command, look.strings);
    }
}
