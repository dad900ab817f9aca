//! Rounds: what there is, beginning one, and handing out its articles after a look at who would get what.

use super::Team;
use super::oversight::{RoundsView, TeamWish};
use crate::app::bidi::{Label, Style, TextEdit};
use crate::app::context::{Asks, Intent, Look};
use crate::app::keyboard;
use crate::app::parts::{self, Chip, Cursor, galley, one_way};
use crate::app::theme::{Mood, RADIUS, SIZE_LARGE, SIZE_SMALL, SIZE_TEXT, space};
use crate::model::{ArticleId, CoderId, CodingState, Round, RoundId, RoundKind};
use crate::project::{Command, Handout, HandoutPlan, Overlap, Reference, Sample, Stratum, Training};
use crate::text::fold::fold_key;
use egui::{CornerRadius, Id, Key, Margin, Panel, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use std::collections::BTreeSet;

/// Height of a line, in points.
const ROW: f32 = space(8);
/// Width of a column of figures, in points.
const FIGURE: f32 = space(22);
/// Articles that are listed to be chosen by hand.
const LISTED: usize = 40;
/// Kinds of rounds that a lead begins; decisions make their own.
const KINDS: [RoundKind; 4] = [RoundKind::Training, RoundKind::Pilot, RoundKind::Main, RoundKind::Recoding];

/// Which articles are handed out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Which {
    #[default]
    All,
    Random,
    Stratified,
    Picked,
}

/// What is being put together.
#[derive(Debug)]
pub(super) struct Rounds {
    name: String,
    kind: RoundKind,
    /// Whether the field of the name is to get the keyboard.
    begins: bool,
    /// Who gets nothing, although they code, and leads who get something.
    turned: BTreeSet<CoderId>,
    which: Which,
    number: String,
    by: BTreeSet<Stratum>,
    words: String,
    picked: BTreeSet<ArticleId>,
    overlap: String,
    shared_by: String,
    seed: String,
    /// The pass mark, while it is written, and of which round.
    pass_mark: String,
    pass_mark_of: Option<RoundId>,
}

impl Default for Rounds {
    fn default() -> Self {
        Self {
            name: String::new(),
            kind: RoundKind::Pilot,
            begins: false,
            turned: BTreeSet::new(),
            which: Which::default(),
            number: "10".into(),
            by: BTreeSet::from([Stratum::Outlet]),
            words: String::new(),
            picked: BTreeSet::new(),
            overlap: "20%".into(),
            shared_by: String::new(),
            seed: "1".into(),
            pass_mark: "80%".into(),
            pass_mark_of: None,
        }
    }
}

/// Digits of any language as Western ones.
fn western(text: &str) -> String {
    let digit = |c: char| match c {
        '\u{0660}'..='\u{0669}' => char::from_digit(u32::from(c) - 0x0660, 10).unwrap_or(c),
        '\u{06F0}'..='\u{06F9}' => char::from_digit(u32::from(c) - 0x06F0, 10).unwrap_or(c),
        '\u{066A}' => '%',
        '\u{066B}' => '.',
        other => other,
    };
    text.trim().chars().filter(|c| !matches!(c, '\u{200e}' | '\u{200f}')).map(digit).collect()
}

fn overlap_of(text: &str) -> Option<Overlap> {
    let text = western(text);
    match text.strip_suffix('%') {
        Some(share) => {
            let share: f64 = share.trim().parse().ok()?;
            (0.0..=100.0).contains(&share).then_some(Overlap::Share(share / 100.0))
        }
        None if text.is_empty() => Some(Overlap::Number(0)),
        None => text.parse().ok().map(Overlap::Number),
    }
}

