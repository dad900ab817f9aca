//! The list of cases, under headings by article, question, values or coders.

use super::view::{coder_name, held_text};
use crate::app::bidi::Style;
use crate::app::context::Look;
use crate::app::parts::{self, Chip, Cursor, Dot, LINE, isolate, one_way};
use crate::app::scroll;
use crate::app::theme::{RADIUS, SIZE_SMALL, SIZE_TEXT, space};
use crate::model::UiLanguage;
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

/// A line of the list.
#[derive(Clone, PartialEq, Debug)]
enum Line {
    /// A heading with the number of its cases.
    Head(String, usize),
    /// A case by its place in [`Cases::cases`].
    Case(usize),
}

/// What a list was made of.
type Of = (Arc<Cases>, Grouping, bool, bool, UiLanguage);

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
        settled: bool,
        reveal: bool,
    ) {
        let same = |of: &Of| {
            Arc::ptr_eq(&of.0, cases) && (of.1, of.2, of.3, of.4) == (grouping, settled, reveal, look.language)
        };
        if self.of.as_ref().is_some_and(same) {
            return;
        }
        self.lines = lines(look, cases, grouping, settled, reveal);
        let of_case = |line: &Line| match line {
            Line::Case(at) => Some(*at),
            Line::Head(..) => None,
        };
        self.cases = self.lines.iter().filter_map(of_case).collect();
        self.of = Some((Arc::clone(cases), grouping, settled, reveal, look.language));
    }

    /// The cases in their order, by their places in [`Cases::cases`].
    pub(super) fn cases(&self) -> &[usize] {
        &self.cases
    }
}

fn lines(look: &Look<'_>, cases: &Cases, grouping: Grouping, settled: bool, reveal: bool) -> Vec<Line> {
    let filter = CaseFilter { settled, ..CaseFilter::default() };
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
    let mut keyed: Vec<((usize, String), usize)> = Vec::new();
    let mut articles: BTreeMap<crate::model::ArticleId, usize> = BTreeMap::new();
    for (at, case) in cases.cases.iter().enumerate().filter(|(_, case)| filter.holds(case)) {
        let question = || case.label.get(look.language).to_owned();
        match grouping {
            Grouping::Articles => {
                let next = articles.len();
                let number = *articles.entry(case.article).or_insert(next);
                keyed.push(((number, case.title.clone()), at));
            }
            Grouping::Questions => keyed.push(((place(case), question()), at)),
            Grouping::Values => keyed.push(((place(case), against(look, cases, case)), at)),
            Grouping::Coders => {
                let cells: Vec<(usize, &Judged)> =
                    case.cells.iter().enumerate().filter_map(|(n, cell)| Some((n, cell.as_ref()?))).collect();
                for (n, (a, first)) in cells.iter().enumerate() {
                    for (b, _) in cells[n + 1..].iter().filter(|(_, second)| second != first) {
                        let name = |n: usize| isolate(&coder_name(look, cases, n, reveal));
                        let both = look.strings.two_apart(&name(*a), &name(*b));
                        keyed.push(((a * cases.coders.len() + b, both), at));
                    }
                }
            }
        }
    }
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    let mut out: Vec<Line> = Vec::with_capacity(keyed.len());
    for group in keyed.chunk_by(|a, b| a.0 == b.0) {
        if let Some(((_, name), _)) = group.first() {
            out.push(Line::Head(name.clone(), group.len()));
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

/// Draws the list; returns the place among [`Listed::cases`] that was pressed, and another grouping that was.
pub(super) fn show(
    ui: &mut Ui,
    look: &Look<'_>,
    cases: &Cases,
    listed: &Listed,
    grouping: Grouping,
    at: usize,
    moved: bool,
) -> (Option<usize>, Option<Grouping>) {
    let (mut pressed, mut chosen) = (None, None);
    parts::flow(ui, look.rtl_ui, |ui| {
        for other in Grouping::ALL {
            let chip = Chip::answer(None, other.name(look), other == grouping, Role::RadioButton);
            if chip.show(ui, look).clicked() {
                chosen = Some(other);
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
                    Some(Line::Head(name, count)) => head(ui, look, name, *count),
                    Some(Line::Case(case)) => {
                        if let Some(case) = cases.cases.get(*case)
                            && row(ui, look, case, grouping, here == Some(n))
                        {
                            pressed = Some(number);
                        }
                        number += 1;
                    }
                    None => {}
                }
            }
        })
    });
    (pressed, chosen)
}

fn head(ui: &mut Ui, look: &Look<'_>, name: &str, count: usize) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, name));
    let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), look.rtl_ui);
    cursor.text_end(ui, &look.strings.number(count), &Style::new(SIZE_SMALL), look.theme.quiet, space(10));
    let style = one_way(look, Style::new(SIZE_SMALL).bold());
    let room = cursor.room();
    cursor.text(ui, name, &style, look.theme.quiet, room);
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
