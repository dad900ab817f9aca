//! What the study found, as plots: a bar for each group, and beside them the shares, intervals and articles of the chosen one.

use super::status::{Middle, bar, tabs};
use super::view::{AgreementWish, FoundView};
use crate::app::bidi::{Label, Style};
use crate::app::command::AppCommand;
use crate::app::context::{Asks, Intent, Look};
use crate::app::keyboard;
use crate::app::parts::{self, Chip, Cursor, flow, galley, heading, isolate, note, one_way};
use crate::app::scroll;
use crate::app::strings::locale::{decimal, percent};
use crate::app::theme::{SIZE_LARGE, SIZE_SMALL, SIZE_TEXT, space};
use crate::model::UiLanguage;
use crate::report::{Finding, FindingGroup, Findings, GroupKey, Mean, Origin, Part, Share};
use egui::{
    Align2, Color32, CornerRadius, Key, Margin, Panel, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2,
    vec2,
};

/// Height of a bar's line, in points.
const LINE: f32 = space(7);
/// Articles of one figure that are listed at most.
const MOST_LISTED: usize = 300;

/// Where the person is.
#[derive(Debug, Default)]
pub(super) struct FindingsAt {
    finding: usize,
    group: usize,
    value: usize,
    moved: bool,
}

impl FindingsAt {
    /// Draws the findings; returns what is to stand in the middle instead.
    pub(super) fn ui(&mut self, ui: &mut Ui, look: &Look<'_>, view: &FoundView, asks: &mut Asks) -> Option<Middle> {
        let words = look.strings.reporting;
        let is_other = view.findings.as_ref().is_none_or(|found| found.origin != view.origin);
        let wanted = !view.stopped && view.progress.is_none() && (is_other || view.stale);
        let again = look.commands.contains(&AppCommand::ComputeFigures) && (view.stopped || view.stale);
        if wanted || again {
            asks.intents.push(Intent::Agreement(AgreementWish::Findings(view.origin)));
        }
        let found = view.findings.as_deref();
        let all: &[Finding] = found.map(|found| found.findings.as_slice()).unwrap_or_default();
        self.keys(ui, look, view, all, asks);
        self.finding = self.finding.min(all.len().saturating_sub(1));
        let finding = all.get(self.finding);
        let groups = finding.map_or(0, |finding| finding.groups.len());
        self.group = self.group.min(groups.saturating_sub(1));
        self.value = self.value.min(finding.map_or(0, |finding| finding.values.len().saturating_sub(1)));
        let moved = std::mem::take(&mut self.moved);
        if let Some((found, finding)) = found.zip(finding) {
            let frame = egui::Frame::new().fill(look.theme.surface).inner_margin(Margin::symmetric(12, 8));
            let end = if look.rtl_ui { Panel::left("findings-side") } else { Panel::right("findings-side") };
            let width = (ui.available_width() * 0.34).clamp(space(64), space(100));
            end.frame(frame).resizable(false).exact_size(width).show(ui, |ui| {
                parts::side(ui, look, "findings-side", |ui| self.side(ui, look, found, finding));
            });
        }
        let page = egui::Frame::new().fill(look.theme.paper).inner_margin(Margin::symmetric(16, 12));
        let mut chosen = None;
        egui::CentralPanel::default().frame(page).show(ui, |ui| {
            ui.with_layout(parts::column(look), |ui| {
                chosen = tabs(ui, look, Middle::Findings, asks, |ui, asks| state(ui, look, view, asks));
                origins(ui, look, view, asks);
                match finding {
                    Some(finding) => self.middle(ui, look, all, finding, moved),
                    None if found.is_some() && !is_other => parts::text(ui, look, words.none),
                    None => {}
                }
            });
        });
        hints(look, view, finding.is_some(), asks);
        chosen
    }

