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
use crate::model::{ArticleId, CodingState, UiLanguage};
use crate::project::QueueItem;
use crate::text::fold::fold_key;
use egui::{Id, Key, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};
use std::collections::HashSet;

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
    /// Titles and outlets, folded, and which queue they are of; made when something is looked for.
    keys: (u64, Vec<(String, String)>),
    list: List,
}

/// The lines of the queue, as long as nothing that they are made of changes.
#[derive(Debug, Default)]
struct List {
    made_of: Option<MadeOf>,
    lines: Vec<Line>,
    /// Height of all, in points.
    whole: f64,
}

/// What the lines are made of: the queue, what was found in texts, what is looked for, width in points, language, size.
type MadeOf = (u64, u64, String, f32, UiLanguage, f32);

/// A line of the queue.
#[derive(Debug)]
struct Line {
    what: What,
    /// Where it begins, in points from the first one. In a queue of 100,000 articles these are millions, too many for `f32`.
    top: f64,
    high: f32,
    /// Lines of its title.
    titles: u8,
}

#[derive(Clone, Copy, Debug)]
enum What {
    Group(&'static str, usize),
    /// The place of an article in the queue.
    Item(usize),
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
        let first = shown.list.lines.iter().find_map(|line| match line.what {
            What::Item(at) => study.queue.get(at).map(|item| item.article),
            What::Group(..) => None,
        });
        field(ui, look, search, search_begins, first, wishes);
        let words = search.trim();
        let is_asked = !words.is_empty() && study.sought.as_ref().is_none_or(|(known, _)| known != words);
        if is_asked {
            // The texts are asked after this frame, and the next one shows what they say.
            wishes.push(Wish::Intent(Intent::LookFor(words.to_owned())));
            ui.ctx().request_repaint();
        }
        let width = ui.available_width() - space(3);
        shown.prepare(ui, look, study, words, width);
        if shown.list.lines.is_empty() && !is_asked {
            about(ui, look, look.strings.frame.no_match);
        }
        list(ui, look, study, shown, width, wishes);
    });
}

fn field(
    ui: &mut Ui,
    look: &Look<'_>,
    search: &mut String,
    begins: &mut bool,
    first: Option<ArticleId>,
    wishes: &mut Vec<Wish>,
) {
    let id = Id::unique("queue-search");
    let has = ui.memory(|m| m.has_focus(id));
    let pressed = |key| has && ui.input(|i| i.key_pressed(key));
    let enter = pressed(Key::Enter);
    let words = look.strings.frame;
    let field = ui.add(TextEdit::singleline(search, words.search).hint(words.search).id(id));
    if std::mem::take(begins) {
        field.request_focus();
    }
    // Escape has taken the keyboard from the field already.
    if field.lost_focus() && ui.input(|i| i.key_pressed(Key::Escape)) {
        search.clear();
    }
    if let Some(article) = first.filter(|_| enter && !search.trim().is_empty()) {
        wishes.push(Wish::Intent(Intent::OpenArticle(article)));
        search.clear();
        field.surrender_focus();
    }
}

impl Shown {
    /// Makes the lines anew where something has changed.
    fn prepare(&mut self, ui: &Ui, look: &Look<'_>, study: &Study, words: &str, width: f32) {
        let made_of = (study.queue_changes, study.searches, words.to_owned(), width, look.language, look.zoom);
        if self.list.made_of.as_ref() == Some(&made_of) {
            return;
        }
        if !words.is_empty() && (self.keys.0 != study.queue_changes || self.keys.1.len() != study.queue.len()) {
            let keys =
                |item: &QueueItem| (fold_key(&item.title), item.outlet.as_deref().map(fold_key).unwrap_or_default());
            self.keys = (study.queue_changes, study.queue.iter().map(keys).collect());
        }
        let chosen = chosen(&study.queue, &self.keys.1, words, study.sought.as_ref());
        let mut top = 0.0;
        let mut lines = Vec::with_capacity(chosen.len() + 4);
        let mut add = |what, titles, high: f32| {
            lines.push(Line { what, top, high, titles });
            top += f64::from(high);
        };
        let is_long = chosen.len() > LONG;
        for (name, items) in groups(look, &study.queue, &chosen) {
            add(What::Group(name, items.len()), 1, GROUP);
            for at in items {
                let Some(item) = study.queue.get(at) else { continue };
                let titles = title_lines(ui, &item.title, width, is_long);
                add(What::Item(at), titles, Row::height(titles, item.outlet.is_some()));
            }
        }
        self.list = List { made_of: Some(made_of), lines, whole: top };
    }
}

