//! Articles by people: who has what, and how far it is.

use super::Team;
use super::acts::Mark;
use super::screen::Wish;
use crate::app::bidi::{Style, Tooltip as _};
use crate::app::context::Look;
use crate::app::parts::{self, Chip, Cursor, flow, galley, isolate, paint_in};
use crate::app::scroll;
use crate::app::theme::{FOCUS_RING, RADIUS, SIZE_SMALL, SIZE_TEXT, Theme, space};
use crate::model::{Article, RoundId};
use egui::{CornerRadius, Key, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// Height of an article's line, in points.
const ROW: f32 = space(8);

/// A place in the grid.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Cell {
    /// The article, in the order of the documents.
    pub(super) row: usize,
    /// The person.
    pub(super) column: usize,
}

impl Cell {
    /// The same place, or the nearest one that is there.
    pub(super) fn within(self, rows: usize, columns: usize) -> Self {
        Self { row: self.row.min(rows.saturating_sub(1)), column: self.column.min(columns.saturating_sub(1)) }
    }

    /// The place that an arrow leads to; it may lie beyond the end.
    pub(super) fn moved_by(self, key: Key, rtl: bool) -> Option<Self> {
        let back = |n: usize| n.saturating_sub(1);
        Some(match key {
            Key::ArrowUp => Self { row: back(self.row), ..self },
            Key::ArrowDown => Self { row: self.row + 1, ..self },
            Key::ArrowLeft | Key::ArrowRight if (key == Key::ArrowLeft) == rtl => {
                Self { column: self.column + 1, ..self }
            }
            Key::ArrowLeft | Key::ArrowRight => Self { column: back(self.column), ..self },
            Key::PageUp => Self { row: self.row.saturating_sub(10), ..self },
            Key::PageDown => Self { row: self.row + 10, ..self },
            Key::Home => Self { row: 0, ..self },
            Key::End => Self { row: usize::MAX / 2, ..self },
            _ => return None,
        })
    }
}

/// What a mark is called.
const fn name(look: &Look<'_>, mark: Mark) -> &'static str {
    match mark {
        Mark::NotGiven => look.strings.team.not_given,
        Mark::ToDo => look.strings.team.to_do,
        Mark::Begun => look.strings.team.begun,
        Mark::Done => look.strings.team.done,
    }
}

/// Draws the grid.
pub(super) fn show(
    ui: &mut Ui,
    look: &Look<'_>,
    team: &Team,
    round: RoundId,
    at: Cell,
    moved: bool,
    wishes: &mut Vec<Wish>,
) {
    let words = look.strings.team;
    let articles = team.articles();
    parts::heading(ui, look, words.work);
    ui.add_space(space(1));
    if articles.is_empty() {
        parts::text(ui, look, words.no_articles);
        return;
    }
    if team.rounds.len() > 1 {
        flow(ui, look.rtl_ui, |ui| {
            for one in &team.rounds {
                let name = format!("{} · {}", isolate(&one.name), look.strings.round_kind(one.kind));
                let chip = Chip { one_way: true, ..Chip::answer(None, &name, one.id == round, Role::RadioButton) };
                if chip.show(ui, look).clicked() {
                    wishes.push(Wish::Round(one.id));
                }
            }
        });
        ui.add_space(space(1));
    }
    flow(ui, look.rtl_ui, |ui| {
        for (key, name, wish) in [
            ("A", words.all_to_all, Wish::AllToAll),
            ("R", words.row_to_all, Wish::RowToAll),
            ("T", words.all_to_one, Wish::AllToOne(None)),
        ] {
            if Chip::button(Some(key), name).show(ui, look).clicked() {
                wishes.push(wish);
            }
        }
    });
    ui.add_space(space(1));
    legend(ui, look);
    let width = ui.available_width() - ui.spacing().scroll.allocated_width();
    let columns = team.coders.len();
    let column = ((width - space(70)) / columns as f32).clamp(space(9), space(28));
    let titles = (width - column * columns as f32).max(space(20));
    head(ui, look, team, width, titles, column);
    scroll::show(ui, look.rtl_ui, ScrollArea::vertical().id_salt("work").auto_shrink([false, false]), |ui, area| {
        area.show_viewport(ui, |ui, seen| {
            let (whole, _) = ui.allocate_exact_size(vec2(width, ROW * articles.len() as f32), Sense::hover());
            let line = |row: usize| Rect::from_min_size(whole.min + vec2(0.0, ROW * row as f32), vec2(width, ROW));
            // A line more on both sides, so that a screen reader's next step is there.
            let first = ((seen.top() / ROW).floor().max(0.0) as usize).saturating_sub(1);
            let last = (((seen.bottom() / ROW).ceil().max(0.0) as usize) + 1).min(articles.len());
            for (row, article) in articles.iter().enumerate().take(last).skip(first) {
                article_line(ui, look, team, round, article, row, line(row), (titles, column), at, wishes);
            }
            if moved {
                ui.scroll_to_rect(line(at.row).expand2(vec2(0.0, ROW)), None);
            }
        })
    });
}

fn head(ui: &mut Ui, look: &Look<'_>, team: &Team, width: f32, titles: f32, column: f32) {
    let theme = look.theme;
    let (rect, _) = ui.allocate_exact_size(vec2(width, space(6)), Sense::hover());
    let mut cursor = Cursor::new(rect, look.rtl_ui);
    let style = Style::new(SIZE_SMALL).bold();
    let mut first = Cursor::new(cursor.take(titles).shrink2(vec2(space(2), 0.0)), look.rtl_ui);
    first.text(ui, look.strings.team.article, &style, theme.quiet, titles);
    for coder in &team.coders {
        let at = cursor.take(column);
        let text = galley(ui, &coder.name, &style, column - space(1));
        paint_in(ui, &text, at, theme.quiet);
        let node = ui.interact(at, ui.scope_id().with(("who", coder.id)), Sense::hover());
        node.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &coder.name));
        drop(node.on_hover_bidi(&coder.name));
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.edge));
}

