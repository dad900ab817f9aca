//! Rasterised glyphs in one egui texture.

use super::raster::Rasteriser;
use crate::text::layout::FaceData;
use egui::{Color32, ColorImage, Context, TextureHandle, TextureId, TextureOptions};
use std::collections::HashMap;
use std::ops::Range;

/// Width and height of the texture: some 400 glyphs of a page fill a tenth of it at scale 2.
pub(super) const SIDE: usize = 2048;
/// Sub-pixel positions of a glyph.
pub(super) const BINS: f32 = 4.0;
/// Sizes are kept apart by eighths of a pixel.
pub(super) const SIZE_STEPS: f32 = 8.0;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct GlyphKey {
    pub(super) face: u16,
    pub(super) id: u16,
    /// Size in steps of 1 / [`SIZE_STEPS`] pixel.
    pub(super) size: u32,
    pub(super) bin: u8,
}

/// Where a glyph lies in the texture, and where it goes from the pen.
#[derive(Clone, Copy, Default)]
pub(super) struct Slot {
    pub(super) u: u16,
    pub(super) v: u16,
    pub(super) width: u16,
    pub(super) height: u16,
    pub(super) left: i16,
    pub(super) top: i16,
}

pub(super) struct Atlas {
    texture: Option<TextureHandle>,
    coverage: Vec<u8>,
    shelf_x: usize,
    shelf_y: usize,
    shelf_height: usize,
    dirty: Option<Range<usize>>,
    slots: HashMap<GlyphKey, Slot>,
    rasteriser: Rasteriser,
    full: bool,
}

impl Default for Atlas {
    fn default() -> Self {
        Self {
            texture: None,
            coverage: vec![0; SIDE * SIDE],
            shelf_x: 1,
            shelf_y: 1,
            shelf_height: 0,
            dirty: None,
            slots: HashMap::new(),
            rasteriser: Rasteriser::default(),
            full: false,
        }
    }
}

impl Atlas {
    /// The place of a glyph, rasterised at its first use. A glyph that prints nothing has no width.
    pub(super) fn slot(&mut self, key: GlyphKey, face: Option<&FaceData>) -> Slot {
        if let Some(slot) = self.slots.get(&key) {
            return *slot;
        }
        let slot = face.map(|face| self.rasterise(key, face)).unwrap_or_default();
        self.slots.insert(key, slot);
        slot
    }

    fn rasterise(&mut self, key: GlyphKey, face: &FaceData) -> Slot {
        let fraction = f32::from(key.bin) / BINS;
        let Some(glyph) = self.rasteriser.glyph(face, key.id, key.size as f32 / SIZE_STEPS, fraction) else {
            return Slot::default();
        };
        if self.shelf_x + glyph.width + 1 > SIDE {
            self.shelf_x = 1;
            self.shelf_y += self.shelf_height + 1;
            self.shelf_height = 0;
        }
        let fits = glyph.width + 2 <= SIDE && self.shelf_y + glyph.height < SIDE;
        if !fits {
            self.full = true;
            return Slot::default();
        }
        let (u, v) = (self.shelf_x, self.shelf_y);
        for (row, line) in glyph.data.chunks_exact(glyph.width).take(glyph.height).enumerate() {
            let at = (v + row) * SIDE + u;
            self.coverage[at..at + glyph.width].copy_from_slice(line);
        }
        self.shelf_x += glyph.width + 1;
        self.shelf_height = self.shelf_height.max(glyph.height);
        let rows = self.dirty.get_or_insert(v..v + glyph.height);
        *rows = rows.start.min(v)..rows.end.max(v + glyph.height);
        // The texture's side fits 16 bits, and a glyph's offsets are smaller than the glyph.
        Slot {
            u: u as u16,
            v: v as u16,
            width: glyph.width as u16,
            height: glyph.height as u16,
            left: glyph.left as i16,
            top: glyph.top as i16,
        }
    }

    /// Uploads what was rasterised since the last call and returns the texture. To be called after every use of
    /// [`Atlas::slot`] in the same pass. A full atlas is emptied and the pass repeated.
    pub(super) fn upload(&mut self, ctx: &Context) -> TextureId {
        if self.full {
            self.clear();
            ctx.request_discard("the glyph atlas was full");
        }
        // Glyphs are drawn pixel on pixel; filtering would only blur them.
        let options = TextureOptions::NEAREST;
        let texture = self.texture.get_or_insert_with(|| {
            ctx.load_texture("bidi-atlas", ColorImage::filled([SIDE, SIDE], Color32::TRANSPARENT), options)
        });
        if let Some(rows) = self.dirty.take() {
            let pixels = self.coverage[rows.start * SIDE..rows.end * SIDE]
                .iter()
                .map(|&alpha| Color32::from_white_alpha(alpha))
                .collect();
            texture.set_partial([0, rows.start], ColorImage::new([SIDE, rows.len()], pixels), options);
        }
        texture.id()
    }

    fn clear(&mut self) {
        self.coverage.fill(0);
        self.slots.clear();
        (self.shelf_x, self.shelf_y, self.shelf_height) = (1, 1, 0);
        self.dirty = Some(0..SIDE);
        self.full = false;
    }
}