    fn keys(&mut self, ui: &Ui, look: &Look<'_>, view: &FoundView, all: &[Finding], asks: &mut Asks) {
        keyboard::take(ui, look, |key, physical, _| {
            let forward = if look.rtl_ui { Key::ArrowLeft } else { Key::ArrowRight };
            let back = if look.rtl_ui { Key::ArrowRight } else { Key::ArrowLeft };
            let last = all.len().saturating_sub(1);
            match key {
                Key::ArrowDown => self.group += 1,
                Key::ArrowUp => self.group = self.group.saturating_sub(1),
                Key::Home => self.group = 0,
                Key::End => self.group = usize::MAX,
                Key::PageDown if self.finding < last => *self = Self { finding: self.finding + 1, ..Self::default() },
                Key::PageUp if self.finding > 0 => *self = Self { finding: self.finding - 1, ..Self::default() },
                Key::PageDown | Key::PageUp => {}
                key if key == forward => self.value += 1,
                key if key == back => self.value = self.value.saturating_sub(1),
                Key::Escape if view.progress.is_some() => {
                    asks.intents.push(Intent::Agreement(AgreementWish::StopReport));
                }
                key if keyboard::pressed(key, physical) == Some('A') => {
                    asks.intents.push(Intent::Agreement(AgreementWish::Findings(other(view.origin))));
                }
                _ => return false,
            }
            self.moved = true;
            true
        });
    }

    /// The choice of findings, and the bars of the chosen one.
    fn middle(&mut self, ui: &mut Ui, look: &Look<'_>, all: &[Finding], finding: &Finding, moved: bool) {
        ui.add_space(space(1));
        let mut chosen = None;
        let first = |part: Part| all.iter().position(|f| f.part == part);
        let of_part = || all.iter().enumerate().filter(|(_, f)| f.part == finding.part);
        flow(ui, look.rtl_ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(space(1), space(1));
            for (part, number) in Part::ALL.into_iter().filter_map(|part| Some((part, first(part)?))) {
                let chip = Chip::button(None, part_name(look, part));
                if (Chip { on: Some(part == finding.part), role: Role::Tab, ..chip }).show(ui, look).clicked() {
                    chosen = Some(number);
                }
            }
        });
        if of_part().count() > 1 {
            flow(ui, look.rtl_ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(space(1), space(1));
                for (number, of) in of_part() {
                    let chip = Chip::button(None, short(of.title.get(look.language)));
                    if (Chip { on: Some(number == self.finding), role: Role::Tab, ..chip }).show(ui, look).clicked() {
                        chosen = Some(number);
                    }
                }
            });
        }
        if let Some(number) = chosen {
            *self = Self { finding: number, ..Self::default() };
        }
        ui.add_space(space(2));
        let style = one_way(look, Style::new(SIZE_LARGE).bold());
        let title = finding.title.get(look.language);
        ui.add(Label::new(title).style(style).color(look.theme.ink).full_width().heading());
        note(ui, look, finding.note.get(look.language));
        ui.add_space(space(1));
        let colors = colors(look, finding);
        legend(ui, look, finding, &colors, self.value);
        ui.add_space(space(1));
        let area = ScrollArea::vertical().id_salt("findings").auto_shrink([false, false]);
        scroll::show(ui, look.rtl_ui, area, |ui, area| {
            area.show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
                for (number, group) in finding.groups.iter().enumerate() {
                    let here = number == self.group;
                    let pressed = row(ui, look, finding, group, &colors, (here, moved), self.value);
                    if pressed.is_some() {
                        self.group = number;
                    }
                    if let Some(Pressed::Value(value)) = pressed {
                        self.value = value;
                    }
                }
                ui.add_space(space(4));
            })
        });
    }

    /// The chosen group in figures, and its articles.
    fn side(&self, ui: &mut Ui, look: &Look<'_>, found: &Findings, finding: &Finding) {
        let words = look.strings.reporting;
        let Some(group) = finding.groups.get(self.group) else { return };
        let style = one_way(look, Style::new(SIZE_LARGE).bold());
        ui.add(Label::new(&name_of(look, &group.key)).style(style).color(look.theme.ink).full_width().wrap());
        note(ui, look, &look.strings.in_group(group.articles, group.count));
        ui.add_space(space(2));
        for (number, (value, share)) in finding.values.iter().zip(&group.shares).enumerate() {
            let label = isolate(value.label.get(look.language));
            let text = format!("{label}: {}", shown(look, share));
            let bold = number == self.value;
            let style = one_way(look, if bold { Style::new(SIZE_TEXT).bold() } else { Style::new(SIZE_TEXT) });
            let color = if share.count > 0.0 { look.theme.ink } else { look.theme.quiet };
            ui.add(Label::new(&text).style(style).color(color).full_width().wrap());
        }
        if let Some(mean) = group.mean {
            ui.add_space(space(2));
            parts::text(ui, look, &format!("{}: {}", words.mean, mean_shown(look, mean)));
        }
        if let Some(wordings) = group.wordings.filter(|n| *n > 0) {
            parts::text(ui, look, &format!("{}: {}", words.wordings, look.strings.number(wordings)));
        }
        let before = group.key.split_last().map(|(_, rest)| rest).unwrap_or_default();
        for contrast in finding.contrasts.iter().filter(|contrast| contrast.key == before) {
            let sides = [&contrast.first, &contrast.second].map(|side| isolate(side.get(look.language)));
            let text = format!(
                "{} ({} \u{2212} {}): {}",
                words.difference,
                sides[0],
                sides[1],
                mean_shown(look, contrast.difference)
            );
            parts::text(ui, look, &text);
        }
        let Some((value, share)) = finding.values.get(self.value).zip(group.shares.get(self.value)) else { return };
        ui.add_space(space(3));
        heading(ui, look, words.behind);
        note(ui, look, &isolate(value.label.get(look.language)));
        for article in share.articles.iter().take(MOST_LISTED).filter_map(|n| found.articles.get(*n)) {
            let outlet =
                if article.outlet.is_empty() { String::new() } else { format!(" · {}", isolate(&article.outlet)) };
            let text = format!("{}{outlet}", isolate(&article.title));
            let style = one_way(look, Style::new(SIZE_TEXT));
            ui.add(Label::new(&text).style(style).color(look.theme.ink).full_width().wrap());
        }
        if share.articles.len() > MOST_LISTED {
            note(ui, look, &look.strings.and_more(share.articles.len() - MOST_LISTED));
        }
    }
}

