//! The view in the place of the page: status, heads of the two, columns; and its keys.

use super::columns::{self, Heights, side_color};
use super::entries::{Entry, origin};
use super::{ReuseView, ReuseWish, list};
use crate::app::bidi::{Label, Style};
use crate::app::command::AppCommand;
use crate::app::context::{Asks, Intent, Look};
use crate::app::keyboard;
use crate::app::parts::{self, Chip, flow};
use crate::app::strings::locale::percent;
use crate::app::theme::{SIZE_SMALL, SIZE_TEXT, space};
use crate::project::{ComparedParagraph, Comparison, Reuse};
use egui::{Key, Margin, Panel, Ui, UiBuilder, vec2};
use std::sync::Arc;

/// Points below which the list leaves its room to the columns.
const NARROW: f32 = 820.0;

/// What this view remembers between frames.
#[derive(Debug, Default)]
pub(in crate::app::importing) struct ReuseScreen {
    /// The chosen line of the list.
    at: usize,
    /// The row that the cursor is on.
    row: usize,
    /// Whether cursor and chosen line are to be brought into sight.
    moved: bool,
    list_moved: bool,
    heights: Heights,
    /// What the lines were made of: the same places mean something else in another finding.
    of: Option<Arc<Reuse>>,
    entries: Vec<Entry>,
}

/// Where to go from here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::app::importing) enum Back {
    /// To the page that was open.
    ToPage,
    /// To the page of one of the two.
    ToDocument(crate::model::DocumentId),
}

impl ReuseScreen {
    /// Draws it; returns where the person wants to go.
    pub(in crate::app::importing) fn ui(
        &mut self,
        ui: &mut Ui,
        look: &Look<'_>,
        view: &ReuseView,
        asks: &mut Asks,
    ) -> Option<Back> {
        self.follow(view, asks);
        let back = self.keys(ui, look, view, asks);
        let found = view.found.clone();
        let narrow = ui.available_width() < NARROW;
        let frame = egui::Frame::new().fill(look.theme.surface).inner_margin(Margin::symmetric(12, 8));
        if let Some(found) = found.as_deref().filter(|_| !narrow && !self.entries.is_empty()) {
            let side = if look.rtl_ui { Panel::right("reuse-list") } else { Panel::left("reuse-list") };
            side.frame(frame).resizable(true).default_size(space(68)).size_range(space(50)..=space(110)).show(
                ui,
                |ui| {
                    let moved = std::mem::take(&mut self.list_moved);
                    ui.spacing_mut().item_spacing = vec2(space(1), space(1));
                    if let Some(at) = list::show(ui, look, found, &self.entries, self.at, moved) {
                        self.choose(at);
                    }
                },
            );
        }
        let page = egui::Frame::new().fill(look.theme.paper);
        egui::CentralPanel::default().frame(page).show(ui, |ui| {
            let frame = egui::Frame::new().inner_margin(Margin::symmetric(16, 8));
            Panel::top("reuse-head").frame(frame).resizable(false).show_separator_line(false).show(ui, |ui| {
                ui.with_layout(parts::column(look), |ui| {
                    self.status(ui, look, view, asks);
                    if let Some((found, both)) = found.as_deref().zip(self.both(view)) {
                        self.heads(ui, look, found, &both);
                    }
                });
            });
            let Some((found, both)) = found.as_deref().zip(self.both(view)) else { return };
            let older = self.two().is_some_and(|(first, second)| found.is_older(first, second));
            let (row, moved) = (self.row, &mut self.moved);
            if let Some(row) = columns::show(ui, look, &both, older, row, moved, &mut self.heights) {
                self.row = row;
            }
        });
        self.hints(look, view, asks);
        back
    }

    /// Takes up what was found, and asks for the two of the chosen line.
    fn follow(&mut self, view: &ReuseView, asks: &mut Asks) {
        if view.found.is_none() && view.progress.is_none() && !view.stopped {
            asks.intents.push(Intent::Reuse(ReuseWish::Find));
        }
        let same = match (&self.of, &view.found) {
            (Some(of), Some(found)) => Arc::ptr_eq(of, found),
            (of, found) => of.is_none() && found.is_none(),
        };
        if !same {
            self.entries = view.found.as_deref().map(Entry::all).unwrap_or_default();
            self.of.clone_from(&view.found);
            self.choose(self.at.min(self.entries.len().saturating_sub(1)));
        }
        if let Some((first, second)) = self.ids()
            && view.opened.as_ref().is_none_or(|(a, b, _)| (*a, *b) != (first, second))
        {
            asks.intents.push(Intent::Reuse(ReuseWish::Compare(first, second)));
        }
    }

