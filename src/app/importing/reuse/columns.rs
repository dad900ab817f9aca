//! Two articles in two columns, paragraph beside paragraph, with the words that only one of them has.

use crate::app::bidi::{Bidi, Galley, Style};
use crate::app::context::Look;
use crate::app::parts::{self, Cursor};
use crate::app::scroll;
use crate::app::theme::{RADIUS, SIZE_LARGE, SIZE_SMALL, Theme, space};
use crate::model::ZoneKind;
use crate::project::{ComparedParagraph, Comparison};
use egui::{
    Color32, CornerRadius, Rect, Role, ScrollArea, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use std::ops::Range;
use std::sync::Arc;

/// Between the columns, in points.
const GAP: f32 = space(8);
/// The widest column at zoom 1, in points.
const MEASURE: f32 = 560.0;
/// Bytes whose height is measured in one frame.
const AHEAD: usize = 24 * 1024;

/// What the height of the rows rests on: width and zoom as bits.
type Setting = [u32; 2];

/// How high the rows are, measured little by little.
#[derive(Debug, Default)]
pub(super) struct Heights {
    key: Option<Setting>,
    of_row: Vec<Option<f32>>,
}

struct Columns<'a> {
    look: &'a Look<'a>,
    both: &'a Comparison,
    bidi: Bidi,
    width: f32,
    /// Whether the first is known to be the older one.
    older: bool,
}

/// Draws them; returns the row that was pressed. `at` is the row of the cursor; `moved` is taken away once it is in sight.
pub(super) fn show(
    ui: &mut Ui,
    look: &Look<'_>,
    both: &Comparison,
    older: bool,
    at: usize,
    moved: &mut bool,
    heights: &mut Heights,
) -> Option<usize> {
    let bar = ui.spacing().scroll.allocated_width();
    let room = ui.available_width() - bar - GAP - space(8);
    let width = (room / 2.0).min(MEASURE * look.zoom).max(space(20)).floor();
    let columns = Columns { look, both, bidi: Bidi::of(ui.ctx()), width, older };
    columns.measure(ui, heights, at);
    let mut tops = Vec::with_capacity(both.rows.len() + 1);
    let mut y = space(2);
    for row in 0..both.rows.len() {
        tops.push(y);
        y += heights.of_row.get(row).copied().flatten().unwrap_or_else(|| columns.guess(row));
    }
    tops.push(y);
    let mut pressed = None;
    let area = ScrollArea::vertical().id_salt("reuse-columns").auto_shrink([false, false]);
    scroll::show(ui, look.rtl_ui, area, |ui, area| {
        area.show_viewport(ui, |ui, seen| {
            let (page, _) = ui.allocate_exact_size(vec2(ui.available_width(), y + space(6)), Sense::hover());
            let whole = 2.0 * width + GAP;
            let left = page.left() + ((page.width() - whole) / 2.0).max(space(2));
            let place = |row: usize| {
                let (top, bottom) = (page.top() + tops[row], page.top() + tops[row + 1]);
                Rect::from_min_max(pos2(left, top), pos2(left + whole, bottom))
            };
            for row in 0..both.rows.len() {
                if tops[row + 1] + space(15) < seen.top() || tops[row] - space(15) > seen.bottom() {
                    continue;
                }
                if columns.row(ui, row, place(row), row == at) {
                    pressed = Some(row);
                }
            }
            if *moved && at < both.rows.len() {
                let height = (tops[at + 1] - tops[at]).min(seen.height() / 2.0);
                *moved = tops[at] < seen.top() || tops[at] + height > seen.bottom();
                ui.scroll_to_rect(place(at).expand2(vec2(0.0, space(8))), None);
            }
        })
    });
    pressed
}