const fn other(origin: Origin) -> Origin {
    match origin {
        Origin::All => Origin::Adjudicated,
        Origin::Adjudicated => Origin::All,
    }
}

const fn part_name<'t>(look: &Look<'t>, part: Part) -> &'t str {
    let words = look.strings.reporting;
    match part {
        Part::Stance => words.part_stance,
        Part::Sources => words.part_sources,
        Part::Disclaimers => words.part_disclaimers,
        Part::Crosses => words.part_crosses,
    }
}

/// A title without what its part says already.
fn short(title: &str) -> &str {
    title.split_once(": ").map_or(title, |(_, rest)| rest)
}

fn name_of(look: &Look<'_>, key: &[GroupKey]) -> String {
    let name = |key: &GroupKey| {
        let label = key.label.get(look.language);
        isolate(if label.is_empty() { look.strings.reporting.not_known } else { label })
    };
    key.iter().map(name).collect::<Vec<_>>().join(" · ")
}

/// "45 % [30, 61]"
fn shown(look: &Look<'_>, share: &Share) -> String {
    let bounds = share.low.zip(share.high).map_or_else(String::new, |(low, high)| {
        between(look, &decimal(look.language, low * 100.0, 0), &decimal(look.language, high * 100.0, 0))
    });
    format!("{}{bounds} ({})", percent(look.language, share.share), decimal(look.language, share.count, 1))
}