    fn choose(&mut self, at: usize) {
        (self.at, self.row) = (at, 0);
        (self.moved, self.list_moved) = (true, true);
        self.heights = Heights::default();
    }

    fn two(&self) -> Option<(usize, usize)> {
        self.entries.get(self.at)?.two(self.of.as_deref()?)
    }

    fn ids(&self) -> Option<(crate::model::ArticleId, crate::model::ArticleId)> {
        let (found, (first, second)) = (self.of.as_deref()?, self.two()?);
        Some((found.articles.get(first)?.article, found.articles.get(second)?.article))
    }

    /// The two of the chosen line, once they are read.
    fn both(&self, view: &ReuseView) -> Option<Arc<Comparison>> {
        let ids = self.ids()?;
        view.opened.as_ref().filter(|(a, b, _)| (*a, *b) == ids).map(|(_, _, both)| Arc::clone(both))
    }

    fn keys(&mut self, ui: &Ui, look: &Look<'_>, view: &ReuseView, asks: &mut Asks) -> Option<Back> {
        let mut back = None;
        for command in look.commands {
            match command {
                AppCommand::NextDocument if self.at + 1 < self.entries.len() => self.choose(self.at + 1),
                AppCommand::PreviousDocument if self.at > 0 => self.choose(self.at - 1),
                AppCommand::NextDoubtful => self.next_difference(view),
                AppCommand::ShowReuse => back = Some(Back::ToPage),
                _ => {}
            }
        }
        let rows = self.both(view).map_or(0, |both| both.rows.len());
        keyboard::take(ui, look, |key, physical, _| {
            let to = |row: usize| Some(row.min(rows.saturating_sub(1)));
            let row = match key {
                Key::ArrowDown => to(self.row + 1),
                Key::ArrowUp => Some(self.row.saturating_sub(1)),
                Key::Home => Some(0),
                Key::End => to(rows),
                Key::Escape if view.progress.is_some() => {
                    asks.intents.push(Intent::Reuse(ReuseWish::Stop));
                    return true;
                }
                Key::Escape => {
                    back = Some(Back::ToPage);
                    return true;
                }
                _ => None,
            };
            if let Some(row) = row {
                (self.row, self.moved) = (row, true);
                return true;
            }
            let side = match keyboard::pressed(key, physical) {
                Some('1') => 0,
                Some('2') => 1,
                Some('F') if view.progress.is_none() => {
                    asks.intents.push(Intent::Reuse(ReuseWish::Find));
                    return true;
                }
                _ => return false,
            };
            back = self.both(view).map(|both| Back::ToDocument(both.sides[side].document.id)).or(back);
            true
        });
        back
    }

    /// To the next row in which the two differ, from the top again at the end.
    fn next_difference(&mut self, view: &ReuseView) {
        let Some(both) = self.both(view) else { return };
        let differs = |row: &usize| {
            let own = |side: usize| -> Option<&ComparedParagraph> {
                both.rows.get(*row)?[side].and_then(|at| both.sides[side].paragraphs.get(at))
            };
            [0, 1].into_iter().any(|side| own(side).is_none_or(|p| !p.only.is_empty()))
        };
        let count = both.rows.len();
        if let Some(row) = (self.row + 1..count).chain(0..count.min(self.row + 1)).find(differs) {
            (self.row, self.moved) = (row, true);
        }
    }