impl Rounds {
    /// Draws it; `round` is the one that is chosen.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        look: &Look<'_>,
        team: &Team,
        view: &RoundsView,
        round: &mut RoundId,
        asks: &mut Asks,
    ) {
        let words = look.strings.rounds;
        self.keys(ui, look, team, view, round, asks);
        let chosen = team.rounds.iter().find(|r| r.id == *round);
        let frame = egui::Frame::new().fill(look.theme.surface).inner_margin(Margin::symmetric(12, 8));
        let end = if look.rtl_ui { Panel::left("rounds-side") } else { Panel::right("rounds-side") };
        end.frame(frame).resizable(true).default_size(space(80)).size_range(space(64)..=space(110)).show(ui, |ui| {
            parts::side(ui, look, "rounds-side", |ui| {
                if let Some(view) = chosen.and_then(|chosen| view.plan_of(chosen.id)) {
                    plan(ui, look, team, view, asks);
                    ui.add_space(space(4));
                }
                self.new_round(ui, look, team, asks);
                let of_round: Vec<&Handout> = team.handouts.iter().filter(|h| h.round == *round).collect();
                if !of_round.is_empty() {
                    ui.add_space(space(4));
                    parts::heading(ui, look, words.before);
                    for handout in of_round {
                        parts::note(ui, look, &look.strings.drawn(handout));
                    }
                }
            });
        });
        let page = egui::Frame::new().fill(look.theme.paper).inner_margin(Margin::symmetric(16, 12));
        egui::CentralPanel::default().frame(page).show(ui, |ui| {
            parts::side(ui, look, "rounds", |ui| {
                list(ui, look, team, round);
                if let Some(chosen) = chosen {
                    ui.add_space(space(4));
                    self.form(ui, look, team, chosen, asks);
                }
            });
        });
        if look.typing {
            asks.key("Enter", look.strings.coding.go_on);
            return;
        }
        asks.key("\u{2191} \u{2193}", words.key_round);
        asks.key("N", words.new_round);
        if team.trainings.iter().any(|(id, ..)| id == round) {
            asks.key("K", look.strings.training.key_keep);
        }
        asks.key("L", words.key_look);
        if view.plan_of(*round).is_some_and(|(_, plan)| plan.is_ok()) {
            asks.key("Enter", words.do_it);
        }
    }

    fn keys(&mut self, ui: &Ui, look: &Look<'_>, team: &Team, view: &RoundsView, round: &mut RoundId, asks: &mut Asks) {
        keyboard::take(ui, look, |key, physical, held| {
            if held.shift {
                return false;
            }
            let at = team.rounds.iter().position(|r| r.id == *round).unwrap_or_default();
            let to = match key {
                Key::ArrowUp => Some(at.saturating_sub(1)),
                Key::ArrowDown => Some(at + 1),
                _ => None,
            };
            if let Some(to) = to {
                *round = team.rounds.get(to).map_or(*round, |r| r.id);
                return true;
            }
            match (key, keyboard::pressed(key, physical)) {
                (Key::Enter, _) => match view.plan_of(*round) {
                    Some((handout, Ok(plan))) => hand_out(handout, plan, asks),
                    _ => return false,
                },
                (_, Some('N')) => self.begins = true,
                (_, Some('K')) => match team.trainings.iter().find(|(id, ..)| id == round) {
                    Some((_, training, _)) => self.keep(look, *round, training.reference, asks),
                    None => return false,
                },
                (_, Some('L')) => {
                    if let Some(chosen) = team.rounds.iter().find(|r| r.id == *round) {
                        self.look(look, team, chosen, asks);
                    }
                }
                _ => return false,
            }
            true
        });
    }

    fn new_round(&mut self, ui: &mut Ui, look: &Look<'_>, team: &Team, asks: &mut Asks) {
        let words = look.strings.rounds;
        parts::heading(ui, look, words.new_round);
        let id = Id::unique("round-name");
        let edit = TextEdit::singleline(&mut self.name, words.name).hint(words.name);
        let field = ui.add(edit.style(Style::new(SIZE_TEXT)).id(id));
        if std::mem::take(&mut self.begins) {
            field.request_focus();
        }
        ui.add_space(space(1));
        parts::flow(ui, look.rtl_ui, |ui| {
            for kind in KINDS {
                let on = self.kind == kind;
                if Chip::answer(None, look.strings.round_kind(kind), on, Role::RadioButton).show(ui, look).clicked() {
                    self.kind = kind;
                }
            }
        });
        parts::note(ui, look, look.strings.round_why(self.kind));
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        let pressed = Chip::button(Some("Enter"), words.begin).show(ui, look).clicked();
        if !(entered || pressed) {
            return;
        }
        let name = self.name.trim().to_owned();
        if name.is_empty() {
            say(asks, words.no_name);
        } else if team.rounds.iter().any(|r| r.name == name) {
            say(asks, words.name_taken);
        } else {
            asks.project(Command::AddRound { name, kind: self.kind });
            self.name.clear();
        }
    }

    fn gets(&self, team: &Team) -> Vec<CoderId> {
        let gets = |c: &&crate::model::Coder| c.lead == self.turned.contains(&c.id);
        team.coders.iter().filter(gets).map(|c| c.id).collect()
    }

    fn form(&mut self, ui: &mut Ui, look: &Look<'_>, team: &Team, round: &Round, asks: &mut Asks) {
        let words = look.strings.rounds;
        let again = round.kind == RoundKind::Recoding;
        let style = one_way(look, Style::new(SIZE_LARGE).bold());
        let title = look.strings.hand_out_of(&round.name);
        ui.add(Label::new(&title).style(style).color(look.theme.ink).full_width().heading());
        parts::note(ui, look, look.strings.round_why(round.kind));
        if round.kind == RoundKind::Training {
            self.training(ui, look, team, round, asks);
        }
        ui.add_space(space(2));
        parts::heading(ui, look, words.to_whom);
        parts::flow(ui, look.rtl_ui, |ui| {
            for coder in &team.coders {
                let on = coder.lead == self.turned.contains(&coder.id);
                let turned = Chip::answer(None, &coder.name, on, Role::CheckBox).show(ui, look).clicked();
                if turned && !self.turned.remove(&coder.id) {
                    self.turned.insert(coder.id);
                }
            }
        });
        ui.add_space(space(2));
        parts::heading(ui, look, words.which);
        parts::flow(ui, look.rtl_ui, |ui| {
            for (which, name) in [
                (Which::All, words.all_left),
                (Which::Random, words.random),
                (Which::Stratified, words.stratified),
                (Which::Picked, words.picked),
            ] {
                if Chip::answer(None, name, self.which == which, Role::RadioButton).show(ui, look).clicked() {
                    self.which = which;
                }
            }
        });
        match self.which {
            Which::All => {}
            Which::Random => self.number(ui, look, again),
            Which::Stratified => {
                self.number(ui, look, again);
                parts::flow(ui, look.rtl_ui, |ui| {
                    for by in Stratum::ALL {
                        let on = self.by.contains(&by);
                        let turned = Chip::answer(None, look.strings.stratum(by), on, Role::CheckBox);
                        if turned.show(ui, look).clicked() && !self.by.remove(&by) {
                            self.by.insert(by);
                        }
                    }
                });
            }
            Which::Picked => self.pick(ui, look, team),
        }
        if !again {
            ui.add_space(space(2));
            parts::heading(ui, look, words.overlap);
            field(ui, &mut self.overlap, words.overlap, "round-overlap");
            parts::note(ui, look, words.overlap_why);
            parts::heading(ui, look, words.shared_by);
            field(ui, &mut self.shared_by, words.shared_by, "round-shared-by");
            parts::note(ui, look, words.shared_by_why);
        }
        ui.add_space(space(2));
        parts::heading(ui, look, words.seed);
        field(ui, &mut self.seed, words.seed, "round-seed");
        parts::note(ui, look, words.seed_why);
        ui.add_space(space(2));
        if (Chip { on: Some(true), ..Chip::button(Some("L"), words.look) }).show(ui, look).clicked() {
            self.look(look, team, round, asks);
        }
    }

    /// What a training round is held against, and how much must be as there.
    fn training(&mut self, ui: &mut Ui, look: &Look<'_>, team: &Team, round: &Round, asks: &mut Asks) {
        let words = look.strings.training;
        let known = team.trainings.iter().find(|(id, ..)| *id == round.id);
        let now = known.map(|(_, training, _)| *training);
        if self.pass_mark_of != Some(round.id) {
            self.pass_mark_of = Some(round.id);
            let kept = now.map_or(0.8, |training| training.pass_mark);
            self.pass_mark = format!("{}%", (kept * 1000.0).round() / 10.0);
        }
        ui.add_space(space(2));
        parts::heading(ui, look, words.reference);
        let leads = team.coders.iter().filter(|c| c.lead).map(|c| (Some(Reference::Lead(c.id)), c.name.as_str()));
        let others = [(Some(Reference::Adjudicated), words.adjudicated), (None, words.none)];
        let mut chosen = None;
        parts::flow(ui, look.rtl_ui, |ui| {
            for (reference, name) in leads.chain(others) {
                let on = now.map(|training| training.reference) == reference;
                if Chip::answer(None, name, on, Role::RadioButton).show(ui, look).clicked() {
                    chosen = Some(reference);
                }
            }
        });
        parts::note(ui, look, words.reference_why);
        if let Some((_, _, (ready, of))) = known {
            parts::text(ui, look, &look.strings.with_reference(*ready, *of));
        }
        parts::heading(ui, look, words.pass_mark);
        field(ui, &mut self.pass_mark, words.pass_mark, "round-pass-mark");
        parts::note(ui, look, words.pass_mark_why);
        let keeps = now.is_some() && Chip::button(Some("K"), words.keep).show(ui, look).clicked();
        match chosen {
            Some(None) => asks.project(Command::SetTraining { round: round.id, training: None }),
            Some(Some(reference)) => self.keep(look, round.id, reference, asks),
            None if keeps => {
                if let Some(training) = now {
                    self.keep(look, round.id, training.reference, asks);
                }
            }
            None => {}
        }
    }

    fn keep(&self, look: &Look<'_>, round: RoundId, reference: Reference, asks: &mut Asks) {
        match overlap_of(&self.pass_mark) {
            Some(Overlap::Share(pass_mark)) => {
                asks.project(Command::SetTraining { round, training: Some(Training { reference, pass_mark }) });
            }
            _ => say(asks, look.strings.training.no_mark),
        }
    }

    fn number(&mut self, ui: &mut Ui, look: &Look<'_>, again: bool) {
        let words = look.strings.rounds;
        let name = if again { words.number_each } else { words.number };
        parts::note(ui, look, name);
        field(ui, &mut self.number, name, "round-number");
    }

    fn pick(&mut self, ui: &mut Ui, look: &Look<'_>, team: &Team) {
        let words = look.strings.rounds;
        let edit = TextEdit::singleline(&mut self.words, words.find).hint(words.find);
        ui.add(edit.style(Style::new(SIZE_TEXT)).id(Id::unique("round-find")));
        let key = fold_key(&self.words);
        let fits = |title: &str| key.is_empty() || fold_key(title).contains(&key);
        for article in team.articles().into_iter().filter(|a| fits(&a.title)).take(LISTED) {
            let on = self.picked.contains(&article.id);
            if parts::check(ui, look, None, on, &article.title).clicked() && !self.picked.remove(&article.id) {
                self.picked.insert(article.id);
            }
        }
    }

    /// Asks who would get what, if what was written can be read.
    fn look(&self, look: &Look<'_>, team: &Team, round: &Round, asks: &mut Asks) {
        let words = look.strings.rounds;
        let number = western(&self.number).parse::<usize>().ok();
        let sample = match self.which {
            Which::All => Some(Sample::All),
            Which::Random => number.map(Sample::Random),
            Which::Stratified => {
                let by: Vec<Stratum> = self.by.iter().copied().collect();
                number.map(
                    |number| if by.is_empty() { Sample::Random(number) } else { Sample::Stratified { number, by } },
                )
            }
            Which::Picked => Some(Sample::Picked(self.picked.iter().copied().collect())),
        };
        let shared_by = western(&self.shared_by);
        let shared_by = if shared_by.is_empty() { Some(None) } else { shared_by.parse().ok().map(Some) };
        let overlap =
            if round.kind == RoundKind::Recoding { Some(Overlap::Number(0)) } else { overlap_of(&self.overlap) };
        let coders = self.gets(team);
        if coders.is_empty() {
            return say(asks, words.nobody);
        }
        if sample == Some(Sample::Picked(Vec::new())) {
            return say(asks, words.none_picked);
        }
        let Some(overlap) = overlap else { return say(asks, words.no_overlap) };
        let seed = western(&self.seed).parse().ok();
        let (Some(sample), Some(shared_by), Some(seed)) = (sample, shared_by, seed) else {
            return say(asks, words.no_number);
        };
        let handout = Handout { round: round.id, coders, sample, overlap, shared_by, seed };
        asks.intents.push(Intent::Team(TeamWish::Plan(handout)));
    }
}