#[expect(clippy::too_many_arguments)] // what a line is, where, and how it is marked
fn article_line(
    ui: &Ui,
    look: &Look<'_>,
    team: &Team,
    round: RoundId,
    article: &Article,
    row: usize,
    rect: Rect,
    (titles, column): (f32, f32),
    at: Cell,
    wishes: &mut Vec<Wish>,
) {
    let theme = look.theme;
    if at.row == row {
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), theme.surface);
    }
    let mut cursor = Cursor::new(rect, look.rtl_ui);
    let title_at = cursor.take(titles);
    let mut title = Cursor::new(title_at.shrink2(vec2(space(2), 0.0)), look.rtl_ui);
    let most = title.room();
    title.text(ui, &article.title, &Style::new(SIZE_TEXT), theme.ink, most);
    let node = ui.interact(title_at, ui.scope_id().with(("article", article.id)), Sense::hover());
    node.widget_info(|| WidgetInfo::labeled(Role::RowHeader, true, &article.title));
    for (n, coder) in team.coders.iter().enumerate() {
        let cell = cursor.take(column);
        let mark = team.mark(round, coder.id, article.id);
        let here = at == Cell { row, column: n };
        let response = ui.interact(cell, ui.scope_id().with(("cell", article.id, coder.id)), Sense::click());
        let spoken = look.strings.list(&[&article.title, &coder.name]);
        let spoken = format!("{spoken}: {}", name(look, mark));
        response.widget_info(|| WidgetInfo::selected(Role::GridCell, true, here, &spoken));
        if response.clicked() {
            wishes.push(Wish::Give(Cell { row, column: n }));
        }
        let inside = cell.shrink(2.0);
        if response.hovered() {
            ui.painter().rect_filled(inside, CornerRadius::same(RADIUS), theme.selection);
        }
        if here || response.has_focus() {
            let ring = Stroke::new(FOCUS_RING, theme.accent);
            ui.painter().rect_stroke(inside, CornerRadius::same(RADIUS), ring, StrokeKind::Inside);
        }
        paint(ui, cell, mark, theme);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.line));
}

/// The sign of a mark: none, a ring, a ring with a dot, a filled disc. Its shape says it without its colour.
fn paint(ui: &Ui, rect: Rect, mark: Mark, theme: &Theme) {
    let (at, r) = (rect.center(), 5.0);
    let ring = Stroke::new(1.5, theme.accent);
    match mark {
        Mark::NotGiven => {
            ui.painter().circle_filled(at, 1.5, theme.edge);
        }
        Mark::ToDo => {
            ui.painter().circle_stroke(at, r, ring);
        }
        Mark::Begun => {
            ui.painter().circle_stroke(at, r, ring);
            ui.painter().circle_filled(at, 2.5, theme.accent);
        }
        Mark::Done => {
            ui.painter().circle_filled(at, r + 0.5, theme.accent);
        }
    }
}

/// What the signs mean.
fn legend(ui: &mut Ui, look: &Look<'_>) {
    let theme = look.theme;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), space(6)), Sense::hover());
    let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), look.rtl_ui);
    for mark in [Mark::NotGiven, Mark::ToDo, Mark::Begun, Mark::Done] {
        let sign = cursor.take(space(4));
        paint(ui, sign, mark, theme);
        cursor.skip(space(1));
        cursor.text(ui, name(look, mark), &Style::new(SIZE_SMALL), theme.quiet, space(40));
        cursor.skip(space(2));
    }
}
