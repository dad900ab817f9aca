//! The screen itself: a question, two of its coders, two of their values; Enter leads deeper, Escape back.

use super::behind::{self, Readers};
use super::findings::FindingsAt;
use super::side::Pressed;
use super::status::{Doing, Middle};
use super::view::{AgreementView, AgreementWish, Line};
use super::{choose, cross, forest, marks, side, status, table, weeks};
use crate::app::command::AppCommand;
use crate::app::context::{Asks, Intent, Look};
use crate::app::keyboard;
use crate::app::parts;
use crate::app::scroll;
use crate::app::theme::space;
use crate::model::Codebook;
use crate::project::AgreementData;
use crate::report::{CrossTable, Figure, Pairs};
use egui::{Key, Margin, Panel, ScrollArea, Ui};
use std::sync::Arc;

/// Below this width the table needs all the room, and what lies behind a question takes its place.
const ROOM_FOR_SIDE: f32 = 1080.0;

/// What the arrows move.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) enum Focus {
    /// What is compared.
    Choose,
    /// Questions.
    #[default]
    Lines,
    /// Pairs of coders.
    Pairs,
    /// Values of two coders.
    Cells,
    /// Articles behind two values.
    Behind,
}

/// The values of two coders against each other, and of which question and coders.
type Crossed = (Arc<AgreementData>, usize, (usize, usize), CrossTable);

/// Where the person is.
#[derive(Debug, Default)]
pub(super) struct At {
    /// The question, by its place among the lines.
    pub(super) line: usize,
    /// The coders, by their places, the first below the second.
    pub(super) pair: Option<(usize, usize)>,
    /// The values of the two.
    pub(super) cell: cross::Cell,
    /// The article, by its place behind the two values.
    pub(super) unit: usize,
    /// The line of what was marked, below the questions; `None` while a question is chosen.
    pub(super) mark: Option<usize>,
    /// The line of what can be compared.
    pub(super) choice: usize,
    /// What the arrows move.
    pub(super) focus: Focus,
    crossed: Option<Crossed>,
}

impl At {
    /// The values of the two coders against each other.
    pub(super) fn cross(&self) -> Option<&CrossTable> {
        self.crossed.as_ref().map(|(_, _, _, cross)| cross)
    }

    /// Brings the place into what there is now: counts the values of the pair anew where they are not the ones shown.
    fn follow(&mut self, view: &AgreementView, lines: &[Line]) {
        self.line = self.line.min(lines.len().saturating_sub(1));
        let pairs = view.pairs.as_ref().filter(|(of, _)| *of == self.line).map(|(_, pairs)| pairs);
        let (Some(line), Some(pairs)) = (lines.get(self.line), pairs) else {
            self.pair = None;
            self.crossed = None;
            return;
        };
        if self.pair.is_none_or(|(a, b)| pairs.get(a, b).is_none()) {
            self.pair = farthest(pairs);
        }
        let Some(pair) = self.pair else {
            self.crossed = None;
            self.focus = self.focus.min(Focus::Lines);
            return;
        };
        let same = |(data, variable, of, _): &Crossed| {
            Arc::ptr_eq(data, &view.data) && *variable == line.variable && *of == pair
        };
        if !self.crossed.as_ref().is_some_and(same)
            && let Some(of) = view.variable(line)
        {
            let cross = CrossTable::of(of, pair.0, pair.1);
            self.cell = cross::first(&cross);
            self.focus = self.focus.min(Focus::Cells);
            self.crossed = Some((Arc::clone(&view.data), line.variable, pair, cross));
        }
    }

    /// The unit that is looked at, and whose work on it.
    fn wanted(&self) -> Option<(usize, (usize, usize))> {
        let units = self.cross()?.cells.get(&self.cell)?;
        Some((*units.get(self.unit)?, self.pair?))
    }

