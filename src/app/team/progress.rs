//! How far everybody is: a round at a time, its people, what somebody should look at, and agreement so far.

use super::oversight::ProgressView;
use crate::app::bidi::{Label, Style};
use crate::app::context::{Asks, Look};
use crate::app::keyboard;
use crate::app::parts::{self, Chip, Cursor, galley, isolate, one_way, paint_in};
use crate::app::strings::locale::decimal;
use crate::app::theme::{RADIUS, SIZE_SMALL, SIZE_TEXT, space};
use crate::model::RoundKind;
use crate::project::{CoderProgress, QuestionProgress, RoundProgress};
use crate::report::{RELIABLE, TENTATIVE};
use egui::{CornerRadius, Key, Rangef, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Height of a line, in points.
const ROW: f32 = space(7);
/// Width of a column of figures, in points.
const FIGURE: f32 = space(19);
/// Width of alpha with its interval, in points.
const ALPHA: f32 = space(40);

/// Which round is shown.
#[derive(Debug, Default)]
pub(super) struct Progress {
    at: usize,
}

impl Progress {
    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, look: &Look<'_>, view: &ProgressView, asks: &mut Asks) {
        let words = look.strings.oversight;
        let Some(rounds) = &view.rounds else { return parts::note(ui, look, words.reading) };
        if rounds.iter().all(|round| round.coders.is_empty()) {
            return parts::text(ui, look, words.no_rounds);
        }
        self.keys(ui, look, rounds.len());
        self.at = self.at.min(rounds.len() - 1);
        if rounds.len() > 1 {
            asks.key("\u{2190} \u{2192}", words.key_round);
        }
        parts::flow(ui, look.rtl_ui, |ui| {
            for (at, round) in rounds.iter().enumerate() {
                let mut name = format!("{} · {}", isolate(&round.name), kind_name(look, round));
                if !round.alarms.is_empty() {
                    name = format!("{name} · {}", look.strings.alarms(round.alarms.len()));
                }
                let chip = Chip { one_way: true, ..Chip::answer(None, &name, at == self.at, Role::RadioButton) };
                if chip.show(ui, look).clicked() {
                    self.at = at;
                }
            }
        });
        ui.add_space(space(2));
        let Some(round) = rounds.get(self.at) else { return };
        parts::side(ui, look, "progress", |ui| {
            if round.coders.is_empty() {
                return parts::text(ui, look, words.round_empty);
            }
            people(ui, look, round);
            ui.add_space(space(4));
            training(ui, look, round);
            let is_measured = view.measured.contains(&round.round);
            alarms(ui, look, round, is_measured);
            unfinished(ui, look, round);
            not_said(ui, look, round);
            ui.add_space(space(4));
            agreement(ui, look, round, is_measured);
        });
    }

    fn keys(&mut self, ui: &Ui, look: &Look<'_>, rounds: usize) {
        keyboard::take(ui, look, |key, _, held| {
            let on = match key {
                Key::ArrowLeft => look.rtl_ui,
                Key::ArrowRight => !look.rtl_ui,
                _ => return false,
            };
            let moves = !held.shift;
            if moves {
                self.at = if on { (self.at + 1).min(rounds - 1) } else { self.at.saturating_sub(1) };
            }
            moves
        });
    }
}

