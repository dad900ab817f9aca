//! The page itself: each block with its lane, its kind and the reason for it.

use super::outline::{Line, Outline};
use super::screen::{Open, Wish};
use super::structure::Built;
use crate::app::bidi::{Bidi, Galley, Style, Tooltip as _};
use crate::app::context::Look;
use crate::app::keyboard;
use crate::app::parts::{self, Cursor, Dot, dot};
use crate::app::scroll;
use crate::app::theme::{RADIUS, SIZE_LARGE, SIZE_SMALL, SIZE_TEXT, Theme, space};
use crate::model::{Direction, DocumentId, ZoneKind};
use crate::text;
use egui::{
    Color32, CornerRadius, CursorIcon, Rect, Role, ScrollArea, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};
use std::ops::Range;
use std::sync::Arc;

/// Width of the column of kinds, in points.
const LABELS: f32 = space(42);
/// Width of the coloured lane, in points.
const LANE: f32 = space(1);
/// The widest column of text at zoom 1, in points.
const MEASURE: f32 = 620.0;
/// Bytes whose height is measured ahead in one frame: some three milliseconds of work.
const AHEAD: usize = 16 * 1024;

/// What the height of a block rests on: the page, width and zoom as bits, the direction, whether it is shown as it was built, and the kinds.
type Setting = (DocumentId, [u32; 2], Option<Direction>, bool, Vec<ZoneKind>);

/// How high the blocks are, measured little by little.
#[derive(Debug, Default)]
pub(super) struct Heights {
    key: Option<Setting>,
    of_block: Vec<Option<f32>>,
}

/// Where things stand and how they look.
struct Sheet<'a> {
    look: &'a Look<'a>,
    outline: &'a Outline<'a>,
    bidi: Bidi,
    rtl: bool,
    forced: Option<Direction>,
    text_width: f32,
    /// Whether the page is shown as it was built.
    structure: bool,
}

/// Draws the page.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, outline: &Outline<'_>, open: &mut Open, wishes: &mut Vec<Wish>) {
    let bar = ui.spacing().scroll.allocated_width();
    let room = ui.available_width() - bar - space(8);
    let text_width = (room - LABELS - LANE - space(4)).min(MEASURE * look.zoom).max(space(20));
    let sheet = Sheet {
        look,
        outline,
        bidi: Bidi::of(ui.ctx()),
        rtl: open.rtl,
        forced: outline.view.document.direction,
        text_width,
        structure: open.structure,
    };
    // In another width or language everything stands elsewhere; the eye should not have to look for its place.
    open.moved |= sheet.measure(ui, &mut open.heights, open.at);
    let mut tops = Vec::with_capacity(outline.lines.len() + 1);
    let mut y = space(4);
    for line in &outline.lines {
        tops.push(y);
        y += sheet.height(line, &open.heights);
    }
    tops.push(y);
    let selected = open.selected(outline);
    let here = outline.line_of(open.at);
    let moved = &mut open.moved;
    scroll::show(
        ui,
        look.rtl_ui,
        ScrollArea::vertical().id_salt(("sheet", outline.view.document.id)).auto_shrink([false, false]),
        |ui, area| {
            area.show_viewport(ui, |ui, seen| {
                let (page, _) = ui.allocate_exact_size(vec2(ui.available_width(), y + space(4)), Sense::hover());
                let whole = LABELS + LANE + space(4) + text_width;
                let left = page.left() + ((page.width() - whole) / 2.0).max(space(4));
                let at = |line: usize| {
                    let (top, bottom) = (tops[line], tops[line + 1]);
                    Rect::from_min_max(pos2(left, page.top() + top), pos2(left + whole, page.top() + bottom))
                };
                for line in 0..outline.lines.len() {
                    // A line more on both sides, so that a screen reader's next step is there.
                    if tops[line + 1] + space(15) < seen.top() || tops[line] - space(15) > seen.bottom() {
                        continue;
                    }
                    sheet.line(ui, line, at(line), &selected, here == Some(line), wishes);
                }
                if let Some(line) = here.filter(|_| *moved) {
                    // A frame may be drawn twice and its scrolling lost: the wish stands until the line is in sight.
                    let height = (tops[line + 1] - tops[line]).min(seen.height() / 2.0);
                    *moved = tops[line] < seen.top() || tops[line] + height > seen.bottom();
                    ui.scroll_to_rect(at(line).expand2(vec2(0.0, space(10))), None);
                }
            })
        },
    );
}