fn mean_shown(look: &Look<'_>, mean: Mean) -> String {
    let number = |x: f64| decimal(look.language, x, 2);
    let bounds = mean.low.zip(mean.high).map_or_else(
        || format!(" ({})", look.strings.reporting.no_interval),
        |(low, high)| between(look, &number(low), &number(high)),
    );
    format!("{}{bounds}", number(mean.value))
}

fn between(look: &Look<'_>, low: &str, high: &str) -> String {
    match look.language {
        UiLanguage::En => format!(" [{low}, {high}]"),
        UiLanguage::Ar => format!(" [{low}؛ {high}]"),
    }
}

/// How fresh they are, how far the computing is, and the way to stop or begin it.
fn state(ui: &mut Ui, look: &Look<'_>, view: &FoundView, asks: &mut Asks) {
    let words = look.strings.reporting;
    let (text, color) = match &view.progress {
        Some(progress) => (look.strings.so_far(words.finding, progress.fraction().unwrap_or(0.0)), look.theme.quiet),
        None if view.stopped => (look.strings.agreement.stopped_stale.to_owned(), look.theme.warn),
        None if view.stale => (words.stale.to_owned(), look.theme.warn),
        None => (words.fresh.to_owned(), look.theme.quiet),
    };
    let label = ui.add(Label::new(&text).style(one_way(look, Style::new(SIZE_SMALL))).color(color));
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
    if let Some(progress) = &view.progress {
        bar(ui, look, progress);
        if Chip::button(Some("Esc"), look.strings.agreement.stop).show(ui, look).clicked() {
            asks.intents.push(Intent::Agreement(AgreementWish::StopReport));
        }
    } else if view.stopped {
        let key = AppCommand::ComputeFigures.key_label();
        if Chip::button(key.as_deref(), words.again).show(ui, look).clicked() {
            asks.intents.push(Intent::Agreement(AgreementWish::Findings(view.origin)));
        }
    }
}

/// Which codings they rest on, chosen openly.
fn origins(ui: &mut Ui, look: &Look<'_>, view: &FoundView, asks: &mut Asks) {
    let words = look.strings.reporting;
    flow(ui, look.rtl_ui, |ui| {
        ui.spacing_mut().item_spacing.x = space(1);
        let style = one_way(look, Style::new(SIZE_SMALL));
        ui.add(Label::new(words.rests_on).style(style).color(look.theme.quiet));
        for (origin, name) in [(Origin::All, words.all), (Origin::Adjudicated, words.adjudicated)] {
            let chip = Chip::answer(None, name, view.origin == origin, Role::RadioButton);
            if chip.show(ui, look).clicked() && view.origin != origin {
                asks.intents.push(Intent::Agreement(AgreementWish::Findings(origin)));
            }
        }
    });
}

fn hints(look: &Look<'_>, view: &FoundView, any: bool, asks: &mut Asks) {
    let words = look.strings.reporting;
    if any {
        asks.key("\u{2191} \u{2193}", words.key_group);
        asks.key("\u{2190} \u{2192}", words.key_value);
        asks.key("PgUp PgDn", words.key_finding);
    }
    asks.key("A", words.key_origin);
    asks.key_of(AppCommand::WriteReport, look.strings);
    for middle in Middle::ALL.into_iter().filter(|m| *m != Middle::Findings) {
        asks.key_of(middle.command(), look.strings);
    }
    if view.progress.is_some() {
        asks.key("Esc", look.strings.agreement.stop);
    }
}

