//! Any screen on a workbench: views made by hand, the wishes collected, no project file.

use crate::app::command::{AppCommand, Scope};
use crate::app::context::{Asks, Intent, KeyHint, Look};
use crate::app::settings::Settings;
use crate::app::strings::Strings;
use crate::app::theme::{Theme, Tone};
use crate::model::{Timestamp, UiLanguage};
use crate::project::Command;
use egui::{Key, Modifiers, Ui};
use egui_kittest::Harness;

/// How a screen is drawn on its view.
type Draw<S> = fn(&mut S, &mut Ui, &Look<'_>, &mut Asks);

/// A screen with its view, and what it asked for.
pub(super) struct Bench<S> {
    pub(super) state: S,
    pub(super) intents: Vec<Intent>,
    pub(super) keys: Vec<KeyHint>,
    pub(super) language: UiLanguage,
    pub(super) tone: Tone,
    scope: Scope,
    draw: Draw<S>,
    typing: bool,
}

/// A window with a bench.
pub(super) type Window<S> = Harness<'static, Bench<S>>;

impl<S: 'static> Bench<S> {
    pub(super) fn new(state: S, scope: Scope, draw: Draw<S>) -> Self {
        Self {
            state,
            intents: Vec::new(),
            keys: Vec::new(),
            language: UiLanguage::En,
            tone: Tone::Light,
            scope,
            draw,
            typing: false,
        }
    }

    pub(super) fn language(self, language: UiLanguage) -> Self {
        Self { language, ..self }
    }

    /// The bench in a window of the least usual size, after its first frames.
    pub(super) fn window(self) -> Window<S> {
        let mut window = Harness::builder()
            .with_size(egui::vec2(1280.0, 800.0))
            .with_step_dt(1.0 / 60.0)
            .build_ui_state(|ui, bench: &mut Self| bench.frame(ui), self);
        window.run_steps(4);
        window
    }

    /// Pictures of the screen, light, dark and in Arabic, in the folder that `MIZAN_PICTURES` names.
    pub(super) fn pictures(mut self, name: &str) {
        let Some(folder) = std::env::var_os("MIZAN_PICTURES") else { return };
        for (suffix, language, tone) in [
            ("light", UiLanguage::En, Tone::Light),
            ("dark", UiLanguage::En, Tone::Dark),
            ("arabic", UiLanguage::Ar, Tone::Light),
        ] {
            self.language = language;
            self.tone = tone;
            let mut window =
                Harness::builder().with_size(egui::vec2(1280.0, 760.0)).wgpu().build_ui(|ui| self.frame(ui));
            window.run_steps(6);
            let picture = window.render().unwrap();
            picture.save(std::path::Path::new(&folder).join(format!("{name}-{suffix}.png"))).unwrap();
        }
    }

    fn frame(&mut self, ui: &mut Ui) {
        let theme = Theme::of(self.tone);
        theme.apply(ui.ctx(), false);
        let commands = AppCommand::take_pressed(ui.ctx(), self.scope, self.typing);
        let settings = Settings::default();
        let look = Look {
            theme: &theme,
            strings: Strings::of(self.language),
            language: self.language,
            rtl_ui: self.language == UiLanguage::Ar,
            zoom: 1.0,
            motion: false,
            now: Timestamp(0),
            typing: self.typing,
            leaving: false,
            commands: &commands,
            done: &[],
            settings: &settings,
        };
        let mut asks = Asks::default();
        (self.draw)(&mut self.state, ui, &look, &mut asks);
        self.typing = ui.ctx().output(|output| output.ime.is_some());
        self.keys = asks.keys;
        self.intents.extend(asks.intents);
    }

    /// The changes that were asked for, in their order.
    pub(super) fn asked(&self) -> Vec<Command> {
        let project = |intent: &Intent| match intent {
            Intent::Project(command) => Some(command.clone()),
            _ => None,
        };
        self.intents.iter().filter_map(project).collect()
    }
}

/// Presses a key.
pub(super) fn press<S>(window: &mut Window<S>, key: Key) {
    press_with(window, Modifiers::NONE, key);
}

/// Presses a key with others held down.
pub(super) fn press_with<S>(window: &mut Window<S>, held: Modifiers, key: Key) {
    window.key_press_modifiers(held, key);
    window.run_steps(3);
}

/// The changes that were asked for since the last call.
pub(super) fn take<S: 'static>(window: &mut Window<S>) -> Vec<Command> {
    let asked = window.state().asked();
    window.state_mut().intents.clear();
    asked
}
