//! The queue: what the coder has begun, what is to do, what is done.

use super::Wish;
use super::row::{Row, about, column};
use crate::app::bidi::{Bidi, Label, Style, TextEdit};
use crate::app::command::AppCommand;
use crate::app::context::{Intent, Look};
use crate::app::logic::Study;
use crate::app::parts::{Chip, Dot};
use crate::app::scroll;
use crate::app::theme::{SIZE_SMALL, SIZE_TEXT, space};
use crate::model::{ArticleId, CodingState};
use crate::project::QueueItem;
use crate::text::fold::fold_key;
use egui::{Id, Key, ScrollArea, Ui, UiBuilder, vec2};

/// Height of the name of a group, in points.
const GROUP: f32 = space(8);
/// Width of a letter of a title on the average, in points.
const LETTER: f32 = 6.7;
/// Points of a row beside its title.
const ROUND_TITLE: f32 = space(8);
/// Lines of a queue that is long.
const LONG: usize = 300;

/// What the queue remembers between frames.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// The article that was open, so that it is scrolled into sight when another is opened.
    open: Option<ArticleId>,
}

/// A line of the queue.
enum Line<'a> {
    Group(&'static str, usize),
    Item(&'a QueueItem),
}

impl Line<'_> {
    /// Lines of its title, and its height.
    fn measure(&self, ui: &Ui, width: f32, is_long: bool) -> (u8, f32) {
        match self {
            Self::Group(..) => (1, GROUP),
            Self::Item(item) => {
                let lines = title_lines(ui, &item.title, width, is_long);
                (lines, Row::height(lines, item.outlet.is_some()))
            }
        }
    }
}

/// Lines that a title is given. In a long queue they are estimated: it cannot be laid out as a whole for its heights.
fn title_lines(ui: &Ui, title: &str, width: f32, is_long: bool) -> u8 {
    let needed = if is_long {
        title.chars().count() as f32 * LETTER
    } else {
        Bidi::of(ui.ctx()).galley(ui.ctx(), title, &Style::new(SIZE_TEXT), None).size().x
    };
    if needed > width - ROUND_TITLE { 2 } else { 1 }
}

pub(super) fn show(
    ui: &mut Ui,
    look: &Look<'_>,
    study: &Study,
    search: &mut String,
    search_begins: &mut bool,
    shown: &mut Shown,
    wishes: &mut Vec<Wish>,
) {
    ui.spacing_mut().item_spacing.y = space(1);
    ui.with_layout(column(look), |ui| {
        if study.queue.is_empty() {
            empty(ui, look, study, wishes);
            return;
        }
        let key = fold_key(search.trim());
        let lines = lines(look, &study.queue, &key);
        field(ui, look, search, search_begins, &lines, wishes);
        if lines.is_empty() {
            about(ui, look, look.strings.frame.no_match);
        }
        list(ui, look, study, &lines, shown, wishes);
    });
}

