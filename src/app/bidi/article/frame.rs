//! One frame of an article view.

use super::super::engine::Bidi;
use super::options::{ArticleOptions, ArticleResponse};
use super::paint::on_screen;
use super::span::Span;
use super::text::ArticleText;
use super::view::{ArticleView, Drag, PAD};
use crate::app::scroll;
use crate::text::direction::Direction;
use egui::scroll_area::ScrollSource;
use egui::{
    CursorIcon, Event, EventFilter, Id, Pos2, Rect, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};
use std::ops::Range;
use std::sync::Arc;

/// Least space between the column and the edges of the view, in points.
const SIDE: f32 = 16.0;
/// Body size in points at zoom 1; see [`super::text`].
const BODY: f32 = 20.0;

/// An article view while it is being shown.
pub(super) struct Frame<'a> {
    pub(super) article: &'a ArticleText,
    pub(super) spans: &'a [Span],
    pub(super) options: &'a ArticleOptions<'a>,
    pub(super) bidi: Bidi,
    pub(super) id: Id,
    pub(super) scale: f32,
    /// What is seen of the article, in points.
    pub(super) screen: Rect,
    /// The column of text, in points; its height is that of the screen.
    pub(super) column: Rect,
    /// The lane of labels, in points.
    pub(super) lane: Option<Rect>,
    /// The physical pixel of the stack's top left corner.
    pub(super) origin: [f32; 2],
}

/// Shows an article in the available space. Without a selection of its own making, `view` is only scrolled.
///
/// ```no_run
/// # use mizan::app::bidi::article::{ArticleOptions, ArticleText, ArticleView, Palette, show};
/// # fn panel(ui: &mut egui::Ui, article: &ArticleText, view: &mut ArticleView, palette: Palette) {
/// let options = ArticleOptions { zoom: 1.25, ..ArticleOptions::new("article", palette) };
/// let happened = show(ui, article, view, &[], &options);
/// if happened.selection_finished {
///     let quote = happened.selection.and_then(|range| article.text().get(range));
/// #   let _ = quote;
/// }
/// # }
/// ```
pub fn show(
    ui: &mut Ui,
    article: &ArticleText,
    view: &mut ArticleView,
    spans: &[Span],
    options: &ArticleOptions<'_>,
) -> ArticleResponse {
    let scale = ui.pixels_per_point();
    let screen = ui.available_rect_before_wrap();
    let bar = ui.spacing().scroll.allocated_width();
    let beside_bar = if options.bar_at_left {
        screen.with_min_x(screen.left() + bar)
    } else {
        screen.with_max_x(screen.right() - bar)
    };
    let (column, lane) = columns(beside_bar, article, options);
    let mut frame = Frame {
        article,
        spans,
        options,
        bidi: Bidi::of(ui.ctx()),
        id: ui.make_persistent_id("article"),
        scale,
        screen,
        column,
        lane,
        origin: [0.0, 0.0],
    };
    ui.painter().rect_filled(screen, 0.0, options.palette.paper);
    let height = screen.height() * scale;
    let width = (column.width() * scale).floor();
    let zoom = options.zoom;
    let more = frame.bidi.clone().with_typesetter(|typesetter| {
        view.stay_under(screen.top());
        view.lay_out(typesetter, article, width, scale, zoom, height);
        view.lay_out_ahead(typesetter)
    });
    if more {
        ui.ctx().request_repaint();
    }
    let keyed = frame.keyboard(ui, view, height);
    view.index.update(spans, &view.stack, view.layout_number);

    let mut area = ScrollArea::vertical()
        .id_salt("article-scroll")
        .auto_shrink([false, false])
        .scroll_source(ScrollSource { drag: egui::scroll_area::DragScroll::Never, ..ScrollSource::ALL });
    let content = (view.stack.height() / f64::from(scale)) as f32 + 2.0 * PAD;
    if std::mem::take(&mut view.offset_is_new) {
        let most = (content - screen.height()).max(0.0);
        area = area.vertical_scroll_offset(((view.offset / f64::from(scale)) as f32 + PAD).clamp(0.0, most));
    }
    // Rubber bands pull towards the end of the page as it was a frame ago, and the page grows while it is laid out.
    let elastic = std::mem::replace(&mut ui.spacing_mut().scroll.kinetic.rubber_band, false);
    let shown = scroll::show(ui, options.bar_at_left, area, |ui, area| {
        area.show(ui, |ui| {
            let size = vec2(ui.available_width(), content);
            let (page, _) = ui.allocate_exact_size(size, Sense::hover());
            frame.origin = [(frame.column.left() * scale).round(), ((page.top() + PAD) * scale).round()];
            frame.inside(ui, view, keyed)
        })
    });
    ui.spacing_mut().scroll.kinetic.rubber_band = elastic;
    // Auto-scrolling has set its own goal; otherwise the page is where egui shows it.
    if !view.offset_is_new {
        view.shown_at(f64::from((shown.state.unclamped_offset().y - PAD) * scale));
    }
    shown.inner
}

