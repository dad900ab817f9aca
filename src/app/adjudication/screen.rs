//! The screen itself: a list of cases, the article, the decision.

use super::case::{self, Deciding, Pressed};
use super::draft::{Draft, Heard};
use super::listed::{self, Grouping, Listed};
use super::reading::Reader;
use super::tells::Tells;
use super::view::{AdjudicationView, AdjudicationWish, OpenedCase};
use crate::app::bidi::{Label, Style};
use crate::app::context::{Asks, Intent, Look};
use crate::app::keyboard;
use crate::app::parts::{self, Chip, one_way};
use crate::app::theme::{Mood, SIZE_SMALL, space};
use crate::model::Cause;
use crate::project::{Bulk, Case, CaseFilter, CaseId, Cases, Standing, Take, Verdict};
use egui::{Key, Margin, Panel, Role, Ui};
use std::sync::Arc;

/// How much larger everything is for a room that looks at a wall.
const PROJECTED: f32 = 1.5;

/// What the screen remembers between frames.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools)] // independent switches of one screen
pub struct AdjudicationScreen {
    listed: Listed,
    grouping: Grouping,
    /// Place among the listed cases, and which one stands there.
    at: usize,
    current: Option<CaseId>,
    /// Whether something was decided in the current case and not answered yet.
    decided: bool,
    /// Which cases are shown; `settled` is a switch of its own.
    filter: CaseFilter,
    reveal: bool,
    projects: bool,
    tells_open: bool,
    moved: bool,
    deciding: Deciding,
    // An article is large.
    reader: Box<Reader>,
    tells: Tells,
}

impl AdjudicationScreen {
    /// How much larger the window is to be drawn while this screen is shown.
    pub(crate) fn enlarged(&self) -> f32 {
        if self.projects { PROJECTED } else { 1.0 }
    }

    /// Draws the cases.
    pub(crate) fn ui(&mut self, ui: &mut Ui, look: &Look<'_>, view: &AdjudicationView, asks: &mut Asks) {
        let page = egui::Frame::new().fill(look.theme.paper).inner_margin(Margin::symmetric(16, 12));
        let Some(cases) = &view.cases else {
            egui::CentralPanel::default().frame(page).show(ui, |_| {});
            return;
        };
        self.listed.follow(look, cases, self.grouping, &self.filter, self.reveal);
        self.follow(cases);
        self.keys(ui, look, cases, asks);
        // A key may have moved to another case.
        self.follow(cases);
        let current = self.current.clone();
        let case = current.as_ref().and_then(|id| cases.get(id));
        let opened = view.opened.as_ref().filter(|opened| Some(&opened.case) == current.as_ref());
        if let (Some(id), None) = (&current, opened) {
            asks.intents.push(Intent::Adjudication(AdjudicationWish::Open(id.clone())));
        }
        let moved = std::mem::take(&mut self.moved);
        let frame = egui::Frame::new().fill(look.theme.surface).inner_margin(Margin::symmetric(12, 8));
        if !self.projects {
            let start = if look.rtl_ui { Panel::right("case-list") } else { Panel::left("case-list") };
            let width = (ui.available_width() * 0.24).clamp(space(56), space(96));
            start.frame(frame).resizable(false).exact_size(width).show(ui, |ui| {
                ui.with_layout(parts::column(look), |ui| self.list(ui, look, view, cases, moved, asks));
            });
        }
        if let Some(case) = case {
            let end = if look.rtl_ui { Panel::left("case-side") } else { Panel::right("case-side") };
            let width = (ui.available_width() * 0.40).clamp(space(70), space(110));
            let mut pressed = None;
            end.frame(frame).resizable(false).exact_size(width).show(ui, |ui| {
                let (selection, reveal, deciding) = (self.reader.selection(), self.reveal, &mut self.deciding);
                parts::side(ui, look, "case", |ui| {
                    pressed = case::show(ui, look, cases, case, opened, reveal, selection, deciding);
                });
            });
            match pressed {
                Some(Pressed::Take(take)) => self.decide(case, take, asks),
                Some(Pressed::New) => self.new_value(),
                None => {}
            }
        }
        egui::CentralPanel::default().frame(page).show(ui, |ui| {
            ui.with_layout(parts::column(look), |ui| self.middle(ui, look, cases, case, opened));
        });
        self.hints(look, cases, case, asks);
    }

    fn middle(
        &mut self,
        ui: &mut Ui,
        look: &Look<'_>,
        cases: &Arc<Cases>,
        case: Option<&Case>,
        opened: Option<&OpenedCase>,
    ) {
        let words = look.strings.adjudication;
        if self.tells_open {
            self.tells.show(ui, look, cases, self.reveal);
            return;
        }
        let Some(case) = case else {
            let nothing = if cases.cases.is_empty() { words.nothing } else { words.all_settled };
            parts::text(ui, look, nothing);
            return;
        };
        let style = one_way(look, Style::new(SIZE_SMALL));
        ui.add(Label::new(&case.title).style(style).color(look.theme.quiet).full_width().elide().heading());
        ui.add_space(space(1));
        if let Some(opened) = opened {
            self.reader.show(ui, look, cases, case, opened, self.reveal);
        }
    }

