//! The list of cases, under headings by article, question, values or coders.

use super::view::{coder_name, held_text};
use crate::app::bidi::Style;
use crate::app::context::Look;
use crate::app::parts::{self, Chip, Cursor, Dot, LINE, isolate, one_way};
use crate::app::scroll;
use crate::app::theme::{RADIUS, SIZE_SMALL, SIZE_TEXT, space};
use crate::model::{ArticleId, UiLanguage};
use crate::project::{Asked, Case, CaseFilter, Cases, Judged, Standing};
use egui::{CornerRadius, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the list is ordered by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Grouping {
    /// Articles.
    #[default]
    Articles,
    /// Questions.
    Questions,
    /// Values against each other.
    Values,
    /// Two coders who differ.
    Coders,
}

impl Grouping {
    const ALL: [Self; 4] = [Self::Articles, Self::Questions, Self::Values, Self::Coders];

    /// The next one, around to the first.
    pub(super) fn next(self) -> Self {
        let at = Self::ALL.iter().position(|g| *g == self).unwrap_or_default();
        Self::ALL[(at + 1) % Self::ALL.len()]
    }

    fn name(self, look: &Look<'_>) -> &'static str {
        let words = look.strings.adjudication;
        match self {
            Self::Articles => words.by_article,
            Self::Questions => words.by_question,
            Self::Values => words.by_values,
            Self::Coders => words.by_coders,
        }
    }
}

/// What the cases of a group have in common.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Narrow {
    /// The article.
    Article(ArticleId),
    /// The question.
    Item(String),
    /// The question, and two values that stand against each other.
    Values(String, String, String),
    /// Two coders, by place.
    Coders(usize, usize),
}

impl Narrow {
    /// Only cases that have this in common, too.
    pub(super) fn within(&self, filter: &CaseFilter) -> CaseFilter {
        let mut filter = filter.clone();
        match self {
            Self::Article(article) => filter.article = Some(*article),
            Self::Item(item) => filter.items = vec![item.clone()],
            Self::Values(item, a, b) => {
                filter.items = vec![item.clone()];
                filter.values = Some((a.clone(), b.clone()));
            }
            Self::Coders(a, b) => filter.coders = vec![*a, *b],
        }
        filter
    }
}

/// Whether a filter shows only some of the cases.
pub(super) fn narrows(filter: &CaseFilter) -> bool {
    *filter != CaseFilter { settled: filter.settled, ..CaseFilter::default() }
}

/// What a filter shows only, in words, each with the filter without it.
pub(super) fn narrowed(look: &Look<'_>, cases: &Cases, filter: &CaseFilter, reveal: bool) -> Vec<(String, CaseFilter)> {
    let mut out = Vec::new();
    let case_of = |article| cases.cases.iter().find(|c| c.article == article);
    if let Some(case) = filter.article.and_then(case_of) {
        out.push((case.title.clone(), CaseFilter { article: None, ..filter.clone() }));
    }
    if let Some(item) = filter.items.first() {
        let case = cases.cases.iter().find(|c| c.asked.item() == *item);
        let label = case.map_or(item.as_str(), |c| c.label.get(look.language));
        out.push((label.to_owned(), CaseFilter { items: Vec::new(), values: None, ..filter.clone() }));
    }
    if let Some((a, b)) = &filter.values {
        let variable = filter.items.first().and_then(|item| cases.book.variable(item)).map(|(_, variable)| variable);
        let named = |codes: &str| {
            let name = |code: &str| {
                variable.and_then(|v| v.value(code)).map_or(code.to_owned(), |v| v.label.get(look.language).to_owned())
            };
            let names: Vec<String> = codes.split('|').map(name).collect();
            let names = look.strings.list(&names.iter().map(String::as_str).collect::<Vec<_>>());
            if names.is_empty() { look.strings.adjudication.not_coded.to_owned() } else { names }
        };
        let both = format!("{} / {}", isolate(&named(a)), isolate(&named(b)));
        out.push((both, CaseFilter { values: None, ..filter.clone() }));
    }
    if let [a, b] = filter.coders.as_slice() {
        let name = |n: usize| isolate(&coder_name(look, cases, n, reveal));
        let both = look.strings.two_apart(&name(*a), &name(*b));
        out.push((both, CaseFilter { coders: Vec::new(), ..filter.clone() }));
    }
    out
}

/// A line of the list.
#[derive(Clone, PartialEq, Debug)]
enum Line {
    /// A heading with the number of its cases, and what they have in common.
    Head(String, usize, Narrow),
    /// A case by its place in [`Cases::cases`].
    Case(usize),
}

/// What a list was made of.
type Of = (Arc<Cases>, Grouping, CaseFilter, bool, UiLanguage);

/// The lines of the list, made anew when something that they rest on changes.
#[derive(Debug, Default)]
pub(super) struct Listed {
    of: Option<Of>,
    lines: Vec<Line>,
    cases: Vec<usize>,
}

impl Listed {
    /// Brings the list up to date.
    pub(super) fn follow(
        &mut self,
        look: &Look<'_>,
        cases: &Arc<Cases>,
        grouping: Grouping,
        filter: &CaseFilter,
        reveal: bool,
    ) {
        let same = |of: &Of| {
            Arc::ptr_eq(&of.0, cases) && of.2 == *filter && (of.1, of.3, of.4) == (grouping, reveal, look.language)
        };
        if self.of.as_ref().is_some_and(same) {
            return;
        }
        self.lines = lines(look, cases, grouping, filter, reveal);
        let of_case = |line: &Line| match line {
            Line::Case(at) => Some(*at),
            Line::Head(..) => None,
        };
        self.cases = self.lines.iter().filter_map(of_case).collect();
        self.of = Some((Arc::clone(cases), grouping, filter.clone(), reveal, look.language));
    }

    /// What the group has in common in which a place of [`Listed::cases`] stands.
    pub(super) fn group_of(&self, place: usize) -> Option<&Narrow> {
        let is_case = |line: &(usize, &Line)| matches!(line.1, Line::Case(_));
        let at = self.lines.iter().enumerate().filter(is_case).nth(place).map(|(at, _)| at)?;
        self.lines.get(..at)?.iter().rev().find_map(|line| match line {
            Line::Head(_, _, narrow) => Some(narrow),
            Line::Case(_) => None,
        })
    }

    /// The cases in their order, by their places in [`Cases::cases`].
    pub(super) fn cases(&self) -> &[usize] {
        &self.cases
    }
}

fn lines(look: &Look<'_>, cases: &Cases, grouping: Grouping, filter: &CaseFilter, reveal: bool) -> Vec<Line> {
    let order: BTreeMap<(&str, String), usize> = cases
        .book
        .units
        .iter()
        .flat_map(|unit| {
            let roles = unit.roles.iter().map(|role| Asked::Spans(role.code.clone()));
            let answers = unit.variables.iter().map(|variable| Asked::Answer(variable.code.clone()));
            let all = std::iter::once(Asked::There).chain(roles).chain(answers);
            all.map(|asked| (unit.code.as_str(), asked.item()))
        })
        .enumerate()
        .map(|(at, question)| (question, at))
        .collect();
    let place = |case: &Case| order.get(&(case.unit.as_str(), case.asked.item())).copied().unwrap_or_default();
    // Group by order and name; within it the cases stand as they do in the articles.
    let mut keyed: Vec<((usize, String, Narrow), usize)> = Vec::new();
    let mut articles: BTreeMap<crate::model::ArticleId, usize> = BTreeMap::new();
    for (at, case) in cases.cases.iter().enumerate().filter(|(_, case)| filter.holds(case)) {
        let question = || case.label.get(look.language).to_owned();
        match grouping {
            Grouping::Articles => {
                let next = articles.len();
                let number = *articles.entry(case.article).or_insert(next);
                keyed.push(((number, case.title.clone(), Narrow::Article(case.article)), at));
            }
            Grouping::Questions => keyed.push(((place(case), question(), Narrow::Item(case.asked.item())), at)),
            Grouping::Values => {
                let item = case.asked.item();
                let mut codes: Vec<String> = case.cells.iter().flatten().map(Judged::code).collect();
                codes.sort();
                codes.dedup();
                let narrow = match codes.as_slice() {
                    // Words that were marked have no names to stand against each other.
                    [a, b, ..] if !matches!(case.asked, Asked::Spans(_)) => Narrow::Values(item, a.clone(), b.clone()),
                    _ => Narrow::Item(item),
                };
                keyed.push(((place(case), against(look, cases, case), narrow), at));
            }
            Grouping::Coders => {
                let cells: Vec<(usize, &Judged)> =
                    case.cells.iter().enumerate().filter_map(|(n, cell)| Some((n, cell.as_ref()?))).collect();
                for (n, (a, first)) in cells.iter().enumerate() {
                    let wanted = |b: usize| filter.coders.is_empty() || filter.coders == [*a, b];
                    for (b, _) in cells[n + 1..].iter().filter(|(b, second)| second != first && wanted(*b)) {
                        let name = |n: usize| isolate(&coder_name(look, cases, n, reveal));
                        let both = look.strings.two_apart(&name(*a), &name(*b));
                        keyed.push(((a * cases.coders.len() + b, both, Narrow::Coders(*a, *b)), at));
                    }
                }
            }
        }
    }
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    let mut out: Vec<Line> = Vec::with_capacity(keyed.len());
    for group in keyed.chunk_by(|a, b| (a.0.0, &a.0.1) == (b.0.0, &b.0.1)) {
        if let Some(((_, name, narrow), _)) = group.first() {
            out.push(Line::Head(name.clone(), group.len(), narrow.clone()));
        }
        out.extend(group.iter().map(|(_, at)| Line::Case(*at)));
    }
    out
}

/// "Genre: News against Column", for values that are named.
fn against(look: &Look<'_>, cases: &Cases, case: &Case) -> String {
    let question = case.label.get(look.language);
    if matches!(case.asked, Asked::Spans(_)) {
        return question.to_owned();
    }
    let mut held: Vec<(String, String)> = Vec::new();
    for cell in case.cells.iter().flatten() {
        let entry = (cell.code(), held_text(look, cases, case, cell, None));
        if !held.contains(&entry) {
            held.push(entry);
        }
    }
    held.sort();
    let names: Vec<String> = held.iter().map(|(_, name)| isolate(name)).collect();
    format!("{}: {}", isolate(question), names.join(" / "))
}

/// What was pressed in the list.
#[derive(Default)]
pub(super) struct Pressed {
    /// The place of a case among [`Listed::cases`].
    pub(super) at: Option<usize>,
    /// Another grouping.
    pub(super) grouping: Option<Grouping>,
    /// Only the cases of a group.
    pub(super) narrow: Option<Narrow>,
}

/// Draws the list.
pub(super) fn show(
    ui: &mut Ui,
    look: &Look<'_>,
    cases: &Cases,
    listed: &Listed,
    grouping: Grouping,
    at: usize,
    moved: bool,
) -> Pressed {
    let mut pressed = Pressed::default();
    parts::flow(ui, look.rtl_ui, |ui| {
        for other in Grouping::ALL {
            let chip = Chip::answer(None, other.name(look), other == grouping, Role::RadioButton);
            if chip.show(ui, look).clicked() {
                pressed.grouping = Some(other);
            }
        }
    });
    ui.add_space(space(2));
    let here =
        listed.lines.iter().enumerate().filter(|(_, line)| matches!(line, Line::Case(_))).nth(at).map(|(n, _)| n);
    let mut area = ScrollArea::vertical().id_salt("cases").auto_shrink([false, false]);
    if let (true, Some(here)) = (moved, here) {
        let third = ui.available_height() / 3.0;
        area = area.vertical_scroll_offset((here as f32 * LINE - third).max(0.0));
    }
    scroll::show(ui, look.rtl_ui, area, |ui, area| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        area.show_rows(ui, LINE, listed.lines.len(), |ui, range| {
            let before = listed.lines[..range.start].iter().filter(|line| matches!(line, Line::Case(_))).count();
            let mut number = before;
            for n in range {
                match listed.lines.get(n) {
                    Some(Line::Head(name, count, narrow)) => {
                        let clicked = head(ui, look, name, *count);
                        if clicked {
                            pressed.narrow = Some(narrow.clone());
                        }
                    }
                    Some(Line::Case(case)) => {
                        if let Some(case) = cases.cases.get(*case)
                            && row(ui, look, case, grouping, here == Some(n))
                        {
                            pressed.at = Some(number);
                        }
                        number += 1;
                    }
                    None => {}
                }
            }
        })
    });
    pressed
}