fn field(
    ui: &mut Ui,
    look: &Look<'_>,
    search: &mut String,
    begins: &mut bool,
    lines: &[Line<'_>],
    wishes: &mut Vec<Wish>,
) {
    let id = Id::unique("queue-search");
    let has = ui.memory(|m| m.has_focus(id));
    let pressed = |key| has && ui.input(|i| i.key_pressed(key));
    let (enter, escape) = (pressed(Key::Enter), pressed(Key::Escape));
    let words = look.strings.frame;
    let field = ui.add(TextEdit::singleline(search, words.search).hint(words.search).id(id));
    if std::mem::take(begins) {
        field.request_focus();
    }
    if escape {
        search.clear();
        field.surrender_focus();
    }
    let first = lines.iter().find_map(|line| match line {
        Line::Item(item) => Some(item.article),
        Line::Group(..) => None,
    });
    if let Some(article) = first.filter(|_| enter && !search.trim().is_empty()) {
        wishes.push(Wish::Intent(Intent::OpenArticle(article)));
        search.clear();
        field.surrender_focus();
    }
}

/// The lines in groups; with letters to look for, only what has them.
fn lines<'a>(look: &Look<'_>, queue: &'a [QueueItem], key: &str) -> Vec<Line<'a>> {
    let words = look.strings.shell;
    let has_letters = |item: &&QueueItem| {
        key.is_empty()
            || fold_key(&item.title).contains(key)
            || item.outlet.as_ref().is_some_and(|o| fold_key(o).contains(key))
    };
    let groups = [
        (words.begun, Some(CodingState::Begun), false),
        (words.to_do, None, false),
        (words.done_with_gaps, Some(CodingState::Done), true),
        (words.done, Some(CodingState::Done), false),
    ];
    let mut out = Vec::with_capacity(queue.len() + groups.len());
    for (name, state, has_gaps) in groups {
        let is_of = |q: &&QueueItem| q.state == state && q.has_gaps == has_gaps;
        let items: Vec<&QueueItem> = queue.iter().filter(is_of).filter(has_letters).collect();
        if !items.is_empty() {
            out.push(Line::Group(name, items.len()));
            out.extend(items.into_iter().map(Line::Item));
        }
    }
    out
}

fn list(ui: &mut Ui, look: &Look<'_>, study: &Study, lines: &[Line<'_>], shown: &mut Shown, wishes: &mut Vec<Wish>) {
    let open = study.coding.as_ref().map(|c| c.article.id);
    let follow = shown.open != open;
    shown.open = open;
    let width = ui.available_width() - space(3);
    let sizes: Vec<(u8, f32)> = lines.iter().map(|line| line.measure(ui, width, lines.len() > LONG)).collect();
    let whole: f32 = sizes.iter().map(|(_, high)| high).sum();
    let area = ScrollArea::vertical().id_salt("queue-list").auto_shrink([false, false]);
    scroll::show(ui, look.rtl_ui, area, |ui, area| {
        area.show_viewport(ui, |ui, seen| {
            ui.set_height(whole);
            let corner = ui.max_rect().min;
            let mut below = 0.0;
            for (line, (title_lines, high)) in lines.iter().zip(sizes) {
                let top = below;
                below += high;
                let rect = egui::Rect::from_min_size(corner + vec2(0.0, top), vec2(width, high));
                let is_open = matches!(line, Line::Item(item) if Some(item.article) == open);
                if is_open && follow {
                    ui.scroll_to_rect(rect, None);
                }
                if below < seen.top() || top > seen.bottom() {
                    continue;
                }
                let mut place =
                    ui.new_child(UiBuilder::new().max_rect(rect).layout(column(look)).id_salt(top.to_bits()));
                match line {
                    Line::Group(name, count) => {
                        place.add_space(space(2));
                        // No dot between them: beside an Arabic digit it reads as a zero.
                        let text = format!("{name}: {}", look.strings.number(*count));
                        let label = Label::new(&text).style(Style::new(SIZE_SMALL).bold());
                        place.add(label.color(look.theme.quiet).heading());
                    }
                    Line::Item(item) => {
                        let row = Row {
                            note: item.outlet.as_deref().unwrap_or_default(),
                            on: is_open,
                            dot: Some(dot(item)),
                            lines: title_lines,
                            by_direction: true,
                            ..Row::new(&item.title)
                        };
                        if row.show(&mut place, look).clicked() && !is_open {
                            wishes.push(Wish::Intent(Intent::OpenArticle(item.article)));
                        }
                    }
                }
            }
        })
    });
}

const fn dot(item: &QueueItem) -> Dot {
    match item.state {
        None => Dot::None,
        Some(CodingState::Done) if item.has_gaps => Dot::Gaps,
        Some(CodingState::Begun) => Dot::Open,
        Some(CodingState::Done) => Dot::Full,
    }
}

/// An empty queue says who can fill it.
fn empty(ui: &mut Ui, look: &Look<'_>, study: &Study, wishes: &mut Vec<Wish>) {
    let words = look.strings.frame;
    ui.add(Label::new(words.queue_empty).style(Style::new(SIZE_TEXT).bold()).wrap());
    let leads = study.sees_figures();
    about(ui, look, if leads { words.queue_empty_lead } else { words.queue_empty_coder });
    ui.add_space(space(1));
    let ways: &[AppCommand] = if study.documents.is_empty() { &[AppCommand::AddFiles] } else { &[AppCommand::GoTeam] };
    for command in ways.iter().filter(|_| leads) {
        if Chip::button(command.key_label().as_deref(), command.name(look.strings)).show(ui, look).clicked() {
            wishes.push(Wish::Command(*command));
        }
    }
}