    /// Opens a unit of the question with two coders who took it differently.
    fn look_at(&mut self, view: &AgreementView, line: Option<&Line>, unit: usize) {
        let of = line.and_then(|line| Some((line.variable, view.variable(line)?)));
        let Some((variable, data)) = of else { return };
        let Some(pair) = data.apart(unit) else { return };
        let cross = CrossTable::of(data, pair.0, pair.1);
        let cell = cross.cells.iter().find_map(|(cell, units)| Some((*cell, units.iter().position(|of| *of == unit)?)));
        if let Some((cell, place)) = cell {
            (self.pair, self.cell, self.unit, self.focus) = (Some(pair), cell, place, Focus::Behind);
            self.crossed = Some((Arc::clone(&view.data), variable, pair, cross));
        }
    }

    /// The codes of the two values.
    pub(super) fn values(&self) -> Vec<&str> {
        let of = |cross| [self.cell.0, self.cell.1].map(|n| CrossTable::code(cross, n));
        self.cross().into_iter().flat_map(of).flatten().collect()
    }

    /// How many articles lie behind the two values.
    fn behind(&self) -> usize {
        self.cross().map_or(0, |cross| cross.count(self.cell.0, self.cell.1))
    }

    /// To another line; whether there is one.
    fn go(&mut self, line: usize) {
        self.mark = None;
        if line != self.line {
            *self = Self { line, choice: self.choice, ..Self::default() };
        }
    }
}

/// The pair that agrees least; the first one where none has an alpha.
fn farthest(pairs: &Pairs) -> Option<(usize, usize)> {
    let alpha = |pair: &&crate::report::Pair| match pair.alpha {
        Figure::Value(alpha) => alpha,
        Figure::Undefined(_) => f64::INFINITY,
    };
    pairs.pairs.iter().min_by(|a, b| alpha(a).total_cmp(&alpha(b))).map(|p| (p.first, p.second))
}

/// What the agreement screen remembers between frames.
#[derive(Default)]
pub struct AgreementScreen {
    pub(super) at: At,
    middle: Middle,
    found: FindingsAt,
    // Two articles are large, and mostly there are none.
    readers: Box<Readers>,
    range: Box<choose::Range>,
    moved: bool,
}