impl<'a> Columns<'a> {
    fn paragraph(&self, row: usize, side: usize) -> Option<&'a ComparedParagraph> {
        let at = self.both.rows.get(row)?.get(side).copied()??;
        self.both.sides[side].paragraphs.get(at)
    }

    fn words(&self, row: usize, side: usize) -> Option<&'a str> {
        Some(self.both.sides[side].document.text.quote(self.paragraph(row, side)?.span))
    }

    fn galley(&self, ui: &Ui, row: usize, side: usize) -> Option<Arc<Galley>> {
        let zoom = self.look.zoom;
        let style = match self.paragraph(row, side)?.kind {
            ZoneKind::Headline => Style::reading(21.0 * zoom).bold(),
            ZoneKind::Deck | ZoneKind::Crosshead => Style::reading(SIZE_LARGE * zoom).bold(),
            _ => Style::reading(SIZE_LARGE * zoom),
        };
        Some(self.bidi.galley(ui.ctx(), self.words(row, side)?, &style, Some(self.width - space(3))))
    }

    /// Height of the line that says what a paragraph without its like is.
    fn label_height(&self, row: usize) -> f32 {
        if [0, 1].into_iter().any(|side| self.label(row, side).is_some()) { space(5) } else { 0.0 }
    }

    fn guess(&self, row: usize) -> f32 {
        let letters = [0, 1].into_iter().filter_map(|side| self.words(row, side)).map(str::len).max().unwrap_or(0);
        letters as f32 / 70.0 * space(7) + space(10)
    }

    fn measure(&self, ui: &Ui, heights: &mut Heights, upto: usize) {
        let key = [self.width.to_bits(), self.look.zoom.to_bits()];
        if heights.key != Some(key) || heights.of_row.len() != self.both.rows.len() {
            *heights = Heights { key: Some(key), of_row: vec![None; self.both.rows.len()] };
        }
        let mut budget = AHEAD;
        for row in 0..self.both.rows.len() {
            if heights.of_row[row].is_some() {
                continue;
            }
            if row > upto && budget == 0 {
                ui.ctx().request_repaint();
                break;
            }
            let galleys = [0, 1].map(|side| self.galley(ui, row, side).map_or(0.0, |g| g.size().y));
            heights.of_row[row] = Some(galleys[0].max(galleys[1]) + self.label_height(row) + space(4));
            let bytes: usize = [0, 1].into_iter().filter_map(|side| self.words(row, side)).map(str::len).sum();
            budget = budget.saturating_sub(bytes.max(64));
        }
    }

    /// What to say of a paragraph that has nothing of its like at its place in the other article.
    fn label(&self, row: usize, side: usize) -> Option<&'static str> {
        let paragraph = self.paragraph(row, side)?;
        if self.paragraph(row, 1 - side).is_some() {
            return None;
        }
        let words = &self.look.strings.reuse;
        let length = |runs: &[Range<usize>]| runs.iter().map(Range::len).sum::<usize>();
        Some(match (side, self.older) {
            _ if !paragraph.stands_alone => words.joined,
            _ if length(&paragraph.moved) > length(&paragraph.only) => words.elsewhere,
            (0, true) => words.cut,
            (_, true) => words.added,
            _ => words.only_here,
        })
    }

    /// Draws a row; returns whether it was pressed.
    fn row(&self, ui: &Ui, row: usize, rect: Rect, here: bool) -> bool {
        let (look, theme) = (self.look, self.look.theme);
        let response = ui.interact(rect, ui.scope_id().with(("row", row)), Sense::click());
        let text = |side: usize| self.words(row, side).unwrap_or(look.strings.reuse.nothing);
        let spoken = format!("{} | {}", text(0), text(1));
        response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, here, &spoken));
        if here {
            let outer = rect.expand2(vec2(space(1), 0.0));
            let stroke = Stroke::new(1.5, theme.accent);
            ui.painter().rect_stroke(outer, CornerRadius::same(RADIUS), stroke, StrokeKind::Inside);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), theme.surface);
        }
        let mut cursor = Cursor::new(rect, look.rtl_ui);
        for side in [0, 1] {
            let column = cursor.take(self.width);
            cursor.skip(GAP);
            self.cell(ui, row, side, column.shrink2(vec2(space(1), space(2))));
        }
        response.clicked()
    }

    fn cell(&self, ui: &Ui, row: usize, side: usize, rect: Rect) {
        let theme = self.look.theme;
        let Some((paragraph, galley)) = self.paragraph(row, side).zip(self.galley(ui, row, side)) else {
            // Nothing stands here: a faint line says that it is no gap of the drawing.
            let x = rect.center().x;
            let line = [pos2(x - space(4), rect.center().y), pos2(x + space(4), rect.center().y)];
            ui.painter().line_segment(line, Stroke::new(1.0, theme.line));
            return;
        };
        let color = side_color(side, theme);
        let mut top = rect.top();
        if let Some(label) = self.label(row, side) {
            let line = Rect::from_min_size(rect.min, vec2(rect.width(), space(5)));
            let style = parts::one_way(self.look, Style::new(SIZE_SMALL).bold());
            Cursor::new(line, self.look.rtl_ui).text(ui, label, &style, color, rect.width());
            top += space(5);
        }
        let x = if galley.direction().is_rtl() { rect.right() - galley.size().x } else { rect.left() };
        let corner = pos2(x, top);
        let start = paragraph.span.start();
        let within = |run: &Range<usize>| run.start.saturating_sub(start)..run.end.saturating_sub(start);
        for run in &paragraph.only {
            for place in galley.rects(&within(run)) {
                let place = place.translate(corner.to_vec2());
                ui.painter().rect_filled(place, CornerRadius::same(2), wash(color, theme));
                ui.painter().hline(place.x_range(), place.bottom() - 0.5, Stroke::new(1.5, color));
            }
        }
        for run in &paragraph.moved {
            for place in galley.rects(&within(run)) {
                let place = place.translate(corner.to_vec2());
                let line = [place.left_bottom(), place.right_bottom()];
                ui.painter().add(Shape::dotted_line(&line, theme.quiet, 4.0, 1.0));
            }
        }
        galley.paint(ui.painter(), corner, theme.ink);
    }
}

/// The colour of a side's own words; they are underlined too, so colour is never the only sign.
pub(super) fn side_color(side: usize, theme: &Theme) -> Color32 {
    if side == 0 { theme.roles.cue } else { theme.roles.source }
}

fn wash(color: Color32, theme: &Theme) -> Color32 {
    color.gamma_multiply(match theme.tone {
        crate::app::theme::Tone::Light => 0.10,
        crate::app::theme::Tone::Dark => 0.16,
    })
}