    /// What is known of the whole: how far the finding is, or what it found.
    fn status(&self, ui: &mut Ui, look: &Look<'_>, view: &ReuseView, asks: &mut Asks) {
        let words = &look.strings.reuse;
        flow(ui, look.rtl_ui, |ui| {
            ui.spacing_mut().item_spacing.x = space(2);
            let style = parts::one_way(look, Style::new(SIZE_SMALL));
            let say = |ui: &mut Ui, text: &str, warns: bool| {
                let color = if warns { look.theme.warn } else { look.theme.quiet };
                let label = ui.add(Label::new(text).style(style).color(color));
                ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
            };
            if let Some(progress) = &view.progress {
                let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
                let left = progress.left().map(|left| left.as_secs());
                let text = look.strings.files_read(count(progress.done), progress.total.map(count), left);
                say(ui, &format!("{} {text}", words.finding), false);
                if Chip::button(Some("Esc"), look.strings.shell.cancel).show(ui, look).clicked() {
                    asks.intents.push(Intent::Reuse(ReuseWish::Stop));
                }
                return;
            }
            match &view.found {
                Some(_) if self.entries.is_empty() => say(ui, words.none, false),
                Some(found) => {
                    say(ui, &look.strings.pairs_found(found.pairs.len(), found.equal.len()), false);
                    say(ui, &look.strings.of_count(self.at + 1, self.entries.len()), false);
                }
                None => say(ui, words.stopped, true),
            }
            if view.stale || view.found.is_none() {
                if view.stale {
                    say(ui, words.stale, true);
                }
                if Chip::button(Some("F"), words.find_again).show(ui, look).clicked() {
                    asks.intents.push(Intent::Reuse(ReuseWish::Find));
                }
            }
        });
    }

    /// What is known of the two.
    fn heads(&self, ui: &mut Ui, look: &Look<'_>, found: &Reuse, both: &Comparison) {
        let words = &look.strings.reuse;
        let Some((first, second)) = self.two() else { return };
        let mut said = vec![match self.entries.get(self.at) {
            Some(Entry::Pair(at)) => {
                let part = found.pairs.get(*at).map_or(0.0, |pair| pair.containment);
                look.strings.part_shared(&percent(look.language, part))
            }
            _ => words.same.to_owned(),
        }];
        said.push(if found.is_older(first, second) { words.first_older } else { words.order_unknown }.to_owned());
        let verdict = said.join(" ");
        ui.add(Label::new(&verdict).style(parts::one_way(look, Style::new(SIZE_TEXT).bold())).full_width().wrap());
        if let Some(Entry::Equal(at)) = self.entries.get(self.at)
            && let Some(group) = found.equal.get(*at).filter(|group| group.len() > 2)
        {
            let names: Vec<String> =
                group.iter().filter_map(|at| found.articles.get(*at)).map(|a| origin(a, look)).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            parts::note(ui, look, &format!("{} {}", words.all_of_them, look.strings.list(&names)));
        }
        ui.add_space(space(1));
        let width = ((ui.available_width() - space(6)) / 2.0).max(space(20));
        let row = ui.available_rect_before_wrap();
        let mut bottom = row.top();
        for (side, at) in [first, second].into_iter().enumerate() {
            let Some(article) = found.articles.get(at) else { continue };
            let offset = side as f32 * (width + space(6));
            let left = if look.rtl_ui { row.right() - offset - width } else { row.left() + offset };
            let rect = egui::Rect::from_min_size(egui::pos2(left, row.top()), vec2(width, row.height()));
            let builder = UiBuilder::new().max_rect(rect).layout(parts::column(look));
            let used = ui.scope_builder(builder, |ui| {
                ui.spacing_mut().item_spacing.y = space(1);
                let style = parts::one_way(look, Style::new(SIZE_TEXT).bold());
                let color = side_color(side, look.theme);
                ui.add(Label::new(&origin(article, look)).style(style).color(color).full_width().elide());
                let own = &both.sides[side];
                parts::note(ui, look, &look.strings.words_of(own.words, own.only, own.moved));
                if own.names_the_other {
                    parts::note(ui, look, words.names_the_other);
                }
            });
            bottom = bottom.max(used.response.rect.bottom());
        }
        ui.advance_cursor_after_rect(row.with_max_y(bottom));
    }

    fn hints(&self, look: &Look<'_>, view: &ReuseView, asks: &mut Asks) {
        let words = &look.strings.reuse;
        if view.progress.is_some() {
            asks.key("Esc", look.strings.shell.cancel);
            return;
        }
        if !self.entries.is_empty() {
            asks.key("\u{2191} \u{2193}", words.key_row);
            asks.key("N", words.key_difference);
            asks.key("PageDown PageUp", words.key_pair);
            asks.key("1 2", words.key_page);
        }
        asks.key("F", words.find_again);
        asks.key("Esc", words.key_back);
    }
}