impl AgreementScreen {
    /// Draws the figures.
    pub(crate) fn ui(&mut self, ui: &mut Ui, look: &Look<'_>, view: &AgreementView, book: &Codebook, asks: &mut Asks) {
        let words = look.strings.agreement;
        let page = egui::Frame::new().fill(look.theme.paper).inner_margin(Margin::symmetric(16, 12));
        let lines = view.lines.as_deref().unwrap_or_default();
        if let Some(middle) = Middle::of(look.commands) {
            self.middle = middle;
            self.at.focus = Focus::Lines;
            self.moved = true;
        }
        if self.middle == Middle::Findings {
            let chosen = self.found.ui(ui, look, &view.found, asks);
            self.middle = chosen.unwrap_or(self.middle);
            return;
        }
        if look.commands.contains(&AppCommand::ChooseCompared) {
            let chooses = self.at.focus == Focus::Choose;
            self.at.focus = if chooses { Focus::Lines } else { Focus::Choose };
            self.moved = true;
        }
        if view.stopped && look.commands.contains(&AppCommand::ComputeFigures) {
            asks.intents.push(Intent::Agreement(AgreementWish::Compute));
        }
        self.keys(ui, look, view, lines, asks);
        self.at.follow(view, lines);
        if lines.is_empty() {
            if self.at.focus == Focus::Choose {
                self.side(ui, look, view, book, None, asks);
            }
            egui::CentralPanel::default().frame(page).show(ui, |ui| {
                ui.with_layout(parts::column(look), |ui| {
                    status::head(ui, look, view, self.middle, asks);
                    if view.lines.is_some() {
                        parts::text(ui, look, words.nothing);
                    }
                });
            });
            return;
        }
        if !view.stale && view.pairs.as_ref().is_none_or(|(of, _)| *of != self.at.line) {
            asks.intents.push(Intent::Agreement(AgreementWish::Pairs(self.at.line)));
        }
        let line = lines.get(self.at.line);
        let wide = ui.available_width() >= ROOM_FOR_SIDE;
        let mut pressed = None;
        if wide {
            pressed = self.side(ui, look, view, book, line, asks);
        }
        let moved = std::mem::take(&mut self.moved);
        self.open(look, view, line, asks);
        egui::CentralPanel::default().frame(page).show(ui, |ui| {
            if self.at.focus == Focus::Behind {
                ui.with_layout(parts::column(look), |ui| {
                    if !wide {
                        self.rule_above(ui, look, book, line);
                    }
                    self.behind(ui, look, view, line, moved);
                });
            } else if wide || self.at.focus == Focus::Lines {
                ui.with_layout(parts::column(look), |ui| {
                    let chosen = status::head(ui, look, view, self.middle, asks);
                    self.middle = chosen.unwrap_or(self.middle);
                    let pressed = match self.middle {
                        Middle::Table => table::show(ui, look, view, lines, (self.at.line, self.at.mark), moved),
                        Middle::Weeks => {
                            weeks::show(ui, look, view, self.at.line);
                            None
                        }
                        Middle::Findings => None,
                        Middle::Forest => forest::show(ui, look, lines, self.at.line, moved, view.stale),
                    };
                    if let Some(line) = pressed {
                        self.at.go(line);
                        self.at.focus = Focus::Lines;
                    }
                });
            } else {
                pressed = side::show(ui, look, view, book, &self.at, line, moved, &mut self.range, asks);
            }
        });
        match pressed {
            Some(Pressed::Pair(pair)) => {
                self.at.pair = Some(pair);
                self.at.focus = Focus::Pairs;
            }
            Some(Pressed::Cell(cell)) => {
                // The chosen cell opens when it is pressed again.
                let again = self.at.focus >= Focus::Cells && self.at.cell == cell;
                let opens = again && self.at.cross().is_some_and(|c| c.count(cell.0, cell.1) > 0);
                self.at.cell = cell;
                self.at.unit = 0;
                self.at.focus = if opens { Focus::Behind } else { Focus::Cells };
            }
            Some(Pressed::Unit(unit)) => self.at.look_at(view, line, unit),
            None => {}
        }
        self.hints(look, view, asks);
    }

    /// What lies behind the chosen question, or what can be compared, at the end of lines.
    fn side(
        &mut self,
        ui: &mut Ui,
        look: &Look<'_>,
        view: &AgreementView,
        book: &Codebook,
        line: Option<&Line>,
        asks: &mut Asks,
    ) -> Option<Pressed> {
        let frame = egui::Frame::new().fill(look.theme.surface).inner_margin(Margin::symmetric(12, 8));
        let end = if look.rtl_ui { Panel::left("agreement-side") } else { Panel::right("agreement-side") };
        let panel = end.frame(frame).resizable(true).default_size(space(82)).size_range(space(76)..=space(130));
        let (at, moved, range) = (&self.at, self.moved, &mut self.range);
        panel.show(ui, |ui| side::show(ui, look, view, book, at, line, moved, range, asks)).inner
    }

    /// Asks for the article that is looked at, and opens the readers on it.
    fn open(&mut self, look: &Look<'_>, view: &AgreementView, line: Option<&Line>, asks: &mut Asks) {
        let wanted = self.at.wanted().zip(line).filter(|_| self.at.focus == Focus::Behind);
        let Some(((unit, pair), line)) = wanted else { return };
        let variable = line.variable;
        let opened = view.opened.as_ref().filter(|o| (o.variable, o.unit, o.pair) == (variable, unit, pair));
        if opened.is_none() && !view.stale {
            asks.intents.push(Intent::Agreement(AgreementWish::Open { variable, unit, pair }));
        }
        self.readers.follow(look, view.variable(line), opened);
    }