/// What a round is for, in words.
pub(super) fn kind_name(look: &Look<'_>, round: &RoundProgress) -> &'static str {
    RoundKind::from_code(round.kind).map_or("", |kind| look.strings.round_kind(kind))
}

/// Figures at the end of their column.
fn figure(ui: &Ui, cursor: &mut Cursor, width: f32, text: &str, style: &Style, color: egui::Color32, rtl: bool) {
    let at = cursor.take(width);
    let text = galley(ui, text, style, width);
    let x = if rtl { at.left() } else { at.right() - text.size().x };
    text.paint(ui.painter(), pos2(x, at.center().y - text.size().y / 2.0), color);
}

fn name_width(width: f32) -> f32 {
    (width - 6.0 * FIGURE - space(44)).max(space(30))
}

fn people(ui: &mut Ui, look: &Look<'_>, round: &RoundProgress) {
    let words = look.strings.oversight;
    let (theme, rtl) = (look.theme, look.rtl_ui);
    let names = [words.assigned, words.begun, words.done, words.with_gaps, words.median, words.long];
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), space(6)), Sense::hover());
    let people = look.strings.team.people;
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, people));
    let style = Style::new(SIZE_SMALL).bold();
    let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), rtl);
    let mut first = Cursor::new(cursor.take(name_width(rect.width())), rtl);
    first.text(ui, people, &style, theme.quiet, rect.width());
    for name in names {
        figure(ui, &mut cursor, FIGURE, name, &style, theme.quiet, rtl);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.edge));
    for coder in &round.coders {
        let minutes = coder.median_minutes.map_or_else(String::new, |m| decimal(look.language, m, 1));
        let number = |n: usize| look.strings.number(n);
        let figures = [
            number(coder.assigned),
            number(coder.begun),
            number(coder.done),
            number(coder.with_gaps),
            minutes,
            number(coder.unfinished.len()),
        ];
        let mut spoken = vec![coder.name.clone()];
        spoken.extend(names.iter().zip(&figures).filter(|(_, f)| !f.is_empty()).map(|(n, f)| format!("{n}: {f}")));
        let spoken = look.strings.list(&spoken.iter().map(String::as_str).collect::<Vec<_>>());
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &spoken));
        let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), rtl);
        let at = cursor.take(name_width(rect.width()));
        Cursor::new(at, rtl).text(ui, &coder.name, &Style::new(SIZE_TEXT), theme.ink, at.width() - space(2));
        for (n, text) in figures.iter().enumerate() {
            let late = n == 5 && !coder.unfinished.is_empty();
            let color = if late { theme.warn } else { theme.ink };
            figure(ui, &mut cursor, FIGURE, text, &Style::new(SIZE_TEXT), color, rtl);
        }
        cursor.skip(space(4));
        let room = cursor.room();
        bar(ui, look, cursor.take(room), coder);
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.line));
    }
}

/// Who has not answered what is asked before coding.
fn not_said(ui: &mut Ui, look: &Look<'_>, round: &RoundProgress) {
    let open: Vec<&CoderProgress> = round.coders.iter().filter(|c| c.priors_open > 0 && c.assigned > 0).collect();
    if open.is_empty() {
        return;
    }
    ui.add_space(space(4));
    parts::heading(ui, look, look.strings.priors.not_said);
    for coder in open {
        let line = format!("{}: {}", isolate(&coder.name), look.strings.priors_open(coder.priors_open));
        parts::note(ui, look, &line);
    }
}

/// How people do in a round that trains, with the questions that are least as in the reference.
fn training(ui: &mut Ui, look: &Look<'_>, round: &RoundProgress) {
    /// Questions that are named.
    const NAMED: usize = 3;
    let words = look.strings.training;
    let trained: Vec<_> = round.coders.iter().filter_map(|c| Some((c, c.training.as_ref()?))).collect();
    if trained.iter().all(|(_, state)| state.articles == 0) {
        return;
    }
    parts::heading(ui, look, words.training);
    for (coder, state) in trained {
        let style = one_way(look, Style::new(SIZE_TEXT));
        let color = if state.passed == Some(false) { look.theme.warn } else { look.theme.ink };
        let line = look.strings.trained_person(&coder.name, state);
        ui.add(Label::new(&line).style(style).color(color).full_width().wrap());
        let least = state.questions.iter().filter(|(_, same, of)| same < of).take(NAMED);
        let least = least.map(|(code, same, of)| format!("{} {}", isolate(code), look.strings.same_in(*same, *of)));
        let least: Vec<String> = least.collect();
        if !least.is_empty() {
            let listed = look.strings.list(&least.iter().map(String::as_str).collect::<Vec<_>>());
            parts::note(ui, look, &format!("{}: {listed}", words.least));
        }
    }
    ui.add_space(space(4));
}

/// Done and begun as shares of what is assigned: filled, and a frame.
fn bar(ui: &Ui, look: &Look<'_>, rect: Rect, coder: &CoderProgress) {
    let whole = coder.assigned.max(coder.begun + coder.done);
    if whole == 0 || rect.width() < space(8) {
        return;
    }
    let rect = Rect::from_center_size(rect.center(), vec2(rect.width(), space(2)));
    let corner = CornerRadius::same(RADIUS / 2);
    ui.painter().rect_filled(rect, corner, look.theme.line);
    let part = |n: usize| {
        let width = rect.width() * n as f32 / whole as f32;
        if look.rtl_ui { rect.with_min_x(rect.right() - width) } else { rect.with_max_x(rect.left() + width) }
    };
    let edge = Stroke::new(1.0, look.theme.accent);
    ui.painter().rect_stroke(part(coder.done + coder.begun), corner, edge, egui::StrokeKind::Inside);
    ui.painter().rect_filled(part(coder.done), corner, look.theme.accent);
}

