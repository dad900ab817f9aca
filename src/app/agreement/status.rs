//! Above the table: how fresh the figures are, how far the computing is, and the way to stop it or begin it.

use super::choose;
use super::view::{AgreementView, AgreementWish};
use crate::app::bidi::{Label, Style};
use crate::app::command::AppCommand;
use crate::app::context::{Asks, Intent, Look};
use crate::app::parts::{Chip, flow, isolate, note, one_way};
use crate::app::theme::{SIZE_SMALL, space};
use crate::jobs::Progress;
use egui::{Role, Sense, Ui, WidgetInfo, vec2};

/// What the computing is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Doing {
    /// All figures are there and fresh.
    Nothing,
    /// Computing; the figures on the screen, if any, are fresh.
    Computing,
    /// The figures on the screen are of older answers, and new ones are on their way.
    Renewing,
    /// Somebody stopped it.
    Stopped,
}

impl AgreementView {
    /// What the computing is doing.
    pub(super) fn doing(&self) -> Doing {
        if self.stopped {
            Doing::Stopped
        } else if self.stale && self.lines.is_some() {
            Doing::Renewing
        } else if self.progress.is_some() || self.lines.is_none() {
            Doing::Computing
        } else {
            Doing::Nothing
        }
    }
}

/// What stands in the middle.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Middle {
    /// The table.
    #[default]
    Table,
    /// The forest plot.
    Forest,
    /// The chosen question over time.
    Weeks,
    /// What the study found.
    Findings,
}

impl Middle {
    /// All of them.
    pub(super) const ALL: [Self; 4] = [Self::Table, Self::Forest, Self::Weeks, Self::Findings];

    /// The command that shows it.
    pub(super) const fn command(self) -> AppCommand {
        match self {
            Self::Table => AppCommand::ShowTable,
            Self::Forest => AppCommand::ShowForest,
            Self::Weeks => AppCommand::ShowWeeks,
            Self::Findings => AppCommand::ShowFindings,
        }
    }

    /// What the last of some commands shows.
    pub(super) fn of(commands: &[AppCommand]) -> Option<Self> {
        commands.iter().rev().find_map(|command| Self::ALL.into_iter().find(|m| m.command() == *command))
    }
}

/// Draws the choice of what stands in the middle, and the line under it; returns what was chosen.
pub(super) fn head(
    ui: &mut Ui,
    look: &Look<'_>,
    view: &AgreementView,
    middle: Middle,
    asks: &mut Asks,
) -> Option<Middle> {
    let chosen = tabs(ui, look, middle, asks, |ui, asks| show(ui, look, view, asks));
    if view.data.unfinished_codings > 0 {
        note(ui, look, &look.strings.unfinished(view.data.unfinished_codings));
    }
    for left_out in &view.data.left_out {
        let version = isolate(&left_out.version);
        note(ui, look, &look.strings.of_other_version(left_out.codings, &version));
    }
    let choice = &view.choice;
    if !(choice.from.is_empty() && choice.to.is_empty()) {
        note(ui, look, &look.strings.only_between(&choice.from, &choice.to));
    }
    let aside = choose::aside(look, &view.data.offered);
    if !aside.is_empty() {
        let names: Vec<&str> = aside.iter().map(String::as_str).collect();
        note(ui, look, &look.strings.put_aside(&names));
    }
    chosen
}

/// Draws the choice of what stands in the middle with the way to the report, and beside it how things are.
pub(super) fn tabs(
    ui: &mut Ui,
    look: &Look<'_>,
    middle: Middle,
    asks: &mut Asks,
    state: impl FnOnce(&mut Ui, &mut Asks),
) -> Option<Middle> {
    let mut chosen = None;
    flow(ui, look.rtl_ui, |ui| {
        ui.spacing_mut().item_spacing.x = space(2);
        for choice in Middle::ALL {
            let key = choice.command().key_label();
            let name = choice.command().name(look.strings);
            let chip = Chip { on: Some(choice == middle), role: Role::Tab, ..Chip::button(key.as_deref(), name) };
            if chip.show(ui, look).clicked() {
                chosen = Some(choice);
            }
        }
        let report = AppCommand::WriteReport;
        if Chip::button(report.key_label().as_deref(), report.name(look.strings)).show(ui, look).clicked() {
            asks.intents.push(Intent::App(report));
        }
        ui.add_space(space(2));
        state(ui, asks);
    });
    chosen
}

/// Draws the line; the same words for a screen reader, which is told when they change.
fn show(ui: &mut Ui, look: &Look<'_>, view: &AgreementView, asks: &mut Asks) {
    let words = look.strings.agreement;
    let doing = view.doing();
    let progress = view.progress.unwrap_or_default();
    let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let text = match doing {
        Doing::Nothing => words.fresh.to_owned(),
        Doing::Renewing => words.stale.to_owned(),
        Doing::Computing => match progress.total {
            Some(total) => look.strings.intervals_done(count(progress.done), count(total)),
            None => words.computing.to_owned(),
        },
        Doing::Stopped if view.stale => words.stopped_stale.to_owned(),
        Doing::Stopped => words.stopped.to_owned(),
    };
    // Stale figures say so by a word, not by colour alone.
    let color = match doing {
        Doing::Nothing | Doing::Computing => look.theme.quiet,
        Doing::Renewing | Doing::Stopped => look.theme.warn,
    };
    let style = one_way(look, Style::new(SIZE_SMALL));
    let label = ui.add(Label::new(&text).style(style).color(color));
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
    match doing {
        Doing::Nothing => {}
        Doing::Computing | Doing::Renewing => {
            bar(ui, look, &progress);
            if Chip::button(Some("Esc"), words.stop).show(ui, look).clicked() {
                asks.intents.push(Intent::Agreement(AgreementWish::Stop));
            }
        }
        Doing::Stopped => {
            let key = AppCommand::ComputeFigures.key_label();
            if Chip::button(key.as_deref(), AppCommand::ComputeFigures.name(look.strings)).show(ui, look).clicked() {
                asks.intents.push(Intent::Agreement(AgreementWish::Compute));
            }
        }
    }
}

pub(super) fn bar(ui: &mut Ui, look: &Look<'_>, progress: &Progress) {
    let share = progress.fraction().unwrap_or(0.0);
    let (rect, response) = ui.allocate_exact_size(vec2(space(30), 4.0), Sense::hover());
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, look.strings.agreement.progress);
        info.value = Some(share * 100.0);
        info
    });
    ui.painter().rect_filled(rect, 2.0, look.theme.line);
    let width = rect.width() * share as f32;
    let done = if look.rtl_ui { rect.with_min_x(rect.right() - width) } else { rect.with_max_x(rect.left() + width) };
    ui.painter().rect_filled(done, 2.0, look.theme.accent);
}