/// The colour of each value: the scale of stance where values have two sides, roles for names.
fn colors(look: &Look<'_>, finding: &Finding) -> Vec<Color32> {
    let theme = look.theme;
    let roles = theme.roles;
    let greys = [theme.quiet, theme.edge, theme.line];
    let names = [
        roles.source,
        roles.cue,
        roles.content,
        roles.evidence,
        roles.disclaimer,
        theme.accent,
        theme.good,
        theme.quiet,
    ];
    let least = finding.scale.iter().flatten().copied().fold(0.0, f64::min).abs();
    let most = finding.scale.iter().flatten().copied().fold(0.0, f64::max).max(least).max(1.0);
    let has_scale = finding.scale.iter().any(Option::is_some);
    let mut next = 0;
    let color = |number: &Option<f64>| {
        if let Some(n) = number {
            // The ends of every scale have the strongest colours.
            return theme.stance((n / most * 2.0).round() as i32).0;
        }
        next += 1;
        if has_scale {
            // Beside a scale names must not look like part of it.
            return greys[(next - 1) % greys.len()];
        }
        let name = names[(next - 1) % names.len()];
        // A second round is fainter, so that neighbours keep apart.
        if next > names.len() { name.gamma_multiply(0.55) } else { name }
    };
    finding.scale.iter().map(color).collect()
}

fn legend(ui: &mut Ui, look: &Look<'_>, finding: &Finding, colors: &[Color32], chosen: usize) {
    flow(ui, look.rtl_ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space(3), space(1));
        for (number, (value, color)) in finding.values.iter().zip(colors).enumerate() {
            let style = if number == chosen { Style::new(SIZE_SMALL).bold() } else { Style::new(SIZE_SMALL) };
            let text = galley(ui, value.label.get(look.language), &one_way(look, style), space(50));
            let size = vec2(text.size().x + space(5), space(5));
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, value.label.get(look.language)));
            let mut cursor = Cursor::new(rect, look.rtl_ui);
            let square = Rect::from_center_size(cursor.take(space(3)).center(), vec2(space(3), space(3)));
            cursor.skip(space(2));
            ui.painter().rect(
                square,
                CornerRadius::same(2),
                *color,
                Stroke::new(1.0, look.theme.edge),
                egui::StrokeKind::Inside,
            );
            parts::paint_in(ui, &text, cursor.take(text.size().x), look.theme.ink);
        }
    });
}

/// What was pressed in a line.
enum Pressed {
    /// The line itself.
    Line,
    /// A value.
    Value(usize),
}

/// Draws a group; what was pressed in it.
fn row(
    ui: &mut Ui,
    look: &Look<'_>,
    finding: &Finding,
    group: &FindingGroup,
    colors: &[Color32],
    (here, moved): (bool, bool),
    value: usize,
) -> Option<Pressed> {
    let theme = look.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
    let name = name_of(look, &group.key);
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, here, spoken(look, finding, group)));
    if here && moved {
        ui.scroll_to_rect(rect.expand2(vec2(0.0, space(8))), None);
    }
    if !ui.is_rect_visible(rect) {
        return response.clicked().then_some(Pressed::Line);
    }
    super::table::ground(ui, look, rect, &response, here);
    let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), look.rtl_ui);
    let names = cursor.take((rect.width() * 0.36).clamp(space(30), space(72)));
    let style = one_way(look, Style::new(SIZE_TEXT));
    let text = galley(ui, &name, &style, names.width());
    let x = if look.rtl_ui { names.right() - text.size().x } else { names.left() };
    text.paint(ui.painter(), pos2(x, names.center().y - text.size().y / 2.0), theme.ink);
    cursor.skip(space(2));
    let count = cursor.take_end(space(10));
    let n = galley(ui, &decimal(look.language, group.count, 0), &one_way(look, Style::new(SIZE_SMALL)), count.width());
    let at = Align2::RIGHT_CENTER.align_size_within_rect(n.size(), count);
    n.paint(ui.painter(), at.min, theme.quiet);
    let room = cursor.take((cursor.room() - space(2)).max(space(20)));
    let mut pressed = None;
    for (number, piece) in pieces(finding, group, room, look.rtl_ui) {
        let rect = piece.shrink2(vec2(0.0, space(1)));
        let corner = CornerRadius::ZERO;
        let color = colors.get(number).copied().unwrap_or(theme.quiet);
        // The ends of the scale are pale; their border is not.
        let border = Stroke::new(1.0, theme.edge);
        ui.painter().rect(rect, corner, color, border, egui::StrokeKind::Inside);
        if here && number == value {
            ui.painter().rect_stroke(rect, corner, Stroke::new(2.0, theme.ink), egui::StrokeKind::Inside);
        }
        if response.clicked() && response.interact_pointer_pos().is_some_and(|at| rect.contains(at)) {
            pressed = Some(number);
        }
    }
    if finding.is_diverging() {
        let x = middle(finding, room, look.rtl_ui);
        ui.painter().vline(x, rect.y_range(), Stroke::new(1.0, theme.edge));
    }
    response.clicked().then(|| pressed.map_or(Pressed::Line, Pressed::Value))
}