fn say(asks: &mut Asks, text: &str) {
    asks.intents.push(Intent::Message(Mood::Warn, text.to_owned()));
}

fn field(ui: &mut Ui, text: &mut String, name: &str, id: &str) {
    let edit = TextEdit::singleline(text, name).hint(name).style(Style::new(SIZE_TEXT));
    ui.scope(|ui| {
        ui.set_max_width(space(60));
        ui.add(edit.id(Id::unique(id)));
    });
}

fn hand_out(handout: &Handout, plan: &HandoutPlan, asks: &mut Asks) {
    asks.project(Command::HandOut { handout: handout.clone(), plan: plan.clone() });
    asks.intents.push(Intent::Team(TeamWish::NoPlan));
}

/// Who would get what, or why nobody gets anything.
fn plan(
    ui: &mut Ui,
    look: &Look<'_>,
    team: &Team,
    (handout, plan): &(Handout, Result<HandoutPlan, String>),
    asks: &mut Asks,
) {
    let words = look.strings.rounds;
    parts::heading(ui, look, words.plan);
    let plan = match plan {
        Ok(plan) => plan,
        Err(why) => return parts::text(ui, look, why),
    };
    for (coder, articles) in &plan.tasks {
        let name = team.coders.iter().find(|c| c.id == *coder).map_or("", |c| c.name.as_str());
        parts::text(ui, look, &look.strings.gets(name, articles.len()));
    }
    if !plan.shared.is_empty() {
        parts::text(ui, look, &look.strings.shared_number(plan.shared.len()));
    }
    for (stratum, all, chosen) in &plan.strata {
        parts::note(ui, look, &look.strings.stratum_share(stratum, *chosen, *all));
    }
    ui.add_space(space(1));
    if (Chip { on: Some(true), ..Chip::button(Some("Enter"), words.do_it) }).show(ui, look).clicked() {
        hand_out(handout, plan, asks);
    }
}