/// Places of the articles that have all words, in title, outlet or text; without words, of all.
fn chosen(
    queue: &[QueueItem],
    keys: &[(String, String)],
    words: &str,
    sought: Option<&(String, HashSet<ArticleId>)>,
) -> Vec<usize> {
    if words.is_empty() {
        return (0..queue.len()).collect();
    }
    let key = fold_key(words);
    let in_text = sought.filter(|(known, _)| known == words).map(|(_, articles)| articles);
    let has = |(item, (title, outlet)): (&QueueItem, &(String, String))| {
        title.contains(&key) || outlet.contains(&key) || in_text.is_some_and(|found| found.contains(&item.article))
    };
    queue.iter().zip(keys).enumerate().filter(|(_, one)| has(*one)).map(|(at, _)| at).collect()
}

/// Places of articles in groups.
fn groups(look: &Look<'_>, queue: &[QueueItem], chosen: &[usize]) -> Vec<(&'static str, Vec<usize>)> {
    let words = look.strings.shell;
    let groups = [
        (words.begun, Some(CodingState::Begun), false),
        (words.to_do, None, false),
        (words.done_with_gaps, Some(CodingState::Done), true),
        (words.done, Some(CodingState::Done), false),
    ];
    let of = |(name, state, has_gaps)| {
        let is_of = |at: &usize| queue.get(*at).is_some_and(|q| q.state == state && q.has_gaps == has_gaps);
        (name, chosen.iter().copied().filter(is_of).collect::<Vec<_>>())
    };
    groups.into_iter().map(of).filter(|(_, items)| !items.is_empty()).collect()
}

fn list(ui: &mut Ui, look: &Look<'_>, study: &Study, shown: &mut Shown, width: f32, wishes: &mut Vec<Wish>) {
    let open = study.coding.as_ref().map(|c| c.article.id);
    let follow = shown.open != open;
    shown.open = open;
    let List { lines, whole, .. } = &shown.list;
    let is_open = |line: &Line| match line.what {
        What::Item(at) => open.is_some() && study.queue.get(at).map(|item| item.article) == open,
        What::Group(..) => false,
    };
    let area = ScrollArea::vertical().id_salt("queue-list").auto_shrink([false, false]);
    scroll::show(ui, look.rtl_ui, area, |ui, area| {
        let sight = ui.available_rect_before_wrap().top();
        area.show_viewport(ui, |ui, seen| {
            ui.set_height(*whole as f32);
            let left = ui.max_rect().left();
            let above = f64::from(seen.top());
            // Counted from what is seen and not from the first line, so that millions of points take no fractions away.
            let place = |line: &Line| {
                Rect::from_min_size(pos2(left, sight + (line.top - above) as f32), vec2(width, line.high))
            };
            if follow && let Some(line) = lines.iter().find(|line| is_open(line)) {
                ui.scroll_to_rect(place(line), None);
            }
            let first = lines.partition_point(|line| line.top + f64::from(line.high) < above);
            let end = f64::from(seen.bottom());
            for line in lines.iter().skip(first).take_while(|line| line.top <= end) {
                let salt = line.top.to_bits();
                let mut place = ui.new_child(UiBuilder::new().max_rect(place(line)).layout(column(look)).id_salt(salt));
                match line.what {
                    What::Group(name, count) => {
                        place.add_space(space(2));
                        // No dot between them: beside an Arabic digit it reads as a zero.
                        let text = format!("{name}: {}", look.strings.number(count));
                        let label = Label::new(&text).style(Style::new(SIZE_SMALL).bold());
                        place.add(label.color(look.theme.quiet).heading());
                    }
                    What::Item(at) => {
                        let Some(item) = study.queue.get(at) else { continue };
                        let row = Row {
                            note: item.outlet.as_deref().unwrap_or_default(),
                            on: is_open(line),
                            dot: Some(dot(item)),
                            lines: line.titles,
                            by_direction: true,
                            ..Row::new(&item.title)
                        };
                        if row.show(&mut place, look).clicked() && !is_open(line) {
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
    let ways: &[AppCommand] = if study.has_documents { &[AppCommand::GoTeam] } else { &[AppCommand::AddFiles] };
    for command in ways.iter().filter(|_| leads) {
        if Chip::button(command.key_label().as_deref(), command.name(look.strings)).show(ui, look).clicked() {
            wishes.push(Wish::Command(*command));
        }
    }
}
