//! The text engine of one egui context: fonts, glyph atlas and layouts of labels.

use super::atlas::{Atlas, BINS, GlyphKey, SIDE, SIZE_STEPS};
use super::cache::GalleyCache;
use super::galley::{Galley, Style};
use crate::text::layout::{ParagraphLayout, Typesetter};
use egui::epaint::Vertex;
use egui::mutex::Mutex;
use egui::{Color32, Context, Id, Mesh, Painter, Pos2, Shape, pos2, vec2};
use std::ops::Range;
use std::sync::Arc;

/// A handle to the text engine of an egui context. Cheap to clone.
#[derive(Clone)]
pub struct Bidi(Arc<Mutex<Inner>>);

struct Inner {
    typesetter: Typesetter,
    atlas: Atlas,
    galleys: GalleyCache,
}

impl Bidi {
    /// The engine of a context, made at its first use.
    pub fn of(ctx: &Context) -> Self {
        ctx.data_mut(|data| {
            data.get_temp_mut_or_insert_with(Id::unique("bidi-engine"), || {
                let inner =
                    Inner { typesetter: Typesetter::new(), atlas: Atlas::default(), galleys: GalleyCache::default() };
                Self(Arc::new(Mutex::new(inner)))
            })
            .clone()
        })
    }

    /// A short text laid out: in one line for each of its paragraphs, or wrapped at `width` points. Cached.
    pub fn galley(&self, ctx: &Context, text: &str, style: &Style, width: Option<f32>) -> Arc<Galley> {
        let (scale, pass) = (ctx.pixels_per_point(), ctx.cumulative_pass_nr());
        let mut inner = self.0.lock();
        let Inner { typesetter, galleys, .. } = &mut *inner;
        galleys.get(text, style, width, scale, pass, || Galley::new(typesetter, text, style, width, scale))
    }

    /// A text in one line of at most `width` points, cut at its end with an ellipsis when it is longer.
    pub fn elided(&self, ctx: &Context, text: &str, style: &Style, width: f32) -> Arc<Galley> {
        let line = text.replace('\n', " ");
        let whole = self.galley(ctx, &line, style, None);
        let room = width - style.size;
        if whole.size().x <= width || room <= 0.0 {
            return whole;
        }
        let kept = whole.prefix_within(room);
        let cut = line.get(..kept).unwrap_or_default().trim_end();
        // The whole text decides the direction: the cut must not turn it.
        let style = Style { direction: Some(whole.direction()), ..*style };
        self.galley(ctx, &format!("{cut}…"), &style, None)
    }

    /// A text wrapped at `width` points in at most `lines` lines, cut behind a word with an ellipsis when it is longer.
    pub fn fitted(&self, ctx: &Context, text: &str, style: &Style, width: f32, lines: u8) -> Arc<Galley> {
        let one = self.galley(ctx, "|", style, None).size().y;
        let most = one * f32::from(lines) + one * 0.5;
        let whole = self.galley(ctx, text, style, Some(width));
        if whole.size().y <= most {
            return whole;
        }
        let style = Style { direction: Some(whole.direction()), ..*style };
        let cut = |end: usize| format!("{}…", text.get(..end).unwrap_or_default().trim_end());
        let ends: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
        let fits = |end: &usize| self.galley(ctx, &cut(*end), &style, Some(width)).size().y <= most;
        let kept = ends.partition_point(fits);
        let end = kept.checked_sub(1).and_then(|last| ends.get(last).copied()).unwrap_or(0);
        self.galley(ctx, &cut(end), &style, Some(width))
    }

    /// Runs with the typesetter. The engine must not be used again inside.
    pub(super) fn with_typesetter<T>(&self, run: impl FnOnce(&mut Typesetter) -> T) -> T {
        run(&mut self.0.lock().typesetter)
    }

    /// Draws paragraphs: each with its layout, the physical pixel of its top left corner, and its colour.
    pub(super) fn paint<'a>(
        &self,
        painter: &Painter,
        paragraphs: impl IntoIterator<Item = (&'a ParagraphLayout, [f32; 2], Color32)>,
    ) {
        let scale = painter.pixels_per_point();
        let clip = painter.clip_rect();
        let visible = clip.top() * scale..clip.bottom() * scale;
        let mut inner = self.0.lock();
        let mut mesh = Mesh::default();
        for (layout, origin, color) in paragraphs {
            inner.add_glyphs(&mut mesh, layout, origin, color, &visible, scale);
        }
        let texture = inner.atlas.upload(painter.ctx());
        drop(inner);
        if !mesh.is_empty() {
            mesh.texture_id = texture;
            painter.add(Shape::mesh(mesh));
        }
    }
}

impl Inner {
    fn add_glyphs(
        &mut self,
        mesh: &mut Mesh,
        layout: &ParagraphLayout,
        origin: [f32; 2],
        color: Color32,
        visible: &Range<f32>,
        scale: f32,
    ) {
        let size = (layout.size * SIZE_STEPS).round() as u32;
        let (x, y) = (origin[0].round(), origin[1].round());
        // Marks reach beyond their line; a line is skipped only when it is further off than a letter is high.
        let slack = layout.size;
        let first = layout.lines.partition_point(|line| y + line.bottom + slack < visible.start);
        for line in layout.lines.iter().skip(first).take_while(|line| y + line.top - slack < visible.end) {
            for glyph in layout.glyphs(line) {
                let pen = x + glyph.x;
                let bin = ((pen - pen.floor()) * BINS) as u8;
                let key = GlyphKey { face: glyph.face, id: glyph.id, size, bin };
                let slot = self.atlas.slot(key, self.typesetter.face(glyph.face));
                if slot.width == 0 {
                    continue;
                }
                let corner = pos2(pen.floor() + f32::from(slot.left), (y + glyph.y).round() - f32::from(slot.top));
                push_quad(
                    mesh,
                    corner / scale,
                    vec2(f32::from(slot.width), f32::from(slot.height)),
                    scale,
                    slot.u,
                    slot.v,
                    color,
                );
            }
        }
    }
}

fn push_quad(mesh: &mut Mesh, corner: Pos2, pixels: egui::Vec2, scale: f32, u: u16, v: u16, color: Color32) {
    let far = corner + pixels / scale;
    let uv0 = pos2(f32::from(u), f32::from(v)) / SIDE as f32;
    let uv1 = uv0 + pixels / SIDE as f32;
    let first = mesh.vertices.len() as u32;
    mesh.indices.extend_from_slice(&[first, first + 1, first + 2, first + 2, first + 1, first + 3]);
    mesh.vertices.extend_from_slice(&[
        Vertex { pos: corner, uv: uv0, color },
        Vertex { pos: pos2(far.x, corner.y), uv: pos2(uv1.x, uv0.y), color },
        Vertex { pos: pos2(corner.x, far.y), uv: pos2(uv0.x, uv1.y), color },
        Vertex { pos: far, uv: uv1, color },
    ]);
}