/// Articles, people, tasks, done tasks, and articles of several people in a round.
fn counts(team: &Team, round: RoundId) -> [usize; 5] {
    let mut articles: std::collections::BTreeMap<ArticleId, usize> = std::collections::BTreeMap::new();
    let (mut people, mut tasks, mut done) = (0, 0, 0);
    for (_, queue) in &team.queues {
        let before = tasks;
        for item in queue.iter().filter(|item| item.round == round) {
            *articles.entry(item.article).or_default() += 1;
            tasks += 1;
            done += usize::from(item.state == Some(CodingState::Done));
        }
        people += usize::from(tasks > before);
    }
    let shared = articles.values().filter(|n| **n > 1).count();
    [articles.len(), people, tasks, done, shared]
}

/// The rounds with their figures; the chosen one is marked.
fn list(ui: &mut Ui, look: &Look<'_>, team: &Team, chosen: &mut RoundId) {
    let words = look.strings.rounds;
    let (theme, rtl) = (look.theme, look.rtl_ui);
    let names = [words.articles, words.people, words.handed_out, words.done, words.shared];
    // In a narrow window the figures stand closer.
    let figure = ((ui.available_width() - space(34)) / names.len() as f32).clamp(space(9), FIGURE);
    let width = |whole: f32| (whole - names.len() as f32 * figure - space(4)).max(space(20));
    let paint = |ui: &Ui, at: Rect, text: &str, style: &Style, color| {
        let text = galley(ui, text, style, at.width());
        let x = if rtl { at.left() } else { at.right() - text.size().x };
        text.paint(ui.painter(), pos2(x, at.center().y - text.size().y / 2.0), color);
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), space(6)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words.rounds));
    let style = Style::new(SIZE_SMALL).bold();
    let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), rtl);
    let at = cursor.take(width(rect.width()));
    Cursor::new(at, rtl).text(ui, words.rounds, &style, theme.quiet, at.width());
    for name in names {
        paint(ui, cursor.take(figure), name, &style, theme.quiet);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.edge));
    for round in &team.rounds {
        let on = round.id == *chosen;
        let kind = look.strings.round_kind(round.kind);
        let figures = counts(team, round.id).map(|n| look.strings.number(n));
        let mut spoken = vec![round.name.clone(), kind.to_owned()];
        spoken.extend(names.iter().zip(&figures).map(|(name, figure)| format!("{name}: {figure}")));
        let spoken = look.strings.list(&spoken.iter().map(String::as_str).collect::<Vec<_>>());
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Row, true, on, &spoken));
        if on || response.hovered() {
            let fill = if on { theme.selection } else { theme.surface };
            ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), fill);
        }
        if response.has_focus() {
            parts::ring(ui, rect, theme);
        }
        let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), rtl);
        let at = cursor.take(width(rect.width()));
        let mut line = Cursor::new(at, rtl);
        let style = if on { Style::new(SIZE_TEXT).bold() } else { Style::new(SIZE_TEXT) };
        line.text(ui, &round.name, &style, theme.ink, at.width() * 0.6);
        let most = line.room();
        line.text(ui, kind, &Style::new(SIZE_SMALL), theme.quiet, most);
        for text in &figures {
            paint(ui, cursor.take(figure), text, &Style::new(SIZE_TEXT), theme.ink);
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.line));
        if response.clicked() {
            *chosen = round.id;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Overlap, overlap_of, western};

    #[test]
    fn numbers_are_read_in_every_digits() {
        assert_eq!(western(" ١٢ "), "12");
        assert_eq!(overlap_of("٢٠٪"), Some(Overlap::Share(0.2)));
        assert_eq!(overlap_of("12.5 %"), Some(Overlap::Share(0.125)));
        assert_eq!(overlap_of("4"), Some(Overlap::Number(4)));
        assert_eq!(overlap_of(""), Some(Overlap::Number(0)));
        for wrong in ["120%", "-1", "x", "1.5"] {
            assert_eq!(overlap_of(wrong), None, "{wrong}");
        }
    }
}