/// The measure as a multiple of the body size: some 68 letters, of Naskh or of the wider serif.
fn measure(direction: Direction) -> f32 {
    if direction.is_rtl() { 28.0 } else { 33.0 }
}

/// The column of text in the middle, and the lane at the side where its lines begin.
fn columns(room: Rect, article: &ArticleText, options: &ArticleOptions<'_>) -> (Rect, Option<Rect>) {
    let lane_width =
        if options.margin && room.width() > 360.0 { (room.width() * 0.16).clamp(72.0, 150.0) } else { 0.0 };
    let wanted = measure(article.direction()) * BODY * options.zoom;
    let width = wanted.min(room.width() - lane_width - 2.0 * SIDE).max(80.0);
    let rtl = article.direction().is_rtl();
    // The column stands in the middle of the room, unless the lane needs the space.
    let slack = ((room.width() - width) / 2.0).max(SIDE);
    let beside = slack.max(lane_width + SIDE);
    let left = if rtl { room.right() - beside - width } else { room.left() + beside };
    let column = Rect::from_x_y_ranges(left..=left + width, room.y_range());
    let lane = (lane_width > 0.0).then(|| {
        let gap = SIDE * 0.75;
        if rtl {
            Rect::from_x_y_ranges(column.right() + gap..=column.right() + gap + lane_width, room.y_range())
        } else {
            Rect::from_x_y_ranges(column.left() - gap - lane_width..=column.left() - gap, room.y_range())
        }
    });
    (column, lane)
}