fn alarms(ui: &mut Ui, look: &Look<'_>, round: &RoundProgress, is_measured: bool) {
    let words = look.strings.oversight;
    parts::heading(ui, look, words.look_at);
    if round.alarms.is_empty() {
        parts::note(ui, look, if is_measured { words.no_alarms } else { words.computing });
    }
    for alarm in &round.alarms {
        let text = format!("! {}", look.strings.alarm(alarm));
        let style = one_way(look, Style::new(SIZE_TEXT).bold());
        ui.add(Label::new(&text).style(style).color(look.theme.warn).full_width().wrap());
    }
}

fn unfinished(ui: &mut Ui, look: &Look<'_>, round: &RoundProgress) {
    if round.coders.iter().all(|coder| coder.unfinished.is_empty()) {
        return;
    }
    ui.add_space(space(4));
    parts::heading(ui, look, look.strings.oversight.unfinished);
    for coder in &round.coders {
        for one in &coder.unfinished {
            parts::text(ui, look, &look.strings.unfinished_line(&coder.name, one));
        }
    }
}

fn agreement(ui: &mut Ui, look: &Look<'_>, round: &RoundProgress, is_measured: bool) {
    let words = look.strings.oversight;
    parts::heading(ui, look, words.agreement);
    if !is_measured {
        parts::note(ui, look, words.computing);
    } else if round.agreement.is_empty() {
        parts::note(ui, look, words.no_agreement);
    }
    let figures = round.agreement.iter().flat_map(|q| [Some(q.alpha), q.interval.map(|i| i.0)]).flatten();
    let least = figures.fold(0.0, f64::min).max(-1.0);
    for question in &round.agreement {
        line(ui, look, question, least);
    }
}

/// A question: its name, its interval from `least` to 1 from left to right, its figures.
fn line(ui: &mut Ui, look: &Look<'_>, question: &QuestionProgress, least: f64) {
    let (theme, rtl) = (look.theme, look.rtl_ui);
    let figure = |x: f64| decimal(look.language, x, 2);
    let label = question.label.get(look.language);
    let mut figures = figure(question.alpha);
    if let Some((low, high)) = question.interval {
        figures = format!("{figures} [{}, {}]", figure(low), figure(high));
    }
    let units = format!("{}: {}", look.strings.agreement.units, look.strings.number(question.units));
    let spoken = look.strings.list(&[label, &figures, &units]);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &spoken));
    let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), rtl);
    let name = cursor.take((rect.width() * 0.3).clamp(space(30), space(80)));
    let text = format!("{} {}", isolate(&question.variable), isolate(label));
    Cursor::new(name, rtl).text(ui, &text, &one_way(look, Style::new(SIZE_TEXT)), theme.ink, name.width());
    let style = Style::new(SIZE_TEXT);
    let at = cursor.take_end(FIGURE * 1.2);
    paint_in(ui, &galley(ui, &units, &Style::new(SIZE_SMALL), at.width()), at, theme.quiet);
    let at = cursor.take_end(ALPHA);
    paint_in(ui, &galley(ui, &figures, &style, ALPHA), at, theme.ink);
    cursor.skip(space(3));
    let room = cursor.room() - space(3);
    let plot = cursor.take(room.max(space(10)));
    let x = |number: f64| {
        let share = ((number - least) / (1.0 - least)).clamp(0.0, 1.0);
        plot.left() + plot.width() * share as f32
    };
    for required in [TENTATIVE, RELIABLE] {
        ui.painter().vline(x(required), plot.y_range(), Stroke::new(1.0, theme.edge));
    }
    let y = plot.center().y;
    if let Some((low, high)) = question.interval {
        ui.painter().hline(Rangef::new(x(low), x(high)), y, Stroke::new(2.0, theme.quiet));
    }
    ui.painter().circle_filled(pos2(x(question.alpha), y), 4.0, theme.accent);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.line));
}