    /// Where there is no room beside the articles, the rule stands above them.
    fn rule_above(&self, ui: &mut Ui, look: &Look<'_>, book: &Codebook, line: Option<&Line>) {
        let Some(line) = line else { return };
        let area = ScrollArea::vertical().id_salt("rule").max_height(space(24)).auto_shrink([false, true]);
        scroll::show(ui, look.rtl_ui, area, |ui, area| {
            area.show(ui, |ui| {
                ui.with_layout(parts::column(look), |ui| {
                    behind::rule(ui, look, book, &line.basics.variable, &self.at.values());
                });
            })
        });
    }

    fn behind(&mut self, ui: &mut Ui, look: &Look<'_>, view: &AgreementView, line: Option<&Line>, moved: bool) {
        let at = &self.at;
        let Some((line, cross)) = line.zip(at.cross()) else { return };
        if let Some(unit) = behind::show(ui, look, view, line, cross, at.cell, at.unit, moved, &mut self.readers) {
            self.at.unit = unit;
        }
    }

    fn hints(&self, look: &Look<'_>, view: &AgreementView, asks: &mut Asks) {
        let words = look.strings.agreement;
        let arrows = "\u{2190} \u{2191} \u{2193} \u{2192}";
        match self.at.focus {
            Focus::Choose => {
                asks.key("\u{2191} \u{2193}", words.key_choice);
                asks.key("Space", words.key_toggle);
                asks.key("Esc", words.key_back);
            }
            Focus::Lines => {
                asks.key("\u{2191} \u{2193}", words.key_line);
                if self.at.pair.is_some() && self.at.mark.is_none() {
                    asks.key("Enter", words.key_pairs);
                }
                asks.key_of(AppCommand::ChooseCompared, look.strings);
                for middle in Middle::ALL.into_iter().filter(|m| *m != self.middle) {
                    asks.key_of(middle.command(), look.strings);
                }
                match view.doing() {
                    Doing::Computing | Doing::Renewing => asks.key("Esc", words.stop),
                    Doing::Stopped => asks.key_of(AppCommand::ComputeFigures, look.strings),
                    Doing::Nothing => {}
                }
            }
            Focus::Pairs => {
                asks.key(arrows, words.key_pair);
                asks.key("Enter", words.key_cells);
                asks.key("Esc", words.key_back);
            }
            Focus::Cells => {
                asks.key(arrows, words.key_cell);
                if self.at.behind() > 0 {
                    asks.key("Enter", words.key_behind);
                }
                asks.key("Esc", words.key_back);
            }
            Focus::Behind => {
                asks.key("\u{2191} \u{2193}", words.key_article);
                if self.readers.has_places() {
                    asks.key("N", words.key_marked);
                }
                asks.key("Esc", words.key_back);
            }
        }
    }