impl Frame<'_> {
    /// A point in the stack, in pixels.
    pub(super) fn to_stack(&self, pos: Pos2) -> (f32, f64) {
        (pos.x * self.scale - self.origin[0], f64::from(pos.y * self.scale) - f64::from(self.origin[1]))
    }

    /// A point on the screen, in points.
    pub(super) fn to_screen(&self, x: f32, y: f64) -> (f32, f32) {
        ((self.origin[0] + x) / self.scale, ((f64::from(self.origin[1]) + y) / f64::from(self.scale)) as f32)
    }

    pub(super) fn lane_is_right(&self) -> bool {
        self.lane.is_some_and(|lane| lane.left() >= self.column.right())
    }

    /// The spans under a point, shortest first.
    pub(super) fn spans_at(&self, view: &ArticleView, pos: Pos2) -> Vec<u64> {
        let (x, y) = self.to_stack(pos);
        match view.stack.cluster_at(x, y) {
            Some(cluster) if self.screen.contains(pos) => view.index.covering(&view.stack, self.spans, cluster.start),
            _ => Vec::new(),
        }
    }

    /// Takes the keys of this frame; returns whether they extended the selection.
    fn keyboard(&self, ui: &Ui, view: &mut ArticleView, height: f32) -> bool {
        if !ui.memory(|memory| memory.has_focus(self.id)) || !ui.is_enabled() {
            return false;
        }
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, tab: false, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id, filter));
        let (events, time) = ui.input(|input| (input.filtered_events(&filter), input.time));
        let mut extended = false;
        for event in events.iter().filter(|event| matches!(event, Event::Copy | Event::Key { .. })) {
            let effect = self.bidi.with_typesetter(|typesetter| view.handle(typesetter, self.article, event, height));
            if let Some(copied) = effect.copied {
                ui.copy_text(copied);
            }
            extended |= effect.extended;
            if effect.moved {
                view.touched = time;
                let text = Arc::clone(self.article.text());
                let (top, bottom) = (view.offset, view.offset + f64::from(height));
                self.bidi.with_typesetter(|typesetter| view.stack.ensure_between(typesetter, &text, top, bottom));
            }
        }
        extended
    }

    /// Everything inside the scroll area.
    fn inside(&self, ui: &mut Ui, view: &mut ArticleView, keyed: bool) -> ArticleResponse {
        let response = ui.interact(self.screen.intersect(ui.clip_rect()), self.id, Sense::click_and_drag());
        if std::mem::take(&mut view.wants_focus) {
            response.request_focus();
        }
        let mut out = ArticleResponse {
            response,
            selection: None,
            selection_finished: keyed && view.selection.is_some(),
            caret: 0,
            at_caret: Vec::new(),
            hovered: Vec::new(),
            clicked: Vec::new(),
            stack: None,
            edge: None,
            fold: None,
            secondary: None,
        };
        self.pointer(ui, view, &mut out);
        let pointer = ui.input(|input| input.pointer.latest_pos()).filter(|_| out.response.contains_pointer());
        view.pointer_rests = rests(ui, view.pointer_rests);
        if let Some(pos) = pointer {
            if !view.pointer_rests {
                out.hovered = self.spans_at(view, pos);
            }
            if self.column.x_range().contains(pos.x) {
                ui.set_cursor_icon(CursorIcon::Text);
            }
        }
        self.edge_cursor(ui, view);
        // A chip is known to be pointed at only after it was drawn, so it lights its record a frame later.
        let points = view.drag == Drag::Nothing && !view.pointer_rests;
        let under = out.hovered.first().copied().or(view.pointed_chip).filter(|_| points);
        let group = under.and_then(|id| self.spans.iter().find(|span| span.id == id)).map(|span| span.group);
        let lit = group.or(self.options.active_group);
        let lit = lit.filter(|group| self.spans.iter().any(|span| span.group == *group));

        let rows = self.visible(view);
        ui.set_clip_rect(on_screen(ui, self.screen).clip_rect());
        self.paint(ui, view, rows.clone(), lit);
        if let Some(group) = lit {
            self.connect(ui, view, group);
        }
        let in_text = !out.hovered.is_empty();
        self.margin(ui, view, rows.clone(), lit, &mut out);
        let chip = out.hovered.first().copied().filter(|_| !in_text);
        if std::mem::replace(&mut view.pointed_chip, chip) != chip {
            ui.ctx().request_repaint();
        }
        self.folds(ui, view, rows.clone(), &mut out);
        if out.response.has_focus() {
            self.paint_caret(ui, view);
        }
        self.name_paragraphs(ui, view, rows, &out.response);
        out.selection.clone_from(&view.selection);
        out.caret = view.caret.at;
        out.at_caret = view.index.covering(&view.stack, self.spans, view.caret.at);
        out
    }

    fn visible(&self, view: &ArticleView) -> Range<usize> {
        let (_, top) = self.to_stack(self.screen.min);
        let (_, bottom) = self.to_stack(self.screen.max);
        let first = view.stack.row_at_y(top.max(0.0));
        let beyond = view.stack.rows().partition_point(|row| row.y < bottom);
        first..beyond.max(first)
    }

    /// One node for each visible paragraph, so that a screen reader has the text.
    fn name_paragraphs(&self, ui: &Ui, view: &ArticleView, rows: Range<usize>, response: &Response) {
        response.widget_info(|| WidgetInfo::labeled(Role::Document, ui.is_enabled(), self.options.name));
        for row in view.stack.rows().get(rows).unwrap_or_default() {
            let paragraph = self.article.text().get(row.spec.text.clone()).unwrap_or_default();
            if paragraph.trim().is_empty() {
                continue;
            }
            let (_, top) = self.to_screen(0.0, row.y);
            let size = vec2(self.column.width(), row.height / self.scale);
            let rect = Rect::from_min_size(pos2(self.column.left(), top), size);
            let node = ui.interact(rect, self.id.with(("paragraph", row.spec.text.start)), Sense::hover());
            node.widget_info(|| WidgetInfo::labeled(Role::Label, true, paragraph));
        }
    }
}

/// Whether the pointer lies still while somebody works by keys, who then wants to see the record that the keys are on.
fn rests(ui: &Ui, rested: bool) -> bool {
    // As they arrived: keys that were used already are taken out of the events of the frame.
    ui.input(|input| {
        input.raw.events.iter().fold(rested, |rests, event| match event {
            Event::PointerMoved(_) | Event::PointerButton { .. } | Event::MouseWheel { .. } => false,
            Event::Key { pressed: true, .. } => true,
            _ => rests,
        })
    })
}
