//! The coding screen on a workbench: a coding in memory that carries the commands out, without a project file.

use super::fixture;
use crate::app::coding::CodingScreen;
use crate::app::command::{AppCommand, Scope};
use crate::app::context::{Asks, Done, Intent, KeyHint, Look};
use crate::app::settings::Settings;
use crate::app::strings::Strings;
use crate::app::theme::{Theme, Tone};
use crate::model::{
    Anchor, AnchorId, CodingState, Flag, FlagId, Link, LinkId, Memo, MemoId, Record, RecordId, Timestamp, UiLanguage,
    missing_records,
};
use crate::project::{CodingView, Command, Outcome};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use uuid::Uuid;

/// The screen, its coding and what it asked for.
pub(super) struct Bench {
    pub(super) view: CodingView,
    pub(super) screen: CodingScreen,
    pub(super) settings: Settings,
    pub(super) language: UiLanguage,
    pub(super) tone: Tone,
    pub(super) asked: Vec<Command>,
    pub(super) intents: Vec<Intent>,
    pub(super) keys: Vec<KeyHint>,
    pub(super) leaving: bool,
    done: Vec<Done>,
    typing: bool,
    next: u128,
}

impl Bench {
    pub(super) fn new(view: CodingView) -> Self {
        Self {
            view,
            screen: CodingScreen::default(),
            settings: Settings::default(),
            language: UiLanguage::En,
            tone: Tone::Light,
            asked: Vec::new(),
            intents: Vec::new(),
            keys: Vec::new(),
            leaving: false,
            done: Vec::new(),
            typing: false,
            next: 5_000,
        }
    }