    fn keys(&mut self, ui: &Ui, look: &Look<'_>, view: &AgreementView, lines: &[Line], asks: &mut Asks) {
        let last = lines.len().saturating_sub(1);
        keyboard::take(ui, look, |key, physical, _| {
            let here = self.at.line;
            match (self.at.focus, key) {
                (Focus::Choose | Focus::Pairs, Key::Escape) => self.at.focus = Focus::Lines,
                (Focus::Choose, Key::Space | Key::Enter) => {
                    let shown = choose::shown(&view.data.offered);
                    asks.intents.extend(shown.get(self.at.choice).map(|o| choose::wish(view, o)));
                }
                (Focus::Choose, key) => {
                    let last = choose::shown(&view.data.offered).len().saturating_sub(1);
                    self.at.choice = match key {
                        Key::ArrowDown => (self.at.choice + 1).min(last),
                        Key::ArrowUp => self.at.choice.saturating_sub(1),
                        Key::PageDown => (self.at.choice + 10).min(last),
                        Key::PageUp => self.at.choice.saturating_sub(10),
                        Key::Home => 0,
                        Key::End => last,
                        _ => return false,
                    };
                    self.moved = true;
                }
                (Focus::Lines, Key::Escape) if view.progress.is_some() => {
                    asks.intents.push(Intent::Agreement(AgreementWish::Stop));
                }
                (Focus::Lines, Key::Enter) if self.at.pair.is_some() && self.at.mark.is_none() => {
                    self.at.focus = Focus::Pairs;
                }
                (Focus::Pairs, Key::Enter) if self.at.cross().is_some_and(|c| !c.values.is_empty()) => {
                    self.at.focus = Focus::Cells;
                }
                (Focus::Cells, Key::Escape) => self.at.focus = Focus::Pairs,
                (Focus::Cells, Key::Enter) if self.at.behind() > 0 => {
                    self.at.focus = Focus::Behind;
                    self.at.unit = 0;
                }
                (Focus::Behind, Key::Escape) => self.at.focus = Focus::Cells,
                (Focus::Behind, Key::ArrowDown | Key::ArrowUp | Key::Home | Key::End) => {
                    let last = self.at.behind().saturating_sub(1);
                    self.at.unit = match key {
                        Key::ArrowDown => (self.at.unit + 1).min(last),
                        Key::ArrowUp => self.at.unit.saturating_sub(1),
                        Key::Home => 0,
                        _ => last,
                    };
                    self.moved = true;
                }
                (Focus::Behind, key) => {
                    if keyboard::pressed(key, physical) != Some('N') {
                        return false;
                    }
                    self.readers.next_place();
                }
                (Focus::Pairs, key) if is_arrow(key) => {
                    if let Some((_, pairs)) = &view.pairs {
                        self.at.pair = self.at.pair.map(|pair| next_pair(pairs, pair, key, look.rtl_ui));
                    }
                }
                (Focus::Cells, key) if is_arrow(key) || matches!(key, Key::Home | Key::End) => {
                    let next = self.at.cross().and_then(|c| cross::moved(c, self.at.cell, key, look.rtl_ui));
                    self.at.cell = next.unwrap_or(self.at.cell);
                }
                _ => {
                    let next = match key {
                        Key::ArrowDown => (here + 1).min(last),
                        Key::ArrowUp => here.saturating_sub(1),
                        Key::PageDown => (here + 10).min(last),
                        Key::PageUp => here.saturating_sub(10),
                        Key::Home => 0,
                        Key::End => last,
                        _ => return false,
                    };
                    let marks =
                        if self.middle == Middle::Table { view.marks.as_deref().map_or(0, <[_]>::len) } else { 0 };
                    match marks::moved(self.at.mark, key, here == last, marks) {
                        Some(marks::Place::Mark(mark)) => self.at.mark = Some(mark),
                        Some(marks::Place::LastQuestion) => self.at.mark = None,
                        None => self.at.go(next),
                    }
                    self.moved = true;
                }
            }
            true
        });
    }
}

const fn is_arrow(key: Key) -> bool {
    matches!(key, Key::ArrowUp | Key::ArrowDown | Key::ArrowLeft | Key::ArrowRight)
}

/// The pair that an arrow leads to: the map shows every pair once, the earlier coder in the columns.
fn next_pair(pairs: &Pairs, at: (usize, usize), key: Key, rtl: bool) -> (usize, usize) {
    let place = |coder: usize| pairs.coders.iter().position(|c| *c == coder).unwrap_or(0);
    let (mut column, mut row) = (place(at.0), place(at.1));
    match key {
        Key::ArrowDown => row = (row + 1).min(pairs.coders.len().saturating_sub(1)),
        Key::ArrowUp if row > column + 1 => row -= 1,
        Key::ArrowUp if row > 1 => (row, column) = (row - 1, column.saturating_sub(1)),
        Key::ArrowLeft | Key::ArrowRight if (key == Key::ArrowLeft) == rtl => {
            column = (column + 1).min(row.saturating_sub(1));
        }
        Key::ArrowLeft | Key::ArrowRight => column = column.saturating_sub(1),
        _ => {}
    }
    match (pairs.coders.get(column), pairs.coders.get(row)) {
        (Some(first), Some(second)) if column < row => (*first, *second),
        _ => at,
    }
}