    fn list(
        &mut self,
        ui: &mut Ui,
        look: &Look<'_>,
        view: &AdjudicationView,
        cases: &Arc<Cases>,
        moved: bool,
        asks: &mut Asks,
    ) {
        let words = look.strings.adjudication;
        let open = cases.open();
        let differing = cases.cases.iter().filter(|c| c.differs() && c.standing == Standing::Settled).count();
        parts::text(ui, look, &look.strings.open_cases(open, differing));
        if view.rounds.len() > 1 {
            parts::flow(ui, look.rtl_ui, |ui| {
                for (round, name) in &view.rounds {
                    let on = *round == cases.round;
                    if Chip::answer(None, name, on, Role::RadioButton).show(ui, look).clicked() && !on {
                        asks.intents.push(Intent::Adjudication(AdjudicationWish::Round(*round)));
                    }
                }
            });
        }
        let unanimous = cases.cases.iter().filter(|c| c.standing == Standing::Unanimous).count();
        if unanimous > 0 {
            let text = look.strings.take_unanimous(unanimous);
            if Chip::button(Some("B"), &text).show(ui, look).clicked() {
                bulk(asks);
            }
        }
        ui.add_space(space(1));
        if listed::narrows(&self.filter) {
            parts::heading(ui, look, words.only);
            let mut without = None;
            parts::flow(ui, look.rtl_ui, |ui| {
                for (name, filter) in listed::narrowed(look, cases, &self.filter, self.reveal) {
                    let chip = Chip { one_way: true, ..Chip::answer(None, &name, true, Role::CheckBox) };
                    if chip.show(ui, look).clicked() {
                        without = Some(filter);
                    }
                }
                if Chip::button(Some("Esc"), words.all_cases).show(ui, look).clicked() {
                    without = Some(CaseFilter { settled: self.filter.settled, ..CaseFilter::default() });
                }
            });
            if let Some(filter) = without {
                self.show_only(filter);
            }
            ui.add_space(space(1));
        }
        if self.listed.cases().is_empty() {
            let none = if listed::narrows(&self.filter) { words.none_of_these } else { words.all_settled };
            parts::note(ui, look, if cases.cases.is_empty() { words.nothing } else { none });
            return;
        }
        let pressed = listed::show(ui, look, cases, &self.listed, self.grouping, self.at, moved);
        if let Some(at) = pressed.at {
            self.go(at);
        }
        if let Some(grouping) = pressed.grouping {
            self.group(grouping);
        }
        if let Some(narrow) = pressed.narrow {
            self.show_only(narrow.within(&self.filter));
        }
    }

    /// Brings the place into what there is now. A case that was decided gives way to the next one that is open.
    fn follow(&mut self, cases: &Arc<Cases>) {
        let listed = self.listed.cases();
        let id = |at: usize| listed.get(at).and_then(|n| cases.cases.get(*n)).map(|case| &case.id);
        let is_settled = |id: &CaseId| cases.get(id).is_some_and(|case| case.standing == Standing::Settled);
        if id(self.at) != self.current.as_ref()
            && let Some(at) = (0..listed.len()).find(|at| id(*at) == self.current.as_ref())
        {
            self.at = at;
        }
        if self.decided && self.current.as_ref().is_some_and(is_settled) {
            self.decided = false;
            let open = |at: &usize| {
                let case = listed.get(*at).and_then(|n| cases.cases.get(*n));
                case.is_some_and(|case| case.standing == Standing::Differs)
            };
            let still_listed = id(self.at) == self.current.as_ref();
            let from = if still_listed { self.at + 1 } else { self.at };
            self.at = (from..listed.len()).chain(0..from.min(listed.len())).find(open).unwrap_or(self.at);
        }
        self.at = self.at.min(listed.len().saturating_sub(1));
        let now = id(self.at).cloned();
        if now != self.current {
            self.current = now;
            self.deciding = Deciding::default();
            self.decided = false;
            self.moved = true;
        }
    }

    fn go(&mut self, at: usize) {
        self.at = at;
        self.current = None;
        self.tells_open = false;
    }

    /// Shows only some of the cases.
    fn show_only(&mut self, filter: CaseFilter) {
        self.filter = filter;
        self.moved = true;
    }

    fn group(&mut self, grouping: Grouping) {
        self.grouping = grouping;
        self.moved = true;
    }

    fn new_value(&mut self) {
        self.deciding.draft = if self.deciding.draft.is_some() { None } else { Some(Draft::begin()) };
    }

    fn decide(&mut self, case: &Case, take: Take, asks: &mut Asks) {
        let Deciding { cause: why, reason, .. } = &self.deciding;
        let verdict = Verdict { case: case.id.clone(), take, cause: *why, reason: reason.clone() };
        asks.intents.push(Intent::Adjudication(AdjudicationWish::Decide(verdict)));
        self.decided = true;
        self.deciding.draft = None;
    }