    /// The bench in a window.
    pub(super) fn window(self, width: f32, height: f32) -> Harness<'static, Self> {
        Harness::builder()
            .with_size(egui::vec2(width, height))
            .with_step_dt(1.0 / 60.0)
            .build_ui_state(|ui, bench: &mut Self| bench.frame(ui), self)
    }

    fn frame(&mut self, ui: &mut egui::Ui) {
        let theme = Theme::of(self.tone);
        theme.apply(ui.ctx(), false);
        let commands = AppCommand::take_pressed(ui.ctx(), Scope::Coding, self.typing);
        let done = std::mem::take(&mut self.done);
        let look = Look {
            theme: &theme,
            strings: Strings::of(self.language),
            language: self.language,
            rtl_ui: self.language == UiLanguage::Ar,
            zoom: 1.0,
            motion: false,
            now: Timestamp(0),
            typing: self.typing,
            leaving: self.leaving,
            commands: &commands,
            done: &done,
            settings: &self.settings,
        };
        let mut asks = Asks::default();
        self.screen.ui(ui, &look, &self.view, &mut asks);
        self.typing = ui.ctx().output(|output| output.ime.is_some());
        self.keys = asks.keys;
        for intent in asks.intents {
            match &intent {
                Intent::Project(command) => {
                    let outcome = self.apply(command.clone());
                    self.asked.push(command.clone());
                    self.done.push(Done { command: command.clone(), outcome: Some(outcome), missing: Vec::new() });
                    ui.ctx().request_repaint();
                }
                Intent::Setting { key, value } => self.settings.set(key, value),
                _ => {}
            }
            self.intents.push(intent);
        }
    }

    fn id(&mut self) -> Uuid {
        self.next += 1;
        Uuid::from_u128(self.next)
    }

    fn record(&mut self, id: RecordId) -> &mut Record {
        self.view.records.iter_mut().find(|r| r.id == id).unwrap()
    }

    fn anchor(&mut self, role: String, range: std::ops::Range<usize>) -> Anchor {
        let span = self.view.document.text.trimmed_span(range).unwrap();
        let quote = self.view.document.text.quote(span).to_owned();
        Anchor { id: AnchorId::from_uuid(self.id()), role, span, quote }
    }

    fn apply(&mut self, command: Command) -> Outcome {
        let mut outcome = Outcome { changed: true, action: command.action().into(), ..Outcome::default() };
        match command {
            Command::AddRecord { coding, unit, parent, answers, anchors, links, proposal } => {
                let id = RecordId::from_uuid(self.id());
                let anchors = anchors.into_iter().map(|(role, range)| self.anchor(role, range)).collect();
                let links =
                    links.into_iter().map(|(role, to)| Link { id: LinkId::from_uuid(self.id()), role, to }).collect();
                let record = Record { id, coding, unit, parent, position: None, proposal, answers, anchors, links };
                self.view.records.push(record);
                outcome.record = Some(id);
            }
            Command::RemoveRecord { record } => self.view.records.retain(|r| r.id != record),
            Command::SetAnswer { record, variable, answer } => self.answer(record, variable, answer),
            Command::SetAnswers { record, answers } => {
                for (variable, answer) in answers {
                    self.answer(record, variable, answer);
                }
            }
            Command::AddAnchor { record, role, range, proposal } => {
                let anchor = self.anchor(role, range);
                let unit = self.view.record(record).unwrap().unit.clone();
                let implies = self.view.book.unit(&unit).unwrap().role(&anchor.role).unwrap().implies.clone();
                for (variable, code) in implies {
                    self.answer(record, variable, Some(crate::model::Answer::code(code)));
                }
                let record = self.record(record);
                record.anchors.push(anchor);
                record.proposal = record.proposal.or(proposal);
            }
            Command::RemoveAnchor { anchor } => {
                for record in &mut self.view.records {
                    record.anchors.retain(|a| a.id != anchor);
                }
            }
            Command::SetParent { record, parent } => self.record(record).parent = parent,
            Command::SetLink { record, role, to } => {
                let id = LinkId::from_uuid(self.id());
                let record = self.record(record);
                record.links.retain(|l| l.role != role);
                record.links.extend(to.map(|to| Link { id, role, to }));
            }
            Command::SetMemo { target, text } => {
                let id = MemoId::from_uuid(self.id());
                self.view.memos.retain(|m| m.target != target);
                self.view.memos.push(Memo { id, coder: self.view.coding.coder, target, text });
            }
            Command::SetFlag { target, code, on } => {
                let id = FlagId::from_uuid(self.id());
                self.view.flags.retain(|f| !(f.target == target && f.code == code));
                if on {
                    self.view.flags.push(Flag { id, coder: self.view.coding.coder, target, code });
                }
            }
            Command::Finish { reason, .. } => {
                self.view.coding.state = CodingState::Done;
                self.view.coding.forced_reason = reason;
            }
            Command::Reopen { .. } => self.view.coding.state = CodingState::Begun,
            other => panic!("not on the bench: {other:?}"),
        }
        self.view.records.sort_by_key(|r| r.first_byte().unwrap_or(usize::MAX));
        self.view.missing = missing_records(&self.view.book, &self.view.records);
        outcome
    }

    fn answer(&mut self, record: RecordId, variable: String, answer: Option<crate::model::Answer>) {
        let answers = &mut self.record(record).answers;
        match answer {
            Some(answer) => drop(answers.insert(variable, answer)),
            None => drop(answers.remove(&variable)),
        }
    }
}

/// A window on the fixture's coding.
pub(super) fn window() -> Window {
    Bench::new(fixture::view()).window(1280.0, 800.0)
}

/// The window of the bench.
pub(super) type Window = Harness<'static, Bench>;

/// The same, drawn.
pub(super) fn started() -> Window {
    let mut window = window();
    window.run_steps(4);
    window
}

pub(super) fn press(window: &mut Window, key: Key) {
    press_with(window, Modifiers::NONE, key);
}

pub(super) fn press_with(window: &mut Window, held: Modifiers, key: Key) {
    window.key_press_modifiers(held, key);
    window.run_steps(3);
}

/// Selects so many words from the caret on.
pub(super) fn select_words(window: &mut Window, words: usize) {
    for _ in 0..words {
        press_with(window, Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowLeft);
    }
}

pub(super) fn skip_words(window: &mut Window, words: usize) {
    for _ in 0..words {
        press_with(window, Modifiers::COMMAND, Key::ArrowLeft);
    }
}

pub(super) fn attributions(window: &Window) -> Vec<Record> {
    window.state().view.records_of("ATT").cloned().collect()
}