/// What a screen reader is told of a group.
fn spoken(look: &Look<'_>, finding: &Finding, group: &FindingGroup) -> String {
    let mut said = vec![look.strings.in_group(group.articles, group.count)];
    let given = finding.values.iter().zip(&group.shares).filter(|(_, share)| share.count > 0.0);
    said.extend(given.map(|(value, share)| format!("{} {}", value.label.get(look.language), shown(look, share))));
    let said: Vec<&str> = said.iter().map(String::as_str).collect();
    format!("{}: {}", name_of(look, &group.key), look.strings.list(&said))
}

/// The part of the room that a scale has; what is not on it stands behind.
fn scale_share(finding: &Finding) -> f32 {
    if finding.is_diverging() && finding.scale.iter().any(Option::is_none) { 0.72 } else { 1.0 }
}

/// Where the middle of a scale with two sides stands.
fn middle(finding: &Finding, room: Rect, rtl: bool) -> f32 {
    let half = room.width() * scale_share(finding) / 2.0;
    if rtl { room.right() - half } else { room.left() + half }
}

/// The pieces of a bar: value and place. Scales with two sides lean from their middle.
fn pieces(finding: &Finding, group: &FindingGroup, room: Rect, rtl: bool) -> Vec<(usize, Rect)> {
    let share = |value: usize| group.shares.get(value).map_or(0.0, |s| s.share) as f32;
    let mut out = Vec::new();
    let put = |out: &mut Vec<(usize, Rect)>, value: usize, from: f32, width: f32| {
        let left = if rtl { room.right() - from - width } else { room.left() + from };
        if width > 0.0 {
            out.push((value, Rect::from_min_size(pos2(left, room.top()), vec2(width, room.height()))));
        }
    };
    let all = 0..finding.values.len();
    if !finding.is_diverging() {
        let mut from = 0.0;
        for value in all {
            let width = share(value) * room.width();
            put(&mut out, value, from, width);
            from += width;
        }
        return out;
    }
    let number = |value: usize| finding.scale.get(value).copied().flatten();
    let (on, off): (Vec<usize>, Vec<usize>) = all.partition(|value| number(*value).is_some());
    let whole: f32 = on.iter().map(|v| share(*v)).sum();
    let scale = room.width() * scale_share(finding);
    if whole > 0.0 {
        let of = |value: usize| share(value) / whole * scale / 2.0;
        let before: f32 = on
            .iter()
            .map(|value| match number(*value).unwrap_or_default() {
                n if n < 0.0 => of(*value),
                n if n > 0.0 => 0.0,
                _ => of(*value) / 2.0,
            })
            .sum();
        let mut from = scale / 2.0 - before;
        for value in on {
            put(&mut out, value, from, of(value));
            from += of(value);
        }
    }
    let (mut from, rest) = (scale + space(2), (room.width() - scale - space(2)).max(0.0));
    for value in off {
        put(&mut out, value, from, share(value) * rest);
        from += share(value) * rest;
    }
    out
}