    fn keys(&mut self, ui: &Ui, look: &Look<'_>, cases: &Arc<Cases>, asks: &mut Asks) {
        let last = self.listed.cases().len().saturating_sub(1);
        let case = self.current.as_ref().and_then(|id| cases.get(id)).cloned();
        keyboard::take(ui, look, |key, physical, held| {
            if let (Some(case), Some(draft)) = (&case, &mut self.deciding.draft) {
                if key == Key::Escape {
                    self.deciding.draft = None;
                    return true;
                }
                let selection = self.reader.selection();
                match draft.key(cases, case, key, physical, selection) {
                    Heard::Nothing => {}
                    Heard::Noted => return true,
                    Heard::Value(ruled) => {
                        self.decide(case, Take::New(ruled), asks);
                        return true;
                    }
                }
            }
            let sign = keyboard::pressed(key, physical);
            let back = key == Key::ArrowUp || (sign == Some('N') && held.shift) || sign == Some('K');
            let on = key == Key::ArrowDown || sign == Some('N') || sign == Some('J');
            if back || on {
                let next = if back { self.at.saturating_sub(1) } else { (self.at + 1).min(last) };
                self.go(next);
                return true;
            }
            if held.shift {
                return false;
            }
            if let (Some(digit), Some(case)) = (sign.and_then(|c| c.to_digit(10)), &case) {
                let place = (digit as usize).checked_sub(1).filter(|place| *place < cases.coders.len());
                let judged = place.and_then(|place| case.cells.get(place)?.as_ref()).is_some_and(|c| !c.is_open());
                match place.filter(|_| judged) {
                    Some(place) => self.decide(case, Take::Coder(place), asks),
                    None => say(asks, look.strings.adjudication.nothing_held),
                }
                return true;
            }
            match (key, sign) {
                (Key::Escape, _) if self.projects => self.projects = false,
                (Key::Escape, _) if self.tells_open => self.tells_open = false,
                (Key::Escape, _) if listed::narrows(&self.filter) => {
                    self.show_only(CaseFilter { settled: self.filter.settled, ..CaseFilter::default() });
                }
                (Key::Backspace, _) if listed::narrows(&self.filter) => {
                    if let Some((_, filter)) = listed::narrowed(look, cases, &self.filter, self.reveal).pop() {
                        self.show_only(filter);
                    }
                }
                (_, Some('F')) => {
                    if let Some(narrow) = self.listed.group_of(self.at) {
                        let filter = narrow.within(&self.filter);
                        self.show_only(filter);
                    }
                }
                (Key::Home, _) => self.go(0),
                (Key::End, _) => self.go(last),
                (_, Some('M')) => match &case {
                    Some(case) if case.majority().is_some() => self.decide(case, Take::Majority, asks),
                    _ => say(asks, look.strings.adjudication.no_majority),
                },
                (_, Some('V')) if case.is_some() => self.new_value(),
                (_, Some('C')) if case.is_some() => self.deciding.cause = next_cause(self.deciding.cause),
                (_, Some('W')) if case.is_some() => self.deciding.writes = true,
                (_, Some('R')) => self.reveal = !self.reveal,
                (_, Some('P')) => self.projects = !self.projects,
                (_, Some('G')) => self.group(self.grouping.next()),
                (_, Some('S')) => {
                    self.filter.settled = !self.filter.settled;
                    self.moved = true;
                }
                (_, Some('T')) => self.tells_open = !self.tells_open,
                (_, Some('B')) => bulk(asks),
                _ => return false,
            }
            true
        });
    }

    fn hints(&self, look: &Look<'_>, cases: &Cases, case: Option<&Case>, asks: &mut Asks) {
        let words = look.strings.adjudication;
        if look.typing {
            asks.key("Enter", look.strings.coding.go_on);
            return;
        }
        if self.deciding.draft.is_some() {
            asks.key("Esc", look.strings.shell.cancel);
        }
        if case.is_some() {
            asks.key("N", words.key_next);
            let most = look.strings.number(cases.coders.len().min(9));
            asks.key(format!("{}\u{2013}{most}", look.strings.number(1)), words.key_coder);
            asks.key("M", words.majority);
            asks.key("V", words.new_value);
            asks.key("C", words.cause);
            asks.key("W", words.reason);
        }
        asks.key("G", words.key_group);
        asks.key("F", words.key_only);
        if listed::narrows(&self.filter) {
            asks.key("Esc", words.all_cases);
        }
        asks.key("S", words.key_settled);
        asks.key("R", words.key_reveal);
        asks.key("P", words.key_project);
        asks.key("T", words.key_tells);
    }
}

fn bulk(asks: &mut Asks) {
    let wish = AdjudicationWish::Bulk(Bulk::Unanimous, CaseFilter::default());
    asks.intents.push(Intent::Adjudication(wish));
}

fn say(asks: &mut Asks, text: &str) {
    asks.intents.push(Intent::Message(Mood::Warn, text.to_owned()));
}

/// The next cause, and after the last one none.
fn next_cause(cause: Option<Cause>) -> Option<Cause> {
    match cause.and_then(|cause| Cause::ALL.iter().position(|c| *c == cause)) {
        None => Cause::ALL.first().copied(),
        Some(at) => Cause::ALL.get(at + 1).copied(),
    }
}