/// How a block of a kind is set.
fn style(kind: ZoneKind, zoom: f32) -> Style {
    match kind {
        ZoneKind::Headline => Style::reading(22.0 * zoom).bold(),
        ZoneKind::Deck | ZoneKind::Crosshead => Style::reading(SIZE_LARGE * zoom).bold(),
        ZoneKind::Body | ZoneKind::Disclaimer => Style::reading(SIZE_LARGE * zoom),
        _ => Style::new(SIZE_TEXT * zoom),
    }
}

/// The colour of a kind's lane. The kind's name stands beside it, so colour is never the only sign.
fn lane_color(kind: ZoneKind, theme: &Theme) -> Color32 {
    match kind {
        ZoneKind::Headline | ZoneKind::Crosshead => theme.accent,
        ZoneKind::Deck => theme.roles.source,
        ZoneKind::Byline | ZoneKind::Dateline => theme.roles.cue,
        ZoneKind::Caption => theme.roles.evidence,
        ZoneKind::Body => theme.roles.content,
        ZoneKind::Disclaimer => theme.roles.disclaimer,
        ZoneKind::Related | ZoneKind::Comments | ZoneKind::Boilerplate => theme.edge,
    }
}

impl Sheet<'_> {
    fn galley(&self, ui: &Ui, block: usize) -> Arc<Galley> {
        let built = self.built(block);
        let (style, indent) = match built {
            Some(built) => (built.style(self.look.zoom), self.inset(built)),
            None => (style(self.outline.kind(block), self.look.zoom), 0.0),
        };
        let style = match self.forced {
            Some(Direction::Rtl) => style.direction(text::direction::Direction::Rtl),
            Some(Direction::Ltr) => style.direction(text::direction::Direction::Ltr),
            None => style,
        };
        self.bidi.galley(ui.ctx(), self.outline.words(block), &style, Some(self.text_width - indent))
    }

    /// How a block looked on its page, where that is to be shown.
    fn built(&self, block: usize) -> Option<Built<'_>> {
        let path = self.outline.view.document.blocks.get(block).and_then(|b| b.path.as_deref());
        self.structure.then(|| Built::of(path))
    }

    /// Points between the column's beginning and a block's text.
    fn inset(&self, built: Built<'_>) -> f32 {
        let sign = if built.sign().is_some() { space(5) } else { 0.0 };
        (built.indent() + sign).min(self.text_width / 2.0)
    }

    /// Measures what has not been measured: everything up to the cursor, and then a part of the rest. Whether all has to be measured anew.
    fn measure(&self, ui: &Ui, heights: &mut Heights, upto: usize) -> bool {
        let document = &self.outline.view.document;
        let count = document.blocks.len();
        let kinds: Vec<ZoneKind> = (0..count).map(|b| self.outline.kind(b)).collect();
        let sizes = [self.text_width.to_bits(), self.look.zoom.to_bits()];
        let key = (document.id, sizes, self.forced, self.structure, kinds);
        let anew = heights.key.as_ref() != Some(&key);
        if anew {
            heights.key = Some(key);
            heights.of_block = vec![None; count];
        }
        let mut budget = AHEAD;
        for block in 0..count {
            if heights.of_block[block].is_some() {
                continue;
            }
            if block > upto && budget == 0 {
                ui.ctx().request_repaint();
                break;
            }
            heights.of_block[block] = Some(self.galley(ui, block).size().y);
            budget = budget.saturating_sub(self.outline.words(block).len().max(64));
        }
        anew
    }

    fn height(&self, line: &Line, heights: &Heights) -> f32 {
        match line {
            Line::Article(_) => space(12),
            Line::Fold { .. } => space(9),
            Line::Block(block) => {
                // Before it is measured: some letters a line.
                let guess = || self.outline.words(*block).len() as f32 / 80.0 * space(7) + space(7);
                let text = heights.of_block.get(*block).copied().flatten().unwrap_or_else(guess);
                text.max(space(9)) + space(3)
            }
        }
    }

    fn line(&self, ui: &Ui, at: usize, rect: Rect, selected: &Range<usize>, here: bool, wishes: &mut Vec<Wish>) {
        match &self.outline.lines[at] {
            Line::Article(article) => self.article(ui, rect, *article),
            Line::Fold { blocks, open } => self.fold(ui, rect, blocks, *open, selected, here, wishes),
            Line::Block(block) => self.block(ui, rect, *block, selected.contains(block), here, wishes),
        }
    }

    /// The line above an article: which one it is.
    fn article(&self, ui: &Ui, rect: Rect, at: usize) {
        let Some(article) = self.outline.view.articles.get(at) else { return };
        let theme = self.look.theme;
        let number = self.look.strings.number(at + 1);
        let title = format!("{} {number}", self.look.strings.importing.article);
        let node = ui.interact(rect, ui.scope_id().with(("article", at)), Sense::hover());
        node.widget_info(|| WidgetInfo::labeled(Role::Heading, true, format!("{title}: {}", article.title)));
        let line = rect.with_min_y(rect.bottom() - space(8));
        let mut cursor = Cursor::new(line, self.rtl);
        cursor.text(ui, &title, &Style::new(SIZE_SMALL).bold(), theme.accent, LABELS);
        let from = cursor.take(cursor.room());
        ui.painter().hline(from.x_range(), line.center().y, Stroke::new(1.0, theme.accent.gamma_multiply(0.5)));
    }

    #[expect(clippy::too_many_arguments)] // what a line is, where, and how it is marked
    fn fold(
        &self,
        ui: &Ui,
        rect: Rect,
        blocks: &Range<usize>,
        open: bool,
        selected: &Range<usize>,
        here: bool,
        wishes: &mut Vec<Wish>,
    ) {
        let theme = self.look.theme;
        let label = self.look.strings.folded(blocks.len(), &self.outline.kinds(blocks.clone()));
        let response = ui.interact(rect, ui.scope_id().with(("fold", blocks.start)), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::DisclosureTriangle, true, open, &label));
        if response.clicked() {
            wishes.push(Wish::Fold(blocks.start, None));
            if !open {
                wishes.push(Wish::Go { block: blocks.start, extend: ui.input(|i| i.modifiers.shift) });
            }
        }
        let marked = !open && selected.contains(&blocks.start);
        self.mark(ui, rect, marked, here, response.hovered());
        if response.hovered() {
            ui.set_cursor_icon(CursorIcon::PointingHand);
        }
        let inside = rect.shrink2(vec2(space(2), 0.0));
        let mut cursor = Cursor::new(inside, self.rtl);
        let tip = cursor.take(space(4)).center();
        let toward = if self.rtl { -1.0 } else { 1.0 };
        let triangle = if open {
            vec![tip + vec2(-4.0, -2.0), tip + vec2(4.0, -2.0), tip + vec2(0.0, 3.0)]
        } else {
            vec![tip + vec2(-2.0 * toward, -4.0), tip + vec2(-2.0 * toward, 4.0), tip + vec2(3.0 * toward, 0.0)]
        };
        ui.painter().add(Shape::convex_polygon(triangle, theme.quiet, Stroke::NONE));
        cursor.skip(space(1));
        let most = cursor.room();
        cursor.text(ui, &label, &parts::one_way(self.look, Style::new(SIZE_SMALL)), theme.quiet, most);
        if blocks.clone().any(|b| self.outline.is_doubtful(b)) {
            let at = cursor.take(space(3));
            dot(ui, at, Dot::Open, theme);
            cursor.skip(space(2));
        }
        let beyond = cursor.take(cursor.room());
        ui.painter().hline(beyond.x_range(), rect.center().y, Stroke::new(1.0, theme.line));
    }

    fn block(&self, ui: &Ui, rect: Rect, block: usize, selected: bool, here: bool, wishes: &mut Vec<Wish>) {
        let theme = self.look.theme;
        let words = self.look.strings.importing;
        let kind = self.outline.kind(block);
        let doubtful = self.outline.is_doubtful(block);
        let zones = self.outline.zones(block);
        let names: Vec<&str> = zones.iter().map(|z| self.look.strings.zone(z.kind)).collect();
        let name = if names.is_empty() { self.look.strings.zone(kind).to_owned() } else { names.join(" + ") };
        let mut why = zones.first().map(|z| self.look.strings.origin(&z.origin)).unwrap_or_default();
        if zones.first().is_some_and(|z| z.repeat) {
            why = self.look.strings.list(&[&why, words.repeat]);
        }
        let text = self.outline.words(block);
        let response = ui.interact(rect, ui.scope_id().with(("block", block)), Sense::click());
        let doubt = if doubtful { format!(", {}", words.doubtful) } else { String::new() };
        let spoken = format!("{name} ({why}{doubt}): {text}");
        response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, selected, &spoken));
        if response.clicked() || response.secondary_clicked() {
            // A press on what is selected already must not lose the selection: the list of kinds is for all of it.
            if response.clicked() || !selected {
                wishes.push(Wish::Go { block, extend: ui.input(|i| i.modifiers.shift) });
            }
        }
        self.menu(&response, block, wishes);
        self.mark(ui, rect, selected, here, response.hovered());

        let inside = rect.shrink2(vec2(space(2), space(1)));
        let mut cursor = Cursor::new(inside, self.rtl);
        let labels = cursor.take(LABELS - space(4));
        cursor.skip(space(2));
        let stripe = cursor.take(LANE);
        cursor.skip(space(3));
        let column = cursor.take(cursor.room());
        ui.painter().rect_filled(stripe, CornerRadius::same(2), lane_color(kind, theme));
        let upper = Rect::from_min_size(labels.min, vec2(labels.width(), space(5)));
        let mut line = Cursor::new(upper, self.rtl);
        if doubtful {
            let at = line.take(space(3));
            dot(ui, at, Dot::Open, theme);
            line.skip(space(1));
        }
        let most = line.room();
        line.text(ui, &name, &Style::new(SIZE_SMALL).bold(), theme.ink, most);
        let mut line = Cursor::new(upper.translate(vec2(0.0, space(4))), self.rtl);
        let built = self.built(block);
        let below = built.map_or_else(|| why.clone(), Built::tail);
        line.text(ui, &below, &Style::new(SIZE_SMALL), theme.quiet, labels.width());

        let galley = self.galley(ui, block);
        let outside = self.outline.article_at(block).is_none();
        let color = if kind.is_folded() || outside { theme.quiet } else { theme.ink };
        let inset = built.map_or(0.0, |built| self.inset(built));
        let x = match (galley.direction().is_rtl(), self.rtl) {
            (true, true) => column.right() - inset - galley.size().x,
            (true, false) => column.right() - galley.size().x,
            (false, true) => column.left(),
            (false, false) => column.left() + inset,
        };
        if let Some(sign) = built.and_then(Built::sign) {
            let mut line = Cursor::new(Rect::from_min_size(column.min, vec2(column.width(), space(5))), self.rtl);
            line.skip(inset - space(4));
            line.text(ui, sign, &Style::new(SIZE_SMALL), theme.quiet, space(4));
        }
        galley.paint(ui.painter(), pos2(x, column.top()), color);
        if ui.rect_contains_pointer(labels) && response.hovered() {
            let full = if doubtful { format!("{why}, {}", words.doubtful) } else { why };
            drop(response.on_hover_bidi(&full));
        }
    }

    /// What is selected, and where the cursor is.
    fn mark(&self, ui: &Ui, rect: Rect, selected: bool, here: bool, hovered: bool) {
        let theme = self.look.theme;
        let corner = CornerRadius::same(RADIUS);
        if selected {
            ui.painter().rect_filled(rect, corner, theme.selection);
        } else if hovered {
            ui.painter().rect_filled(rect, corner, theme.surface);
        }
        if here {
            ui.painter().rect_stroke(rect, corner, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
        }
    }

    /// The list of kinds at the pointer.
    fn menu(&self, response: &egui::Response, block: usize, wishes: &mut Vec<Wish>) {
        let now = self.outline.kind(block);
        egui::Popup::context_menu(response).show(|ui| {
            ui.spacing_mut().item_spacing = vec2(space(1), space(1));
            ui.set_min_width(space(50));
            let pressed = keyboard::take_sign(ui);
            for kind in ZoneKind::ALL {
                let sign = super::input::key_of(kind);
                let key = parts::cap(sign);
                let name = self.look.strings.zone(kind);
                let chip = parts::Chip {
                    on: Some(kind == now),
                    role: Role::MenuItemRadio,
                    ..parts::Chip::button(Some(&key), name)
                };
                if chip.show(ui, self.look).clicked() || pressed == Some(sign) {
                    wishes.push(Wish::Kind(kind));
                    ui.close();
                }
            }
            for (key, name, wish) in [
                ("S", self.look.strings.command.split_article, Wish::Split),
                ("J", self.look.strings.command.join_articles, Wish::Join),
            ] {
                // Their keys are commands, which the window hands over while the list is open too.
                let given = wishes.contains(&wish);
                if parts::Chip::button(Some(key), name).show(ui, self.look).clicked() {
                    wishes.push(wish);
                    ui.close();
                } else if given {
                    ui.close();
                }
            }
        });
    }
}