fn head(ui: &mut Ui, look: &Look<'_>, name: &str, count: usize) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, name));
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), look.theme.raised);
    }
    let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), look.rtl_ui);
    cursor.text_end(ui, &look.strings.number(count), &Style::new(SIZE_SMALL), look.theme.quiet, space(10));
    let style = one_way(look, Style::new(SIZE_SMALL).bold());
    let room = cursor.room();
    cursor.text(ui, name, &style, look.theme.quiet, room);
    response.clicked()
}

fn row(ui: &mut Ui, look: &Look<'_>, case: &Case, grouping: Grouping, here: bool) -> bool {
    let theme = look.theme;
    let question = case.label.get(look.language);
    let what = match grouping {
        Grouping::Articles => isolate(question),
        Grouping::Questions | Grouping::Values => isolate(&case.title),
        Grouping::Coders => format!("{} · {}", isolate(question), isolate(&case.title)),
    };
    let text = if case.words.is_empty() { what } else { format!("{what} «{}»", isolate(&case.words)) };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, here, &text));
    if here || response.hovered() {
        let fill = if here { theme.selection } else { theme.surface };
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), fill);
    }
    let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), look.rtl_ui);
    let sign = match case.standing {
        Standing::Settled => Dot::Full,
        Standing::Differs => Dot::Open,
        Standing::Unanimous | Standing::Waits | Standing::Moot => Dot::None,
    };
    parts::dot(ui, cursor.take(space(4)), sign, theme);
    cursor.skip(space(1));
    let room = cursor.room();
    cursor.text(ui, &text, &one_way(look, Style::new(SIZE_TEXT)), theme.ink, room);
    response.clicked()
}
